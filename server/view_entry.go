package server

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/geo"
	"dateline/geo/report"
	"dateline/geo/words"
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
	Standing string // the status, where who says what does not tell it
	Why      wording
	Title    wording
	Date     string  // "8–13 Oct 2024"
	LongDate string  // "8–13 October 2024"
	Where    []run   // "By sea to Vladivostok"
	WhereIs  wording // where it is all of one language
	Lower    bool    // its first letter is a capital only because it begins the line
	Drawn    bool
	Sure     string      // how exactly the place is known, if only vaguely
	Changed  string      // "Corrected 20 Oct 2024"
	Newest   wording     // what the newest correction says
	Figures  []factValue // rival ones
	Open     bool
	Brief    bool // without what unfolds
	Who      []run
	Said     string // "Claimed by NIS"
	Summary  wording

	Sources     []sourceView
	MoreSources int
	Facts       []factView
	Note        wording // why it has its status
	Ref         *refView
	Corrections []correctionView
	Version     string
	Props       []propView
	MoreProps   int

	Unfold, Fold string // what shows the sources, and hides them again
}

// A sourceView is one voice of "Who says what".
type sourceView struct {
	Stance  string
	Name    wording
	Role    wording
	When    string // "18 Oct 2024"
	Note    wording
	Quote   wording
	Through []run    // who carried it, where not all sources came that way
	Ref     *refView // nil where all sources of an entry share one
}

// A refView says where a source can be read.
type refView struct {
	carriers string
	Through  []run   // who carried it
	Work     wording // title or citation
	More     wording // citation, where there is a title too
	URL      string
	Archive  string
}

// A factView is one row of "What is known of it".
type factView struct {
	Term   string
	Values []factValue
	Rivals bool // values that stand side by side
}

// A factValue is one text, or the runs of a sentence.
type factValue struct {
	Text wording
	Runs []run
	Note wording
}

type correctionView struct {
	Rev, At string
	Note    wording
	Kind    wording // the desk's own word
	Fields  string  // "Changed: status, figures"
}

type propView struct{ Name, Value string }

