package server

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dateline/geo"
	"dateline/geo/report"
)

// What the map says of whose borders and places it draws. The short one is for
// narrow maps.
const (
	mapCredits      = "Borders: United Nations view, disputed lines dashed · Natural Earth · GeoNames · Leaflet"
	mapCreditsShort = "UN view of borders · Natural Earth · GeoNames"
)

// frame is what every page has, whatever is on it.
type frame struct {
	Title       string
	Description string
	Canonical   string
	Theme       string
	Embed       bool
}

// A pageView is a map's page, or its embed.
type pageView struct {
	frame
	Heading    words
	Intro      words
	AsOf       string // "18 October 2024"
	Background []words
	Credits    []creditView
	Headline   string // "None of the 7 reports is corroborated or confirmed."
	Matched    int
	Total      int
	Key        keyView
	Time       *timeView
	List       listView
	Form       formView
	Share      shareView
	Script     scriptView
	Full       string // address of the page, for the embed
}

type creditView struct {
	Text words
	URL  string
}

// A formView is the filter as the form shows it.
type formView struct {
	Action  string
	Q       string
	Kinds   []option
	Sources []option
	Stances []option
	Hidden  [][2]string // parameters that the form keeps
	Clear   string      // address without filters; "" if there is none to clear
	Active  int         // filters in the form that are set
}

type shareView struct {
	Link, Embed, Snippet string
	Layers               []layerView
}

type layerView struct {
	Title        words
	GeoJSON, CSV string
}

// A scriptView is what the page's script is told.
type scriptView struct {
	Path      string // of the page
	Entries   string // of the entries to draw
	Ground    string // address of the basemap's tiles; "" without one
	GroundOwn bool   // whether they are this server's
	Map       string
	View      string // lon,lat,zoom; "" finds one that fits
	Lang      string
	Credits   string
	Short     string // credits for a narrow map
}

// shown is a map as one request wants it.
type shown struct {
	v *views
	m *geo.Map
	tongue
	facets *facets
	query  pageQuery
	given  geo.Filter // as asked for
	filter geo.Filter // with the default statuses
	path   string

	all            []*part
	matched, total int
}

func (v *views) show(m *geo.Map, path string, q url.Values) (*shown, error) {
	query, err := parsePageQuery(q)
	if err != nil {
		return nil, err
	}
	given, err := geo.ParseFilter(joinDates(q))
	if err != nil {
		return nil, err
	}
	s := &shown{v: v, m: m, query: query, given: given, filter: given.ForPage(), path: path, facets: v.facetsOf(m), total: m.Total()}
	s.tongue = tongue{wanted: m.Lang, untagged: m.Lang}
	if query.lang != "" {
		s.wanted = query.lang
	}
	s.all = s.parts()
	for _, p := range s.all {
		s.matched += p.Total
	}
	return s, nil
}

// with is the address of this page with the same filter and a change.
func (s *shown) with(change func(url.Values)) string {
	q := s.query.values()
	for name, values := range s.given.Values() {
		q[name] = values
	}
	if change != nil {
		change(q)
	}
	return address(s.v.Href(s.path), q)
}

// clear is the address of this page without a filter.
func (s *shown) clear() string { return address(s.v.Href(s.path), s.query.values()) }

// page writes the page of a map.
func (v *views) page(w io.Writer, m *geo.Map, q url.Values) error {
	s, err := v.show(m, "/maps/"+url.PathEscape(m.Name), q)
	if err != nil {
		return err
	}
	return v.render(w, "page.html", s.view(false))
}

// embed writes the embed of a map: the same without the page's furniture.
func (v *views) embed(w io.Writer, m *geo.Map, q url.Values) error {
	s, err := v.show(m, "/maps/"+url.PathEscape(m.Name)+"/embed", q)
	if err != nil {
		return err
	}
	return v.render(w, "embed.html", s.view(true))
}

func (s *shown) view(embed bool) *pageView {
	key, counts := s.key()
	o := &pageView{
		Heading:  s.in(s.m.Title, maxTitle),
		Intro:    s.in(s.m.Description, maxNote),
		Headline: report.Headline(counts, uiLang),
		Matched:  s.matched, Total: s.total,
		Key: key, Time: s.v.times(s), List: s.list(), Form: s.form(),
	}
	if s.m.AsOf != "" {
		if w, err := report.ParseWhen(s.m.AsOf); err == nil {
			o.AsOf = w.Words(uiLang, true)
		}
	}
	for _, b := range s.m.Background[:min(len(s.m.Background), 2*maxRows)] {
		o.Background = append(o.Background, s.in(b, maxNote))
	}
	for _, c := range s.m.Credits[:min(len(s.m.Credits), 2*maxRows)] {
		o.Credits = append(o.Credits, creditView{s.in(c.Text, maxNote), webAddress(c.URL)})
	}
	page := "/maps/" + url.PathEscape(s.m.Name)
	o.frame = frame{
		Title:       s.in(s.m.Title, maxTitle).Text,
		Description: cut(s.m.Description.In(s.wanted), 300),
		Canonical:   s.v.absolute(page),
		Theme:       s.query.theme,
		Embed:       embed,
	}
	if o.Description == "" {
		o.Description = o.Headline
	}
	o.Script = scriptView{
		Path: s.v.Href(s.path), Entries: s.v.Href(page + "/entries.geojson"), Ground: s.v.Ground.tiles, GroundOwn: s.v.Ground.own, Map: s.m.Name,
		View: s.firstView(), Lang: s.wanted, Credits: mapCredits, Short: mapCreditsShort,
	}
	if embed {
		o.Heading, o.Intro = s.in(s.m.ShortTitle, maxTitle), s.in(s.m.ShortSummary, 300)
		if o.Heading.Text == "" {
			o.Heading = s.in(s.m.Title, maxTitle)
		}
		if o.Intro.Text == "" {
			o.Intro = s.in(s.m.Description, 300)
		}
		at := *s
		at.path = page
		o.Full = at.with(nil)
		return o
	}
	o.Share = s.share(page)
	return o
}

