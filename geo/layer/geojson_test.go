package layer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/geo/report"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func read(t *testing.T, text string) (*Layer, []report.Finding) {
	t.Helper()
	l, findings, err := ReadGeoJSON(strings.NewReader(text))
	require.NoError(t, err)
	return l, findings
}

func collection(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

func feature1(geometry string) string {
	return `{"type":"Feature","properties":{},"geometry":` + geometry + `}`
}

func TestGeometryTypes(t *testing.T) {
	for _, c := range []struct {
		json  string
		want  orb.Geometry
		shape report.Shape
	}{
		{`{"type":"Point","coordinates":[131.886,43.115]}`, orb.Point{131.886, 43.115}, report.ShapePoint},
		{`{"type":"Point","coordinates":[1e1,-2.5E+1,300]}`, orb.Point{10, -25}, report.ShapePoint},
		{`{"coordinates":[190,-20],"type":"Point"}`, orb.Point{190, -20}, report.ShapePoint},
		{`{"type":"Point","coordinates":[]}`, nil, report.ShapeNone},
		{`{"type":"Point","coordinates":[ ]}`, nil, report.ShapeNone},
		{`{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}`, orb.MultiPoint{{1, 2}, {3, 4}}, report.ShapePoint},
		{`{"type":"LineString","coordinates":[[1,2],[3,4]]}`, orb.LineString{{1, 2}, {3, 4}}, report.ShapeLine},
		{`{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}`, orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}, report.ShapeLine},
		{`{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}`, orb.Polygon{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}, report.ShapeArea},
		{`{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}`, orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}}, report.ShapeArea},
		{`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"LineString","coordinates":[[1,2],[3,4]]}]}`,
			orb.Collection{orb.Point{1, 2}, orb.LineString{{1, 2}, {3, 4}}}, report.ShapeMixed},
		{`{"type":"GeometryCollection","geometries":[]}`, nil, report.ShapeNone},
		{`null`, nil, report.ShapeNone},
	} {
		l, findings := read(t, collection(feature1(c.json)))
		require.Equal(t, 1, l.Len(), c.json)
		assert.Empty(t, findings, c.json)
		assert.Equal(t, c.want, l.Feature(0).Geometry(), c.json)
		assert.Equal(t, c.shape, l.Feature(0).Shape(), c.json)
	}
}

