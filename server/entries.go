package server

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"dateline/geo"
	"dateline/geo/report"

	"github.com/gorilla/mux"
)

// The index of a map: of each entry just what drawing it needs, so that a map of
// hundreds arrives at once. The list and the layers have the rest.
type (
	entryIndex struct {
		Type      string         `json:"type"`
		Matched   int            `json:"matched"`
		Total     int            `json:"total"`
		Truncated bool           `json:"truncated"`
		Tiled     []tiledLayer   `json:"tiled"`
		Features  []entryFeature `json:"features"`
	}
	// A tiledLayer is too large to be drawn one by one.
	tiledLayer struct {
		Layer    string     `json:"layer"`
		Name     string     `json:"name"`
		Title    string     `json:"title"`
		Tiles    string     `json:"tiles"`
		Key      string     `json:"key"` // what the ids of its tiles are: id or ordinal
		MaxZoom  int        `json:"maxzoom"`
		Features int        `json:"features"`
		Matched  int        `json:"matched"`
		Bounds   [4]float64 `json:"bounds"`
	}
	entryFeature struct {
		Type       string          `json:"type"`
		ID         string          `json:"id"`
		Geometry   json.RawMessage `json:"geometry"`
		Properties entryProperties `json:"properties"`
	}
	// The order makes the whole a twentieth smaller when compressed: what differs
	// most stands beside what differs least.
	entryProperties struct {
		Label     string        `json:"label,omitempty"`
		Kind      string        `json:"kind,omitempty"`
		T         *[2]*string   `json:"t,omitempty"` // from and to, half-open; null at an open end
		Status    string        `json:"status,omitempty"`
		Name      string        `json:"name,omitempty"` // what a mark is called, if that is not its title
		Place     string        `json:"place,omitempty"`
		Title     string        `json:"title,omitempty"`     // where it is written on the map: no place or no label has its room
		Said      string        `json:"said,omitempty"`      // of a movement, beside which it stands
		Precision string        `json:"precision,omitempty"` // of a place that is drawn as a circle, like the radius
		RadiusM   float64       `json:"radius_m,omitempty"`
		Move      *moveProperty `json:"move,omitempty"`
		Corrected bool          `json:"corrected,omitempty"`
	}
	moveProperty struct {
		Path          string   `json:"path"`
		From          string   `json:"from"`
		To            string   `json:"to"`
		FromPrecision string   `json:"from_precision"`
		ToPrecision   string   `json:"to_precision"`
		Bend          *float64 `json:"bend"`
	}
)

func (s *server) entries(w http.ResponseWriter, r *http.Request) error {
	m, f, lang, err := s.wanted(r)
	if err != nil {
		return err
	}
	c := content{kind: typeGeoJSON, cache: cacheRevalidate, etag: tag(s.assets.version, m.Version, "entries", f.Values().Encode(), lang)}
	if matches(r.Header.Get("If-None-Match"), c.etag) {
		return send(w, r, c)
	}
	return s.sendKept(w, r, c, c.etag, gzipSmall, func() ([]byte, error) { return s.index(m, f, lang) })
}

// index makes the index of a map.
func (s *server) index(m *geo.Map, f geo.Filter, lang string) ([]byte, error) {
	each := m.Part(func(l *geo.Layer) bool { return l.Data.Len() <= geo.MaxEach })
	chosen := each.Select(f.ForPage())
	index := entryIndex{
		Type: "FeatureCollection", Matched: chosen.Len(), Total: m.Total(), Truncated: chosen.Len() > geo.MaxDrawn,
		Tiled: []tiledLayer{}, Features: make([]entryFeature, 0, min(chosen.Len(), geo.MaxDrawn)),
	}
	for _, l := range m.Layers {
		if l.Data.Len() > geo.MaxEach && f.Wants(l) {
			tiled := s.tiled(l, l.ForPage(f), lang)
			index.Matched += tiled.Matched
			index.Tiled = append(index.Tiled, tiled)
		}
	}
	for i := range min(chosen.Len(), geo.MaxDrawn) {
		index.Features = append(index.Features, indexed(chosen.Entry(i), lang))
	}
	return json.Marshal(index)
}

