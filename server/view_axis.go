package server

import (
	"math"
	"slices"
	"strconv"
	"time"

	"dateline/geo/report"
)

// A scale is the length of the columns of a histogram of dates.
type scale struct {
	name    string // "day"
	seconds int64  // about
	years   int    // columns of 1, 10, 100 … years; 0 for shorter ones
}

const (
	secondsPerDay  = 86_400
	secondsPerYear = 31_556_952
)

// scales, finest first. The last one takes any date a computer can hold.
var scales = []scale{
	{"hour", 3600, 0},
	{"day", secondsPerDay, 0},
	{"week", 7 * secondsPerDay, 0},
	{"month", 30 * secondsPerDay, 0},
	{"year", secondsPerYear, 1},
	{"decade", 10 * secondsPerYear, 10},
	{"century", 100 * secondsPerYear, 100},
	{"millennium", 1000 * secondsPerYear, 1000},
	{"age", 1_000_000 * secondsPerYear, 1_000_000},
}

// floor is the start of the column that holds t.
func (s scale) floor(t time.Time) time.Time {
	y, m, d := t.Date()
	switch s.name {
	case "hour":
		return time.Date(y, m, d, t.Hour(), 0, 0, 0, time.UTC)
	case "day":
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	case "week": // from Monday
		return time.Date(y, m, d-(int(t.Weekday())+6)%7, 0, 0, 0, 0, time.UTC)
	case "month":
		return time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(y-((y%s.years)+s.years)%s.years, 1, 1, 0, 0, 0, 0, time.UTC)
}

// add moves t by n columns.
func (s scale) add(t time.Time, n int) time.Time {
	switch s.name {
	case "hour":
		return t.Add(time.Duration(n) * time.Hour)
	case "day":
		return t.AddDate(0, 0, n)
	case "week":
		return t.AddDate(0, 0, 7*n)
	case "month":
		return t.AddDate(0, n, 0)
	}
	return t.AddDate(n*s.years, 0, 0)
}

// parent is where a neat axis would rather begin: the month of a day.
func (s scale) parent(t time.Time) time.Time {
	y, m, _ := t.Date()
	switch s.name {
	case "hour":
		return scales[1].floor(t)
	case "day", "week":
		return s.floor(time.Date(y, m, 1, 0, 0, 0, 0, time.UTC))
	case "month":
		return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return scale{years: 10 * s.years}.floor(t)
}

// roundness ranks columns as places for a label; 0 is best, negative is none.
func (s scale) roundness(t time.Time) int {
	y, m, d := t.Date()
	switch s.name {
	case "hour":
		return slices.Index([]bool{t.Hour() == 0, t.Hour() == 12, t.Hour()%6 == 0, t.Hour()%3 == 0}, true)
	case "day":
		return slices.Index([]bool{d == 1, d%10 == 0 && d < 30, d%5 == 0 && d < 30}, true)
	case "week":
		return slices.Index([]bool{d <= 7 && m%3 == 1, d <= 7}, true)
	case "month":
		return slices.Index([]bool{m == 1, m == 7, m%3 == 1, true}, true)
	}
	n := y / s.years
	return slices.Index([]bool{n%50 == 0, n%10 == 0, n%5 == 0, n%2 == 0, true}, true)
}

// label is what stands under a column; full where the reader needs the larger
// unit as well.
func (s scale) label(t time.Time, full bool, lang string) string {
	switch s.name {
	case "hour":
		if full || t.Hour() == 0 {
			return report.AxisDay(t, lang)
		}
		return t.Format("15:04")
	case "day":
		if full || t.Day() == 1 {
			return report.AxisDay(t, lang)
		}
		return t.Format("2")
	case "week":
		return report.AxisDay(t, lang)
	case "month":
		return report.AxisMonth(t, lang, full || t.Month() == 1)
	}
	return strconv.Itoa(t.Year())
}

// A period is the outer bounds of one dated entry in Unix seconds, half-open.
type period struct {
	from, to int64 // math.MinInt64 and MaxInt64 at open ends
	approxA  bool  // the start is approximate
	approxB  bool
}

func (p period) open() bool { return p.from == math.MinInt64 || p.to == math.MaxInt64 }

// An axis is the scale that a map's entries share, whatever is filtered.
type axis struct {
	scale
	bounds  []time.Time // n columns have n+1 bounds
	earlier bool        // entries lie before the first bound
	later   bool
	undated bool
	early   *earlyMark // what stands left of the break
}

func (a *axis) columns() int { return len(a.bounds) - 1 }

const (
	maxColumns = 48
	minColumns = 7
	dense      = 0.9 // the share of entries that an axis covers at least
)

// newAxis finds the axis for the dated entries of a map, nil if none has two
// ends.
func newAxis(periods []period) *axis {
	closed := slices.DeleteFunc(slices.Clone(periods), period.open)
	if len(closed) == 0 {
		return nil
	}
	from, to := extent(closed)
	if f, t := densest(closed); to/2-from/2 > (t - f) {
		from, to = f, t
	}
	a := &axis{scale: fitting(closed, from, to)}
	start, end := a.floor(unix(from)), unix(to)
	n := a.count(start, end)
	if parent := a.parent(start); a.count(parent, start) <= 2 {
		start = parent
		n = a.count(start, end)
	}
	if n < minColumns {
		start = a.add(start, -(minColumns-n)/2)
		n = minColumns
	}
	for i := range n + 1 {
		a.bounds = append(a.bounds, a.add(start, i))
	}
	for _, p := range periods {
		a.earlier = a.earlier || p.to <= a.bounds[0].Unix()
		a.later = a.later || p.from >= a.bounds[n].Unix()
	}
	return a
}

// unix is a time that years before 1 and after 9999 cannot break.
func unix(s int64) time.Time {
	const limit = 290_000_000_000 * 30 // seconds; some 275,000 years
	return time.Unix(min(max(s, -limit), limit), 0).UTC()
}

// count is the number of columns from one time to another.
func (s scale) count(from, to time.Time) int {
	n := 0
	for ; from.Before(to) && n <= 10*maxColumns; n++ {
		from = s.add(from, 1)
	}
	return n
}

// fitting is the finest scale with few enough columns that is no finer than
// what a quarter of the entries are dated to.
func fitting(periods []period, from, to int64) scale {
	lengths := make([]int64, len(periods))
	for i, p := range periods {
		lengths[i] = p.to - p.from
	}
	slices.Sort(lengths)
	typical := lengths[len(lengths)/4]
	for _, s := range scales[:len(scales)-1] {
		if (to-from)/s.seconds < maxColumns-2 && typical <= s.seconds*11/10 {
			return s
		}
	}
	return scales[len(scales)-1]
}

func extent(periods []period) (from, to int64) {
	from, to = math.MaxInt64, math.MinInt64
	for _, p := range periods {
		from, to = min(from, p.from), max(to, p.to)
	}
	return from, to
}

// densest is the extent of the shortest run, by middle date, that holds the
// dense share of all entries.
func densest(periods []period) (from, to int64) {
	slices.SortFunc(periods, func(a, b period) int {
		return int(min(max((a.from/2+a.to/2)-(b.from/2+b.to/2), -1), 1))
	})
	k := int(math.Ceil(dense * float64(len(periods))))
	best := int64(math.MaxInt64)
	for i := 0; i+k <= len(periods); i++ {
		a, b := periods[i], periods[i+k-1]
		if length := (b.from/2 + b.to/2) - (a.from/2 + a.to/2); length < best {
			best = length
			from, to = extent(periods[i : i+k])
		}
	}
	return from, to
}
