package main

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Wrong filters get one sentence that names the parameter, wherever filters
// are understood.
func TestWrongFilters(t *testing.T) {
	p := onDefaultMap(t)
	everywhere := []string{"/", "/maps/north-korean-troops", "/maps/north-korean-troops/embed", "/maps/north-korean-troops/entries.geojson", "/layers/events.geojson", "/layers/events.csv"}
	pages := everywhere[:3]
	for query, c := range map[string]struct {
		at   []string
		want string
	}{
		"bbox=1,2,3":                     {everywhere, "bbox: "},
		"bbox=a,b,c,d":                   {everywhere, "bbox: "},
		"bbox=NaN,0,1,1":                 {everywhere, "bbox: "},
		"bbox=0,91,1,92":                 {everywhere, "bbox: "},
		"bbox=0,10,1,5":                  {everywhere, "bbox: "},
		"bbox=1000,0,1001,1":             {everywhere, "bbox: "},
		"bbox=1,2,3,4&bbox=1,2,3,4":      {everywhere, "bbox: "},
		"datetime=yesterday":             {everywhere, "datetime: "},
		"datetime=2024-13":               {everywhere, "datetime: "},
		"datetime=2024-10-08~":           {everywhere, "datetime: "},
		"datetime=2024-10-18/2024-10-08": {everywhere, "datetime: "},
		"match=perhaps":                  {everywhere, "match: "},
		"status=true":                    {everywhere, "status: "},
		"status=denied,true":             {everywhere, "status: "},
		"stance=shouts":                  {everywhere, "stance: "},
		"q=" + strings.Repeat("x", 300):  {everywhere, "q: "},
		"q=a&q=b":                        {everywhere, "q: "},
		"q=%FF":                          {everywhere, "UTF-8"},
		"from=yesterday":                 {pages, "datetime: "},
	} {
		for _, path := range c.at {
			a := p.get(path + "?" + query)
			assert.Equal(t, http.StatusBadRequest, a.code, "%s?%s", path, query)
			assert.Contains(t, a.body, c.want, "%s?%s", path, query)
			assert.NotContains(t, a.body, "goroutine")
		}
	}
	// What only says how a map is shown is passed over.
	for _, query := range []string{"page=0", "page=x", "open=nothing", "lang=%3C", "theme=blue", "view=1,2", "view=NaN,2,3", "ui=all", "group=%3C"} {
		for _, path := range pages {
			assert.Equal(t, http.StatusOK, p.get(path+"?"+query).code, "%s?%s", path, query)
		}
	}
}

