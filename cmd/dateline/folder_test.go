package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/geo/corpora"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Data by others just as they are, among files that are no good: the good ones
// are served, the bad ones named, and nothing falls over.
func TestFolderOfAllSorts(t *testing.T) {
	storms, err := os.ReadFile(corpora.Path(t, "hurdat_storms_1975_2020.geojson"))
	require.NoError(t, err)
	quakes, err := os.ReadFile(corpora.Path(t, "fiji_quakes_1000.geojson"))
	require.NoError(t, err)
	dir := folder(t, "all sorts",
		"storms.geojson", string(storms),
		"Quakes.geojson", string(quakes),
		"broken.geojson", string(storms[:len(storms)/2]),
		"empty.geojson", "",
		"nothing.csv", "",
		"html.geojson", "<!doctype html><title>Not found</title>",
		"x..%2F..%2Fetc.geojson", points(`"x"`),
		"..%2Fhidden.geojson", points(`"x"`),
		"map.yaml", "title: All sorts\nlayers: [{name: ../../etc/passwd}]\n")
	p := start(t, dir)

	assert.Len(t, p.collection("/layers/storms.geojson").Features, 512)
	assert.Len(t, p.collection("/layers/quakes.geojson").Features, 1000)
	assert.Len(t, p.collection("/layers/x-2f-2fetc.geojson").Features, 1)
	assert.Equal(t, 1513, p.collection("/maps/all-sorts/entries.geojson").Total)
	problems := p.problems()
	for _, want := range []string{
		"all sorts/broken.geojson:", "all sorts/empty.geojson: the file is empty", "all sorts/nothing.csv: the file is empty",
		"all sorts/html.geojson:1: ", `all sorts/map.yaml: layers[0].name: there is no layer "../../etc/passwd"`,
	} {
		assert.True(t, slices.ContainsFunc(problems, func(s string) bool { return strings.HasPrefix(s, want) }), "%s among %q", want, problems)
		assert.Contains(t, p.log.String(), strings.TrimSuffix(strings.Split(want, `"`)[0], " "))
	}
	assert.Len(t, problems, 5, "and none about good files")

	body := p.ok("/").body
	assert.Contains(t, body, "All sorts")
	assert.Equal(t, 100, strings.Count(body, "data-key="), "the list comes in pages of 100")
	last := p.ok("/?page=16").body
	assert.Equal(t, 13, strings.Count(last, "data-key="))
	assert.Contains(t, last, "1,501–1,513, page 16 of 16")
	p.ok("/maps/all-sorts/embed")

	// The quakes stand at longitudes beyond 180; a window knows them by either name.
	var all collection
	require.NoError(t, json.Unmarshal(quakes, &all))
	within := 0
	for _, f := range all.Features {
		var g struct{ Coordinates [2]float64 }
		require.NoError(t, json.Unmarshal(f.Geometry, &g))
		lon := math.Mod(g.Coordinates[0]+180, 360) - 180
		if (lon >= 179 || lon <= -178) && g.Coordinates[1] >= -22 && g.Coordinates[1] <= -18 {
			within++
		}
	}
	require.Greater(t, within, 100)
	for _, box := range []string{"179,-22,-178,-18", "179,-22,182,-18", "-181,-22,-178,-18"} {
		assert.Len(t, p.collection("/layers/quakes.geojson?bbox="+box).Features, within, box)
	}
}

// A file that is still being written is not served in part, and is once it is
// whole.
func TestFileBeingWritten(t *testing.T) {
	dir := folder(t, "m", "good.geojson", points(`"a"`))
	whole := []byte(points(`"b"`, `"c"`, `"d"`))
	f, err := os.Create(filepath.Join(dir, "growing.geojson"))
	require.NoError(t, err)
	defer f.Close()
	_, err = f.Write(whole[:len(whole)/3])
	require.NoError(t, err)

	p := start(t, dir)
	for _, chunk := range slices.Collect(slices.Chunk(whole[len(whole)/3:], 20)) {
		a := p.get("/layers/growing.geojson")
		require.Equal(t, http.StatusNotFound, a.code, "no part of it is served: %s", a.body)
		assert.Len(t, p.collection("/layers/good.geojson").Features, 1)
		_, err := f.Write(chunk)
		require.NoError(t, err)
		time.Sleep(20 * time.Millisecond) // as a slow writer would
	}
	require.NoError(t, f.Close())
	eventually(t, "the whole file is served", func() bool { return p.get("/layers/growing.geojson").code == http.StatusOK })
	assert.Len(t, p.collection("/layers/growing.geojson").Features, 3)
	eventually(t, "nothing is wrong any more", func() bool { return len(p.problems()) == 0 })
}

