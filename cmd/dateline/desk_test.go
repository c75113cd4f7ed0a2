package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"dateline/geo"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// heldBack is a folder in which one report and one row are public, and all that
// has "hush" in it is not. What is held back lies far from what is public.
func heldBack(t *testing.T) string {
	report := func(id, geometry, more string) string {
		return `{"type":"Feature","id":"` + id + `","geometry":` + geometry + `,"properties":{"title":"` + id + `","kind":"event","status":"claimed","when":"2024-10-01",
 "place":{"name":"` + id + `","precision":"settlement"},"sources":[{"id":"a","name":"City of ` + id + `","stance":"claims","url":"https://example.org/` + id + `","published":"2024-10-02"}]` + more + `}}`
	}
	here, there := `{"type":"Point","coordinates":[30,50]}`, `{"type":"Point","coordinates":[-120,-40]}`
	return folder(t, "m",
		"reports.geojson", `{"type":"FeatureCollection","features":[`+strings.Join([]string{
			report("public", here, `,"draft":false,"publish_at":"2024-10-02T08:00:00Z","created":"2024-10-02"`),
			report("hush-draft", there, `,"draft":true,"hush_property":1`),
			report("hush-later", there, `,"publish_at":"2999-01-01T00:00:00Z"`),
			report("hush-never", there, `,"publish_at":"hush o'clock"`),
			report("hush-faulty", there, `,"draft":true,"rank":"hush"`),
			strings.Replace(report("hush-beside", there, ""), `"id":`, `"draft":true,"id":`, 1),
			report("hush-placeless", `{"type":"Point","coordinates":["hush",1]}`, `,"draft":true`),
		}, ",\n")+`]}`,
		"whole.geojson", `{"type":"FeatureCollection","name":"hush","draft":true,"features":[`+report("hush-whole", there, "")+`]}`,
		"rows.csv", "name,lat,lon,draft,publish_at,hush\nopen,50,30,no,,\nhush,-40,-120,yes,,\nhush,-40,-120,no,2999-01-01,\nhush,hush,-120,yes,,hush\n")
}

// object is a JSON object.
func (p *program) object(path string) map[string]any {
	p.t.Helper()
	var o map[string]any
	require.NoError(p.t, json.Unmarshal([]byte(p.ok(path).body), &o), path)
	return o
}

// The bytes of what is held back occur in no answer and in no archive.
func TestHeldBackIsNowhere(t *testing.T) {
	dir := heldBack(t)
	p := start(t, dir)
	addresses := []string{
		"/", "/maps/m", "/maps/m/embed", "/maps/m/entries.geojson", "/maps/m/feed.atom", "/oembed?url=/maps/m", "/maps/m?kind=event&q=open", "/maps/m?bbox=-130,-50,-110,-30", "/layers",
		"/layers/reports.geojson", "/layers/reports.csv", "/layers/reports.geojson?datetime=2024-10-01", "/layers/rows.geojson", "/layers/rows.csv", "/layers/whole.geojson", "/layers/whole.csv",
		"/layers/reports/features/public", "/tiles/reports.json", "/tiles/rows.json", "/readyz", "/metrics",
	}
	for z := range 3 {
		for x := range 1 << z {
			for y := range 1 << z {
				for _, layer := range []string{"reports", "rows", "whole"} {
					addresses = append(addresses, fmt.Sprintf("/tiles/%s/%d/%d/%d.mvt", layer, z, x, y), fmt.Sprintf("/tiles/%s/%d/%d/%d.geojson", layer, z, x, y))
				}
			}
		}
	}
	for _, path := range addresses {
		a := p.get(path)
		assert.Less(t, a.code, 300, path)
		assert.NotContains(t, strings.ToLower(a.body), "hush", path)
		assert.NotContains(t, fmt.Sprint(a.header), "hush", path)
	}
	for _, id := range []string{"hush-draft", "hush-later", "hush-never", "hush-beside", "~2", "~3", "~4", "~6"} {
		assert.Equal(t, http.StatusNotFound, p.get("/layers/reports/features/"+id).code, id)
	}
	assert.Equal(t, http.StatusNotFound, p.get("/layers/rows/features/~2").code)
	assert.Equal(t, http.StatusNotFound, p.get("/layers/whole/features/hush-whole").code)

	assert.Contains(t, p.ok("/layers").body, `"features": 1,`)
	assert.Equal(t, 2, p.collection("/maps/m/entries.geojson").Total)
	assert.Equal(t, []any{30., 50., 30., 50.}, p.object("/tiles/reports.json")["bounds"])
	assert.Len(t, p.collection("/layers/reports.geojson?bbox=-130,-50,-110,-30").Features, 0)
	ready := p.ok("/readyz").body
	assert.Contains(t, ready, `"withheld": 8`)
	assert.Contains(t, ready, `"problem_count": 6`)
	assert.Empty(t, p.problems(), "what is wrong in a draft is for its desk")
	assert.Contains(t, p.log.String(), "hush-never", "the log is its desk's")

	path, _, _ := build(t, dir)
	found := 0
	r := eachTile(t, path, func(a geo.Address, tile []byte) {
		assert.NotContains(t, string(tile), "hush")
		if a.Z < 7 {
			found++
		}
	})
	meta, err := r.Metadata()
	require.NoError(t, err)
	assert.NotContains(t, string(meta), "hush")
	assert.Equal(t, 7, found, "one tile a zoom: that round what is public")
}

