package server

import (
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"dateline/geo"
	"dateline/geo/report"
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
	Stale      string // "The newest data could not be read. Shown as of …"
	Span       string // "7 reports, 6 statements · June to 18 October 2024"
	Voices     []run  // "Who speaks: NIS, the Kremlin and 5 more"
	Part       bool   // only what changes is wanted
	UI         string // none or min: furniture that is left out
	Headline   string // "None of the 7 reports is corroborated or confirmed."
	Matched    int
	Total      int
	Chosen     *chosenView // nil: nothing is chosen but statuses and dates
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
	switch s.query.part {
	case partMade:
		_, err := io.WriteString(w, `<div data-made="`+s.newest()+`"></div>`)
		return err
	case partEntry:
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
		Key: key, Time: s.v.times(s), List: list, Form: s.form(), Chosen: s.chosen(),
	}
	if !s.m.Stale.IsZero() {
		o.Stale = s.say("page.stale", "date", s.moment(s.m.Stale.UTC()))
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
		q := s.state()
		if q.Set("lang", tag); tag == s.m.Lang {
			q.Del("lang")
		}
		return address(s.v.Href(s.path), q)
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
	if n := s.facets.changed; n > 0 {
		parts = append(parts, s.say("page.corrected", "n", n))
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
