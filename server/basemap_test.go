package server

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"image/png"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/geo"
	"dateline/geo/archive"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// collection is a layer's file.
func collection(features ...string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(`{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`)}
}

// smallWorld is an archive of a basemap, zooms 0 to 3: one piece of land, a
// border on which views differ, a country, and a capital with a name in two
// languages.
func smallWorld(t testing.TB) string {
	t.Helper()
	atlas, err := geo.Open(slog.New(slog.DiscardHandler), geo.Folder{Name: "world", FS: fstest.MapFS{
		"land.geojson":    collection(`{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[-10,-40],[60,-40],[60,60],[-10,60],[-10,-40]]]}}`),
		"coast.geojson":   collection(`{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[-10,-40],[60,-40],[60,60],[-10,60],[-10,-40]]}}`),
		"border.geojson":  collection(`{"type":"Feature","properties":{"un":1},"geometry":{"type":"LineString","coordinates":[[-10,10],[60,10]]}}`, `{"type":"Feature","properties":{"ne":1},"geometry":{"type":"LineString","coordinates":[[30,0],[30,60]]}}`),
		"country.geojson": collection(`{"type":"Feature","properties":{"name_en":"Northland","name_uk":"Північ","rank":1,"id":"N"},"geometry":{"type":"Point","coordinates":[20,30]}}`),
		"place.geojson":   collection(`{"type":"Feature","properties":{"name_en":"Town","name_uk":"Місто","pop":1000000,"rank":1,"capital":true},"geometry":{"type":"Point","coordinates":[40,40]}}`),
	}})
	require.NoError(t, err)
	m := atlas.State().Maps[0]
	for _, l := range m.Layers {
		l.Cluster = false
	}
	path := filepath.Join(t.TempDir(), "world.pmtiles")
	_, err = geo.Build(t.Context(), m, path, geo.BuildOptions{MaxZoom: 3})
	require.NoError(t, err)
	return path
}

// paintServer serves a map over a basemap.
func paintServer(t testing.TB, basemap string, files fstest.MapFS) (*server, http.Handler) {
	t.Helper()
	return paintServerOf(t, basemap, files, 64<<20)
}

func paintServerOf(t testing.TB, basemap string, files fstest.MapFS, cache uint64) (*server, http.Handler) {
	t.Helper()
	if files == nil {
		files = fstest.MapFS{
			"map.yaml": {Data: []byte("title: {en: Two places, uk: Два місця}\nas_of: 2024-10-18\n")},
			"events.geojson": collection(
				`{"type":"Feature","id":"a","geometry":{"type":"Point","coordinates":[40,40]},"properties":{"kind":"event","title":{"en":"A","uk":"А"},"status":"claimed","when":"2024-10-08","place":{"name":{"en":"Here","uk":"Тут"},"precision":"settlement"},"sources":[{"id":"s","name":"S","stance":"claims","citation":"c"}]}}`,
				`{"type":"Feature","id":"b","geometry":{"type":"Point","coordinates":[10,-20]},"properties":{"kind":"event","title":"B","status":"refuted","status_note":"n","when":"2024-10-09","sources":[{"id":"s","name":"S","stance":"claims","citation":"c"}]}}`),
		}
	}
	atlas, err := geo.Open(slog.New(slog.DiscardHandler), geo.Folder{Name: "m", FS: files})
	require.NoError(t, err)
	b, err := geo.OpenBasemap(basemap, nil, geo.ViewUN)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, b.Close()) })
	s, err := newServer(Config{Atlas: atlas, Painter: geo.NewPainter(b), Build: "1", Log: testLog(t), TileCache: cache})
	require.NoError(t, err)
	return s, s.around(s.routes())
}

// testLog tells with a test that fails what went wrong.
func testLog(t testing.TB) *slog.Logger { return slog.New(slog.NewTextHandler(t.Output(), nil)) }

// size reads a PNG and returns its sides.
func size(t testing.TB, body []byte) (w, h int) {
	t.Helper()
	i, err := png.Decode(bytes.NewReader(body))
	require.NoError(t, err)
	return i.Bounds().Dx(), i.Bounds().Dy()
}

