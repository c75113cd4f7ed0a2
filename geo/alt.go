package geo

import (
	"strings"

	"dateline/geo/report"
	"dateline/geo/words"
)

// maxAltTitle bounds the title within an alternative text, which as a whole
// should be heard in one breath.
const maxAltTitle = 120

// Alt says in a sentence what a picture of the map shows to those who do not
// see it: what it is of, how many reports of which status, and how far they are
// established. f is the filter as it was asked for.
func (m *Map) Alt(f Filter, lang string) string {
	say := words.In(lang)
	t := m.Tally(f.ForPage())
	var b strings.Builder
	b.WriteString(say.Say("page.map"))
	if title := line(m.Title.In(lang), maxAltTitle); title != "" {
		b.WriteString(" " + say.Say("list.quoted", "text", title))
	}
	if when := datesOf(f, lang); when != "" {
		if f.halfOpen() {
			when = lowerFirst(when)
		}
		b.WriteString(say.Say("list.comma") + when)
	}
	b.WriteString(": ")
	var parts []string
	if t.Reports > 0 {
		var by []string
		for _, s := range report.Statuses() {
			if n := t.Status[s]; n > 0 {
				by = append(by, say.Say("alt.status", "n", n, "status", lowerFirst(s.Words(lang))))
			}
		}
		parts = append(parts, say.Say("counted.reports", "n", t.Reports)+" ("+strings.Join(by, say.Say("list.semicolon"))+")")
	}
	if t.Statements > 0 {
		parts = append(parts, say.Say("counted.statements", "n", t.Statements))
	}
	if t.Others > 0 {
		key := "counted.entries"
		if len(parts) > 0 {
			key = "alt.others"
		}
		parts = append(parts, say.Say(key, "n", t.Others))
	}
	if len(parts) == 0 {
		parts = append(parts, lowerFirst(say.Say("index.no_entries")))
	}
	b.WriteString(say.And(parts))
	if t.Reports > 0 {
		b.WriteString(say.Say("list.semicolon") + lowerFirst(report.HeadlineShort(t.Status, lang)))
	}
	b.WriteByte('.')
	return b.String()
}

// datesOf is the filter's range of dates in words, empty if it has none.
func datesOf(f Filter, lang string) string {
	from, to := f.From, f.To
	if !f.Dated || from.IsZero() && to.IsZero() {
		return ""
	}
	first, last, _ := strings.Cut(f.datetime, "/")
	switch {
	case !f.halfOpen():
		return dateWords(f.datetime, lang)
	case last == "" || last == "..":
		return words.In(lang).Say("time.from", "date", dateWords(first, lang))
	}
	return words.In(lang).Say("time.until", "date", dateWords(last, lang))
}

// halfOpen reports whether the range of dates has one end only.
func (f Filter) halfOpen() bool {
	first, last, two := strings.Cut(f.datetime, "/")
	none := func(s string) bool { return s == "" || s == ".." }
	return two && none(first) != none(last)
}

// dateWords reads a date and puts it into words; what it cannot read stays.
func dateWords(date, lang string) string {
	w, err := report.ParseWhen(date)
	if err != nil {
		return date
	}
	return w.Words(lang, true)
}

func lowerFirst(s string) string {
	for i, r := range s {
		if i == 0 {
			return strings.ToLower(string(r)) + s[len(string(r)):]
		}
	}
	return s
}

// line is a text on one line, cut to a number of characters.
func line(s string, limit int) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "\ufffd")), " ")
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, s)
	if r := []rune(s); len(r) > limit {
		return strings.TrimRight(string(r[:limit]), " ,;:.") + "…"
	}
	return s
}
