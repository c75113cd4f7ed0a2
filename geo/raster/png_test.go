package raster

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// decoded reads a PNG back, and which colour type and depth it has.
func decoded(t testing.TB, file []byte) (m image.Image, kind, depth byte) {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(file))
	require.NoError(t, err)
	return m, file[25], file[24]
}

func nrgba(m image.Image, x, y int) color.NRGBA {
	return color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
}

// colorful has n colours, opaque or not.
func colorful(w, h, n int, opaque bool) *Canvas {
	c := New(w, h)
	r := rand.New(rand.NewPCG(uint64(n), 1))
	colors := make([]uint32, n)
	for i := range colors {
		k := color.NRGBA{uint8(i * 7), uint8(i >> 3), uint8(i*37 + i>>8), 255}
		if !opaque {
			k.A = uint8(255 - i%200)
		}
		colors[i] = premultiply(k)
	}
	for i := range w * h {
		k := i
		if i >= n {
			k = r.IntN(n)
		}
		binary.LittleEndian.PutUint32(c.Pix[4*i:], colors[k%n])
	}
	return c
}

func TestPNGKeepsEveryColour(t *testing.T) {
	for _, one := range []struct {
		colors      int
		w, h        int
		opaque      bool
		kind, depth byte
	}{
		{1, 64, 64, true, typePalette, 1},
		{1, 1, 1, false, typePalette, 1},
		{2, 13, 7, true, typePalette, 1},
		{2, 9, 7, false, typePalette, 1},
		{3, 15, 7, true, typePalette, 2},
		{4, 17, 9, false, typePalette, 2},
		{5, 31, 9, true, typePalette, 4},
		{16, 33, 9, false, typePalette, 4},
		{17, 33, 9, true, typePalette, 8},
		{256, 64, 64, true, typePalette, 8},
		{256, 65, 64, false, typePalette, 8},
		{257, 64, 64, true, typeRGB, 8},
		{3000, 128, 100, true, typeRGB, 8},
		{3000, 128, 100, false, typeRGBA, 8},
		{40000, 200, 200, true, typeRGB, 8},
	} {
		for _, small := range []bool{false, true} {
			c := colorful(one.w, one.h, one.colors, one.opaque)
			file := c.PNG([]byte("before"), PNGOptions{Exact: true, Small: small})
			require.Equal(t, "before", string(file[:6]))
			m, kind, depth := decoded(t, file[6:])
			require.Equal(t, image.Rect(0, 0, one.w, one.h), m.Bounds())
			assert.Equal(t, one.kind, kind, "%+v", one)
			assert.Equal(t, one.depth, depth, "%+v", one)
			for y := range one.h {
				for x := range one.w {
					if want, got := c.At(x, y), nrgba(m, x, y); want != got {
						t.Fatalf("%+v: %v became %v at %d,%d", one, want, got, x, y)
					}
				}
			}
		}
	}
}

// A drawn tile has more than 256 colours by its edges; merged, no pixel
// changes by more than the eye sees, and plain areas not at all.
func TestPNGMergesWhatLooksTheSame(t *testing.T) {
	for _, ground := range []color.NRGBA{water, {}} {
		d, c := newDrawing(), New(512, 512)
		d.paint(c)
		if ground.A == 0 {
			c = New(512, 512)
			c.Stroke(&d.coast, Stroke{Width: 3}, Solid(coast))
			c.Stroke(&d.glyphs, Stroke{Width: 3}, Solid(land))
			c.Fill(&d.glyphs, Solid(ink))
		}
		var table colorTable
		require.True(t, table.count(c.Pix))
		require.Greater(t, len(table.colors), 256)
		file := c.PNG(nil, PNGOptions{})
		m, kind, _ := decoded(t, file)
		assert.Equal(t, byte(typePalette), kind)
		sum := 0
		for y := range c.H {
			for x := range c.W {
				v := binary.LittleEndian.Uint32(c.Pix[4*(y*c.W+x):])
				got := premultiply(nrgba(m, x, y))
				far := apart(v, got)
				sum += far
				if far > 8 || far > 0 && table.colors[table.ids[y*c.W+x]].count > 512 {
					t.Fatalf("%08x became %08x at %d,%d", v, got, x, y)
				}
			}
		}
		assert.Less(t, float64(sum)/float64(c.W*c.H), 0.3, "mean change")
		assert.Less(t, len(file), 60000)
		assert.Equal(t, file, c.PNG(nil, PNGOptions{}), "the same twice")
	}
}

// Few merges what would fit a palette as it is, and no further than any other.
func TestPNGOfFewColours(t *testing.T) {
	c := New(64, 64)
	for i := range 64 * 64 {
		binary.LittleEndian.PutUint32(c.Pix[4*i:], premultiply(color.NRGBA{uint8(i % 200), 90, 120, 255}))
	}
	all, few := c.PNG(nil, PNGOptions{}), c.PNG(nil, PNGOptions{Few: true})
	assert.Less(t, len(few), len(all))
	m, _, _ := decoded(t, few)
	for i := range 64 * 64 {
		require.LessOrEqual(t, apart(binary.LittleEndian.Uint32(c.Pix[4*i:]), premultiply(nrgba(m, i%64, i/64))), 8)
	}
	exact, _, _ := decoded(t, c.PNG(nil, PNGOptions{Few: true, Exact: true}))
	assert.Equal(t, c.At(63, 0), nrgba(exact, 63, 0), "exact goes first")
}

func TestPNGOfNothingIsTiny(t *testing.T) {
	for _, k := range []color.NRGBA{{}, water, {10, 20, 30, 40}} {
		c := New(1024, 1024)
		c.Clear(k)
		file := c.PNG(nil, PNGOptions{})
		assert.Less(t, len(file), 320)
		m, _, _ := decoded(t, file)
		assert.Equal(t, c.At(5, 5), nrgba(m, 1023, 1023))
	}
}

// What merges has to be alike in opacity too: an opaque picture stays opaque.
func TestOpaqueStaysOpaqueInPNG(t *testing.T) {
	c := colorful(100, 100, 1000, true)
	for i := range 100 {
		binary.LittleEndian.PutUint32(c.Pix[4*i:], premultiply(color.NRGBA{uint8(i), 0, 0, 254}))
	}
	m, _, _ := decoded(t, c.PNG(nil, PNGOptions{}))
	for y := 1; y < 100; y++ {
		for x := range 100 {
			require.Equal(t, uint8(255), nrgba(m, x, y).A)
		}
	}
}

// A photograph keeps its colours.
func TestPNGOfManyColoursIsTrue(t *testing.T) {
	c := New(300, 300)
	for y := range 300 {
		for x := range 300 {
			k := color.NRGBA{uint8(x), uint8(y), uint8(x + y), 255}
			binary.LittleEndian.PutUint32(c.Pix[4*(y*300+x):], premultiply(k))
		}
	}
	m, kind, _ := decoded(t, c.PNG(nil, PNGOptions{}))
	assert.Equal(t, byte(typeRGB), kind)
	assert.Equal(t, c.At(200, 77), nrgba(m, 200, 77))
}
