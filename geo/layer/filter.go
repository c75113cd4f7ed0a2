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
func (l *Layer) Select(f Filter) iter.Seq[int] {
	t := newTest(f)
	return func(yield func(int) bool) {
		for i := range l.features {
			if t.wants(&l.features[i]) && !yield(i) {
				return
			}
		}
	}
}

// A test is a filter made ready for many features.
type test struct {
	Filter
	box   boxTest
	words []string
}

func newTest(f Filter) *test {
	t := &test{Filter: f, words: strings.Fields(strings.ToLower(f.Q))}
	if f.BBox != nil {
		t.box = newBoxTest(*f.BBox)
	}
	return t
}

func (t *test) wants(f *feature) bool {
	return (len(t.Kinds) == 0 || slices.Contains(t.Kinds, f.kind)) &&
		(len(t.Status) == 0 || slices.Contains(t.Status, statusOf(f))) &&
		(!t.Dated || t.inTime(f)) &&
		(t.BBox == nil || t.box.meets(f)) &&
		(len(t.Sources)+len(t.Stances) == 0 || t.hasSource(f)) &&
		(len(t.words) == 0 || t.hasWords(f))
}

func statusOf(f *feature) string {
	if f.report == nil || f.report.Status == "" {
		return NoStatus
	}
	return string(f.report.Status)
}

// inTime compares outer bounds with the window, both half-open.
func (t *test) inTime(f *feature) bool {
	if !f.dated {
		return false
	}
	if t.Must {
		return (t.From.IsZero() || (!f.from.IsZero() && !f.from.Before(t.From))) &&
			(t.To.IsZero() || (!f.to.IsZero() && !f.to.After(t.To)))
	}
	return (t.To.IsZero() || f.from.IsZero() || f.from.Before(t.To)) &&
		(t.From.IsZero() || f.to.IsZero() || f.to.After(t.From))
}

func (t *test) hasSource(f *feature) bool {
	if f.report == nil {
		return false
	}
	return slices.ContainsFunc(f.report.Sources, func(s report.Source) bool {
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

// hasWords looks through the texts that a reader sees.
func (t *test) hasWords(f *feature) bool {
	var all strings.Builder
	add := func(s string) { all.WriteString(strings.ToLower(s)); all.WriteByte('\n') }
	add(idText(f.id))
	s := scanner{data: f.properties()}
	_ = s.texts(add) // the reader has passed these bytes
	text := all.String()
	for _, w := range t.words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// texts calls add for every string and number below the current value, keys
// and addresses of the web not counted.
func (s *scanner) texts(add func(string)) error {
	s.space()
	if s.pos >= len(s.data) {
		return s.unexpected("a value")
	}
	switch s.data[s.pos] {
	case '{':
		return s.object(func(key []byte) error {
			switch string(key) {
			case "url", "archive":
				_, err := s.value()
				return err
			}
			return s.texts(add)
		})
	case '[':
		return s.array(func() error { return s.texts(add) })
	}
	v, err := s.value()
	switch v.kind {
	case kindString:
		add(text(v))
	case kindNumber:
		add(string(v.raw))
	}
	return err
}
