package report

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// source writes a source that has all it needs but for what follows.
func source(id string, stance Stance, more ...string) string {
	s := fmt.Sprintf(`{"id": %q, "name": "The %s", "stance": %q, "citation": "a report"`, id, id, stance)
	for _, m := range more {
		s += ", " + m
	}
	return s + "}"
}

// status writes properties with a status and sources.
func status(s Status, sources ...string) string {
	return fmt.Sprintf(`"status": %q, "sources": [%s]`, s, strings.Join(sources, ", "))
}

// claim is a report with nothing wrong; a rule under test is put behind it.
var claim = status(Claimed, source("a", Claims))

// Every rule with a case that passes, where want is empty, and one that fails.
// want is the field and the beginning of the message.
func TestCheck(t *testing.T) {
	for _, c := range []struct {
		rule       string
		properties string
		shape      Shape
		want       string
	}{
		{"a feature without sources is no report", `"status": "M", "kind": "movement", "counts": [{"min": -1}]`, ShapePoint, ""},
		{"there are sources", claim, ShapePoint, ""},
		{"there are sources", `"status": "claimed", "sources": []`, ShapePoint, "properties.sources: is empty"},
		{"a source has a stance", `"status": "claimed", "sources": [{"citation": "x"}]`, ShapePoint, "properties.sources[0].stance: is missing"},
		{"a source has a citation or url", `"status": "claimed", "sources": [{"stance": "claims", "url": "https://example.org"}]`, ShapePoint, ""},
		{"a source has a citation or url", `"status": "claimed", "sources": [{"stance": "claims"}]`, ShapePoint, "properties.sources[0]: has neither url nor citation"},
		{"ids are used once", status(Claimed, source("a", Claims), source("b", Claims)), ShapePoint, ""},
		{"ids are used once", status(Claimed, source("a", Claims), source("b", Claims), source("a", Supports)), ShapePoint, `properties.sources[2].id: "a" is already the id of sources[0]`},

		{"claimed has a claim", status(Claimed, source("a", Claims), source("b", NoEvidence)), ShapePoint, ""},
		{"claimed has a claim", status(Claimed, source("a", Suspects)), ShapePoint, "properties.status: is claimed, but no source claims it"},
		{"claimed has a claim", status(Claimed, source("a", Reports)), ShapePoint, "properties.status: is claimed, but no source claims it"},
		{"claimed has no denial", status(Claimed, source("a", Claims), source("b", Denies)), ShapePoint, "properties.status: is claimed, but a source denies it"},
		{"denied has both", status(Denied, source("a", Claims), source("b", Denies)), ShapePoint, ""},
		{"denied has a claim", status(Denied, source("b", Denies), source("c", Suspects)), ShapePoint, "properties.status: is denied, but no source claims it"},
		{"denied has a denial", status(Denied, source("a", Claims), source("b", NoEvidence)), ShapePoint, "properties.status: is denied, but no source denies it"},
		{"unconfirmed is only suspected", status(Unconfirmed, source("a", Suspects), source("b", DeclinesComment), source("c", Denies)), ShapePoint, ""},
		{"unconfirmed is only suspected", status(Unconfirmed, source("a", Suspects), source("b", Claims)), ShapePoint, "properties.status: is unconfirmed, but a source claims it"},
		{"unconfirmed is only suspected", status(Unconfirmed, source("a", Denies), source("b", Claims)), ShapePoint, "properties.status: is unconfirmed, but it is claimed and denied"},
		{"unconfirmed is only suspected", status(Unconfirmed, source("a", Suspects), source("b", Reports)), ShapePoint, "properties.status: is unconfirmed, but a source supports or reports it"},
		{"unconfirmed is suspected", status(Unconfirmed, source("a", NoEvidence)), ShapePoint, "properties.status: is unconfirmed, but no source suspects it"},
		{"corroborated has two voices", status(Corroborated, source("a", Claims), source("b", Supports)), ShapePoint, ""},
		{"corroborated has two voices", status(Corroborated, source("a", Claims)), ShapePoint, "properties.status: is corroborated, but its sources go back to one"},
		{"corroborated has two voices", status(Corroborated, source("a", Claims), source("b", Reports, `"via": ["a"]`)), ShapePoint, "properties.status: is corroborated, but its sources go back to one"},
		{"corroborated has two voices", status(Corroborated, source("a", Suspects), source("b", NoEvidence)), ShapePoint, "properties.status: is corroborated, but no source claims, supports or reports it"},
		{"confirmed has a note", `"status_note": "Pictures show it.", ` + status(Confirmed, source("a", Claims)), ShapePoint, ""},
		{"confirmed has a note", status(Confirmed, source("a", Claims)), ShapePoint, "properties.status_note: is missing"},
		{"refuted has a note", `"status_note": "Pictures show otherwise.", ` + status(Refuted, source("a", Claims)), ShapePoint, ""},
		{"refuted has a note", `"status_note": "", ` + status(Refuted, source("a", Claims)), ShapePoint, "properties.status_note: is missing"},
		{"retracted has a note", `"status_note": "NIS took it back.", ` + status(Retracted, source("a", Claims), source("b", Retracts)), ShapePoint, ""},
		{"retracted has a note", status(Retracted, source("a", Claims), source("b", Retracts)), ShapePoint, "properties.status_note: is missing"},
		{"a report has a status", `"kind": "event", "sources": [` + source("a", Claims) + `]`, ShapePoint, "properties.status: is missing"},
		{"a statement has no status", `"kind": "statement", "sources": [` + source("a", Denies) + `]`, ShapePoint, ""},
		{"a statement has no status", `"kind": "statement", ` + claim, ShapePoint, `properties.status: is "claimed", but this is a statement`},

		{"a via that looks like an id is one", status(Claimed, source("a", Claims, `"via": ["b-1", "Yonhap", "news report of 18 October", "агенція"]`), source("b-1", Claims)), ShapePoint, ""},
		{"a via that looks like an id is one", status(Claimed, source("a", Claims, `"via": ["Yonhap", "b-2"]`), source("b-1", Claims)), ShapePoint, `properties.sources[0].via[1]: "b-2" is the id of no source`},
		{"nobody carries himself", status(Claimed, source("a", Claims, `"via": ["a"]`)), ShapePoint, `properties.sources[0].via[0]: is the source itself`},
		{"src resolves", `"counts": [{"min": 1, "src": ["a"]}], ` + claim, ShapePoint, ""},
		{"src resolves", `"counts": [{"min": 1, "src": ["a", "The a"]}], ` + claim, ShapePoint, `properties.counts[0].src[1]: "The a" is the id of no source`},
		{"a figure is somebody's", `"counts": [{"min": 1}], ` + claim, ShapePoint, ""},
		{"a figure is somebody's", `"counts": [{"min": 1}], ` + status(Denied, source("a", Claims), source("b", Denies)), ShapePoint, "properties.counts[0].src: is missing, and there are several sources"},
		{"min is not above max", `"counts": [{"min": 6, "max": 6}, {"max": 0}], ` + claim, ShapePoint, ""},
		{"min is not above max", `"counts": [{"min": 6, "max": 5}], ` + claim, ShapePoint, "properties.counts[0].min: is 6, above max 5"},
		{"figures are not negative", `"counts": [{"min": 1, "max": 2}, {"max": -1}], ` + claim, ShapePoint, "properties.counts[1].max: is -1"},
		{"a count has a figure", `"counts": [{"of": "men"}], ` + claim, ShapePoint, "properties.counts[0]: has neither min nor max"},

		{"addresses are http", addresses("https://example.org/a?b#c", "http://example.org:8080"), ShapePoint, ""},
		{"addresses are http", addresses("javascript:alert(1)", ""), ShapePoint, `properties.sources[0].url: "javascript:alert(1)" is neither http nor https`},
		{"addresses are http", addresses("HTTPS://example.org", "ftp://example.org"), ShapePoint, `properties.sources[0].archive: "ftp://example.org" is neither http nor https`},
		{"addresses are http", addresses("//example.org/a", ""), ShapePoint, `properties.sources[0].url: "//example.org/a" is neither http nor https`},
		{"addresses are whole", addresses("example.org/a", ""), ShapePoint, `properties.sources[0].url: "example.org/a" is no whole web address`},
		{"addresses have a host", addresses("https:///a", ""), ShapePoint, `properties.sources[0].url: "https:///a" has no host`},
		{"addresses have a host", addresses("https://:80/a", ""), ShapePoint, `properties.sources[0].url: "https://:80/a" has no host`},
		{"addresses have no user", addresses("https://example.org@example.net/", ""), ShapePoint, `properties.sources[0].url: "https://example.org@example.net/" has a user name in it`},
		{"addresses have no space", addresses("https://example.org/a b", ""), ShapePoint, `properties.sources[0].url: "https://example.org/a b" is no web address`},
		{"addresses parse", addresses("https://[::1", ""), ShapePoint, `properties.sources[0].url: "https://[::1" is no web address`},

		{"a vague place is no pin", place(`"precision": "settlement"`), ShapePoint, ""},
		{"a vague place is no pin", place(`"precision": "admin1", "radius_m": 90000`), ShapePoint, ""},
		{"a vague place is no pin", place(`"precision": "country"`), ShapeArea, ""},
		{"a vague place is no pin", place(`"precision": "country"`), ShapeNone, ""},
		{"a vague place is no pin", place(`"precision": "area"`), ShapePoint, "properties.place.radius_m: is missing: the geometry is a point, but of the place only an area is known"},
		{"a vague place is no pin", place(`"precision": "admin1"`), ShapePoint, "properties.place.radius_m: is missing: the geometry is a point, but of the place only the region is known"},
		{"a vague place is no pin", place(`"precision": "country"`), ShapePoint, "properties.place.radius_m: is missing: the geometry is a point, but of the place only the country is known"},
		{"a vague place is no pin", place(`"precision": "unknown"`), ShapePoint, "properties.place.radius_m: is missing: the geometry is a point, but of the place nothing is known"},
		{"a radius is a distance", place(`"radius_m": -5`), ShapePoint, "properties.place.radius_m: is -5"},
		{"a radius is a distance", place(`"radius_m": 1e9`), ShapePoint, "properties.place.radius_m: is 1e+09"},
		{"a country is a code", place(`"country": "UA"`), ShapePoint, ""},
		{"a country is a code", place(`"country": "Ukraine"`), ShapePoint, `properties.place.country: "Ukraine" is no country code`},

		{"a movement has two ends", move(`{"from": {"precision": "country"}, "to": {"precision": "unknown"}}`), ShapeLine, ""},
		{"a movement has two ends", move(`{"from": {}, "to": {}}`), ShapeNone, ""},
		{"a movement has two ends", `"kind": "movement", ` + claim, ShapeLine, "properties.move: is missing, but this is a movement"},
		{"a movement has two ends", move(`{"to": {"precision": "site"}}`), ShapeLine, "properties.move.from: is missing, but this is a movement"},
		{"a movement has two ends", move(`{"from": {"precision": "site"}}`), ShapeNone, "properties.move.to: is missing, but this is a movement"},
		{"a line says how exact its ends are", move(`{"from": {"name": "a port"}, "to": {"precision": "site"}}`), ShapeLine, "properties.move.from.precision: is missing"},
		{"a bend is small", move(`{"from": {}, "to": {}, "bend": -0.4}`), ShapeNone, ""},
		{"a bend is small", move(`{"from": {}, "to": {}, "bend": 40}`), ShapeNone, "properties.move.bend: is 40"},
		{"who departs arrives later", move(`{"from": {}, "to": {}, "depart": "2024-10-08", "arrive": "2024-10"}`), ShapeNone, ""},
		{"who departs arrives later", move(`{"from": {}, "to": {}, "depart": "2024-10-08", "arrive": "2024-09"}`), ShapeNone, `properties.move.arrive: "2024-09" is before depart, "2024-10-08"`},

		{"dates of the record", `"created": "2024-10-18", "updated": "2024-10-18T10:00:00+09:00", ` + claim, ShapePoint, ""},
		{"dates of the record", `"created": "18 October", ` + claim, ShapePoint, `properties.created: "18 October" is no date`},
		{"dates of the record", `"updated": "2024-10", ` + claim, ShapePoint, `properties.updated: "2024-10" is no single day or time`},
		{"dates of the record", `"updated": "2024-10-18~", ` + claim, ShapePoint, `properties.updated: "2024-10-18~" is no single day or time`},
		{"dates of the record", `"created": "2024-10-18/2024-10-19", ` + claim, ShapePoint, `properties.created: "2024-10-18/2024-10-19" is no single day or time`},
		{"updated is not before created", `"created": "2024-10-19", "updated": "2024-10-18", ` + claim, ShapePoint, `properties.updated: "2024-10-18" is before created, "2024-10-19"`},
		{"versions count from 1", `"rev": -1, ` + claim, ShapePoint, "properties.rev: is -1"},
		{"corrections belong to a version", `"rev": 2, "corrections": [{"rev": 1}, {"rev": 2, "at": "2024-10-19"}], ` + claim, ShapePoint, ""},
		{"corrections belong to a version", `"rev": 2, "corrections": [{"rev": 3}], ` + claim, ShapePoint, "properties.corrections[0].rev: is 3, but the record is at rev 2"},
		{"corrections belong to a version", `"rev": 2, "corrections": [{"at": "2024-10-19"}], ` + claim, ShapePoint, "properties.corrections[0].rev: is missing or below 1"},
		{"corrections have a date", `"rev": 2, "corrections": [{"rev": 2, "at": "later"}], ` + claim, ShapePoint, `properties.corrections[0].at: "later" is no date`},
	} {
		r, findings := Parse([]byte("{" + c.properties + "}"))
		require.Empty(t, findings, c.properties)
		got := r.Check(c.shape)
		if c.want == "" {
			assert.Empty(t, got, "%s: %s", c.rule, c.properties)
			continue
		}
		if assert.Len(t, got, 1, "%s: %s", c.rule, c.properties) {
			assert.Contains(t, got[0].Field+": "+got[0].Message, c.want, c.rule)
			assert.True(t, strings.HasPrefix(got[0].Field+": "+got[0].Message, c.want), got[0].String())
			assert.NotEmpty(t, got[0].Fix, c.rule)
		}
	}
}

