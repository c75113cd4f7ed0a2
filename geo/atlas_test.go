package geo

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var quietLog = slog.New(slog.DiscardHandler)

const emptyLayer = `{"type":"FeatureCollection","features":[]}`

func points(ids ...string) string {
	s := `{"type":"FeatureCollection","features":[`
	for i, id := range ids {
		if i > 0 {
			s += ","
		}
		s += fmt.Sprintf(`{"type":"Feature","id":%q,"geometry":{"type":"Point","coordinates":[%d,%d]},"properties":{"title":%q}}`, id, i, i, id)
	}
	return s + `]}`
}

// folder makes a folder in memory from names and contents in turn.
func folder(name string, files ...string) Folder {
	fsys := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return Folder{Name: name, FS: fsys}
}

func open(t *testing.T, folders ...Folder) *State {
	t.Helper()
	a, err := Open(quietLog, folders...)
	require.NoError(t, err)
	return a.State()
}

func messages(m *Map) []string {
	var all []string
	for _, p := range m.Problems {
		all = append(all, p.String())
	}
	return all
}

func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		"events": "events", "Storms 1975–2020": "storms-1975-2020", "a_b-C": "a_b-c", "  x  ": "x",
		"../../etc/passwd": "etc-passwd", "война": "x6c5a7aa5", "--": "x4ad4e7b5",
	} {
		got := slug(name)
		if len(want) == 9 && want[0] == 'x' {
			assert.Regexp(t, `^x[0-9a-f]{8}$`, got, name)
			assert.Equal(t, got, slug(name))
			continue
		}
		assert.Equal(t, want, got, name)
	}
}

func TestLayersAreNamedAfterFiles(t *testing.T) {
	s := open(t,
		folder("Map A", "Events.geojson", emptyLayer, "places.csv", "lat,lon\n1,2\n", ".hidden.geojson", "x", "notes.txt", "x", "sub/x.geojson", "x"),
		folder("b", "events.geojson", emptyLayer))
	require.Len(t, s.Maps, 2)
	assert.Equal(t, "map-a", s.Maps[0].Name)
	assert.Empty(t, s.Problems())
	assert.Len(t, s.Layers(), 3)
	places, err := s.Layer("places")
	require.NoError(t, err)
	assert.Equal(t, "map-a.places", places.FullName)
	assert.Equal(t, "places", s.Address(places))
	_, err = s.Layer("events")
	assert.EqualError(t, err, "several maps have a layer events; ask for map-a.events or b.events")
	events, err := s.Layer("b.events")
	require.NoError(t, err)
	assert.Equal(t, "b.events", s.Address(events))
	none, err := s.Layer("nothing")
	assert.NoError(t, err)
	assert.Nil(t, none)
}

func TestClashesNameBothFiles(t *testing.T) {
	s := open(t, folder("m", "Events.geojson", points("a"), "events.csv", "lat,lon\n1,2\n", "basemap.geojson", emptyLayer))
	require.Len(t, s.Maps[0].Layers, 1)
	assert.Equal(t, "m/Events.geojson", s.Maps[0].Layers[0].File)
	all := fmt.Sprint(messages(s.Maps[0]))
	assert.Contains(t, all, "m/events.csv: its layer would be named events like that of m/Events.geojson")
	assert.Contains(t, all, "m/basemap.geojson: the name basemap is taken")

	_, err := Open(quietLog, Folder{Name: "My Map", Dir: "/a/My Map", FS: fstest.MapFS{}}, Folder{Name: "my-map", Dir: "/b/my-map", FS: fstest.MapFS{}})
	assert.EqualError(t, err, "/a/My Map and /b/my-map would both be the map my-map; rename one of the folders")
}

