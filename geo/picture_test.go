package geo

import (
	"bytes"
	"context"
	"image/png"
	"os"
	"strings"
	"testing"

	"dateline/geo/corpora"
	"dateline/geo/paint"
	"dateline/geo/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func troops(t testing.TB) *Map {
	t.Helper()
	a, err := Open(quietLog, Folder{Name: "troops", FS: os.DirFS("../data/north-korean-troops")})
	require.NoError(t, err)
	return a.State().Maps[0]
}

// overSmallWorld is a painter over a made basemap.
func overSmallWorld(t testing.TB) *Painter {
	t.Helper()
	_, data := basemapFile(t, smallWorld()...)
	b, err := OpenBasemap("", section(data), ViewUN)
	require.NoError(t, err)
	return NewPainter(b)
}

func overNothing(t testing.TB) *Painter {
	t.Helper()
	b, err := OpenBasemap(NoBasemap, nil, ViewUN)
	require.NoError(t, err)
	return NewPainter(b)
}

// pictureOf is what a picture says for parameters.
func pictureOf(t testing.TB, p *Painter, m *Map, s string) *paint.Picture {
	t.Helper()
	f, err := ParseFilter(query(t, s))
	require.NoError(t, err)
	l, err := ParsePicture(query(t, s))
	require.NoError(t, err)
	l.Lang = p.tongue(m, l.Lang)
	return p.picture(m, f, l)
}

func TestWhatAPictureSays(t *testing.T) {
	m, p := troops(t), overSmallWorld(t)
	o := pictureOf(t, p, m, "")
	assert.Equal(t, "North Korean troops and Russia’s war in Ukraine", o.Title)
	assert.Equal(t, "Reports as of 18 October 2024", o.Kicker)
	assert.Contains(t, o.Intro, "The Kremlin denies using North Korean troops.")
	assert.Equal(t, []paint.KeyRow{
		{Status: report.Unconfirmed, Label: "Unconfirmed", Count: 2}, {Status: report.Claimed, Label: "Claimed", Count: 2},
		{Status: report.Denied, Label: "Claimed, denied", Count: 3}, {Label: "Statement", Count: 6},
	}, o.Key)
	assert.Equal(t, "None corroborated or confirmed", o.Headline)
	assert.Equal(t, "Borders: UN view", o.Credits, "the credits of this map are too long for a picture")
	assert.Empty(t, o.Dates)
	assert.Empty(t, o.Filter)
	assert.NotNil(t, o.Basemap)
	assert.Equal(t, 12, o.Scene.Len(), "one of 13 entries has no place")
	assert.Equal(t, "1 not drawn", o.NotDrawn)
	assert.Nil(t, o.Center)
	assert.Empty(t, pictureOf(t, p, m, "layer=events").NotDrawn, "all of these have a place")

	o = pictureOf(t, p, m, "datetime=2024-10-08/2024-10-13&status=denied&kind=movement&source=NIS&stance=claims&q=ship&view=130,43,5&pov=ne&theme=dark")
	assert.Equal(t, "8–13 October 2024", o.Dates)
	assert.Equal(t, "Claimed, denied · Movement · NIS · Claims · “ship”", o.Filter)
	assert.Equal(t, &paint.PictureCenter{Lon: 130, Lat: 43, Zoom: 5}, o.Center)
	assert.Equal(t, "Borders: Natural Earth’s view", o.Credits)
	assert.Equal(t, "dark", o.Theme.Name)
	assert.Equal(t, 1, o.Scene.Len())
	for s, want := range map[string]string{
		"datetime=../2024-10-13": "Until 13 October 2024", "datetime=2024-10-08/..": "From 8 October 2024", "datetime=2024-10": "October 2024", "datetime=..": "", "datetime=../..": "",
	} {
		assert.Equal(t, want, pictureOf(t, p, m, s).Dates, s)
	}
	assert.Equal(t, "Borders: UN view", pictureOf(t, overNothing(t), m, "").Credits+"Borders: UN view", "without borders nothing is said of them")
}

func TestPictureTitle(t *testing.T) {
	for title, want := range map[string]string{
		"Floods: what is known": "Floods: what is known",
		"Floods of October in the north of the country: what is known so far": "Floods of October in the north of the country",
		"Floods: " + strings.Repeat("a word ", 12):                            "Floods: " + strings.TrimSpace(strings.Repeat("a word ", 12)),
		"At 10:30 " + strings.Repeat("a word ", 12):                           "At 10:30 " + strings.TrimSpace(strings.Repeat("a word ", 12)),
		"": "",
	} {
		assert.Equal(t, want, pictureTitle(title))
	}
	m := troops(t)
	assert.Equal(t, "No entry matches.", pictureOf(t, overNothing(t), m, "q=nothing-of-the-kind").Headline)
}

