package server

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// headings are those of the list's groups, with the keys of their entries.
func headings(page string) map[string][]string {
	all := map[string][]string{}
	for _, section := range strings.Split(page, "<section aria-labelledby=")[1:] {
		name := regexp.MustCompile(`<h2 [^>]*>([^<]*)</h2>`).FindStringSubmatch(section)
		section, _, _ = strings.Cut(section, "</ol>\n</section>")
		if keys := keysOf(section); len(keys) > 0 {
			all[name[1]] = keys
		}
	}
	return all
}

func TestGroupedByPlaceAndDay(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	places := headings(render(t, v.page, m, "group=place"))
	assert.Equal(t, []string{"movements/sealift-vladivostok", "events/arrival-vladivostok"}, places["Vladivostok"], "a movement stands where it ends")
	assert.Len(t, places["Seoul"], 2)
	days := headings(render(t, v.page, m, "group=day"))
	assert.Contains(t, days["8–13 October 2024"], "movements/sealift-vladivostok", "several days stand as they are said")
	assert.Contains(t, days["17 October 2024"], "statements/statement-zelensky")
	assert.Contains(t, days, "About 11–18 October 2024")
	for _, grouped := range []map[string][]string{places, days} {
		n := 0
		for _, keys := range grouped {
			n += len(keys)
		}
		assert.Equal(t, 13, n, "each entry stands once")
	}

	page := render(t, v.page, m, "group=day&status=denied&lang=uk")
	assert.Contains(t, page, `<a href="/maps/test?group=place&amp;lang=uk&amp;status=denied" data-nav>За місцем</a>`)
	assert.Contains(t, page, `aria-current="true">За датою</a>`)
	assert.Contains(t, page, `<input type="hidden" name="group" value="day">`, "the form keeps it")
}

func TestGroupsAcrossPages(t *testing.T) {
	var features []string
	for i := range perPage + 50 {
		features = append(features, `{"type":"Feature","id":"f`+strconv.Itoa(i)+`","geometry":null,"properties":{"when":"2024-01-0`+strconv.Itoa(1+i%2)+`"}}`)
	}
	v, m := testViews(t), mapOfFeatures(t, features...)
	first, second := headings(render(t, v.page, m, "group=day")), headings(render(t, v.page, m, "group=day&page=2"))
	half := perPage/2 + 25
	assert.Len(t, first["1 January 2024"], half)
	assert.Len(t, first["2 January 2024"], perPage-half)
	assert.Len(t, second["2 January 2024"], 50)
}

func TestLayersAreChosen(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	page := render(t, v.page, m, "layer=statements,movements")
	keys := keysOf(page)
	require.Len(t, keys, 8)
	for _, key := range keys {
		assert.NotContains(t, key, "events/")
	}
	assert.Contains(t, text(page), "8 of 13 entries")
	assert.Contains(t, page, `/layers/test.statements.geojson?status=unconfirmed,claimed,denied,corroborated,confirmed,none"`)
	assert.NotContains(t, page, "/layers/test.events.geojson", "the data offered are those shown")
	assert.Contains(t, page, `<option value="statements,movements" selected>`)
	assert.Empty(t, keysOf(render(t, v.page, m, "layer=nothing")))
	assert.Len(t, keysOf(render(t, v.page, m, "layer=")), 13)
}

func TestRowsAreKept(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	cold := render(t, v.page, m, "status=denied&theme=dark")
	assert.Equal(t, cold, render(t, v.page, m, "status=denied&theme=dark"))
	warm := entryOf(t, render(t, v.page, m, "q=Vladivostok"), "movements/sealift-vladivostok")
	assert.Contains(t, warm, `href="/maps/test?q=Vladivostok&amp;open=movements/sealift-vladivostok#e-movements-1"`, "a kept row leads to the page at hand")
	assert.NotContains(t, render(t, v.page, m, ""), "%01")
	assert.Contains(t, entryOf(t, render(t, v.page, m, "lang=uk"), "movements/sealift-vladivostok"), "Заявл")

	c := &rowCache{}
	for i := range 10 {
		c.put(strconv.Itoa(i), strings.Repeat("x", rowBytes/4))
		assert.LessOrEqual(t, c.size, rowBytes)
	}
}