func TestBrokenFilesAreNamed(t *testing.T) {
	m := open(t, folder("m", "good.geojson", points("a"), "broken.geojson", "{\n\"type\": x", "empty.geojson", "", "empty.csv", "")).Maps[0]
	assert.Equal(t, 1, m.Total())
	assert.ElementsMatch(t, []string{
		"m/broken.geojson:2: column 9: unexpected 'x'; a value expected",
		`m/empty.geojson: the file is empty; an empty layer is {"type": "FeatureCollection", "features": []}`,
		"m/empty.csv: the file is empty; a CSV file needs a header row",
	}, messages(m))
	assert.Len(t, open(t, folder("m")).Maps[0].Problems, 1, "an empty folder")
}

func TestConfig(t *testing.T) {
	m := open(t, folder("m", "b.geojson", emptyLayer, "a.geojson", emptyLayer, "c.geojson", emptyLayer, "map.yaml", `
title: {en: Storms, uk: Шторми}
description: All of them
lang: uk
as_of: 2024-10-18
view: {lon: 130.25, lat: 43.35, zoom: 5.5}
layers:
  - name: c
  - {name: b, title: Second}
credits:
  - {text: NOAA, url: "https://example.org/"}
`)).Maps[0]
	assert.Empty(t, m.Problems)
	assert.Equal(t, "Шторми", m.Title.In("uk"))
	assert.Equal(t, "All of them", m.ShortSummary.In("en"))
	assert.Equal(t, &View{130.25, 43.35, 5.5}, m.View)
	assert.Equal(t, "2024-10-18", m.AsOf)
	var names []string
	for _, l := range m.Layers {
		names = append(names, l.Name+":"+l.Title.In("en"))
	}
	assert.Equal(t, []string{"c:c", "b:Second", "a:a"}, names)
	assert.Equal(t, "https://example.org/", m.Credits[0].URL)
}

func TestConfigProblems(t *testing.T) {
	m := open(t, folder("m", "a.geojson", emptyLayer, "map.yaml", `
title: Kept
tilte: typo
as_of: yesterday
view: {lon: 0, lat: 99, zoom: 3}
layers: [{name: nothing}]
credits: [{text: x, url: "javascript:alert(1)"}]
`)).Maps[0]
	assert.Equal(t, "Kept", m.Title.In("en"))
	assert.Nil(t, m.View)
	assert.Empty(t, m.AsOf)
	assert.Empty(t, m.Credits[0].URL)
	all := fmt.Sprint(messages(m))
	for _, want := range []string{"tilte", "as_of", "view: lon 0, lat 99", `there is no layer "nothing"; there are a`, `credits[0].url: "javascript:alert(1)" is no address`} {
		assert.Contains(t, all, want)
	}

	m = open(t, folder("m", "a.geojson", points("x"), "map.yaml", "title: [")).Maps[0]
	assert.Equal(t, 1, m.Total(), "the layers are served all the same")
	assert.Contains(t, fmt.Sprint(messages(m)), "m/map.yaml: line 1")
}

// What is no ordinary file could hold up the reader for ever.
func TestPipesAreNotRead(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, syscall.Mkfifo(filepath.Join(dir, "pipe.csv"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "map.yml"), nil, 0o600))
	m := open(t, Folder{Name: "m", FS: os.DirFS(dir), Dir: dir}).Maps[0]
	assert.Equal(t, []string{"m/map.yml: is not read; name it map.yaml", "m/pipe.csv: is no ordinary file (it is not served); put a file in its place"}, messages(m))
}

func TestClusterIsPartOfTheVersion(t *testing.T) {
	with := open(t, folder("m", "a b.geojson", points("a"))).Maps[0].Layers[0]
	without := open(t, folder("m", "a b.geojson", points("a"), "map.yaml", "layers: [{name: a b, cluster: false}]")).Maps[0].Layers[0]
	assert.True(t, with.Cluster)
	assert.False(t, without.Cluster)
	assert.NotEqual(t, with.Version, without.Version)
}

