package server

import (
	"bytes"
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"dateline/geo"
	"dateline/geo/report"
)

// maxNews bounds the entries of a feed.
const maxNews = 100

// The elements of RFC 4287. What XML cannot hold, the encoder replaces.
type (
	atomFeed struct {
		XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang      string      `xml:"xml:lang,attr"`
		ID        string      `xml:"id"`
		Title     atomText    `xml:"title"`
		Subtitle  *atomText   `xml:"subtitle"`
		Updated   string      `xml:"updated"`
		Author    atomPerson  `xml:"author"`
		Generator string      `xml:"generator"`
		Links     []atomLink  `xml:"link"`
		Entries   []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		ID         string         `xml:"id"`
		Title      atomText       `xml:"title"`
		Updated    string         `xml:"updated"`
		Published  string         `xml:"published,omitempty"`
		Links      []atomLink     `xml:"link"`
		Categories []atomCategory `xml:"category"`
		Summary    *atomText      `xml:"summary"`
	}
	atomText struct {
		Lang string `xml:"xml:lang,attr,omitempty"`
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
	atomPerson struct {
		Name string `xml:"name"`
	}
	atomLink struct {
		Rel   string `xml:"rel,attr"`
		Type  string `xml:"type,attr,omitempty"`
		Title string `xml:"title,attr,omitempty"`
		Href  string `xml:"href,attr"`
	}
	atomCategory struct {
		Term   string `xml:"term,attr"`
		Scheme string `xml:"scheme,attr"`
		Label  string `xml:"label,attr"`
	}
)

// feed tells what is new on a map, corrections included. Like the data, and
// unlike the page, it has what is refuted or retracted: readers of the report
// should hear of that first of all.
func (s *server) feed(w http.ResponseWriter, r *http.Request) error {
	m, f, lang, err := s.wanted(r)
	if err != nil {
		return err
	}
	host, err := s.outside(r)
	if err != nil {
		return err
	}
	made := tag(s.assets.version, m.Name, m.Version, m.Since.String(), "feed", f.Values().Encode(), lang, host)
	c := content{kind: typeAtom, cache: s.cacheOfHost(), etag: made, modified: &m.Since}
	return s.sendKept(w, r, c, made, gzipQuick, func() ([]byte, error) { return s.writeFeed(m, f, lang, host) })
}

// writeFeed makes the feed of a map whose server is reached at host.
func (s *server) writeFeed(m *geo.Map, f geo.Filter, lang, host string) ([]byte, error) {
	page := host + s.href("/maps/"+url.PathEscape(m.Name))
	q := f.Values()
	if lang != m.Lang {
		q.Set("lang", lang)
	}
	self := address(page+"/feed.atom", q)
	a := atom{tongue{wanted: lang, untagged: m.Lang}, page, host + s.href("/schemas/report.json"), m.Lang}
	title := a.in(m.Title, maxTitle)
	o := atomFeed{
		Lang: lang, ID: self, Title: a.text(title), Author: atomPerson{title.Text}, Generator: "Dateline",
		Links: []atomLink{
			{Rel: "self", Type: "application/atom+xml", Href: self},
			{Rel: "alternate", Type: "text/html", Href: address(page, q)},
		},
	}
	if about := a.in(m.Description, maxNote); about.Text != "" {
		t := a.text(about)
		o.Subtitle = &t
	}
	// Of a feed without entries nothing is known but since when it is like that.
	updated := m.Since
	news := m.News(f, maxNews)
	if len(news) > 0 {
		updated = news[0].At
	}
	o.Updated = rfc3339(updated)
	for _, n := range news {
		o.Entries = append(o.Entries, a.entry(n))
	}
	var b bytes.Buffer
	_, _ = io.WriteString(&b, xml.Header)
	e := xml.NewEncoder(&b)
	e.Indent("", " ")
	if err := e.Encode(o); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// atom writes the entries of one feed.
type atom struct {
	tongue
	page    string // address of the map
	schema  string // address of the vocabulary
	mapLang string
}

// text is a text with its language where that is another than the feed's.
func (a atom) text(w wording) atomText {
	t := atomText{Type: "text", Text: w.Text}
	if w.lang != a.wanted && isLanguageTag(w.lang) {
		t.Lang = w.lang
	}
	return t
}

func (a atom) entry(n geo.News) atomEntry {
	r := n.Report
	// The address of the entry on its map is the same in every language and with
	// every filter, and so is the id made of it.
	id := address(a.page, url.Values{"open": {n.Key()}})
	q := url.Values{"open": {n.Key()}}
	if a.wanted != a.mapLang {
		q.Set("lang", a.wanted)
	}
	e := atomEntry{ID: id, Updated: rfc3339(n.At), Links: []atomLink{{Rel: "alternate", Type: "text/html", Href: address(a.page, q)}}}
	title := entryTitle(n.Entry, a.tongue)
	what, summary := r.Status.Words(a.wanted), a.summary(r)
	if n.Correction != nil {
		e.ID += "#" + n.Part
		what, summary = a.say("feed.correction"), a.in(n.Correction.Note, maxNote)
		if what := changed(*n.Correction, a.tongue); what != "" {
			summary.Text = strings.TrimSpace(summary.Text + " (" + cut(what, maxNote) + ")")
		}
	} else if came := r.Came(); !came.IsZero() {
		e.Published = rfc3339(came)
	}
	if what != "" {
		title.Text = what + ": " + title.Text
	}
	e.Title = a.text(title)
	if summary.Text != "" {
		t := a.text(summary)
		e.Summary = &t
	}
	for _, source := range r.Sources[:min(len(r.Sources), maxRows)] {
		if link := webAddress(source.Link()); link != "" {
			e.Links = append(e.Links, atomLink{Rel: "via", Title: a.in(source.Name, maxName).Text, Href: link})
		}
	}
	if r.Status != "" {
		e.Categories = append(e.Categories, atomCategory{string(r.Status), a.schema + "#status", r.Status.Words(a.wanted)})
	}
	if r.Kind != "" {
		kind := cut(r.Kind, maxName)
		e.Categories = append(e.Categories, atomCategory{kind, a.schema + "#kind", report.KindWords(kind, a.wanted)})
	}
	return e
}

// summary is who says it, and what.
func (a atom) summary(r *report.Report) wording {
	var who strings.Builder
	for _, run := range r.WhoSays(a.wanted) {
		who.WriteString(run.Text)
	}
	all := []string{cut(who.String(), maxNote)}
	about := a.in(r.Summary, maxNote)
	for _, t := range []wording{about, a.in(r.StatusNote, maxNote)} {
		if t.Text != "" {
			all = append(all, t.Text)
		}
	}
	return wording{Text: strings.TrimSpace(strings.Join(all, " ")), lang: about.lang}
}

func rfc3339(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// feed is the address of what is new among what is shown.
func (s *shown) feed(page string) string {
	q := s.given.Values()
	if s.query.lang != "" {
		q.Set("lang", s.query.lang)
	}
	return address(s.v.Href(page+"/feed.atom"), q)
}