// map.yaml keeps back the whole map in the same words, and check reads it all the same.
func TestWholeMapHeldBack(t *testing.T) {
	hush := features(`{"type":"Feature","id":"hush","geometry":{"type":"Point","coordinates":["hush",1]},"properties":{}}`, `{"type":"Feature","id":"hush-too","geometry":null,"properties":{}}`)
	for yaml, why := range map[string]string{
		"draft: true": "draft is true", "publish_at: 2999-01-01": "publish_at lies ahead, it is due at 2999-01-01T00:00:00Z", `publish_at: "2999-01-01T08:00:00Z"`: "is due at 2999-01-01T08:00:00Z",
		"draft: hush": "cannot be read", "publish_at: [2020]": "cannot be read",
	} {
		dir := folder(t, "m", "a.geojson", hush, "map.yaml", "title: Hush\nlayers: [{name: a, title: Hush}]\n"+yaml+"\n")
		p := start(t, dir)
		for _, path := range []string{"/", "/maps/m", "/maps/m/embed", "/maps/m/entries.geojson", "/maps/m/feed.atom", "/layers", "/readyz", "/maps/m.txt"} {
			assert.NotContains(t, strings.ToLower(p.ok(path).body), "hush", "%s of %s", path, yaml)
		}
		assert.Equal(t, http.StatusNotFound, p.get("/layers/a.geojson").code)
		var out bytes.Buffer
		assert.ErrorIs(t, run(context.Background(), []string{"check", dir}, &out, io.Discard), errFindings, "of the place that is none")
		assert.Contains(t, out.String(), "m: all of the map is kept out: ")
		assert.Contains(t, out.String(), why, yaml)
		assert.Contains(t, out.String(), "feature 1 (hush): geometry.coordinates")
		assert.NotContains(t, out.String(), "unknown field")
		for _, args := range [][]string{{"build", dir, "-o", filepath.Join(t.TempDir(), "m.pmtiles")}, {"render", dir, "-o", filepath.Join(t.TempDir(), "m.png")}} {
			assert.Contains(t, refused(t, args...), "kept out: ", args[0])
		}

		require.NoError(t, os.WriteFile(filepath.Join(dir, "map.yaml"), []byte("title: Hush\ndraft: false\npublish_at: 2020-01-01\n"), 0o644))
		eventually(t, "it is published", func() bool { return strings.Contains(p.ok("/maps/m").body, "Hush") })
		assert.Equal(t, http.StatusOK, p.get("/layers/a/features/hush-too").code)
	}
}

// And layers.
func TestLayersHeldBack(t *testing.T) {
	open := features(`{"type":"Feature","id":"open","geometry":null,"properties":{}}`)
	dir := folder(t, "m", "a.geojson", open, "hush.geojson", strings.ReplaceAll(open, "open", "hush"), "hushed.csv", "name\nhush\n",
		"map.yaml", "layers: [{name: a}, {name: hush, title: Hush, draft: true}, {name: hushed, publish_at: 2999-01-01}]\n")
	p := start(t, dir)
	for _, path := range []string{"/", "/maps/m", "/maps/m/embed", "/maps/m/entries.geojson", "/layers", "/readyz", "/maps/m.txt"} {
		assert.NotContains(t, strings.ToLower(p.ok(path).body), "hush", path)
	}
	assert.Equal(t, http.StatusOK, p.get("/layers/a/features/open").code)
	assert.Equal(t, http.StatusNotFound, p.get("/layers/hush.geojson").code)
	var out bytes.Buffer
	require.NoError(t, run(context.Background(), []string{"check", dir}, &out, io.Discard), out.String())
	assert.Contains(t, out.String(), "m: the layer hush is kept out: draft is true\n")
	assert.Contains(t, out.String(), "m: the layer hushed is kept out: publish_at lies ahead, it is due at 2999-01-01T00:00:00Z\n")
}

