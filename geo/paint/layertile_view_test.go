package paint

import (
	"image/color"
	"math"
	"testing"

	"dateline/geo/layer"
	"dateline/geo/raster"
	"dateline/geo/tile"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// viewed draws a view from all tiles of a zoom near the home tile.
func viewed(c *raster.Canvas, v View, l *layer.Layer, s *LayerStyle, z uint8) {
	var cut tile.Tile
	mid := math.Ldexp(1, int(z)-int(home.Z))
	x, y := int(float64(home.X)*mid), int(float64(home.Y)*mid)
	for dy := -3; dy <= 3; dy++ {
		for dx := -3; dx <= 3; dx++ {
			a := tile.Address{Z: z, X: uint32(x + dx), Y: uint32(y + dy)}
			tile.Cut(&cut, l, a, tile.Options{Buffer: LayerBuffer})
			LayerView(c, v, &cut, l, s, TileOptions{})
		}
	}
}

// A view that is a tile shows what the tile does.
func TestLayerViewIsTheTile(t *testing.T) {
	l := layerOf(t, every()[1:3]...)
	o, err := TileOptions{Size: 512}.Checked()
	require.NoError(t, err)
	want := tiled(t, l, nil, home, false, o)
	got := raster.New(512, 512)
	side := math.Ldexp(1, -int(home.Z))
	lon, lat := Unproject((float64(home.X)+0.5)*side, (float64(home.Y)+0.5)*side)
	viewed(got, View{Lon: lon, Lat: lat, Zoom: o.Zoom(home.Z), W: 512, H: 512, Scale: 1}, l, nil, home.Z)
	assert.LessOrEqual(t, far(want, got), 0)
}

// Wherever the tiles' edges fall in a view, each pixel is painted once.
func TestLayerViewHasNoSeams(t *testing.T) {
	l := layerOf(t, drawnFeature{at: [][2]float64{{-900, -900}, {1100, -900}, {1100, 1100}, {-900, 1100}}, ring: true})
	s, findings := ParseLayerStyle(map[string]any{"fill": "#336699", "fill_opacity": 0.5})
	require.Empty(t, findings)
	at := degreesAt(130, 131)
	for _, zoom := range []float64{10.6, 11, 11.37, 11.5} {
		c := raster.New(420, 330)
		c.SetClip(0, 0, 419, 330)
		v := View{Lon: at[0], Lat: at[1], Zoom: zoom, X: 10, Y: 20, W: 400, H: 300, Scale: 1.5}
		viewed(c, v, l, s, uint8(math.Round(zoom)))
		x0, y0, x1, y1 := c.Clip()
		assert.Equal(t, [4]int{0, 0, 419, 330}, [4]int{x0, y0, x1, y1}, "the clip is as it was")
		for y := range c.H {
			for x := range c.W {
				inside := x >= 10 && x < 410 && y >= 20 && y < 320
				if inside {
					require.LessOrEqual(t, apart(color.NRGBA{0x33, 0x66, 0x99, 128}, c.At(x, y)), 1, "%v: %d,%d", zoom, x, y)
				} else {
					require.Zero(t, c.At(x, y).A, "%v: %d,%d", zoom, x, y)
				}
			}
		}
	}
}

func TestLayerViewTakesAnything(t *testing.T) {
	l := layerOf(t, every()...)
	var cut tile.Tile
	tile.Cut(&cut, l, home, tile.Options{Buffer: LayerBuffer})
	for _, v := range []View{{}, {Zoom: math.NaN(), W: 10, H: 10, Scale: 1}, {Zoom: 1e9, W: 10, H: 10, Scale: 1}, {Zoom: 3, W: -1, H: 10, Scale: 1}, {Zoom: 28, Lon: 130, Lat: 43, W: 50, H: 50, Scale: 1}} {
		c := raster.New(50, 50)
		LayerView(c, v, &cut, l, nil, TileOptions{})
		assert.Equal(t, 50, c.W)
	}
}
