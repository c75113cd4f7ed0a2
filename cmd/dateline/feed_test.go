package main

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// An atom is a feed as a reader of feeds reads it.
type atom struct {
	XMLName  xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string   `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	ID       string   `xml:"id"`
	Title    string   `xml:"title"`
	Subtitle string   `xml:"subtitle"`
	Updated  string   `xml:"updated"`
	Author   string   `xml:"author>name"`
	Links    []link   `xml:"link"`
	Entries  []struct {
		ID        string `xml:"id"`
		Title     string `xml:"title"`
		Updated   string `xml:"updated"`
		Published string `xml:"published"`
		Summary   string `xml:"summary"`
		Links     []link `xml:"link"`
		Category  []struct {
			Term  string `xml:"term,attr"`
			Label string `xml:"label,attr"`
		} `xml:"category"`
	} `xml:"entry"`
}

type link struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

// linked returns the address of a link, "" if there is none.
func linked(links []link, rel string) string {
	for _, l := range links {
		if l.Rel == rel {
			return l.Href
		}
	}
	return ""
}

func (a atom) titles() []string {
	var all []string
	for _, e := range a.Entries {
		all = append(all, e.Title)
	}
	return all
}

// feed reads a feed and holds it against what RFC 4287 asks of all.
func (p *program) feed(path string) atom {
	p.t.Helper()
	var a atom
	d := xml.NewDecoder(strings.NewReader(p.ok(path).body))
	require.NoError(p.t, d.Decode(&a), path)
	for _, s := range []string{a.ID, a.Title, a.Author, linked(a.Links, "self"), linked(a.Links, "alternate")} {
		assert.NotEmpty(p.t, s)
	}
	latest, err := time.Parse(time.RFC3339, a.Updated)
	require.NoError(p.t, err)
	seen := map[string]bool{}
	for _, e := range a.Entries {
		assert.NotEmpty(p.t, e.Title)
		u, err := url.Parse(e.ID)
		require.NoError(p.t, err)
		assert.True(p.t, u.IsAbs(), e.ID)
		assert.False(p.t, seen[e.ID], "%s is an id of two entries", e.ID)
		seen[e.ID] = true
		assert.NotEmpty(p.t, linked(e.Links, "alternate"))
		at, err := time.Parse(time.RFC3339, e.Updated)
		require.NoError(p.t, err)
		assert.False(p.t, at.After(latest), "newest first")
		latest = at
	}
	return a
}

func TestFeedOfTheDefaultMap(t *testing.T) {
	p := onDefaultMap(t)
	a := p.feed("/maps/north-korean-troops/feed.atom")
	assert.Len(t, a.Entries, 9, "the sources of the other four have no day")
	assert.Equal(t, "en", a.Lang)
	assert.Equal(t, "2024-10-18T00:00:00Z", a.Updated, "the day on which the sources were published: the records have no other")
	assert.Equal(t, p.base+"/maps/north-korean-troops/feed.atom", linked(a.Links, "self"))
	assert.Contains(t, a.titles(), "Claimed: The 1,500 are said to have arrived in Vladivostok", "no title stands without who is behind it")
	for _, e := range a.Entries {
		assert.Equal(t, http.StatusOK, p.get(strings.TrimPrefix(linked(e.Links, "alternate"), p.base)).code)
	}

	denied := p.feed("/maps/north-korean-troops/feed.atom?status=denied")
	assert.Len(t, denied.Entries, 2)
	for _, e := range denied.Entries {
		assert.True(t, strings.HasPrefix(e.Title, "Claimed, denied: "), e.Title)
		assert.Contains(t, e.Summary, "denied by")
		assert.Equal(t, "denied", e.Category[0].Term)
		assert.Equal(t, "Claimed, denied", e.Category[0].Label)
	}
	assert.Contains(t, p.ok("/maps/north-korean-troops").body, `<link rel="alternate" type="application/atom+xml" title="North Korean troops and Russia’s war in Ukraine: what is reported, and who disputes it" href="/maps/north-korean-troops/feed.atom">`)
	assert.Contains(t, p.ok("/maps/north-korean-troops?status=denied&lang=uk").body, `href="/maps/north-korean-troops/feed.atom?lang=uk&amp;status=denied">`)
	for path, code := range map[string]int{
		"/maps/nothing/feed.atom": 404, "/maps/north-korean-troops/feed.atom?status=x": 400, "/maps/north-korean-troops/feed.atom?lang=%22": 400,
	} {
		assert.Equal(t, code, p.get(path).code, path)
	}
}

// reported is a feature of the model, with more properties.
func reported(id, more string) string {
	return fmt.Sprintf(`{"type":"Feature","id":%q,"geometry":null,"properties":{"title":"Title of %s","status":"claimed","sources":[{"name":"City","stance":"claims","url":"https://example.org/%s"}]%s}}`, id, id, id, more)
}

func features(all ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(all, ",\n") + "]}"
}

func TestFeedTimes(t *testing.T) {
	dir := folder(t, "m", "a.geojson", features(
		reported("undated", ""),
		reported("plain", `,"created":"2024-10-01"`),
		reported("updated", `,"created":"2024-10-01","updated":"2024-10-05T10:00:00+02:00"`),
		reported("embargoed", `,"created":"2024-10-01","publish_at":"2024-10-04T06:00:00Z"`),
		reported("vague", `,"created":"2024","updated":"2024-10~"`),
		reported("corrected", `,"created":"2024-10-02","rev":3,"corrections":[{"rev":2,"at":"2024-10-03","note":"It was Tuesday.","changed":["when"]},{"rev":3,"at":"2024-10-06","note":{"uk":"Не там."}},{"rev":3,"at":"2024-10-07"},{"rev":1,"at":"some day"}]`),
		`{"type":"Feature","id":"other","geometry":null,"properties":{"title":"No report","updated":"2024-10-09"}}`,
	), "map.yaml", "title: {en: Floods, uk: Повені}\ndescription: What is reported.\n")
	p := start(t, dir, "--base-url", "https://maps.example/news")
	a := p.feed("/maps/m/feed.atom")
	assert.Equal(t, []string{
		"Correction: Title of corrected", "Correction: Title of corrected", "Claimed: Title of updated", "Claimed: Title of embargoed",
		"Correction: Title of corrected", "Claimed: Title of corrected", "Claimed: Title of plain",
	}, a.titles(), "nothing without a date")
	var ids, times, published []string
	for _, e := range a.Entries {
		ids, times, published = append(ids, strings.TrimPrefix(e.ID, "https://maps.example/news/maps/m?open=a/")), append(times, e.Updated), append(published, e.Published)
	}
	assert.Equal(t, []string{"corrected#correction-3-2", "corrected#correction-3", "updated", "embargoed", "corrected#correction-2", "corrected", "plain"}, ids)
	assert.Equal(t, []string{"2024-10-07T00:00:00Z", "2024-10-06T00:00:00Z", "2024-10-05T08:00:00Z", "2024-10-04T06:00:00Z", "2024-10-03T00:00:00Z", "2024-10-02T00:00:00Z", "2024-10-01T00:00:00Z"}, times)
	assert.Equal(t, []string{"", "", "2024-10-01T00:00:00Z", "2024-10-04T06:00:00Z", "", "2024-10-02T00:00:00Z", "2024-10-01T00:00:00Z"}, published)
	assert.Equal(t, "It was Tuesday. (Changed: date)", a.Entries[4].Summary)
	assert.Equal(t, "https://example.org/corrected", linked(a.Entries[5].Links, "via"))

	uk := p.feed("/maps/m/feed.atom?lang=uk")
	assert.Equal(t, "Повені", uk.Title)
	assert.Equal(t, "uk", uk.Lang)
	assert.Equal(t, a.Entries[0].ID, uk.Entries[0].ID, "one entry has one id in every language")
	assert.Equal(t, "https://maps.example/news/maps/m?lang=uk&open=a/corrected", linked(uk.Entries[0].Links, "alternate"))
	assert.Equal(t, "https://maps.example/news/maps/m/feed.atom?lang=uk", linked(uk.Links, "self"))
	assert.Equal(t, p.ok("/maps/m/feed.atom").body, p.ok("/news/maps/m/feed.atom").body)

	empty := p.feed("/maps/m/feed.atom?kind=nothing")
	assert.Empty(t, empty.Entries)
}

// A text is in the language that it says it is in, whatever the reader asked for.
func TestFeedSaysItsLanguages(t *testing.T) {
	feature := func(id, texts string) string {
		return `{"type":"Feature","id":"` + id + `","geometry":null,"properties":{"kind":"flood","status":"claimed","created":"2024-10-01",` + texts + `}}`
	}
	source := func(name string) string {
		return `"sources":[{"name":` + name + `,"stance":"claims","url":"https://example.org/"}]`
	}
	p := start(t, folder(t, "m", "a.geojson", features(
		feature("en", `"title":{"en":"Bridge closed"},"summary":{"en":"It is closed."},"corrections":[{"rev":2,"at":"2024-10-02","note":{"en":"It was Tuesday."},"changed":["when"]}],`+source(`{"en":"City"}`)),
		feature("uk", `"title":"Міст закрито",`+source(`"Місто"`)),
		feature("fr", `"title":{"fr":"Pont fermé"},"summary":{"fr":"Il est fermé."},"status_note":{"uk":"Так."},`+source(`{"fr":"La ville"}`)),
		feature("both", `"title":{"ar":"الجسر مغلق","en":"x"},"summary":{"en":"It is closed."},`+source(`{"ar":"المدينة"}`)),
	), "map.yaml", "lang: uk\ntitle: {en: Floods}\n"))
	type text struct {
		Lang string `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
		Text string `xml:",chardata"`
	}
	type labelled struct {
		Lang  string `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
		Label string `xml:"label,attr"`
		Title string `xml:"title,attr"`
		Rel   string `xml:"rel,attr"`
	}
	var a struct {
		Lang   string `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
		Title  text   `xml:"title"`
		Author text   `xml:"author"`
		Entry  []struct {
			Title    text       `xml:"title"`
			Summary  text       `xml:"summary"`
			Link     []labelled `xml:"link"`
			Category []labelled `xml:"category"`
		} `xml:"entry"`
	}
	require.NoError(t, xml.Unmarshal([]byte(p.ok("/maps/m/feed.atom?lang=ar").body), &a))
	assert.Equal(t, "ar", a.Lang)
	assert.Equal(t, text{"en", "Floods"}, a.Title)
	assert.Equal(t, "en", a.Author.Lang, "of its name")
	require.Len(t, a.Entry, 5)
	var titles, summaries []text
	for _, e := range a.Entry {
		titles, summaries = append(titles, e.Title), append(summaries, e.Summary)
		assert.Equal(t, []labelled{{Label: "معلن"}, {Lang: "uk", Label: "Flood"}}, e.Category, "what is not the desk's own word is the reader's")
	}
	assert.Equal(t, []text{
		{"en", "Correction: Bridge closed"}, {"en", "Claimed: Bridge closed"}, {"uk", "Заявлено: Міст закрито"}, {"mul", "معلن: Pont fermé"}, {"", "معلن: الجسر مغلق"},
	}, titles)
	assert.Equal(t, []text{
		{"en", "It was Tuesday. (Changed: date)"}, {"en", "Claimed by City. It is closed."}, {"", "إعلان من: Місто."}, {"mul", "إعلان من: La ville. Il est fermé. Так."}, {"en", "Claimed by المدينة. It is closed."},
	}, summaries)
	assert.Contains(t, a.Entry[1].Link, labelled{Lang: "en", Title: "City", Rel: "via"})
}

