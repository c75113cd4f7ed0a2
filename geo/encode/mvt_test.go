package encode

import (
	"bytes"
	"encoding/hex"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"dateline/geo/layer"
	"dateline/geo/tile"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares bytes with a file, as a hex dump that a reader can follow.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if filepath.Ext(name) == ".hex" {
		got = []byte(hex.Dump(got))
	}
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "run the tests with -update")
	if bytes.Equal(want, got) {
		return
	}
	wantLines, gotLines := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i := range min(len(wantLines), len(gotLines)) {
		require.Equal(t, wantLines[i], gotLines[i], "%s, line %d", path, i+1)
	}
	t.Fatalf("%s has %d lines, now there are %d", path, len(wantLines), len(gotLines))
}

// reports is a layer with a value of every type, gaps, ids of all kinds and a
// name that two columns share.
func reports(t testing.TB) *layer.Layer {
	l := &table{ids: []any{7, "arrival-vladivostok", nil, 1<<53 - 1}}
	l.column("title", "Sealift to Vladivostok", "Arrival", "Прибуття", "서울")
	l.column("status", "claimed", "denied", nil, "claimed")
	l.column("count", 1500, -3, 12.5, nil)
	l.column("sure", true, false, nil, true)
	l.column("name", "Arrival", "Arrival", "", "claimed")
	return l.read(t)
}

// everything is a tile with each type of geometry, in one part and in several.
func everything() *cut {
	c := newCut(5, 27, 11)
	c.add(0, tile.Point, []int32{25, 17})
	c.add(0, tile.Point, []int32{5, 7, 3, 2})
	c.add(1, tile.Line, []int32{2, 2, 2, 10, 10, 10})
	c.add(1, tile.Line, []int32{2, 2, 2, 10, 10, 10}, []int32{1, 1, 3, 5})
	c.add(2, tile.Polygon, []int32{3, 6, 8, 12, 20, 34})
	c.cluster(2, tile.Cluster{ID: 99, Count: 1240, ByStatus: [tile.StatusSlots]uint32{40, 0, 1200}, Opens: 7, Coord: tile.Coord{X: 4000, Y: -64}})
	c.cluster(2, tile.Cluster{ID: 100, Count: 12, ByStatus: [tile.StatusSlots]uint32{1: 7, 7: 5}, Opens: 7, Coord: tile.Coord{X: 4160, Y: 4160}})
	c.add(3, tile.Polygon, []int32{0, 0, 10, 0, 10, 10, 0, 10}, []int32{11, 11, 20, 11, 20, 20, 11, 20}, []int32{13, 13, 13, 17, 17, 17, 17, 13})
	return c
}

func TestGolden(t *testing.T) {
	e := New("reports", reports(t))
	golden(t, "everything.hex", e.MVT(nil, &everything().Tile))
	golden(t, "point.hex", e.MVT(nil, &newCut(0, 0, 0).add(1, tile.Point, []int32{2048, 2048}).Tile))
	golden(t, "everything.geojson", e.GeoJSON(nil, &everything().Tile))
}

// The examples of the specification, sections 4.3.5.1 to 4.3.5.6.
func TestGeometryOfTheSpecification(t *testing.T) {
	for want, c := range map[string]*cut{
		"09 32 22":                newCut(0, 0, 0).add(0, tile.Point, []int32{25, 17}),
		"11 0a 0e 03 09":          newCut(0, 0, 0).add(0, tile.Point, []int32{5, 7, 3, 2}),
		"09 04 04 12 00 10 10 00": newCut(0, 0, 0).add(0, tile.Line, []int32{2, 2, 2, 10, 10, 10}),
		"09 04 04 12 00 10 10 00 09 11 11 0a 04 08": newCut(0, 0, 0).add(0, tile.Line, []int32{2, 2, 2, 10, 10, 10}, []int32{1, 1, 3, 5}),
		"09 06 0c 12 0a 0c 18 2c 0f":                newCut(0, 0, 0).add(0, tile.Polygon, []int32{3, 6, 8, 12, 20, 34}),
		"09 00 00 1a 14 00 00 14 13 00 0f 09 16 02 1a 12 00 00 12 11 00 0f 09 04 0d 1a 00 08 08 00 00 07 0f": newCut(0, 0, 0).add(0, tile.Polygon,
			[]int32{0, 0, 10, 0, 10, 10, 0, 10}, []int32{11, 11, 20, 11, 20, 20, 11, 20}, []int32{13, 13, 13, 17, 17, 17, 17, 13}),
	} {
		b := make([]byte, 1024)
		n := putGeometry(b, 0, &c.Tile, &c.Features[0])
		assert.Equal(t, want, fmt.Sprintf("% x", b[:n]))
	}
}

