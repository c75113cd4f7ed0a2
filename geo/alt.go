package geo

import (
	"strings"

	"dateline/geo/report"
)

// maxAltTitle bounds the title within an alternative text, which as a whole
// should be heard in one breath.
const maxAltTitle = 120

// Alt says in a sentence what a picture of the map shows to those who do not
// see it: what it is of, how many reports of which status, and how far they are
// established. f is the filter as it was asked for.
func (m *Map) Alt(f Filter, lang string) string {
	t := m.Tally(f.ForPage())
	var b strings.Builder
	b.WriteString("Map")
	if title := line(m.Title.In(lang), maxAltTitle); title != "" {
		b.WriteString(" “" + title + "”")
	}
	if when := datesOf(f, lang); when != "" {
		b.WriteString(", " + lowerFirst(when))
	}
	b.WriteString(": ")
	var parts []string
	if t.Reports > 0 {
		var by []string
		for _, s := range report.Statuses() {
			if n := t.Status[s]; n > 0 {
				by = append(by, report.Number(float64(n), lang)+" "+lowerFirst(s.Words(lang)))
			}
		}
		parts = append(parts, number(t.Reports, "report", "reports", lang)+" ("+strings.Join(by, "; ")+")")
	}
	if t.Statements > 0 {
		parts = append(parts, number(t.Statements, "statement", "statements", lang))
	}
	if t.Others > 0 {
		one, many := "entry", "entries"
		if len(parts) > 0 {
			one, many = "other entry", "other entries"
		}
		parts = append(parts, number(t.Others, one, many, lang))
	}
	switch n := len(parts); n {
	case 0:
		b.WriteString("no entries")
	case 1:
		b.WriteString(parts[0])
	default:
		b.WriteString(strings.Join(parts[:n-1], ", ") + " and " + parts[n-1])
	}
	if t.Reports > 0 {
		b.WriteString("; " + lowerFirst(report.HeadlineShort(t.Status, lang)))
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
	first, last, open := strings.Cut(f.datetime, "/")
	switch {
	case open && (first == ".." || first == "") && last != "":
		return "Until " + words(last, lang)
	case open && (last == ".." || last == "") && first != "":
		return "From " + words(first, lang)
	}
	return words(f.datetime, lang)
}

// words reads a date and puts it into words; what it cannot read stays.
func words(date, lang string) string {
	w, err := report.ParseWhen(date)
	if err != nil {
		return date
	}
	return w.Words(lang, true)
}

func number(n int, one, many, lang string) string {
	if n == 1 {
		return "1 " + one
	}
	return report.Number(float64(n), lang) + " " + many
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
