package layer

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"dateline/geo/corpora"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// measured is whether a geometry reaches into a box, measured in degrees.
func measured(g orb.Geometry, b Box) bool {
	if g == nil {
		return false
	}
	for _, r := range newBoxTest(b).degrees {
		if r.Intersects(g.Bound()) && geometryMeets(g, r) {
			return true
		}
	}
	return false
}

// selected requires that Select and Keep agree and returns what they select.
func selected(t *testing.T, l *Layer, f Filter) []int {
	t.Helper()
	chosen := append([]int{}, slices.Collect(l.Select(f))...)
	keep := l.Keep(f)
	for row, i := range l.Features() {
		kept := keep == nil || keep(uint32(row))
		require.Equal(t, slices.Contains(chosen, int(i)), kept, "row %d of %+v", row, f)
	}
	return chosen
}

// The index of places only saves work: boxes select what measuring every
// geometry in degrees would.
func TestBoxesAreExact(t *testing.T) {
	quakes, err := os.ReadFile(corpora.Path(t, "fiji_quakes_1000.geojson"))
	require.NoError(t, err)
	storms, err := os.ReadFile(corpora.Path(t, "hurdat_storms_1975_2020.geojson"))
	require.NoError(t, err)
	random := rand.New(rand.NewPCG(1, 2))
	for name, text := range map[string][]byte{
		"quakes": quakes, "storms": storms, "points": corpora.PointEvents(2, 500), "lines": corpora.Lines(2, 100), "areas": corpora.Areas(2, 100), "wild": []byte(collection(wild...)),
	} {
		l, _, err := ParseGeoJSON(text)
		require.NoError(t, err)
		geometries := make([]orb.Geometry, l.Len())
		var corners []orb.Point
		for i := range geometries {
			geometries[i] = l.Feature(i).Geometry()
			if geometries[i] != nil {
				b := geometries[i].Bound()
				corners = append(corners, b.Min, b.Max)
			}
		}
		boxes := []Box{{-180, -90, 180, 90}, {-180, -90, -180, 90}, {180, -90, 180, 90}, {170, -90, -170, 90}, {-540, -90, 540, 90}, {-10, 85.0511, 10, 90}, {-180, -90, 180, -85.06}}
		for range 60 {
			// Edges that places lie on, and others.
			a, b := corners[random.IntN(len(corners))], corners[random.IntN(len(corners))]
			size := math.Pow(10, 2*random.Float64()-1)
			boxes = append(boxes,
				Box{min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])},
				Box{a[0], a[1], a[0] + size, min(a[1]+size, 90)},
				Box{a[0] - size, max(a[1]-size, -90), a[0], a[1]},
				Box{a[0], a[1], a[0], a[1]},
				Box{math.Nextafter(a[0], 999), a[1], a[0] + size, min(a[1]+size, 90)})
		}
		for _, b := range boxes {
			want := []int{}
			for i, g := range geometries {
				if measured(g, b) {
					want = append(want, i)
				}
			}
			require.Equal(t, want, append([]int{}, slices.Collect(l.Select(Filter{BBox: &b}))...), "%s in %v", name, b)
		}
		b := boxes[len(boxes)-1]
		selected(t, l, Filter{BBox: &b})
		selected(t, l, Filter{BBox: &boxes[3]})
	}
}

// What jumps across the antimeridian is selected where it is drawn.
func TestBoxOfWhatJumps(t *testing.T) {
	l, _ := read(t, collection(
		feature1(`{"type":"LineString","coordinates":[[170,0],[-170,10]]}`),
		feature1(`{"type":"Polygon","coordinates":[[[178,-20],[-178,-20],[-178,-15],[178,-15],[178,-20]]]}`),
		feature1(`{"type":"MultiPoint","coordinates":[[-179,50],[179,50]]}`),
		feature1(`{"type":"Polygon","coordinates":[[[-180,-90],[-180,-70],[0,-60],[180,-70],[180,-90],[-180,-90]]]}`)))
	for _, c := range []struct {
		box  Box
		want []int
	}{
		{Box{-10, -30, 10, 60}, []int{}},
		{Box{175, -30, -175, 60}, []int{0, 1, 2}},
		{Box{-179.9, -18, -179.8, -17}, []int{1}},
		{Box{179.8, -18, 179.9, -17}, []int{1}},
		{Box{176, 3, 177, 3.5}, []int{0}},
		{Box{176, 6, 177, 7}, []int{}},
		{Box{-10, -80, 10, -79}, []int{3}},
		{Box{-10, -90, 10, -86}, []int{3}},
	} {
		assert.Equal(t, c.want, selected(t, l, Filter{BBox: &c.box}), "%v", c.box)
	}
}

