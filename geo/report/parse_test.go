package report

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const sealift = `{
	"kind": "movement",
	"title": {"en": "1,500 said to be shipped", "uk": "1500"},
	"summary": "On navy ships.",
	"label": "1,500 by ship",
	"rank": 1.5,
	"status": "denied",
	"status_note": "The denial is general.",
	"when": "2024-10-08/2024-10-13",
	"place": {"name": "Vladivostok", "country": "RU", "precision": "admin1", "radius_m": 9e4, "basis": "centroid"},
	"move": {"from": {"name": "a port", "precision": "country"}, "to": {"name": "Vladivostok"}, "via": [{"name": "the sea"}],
		"depart": "2024-10-08", "arrive": "2024-10-13", "mode": "sea", "phase": "done", "path": "schematic", "bend": -0.2},
	"counts": [{"of": "men", "min": 1500, "max": 2000, "approx": true, "note": "not all", "src": ["nis"]}, {"min": 0}],
	"sources": [
		{"id": "nis", "name": "NIS", "short": "the NIS", "role": "service", "type": "official", "stance": "claims",
			"about": ["happened", "counts"], "of": "it", "with": "photos", "note": "said so", "via": ["Yonhap", "media"],
			"title": "Statement", "citation": "NIS statement", "url": "https://example.org/a", "archive": "https://example.org/b",
			"published": "2024-10-18", "quote": "“so”", "rating": "B2"},
		{"id": "media", "stance": "denies", "citation": "x"}],
	"rev": 2, "created": "2024-10-18", "updated": "2024-10-19T10:00:00Z",
	"corrections": [{"rev": 2, "at": "2024-10-19", "kind": "fix", "note": "spelling", "changed": ["title"]}],
	"own": {"of the": ["desk"]}
}`

func TestParseReadsEveryField(t *testing.T) {
	r, findings := Parse([]byte(sealift))
	require.Empty(t, findings)
	low, high, zero, bend := 1500., 2000., 0., -0.2
	assert.Equal(t, &Report{
		Reported: true,
		Kind:     "movement", Title: Text{"en": "1,500 said to be shipped", "uk": "1500"},
		Summary: Text{"": "On navy ships."}, Label: Text{"": "1,500 by ship"}, Rank: 1.5,
		Status: Denied, StatusNote: Text{"": "The denial is general."}, When: must(t, "2024-10-08/2024-10-13"),
		Place: &Place{Name: Text{"": "Vladivostok"}, Country: "RU", Precision: Admin1, RadiusM: 90000, Basis: Centroid},
		Move: &Move{From: &Place{Name: Text{"": "a port"}, Precision: Country}, To: &Place{Name: Text{"": "Vladivostok"}},
			Via: []Place{{Name: Text{"": "the sea"}}}, Depart: must(t, "2024-10-08"), Arrive: must(t, "2024-10-13"),
			Mode: "sea", Phase: "done", Path: Schematic, Bend: &bend},
		Counts: []Count{{Of: Text{"": "men"}, Min: &low, Max: &high, Approx: true, Note: Text{"": "not all"}, Src: []string{"nis"}}, {Min: &zero}},
		Sources: []Source{
			{ID: "nis", Name: Text{"": "NIS"}, Short: Text{"": "the NIS"}, Role: Text{"": "service"}, Type: "official", Stance: Claims,
				About: []About{AboutHappened, AboutCounts}, Of: Text{"": "it"}, With: Text{"": "photos"}, Note: Text{"": "said so"},
				Via: []string{"Yonhap", "media"}, Title: Text{"": "Statement"}, Citation: Text{"": "NIS statement"},
				URL: "https://example.org/a", Archive: "https://example.org/b", Published: must(t, "2024-10-18"),
				Quote: Text{"": "“so”"}, Rating: "B2"},
			{ID: "media", Stance: Denies, Citation: Text{"": "x"}},
		},
		Rev: 2, Created: "2024-10-18", Updated: "2024-10-19T10:00:00Z",
		Corrections: []Correction{{Rev: 2, At: "2024-10-19", Kind: "fix", Note: Text{"": "spelling"}, Changed: []string{"title"}}},
	}, r)
}

