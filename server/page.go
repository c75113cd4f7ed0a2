package server

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dateline/geo"
	"dateline/geo/report"
	"dateline/geo/words"
)

// frame is what every page has, whatever is on it.
type frame struct {
	Title       string
	Description string
	Canonical   string
	Theme       string
	Embed       bool
	Card        *cardView // nil on pages that are no map's
	Feed        string    // of what is new on the map
	OEmbed      string    // what others need to embed this page
}

// A pageView is a map's page, or its embed.
type pageView struct {
	frame
	Heading    wording
	Intro      wording
	AsOf       string // "18 October 2024"
	Background []wording
	Credits    []creditView
	Span       string // "7 reports, 6 statements · June to 18 October 2024"
	Voices     []run  // "Who speaks: NIS, the Kremlin and 5 more"
	Part       bool   // only what changes is wanted
	UI         string // none or min: furniture that is left out
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
	Poster     *posterView
	Languages  languageMenu
}

type creditView struct {
	Text wording
	URL  string
}

// A formView is the filter as the form shows it.
type formView struct {
	Action  string
	Q       string
	Kinds   []option
	Sources []option
	Stances []option
	Layers  []option    // where there are several
	Hidden  [][2]string // parameters that the form keeps
	Clear   string      // address without filters; "" if there is none to clear
	Active  int         // filters in the form that are set
}

type shareView struct {
	Link, Embed, Snippet string
	Picture, Text        string // of what is shown
	Layers               []layerView
}

type layerView struct {
	Title        wording
	GeoJSON, CSV string
}

// A scriptView is what the page's script is told.
type scriptView struct {
	Path    string // of the page
	Entries string // of the entries to draw
	Ground  ground
	Map     string
	Whole   bool   // the entries can be fetched whole and filtered by the script
	View    string // lon,lat,zoom; "" finds one that fits
	Lang    string
	Credits string
	Short   string // credits for a narrow map
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
	abroad abroad

	before         string // see opening
	all            []*part
	matched, total int
}

