package report

import (
	"strings"

	"dateline/geo/words"
)

// runs builds text in two weights.
type runs []Run

func (r *runs) plain(s string)  { r.add(Run{Text: s}) }
func (r *runs) add(more ...Run) { *r = words.Append(*r, more...) }

// stop ends a sentence, if one has begun and does not end already, and leaves
// a space for the next.
func (r *runs) stop() {
	if len(*r) == 0 {
		return
	}
	last := (*r)[len(*r)-1].Text
	if strings.HasSuffix(last, ".") || strings.HasSuffix(last, "!") || strings.HasSuffix(last, "?") {
		r.plain(" ")
	} else {
		r.plain(". ")
	}
}

// trimmed is the text without the space at its end.
func (r runs) trimmed() []Run {
	if len(r) == 0 {
		return nil
	}
	last := &r[len(r)-1]
	if last.Text = strings.TrimSuffix(last.Text, " "); last.Text == "" {
		return r[:len(r)-1]
	}
	return r
}