func TestPictureOfRefuted(t *testing.T) {
	m := open(t, folder("m", "map.yaml", "credits: [{text: Somebody}]\nview: {lon: 1, lat: 2, zoom: 3}", "a.geojson",
		`{"type":"FeatureCollection","features":[
		{"type":"Feature","geometry":{"type":"Point","coordinates":[1,1]},"properties":{"kind":"event","status":"refuted","status_note":"x","sources":[]}},
		{"type":"Feature","geometry":{"type":"Point","coordinates":[9,1]},"properties":{"title":"Plain"}}]}`)).Maps[0]
	p := overNothing(t)
	o := pictureOf(t, p, m, "")
	assert.Equal(t, 1, o.Scene.Len(), "refuted ones are left out")
	assert.Empty(t, o.Key, "there is nothing to tell apart")
	assert.Equal(t, "Somebody", o.Credits)
	assert.Equal(t, &paint.PictureCenter{Lon: 1, Lat: 2, Zoom: 3}, o.Center, "the map's own view")
	o = pictureOf(t, p, m, "status=refuted,none")
	assert.Equal(t, 2, o.Scene.Len())
	assert.Len(t, o.Key, 2)
	o = pictureOf(t, p, m, "bbox=0,0,2,2")
	assert.Nil(t, o.Center)
	assert.Equal(t, &[4]float64{0, 0, 2, 2}, o.Bounds)
}

func TestTongue(t *testing.T) {
	p := overSmallWorld(t)
	m := open(t, folder("m", "map.yaml", "lang: en\ntitle: {en: A, de-AT: B}", "a.geojson",
		`{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[1,1]},"properties":{"label":{"fr":"x","zh-Hant":"y","<b>":"z"}}}]}`)).Maps[0]
	for wanted, want := range map[string]string{
		"": "en", "en": "en", "en-gb": "en", "de": "de", "de-at": "de-at", "de-at-1996": "de-at", "de-ch": "de", "fr-fr": "fr", "zh": "zh", "zh-hant-tw": "zh-hant",
		"uk": "uk", "uk-ua": "uk", "ko": "en", "xx-yy": "en", "<b>": "en",
	} {
		assert.Equal(t, want, p.tongue(m, wanted), wanted)
	}
}

// A layer of many features is drawn in a picture from tiles, and alone decides
// what is shown if nothing else is there.
func TestPictureOfALargeLayer(t *testing.T) {
	m := open(t, folder("m", "many.geojson", string(corpora.PointEvents(1, MaxEach+1)))).Maps[0]
	p := overNothing(t)
	of := func(s string) []byte {
		c, err := pictureOf(t, p, m, s).Paint(t.Context())
		b, err := finished(c, err)
		require.NoError(t, err)
		return b
	}
	all, none := of("ui=none&w=600&h=400"), of("ui=none&w=600&h=400&kind=nothing")
	assert.NotEqual(t, all, none)
	a, err := png.Decode(bytes.NewReader(all))
	require.NoError(t, err)
	inked := 0
	for x := range 600 {
		for y := range 400 {
			if a.At(x, y) != a.At(0, 0) {
				inked++
			}
		}
	}
	assert.Greater(t, inked, 1000)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = pictureOf(t, p, m, "").Paint(ctx)
	assert.ErrorIs(t, err, context.Canceled)
}

func TestTilesOfAView(t *testing.T) {
	names := func(v paint.View, z uint8) string {
		var all []string
		for _, a := range tilesOf(v, z) {
			all = append(all, a.String())
		}
		return strings.Join(all, " ")
	}
	assert.Equal(t, "1/0/0 1/1/0 1/0/1 1/1/1", names(paint.View{Zoom: 1, W: 100, H: 100, Scale: 1}, 1))
	assert.Equal(t, "1/1/0 1/0/0", names(paint.View{Lon: 180, Lat: 66, Zoom: 1, W: 100, H: 100, Scale: 1}, 1), "over the antimeridian")
	assert.Equal(t, "0/0/0", names(paint.View{Zoom: 0, W: 4000, H: 4000, Scale: 1}, 0), "each tile once")
	assert.Equal(t, "2/1/1 2/2/1 2/1/2 2/2/2", names(paint.View{Zoom: 2.4, W: 400, H: 400, Scale: 2}, 2))
	assert.Len(t, tilesOf(paint.View{Zoom: 24, W: 4096, H: 4096, Scale: 1}, 24), 17*17)
}

// One painter for all; what it remembers is bounded.
func TestPainterRemembersSoMuch(t *testing.T) {
	r := newRecent[int, int](3)
	made := 0
	get := func(n int) int { return r.get(n, func() int { made++; return n }) }
	for range 3 {
		for n := range 3 {
			assert.Equal(t, n, get(n))
		}
	}
	assert.Equal(t, 3, made)
	get(0)
	get(9)
	assert.Len(t, r.all, 3)
	made = 0
	get(0)
	assert.Zero(t, made, "that which was used last stays")
	get(1)
	assert.Equal(t, 1, made)
}

func BenchmarkPicture(b *testing.B) {
	m, p := troops(b), overSmallWorld(b)
	l, err := ParsePicture(nil)
	require.NoError(b, err)
	for b.Loop() {
		p.scenes = newRecent[string, *paint.Scene](maxScenes) // as for the first reader
		if _, err := p.Picture(m, Filter{}, l).Paint(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