func TestCheckTellsOfWhatIsHeldBack(t *testing.T) {
	var out, log bytes.Buffer
	require.ErrorIs(t, run(context.Background(), []string{"check", heldBack(t)}, &out, &log), errFindings)
	for _, want := range []string{
		"m/reports.geojson: layer reports with 1 feature\n",
		"  3 features are kept out: draft is true\n",
		"  1 feature is kept out: publish_at lies ahead, the next is due at 2999-01-01T00:00:00Z\n",
		"  1 feature is kept out: draft or publish_at cannot be read\n",
		`feature 4 (hush-never): properties.publish_at: "hush o'clock" is no instant (the feature is kept out); write an instant or a day`,
		"feature 5 (hush-faulty): properties.rank: is a text",
		"feature 6 (hush-beside): draft: stands beside the properties (true counts all the same); write it into the properties\n",
		"m/whole.geojson: draft: stands at the file, not at its features (true counts all the same); write it into the properties\n",
		"feature 7 (hush-placeless): geometry.coordinates",
		"column \"draft\" is `draft`\n",
	} {
		assert.Contains(t, out.String(), want)
	}
}

// A feature appears when it is due, in everything at once, and its layer has
// another version from then on. Nobody touches the file.
func TestPublishAt(t *testing.T) {
	// A machine that is too busy to be asked in time is given more of it.
	for wait := 3 * time.Second; !publishes(t, wait); wait *= 3 {
		require.Less(t, wait, 2*patience)
	}
}

// publishes tests a feature that is due after a while. It is false if that was
// too soon.
func publishes(t *testing.T, wait time.Duration) bool {
	due := time.Now().Add(wait)
	scheduled := func(at time.Time) string {
		return `{"type":"FeatureCollection","features":[
{"type":"Feature","id":"now","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"title":"Now"}},
{"type":"Feature","id":"soon","geometry":{"type":"Point","coordinates":[5,6]},"properties":{"title":"Soon","publish_at":"` + at.UTC().Format(time.RFC3339Nano) + `"}}]}`
	}
	dir := folder(t, "m", "a.geojson", scheduled(due))
	p := start(t, dir)
	// A file that is older than the clock's steps is not read again without cause.
	old := time.Now().Add(-time.Hour)
	require.NoError(t, os.Chtimes(filepath.Join(dir, "a.geojson"), old, old))

	version := regexp.MustCompile(`v=(\w+)`)
	before := p.ok("/tiles/a.json")
	tag := p.ok("/maps/m").header.Get("ETag")
	page, feature := p.ok("/maps/m").body, p.get("/layers/a/features/soon")
	if !time.Now().Before(due) {
		return false
	}
	assert.NotContains(t, page, "Soon")
	assert.Equal(t, http.StatusNotFound, feature.code)
	time.Sleep(time.Until(due))
	eventually(t, "it is published", func() bool { return p.get("/layers/a/features/soon").code == http.StatusOK })
	assert.False(t, time.Now().Before(due), "not before its time")
	after := p.ok("/tiles/a.json")
	assert.NotEqual(t, version.FindString(before.body), version.FindString(after.body))
	assert.Equal(t, []any{1., 2., 5., 6.}, p.object("/tiles/a.json")["bounds"])
	again := p.get("/maps/m", "If-None-Match", tag)
	assert.Equal(t, http.StatusOK, again.code, "the page has another tag")
	assert.Contains(t, again.body, "Soon")
	assert.Contains(t, p.ok("/readyz").body, `"withheld": 0`)

	// And back: an edit withdraws it.
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a.geojson"), []byte(scheduled(time.Now().Add(time.Hour))), 0o644))
	eventually(t, "it is withdrawn", func() bool { return p.get("/layers/a/features/soon").code == http.StatusNotFound })
	assert.NotContains(t, p.ok("/maps/m").body, "Soon")
	return true
}
