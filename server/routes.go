package server

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/gorilla/mux"
)

// routes is every address that the server answers.
func (s *server) routes() http.Handler {
	r := mux.NewRouter().UseEncodedPath().SkipClean(true)
	get := func(path string, h handler) {
		r.Handle(path, s.handle(h)).Methods(http.MethodGet, http.MethodHead, http.MethodOptions)
	}

	// Tiles come first, since routes are tried in turn and most requests are theirs.
	get("/tiles/basemap/{z}/{x}/{y}.{format:png|mvt|jpg|webp}", s.basemapTile)
	get("/tiles/basemap.json", s.basemapJSON)
	get("/tiles/{layer}/{z}/{x}/{y}.{format:mvt|geojson}", s.tile)
	get("/tiles/{layer}/{z}/{x}/{y}.png", s.layerPNG)
	get("/tiles/{layer}.json", s.layerJSON)

	get("/", s.home)
	get("/maps/{map}.png", s.picture) // before the page, whose {map} takes dots as well
	get("/maps/{map}.txt", s.mapText)
	get("/maps/{map}", s.mapPage)
	get("/maps/{map}/embed", s.embed)
	get("/maps/{map}/entries.geojson", s.entries)
	get("/maps/{map}/feed.atom", s.feed)

	get("/oembed", s.oembed)
	get("/embed.js", s.embedScript)
	get("/schemas/{schema}.json", s.schema)

	get("/layers", s.listLayers)
	get("/layers/{layer}.geojson", s.layerGeoJSON)
	get("/layers/{layer}.csv", s.layerCSV)
	get("/layers/{layer}/features/{id:.+}", s.feature)

	get("/assets/{version}/{file:.+}", s.asset)
	get("/healthz", s.healthz)
	get("/readyz", s.readyz)
	get("/metrics", s.serveMetrics)

	r.NotFoundHandler = s.handle(func(_ http.ResponseWriter, r *http.Request) error {
		return notFound("There is nothing at this address.")
	})
	r.MethodNotAllowedHandler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Allow", allowed)
		s.problem(w, r, http.StatusMethodNotAllowed, fmt.Sprintf("%s is not possible here; use GET.", r.Method), "")
	})
	return r
}

const allowed = "GET, HEAD, OPTIONS"

// parameters are those of the request's address.
func parameters(r *http.Request) (url.Values, error) {
	q, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, badRequest("The parameters of the address are not well formed: write name=value with & between them, and % only before two hexadecimal digits.")
	}
	return q, nil
}

// A handler writes nothing, headers included, until it can no longer fail.
type handler func(http.ResponseWriter, *http.Request) error

// handle turns a handler's error into an answer.
func (s *server) handle(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodOptions {
			w.Header().Set("Allow", allowed)
			w.Header().Set("Access-Control-Allow-Methods", allowed)
			w.Header().Set("Access-Control-Allow-Headers", "If-None-Match, Accept")
			w.WriteHeader(http.StatusNoContent)
			return
		}
		if err := h(w, r); err != nil {
			if started, ok := w.(*recorder); ok && started.code != 0 {
				// The client is gone, or is told by the broken end of the answer.
				s.log.DebugContext(r.Context(), "answer broken off", "path", r.URL.Path, "cause", err)
				panic(http.ErrAbortHandler)
			}
			s.fail(w, r, err)
		}
	})
}