// entry makes the view of one entry.
func (v *views) entry(m *geo.Map, e geo.Entry, g tongue) entryView {
	r, key := e.Report, e.Key()
	id := strings.TrimPrefix(key, e.Layer.Name+"/")
	alone := url.Values{"open": {key}}
	if g.wanted != m.Lang {
		alone.Set("lang", g.wanted)
	}
	o := entryView{
		Key:      key,
		Anchor:   anchor(e),
		Href:     openHref(e),
		Link:     v.absolute(address("/maps/"+url.PathEscape(m.Name), alone)),
		GeoJSON:  v.Href("/layers/" + v.layerName(e.Layer) + "/features/" + url.PathEscape(id)),
		Title:    entryTitle(e, g),
		Date:     r.When.Words(g.wanted, false),
		LongDate: r.When.Words(g.wanted, true),
		Drawn:    e.Shape != report.ShapeNone,
		Summary:  g.in(r.Summary, maxSummary),
	}
	o.place(r, g)
	o.sure(r, g)
	o.Group, o.Symbol = standing(r)
	switch o.Group {
	case groupReports:
		o.Status = r.Status.Words(g.wanted)
	case groupStatements:
		o.Status = g.say("page.statement")
	}
	o.Unfold, o.Fold = g.say("entry.details"), g.say("entry.hide", "n", 0)
	if !r.Reported {
		o.properties(e, g)
		if o.Summary.Text == "" {
			o.Summary = g.data(o.brief(), "")
		}
		return o
	}
	if n := len(r.Sources); n > 0 {
		sources := g.say("count.sources", "n", n)
		o.Unfold, o.Fold = sources, g.say("entry.hide", "n", n, "sources", sources)
	}
	o.Who, o.Said = g.runs(boundedRuns(r.WhoSays(g.wanted), maxSummary)), cut(r.Said(g.wanted), maxTitle)
	o.Note = g.in(r.StatusNote, maxNote)
	switch r.Status {
	case report.Corroborated, report.Confirmed, report.Refuted, report.Retracted:
		o.Standing, o.Why = o.Status, g.in(r.StatusNote, maxName)
		o.Why.Text = dotted(o.Why.Text)
	}
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

// standing is an entry's group and symbol.
func standing(r *report.Report) (group, symbol string) {
	switch {
	case r.Reported && r.Status.Valid():
		return groupReports, string(r.Status)
	case r.Kind == report.Statement:
		return groupStatements, "statement"
	}
	return groupOthers, "plain"
}

// entryTitle is what an entry is called: the title of its own, or else its id
// or its place in the layer.
func entryTitle(e geo.Entry, g tongue) wording {
	own := ownTitle(e, g)
	switch {
	case own.Text != "":
		return own
	case e.ID != "":
		return g.data(cut(e.ID, maxTitle), "")
	}
	layer := g.in(e.Layer.Title, maxName)
	if layer.Text == "" {
		layer = g.data(e.Layer.Name, "")
	}
	return wording{g.say("entry.numbered", "layer", layer.Text, "n", e.Ordinal), layer.lang, layer.page}
}

// ownTitle is the title that an entry's data give it, if they do.
func ownTitle(e geo.Entry, g tongue) wording {
	if t := g.in(e.Report.Title, maxTitle); t.Text != "" {
		return t
	}
	var name string
	e.Feature().Properties(func(property string, value []byte) {
		switch strings.ToLower(property) {
		case "name", "title", "label", "headline":
			if name == "" {
				name = g.plainValue(value, maxTitle)
			}
		}
	})
	return g.data(name, "")
}

// place fills the line above the title.
func (o *entryView) place(r *report.Report, g tongue) {
	switch {
	case r.Move != nil:
		o.Where = g.runs(boundedRuns(r.Move.Runs(g.wanted), maxName))
		phrase := r.Move.Phrase(g.wanted)
		o.Lower = phrase != nil && phrase[0].Text != o.Where[0].Text
	case r.Place != nil:
		if o.WhereIs = g.in(r.Place.Name, maxName); o.WhereIs.Text != "" {
			o.Where = []run{{Text: o.WhereIs.Text}}
		}
	}
}

// sure says at a glance that a place is known only vaguely.
func (o *entryView) sure(r *report.Report, g tongue) {
	p := r.Place
	if r.Move != nil {
		p = r.Move.To
	}
	if p != nil && p.Precision.Vague() && o.Drawn {
		o.Sure = strings.TrimSuffix(p.Precision.Words(g.wanted), ".")
	}
}

// boundedRuns cuts a sentence of runs as a whole to a number of characters.
func boundedRuns(runs []report.Run, left int) []report.Run {
	for i, run := range runs {
		lead, trail := strings.HasPrefix(run.Text, " "), strings.HasSuffix(run.Text, " ")
		s := cut(run.Text, left)
		left -= utf8.RuneCountInString(s)
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
			name = g.data(cut(s.ID, maxName), "")
		}
		own := slices.DeleteFunc(carriersOf(r, s, g), func(c report.Run) bool { return slices.Contains(common, c) })
		o.Sources = append(o.Sources, sourceView{
			Stance:  s.Stance.Words(g.wanted),
			Name:    name,
			Role:    g.in(s.Role, maxName),
			When:    s.Published.Words(g.wanted, false),
			Note:    g.in(s.Note, maxNote),
			Quote:   g.in(s.Quote, maxNote),
			Through: through("entry.through", own, g),
		})
		refs = append(refs, refOf(s, common, g))
	}
	if len(refs) == 0 {
		return
	}
	if !slices.ContainsFunc(refs, func(one refView) bool { return !one.same(refs[0]) }) {
		if !refs[0].same(refView{}) {
			o.Ref = &refs[0]
		}
		return
	}
	for i := range refs {
		if !refs[i].same(refView{}) {
			o.Sources[i].Ref = &refs[i]
		}
	}
}

