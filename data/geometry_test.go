package data_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/geo/tile"
)

// outline finds the one polygon or multipolygon of a file that is a bare
// geometry, a feature or a collection of one feature.
func outline(t *testing.T, raw []byte) [][][]point {
	t.Helper()
	var g struct {
		Type        string
		Coordinates json.RawMessage
		Geometry    json.RawMessage
		Features    []json.RawMessage
	}
	require.NoError(t, json.Unmarshal(raw, &g))
	switch g.Type {
	case "FeatureCollection":
		require.Len(t, g.Features, 1)
		return outline(t, g.Features[0])
	case "Feature":
		return outline(t, g.Geometry)
	case "Polygon":
		var rings [][]point
		require.NoError(t, json.Unmarshal(g.Coordinates, &rings))
		return [][][]point{rings}
	}
	require.Equal(t, "MultiPolygon", g.Type)
	var polygons [][][]point
	require.NoError(t, json.Unmarshal(g.Coordinates, &polygons))
	return polygons
}

func northKorea(t *testing.T) [][][]point {
	t.Helper()
	for _, f := range features(t, "events") {
		if f.ID == "preparation-north-korea" {
			raw, err := json.Marshal(f.Geometry)
			require.NoError(t, err)
			return outline(t, raw)
		}
	}
	require.Fail(t, "preparation-north-korea is missing")
	return nil
}

// The outline lies on the shores and borders of the basemap that it is drawn on,
// to two pixels of a tile 256 pixels wide.
func TestNorthKoreaFitsTheBasemap(t *testing.T) {
	const zoom, unitsPerPixel = 6, 16
	tiles := allTiles(t)
	edges := map[tile.Address][][2]point{}
	n := 0
	for _, polygon := range northKorea(t) {
		for _, ring := range polygon {
			for _, p := range ring {
				a, at := addressOf(pixels(p, zoom), zoom)
				if edges[a] == nil {
					edges[a] = append(segments(tiles[a]["coast"]), segments(tiles[a]["border"])...)
				}
				assert.LessOrEqual(t, distance(at, edges[a]), 2.0*unitsPerPixel, "%v", p)
				n++
			}
		}
	}
	assert.Greater(t, n, 100)
}

// doubleArea is positive for a ring that runs counter-clockwise.
func doubleArea(ring []point) float64 {
	var sum float64
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		sum += a[0]*b[1] - b[0]*a[1]
	}
	return sum
}

func TestRingsFollowTheRightHandRule(t *testing.T) {
	for _, polygon := range northKorea(t) {
		require.NotEmpty(t, polygon)
		for i, ring := range polygon {
			require.GreaterOrEqual(t, len(ring), 4)
			assert.Equal(t, ring[0], ring[len(ring)-1], "closed")
			if i == 0 {
				assert.Positive(t, doubleArea(ring), "outer ring counter-clockwise")
			} else {
				assert.Negative(t, doubleArea(ring), "hole clockwise")
			}
		}
	}
}

func TestPyongyangLiesInTheOutline(t *testing.T) {
	assert.True(t, inside(northKorea(t), pyongyang))
	assert.False(t, inside(northKorea(t), seoul))
	assert.False(t, inside(northKorea(t), vladivostok))
}

// inside counts the edges east of the point, over all rings.
func inside(polygons [][][]point, p point) bool {
	in := false
	for _, polygon := range polygons {
		for _, ring := range polygon {
			for i := 1; i < len(ring); i++ {
				a, b := ring[i-1], ring[i]
				if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(b[0]-a[0])*(p[1]-a[1])/(b[1]-a[1]) {
					in = !in
				}
			}
		}
	}
	return in
}
