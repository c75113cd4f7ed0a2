package report

import (
	"slices"
	"strings"

	"dateline/geo/words"
)

// whoSays puts those for and against into one sentence, and each other stance
// into one of its own.
func (t tongue) whoSays(groups []group) []Run {
	var runs runs
	for _, g := range groups {
		if !g.stance.For() && g.stance != Denies {
			runs.stop()
			runs.add(upperFirst(t.sentence(g))...)
			continue
		}
		clause := t.clause(g)
		if len(runs) == 0 {
			clause = upperFirst(clause)
		} else {
			runs.plain(t.Say("list.semicolon"))
		}
		runs.add(clause...)
	}
	runs.stop()
	return runs.trimmed()
}

// clause is "claimed by NIS, with photos".
func (t tongue) clause(g group) []Run {
	return t.Runs("who."+string(g.stance), "n", agreement(g.voices), "names", t.detailed(g.voices))
}

// sentence says who sees no evidence, declines to comment or takes it back,
// without a full stop.
func (t tongue) sentence(g group) []Run {
	switch g.stance {
	case NoEvidence:
		n, names := agreement(g.voices), t.names(g.voices)
		if of := t.evidenceOf(g); of != nil {
			return t.Runs("who.no_evidence", "of", of, "n", n, "names", names)
		}
		return t.Runs("who.no_evidence_of_it", "n", n, "names", names)
	case DeclinesComment:
		return t.Runs("who.declines_comment", "n", agreement(g.voices), "names", t.names(g.voices))
	}
	return t.clause(g)
}

// evidenceOf says what there is no evidence of, nil if that is not said.
func (t tongue) evidenceOf(g group) []Run {
	if g.of.Text != "" {
		return []Run{g.of}
	}
	var parts [][]Run
	for _, a := range g.about {
		parts = append(parts, t.Runs("evidence."+string(a)))
	}
	return t.OrRuns(parts)
}

// agreement is the number that a verb agrees with: 1 for one voice, unless its
// name is a plural.
func agreement(voices []voice) int {
	if len(voices) == 1 && isPlural(voices[0].name.Text) {
		return 2
	}
	return len(voices)
}

// plurals are words that name several, of all languages: a name of the data may
// be in any.
var plurals = func() (all []string) {
	for _, l := range words.Languages() {
		for _, word := range l.List("voice.plural") {
			all = append(all, strings.ToLower(word))
		}
	}
	return all
}()

// isPlural tells by its last word whether a name is of several: "Ukrainian
// media". Names in -s are more often of one ("Reuters", "the Red Cross").
func isPlural(name string) bool {
	parts := strings.Fields(strings.ToLower(name))
	return len(parts) > 0 && slices.Contains(plurals, parts[len(parts)-1])
}

// detailed are the voices with what they cite and show: "NIS, with photos, and
// by the SBU".
func (t tongue) detailed(voices []voice) []Run {
	parts := make([][]Run, len(voices))
	long := false // a part with a comma in it needs "by" again before the next
	for i, v := range voices {
		parts[i] = []Run{v.name}
		if len(v.citing) > 0 {
			parts[i], long = t.Runs("voice.citing", "name", parts[i], "others", t.AndRuns(single(v.citing))), true
		}
		if v.with.Text != "" {
			parts[i], long = t.Runs("voice.with", "name", parts[i], "with", v.with), true
		}
	}
	if long {
		return words.Join(parts, t.Say("voice.comma"), t.Say("voice.and"))
	}
	return t.AndRuns(parts)
}

// names are the voices without more: "NIS and the SBU".
func (t tongue) names(voices []voice) []Run {
	parts := make([][]Run, len(voices))
	for i, v := range voices {
		parts[i] = []Run{v.name}
	}
	return t.AndRuns(parts)
}

func single(runs []Run) [][]Run {
	parts := make([][]Run, len(runs))
	for i, r := range runs {
		parts[i] = []Run{r}
	}
	return parts
}

func (t tongue) speakers(voices []voice) []Run {
	parts := make([][]Run, len(voices))
	roles := false
	for i, v := range voices {
		if i == 0 {
			v.full.Text = words.Upper(v.full.Text)
		}
		parts[i] = []Run{{Text: v.full.Text, Strong: true, Lang: v.full.Lang}}
		if v.role.Text != "" {
			parts[i], roles = t.Runs("voice.role", "name", v.full, "role", v.role), true
		}
	}
	var runs runs
	if semicolon := t.Say("list.semicolon"); roles {
		runs.add(words.Join(parts, semicolon, semicolon)...)
	} else {
		runs.add(t.AndRuns(parts)...)
	}
	runs.stop()
	return runs.trimmed()
}

