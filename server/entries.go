package server

import (
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"dateline/geo"
	"dateline/geo/report"

	"github.com/gorilla/mux"
	"github.com/klauspost/compress/gzip"
)

const (
	// maxEach is how many features a layer may have to be drawn one by one; a
	// page draws larger ones from tiles.
	maxEach = 3000
	// maxDrawn bounds how many entries of all layers a page draws one by one.
	maxDrawn = 5000
)

// The index of a map: of each entry just what drawing it needs.
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
	entryProperties struct {
		Layer     string        `json:"layer"`
		Name      string        `json:"name"`
		Title     string        `json:"title"`
		Kind      string        `json:"kind,omitempty"`
		Status    *string       `json:"status"`
		Place     *string       `json:"place"`
		Label     *string       `json:"label"`
		Said      *string       `json:"said"`
		Precision *string       `json:"precision"`
		RadiusM   *float64      `json:"radius_m"`
		T         *[2]*string   `json:"t"`
		Move      *moveProperty `json:"move"`
		Corrected bool          `json:"corrected"`
		Drawn     bool          `json:"drawn"`
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
	m, err := s.mapOf(r)
	if err != nil {
		return err
	}
	q, err := parameters(r)
	if err != nil {
		return err
	}
	f, err := geo.ParseFilter(q)
	if err != nil {
		return err
	}
	lang, err := language(q, m)
	if err != nil {
		return err
	}
	c := content{kind: typeGeoJSON, cache: cacheRevalidate, etag: tag(s.assets.version, m.Version, "entries", f.Values().Encode(), lang)}
	if matches(r.Header.Get("If-None-Match"), c.etag) {
		return send(w, r, c)
	}
	made, err := s.pages.get(r.Context(), "entries "+c.etag, func() (*page, error) {
		body, err := s.index(m, f, lang)
		if err != nil {
			return nil, err
		}
		// It is asked for by every reader, and kept.
		gzipped, err := gzipped(body, gzip.BestCompression)
		return &page{body, gzipped}, err
	})
	if err != nil {
		return err
	}
	c.body, c.gzipped = made.body, made.gzipped
	return send(w, r, c)
}

// index is what a page draws of a map.
func (s *server) index(m *geo.Map, f geo.Filter, lang string) ([]byte, error) {
	each := m.Part(func(l *geo.Layer) bool { return l.Data.Len() <= maxEach })
	chosen := each.Select(f.ForPage())
	index := entryIndex{
		Type: "FeatureCollection", Matched: chosen.Len(), Total: m.Total(), Truncated: chosen.Len() > maxDrawn,
		Tiled: []tiledLayer{}, Features: make([]entryFeature, 0, min(chosen.Len(), maxDrawn)),
	}
	for _, l := range m.Layers {
		if l.Data.Len() > maxEach && f.Wants(l) {
			tiled := s.tiled(l, l.ForPage(f), lang)
			index.Matched += tiled.Matched
			index.Tiled = append(index.Tiled, tiled)
		}
	}
	for i := range min(chosen.Len(), maxDrawn) {
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
		Layer: e.Layer.Name, Title: ownTitle(e, g).Text, Name: entryTitle(e, g).Text, Kind: cut(r.Kind, maxText),
		Label: optional(r.Label.In(lang)), Drawn: e.Shape != report.ShapeNone,
		Corrected: len(r.Corrections) > 0,
	}
	if r.Place != nil {
		p.Place = optional(r.Place.Name.In(lang))
		p.Precision = optional(string(r.Place.Precision))
		if r.Place.RadiusM > 0 {
			p.RadiusM = &r.Place.RadiusM
		}
	}
	if r.Reported {
		p.Name = cut(r.Name(lang), maxText)
		p.Status = optional(string(r.Status))
		p.Said = optional(r.Said(lang))
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

func optional(s string) *string {
	if s == "" {
		return nil
	}
	s = cut(s, maxText)
	return &s
}

// instant is a time as JSON has it, nil for an open end.
func instant(t time.Time) *string {
	s := report.FormatBound(t)
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
