package paint

import "image/color"

// A Theme holds every colour of a drawing. The widths and sizes of the basemap
// are in basemap_style.go; those of marks stand beside the marks.
type Theme struct {
	Name string
	// Dark says that light ink stands on a dark ground.
	Dark bool

	// Grounds.
	Page, Paper, Land, Water color.NRGBA
	// Words and what is drawn as strong as words.
	Ink, Ink2 color.NRGBA
	// Statuses, by what they say of a report.
	Settled, Open, Contested, Gone color.NRGBA
	// Controls.
	Link, Focus, ControlEdge, Histogram, SelectedRange color.NRGBA
	// Words of the basemap.
	Place, Country, Sea color.NRGBA
	// Lines of the basemap, and the rules between rows of text.
	Border, Coast, River, Rule color.NRGBA
}

// The themes. Their contrasts are measured in theme_test.go.
var (
	Light = Theme{
		Name: "light",
		Page: hex(0xffffff), Paper: hex(0xffffff), Land: hex(0xf5f3ee), Water: hex(0xd6e1e7),
		Ink: hex(0x1b1f23), Ink2: hex(0x4c545b),
		Settled: hex(0x0b5a5a), Open: hex(0x8a4b00), Contested: hex(0xa0195f), Gone: hex(0x5a6168),
		Link: hex(0x0b4f9e), Focus: hex(0x0a58ca), ControlEdge: hex(0x767d83), Histogram: hex(0x59636b), SelectedRange: hex(0xfbf3ea),
		Place: hex(0x3a4046), Country: hex(0x5c6064), Sea: hex(0x3f6479),
		Border: hex(0x918b81), Coast: hex(0x9db0bb), River: hex(0xbfd0d9), Rule: hex(0xdcd9d2),
	}
	Dark = Theme{
		Name: "dark", Dark: true,
		Page: hex(0x14171a), Paper: hex(0x1c2024), Land: hex(0x2a2f34), Water: hex(0x171c21),
		Ink: hex(0xeef0f2), Ink2: hex(0xb3bac0),
		Settled: hex(0x63d2c6), Open: hex(0xf2b45c), Contested: hex(0xff8fbd), Gone: hex(0xa7aeb5),
		Link: hex(0x8fc1ff), Focus: hex(0x8ab8ff), ControlEdge: hex(0x8b939a), Histogram: hex(0xa9b1b8), SelectedRange: hex(0x26221c),
		Place: hex(0xd5dade), Country: hex(0xa2a9af), Sea: hex(0x86a9bf),
		Border: hex(0x767e86), Coast: hex(0x46525b), River: hex(0x1d242a), Rule: hex(0x363c42),
	}
	// Print is for paper: no ink on the land, a breath of grey on the water so
	// that a copier still tells them apart, lines in greys and words near black.
	Print = Theme{
		Name: "print",
		Page: hex(0xffffff), Paper: hex(0xffffff), Land: hex(0xffffff), Water: hex(0xeceef0),
		Ink: hex(0x000000), Ink2: hex(0x3d4348),
		Settled: hex(0x0b5a5a), Open: hex(0x8a4b00), Contested: hex(0xa0195f), Gone: hex(0x5a6168),
		Link: hex(0x0b4f9e), Focus: hex(0x0a58ca), ControlEdge: hex(0x767d83), Histogram: hex(0x59636b), SelectedRange: hex(0xf4f4f4),
		Place: hex(0x24282c), Country: hex(0x44484c), Sea: hex(0x4a5359),
		Border: hex(0x85888b), Coast: hex(0x94999d), River: hex(0xc4c8cb), Rule: hex(0xd4d4d4),
	}
)

// ThemeNamed finds a theme by the name that stands in URLs.
func ThemeNamed(name string) (*Theme, bool) {
	for _, t := range []*Theme{&Light, &Dark, &Print} {
		if t.Name == name {
			return t, true
		}
	}
	return nil, false
}

func hex(rgb uint32) color.NRGBA {
	return color.NRGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: 0xff}
}

// Faded is a colour as opaque as share says, from 0 to 1, of what it was.
func Faded(c color.NRGBA, share float32) color.NRGBA {
	c.A = uint8(float32(c.A)*min(max(share, 0), 1) + 0.5)
	return c
}