func (v *views) show(m *geo.Map, path string, q url.Values) (*shown, error) {
	query := parsePageQuery(q)
	given, err := geo.ParseFilter(joinDates(q))
	if err != nil {
		return nil, err
	}
	s := &shown{v: v, m: m, query: query, given: given, filter: given.ForPage(), path: path, facets: v.facetsOf(m), total: m.Total()}
	s.tongue = tongue{wanted: m.Lang, untagged: m.Lang}
	if query.lang != "" {
		s.wanted = query.lang
	}
	s.tongue.page = s.ui()
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
func (v *views) page(w io.Writer, m *geo.Map, q url.Values, a abroad) error {
	s, err := v.show(m, "/maps/"+url.PathEscape(m.Name), q)
	if err != nil {
		return err
	}
	s.abroad = a
	return s.write(w, "page.html", false)
}

// embed writes the embed of a map: the same without the page's furniture.
func (v *views) embed(w io.Writer, m *geo.Map, q url.Values, a abroad) error {
	s, err := v.show(m, "/maps/"+url.PathEscape(m.Name)+"/embed", q)
	if err != nil {
		return err
	}
	s.abroad = a
	return s.write(w, "embed.html", true)
}

// write writes the page, or the part of it that is asked for.
func (s *shown) write(w io.Writer, name string, embed bool) error {
	if s.query.part == partEntry {
		e, ok := s.m.Entry(s.query.open)
		if !ok {
			return nil // nothing: the list says that it is gone
		}
		row, err := s.row(e)
		if err == nil {
			_, err = io.WriteString(w, string(row))
		}
		return err
	}
	o, err := s.view(embed)
	if err != nil {
		return err
	}
	if s.query.part != "" {
		name = "part"
	}
	return s.v.render(w, s.ui(), name, o)
}

func (s *shown) view(embed bool) (*pageView, error) {
	list, err := s.list()
	if err != nil {
		return nil, err
	}
	key, counts := s.key()
	o := &pageView{
		Heading:  s.in(s.m.Title, maxTitle),
		Intro:    s.in(s.m.Description, maxNote),
		Headline: report.Headline(counts, s.wanted),
		Span:     s.span(), Voices: s.voices(),
		Matched: s.matched, Total: s.total,
		Key: key, Time: s.v.times(s), List: list, Form: s.form(),
	}
	if s.m.AsOf != "" {
		if w, err := report.ParseWhen(s.m.AsOf); err == nil {
			o.AsOf = w.Words(s.wanted, true)
		}
	}
	o.Part = s.query.part != ""
	if s.query.ui != "full" {
		o.UI = s.query.ui
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
		Canonical:   s.v.canonical(page),
		Theme:       s.query.theme,
		Embed:       embed,
		OEmbed:      s.oembed(page),
	}
	if o.Description == "" {
		o.Description = o.Headline
	}
	o.Card = s.card(page)
	under, tag := s.v.Ground(s.m), s.ui().Tag()
	o.Script = scriptView{
		Path: s.v.Href(s.path), Entries: s.v.Href(page + "/entries.geojson"), Ground: under, Map: s.m.Name,
		Whole: s.total <= geo.MaxEach, View: s.firstView(), Lang: s.wanted,
		Credits: under.credits(tag, geo.CreditsPage), Short: under.credits(tag, geo.CreditsShort),
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
		s.posted(page, o)
		return o, nil
	}
	o.Feed = s.feed(page)
	o.Share = s.share(page)
	o.Languages = newLanguageMenu(s.ui(), func(tag string) string {
		return s.with(func(q url.Values) {
			if q.Set("lang", tag); tag == s.m.Lang {
				q.Del("lang")
			}
		})
	})
	return o, nil
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
		Kinds:   options(s.facets.kinds, f.Kinds, func(k string) string { return report.KindWords(k, s.wanted) }),
		Sources: options(s.facets.sources, f.Sources[:min(len(f.Sources), 1)], same),
		Stances: options(s.facets.stances, f.Stances, func(v string) string { return report.Stance(v).Words(s.wanted) }),
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
	if len(s.m.Layers) > 1 {
		var names []string
		for _, l := range s.m.Layers[:min(len(s.m.Layers), maxOptions)] {
			names = append(names, l.Name)
		}
		o.Layers = options(names, f.Layers, s.layerTitle)
	}
	for _, given := range []bool{f.Q != "", len(f.Kinds) > 0, len(f.Sources) > 0, len(f.Stances) > 0, f.BBox != nil, len(f.Layers) > 0} {
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

// state is what is shown as parameters, the open entry included.
func (s *shown) state() url.Values {
	q := s.query.values()
	for name, values := range s.given.Values() {
		q[name] = values
	}
	if s.query.open != "" {
		q.Set("open", s.query.open)
	}
	return q
}

func (s *shown) share(page string) shareView {
	q := s.state()
	o := shareView{Link: address(s.v.absolute(page), q), Embed: address(s.v.absolute(page+"/embed"), q)}
	o.Snippet = snippet(o.Embed, s.in(s.m.Title, maxTitle).Text, s.v.absolute("/embed.js"))
	o.Picture, o.Text = address(s.v.Href(page+".png"), pictureQuery(q)), address(s.v.Href(page+".txt"), textQuery(q))
	data := s.filter // with the statuses that a page leaves out by itself
	if s.given.IsZero() && s.facets.gone[report.Refuted]+s.facets.gone[report.Retracted] == 0 {
		data = s.given
	}
	data.Layers = nil
	for _, l := range s.m.Layers[:min(len(s.m.Layers), 2*maxRows)] {
		if !s.filter.Wants(l) {
			continue
		}
		title := s.in(l.Title, maxName)
		if title.Text == "" {
			title = s.data(cut(l.Name, maxName), "")
		}
		base := s.v.Href("/layers/" + s.v.layerName(l))
		o.Layers = append(o.Layers, layerView{title, address(base+".geojson", data.Values()), address(base+".csv", data.Values())})
	}
	return o
}

// pictureQuery is the query of a page as a picture wants it: of the view the
// middle and the zoom.
func pictureQuery(page url.Values) url.Values {
	q := maps.Clone(page)
	if lon, rest, ok := strings.Cut(q.Get("view"), ","); ok {
		lat, zoom, _ := strings.Cut(rest, ",")
		q.Set("center", lon+","+lat)
		q.Set("zoom", zoom)
	}
	for _, name := range []string{"view", "group", "open"} {
		q.Del(name)
	}
	return q
}

// textQuery is the query of a page as far as the list as text depends on it.
func textQuery(page url.Values) url.Values {
	q := maps.Clone(page)
	for _, name := range []string{"view", "theme", "ui", "open"} {
		q.Del(name)
	}
	return q
}

// layerTitle is what a layer is called.
func (s *shown) layerTitle(name string) string {
	if l := s.m.Layer(name); l != nil {
		if t := s.in(l.Title, maxName); t.Text != "" {
			return t.Text
		}
	}
	return name
}

// span says what the map holds: how many, and from when to when.
func (s *shown) span() string {
	var counts []string
	for _, group := range []string{groupReports, groupStatements, groupOthers} {
		if n := s.facets.groups[group]; n > 0 {
			counts = append(counts, s.say(countedKey[group], "n", n))
		}
	}
	parts := []string{strings.Join(counts, s.say("list.comma"))}
	if !s.facets.first.IsZero() {
		parts = append(parts, s.facets.span(s.tongue))
	}
	if s.facets.updated != "" {
		parts = append(parts, s.say("page.updated", "date", s.dayWords(s.facets.updated)))
	}
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " · ")
}

// mostVoices is how many sources the heading names.
const mostVoices = 4

// voices says whose words these are, the most frequent first.
func (s *shown) voices() []run {
	all := s.facets.sources
	if len(all) == 0 {
		return nil
	}
	named := all[:min(len(all), mostVoices)]
	var each [][]report.Run
	var listed []report.Run
	for i, name := range named {
		one := s.data(name, "").part()
		each = append(each, []report.Run{one})
		if i > 0 {
			listed = append(listed, report.Run{Text: s.say("list.comma")})
		}
		listed = append(listed, one)
	}
	names := s.ui().AndRuns(each)
	if rest := s.facets.voices - len(named); rest > 0 {
		names = s.ui().Runs("page.and_more", "names", listed, "n", rest)
	}
	return s.runs(s.ui().Runs("page.voices", "names", names))
}

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
// English.
func (v *views) errorPage(code int, sentence, lang string) ([]byte, error) {
	g := tongue{wanted: lang, untagged: "en"}
	heading := g.say("error.heading", "code", strconv.Itoa(code))
	var b bytes.Buffer
	err := v.render(&b, g.ui(), "error.html", struct {
		frame
		Heading  string
		Sentence wording
		Code     int
	}{frame{Title: heading, Description: sentence}, heading, g.data(words.Upper(cut(sentence, maxNote)), ""), code})
	return b.Bytes(), err
}
