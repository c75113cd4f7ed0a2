package paint

import (
	"testing"

	"dateline/geo/raster"
	"dateline/geo/tile"

	"github.com/stretchr/testify/require"
)

func TestBasemapPictures(t *testing.T) {
	m := newBasemap(t)
	for _, p := range []struct {
		name           string
		lon, lat, zoom float64
		w, h           int
		scale          float32
		o              TileOptions
	}{
		{"world-z2-light", 40, 30, 2, 512, 384, 1, TileOptions{}},
		{"world-z2-dark-ko", 100, 40, 2, 360, 300, 1, TileOptions{Theme: &Dark, Lang: "ko"}},
		{"ukraine-z4-light", 31, 48.5, 4, 480, 360, 1, TileOptions{}},
		{"ukraine-z5-dark-uk", 33.5, 47.5, 5, 480, 360, 1, TileOptions{Theme: &Dark, Lang: "uk"}},
		{"crimea-z5-ne", 33.5, 46.5, 5, 320, 240, 1, TileOptions{POV: NE, Theme: &Print}},
		{"korea-z4-light@2x-ko", 128, 38, 4.5, 480, 420, 2, TileOptions{Lang: "ko"}},
		{"korea-z5-light", 128.5, 38.5, 5, 400, 360, 1, TileOptions{}},
		{"vladivostok-z7-light@2x", 132, 43.2, 7, 480, 400, 2, TileOptions{}},
		{"vladivostok-z7-dark", 132, 43.2, 7, 360, 280, 1, TileOptions{Theme: &Dark}},
		{"khabarovsk-z12-light", 135.05, 48.47, 12, 480, 320, 1, TileOptions{}},
		{"japan-z6-print", 138.5, 36, 6, 360, 280, 1, TileOptions{Theme: &Print}},
		{"levant-z6-ar", 36, 33.5, 6, 400, 320, 1, TileOptions{Lang: "ar"}},
	} {
		c := raster.New(p.w, p.h)
		v := View{Lon: p.lon, Lat: p.lat, Zoom: p.zoom, W: float32(p.w), H: float32(p.h), Scale: p.scale}
		require.NoError(t, m.Ground(t.Context(), c, v, p.o))
		require.NoError(t, m.labelsBut(t.Context(), c, v, p.o, &Taken{}, nil, nil, true))
		golden(t, c, "basemap-"+p.name)
	}
	c, err := m.Tile(t.Context(), tile.Address{Z: 5, X: 27, Y: 12}, TileOptions{Half: true})
	require.NoError(t, err)
	golden(t, c, "basemap-tile-5-27-12-half")
}
