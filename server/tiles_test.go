package server

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"dateline/geo"
	"dateline/geo/corpora"

	"github.com/andybalholm/brotli"
	"github.com/gorilla/mux"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tileServer serves 20,000 points, and a small layer.
func tileServer(t testing.TB) (*server, http.Handler) {
	t.Helper()
	fsys := fstest.MapFS{
		"events.geojson": {Data: corpora.PointEvents(1, 20_000)},
		"few.geojson": {Data: []byte(`{"type":"FeatureCollection","features":[
			{"type":"Feature","geometry":{"type":"Point","coordinates":[10,50]},"properties":{"a":1,"b":true,"c":"x"}},
			{"type":"Feature","geometry":{"type":"Point","coordinates":[181,0]},"properties":{"a":2}}]}`)},
	}
	atlas, err := geo.Open(slog.New(slog.DiscardHandler), geo.Folder{Name: "m", FS: fsys})
	require.NoError(t, err)
	s, err := newServer(Config{Atlas: atlas, Log: slog.New(slog.DiscardHandler), TileCache: 64 << 20})
	require.NoError(t, err)
	return s, s.around(s.routes())
}

func ask(h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestTileAnswers(t *testing.T) {
	_, h := tileServer(t)
	for path, code := range map[string]int{
		"/tiles/events/0/0/0.mvt":                        200,
		"/tiles/events/0/0/0.geojson":                    200,
		"/tiles/m.events/0/0/0.mvt":                      200,
		"/tiles/few/24/0/0.mvt":                          204,
		"/tiles/events/0/0/0.mvt?status=denied":          204, // none of them is a report
		"/tiles/events/0/0/0.mvt?status=none":            200,
		"/tiles/events/0/0/0.mvt?status=perhaps":         400,
		"/tiles/events/0/0/0.mvt?datetime=2020":          204,
		"/tiles/events/25/0/0.mvt":                       404,
		"/tiles/events/5/32/0.mvt":                       404,
		"/tiles/events/5/0/99999999999999999999.mvt":     404,
		"/tiles/events/5/-1/0.mvt":                       400,
		"/tiles/events/5/0x1/0.mvt":                      400,
		"/tiles/events/5/1.0/0.mvt":                      400,
		"/tiles/nothing/0/0/0.mvt":                       404,
		"/tiles/events/0/0/0.webp":                       404,
		"/tiles/nothing.json":                            404,
		"/tiles/events/0/0/0.mvt?bbox=1,2,3":             400,
		"/tiles/events/0/0/0.mvt?status=%zz":             400,
		"/tiles/events.json?status=perhaps":              400,
		"/layers/few.geojson?status=%zz":                 400,
		"/layers/few.csv?a;b":                            400,
		"/maps/m?status=%zz":                             400,
		"/maps/m/entries.geojson?status=%zz":             400,
		"/?status=%zz":                                   400,
		"/tiles/events/0/0/0.mvt?v=" + "whatever":        200,
		"/tiles/events/0/0/0.mvt?kind=event&kind=nobody": 200,
	} {
		w := ask(h, path)
		assert.Equal(t, code, w.Code, path)
		assert.Equal(t, "*", w.Header().Get("Access-Control-Allow-Origin"), path)
		if code >= 400 {
			assert.Contains(t, w.Body.String(), `"detail":"`, path)
		}
		if code == 204 {
			assert.Empty(t, w.Body.Bytes(), path)
		}
	}
}

func TestTileHeaders(t *testing.T) {
	_, h := tileServer(t)
	var doc struct {
		TileJSON string     `json:"tilejson"`
		Tiles    []string   `json:"tiles"`
		Bounds   [4]float64 `json:"bounds"`
		Center   [3]float64 `json:"center"`
		MaxZoom  int        `json:"maxzoom"`
		Layers   []struct {
			ID     string            `json:"id"`
			Fields map[string]string `json:"fields"`
		} `json:"vector_layers"`
	}
	w := ask(h, "/tiles/few.json")
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &doc))
	assert.Equal(t, "3.0.0", doc.TileJSON)
	assert.Equal(t, [4]float64{-180, 0, 180, 50}, doc.Bounds)
	assert.Equal(t, [3]float64{95.5, 25, 2}, doc.Center)
	assert.Contains(t, ask(h, "/tiles/few.json?kind=event").Body.String(), "kind=event")
	assert.Equal(t, map[string]string{"a": "Number", "b": "Boolean", "c": "String"}, doc.Layers[0].Fields)
	require.Len(t, doc.Tiles, 1)
	address := strings.NewReplacer("http://example.com", "", "{z}", "0", "{x}", "0", "{y}", "0").Replace(doc.Tiles[0])

	w = ask(h, address)
	assert.Equal(t, cacheForever, w.Header().Get("Cache-Control"))
	assert.Equal(t, "application/vnd.mapbox-vector-tile", w.Header().Get("Content-Type"))
	// The point at 181° is shown beyond both rims.
	assert.Equal(t, "features=3, clustered=0, pixels=0, merged=0, dropped=0", w.Header().Get(statsHeader))
	assert.Equal(t, cacheBriefly, ask(h, "/tiles/few/0/0/0.mvt").Header().Get("Cache-Control"))
	assert.Equal(t, cacheBriefly, ask(h, "/tiles/few/0/0/0.mvt?v=old").Header().Get("Cache-Control"))

	tag := w.Header().Get("ETag")
	assert.Equal(t, http.StatusNotModified, ask(h, address, "If-None-Match", tag).Code)
	assert.Contains(t, ask(h, "/tiles/events/0/0/0.mvt").Header().Get(statsHeader), "clustered=19998")
}

