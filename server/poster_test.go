package server

import (
	"html"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dateline/geo"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var pictureSets = regexp.MustCompile(`(?:<source(?: media="([^"]*)")? srcset|<img src="[^"]*" srcset)="([^"]*)" width="(\d+)" height="(\d+)"`)

// A pictureSet is a source of the poster, or its image.
type pictureSet struct {
	media string
	one   url.Values // what the picture for one device px to a CSS px is asked with
	two   url.Values
	w, h  int
	// device px to a CSS px of the second
	density float64
}

func pictureSetsOf(t *testing.T, page string) []pictureSet {
	var all []pictureSet
	var err error
	for _, m := range pictureSets.FindAllStringSubmatch(page, -1) {
		one, two, ok := strings.Cut(html.UnescapeString(m[2]), ", ")
		require.True(t, ok, m[2])
		var s pictureSet
		s.media = html.UnescapeString(m[1])
		s.w, _ = strconv.Atoi(m[3])
		s.h, _ = strconv.Atoi(m[4])
		two, density, ok := strings.Cut(two, " ")
		require.True(t, ok, m[2])
		s.density, err = strconv.ParseFloat(strings.TrimSuffix(density, "x"), 64)
		require.NoError(t, err)
		for at, q := range map[string]*url.Values{one: &s.one, two: &s.two} {
			u, err := url.Parse(at)
			require.NoError(t, err)
			assert.Equal(t, "/maps/test.png", u.Path)
			*q = u.Query()
			_, err = geo.ParsePicture(*q)
			require.NoError(t, err, at)
			_, err = geo.ParseFilter(*q)
			require.NoError(t, err, at)
		}
		all = append(all, s)
	}
	return all
}

func TestPosterPictures(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	sets := pictureSetsOf(t, render(t, v.embed, m, ""))
	phone, narrow := slices.Index(posterWidths, phoneFrame), slices.Index(posterWidths, narrowFrame)
	require.Greater(t, narrow, phone)
	require.Positive(t, phone)
	each := len(posterWidths) + narrow - phone
	require.Len(t, sets, 2*each+1)
	for i, s := range sets {
		assert.Equal(t, strconv.Itoa(s.w), s.one.Get("w"))
		wide, _ := strconv.ParseFloat(s.two.Get("w"), 64)
		high, _ := strconv.ParseFloat(s.two.Get("h"), 64)
		assert.InDelta(t, s.w, 2*wide/s.density, 1.5, "as large as the first where it is shown")
		assert.InDelta(t, s.h, 2*high/s.density, 1.5)
		assert.LessOrEqual(t, wide*high, sharpest*1.01, "small")
		if s.w*s.h <= sharpest {
			assert.Equal(t, 2.0, s.density)
		}
		assert.Equal(t, "none", s.one.Get("ui"))
		assert.Equal(t, "1", s.one.Get("v"), "it may be kept for ever")
		assert.Equal(t, "2", s.two.Get("scale"))
		dark := i < each
		assert.Equal(t, dark, strings.Contains(s.media, "prefers-color-scheme: dark"))
		assert.Equal(t, map[bool]string{true: "dark", false: ""}[dark], s.one.Get("theme"))
	}
	// The first that suits is shown: narrow before wide.
	for i, w := range posterWidths {
		at := i + min(max(i-phone, 0), narrow-phone)
		if phone <= i && i < narrow { // a phone's whole screen
			assert.Contains(t, sets[at].media, "(min-height: ")
			assert.Equal(t, w-frameEdge, sets[at].w)
			assert.InDelta(t, 1.2, float64(sets[at].h)/float64(sets[at].w), 0.002)
			at++
		}
		for _, s := range []pictureSet{sets[at], sets[each+at]} {
			assert.NotContains(t, s.media, "height")
			assert.Equal(t, w-frameEdge, s.w)
			assert.Equal(t, posterHeight(s.w), s.h)
		}
	}
	assert.Equal(t, embedWidth-frameEdge, sets[len(sets)-1].w)
}

func TestPosterShowsTheState(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	first := func(query string) (pictureSet, int, string) {
		page := render(t, v.embed, m, query)
		sets := pictureSetsOf(t, page)
		return sets[0], len(sets), page
	}
	s, n, page := first("status=denied&datetime=2024-10-08/2024-10-13&lang=uk&theme=dark&view=130,43,5")
	assert.Equal(t, len(posterWidths)+slices.Index(posterWidths, narrowFrame)-slices.Index(posterWidths, phoneFrame)+1, n, "one theme")
	for name, want := range map[string]string{"status": "denied", "datetime": "2024-10-08/2024-10-13", "lang": "uk", "theme": "dark", "view": "130,43,5"} {
		assert.Equal(t, want, s.one.Get(name))
	}
	assert.Contains(t, page, `data-view="130,43,5"`)
	assert.Contains(t, page, `href="/maps/test?datetime=2024-10-08/2024-10-13&amp;lang=uk&amp;status=denied&amp;theme=dark&amp;view=130,43,5"`)

	s, _, page = first("open=events/arrival-vladivostok")
	assert.Equal(t, "events/arrival-vladivostok", s.one.Get("open"))
	assert.Contains(t, page, `.png?open=events/arrival-vladivostok`, "nor does its picture elsewhere show less")

	s, _, page = first("ui=none")
	assert.Equal(t, posterWidths[0], s.w, "no edge is round it")
	assert.Contains(t, page, `data-ui="none"`)

	// An open entry is in the middle, its card on the picture.
	s, _, page = first("open=events/gathering-khabarovsk")
	assert.Regexp(t, `^135\.\d+,46\.\d+,5\.5$`, s.one.Get("view"), "in a narrow frame above the card")
	sets := pictureSetsOf(t, page)
	wide := sets[len(sets)-1].one.Get("view")
	assert.Regexp(t, `^135\.\d+,48\.\d+,5\.5$`, wide)
	assert.Contains(t, page, `data-view="`+wide+`"`, "the map opens where the picture is")
	assert.Contains(t, page, `<h2 id="card-title" >Gathering of North Koreans suspected in Khabarovsk</h2>`)
	s, _, page = first("open=events/gathering-khabarovsk&view=20,50,4")
	assert.Equal(t, "20,50,4", s.one.Get("view"), "what is asked for goes first")
	assert.Contains(t, page, `card-title`)
	s, _, page = first("open=movements/announced-deployment")
	assert.Empty(t, s.one.Get("view"), "it has no place")
	assert.Contains(t, page, `<h2 id="card-title"`)
	_, _, page = first("open=events/none")
	assert.NotContains(t, page, `<h2 id="card-title"`)

	_, _, page = first("lang=ar")
	assert.Contains(t, text(page), "افتح الخريطة")
}

func TestPosterIsSmall(t *testing.T) {
	page := render(t, testViews(t).embed, defaultMap(t), "")
	assert.Empty(t, keysOf(page), "the list comes when it is wanted")
	assert.Equal(t, 1, strings.Count(page, "<script"))
	assert.NotContains(t, page, `rel="stylesheet"`, "its style is in it")
	assert.Contains(t, page, "<style>a>b{}</style>")
}

func TestViewOf(t *testing.T) {
	at := func(geometry string) string {
		m := mapOfFeatures(t, `{"type":"Feature","id":"a","geometry":`+geometry+`,"properties":{"title":"A"}}`)
		e, ok := m.Entry("things/a")
		require.True(t, ok)
		return viewOf(e, embedWidth)
	}
	for geometry, want := range map[string]string{
		`null`: "",
		`{"type":"Point","coordinates":[30.52345678,50.4]}`:                                   "30.5235,50.4,5.5",
		`{"type":"MultiPoint","coordinates":[[0,0],[40,0]]}`:                                  "20,0,3.5",
		`{"type":"LineString","coordinates":[[-170,0],[170,10]]}`:                             "",
		`{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}`:                  "0.5,0.5,5.5",
		`{"type":"Polygon","coordinates":[[[-60,-90],[90,-90],[90,90],[-60,90],[-60,-90]]]}`:  "15,0,2",
		`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[10,20]}]}`: "10,20,5.5",
	} {
		assert.Equal(t, want, at(geometry), geometry)
	}
}

// The page's script tells the same height to whoever holds the frame.
func TestPosterHeightIsThatOfTheScript(t *testing.T) {
	for w, want := range map[int]int{100: 180, 200: 180, 318: 286, 388: 300, 698: 319, 1000: 457, 3000: 520} {
		assert.Equal(t, want, posterHeight(w), w)
	}
	tests, err := os.ReadFile("../web/tests/page/height.test.js")
	require.NoError(t, err)
	assert.Contains(t, string(tests), "[100, 200, 318, 388, 698, 1000, 3000].map(mapHeight), [180, 180, 286, 300, 319, 457, 520]")
}
