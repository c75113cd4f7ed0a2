package tile

import (
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// at is a place in degrees, given in tile units of the world's only tile.
func at(x, y float64) orb.Point {
	lon, lat := unprojected(x*(1<<20)-1<<31, y*(1<<20)-1<<31)
	return orb.Point{lon, lat}
}

func TestLines(t *testing.T) {
	for name, c := range map[string]struct {
		line  orb.Geometry
		parts [][]Coord
		stats Stats
	}{
		"simple":           {orb.LineString{at(100, 100), at(200, 100)}, [][]Coord{{{100, 100}, {200, 100}}}, Stats{Features: 1}},
		"two parts":        {orb.MultiLineString{{at(100, 100), at(200, 100)}, {at(300, 100), at(300, 200)}}, [][]Coord{{{100, 100}, {200, 100}}, {{300, 100}, {300, 200}}}, Stats{Features: 1}},
		"repeated vertex":  {orb.LineString{at(100, 100), at(100, 100), at(200, 100), at(200, 100)}, [][]Coord{{{100, 100}, {200, 100}}}, Stats{Features: 1}},
		"without length":   {orb.LineString{at(100, 100), at(100, 100)}, [][]Coord{{{96, 104}, {112, 104}}}, Stats{Features: 1, Pixels: 1}},
		"below a pixel":    {orb.LineString{at(100, 100), at(103, 104)}, [][]Coord{{{100, 100}, {103, 104}}}, Stats{Features: 1, Pixels: 1}},
		"of a pixel":       {orb.LineString{at(100, 100), at(116, 100)}, [][]Coord{{{100, 100}, {116, 100}}}, Stats{Features: 1}},
		"closed":           {orb.LineString{at(100, 100), at(200, 100), at(200, 200), at(100, 100)}, [][]Coord{{{100, 100}, {200, 100}, {200, 200}, {100, 100}}}, Stats{Features: 1}},
		"there and back":   {orb.LineString{at(100, 100), at(200, 100), at(100, 100)}, [][]Coord{{{100, 100}, {200, 100}, {100, 100}}}, Stats{Features: 1}},
		"many in one":      {orb.MultiLineString{{at(97, 97), at(98, 98)}, {at(99, 97), at(98, 100)}, {at(97, 100), at(97, 101)}}, [][]Coord{{{97, 97}, {98, 98}}}, Stats{Features: 1, Pixels: 1, Merged: 2}},
		"over the rim":     {orb.LineString{{170, 0}, {190, 0}}, [][]Coord{{{-64, 2048}, {0, 2048}}, {{3982, 2048}, {4096, 2048}}, {{0, 2048}, {114, 2048}}, {{4096, 2048}, {4160, 2048}}}, Stats{Features: 1}},
		"round the world":  {orb.LineString{{-180, 0}, {180, 0}}, [][]Coord{{{-64, 2048}, {0, 2048}}, {{0, 2048}, {4096, 2048}}, {{4096, 2048}, {4160, 2048}}}, Stats{Features: 1}},
		"beyond the poles": {orb.LineString{{0, 89}, {0, 88}}, [][]Coord{{{2048, 8}, {2064, 8}}}, Stats{Features: 1, Pixels: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			var tile Tile
			Cut(&tile, sourceOf(c.line), Address{}, Options{})
			require.NoError(t, check(&tile))
			assert.ElementsMatch(t, c.parts, parts(&tile))
			assert.Equal(t, c.stats, tile.Stats)
		})
	}
}

// A line that does nothing but touch the tile's buffer is not in the tile.
func TestLinesThatTouch(t *testing.T) {
	w := window{-64, 4160}
	for _, line := range [][]vertex{
		{{-164, 0}, {-64, 100}, {-164, 200}},
		{{-164, 36}, {36, -164}},
		{{-128, 0}, {0, -128}},
		{{-64, -300}, {-64, -64}, {-300, -64}},
	} {
		assert.Empty(t, drawnLine(w, line).t.Ends, "%v", line)
	}
	assert.Equal(t, [][]Coord{{{-64, 100}, {-64, 200}}}, parts(drawnLine(w, []vertex{{-164, 0}, {-64, 100}, {-64, 200}, {-164, 300}}).t),
		"it runs along the edge")
}
