package server

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/geo"
)

// A timeView is the strip of dates: a sentence, a picture, and what the two
// sliders need.
type timeView struct {
	Heading  string // "All dates", "8–13 October 2024"
	Result   string // "5 of 13 entries may fall in this range; 2 surely do"
	Brief    string // "5 of 13"
	From, To string // of the date fields
	First    string // day that they take
	Must     bool
	Unit     string // "day", whatever the language
	UnitName string
	Earlier  string // addresses of the steps
	Later    string
	Ranged   bool

	Starts   string // JSON list of the columns' first days (or instants), for the sliders
	Ends     string // and of their last
	Left     int    // slider steps before the first column
	Right    int    // and after the last
	Total    int
	LeftAt   int // of the sliders
	RightAt  int
	Blocks   []block
	Labels   []axisLabel
	Ticks    []string // x of each label's tick
	Break    string   // x of the break, "" for none
	BreakEnd string
	Band     *block
	Summary  string // of the picture, for those who do not see it
}

// A block is a rectangle of the picture: x and width in percent of the strip,
// y and height in pixels.
type block struct{ X, Y, W, H, Class string }

type axisLabel struct{ X, Text, Class string }

// The picture's measures in pixels.
const (
	axisY      = 64 // of the axis line
	stackH     = 56 // room for the blocks
	maxBlocks  = 12 // higher columns become bars
	blockPitch = 8
)

// exactLimit bounds how many entries are read for their approximate ends.
const exactLimit = 5000

// approximate tells which ends of an entry's dates are.
type approximate struct{ start, end bool }

// approximations reads every entry of a map, once.
func approximations(m *geo.Map) [][]approximate {
	if m.Total() > exactLimit {
		return nil
	}
	all := make([][]approximate, len(m.Layers))
	for n, l := range m.Layers {
		all[n] = make([]approximate, l.Data.Len())
		for i := range all[n] {
			w := l.Data.Feature(i).Report().When
			all[n][i] = approximate{w.ApproxStart(), w.ApproxEnd()}
		}
	}
	return all
}

// periodsOf returns the dated entries that a filter selects, and how many have
// no date.
func (k *facets) periodsOf(m *geo.Map, f geo.Filter) (dated []period, undated int) {
	for n, l := range m.Layers {
		if !f.Wants(l) {
			continue
		}
		for i := range l.Data.Select(f.Filter) {
			feature := l.Data.Feature(i)
			from, to, ok := feature.Dated()
			if !ok || from.IsZero() && !until(feature) {
				undated++
				continue
			}
			p := period{from: math.MinInt64, to: math.MaxInt64}
			if !from.IsZero() {
				p.from = from.Unix()
			}
			if !to.IsZero() {
				p.to = to.Unix()
			}
			if k.about != nil {
				p.approxA, p.approxB = k.about[n][i].start, k.about[n][i].end
			}
			dated = append(dated, p)
		}
	}
	return dated, undated
}

// until reports whether an entry without a first day is said to last until a
// day. Of others only the day is known before which they happened: no date.
func until(f geo.Feature) bool { return f.Report().When.Start().Open() }

// times makes the strip; nil if nothing on the map has a date.
func (v *views) times(s *shown) *timeView {
	a := s.facets.axis
	if a == nil {
		return nil
	}
	f := s.filter
	t := &timeView{Must: f.Must, Unit: a.name, UnitName: s.say("time.unit", "unit", a.name), Ranged: ranged(f)}
	t.words(s)
	t.steps(s, a)
	t.layOut(a)
	// Years of four digits: while one is typed, what there is of it is no date yet.
	if t.First = "1000-01-01"; a.bounds[0].Year() < 1000 || t.From != "" && t.From < t.First {
		t.First = "0001-01-01"
	}

	undatedFilter := f
	undatedFilter.Dated, undatedFilter.Must = false, false
	undatedFilter.From, undatedFilter.To = time.Time{}, time.Time{}
	dated, undated := s.facets.periodsOf(s.m, undatedFilter)
	t.draw(a, dated, undated, f, s.tongue)
	t.label(a, s.facets.ends, s.tongue)
	return t
}

