package server

import (
	"fmt"
	"io"
	"net/http"
	"net/url"

	"dateline/geo"
	"dateline/geo/report"

	"github.com/gorilla/mux"
)

// layerInfo is what /layers says of a layer.
type layerInfo struct {
	Name     string      `json:"name"`
	FullName string      `json:"full_name"`
	Map      string      `json:"map"`
	Title    report.Text `json:"title"`
	Features int         `json:"features"`
	GeoJSON  string      `json:"geojson"`
	CSV      string      `json:"csv"`
}

func (s *server) listLayers(w http.ResponseWriter, r *http.Request) error {
	state := s.Atlas.State()
	list := []layerInfo{}
	for _, m := range state.Maps {
		for _, l := range m.Layers {
			at := s.href("/layers/" + state.Address(l))
			list = append(list, layerInfo{
				Name: state.Address(l), FullName: l.FullName, Map: m.Name, Title: l.Title,
				Features: l.Data.Len(), GeoJSON: at + ".geojson", CSV: at + ".csv",
			})
		}
	}
	return sendDocument(w, r, cacheRevalidate, map[string]any{"layers": list})
}

// layerOf returns the layer that the address names.
func (s *server) layerOf(r *http.Request) (*geo.Layer, error) {
	name, err := url.PathUnescape(mux.Vars(r)["layer"])
	if err != nil {
		return nil, badRequest("The address is not well formed.")
	}
	l, err := s.Atlas.State().Layer(name)
	if err == nil && l == nil {
		err = notFound("There is no such layer; /layers lists those there are.")
	}
	return l, err
}

// layerAsked is the layer that the address names, with its parameters and the
// filter among them.
func (s *server) layerAsked(r *http.Request) (l *geo.Layer, q url.Values, f geo.Filter, err error) {
	if l, err = s.layerOf(r); err != nil {
		return nil, nil, f, err
	}
	if r.URL.RawQuery == "" { // like most tiles
		return l, nil, f, nil
	}
	if q, err = parameters(r); err != nil {
		return nil, nil, f, err
	}
	f, err = geo.ParseFilter(q)
	return l, q, f, err
}

// selected reads what both formats need: the layer, the filter, and a tag that
// names the answer before it is made.
func (s *server) selected(r *http.Request, format string) (*geo.Layer, geo.Filter, content, error) {
	l, _, f, err := s.layerAsked(r)
	if err != nil {
		return nil, geo.Filter{}, content{}, err
	}
	return l, f, content{
		cache: cacheRevalidate,
		etag:  tag(l.Version, format, f.Values().Encode()),
		name:  l.Name + "." + format,
	}, nil
}

func (s *server) layerGeoJSON(w http.ResponseWriter, r *http.Request) error {
	l, f, c, err := s.selected(r, "geojson")
	if err != nil {
		return err
	}
	c.kind = typeGeoJSON
	c.write = func(w io.Writer) error { return l.Data.WriteGeoJSON(w, l.Data.Select(f.Filter), f.IsZero()) }
	return send(w, r, c)
}

func (s *server) layerCSV(w http.ResponseWriter, r *http.Request) error {
	l, f, c, err := s.selected(r, "csv")
	if err != nil {
		return err
	}
	c.kind = typeCSV
	c.write = func(w io.Writer) error { return l.Data.WriteCSV(w, l.Data.Select(f.Filter)) }
	return send(w, r, c)
}

func (s *server) feature(w http.ResponseWriter, r *http.Request) error {
	l, err := s.layerOf(r)
	if err != nil {
		return err
	}
	address, err := url.PathUnescape(mux.Vars(r)["id"])
	if err != nil {
		return badRequest("The address is not well formed.")
	}
	i, ok := l.Data.Find(address)
	if !ok {
		return notFound(fmt.Sprintf("The layer %s has no such feature.", l.Name))
	}
	body := l.Data.Feature(i).JSON()
	return send(w, r, content{kind: typeGeoJSON, cache: cacheRevalidate, etag: tag(l.Version, address), body: body})
}
