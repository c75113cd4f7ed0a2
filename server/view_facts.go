package server

import (
	"encoding/json"
	"strings"

	"dateline/geo"
	"dateline/geo/report"
	"dateline/geo/words"
)

// facts fills "What is known of it".
func (o *entryView) facts(e geo.Entry, g tongue) {
	r := e.Report
	add := func(term string, values ...factValue) {
		if len(values) > 0 {
			o.Facts = append(o.Facts, factView{Term: g.say(term), Values: values})
		}
	}
	day := func(w report.When) factValue { return factValue{Text: g.own(w.Words(g.wanted, true))} }
	figures := countFacts(r, g)
	if add("fact.counts", figures...); len(figures) > 1 {
		o.Figures = figures
		o.Facts[len(o.Facts)-1].Rivals = true
	}
	if o.LongDate != "" {
		when := factValue{Text: g.own(o.LongDate)}
		if s := onlyClaimant(r, g); s.Text != "" && r.Kind != report.Statement {
			when.Runs = g.runs(report.Attributed(g.wanted, []report.Run{{Text: o.LongDate}}, s.part()))
		}
		add("fact.when", when)
	}
	if r.Place != nil && r.Move == nil {
		add("fact.where", placeFact(*r.Place, g, false))
	}
	if m := r.Move; m != nil {
		if m.From != nil {
			add("fact.from", placeFact(*m.From, g, o.Drawn))
		}
		var via []factValue
		for _, p := range m.Via[:min(len(m.Via), maxRows)] {
			via = append(via, placeFact(p, g, false))
		}
		add("fact.via", via...)
		if m.To != nil {
			add("fact.to", placeFact(*m.To, g, false))
		}
		if !m.Depart.IsZero() {
			add("fact.left", day(m.Depart))
		}
		if !m.Arrive.IsZero() {
			add("fact.arrived", day(m.Arrive))
		}
		if key := "route." + string(m.Path); o.Drawn && g.ui().Has(key) {
			add("fact.route", factValue{Text: g.own(g.say(key))})
		}
	}
	if !o.Drawn {
		add("fact.on_map", factValue{Text: g.own(g.say("fact.not_drawn"))})
	}
}

// countFacts are the figures, each with who gives it. Rivals stand apart.
func countFacts(r *report.Report, g tongue) []factValue {
	var all []factValue
	for _, c := range r.Counts[:min(len(r.Counts), maxRows)] {
		var by []report.Run
		for _, id := range c.Src[:min(len(c.Src), maxRows)] {
			for _, s := range r.Sources {
				if s.ID == id {
					by = append(by, voice(s, g).part())
					break
				}
			}
		}
		figure := boundedRuns(c.Runs(g.wanted), maxName)
		figure[0].Text = words.Upper(figure[0].Text)
		value := factValue{Runs: g.runs(figure), Note: g.in(c.Note, maxNote)}
		if len(by) > 0 {
			value.Runs = g.runs(report.Attributed(g.wanted, figure, by...))
		}
		all = append(all, value)
	}
	return all
}

// onlyClaimant names the one voice for a report, nobody if there are several.
func onlyClaimant(r *report.Report, g tongue) wording {
	var name wording
	n := 0
	for _, s := range r.Sources {
		if s.Stance.For() {
			name, n = voice(s, g), n+1
		}
	}
	if n != 1 {
		return wording{}
	}
	return name
}

// voice is a source's name in running text.
func voice(s report.Source, g tongue) wording {
	for _, t := range []report.Text{s.Short, s.Name} {
		if name := g.in(t, maxName); name.Text != "" {
			return name
		}
	}
	return g.data(cut(s.ID, maxName), "")
}

// placeFact is a place with how exactly it is known. A line that starts at a vague
// one starts without a point.
func placeFact(p report.Place, g tongue, begins bool) factValue {
	name := g.in(p.Name, maxName)
	if name.Text == "" {
		name = g.own(g.say("fact.not_named"))
	}
	var note []string
	if p.Precision != "" {
		s := p.Precision.Words(g.wanted)
		if begins && p.Precision.Vague() {
			s = g.say("fact.begins_without_point", "precision", strings.TrimSuffix(s, "."))
		}
		note = append(note, s)
	}
	if p.Basis != "" && p.Basis != report.Stated {
		note = append(note, p.Basis.Words(g.wanted))
	}
	return factValue{Text: name, Note: g.own(strings.Join(note, " "))}
}

// properties lists what a feature without our fields says of itself.
func (o *entryView) properties(e geo.Entry, g tongue) {
	e.Feature().Properties(func(name string, value []byte) {
		switch name {
		case "title", "summary", "when", "label", "rank":
			return // shown elsewhere, or not for reading
		}
		text := g.plainValue(value, 200)
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
func (g tongue) plainValue(value []byte, limit int) string {
	var s string
	if len(value) > 0 && value[0] == '"' && json.Unmarshal(value, &s) == nil {
		return cut(s, limit)
	}
	switch s := string(value[:min(len(value), 4*limit)]); s {
	case "null":
		return ""
	case "true":
		return g.say("entry.yes")
	case "false":
		return g.say("entry.no")
	default:
		return cut(s, limit)
	}
}
