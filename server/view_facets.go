package server

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"dateline/geo"
	"dateline/geo/report"
)

// facets is what the forms and the strip of dates need of a whole map.
type facets struct {
	version  string
	axis     *axis
	ends     []int64  // where exactly dated entries begin and end, in columns
	kinds    []string // most frequent first
	allKinds []string
	sources  []string // names, most frequent first
	stances  []string
	voices   int                   // different sources
	groups   map[string]int        // entries by group of the list
	gone     map[report.Status]int // refuted and retracted ones
	first    time.Time             // where the first dated entry may begin, zero if none does
	month    bool                  // of which no more than the month is known
	last     time.Time             // and where the last may end
	updated  string                // day of the newest change that the data tell of
	changed  int                   // entries with corrections
	about    [][]approximate       // of each layer's features; nil where there are too many
}

// maxOptions bounds the entries of a drop-down.
const maxOptions = 100

// facetsOf returns the facets of a map, found once for each version of it.
func (v *views) facetsOf(m *geo.Map) *facets {
	v.mu.Lock()
	defer v.mu.Unlock()
	if f := v.facets[m.Name]; f != nil && f.version == m.Version {
		return f
	}
	f := newFacets(m)
	v.facets[m.Name] = f
	return f
}

func newFacets(m *geo.Map) *facets {
	f := &facets{version: m.Version, groups: map[string]int{}, gone: map[report.Status]int{}}
	kinds, sources, stances := map[string]int{}, map[string]int{}, map[report.Stance]int{}
	g := tongue{wanted: m.Lang, untagged: m.Lang}
	for _, l := range m.Layers {
		for i := range l.Data.Len() {
			feature := l.Data.Feature(i)
			kinds[feature.Kind()]++
			r := feature.Sourced()
			if r == nil { // its columns tell all that counts here
				r = &report.Report{Kind: feature.Kind()}
			}
			group, _ := standing(r)
			f.groups[group]++
			if r.Status == report.Refuted || r.Status == report.Retracted {
				f.gone[r.Status]++
			}
			if f.updated = max(f.updated, changedOn(r)); len(r.Corrections) > 0 {
				f.changed++
			}
			for _, s := range r.Sources {
				sources[voice(s, g).Text]++
				stances[s.Stance]++
			}
		}
	}
	delete(sources, "")
	f.about, f.voices = approximations(m), len(sources)
	f.allKinds = slices.Collect(maps.Keys(kinds))
	f.kinds, f.sources = frequent(kinds), frequent(sources)
	for _, s := range report.Stances() {
		if stances[s] > 0 {
			f.stances = append(f.stances, string(s))
		}
	}
	f.findSpan(m)
	dated, undated := f.periodsOf(m, geo.Filter{})
	if f.axis = newAxis(dated); f.axis != nil {
		f.axis.undated = undated > 0
		f.axis.early = early(f.axis, dated)
		f.ends = ends(f.axis, dated)
	}
	return f
}

// changedOn is the day on which a report was last changed, as the data tell.
func changedOn(r *report.Report) string {
	last, _, _ := strings.Cut(r.Updated, "T")
	for _, c := range r.Corrections {
		day, _, _ := strings.Cut(c.At, "T")
		last = max(last, day)
	}
	if _, err := time.Parse(time.DateOnly, last); err != nil {
		return ""
	}
	return last
}

// span says from when to when the map's entries are.
func (f *facets) span(g tongue) string {
	if f.month {
		if w, err := report.ParseWhen(f.first.Format("2006-01") + "/" + edtf(lastOf(f.last))); err == nil {
			return w.Words(g.wanted, true)
		}
	}
	return g.dates(f.first, f.last)
}

// findSpan finds from when to when the map's entries are.
func (f *facets) findSpan(m *geo.Map) {
	for _, l := range m.Layers {
		for i := range l.Data.Len() {
			from, to, ok := l.Data.Feature(i).Dated()
			if !ok || from.IsZero() || to.IsZero() {
				continue
			}
			if f.first.IsZero() || from.Before(f.first) {
				f.first = from
				f.month = from.Day() == 1 && to.Equal(from.AddDate(0, 1, 0))
			}
			if to.After(f.last) {
				f.last = to
			}
		}
	}
}

// frequent returns the keys by number, then by name.
func frequent(n map[string]int) []string {
	keys := slices.SortedFunc(maps.Keys(n), func(a, b string) int {
		return cmp.Or(n[b]-n[a], cmp.Compare(a, b))
	})
	return keys[:min(len(keys), maxOptions)]
}

// An earlyMark is what stands left of the break: a month or a year if all
// entries there are of one, else nothing more than that they are earlier.
type earlyMark struct {
	year  int
	month time.Month // 0: the whole year
	alone bool       // the month goes without its year
}

func early(a *axis, dated []period) *earlyMark {
	var mark *earlyMark
	for _, p := range dated {
		if p.to > a.bounds[0].Unix() {
			continue
		}
		from, last := unix(p.from), unix(p.to-1)
		one := earlyMark{year: from.Year()}
		switch {
		case from.Year() != last.Year():
			return nil
		case from.Month() != last.Month():
		default:
			one.month, one.alone = from.Month(), from.Year() == a.bounds[0].Year()
		}
		if mark != nil && *mark != one {
			return nil
		}
		mark = &one
	}
	return mark
}

// words is the mark as a label.
func (m *earlyMark) words(g tongue) string {
	switch {
	case m == nil:
		return g.say("time.earlier")
	case m.month == 0:
		return strconv.Itoa(m.year)
	case m.alone:
		if name := g.ui().List("date.months_alone")[m.month-1]; utf8.RuneCountInString(name) <= 5 {
			return name
		}
	}
	return report.AxisMonth(time.Date(m.year, m.month, 1, 0, 0, 0, 0, time.UTC), g.ui().Tag(), !m.alone)
}

// ends lists the columns, by their start, in which exactly dated entries begin
// or end.
func ends(a *axis, dated []period) []int64 {
	found := map[int64]bool{}
	for _, p := range dated {
		if p.open() || p.approxA || p.approxB {
			continue
		}
		for _, t := range []time.Time{unix(p.from), unix(p.to - 1)} {
			if found[a.floor(t).Unix()] = true; len(found) > 1000 {
				return nil
			}
		}
	}
	all := slices.Sorted(maps.Keys(found))
	return slices.DeleteFunc(all, func(t int64) bool { return t < a.bounds[0].Unix() })
}
