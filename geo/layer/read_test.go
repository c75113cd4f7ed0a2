package layer

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/geo/corpora"
	"dateline/geo/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// readIn reads GeoJSON in batches of the given size, compressed.
func readIn(text string, batch int) (*Layer, []report.Finding, error) {
	f := newFile([]byte(text), time.Now())
	f.batch, f.small = batch, 0
	return f.read()
}

// same requires that two layers are the same, but for what they are stored in.
func same(t *testing.T, want, got *Layer) {
	t.Helper()
	var a, b bytes.Buffer
	require.NoError(t, want.WriteGeoJSON(&a, want.Select(Filter{}), true))
	require.NoError(t, got.WriteGeoJSON(&b, got.Select(Filter{}), true))
	require.Equal(t, a.String(), b.String())
	require.Equal(t, want.Rows(), got.Rows())
	require.Equal(t, want.Features(), got.Features())
	require.Equal(t, want.columns, got.columns)
	require.Equal(t, want.points, got.points)
	require.Equal(t, want.shapes, got.shapes)
	require.Equal(t, want.bounds, got.bounds)
	require.Equal(t, want.kinds, got.kinds)
	require.Equal(t, want.dates, got.dates)
	require.Equal(t, want.reports, got.reports)
	for i := range want.Len() {
		f, g := want.Feature(i), got.Feature(i)
		require.Equal(t, string(f.JSON()), string(g.JSON()))
		require.Equal(t, f.Ordinal(), g.Ordinal())
		require.Equal(t, f.Address(), g.Address())
		require.Equal(t, f.Geometry(), g.Geometry())
		require.Equal(t, f.Shape(), g.Shape())
		at, ok := got.Find(f.Address())
		was, _ := want.Find(f.Address())
		require.True(t, ok)
		require.Equal(t, was, at)
	}
}

// wild are features of every kind, good and bad.
var wild = []string{
	`{"type":"Feature","id":1,"geometry":{"type":"Point","coordinates":[131.886,43.115]},"properties":{"title":"a","kind":"event","n":1}}`,
	`{"type":"Feature","id":2,"geometry":{"type":"Point","coordinates":[132.5,44]},"properties":{"title":"b","kind":"event","n":2.50}}`,
	`{"type":"Feature","id":"x","geometry":{"coordinates":[[0,0],[10,10]],"type":"LineString"},"properties":{"n":-3,"title":"a"}}`,
	`{"type":"Feature","geometry":null,"properties":null}`,
	`{ "type" : "Feature" , "properties" : { } , "geometry" : { "type" : "MultiPoint" , "coordinates" : [ [ 1 , 2 ] , [ 3 , 4 , 5 ] ] } }`,
	`{"type":"Feature","id":2,"geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4]]]},"properties":{"when":"2024-10"}}`,
	`{"type":"Feature","id":"r","geometry":null,"properties":{"kind":" event ","status":"claimed","when":"2024-10-08T01:02:03.5Z","sources":[{"id":"s","name":"S","stance":"claims","citation":"c"}]}}`,
	`{"type":"Feature","geometry":{"type":"Point","coordinates":[1,99]},"properties":{"only here":[1,{"a":"],[{"}]}}`,
	`{"type":"Feature","id":{},"geometry":null,"properties":{}}`,
	`"no feature"`,
	`{"id":-1.50,"properties":{"tit\u006ce":"\u0062","a":null,"a":"é"},"geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[179,1]},{"type":"LineString","coordinates":[[170,0],[190,1]]}]},"type":"Feature"}`,
}

func TestBatchesMakeNoDifference(t *testing.T) {
	texts := []string{
		collection(), collection(wild...), collection(wild[:1]...), collection(wild[:2]...),
		"{\"features\":[\n" + strings.Join(wild, "\n,\n") + "\n],\"crs\":{\"name\":\"x\"},\n\"type\":\"FeatureCollection\",\"name\":[\"},{\"]}",
		collection(slices.Repeat(wild, 30)...),
		string(corpora.PointEvents(7, 3000)), string(corpora.Areas(7, 50)),
		// What begins like a feature stands within one.
		collection(wild[0], wild[1], `{"type":"Feature","geometry":null,"properties":{"x":[`+wild[0]+`,`+wild[1]+`]}}`, wild[0]),
	}
	for _, text := range texts {
		want, wantFindings, err := ParseGeoJSON([]byte(text))
		require.NoError(t, err)
		for _, batch := range []int{1, 100, 1000, 1 << 14} {
			got, findings, err := readIn(text, batch)
			require.NoError(t, err)
			require.Equal(t, wantFindings, findings)
			same(t, want, got)
		}
	}
}