func TestBasemapTiles(t *testing.T) {
	_, h := paintServer(t, smallWorld(t), nil)
	const base = "/tiles/basemap/2/2/1"
	bodies := map[string]string{}
	for path, side := range map[string]int{
		".png": 256, ".png?theme=dark": 256, ".png?theme=print": 256, ".png?lang=uk": 256, ".png?labels=none": 256, ".png?labels=only": 256,
		".png?pov=ne": 256, ".png?half=1": 256, ".png?size=512": 512, "@2x.png": 512, "@3x.png": 768, "@3x.png?size=512": 1536, ".png?map=m": 256,
	} {
		w := ask(h, base+path, "Accept-Encoding", "gzip, br")
		require.Equal(t, 200, w.Code, "%s: %s", path, w.Body)
		assert.Equal(t, "image/png", w.Header().Get("Content-Type"))
		assert.Empty(t, w.Header().Get("Content-Encoding"), "an image is not compressed a second time")
		assert.Equal(t, cacheBriefly, w.Header().Get("Cache-Control"))
		assert.NotEmpty(t, w.Header().Get("ETag"))
		a, b := size(t, w.Body.Bytes())
		assert.Equal(t, [2]int{side, side}, [2]int{a, b}, path)
		assert.Empty(t, bodies[w.Body.String()], "%s is painted like %s", path, bodies[w.Body.String()])
		bodies[w.Body.String()] = path
		assert.Equal(t, http.StatusNotModified, ask(h, base+path, "If-None-Match", w.Header().Get("ETag")).Code)
	}
	for one, other := range map[string]string{ // the same pixels under one tag
		".png?lang=de": ".png?lang=xx-unheard-of", ".png?theme=light&labels=all&pov=un&size=256&half=0": ".png", ".png?lang=uk-UA": ".png?lang=uk", ".png?unknown=1": ".png?lang=en",
		".png?map=m&lang=de": ".png?map=m&lang=fr",
	} {
		assert.Equal(t, ask(h, base+one).Header().Get("ETag"), ask(h, base+other).Header().Get("ETag"), "%s and %s", one, other)
	}
	for _, path := range []string{"/tiles/basemap/0/0/0.png", "/tiles/basemap/9/300/180.png", "/tiles/basemap/24/0/0.png", "/tiles/basemap/3/0/0.png"} {
		assert.Equal(t, 200, ask(h, path).Code, path)
	}
}

func TestBasemapTilesThatAreNone(t *testing.T) {
	_, h := paintServer(t, smallWorld(t), nil)
	for path, want := range map[string]struct {
		code int
		says string
	}{
		"0/0/0.png?theme=red":             {400, "write light, dark or print"},
		"0/0/0.png?theme=":                {200, ""},
		"0/0/0.png?size=300":              {400, "write 256 or 512"},
		"0/0/0.png?labels=yes":            {400, "write all, none or only"},
		"0/0/0.png?pov=us":                {400, "write un or ne"},
		"0/0/0.png?half=2":                {400, "write 0 or 1"},
		"0/0/0.png?lang=%3Cscript%3E":     {400, "is no language tag"},
		"0/0/0.png?map=nothing":           {400, "there is no such map"},
		"0/0/0.png?theme=dark&theme=dark": {400, "give it once"},
		"0/0/0.png?lang=%zz":              {400, "not well formed"},
		"0/0/0@4x.png":                    {400, "@2x or @3x"},
		"0/0/0@.png":                      {400, "no scale"},
		"0/0/0@2x.mvt":                    {400, "Only .png"},
		"0/0/1.png":                       {404, "no such tile"},
		"0/-1/0.png":                      {400, "no tile address"},
		"25/0/0.png":                      {404, "no such tile"},
		"4/0/0.mvt":                       {404, "The basemap has zooms 0 to 3."},
		"3/0/0.mvt":                       {204, ""},
		"0/0/0.jpg":                       {404, "The basemap has no tiles .jpg"},
		"0/0/0.geojson":                   {404, "There is no such layer"},
	} {
		w := ask(h, "/tiles/basemap/"+path)
		assert.Equal(t, want.code, w.Code, path)
		assert.Contains(t, w.Body.String(), want.says, path)
	}
}

func TestBasemapVectorTiles(t *testing.T) {
	s, h := paintServer(t, smallWorld(t), nil)
	const path = "/tiles/basemap/1/1/0.mvt"
	stored, gzipped, err := s.Painter.Basemap().Tile(geo.Address{Z: 1, X: 1})
	require.NoError(t, err)
	require.True(t, gzipped)
	zipped := ask(h, path, "Accept-Encoding", "gzip")
	assert.Equal(t, "gzip", zipped.Header().Get("Content-Encoding"))
	assert.True(t, bytes.Equal(stored, zipped.Body.Bytes()), "the bytes of the archive")
	assert.Equal(t, "application/vnd.mapbox-vector-tile", zipped.Header().Get("Content-Type"))
	z, err := gzip.NewReader(zipped.Body)
	require.NoError(t, err)
	inflated, err := io.ReadAll(z)
	require.NoError(t, err)
	for _, accept := range []string{"", "br", "gzip;q=0", "identity"} {
		w := ask(h, path, "Accept-Encoding", accept)
		assert.Empty(t, w.Header().Get("Content-Encoding"), accept)
		assert.True(t, bytes.Equal(inflated, w.Body.Bytes()), accept)
		assert.Contains(t, w.Header().Values("Vary"), "Accept-Encoding")
		assert.NotEqual(t, zipped.Header().Get("ETag"), w.Header().Get("ETag"))
	}
}

