package raster

import (
	"flag"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a picture in testdata; single channels may differ by a
// few levels, where another processor rounds otherwise.
func golden(t *testing.T, c *Canvas, name string) {
	t.Helper()
	file := filepath.Join("testdata", name+".png")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, c.PNG(nil, PNGOptions{Exact: true, Small: true}), 0o644))
	}
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	m, err := png.Decode(f)
	require.NoError(t, err)
	require.Equal(t, c.W, m.Bounds().Dx())
	require.Equal(t, c.H, m.Bounds().Dy())
	off := 0
	for y := range c.H {
		for x := range c.W {
			if apart(premultiply(nrgba(m, x, y)), premultiply(c.At(x, y))) > 3 {
				off++
			}
		}
	}
	assert.LessOrEqual(t, off, 0, "pixels differ from %s", file)
}

func TestStrokesLookAsTheyDid(t *testing.T) {
	c := New(240, 180)
	c.Clear(color.NRGBA{255, 255, 255, 255})
	pink := Solid(color.NRGBA{160, 25, 95, 120})
	for i, j := range []Join{JoinMiter, JoinRound, JoinBevel} {
		x := float32(15 + 75*i)
		p := open(x, 80, x+25, 15, x+42, 88, x+55, 70)
		c.Stroke(p, Stroke{Width: 13, Join: j, Cap: Cap(i)}, pink)
		c.Stroke(p, Stroke{Width: 1}, black)
		q := path(x, 100, x+20, 96, x+24, 120, x+10, 112)
		c.Stroke(q, Stroke{Width: 5, Join: j}, pink)
	}
	var p, d Path
	p.MoveTo(10, 165)
	p.QuadTo(120, 100, 230, 165)
	p.Dash(&d, []float32{0, 6.5}, 0)
	c.Stroke(&d, Stroke{Width: 3, Cap: CapRound}, Solid(ink))
	d.Reset()
	p.Reset()
	p.MoveTo(10, 175)
	p.CubicTo(80, 120, 160, 120, 230, 175)
	p.DashFit(&d, []float32{12, 6})
	c.Stroke(&d, Stroke{Width: 2.5}, Solid(ink))
	golden(t, c, "strokes")
}

func TestFillsLookAsTheyDid(t *testing.T) {
	c := New(200, 110)
	var p Path
	teal := color.NRGBA{11, 90, 90, 255}
	p.Circle(50, 55, 42)
	c.Fill(&p, Solid(color.NRGBA{11, 90, 90, 18}))
	c.Fill(&p, Ink{Color: teal, Hatch: &Hatch{Step: 7, Width: 1, Angle: -math.Pi / 4}})
	c.Stroke(&p, Stroke{Width: 1.6}, Solid(teal))
	p.Reset()
	for i := range 5 {
		sin, cos := math.Sincos(float64(i) * 4 * math.Pi / 5)
		p.LineTo(float32(148+45*sin), float32(58-45*cos))
	}
	p.Close()
	c.FillEvenOdd(&p, Ink{Color: color.NRGBA{138, 75, 0, 255}, Fade: &Fade{110, 0, 190, 0, 0.2, 1}})
	golden(t, c, "fills")
}
