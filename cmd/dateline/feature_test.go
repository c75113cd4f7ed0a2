package main

import (
	"encoding/json"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every feature can be asked for by its id, whatever that is made of.
func TestFeatureByID(t *testing.T) {
	ids := []string{`"plain"`, `"a/b"`, `"a/b/"`, `"/a"`, `"//host/a"`, `"ключ"`, `"별 하나"`, `"a b"`, `"a+b"`, `"100%"`, `"a%2Fb"`, `"?x=1"`, `"#x"`, `".."`, `"../.."`, `"."`,
		`"~2x"`, `"<b>"`, `"\"q\""`, `"a\\b"`, `"🦊"`, `"e\u0301"`, `12`, `-3`, `1.5`, `9007199254740993`}
	p := start(t, folder(t, "m", "layer.geojson", points(ids...)))
	assert.Empty(t, p.problems())
	for i, raw := range ids {
		var id any
		require.NoError(t, json.Unmarshal([]byte(raw), &id))
		address := raw // of a number: as the file writes it
		if text, ok := id.(string); ok {
			address = text
		}
		a := p.ok("/layers/layer/features/" + escape(address))
		var feature struct {
			Type       string
			ID         json.RawMessage
			Properties struct{ Title string }
		}
		require.NoError(t, json.Unmarshal([]byte(a.body), &feature), raw)
		assert.Equal(t, "Feature", feature.Type)
		assert.Equal(t, raw, string(feature.ID), "the id comes out as it went in")
		assert.Equal(t, "Point "+itoa(i+1), feature.Properties.Title)

		// and the page can open it
		page := p.ok("/maps/m?open=" + url.QueryEscape("layer/"+address)).body
		assert.NotContains(t, page, "not on this map any more", raw)
		assert.Contains(t, page, ` aria-current="true"`, raw)
	}
	assert.Equal(t, 404, p.get("/layers/layer/features/1.50").code)
	assert.Equal(t, 404, p.get("/layers/layer/features/~1").code, "a feature with an id has no number")
	assert.Equal(t, 200, p.get("/layers/layer/features/a/b").code, "a slash may stand as it is")
	assert.Contains(t, p.ok("/maps/m?open=layer/gone").body, "not on this map any more")
}

// escape writes an id into a path; two dots would otherwise lead elsewhere.
func escape(id string) string {
	switch id {
	case ".":
		return "%2E"
	case "..":
		return "%2E%2E"
	}
	return url.PathEscape(id)
}

func itoa(n int) string {
	b, _ := json.Marshal(n) // a number cannot fail
	return string(b)
}

// Features without an id are asked for by their place in the file, bad ones
// before them included.
func TestFeatureByNumber(t *testing.T) {
	p := start(t, folder(t, "m", "layer.geojson", `{"type":"FeatureCollection","features":[
{"type":"Feature","geometry":{"type":"Point","coordinates":[1,1]},"properties":{"title":"first"}},
{"type":"Feature","geometry":{"type":"Point","coordinates":[1,"x"]},"properties":{"title":"bad"}},
{"type":"Feature","geometry":null,"properties":{"title":"third"}},
{"type":"Feature","id":"own","geometry":null,"properties":null}]}`))
	assert.Contains(t, p.ok("/layers/layer/features/~1").body, `"first"`)
	assert.Contains(t, p.ok("/layers/layer/features/~3").body, `"third"`)
	for _, none := range []string{"~0", "~2", "~4", "~5", "~03", "~-1", "~", "~99999999999999999999"} {
		assert.Equal(t, 404, p.get("/layers/layer/features/"+none).code, none)
	}
	require.Len(t, p.problems(), 1)
	assert.Contains(t, p.problems()[0], "m/layer.geojson:3: feature 2: geometry")
	assert.ElementsMatch(t, []string{"layer/~1", "layer/~3", "layer/own"}, p.collection("/maps/m/entries.geojson").ids())
}
