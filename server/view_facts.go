package server

import (
	"encoding/json"
	"strings"

	"dateline/geo"
	"dateline/geo/report"
)

// facts fills "What is known of it".
func (o *entryView) facts(e geo.Entry, g tongue) {
	r := e.Report
	add := func(term string, values ...factValue) {
		if len(values) > 0 {
			o.Facts = append(o.Facts, factView{term, values})
		}
	}
	add("How many", countFacts(r, g)...)
	if o.LongDate != "" {
		when := o.LongDate
		if s := onlyClaimant(r, g); s != "" && r.Kind != report.Statement {
			when += ", " + report.SayWord(uiLang, s) + " " + s
		}
		add("When", factValue{Text: words{when, ""}})
	}
	if r.Place != nil && r.Move == nil {
		add("Where", placeFact(*r.Place, g, false))
	}
	if m := r.Move; m != nil {
		if m.From != nil {
			add("From", placeFact(*m.From, g, o.Drawn))
		}
		var via []factValue
		for _, p := range m.Via[:min(len(m.Via), maxRows)] {
			via = append(via, placeFact(p, g, false))
		}
		add("By way of", via...)
		if m.To != nil {
			add("To", placeFact(*m.To, g, false))
		}
		if !m.Depart.IsZero() {
			add("Left", factValue{Text: words{capital(m.Depart.Words(uiLang, true)), ""}})
		}
		if !m.Arrive.IsZero() {
			add("Arrived", factValue{Text: words{capital(m.Arrive.Words(uiLang, true)), ""}})
		}
		if o.Drawn && routes[m.Path] != "" {
			add("Route", factValue{Text: words{routes[m.Path], ""}})
		}
	}
	if !o.Drawn {
		add("On the map", factValue{Text: words{"Not drawn: no place is known well enough.", ""}})
	}
}

// routes says how well the way of a movement is known.
var routes = map[report.Path]string{
	report.Schematic:    "Not known. The curve joins the two ends and no more.",
	report.ReportedPath: "As a source describes it; not tracked.",
	report.Tracked:      "Tracked from position data.",
}

// countFacts are the figures, each with who gives it. Rivals stand apart.
func countFacts(r *report.Report, g tongue) []factValue {
	var all []factValue
	for _, c := range r.Counts[:min(len(r.Counts), maxRows)] {
		var by []string
		for _, id := range c.Src[:min(len(c.Src), maxRows)] {
			for _, s := range r.Sources {
				if s.ID == id {
					by = append(by, voice(s, g))
					break
				}
			}
		}
		text := capital(cut(c.Words(g.wanted), maxName))
		if len(by) > 0 {
			text += ", " + report.SayWord(uiLang, by...) + " " + joined(by)
		}
		all = append(all, factValue{words{text, g.tag(c.Of, c.Of.In(g.wanted))}, g.in(c.Note, maxNote)})
	}
	return all
}

// onlyClaimant names the one voice for a report, "" if there are several.
func onlyClaimant(r *report.Report, g tongue) string {
	name, n := "", 0
	for _, s := range r.Sources {
		if s.Stance.For() {
			name, n = voice(s, g), n+1
		}
	}
	if n != 1 {
		return ""
	}
	return name
}

// voice is a source's name in running text.
func voice(s report.Source, g tongue) string {
	for _, t := range []report.Text{s.Short, s.Name} {
		if name := g.in(t, maxName).Text; name != "" {
			return name
		}
	}
	return cut(s.ID, maxName)
}

// placeFact is a place with how exactly it is known. A line that starts at a vague
// one starts without a point.
func placeFact(p report.Place, g tongue, begins bool) factValue {
	name := g.in(p.Name, maxName)
	if name.Text == "" {
		name.Text = "Not named"
	}
	var note []string
	if p.Precision != "" {
		s := p.Precision.Words(uiLang)
		if begins && p.Precision.Vague() {
			s = strings.TrimSuffix(s, ".") + ", so the line begins without a point."
		}
		note = append(note, s)
	}
	if p.Basis != "" && p.Basis != report.Stated {
		note = append(note, p.Basis.Words(uiLang))
	}
	return factValue{name, words{strings.Join(note, " "), ""}}
}

// properties lists what a feature without our fields says of itself.
func (o *entryView) properties(e geo.Entry) {
	e.Feature().Properties(func(name string, value []byte) {
		switch name {
		case "title", "summary", "when", "label", "rank":
			return // shown elsewhere, or not for reading
		}
		text := plainValue(value, 200)
		if text == "" || text == o.Title.Text {
			return
		}
		if len(o.Props) == maxRows {
			o.MoreProps++
			return
		}
		o.Props = append(o.Props, propView{cut(name, 60), text})
	})
}

// brief is a line of short properties, for entries that have no words.
func (o *entryView) brief() string {
	var parts []string
	for _, p := range o.Props {
		if len(p.Value) <= 40 && len(parts) < 3 {
			parts = append(parts, p.Name+" "+p.Value)
		}
	}
	return strings.Join(parts, " · ")
}

// plainValue writes a JSON value for reading; null is nothing.
func plainValue(value []byte, limit int) string {
	var s string
	if len(value) > 0 && value[0] == '"' && json.Unmarshal(value, &s) == nil {
		return cut(s, limit)
	}
	switch s := string(value[:min(len(value), 4*limit)]); s {
	case "null":
		return ""
	case "true":
		return "yes"
	case "false":
		return "no"
	default:
		return cut(s, limit)
	}
}
