package bench

import (
	"os"
	"testing"

	"dateline/geo/tile"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/maptile"
	"github.com/paulmach/orb/simplify"
	"github.com/stretchr/testify/require"
)

// orbFile reads a file with orb.
func orbFile(t testing.TB, path string) *geojson.FeatureCollection {
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	c, err := geojson.UnmarshalFeatureCollection(text)
	require.NoError(t, err)
	return c
}

// orbTile is the mvt package's own pipeline for one tile. features should be
// no more than those whose bounds meet the tile, as orb has no index.
func orbTile(t testing.TB, a tile.Address, features []*geojson.Feature, gzipped bool) []byte {
	// Projecting and clipping change what they are given.
	own := make([]*geojson.Feature, len(features))
	for i, f := range features {
		changed := *f
		changed.Geometry = orb.Clone(f.Geometry)
		own[i] = &changed
	}
	l := &mvt.Layer{Name: "layer", Version: 2, Extent: tile.Extent, Features: own}
	l.ProjectToTile(maptile.New(a.X, a.Y, maptile.Zoom(a.Z)))
	l.Clip(orb.Bound{Min: orb.Point{-tile.Buffer, -tile.Buffer}, Max: orb.Point{tile.Extent + tile.Buffer, tile.Extent + tile.Buffer}})
	l.Simplify(simplify.DouglasPeucker(1))
	l.RemoveEmpty(1, 1)
	marshal := mvt.Marshal
	if gzipped {
		marshal = mvt.MarshalGzipped
	}
	b, err := marshal(mvt.Layers{l})
	require.NoError(t, err)
	return b
}

// within are the features whose bounds meet the tile and its buffer.
func within(a tile.Address, all []*geojson.Feature, bounds []orb.Bound) (some []*geojson.Feature) {
	b := maptile.New(a.X, a.Y, maptile.Zoom(a.Z)).Bound(float64(tile.Buffer) / tile.Extent)
	for i, f := range all {
		if bounds[i].Intersects(b) {
			some = append(some, f)
		}
	}
	return some
}

func boundsOf(all []*geojson.Feature) []orb.Bound {
	bounds := make([]orb.Bound, len(all))
	for i, f := range all {
		bounds[i] = f.Geometry.Bound()
	}
	return bounds
}
