package raster

import (
	"image/color"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var black = Solid(color.NRGBA{A: 255})

// covered is the painted area in pixels.
func covered(c *Canvas) float64 {
	sum := 0
	for i := 3; i < len(c.Pix); i += 4 {
		sum += int(c.Pix[i])
	}
	return float64(sum) / 255
}

// path reads a list of points; NaN begins a new contour. All are closed.
func path(v ...float32) *Path {
	var p Path
	move := true
	for i := 0; i+1 < len(v); {
		if v[i] != v[i] {
			p.Close()
			move = true
			i++
			continue
		}
		if move {
			p.MoveTo(v[i], v[i+1])
		} else {
			p.LineTo(v[i], v[i+1])
		}
		move = false
		i += 2
	}
	p.Close()
	return &p
}

// open is one contour that stays open.
func open(v ...float32) *Path {
	var p Path
	p.MoveTo(v[0], v[1])
	for i := 2; i+1 < len(v); i += 2 {
		p.LineTo(v[i], v[i+1])
	}
	return &p
}

var nan = float32(math.NaN())

func TestFillCoversTheExactArea(t *testing.T) {
	circle := func(x, y, r float32) *Path {
		var p Path
		p.Circle(x, y, r)
		return &p
	}
	for _, one := range []struct {
		name    string
		p       *Path
		nonZero float64
		evenOdd float64
		within  float64
	}{
		{"whole pixels", path(3, 4, 13, 4, 13, 9, 3, 9), 50, 50, 0},
		{"parts of pixels", path(3.25, 4.5, 13.5, 4.5, 13.5, 9.25, 3.25, 9.25), 10.25 * 4.75, 10.25 * 4.75, 0.1},
		{"other way round", path(3.25, 9.25, 13.5, 9.25, 13.5, 4.5, 3.25, 4.5), 10.25 * 4.75, 10.25 * 4.75, 0.1},
		{"triangle", path(5, 5, 35, 10, 12, 33), 0.5 * (30*28 - 7*5), 0.5 * (30*28 - 7*5), 0.3},
		{"sliver", path(2, 10, 38, 10.2, 2, 10.4), 36 * 0.4 / 2, 36 * 0.4 / 2, 0.3},
		{"circle", circle(20.3, 20.7, 15), math.Pi * 225, math.Pi * 225, 2},
		{"dot", circle(20.3, 20.7, 1.3), math.Pi * 1.69, math.Pi * 1.69, 0.15},
		{"hole by turn", path(5, 5, 35, 5, 35, 35, 5, 35, nan, 10, 10, 10, 30, 30, 30, 30, 10), 900 - 400, 900 - 400, 0},
		{"island in an island", path(5, 5, 35, 5, 35, 35, 5, 35, nan, 10, 10, 30, 10, 30, 30, 10, 30), 900, 900 - 400, 0},
		{"overlap", path(5, 5, 25, 5, 25, 25, 5, 25, nan, 15, 15, 35, 15, 35, 35, 15, 35), 700, 600, 0},
		{"overlap, turned", path(5, 5, 25, 5, 25, 25, 5, 25, nan, 15, 15, 15, 35, 35, 35, 35, 15), 600, 600, 0},
		{"five layers", path(5, 5, 9, 5, 9, 9, 5, 9, nan, 5, 5, 9, 5, 9, 9, 5, 9, nan, 5, 5, 9, 5, 9, 9, 5, 9), 16, 16, 0},
		{"beyond all sides", path(-50, -60, 90, -60, 90, 100, -50, 100), 1600, 1600, 0},
		{"left of the canvas", path(-20, 5, -10, 5, -10, 20, -20, 20), 0, 0, 0},
		{"right of the canvas", path(45, 5, 60, 5, 60, 20, 45, 20), 0, 0, 0},
		{"over the left edge", path(-20, 5, 10, 5, 10, 20, -20, 20), 150, 150, 0},
		{"over a corner", path(-20, 20, 20, -20, 20, 20), 400, 400, 0},
		{"over all corners", path(20, -10, 50, 20, 20, 50, -10, 20), 1600 - 4*50, 1600 - 4*50, 0.6},
		{"two points", path(3, 4, 13, 4), 0, 0, 0},
	} {
		t.Run(one.name, func(t *testing.T) {
			c := New(40, 40)
			c.Fill(one.p, black)
			assert.InDelta(t, one.nonZero, covered(c), one.within, "non-zero")
			c.Clear(color.NRGBA{})
			c.FillEvenOdd(one.p, black)
			assert.InDelta(t, one.evenOdd, covered(c), one.within, "even-odd")
		})
	}
}

func TestShapesThatTouchShareTheirEdge(t *testing.T) {
	// The two parts of a square cut anywhere cover each pixel once: opacities
	// sum to 255 with one level of rounding.
	for _, cut := range [][4]float32{{7.3, 0, 22.9, 32}, {0, 3.3, 32, 3.9}, {31.9, 0, 0.1, 32}} {
		a, b := New(32, 32), New(32, 32)
		a.Fill(path(cut[0], cut[1], cut[2], cut[3], -100, 132, -100, -100), black)
		b.Fill(path(cut[0], cut[1], cut[2], cut[3], 132, 132, 132, -100), black)
		for y := 2; y < 30; y++ {
			for x := range 32 {
				if cut[1] == 0 {
					assert.InDelta(t, 255, int(a.At(x, y).A)+int(b.At(x, y).A), 1, "%v at %d,%d", cut, x, y)
				}
			}
		}
	}
}

func TestStrokeCoversTheExactArea(t *testing.T) {
	line := open(10, 20.5, 30, 20.5)
	slant := open(10, 10, 22, 26) // 20 long
	corner := open(10, 30, 30, 30, 30, 10)
	square := path(10, 10, 30, 10, 30, 30, 10, 30)
	back := open(10, 20, 30, 20, 10, 20)
	for _, one := range []struct {
		name   string
		p      *Path
		s      Stroke
		want   float64
		within float64
	}{
		{"butt", line, Stroke{Width: 3}, 60, 0},
		{"thin", line, Stroke{Width: 0.25}, 5, 0.1},
		{"square", line, Stroke{Width: 3, Cap: CapSquare}, 69, 0.1},
		{"round", line, Stroke{Width: 4, Cap: CapRound}, 80 + math.Pi*4, 0.4},
		{"slanted", slant, Stroke{Width: 2.5}, 50, 0.3},
		{"mitre", corner, Stroke{Width: 4}, 160, 0},
		{"mitre too long", corner, Stroke{Width: 4, Miter: 1.2}, 160 - 2, 0.1},
		{"bevel", corner, Stroke{Width: 4, Join: JoinBevel}, 160 - 2, 0.1},
		{"round join", corner, Stroke{Width: 4, Join: JoinRound}, 156 + math.Pi, 0.15},
		{"ring", square, Stroke{Width: 4}, 24*24 - 16*16, 0},
		{"ring wider than itself", square, Stroke{Width: 50}, 1600, 0},
		{"there and back", back, Stroke{Width: 4, Join: JoinBevel}, 80, 0},
		{"there and back, round", back, Stroke{Width: 4, Join: JoinRound}, 80 + math.Pi*2, 0.2},
		{"dot", open(20, 20, 20, 20), Stroke{Width: 6, Cap: CapRound}, math.Pi * 9, 0.4},
		{"square dot", open(20, 20, 20, 20), Stroke{Width: 6, Cap: CapSquare}, 36, 0.01},
		{"no dot", open(20, 20, 20, 20), Stroke{Width: 6}, 0, 0},
		{"bare move", open(20, 20), Stroke{Width: 6, Cap: CapRound}, 0, 0},
		{"no width", line, Stroke{}, 0, 0},
		{"not a width", line, Stroke{Width: nan}, 0, 0},
		{"through the canvas", open(-1e6, 20, 1e6, 20), Stroke{Width: 4}, 160, 0},
		{"cut ring", path(-1000, 10, 20, 10, 20, 30, -1000, 30), Stroke{Width: 2}, 21*22 - 19*18, 0},
	} {
		t.Run(one.name, func(t *testing.T) {
			c := New(40, 40)
			c.Stroke(one.p, one.s, black)
			assert.InDelta(t, one.want, covered(c), one.within)
			var out Path
			one.p.Outline(&out, one.s)
			c.Clear(color.NRGBA{})
			c.Fill(&out, black)
			assert.InDelta(t, one.want, covered(c), one.within, "by way of its outline")
		})
	}
}

// A stroke made of many short segments that bends sharply stays whole: no
// holes, nothing outside the union of discs along it.
func TestStrokeOfACrampedLineStaysWhole(t *testing.T) {
	var p Path
	for i := range 60 {
		a := float64(i) * 0.4
		r := 3 + 0.1*float64(i)
		x, y := float32(20+r*math.Cos(a)), float32(20+r*math.Sin(a))
		if i == 0 {
			p.MoveTo(x, y)
		} else {
			p.LineTo(x, y)
		}
	}
	c := New(40, 40)
	c.Stroke(&p, Stroke{Width: 7, Join: JoinRound, Cap: CapRound}, black)
	for y := range 40 {
		for x := range 40 {
			r := math.Hypot(float64(x)+0.5-20, float64(y)+0.5-20)
			switch {
			case r < 8:
				require.Equal(t, uint8(255), c.At(x, y).A, "a hole at %d,%d", x, y)
			case r > 14:
				require.Zero(t, c.At(x, y).A, "something at %d,%d", x, y)
			}
		}
	}
}

func TestCurvesKeepWithinTheTolerance(t *testing.T) {
	for _, r := range []float32{0.5, 3, 20, 300, 5000} {
		var p Path
		p.Circle(0, 0, r)
		n := 0
		p.Contours(func(pts []Point, closed bool) bool {
			assert.True(t, closed)
			for i, a := range pts {
				b := pts[(i+1)%len(pts)]
				mid := math.Hypot(float64(a.X+b.X)/2, float64(a.Y+b.Y)/2)
				assert.InDelta(t, r, mid, 0.07+0.0003*float64(r))
			}
			n = len(pts)
			return true
		})
		assert.LessOrEqual(t, n, 4*mostChords+1)
	}
}
