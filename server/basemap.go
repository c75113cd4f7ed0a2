package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"dateline/geo"

	"github.com/gorilla/mux"
)

// imageKinds are the media types of images in an archive, by the ending of
// their addresses.
var imageKinds = map[string]string{"png": typePNG, "jpg": "image/jpeg", "webp": "image/webp"}

// basemapTile answers /tiles/basemap/{z}/{x}/{y}.{format}.
func (s *server) basemapTile(w http.ResponseWriter, r *http.Request) error {
	a, scale, err := tileAddress(r)
	if err != nil {
		return err
	}
	q, err := parameters(r)
	if err != nil {
		return err
	}
	b, format := s.Painter.Basemap(), mux.Vars(r)["format"]
	switch {
	case b.Kind() == geo.BasemapPainted && format == formatPNG:
		return s.paintedBasemap(w, r, a, q, scale)
	case scale != "" && b.Kind() == geo.BasemapPainted:
		return errUnscaled
	case b.Kind() == geo.BasemapPainted && format == "mvt":
		return s.basemapMVT(w, r, a, q)
	case b.Kind() == geo.BasemapImages && format == b.Format():
		return s.basemapImage(w, r, a, q, scale)
	}
	return noBasemap(b, format)
}

// noBasemap says why there is no such tile.
func noBasemap(b *geo.Basemap, format string) error {
	switch b.Kind() {
	case geo.BasemapPainted, geo.BasemapImages:
		return notFound(fmt.Sprintf("The basemap has no tiles .%s; /tiles/basemap.json says what there is.", format))
	case geo.BasemapElsewhere:
		return notFound("The basemap is another server's; /tiles/basemap.json says where.")
	default:
		return notFound("There is no basemap here.")
	}
}

func (s *server) paintedBasemap(w http.ResponseWriter, r *http.Request, a geo.Address, q url.Values, scale string) error {
	look, avoid, err := s.basemapLook(q, scale)
	if err != nil {
		return err
	}
	c := content{cache: keep(q.Get(versionParameter), s.basemapVersion(avoid))}
	return s.sendPainting(w, r, s.Painter.BasemapTile(a, look, avoid), c, false)
}

// basemapLook reads how the basemap is painted, and the map that it keeps clear
// of.
func (s *server) basemapLook(q url.Values, scale string) (geo.Look, *geo.Map, error) {
	look, err := geo.ParseBasemapLook(q, scale)
	if err != nil || look.Map == "" {
		return look, nil, err
	}
	avoid := s.Atlas.State().Map(look.Map)
	if avoid == nil {
		return look, nil, &geo.FilterError{Parameter: "map", Message: "there is no such map"}
	}
	return look, avoid, nil
}

// basemapVersion changes with the basemap, and with the map that it keeps clear of.
func (s *server) basemapVersion(avoid *geo.Map) string {
	of := ""
	if avoid != nil {
		of = avoid.Version
	}
	return s.paintVersion("basemap", s.Painter.Basemap().Version(), of)
}

// stored is a tile as the archive holds it; the error may be of a zoom that it
// never has.
func stored(b *geo.Basemap, a geo.Address) (data []byte, gzipped bool, err error) {
	if least, greatest := b.Zooms(); int(a.Z) < least || int(a.Z) > greatest {
		return nil, false, notFound(fmt.Sprintf("The basemap has zooms %d to %d.", least, greatest))
	}
	return b.Tile(a)
}

// basemapMVT sends a tile as the archive holds it, if the client can read that.
func (s *server) basemapMVT(w http.ResponseWriter, r *http.Request, a geo.Address, q url.Values) error {
	b := s.Painter.Basemap()
	data, gzipped, err := stored(b, a)
	if err != nil {
		return err
	}
	c := content{kind: tileKinds["mvt"], cache: keep(q.Get(versionParameter), s.basemapVersion(nil)), etag: tag("basemap", b.Version(), a.String())}
	switch {
	case len(data) == 0:
		c.status = http.StatusNoContent
	case gzipped && negotiate(r.Header.Get("Accept-Encoding"), encodingGzip) != "":
		c.body, c.encoding = data, encodingGzip
	case gzipped:
		c.body, err = b.Inflated(a)
	default:
		c.body = data
	}
	if err != nil {
		return err
	}
	return send(w, r, c)
}