func addresses(url, archive string) string {
	return status(Claimed, source("a", Claims, fmt.Sprintf(`"url": %q, "archive": %q`, url, archive)))
}

func place(members string) string { return `"place": {` + members + `}, ` + claim }

func move(value string) string { return `"kind": "movement", "move": ` + value + `, ` + claim }

// What Parse has found is not found again, nor what follows from it.
func TestCheckDoesNotRepeatParse(t *testing.T) {
	for _, properties := range []string{
		`"status": "sure", "sources": [` + source("a", Claims) + `]`,
		`"status": "claimed", "sources": [{"stance": "claim", "citation": "x"}]`,
		`"status": "claimed", "sources": [{"stance": "claims", "citation": []}]`,
		`"status": "claimed", "sources": "NIS"`,
		`"status": "claimed", "sources": [5]`,
		`"status_note": [], ` + status(Confirmed, source("a", Claims)),
		`"kind": "movement", "move": "north", ` + claim,
		`"kind": "movement", "move": {"from": [], "to": {}}, ` + claim,
		`"counts": ["many"], ` + claim,
		`"counts": [{"min": "many"}], ` + claim,
		place(`"precision": "country", "radius_m": "far"`),
		`"corrections": [5], ` + claim,
		`"corrections": [{"rev": "two"}], ` + claim,
		`"rev": "two", "corrections": [{"rev": 2}], ` + claim,
		`"created": 2024, ` + claim,
	} {
		r, findings := Parse([]byte("{" + properties + "}"))
		assert.Len(t, findings, 1, properties)
		assert.Empty(t, r.Check(ShapePoint), properties)
	}
}

