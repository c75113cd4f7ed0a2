package paint

import (
	"math/rand/v2"
	"testing"

	"dateline/geo/raster"
	"dateline/geo/tile"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// blockOf paints w × h tiles at once, as one picture in which nothing is cut.
func blockOf(t testing.TB, m *Basemap, a tile.Address, w, h int, o TileOptions) *raster.Canvas {
	o, err := o.Checked()
	require.NoError(t, err)
	c := raster.New(w*o.Pixels(), h*o.Pixels())
	if o.Labels != LabelsOnly {
		c.Clear(o.Theme.Water)
	}
	win := tileWindow(a, o)
	win.x1, win.y1 = c.W, c.H
	require.NoError(t, m.paint(t.Context(), c, win, o))
	return c
}

// composed paints the same tile by tile, in an order of its own.
func composed(t testing.TB, m *Basemap, a tile.Address, w, h int, o TileOptions, dice *rand.Rand) *raster.Canvas {
	o, err := o.Checked()
	require.NoError(t, err)
	px := o.Pixels()
	c := raster.New(w*px, h*px)
	for _, i := range dice.Perm(w * h) {
		x, y := i%w, i/w
		part, err := m.Tile(t.Context(), tile.Address{Z: a.Z, X: (a.X + uint32(x)) & (1<<a.Z - 1), Y: a.Y + uint32(y)}, o)
		require.NoError(t, err)
		for row := range px {
			copy(c.Pix[4*((y*px+row)*c.W+x*px):], part.Pix[4*row*px:4*(row+1)*px])
		}
		part.Release()
	}
	return c
}

// difference is how many bytes of two pictures differ by more than a step of
// rounding, and by how much the worst does.
func difference(a, b *raster.Canvas) (count, worst int) {
	for i := range a.Pix {
		d := int(a.Pix[i]) - int(b.Pix[i])
		if d < 0 {
			d = -d
		}
		if worst = max(worst, d); d > 2 {
			count++
		}
	}
	return count, worst
}

func TestTilesHaveNoSeams(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	whole, parts := newBasemap(t), newBasemap(t)
	places := []struct {
		name     string
		lon, lat float64
	}{
		{"Korea, a dashed line", 126.7, 38}, {"Crimea, a dashed line", 33.6, 46.1}, {"Kashmir, dashed lines", 76, 34.6},
		{"Chukotka, ±180°", 180, 68.5}, {"Fiji, ±180°", 179.99, -16.8}, {"Norway", 8, 61}, {"Khanka, a border in a lake", 132.4, 45},
	}
	options := map[string]TileOptions{
		"plain": {}, "512@2x, dark": {Size: 512, Scale: 2, Theme: &Dark}, "half": {Size: 256, Scale: 2, Half: true},
		"3x, ne": {Scale: 3, POV: NE, Lang: "ko"},
	}
	for name, o := range options {
		for _, at := range places {
			zooms := []uint8{2, 4, 6, 7, 8, 10, 18}
			if name != "plain" {
				zooms = []uint8{4, 9} // these take long
			}
			for _, z := range zooms {
				a := tileAt(at.lon, at.lat, z)
				a.X, a.Y = (a.X-1)&(1<<z-1), max(a.Y, 1)-1
				a.Y = min(a.Y, 1<<z-3)
				want := blockOf(t, whole, a, 3, 3, o)
				got := composed(t, parts, a, 3, 3, o, dice)
				// Curves far outside of a tile are cut, so some pixels round otherwise.
				count, worst := difference(want, got)
				assert.LessOrEqual(t, count, len(want.Pix)/100_000, "%s, %s, %v: by %d", name, at.name, a, worst)
				assert.LessOrEqual(t, worst, 12, "%s, %s, %v", name, at.name, a)
			}
		}
	}
}

// Labels must agree to the pixel, wherever tiles are looked at first.
func TestLabelsAgreeAcrossTiles(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 4))
	labelled := 0
	for round := range 10 {
		whole, parts := newBasemap(t), newBasemap(t)
		o := TileOptions{
			Labels: LabelsOnly, Size: 256 << (round % 2), Half: round%3 == 1, Scale: 1 + round%2,
			Lang: []string{"en", "uk", "ko", "ar"}[round%4],
		}
		if round%5 == 4 {
			o.Avoid = []Avoid{{Lon: 37.6, Lat: 55.7, X0: -100, Y0: -60, X1: 100, Y1: 60}, {Lon: 10, Lat: 50, X0: 0, Y0: 0, X1: 200, Y1: 20}}
		}
		for range 16 {
			z := uint8(2 + dice.IntN(8))
			a := tileAt(dice.Float64()*360-180, dice.Float64()*130-55, z)
			w, h := 1+dice.IntN(2), 1
			if w == 1 {
				h = 2
			}
			a.Y = min(a.Y, 1<<z-uint32(h))
			want := blockOf(t, whole, a, w, h, o)
			got := composed(t, parts, a, w, h, o, dice)
			count, worst := difference(want, got)
			require.Zero(t, count, "%v, %d × %d, %+v: by %d", a, w, h, o, worst)
			for _, v := range want.Pix {
				if v != 0 {
					labelled++
					break
				}
			}
		}
	}
	assert.Greater(t, labelled, 60, "blocks with labels")
}

// A tile of 512 px is the four of 256 px a zoom further.
func TestSizesShowTheSame(t *testing.T) {
	m := newBasemap(t)
	dice := rand.New(rand.NewPCG(5, 6))
	for _, a := range []tile.Address{{Z: 1, X: 1}, {Z: 4, X: 9, Y: 5}, {Z: 6, X: 54, Y: 24}, {Z: 9, X: 437, Y: 198}} {
		large, err := m.Tile(t.Context(), a, TileOptions{Size: 512})
		require.NoError(t, err)
		four := composed(t, m, tile.Address{Z: a.Z + 1, X: 2 * a.X, Y: 2 * a.Y}, 2, 2, TileOptions{}, dice)
		count, worst := difference(large, four)
		assert.LessOrEqual(t, count, 20, "%v: by %d", a, worst)
	}
}

// A picture whose edges lie anywhere shows land where there is land, on every
// tile's edge and at ±180°.
func TestPicturesHaveNoSeams(t *testing.T) {
	m := newBasemap(t)
	for _, at := range []struct{ lon, lat, zoom float64 }{
		{180, 67.6, 4.37}, {-180, 67.6, 5.21}, {179.999, 67.6, 6.5}, {90, 66.5132, 5.73}, {22.5, 66.51326, 7.31}, {101.25, 61.606, 9.77},
	} {
		c := raster.New(60, 60)
		v := View{Lon: at.lon, Lat: at.lat, Zoom: at.zoom, W: 60, H: 60, Scale: 1.37}
		require.NoError(t, m.Ground(t.Context(), c, v, TileOptions{}))
		other := 0
		for y := range c.H {
			for x := range c.W {
				if c.At(x, y) != Light.Land {
					other++
				}
			}
		}
		assert.Zero(t, other, "%v", at)
	}
}
