package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"dateline/geo/corpora"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// typicalEvents is a layer of n reports as desks write them: each with a title,
// a summary, a label, a place, dates and one to three sources, no two alike.
func typicalEvents(t *testing.T, n int) string {
	var made struct {
		Features []struct {
			Geometry   json.RawMessage
			Properties struct{ Title, Kind, Status, When string }
		}
	}
	require.NoError(t, json.Unmarshal(corpora.PointEvents(7, n), &made))
	pick := rand.New(rand.NewPCG(7, 7))
	of := func(all string) string {
		words := strings.Split(all, "|")
		return words[pick.IntN(len(words))]
	}
	town := regexp.MustCompile(`(?:near|in|from|at|reaches) (.+) \d+$`)
	var all []string
	for i, f := range made.Features {
		place := town.FindStringSubmatch(f.Properties.Title)[1]
		what := of("Shelling|A drone strike|A missile strike|Flooding|A power cut|A checkpoint|Looting|An explosion|A protest|Gunfire|A landslide|Water shortages|An evacuation|A prisoner exchange|A convoy|Troop movements")
		where := of("near the river port|at the railway station|in the northern suburbs|by the grain terminal|round the old market|on the road to the airport|at a school|beside the hospital|on the main bridge|in two villages|near the substation|by the town hall")
		outcome := of("left houses damaged|forced families to leave|stopped trains for hours|injured several people|cut water and power|closed the road|was answered with arrests|damaged a warehouse|killed livestock|set a depot on fire|was filmed by residents|drew a crowd")
		who := func() string {
			return of("City council|Regional governor|Ministry of Defence|Emergency service|Red Cross|Local television|Railway company|Power company|United Nations observers|A residents’ group|Police|Opposition party|Army spokesman|A news agency|Hospital director")
		}
		status, second := "claimed", ""
		sources := []map[string]any{{"id": "a", "name": who(), "stance": "claims", "url": fmt.Sprintf("https://example.org/%d", i), "published": f.Properties.When}}
		switch f.Properties.Status {
		case "denied":
			status, second = "denied", "denies"
		case "corroborated":
			status, second = "corroborated", "reports"
		case "unconfirmed":
			status = "unconfirmed"
			sources[0]["stance"] = "suspects"
		}
		if second != "" {
			sources = append(sources, map[string]any{"id": "b", "name": "Spokeswoman of " + who(), "stance": second, "citation": "Statement to this desk"})
		}
		number := 2 + pick.IntN(400)
		counted := of("people|families|houses|soldiers|cars|shops|animals|workers|pupils|patients")
		short := of("said to be hurt|said to be cut off|said to have fled|reported missing|said to be damaged|without power|said to be trapped|arrested|moved out|under water")
		p := map[string]any{
			"kind": "event", "status": status, "when": f.Properties.When,
			"title":   fmt.Sprintf("%s %s of %s said to have %s", what, where, place, outcome),
			"summary": fmt.Sprintf("%s %s in %s %s on that morning; %d people are said to be affected, and the road was closed until the evening.", what, where, place, outcome, number),
			"label":   fmt.Sprintf("%d %s %s", number, counted, short),
			"place":   map[string]any{"name": place, "precision": of("settlement|settlement|settlement|site|exact"), "basis": "stated"},
			"sources": sources, "rev": 1, "created": f.Properties.When,
		}
		if i%3 == 0 {
			p["counts"] = []map[string]any{{"of": counted, "min": number, "max": number, "src": []string{"a"}}}
		}
		if i%20 == 0 {
			p["rev"], p["corrections"] = 2, []map[string]any{{"rev": 2, "at": f.Properties.When, "note": "The figure was wrong."}}
		}
		feature, err := json.Marshal(map[string]any{"type": "Feature", "id": fmt.Sprintf("event-%04d", i*7%10000), "geometry": f.Geometry, "properties": p})
		require.NoError(t, err)
		all = append(all, string(feature))
	}
	return features(all...)
}

// What the page asks for to draw 500 events is small. Lists hold the rest.
func TestIndexOf500Events(t *testing.T) {
	p := start(t, folder(t, "m", "events.geojson", typicalEvents(t, 500)))
	require.Empty(t, p.problems())
	a := p.ok("/maps/m/entries.geojson", "Accept-Encoding", "gzip")
	assert.LessOrEqual(t, len(a.body), 20<<10, "bytes with gzip")
	t.Logf("%d bytes with gzip", len(a.body))
	index := p.collection("/maps/m/entries.geojson")
	require.Len(t, index.Features, 500)
	for _, f := range index.Features {
		for _, needed := range []string{"name", "kind", "status", "place", "label", "t"} {
			require.NotEmpty(t, f.Properties[needed], needed)
		}
		assert.NotContains(t, f.Properties, "title", "the list has it")
	}
}

// What is written on the map is in the index, whatever else is not.
func TestIndexHasWhatTheMapWrites(t *testing.T) {
	p := start(t, folder(t, "m", "a.geojson", features(
		`{"type":"Feature","id":"plain","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"title":"Of no place"}}`,
		`{"type":"Feature","id":"placed","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"title":"Of a place","place":"Seoul"}}`,
		`{"type":"Feature","id":"vague","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"place":{"name":"R","precision":"admin1","radius_m":9000}}}`,
		`{"type":"Feature","id":"fine","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"place":{"name":"S","precision":"site","radius_m":9000},"when":"2024-10-03T10:00Z/2024-10-04"}}`,
		reported("move", `,"kind":"movement","place":{"name":"P"},"move":{"from":{"name":"A"},"to":{"name":"B"},"path":"schematic"}`),
		reported("open", `,"when":"../2024-10"`),
	)))
	got := map[string]map[string]any{}
	for _, f := range p.collection("/maps/m/entries.geojson").Features {
		got[f.ID.(string)] = f.Properties
	}
	assert.Equal(t, map[string]any{"title": "Of no place"}, got["a/plain"])
	assert.Equal(t, map[string]any{"name": "Of a place", "place": "Seoul"}, got["a/placed"])
	assert.Equal(t, map[string]any{"name": "vague", "place": "R", "precision": "admin1", "radius_m": 9000.}, got["a/vague"])
	assert.Equal(t, map[string]any{"name": "fine", "place": "S", "t": []any{"2024-10-03T10:00:00Z", "2024-10-05"}}, got["a/fine"])
	assert.Equal(t, "Title of move", got["a/move"]["title"], "a movement without a label is called by it")
	assert.Equal(t, "Claimed by City", got["a/move"]["said"])
	assert.Equal(t, []any{nil, "2024-11-01"}, got["a/open"]["t"])
}
