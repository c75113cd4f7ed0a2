package text

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"

	"dateline/geo/raster"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

var water = color.NRGBA{0x9f, 0xc0, 0xd0, 255}

func TestPictures(t *testing.T) {
	ink, blue := dark, color.NRGBA{0x2f, 0x5d, 0x7c, 255}
	for _, c := range []struct {
		name, text string
		style      Style
		w, h       int
		ink        color.NRGBA
		halo       float32
	}{
		{"latin", "Kyiv → Đà Nẵng, AV", Style{Size: 14, Lang: "en"}, 150, 24, ink, 3},
		{"country", Upper("Україна Слов\u02bcя", "uk"), Style{Size: 13, Bold: true, Spacing: 1.8, Lang: "uk"}, 170, 24, ink, 3},
		{"water", "Японское море Ἰόνιο", Style{Size: 13, Italic: true}, 150, 24, blue, 3},
		{"hangul", "조선 평양 (Pyongyang)", Style{Size: 15}, 160, 26, ink, 3},
		{"hangul-bold", "조선 평양", Style{Size: 15, Bold: true}, 80, 26, ink, 3},
		{"hangul-water", "동해 서해", Style{Size: 15, Italic: true}, 80, 26, blue, 0},
		{"arabic", "القاهرة 12 (Cairo) مَكَّة", Style{Size: 16}, 170, 30, ink, 3},
		{"arabic-in-latin", "To القاهرة 12 km", Style{Size: 16, Bold: true}, 150, 30, ink, 0},
		{"missing", "東京 ✓ \xff e\u0323\u0301", Style{Size: 16}, 110, 28, ink, 3},
		{"headline", "4,731 AVw", Style{Size: 56, Bold: true, Italic: true}, 290, 76, ink, 6},
		{"faint", "Overlap", Style{Size: 22, Bold: true, Spacing: -2}, 90, 34, color.NRGBA{200, 30, 30, 128}, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			canvas := raster.New(c.w, c.h)
			canvas.Clear(water)
			halo := paper
			halo.A = c.ink.A
			Shape(c.text, c.style).Draw(canvas, 5, float32(c.h)*0.7, c.ink, halo, c.halo)
			compare(t, filepath.Join("testdata", c.name+".png"), canvas)
		})
	}
}

// compare allows for arithmetic that rounds otherwise on another machine.
func compare(t *testing.T, file string, c *raster.Canvas) {
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, c.PNG(nil, raster.PNGOptions{Exact: true, Small: true}), 0o644))
	}
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	want, err := png.Decode(bytes.NewReader(data))
	require.NoError(t, err)
	require.Equal(t, image.Rect(0, 0, c.W, c.H), want.Bounds())
	for y := range c.H {
		for x := range c.W {
			r, g, b, a := want.At(x, y).RGBA()
			for i, v := range []uint32{r, g, b, a} {
				require.InDelta(t, v>>8, c.Pix[4*(y*c.W+x)+i], 6, "%s at %d, %d", file, x, y)
			}
		}
	}
}

// alpha is the coverage of each pixel.
func alpha(c *raster.Canvas) []float64 {
	out := make([]float64, c.W*c.H)
	for i := range out {
		out[i] = float64(c.Pix[4*i+3])
	}
	return out
}

// A label put together from stamps looks as one painted from its outlines,
// but for the eighth of a pixel by which a letter may be off.
func TestStampsAgreeWithOutlines(t *testing.T) {
	for _, text := range []string{"Vladivostok", "블라디보스토크", "Ẵ e\u0323"} {
		for _, size := range []float32{10, 13.5, 24, 47} {
			for _, halo := range []float32{0, 3} {
				l := Shape(text, Style{Size: size})
				a, b := raster.New(600, 120), raster.New(600, 120)
				l.Draw(a, 10, 70, dark, paper, halo)
				l.paintLarge(b, 10, 70, spriteKey{line: l, ink: dark, halo: paper, width: halo})
				var sum, off, worst float64
				want := alpha(b)
				for i, v := range alpha(a) {
					d := math.Abs(v - want[i])
					sum, off, worst = sum+want[i], off+d, max(worst, d)
				}
				assert.Less(t, off/sum, 0.08, "%s %v %v", text, size, halo)
				assert.Less(t, worst, 90.0, "%s %v %v", text, size, halo)
			}
		}
	}
}

