package geo

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestStyles(t *testing.T) {
	with := func(style string) *Map {
		return open(t, folder("m", "map.yaml", "layers: [{name: a, style: "+style+"}]", "a.geojson", points("1", "2"))).Maps[0]
	}
	plain, red, blue := with("null"), with(`{color: "#a00", radius: 4}`), with(`{color: "#00a", radius: 4}`)
	for _, m := range []*Map{plain, red, blue} {
		assert.Empty(t, m.Problems)
	}
	assert.Nil(t, plain.Layers[0].Style)
	assert.NotNil(t, red.Layers[0].Style)
	assert.Equal(t, red.Layers[0].Version, with(`{radius: 4, color: "#a00"}`).Layers[0].Version, "the same style, in another order")
	assert.NotEqual(t, red.Layers[0].Version, blue.Layers[0].Version)
	assert.NotEqual(t, plain.Layers[0].Version, red.Layers[0].Version)

	wrong := with(`{color: blue, radiuss: 3, width: {property: n, stops: [[1, 2], [0, 3]]}}`)
	assert.Nil(t, wrong.Layers[0].Style, "a style that is wrong is left out whole")
	require.Len(t, wrong.Problems, 3)
	for i, want := range []string{"layers[0].style.color", "layers[0].style.radiuss", "layers[0].style.width.stops[1]"} {
		assert.Equal(t, want, wrong.Problems[i].Field)
		assert.Equal(t, "m/map.yaml", wrong.Problems[i].File)
		assert.NotEmpty(t, wrong.Problems[i].Fix)
	}
	none := with(`[1, 2]`)
	require.Len(t, none.Problems, 1)
	assert.Equal(t, "layers[0].style", none.Problems[0].Field)
}

func TestStyledTiles(t *testing.T) {
	paint := func(style string, report bool) string {
		layer := points("1", "2")
		if report {
			layer = `{"type":"FeatureCollection","features":[{"type":"Feature","id":1,"geometry":{"type":"Point","coordinates":[1,1]},"properties":{"kind":"event","status":"denied","sources":[]}}]}`
		}
		m := open(t, folder("m", "map.yaml", "layers: [{name: a, style: "+style+"}]", "a.geojson", layer)).Maps[0]
		b, err := OpenBasemap(NoBasemap, nil, ViewUN)
		require.NoError(t, err)
		png, err := NewPainter(b).LayerTile(m.Layers[0], Address{Z: 5, X: 16, Y: 15}, Filter{}, Look{Theme: "light", Size: 256, Scale: 1}).Paint(t.Context())
		require.NoError(t, err)
		return string(png)
	}
	assert.NotEqual(t, paint("null", false), paint(`{color: "#a00"}`, false))
	assert.NotEqual(t, paint(`{color: "#00a"}`, false), paint(`{color: "#a00"}`, false))
	assert.Equal(t, paint("null", true), paint(`{color: "#a00"}`, true), "what has a status is drawn by it")
}