// decodeOne decodes a tile that must be valid and of one layer, whose keys and
// values are all different and all used.
func decodeOne(t testing.TB, b []byte) mvtLayer {
	t.Helper()
	layers, err := decodeTile(b)
	require.NoError(t, err)
	require.Len(t, layers, 1)
	l := layers[0]
	assert.EqualValues(t, 2, l.version)
	keys, values := map[uint32]bool{}, map[uint32]bool{}
	for _, f := range l.features {
		for i := 0; i < len(f.tags); i += 2 {
			keys[f.tags[i]], values[f.tags[i+1]] = true, true
		}
	}
	assert.Len(t, keys, len(l.keys), "keys that no feature has")
	assert.Len(t, values, len(l.values), "values that no feature has")
	differentKeys, differentValues := map[string]bool{}, map[string]bool{}
	for _, k := range l.keys {
		differentKeys[k] = true
	}
	for _, v := range l.values {
		name := fmt.Sprintf("%T %v", v, v)
		if f, ok := v.(float64); ok {
			name = fmt.Sprintf("float64 %x", math.Float64bits(f))
		}
		differentValues[name] = true
	}
	assert.Len(t, differentKeys, len(l.keys), "keys twice")
	assert.Len(t, differentValues, len(l.values), "values twice")
	return l
}

func TestEverything(t *testing.T) {
	l := decodeOne(t, New("reports", reports(t)).MVT(nil, &everything().Tile))
	assert.Equal(t, "reports", l.name)
	assert.EqualValues(t, 4096, l.extent)
	require.Len(t, l.features, 8)

	names, props := l.props(&l.features[0])
	assert.Equal(t, []string{"title", "status", "count", "sure", "name"}, names, "in the order of the layer")
	assert.Equal(t, map[string]any{"title": "Sealift to Vladivostok", "status": "claimed", "count": uint64(1500), "sure": true, "name": "Arrival"}, props)
	_, again := l.props(&l.features[1])
	assert.Equal(t, props, again)

	_, props = l.props(&l.features[2])
	assert.Equal(t, map[string]any{"title": "Arrival", "status": "denied", "id": "arrival-vladivostok", "count": int64(-3), "sure": false, "name": "Arrival"}, props)
	_, props = l.props(&l.features[4])
	assert.Equal(t, map[string]any{"title": "Прибуття", "count": 12.5, "name": ""}, props)
	_, props = l.props(&l.features[7])
	assert.Equal(t, map[string]any{"title": "서울", "status": "claimed", "sure": true, "name": "claimed"}, props)

	_, props = l.props(&l.features[5])
	assert.Equal(t, map[string]any{"cluster": true, "point_count": uint64(1240), "point_count_abbreviated": "1.2k", "expansion_zoom": uint64(7), "status_claimed": uint64(1200)}, props)
	_, props = l.props(&l.features[6])
	assert.Equal(t, map[string]any{"cluster": true, "point_count": uint64(12), "point_count_abbreviated": uint64(12), "expansion_zoom": uint64(7), "status_unconfirmed": uint64(7), "status_retracted": uint64(5)}, props)

	for i, want := range []struct {
		id    uint64
		hasID bool
	}{{7, true}, {7, true}, {0xf86f2414252df, true}, {0xf86f2414252df, true}, {}, {99, true}, {100, true}, {1<<53 - 1, true}} {
		assert.Equal(t, want.id, l.features[i].id, "feature %d", i)
		assert.Equal(t, want.hasID, l.features[i].hasID, "feature %d", i)
	}
	assert.Equal(t, [][][2]int32{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{11, 11}, {20, 11}, {20, 20}, {11, 20}}, {{13, 13}, {13, 17}, {17, 17}, {17, 13}}}, l.features[7].parts)
	assert.Equal(t, [][][2]int32{{{4160, 4160}}}, l.features[6].parts)
}

func TestAbbreviation(t *testing.T) {
	for n, want := range map[uint32]string{1000: "1k", 1049: "1k", 1050: "1.1k", 1240: "1.2k", 9949: "9.9k", 9950: "10k", 9999: "10k", 10_000: "10k", 10_499: "10k", 10_500: "11k", 999_999: "1000k", 1_250_000: "1250k"} {
		short, ok := abbreviate(n)
		require.True(t, ok)
		assert.Equal(t, want, string(appendAbbreviated(nil, short)[2:]), n)
	}
	_, ok := abbreviate(999)
	assert.False(t, ok)
}

// A layer may itself have properties that clusters have.
func TestClusterBesideColumnsOfItsNames(t *testing.T) {
	l := (&table{}).column("point_count", 12, "many").column("cluster", true, nil).column("status_claimed", nil, 12)
	c := newCut(1, 0, 0).add(0, tile.Point, []int32{1, 1}).add(1, tile.Point, []int32{2, 2}).
		cluster(1, tile.Cluster{ID: 3, Count: 12, ByStatus: [tile.StatusSlots]uint32{2: 12}})
	got := decodeOne(t, New("x", l.read(t)).MVT(nil, &c.Tile))
	_, props := got.props(&got.features[2])
	assert.Equal(t, map[string]any{"cluster": true, "point_count": uint64(12), "point_count_abbreviated": uint64(12), "expansion_zoom": uint64(0), "status_claimed": uint64(12)}, props)
	assert.Equal(t, []string{"point_count", "cluster", "status_claimed", "point_count_abbreviated", "expansion_zoom"}, got.keys)
}