// ranged reports whether a filter asks for a window at all.
func ranged(f geo.Filter) bool { return f.Dated && !(f.From.IsZero() && f.To.IsZero()) }

// layOut fixes how many steps stand left and right of the columns.
func (t *timeView) layOut(a *axis) {
	n := a.columns()
	if a.earlier {
		t.Left = zone(n)
	}
	if a.later {
		t.Right += zone(n)
	}
	if a.undated {
		t.Right += zone(n)
	}
	t.Total = t.Left + n + t.Right
	starts, ends := make([]string, n), make([]string, n)
	for i := range n {
		starts[i], ends[i] = bound(a, a.bounds[i], 0), bound(a, a.bounds[i+1], -1)
	}
	t.Starts, t.Ends = jsonList(starts), jsonList(ends)
}

// zone is how many steps stand for what is left or right of n columns.
func zone(n int) int { return max(2, n/4) }

// bound writes a bound of a column for the datetime parameter, the last of a
// window as its last day.
func bound(a *axis, t time.Time, days int) string {
	if a.name == "hour" {
		return t.Format(time.RFC3339)
	}
	return edtf(t.AddDate(0, 0, days))
}

func jsonList(s []string) string {
	b, _ := json.Marshal(s) // strings cannot fail
	return string(b)
}

// x is a place on the strip in percent.
func (t *timeView) x(steps float64) string { return percent(steps / float64(t.Total)) }

func percent(share float64) string {
	return strconv.FormatFloat(math.Round(share*1e5)/1e3, 'f', -1, 64) + "%"
}

// at is the place of a time in steps.
func (t *timeView) at(a *axis, when time.Time) float64 {
	n := a.columns()
	switch {
	case when.Before(a.bounds[0]):
		return float64(t.Left) / 2
	case when.After(a.bounds[n]):
		return float64(t.Left+n) + float64(t.Right)/2
	}
	i, exact := slices.BinarySearchFunc(a.bounds, when, time.Time.Compare)
	if exact {
		return float64(t.Left + i)
	}
	before, after := a.bounds[i-1].Unix(), a.bounds[i].Unix()
	return float64(t.Left+i-1) + float64(when.Unix()-before)/float64(after-before)
}

// A column counts the entries of one stretch of time by texture.
type column struct {
	solid, may, about int
	lengths           []stacked // few, for blocks
}

type stacked struct {
	length int64
	class  string
}

func (c *column) add(class string, length int64) {
	switch class {
	case "solid":
		c.solid++
	case "about":
		c.about++
	default:
		c.may++
	}
	if len(c.lengths) <= maxBlocks {
		c.lengths = append(c.lengths, stacked{length, class})
	}
}

func (c *column) height() int { return c.solid + c.may + c.about }

// describe says in words what the picture shows.
func (t *timeView) describe(a *axis, columns []column, before, after, none *column, g tongue) string {
	most, at := 0, 0
	for i := range columns {
		if h := columns[i].height(); h > most {
			most, at = h, i
		}
	}
	last := a.columns()
	parts := []string{g.say("plot.axis", "unit", t.UnitName, "from", g.dates(a.bounds[0], a.bounds[1]), "to", g.dates(a.bounds[last-1], a.bounds[last]))}
	if most > 0 {
		parts = append(parts, g.say("plot.most", "n", most, "date", g.dates(a.bounds[at], a.bounds[at+1])))
	}
	for _, rest := range []struct {
		n   int
		key string
	}{{before.height(), "plot.earlier"}, {after.height(), "plot.later"}, {none.height(), "plot.undated"}} {
		if rest.n > 0 {
			parts = append(parts, g.say(rest.key, "n", rest.n))
		}
	}
	return strings.Join(parts, g.say("list.semicolon")) + "."
}
