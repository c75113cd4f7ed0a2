package paint

import (
	"bytes"
	"context"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"dateline/geo/layer"
	"dateline/geo/raster"
	"dateline/geo/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// troops are the marks of the default map, in the order of its list.
var troops = sync.OnceValue(func() []Mark {
	type ranked struct {
		rank float64
		mark Mark
	}
	var all []ranked
	for _, name := range []string{"movements", "events", "statements"} {
		file, err := os.ReadFile(filepath.Join("..", "..", "data", "north-korean-troops", name+".geojson"))
		if err != nil {
			panic(err)
		}
		l, _, err := layer.ReadGeoJSON(bytes.NewReader(file))
		if err != nil {
			panic(err)
		}
		for i := range l.Len() {
			f := l.Feature(i)
			m := MarkOf(f, f.Report(), "en")
			m.Key = name + "/" + m.Key
			all = append(all, ranked{f.Rank(), m})
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		switch {
		case a.rank < b.rank:
			return -1
		case a.rank > b.rank:
			return 1
		}
		return 0
	})
	marks := make([]Mark, len(all))
	for i := range all {
		marks[i] = all[i].mark
	}
	return marks
})

// testBasemap is the basemap that ships with the program, for tests that may
// share what it remembers.
var testBasemap = sync.OnceValue(func() *Basemap {
	b, err := openBasemap()
	if err != nil {
		panic(err)
	}
	return b
})

// social is the picture of the default map.
func social() *Picture {
	return &Picture{
		W: 1200, H: 630, Lang: "en", Scene: NewScene(troops()), Basemap: testBasemap(),
		Title:  "North Korean troops and Russia’s war in Ukraine",
		Kicker: "Reports as of 18 October 2024",
		Intro:  "NIS, South Korea’s intelligence service, claims that 1,500 soldiers went to Vladivostok by ship. The Kremlin denies using North Korean troops. NATO’s head sees no evidence that they fight.",
		Key: []KeyRow{
			{Status: report.Unconfirmed, Label: "Unconfirmed", Count: 2},
			{Status: report.Claimed, Label: "Claimed", Count: 3},
			{Status: report.Denied, Label: "Claimed, denied", Count: 2},
			{Status: report.Corroborated, Label: "Corroborated"},
			{Status: report.Confirmed, Label: "Confirmed"},
			{Label: "Statement", Count: 6},
		},
		Headline: "None corroborated or confirmed",
		Credits:  "Borders: UN view · Natural Earth · GeoNames",
	}
}

// pictures are edits of the social picture that show something of everything.
var pictures = map[string]func(p *Picture){
	"social": func(p *Picture) {},
	"long":   lengthened,
	"filtered": func(p *Picture) {
		lengthened(p)
		p.Dates, p.Filter = "1–13 Oct 2024", "only unconfirmed, claimed"
	},
	"dark":   func(p *Picture) { p.Theme = &Dark },
	"print":  func(p *Picture) { p.Theme = &Print },
	"embed":  func(p *Picture) { p.UI, p.W, p.H = UINone, 698, 316 },
	"min":    func(p *Picture) { p.UI, p.W, p.H = UIMin, 700, 400 },
	"phone":  func(p *Picture) { p.UI, p.W, p.H = UIMin, 390, 400 },
	"page":   func(p *Picture) { p.UI, p.W, p.H = UINone, 848, 640 },
	"page2x": func(p *Picture) { p.UI, p.W, p.H, p.Scale = UINone, 848, 640, 2 },
	"small":  func(p *Picture) { p.W, p.H = 300, 200; lengthened(p) },
	"tiny":   func(p *Picture) { p.W, p.H = 120, 60 },
	"bare":   func(p *Picture) { p.UI, p.W, p.H = UINone, 300, 200 },
	"card":   func(p *Picture) { p.W, p.H = 600, 315; lengthened(p) },
	"square": func(p *Picture) { p.W, p.H = 1080, 1080; lengthened(p) },
	"tall":   func(p *Picture) { p.W, p.H = 1080, 1350 },
	"banner": func(p *Picture) { p.W, p.H = 1500, 500 },
	"bounds": func(p *Picture) { p.UI, p.Bounds = UINone, &[4]float64{170, -30, -160, 10} },
	"world":  func(p *Picture) { p.UI, p.Center = UIMin, &PictureCenter{Lon: 60, Lat: 30, Zoom: 1.5} },
	"arabic": func(p *Picture) {
		p.Lang, p.Title = "ar", "قوات كورية شمالية وحرب روسيا في أوكرانيا"
		p.Kicker, p.Intro = "التقارير حتى 18 أكتوبر 2024", "تقول المخابرات الكورية الجنوبية إن 1500 جندي نُقلوا بحراً إلى فلاديفوستوك. وينفي الكرملين ذلك."
		p.Key = []KeyRow{{Status: report.Claimed, Label: "ادعاء", Count: 3}, {Status: report.Denied, Label: "ادعاء مع نفي", Count: 2}}
		p.Headline = "لا شيء مؤكد"
	},
	"korean": func(p *Picture) {
		p.Lang, p.Title = "ko", "북한군과 러시아의 우크라이나 전쟁: 무엇이 보도되었고 누가 반박하는가"
		p.Intro = "한국 국가정보원은 특수부대 1,500명이 배로 블라디보스토크로 이동했다고 밝혔다. 크렘린은 이를 부인한다."
	},
	"endless": endless,
}

func lengthened(p *Picture) {
	p.Title = "North Korean troops and Russia’s war in Ukraine: what is reported, and who disputes it"
	p.Intro = "South Korea’s intelligence service (NIS) says 1,500 special forces were shipped to Vladivostok and that more will follow. The Kremlin denies using North Korean troops. NATO’s head sees no evidence that they fight."
}

func endless(p *Picture) {
	p.Title, p.Intro = strings.Repeat("Supercalifragilistic", 400), strings.Repeat("word ", 5000)
	p.Headline, p.Credits, p.Kicker = strings.Repeat("none ", 900), strings.Repeat("credit ", 900), strings.Repeat("kicker ", 900)
	p.Dates, p.Filter = strings.Repeat("date", 900), strings.Repeat("filter ", 900)
	p.Key = nil
	for range 40 {
		p.Key = append(p.Key, KeyRow{Status: report.Claimed, Label: strings.Repeat("label ", 90), Count: 1 << 40})
	}
}

// Shows all pictures, on the basemap if there is one.
func TestPictures(t *testing.T) {
	for name, edit := range pictures {
		t.Run(name, func(t *testing.T) {
			p := social()
			edit(p)
			c, err := p.Paint(context.Background())
			require.NoError(t, err)
			assert.Equal(t, p.W*max(1, p.Scale), c.W)
			show(t, c, name+".png")
			again, err := p.Paint(context.Background())
			require.NoError(t, err)
			assert.Equal(t, c.Pix, again.Pix, "the same twice")
			for i := 3; i < len(c.Pix); i += 4 {
				if c.Pix[i] != 255 {
					t.Fatal("a picture is opaque")
				}
			}
		})
	}
}

// Without a basemap, so that only what is drawn here is compared.
func TestPictureGolden(t *testing.T) {
	for _, name := range []string{"card", "phone", "small"} {
		p := social()
		pictures[name](p)
		p.Basemap = nil
		c, err := p.Paint(context.Background())
		require.NoError(t, err)
		golden(t, c, "picture-"+name)
	}
	p := social()
	pictures["arabic"](p)
	p.Basemap, p.W, p.H, p.Theme = nil, 600, 315, &Dark
	c, err := p.Paint(context.Background())
	require.NoError(t, err)
	golden(t, c, "picture-arabic")
}

// A text never leaves the panel, however long it is.
func TestTextsStayInThePanel(t *testing.T) {
	for _, arabic := range []bool{false, true} {
		p := social()
		endless(p)
		p.Basemap = nil
		if arabic {
			p.Title = strings.Repeat("قوات كورية ", 400)
		}
		c, err := p.Paint(context.Background())
		require.NoError(t, err)
		margins := [][2]int{{0, 30}, {panelWidth - 12, panelWidth - 2}}
		if arabic {
			margins = [][2]int{{1200 - 30, 1200}, {1200 - panelWidth + 2, 1200 - panelWidth + 12}}
		}
		for _, m := range margins {
			for y := range c.H {
				for x := m[0]; x < m[1]; x++ {
					require.Equal(t, Light.Page, c.At(x, y), "at %d, %d", x, y)
				}
			}
		}
		for x := range 20 {
			require.Equal(t, Light.Page, c.At(margins[0][0]+x, c.H-3))
		}
	}
}

func TestPictureIsChecked(t *testing.T) {
	for _, edit := range []func(p *Picture){
		func(p *Picture) { p.W = 0 }, func(p *Picture) { p.H = -1 }, func(p *Picture) { p.W = 4097 },
		func(p *Picture) { p.W, p.Scale = 2049, 2 }, func(p *Picture) { p.H = 1 << 62 },
	} {
		p := social()
		edit(p)
		_, err := p.Paint(context.Background())
		require.ErrorIs(t, err, ErrPictureSize)
	}
	p := social()
	p.Scale = 4
	_, err := p.Paint(context.Background())
	require.ErrorIs(t, err, ErrOptions)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = social().Paint(ctx)
	require.ErrorIs(t, err, context.Canceled)
}

// Every size is painted, with or without anything to show.
func TestPicturesOfAllSizes(t *testing.T) {
	nan := math.NaN()
	for _, size := range [][2]int{{1, 1}, {1, 4096}, {4096, 1}, {17, 33}, {300, 200}, {200, 300}, {1000, 80}, {640, 640}} {
		for _, ui := range []UI{UINone, UIMin, UIFull, "nonsense"} {
			for _, edit := range []func(p *Picture){
				func(p *Picture) {}, endless, func(p *Picture) { *p = Picture{} }, func(p *Picture) { p.Scene = NewScene(nil) },
				func(p *Picture) { p.Bounds = &[4]float64{nan, nan, nan, nan} }, func(p *Picture) { p.Bounds = &[4]float64{1e9, 90, -1e9, -90} },
				func(p *Picture) { p.Center = &PictureCenter{nan, 0, 1e9} }, func(p *Picture) { p.Center = &PictureCenter{1e12, 89, -1e9} },
				func(p *Picture) { p.TiledBounds = &[4]float64{-180, -85, 180, 85} },
			} {
				p := social()
				edit(p)
				p.W, p.H, p.UI = size[0], size[1], ui
				c, err := p.Paint(context.Background())
				require.NoError(t, err, "%v %s", size, ui)
				c.Release()
			}
		}
	}
}

func TestTiledIsDrawnOnMapAndInsets(t *testing.T) {
	p := social()
	p.Basemap = nil
	var views []View
	p.Tiled = func(_ context.Context, c *raster.Canvas, v View) error {
		views = append(views, v)
		var all raster.Path
		all.Rect(0, 0, float32(c.W), float32(c.H)) // the canvas is clipped to the view
		c.Fill(&all, raster.Solid(color.NRGBA{R: 255, A: 255}))
		return nil
	}
	c, err := p.Paint(context.Background())
	require.NoError(t, err)
	require.Len(t, views, 2)
	assert.Equal(t, Light.Page, c.At(5, 5))
	assert.Equal(t, color.NRGBA{R: 255, A: 255}, c.At(1190, 5))
	assert.InDelta(t, 748, views[0].W, 1)
	assert.Less(t, views[1].W, float32(300))
}

func BenchmarkPicture(b *testing.B) {
	testBasemap() // opened before time counts
	b.Run("warm", func(b *testing.B) {
		p := social()
		for b.Loop() {
			c, err := p.Paint(context.Background())
			require.NoError(b, err)
			b.ReportMetric(float64(len(c.PNG(nil, raster.PNGOptions{}))), "bytes")
			c.Release()
		}
	})
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			p := social()
			p.Basemap = newBasemap(b)
			c, err := p.Paint(context.Background())
			require.NoError(b, err)
			b.ReportMetric(float64(len(c.PNG(nil, raster.PNGOptions{}))), "bytes")
			c.Release()
		}
	})
}

