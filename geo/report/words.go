package report

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A tongue is one language's way to say what this package says. Everything
// that is worded or punctuated by language stands behind it; what is said, and
// in which order, is decided before. Words of the data come in that language
// already. Phrases that may stand inside a sentence begin in lower case.
type tongue interface {
	status(Status) string
	stance(Stance) string
	about(About) string
	precision(Precision) string
	basis(Basis) string
	path(Path) string
	kind(string) string

	number(float64) string
	count(c Count, of string) string
	when(p *span, long bool) string
	move(mode, from, to string) string
	sources(n int) string
	unnamed() string // a source without a name

	// who says what: sentences for a report, speakers for a statement, and
	// one line without a full stop
	whoSays([]group) []Run
	speakers([]voice) []Run
	said([]group) string
	statementBy([]voice) string

	headline(reports, corroborated, confirmed int) string
	headlineShort(reports, corroborated, confirmed int) string
	sayWord(names []string) string
}

// in picks the language. So far there is only English.
func in(lang string) tongue { return english{} }

// Words is the status as it is read: "Claimed, denied". None gives "".
func (s Status) Words(lang string) string { return in(lang).status(s) }

// Words is the stance as it heads what a source says: "Claims", "No evidence".
func (s Stance) Words(lang string) string { return in(lang).stance(s) }

// Words names the part of a report: "the place", "how many".
func (a About) Words(lang string) string { return in(lang).about(a) }

// Words is a sentence on how exactly a place is known: "Known to the city."
func (p Precision) Words(lang string) string { return in(lang).precision(p) }

// Words is a sentence on where a position comes from.
func (b Basis) Words(lang string) string { return in(lang).basis(b) }

// Words says how well the route is known: "Route not known".
func (p Path) Words(lang string) string { return in(lang).path(p) }

// KindWords is a kind as it is read: "Statement"; a desk's own word as it is,
// with a capital.
func KindWords(kind, lang string) string { return in(lang).kind(kind) }

// Number writes a number with its digits in groups of three: "1,500".
func Number(n float64, lang string) string { return in(lang).number(n) }

// Words is the figure and what it counts: "1,500 special operation forces",
// "about 10,000–12,000 soldiers", "at least 6 dead". It begins in lower case
// if it begins with a word.
func (c Count) Words(lang string) string { return in(lang).count(c, c.Of.In(lang)) }

// Words is the date as it is read: "8–13 Oct 2024", "About 11–18 Oct 2024",
// "Not dated, before 18 Oct 2024", "June 2024"; with long the names of months
// are whole. The zero When gives "".
func (w When) Words(lang string, long bool) string {
	if w.p == nil {
		return ""
	}
	return upperFirst(in(lang).when(w.p, long))
}

// Words is the movement in a few words: "By sea to Vladivostok", "North Korea
// to Russia". It is empty if neither end has a name.
func (m Move) Words(lang string) string {
	name := func(p *Place) string {
		if p == nil {
			return ""
		}
		return p.Name.In(lang)
	}
	return upperFirst(in(lang).move(m.Mode, name(m.From), name(m.To)))
}

// Name is the accessible name of a mark, or of a row: "Claimed, 8–13 Oct 2024,
// Vladivostok, 1,500 special operation forces, 1 source". A feature that is no
// report has its title, date and place; the name is empty if it has none.
func (r *Report) Name(lang string) string {
	t := in(lang)
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	switch {
	case r.Reported && r.Kind == Statement:
		add(t.statementBy(r.voices(lang)))
	case r.Reported && r.Status != "":
		add(t.status(r.Status))
	case !r.Title.Empty():
		add(r.Title.In(lang))
	default:
		add(t.kind(r.Kind))
	}
	if r.When.p != nil {
		add(t.when(r.When.p, false))
	}
	if r.Move != nil {
		ends := *r.Move
		ends.Mode = ""
		add(ends.Words(lang))
	} else if r.Place != nil {
		add(r.Place.Name.In(lang))
	}
	for _, c := range r.Counts {
		add(c.Words(lang))
	}
	if r.Reported {
		add(t.sources(len(r.Sources)))
	}
	return upperFirst(strings.Join(parts, ", "))
}

// SayWord is the verb of those who say something: "says" of one, "say" of
// several and of a plural such as "Ukrainian media".
func SayWord(lang string, names ...string) string { return in(lang).sayWord(names) }

// Headline sums up how far reports are established: "None of the 7 reports is
// corroborated or confirmed." counts holds the number of reports, statements
// left out, by status. Without reports it is empty.
func Headline(counts map[Status]int, lang string) string {
	return in(lang).headline(tally(counts))
}

// HeadlineShort is the same in a few words: "None corroborated or confirmed".
func HeadlineShort(counts map[Status]int, lang string) string {
	return in(lang).headlineShort(tally(counts))
}

func tally(counts map[Status]int) (reports, corroborated, confirmed int) {
	for _, n := range counts {
		reports += max(n, 0)
	}
	return reports, max(counts[Corroborated], 0), max(counts[Confirmed], 0)
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if u := unicode.ToUpper(r); u != r {
		return string(u) + s[size:]
	}
	return s
}

// digits writes a number with a sign between groups of three digits; four
// digits are a group and a digit. Fractions are cut to two places, numbers too
// long to read are written with an exponent.
func digits(n float64, separator, point string) string {
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return strconv.FormatFloat(n, 'g', -1, 64)
	}
	if math.Abs(n) >= 1e15 {
		return strconv.FormatFloat(n, 'g', 4, 64)
	}
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(math.Abs(n), 'f', 2, 64), ".")
	var b strings.Builder
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(separator)
		}
		b.WriteRune(d)
	}
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		b.WriteString(point + fraction)
	}
	if n < 0 && b.String() != "0" {
		return "−" + b.String()
	}
	return b.String()
}
