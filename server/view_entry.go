package server

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dateline/geo"
	"dateline/geo/report"
)

// How many rows of one entry are listed; hostile or careless data may hold
// thousands. The rest is counted, and in the feature.
const (
	maxSources = 50
	maxRows    = 20
)

// An entryView is one entry of the list with all that its card says.
type entryView struct {
	Key      string // layer/id
	Anchor   string // id of the element
	Href     string // this page with the entry open
	Link     string // the entry on its map, without filters
	GeoJSON  string
	Group    string // the group of the list that it belongs to
	Symbol   string // of the sprite, without "sym-"
	Status   string // "Claimed, denied", "Statement"
	Title    words
	Date     string // "8–13 Oct 2024"
	LongDate string // "8–13 October 2024"
	Where    words  // "By sea to Vladivostok"
	Drawn    bool
	Open     bool
	Who      []report.Run
	Said     string // "Claimed by NIS"
	Summary  words

	Sources     []sourceView
	MoreSources int
	Facts       []factView
	Note        words // why it has its status
	Ref         *refView
	Corrections []correctionView
	Version     string
	Props       []propView
	MoreProps   int
}

// SourcesLabel is what unfolds the entry.
func (e entryView) SourcesLabel() string {
	if n := len(e.Sources) + e.MoreSources; n > 0 {
		return plural(n, "source", "sources")
	}
	return "Details"
}

// SourcesShown names the same when they are unfolded.
func (e entryView) SourcesShown() string {
	switch n := len(e.Sources) + e.MoreSources; n {
	case 0:
		return "details"
	case 1:
		return "the source"
	default:
		return "the " + e.SourcesLabel()
	}
}

// A sourceView is one voice of "Who says what".
type sourceView struct {
	Stance  string
	Name    words
	Role    words
	When    string // "18 Oct 2024"
	Note    words
	Quote   words
	Through string   // who carried it, where not all sources came that way
	Ref     *refView // nil where all sources of an entry share one
}

// A refView says where a source can be read.
type refView struct {
	Through string // who carried it
	Work    words  // title or citation
	More    words  // citation, where there is a title too
	URL     string
	Archive string
}

// A factView is one row of "What is known of it".
type factView struct {
	Term   string
	Values []factValue
}

type factValue struct{ Text, Note words }

type correctionView struct {
	Rev, At string
	Note    words
}

type propView struct{ Name, Value string }

// entry makes the view of one entry. links says where its title leads.
func (v *views) entry(m *geo.Map, e geo.Entry, g tongue, open func(key string) string) entryView {
	r, key := e.Report, e.Key()
	id := strings.TrimPrefix(key, e.Layer.Name+"/")
	o := entryView{
		Key:      key,
		Anchor:   anchor(e),
		Href:     open(key) + "#" + anchor(e),
		Link:     v.absolute(address("/maps/"+url.PathEscape(m.Name), url.Values{"open": {key}})),
		GeoJSON:  v.Href("/layers/" + v.layerName(e.Layer) + "/features/" + url.PathEscape(id)),
		Title:    entryTitle(e, g),
		Date:     capital(r.When.Words(uiLang, false)),
		LongDate: capital(r.When.Words(uiLang, true)),
		Where:    entryPlace(r, g),
		Drawn:    e.Shape != report.ShapeNone,
		Summary:  g.in(r.Summary, maxSummary),
	}
	o.Group, o.Symbol, o.Status = standing(r)
	if !r.Reported {
		o.properties(e)
		if o.Summary.Text == "" {
			o.Summary.Text = o.brief()
		}
		return o
	}
	o.Who, o.Said = boundedRuns(r.WhoSays(uiLang)), cut(r.Said(uiLang), maxTitle)
	o.Note = g.in(r.StatusNote, maxNote)
	o.sources(r, g)
	o.facts(e, g)
	o.history(r, g)
	return o
}

// anchor is the id of an entry's element; its key may hold what an id must not.
func anchor(e geo.Entry) string { return "e-" + e.Layer.Name + "-" + strconv.Itoa(e.Ordinal) }

// The groups of the list.
const (
	groupReports    = "reports"
	groupStatements = "statements"
	groupOthers     = "others"
)

// standing is an entry's group, symbol and status in words.
func standing(r *report.Report) (group, symbol, status string) {
	switch {
	case r.Reported && r.Status.Valid():
		return groupReports, string(r.Status), r.Status.Words(uiLang)
	case r.Kind == report.Statement:
		return groupStatements, "statement", "Statement"
	}
	return groupOthers, "plain", ""
}

// entryTitle is what an entry is called: the title of its own, or else its id
// or its place in the layer.
func entryTitle(e geo.Entry, g tongue) words {
	own := ownTitle(e, g)
	switch {
	case own.Text != "":
		return own
	case e.ID != "":
		return words{cut(e.ID, maxTitle), g.untagged}
	}
	layer := g.in(e.Layer.Title, maxName)
	if layer.Text == "" {
		layer.Text = e.Layer.Name
	}
	return words{layer.Text + ", number " + digits(e.Ordinal), layer.lang}
}

