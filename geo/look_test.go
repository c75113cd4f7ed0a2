package geo

import (
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func query(t testing.TB, s string) url.Values {
	t.Helper()
	q, err := url.ParseQuery(s)
	require.NoError(t, err)
	return q
}

func TestParseBasemapLook(t *testing.T) {
	for s, want := range map[string]Look{
		"":                            {Theme: "light", Size: 256, Scale: 1, Labels: "all"},
		"theme=&size=&labels=&pov=":   {Theme: "light", Size: 256, Scale: 1, Labels: "all"},
		"theme=dark&size=512":         {Theme: "dark", Size: 512, Scale: 1, Labels: "all"},
		"theme=print&half=1":          {Theme: "print", Size: 256, Scale: 1, Half: true, Labels: "all"},
		"half=0&labels=only":          {Theme: "light", Size: 256, Scale: 1, Labels: "only"},
		"labels=none&pov=ne&map=m":    {Theme: "light", Size: 256, Scale: 1, Labels: "none", POV: "ne", Map: "m"},
		"lang=PT-br&unknown=x&size=2": {},
		"lang=PT-br&unknown=x":        {Theme: "light", Size: 256, Scale: 1, Labels: "all", Lang: "pt-br"},
	} {
		got, err := ParseBasemapLook(query(t, s), "")
		if want == (Look{}) {
			assert.Error(t, err, s)
			continue
		}
		require.NoError(t, err, s)
		assert.Equal(t, want, got, s)
		again, err := ParseBasemapLook(got.Values(), "")
		require.NoError(t, err)
		assert.Equal(t, got, again, "what Values writes is read the same")
	}
	for scale, want := range map[string]int{"": 1, "2x": 2, "3x": 3} {
		l, err := ParseLook(nil, scale)
		require.NoError(t, err)
		assert.Equal(t, want, l.Scale)
	}
}

func TestLooksThatAreNone(t *testing.T) {
	for s, want := range map[string]string{
		"theme=red":          `theme: "red"; write light, dark or print`,
		"theme=Light":        `theme: "Light"; write light, dark or print`,
		"theme=dark&theme=x": "theme: is given 2 times; give it once",
		"size=1024":          `size: "1024"; write 256 or 512`,
		"half=yes":           `half: "yes"; write 0 or 1`,
		"labels=some":        `labels: "some"; write all, none or only`,
		"pov=us":             `pov: "us"; write un or ne`,
		"lang=%3Cb%3E":       `lang: "<b>" is no language tag; write one such as en, uk or pt-BR`,
		"lang=en_US":         `is no language tag`,
		"lang=en&lang=uk":    "lang: is given 2 times",
		"map=a&map=b":        "map: is given 2 times",
		"lang=en" + strings.Repeat("-abcdefgh", 5): "is no language tag",
	} {
		_, err := ParseBasemapLook(query(t, s), "")
		var wrong *FilterError
		if assert.ErrorAs(t, err, &wrong, s) {
			assert.Contains(t, err.Error(), want)
		}
	}
	for _, scale := range []string{"1x", "4x", "2", "x", "2X", "2x@2x"} {
		_, err := ParseLook(nil, scale)
		assert.ErrorContains(t, err, "write nothing, @2x or @3x before .png")
	}
}

func TestParsePicture(t *testing.T) {
	usual := PictureLook{W: 1200, H: 630, Scale: 1, Theme: "light", UI: "full"}
	with := func(change func(*PictureLook)) PictureLook { l := usual; change(&l); return l }
	for s, want := range map[string]PictureLook{
		"":                         usual,
		"w=&h=&scale=&ui=":         usual,
		"w=1&h=4096":               with(func(l *PictureLook) { l.W, l.H = 1, 4096 }),
		"w=2048&h=2048&scale=2":    with(func(l *PictureLook) { l.W, l.H, l.Scale = 2048, 2048, 2 }),
		"bbox=120,30,150,50":       with(func(l *PictureLook) { l.Bounds = &[4]float64{120, 30, 150, 50} }),
		"bbox=170,-10,-170,10":     with(func(l *PictureLook) { l.Bounds = &[4]float64{170, -10, -170, 10} }),
		"center=130.5,43&zoom=5.5": with(func(l *PictureLook) { l.Center = &View{130.5, 43, 5.5} }),
		"view=130.5,43,5.5":        with(func(l *PictureLook) { l.Center = &View{130.5, 43, 5.5} }),
		"view=1,2,3&bbox=0,0,9,9":  with(func(l *PictureLook) { l.Center = &View{1, 2, 3} }),
		"open=events/strike":       with(func(l *PictureLook) { l.Open = "events/strike" }),
		"theme=dark&lang=uk&ui=none&pov=ne": with(func(l *PictureLook) {
			l.Theme, l.Lang, l.UI, l.POV = "dark", "uk", "none", "ne"
		}),
	} {
		got, err := ParsePicture(query(t, s))
		require.NoError(t, err, s)
		assert.Equal(t, want, got, s)
	}
	for s, want := range map[string]string{
		"w=0":                    `w: "0"; write a whole number of pixels, such as 1200`,
		"w=-5":                   "write a whole number",
		"w=1.5":                  "write a whole number",
		"w=99999999999999999999": "write a whole number",
		"h=4097":                 "h: 4097 is too much; a picture has at most 4096 pixels each way",
		"h=1366&scale=3":         "which is 1365 with scale=3",
		"scale=4":                `scale: "4"; write 1, 2 or 3`,
		"w=1&w=2":                "is given 2 times",
		"center=1,2":             "center: stands without zoom",
		"zoom=3":                 "zoom: stands without center",
		"center=1&zoom=3":        "center: 1 numbers",
		"center=1,91&zoom=3":     `"91" is no such number`,
		"center=NaN,1&zoom=3":    `"NaN" is no such number`,
		"center=Inf,1&zoom=3":    `"Inf" is no such number`,
		"center=1,1&zoom=25":     `"25" is no such number`,
		"center=1,1&zoom=-1":     "write a number from 0 to 24",
		"view=1,2":               "view: 2 numbers",
		"view=1,2,-3":            "write a number from 0 to 24",
		"view=1,2,3&zoom=1":      "view: stands beside center or zoom",
		"bbox=1,2,3":             "bbox: 3 numbers",
		"ui=all":                 `ui: "all"; write full, min or none`,
		"theme=sepia":            "write light, dark or print",
		"pov=us":                 "write un or ne",
		"lang=!":                 "is no language tag",
	} {
		_, err := ParsePicture(query(t, s))
		var wrong *FilterError
		if assert.ErrorAs(t, err, &wrong, s) {
			assert.Contains(t, err.Error(), want, s)
		}
	}
}

func TestAlt(t *testing.T) {
	m := open(t, Folder{Name: "troops", FS: os.DirFS("../data/north-korean-troops")}).Maps[0]
	for s, want := range map[string]string{
		"":                               "7 reports (2 unconfirmed; 2 claimed; 3 claimed, denied) and 6 statements; none corroborated or confirmed.",
		"status=denied":                  "3 reports (3 claimed, denied); none corroborated or confirmed.",
		"status=none":                    "6 statements.",
		"kind=movement":                  "2 reports (",
		"q=nothing-of-the-kind":          "no entries.",
		"datetime=2024-10-08/2024-10-13": "8–13 October 2024: ",
	} {
		f, err := ParseFilter(query(t, s))
		require.NoError(t, err)
		alt := m.Alt(f, "en")
		assert.Contains(t, alt, want, s)
		assert.Contains(t, alt, "Map “North Korean troops", s)
		assert.NotContains(t, alt, "\n")
	}
	for lang, want := range map[string]string{
		"uk": "Карта «North Korean troops and Russia’s war in Ukraine: what is reported, and who disputes it», до 13 жовтня 2024 включно: ",
		"ru": "(не подтверждено — 2; заявлено — 1; заявлено, отрицается — 3) и 2 высказывания; ни одно не подкреплено и не подтверждено.",
		"ko": "2024년 10월 13일까지: 보도 6건 (",
		"ar": "؛ لا خبر مدعوم بمصادر أو مؤكد.",
	} {
		f, err := ParseFilter(query(t, "datetime=../2024-10-13"))
		require.NoError(t, err)
		assert.Contains(t, m.Alt(f, lang), want, lang)
	}
	month, err := ParseFilter(query(t, "datetime=2024-10"))
	require.NoError(t, err)
	assert.Contains(t, m.Alt(month, "en"), ", October 2024: ")
	plain := open(t, folder("m", "a.geojson", points("1", "2"))).Maps[0]
	assert.Equal(t, "Map “m”: 2 entries.", plain.Alt(Filter{}, "en"))
	hostile := open(t, folder("m", "map.yaml", `title: "a\u202e\n\nb`+strings.Repeat("x", 500)+`"`, "a.geojson", points("1"))).Maps[0]
	alt := hostile.Alt(Filter{}, "en")
	assert.Less(t, len(alt), 200)
	assert.NotContains(t, alt, "\u202e")
}

// Whatever an address holds, it is refused or asks for something that can be
// painted, and says the same when written again.
func FuzzLooks(f *testing.F) {
	for _, s := range []string{"theme=dark&size=512&labels=only&half=1&lang=uk&pov=ne&map=m", "w=100&h=4096&scale=3&view=1,2,3", "center=180,-90&zoom=24&bbox=170,-10,-170,10", "w=1365&h=1365&scale=3&ui=min", "lang=a-b&theme=&w=+5&zoom=1e1"} {
		f.Add(s, "2x")
	}
	f.Fuzz(func(t *testing.T, s, scale string) {
		q, err := url.ParseQuery(s)
		if err != nil {
			return
		}
		if l, err := ParseBasemapLook(q, scale); err == nil {
			_, err := l.options().Checked()
			require.NoError(t, err)
			again, err := ParseBasemapLook(l.Values(), scale)
			require.NoError(t, err)
			require.Equal(t, l, again)
		}
		if l, err := ParsePicture(q); err == nil {
			require.True(t, l.W > 0 && l.H > 0 && l.W*l.Scale <= 4096 && l.H*l.Scale <= 4096)
			require.True(t, l.Center == nil || l.Center.Zoom >= 0 && l.Center.Zoom <= 24)
			require.NotContains(t, l.key(), "NaN")
		}
	})
}