// firstView is the view asked for, or the map's own.
func (s *shown) firstView() string {
	if s.query.view != "" {
		return s.query.view
	}
	if v := s.m.View; v != nil {
		return fmt.Sprintf("%g,%g,%g", v.Lon, v.Lat, v.Zoom)
	}
	return ""
}

func (s *shown) form() formView {
	f, set := s.given, 0
	same := func(word string) string { return word }
	o := formView{
		Action:  s.v.Href(s.path),
		Q:       f.Q,
		Kinds:   options(s.facets.kinds, f.Kinds, func(k string) string { return capital(report.KindWords(k, uiLang)) }),
		Sources: options(s.facets.sources, f.Sources[:min(len(f.Sources), 1)], same),
		Stances: options(s.facets.stances, f.Stances, func(v string) string { return report.Stance(v).Words(uiLang) }),
	}
	for name, values := range s.query.values() {
		o.Hidden = append(o.Hidden, [2]string{name, values[0]})
	}
	if box := f.Values()["bbox"]; len(box) > 0 {
		o.Hidden = append(o.Hidden, [2]string{"bbox", box[0]})
	}
	for i := 1; i < len(f.Sources); i++ {
		o.Hidden = append(o.Hidden, [2]string{"source", f.Sources[i]})
	}
	slices.SortFunc(o.Hidden, func(a, b [2]string) int { return strings.Compare(a[0]+a[1], b[0]+b[1]) })
	for _, given := range []bool{f.Q != "", len(f.Kinds) > 0, len(f.Sources) > 0, len(f.Stances) > 0, f.BBox != nil} {
		if given {
			set++
		}
	}
	o.Active = set
	if !f.IsZero() {
		o.Clear = s.clear()
	}
	return o
}

func (s *shown) share(page string) shareView {
	q := s.query.values()
	for name, values := range s.given.Values() {
		q[name] = values
	}
	if s.query.open != "" {
		q.Set("open", s.query.open)
	}
	o := shareView{Link: address(s.v.absolute(page), q), Embed: address(s.v.absolute(page+"/embed"), q)}
	o.Snippet = snippet(o.Embed, s.in(s.m.Title, maxTitle).Text)
	for _, l := range s.m.Layers[:min(len(s.m.Layers), 2*maxRows)] {
		title := s.in(l.Title, maxName)
		if title.Text == "" {
			title.Text = cut(l.Name, maxName)
		}
		base := s.v.Href("/layers/" + s.v.layerName(l))
		o.Layers = append(o.Layers, layerView{title, base + ".geojson", base + ".csv"})
	}
	return o
}

// An indexView is the list of maps.
type indexView struct {
	frame
	Maps []mapView
}

type mapView struct {
	Href         string
	Title, Intro words
	AsOf         string
	Count        string
}

// index writes the list of maps.
func (v *views) index(w io.Writer, maps []*geo.Map, q url.Values) error {
	query, err := parsePageQuery(q)
	if err != nil {
		return err
	}
	o := indexView{frame: frame{Title: "Maps of reported events", Description: plural(len(maps), "map", "maps") + " of reported events.", Canonical: v.absolute("/"), Theme: query.theme}}
	for _, m := range maps {
		g := tongue{m.Lang, m.Lang}
		if query.lang != "" {
			g.wanted = query.lang
		}
		title := g.in(m.Title, maxTitle)
		if title.Text == "" {
			title.Text = cut(m.Name, maxTitle)
		}
		groups := v.facetsOf(m).groups
		var counts []string
		for _, c := range []struct{ group, one, many string }{
			{groupReports, "report", "reports"}, {groupStatements, "statement", "statements"}, {groupOthers, "entry", "entries"},
		} {
			if n := groups[c.group]; n > 0 {
				counts = append(counts, plural(n, c.one, c.many))
			}
		}
		one := mapView{Href: v.Href("/maps/" + url.PathEscape(m.Name)), Title: title, Intro: g.in(m.Description, maxSummary), Count: strings.Join(counts, ", ")}
		if one.Count == "" {
			one.Count = "No entries"
		}
		if m.AsOf != "" {
			one.AsOf = dayWords(m.AsOf)
		}
		o.Maps = append(o.Maps, one)
	}
	return v.render(w, "index.html", o)
}

// errorPage is what a reader meets in place of a page.
func (v *views) errorPage(code int, sentence string) ([]byte, error) {
	heading := "This page cannot be shown"
	switch code {
	case http.StatusBadRequest:
		heading = "This address asks for something that cannot be"
	case http.StatusNotFound:
		heading = "Nothing is here"
	case http.StatusInternalServerError:
		heading = "Something went wrong"
	}
	var b bytes.Buffer
	err := v.render(&b, "error.html", struct {
		frame
		Heading, Sentence string
		Code              int
	}{frame{Title: heading, Description: sentence}, heading, capital(cut(sentence, maxNote)), code})
	return b.Bytes(), err
}
