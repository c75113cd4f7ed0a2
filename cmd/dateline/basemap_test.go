package main

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What programs for maps show of the basemap is for people to read.
func TestBasemapSaysWhatItIs(t *testing.T) {
	p := onDefaultMap(t)
	var doc struct {
		Attribution string
		Layers      []struct{ ID, Description string } `json:"vector_layers"`
	}
	read := func(query string) {
		require.NoError(t, json.Unmarshal([]byte(p.ok("/tiles/basemap.json"+query).body), &doc))
	}
	read("")
	require.Len(t, doc.Layers, 8)
	for _, l := range doc.Layers {
		assert.Regexp(t, `^[A-Z][a-z]`, l.Description, l.ID)
		assert.NotRegexp(t, `-[0-9]`, l.Description, "%s: no name of a file", l.ID)
	}
	assert.Equal(t, "Natural Earth · GeoNames", doc.Attribution, "vector tiles hold the borders of all")
	for query, want := range map[string]string{
		"?format=png":                "Borders: United Nations view, disputed lines dashed · Natural Earth · GeoNames",
		"?format=png&pov=ne":         "Borders: Natural Earth’s view, disputed lines dashed · Natural Earth · GeoNames",
		"?format=png&pov=ne&lang=uk": "Кордони: за Natural Earth, спірні лінії — штрихом · Natural Earth · GeoNames",
	} {
		read(query)
		assert.Equal(t, want, doc.Attribution, query)
	}
}
