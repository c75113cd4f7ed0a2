package server

import (
	"slices"
	"strings"

	"dateline/geo"
	"dateline/geo/report"
)

// A keyView is the key of the map, which is also the filter by status.
type keyView struct {
	Items []keyItem
	None  string // "None corroborated or confirmed"
}

type keyItem struct {
	Value   string // of the status parameter
	Symbol  string
	Label   string
	Count   int
	On      bool
	Default bool // on when nothing is asked for
}

// key counts entries by status over what the other filters select, so that a
// status that is off still shows its number. The counts it returns are of what
// is shown.
func (s *shown) key() (keyView, map[report.Status]int) {
	f := s.filter
	counts := map[report.Status]int{}
	var o keyView
	add := func(value, symbol, label string) int {
		f.Status = []string{value}
		i := keyItem{Value: value, Symbol: symbol, Label: label, Count: count(s.m, f), On: slices.Contains(s.filter.Status, value)}
		i.Default = value != string(report.Refuted) && value != string(report.Retracted)
		o.Items = append(o.Items, i)
		return i.Count
	}
	groups := s.facets.groups
	if groups[groupReports] > 0 {
		for _, status := range report.Statuses() {
			gone := status == report.Refuted || status == report.Retracted
			if gone && s.facets.gone[status] == 0 {
				continue // off at first: that there are none is no news
			}
			n := add(string(status), string(status), status.Words(s.wanted))
			if slices.Contains(s.filter.Status, string(status)) {
				counts[status] = n
			}
		}
	}
	switch said, other := groups[groupStatements] > 0, groups[groupOthers] > 0; {
	case said && other:
		add(geo.NoStatus, "statement", s.say("page.statement_other"))
	case said:
		add(geo.NoStatus, "statement", s.say("page.statement"))
	case other && groups[groupReports] > 0:
		add(geo.NoStatus, "plain", s.say("page.without_status"))
	}
	o.None = report.HeadlineShort(counts, s.wanted)
	return o, counts
}

// An option is one line of a drop-down.
type option struct {
	Value, Text string
	Selected    bool
}

// options lists what can be chosen, with what is chosen even if it is not
// among it.
func options(known, chosen []string, text func(string) string) []option {
	var all []option
	joined := strings.Join(chosen, ",")
	found := joined == ""
	for _, k := range known {
		if k == "" {
			continue
		}
		found = found || k == joined
		all = append(all, option{k, cut(text(k), 80), k == joined})
	}
	if !found {
		texts := make([]string, len(chosen))
		for i, c := range chosen {
			texts[i] = text(c)
		}
		all = append(all, option{joined, cut(strings.Join(texts, ", "), 80), true})
	}
	return all
}
