package layer

import (
	"bytes"
	"strings"
	"testing"

	"dateline/geo/report"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func readCSV(t *testing.T, text string) (*Layer, []report.Finding) {
	t.Helper()
	l, findings, err := ReadCSV(strings.NewReader(text))
	require.NoError(t, err)
	return l, findings
}

func TestCSVPlaces(t *testing.T) {
	for _, text := range []string{
		"lat,lon\n43.115,131.886\n",
		"\xEF\xBB\xBFLatitude,Longitude\r\n43.115,131.886\r\n",
		"y;x\n43,115;131,886\n",
		"lng\tlat\n131.886\t43.115\n",
		"wkt\nPOINT (131.886 43.115)\n",
		"geom\nSRID=4326;POINT(131.886 43.115)\n",
		"geometry\n\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[131.886,43.115]}\"\n",
	} {
		l, findings := readCSV(t, text)
		assert.Empty(t, findings, text)
		require.Equal(t, 1, l.Len(), text)
		assert.Equal(t, orb.Point{131.886, 43.115}, l.Feature(0).Geometry(), text)
	}
}

func TestWKT(t *testing.T) {
	for text, want := range map[string]orb.Geometry{
		"POINT Z (1 2 3)":                  orb.Point{1, 2},
		"point zm(1 2 3 4)":                orb.Point{1, 2},
		"POINT M (1 2 3)":                  orb.Point{1, 2},
		"POINT(1 2 3)":                     orb.Point{1, 2},
		"LINESTRING Z (1 2 3,4 5 6)":       orb.LineString{{1, 2}, {4, 5}},
		"POLYGON ((0 0, 1 0, 1 1, 0 0))":   orb.Polygon{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}},
		"MULTIPOINT ((1 2), (3 4))":        orb.MultiPoint{{1, 2}, {3, 4}},
		"GEOMETRYCOLLECTION (POINT (1 2))": orb.Collection{orb.Point{1, 2}},
		"POINT EMPTY":                      nil,
		"POLYGON Z EMPTY":                  nil,
	} {
		l, findings := readCSV(t, "wkt\n\""+text+"\"\n")
		assert.Empty(t, findings, text)
		require.Equal(t, 1, l.Len(), text)
		assert.Equal(t, want, l.Feature(0).Geometry(), text)
	}
}

func TestCSVProperties(t *testing.T) {
	l, findings := readCSV(t, "id,name,code,n,lat,lon\na,Ussuriysk,007,1.5,,\n12,\"a, \"\"b\"\"\",x,2,43.8,131.9\n")
	assert.Empty(t, findings)
	require.Equal(t, 2, l.Len())
	assert.JSONEq(t, `{"type":"Feature","id":"a","geometry":null,"properties":{"name":"Ussuriysk","code":"007","n":1.5}}`, string(l.Feature(0).JSON()))
	assert.JSONEq(t, `{"type":"Feature","id":12,"geometry":{"type":"Point","coordinates":[131.9,43.8]},"properties":{"name":"a, \"b\"","code":"x","n":2}}`,
		string(l.Feature(1).JSON()))
	assert.Equal(t, []string{
		`column "id" is the feature's id`,
		`column "name" is a property of that name, as text`,
		`column "code" is a property of that name, as text`,
		`column "n" is a property of that name, as a number`,
		`column "lat" is latitude in degrees`,
		`column "lon" is longitude in degrees`,
	}, l.Notes())
}

// One source fits into columns; more of the model is JSON in a cell.
func TestCSVReports(t *testing.T) {
	l, _ := readCSV(t, strings.Join([]string{
		"id,kind,title,title_uk,status,when,place,precision,lat,lon,count_of,count_min,count_max,source_id,source_name,stance,source_url,corrections",
		`a,event,Gathering,Збір,claimed,2024-10-11~/2024-10-18~,Ussuriysk,settlement,43.797,131.952,soldiers,10,20,nis,NIS,claims,https://example.org/,"[{""rev"":1,""note"":""x""}]"`,
	}, "\n"))
	assert.JSONEq(t, `{"kind":"event","title":{"und":"Gathering","uk":"Збір"},"status":"claimed","when":"2024-10-11~/2024-10-18~",
		"place":{"name":"Ussuriysk","precision":"settlement"},"counts":[{"of":"soldiers","min":10,"max":20}],
		"sources":[{"id":"nis","name":"NIS","stance":"claims","url":"https://example.org/"}],"corrections":[{"rev":1,"note":"x"}]}`,
		string(propertiesOf(l.Feature(0).JSON())))
	r := l.Feature(0).Report()
	assert.True(t, r.Reported)
	assert.Equal(t, report.Claimed, r.Status)
	assert.Equal(t, "Збір", r.Title.In("uk"))
}

