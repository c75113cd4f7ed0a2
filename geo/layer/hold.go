package layer

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline/geo/report"
)

// Withheld is what a layer has not of its file: features that their desk keeps
// back for now. Of what they say nothing is in the layer.
type Withheld struct {
	Drafts    int       // draft is true
	Scheduled int       // publish_at lies ahead
	Unread    int       // draft or publish_at cannot be read
	Next      time.Time // when the first of the scheduled ones is due; zero without any
}

// Total is the number of features that are withheld.
func (w Withheld) Total() int { return w.Drafts + w.Scheduled + w.Unread }

// Sentences say how many features are withheld, and why.
func (w Withheld) Sentences() []string {
	var all []string
	add := func(n int, why string) {
		switch {
		case n == 1:
			all = append(all, "1 feature is kept out: "+why)
		case n > 1:
			all = append(all, fmt.Sprintf("%d features are kept out: %s", n, why))
		}
	}
	add(w.Drafts, "draft is true")
	if w.Scheduled > 0 {
		add(w.Scheduled, "publish_at lies ahead, the next is due at "+w.Next.Format(time.RFC3339))
	}
	add(w.Unread, "draft or publish_at cannot be read")
	return all
}

// Withheld is what the layer has not of its file.
func (l *Layer) Withheld() Withheld { return l.withheld }

// add counts features that one hold keeps back.
func (w *Withheld) add(h report.Hold, features int) {
	switch {
	case h.Unread:
		w.Unread += features
	case h.Draft:
		w.Drafts += features
	default:
		w.Scheduled += features
		w.due(h.Until)
	}
}

func (w *Withheld) due(at time.Time) {
	if !at.IsZero() && (w.Next.IsZero() || at.Before(w.Next)) {
		w.Next = at
	}
}

func (w *Withheld) join(o Withheld) {
	w.Drafts += o.Drafts
	w.Scheduled += o.Scheduled
	w.Unread += o.Unread
	w.due(o.Next)
}

// holds are the raw values of the properties that keep a feature back, nil
// where it has none.
type holds struct{ draft, publishAt []byte }

func (h holds) none() bool { return h.draft == nil && h.publishAt == nil }

// take notes a property, given its raw value.
func (h *holds) take(name holdName, value []byte) {
	switch name {
	case holdDraft:
		if string(h.draft) != "true" { // named twice, the one that keeps it back counts
			h.draft = value
		}
	case holdPublishAt:
		h.publishAt = value
	}
}

// A holdName says which of the properties that keep a feature back a column is.
type holdName uint8

const (
	holdNone holdName = iota
	holdDraft
	holdPublishAt
)

// holdNamed reads a name without regard to case, spaces, dashes and underscores:
// what is published by a slip cannot be called back.
func holdNamed(name string) holdName {
	if len(name) > len("p_u_b_l_i_s_h_a_t") {
		return holdNone
	}
	switch strings.ToLower(holdMarks.Replace(name)) {
	case "draft", "isdraft":
		return holdDraft
	case "publishat":
		return holdPublishAt
	}
	return holdNone
}

var holdMarks = strings.NewReplacer("_", "", "-", "", " ", "")

// read says what the properties of a feature say.
func (h holds) read(reported bool) (report.Hold, []report.Finding) {
	return report.ReadHold(h.draft, h.publishAt, reported)
}

// misplaced says what members of the same names say that stand where properties
// do not: beside them, or at the whole file. They count, since a desk that wrote
// them meant them, and each is told, with where.
func (h holds) misplaced(where string, reported bool) (report.Hold, []report.Finding) {
	held, findings := h.read(reported)
	for i := range findings {
		findings[i].Field = strings.TrimPrefix(findings[i].Field, "properties.")
	}
	tell := func(name string, value []byte, meant bool) {
		if meant && !slices.ContainsFunc(findings, func(f report.Finding) bool { return f.Field == name }) {
			findings = append(findings, report.Finding{Field: name, Message: "stands " + where + " (" + string(value) + " counts all the same)", Fix: "write it into the properties"})
		}
	}
	tell("draft", h.draft, string(h.draft) == "true")
	tell("publish_at", h.publishAt, len(h.publishAt) > 0 && h.publishAt[0] == '"')
	return held, findings
}

// hold decides on the present feature, which stands at a place. If it is kept
// back, nothing of it stays, and what was found in it is marked.
func (b *batch) hold(f *feature, at int, id []byte) bool {
	if f.holds.none() && f.beside.none() {
		return false
	}
	h, findings := f.holds.read(f.reported)
	beside, more := f.beside.misplaced("beside the properties", f.reported)
	for _, found := range append(findings, more...) {
		b.tell(at, id, found.Field, found.Message, found.Fix)
	}
	if h = h.Join(beside); !h.At(b.now) {
		return false
	}
	b.withheld.add(h, 1)
	b.undo()
	b.markWithheld()
	return true
}

// withhold keeps back all features of a file whose outermost object says so, and
// what else it says. What was found in them is marked.
func (f *file) withhold(l *Layer, findings []report.Finding) (*Layer, []report.Finding) {
	if f.beside.none() {
		return l, findings
	}
	h, found := f.beside.misplaced("at the file, not at its features", len(l.reports) > 0)
	n := l.Len() + l.withheld.Total()
	if h.At(f.now) && n > 0 {
		l = assemble(nil).layer
		l.withheld.add(h, n)
		findings = append(slices.Clone(findings), found...)
		for i := range findings {
			findings[i].Withheld = true
		}
		return l, findings
	}
	return l, append(findings, found...)
}

// markWithheld marks what was found in the present feature.
func (b *batch) markWithheld() {
	for i := len(b.findings) - 1; i >= 0 && b.findings[i].Feature == b.count; i-- {
		b.findings[i].Withheld = true
	}
}

// heldBack decides on a feature that cannot be served for another reason, so
// that what is said of it is marked. Its properties may be wrong as well.
func (b *batch) heldBack(properties value, beside holds) bool {
	var h holds
	reported := false
	if properties.kind == kindObject {
		eachMember(properties.raw, func(key, raw []byte) {
			switch name := unquote(key); name {
			case "sources":
				reported = raw[0] != 'n'
			default:
				h.take(holdNamed(name), raw)
			}
		})
	}
	held, _ := h.read(reported)
	other, _ := beside.read(reported)
	return held.Join(other).At(b.now)
}

// heldBack reports whether a row that cannot be read may be one that is kept
// back. The cells may be more or fewer than the columns.
func (t *table) heldBack(cells []string) bool {
	at := slices.IndexFunc(t.columns, func(c tableColumn) bool { return len(c.path) == 1 && holdNamed(c.path[0]) != holdNone })
	if at < 0 {
		return false
	}
	if len(cells) != len(t.columns) {
		return true // no telling which cell is which
	}
	for i, c := range t.columns {
		cell := strings.TrimSpace(cells[i])
		if len(c.path) != 1 || holdNamed(c.path[0]) == holdNone || cell == "" {
			continue
		}
		if string(modelValue(c.path, cell)) != "false" {
			return true
		}
	}
	return false
}