func (t tongue) said(groups []group) []Run {
	var parts [][]Run
	for _, g := range groups {
		if g.stance == NoEvidence || g.stance == DeclinesComment {
			continue
		}
		names := make([][]Run, len(g.voices))
		for i, v := range g.voices {
			names[i] = []Run{v.name}
			if len(v.citing) > 0 {
				names[i] = t.Runs("said.citing", "name", v.name, "others", t.AndRuns(single(v.citing)))
			}
		}
		parts = append(parts, t.Runs("who."+string(g.stance), "n", agreement(g.voices), "names", t.AndRuns(names)))
	}
	if len(parts) == 0 && len(groups) > 0 {
		return upperFirst(t.sentence(groups[0]))
	}
	separator := t.Say("said.separator")
	return upperFirst(words.Join(parts, separator, separator))
}

// statementBy names who spoke, but not whose act a source merely reports.
func (t tongue) statementBy(voices []voice) string {
	spoke := slices.DeleteFunc(slices.Clone(voices), func(v voice) bool { return v.stance == Reports })
	if len(spoke) == 0 {
		return t.Say("voice.statement")
	}
	return t.Say("voice.statement_by", "names", t.names(spoke))
}

func (t tongue) count(c Count) []Run {
	of := t.run(c.Of)
	if c.Min == nil && c.Max == nil {
		if of.Text == "" {
			return t.Runs("count.unsaid")
		}
		return t.Runs("count.unsaid_of", "of", of)
	}
	about := func(figure string) string {
		if c.Approx {
			return t.Say("count.about", "n", figure)
		}
		return figure
	}
	var figure string
	switch {
	case c.Max == nil:
		figure = t.Say("count.from", "n", about(t.Number(*c.Min)))
	case c.Min == nil:
		figure = t.Say("count.to", "n", about(t.Number(*c.Max)))
	case *c.Min == *c.Max:
		figure = about(t.Number(*c.Min))
	default:
		figure = about(t.Say("count.range", "from", *c.Min, "to", *c.Max))
	}
	if of.Text == "" {
		return []Run{{Text: figure}}
	}
	return t.Runs("count.of", "figure", figure, "of", of)
}

func (t tongue) move(m Move) []Run {
	name := func(p *Place) Run {
		if p == nil {
			return Run{}
		}
		return t.run(p.Name)
	}
	from, to := name(m.From), name(m.To)
	switch {
	case to.Text == "" && from.Text == "":
		return nil
	case to.Text == "":
		return t.Runs("move.from", "from", from)
	case m.Mode != "":
		return t.Runs("move.mode_to", "mode", t.Say("move.mode", "mode", m.Mode), "to", to)
	case from.Text == "":
		return t.Runs("move.to", "to", to)
	case strings.Contains(from.Text, ","):
		return t.Runs("move.from_to_long", "from", from, "to", to)
	}
	return t.Runs("move.from_to", "from", from, "to", to)
}

func (t tongue) headline(reports, corroborated, confirmed int) string {
	switch {
	case reports == 0:
		return ""
	case corroborated+confirmed == 0:
		return t.Say("headline.none", "n", reports)
	}
	first, what, rest := corroborated, string(Corroborated), confirmed
	if corroborated == 0 {
		first, what, rest = confirmed, string(Confirmed), 0
	}
	key := "headline.some"
	switch {
	case reports == 1:
		key = "headline.one"
	case first == reports:
		key = "headline.all"
	}
	s := t.Say(key, "some", first, "n", reports, "what", what)
	if rest > 0 {
		s = t.Say("headline.rest", "text", s, "n", rest)
	}
	return s + "."
}

func (t tongue) headlineShort(reports, corroborated, confirmed int) string {
	var parts []string
	if corroborated > 0 {
		parts = append(parts, t.Say("headline.short_corroborated", "n", corroborated))
	}
	if confirmed > 0 {
		parts = append(parts, t.Say("headline.short_confirmed", "n", confirmed))
	}
	if reports > 0 && len(parts) == 0 {
		return t.Say("headline.short_none")
	}
	return strings.Join(parts, t.Say("list.comma"))
}