func TestTileCodings(t *testing.T) {
	_, h := tileServer(t)
	const path = "/tiles/events/2/2/1.mvt"
	plain := ask(h, path)
	assert.Empty(t, plain.Header().Get("Content-Encoding"))
	tags := map[string]bool{plain.Header().Get("ETag"): true}
	for accept, open := range map[string]func(io.Reader) (io.Reader, error){
		"gzip":         func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		"gzip, br;q=1": func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
	} {
		w := ask(h, path, "Accept-Encoding", accept)
		r, err := open(w.Body)
		require.NoError(t, err)
		body, err := io.ReadAll(r)
		require.NoError(t, err)
		assert.Equal(t, plain.Body.Bytes(), body, accept)
		tags[w.Header().Get("ETag")] = true
		assert.Equal(t, http.StatusNotModified, ask(h, path, "Accept-Encoding", accept, "If-None-Match", w.Header().Get("ETag")).Code)
	}
	assert.Len(t, tags, 3, "each coding has a tag of its own")
}

// A page's links to its layers follow the other maps, from the cache as well.
func TestPagesFollowTheNamesOfLayers(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	layer := []byte(`{"type":"FeatureCollection","features":[{"type":"Feature","id":"a","geometry":null,"properties":{}}]}`)
	require.NoError(t, os.WriteFile(filepath.Join(one, "e.geojson"), layer, 0o644))
	atlas, err := geo.Open(slog.New(slog.DiscardHandler), geo.Folder{Name: "one", FS: os.DirFS(one)}, geo.Folder{Name: "two", FS: os.DirFS(two)})
	require.NoError(t, err)
	s, err := newServer(Config{Atlas: atlas, Log: slog.New(slog.DiscardHandler), TileCache: 8 << 20})
	require.NoError(t, err)
	h := s.around(s.routes())
	before := ask(h, "/maps/one")
	assert.Contains(t, before.Body.String(), `"/layers/e.geojson"`)
	require.NoError(t, os.WriteFile(filepath.Join(two, "e.geojson"), layer, 0o644))
	_, err = atlas.Reload()
	require.NoError(t, err)
	after := ask(h, "/maps/one", "If-None-Match", before.Header().Get("ETag"))
	assert.Equal(t, http.StatusOK, after.Code)
	assert.Contains(t, after.Body.String(), `"/layers/one.e.geojson"`)
}