func TestFilters(t *testing.T) {
	reported := func(id, status, kind, when, source, stance string) string {
		return fmt.Sprintf(`{"type":"Feature","id":%q,"geometry":null,"properties":{"title":"Convoy of %[1]s","kind":%q,"status":%q,"when":%q,
			"sources":[{"id":%q,"name":{"en":"The %[5]s","uk":"Ґ"},"stance":%q,"url":"https://example.org/word"}]}}`, id, kind, status, when, source, stance)
	}
	l, _ := read(t, collection(
		reported("a", "claimed", "event", "2024-10-08/2024-10-13", "nis", "claims"),
		reported("b", "denied", " movement ", "../2024-10-18", "kremlin", "denies"),
		withoutSources(`{"kind":"event","status":"denied","when":"2024-10-09","title":"ЗБІР of 1.50","n":1.50,"x":{"y":["Deep",{"url":"https://example.org/word"}],"key":7}}`),
		withoutSources(`{"kind":7,"when":"0001-01-01T00:00:00Z"}`),
		withoutSources(`{"kind":{"en":"event"},"when":"2024-10-10T12:00:00.25Z","url":"word"}`),
		withoutSources(`{"flag":true}`)))
	day := func(d int) time.Time { return time.Date(2024, 10, d, 0, 0, 0, 0, time.UTC) }
	noon := day(10).Add(12*time.Hour + 250*time.Millisecond)
	for _, c := range []struct {
		name   string
		filter Filter
		want   []int
	}{
		{"all", Filter{}, []int{0, 1, 2, 3, 4, 5}},
		{"status", Filter{Status: []string{"claimed", "denied"}}, []int{0, 1}},
		{"no status", Filter{Status: []string{NoStatus}}, []int{2, 3, 4, 5}},
		{"kind", Filter{Kinds: []string{"event"}}, []int{0, 2, 4}},
		{"kind of a report", Filter{Kinds: []string{"movement"}}, []int{1}},
		{"kind as a number", Filter{Kinds: []string{"7"}}, []int{3}},
		{"no kind", Filter{Kinds: []string{""}}, []int{5}},
		{"unknown kind", Filter{Kinds: []string{"x"}}, []int{}},
		{"dated", Filter{Dated: true}, []int{0, 1, 2, 3, 4}},
		{"may", Filter{Dated: true, From: day(10), To: day(11)}, []int{0, 1, 4}},
		{"must", Filter{Dated: true, From: day(8), To: day(14), Must: true}, []int{0, 2, 4}},
		{"must before", Filter{Dated: true, To: day(30), Must: true}, []int{0, 1, 2, 3, 4}},
		{"must after", Filter{Dated: true, From: day(1), Must: true}, []int{0, 2, 4}},
		{"within a second", Filter{Dated: true, From: noon, To: noon.Add(time.Millisecond), Must: true}, []int{}},
		{"within ten milliseconds", Filter{Dated: true, From: noon, To: noon.Add(10 * time.Millisecond), Must: true}, []int{4}},
		{"source by id", Filter{Sources: []string{"nis"}}, []int{0}},
		{"source by name", Filter{Sources: []string{"the KREMLIN"}}, []int{1}},
		{"stance", Filter{Stances: []string{"denies", "claims"}}, []int{0, 1}},
		{"both of one source", Filter{Sources: []string{"nis"}, Stances: []string{"denies"}}, []int{}},
		{"words", Filter{Q: "convoy A"}, []int{0}},
		{"id", Filter{Q: "b"}, []int{1}},
		{"letters of any script", Filter{Q: "збір"}, []int{2}},
		{"numbers as they stand", Filter{Q: "1.50"}, []int{2}},
		{"nested", Filter{Q: "deep"}, []int{2}},
		{"numbers in nested", Filter{Q: "7"}, []int{2, 3}},
		{"no addresses", Filter{Q: "word"}, []int{}},
		{"no keys", Filter{Q: "key"}, []int{}},
		{"no truth", Filter{Q: "true"}, []int{}},
	} {
		if got := selected(t, l, c.filter); !assert.Equal(t, c.want, got, c.name) {
			t.Log(c.name)
		}
	}
	assert.Nil(t, l.Keep(Filter{}))
}

func withoutSources(properties string) string {
	return `{"type":"Feature","geometry":null,"properties":` + properties + `}`
}

// A word is found in columns of many values too, where nothing is noted.
func TestWordsInLongColumns(t *testing.T) {
	l, _, err := ParseGeoJSON(corpora.PointEvents(1, 6000))
	require.NoError(t, err)
	assert.Equal(t, []int{4321}, selected(t, l, Filter{Q: "EVT-0004322"}))
	n := len(selected(t, l, Filter{Q: "tokyo convoy"}))
	assert.Positive(t, n)
	assert.Less(t, n, 300)
}

func TestDates(t *testing.T) {
	l, _ := read(t, withProperties(`{"when":"2024-10-08T01:02:03.000000004Z"}`, `{"when":"../2024"}`, `{"when":"2024/"}`, `{"when":"no date"}`, `{"when":" 2024 "}`, `{"when":2023}`,
		`{"when":"Y-170000002"}`, `{"when":"Y999999999"}`, `{"when":"0001-01-01"}`, `{"when":{"en":"2020"}}`, `{}`,
		`{"when":" 2024-10 ","sources":[]}`, `{"when":{"en":"2020"},"sources":[]}`))
	for i := range l.Len() {
		from, to, ok := l.Feature(i).Dated()
		w := l.Feature(i).Report().When
		wantFrom, wantTo := w.Outer()
		assert.Equal(t, !w.IsZero(), ok, "%d", i)
		assert.Equal(t, wantFrom, from, "%d", i)
		assert.Equal(t, wantTo, to, "%d", i)
	}
	from, to, _ := l.Feature(0).Dated()
	assert.Equal(t, 4, from.Nanosecond())
	assert.Equal(t, time.Nanosecond, to.Sub(from))
}
