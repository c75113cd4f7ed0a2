package raster

import (
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMixIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		d, k, a := r.Uint32(), r.Uint32(), r.Uint32N(256)
		got := mix(d, k, a)
		row := []byte{byte(d), byte(d >> 8), byte(d >> 16), byte(d >> 24), 0, 0, 0, 0, 0, 0, 0, 0}
		copy(row[4:], row[:4])
		copy(row[8:], row[:4])
		mixRun(row, k, a)
		for s := 0; s < 32; s += 8 {
			want := math.Round(float64((d>>s&255)*(255-a)+(k>>s&255)*a) / 255)
			if got>>s&255 != uint32(want) || row[s/8] != byte(want) || row[4+s/8] != byte(want) || row[8+s/8] != byte(want) {
				t.Fatalf("%08x under %08x at %d is %08x, %x", d, k, a, got, row)
			}
		}
	}
}

func TestOpaqueGroundStaysOpaque(t *testing.T) {
	c := New(64, 64)
	c.Clear(water)
	for a := range 256 {
		var p Path
		p.Circle(32, 32, 20)
		c.Fill(&p, Solid(color.NRGBA{200, 100, 0, uint8(a)}))
	}
	assert.True(t, opaque(c.Pix))
}

func TestStraightUndoesPremultiply(t *testing.T) {
	for a := 1; a < 256; a++ {
		for _, v := range []uint8{0, 1, 100, 254, 255} {
			k := color.NRGBA{v, 255 - v, v / 2, uint8(a)}
			assert.Equal(t, premultiply(k), premultiply(straight(premultiply(k))), "%v", k)
		}
	}
}

func TestClipKeepsPaintInside(t *testing.T) {
	c := New(20, 20)
	c.SetClip(5, 6, 12, 99)
	c.Fill(path(-5, -5, 50, -5, 50, 50, -5, 50), black)
	c.Stroke(open(0, 10, 20, 10), Stroke{Width: 4}, black)
	src := New(30, 30)
	src.Clear(color.NRGBA{255, 0, 0, 255})
	c.Over(src, -3, 4)
	for y := range 20 {
		for x := range 20 {
			in := x >= 5 && x < 12 && y >= 6
			assert.Equal(t, in, c.At(x, y).A == 255, "%d,%d", x, y)
		}
	}
	c.SetClip(8, 8, 8, 8)
	before := covered(c)
	c.Fill(path(-5, -5, 50, -5, 50, 50, -5, 50), black)
	assert.Equal(t, before, covered(c))
	c.ResetClip()
	c.Fill(path(-5, -5, 50, -5, 50, 50, -5, 50), black)
	assert.Equal(t, 400.0, covered(c))
}

func TestOverIsSourceOver(t *testing.T) {
	c, src := New(3, 1), New(3, 1)
	c.Clear(color.NRGBA{0, 0, 255, 255})
	src.Pix = []byte{0, 0, 0, 0, 128, 0, 0, 128, 0, 255, 0, 255}
	c.Over(src, 0, 0)
	assert.Equal(t, []byte{0, 0, 255, 255, 128, 0, 127, 255, 0, 255, 0, 255}, c.Pix)
	c.Over(src, 50, 50)
	c.Over(src, -50, 0)
	assert.Equal(t, []byte{0, 0, 255, 255, 128, 0, 127, 255, 0, 255, 0, 255}, c.Pix)
}

func TestPooledCanvasesAreTransparent(t *testing.T) {
	for range 5 {
		c := GetCanvas(30, 20)
		assert.Zero(t, covered(c))
		assert.Len(t, c.Pix, 4*30*20)
		c.SetClip(0, 0, 1, 1)
		c.Clear(water)
		c.Release()
	}
	assert.Equal(t, 1, New(-3, 0).W)
}

// Bands must not show: a picture too large for one is the same as its parts.
func TestBandsJoin(t *testing.T) {
	var p Path
	p.Circle(1000, 600, 595.3)
	big := New(2000, 1200)
	require.Greater(t, big.W*big.H, 2*mostCells)
	big.Fill(&p, black)
	small := New(2000, 100)
	for y := 0; y < 1200; y += 100 {
		var q Path
		q.Append(&p, Translate(0, -float32(y)))
		clear(small.Pix)
		small.Fill(&q, black)
		near(t, small.Pix, big.Pix[4*2000*y:4*2000*(y+100)], 2)
	}
}

