package report

import "strings"

// english holds all English wording of the package.
type english struct{}

var statusEN = map[Status]string{
	Unconfirmed: "Unconfirmed", Claimed: "Claimed", Denied: "Claimed, denied", Corroborated: "Corroborated",
	Confirmed: "Confirmed", Refuted: "Refuted", Retracted: "Retracted",
}

var stanceEN = map[Stance]string{
	Claims: "Claims", Suspects: "Suspects", Supports: "Supports", Reports: "Reports", Denies: "Denies",
	NoEvidence: "No evidence", DeclinesComment: "Declines to comment", Retracts: "Retracts",
}

var aboutEN = map[About]string{
	AboutHappened: "that it happened", AboutPlace: "the place", AboutWhen: "the date",
	AboutCounts: "how many", AboutWho: "who", AboutPurpose: "the purpose",
}

var precisionEN = map[Precision]string{
	Exact: "Known to the spot.", Site: "Known to the building or site.", Settlement: "Known to the city.",
	Area: "Known to the area only.", Admin1: "Known to the region only.", Country: "Known to the country only.",
	UnknownPrecision: "Place not known.",
}

var basisEN = map[Basis]string{
	Stated: "The place is as the source states it.", Geolocated: "Located from images or other traces.",
	Inferred: "Inferred from other facts.", Centroid: "Drawn at the middle of the place, which is no position.",
	Obscured: "Drawn elsewhere on purpose.",
}

var pathEN = map[Path]string{
	Tracked: "Route tracked", ReportedPath: "Route as reported", Schematic: "Route not known",
}

func (english) status(s Status) string       { return statusEN[s] }
func (english) stance(s Stance) string       { return stanceEN[s] }
func (english) about(a About) string         { return aboutEN[a] }
func (english) precision(p Precision) string { return precisionEN[p] }
func (english) basis(b Basis) string         { return basisEN[b] }
func (english) path(p Path) string           { return pathEN[p] }
func (english) kind(kind string) string      { return upperFirst(kind) }

func (english) number(n float64) string { return digits(n, ",", ".") }

func (e english) count(c Count, of string) string {
	var figure string
	switch {
	case c.Min == nil && c.Max == nil:
		if of == "" {
			return "number not said"
		}
		return of + ", number not said"
	case c.Max == nil:
		figure = "at least " + about(c.Approx) + e.number(*c.Min)
	case c.Min == nil:
		figure = "at most " + about(c.Approx) + e.number(*c.Max)
	case *c.Min == *c.Max:
		figure = about(c.Approx) + e.number(*c.Min)
	default:
		figure = about(c.Approx) + e.number(*c.Min) + "–" + e.number(*c.Max)
	}
	return strings.TrimSpace(figure + " " + of)
}

func about(approx bool) string {
	if approx {
		return "about "
	}
	return ""
}

func (english) move(mode, from, to string) string {
	switch {
	case to == "" && from == "":
		return ""
	case to == "":
		return "from " + from
	case mode != "":
		return "by " + mode + " to " + to
	case from == "":
		return "to " + to
	case strings.Contains(from, ","):
		return from + ", to " + to
	}
	return from + " to " + to
}

func (e english) sources(n int) string {
	if n == 1 {
		return "1 source"
	}
	return e.number(float64(n)) + " sources"
}

func (english) unnamed() string { return "a source not named" }

// done is the stance as a participle, for "… by NIS".
var done = map[Stance]string{
	Claims: "claimed", Suspects: "suspected", Supports: "supported", Reports: "reported", Denies: "denied", Retracts: "retracted",
}

// whoSays puts those for and against into one sentence, and each other stance
// into one of its own.
func (e english) whoSays(groups []group) []Run {
	var runs runs
	for _, g := range groups {
		if !g.stance.For() && g.stance != Denies {
			runs.stop()
			for _, run := range e.sentence(g) {
				runs.add(run)
			}
			continue
		}
		if len(runs) == 0 {
			runs.strong(upperFirst(done[g.stance]))
		} else {
			runs.plain("; ")
			runs.strong(done[g.stance])
		}
		runs.plain(" by " + byList(g.voices))
	}
	runs.stop()
	return runs.trimmed()
}

// sentence says who sees no evidence, declines to comment or takes it back,
// without a full stop.
func (e english) sentence(g group) (runs runs) {
	names := nameList(g.voices)
	switch g.stance {
	case NoEvidence:
		runs.strong("No evidence")
		runs.plain(" " + e.evidenceOf(g) + ", " + verb(g.voices, "says", "say") + " " + names)
	case DeclinesComment:
		runs.plain(upperFirst(names) + " ")
		runs.strong(verb(g.voices, "declines", "decline") + " to comment")
	case Retracts:
		runs.strong("Retracted")
		runs.plain(" by " + byList(g.voices))
	}
	return runs
}

