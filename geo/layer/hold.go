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

func (w *Withheld) add(h report.Hold) {
	switch {
	case h.Unread:
		w.Unread++
	case h.Draft:
		w.Drafts++
	default:
		w.Scheduled++
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

// hold decides on the present feature, which stands at a place. If it is kept
// back, nothing of it stays, and what was found in it is marked.
func (b *batch) hold(f *feature, at int, id []byte) bool {
	if f.holds.draft == nil && f.holds.publishAt == nil {
		return false
	}
	h, findings := report.ReadHold(f.holds.draft, f.holds.publishAt, f.reported)
	for _, found := range findings {
		b.tell(at, id, found.Field, found.Message, found.Fix)
	}
	if !h.At(b.now) {
		return false
	}
	b.withheld.add(h)
	b.undo()
	b.markWithheld()
	return true
}

// markWithheld marks what was found in the present feature.
func (b *batch) markWithheld() {
	for i := len(b.findings) - 1; i >= 0 && b.findings[i].Feature == b.count; i-- {
		b.findings[i].Withheld = true
	}
}

// heldBack decides on a feature that cannot be served for another reason, so
// that what is said of it is marked. Its properties may be wrong as well.
func (b *batch) heldBack(properties value) bool {
	if properties.kind != kindObject {
		return false
	}
	var h holds
	reported := false
	eachMember(properties.raw, func(key, raw []byte) {
		switch name := unquote(key); name {
		case "sources":
			reported = raw[0] != 'n'
		default:
			h.take(holdNamed(name), raw)
		}
	})
	held, _ := report.ReadHold(h.draft, h.publishAt, reported)
	return held.At(b.now)
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
