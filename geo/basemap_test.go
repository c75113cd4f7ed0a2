package geo

import (
	"bytes"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"dateline/geo/archive"

	"github.com/klauspost/compress/gzip"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// smallWorld is the layers of a basemap, as files of a map's folder.
func smallWorld() []string {
	collection := func(features string) string {
		return `{"type":"FeatureCollection","features":[` + features + `]}`
	}
	return []string{
		"land.geojson", collection(`{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[-10,-40],[60,-40],[60,60],[-10,60],[-10,-40]]]}}`),
		"coast.geojson", collection(`{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[-10,-40],[60,-40],[60,60],[-10,60],[-10,-40]]}}`),
		"border.geojson", collection(`{"type":"Feature","properties":{"un":1,"ne":2},"geometry":{"type":"LineString","coordinates":[[-10,0],[60,0]]}},
			{"type":"Feature","properties":{"un":2},"geometry":{"type":"LineString","coordinates":[[30,0],[30,60]]}}`),
		"country.geojson", collection(`{"type":"Feature","properties":{"name_en":"Northland","name_uk":"Північ","rank":1,"id":"N"},"geometry":{"type":"Point","coordinates":[20,30]}},
			{"type":"Feature","properties":{"name_en":"Southland","name_uk":"Південь","rank":2,"id":"S"},"geometry":{"type":"Point","coordinates":[20,-20]}}`),
		"place.geojson", collection(`{"type":"Feature","properties":{"name_en":"Town","name_uk":"Місто","pop":1000000,"rank":1,"capital":true},"geometry":{"type":"Point","coordinates":[40,40]}}`),
	}
}

// basemapFile builds an archive of a basemap from layers, and returns its path
// and bytes.
func basemapFile(t testing.TB, files ...string) (string, []byte) {
	t.Helper()
	a, err := Open(quietLog, folder("world", files...))
	require.NoError(t, err)
	m := a.State().Maps[0]
	for _, l := range m.Layers {
		l.Cluster = false
	}
	path := filepath.Join(t.TempDir(), "world.pmtiles")
	_, err = Build(t.Context(), m, path, BuildOptions{MaxZoom: 3})
	require.NoError(t, err)
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	return path, b
}

func section(b []byte) *io.SectionReader {
	return io.NewSectionReader(bytes.NewReader(b), 0, int64(len(b)))
}

// imageFile writes an archive of images that are the words "z/x/y".
func imageFile(t testing.TB, kind archive.TileType) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "images.pmtiles")
	w, err := archive.Create(path)
	require.NoError(t, err)
	defer w.Close()
	for _, a := range []Address{{}, {Z: 1}, {Z: 1, X: 1, Y: 1}} {
		require.NoError(t, w.Add(a, []byte(a.String())))
	}
	require.NoError(t, w.Finish(archive.Info{Type: kind, Tiles: archive.NoCompression, Metadata: map[string]any{"attribution": `<a href="https://example.org">&copy; Example</a>`}}))
	return path
}

func TestBasemapOfVectorTiles(t *testing.T) {
	path, data := basemapFile(t, smallWorld()...)
	fromFile, err := OpenBasemap(path, nil, ViewUN)
	require.NoError(t, err)
	defer fromFile.Close()
	embedded, err := OpenBasemap("", section(data), ViewNE)
	require.NoError(t, err)
	for _, b := range []*Basemap{fromFile, embedded} {
		assert.Equal(t, BasemapPainted, b.Kind())
		assert.Equal(t, "mvt", b.Format())
		assert.Len(t, b.Version(), 16)
		least, greatest := b.Zooms()
		assert.Equal(t, [2]int{0, 3}, [2]int{least, greatest})
		assert.Contains(t, string(b.VectorLayers()), `"land"`)
		stored, gzipped, err := b.Tile(Address{})
		require.NoError(t, err)
		assert.True(t, gzipped)
		z, err := gzip.NewReader(bytes.NewReader(stored))
		require.NoError(t, err)
		var want bytes.Buffer
		_, err = want.ReadFrom(z)
		require.NoError(t, err)
		got, err := b.Inflated(Address{})
		require.NoError(t, err)
		assert.True(t, bytes.Equal(want.Bytes(), got))
		none, gzipped, err := b.Tile(Address{Z: 3}) // a corner of the world
		require.NoError(t, err)
		assert.Empty(t, none)
		assert.False(t, gzipped)
	}
	assert.Equal(t, ViewNE, embedded.POV())
	for wanted, want := range map[string]string{"uk": "uk", "UK-ua": "uk", "en": "en", "de": "en", "": "en", "xx-yy-zz": "en"} {
		assert.Equal(t, want, embedded.lang(wanted), wanted)
	}
}

