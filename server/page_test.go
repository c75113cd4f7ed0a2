package server

import (
	"bytes"
	"flag"
	"fmt"
	"html"
	"html/template"
	"io"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/geo"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

// testViews renders without a server: assets are /a/…, and the sprite is empty.
func testViews(t *testing.T) *views {
	basemap, err := geo.OpenBasemap("../data/basemap.pmtiles", nil, geo.ViewUN)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, basemap.Close()) })
	v, err := newViews(viewOptions{
		Templates: os.DirFS("../web/templates"),
		Asset:     func(name string) string { return "/a/" + name },
		Bundle:    func(name string) string { return "/a/bundle/" + name },
		Href:      func(path string) string { return path },
		Base:      func() string { return "https://maps.example" },
		Symbols:   template.HTML("<svg></svg>"),
		Style:     template.CSS("a>b{}"),
		Ground: func(*geo.Map) ground {
			return ground{Tiles: "/tiles/basemap/{z}/{x}/{y}{r}.png", Version: "1", Names: "2", Credits: func(lang string, length geo.CreditsLength) []string {
				return basemap.Credits("", lang, length)
			}}
		},
	})
	require.NoError(t, err)
	return v
}

func openMap(t *testing.T, files fs.FS) *geo.Map {
	atlas, err := geo.Open(slog.New(slog.DiscardHandler), geo.Folder{Name: "test", FS: files})
	require.NoError(t, err)
	return atlas.State().Maps[0]
}

func defaultMap(t *testing.T) *geo.Map { return openMap(t, os.DirFS("../data/north-korean-troops")) }

// mapOfFeatures is a map of one layer, "things".
func mapOfFeatures(t *testing.T, features ...string) *geo.Map {
	return openMap(t, fstest.MapFS{"things.geojson": &fstest.MapFile{
		Data: []byte(`{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`),
	}})
}

func render(t *testing.T, write func(io.Writer, *geo.Map, url.Values, abroad) error, m *geo.Map, query string) string {
	q, err := url.ParseQuery(query)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, write(&b, m, q, abroad{"https://maps.example", "1"}))
	return b.String()
}

func golden(t *testing.T, name, got string) {
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err, "write it with go test ./server -update")
	assert.Equal(t, string(want), got, "look at the difference; if it is meant, go test ./server -update")
}

var tags = regexp.MustCompile(`<[^>]*>`)

// text is what a reader sees of some HTML, on one line.
func text(page string) string {
	return strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(page, " "))), " ")
}

// entryOf cuts the row of an entry out of a page.
func entryOf(t *testing.T, page, key string) string {
	_, row, found := strings.Cut(page, `data-key="`+key+`"`)
	require.True(t, found, "the page has no entry %s", key)
	row, _, _ = strings.Cut(row, "\n</li>")
	return row
}

