package geo

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"dateline/geo/archive"
	"dateline/geo/corpora"

	"github.com/klauspost/compress/gzip"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// built builds a map into a file and opens it.
func built(t *testing.T, m *Map, o BuildOptions) (*archive.Reader, []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "m.pmtiles")
	_, err := Build(t.Context(), m, path, o)
	require.NoError(t, err)
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	r, err := archive.Open(bytes.NewReader(b), int64(len(b)))
	require.NoError(t, err)
	return r, b
}

// unpacked is a tile of an archive, empty if there is none.
func unpacked(t *testing.T, r *archive.Reader, a Address) []byte {
	t.Helper()
	data, ok, err := r.Tile(a)
	require.NoError(t, err)
	if !ok {
		return nil
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	require.NoError(t, err)
	all, err := io.ReadAll(z)
	require.NoError(t, err)
	return all
}

// rim is a layer that lies across the antimeridian and at the limits of the map.
const rim = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[170,10],[190,12],[200,-60]]}},
{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[175,60],[185,60],[185,89],[175,89],[175,60]]]}},
{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0.0001,30],[0.0002,0],[0,0]]]}},
{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[180,-89]}},
{"type":"Feature","properties":{},"geometry":null}]}`

// The archive has every tile that would be served, and no other.
func TestBuildMissesNothing(t *testing.T) {
	m := open(t, folder("m", "points.geojson", string(corpora.PointEvents(1, 3000)), "lines.geojson", string(corpora.Lines(2, 200)),
		"areas.geojson", string(corpora.Areas(3, 200)), "rim.geojson", rim)).Maps[0]
	require.Empty(t, m.Problems)
	const deepest = 7
	r, b := built(t, m, BuildOptions{MaxZoom: deepest})
	n := uint64(0)
	for z := range uint8(deepest + 1) {
		layers := at(m.Layers, int(z), deepest)
		for x := range uint32(1) << z {
			for y := range uint32(1) << z {
				a := Address{Z: z, X: x, Y: y}
				var want []byte
				for _, l := range layers {
					one, _, err := l.Tile(a, "mvt", Filter{})
					require.NoError(t, err)
					want = append(want, one...)
				}
				require.True(t, bytes.Equal(want, unpacked(t, r, a)), "%s", a)
				if len(want) > 0 {
					n++
				}
			}
		}
	}
	assert.Equal(t, n, r.Header().Addressed)
	_, again := built(t, m, BuildOptions{MaxZoom: deepest})
	assert.True(t, bytes.Equal(b, again), "the same map makes the same bytes")

	some, _ := built(t, m, BuildOptions{MinZoom: 3, MaxZoom: 5})
	assert.Equal(t, []uint8{3, 5}, []uint8{some.Header().MinZoom, some.Header().MaxZoom})
	assert.Empty(t, unpacked(t, some, Address{Z: 2, X: 1, Y: 1}))
	assert.NotEmpty(t, unpacked(t, some, Address{Z: 3, X: 4, Y: 2}))
}

func TestBuildClusters(t *testing.T) {
	crowd := `{"type":"FeatureCollection","features":[`
	for i := range 50 {
		crowd += fmt.Sprintf(`{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[10.%03d,10]}},`, i)
	}
	m := open(t, folder("m", "a.geojson", crowd[:len(crowd)-1]+"]}")).Maps[0]
	r, _ := built(t, m, BuildOptions{MaxZoom: 2})
	assert.Contains(t, string(unpacked(t, r, Address{Z: 1, X: 1})), "point_count")
	assert.NotContains(t, string(unpacked(t, r, Address{Z: 2, X: 2, Y: 1})), "point_count", "nothing deeper would show the points")
}

func TestBuildMetadata(t *testing.T) {
	m := open(t, folder("floods", "b.geojson", points("x", "y"), "a.csv", "id,lat,lon,n\nq,50,30,5\n",
		"map.yaml", `
title: {en: Floods, uk: Повені}
description: What is reported.
lang: uk
view: {lon: 30.5, lat: 50.4, zoom: 8.7}
layers: [{name: b, title: {uk: Точки}}]
credits: [{text: City council}, {text: "<b>", url: "https://example.org/"}]
`)).Maps[0]
	require.Empty(t, m.Problems)
	r, _ := built(t, m, BuildOptions{MinZoom: 1, MaxZoom: 4})
	h := r.Header()
	assert.Equal(t, []float64{0, 0, 30, 50}, []float64{h.West.Float(), h.South.Float(), h.East.Float(), h.North.Float()})
	assert.Equal(t, []float64{30.5, 50.4}, []float64{h.CenterLon.Float(), h.CenterLat.Float()})
	assert.Equal(t, uint8(4), h.CenterZoom, "no deeper than there are tiles")
	assert.Equal(t, []any{archive.MVT, archive.Gzip}, []any{h.Type, h.Tiles})
	metadata, err := r.Metadata()
	require.NoError(t, err)
	want, err := json.Marshal(map[string]any{
		"name": "Повені", "description": "What is reported.", "attribution": "City council · <b>", "type": "overlay", "format": "pbf",
		"version": m.Version, "bounds": "0.0000000,0.0000000,30.0000000,50.0000000",
		"vector_layers": []any{
			map[string]any{"id": "b", "description": "Точки", "minzoom": 1, "maxzoom": 4, "fields": m.Layers[0].Fields()},
			map[string]any{"id": "a", "description": "a", "minzoom": 1, "maxzoom": 4, "fields": m.Layers[1].Fields()},
		},
	})
	require.NoError(t, err)
	assert.JSONEq(t, string(want), string(metadata))
}

func TestBuildBounds(t *testing.T) {
	m := open(t, folder("m", "a.geojson", rim, "b.geojson", points("x"), "c.geojson", emptyLayer)).Maps[0]
	b := m.Bounds()
	assert.Equal(t, []float64{-180, 180}, []float64{b[0], b[2]}, "data across the antimeridian are as wide as the world")
	assert.Equal(t, [4]float64{-180, -85, 180, 85}, open(t, folder("m", "c.geojson", emptyLayer)).Maps[0].Bounds())
}

func TestBuildRefuses(t *testing.T) {
	good := open(t, folder("good", "a.geojson", points("x"))).Maps[0]
	dir := t.TempDir()
	path := filepath.Join(dir, "m.pmtiles")
	for _, c := range []struct {
		m    *Map
		path string
		o    BuildOptions
		want string
	}{
		{good, path, BuildOptions{MinZoom: -1}, "zooms go from 0 to 24, not from -1 to 0"},
		{good, path, BuildOptions{MaxZoom: 25}, "zooms go from 0 to 24"},
		{good, path, BuildOptions{MinZoom: 3, MaxZoom: 2}, "the least zoom, 3, is greater than the greatest, 2"},
		{open(t, folder("broken", "a.geojson", points("x"), "b.csv", "")).Maps[0], path, BuildOptions{}, "would lack broken/b.csv; dateline check"},
		{open(t, folder("clash", "a.geojson", points("x"), "A.geojson", points("x"))).Maps[0], path, BuildOptions{}, "would lack clash/a.geojson"},
		{open(t, folder("none")).Maps[0], path, BuildOptions{}, "the map none has no layers"},
		{open(t, folder("bare", "a.geojson", emptyLayer)).Maps[0], path, BuildOptions{}, "the map bare has nothing that can be drawn"},
		{good, dir, BuildOptions{}, "is no ordinary file"},
		{good, filepath.Join(dir, "x", "m.pmtiles"), BuildOptions{}, "there is no folder"},
	} {
		_, err := Build(t.Context(), c.m, c.path, c.o)
		assert.ErrorContains(t, err, c.want)
	}
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Build(ctx, good, path, BuildOptions{MaxZoom: 10, Progress: func(p BuildProgress) {
		if p.Zoom == 5 {
			cancel()
		}
	}})
	assert.ErrorIs(t, err, errStopped)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, entries, "nothing is left")
}