// A report need not come from Parse.
func TestCheckVocabulary(t *testing.T) {
	nan := math.NaN()
	r := &Report{
		Reported: true, Status: "sure",
		Place:   &Place{Precision: "city", Basis: "guess", RadiusM: nan},
		Move:    &Move{Path: "straight", Bend: &nan, Via: []Place{{Precision: "port"}}},
		Counts:  []Count{{Min: &nan}},
		Sources: []Source{{Stance: "alleges", About: []About{"why"}, URL: "https://example.org"}},
	}
	var fields []string
	for _, f := range r.Check(ShapePoint) {
		fields = append(fields, f.Field)
	}
	assert.Equal(t, []string{
		"properties.sources[0].stance", "properties.sources[0].about[0]", "properties.status", "properties.counts[0].min",
		"properties.place.precision", "properties.place.basis", "properties.place.radius_m",
		"properties.move.via[0].precision", "properties.move.path", "properties.move.bend",
	}, fields)
	assert.Empty(t, (*Report)(nil).Check(ShapePoint))
}

func TestIndependent(t *testing.T) {
	for _, c := range []struct {
		what    string
		sources []Source
		want    int
	}{
		{"nobody", nil, 0},
		{"two", []Source{{ID: "a", Stance: Claims}, {ID: "b", Stance: Supports}}, 2},
		{"two without ids or names", []Source{{Stance: Claims}, {Stance: Reports}}, 2},
		{"those who only suspect or deny do not count", []Source{{ID: "a", Stance: Claims}, {ID: "b", Stance: Suspects}, {ID: "c", Stance: Denies}}, 1},
		{"one carried by the other", []Source{{ID: "a", Stance: Claims, Via: []string{"b"}}, {ID: "b", Stance: Reports}}, 1},
		{"by name", []Source{{ID: "a", Stance: Claims, Via: []string{"yonhap  news"}}, {ID: "b", Name: Text{"en": "Yonhap News"}, Stance: Reports}}, 1},
		{"by name in another language", []Source{{Stance: Claims, Via: []string{"연합뉴스"}}, {Name: Text{"en": "Yonhap", "ko": "연합뉴스"}, Stance: Reports}}, 1},
		{"same carrier", []Source{{ID: "a", Stance: Claims, Via: []string{"Yonhap"}}, {ID: "b", Stance: Claims, Via: []string{"Yonhap"}}}, 1},
		{"same name", []Source{{ID: "a", Name: Text{"": "NIS"}, Stance: Claims}, {ID: "b", Name: Text{"": "nis"}, Stance: Supports}}, 1},
		{"a chain through one who takes no side", []Source{{ID: "a", Stance: Claims, Via: []string{"b"}}, {ID: "b", Stance: DeclinesComment, Via: []string{"c"}}, {ID: "c", Stance: Reports}}, 1},
		{"two chains", []Source{{ID: "a", Stance: Claims, Via: []string{"b"}}, {ID: "b", Stance: Reports}, {ID: "c", Stance: Claims, Via: []string{"d"}}, {ID: "d", Stance: Reports}}, 2},
		{"two chains that meet", []Source{{ID: "a", Stance: Claims, Via: []string{"b", "x"}}, {ID: "b", Stance: Reports}, {ID: "c", Stance: Claims, Via: []string{"d"}}, {ID: "d", Stance: Reports, Via: []string{"X"}}}, 1},
		{"a circle", []Source{{ID: "a", Stance: Claims, Via: []string{"b"}}, {ID: "b", Stance: Claims, Via: []string{"a"}}}, 1},
		{"empty names tie nobody", []Source{{Name: Text{"": " "}, Stance: Claims, Via: []string{""}}, {Name: Text{"": ""}, Stance: Claims, Via: []string{" "}}}, 2},
	} {
		assert.Equal(t, c.want, (&Report{Sources: c.sources}).Independent(), c.what)
	}
}

func TestLinks(t *testing.T) {
	s := Source{URL: "https://example.org/a", Archive: "javascript:alert(1)"}
	assert.Equal(t, "https://example.org/a", s.Link())
	assert.Equal(t, "", s.ArchiveLink())
	assert.Equal(t, "", Source{URL: "java\tscript:alert(1)"}.Link())
	assert.Equal(t, "", Source{URL: "data:text/html,x"}.Link())
	assert.Equal(t, "", Source{}.Link())
}

func TestFindingString(t *testing.T) {
	f := Finding{File: "events.geojson", Line: 12, Feature: 3, ID: "strike", Field: "properties.when", Message: "is a number", Fix: "write a text"}
	assert.Equal(t, "events.geojson:12: feature 3 (strike): properties.when: is a number; write a text", f.String())
	assert.Equal(t, "is no JSON", Finding{Message: "is no JSON"}.String())
}
