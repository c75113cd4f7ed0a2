package server

import (
	"bytes"
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"time"

	"dateline/geo"
	"dateline/geo/report"
	"dateline/geo/words"
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
		Lang string `xml:"xml:lang,attr,omitempty"` // of the name
		Name string `xml:"name"`
	}
	atomLink struct {
		Lang  string `xml:"xml:lang,attr,omitempty"` // of the title
		Rel   string `xml:"rel,attr"`
		Type  string `xml:"type,attr,omitempty"`
		Title string `xml:"title,attr,omitempty"`
		Href  string `xml:"href,attr"`
	}
	atomCategory struct {
		Lang   string `xml:"xml:lang,attr,omitempty"` // of the label
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
		Lang: lang, ID: self, Title: a.text(title), Author: atomPerson{a.foreign(title.lang), title.Text}, Generator: "Dateline",
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

// foreign is a language where it is another than the feed's.
func (a atom) foreign(lang string) string {
	if lang == a.wanted || !isLanguageTag(lang) {
		return ""
	}
	return lang
}

// text is a text with its language where that is another than the feed's.
func (a atom) text(w wording) atomText {
	return atomText{Lang: a.foreign(w.lang), Type: "text", Text: w.Text}
}

// mixed is the language of what is in several (RFC 5646, section 4.1).
const mixed = "mul"

// round is the tongue of our words beside texts of an event, and the language of
// it all: a text of a feed has but one (RFC 4287, section 3.1). Where the texts
// are in another than the reader asked for, ours follow them if they can.
func (a atom) round(texts ...wording) (g tongue, lang string) {
	for _, t := range texts {
		switch {
		case t.Text == "" || t.lang == lang:
		case lang == "":
			lang = t.lang
		default:
			return a.alone(), mixed
		}
	}
	switch {
	case lang == "":
		g = a.alone()
		return g, g.wanted
	case !words.In(lang).Is(lang):
		return a.alone(), mixed
	}
	return tongue{wanted: lang, untagged: a.untagged}, lang
}

// alone is the tongue of our words that stand by themselves.
func (a atom) alone() tongue { return tongue{wanted: a.ui().Tag(), untagged: a.untagged} }

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
	e.Title = a.text(a.title(n))
	summary := a.summary(r)
	if n.Correction != nil {
		e.ID += "#" + n.Part
		summary = a.correction(*n.Correction)
	} else if came := r.Came(); !came.IsZero() {
		e.Published = rfc3339(came)
	}
	if summary.Text != "" {
		t := a.text(summary)
		e.Summary = &t
	}
	for _, source := range r.Sources[:min(len(r.Sources), maxRows)] {
		if link := webAddress(source.Link()); link != "" {
			name := a.in(source.Name, maxName)
			e.Links = append(e.Links, atomLink{Lang: a.foreign(name.lang), Rel: "via", Title: name.Text, Href: link})
		}
	}
	e.Categories = a.categories(r)
	return e
}

// title is that of the entry, with its status or what else is new before it.
func (a atom) title(n geo.News) wording {
	title := entryTitle(n.Entry, a.tongue)
	g, lang := a.round(title)
	what := n.Report.Status.Words(g.wanted)
	if n.Correction != nil {
		what = g.say("feed.correction")
	}
	if what == "" {
		return title
	}
	return wording{Text: what + ": " + title.Text, lang: lang}
}

// summary is who says it, and what.
func (a atom) summary(r *report.Report) wording {
	about, note := a.in(r.Summary, maxNote), a.in(r.StatusNote, maxNote)
	g, lang := a.round(about, note)
	who := cut(plainRuns(g.runs(r.WhoSays(g.wanted))), maxNote)
	return wording{Text: joined(" ", who, about.Text, note.Text), lang: lang}
}

// correction is why something was corrected, and what.
func (a atom) correction(c report.Correction) wording {
	note := a.in(c.Note, maxNote)
	g, lang := a.round(note)
	what := cut(changed(c, g), maxNote)
	if what == "" {
		return note
	}
	return wording{Text: joined(" ", note.Text, "("+what+")"), lang: lang}
}

func (a atom) categories(r *report.Report) []atomCategory {
	var all []atomCategory
	g := a.alone()
	if r.Status != "" {
		all = append(all, atomCategory{a.foreign(g.wanted), string(r.Status), a.schema + "#status", r.Status.Words(g.wanted)})
	}
	if r.Kind != "" {
		kind, lang := cut(r.Kind, maxName), g.wanted
		if !g.ui().Has("kind." + kind) { // a word of the desk's own
			lang = a.untagged
		}
		all = append(all, atomCategory{a.foreign(lang), kind, a.schema + "#kind", report.KindWords(kind, g.wanted)})
	}
	return all
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
