package server

import (
	"html/template"
	"net/url"
	"slices"
	"strconv"

	"dateline/geo"
)

// perPage is how many entries one page of the list holds.
const perPage = 100

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
	Empty  bool          // there is nothing on the map
	Clear  string        // address without filters, where nothing matches
	Opened template.HTML // the open entry, where it is not among the groups
	Gone   bool          // the open entry is not on the map
	By     []choice      // how it can be grouped
	Made   string        // of what its rows are made: rows of one make and id are the same
}

// A groupView is a part of the list under one heading.
type groupView struct {
	ID      string
	Heading wording
	Count   string // "7 reports"
	Total   int
	Rows    []template.HTML
}

// An otherView leads to where a group begins, on this page or another.
type otherView struct {
	Href, Count string
	Turns       bool // to another page
}

// list makes the page of the list that was asked for, or that holds the open
// entry.
func (s *shown) list() (listView, error) {
	o := listView{By: s.groupings(), Made: s.newest()}
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
			e := p.entries.Entry(i)
			row, err := s.row(e)
			if err != nil {
				return o, err
			}
			seen = seen || e.Key() == s.query.open
			g.Rows = append(g.Rows, row)
		}
		at += p.Total
		if len(g.Rows) > 0 {
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
		if s.query.group != "" {
			break // there are too many to lead to each
		}
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
		row, err := s.row(opened)
		if err != nil {
			return o, err
		}
		o.Opened = row
	}
	switch {
	case s.total == 0:
		o.Empty = true
	case s.matched == 0:
		o.Clear = s.clear()
	}
	if o.Page > 1 {
		o.Prev = turn(o.Page - 1)
	}
	if o.Page < o.Pages {
		o.Next = turn(o.Page + 1)
	}
	return o, nil
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
