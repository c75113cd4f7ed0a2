package server

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Scripts name the sources that they are made of, and others' licences where
// there is others' work.
func TestBundlesTellWhatTheyAreMadeOf(t *testing.T) {
	all, err := bundles()
	require.NoError(t, err)
	files := map[string]string{}
	for _, b := range all {
		files[b.name] = string(b.body)
	}
	require.Contains(t, files, "page/page.js")
	assert.NotContains(t, files["page/page.js"], "LICENSE")
	of := regexp.MustCompile(`^chunk/map-[A-Z0-9]+\.js$`)
	found := false
	for name, body := range files {
		if of.MatchString(name) {
			found = true
			assert.Contains(t, body, licences)
			assert.Contains(t, files[name+".map"], "vendor/leaflet/src/map/Map.js")
		}
	}
	assert.True(t, found, "the map's script")

	_, h := paintServer(t, smallWorld(t), nil)
	page := regexp.MustCompile(`/assets/[^"]+/page\.js`).FindString(ask(h, "/maps/m").Body.String())
	require.NotEmpty(t, page)
	assert.Equal(t, "page.js.map", ask(h, page).Header().Get("SourceMap"))
	assert.Equal(t, 200, ask(h, page+".map").Code)
	assert.Empty(t, ask(h, page+".map").Header().Get("SourceMap"))
}
