package report

import (
	"strings"

	"dateline/geo/words"
)

// A Run is a stretch of text in one weight and one language.
type Run = words.Run

// A tongue says in one language what this package says. What is worded or
// punctuated by language stands in the message files; what is said, and in
// which order, is decided here.
type tongue struct {
	*words.Language
	lang string // BCP 47, for texts of the data: it may be one that the interface does not have
}

func in(lang string) tongue { return tongue{words.In(lang), lang} }

// run is a text of the data; it says in which language it is, if that is not
// the language of the words round it.
func (t tongue) run(text Text) Run {
	s, tag := text.Pick(t.lang)
	return t.tagged(s, tag)
}

func (t tongue) tagged(s, tag string) Run {
	switch {
	case tag == "":
		tag = undetermined
	case t.Is(tag):
		tag = ""
	}
	return Run{Text: s, Lang: tag}
}

// undetermined is the BCP 47 tag of a text that does not say its language.
const undetermined = "und"

// Words is the status as it is read: "Claimed, denied". None gives "".
func (s Status) Words(lang string) string { return say(lang, "status.", s) }

// Words is the stance as it heads what a source says: "Claims", "No evidence".
func (s Stance) Words(lang string) string { return say(lang, "stance.", s) }

// Words names the part of a report: "the place", "how many".
func (a About) Words(lang string) string { return say(lang, "about.", a) }

// Words is a sentence on how exactly a place is known: "Known to the city."
func (p Precision) Words(lang string) string { return say(lang, "precision.", p) }

// Words is a sentence on where a position comes from.
func (b Basis) Words(lang string) string { return say(lang, "basis.", b) }

// Words says how well the route is known: "Route not known".
func (p Path) Words(lang string) string { return say(lang, "path.", p) }

// say is a word of one of the vocabularies; what is not in it has none.
func say[W ~string](lang, vocabulary string, word W) string {
	if t := in(lang); t.Has(vocabulary + string(word)) {
		return t.Say(vocabulary + string(word))
	}
	return ""
}

// KindWords is a kind as it is read: "Statement"; a desk's own word as it is,
// with a capital.
func KindWords(kind, lang string) string {
	if own := say(lang, "kind.", kind); own != "" {
		return words.Upper(own)
	}
	return words.Upper(kind)
}

// Number writes a number with its digits in groups of three: "1,500".
func Number(n float64, lang string) string { return in(lang).Number(n) }

// Words is the figure and what it counts: "1,500 special operation forces",
// "about 10,000–12,000 soldiers", "at least 6 dead". It begins in lower case
// if it begins with a word.
func (c Count) Words(lang string) string { return words.Plain(c.Runs(lang)) }

// Runs is Words with the language of each part.
func (c Count) Runs(lang string) []Run { return in(lang).count(c) }

// Words is the date as it is read: "8–13 Oct 2024", "About 11–18 Oct 2024",
// "Not dated, before 18 Oct 2024", "June 2024"; with long the names of months
// are whole. The zero When gives "".
func (w When) Words(lang string, long bool) string {
	if w.p == nil {
		return ""
	}
	return words.Upper(in(lang).when(w.p, long))
}

// Words is the movement in a few words: "By sea to Vladivostok", "North Korea
// to Russia". It is empty if neither end has a name.
func (m Move) Words(lang string) string { return words.Plain(m.Runs(lang)) }

// Runs is Words with the language of each part.
func (m Move) Runs(lang string) []Run { return upperFirst(in(lang).move(m)) }

// Phrase is Words as it stands inside a sentence: "by sea to Vladivostok".
func (m Move) Phrase(lang string) []Run { return in(lang).move(m) }

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
		add(t.statementBy(r.voices(t)))
	case r.Reported && r.Status != "":
		add(r.Status.Words(lang))
	case !r.Title.Empty():
		add(r.Title.In(lang))
	default:
		add(KindWords(r.Kind, lang))
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
		add(t.Say("count.sources", "n", len(r.Sources)))
	}
	return words.Upper(strings.Join(parts, t.Say("list.comma")))
}

// Attributed is something said, with those who say it: "1,500 soldiers, says
// NIS"; the verb is that for one or for several, and for a plural such as
// "Ukrainian media".
func Attributed(lang string, said []Run, names ...Run) []Run {
	t := in(lang)
	voices := make([]voice, len(names))
	for i, name := range names {
		voices[i].name = name
	}
	return t.Runs("say.fact", "fact", said, "n", agreement(voices), "names", t.names(voices))
}

// SayWord is the verb of those who say something, by itself: "says", "say".
func SayWord(lang string, names ...string) string {
	voices := make([]voice, len(names))
	for i, name := range names {
		voices[i].name.Text = name
	}
	return in(lang).Say("say", "n", agreement(voices))
}

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

// upperFirst makes the first letter of a sentence a capital.
func upperFirst(runs []Run) []Run {
	if len(runs) > 0 {
		runs[0].Text = words.Upper(runs[0].Text)
	}
	return runs
}