// A bad feature is left out and told with its place; its neighbours stay.
func TestBadFeatures(t *testing.T) {
	for _, c := range []struct{ feature, field, message string }{
		{`7`, "", "is a number"},
		{`{"type":"Feture","geometry":null,"properties":null}`, "type", `is "Feture"`},
		{`{"geometry":null,"properties":null}`, "type", "is missing"},
		{`{"type":"Feature","id":true,"geometry":null,"properties":null}`, "id", "is a boolean"},
		{`{"type":"Feature","geometry":[1,2],"properties":null}`, "geometry", "is an array"},
		{`{"type":"Feature","geometry":null,"properties":"x"}`, "properties", "is a string"},
		{feature1(`{}`), "geometry", "has no type"},
		{feature1(`{"type":"Pont","coordinates":[1,2]}`), "geometry.type", `"Pont" is no geometry type`},
		{feature1(`{"type":"Point"}`), "geometry", "a Point has no array of coordinates"},
		{feature1(`{"type":"Point","coordinates":[1]}`), "geometry.coordinates", "a position has 1 numbers"},
		{feature1(`{"type":"Point","coordinates":["1","2"]}`), "geometry.coordinates", "holds a string instead of a number"},
		{feature1(`{"type":"Point","coordinates":[[1,2]]}`), "geometry.coordinates", "holds an array instead of a number"},
		{feature1(`{"type":"Point","coordinates":[43.1,131.9]}`), "geometry.coordinates", "latitude 131.9 is outside ±90"},
		{feature1(`{"type":"Point","coordinates":[14681000,5331000]}`), "geometry.coordinates", "is not in degrees"},
		{feature1(`{"type":"Point","coordinates":[1e999,0]}`), "geometry.coordinates", "1e999 is too large"},
		{feature1(`{"type":"LineString","coordinates":[[1,2]]}`), "geometry.coordinates", "1 positions where 2 or more"},
		{feature1(`{"type":"LineString","coordinates":[[1,2],[3,99]]}`), "geometry.coordinates[1]", "latitude 99"},
		{feature1(`{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]],[[0,0],[1,0]]]}`), "geometry.coordinates[1]", "2 positions where 3"},
		{feature1(`{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[0,0],[1,0],[1,"x"],[0,0]]]]}`), "geometry.coordinates[1][0][2]", "holds a string"},
		{feature1(`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"Point","coordinates":[1,200]}]}`), "geometry.geometries[1].coordinates", "latitude 200"},
	} {
		good := `{"type":"Feature","id":"good","geometry":null,"properties":null}`
		l, findings := read(t, collection(good, "\n"+c.feature, feature1("null")))
		require.Equal(t, 2, l.Len(), c.feature)
		require.Len(t, findings, 1, c.feature)
		f := findings[0]
		assert.Equal(t, 2, f.Feature)
		assert.Equal(t, 2, f.Line)
		assert.Equal(t, c.field, f.Field, c.feature)
		assert.Contains(t, f.Message, c.message, c.feature)
		assert.NotEmpty(t, f.Fix, c.feature)
		assert.Equal(t, []int{1, 3}, []int{l.Feature(0).Ordinal(), l.Feature(1).Ordinal()})
	}
}

// A file that is no GeoJSON is refused with a sentence.
func TestRefusedFiles(t *testing.T) {
	for text, message := range map[string]string{
		``:                             "the file is empty",
		" \r\n":                        "the file is empty",
		`[]`:                           "the file holds an array",
		`"x"`:                          "the file holds a string",
		`{}`:                           `no "type"`,
		`{"type":"FeatureCollection"}`: "without an array of features",
		`{"type":"FeatureCollection","features":{}}`:               "without an array of features",
		`{"type":"Topology","objects":{}}`:                         "TopoJSON",
		`{"type":"Foo"}`:                                           `type "Foo" is not GeoJSON's`,
		`{"type":"FeatureCollection","features":[]} x`:             "line 1, column 44: unexpected 'x'; the end of the file expected",
		"{\"type\":\n \"FeatureCollection\",\n \"features\":[1,]":  "line 3, column 16",
		`{"type":"FeatureCollection","features":[`:                 "the file ends here",
		"{\"type\":\"\xff\"}":                                      "not UTF-8",
		`{"type":"FeatureCollection","features":[],"features":[]}`: "a second member",
		strings.Repeat("[", 100_000):                               "nested more than",
	} {
		_, _, err := ReadGeoJSON(strings.NewReader(text))
		require.Error(t, err, text)
		assert.Contains(t, err.Error(), message, text)
	}
}

func TestOtherForms(t *testing.T) {
	point := `{"type":"Point","coordinates":[1,2]}`
	for _, text := range []string{
		"\xEF\xBB\xBF" + collection(feature1(point)),
		strings.ReplaceAll(collection("\n"+feature1(point)+"\n"), "\n", "\r\n"),
		feature1(point),
		point,
		`{"features":[` + feature1(point) + `],"name":"after","type":"FeatureCollection"}`,
	} {
		l, findings := read(t, text)
		require.Equal(t, 1, l.Len(), text)
		assert.Empty(t, findings)
		assert.Equal(t, orb.Point{1, 2}, l.Feature(0).Geometry())
	}
}