func keysOf(page string) []string {
	var keys []string
	for _, m := range regexp.MustCompile(`data-key="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		keys = append(keys, html.UnescapeString(m[1]))
	}
	return keys
}

func TestGoldenPages(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	golden(t, "page.html", render(t, v.page, m, ""))
	golden(t, "page-range.html", render(t, v.page, m, "from=2024-10-08&to=2024-10-13&status=denied,claimed&open=events/arrival-vladivostok&theme=dark"))
	golden(t, "embed.html", render(t, v.embed, m, ""))
}

func TestListAnswersWithoutScript(t *testing.T) {
	page := render(t, testViews(t).page, defaultMap(t), "")
	row := text(entryOf(t, page, "movements/sealift-vladivostok"))
	for _, want := range []string{
		"8–13 Oct 2024", "By sea to Vladivostok", "1,500 special operation forces, says NIS",
		"Claimed by NIS, with photos; denied by the Kremlin.", "Dmitry Peskov", "Kremlin spokesman", "About 11–18 Oct 2024",
		"A North Korean port, not named Known to the country only, so the line begins without a point.",
		"Route Not known. The curve joins the two ends and no more.", "3 sources", "Version 1, no corrections",
	} {
		assert.Contains(t, strings.ReplaceAll(row, " ,", ","), want)
	}
	assert.Contains(t, text(page), "None of the 7 reports is corroborated or confirmed.")
	assert.Contains(t, text(entryOf(t, page, "movements/announced-deployment")), "not drawn")
	assert.Len(t, keysOf(page), 13)
	assert.Less(t, strings.Index(page, `id="reports"`), strings.Index(page, `id="statements"`))
}

func TestKeyCountsWhatTheOtherFiltersSelect(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	key := func(query string) string {
		_, rest, _ := strings.Cut(render(t, v.page, m, query), `data-swap="key"`)
		rest, _, _ = strings.Cut(rest, "</fieldset>")
		_, rest, _ = strings.Cut(rest, "</legend>")
		return text(rest)
	}
	assert.Equal(t, "Unconfirmed 2 Claimed 2 Claimed, denied 3 Corroborated 0 Confirmed 0 Statement 6", key(""))
	assert.Equal(t, key(""), key("status=denied"), "a status that is off shows its number")
	assert.Equal(t, "Unconfirmed 2 Claimed 0 Claimed, denied 0 Corroborated 0 Confirmed 0 Statement 0", key("stance=suspects&status=claimed"))

	page := render(t, v.page, m, "status=denied")
	assert.Contains(t, page, `id="status-denied" name="status" value="denied" checked`)
	assert.NotContains(t, page, `value="claimed" checked`)
}

func TestFilterOfThePage(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	for query, want := range map[string]int{
		"":                               13,
		"status=denied":                  3,
		"status=none":                    6,
		"kind=movement":                  2,
		"kind=statement":                 6,
		"kind=movement&status=none":      0,
		"kind=statement&status=denied":   0,
		"q=Vladivostok":                  2,
		"source=nis&stance=suspects":     2,
		"from=2024-10-08&to=2024-10-13":  6,
		"from=&to=2024-10-03":            3,
		"datetime=2024-10-08/2024-10-13": 6,
		"datetime=2024-10-08/2024-10-13&match=must": 2,
	} {
		page := render(t, v.page, m, query)
		assert.Len(t, keysOf(page), want, query)
		assert.Equal(t, want == 0, strings.Contains(page, "No entry matches."), query)
	}
	none := render(t, v.page, m, "q=nothing-of-the-kind&theme=dark")
	assert.Contains(t, none, `<a href="/maps/test?theme=dark" data-nav="list">Clear filters</a>`)

	page := text(render(t, v.page, m, "datetime=2024-10-08/2024-10-13"))
	assert.Contains(t, page, "8–13 October 2024")
	assert.Contains(t, page, "6 of 13 entries may fall in this range; 2 surely do")
	assert.Contains(t, text(render(t, v.page, m, "datetime=2024-10-08/2024-10-13&match=must")), "2 of 13 entries surely fall in this range; 6 may")
}

// How a map is shown is passed over where it cannot be understood; what it holds
// is refused, since another answer would mislead.
func TestParametersThatCannotBeUnderstood(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	plain := map[bool]string{false: render(t, v.page, m, ""), true: render(t, v.embed, m, "")}
	for _, query := range []string{
		"page=0", "page=-1", "page=x", "page=99999999999999999999", "open=x", "open=/", "lang=" + strings.Repeat("a", 50), "lang=<b>",
		"theme=red", "view=1,2", "view=1,2,3,4", "view=a,b,c", "view=NaN,0,1", "view=0,91,3", "ui=all", "ui=", "group=colour", "part=x",
	} {
		assert.Equal(t, plain[false], render(t, v.page, m, query), query)
		assert.Equal(t, plain[true], render(t, v.embed, m, query), query)
	}
	for _, query := range []string{"status=wrong", "from=yesterday", "datetime=2024-10-40", "bbox=1,2"} {
		q, _ := url.ParseQuery(query)
		var filter *geo.FilterError
		assert.ErrorAs(t, v.page(io.Discard, m, q, abroad{}), &filter, query)
	}
}

func TestPages(t *testing.T) {
	var features []string
	for i := range 450 {
		features = append(features, fmt.Sprintf(`{"type":"Feature","id":"n%d","geometry":{"type":"Point","coordinates":[%d,0]},"properties":{"name":"Thing %d","size":%d}}`, i, i%180, i, i))
	}
	v, m := testViews(t), mapOfFeatures(t, features...)
	first := render(t, v.page, m, "")
	assert.Len(t, keysOf(first), perPage)
	assert.Contains(t, first, `href="/maps/test?page=2"`)
	assert.NotContains(t, first, "Previous")
	assert.Contains(t, text(first), "1–100, page 1 of 5")
	assert.Contains(t, text(entryOf(t, first, "things/n7")), "Thing 7 size 7")

	last := render(t, v.page, m, "page=5")
	assert.Len(t, keysOf(last), 50)
	assert.NotContains(t, last, "Next</a>")
	assert.Equal(t, keysOf(last), keysOf(render(t, v.page, m, "page=77")), "beyond the last page is the last page")

	open := render(t, v.page, m, "open=things/n333")
	assert.Contains(t, text(open), "301–400, page 4 of 5")
	assert.Contains(t, entryOf(t, open, "things/n333"), `aria-current="true"`)

	elsewhere := render(t, v.page, m, "open=things/n333&page=1")
	assert.Equal(t, "things/n333", keysOf(elsewhere)[0], "the open entry stands before the page it is not on")
	assert.Len(t, keysOf(elsewhere), perPage+1)

	assert.Contains(t, text(render(t, v.page, m, "open=things/gone")), "This entry is not on this map any more.")
	assert.Contains(t, text(render(t, v.page, m, "")), "450 of 450 entries")
}

func TestListLeadsToGroupsOfOtherPages(t *testing.T) {
	var features []string
	for i := range 250 {
		features = append(features, fmt.Sprintf(`{"type":"Feature","id":"r%d","geometry":{"type":"Point","coordinates":[%d,0]},"properties":{"title":"Report %d","kind":"event","status":"claimed","sources":[{"id":"a","name":"A","stance":"claims"}]}}`, i, i%180, i))
	}
	features = append(features, `{"type":"Feature","id":"s","geometry":null,"properties":{"title":"Said","kind":"statement","sources":[{"id":"a","name":"A","stance":"reports"}]}}`)
	v, m := testViews(t), mapOfFeatures(t, features...)
	first := render(t, v.page, m, "")
	assert.Contains(t, first, `250 reports · <a href="/maps/test?page=3#statements" data-nav="list">1 statement</a>`)
	assert.Contains(t, first, "None of the 250 reports is")
	assert.Contains(t, render(t, v.page, m, "page=3"), `250 reports · <a href="#statements">1 statement</a>`)
}

func TestHostileData(t *testing.T) {
	long := strings.Repeat("Long title ", 100_000)
	m := mapOfFeatures(t,
		`{"type":"Feature","id":"../..\"><script>alert(1)</script>","geometry":null,"properties":{"kind":"event","title":"<script>alert(1)</script>","status":"claimed",
		  "sources":[{"id":"a","name":"<img src=x onerror=alert(1)>","stance":"claims","url":"javascript:alert(1)","title":"work","archive":"data:text/html,x","published":"2024"},
		             {"id":"b","name":"B","stance":"claims","url":"https://example.org/?a=1&b=\"","title":"other"}]}}`,
		`{"type":"Feature","id":"long","geometry":null,"properties":{"title":"`+long+`","`+long+`":"`+long+`"}}`,
		`{"type":"Feature","id":"marks","geometry":null,"properties":{"title":"left \u202e\u2066tfel\u0000\u0007\n\n right","summary":"שלום עולם"}}`,
		`{"type":"Feature","id":"uk","geometry":null,"properties":{"title":{"uk":"Сеул","x\" onload=\"":"x"},"place":{"name":{"uk":"Сеул"}}}}`,
	)
	v := testViews(t)
	for _, poster := range []string{"", "open=things/long", "open=things/marks", "open=things/~1"} {
		page := render(t, v.embed, m, poster)
		for _, never := range []string{"<script>alert", "<img src=x", "javascript:", "data:text", "onload=\"", "\u202e", "\u2066", "\x07"} {
			assert.NotContains(t, strings.ToLower(page), never, poster)
		}
		assert.Less(t, len(page), 40_000, "long texts are cut")
	}
	for _, page := range []string{render(t, v.page, m, ""), render(t, v.embed, m, "part=full")} {
		lower := strings.ToLower(page)
		for _, never := range []string{"<script>alert", "<img", "javascript:", "data:text", "onload=\"", "\u202e", "\u2066", "\x07", "style=\""} {
			if never == "style=\"" { // the snippet that is offered for copying holds one, escaped
				assert.NotContains(t, tags.FindString(page), never)
				continue
			}
			assert.NotContains(t, lower, never)
		}
		assert.Less(t, len(page), 60_000, "long texts are cut")
		assert.Contains(t, page, `href="https://example.org/?a=1&amp;b=%22"`)
		assert.Contains(t, text(page), "left tfel right")
		assert.Contains(t, page, `<span dir="auto">שלום עולם</span>`)
		assert.Contains(t, page, `<h3 class="name" lang="uk"><a`)
		assert.Contains(t, page, "/layers/test.things/features/..%2F..%22%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E")
	}
}

func TestManySourcesAreCounted(t *testing.T) {
	var sources []string
	for i := range 80 {
		sources = append(sources, fmt.Sprintf(`{"id":"s%d","name":"Source %d","stance":"claims","citation":"c"}`, i, i))
	}
	page := render(t, testViews(t).page, mapOfFeatures(t, `{"type":"Feature","id":1,"geometry":null,"properties":{"title":"x","status":"claimed","sources":[`+strings.Join(sources, ",")+`]}}`), "")
	assert.Contains(t, text(page), "80 sources")
	assert.Contains(t, text(page), "And 30 further sources")
}

func TestIndexAndErrorPage(t *testing.T) {
	v := testViews(t)
	var b bytes.Buffer
	require.NoError(t, v.index(&b, []*geo.Map{defaultMap(t), mapOfFeatures(t)}, url.Values{}))
	assert.Contains(t, text(b.String()), "7 reports, 6 statements")
	assert.Contains(t, text(b.String()), "No entries")
	assert.Contains(t, b.String(), `<a href="/maps/test">`)

	page, err := v.errorPage(404, "there is no such <map>.", "", "")
	require.NoError(t, err)
	assert.Contains(t, text(string(page)), "404 Nothing is here There is no such <map>. All maps")
	assert.NotContains(t, string(page), "<map>")
}

func TestEmptyMap(t *testing.T) {
	page := text(render(t, testViews(t).page, mapOfFeatures(t), ""))
	assert.Contains(t, page, "0 of 0 entries")
	assert.Contains(t, page, "There are no entries on this map yet.")
	assert.NotContains(t, page, "No entry matches.")
}
