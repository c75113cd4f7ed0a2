package server

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"mime"
	"net/http"
	"path"
	"slices"

	"dateline/web"

	"github.com/gorilla/mux"
	"github.com/klauspost/compress/gzip"
)

// symbolsFile is the sheet of symbols, which stands inside each page.
const symbolsFile = "symbols.svg"

// assets are the files of the page and what is bundled of them, compressed
// once. Their common address holds a hash of them all, so that it may be cached
// for ever and that relative imports work.
type assets struct {
	version string
	files   map[string]asset
}

type asset struct {
	kind    string
	body    []byte
	gzipped []byte
}

func loadAssets() (*assets, error) {
	a := &assets{files: map[string]asset{}}
	hash := sha256.New()
	add := func(name string, body []byte) error {
		kind := mime.TypeByExtension(path.Ext(name))
		switch path.Ext(name) {
		case ".js":
			kind = "text/javascript; charset=utf-8"
		case ".map":
			kind = "application/json"
		case "":
			kind = "text/plain; charset=utf-8"
		}
		zipped, err := gzipped(body, gzip.BestCompression)
		a.files[name] = asset{kind, body, zipped}
		fmt.Fprintf(hash, "%s %d\n%s", name, len(body), body)
		return err
	}
	err := fs.WalkDir(web.Files(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(web.Files(), name)
		if err != nil {
			return err
		}
		return add(name, body)
	})
	if err != nil {
		return nil, err
	}
	bundles, err := bundles()
	if err != nil {
		return nil, err
	}
	for _, b := range bundles {
		if err := add(bundleFolder+b.name, b.body); err != nil {
			return nil, err
		}
	}
	said, err := wordFiles()
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(said)) { // in one order, for the hash
		if err := add(name, said[name]); err != nil {
			return nil, err
		}
	}
	a.version = hex.EncodeToString(hash.Sum(nil)[:6])
	return a, nil
}

// path is a file's address on the server.
func (a *assets) path(name string) string { return "/assets/" + a.version + "/" + name }

// bundle is a bundled file itself.
func (a *assets) bundle(name string) []byte { return a.files[bundleFolder+name].body }

func (a *assets) symbols() []byte { return a.files[symbolsFile].body }

func (s *server) asset(w http.ResponseWriter, r *http.Request) error {
	vars := mux.Vars(r)
	file, ok := s.assets.files[vars["file"]]
	if !ok {
		return notFound("There is no such file.")
	}
	c := content{kind: file.kind, cache: cacheForever, etag: s.assets.version, body: file.body, gzipped: file.gzipped}
	if m := vars["file"] + ".map"; s.assets.files[m].body != nil {
		c.source = path.Base(m)
	}
	if vars["version"] != s.assets.version {
		c.cache = cacheRevalidate // a page of an older or newer version asks
	}
	return send(w, r, c)
}