// An edit shows in the next requests, whole or not at all.
func TestEdits(t *testing.T) {
	dir := folder(t, "m", "a.geojson", points(`"one"`), "map.yaml", "title: Before\n")
	file := filepath.Join(dir, "a.geojson")
	write := func(path, text string) { require.NoError(t, os.WriteFile(path, []byte(text), 0o644)) }
	p := start(t, dir)
	page, layer := p.ok("/"), p.ok("/layers/a.geojson")
	assert.Contains(t, page.body, "Before")

	write(file, points(`"one"`, `"two"`))
	eventually(t, "an edit shows in the layer", func() bool { return len(p.collection("/layers/a.geojson").Features) == 2 })
	changed := p.ok("/", "If-None-Match", page.header.Get("Etag"))
	assert.Contains(t, changed.body, `data-key="a/two"`, "and on the page, whose old tag is no good any more")
	layer = p.ok("/layers/a.geojson", "If-None-Match", layer.header.Get("Etag"))

	write(file, points(`"one"`, `"two"`, `"three"`)[:100])
	eventually(t, "a broken edit is named", func() bool {
		problems := p.problems()
		return len(problems) == 1 && strings.HasPrefix(problems[0], "m/a.geojson:1: ")
	})
	assert.Len(t, p.collection("/layers/a.geojson").Features, 2, "its last good version stays up")
	assert.Contains(t, p.log.String(), "m/a.geojson:1: ")
	assert.Equal(t, http.StatusNotModified, p.get("/layers/a.geojson", "If-None-Match", layer.header.Get("Etag")).code)
	assert.Contains(t, p.ok("/", "If-None-Match", changed.header.Get("Etag")).body, "The newest data could not be read. Shown as of ")

	// as editors write: another file under the same name
	write(file+".tmp", points(`"one"`, `"two"`, `"three"`))
	require.NoError(t, os.Rename(file+".tmp", file))
	eventually(t, "a mended file shows", func() bool { return len(p.collection("/layers/a.geojson").Features) == 3 })
	assert.Empty(t, p.problems())
	assert.NotContains(t, p.ok("/").body, "The newest data")

	write(filepath.Join(dir, "map.yaml"), "title: After\n")
	eventually(t, "a new title shows", func() bool { return strings.Contains(p.ok("/").body, "After") })
	write(filepath.Join(dir, "new.csv"), "id,lat,lon\nx,1,2\n")
	eventually(t, "a new file shows", func() bool { return p.get("/layers/new/features/x").code == http.StatusOK })
	require.NoError(t, os.Remove(file))
	eventually(t, "a removed file goes", func() bool { return p.get("/layers/a.geojson").code == http.StatusNotFound })
}

// While a file changes again and again, every answer is of one version.
func TestAnswersAreOfOneVersion(t *testing.T) {
	dir := folder(t, "m", "a.geojson", points(`0`))
	p := start(t, dir)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for n := 2; n < 30; n++ {
			ids := make([]string, n)
			for i := range ids {
				ids[i] = fmt.Sprint(i)
			}
			next := filepath.Join(dir, "next")
			if os.WriteFile(next, []byte(points(ids...)), 0o644) == nil {
				_ = os.Rename(next, filepath.Join(dir, "a.geojson"))
			}
			time.Sleep(30 * time.Millisecond)
		}
	}()
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		c := p.collection("/maps/m/entries.geojson")
		assert.Equal(t, c.Total, len(c.Features))
		assert.Empty(t, p.problems())
	}
	eventually(t, "the last version is served", func() bool { return p.collection("/maps/m/entries.geojson").Total == 29 })
}

// Several folders are several maps; then / lists them.
func TestSeveralFolders(t *testing.T) {
	p := start(t, folder(t, "Harbours", "events.geojson", points(`"a"`)), defaultMap, folder(t, "third", "map.yaml", "title: The third\n", "x.csv", "lat,lon\n1,2\n"))
	home := p.ok("/").body
	for _, want := range []string{`href="/maps/harbours"`, `href="/maps/north-korean-troops"`, `href="/maps/third"`, "The third", "1 entry", "7 reports, 6 statements"} {
		assert.Contains(t, home, want)
	}
	p.ok("/maps/harbours")
	a := p.get("/layers/events.geojson")
	assert.Equal(t, http.StatusNotFound, a.code)
	assert.Contains(t, a.body, "harbours.events or north-korean-troops.events")
	assert.Len(t, p.collection("/layers/harbours.events.geojson").Features, 1)
	assert.Len(t, p.collection("/layers/movements.geojson").Features, 2)
	var list struct {
		Layers []struct{ Name, GeoJSON, CSV string }
	}
	require.NoError(t, json.Unmarshal([]byte(p.ok("/layers").body), &list))
	require.Len(t, list.Layers, 5)
	for _, l := range list.Layers {
		p.ok(l.GeoJSON)
		p.ok(l.CSV)
	}
}

// What is hostile in the data stays text.
func TestHostileData(t *testing.T) {
	title := strings.Repeat("long ", 200_000)
	p := start(t, folder(t, "m", "a.geojson", `{"type":"FeatureCollection","features":[
{"type":"Feature","id":"<script>alert(1)</script>","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"title":"<script>alert(2)</script>","status":"claimed","kind":"<img src=x onerror=alert(3)>",
 "place":{"name":"\" onmouseover=\"alert(4)","precision":"settlement"},
 "sources":[{"id":"a","name":"<b>A</b>","stance":"claims","url":"javascript:alert(5)","title":"Press me","archive":"data:text/html,<script>alert(6)</script>"}]}},
{"type":"Feature","id":"long","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"title":"`+title+`","summary":"`+title+`"}}]}`,
		"map.yaml", `{title: "</title><script>alert(7)</script>", credits: [{text: x, url: "javascript:alert(8)"}]}`))
	for _, path := range []string{"/", "/maps/m/embed", "/?open=a/%3Cscript%3Ealert(1)%3C/script%3E", "/?q=%22%3E%3Cscript%3Ealert(9)%3C/script%3E&source=%3Cb%3E&kind=%3Cb%3E"} {
		a := p.ok(path)
		assert.Empty(t, regexp.MustCompile(`<script(?: [^>]*)?>[^<]|<img src="?x|<b>A</b>|href="(?:javascript|data:text)|" onmouseover=`).FindString(a.body), path)
		assert.Less(t, len(a.body), 200_000, "a long text is cut on %s", path)
	}
	entries := p.ok("/maps/m/entries.geojson").body
	assert.Less(t, len(entries), 20_000)
	assert.False(t, bytes.Contains([]byte(entries), []byte("javascript:")))
	assert.Greater(t, len(p.ok("/layers/a.geojson").body), 2_000_000, "the layer itself is what the desk wrote")
}