func TestFeedIsBounded(t *testing.T) {
	var all []string
	for i := range 150 {
		all = append(all, reported(fmt.Sprint(i), fmt.Sprintf(`,"created":"2024-%02d-%02d"`, 1+i/28, 1+i%28)))
	}
	a := start(t, folder(t, "m", "a.geojson", features(all...))).feed("/maps/m/feed.atom")
	require.Len(t, a.Entries, 100)
	assert.Equal(t, "Claimed: Title of 149", a.Entries[0].Title)
}

func TestFeedOfHostileText(t *testing.T) {
	hostile := `</title><script>alert(1)</script>]]>&amp;&nbsp;\u0000\u0008\uffff\ud800\u202e x`
	p := start(t, folder(t, "m", "a.geojson", features(
		`{"type":"Feature","id":"</id>\u0001&\"'","geometry":null,"properties":{"title":"`+hostile+`","kind":"`+hostile+`","status":"claimed","created":"2024-10-01","summary":{"x\"><y":"z","uk":"`+hostile+`"},
"corrections":[{"rev":1,"at":"2024-10-02","note":"`+hostile+`","changed":["`+hostile+`"]}],
"sources":[{"name":"`+hostile+`","stance":"claims","url":"javascript:alert(1)","citation":"c"},{"name":"B","stance":"claims","url":"https://example.org/?a=1&b=<c>\""}]}}`),
		"map.yaml", `{title: "</title><x>", description: "]]><x>&"}`))
	a := p.feed("/maps/m/feed.atom")
	require.Len(t, a.Entries, 2)
	assert.Contains(t, a.Entries[1].Title, "</title><script>alert(1)</script>]]>&amp;&nbsp;", "it is text and nothing else")
	body := p.ok("/maps/m/feed.atom").body
	for _, never := range []string{"<script", "javascript:", "\u202e", "\x00", "\x08", "\uffff"} {
		assert.NotContains(t, body, never)
	}
	page := p.ok(strings.TrimPrefix(linked(a.Entries[1].Links, "alternate"), p.base)).body
	assert.Contains(t, page, "&lt;/title&gt;&lt;script&gt;")
}

