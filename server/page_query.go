package server

import (
	"math"
	"net/url"
	"strconv"
	"strings"
)

// A pageQuery is what the address of a page or an embed says beyond the filter.
type pageQuery struct {
	page  int // from 1; 0 if not given
	open  string
	lang  string
	theme string
	view  string // lon,lat,zoom
}

// parsePageQuery reads the parameters that only pages have. The error is a
// badRequest.
func parsePageQuery(q url.Values) (pageQuery, error) {
	p := pageQuery{open: q.Get("open"), lang: q.Get("lang"), theme: q.Get("theme"), view: q.Get("view")}
	if s := q.Get("page"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return p, badRequest("page: write a number from 1 up")
		}
		p.page = n
	}
	if p.open != "" {
		if layer, id, ok := strings.Cut(p.open, "/"); !ok || layer == "" || id == "" {
			return p, badRequest("open: write layer/id, such as events/arrival")
		}
	}
	if p.lang != "" && !isLanguageTag(p.lang) {
		return p, badRequest("lang: write a language tag such as en, uk or pt-BR")
	}
	switch p.theme {
	case "", "light", "dark":
	default:
		return p, badRequest("theme: write light or dark")
	}
	if p.view != "" && !isView(p.view) {
		return p, badRequest("view: write longitude,latitude,zoom in degrees")
	}
	return p, nil
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
	for name, value := range map[string]string{"lang": p.lang, "theme": p.theme, "view": p.view} {
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
	joined.Set("datetime", from+"/"+to)
	return joined
}
