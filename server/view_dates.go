package server

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"dateline/geo"
	"dateline/geo/report"
)

// words says what is selected.
func (t *timeView) words(s *shown) {
	f := s.filter
	of := s.say("counted.of", "n", s.matched, "total", s.total, "entries", s.say("counted.entries", "n", s.total))
	t.Heading, t.Brief = s.say("time.all"), s.say("page.brief", "n", s.matched, "total", s.total)
	if !t.Ranged {
		t.Result = of
		if f.Dated {
			t.Heading = s.say("time.all_dated")
		}
		return
	}
	t.Heading = s.dates(f.From, f.To)
	other := f
	other.Must = !f.Must
	key := "time.may"
	if f.Must {
		key = "time.must"
	}
	t.Result = s.say(key, "of", of, "matched", s.matched, "n", count(s.m, other))
	if !f.From.IsZero() {
		t.From = field(f.From)
	}
	if !f.To.IsZero() {
		t.To = field(lastOf(f.To))
	}
}

// field is the value of a date field, which takes the years 1 to 9999.
func field(t time.Time) string {
	if t.Year() < 1 || t.Year() > 9999 {
		return ""
	}
	return t.Format("2006-01-02")
}

// count is the number of entries that a filter selects, without sorting them.
func count(m *geo.Map, f geo.Filter) int {
	n := 0
	for _, l := range m.Layers {
		if !f.Wants(l) {
			continue
		}
		for range l.Data.Select(f.Filter) {
			n++
		}
	}
	return n
}

// steps are the addresses of this page with the window moved by a column. With
// no window, Earlier begins at the last column and Later at the first.
func (t *timeView) steps(s *shown, a *axis) {
	move := func(n int) string {
		from, to := s.filter.From, s.filter.To
		if !t.Ranged {
			i := 0
			if n < 0 {
				i = a.columns() - 1
			}
			from, to = a.bounds[i], a.bounds[i+1]
		} else {
			if !from.IsZero() {
				from = a.add(from, n)
			}
			if !to.IsZero() {
				to = a.addEnd(to, n)
			}
		}
		return s.with(func(q url.Values) { q.Set("datetime", interval(from, to)) })
	}
	t.Earlier, t.Later = move(-1), move(1)
}

// addEnd moves the end of a window. The end of a month stays one.
func (a *axis) addEnd(to time.Time, n int) time.Time {
	if a.floor(to).Equal(to) {
		return a.add(to, n)
	}
	return a.add(to.AddDate(0, 0, -1), n).AddDate(0, 0, 1)
}

// interval writes a half-open window as a datetime parameter.
func interval(from, to time.Time) string {
	one := func(t time.Time, last bool) string {
		switch {
		case t.IsZero():
			return ".."
		case !wholeDay(t):
			return t.Format(time.RFC3339)
		case last:
			return edtf(lastOf(t))
		}
		return edtf(t)
	}
	a, b := one(from, false), one(to, true)
	if a == b && wholeDay(from) {
		return a
	}
	return a + "/" + b
}

// dates are the words for a window, half-open; a zero time is an open end.
func (g tongue) dates(from, to time.Time) string {
	switch {
	case from.IsZero() && to.IsZero():
		return g.say("time.all")
	case to.IsZero():
		return g.say("time.from", "date", g.moment(from))
	case from.IsZero():
		return g.say("time.until", "date", g.moment(lastOf(to)))
	}
	a, b := edtf(from), edtf(lastOf(to))
	if wholeDay(from) && wholeDay(to) {
		layout := ""
		switch { // whole years and months are named as such
		case from.YearDay() == 1 && to.YearDay() == 1:
			layout = "2006"
		case from.Day() == 1 && to.Day() == 1:
			layout = "2006-01"
		}
		if layout != "" && from.Year() > 0 && to.Year() <= 9999 {
			a, b = from.Format(layout), lastOf(to).Format(layout)
		}
		if a != b {
			a += "/" + b
		}
		if w, err := report.ParseWhen(a); err == nil {
			return w.Words(g.wanted, true)
		}
	}
	return g.say("time.range", "from", g.moment(from), "to", g.moment(to))
}