// A place that holds more than its name is JSON, as in tables that we write.
func TestCSVPlaceAsJSON(t *testing.T) {
	l, findings := readCSV(t, "source_name,stance,source_citation,status,kind,place\nA,claims,x,claimed,event,\"{\"\"name\"\":{\"\"en\"\":\"\"Seoul\"\"},\"\"precision\"\":\"\"settlement\"\"}\"\n")
	assert.Empty(t, findings)
	place := l.Feature(0).Report().Place
	assert.Equal(t, "Seoul", place.Name.In("en"))
	assert.Equal(t, report.Settlement, place.Precision)
}

// Without a column of sources a table is an ordinary one, and its columns keep
// their names, but for the date.
func TestCSVOrdinary(t *testing.T) {
	l, _ := readCSV(t, "country,place,date,status\nRU,x,2024-10-03,open\n")
	assert.JSONEq(t, `{"country":"RU","place":"x","when":"2024-10-03","status":"open"}`, string(propertiesOf(l.Feature(0).JSON())))
	l, _ = readCSV(t, "date\n10/03/2024\n")
	assert.JSONEq(t, `{"date":"10/03/2024"}`, string(propertiesOf(l.Feature(0).JSON())))
}

func TestBadRows(t *testing.T) {
	for _, c := range []struct{ text, field, message string }{
		{"lat,lon\n1,2\n1\n", "", "the row has 1 cells where the header has 2"},
		{"lat,lon\n1,2\nx,3\n", "lon", `latitude "x", longitude "3" is no place`},
		{"lat,lon\n1,2\n,3\n", "lon", `latitude "", longitude "3" is no place`},
		{"lat,lon\n1,2\nNaN,3\n", "lon", "is no place"},
		{"lat,lon\n1,2\n95,3\n", "geometry.coordinates", "latitude 95 is outside"},
		{"wkt\nPOINT(1 2)\nPINT(1 2)\n", "wkt", `"PINT(1 2)" is no WKT`},
		{"stance,sources\n,\n,{\n", "sources", "is no JSON"},
		{"stance,sources\n,\nclaims,[]\n", "sources", "which another column gives too"},
		{"a\n1\n\xff\n", "a", "is not UTF-8"},
	} {
		l, findings := readCSV(t, c.text)
		assert.Equal(t, 1, l.Len(), c.text)
		require.NotEmpty(t, findings, c.text)
		f := findings[len(findings)-1]
		assert.Equal(t, 2, f.Feature, c.text)
		assert.Equal(t, 3, f.Line, c.text)
		assert.Equal(t, c.field, f.Field, c.text)
		assert.Contains(t, f.Message, c.message, c.text)
	}
}

func TestRefusedTables(t *testing.T) {
	for text, message := range map[string]string{
		"":                 "the file is empty",
		"\n \n":            "the file is empty",
		"lat,name\n1,x\n":  `the header has "lat" alone`,
		"a,a\n1,2\n":       `columns 1 and 2 are both named "a"`,
		"a,b\n\"x,1\n":     "line 2",
		"a,b\nx\"y\",1\n":  "a quote",
		"\xff\xfe,b\n1,2 ": "not UTF-8",
	} {
		_, _, err := ReadCSV(strings.NewReader(text))
		require.Error(t, err, text)
		assert.Contains(t, err.Error(), message, text)
	}
}

// What is exported as a table reads back as the same features.
func TestCSVRoundTrip(t *testing.T) {
	for _, text := range []string{
		collection(
			`{"type":"Feature","id":"a","geometry":{"type":"Point","coordinates":[131.886,43.115]},"properties":{"t":"é, \"q\"","n":1.5,"b":true,"o":{"k":[1]}}}`,
			`{"type":"Feature","id":"b","geometry":null,"properties":{"n":2}}`),
		collection(
			feature1(`{"type":"LineString","coordinates":[[1,2],[3,4]]}`),
			feature1(`{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}`)),
	} {
		before, _ := read(t, text)
		var table, again bytes.Buffer
		require.NoError(t, before.WriteCSV(&table, before.Select(Filter{})))
		after, findings := readCSV(t, table.String())
		assert.Empty(t, findings, table.String())
		require.Equal(t, before.Len(), after.Len())
		for i := range before.Len() {
			assert.Equal(t, before.Feature(i).Geometry(), after.Feature(i).Geometry())
			assert.Equal(t, before.Feature(i).ID(), after.Feature(i).ID())
		}
		require.NoError(t, after.WriteCSV(&again, after.Select(Filter{})))
		assert.Equal(t, table.String(), again.String())
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add("lat,lon,title\n43.115,131.886,x\n")
	f.Add("wkt;when\nPOINT (1 2);2024-10\n")
	f.Add("source_name,stance,place,title_uk,sources\na,claims,b,c,\"[{}]\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		l, _, err := ReadCSV(strings.NewReader(text))
		if err != nil {
			return
		}
		var out bytes.Buffer
		require.NoError(t, l.WriteGeoJSON(&out, l.Select(Filter{}), true))
		again, _, err := ReadGeoJSON(&out)
		require.NoError(t, err)
		require.Equal(t, l.Len(), again.Len())
	})
}