func TestSelectionOrder(t *testing.T) {
	m := open(t, folder("m", "a.geojson", `{"type":"FeatureCollection","features":[
		{"type":"Feature","id":"undated","geometry":null,"properties":{}},
		{"type":"Feature","id":"late","geometry":null,"properties":{"when":"2024-10-18","rank":0}},
		{"type":"Feature","id":"early","geometry":null,"properties":{"when":"2024-10-03"}},
		{"type":"Feature","id":"first","geometry":null,"properties":{"rank":1,"when":"2025","kind":"statement","sources":[{"name":"x","stance":"claims","citation":"y"}]}}]}`)).Maps[0]
	var ids []string
	for _, e := range m.Entries(Filter{}) {
		ids = append(ids, e.ID)
	}
	assert.Equal(t, []string{"first", "early", "late", "undated"}, ids)
	assert.Equal(t, 1, m.Select(Filter{}).Index("a/early"))
	assert.Equal(t, -1, m.Select(Filter{}).Index("a/none"))
}

// The whole of reloading, on a real disk: an edit shows within a second, a
// broken file leaves its last good version up, a mended or removed one is seen.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "events.geojson")
	write := func(text string) {
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	write(points("a"))
	a, err := Open(quietLog, Folder{Name: "m", FS: os.DirFS(dir), Dir: dir})
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { a.Watch(ctx); close(done) }()
	defer func() { stop(); <-done }()

	eventually := func(what string, holds func(m *Map) bool) {
		t.Helper()
		require.Eventually(t, func() bool { return holds(a.State().Map("m")) }, 10*time.Second, 10*time.Millisecond, what)
	}
	write(points("a", "b"))
	eventually("an edit", func(m *Map) bool { return m.Total() == 2 && len(m.Problems) == 0 })
	before, read := a.State().Map("m"), time.Now()
	assert.Zero(t, before.Stale)

	write(points("a", "b", "c")[:200])
	eventually("a half-written file", func(m *Map) bool { return len(m.Problems) == 1 })
	m := a.State().Map("m")
	assert.Equal(t, 2, m.Total(), "the last good version stays up")
	assert.Same(t, before.Layers[0].Data, m.Layers[0].Data)
	assert.Contains(t, m.Problems[0].String(), "its last good version stays up")
	assert.WithinRange(t, m.Stale, read.Add(-10*time.Second), read, "it says of when that is")
	assert.Equal(t, before.Version, m.Version)

	write(points("a", "b", "c"))
	eventually("a mended file", func(m *Map) bool { return m.Total() == 3 && len(m.Problems) == 0 && m.Stale.IsZero() })

	require.NoError(t, os.WriteFile(filepath.Join(dir, "more.csv"), []byte("lat,lon\n1,2\n"), 0o644))
	eventually("a new file", func(m *Map) bool { return len(m.Layers) == 2 })

	require.NoError(t, os.Remove(file))
	eventually("a removed file", func(m *Map) bool { return len(m.Layers) == 1 && m.Layers[0].Name == "more" })

	require.NoError(t, os.RemoveAll(dir))
	eventually("a removed folder", func(m *Map) bool { return len(m.Problems) == 1 && len(m.Layers) == 1 && !m.Stale.IsZero() })
}

// Readers see one state from beginning to end while it is replaced.
func TestReadersDuringReload(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "e.geojson")
	require.NoError(t, os.WriteFile(file, []byte(points("a")), 0o644))
	a, err := Open(quietLog, Folder{Name: "m", FS: os.DirFS(dir), Dir: dir})
	require.NoError(t, err)
	stop := make(chan struct{})
	finished := make(chan struct{})
	for range 8 {
		go func() {
			defer func() { finished <- struct{}{} }()
			for {
				select {
				case <-stop:
					return
				default:
				}
				m := a.State().Map("m")
				n := m.Total()
				if len(m.Entries(Filter{})) != n {
					t.Error("a state changed while it was read")
				}
			}
		}()
	}
	for i := range 50 {
		require.NoError(t, os.WriteFile(file, []byte(points([]string{"a", "b", "c"}[:1+i%3]...)), 0o644))
		_, err := a.Reload()
		require.NoError(t, err)
	}
	close(stop)
	for range 8 {
		<-finished
	}
}
