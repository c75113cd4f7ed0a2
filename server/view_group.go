package server

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"dateline/geo"
	"dateline/geo/report"
	"dateline/geo/words"
)

// maxGrouped bounds how many entries are grouped by place or day: each of them
// is read for it.
const maxGrouped = 5000

// A part is a group before its page is cut out.
type part struct {
	groupView
	entries geo.Selection
}

// countedKey is the message that counts the entries of a group.
var countedKey = map[string]string{
	groupReports: "counted.reports", groupStatements: "counted.statements", groupOthers: "counted.entries",
}

// parts splits what the filter selects, as the query wants it grouped.
func (s *shown) parts() []*part {
	if s.query.group == "" {
		return s.byStanding()
	}
	all := s.m.Select(s.filter)
	if all.Len() > maxGrouped {
		s.query.group = "" // it is said nowhere what is not done
		return s.byStanding()
	}
	if s.query.group == "place" {
		return s.grouped(all, s.placeOf, "list.no_place")
	}
	return s.grouped(all.ByDate(), s.dateOf, "time.undated")
}

// byStanding splits them by what they are: reports first, then what was said,
// then everything else.
func (s *shown) byStanding() []*part {
	f := s.filter
	var parts []*part
	add := func(group, heading string, f geo.Filter) {
		p := part{groupView{ID: group, Heading: s.own(s.say(heading))}, s.m.Select(f)}
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

// grouped splits them by a heading of their own. Those without one come last.
func (s *shown) grouped(all geo.Selection, of func(geo.Feature) wording, none string) []*part {
	headings := map[string]wording{}
	keys, selections := all.Parts(func(f geo.Feature) string {
		w := of(f)
		if _, known := headings[w.Text]; !known {
			headings[w.Text] = w
		}
		return w.Text
	})
	var parts []*part
	var rest *part
	for i, key := range keys {
		p := &part{groupView{ID: "group-" + strconv.Itoa(i+1), Heading: headings[key], Total: selections[i].Len()}, selections[i]}
		p.Count = s.say("counted.entries", "n", p.Total)
		if key == "" {
			p.Heading = s.own(s.say(none))
			rest = p
			continue
		}
		parts = append(parts, p)
	}
	if rest != nil {
		parts = append(parts, rest)
	}
	return parts
}

// placeOf is where an entry is listed: its place, or where a movement ends.
func (s *shown) placeOf(f geo.Feature) wording {
	r := f.Report()
	switch {
	case r.Move != nil && r.Move.To != nil && s.in(r.Move.To.Name, maxName).Text != "":
		return s.in(r.Move.To.Name, maxName)
	case r.Place != nil:
		return s.in(r.Place.Name, maxName)
	}
	return wording{}
}

// dateOf is when an entry is listed: the day it is dated to, or its dates as
// they are said, since the first of several days is not when it happened.
func (s *shown) dateOf(f geo.Feature) wording {
	from, to, ok := f.Dated()
	if !ok || from.IsZero() && !until(f) {
		return wording{}
	}
	if day := from.UTC().Truncate(24 * time.Hour); !from.IsZero() && !to.IsZero() && !to.After(day.AddDate(0, 0, 1)) {
		if r := f.Report(); !r.When.ApproxStart() && !r.When.ApproxEnd() {
			return s.own(s.moment(day))
		}
	}
	return s.own(words.Upper(f.Report().When.Words(s.wanted, true)))
}

// A choice is a link to the same page in another way.
type choice struct {
	Text, Href string
	Current    bool
}

// groupings are the ways in which the list can be grouped.
func (s *shown) groupings() []choice {
	if s.matched > maxGrouped || s.matched < 2 {
		return nil
	}
	var all []choice
	for _, by := range []string{"", "place", "day"} {
		href := s.with(func(q url.Values) {
			if q.Del("group"); by != "" {
				q.Set("group", by)
			}
		})
		all = append(all, choice{s.say("list.by", "by", by), href, s.query.group == by})
	}
	return all
}