// Many requests for one tile at once are one computation and the same bytes.
func TestOneFlightPerTile(t *testing.T) {
	s, h := tileServer(t)
	const path = "/tiles/events/1/1/0.mvt"
	bodies := make([]string, 32)
	var start, done sync.WaitGroup
	start.Add(1)
	for i := range bodies {
		done.Go(func() {
			start.Wait()
			bodies[i] = ask(h, path).Body.String()
		})
	}
	start.Done()
	done.Wait()
	for _, b := range bodies {
		require.Equal(t, bodies[0], b)
	}
	w := httptest.NewRecorder()
	s.metrics.handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	assert.Contains(t, w.Body.String(), "dateline_tiles_cut_total{format=\"mvt\"} 1\n")
}

// 32 readers ask for tiles while the layer is replaced: each tile is of one
// version, and its tag names it.
func TestTilesWhileTheLayerChanges(t *testing.T) {
	dir := t.TempDir()
	write := func(n int) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "e.geojson"), corpora.PointEvents(1, n), 0o644))
	}
	write(100)
	atlas, err := geo.Open(slog.New(slog.DiscardHandler), geo.Folder{Name: "m", FS: os.DirFS(dir), Dir: dir})
	require.NoError(t, err)
	s, err := newServer(Config{Atlas: atlas, Log: slog.New(slog.DiscardHandler), TileCache: 1 << 20})
	require.NoError(t, err)
	h := s.around(s.routes())
	var byTag sync.Map
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 32 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				w := ask(h, "/tiles/e/0/0/0.mvt")
				if before, seen := byTag.LoadOrStore(w.Header().Get("ETag"), w.Body.String()); seen && before != w.Body.String() {
					t.Error("one tag for two tiles")
				}
			}
		})
	}
	for i := range 20 {
		write(101 + i)
		_, err := atlas.Reload()
		require.NoError(t, err)
	}
	close(stop)
	readers.Wait()
	n := 0
	byTag.Range(func(any, any) bool { n++; return true })
	assert.Greater(t, n, 1)
}

func TestLargeLayersAreTiled(t *testing.T) {
	_, h := tileServer(t)
	var index struct {
		Matched  int
		Features []json.RawMessage
		Tiled    []tiledLayer
	}
	require.NoError(t, json.Unmarshal(ask(h, "/maps/m/entries.geojson?kind=event").Body.Bytes(), &index))
	assert.Empty(t, index.Features, "the small layer has no such kind")
	require.Len(t, index.Tiled, 1)
	tiled := index.Tiled[0]
	assert.Equal(t, "events", tiled.Layer)
	assert.Equal(t, 20_000, tiled.Features)
	assert.Equal(t, index.Matched, tiled.Matched)
	assert.Less(t, tiled.Matched, 20_000)
	w := ask(h, strings.NewReplacer("{z}", "0", "{x}", "0", "{y}", "0").Replace(tiled.Tiles))
	assert.Equal(t, 200, w.Code)
	assert.Contains(t, w.Header().Get(statsHeader), fmt.Sprintf("clustered=%d,", tiled.Matched-1), "and one alone")
}

// BenchmarkCachedTile compares a tile from the cache with the least that a
// server could do: a handler behind the same router that writes the same
// answer, head and body, from memory.
func BenchmarkCachedTile(b *testing.B) {
	_, h := tileServer(b)
	const path = "/tiles/events/4/8/5.mvt"
	first := ask(h, path, "Accept-Encoding", "gzip")
	body := first.Body.Bytes()
	bare := mux.NewRouter()
	bare.HandleFunc("/tiles/{layer}/{z}/{x}/{y}.{format:mvt|geojson}", func(w http.ResponseWriter, _ *http.Request) {
		for name, values := range first.Header() {
			w.Header()[name] = values
		}
		_, _ = w.Write(body)
	})
	for name, handler := range map[string]http.Handler{"dateline": h, "bare": bare} {
		b.Run(name, func(b *testing.B) { overHTTP(b, handler, path) })
	}
}

// overHTTP asks for one address again and again.
func overHTTP(b *testing.B, handler http.Handler, path string) {
	served := httptest.NewServer(handler)
	defer served.Close()
	client := served.Client()
	request, err := http.NewRequest(http.MethodGet, served.URL+path, nil)
	require.NoError(b, err)
	request.Header.Set("Accept-Encoding", "gzip")
	b.ReportAllocs()
	for b.Loop() {
		res, err := client.Do(request)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, res.Body); err != nil {
			b.Fatal(err)
		}
		res.Body.Close()
	}
}