func TestNamesAreWrittenOnce(t *testing.T) {
	require.NotNil(t, testBasemap(), "data/basemap.pmtiles")
	painted := func(written []string) []byte {
		c := raster.New(800, 600)
		v := View{Lon: 127, Lat: 40, Zoom: 5, W: 800, H: 600, Scale: 1}
		require.NoError(t, testBasemap().labelsBut(context.Background(), c, v, TileOptions{}, &Taken{}, written, nil, true))
		return c.Pix
	}
	all := painted(nil)
	assert.NotEqual(t, all, painted([]string{nameOfPlace("North Korea")}))
	assert.Equal(t, all, painted([]string{nameOfPlace("Elsewhere")}))
}

// The picture that others show beside a link is small enough for all of them.
func TestSocialPictureIsSmall(t *testing.T) {
	require.NotNil(t, testBasemap(), "data/basemap.pmtiles")
	for _, theme := range []*Theme{&Light, &Dark, &Print} {
		p := social()
		p.Theme = theme
		c, err := p.Paint(context.Background())
		require.NoError(t, err)
		assert.LessOrEqual(t, len(c.PNG(nil, raster.PNGOptions{})), 200_000, "PNG ≤ 200 KB")
		c.Release()
	}
}

// A picture of Kashmir names India, whose place is out of it, and one of the Far
// East does not write Mongolia in China: the name would have to cross a border.
func TestNamesMoveOnPlainGround(t *testing.T) {
	require.NotNil(t, testBasemap(), "data/basemap.pmtiles")
	o, err := TileOptions{}.Checked()
	require.NoError(t, err)
	c := raster.New(748, 630)
	draw := func(lon, lat float64) (w window, plain *plainGround) {
		v := View{Lon: lon, Lat: lat, Zoom: 5, W: 748, H: 630, Scale: math.Sqrt2}
		require.NoError(t, testBasemap().Ground(t.Context(), c, v, o))
		w, err := viewWindow(c, v)
		require.NoError(t, err)
		return w, newPlainGround(c, &Light)
	}
	names := func(w window, ground *plainGround) (all []string, moved int) {
		placed, err := testBasemap().places.inView(t.Context(), w, o, &Taken{}, ground)
		require.NoError(t, err)
		for _, l := range placed {
			if l.class > seaLabel {
				continue
			}
			all = append(all, l.lines[0])
			if l.by != (xy{}) {
				moved++
				at := w.canvasBox(l.spots[l.spot].boxes[0].at(l.x+l.turn*w.world/w.unit+l.by[0], l.y+l.by[1]))
				assert.True(t, ground.plain(at, landKind) || ground.plain(at, waterKind), "%v", l.lines)
			}
		}
		return all, moved
	}
	w, plain := draw(131, 43.2)
	east, _ := names(w, plain)
	for _, name := range []string{"RUSSIA", "CHINA", "JAPAN", "SOUTH KOREA"} {
		assert.Contains(t, east, name)
	}
	assert.NotContains(t, east, "MONGOLIA")

	w, g := draw(78, 33)
	before, _ := names(w, nil)
	after, moved := names(w, g)
	assert.NotContains(t, before, "INDIA")
	assert.Contains(t, after, "INDIA")
	assert.Positive(t, moved)
	// A wall between a name and the room for it holds it back.
	for i := range g.kinds {
		if i%c.W%24 == 0 {
			g.kinds[i] = mixedKind
		}
	}
	walled, moved := names(w, g)
	assert.Equal(t, before, walled)
	assert.Zero(t, moved)
}