// The three ways to find the features of an array are found to agree.
func TestWaysToCut(t *testing.T) {
	for _, text := range []string{collection(slices.Repeat(wild[:3], 20)...), collection(wild...), string(corpora.PointEvents(3, 200))} {
		cuts := func(way func(f *file) func(func(from, to int)) error) []string {
			f := newFile([]byte(text), time.Now())
			f.batch = 1
			f.pos = strings.IndexByte(text, '[')
			var pieces []string
			_ = way(f)(func(from, to int) {
				if to < 0 {
					to = strings.LastIndexByte(text, ']')
				}
				pieces = append(pieces, strings.TrimSpace(text[from:to]))
			})
			return pieces
		}
		strict := cuts(func(f *file) func(func(from, to int)) error { return f.cut })
		assert.Equal(t, strict, cuts(func(f *file) func(func(from, to int)) error { return f.count }))
		if guessed := cuts(func(f *file) func(func(from, to int)) error { return f.guess }); strings.Count(text, "Feature") == len(strict)+1 {
			assert.Equal(t, strict, guessed)
		}
	}
}

// However a file is cut into batches, what is wrong with it is told with its
// line and column.
func TestErrorsSayWhere(t *testing.T) {
	good := strings.ReplaceAll(collection(slices.Repeat(wild[:2], 40)...), "},{", "},\n{")
	for _, at := range []int{45, 200, len(good) / 2, len(good) - 100, len(good) - 3} {
		for _, damage := range []string{"\x00", "}", "]", `"`, ",", "{", "\xff", `\`} {
			text := good[:at] + damage + good[at:]
			want, wantFindings, wantErr := readIn(text, len(text))
			for _, batch := range []int{1, 300, 2000} {
				got, findings, err := readIn(text, batch)
				require.Equal(t, wantErr, err, "%q at %d", damage, at)
				require.Equal(t, wantFindings, findings)
				if wantErr == nil {
					same(t, want, got)
				}
			}
			strict := &file{scanner: scanner{data: []byte(text)}, batch: len(text), strict: true}
			_, _, err := strict.read()
			require.Equal(t, err, wantErr)
		}
	}
	end := strings.Index(good, "},\n{") + len("},\n")
	_, _, err := readIn(good[:end]+"\n  x"+good[end:], 100)
	assert.Equal(t, &SyntaxError{Offset: end + 3, Line: 3, Column: 3, Message: "unexpected 'x'; a value expected"}, err)
}

func FuzzBatches(f *testing.F) {
	f.Add(collection(wild...), 1)
	f.Add(collection(wild[:3]...), 200)
	f.Add(`{"features":[`+wild[0]+`,`+wild[1]+`],"type":"FeatureCollection","x":[`+wild[0]+`,`+wild[1]+`]}`, 10)
	f.Fuzz(func(t *testing.T, text string, batch int) {
		want, wantFindings, wantErr := readIn(text, len(text)+1)
		got, findings, err := readIn(text, max(batch, 1))
		require.Equal(t, wantErr, err)
		require.Equal(t, wantFindings, findings)
		if err == nil {
			same(t, want, got)
		}
	})
}

func TestLargeLayer(t *testing.T) {
	text := corpora.PointEvents(1, 47_000)
	require.Greater(t, len(text), smallSource)
	var l *Layer
	size := heap(func() any {
		var findings []report.Finding
		var err error
		l, findings, err = ParseGeoJSON(bytes.Clone(text))
		require.NoError(t, err)
		require.Empty(t, findings)
		return l
	})
	assert.Less(t, float64(size), 0.8*float64(len(text)), "memory at rest")
	assert.InEpsilon(t, size, l.Bytes(), 0.1)
	assert.NotEmpty(t, l.source.blocks)

	// From many blocks, in any order and by several at once.
	features := strings.Split(strings.TrimSuffix(string(text[len(`{"type":"FeatureCollection","features":[`)+1:]), "\n]}\n"), ",\n")
	require.Len(t, features, l.Len())
	done := make(chan int)
	for start := range 4 {
		go func() {
			wrong := 0
			for i := range 5000 {
				n := (start*11_000 + i*7919) % l.Len()
				if i%2 == 0 {
					n = (start*11_000 + i) % l.Len()
				}
				if string(l.Feature(n).JSON()) != features[n] {
					wrong++
				}
			}
			done <- wrong
		}()
	}
	for range 4 {
		assert.Zero(t, <-done)
	}
	var out bytes.Buffer
	require.NoError(t, l.WriteGeoJSON(&out, l.Select(Filter{}), true))
	assert.True(t, bytes.Equal(text, out.Bytes()))
	for _, i := range []int{0, 1, 46_999} {
		at, ok := l.Find(fmt.Sprint(i + 1))
		assert.True(t, ok)
		assert.Equal(t, i, at)
	}
}
