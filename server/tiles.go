package server

import (
	"encoding/json"
	"math"
	"net/http"
	"net/url"
	"strings"

	"dateline/geo"

	"github.com/gorilla/mux"
)

// cacheBriefly is for tiles whose address does not say of which version of the
// data they are.
const cacheBriefly = "public, max-age=60, must-revalidate"

// statsHeader tells what a tile holds and what was left out of it, as a
// dictionary (RFC 9651, section 3.2).
const statsHeader = "Dateline-Tile"

// tileKinds are the media types of the tile formats.
var tileKinds = map[string]string{
	"mvt":     "application/vnd.mapbox-vector-tile",
	"geojson": typeGeoJSON,
}

// tile answers /tiles/{layer}/{z}/{x}/{y}.{format}.
func (s *server) tile(w http.ResponseWriter, r *http.Request) error {
	l, q, f, err := s.layerAsked(r)
	if err != nil {
		return err
	}
	a, scale, err := tileAddress(r)
	if err != nil {
		return err
	}
	if scale != "" {
		return errUnscaled
	}
	k := tileKey{
		layer: l.FullName, version: l.Version, address: a, format: mux.Vars(r)["format"],
		encoding: negotiate(r.Header.Get("Accept-Encoding"), encodingBrotli, encodingGzip),
	}
	if len(q) > 0 {
		k.filter = f.Values().Encode()
	}
	t, err := s.tiles.get(r.Context(), l, k, f)
	if err != nil {
		return err
	}
	c := content{kind: tileKinds[k.format], cache: keep(q.Get(versionParameter), l.Version), etag: t.etag, body: t.body, encoding: k.encoding}
	if len(t.body) == 0 {
		c.status, c.encoding = http.StatusNoContent, ""
	}
	w.Header().Set(statsHeader, t.stats)
	return send(w, r, c)
}

// errUnscaled refuses a scale where there is nothing to be painted.
const errUnscaled = badRequest("Only .png has @2x and @3x.")

// tileAddress reads which tile the address names, and the scale that stands
// behind y: 2x of 0@2x, "" without one. Which scales there are, looks know.
func tileAddress(r *http.Request) (a geo.Address, scale string, err error) {
	vars := mux.Vars(r)
	y, scale, scaled := strings.Cut(vars["y"], "@")
	if scaled && scale == "" {
		return a, "", badRequest("the address: behind the @ stands no scale; write nothing, @2x or @3x before .png")
	}
	a, err = geo.ParseAddress(vars["z"], vars["x"], y)
	return a, scale, err
}

// versionParameter is the parameter of a tile's address that names the version
// of its layer, so that the tile may be kept for ever.
const versionParameter = "v"

// layerPNG answers /tiles/{layer}/{z}/{x}/{y}.png.
func (s *server) layerPNG(w http.ResponseWriter, r *http.Request) error {
	l, q, f, err := s.layerAsked(r)
	if err != nil {
		return err
	}
	a, scale, err := tileAddress(r)
	if err != nil {
		return err
	}
	look, err := geo.ParseLook(q, scale)
	if err != nil {
		return err
	}
	c := content{cache: keep(q.Get(versionParameter), s.layerVersion(l))}
	return s.sendPainting(w, r, s.Painter.LayerTile(l, a, f, look), c, false)
}

// layerVersion changes with all that a painted tile of a layer depends on.
func (s *server) layerVersion(l *geo.Layer) string { return s.paintVersion("layer", l.Version) }

// layerJSON answers /tiles/{layer}.json (TileJSON 3.0.0); with format=png it
// names the painted tiles.
func (s *server) layerJSON(w http.ResponseWriter, r *http.Request) error {
	l, q, f, err := s.layerAsked(r)
	if err != nil {
		return err
	}
	as, err := rasterTemplate(q)
	if err != nil {
		return err
	}
	host, err := s.outside(r)
	if err != nil {
		return err
	}
	look, err := geo.ParseLook(q, as.scale)
	if err != nil {
		return err
	}
	state := s.Atlas.State()
	m := state.MapOf(l)
	bounds := l.Bounds()
	doc := tileJSON{
		TileJSON: "3.0.0", Name: l.Title.In(m.Lang), Version: "1.0.0", Scheme: "xyz",
		MinZoom: 0, MaxZoom: geo.DetailZoom, Center: centerOf(bounds), Attribution: m.Attribution(),
	}
	if bounds[0] < -180 || bounds[2] > 180 { // TileJSON has no longitudes beyond ±180
		bounds[0], bounds[2] = -180, 180
	}
	doc.Bounds = bounds
	q = f.Values()
	at := host + s.href("/tiles/"+url.PathEscape(state.Address(l))) + "/{z}/{x}/{y}"
	if as.png {
		for name, values := range look.Values() {
			q[name] = values
		}
		q.Set(versionParameter, s.layerVersion(l))
		doc.Tiles, doc.MaxZoom = []string{at + as.suffix() + ".png?" + q.Encode()}, geo.MaxZoom
		return sendDocument(w, r, s.cacheOfHost(), doc)
	}
	q.Set(versionParameter, l.Version)
	doc.Tiles = []string{at + ".mvt?" + q.Encode()}
	doc.VectorLayers, err = json.Marshal([]any{struct {
		ID      string            `json:"id"`
		MinZoom int               `json:"minzoom"`
		MaxZoom int               `json:"maxzoom"`
		Fields  map[string]string `json:"fields"`
	}{l.Name, 0, geo.DetailZoom, l.Fields()}})
	if err != nil {
		return err
	}
	return sendDocument(w, r, s.cacheOfHost(), doc)
}

// centerOf is the middle of bounds, in degrees, and the zoom at which they fit
// into two tiles.
func centerOf(bounds [4]float64) [3]float64 {
	lon := (bounds[0] + bounds[2]) / 2
	lon -= 360 * math.Floor((lon+180)/360)
	widest := max(bounds[2]-bounds[0], bounds[3]-bounds[1], 360.0/(1<<geo.DetailZoom))
	return [3]float64{lon, (bounds[1] + bounds[3]) / 2, math.Floor(math.Log2(720 / widest))}
}