// basemapImage sends an image of an archive. It can be had in one look only;
// parameters of others are checked all the same.
func (s *server) basemapImage(w http.ResponseWriter, r *http.Request, a geo.Address, q url.Values, scale string) error {
	if _, _, err := s.basemapLook(q, scale); err != nil {
		return err
	}
	b := s.Painter.Basemap()
	data, _, err := stored(b, a)
	if err != nil {
		return err
	}
	c := content{
		kind: imageKinds[b.Format()], packed: true, body: data,
		cache: keep(q.Get(versionParameter), s.basemapVersion(nil)), etag: tag("basemap", b.Version(), a.String()),
	}
	if len(data) == 0 {
		c.kind, c.body = typePNG, clearTile() // maps show a broken image for a 204
	}
	return send(w, r, c)
}

// basemapJSON answers /tiles/basemap.json (TileJSON 3.0.0).
func (s *server) basemapJSON(w http.ResponseWriter, r *http.Request) error {
	q, err := parameters(r)
	if err != nil {
		return err
	}
	b := s.Painter.Basemap()
	if b.Kind() == geo.BasemapNone {
		return noBasemap(b, "")
	}
	as, err := rasterTemplate(q)
	if err != nil {
		return err
	}
	look, avoid, err := s.basemapLook(q, as.scale)
	if err != nil {
		return err
	}
	host, err := s.outside(r)
	if err != nil {
		return err
	}
	doc := tileJSON{TileJSON: "3.0.0", Name: "Basemap", Version: "1.0.0", Scheme: "xyz", Attribution: b.Attribution()}
	doc.Bounds, doc.Center = b.Bounds()
	doc.MinZoom, doc.MaxZoom = b.Zooms()
	at := host + s.href("/tiles/basemap/{z}/{x}/{y}")
	version := "?" + versionParameter + "=" + s.basemapVersion(nil)
	switch {
	case b.Kind() == geo.BasemapElsewhere:
		doc.Tiles, doc.MaxZoom = []string{strings.ReplaceAll(b.Template(), "{r}", "")}, geo.MaxZoom
	case b.Kind() == geo.BasemapImages:
		doc.Tiles = []string{at + "." + b.Format() + version}
	case as.png:
		v := look.Values()
		v.Set(versionParameter, s.basemapVersion(avoid))
		doc.Tiles, doc.MinZoom, doc.MaxZoom = []string{at + as.suffix() + ".png?" + v.Encode()}, 0, geo.MaxZoom
		// What is painted shows the borders of one point of view; vector tiles hold all.
		doc.Attribution = strings.Join(b.Credits(look.POV, look.Lang, geo.CreditsPage), " · ")
	default:
		doc.Tiles, doc.VectorLayers = []string{at + ".mvt" + version}, b.VectorLayers()
	}
	return sendDocument(w, r, s.cacheOfHost(), doc)
}

// A tileJSON is a document of the TileJSON specification 3.0.0.
type tileJSON struct {
	TileJSON     string          `json:"tilejson"`
	Name         string          `json:"name"`
	Version      string          `json:"version"`
	Scheme       string          `json:"scheme"`
	Tiles        []string        `json:"tiles"`
	MinZoom      int             `json:"minzoom"`
	MaxZoom      int             `json:"maxzoom"`
	Bounds       [4]float64      `json:"bounds"`
	Center       [3]float64      `json:"center"`
	Attribution  string          `json:"attribution,omitempty"`
	VectorLayers json.RawMessage `json:"vector_layers,omitempty"`
}

// tilesAs is which tiles a TileJSON document is to name.
type tilesAs struct {
	png   bool
	scale string // "", 2x or 3x
}

// rasterTemplate reads format, mvt or png, and scale: 1, 2 or 3.
func rasterTemplate(q url.Values) (tilesAs, error) {
	var as tilesAs
	switch q.Get("format") {
	case "", "mvt":
	case formatPNG:
		as.png = true
	default:
		return as, badRequest("format: write mvt or png")
	}
	switch scale := q.Get("scale"); scale {
	case "", "1":
	case "2", "3":
		as.scale = scale + "x"
	default:
		return as, badRequest("scale: write 1, 2 or 3")
	}
	return as, nil
}

func (t tilesAs) suffix() string {
	if t.scale == "" {
		return ""
	}
	return "@" + t.scale
}

// ground is what pages draw a map on.
func (s *server) ground(m *geo.Map) ground {
	b := s.Painter.Basemap()
	g := ground{Credits: func(lang string, length geo.CreditsLength) []string { return b.Credits("", lang, length) }}
	switch at := s.href("/tiles/basemap/{z}/{x}/{y}"); b.Kind() {
	case geo.BasemapPainted:
		g.Tiles, g.Version, g.Names = at+"{r}.png", s.basemapVersion(nil), s.basemapVersion(m)
	case geo.BasemapImages:
		g.Tiles = at + "." + b.Format() + "?" + versionParameter + "=" + s.basemapVersion(nil)
	default:
		g.Tiles = b.Template()
	}
	return g
}
