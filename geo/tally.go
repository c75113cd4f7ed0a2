package geo

import (
	"slices"

	"dateline/geo/report"
)

// A Tally is how many entries of each kind a filter selects.
type Tally struct {
	Status     map[report.Status]int // reports; statuses without any are not in it
	Reports    int
	Statements int
	Others     int // neither reports nor statements
}

// Total is how many entries there are.
func (t Tally) Total() int { return t.Reports + t.Statements + t.Others }

// Tally counts the entries that a filter selects.
func (m *Map) Tally(f Filter) Tally {
	t := Tally{Status: map[report.Status]int{}}
	wants := func(status string) bool { return len(f.Status) == 0 || slices.Contains(f.Status, status) }
	count := func(status string, kinds []string) int {
		one := f
		one.Status, one.Kinds = []string{status}, kinds
		n := 0
		for _, l := range m.Layers {
			n += l.Count(one)
		}
		return n
	}
	for _, s := range report.Statuses() {
		if !wants(string(s)) {
			continue
		}
		if n := count(string(s), f.Kinds); n > 0 {
			t.Status[s] = n
			t.Reports += n
		}
	}
	if wants(NoStatus) {
		t.Others = count(NoStatus, f.Kinds)
		if len(f.Kinds) == 0 || slices.Contains(f.Kinds, report.Statement) {
			t.Statements = count(NoStatus, []string{report.Statement})
			t.Others -= t.Statements
		}
	}
	return t
}
