package server

import (
	"maps"
	"net/url"
	"strings"

	"dateline/geo/report"
)

type shareView struct {
	Link, Embed, Snippet string
	Picture, Text        string // of what is shown
	Layers               []layerView
}

type layerView struct {
	Title        wording
	GeoJSON, CSV string
}

// state is what is shown as parameters, the open entry included.
func (s *shown) state() url.Values {
	q := s.query.values()
	for name, values := range s.given.Values() {
		q[name] = values
	}
	if s.query.open != "" {
		q.Set("open", s.query.open)
	}
	return q
}

func (s *shown) share(page string) shareView {
	q := s.state()
	o := shareView{Link: address(s.v.absolute(page), q), Embed: address(s.v.absolute(page+"/embed"), q)}
	o.Snippet = snippet(o.Embed, s.in(s.m.Title, maxTitle).Text, s.v.absolute("/embed.js"))
	o.Picture, o.Text = address(s.v.Href(page+".png"), pictureQuery(q)), address(s.v.Href(page+".txt"), textQuery(q))
	data := s.filter // with the statuses that a page leaves out by itself
	if s.given.IsZero() && s.facets.gone[report.Refuted]+s.facets.gone[report.Retracted] == 0 {
		data = s.given
	}
	data.Layers = nil
	for _, l := range s.m.Layers[:min(len(s.m.Layers), 2*maxRows)] {
		if !s.filter.Wants(l) {
			continue
		}
		title := s.in(l.Title, maxName)
		if title.Text == "" {
			title = s.data(cut(l.Name, maxName), "")
		}
		base := s.v.Href("/layers/" + s.v.layerName(l))
		o.Layers = append(o.Layers, layerView{title, address(base+".geojson", data.Values()), address(base+".csv", data.Values())})
	}
	return o
}

// pictureQuery is the query of a page as a picture wants it: of the view the
// middle and the zoom.
func pictureQuery(page url.Values) url.Values {
	q := maps.Clone(page)
	if lon, rest, ok := strings.Cut(q.Get("view"), ","); ok {
		lat, zoom, _ := strings.Cut(rest, ",")
		q.Set("center", lon+","+lat)
		q.Set("zoom", zoom)
	}
	for _, name := range []string{"view", "group"} {
		q.Del(name)
	}
	return q
}

// textQuery is the query of a page as far as the list as text depends on it.
func textQuery(page url.Values) url.Values {
	q := maps.Clone(page)
	for _, name := range []string{"view", "theme", "ui", "open"} {
		q.Del(name)
	}
	return q
}
