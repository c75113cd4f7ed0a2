package report

import (
	"fmt"
	"net/url"
	"strings"
)

// Check holds a report against the rules of the model; shape is what its
// geometry is drawn as. Each finding says what is wrong and what would be
// right. A feature that is no report has no findings. What [Parse] has found
// already is not found again, nor what only follows from it.
//
// The rules:
//
//   - There is at least one source; each has a stance, a url or a citation,
//     and addresses that are http or https with a host; ids are used once.
//   - A statement has no status, anything else has one, and the stances fit it:
//     claimed has a claim and no denial; denied has both; unconfirmed has a
//     suspicion and nothing stronger for it; corroborated has two independent
//     sources that claim, support or report it (see [Report.Independent]);
//     confirmed, refuted and retracted have a note.
//   - Every src of a count is the id of a source; a via that looks like an id
//     is one: lower-case letters and digits with no space, as in "nis" or
//     "south-korean-media". Anything else in via is a name.
//   - Figures are not negative, and min is not above max.
//   - A movement has a move with from and to, and on a line both say how
//     exactly they are known, since that decides whether the line has an origin.
//   - A place known more coarsely than a settlement is no bare pin: as a point
//     it needs a radius.
//   - Dates of the record are single dates in order; no correction is of a
//     later version than the record.
func (r *Report) Check(shape Shape) []Finding {
	if r == nil || !r.Reported {
		return nil
	}
	c := &checker{Report: r}
	c.checkSources()
	c.checkStatus()
	c.checkCounts()
	c.checkPlaces(shape)
	c.checkRecord()
	return capped(c.findings, c.more)
}

// A checker gathers the findings of one report.
type checker struct {
	*Report
	findings []Finding
	more     int
}

func (c *checker) add(field, message, fix string) {
	if len(c.findings) >= maxFindings {
		c.more++
		return
	}
	c.findings = append(c.findings, Finding{Field: field, Message: message, Fix: fix})
}

// parsed reports whether Parse could read the field and all that it holds.
func (c *checker) parsed(field string) bool {
	for f := range c.faults {
		if f == "properties" || f == field || strings.HasPrefix(field, f+".") || strings.HasPrefix(field, f+"[") {
			return false
		}
	}
	return true
}

// vocabulary reports a word outside its list: Parse lets none through, but a
// report may come from elsewhere.
func vocabulary[T ~string](c *checker, field string, word T, all []T) {
	for _, w := range all {
		if w == word {
			return
		}
	}
	if word != "" {
		c.add(field, quote(string(word))+" is not in the vocabulary", "write one of "+list(all))
	}
}

func (c *checker) checkSources() {
	if len(c.Sources) == 0 {
		if c.parsed("properties.sources") {
			c.add("properties.sources", "is empty", "name at least one source, or leave sources out if the feature is no report")
		}
		return
	}
	seen := make(map[string]int)
	for i, s := range c.Sources {
		at := index("properties.sources", i)
		if !c.parsed(at) {
			continue // it is no object
		}
		if s.ID != "" {
			if first, twice := seen[s.ID]; twice {
				c.add(at+".id", quote(s.ID)+" is already the id of "+index("sources", first), "give each source an id of its own")
			} else {
				seen[s.ID] = i
			}
		}
		if s.Stance == "" && c.parsed(at+".stance") {
			c.add(at+".stance", "is missing", "write one of "+list(stances))
		}
		vocabulary(c, at+".stance", s.Stance, stances)
		for j, a := range s.About {
			vocabulary(c, index(at+".about", j), a, abouts)
		}
		if s.URL == "" && s.Citation.Empty() && c.parsed(at+".url") && c.parsed(at+".citation") {
			c.add(at, "has neither url nor citation", "say where it can be read: url, or citation in words")
		}
		c.checkAddress(at+".url", s.URL)
		c.checkAddress(at+".archive", s.Archive)
		c.checkVia(at+".via", s)
	}
}