func TestBasemapTileJSON(t *testing.T) {
	_, h := paintServer(t, smallWorld(t), nil)
	read := func(path string) (doc tileJSON) {
		w := ask(h, path)
		require.Equal(t, 200, w.Code, "%s: %s", path, w.Body)
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &doc))
		require.Len(t, doc.Tiles, 1)
		return doc
	}
	fill := strings.NewReplacer("http://example.com", "", "{z}", "1", "{x}", "1", "{y}", "0")
	doc := read("/tiles/basemap.json")
	assert.Equal(t, "3.0.0", doc.TileJSON)
	assert.Equal(t, [2]int{0, 3}, [2]int{doc.MinZoom, doc.MaxZoom})
	assert.Contains(t, string(doc.VectorLayers), `"land"`)
	assert.Equal(t, cacheForever, ask(h, fill.Replace(doc.Tiles[0])).Header().Get("Cache-Control"))
	for query, want := range map[string]string{
		"format=png": "{y}.png?v=", "format=png&scale=2&theme=dark&lang=uk&labels=only": "{y}@2x.png?labels=only&lang=uk&theme=dark&v=", "format=png&map=m&half=1": "{y}.png?half=1&map=m&v=",
	} {
		doc := read("/tiles/basemap.json?" + query)
		assert.Contains(t, doc.Tiles[0], want)
		assert.Nil(t, doc.VectorLayers)
		assert.Equal(t, geo.MaxZoom, doc.MaxZoom)
		w := ask(h, fill.Replace(doc.Tiles[0]))
		assert.Equal(t, 200, w.Code)
		assert.Equal(t, cacheForever, w.Header().Get("Cache-Control"), query)
		assert.Equal(t, cacheBriefly, ask(h, fill.Replace(doc.Tiles[0])+"0").Header().Get("Cache-Control"), "another version")
	}
	for _, query := range []string{"format=gif", "format=png&scale=4", "theme=red", "map=nothing"} {
		assert.Equal(t, 400, ask(h, "/tiles/basemap.json?"+query).Code, query)
	}
}

func TestBasemapOfImages(t *testing.T) {
	path := filepath.Join(t.TempDir(), "images.pmtiles")
	w, err := archive.Create(path)
	require.NoError(t, err)
	require.NoError(t, w.Add(geo.Address{}, []byte("world")))
	require.NoError(t, w.Add(geo.Address{Z: 1, X: 1}, []byte("east")))
	require.NoError(t, w.Finish(archive.Info{Type: archive.JPEG, Tiles: archive.NoCompression, Metadata: map[string]any{"attribution": "Somebody"}}))
	_, h := paintServer(t, path, nil)
	a := ask(h, "/tiles/basemap/1/1/0.jpg", "Accept-Encoding", "gzip")
	assert.Equal(t, "image/jpeg", a.Header().Get("Content-Type"))
	assert.Empty(t, a.Header().Get("Content-Encoding"))
	assert.Equal(t, "east", a.Body.String())
	none := ask(h, "/tiles/basemap/1/0/0.jpg")
	assert.Equal(t, "image/png", none.Header().Get("Content-Type"))
	side, _ := size(t, none.Body.Bytes())
	assert.Equal(t, 256, side)
	for path, code := range map[string]int{"2/0/0.jpg": 404, "0/0/0.png": 404, "0/0/0.mvt": 404, "0/0/0.jpg?theme=red": 400, "0/0/0@2x.jpg?theme=dark": 200} {
		assert.Equal(t, code, ask(h, "/tiles/basemap/"+path).Code, path)
	}
	doc := ask(h, "/tiles/basemap.json?format=png").Body.String()
	assert.Contains(t, doc, "/tiles/basemap/{z}/{x}/{y}.jpg?v=")
	assert.Contains(t, doc, `"attribution": "Somebody"`)
	assert.Equal(t, 200, ask(h, "/maps/m.png?w=300&h=200").Code, "pictures have plain ground")
}

func TestBasemapElsewhere(t *testing.T) {
	_, h := paintServer(t, "https://tiles.example.org/{z}/{x}/{y}{r}.png", nil)
	assert.Contains(t, ask(h, "/tiles/basemap.json").Body.String(), `"https://tiles.example.org/{z}/{x}/{y}.png"`)
	assert.Equal(t, 404, ask(h, "/tiles/basemap/0/0/0.png").Code)
	for _, page := range []string{"/", "/maps/m", "/maps/m/embed"} {
		assert.Contains(t, ask(h, page).Header().Get("Content-Security-Policy"), "img-src 'self' https://tiles.example.org data:;", page)
	}
	assert.Equal(t, 200, ask(h, "/maps/m.png?w=300&h=200").Code)

	_, h = paintServer(t, geo.NoBasemap, nil)
	for _, path := range []string{"/tiles/basemap.json", "/tiles/basemap/0/0/0.png", "/tiles/basemap/0/0/0.mvt"} {
		w := ask(h, path)
		assert.Equal(t, 404, w.Code, path)
		assert.Contains(t, w.Body.String(), "There is no basemap here.")
	}
	assert.Equal(t, 200, ask(h, "/maps/m.png?w=300&h=200").Code)
	assert.NotContains(t, ask(h, "/").Header().Get("Content-Security-Policy"), "example.org")
}