// near says that bytes differ by few levels.
func near(t *testing.T, want, got []byte, levels int) {
	t.Helper()
	require.Len(t, got, len(want))
	worst, at := 0, 0
	for i := range want {
		if d := diff(int(want[i]), int(got[i])); d > worst {
			worst, at = d, i
		}
	}
	require.LessOrEqual(t, worst, levels, "at byte %d", at)
}

// Neighbouring tiles join to the picture painted whole: fills, strokes,
// hatches anchored at one place.
func TestTilesJoinWithoutSeams(t *testing.T) {
	d := newDrawing()
	paint := func(c *Canvas, x, y float32) {
		m := Translate(-x, -y)
		var ground, shore, dots Path
		ground.Append(&d.land, m)
		shore.Append(&d.coast, m)
		dots.Append(&d.glyphs, m)
		c.Clear(water)
		h := &Hatch{Step: 7, Width: 1, Angle: math.Pi / 4, X: 3.3 - x, Y: 1.1 - y}
		c.Fill(&ground, Ink{Color: land, Hatch: h})
		c.Stroke(&shore, Stroke{Width: 3.3, Join: JoinRound}, Solid(coast))
		c.Fill(&dots, Ink{Color: ink, Fade: &Fade{0 - x, 0 - y, 512 - x, 512 - y, 0, 1}})
	}
	whole := New(512, 512)
	paint(whole, 0, 0)
	part := New(128, 128)
	for y := 0; y < 512; y += 128 {
		for x := 0; x < 512; x += 128 {
			paint(part, float32(x), float32(y))
			for row := range 128 {
				at := 4 * ((y+row)*512 + x)
				near(t, part.Pix[4*128*row:4*128*(row+1)], whole.Pix[at:at+4*128], 3)
			}
		}
	}
}

func TestHatchCoversItsShare(t *testing.T) {
	for _, angle := range []float32{0, math.Pi / 4, -math.Pi / 4, 1.1, math.Pi / 2} {
		c := New(280, 280)
		c.Fill(path(0, 0, 280, 0, 280, 280, 0, 280), Ink{Color: color.NRGBA{A: 255}, Hatch: &Hatch{Step: 7, Width: 1.4, Angle: angle}})
		assert.InDelta(t, 280*280/5, covered(c), 280*280*0.01, "angle %v", angle)
	}
	c := New(10, 10)
	c.Fill(path(0, 0, 10, 0, 10, 10, 0, 10), Ink{Color: color.NRGBA{A: 255}, Hatch: &Hatch{Width: 1}})
	assert.Equal(t, 100.0, covered(c), "no step: everything")
}

func TestFadeGoesFromTo(t *testing.T) {
	c := New(100, 3)
	c.Fill(path(0, 0, 100, 0, 100, 3, 0, 3), Ink{Color: color.NRGBA{A: 255}, Fade: &Fade{20, 0, 80, 0, 0.2, 1}})
	assert.Equal(t, uint8(51), c.At(5, 1).A)
	assert.InDelta(t, 153, int(c.At(49, 1).A), 3)
	assert.Equal(t, uint8(255), c.At(90, 1).A)
	c.Clear(color.NRGBA{})
	c.Fill(path(0, 0, 100, 0, 100, 3, 0, 3), Ink{Color: color.NRGBA{A: 255}, Fade: &Fade{20, 0, 20, 0, 0.2, 1}})
	assert.Equal(t, uint8(255), c.At(5, 1).A, "no length: the far end")
}

// allocations is the least of several runs: the race detector lets pools
// forget some of what they are given.
func allocations(work func()) float64 {
	least := math.Inf(1)
	for range 20 {
		if least = min(least, testing.AllocsPerRun(1, work)); least == 0 {
			break
		}
	}
	return least
}

func TestPaintingAllocatesNothing(t *testing.T) {
	d, c := newDrawing(), New(512, 512)
	assert.Zero(t, allocations(func() { d.paint(c) }))
	var dashed Path
	dashes := []float32{5, 3.5}
	assert.Zero(t, allocations(func() {
		dashed.Reset()
		d.coast.DashFit(&dashed, dashes)
	}))
	assert.Zero(t, allocations(func() {
		dashed.Reset()
		d.coast.Outline(&dashed, Stroke{Width: 2})
	}))
	assert.Zero(t, allocations(func() { GetCanvas(300, 200).Release() }))
	var file []byte
	assert.Zero(t, allocations(func() { file = c.PNG(file[:0], PNGOptions{}) }))
}