// tiled says where a page finds the tiles of a layer, as the filter wants them.
func (s *server) tiled(l *geo.Layer, f geo.Filter, lang string) tiledLayer {
	f.Layers = nil
	q := f.Values()
	q.Set(versionParameter, l.Version)
	key := "id"
	if l.Data.Numbered() {
		key = "ordinal"
	}
	return tiledLayer{
		Layer: l.Name, Name: l.FullName, Title: cut(l.Title.In(lang), maxText), Key: key,
		Tiles:    s.href("/tiles/"+l.FullName+"/{z}/{x}/{y}.mvt") + "?" + q.Encode(),
		MaxZoom:  geo.DetailZoom,
		Features: l.Data.Len(), Matched: l.Count(f), Bounds: l.Bounds(),
	}
}

// maxText bounds in runes what the index holds of a text; the list has it all.
const maxText = 160

func indexed(e geo.Entry, lang string) entryFeature {
	r := e.Report
	g := tongue{wanted: lang, untagged: lang}
	p := entryProperties{
		Name: entryTitle(e, g).Text, Kind: cut(r.Kind, maxText), Label: cut(r.Label.In(lang), maxText), Corrected: len(r.Corrections) > 0,
	}
	if r.Place != nil {
		p.Place = cut(r.Place.Name.In(lang), maxText)
		if r.Place.Precision == "" || r.Place.Precision.Vague() {
			p.Precision, p.RadiusM = string(r.Place.Precision), max(0, r.Place.RadiusM)
		}
	}
	if r.Reported {
		p.Name = cut(r.Name(lang), maxText)
		p.Status = string(r.Status)
		if r.Move != nil {
			p.Said = cut(r.Said(lang), maxText)
		}
	}
	if p.Place == "" || r.Move != nil && p.Label == "" {
		p.Title = ownTitle(e, g).Text
	}
	if p.Name == p.Title {
		p.Name = ""
	}
	if from, to, ok := e.Feature().Dated(); ok {
		p.T = &[2]*string{instant(from), instant(to)}
	}
	if mv := r.Move; mv != nil {
		p.Move = &moveProperty{Path: string(mv.Path), Bend: mv.Bend}
		if mv.From != nil {
			p.Move.From, p.Move.FromPrecision = cut(mv.From.Name.In(lang), maxText), string(mv.From.Precision)
		}
		if mv.To != nil {
			p.Move.To, p.Move.ToPrecision = cut(mv.To.Name.In(lang), maxText), string(mv.To.Precision)
		}
	}
	return entryFeature{Type: "Feature", ID: e.Key(), Geometry: e.Feature().GeometryJSON(), Properties: p}
}

// instant is a time as JSON has it, a day for its beginning, nil for an open end.
func instant(t time.Time) *string {
	s := strings.TrimSuffix(report.FormatBound(t), "T00:00:00Z")
	if s == "" {
		return nil
	}
	return &s
}

// mapOf returns the map that the address names.
func (s *server) mapOf(r *http.Request) (*geo.Map, error) {
	name, err := url.PathUnescape(mux.Vars(r)["map"])
	if err != nil {
		return nil, badRequest("The address is not well formed.")
	}
	m := s.Atlas.State().Map(name)
	if m == nil {
		return nil, notFound("There is no such map.")
	}
	return m, nil
}

// language is the one asked for, else the map's.
func language(q url.Values, m *geo.Map) (string, error) {
	lang := q.Get("lang")
	switch {
	case lang == "":
		return m.Lang, nil
	case !isLanguageTag(lang):
		return "", badRequest("lang: write a language tag such as en or uk.")
	}
	return lang, nil
}