func TestPartsOfAPage(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	full, brief := render(t, v.page, m, "part=full&status=denied"), render(t, v.page, m, "part=brief&status=denied")
	for _, part := range []string{full, brief} {
		assert.NotContains(t, part, "<html")
		assert.Len(t, keysOf(part), 3)
		for _, region := range []string{"key", "summary", "list", "plot", "steps", "clear", "share-data", "bar-count"} {
			assert.Contains(t, part, `data-swap="`+region+`"`)
		}
		assert.NotContains(t, part, "part=", "no address leads to a part")
	}
	assert.Contains(t, full, "Dmitry Peskov")
	assert.NotContains(t, brief, `class="facts`)
	assert.Less(t, len(brief), len(full)*3/4)

	one := render(t, v.page, m, "part=entry&open=events/arrival-vladivostok&status=denied")
	assert.Equal(t, []string{"events/arrival-vladivostok"}, keysOf(one))
	assert.Contains(t, one, `class="facts`)
	assert.Empty(t, render(t, v.page, m, "part=entry&open=events/none"))
	assert.Contains(t, render(t, v.embed, m, "part=full"), `data-swap="embed-key"`)
}

// corrected is a report of which a figure is disputed and that was corrected.
const corrected = `{"type":"Feature","id":"a","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"title":"A bridge closed","kind":"event",
	"status":"denied","when":"2024-10-03","place":{"name":"Old town","precision":"area","radius_m":2000},"rev":3,"updated":"2024-10-09",
	"counts":[{"of":"injured","min":4,"max":4,"src":["a"]},{"of":"injured","min":9,"approx":true,"note":"counted later","src":["b"]}],
	"sources":[{"id":"a","name":"City council","stance":"claims","url":"https://example.org/1","title":"On the bridge"},
	{"id":"b","name":"Hospital","stance":"denies","quote":"It was open.","citation":"Radio, 4 October"}],
	"corrections":[{"rev":2,"at":"2024-10-05","kind":"fix","note":"first"},
	{"rev":3,"at":"2024-10-08","kind":"fact","note":"The date was wrong.","changed":["properties.when","when","counts","odd<b>"]}]}}`

func TestCorrectionsAndRivalFigures(t *testing.T) {
	page := render(t, testViews(t).page, mapOfFeatures(t, corrected), "")
	row := entryOf(t, page, "things/a")
	assert.Contains(t, row, `<span class="changed">Corrected 8 Oct 2024</span>`)
	assert.Contains(t, row, `<span class="sure">Known to the area only</span>`)
	assert.Contains(t, text(row), "Corrections 8 Oct 2024 The date was wrong. Fact . Changed: date, figures, odd<b>. Version 3.")
	assert.Contains(t, text(row), "denied by Hospital. The date was wrong. 4 injured", "the newest correction before anything is unfolded")
	assert.NotContains(t, row, "<b>odd")
	assert.Less(t, strings.Index(row, "Corrections"), strings.Index(row, "Who says what"), "what changed comes first")
	assert.Equal(t, 2, strings.Count(row, `<ul class="rivals">`), "in the row and among the facts")
	assert.Contains(t, text(row), "4 injured, says City council At least about 9 injured, says Hospital")
	assert.Contains(t, text(page), "1 report · 3 October 2024 · Last changed 9 Oct 2024 · 1 entry corrected Who speaks: City council and Hospital")
}

// settled is a report of a status that no single voice gives.
const settled = `{"type":"Feature","id":"%s","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"title":"An airport on fire","kind":"event",
	"status":"%s","status_note":%q,"when":"2024-10-03","sources":[{"id":"a","name":"City council","stance":"claims","citation":"x"}]}}`

