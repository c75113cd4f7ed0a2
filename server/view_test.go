package server

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"dateline/geo/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCut(t *testing.T) {
	for _, test := range []struct {
		in    string
		limit int
		want  string
	}{
		{"short", 10, "short"},
		{"  spaces \n\t between  ", 20, "spaces between"},
		{"exactly", 7, "exactly"},
		{"one more", 7, "one mor…"},
		{"cut, here", 4, "cut…"},
		{"Владивосток", 5, "Влади…"},
		{"a\u202eb\u2069c\x00d\ufeff", 10, "abcd"},
		{"right\u200fmark", 20, "right\u200fmark"},
		{"", 3, ""},
		{"   ", 3, ""},
	} {
		assert.Equal(t, test.want, cut(test.in, test.limit), "%q", test.in)
	}
	assert.Len(t, []rune(cut(strings.Repeat("x", 1_000_000), 240)), 241)
}

func TestWebAddress(t *testing.T) {
	assert.Equal(t, "https://example.org/a?b=c", webAddress(" https://example.org/a?b=c "))
	for _, never := range []string{"", "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:x", "data:text/html,x", "//example.org", "/path", "ftp://example.org", "https://", "https:/x", "https://" + strings.Repeat("a", 3000)} {
		assert.Empty(t, webAddress(never), never)
	}
}

func TestWords(t *testing.T) {
	for _, test := range []struct {
		text report.Text
		lang string // of the page
		want string
		attr string
	}{
		{report.Text{"en": "a"}, "en", "a", ``},
		{report.Text{"": "a"}, "en", "a", ``},
		{report.Text{"": "a"}, "en-GB", "a", ``},
		{report.Text{"": "a"}, "uk", "a", `lang="en"`},
		{report.Text{"en": "a", "uk": "б"}, "uk-UA", "б", ``},
		{report.Text{"en": "a", "uk": "б"}, "ko", "a", `lang="en"`},
		{report.Text{"he": "שלום"}, "en", "שלום", `lang="he" dir="auto"`},
		{report.Text{"": "שלום"}, "en", "שלום", `dir="auto"`},
		{report.Text{"en": "a"}, "ar", "a", `lang="en" dir="auto"`},
		{report.Text{"ar": "خبر"}, "ar", "خبر", ``},
		{report.Text{"ar": "NIS"}, "ar", "NIS", `dir="auto"`},
		{report.Text{"he": "שלום"}, "ar", "שלום", `lang="he" dir="auto"`},
		{report.Text{"pt": "b"}, "pt", "b", `lang="pt"`},
		{report.Text{"x y": "b"}, "en", "b", ``},
		{nil, "ar", "", ``},
	} {
		w := tongue{wanted: test.lang, untagged: "en"}.in(test.text, 10)
		assert.Equal(t, test.want, w.Text)
		assert.Equal(t, test.attr, string(w.Attr()), "%v in %s", test.text, test.lang)
	}
}

// axisOf is the axis of things dated as given in EDTF.
func axisOf(t *testing.T, whens ...string) (*axis, *timeView) {
	var features []string
	for _, w := range whens {
		features = append(features, `{"type":"Feature","geometry":null,"properties":{"when":"`+w+`"}}`)
	}
	v, m := testViews(t), mapOfFeatures(t, features...)
	s, err := v.show(m, "/maps/test", nil)
	require.NoError(t, err)
	return s.facets.axis, v.times(s)
}

func labels(v *timeView) string {
	var all []string
	for _, l := range v.Labels {
		all = append(all, l.Text)
	}
	return strings.Join(all, " ")
}

func TestAxisOfTheDefaultMap(t *testing.T) {
	v := testViews(t)
	s, err := v.show(defaultMap(t), "/maps/test", nil)
	require.NoError(t, err)
	a := s.facets.axis
	assert.Equal(t, "day", a.name)
	assert.Equal(t, 18, a.columns())
	assert.Equal(t, "2024-10-01", edtf(a.bounds[0]))
	strip := v.times(s)
	assert.Equal(t, "1 Oct 3 5 8 10 13 15 18 June No date", labels(strip))
	// June, the third, two entries of six days, three of eight, four exact ones
	// on two days, one of two days, one undated.
	assert.Len(t, strip.Blocks, 1+1+2*6+3*8+4+2+1)
	textures := map[string]int{}
	for _, b := range strip.Blocks {
		textures[b.Class]++
	}
	assert.Equal(t, map[string]int{"solid": 5, "may": 1 + 12 + 18, "about": 6 + 2 + 1}, textures)
}