func wholeDay(t time.Time) bool { return t.Unix()%secondsPerDay == 0 }

// lastOf is the last day of a window that ends before to.
func lastOf(to time.Time) time.Time {
	if wholeDay(to) {
		return to.AddDate(0, 0, -1)
	}
	return to
}

// edtf writes a day; of a year that has not four digits, the year.
func edtf(t time.Time) string {
	switch y := t.Year(); {
	case y < -9999 || y > 9999:
		return "Y" + strconv.Itoa(y)
	case y < 0:
		return "-" + time.Date(-y, t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Format("2006-01-02")
	}
	return t.Format("2006-01-02")
}

func (g tongue) moment(t time.Time) string {
	s := t.Format("2006-01-02T15:04Z")
	if wholeDay(t) {
		s = edtf(t)
	}
	w, err := report.ParseWhen(s)
	if err != nil { // a time of day in a year that has not four digits
		w, _ = report.ParseWhen(edtf(t))
	}
	return w.Words(g.wanted, true)
}

// label puts words under the columns. Labels of the first class fit a phone;
// the second needs the width of the page's strip, the third all of it.
func (t *timeView) label(a *axis, ends []int64, g tongue) {
	n := a.columns()
	chosen := map[int]int{}
	choose := func(class int, apart float64, columns []int) {
		for _, i := range columns {
			near := false
			for j := range chosen {
				near = near || abs(i-j) < max(1, int(apart*float64(t.Total)+0.999))
			}
			if _, taken := chosen[i]; !taken && !near {
				chosen[i] = class
			}
		}
	}
	chosen[0], chosen[n-1] = 1, 1
	var data, round []int
	if len(ends) <= 8 { // where the entries begin and end tells more than round dates
		for i, b := range a.bounds[:n] {
			if _, ok := slices.BinarySearch(ends, b.Unix()); ok {
				data = append(data, i)
			}
		}
	}
	for rank := range 5 {
		for i, b := range a.bounds[:n] {
			if a.roundness(b) == rank {
				round = append(round, i)
			}
		}
	}
	for class, apart := range []float64{0.13, 0.075, 0.05} {
		choose(class+1, apart, data)
		if len(data) == 0 || class == 2 {
			choose(class+1, apart, round)
		}
	}
	for i, b := range a.bounds[:n] {
		if class, ok := chosen[i]; ok {
			full := i == 0 || a.years == 0 && a.parent(a.bounds[i-1]) != a.parent(b) && a.name != "week"
			one := axisLabel{t.x(float64(t.Left+i) + 0.5), a.scale.label(b, full, g.ui().Tag()), "l" + strconv.Itoa(class)}
			if i == 0 && a.earlier && breadth(one.Text+a.early.words(g)) > 9 {
				one.X, one.Class = t.x(float64(t.Left)), one.Class+" after" // room for both
			}
			t.Labels = append(t.Labels, one)
		}
	}
	zone := float64(zone(n))
	if a.earlier {
		t.Labels = append(t.Labels, axisLabel{t.x(zone / 2), a.early.words(g), "l1 off"})
	}
	if a.later {
		t.Labels = append(t.Labels, axisLabel{t.x(float64(t.Left+n) + zone/2), g.say("time.later"), "l1 off"})
	}
	if a.undated {
		t.Labels = append(t.Labels, axisLabel{t.x(float64(t.Total) - zone/2), g.say("time.undated"), "l1 off"})
	}
}

// breadth is about how wide a text is in letters; those of East Asia take two.
func breadth(s string) int {
	n := 0
	for _, r := range s {
		if n++; r >= 0x1100 {
			n++
		}
	}
	return n
}

func abs(n int) int { return max(n, -n) }