// checkAddress holds a web address against what a page may link to.
func (c *checker) checkAddress(field, address string) {
	if address == "" {
		return
	}
	if problem := addressProblem(address); problem != "" {
		c.add(field, quote(address)+" "+problem, "write an address as in https://example.org/report")
	}
}

// addressProblem says why a page should not link to an address; "" if it may.
func addressProblem(address string) string {
	u, err := url.Parse(address)
	switch {
	case err != nil, strings.ContainsAny(address, " \t\r\n\\"):
		return "is no web address"
	case u.Scheme == "" && u.Host == "":
		return "is no whole web address"
	case u.Scheme != "http" && u.Scheme != "https":
		return "is neither http nor https"
	case u.Hostname() == "":
		return "has no host"
	case u.User != nil:
		return "has a user name in it"
	}
	return ""
}

// Link is the address of the source if a page may link to it: absolute, http
// or https, with a host. Otherwise it is empty.
func (s Source) Link() string { return safe(s.URL) }

// ArchiveLink is the same for the archived copy.
func (s Source) ArchiveLink() string { return safe(s.Archive) }

func safe(address string) string {
	if address == "" || addressProblem(address) != "" {
		return ""
	}
	return address
}

func (c *checker) checkVia(field string, s Source) {
	for i, via := range s.Via {
		switch {
		case s.ID != "" && via == s.ID:
			c.add(index(field, i), "is the source itself", "name who carried what it said, or leave via out")
		case looksLikeID(via) && !c.hasSource(via):
			c.add(index(field, i), quote(via)+" is the id of no source of this feature", "write "+c.ids()+"a name as it is read: \"South Korean media\"")
		}
	}
}

// ids offers the ids of the feature in a fix.
func (c *checker) ids() string {
	var ids []string
	for _, s := range c.Sources {
		if s.ID != "" && len(ids) < 8 {
			ids = append(ids, clip(s.ID))
		}
	}
	if len(ids) == 0 {
		return ""
	}
	return "one of " + strings.Join(ids, ", ") + ", or "
}

func (c *checker) hasSource(id string) bool {
	for _, s := range c.Sources {
		if s.ID == id {
			return true
		}
	}
	return false
}

// looksLikeID reports whether a via is meant as an id: a name that people read
// has a space, a capital or a letter beyond a to z.
func looksLikeID(via string) bool {
	for _, r := range via {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '_' {
			return false
		}
	}
	return via != ""
}

func (c *checker) checkCounts() {
	for i, n := range c.Counts {
		at := index("properties.counts", i)
		if !c.parsed(at) {
			continue
		}
		if n.Min == nil && n.Max == nil && c.parsed(at+".min") && c.parsed(at+".max") {
			c.add(at, "has neither min nor max", "write the figure as both, or leave the count out and say in summary that no number is given")
		}
		for _, end := range []struct {
			name  string
			value *float64
		}{{"min", n.Min}, {"max", n.Max}} {
			if end.value != nil && !(*end.value >= 0) {
				c.add(at+"."+end.name, fmt.Sprintf("is %v", *end.value), "write a number from 0 up")
			}
		}
		if n.Min != nil && n.Max != nil && *n.Min > *n.Max {
			c.add(at+".min", fmt.Sprintf("is %v, above max %v", *n.Min, *n.Max), "write the smaller figure as min")
		}
		if len(n.Src) == 0 && len(c.Sources) > 1 && c.parsed(at+".src") {
			c.add(at+".src", "is missing, and there are several sources", "say whose figure it is: "+strings.TrimSuffix(c.ids(), ", or "))
		}
		for j, src := range n.Src {
			if !c.hasSource(src) {
				fix := strings.TrimSuffix(c.ids(), ", or ")
				if fix == "" {
					fix = "an id, and give it to the source"
				}
				c.add(index(at+".src", j), quote(src)+" is the id of no source of this feature", "write "+fix)
			}
		}
	}
}