func TestRowTellsStatusInWords(t *testing.T) {
	v := testViews(t)
	for _, c := range []struct{ status, note, lang, says string }{
		{"refuted", "Photos show it intact", "en", "An airport on fire Refuted : Photos show it intact. Claimed by City council."},
		{"confirmed", "", "en", "An airport on fire Confirmed . Claimed by City council."},
		{"retracted", "It was taken back.", "uk", "An airport on fire Відкликано : It was taken back. Заявляє : City council ."},
		{"corroborated", "", "ko", "An airport on fire 교차 확인 . 주장 : City council ."},
		{"claimed", "", "en", "An airport on fire Claimed by City council."},
	} {
		page := render(t, v.page, mapOfFeatures(t, fmt.Sprintf(settled, "a", c.status, c.note)), "status="+c.status+"&lang="+c.lang)
		assert.Contains(t, text(entryOf(t, page, "things/a")), c.says)
	}
}

func TestPlainText(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	golden(t, "list.txt", render(t, v.plain, m, ""))
	golden(t, "list-uk.txt", render(t, v.plain, m, "lang=uk&status=denied&group=place&datetime=2024-10-08/2024-10-13"))

	list := render(t, v.plain, mapOfFeatures(t, corrected), "theme=dark&ui=min")
	for _, want := range []string{
		"* Claimed, denied: A bridge closed\n", "  3 October 2024 · Old town · Known to the area only · Corrected 8 Oct 2024\n",
		"  ! Version 3, 8 Oct 2024: The date was wrong. Changed: date, figures, odd<b>\n",
		"  - Claims: City council.\n    On the bridge.\n    <https://example.org/1>\n", "    > It was open.\n    Radio, 4 October.\n",
		"  https://maps.example/maps/test?open=things/a\n",
	} {
		assert.Contains(t, list, want)
	}
	assert.Contains(t, render(t, v.plain, m, "q=nothing+at+all"), "No entry matches.")
	for _, line := range strings.Split(list, "\n") {
		assert.Equal(t, strings.TrimRight(line, " "), line)
	}
}

func TestFurniture(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	assert.Contains(t, render(t, v.page, m, "ui=none"), `data-ui="none"`)
	assert.Contains(t, render(t, v.embed, m, "ui=min"), `data-ui="min"`)
	full := render(t, v.page, m, "ui=full")
	assert.NotContains(t, full, "data-ui=")
	assert.Contains(t, full, "ui=full&amp;", "it stays in the addresses")
}

func TestSharedAddresses(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	page := render(t, v.page, m, "status=denied&view=130.5,43,5.5&theme=dark&lang=uk&group=day&open=events/arrival-vladivostok&ui=min")
	assert.Contains(t, page, `href="/maps/test.png?center=130.5,43&amp;lang=uk&amp;open=events/arrival-vladivostok&amp;status=denied&amp;theme=dark&amp;ui=min&amp;zoom=5.5"`)
	assert.Contains(t, render(t, v.page, m, "status=denied&view=130.5,43,5.5&open=events/arrival-vladivostok"),
		`<a href="/maps/test?lang=ko&amp;open=events/arrival-vladivostok&amp;status=denied&amp;view=130.5,43,5.5" hreflang="ko"`, "another language shows the same")
	assert.Contains(t, page, `href="/maps/test.txt?group=day&amp;lang=uk&amp;status=denied"`)
	assert.Contains(t, page, `href="/layers/test.events.csv?status=denied"`)
	assert.Contains(t, render(t, v.page, m, ""), `href="/layers/test.events.csv"`)

	gone := openMap(t, fstest.MapFS{"things.geojson": &fstest.MapFile{Data: []byte(`{"type":"FeatureCollection","features":[` +
		strings.Replace(corrected, `"status":"denied"`, `"status":"refuted","status_note":"It stood."`, 1) + `]}`)}})
	assert.Contains(t, render(t, v.page, gone, ""), `href="/layers/test.things.csv?status=unconfirmed,claimed,denied,corroborated,confirmed,none"`,
		"what the page leaves out is left out of the data that it offers")
}