// carriersOf names who carried what a source says.
func carriersOf(r *report.Report, s report.Source, g tongue) []report.Run {
	all := r.CarrierRuns(s, g.wanted)
	all = slices.Clone(all[:min(len(all), maxRows)])
	for i := range all {
		all[i].Text = cut(all[i].Text, maxName)
	}
	return all
}

// through is the sentence on who carried something, nil for nobody.
func through(key string, carriers []report.Run, g tongue) []run {
	if len(carriers) == 0 {
		return nil
	}
	names := make([][]report.Run, len(carriers))
	for i, c := range carriers {
		names[i] = []report.Run{c}
	}
	return g.runs(g.ui().Runs(key, "names", g.ui().AndRuns(names)))
}

// carriersOfAll names those who carried every source of an entry.
func carriersOfAll(r *report.Report, sources []report.Source, g tongue) []report.Run {
	var common []report.Run
	for i, s := range sources {
		own := carriersOf(r, s, g)
		if i == 0 {
			common = own
		}
		common = slices.DeleteFunc(common, func(c report.Run) bool { return !slices.Contains(own, c) })
	}
	return common
}

func refOf(s report.Source, carriers []report.Run, g tongue) refView {
	o := refView{
		Work:    g.in(s.Title, maxTitle),
		More:    g.in(s.Citation, maxSummary),
		URL:     webAddress(s.URL),
		Archive: webAddress(s.Archive),
	}
	if o.Work.Text == "" {
		o.Work, o.More = o.More, wording{}
	}
	if o.Work.Text == "" && o.URL != "" {
		o.Work = g.data(hostName(o.URL), "")
	}
	names := make([]string, len(carriers))
	for i, c := range carriers {
		names[i] = c.Text
	}
	o.carriers = g.ui().And(names)
	if strings.Contains(o.Work.Text, o.carriers) {
		o.carriers = "" // a work that names its carrier says it once
	}
	if o.carriers != "" {
		key := "entry.through"
		if o.Work.Text != "" {
			key = "entry.through_work"
		}
		o.Through = through(key, carriers, g)
	}
	return o
}

// same reports whether two references read alike.
func (o refView) same(other refView) bool {
	return o.carriers == other.carriers && o.Work == other.Work && o.More == other.More && o.URL == other.URL && o.Archive == other.Archive
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
			Rev:    g.say("entry.version", "n", c.Rev),
			At:     g.dayWords(c.At),
			Note:   g.in(c.Note, maxNote),
			Kind:   g.data(words.Upper(cut(c.Kind, 40)), ""),
			Fields: changed(c, g),
		})
	}
	if n > 0 {
		o.Newest = g.in(r.Corrections[n-1].Note, maxTitle)
		if o.Changed = g.say("entry.correction_count", "n", n); o.Corrections[0].At != "" {
			o.Changed = g.say("entry.corrected", "date", o.Corrections[0].At)
		}
	}
	switch {
	case r.Rev > 0:
		o.Version = g.say("entry.version_corrections", "version", g.say("entry.version", "n", r.Rev), "n", n)
	case n > 0:
		o.Version = g.say("entry.correction_count", "n", n)
	}
}

// changed names the fields that a correction touched.
func changed(c report.Correction, g tongue) string {
	var names []string
	for _, field := range c.Changed[:min(len(c.Changed), maxRows)] {
		name := g.say("entry.field", "field", cut(strings.TrimPrefix(field, "properties."), 60))
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return g.say("entry.changed", "what", strings.Join(names, g.say("list.comma")))
}

// dayWords writes a date as words and leaves alone what is none.
func (g tongue) dayWords(s string) string {
	date, _, _ := strings.Cut(s, "T")
	w, err := report.ParseWhen(date)
	if err != nil || w.IsZero() {
		return cut(s, 40)
	}
	return w.Words(g.ui().Tag(), false)
}