// ownTitle is the title that an entry's data give it, if they do.
func ownTitle(e geo.Entry, g tongue) words {
	if t := g.in(e.Report.Title, maxTitle); t.Text != "" {
		return t
	}
	var name string
	e.Feature().Properties(func(property string, value []byte) {
		switch strings.ToLower(property) {
		case "name", "title", "label", "headline":
			if name == "" {
				name = plainValue(value, maxTitle)
			}
		}
	})
	return words{name, g.untagged}
}

// entryPlace is the place of the line above the title.
func entryPlace(r *report.Report, g tongue) words {
	if r.Move != nil {
		return words{cut(r.Move.Words(g.wanted), maxName), ""}
	}
	if r.Place != nil {
		return g.in(r.Place.Name, maxName)
	}
	return words{}
}

// boundedRuns cuts a sentence of runs as a whole.
func boundedRuns(runs []report.Run) []report.Run {
	left := maxSummary
	for i, run := range runs {
		lead, trail := strings.HasPrefix(run.Text, " "), strings.HasSuffix(run.Text, " ")
		s := cut(run.Text, left)
		left -= len(s)
		if lead {
			s = " " + s
		}
		if trail && s != " " {
			s += " "
		}
		runs[i].Text = s
		if left <= 0 {
			return runs[:i+1]
		}
	}
	return runs
}

func (o *entryView) sources(r *report.Report, g tongue) {
	all := slices.Clone(r.Sources)
	order := report.Stances()
	slices.SortStableFunc(all, func(a, b report.Source) int {
		return slices.Index(order, a.Stance) - slices.Index(order, b.Stance)
	})
	if len(all) > maxSources {
		o.MoreSources = len(all) - maxSources
		all = all[:maxSources]
	}
	common := carriersOfAll(r, all, g)
	var refs []refView
	for _, s := range all {
		name := g.in(s.Name, maxName)
		if name.Text == "" {
			name = words{cut(s.ID, maxName), ""}
		}
		own := slices.DeleteFunc(carriersOf(r, s, g), func(c string) bool { return slices.Contains(common, c) })
		o.Sources = append(o.Sources, sourceView{
			Stance:  s.Stance.Words(uiLang),
			Name:    name,
			Role:    g.in(s.Role, maxName),
			When:    capital(cut(s.Published.Words(uiLang, false), maxName)),
			Note:    g.in(s.Note, maxNote),
			Quote:   g.in(s.Quote, maxNote),
			Through: joined(own),
		})
		refs = append(refs, refOf(s, common, g))
	}
	if len(refs) == 0 {
		return
	}
	if !slices.ContainsFunc(refs, func(one refView) bool { return one != refs[0] }) {
		if refs[0] != (refView{}) {
			o.Ref = &refs[0]
		}
		return
	}
	for i := range refs {
		if refs[i] != (refView{}) {
			o.Sources[i].Ref = &refs[i]
		}
	}
}

// carriersOf names who carried what a source says.
func carriersOf(r *report.Report, s report.Source, g tongue) []string {
	all := r.Carriers(s, g.wanted)
	all = slices.Clone(all[:min(len(all), maxRows)])
	for i := range all {
		all[i] = cut(all[i], maxName)
	}
	return all
}

// carriersOfAll names those who carried every source of an entry.
func carriersOfAll(r *report.Report, sources []report.Source, g tongue) []string {
	var common []string
	for i, s := range sources {
		own := carriersOf(r, s, g)
		if i == 0 {
			common = own
		}
		common = slices.DeleteFunc(common, func(c string) bool { return !slices.Contains(own, c) })
	}
	return common
}

func refOf(s report.Source, carriers []string, g tongue) refView {
	o := refView{
		Through: joined(carriers),
		Work:    g.in(s.Title, maxTitle),
		More:    g.in(s.Citation, maxSummary),
		URL:     webAddress(s.URL),
		Archive: webAddress(s.Archive),
	}
	if o.Work.Text == "" {
		o.Work, o.More = o.More, words{}
	}
	if o.Work.Text == "" && o.URL != "" {
		o.Work.Text = hostName(o.URL)
	}
	// A work that names its carrier says it once.
	if o.Through != "" && strings.Contains(o.Work.Text, o.Through) {
		o.Through = ""
	}
	return o
}

func hostName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

func (o *entryView) history(r *report.Report, g tongue) {
	n := len(r.Corrections)
	for i := range min(n, maxRows) {
		c := r.Corrections[n-1-i] // the newest first
		o.Corrections = append(o.Corrections, correctionView{
			Rev:  "Version " + digits(c.Rev),
			At:   dayWords(c.At),
			Note: g.in(c.Note, maxNote),
		})
	}
	switch {
	case r.Rev > 0 && n == 0:
		o.Version = "Version " + digits(r.Rev) + ", no corrections"
	case r.Rev > 0:
		o.Version = "Version " + digits(r.Rev) + ", " + plural(n, "correction", "corrections")
	case n > 0:
		o.Version = plural(n, "correction", "corrections")
	}
}

// dayWords writes a date as words and leaves alone what is none.
func dayWords(s string) string {
	date, _, _ := strings.Cut(s, "T")
	w, err := report.ParseWhen(date)
	if err != nil || w.IsZero() {
		return cut(s, 40)
	}
	return w.Words(uiLang, false)
}
