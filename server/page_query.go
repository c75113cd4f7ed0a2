package server

import (
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A pageQuery is what the address of a page or an embed says beyond the filter.
type pageQuery struct {
	page  int // from 1; 0 if not given
	open  string
	lang  string
	theme string
	view  string // lon,lat,zoom
	group string // of the list: place or day; "" is by what entries are
	ui    string // none, min or full; "" is full
	part  string // what a script asks of the page: one of the parts below
}

// Parts of a page that its script asks for.
const (
	partBrief = "brief" // all that changes, without the sources of each entry
	partFull  = "full"  // all that changes
	partEntry = "entry" // the open entry alone
	partMade  = "made"  // which state of the map this is, and nothing else
)

// parsePageQuery reads the parameters that only pages have. They say how the map
// is shown, not what it holds: one that cannot be understood is passed over, so
// that a link with a slip in it still shows the map.
func parsePageQuery(q url.Values) pageQuery {
	one := func(name string, ok func(string) bool) string {
		if s := q.Get(name); ok(s) {
			return s
		}
		return ""
	}
	of := func(words ...string) func(string) bool {
		return func(s string) bool { return slices.Contains(words, s) }
	}
	p := pageQuery{
		open: one("open", isKey), lang: one("lang", isLanguageTag), view: one("view", isView),
		theme: one("theme", of("light", "dark")), group: one("group", of("place", "day")),
		ui: one("ui", of("none", "min", "full")), part: one("part", of(partBrief, partFull, partEntry, partMade)),
	}
	if n, err := strconv.Atoi(q.Get("page")); err == nil && n > 0 {
		p.page = n
	}
	return p
}

// isKey reports whether s may be the key of an entry: layer/id.
func isKey(s string) bool {
	layer, id, ok := strings.Cut(s, "/")
	return ok && layer != "" && id != ""
}

func isView(s string) bool {
	parts := strings.Split(s, ",")
	if len(parts) != 3 {
		return false
	}
	for i, limit := range []float64{540, 90, 24} {
		n, err := strconv.ParseFloat(parts[i], 64)
		if err != nil || math.IsNaN(n) || math.Abs(n) > limit || i == 2 && n < 0 {
			return false
		}
	}
	return true
}

// values is the query again, without page and open: they belong to one list
// and one entry.
func (p pageQuery) values() url.Values {
	q := url.Values{}
	for name, value := range map[string]string{"lang": p.lang, "theme": p.theme, "view": p.view, "group": p.group, "ui": p.ui} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return q
}

// joinDates turns the two date fields of the form, from and to, into the one
// datetime that filters know. Fields left empty ask for nothing.
func joinDates(q url.Values) url.Values {
	from, to := strings.TrimSpace(q.Get("from")), strings.TrimSpace(q.Get("to"))
	if from == "" && to == "" {
		return q
	}
	joined := url.Values{}
	for name, values := range q {
		joined[name] = values
	}
	if from == "" {
		from = ".."
	}
	if to == "" {
		to = ".."
	}
	// Which field holds the later day says nothing.
	if a, errA := time.Parse(time.DateOnly, from); errA == nil {
		if b, errB := time.Parse(time.DateOnly, to); errB == nil && b.Before(a) {
			from, to = to, from
		}
	}
	joined.Set("datetime", from+"/"+to)
	return joined
}