// Without sources nothing is wrong, whatever the properties hold.
func TestParsePlain(t *testing.T) {
	for _, c := range []struct {
		json string
		want Report
	}{
		{`{}`, Report{}},
		{`null`, Report{}},
		{``, Report{}},
		{`{"sources": null, "status": 5}`, Report{}},
		{`{"mag": 4.8, "place": "10 km W of Suva", "title": "M 4.8", "kind": "quake"}`,
			Report{Kind: "quake", Title: Text{"": "M 4.8"}, Place: &Place{Name: Text{"": "10 km W of Suva"}}}},
		{`{"name": "IVAN", "status": "HU", "when": "2004-09-16", "summary": {"en": "A storm"}, "label": 3}`,
			Report{Title: Text{"": "IVAN"}, When: must(t, "2004-09-16"), Summary: Text{"en": "A storm"}, Label: Text{"": "3"}}},
		{`{"title": "", "name": "b"}`, Report{Title: Text{"": "b"}}},
		{`{"title": "a", "title": "b"}`, Report{Title: Text{"": "b"}}},
		{`{"title": [1], "kind": {}, "when": 1096588800000, "place": 7, "summary": true}`,
			Report{Place: &Place{Name: Text{"": "7"}}}},
		{`{"when": "next week", "place": {"name": "Suva", "precision": "roughly", "radius_m": "x"}}`,
			Report{Place: &Place{Name: Text{"": "Suva"}}}},
		{`{"when": 2024}`, Report{When: must(t, "2024")}},
		{`{"n\u0061me": "esc\u0061ped\n", "\"title": "x", "own": {"sources": [1, "]}\""]}}`, Report{Title: Text{"": "escaped\n"}}},
	} {
		c.want.Rank = math.Inf(1)
		r, findings := Parse([]byte(c.json))
		assert.Empty(t, findings, c.json)
		assert.Equal(t, &c.want, r, c.json)
		assert.Empty(t, r.Check(ShapePoint), c.json)
	}
}

func TestParseFindsWrongTypes(t *testing.T) {
	for _, c := range []struct{ properties, field, message string }{
		{`"kind": 5`, "properties.kind", "is a number"},
		{`"kind": ["event"]`, "properties.kind", "is a list"},
		{`"title": ["x"]`, "properties.title", "is a list"},
		{`"title": 1500`, "properties.title", "is a number"},
		{`"title": {"en": 5}`, "properties.title.en", "is a number"},
		{`"title": {"english language": "x"}`, "properties.title", `"english language" is no language`},
		{`"status": "true"`, "properties.status", `"true" is not in the vocabulary`},
		{`"status": true`, "properties.status", "is true or false"},
		{`"when": "2024-13"`, "properties.when", `"2024-13" is no date: month 13`},
		{`"when": 2024`, "properties.when", "is a number"},
		{`"when": {}`, "properties.when", "is an object"},
		{`"place": "Seoul"`, "properties.place", "is a text"},
		{`"place": [1]`, "properties.place", "is a list"},
		{`"place": {"precision": "city"}`, "properties.place.precision", `"city" is not in the vocabulary`},
		{`"place": {"basis": "guess"}`, "properties.place.basis", `"guess" is not in the vocabulary`},
		{`"place": {"radius_m": "90 km"}`, "properties.place.radius_m", "is a text"},
		{`"place": {"radius_m": 1e999}`, "properties.place.radius_m", "1e999 is too large"},
		{`"counts": {"min": 1}`, "properties.counts", "is an object"},
		{`"counts": [1500]`, "properties.counts[0]", "is a number"},
		{`"counts": [{"min": "1500"}]`, "properties.counts[0].min", "is a text"},
		{`"counts": [{"approx": "yes"}]`, "properties.counts[0].approx", "is a text"},
		{`"counts": [{"src": "a"}]`, "properties.counts[0].src", "is a text"},
		{`"counts": [{"src": [1]}]`, "properties.counts[0].src[0]", "is a number"},
		{`"counts": [{"src": [null]}]`, "properties.counts[0].src[0]", "is null"},
		{`"move": []`, "properties.move", "is a list"},
		{`"move": {"from": "Wonsan"}`, "properties.move.from", "is a text"},
		{`"move": {"path": "straight"}`, "properties.move.path", `"straight" is not in the vocabulary`},
		{`"move": {"via": [{"basis": "x"}]}`, "properties.move.via[0].basis", `"x" is not in the vocabulary`},
		{`"move": {"bend": "much"}`, "properties.move.bend", "is a text"},
		{`"rank": "first"`, "properties.rank", "is a text"},
		{`"rev": 1.5`, "properties.rev", "1.5 is no version"},
		{`"rev": 1e300`, "properties.rev", "1e300 is no version"},
		{`"created": 20241018`, "properties.created", "is a number"},
		{`"corrections": "none"`, "properties.corrections", "is a text"},
		{`"corrections": [{"changed": [{}]}]`, "properties.corrections[0].changed[0]", "is an object"},
		{`"sources": "NIS"`, "properties.sources", "is a text"},
		{`"sources": {"id": "a"}`, "properties.sources", "is an object"},
		{`"sources": [null]`, "properties.sources[0]", "is null"},
		{`"sources": [{}, {"stance": "claimed"}]`, "properties.sources[1].stance", `"claimed" is not in the vocabulary`},
		{`"sources": [{"about": ["happened", "why"]}]`, "properties.sources[0].about[1]", `"why" is not in the vocabulary`},
		{`"sources": [{}, {}, {"url": 5}]`, "properties.sources[2].url", "is a number"},
		{`"sources": [{"published": "18.10.2024"}]`, "properties.sources[0].published", `"18.10.2024" is no date: it is not written as EDTF`},
	} {
		properties := `{"sources": [{}], ` + c.properties + `}`
		r, findings := Parse([]byte(properties))
		require.NotNil(t, r, properties)
		assert.True(t, r.Reported)
		if assert.Len(t, findings, 1, properties) {
			assert.Equal(t, c.field, findings[0].Field, properties)
			assert.Equal(t, c.message, findings[0].Message, properties)
			assert.NotEmpty(t, findings[0].Fix, properties)
		}
	}
}

