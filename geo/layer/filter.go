package layer

import (
	"iter"
	"slices"
	"strings"
	"time"

	"dateline/geo/report"
)

// NoStatus selects, as a value of [Filter.Status], features without status.
const NoStatus = "none"

// A Filter says which features of a layer are wanted. Fields of the zero value
// ask for nothing. Values within a field are alternatives; all fields must hold.
type Filter struct {
	// BBox wants geometries that reach into the box.
	BBox *Box
	// Dated wants features that may have happened in the window [From, To), or
	// with Must those that must have. A zero time is an open end. Features
	// without `when` are left out.
	Dated    bool
	From, To time.Time
	Must     bool
	// Status wants reports of these statuses, or those without ([NoStatus]).
	Status []string
	// Kinds wants these values of `kind`.
	Kinds []string
	// Sources and Stances want a report with a source that has one of these
	// ids or names and takes one of these stances.
	Sources, Stances []string
	// Q wants each of its words in the texts, in any case of letters.
	Q string
}

// Select yields the indices of the features that the filter wants, in order.
//
// It goes through the columns, not through the text. A box is looked up in the
// index of places; only features that lie across its edge are read again. Of Q,
// each different value of a column is read at most once, and no value outside
// the columns.
func (l *Layer) Select(f Filter) iter.Seq[int] {
	return func(yield func(int) bool) {
		t := l.newTest(f)
		if f.BBox != nil {
			t.inBox(yield)
			return
		}
		for i, row := range l.rows {
			if t.wants(row) && !yield(i) {
				return
			}
		}
	}
}

// Keep returns what tells of a row whether the filter wants it, nil if it wants
// all. It is for the rows of a tile: what it costs depends on those it is asked
// for, not on the layer. It must not be called by several goroutines at once.
func (l *Layer) Keep(f Filter) func(row uint32) bool {
	t := l.newTest(f)
	if t.all() {
		return nil
	}
	return t.wants
}

// A test is a filter made ready for many features.
type test struct {
	Filter
	l        *Layer
	box      boxTest
	statuses []bool // wanted, by 1 + index into report.Statuses; 0 is NoStatus
	words    []*wordTest
}

func (l *Layer) newTest(f Filter) *test {
	t := &test{Filter: f, l: l}
	if f.BBox != nil {
		t.box = newBoxTest(*f.BBox)
	}
	if len(f.Status) > 0 {
		t.statuses = []bool{slices.Contains(f.Status, NoStatus)}
		for _, s := range statuses {
			t.statuses = append(t.statuses, slices.Contains(f.Status, string(s)))
		}
	}
	for _, word := range strings.Fields(strings.ToLower(f.Q)) {
		t.words = append(t.words, l.newWordTest(word))
	}
	return t
}

func (t *test) all() bool {
	return t.BBox == nil && !t.Dated && t.statuses == nil && len(t.Kinds) == 0 && len(t.Sources)+len(t.Stances) == 0 && len(t.words) == 0
}

func (t *test) wants(row uint32) bool {
	return t.wantsFacts(row) &&
		(t.BBox == nil || t.box.meets(t.l, row)) &&
		t.wantsWords(row)
}

// wantsFacts tests what can be told at a glance.
func (t *test) wantsFacts(row uint32) bool {
	return (len(t.Kinds) == 0 || slices.Contains(t.Kinds, t.l.kinds.at(row))) &&
		(t.statuses == nil || t.statuses[t.l.status(row)]) &&
		(!t.Dated || t.inTime(t.l.dates.at(row))) &&
		(len(t.Sources)+len(t.Stances) == 0 || t.hasSource(t.l.reported(row)))
}

// inTime compares outer bounds with the window, both half-open.
func (t *test) inTime(s span) bool {
	if !s.dated {
		return false
	}
	if t.Must {
		return (t.From.IsZero() || (!s.from.IsZero() && !s.from.Before(t.From))) &&
			(t.To.IsZero() || (!s.to.IsZero() && !s.to.After(t.To)))
	}
	return (t.To.IsZero() || s.from.IsZero() || s.from.Before(t.To)) &&
		(t.From.IsZero() || s.to.IsZero() || s.to.After(t.From))
}

func (t *test) hasSource(r *report.Report) bool {
	if r == nil {
		return false
	}
	return slices.ContainsFunc(r.Sources, func(s report.Source) bool {
		return (len(t.Stances) == 0 || slices.Contains(t.Stances, string(s.Stance))) &&
			(len(t.Sources) == 0 || slices.ContainsFunc(t.Sources, func(wanted string) bool { return isSource(s, wanted) }))
	})
}

// isSource reports whether a source goes by the wanted id or name.
func isSource(s report.Source, wanted string) bool {
	if s.ID == wanted {
		return true
	}
	for _, names := range []report.Text{s.Name, s.Short} {
		for _, name := range names {
			if strings.EqualFold(name, wanted) {
				return true
			}
		}
	}
	return false
}

func (t *test) wantsWords(row uint32) bool {
	for _, w := range t.words {
		if !w.in(row) {
			return false
		}
	}
	return true
}