func TestAxis(t *testing.T) {
	for _, test := range []struct {
		name    string
		whens   []string
		unit    string
		columns int
		first   string
		earlier bool
		later   bool
	}{
		{"one day", []string{"2024-05-17"}, "day", 7, "2024-05-14", false, false},
		{"days", []string{"2024-05-17", "2024-05-30"}, "day", 14, "2024-05-17", false, false},
		{"weeks", []string{"2024-01-17", "2024-06-30"}, "week", 26, "2024-01-01", false, false},
		{"months", []string{"2020-01", "2022-12"}, "month", 36, "2020-01-01", false, false},
		{"years", []string{"1975-06-01", "2020-10-01", "1990-07-04"}, "year", 46, "1975-01-01", false, false},
		{"only known to the year", []string{"2001", "2002", "2004"}, "year", 7, "1999-01-01", false, false},
		{"centuries", []string{"0900", "1950"}, "century", 11, "0900-01-01", false, false},
		{"hours", []string{"2024-05-17T03:20:00Z", "2024-05-17T21:00:00Z"}, "hour", 19, "2024-05-17", false, false},
		{"a late one", []string{"2024-05-01", "2024-05-02", "2024-05-03", "2024-05-04", "2024-05-05", "2024-05-06", "2024-05-07", "2024-05-08", "2024-05-09", "2031-01-01"}, "day", 9, "2024-05-01", false, true},
		{"before the year 0", []string{"-0044-03-15", "0014-08-19"}, "decade", 7, "-0050-01-01", false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, strip := axisOf(t, test.whens...)
			require.NotNil(t, a)
			assert.Equal(t, test.unit, a.name)
			assert.Equal(t, test.columns, a.columns())
			assert.Equal(t, test.first, edtf(a.bounds[0]))
			assert.Equal(t, test.earlier, a.earlier)
			assert.Equal(t, test.later, a.later)
			within(t, strip)
			assert.NotEmpty(t, labels(strip))
		})
	}
	a, strip := axisOf(t, "../2024", "")
	assert.Nil(t, a, "without two ends there is no axis")
	assert.Nil(t, strip)
}

// within checks that all of the picture is within the picture.
func within(t *testing.T, v *timeView) {
	for _, b := range v.Blocks {
		x, w := number(t, b.X), number(t, b.W)
		assert.True(t, x >= 0 && w > 0 && x+w <= 100.01, "%+v", b)
		y, h := number(t, b.Y), number(t, b.H)
		assert.True(t, y >= 0 && h > 0 && y+h <= axisY, "%+v", b)
	}
	for _, l := range v.Labels {
		x := number(t, l.X)
		assert.True(t, x >= 0 && x <= 100, "%+v", l)
	}
}

func number(t *testing.T, s string) float64 {
	n, err := strconv.ParseFloat(strings.TrimSuffix(s, "%"), 64)
	require.NoError(t, err)
	return n
}

func TestManyEntriesBecomeBars(t *testing.T) {
	var whens []string
	for i := range 90 {
		whens = append(whens, "2024-05-1"+strconv.Itoa(i%5))
	}
	whens = append(whens, "2024-05-10~/2024-05-12", "..")
	_, strip := axisOf(t, whens...)
	assert.Less(t, len(strip.Blocks), 12)
	within(t, strip)
}

func TestAxisSurvivesAnyPeriods(t *testing.T) {
	for _, p := range [][]period{
		{{from: math.MinInt64 + 1, to: math.MaxInt64 - 1}},
		{{from: -9e15, to: -9e15 + 1}, {from: 9e15, to: 9e15 + 1}},
		{{from: 0, to: 0}},
		{{from: 5, to: 4}},
	} {
		a := newAxis(p)
		require.NotNil(t, a)
		assert.LessOrEqual(t, a.columns(), 12*maxColumns)
		assert.GreaterOrEqual(t, a.columns(), minColumns)
	}
}