// evidenceOf completes "No evidence …".
func (e english) evidenceOf(g group) string {
	if g.of != "" {
		return g.of
	}
	var parts []string
	for _, a := range g.about {
		switch a {
		case AboutHappened:
			parts = append(parts, "that it happened")
		case AboutCounts:
			parts = append(parts, "of the number")
		case AboutWho:
			parts = append(parts, "of who took part")
		default:
			parts = append(parts, "of "+e.about(a))
		}
	}
	if len(parts) == 0 {
		return "of it"
	}
	return orList(parts)
}

func verb(voices []voice, one, many string) string {
	if len(voices) == 1 && !isPlural(voices[0].name) {
		return one
	}
	return many
}

// isPlural tells by its last word whether a name is of several: "Ukrainian
// media". Names in -s are more often of one ("Reuters", "the Red Cross").
func isPlural(name string) bool {
	words := strings.Fields(strings.ToLower(name))
	if len(words) == 0 {
		return false
	}
	switch words[len(words)-1] {
	case "media", "officials", "authorities", "experts", "sources", "forces", "witnesses", "residents", "analysts", "reports", "newspapers":
		return true
	}
	return false
}

func (english) sayWord(names []string) string {
	voices := make([]voice, len(names))
	for i, name := range names {
		voices[i].name = name
	}
	return verb(voices, "says", "say")
}

// byList follows "by": "NIS, with photos, and by the SBU".
func byList(voices []voice) string {
	parts := make([]string, len(voices))
	long := false // a part with a comma in it needs "by" again before the next
	for i, v := range voices {
		parts[i] = v.name
		if len(v.citing) > 0 {
			parts[i] += ", citing " + andList(v.citing)
		}
		if v.with != "" {
			parts[i] += ", with " + v.with
		}
		long = long || parts[i] != v.name
	}
	if !long || len(parts) < 2 {
		return andList(parts)
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", by ") + ", and by " + parts[last]
}

func nameList(voices []voice) string {
	names := make([]string, len(voices))
	for i, v := range voices {
		names[i] = v.name
	}
	return andList(names)
}

func andList(parts []string) string { return joinLast(parts, " and ") }
func orList(parts []string) string  { return joinLast(parts, " or ") }

func joinLast(parts []string, word string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + word + parts[last]
}

func (english) speakers(voices []voice) []Run {
	var runs runs
	roles := false
	for _, v := range voices {
		roles = roles || v.role != ""
	}
	for i, v := range voices {
		switch {
		case i == 0:
		case roles:
			runs.plain("; ")
		case i == len(voices)-1:
			runs.plain(" and ")
		default:
			runs.plain(", ")
		}
		name := v.full
		if i == 0 {
			name = upperFirst(name)
		}
		runs.strong(name)
		if v.role != "" {
			runs.plain(", " + v.role)
		}
	}
	runs.stop()
	return runs.trimmed()
}

func (e english) said(groups []group) string {
	var parts []string
	for _, g := range groups {
		if done[g.stance] == "" {
			continue
		}
		names := make([]string, len(g.voices))
		for i, v := range g.voices {
			names[i] = v.name
			if len(v.citing) > 0 {
				names[i] += " citing " + andList(v.citing)
			}
		}
		parts = append(parts, done[g.stance]+" by "+andList(names))
	}
	if len(parts) == 0 && len(groups) > 0 {
		for _, run := range e.sentence(groups[0]) {
			parts = append(parts, run.Text)
		}
		return strings.Join(parts, "")
	}
	return upperFirst(strings.Join(parts, ", "))
}

// statementBy names who spoke, but not whose act a source merely reports.
func (english) statementBy(voices []voice) string {
	var names []string
	for _, v := range voices {
		if v.stance != Reports {
			names = append(names, v.name)
		}
	}
	if len(names) == 0 {
		return "Statement"
	}
	return "Statement by " + andList(names)
}

func (e english) headline(reports, corroborated, confirmed int) string {
	if reports == 0 {
		return ""
	}
	n := func(n int) string { return e.number(float64(n)) }
	if corroborated+confirmed == 0 {
		if reports == 1 {
			return "The one report is neither corroborated nor confirmed."
		}
		return "None of the " + n(reports) + " reports is corroborated or confirmed."
	}
	first, word, rest := corroborated, "corroborated", confirmed
	if corroborated == 0 {
		first, word, rest = confirmed, "confirmed", 0
	}
	var s string
	switch {
	case reports == 1:
		s = "The one report is " + word
	case first == reports:
		s = "All " + n(reports) + " reports are " + word
	default:
		s = n(first) + " of the " + n(reports) + " reports " + areOrIs(first) + " " + word
	}
	if rest > 0 {
		s += ", " + n(rest) + " " + areOrIs(rest) + " confirmed"
	}
	return s + "."
}

func areOrIs(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

func (e english) headlineShort(reports, corroborated, confirmed int) string {
	var parts []string
	if corroborated > 0 {
		parts = append(parts, e.number(float64(corroborated))+" corroborated")
	}
	if confirmed > 0 {
		parts = append(parts, e.number(float64(confirmed))+" confirmed")
	}
	if reports > 0 && len(parts) == 0 {
		return "None corroborated or confirmed"
	}
	return strings.Join(parts, ", ")
}
