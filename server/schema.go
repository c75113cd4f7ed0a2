package server

import (
	"net/http"

	"dateline/geo/report"

	"github.com/gorilla/mux"
)

const typeSchema = "application/schema+json"

// schemas are the JSON Schemas by name: that of the properties of a feature, and
// that of a whole file, which editors want.
var schemas = map[string][]byte{
	"report":             report.Schema(),
	"feature-collection": report.CollectionSchema(),
}

func (s *server) schema(w http.ResponseWriter, r *http.Request) error {
	body, ok := schemas[mux.Vars(r)["schema"]]
	if !ok {
		return notFound("There is no such schema; there are report.json and feature-collection.json.")
	}
	return send(w, r, content{kind: typeSchema, cache: cacheShort, etag: tag(string(body)), body: body})
}