func TestEmptyTile(t *testing.T) {
	e := New("x", reports(t))
	assert.Nil(t, e.MVT(nil, &newCut(0, 0, 0).Tile))
	assert.Nil(t, e.GeoJSON(nil, &newCut(0, 0, 0).Tile))
	assert.Equal(t, "kept", string(e.MVT([]byte("kept"), &newCut(0, 0, 0).Tile)))
}

func TestLayerWithoutProperties(t *testing.T) {
	c := newCut(0, 0, 0).add(0, tile.Point, []int32{1, 2})
	l := decodeOne(t, New("bare", (&table{}).read(t)).MVT(nil, &c.Tile))
	assert.Empty(t, l.keys)
	assert.Empty(t, l.features[0].tags)
	assert.False(t, l.features[0].hasID)
}

// Layers follow each other in one tile.
func TestSeveralLayers(t *testing.T) {
	b := New("a", reports(t)).MVT(nil, &everything().Tile)
	one := len(b)
	b = New("b", reports(t)).MVT(b, &everything().Tile)
	assert.Len(t, b, 2*one)
	layers, err := decodeTile(b)
	require.NoError(t, err)
	require.Len(t, layers, 2)
	assert.Equal(t, "b", layers[1].name)
	assert.Equal(t, layers[0].features, layers[1].features)
}

// Lengths, numbers of values and numbers of keys that need more bytes than
// most.
func TestSizes(t *testing.T) {
	const rows = 70_000
	l := (&table{}).column("different", numbered("value ", rows)...).column("again", numbered("value ", rows)...)
	for k := range 300 {
		filled := make([]any, 1)
		filled[0] = k
		l.column(fmt.Sprint("key ", k), filled...)
	}
	e := New("large", l.read(t))
	assert.NotNil(t, e.columns[1].shared)
	for _, n := range []uint32{1, 5, 50, 500, 5_000, rows} {
		c := newCut(0, 0, 0)
		for row := range n {
			c.add(row, tile.Point, []int32{int32(row % 4096), int32(row / 4096)})
		}
		got := decodeOne(t, e.MVT(nil, &c.Tile))
		require.Len(t, got.features, int(n))
		assert.Len(t, got.keys, 302)
		assert.Len(t, got.features[0].tags, 2*302)
		for row := range n {
			if row == 0 || row == n-1 {
				_, props := got.props(&got.features[row])
				assert.Equal(t, fmt.Sprint("value ", row), props["different"])
				assert.Equal(t, props["different"], props["again"])
			}
		}
	}
	for _, vertices := range []int32{2, 3, 40, 62, 63, 64, 65, 2000, 8000, 800_000} {
		part := make([]int32, 0, 2*vertices)
		for i := range vertices {
			part = append(part, i%4096, i%17)
		}
		got := decodeOne(t, e.MVT(nil, &newCut(0, 0, 0).add(1, tile.Line, part).Tile))
		require.Len(t, got.features[0].parts[0], int(vertices))
		assert.Equal(t, [2]int32{(vertices - 1) % 4096, (vertices - 1) % 17}, got.features[0].parts[0][vertices-1])
	}
}

// The numbers in the slots must not be mixed up when they start anew.
func TestSlotsStartAnew(t *testing.T) {
	e := New("reports", reports(t))
	want := e.MVT(nil, &everything().Tile)
	s := &scratch{base: math.MaxUint32 - 100}
	for range 50 {
		require.Equal(t, want, s.write(nil, e, &everything().Tile))
	}
	assert.Less(t, s.base, uint32(1000))
}

func TestSameBytesInParallel(t *testing.T) {
	large := (&table{}).column("n", numbered("n", 3000)...).column("m", numbered("m", 3000)...)
	c := newCut(3, 1, 2)
	for row := range uint32(3000) {
		c.add(row, tile.Point, []int32{int32(row), 5})
	}
	type job struct {
		e    *Encoder
		t    *tile.Tile
		want []byte
	}
	jobs := []job{{e: New("reports", reports(t)), t: &everything().Tile}, {e: New("large", large.read(t)), t: &c.Tile}}
	for i := range jobs {
		jobs[i].want = New(jobs[i].e.name, jobs[i].e.layer).MVT(nil, jobs[i].t)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			var buf []byte
			for n := range 40 {
				j := jobs[n%2]
				buf = j.e.MVT(buf[:0], j.t)
				if !assert.Equal(t, j.want, buf) {
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestNoAllocations(t *testing.T) {
	e, c, s := New("reports", reports(t)), everything(), &scratch{base: 1}
	buf := s.write(nil, e, &c.Tile)
	assert.Zero(t, testing.AllocsPerRun(100, func() { buf = s.write(buf[:0], e, &c.Tile) }))
}