func TestFeedIsRevalidated(t *testing.T) {
	dir := folder(t, "m", "a.geojson", features(reported("a", `,"created":"2024-10-01"`)))
	p := start(t, dir)
	var first answer
	eventually(t, "the second in which it was loaded is over", func() bool {
		first = p.ok("/maps/m/feed.atom")
		return first.header.Get("Last-Modified") != ""
	})
	assert.Equal(t, "private, no-cache", first.header.Get("Cache-Control"))
	assert.Equal(t, http.StatusNotModified, p.get("/maps/m/feed.atom", "If-None-Match", first.header.Get("ETag")).code)
	assert.Equal(t, http.StatusNotModified, p.get("/maps/m/feed.atom", "If-Modified-Since", first.header.Get("Last-Modified")).code)
	assert.Equal(t, http.StatusOK, p.get("/maps/m/feed.atom", "If-Modified-Since", "Tue, 01 Oct 2024 00:00:00 GMT").code)
	assert.Equal(t, http.StatusOK, p.get("/maps/m/feed.atom", "If-None-Match", `"other"`, "If-Modified-Since", first.header.Get("Last-Modified")).code, "the tag goes before the date")
	assert.Equal(t, http.StatusOK, p.get("/maps/m/feed.atom", "If-Modified-Since", "yesterday").code)

	two := features(reported("a", `,"created":"2024-10-01"`), reported("b", `,"created":"2024-10-02"`))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a.geojson"), []byte(two), 0o644))
	eventually(t, "the change arrives", func() bool {
		return p.get("/maps/m/feed.atom", "If-Modified-Since", first.header.Get("Last-Modified")).code == http.StatusOK
	})
	assert.Len(t, p.feed("/maps/m/feed.atom").Entries, 2)
}