func TestParseKeepsTheRest(t *testing.T) {
	r, findings := Parse([]byte(`{
		"title": "kept", "status": "sure", "when": 2024, "place": "Seoul",
		"counts": {"min": 5, "src": "a"},
		"sources": {"id": 7, "name": {"en": "NIS", "xx-??": "lost", "ko": 5}, "stance": "claims", "about": ["why", "who"], "via": "Yonhap"}
	}`))
	five := 5.
	assert.Equal(t, Text{"": "kept"}, r.Title)
	assert.Equal(t, Status(""), r.Status)
	assert.Equal(t, "2024", r.When.Raw)
	assert.Equal(t, &Place{Name: Text{"": "Seoul"}}, r.Place)
	assert.Equal(t, []Count{{Min: &five, Src: []string{"a"}}}, r.Counts)
	require.Len(t, r.Sources, 1)
	assert.Equal(t, Source{ID: "7", Name: Text{"en": "NIS", "ko": "5"}, Stance: Claims, About: []About{AboutWho}, Via: []string{"Yonhap"}}, r.Sources[0])
	assert.Len(t, findings, 11)
}

func TestParseHostile(t *testing.T) {
	for _, in := range []string{`[]`, `"x"`, `5`, `{`, `{"a"`, `{"a":`, `{"a":}`, `{"a":1,}`, `{a:1}`, `{"a":1}}`, `{"a" 1}`,
		`{"\u12": 1}`, strings.Repeat(`{"a":`, 100000), "{\x00}"} {
		r, findings := Parse([]byte(in))
		assert.False(t, r.Reported)
		if assert.Len(t, findings, 1, clip(in)) {
			assert.Equal(t, "properties", findings[0].Field)
		}
	}

	// valid to the scanner, not to JSON
	r, findings := Parse([]byte(`{"sources": [{"id": tru}]}`))
	assert.True(t, r.Reported)
	require.Len(t, findings, 1)
	assert.Equal(t, "is no valid JSON", findings[0].Message)
	assert.Empty(t, r.Check(ShapePoint), "what cannot be read is not held against the rules")

	deep := strings.Repeat(`[`, 9000) + strings.Repeat(`]`, 9000)
	_, findings = Parse([]byte(`{"sources": [{"id": ` + deep + `}]}`))
	require.Len(t, findings, 1)
	assert.Equal(t, "is a list", findings[0].Message)
}

// A feature with a million faults gets a list that can be read.
func TestFindingsAreCapped(t *testing.T) {
	r, findings := Parse([]byte(`{"sources": [` + strings.Repeat(`1,`, 9999) + `1]}`))
	require.Len(t, findings, maxFindings+1)
	assert.Equal(t, "properties: has 9900 faults more; mend those above first", findings[maxFindings].String())

	r.faults = nil
	assert.Len(t, r.Check(ShapePoint), maxFindings+1)
}

// Messages come out on terminals and pages: they escape what does not print.
func TestMessagesAreClean(t *testing.T) {
	_, findings := Parse([]byte(`{"sources": [{}], "status": "\u202e\u0007<script>` + strings.Repeat("x", 1000) + `"}`))
	require.Len(t, findings, 1)
	assert.Contains(t, findings[0].Message, `"\u202e\a<script>xxx`)
	assert.Less(t, len(findings[0].Message), 200)
}

func BenchmarkParsePlain(b *testing.B) {
	properties := []byte(`{"mag": 4.8, "depth": 562, "stations": 41, "felt": null, "code": "us7000abcd", "net": "us", "title": "M 4.8, Fiji"}`)
	b.SetBytes(int64(len(properties)))
	b.ReportAllocs()
	for b.Loop() {
		if r, f := Parse(properties); r.Reported || f != nil {
			b.Fatal(fmt.Sprint(r, f))
		}
	}
}

func BenchmarkParseReport(b *testing.B) {
	b.SetBytes(int64(len(sealift)))
	b.ReportAllocs()
	for b.Loop() {
		if r, f := Parse([]byte(sealift)); !r.Reported || f != nil {
			b.Fatal(fmt.Sprint(r, f))
		}
	}
}
