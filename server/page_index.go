package server

import (
	"bytes"
	"io"
	"net/url"
	"strconv"
	"strings"

	"dateline/geo"
	"dateline/geo/words"
)

// An indexView is the list of maps.
type indexView struct {
	frame
	Maps      []mapView
	Languages languageMenu
}

type mapView struct {
	Href         string
	Title, Intro wording
	AsOf         string
	Count        string
}

// index writes the list of maps.
func (v *views) index(w io.Writer, maps []*geo.Map, q url.Values) error {
	query := parsePageQuery(q)
	l := indexLanguage(maps, query.lang)
	o := indexView{frame: frame{Title: l.Say("index.title"), Description: l.Say("counted.maps", "n", len(maps)), Canonical: v.canonical("/"), Theme: query.theme}}
	o.Languages = newLanguageMenu(l, func(tag string) string {
		q := query.values()
		q.Set("lang", tag)
		return address(v.Href("/"), q)
	})
	for _, m := range maps {
		g := tongue{m.Lang, m.Lang, l}
		if query.lang != "" {
			g.wanted = query.lang
		}
		title := g.in(m.Title, maxTitle)
		if title.Text == "" {
			title = g.data(cut(m.Name, maxTitle), "")
		}
		groups := v.facetsOf(m).groups
		var counts []string
		for _, group := range []string{groupReports, groupStatements, groupOthers} {
			if n := groups[group]; n > 0 {
				counts = append(counts, l.Say(countedKey[group], "n", n))
			}
		}
		at := url.Values{}
		if query.lang != "" && query.lang != m.Lang {
			at.Set("lang", query.lang)
		}
		one := mapView{Href: address(v.Href("/maps/"+url.PathEscape(m.Name)), at), Title: title, Intro: g.in(m.Description, maxSummary), Count: strings.Join(counts, l.Say("list.comma"))}
		if one.Count == "" {
			one.Count = l.Say("index.no_entries")
		}
		if m.AsOf != "" {
			one.AsOf = g.dayWords(m.AsOf)
		}
		o.Maps = append(o.Maps, one)
	}
	return v.render(w, l, "index.html", o)
}

// indexLanguage is the language asked for, else the one that all maps share,
// else English.
func indexLanguage(maps []*geo.Map, asked string) *words.Language {
	if asked != "" || len(maps) == 0 {
		return words.In(asked)
	}
	l := words.In(maps[0].Lang)
	for _, m := range maps {
		if words.In(m.Lang) != l {
			return words.In("")
		}
	}
	return l
}

// errorPage is what a reader meets in place of a page. The sentence is in
// English; parameter, if it is that of a filter, is told in the reader's language.
func (v *views) errorPage(code int, sentence, parameter, lang string) ([]byte, error) {
	g := tongue{wanted: lang, untagged: "en"}
	heading, reason := g.say("error.heading", "code", strconv.Itoa(code)), ""
	if parameter != "" {
		reason = g.say("error.parameter", "parameter", parameter)
	}
	var b bytes.Buffer
	err := v.render(&b, g.ui(), "error.html", struct {
		frame
		Heading  string
		Reason   string
		Sentence wording
		Code     int
	}{frame{Title: heading, Description: sentence}, heading, reason, g.data(words.Upper(cut(sentence, maxNote)), ""), code})
	return b.Bytes(), err
}
