package paint

import (
	"math/rand/v2"
	"sync"
	"testing"

	"dateline/geo/raster"
	"dateline/geo/tile"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTilesAreTheSameFromManyGoroutines(t *testing.T) {
	list := benchTiles()[:24]
	o := TileOptions{Lang: "uk", Avoid: []Avoid{{Lon: 30.5, Lat: 50.4, X0: -20, Y0: -20, X1: 20, Y1: 20}}}
	want := make([][]byte, len(list))
	alone := newBasemap(t)
	for i, a := range list {
		c, err := alone.Tile(t.Context(), a, o)
		require.NoError(t, err)
		want[i] = c.Pix
	}
	shared := newBasemap(t)
	var all sync.WaitGroup
	for n := range uint64(4) {
		all.Go(func() {
			for _, i := range rand.New(rand.NewPCG(n, n)).Perm(len(list)) {
				c, err := shared.Tile(t.Context(), list[i], o)
				if assert.NoError(t, err) {
					assert.True(t, string(want[i]) == string(c.Pix), "%v", list[i])
				}
			}
		})
	}
	all.Wait()
}

// Layers of a tile are made alone: what is drawn is what is in it.
func TestGroundDrawsEachLayer(t *testing.T) {
	for name, c := range map[string]struct {
		layer      string
		kind       uint64
		properties map[string]any
		pov        string
		want       func(*Theme) any
	}{
		"land":                {"land", 3, nil, UN, func(t *Theme) any { return t.Land }},
		"lake":                {"lake", 3, nil, UN, func(t *Theme) any { return t.Water }},
		"coast":               {"coast", 2, nil, UN, func(t *Theme) any { return t.Coast }},
		"river":               {"river", 2, nil, UN, func(t *Theme) any { return t.River }},
		"border":              {"border", 2, map[string]any{"un": 1}, UN, func(t *Theme) any { return t.Border }},
		"border of others":    {"border", 2, map[string]any{"ne": 1}, UN, func(t *Theme) any { return t.Land }},
		"border as they draw": {"border", 2, map[string]any{"ne": 1}, NE, func(t *Theme) any { return t.Border }},
		"border of tomorrow":  {"border", 2, map[string]any{"un": 3}, UN, func(t *Theme) any { return t.Land }},
		"line as land":        {"land", 2, nil, UN, func(t *Theme) any { return t.Land }},
	} {
		var made madeTile
		made.layer("land").add(3, nil, [2]int{-64, -64}, [2]int{4160, -64}, [2]int{4160, 4160}, [2]int{-64, 4160})
		shape := [][2]int{{1000, 2048}, {3000, 2048}}
		if c.kind == 3 {
			shape = [][2]int{{1000, 1000}, {3000, 1000}, {3000, 3000}, {1000, 3000}}
		}
		made.layer(c.layer).add(c.kind, c.properties, shape...)
		for _, theme := range []*Theme{&Light, &Dark, &Print} {
			// Enlarged, so that a line covers whole pixels.
			m := worldOf(&made)
			got, err := m.Tile(t.Context(), tile.Address{Z: 6, X: 30, Y: 32}, TileOptions{Scale: 3, Theme: theme, POV: c.pov})
			require.NoError(t, err)
			assert.Equal(t, c.want(theme), any(got.At(400, 0)), "%s, %s", name, theme.Name)
		}
	}
}

// A disputed border has its dashes wherever it is cut, with half a dash on each
// side of the cut.
func TestDashesMeetAtTheEdge(t *testing.T) {
	var made madeTile
	made.layer("border").add(2, map[string]any{"un": 2}, [2]int{0, 2048}, [2]int{4096, 2048})
	m := worldOf(&made)
	inked := func(c *raster.Canvas, x int) bool { return c.At(x, 0) != Light.Water }
	west, err := m.Tile(t.Context(), tile.Address{Z: 6, X: 30, Y: 32}, TileOptions{Scale: 2})
	require.NoError(t, err)
	east, err := m.Tile(t.Context(), tile.Address{Z: 6, X: 31, Y: 32}, TileOptions{Scale: 2})
	require.NoError(t, err)
	dash, gaps := 0, 0
	for inked(west, 511-dash) {
		dash++
	}
	for i := range 512 {
		require.Equal(t, inked(west, i), inked(east, i), "tiles alike, at %d", i)
		if i > 0 && inked(west, i-1) && !inked(west, i) {
			gaps++
		}
	}
	assert.InDelta(t, 5, dash, 1, "half a dash of 5 CSS px")
	assert.Equal(t, 30, gaps, "256 px of 8.5 px")
}

func TestPicturesReachBeyondTheWorld(t *testing.T) {
	m := newBasemap(t)
	c := raster.New(300, 900)
	require.NoError(t, m.Ground(t.Context(), c, View{Zoom: 1, W: 300, H: 900, Scale: 1}, TileOptions{}))
	assert.Equal(t, Light.Water, c.At(150, 5), "north of 85°")
	assert.Equal(t, Light.Land, c.At(150, 890), "south of -85° Antarctica goes on")
	assert.Equal(t, Light.Land, c.At(150, 700))

	// A view leaves the rest of the canvas alone.
	c = raster.New(100, 100)
	require.NoError(t, m.Ground(t.Context(), c, View{Zoom: 3, X: 20, Y: 30, W: 50, H: 40, Scale: 1}, TileOptions{}))
	for y := range 100 {
		for x := range 100 {
			require.Equal(t, x >= 20 && x < 70 && y >= 30 && y < 70, c.At(x, y).A != 0, "%d, %d", x, y)
		}
	}
}