// The halo reaches half its width beyond the letter, on every side.
func TestHaloReaches(t *testing.T) {
	for _, size := range []float32{30, 100} { // stamped, and painted as a whole
		l := Shape("I", Style{Size: size})
		x0, y0, x1, y1, ok := l.Bounds()
		require.True(t, ok)
		c := raster.New(120, 140)
		l.Draw(c, 20, 110, dark, paper, 8)
		var sx0, sy0, sx1, sy1 = math.MaxInt, math.MaxInt, 0, 0
		for y := range c.H {
			for x := range c.W {
				if c.At(x, y).A > 128 {
					sx0, sy0, sx1, sy1 = min(sx0, x), min(sy0, y), max(sx1, x+1), max(sy1, y+1)
				}
			}
		}
		got := []float64{float64(sx0), float64(sy0), float64(sx1), float64(sy1)}
		want := []float64{float64(20 + x0 - 4), float64(110 + y0 - 4), float64(20 + x1 + 4), float64(110 + y1 + 4)}
		assert.InDeltaSlice(t, want, got, 0.75, "%v", size)
	}
}

// The same label is the same picture wherever it stands, so that tiles agree.
func TestPlacesAreWhole(t *testing.T) {
	l := Shape("Київ 서울", Style{Size: 13})
	base := raster.New(90, 30)
	l.Draw(base, 10, 20, dark, paper, 3)
	for _, move := range [][2]float32{{0.4, -0.4}, {-0.5, 0.25}} {
		c := raster.New(90, 30)
		l.Draw(c, 10+move[0], 20+move[1], dark, paper, 3)
		assert.Equal(t, base.Pix, c.Pix, "%v", move)
	}
	left, right := raster.New(512, 40), raster.New(512, 40)
	l.Draw(left, 500.5, 25.25, dark, paper, 3)
	l.Draw(right, 500.5-512, 25.25, dark, paper, 3)
	whole := raster.New(1024, 40)
	l.Draw(whole, 500.5, 25.25, dark, paper, 3)
	joined := raster.New(1024, 40)
	joined.Over(left, 0, 0)
	joined.Over(right, 512, 0)
	assert.Equal(t, whole.Pix, joined.Pix)
}

// A thin halo is as thin where letters meet.
func TestFaintHalo(t *testing.T) {
	c := raster.New(120, 60)
	Shape("mmm", Style{Size: 30, Spacing: -6}).Draw(c, 10, 40, color.NRGBA{}, color.NRGBA{255, 255, 255, 100}, 6)
	var most float64
	for _, v := range alpha(c) {
		most = max(most, v)
	}
	assert.Equal(t, 100.0, most)
}

func TestClipHolds(t *testing.T) {
	c := raster.New(100, 40)
	c.SetClip(30, 0, 60, 40)
	Shape("mmmmmmm", Style{Size: 20}).Draw(c, 5, 25, dark, paper, 8)
	painted := 0
	for x := range c.W {
		if c.At(x, 20).A > 0 {
			painted++
			assert.True(t, x >= 30 && x < 60, "%d", x)
		}
	}
	assert.Equal(t, 30, painted)
}

// Outlines drawn by hand are where Draw draws.
func TestAppendTo(t *testing.T) {
	l := Shape("Київ", Style{Size: 60, Bold: true, Italic: true})
	a, b := raster.New(200, 90), raster.New(200, 90)
	l.Draw(a, 10, 70, dark, paper, 0)
	var p raster.Path
	l.AppendTo(&p, 10, 70)
	b.Fill(&p, raster.Ink{Color: dark})
	assert.Equal(t, a.Pix, b.Pix)
}

// A kept label costs no memory. The least of several runs counts, since the
// race detector lets pools forget.
func TestAllocations(t *testing.T) {
	c := raster.New(256, 256)
	least := math.Inf(1)
	for range 20 {
		least = min(least, testing.AllocsPerRun(1, func() {
			for _, s := range []string{"Київ", "서울", "القاهرة"} {
				Shape(s, labelStyle).Draw(c, 20, 100, dark, paper, 3)
			}
		}))
	}
	assert.Zero(t, least)
}