func TestFindingsThatKeepTheFeature(t *testing.T) {
	open := feature1(`{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}`)
	l, findings := read(t, collection(open))
	require.Len(t, findings, 1)
	assert.Contains(t, findings[0].Message, "not closed")
	assert.Equal(t, orb.Polygon{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}}, l.Feature(0).Geometry())

	l, findings = read(t, `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3857"}},"features":[]}`)
	require.Len(t, findings, 1)
	assert.Contains(t, findings[0].Message, "EPSG:3857")
	assert.Zero(t, l.Len())

	same := `{"type":"Feature","id":%s,"geometry":null,"properties":null}`
	l, findings = read(t, collection(fmt.Sprintf(same, "5"), fmt.Sprintf(same, `"5"`)))
	require.Len(t, findings, 1)
	assert.Contains(t, findings[0].Message, "also the id of feature 1")
	assert.Equal(t, 2, l.Len())
}

func TestFind(t *testing.T) {
	l, _ := read(t, collection(
		`{"type":"Feature","id":"a/b é","geometry":null,"properties":null}`,
		`{"type":"Feature","id":12,"geometry":null,"properties":null}`,
		`{"type":"Bad"}`,
		`{"type":"Feature","geometry":null,"properties":null}`))
	for i := range l.Len() {
		found, ok := l.Find(l.Feature(i).Address())
		assert.True(t, ok)
		assert.Equal(t, i, found)
	}
	assert.Equal(t, "~4", l.Feature(2).Address())
	for _, address := range []string{"", "~", "~1", "~3", "~04", "~-1", "~99999999999999999999", "13"} {
		_, ok := l.Find(address)
		assert.False(t, ok, address)
	}
}

// Features come out as the bytes that went in, and foreign members with them.
func TestWriteGeoJSON(t *testing.T) {
	text := `{"type":"FeatureCollection","name":"a \"b\"","bbox":[1,2,3,4],"features":[
{"type":"Feature", "geometry":{"type":"Point","coordinates":[1.50, 2]},"properties":{"n":1.0,"x":"é"},"extra":[1]},
{"type":"Feature","id":7,"geometry":null,"properties":null}
]}
`
	l, _ := read(t, text)
	var all, some bytes.Buffer
	require.NoError(t, l.WriteGeoJSON(&all, l.Select(Filter{}), true))
	assert.Equal(t, text, all.String())
	require.NoError(t, l.WriteGeoJSON(&some, slices.Values([]int{1}), false))
	assert.JSONEq(t, `{"type":"FeatureCollection","name":"a \"b\"","features":[{"type":"Feature","id":7,"geometry":null,"properties":null}]}`, some.String())
}

func FuzzReadGeoJSON(f *testing.F) {
	f.Add(collection(feature1(`{"type":"Point","coordinates":[1,2]}`)))
	f.Add(collection(feature1(`{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}`)))
	f.Add(`{"type":"GeometryCollection","geometries":[{"type":"LineString","coordinates":[[-179,0],[181,1]]}]}`)
	f.Add(`{"type":"Feature","id":"é","geometry":null,"properties":{"when":"2024-10-08/..","sources":[{"stance":"claims"}]}}`)
	f.Fuzz(func(t *testing.T, text string) {
		l, _, err := ReadGeoJSON(strings.NewReader(text))
		if err != nil {
			return
		}
		// What is served must be JSON and read back as the same.
		var out bytes.Buffer
		require.NoError(t, l.WriteGeoJSON(&out, l.Select(Filter{}), true))
		require.True(t, json.Valid(out.Bytes()), "%q", out.String())
		again, _, err := ReadGeoJSON(&out)
		require.NoError(t, err)
		require.Equal(t, l.Len(), again.Len())
		for i := range l.Len() {
			require.Equal(t, l.Feature(i).Geometry(), again.Feature(i).Geometry())
		}
		for range l.Select(Filter{BBox: &Box{170, -10, -170, 10}, Q: "a"}) {
		}
		require.NoError(t, l.WriteCSV(&out, l.Select(Filter{})))
	})
}
