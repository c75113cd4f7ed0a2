package raster

import (
	"image/color"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPathsBeginWhereTheyShould(t *testing.T) {
	var p Path
	assert.True(t, p.Empty())
	p.MoveTo(1, 2)
	p.MoveTo(3, 4)
	assert.True(t, p.Empty(), "a bare move")
	p.LineTo(5, 4)
	p.LineTo(5, 9)
	p.Close()
	p.LineTo(0, 0) // from where the closed contour began
	assert.Equal(t, "3-5z 3-0", told(&p))
	var q Path
	q.MoveTo(7, 7) // replaced by what is appended
	q.Append(&p, Translate(10, 0))
	q.LineTo(1, 1)
	assert.Equal(t, "13-15z 13-1", told(&q))
	var flat Path
	flat.QuadTo(2, 4, 4, 0) // no beginning: at the first point given
	flat.CubicTo(4, 1, 5, 1, 5, 0)
	flat.Close()
	flat.Close()
	var lines Path
	flat.Flatten(&lines)
	assert.Equal(t, "2-5z", told(&lines))
	for _, v := range lines.verbs {
		assert.NotContains(t, []verb{quadTo, cubicTo}, v)
	}
	p.Reset()
	assert.True(t, p.Empty())
}

func TestBounds(t *testing.T) {
	var p Path
	_, _, _, _, ok := p.Bounds()
	assert.False(t, ok)
	p.Rect(1, 2, 30, 4)
	p.Circle(0, 0, 5)
	x0, y0, x1, y1, ok := p.Bounds()
	assert.True(t, ok)
	assert.Equal(t, [4]float32{-5, -5, 30, 5}, [4]float32{x0, y0, x1, y1})
	p.LineTo(float32(math.Inf(1)), 0)
	_, _, _, _, ok = p.Bounds()
	assert.False(t, ok)
	p.Reset()
	p.Rect(nan, 0, 1, 1)
	_, _, _, _, ok = p.Bounds()
	assert.False(t, ok)
}

func TestMatrices(t *testing.T) {
	assert.Equal(t, Point{13, 21}, Translate(10, 20).Apply(Point{3, 1}))
	assert.Equal(t, Point{9, 8}, Matrix{0, 1, -1, 0, 10, 5}.Apply(Point{3, 1}), "a quarter turn, then a move")
}

func TestThin(t *testing.T) {
	c := New(3, 1)
	c.Clear(color.NRGBA{200, 100, 0, 255})
	c.Thin(255)
	assert.Equal(t, color.NRGBA{200, 100, 0, 255}, c.At(0, 0))
	c.Thin(128)
	assert.Equal(t, []byte{100, 50, 0, 128}, c.Pix[:4])
	assert.Equal(t, color.NRGBA{}, c.At(-1, 0))
	assert.Equal(t, c.Pix, c.Image().Pix)
}

// Far, endless and missing coordinates: what is inside is drawn, quickly.
func TestWildCoordinates(t *testing.T) {
	inf := float32(math.Inf(1))
	for name, one := range map[string]struct {
		p    *Path
		want float64
	}{
		"endless square":  {path(-inf, -inf, inf, -inf, inf, inf, -inf, inf), 1600},
		"huge square":     {path(-3e38, -3e38, 3e38, -3e38, 3e38, 3e38, -3e38, 3e38), 1600},
		"half plane":      {path(20, -1e9, 1e9, -1e9, 1e9, 1e9, 20, 1e9), 800},
		"not a number":    {open(5, 5, nan, 7, 15, 5, 15, 15, 5, 15), 100},
		"nothing but NaN": {open(nan, nan, nan, nan, nan, nan), 0},
		"far above":       {path(0, -1e7, 40, -1e7, 40, -1e6, 0, -1e6), 0},
	} {
		c := New(40, 40)
		c.Fill(one.p, black)
		assert.InDelta(t, one.want, covered(c), 0.5, name)
		c.Stroke(one.p, Stroke{Width: 1e30, Cap: CapRound, Join: JoinRound}, black)
	}
}
