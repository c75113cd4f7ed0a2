package paint

import (
	"image/color"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

// contrast is the contrast ratio of WCAG 2.
func contrast(a, b color.NRGBA) float64 {
	light := func(k color.NRGBA) float64 {
		linear := func(v uint8) float64 {
			if s := float64(v) / 255; s > 0.04045 {
				return math.Pow((s+0.055)/1.055, 2.4)
			}
			return float64(v) / 255 / 12.92
		}
		return 0.2126*linear(k.R) + 0.7152*linear(k.G) + 0.0722*linear(k.B)
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrasts(t *testing.T) {
	for _, theme := range []*Theme{&Light, &Dark, &Print} {
		grounds := map[string]color.NRGBA{"page": theme.Page, "land": theme.Land, "water": theme.Water}
		for name, k := range map[string]color.NRGBA{
			"ink": theme.Ink, "ink 2": theme.Ink2, "settled": theme.Settled, "open": theme.Open, "contested": theme.Contested,
			"gone": theme.Gone, "link": theme.Link, "focus": theme.Focus, "place": theme.Place, "country": theme.Country,
		} {
			for ground, g := range grounds {
				assert.GreaterOrEqual(t, contrast(k, g), 4.5, "%s: %s on %s", theme.Name, name, ground)
			}
		}
		assert.GreaterOrEqual(t, contrast(theme.Sea, theme.Water), 4.5, theme.Name)
		assert.GreaterOrEqual(t, contrast(theme.Border, theme.Land), 2.95, theme.Name)
		for ground, g := range grounds {
			assert.GreaterOrEqual(t, contrast(theme.ControlEdge, g), 3.0, "%s: a control on %s", theme.Name, ground)
		}
	}
}

func TestThemeNamed(t *testing.T) {
	for name, want := range map[string]*Theme{"light": &Light, "dark": &Dark, "print": &Print} {
		got, ok := ThemeNamed(name)
		assert.True(t, ok)
		assert.Same(t, want, got)
	}
	_, ok := ThemeNamed("Light")
	assert.False(t, ok)
}

func TestLabelsNamed(t *testing.T) {
	for name, want := range map[string]Labels{"all": LabelsAll, "none": LabelsNone, "only": LabelsOnly} {
		got, ok := LabelsNamed(name)
		assert.True(t, ok)
		assert.Equal(t, want, got)
	}
	_, ok := LabelsNamed("")
	assert.False(t, ok)
}

func TestFaded(t *testing.T) {
	assert.Equal(t, color.NRGBA{1, 2, 3, 128}, Faded(color.NRGBA{1, 2, 3, 255}, 0.5))
	assert.Equal(t, color.NRGBA{1, 2, 3, 255}, Faded(color.NRGBA{1, 2, 3, 255}, 7))
}