// The same filters mean the same in page, embed, entries and layers. What they
// select is written down by hand from the facts of the default map.
func TestFiltersMeanTheSameEverywhere(t *testing.T) {
	p := onDefaultMap(t)
	const (
		sealift, announced                           = "movements/sealift-vladivostok", "movements/announced-deployment"
		arrival, ussuriysk, khabarovsk, strike, prep = "events/arrival-vladivostok", "events/gathering-ussuriysk", "events/gathering-khabarovsk", "events/strike-donetsk", "events/preparation-north-korea"
		nis, seoul, zelensky, rutte, kremlin, pact   = "statements/statement-nis", "statements/meeting-seoul", "statements/statement-zelensky", "statements/statement-rutte", "statements/denial-kremlin", "statements/pact-pyongyang"
	)
	for query, want := range map[string][]string{
		"":                                             {sealift, announced, arrival, ussuriysk, khabarovsk, strike, prep, nis, seoul, zelensky, rutte, kremlin, pact},
		"status=denied":                                {sealift, announced, strike},
		"status=claimed,unconfirmed":                   {arrival, prep, ussuriysk, khabarovsk},
		"status=claimed&status=unconfirmed":            {arrival, prep, ussuriysk, khabarovsk},
		"status=none":                                  {nis, seoul, zelensky, rutte, kremlin, pact},
		"status=confirmed":                             {},
		"kind=movement":                                {sealift, announced},
		"kind=nothing":                                 {},
		"source=nobody":                                {},
		"source=peskov&stance=denies":                  {sealift, announced, strike, kremlin},
		"stance=suspects":                              {ussuriysk, khabarovsk},
		"stance=no_evidence&kind=event":                {strike},
		"datetime=2024-10-03":                          {strike, announced},
		"datetime=2024-06":                             {pact, announced},
		"datetime=2024-06&match=must":                  {pact},
		"datetime=2024-10-08/2024-10-13&match=must":    {sealift, arrival},
		"datetime=2024-10-19/..":                       {},
		"datetime=2024-10-18&match=must":               {nis, seoul},
		"bbox=131.9,43.5,136,49":                       {ussuriysk, khabarovsk},
		"bbox=491.9,43.5,496,49":                       {ussuriysk, khabarovsk},
		"bbox=37,55,38,56":                             {kremlin},
		"q=Ussuriysk":                                  {ussuriysk},
		"q=USSURIYSK gathering":                        {ussuriysk},
		"status=denied&datetime=2024-10-03&kind=event": {strike},
	} {
		q, err := url.ParseQuery(query)
		assert.NoError(t, err)
		encoded := q.Encode()
		entries := p.collection("/maps/north-korean-troops/entries.geojson?" + encoded)
		assert.ElementsMatch(t, want, entries.ids(), "entries, %s", query)
		assert.Equal(t, len(want), entries.Matched, query)
		assert.Equal(t, 13, entries.Total)

		var listed []string
		for _, layer := range []string{"movements", "events", "statements"} {
			ids := p.collection("/layers/" + layer + ".geojson?" + encoded).ids()
			for _, id := range ids {
				listed = append(listed, layer+"/"+id)
			}
			table, err := csv.NewReader(strings.NewReader(p.ok("/layers/" + layer + ".csv?" + encoded).body)).ReadAll()
			require.NoError(t, err)
			require.NotEmpty(t, table, "a header at least")
			assert.Len(t, table, 1+len(ids))
			for i, id := range ids {
				assert.Contains(t, table[i+1], id)
			}
		}
		assert.ElementsMatch(t, want, listed, "layers, %s", query)

		// The embed has its list when its map is opened.
		for _, path := range []string{"/maps/north-korean-troops?", "/maps/north-korean-troops/embed?part=brief&"} {
			body := p.ok(path + encoded).body
			for _, key := range []string{sealift, announced, arrival, ussuriysk, khabarovsk, strike, prep, nis, seoul, zelensky, rutte, kremlin, pact} {
				assert.Equal(t, contains(want, key), strings.Contains(body, fmt.Sprintf("data-key=%q", key)), "%s%s lists %s", path, query, key)
			}
		}
	}
}

func contains(all []string, one string) bool {
	for _, s := range all {
		if s == one {
			return true
		}
	}
	return false
}

// The date fields of the form ask for what datetime does; left empty they ask
// for nothing.
func TestDateFields(t *testing.T) {
	p := onDefaultMap(t)
	for fields, datetime := range map[string]string{
		"from=2024-10-08&to=2024-10-13&match=must": "datetime=2024-10-08/2024-10-13&match=must",
		"from=&to=2024-10-03":                      "datetime=../2024-10-03",
		"from=2024-10-18&to=":                      "datetime=2024-10-18/..",
		"from=2024-10-13&to=2024-10-08":            "datetime=2024-10-08/2024-10-13",
		"from=&to=&match=may":                      "",
	} {
		want := p.ok("/maps/north-korean-troops?" + datetime).body
		got := p.ok("/maps/north-korean-troops?" + fields).body
		assert.Equal(t, strings.Count(want, "data-key="), strings.Count(got, "data-key="), fields)
	}
}

// Pages leave out what was refuted or retracted unless they are asked for it;
// the layers hold everything.
func TestRefutedIsShownWhenAskedFor(t *testing.T) {
	report := func(id, status, stance string) string {
		return fmt.Sprintf(`{"type":"Feature","id":%q,"geometry":{"type":"Point","coordinates":[1,2]},"properties":{"title":"T","status":%q,"status_note":"Why.","place":{"name":"X","precision":"settlement"},"sources":[{"id":"a","name":"A","stance":"claims","citation":"C"},{"id":"b","name":"B","stance":%q,"citation":"C"}]}}`, id, status, stance)
	}
	p := start(t, folder(t, "m", "a.geojson", `{"type":"FeatureCollection","features":[`+
		report("one", "refuted", "denies")+","+report("two", "retracted", "retracts")+","+report("three", "denied", "denies")+`]}`))
	assert.Empty(t, p.problems())
	assert.ElementsMatch(t, []string{"one", "two", "three"}, p.collection("/layers/a.geojson").ids())
	assert.Equal(t, []string{"a/three"}, p.collection("/maps/m/entries.geojson").ids())
	assert.NotContains(t, p.ok("/").body, `data-key="a/one"`)
	assert.ElementsMatch(t, []string{"a/one", "a/two"}, p.collection("/maps/m/entries.geojson?status=refuted,retracted").ids())
	assert.Contains(t, p.ok("/?status=refuted").body, `data-key="a/one"`)
}
