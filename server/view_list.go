package server

import (
	"net/url"
	"slices"
	"strconv"

	"dateline/geo"
	"dateline/geo/report"
)

// perPage is how many entries one page of the list holds.
const perPage = 200

// A listView is one page of the list.
type listView struct {
	Groups []groupView
	Others []otherView // groups besides the first on the page
	Page   int
	Pages  int
	Prev   string
	Next   string
	First  int // number of the first entry on the page
	Last   int
	Clear  string     // address without filters, where nothing matches
	Opened *entryView // the open entry, where it is not among the groups
	Gone   bool       // the open entry is not on the map
}

// A groupView is a part of the list under one heading.
type groupView struct {
	ID      string
	Heading string
	Count   string // "7 reports"
	Total   int
	Entries []entryView
}

// An otherView leads to where a group begins, on this page or another.
type otherView struct {
	Href, Count string
	Turns       bool // to another page
}

// A part is a group before its page is cut out.
type part struct {
	groupView
	entries geo.Selection
}

// countedKey is the message that counts the entries of a group.
var countedKey = map[string]string{
	groupReports: "counted.reports", groupStatements: "counted.statements", groupOthers: "counted.entries",
}

// parts splits what the filter selects: reports first, then what was said,
// then everything else.
func (s *shown) parts() []*part {
	f := s.filter
	var parts []*part
	add := func(group, heading string, f geo.Filter) {
		p := part{groupView{ID: group, Heading: s.say(heading)}, s.m.Select(f)}
		p.Total = p.entries.Len()
		p.Count = s.say(countedKey[group], "n", p.Total)
		parts = append(parts, &p)
	}
	if established := slices.DeleteFunc(slices.Clone(f.Status), isNone); len(established) > 0 {
		reports := f
		reports.Status = established
		add(groupReports, "list.reports", reports)
	}
	if !slices.ContainsFunc(f.Status, isNone) {
		return parts
	}
	f.Status = []string{geo.NoStatus}
	kinds := f.Kinds
	if len(kinds) == 0 {
		kinds = s.facets.allKinds
	}
	if slices.Contains(kinds, report.Statement) {
		statements := f
		statements.Kinds = []string{report.Statement}
		add(groupStatements, "list.statements", statements)
	}
	if f.Kinds = slices.DeleteFunc(slices.Clone(kinds), func(k string) bool { return k == report.Statement }); len(f.Kinds) > 0 {
		heading := "list.entries"
		if s.facets.groups[groupReports]+s.facets.groups[groupStatements] > 0 {
			heading = "list.others"
		}
		add(groupOthers, heading, f)
	}
	return parts
}

func isNone(status string) bool { return status == geo.NoStatus }

// list makes the page of the list that was asked for, or that holds the open
// entry.
func (s *shown) list() listView {
	var o listView
	if s.matched > 0 {
		o.Pages = (s.matched + perPage - 1) / perPage
	}
	opened, exists := geo.Entry{}, false
	if s.query.open != "" {
		opened, exists = s.m.Entry(s.query.open)
		o.Gone = !exists
	}
	o.Page = min(max(s.query.page, 1), max(o.Pages, 1))
	if exists && s.query.page == 0 {
		if i := s.index(s.query.open); i >= 0 {
			o.Page = i/perPage + 1
		}
	}
	from := (o.Page - 1) * perPage
	to := min(from+perPage, s.matched)
	o.First, o.Last = from+1, to
	seen := false
	at := 0
	for _, p := range s.all {
		g := p.groupView
		for i := max(from-at, 0); i < min(to-at, p.Total); i++ {
			e := s.entry(p.entries.Entry(i))
			seen = seen || e.Open
			g.Entries = append(g.Entries, e)
		}
		at += p.Total
		if len(g.Entries) > 0 {
			o.Groups = append(o.Groups, g)
		}
	}
	turn := func(n int) string {
		return s.with(func(q url.Values) {
			if n > 1 {
				q.Set("page", strconv.Itoa(n))
			}
		})
	}
	at = 0
	for _, p := range s.all {
		begin := at/perPage + 1
		at += p.Total
		switch first := len(o.Groups) > 0 && o.Groups[0].ID == p.ID; {
		case p.Total == 0 || first:
		case slices.ContainsFunc(o.Groups, func(g groupView) bool { return g.ID == p.ID }):
			o.Others = append(o.Others, otherView{"#" + p.ID, p.Count, false})
		default:
			o.Others = append(o.Others, otherView{turn(begin) + "#" + p.ID, p.Count, true})
		}
	}
	if exists && !seen {
		e := s.entry(opened)
		o.Opened = &e
	}
	if s.matched == 0 {
		o.Clear = s.clear()
	}
	if o.Page > 1 {
		o.Prev = turn(o.Page - 1)
	}
	if o.Page < o.Pages {
		o.Next = turn(o.Page + 1)
	}
	return o
}

// index is the place of an entry in the whole list, -1 if the filter hides it.
func (s *shown) index(key string) int {
	at := 0
	for _, p := range s.all {
		if i := p.entries.Index(key); i >= 0 {
			return at + i
		}
		at += p.Total
	}
	return -1
}

func (s *shown) entry(e geo.Entry) entryView {
	o := s.v.entry(s.m, e, s.tongue, func(key string) string {
		return s.with(func(q url.Values) { q.Set("open", key) })
	})
	o.Open = o.Key == s.query.open
	return o
}
