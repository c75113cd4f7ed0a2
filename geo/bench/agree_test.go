package bench

import (
	"fmt"
	"testing"

	"dateline/geo/encode"
	"dateline/geo/tile"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// orb's decoder is a third opinion on the engine's tiles.
func TestOrbAgrees(t *testing.T) {
	l := written(t, "layer.geojson", []byte(`{"type":"FeatureCollection","features":[
		{"type":"Feature","id":7,"geometry":{"type":"Point","coordinates":[131.9,43.1]},"properties":{"title":"Прибуття","n":1500,"share":0.25,"sure":true}},
		{"type":"Feature","id":8,"geometry":{"type":"MultiPoint","coordinates":[[131.9,43.1],[140,40]]},"properties":{"n":-3}},
		{"type":"Feature","id":9,"geometry":{"type":"LineString","coordinates":[[100,10],[120,30],[130,20]]},"properties":null},
		{"type":"Feature","id":10,"geometry":{"type":"MultiLineString","coordinates":[[[100,10],[120,30]],[[20,10],[10,20]]]},"properties":{"title":"two"}},
		{"type":"Feature","id":11,"geometry":{"type":"Polygon","coordinates":[[[10,10],[40,10],[40,40],[10,40],[10,10]],[[20,20],[20,30],[30,30],[30,20],[20,20]]]},"properties":{}},
		{"type":"Feature","id":12,"geometry":{"type":"MultiPolygon","coordinates":[[[[-10,-10],[-40,-10],[-40,-40],[-10,-10]]],[[[-50,-50],[-60,-50],[-60,-60],[-50,-50]]]]},"properties":{"sure":false}}]}`)).read(t)
	var cut tile.Tile
	tile.Cut(&cut, l, tile.Address{}, tile.Options{})
	layers, err := mvt.Unmarshal(encode.New("shapes", l).MVT(nil, &cut))
	require.NoError(t, err)
	require.Len(t, layers, 1)
	assert.Equal(t, "shapes", layers[0].Name)
	assert.EqualValues(t, 2, layers[0].Version)
	assert.EqualValues(t, tile.Extent, layers[0].Extent)

	shapes, properties := map[float64]string{}, map[float64]map[string]any{}
	for _, f := range layers[0].Features {
		id := f.ID.(float64)
		shapes[id] = fmt.Sprint(f.Geometry.GeoJSONType(), parts(f.Geometry))
		properties[id] = f.Properties
	}
	assert.Equal(t, map[float64]string{
		7: "Point[1]", 8: "MultiPoint[2]", 9: "LineString[3]", 10: "MultiLineString[2 2]", 11: "Polygon[5 5]", 12: "MultiPolygon[4 4]",
	}, shapes)
	assert.Equal(t, map[string]any{"title": "Прибуття", "n": 1500.0, "share": 0.25, "sure": true}, properties[7])
	assert.Equal(t, map[string]any{"n": -3.0}, properties[8])
	assert.Empty(t, properties[9])
	assert.Equal(t, map[string]any{"sure": false}, properties[12])
}

// parts are the numbers of vertices of a geometry's parts.
func parts(g orb.Geometry) (n []int) {
	switch g := g.(type) {
	case orb.Point:
		return []int{1}
	case orb.MultiPoint:
		return []int{len(g)}
	case orb.LineString:
		return []int{len(g)}
	case orb.MultiLineString:
		for _, l := range g {
			n = append(n, len(l))
		}
	case orb.Polygon:
		for _, r := range g {
			n = append(n, len(r))
		}
	case orb.MultiPolygon:
		for _, p := range g {
			n = append(n, parts(p)...)
		}
	}
	return n
}