func TestSteps(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	for _, test := range []struct{ query, earlier, later string }{
		{"", "2024-10-18", "2024-10-01"},
		{"datetime=2024-10-08/2024-10-13", "2024-10-07/2024-10-12", "2024-10-09/2024-10-14"},
		{"datetime=2024-10-08", "2024-10-07", "2024-10-09"},
		{"datetime=2024-10-08/..", "2024-10-07/..", "2024-10-09/.."},
		{"datetime=../2024-10-08", "../2024-10-07", "../2024-10-09"},
	} {
		page := render(t, v.page, m, test.query)
		assert.Contains(t, page, `id="step-earlier" href="/maps/test?datetime=`+test.earlier+`"`, test.query)
		assert.Contains(t, page, `id="step-later" href="/maps/test?datetime=`+test.later+`"`, test.query)
	}
}

func TestDatesInWords(t *testing.T) {
	day := func(s string) time.Time {
		d, err := time.Parse(time.RFC3339, s)
		require.NoError(t, err)
		return d
	}
	var none time.Time
	dates := tongue{wanted: "en"}.dates
	assert.Equal(t, "8–13 October 2024", dates(day("2024-10-08T00:00:00Z"), day("2024-10-14T00:00:00Z")))
	assert.Equal(t, "8 October 2024", dates(day("2024-10-08T00:00:00Z"), day("2024-10-09T00:00:00Z")))
	assert.Equal(t, "October 2024", dates(day("2024-10-01T00:00:00Z"), day("2024-11-01T00:00:00Z")))
	assert.Equal(t, "1990–2000", dates(day("1990-01-01T00:00:00Z"), day("2001-01-01T00:00:00Z")))
	assert.Equal(t, "2024", dates(day("2024-01-01T00:00:00Z"), day("2025-01-01T00:00:00Z")))
	assert.Equal(t, "From 8 October 2024", dates(day("2024-10-08T00:00:00Z"), none))
	assert.Equal(t, "Until 13 October 2024", dates(none, day("2024-10-14T00:00:00Z")))
	assert.Equal(t, "All dates", dates(none, none))
	assert.Equal(t, "8 October 2024, 05:30 UTC to 8 October 2024, 06:00 UTC", dates(day("2024-10-08T05:30:00Z"), day("2024-10-08T06:00:00Z")))
}

func TestFacetsFollowTheMap(t *testing.T) {
	v := testViews(t)
	one, two := mapOfFeatures(t, `{"type":"Feature","geometry":null,"properties":{"kind":"a"}}`), mapOfFeatures(t, `{"type":"Feature","geometry":null,"properties":{"kind":"b"}}`)
	require.NotEqual(t, one.Version, two.Version)
	assert.Equal(t, []string{"a"}, v.facetsOf(one).kinds)
	assert.Equal(t, []string{"b"}, v.facetsOf(two).kinds)
	assert.Same(t, v.facetsOf(two), v.facetsOf(two))
}

func TestSnippet(t *testing.T) {
	s := snippet("https://maps.example/maps/x/embed?a=1&b=2", `A "title" <b>`, "https://maps.example/embed.js")
	assert.Contains(t, s, `src="https://maps.example/maps/x/embed?a=1&amp;b=2"`)
	assert.Contains(t, s, `title="A &#34;title&#34; &lt;b&gt;"`)
	assert.Contains(t, s, `sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"`)
}

func TestOptionsKeepWhatIsChosen(t *testing.T) {
	same := func(s string) string { return s }
	assert.Equal(t, []option{{"a", "a", false}, {"b", "b", true}}, options([]string{"a", "b", ""}, []string{"b"}, same))
	assert.Equal(t, []option{{"a", "a", false}, {"b,c", "b, c", true}}, options([]string{"a"}, []string{"b", "c"}, same))
}
