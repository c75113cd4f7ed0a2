package server

import (
	"net/url"
	"strings"

	"dateline/geo/report"
)

// A chosenView says which slice of the map is shown, as far as no other part of
// the page does: statuses stand in the key and dates above the strip.
type chosenView struct {
	Shown string // "Shown: 1 of 13 entries"
	Each  []chosenFilter
	Clear string // address without filters
}

// A chosenFilter is one parameter, with a link that takes it away.
type chosenFilter struct {
	Label, Value string // "source", "NIS"
	Without      string // address
	Remove       string // what the link does, in words
}

// chosen names the filters of a search; nil if there are none.
func (s *shown) chosen() *chosenView {
	f := s.given
	o := &chosenView{Clear: s.clear()}
	add := func(name string, values []string, text func(string) string) {
		var all []string
		for _, v := range values[:min(len(values), maxRows)] {
			all = append(all, text(v))
		}
		one := chosenFilter{Label: s.say("chosen." + name), Value: cut(strings.Join(all, s.say("list.or")), maxName)}
		one.Without = s.with(func(q url.Values) { q.Del(name) })
		one.Remove = s.say("chosen.remove", "filter", joined(" ", one.Label, one.Value))
		o.Each = append(o.Each, one)
	}
	if f.Q != "" {
		add("q", []string{f.Q}, func(q string) string { return s.say("list.quoted", "text", q) })
	}
	same := func(v string) string { return v }
	for _, list := range []struct {
		name   string
		values []string
		text   func(string) string
	}{
		{"layer", f.Layers, s.layerTitle},
		{"kind", f.Kinds, func(k string) string { return report.KindWords(k, s.wanted) }},
		{"source", f.Sources, same},
		{"stance", f.Stances, func(v string) string { return report.Stance(v).Words(s.wanted) }},
	} {
		if len(list.values) > 0 {
			add(list.name, list.values, list.text)
		}
	}
	if f.BBox != nil {
		add("bbox", nil, same)
	}
	if len(o.Each) == 0 {
		return nil
	}
	o.Shown = s.say("chosen.shown", "count", s.say("counted.of", "n", s.matched, "total", s.total, "entries", s.say("counted.entries", "n", s.total)))
	return o
}