func TestBasemapOfImages(t *testing.T) {
	for kind, format := range map[archive.TileType]string{archive.PNG: "png", archive.JPEG: "jpg", archive.WebP: "webp"} {
		b, err := OpenBasemap(imageFile(t, kind), nil, ViewUN)
		require.NoError(t, err)
		assert.Equal(t, BasemapImages, b.Kind())
		assert.Equal(t, format, b.Format())
		assert.Equal(t, "© Example", b.Attribution())
		data, gzipped, err := b.Tile(Address{Z: 1, X: 1, Y: 1})
		require.NoError(t, err)
		assert.Equal(t, "1/1/1", string(data))
		assert.False(t, gzipped)
		require.NoError(t, b.Close())
		_, _, err = b.Tile(Address{Z: 1, X: 1, Y: 1})
		assert.Error(t, err, "the file is closed")
	}
}

func TestBasemapElsewhere(t *testing.T) {
	b, err := OpenBasemap("HTTPS://Tiles.example.org:8443/a/{z}/{x}/{y}{r}.png?key=1", nil, ViewUN)
	require.NoError(t, err)
	assert.Equal(t, BasemapElsewhere, b.Kind())
	assert.Equal(t, "https://Tiles.example.org:8443", b.Origin())
	assert.Equal(t, "HTTPS://Tiles.example.org:8443/a/{z}/{x}/{y}{r}.png?key=1", b.Template())
	data, _, err := b.Tile(Address{})
	require.NoError(t, err)
	assert.Empty(t, data)
	require.NoError(t, b.Close())

	none, err := OpenBasemap("none", section([]byte("not looked at")), ViewUN)
	require.NoError(t, err)
	assert.Equal(t, BasemapNone, none.Kind())
	none, err = OpenBasemap("", nil, ViewUN)
	require.NoError(t, err)
	assert.Equal(t, BasemapNone, none.Kind())
}

