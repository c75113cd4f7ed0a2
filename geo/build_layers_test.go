package geo

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func pointAt(lon, lat float64, properties string) string {
	return fmt.Sprintf(`{"type":"Feature","properties":{%s},"geometry":{"type":"Point","coordinates":[%g,%g]}}`, properties, lon, lat)
}

// A coarse and a fine file are one layer of the archive, each at its zooms.
func TestBuildJoinsFilesOfOneName(t *testing.T) {
	m := open(t, folder("m",
		"coarse.geojson", pointAt(10, 10, `"n":1,"file":"coarse file"`),
		"fine.geojson", pointAt(10, 10, `"n":"two","file":"fine file","more":true`),
		"always.geojson", pointAt(10, 10, `"file":"a third file"`),
		"map.yaml", `
layers:
  - {name: coarse, as: land, zooms: [0, 2], title: Land}
  - {name: fine, as: land, zooms: [4, 20]}
  - {name: always}
`)).Maps[0]
	require.Empty(t, m.Problems)
	assert.NotNil(t, m.Layer("coarse"), "it is served under its own name")
	r, _ := built(t, m, BuildOptions{MaxZoom: 5})
	for z, a := range []Address{{}, {Z: 1, X: 1}, {Z: 2, X: 2, Y: 1}, {Z: 3, X: 4, Y: 3}, {Z: 4, X: 8, Y: 7}, {Z: 5, X: 16, Y: 15}} {
		tile := string(unpacked(t, r, a))
		assert.Equal(t, z <= 2, strings.Contains(tile, "coarse file"), "zoom %d", z)
		assert.Equal(t, z >= 4, strings.Contains(tile, "fine file"), "zoom %d", z)
		assert.Contains(t, tile, "a third file", "zoom %d", z)
		// A layer's name stands after its version, field 15, and its length.
		assert.Equal(t, z != 3, strings.Contains(tile, "\x78\x02\x0a\x04land"), "zoom %d", z)
		assert.Contains(t, tile, "\x78\x02\x0a\x06always", "zoom %d", z)
	}
	metadata, err := r.Metadata()
	require.NoError(t, err)
	var got struct {
		Layers json.RawMessage `json:"vector_layers"`
	}
	require.NoError(t, json.Unmarshal(metadata, &got))
	assert.JSONEq(t, `[
		{"id":"land","description":"Land","minzoom":0,"maxzoom":5,"fields":{"n":"String","file":"String","more":"Boolean"}},
		{"id":"always","description":"always","minzoom":0,"maxzoom":5,"fields":{"file":"String"}}]`, string(got.Layers))

	r, _ = built(t, m, BuildOptions{MinZoom: 3, MaxZoom: 3})
	metadata, err = r.Metadata()
	require.NoError(t, err)
	assert.NotContains(t, string(metadata), "land", "the archive has none of it")
}

// A file that begins deep is found, though nothing of it is in the tiles above.
func TestBuildDescendsToDeepLayers(t *testing.T) {
	m := open(t, folder("m", "deep.geojson", pointAt(100, 60, ""), "map.yaml", "layers: [{name: deep, zooms: [6, 7]}]")).Maps[0]
	r, _ := built(t, m, BuildOptions{MaxZoom: 9})
	assert.Equal(t, []uint8{6, 7}, []uint8{r.Header().MinZoom, r.Header().MaxZoom})
	assert.Equal(t, uint64(2), r.Header().Addressed)
}

// Points are single where no file of the name goes deeper.
func TestBuildClustersUpToTheLastZoomOfAName(t *testing.T) {
	var crowd []string
	for i := range 50 {
		crowd = append(crowd, pointAt(10+float64(i)/1000, 10, ""))
	}
	points := `{"type":"FeatureCollection","features":[` + strings.Join(crowd, ",") + `]}`
	m := open(t, folder("m", "a.geojson", points, "b.geojson", points, "c.geojson", points,
		"map.yaml", "layers: [{name: a, as: x, zooms: [0, 1]}, {name: b, as: x, zooms: [2, 3]}, {name: c, zooms: [0, 1]}]")).Maps[0]
	layers := forArchive(m.Layers)
	for zoom, want := range [][]bool{{true, true}, {true, false}, {true}, {false}, {}} {
		var got []bool
		for _, l := range at(layers, zoom, 9) {
			got = append(got, l.Cluster)
		}
		assert.Equal(t, want, append([]bool{}, got...), "zoom %d", zoom)
	}
	assert.False(t, at(layers, 0, 0)[0].Cluster, "the archive's last zoom")
	assert.True(t, m.Layer("a").Cluster, "what is served stays as it is")
}

func TestBuildRefusesUnclearLayers(t *testing.T) {
	for _, c := range []struct{ layers, want string }{
		{"[{name: a, as: x}, {name: b, as: x}]", `layers: a and b would both be "x" in an archive's tiles of zoom 0; give them zooms that do not overlap`},
		{"[{name: a, as: x, zooms: [0, 4]}, {name: b, as: x, zooms: [4, 5]}]", `both be "x" in an archive's tiles of zoom 4`},
		{"[{name: a, as: b}]", `a and b would both be "b"`},
		{"[{name: a, as: a b}]", `layers[0].as: "a b" is no name for a layer of a tile; take up to 64 letters`},
		{"[{name: b}, {name: a, zooms: [3]}]", "layers[1].zooms: are two zooms, not 1; write the least and the greatest zoom, such as [0, 4]"},
		{"[{name: a, zooms: []}]", "layers[0].zooms: are two zooms, not 0"},
		{"[{name: a, zooms: [5, 4]}]", "layers[0].zooms: 5 to 4 is no range of zooms from 0 to 24"},
		{"[{name: a, zooms: [-1, 4]}]", "-1 to 4 is no range"},
		{"[{name: a, zooms: [0, 25]}]", "0 to 25 is no range"},
	} {
		m := open(t, folder("m", "a.geojson", points("x"), "b.geojson", points("x"), "map.yaml", "layers: "+c.layers)).Maps[0]
		require.Len(t, m.Problems, 1, c.layers)
		p := m.Problems[0]
		assert.Contains(t, fmt.Sprintf("%s: %s; %s", p.Field, p.Message, p.Fix), c.want)
		assert.Len(t, m.Layers, 2, "they are served all the same")
		_, err := Build(t.Context(), m, t.TempDir()+"/m.pmtiles", BuildOptions{})
		assert.ErrorContains(t, err, "map.yaml: "+p.Field)
		assert.ErrorContains(t, err, c.want)
	}
}