func TestBasemapsThatAreNone(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, data, 0o644))
		return path
	}
	_, good := basemapFile(t, smallWorld()...)
	foreign, _ := basemapFile(t, "water.geojson", points("a"), "roads.geojson", points("b"))
	bare := filepath.Join(dir, "bare.pmtiles")
	w, err := archive.Create(bare)
	require.NoError(t, err)
	require.NoError(t, w.Add(Address{}, []byte("\x1f\x8b")))
	require.NoError(t, w.Finish(archive.Info{Type: archive.MVT, Tiles: archive.Gzip}))
	broken := filepath.Join(dir, "broken.pmtiles")
	w, err = archive.Create(broken)
	require.NoError(t, err)
	require.NoError(t, w.Add(Address{}, []byte("\x1f\x8b no gzip")))
	require.NoError(t, w.Finish(archive.Info{Type: archive.MVT, Tiles: archive.Gzip, Metadata: map[string]any{"vector_layers": []map[string]any{{"id": "land"}}}}))
	garbled := filepath.Join(dir, "garbled.pmtiles")
	w, err = archive.Create(garbled)
	require.NoError(t, err)
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	_, err = z.Write([]byte("\x1a\xff\xff\xff\xff\x0f no tile"))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	require.NoError(t, w.Add(Address{}, zipped.Bytes()))
	require.NoError(t, w.Finish(archive.Info{Type: archive.MVT, Tiles: archive.Gzip, Metadata: map[string]any{"vector_layers": []map[string]any{{"id": "land"}}}}))

	for source, want := range map[string]string{
		"/no/such.pmtiles":                  "there is no such file; name a PMTiles archive, an address with {z}/{x}/{y}, or none",
		dir:                                 "it is no ordinary file",
		file("empty.pmtiles", nil):          "no PMTiles archive",
		file("text.pmtiles", []byte("hi")):  "no PMTiles archive",
		file("short.pmtiles", good[:400]):   "corrupt",
		foreign:                             "it has the layers roads, water; drawn are land, coast, lake, river, border, country, sea, place, of which land must be there",
		bare:                                "it names no layers",
		broken:                              "tile 0/0/0: the PMTiles archive is corrupt",
		garbled:                             "tile 0/0/0: ",
		imageFile(t, archive.AVIF):          "neither vector tiles (MVT) nor PNG, JPEG or WebP",
		"https://example.org/{z}/{x}.png":   "it lacks {y}",
		"https://example.org/{z}/{x}/{-y}":  "{-y} is not known",
		"https://{s}.example.org/{z}{x}{y}": "{s} is not known",
		"https://u:p@example.org/{z}{x}{y}": "password",
		"https:///{z}/{x}/{y}":              "its host is none",
		"https://*.example.org/{z}/{x}/{y}": "its host is none",
		"https://a;b.example/{z}/{x}/{y}":   "its host is none",
		"https://{x}.example/{z}/{x}/{y}":   "its host is none",
		"https://example.org/{z}/{x}/{y} '": "it is no address",
		"http://exa mple.org/{z}/{x}/{y}":   "it is no address",
		"http://[::1/{z}/{x}/{y}":           "it is no address",
		"ftp://example.org/{z}/{x}/{y}":     "there is no such file",
	} {
		_, err := OpenBasemap(source, nil, ViewUN)
		if assert.Error(t, err, source) {
			assert.Contains(t, err.Error(), want, source)
			assert.NotContains(t, err.Error(), "\n")
		}
	}
	_, err = OpenBasemap("none", nil, "us")
	assert.EqualError(t, err, `the point of view "us" is not known; write un or ne`)
}

// Whatever a file holds, opening it and asking for tiles is an answer or an error.
func TestCorruptBasemaps(t *testing.T) {
	_, good := basemapFile(t, smallWorld()...)
	random := rand.New(rand.NewPCG(1, 2))
	opened, refused := 0, 0
	for range 400 {
		data := bytes.Clone(good)
		for range 1 + random.IntN(8) {
			// Half of the changes hit the header and the directories.
			end := len(data)
			if random.IntN(2) == 0 {
				end = min(end, 600)
			}
			data[random.IntN(end)] = byte(random.Uint32())
		}
		b, err := OpenBasemap("", section(data), ViewUN)
		if err != nil {
			refused++
			continue
		}
		opened++
		p := NewPainter(b)
		for _, a := range []Address{{}, {Z: 1, X: 1}, {Z: 3, X: 4, Y: 3}, {Z: 9, X: 300, Y: 200}} {
			_, _, _ = b.Tile(a)
			_, _ = b.Inflated(a)
			if b.Kind() == BasemapPainted {
				_, _ = p.BasemapTile(a, Look{Size: 256, Scale: 1, Theme: "light"}, nil).Paint(t.Context())
			}
		}
	}
	assert.Positive(t, opened)
	assert.Positive(t, refused)
}

func FuzzBasemap(f *testing.F) {
	_, good := basemapFile(f, smallWorld()...)
	f.Add(good)
	f.Add(good[:500])
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := OpenBasemap("", section(data), ViewUN)
		if err != nil || len(data) == 0 {
			return
		}
		_, _ = b.Inflated(Address{})
		if b.Kind() == BasemapPainted {
			_, _ = NewPainter(b).BasemapTile(Address{}, Look{Size: 256, Scale: 1, Theme: "light"}, nil).Paint(t.Context())
		}
	})
}
