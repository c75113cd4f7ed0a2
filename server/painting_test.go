package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"dateline/geo"
	"dateline/geo/corpora"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestLayerImages(t *testing.T) {
	_, h := paintServer(t, geo.NoBasemap, fstest.MapFS{
		"few.geojson":  collection(`{"type":"Feature","id":"a","geometry":{"type":"Point","coordinates":[10,10]},"properties":{"kind":"event","title":"A","status":"denied","sources":[{"id":"s","name":"S","stance":"claims","citation":"c"},{"id":"k","name":"K","stance":"denies","citation":"c"}]}}`),
		"many.geojson": {Data: corpora.PointEvents(1, 5000)},
		"area.geojson": collection(`{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[90,0],[90,60],[0,60],[0,0]]]},"properties":{}}`),
	})
	for _, layer := range []string{"few", "many", "m.many", "area"} {
		base := "/tiles/" + layer + "/1/1/0"
		w := ask(h, base+".png", "Accept-Encoding", "gzip")
		require.Equal(t, 200, w.Code, "%s: %s", layer, w.Body)
		assert.Equal(t, "image/png", w.Header().Get("Content-Type"))
		assert.Empty(t, w.Header().Get("Content-Encoding"))
		empty := ask(h, "/tiles/few/3/0/0.png")
		assert.Equal(t, 200, empty.Code, "maps want an image where nothing is")
		assert.Less(t, empty.Body.Len(), 700)
		assert.NotEqual(t, empty.Body.String(), w.Body.String(), layer)
		for query, side := range map[string]int{"@2x.png": 512, "@3x.png": 768, ".png?size=512": 512, ".png?theme=dark": 256, ".png?half=1": 256} {
			other := ask(h, base+query)
			require.Equal(t, 200, other.Code, "%s: %s", query, other.Body)
			got, _ := size(t, other.Body.Bytes())
			assert.Equal(t, side, got, query)
			assert.NotEqual(t, w.Body.String(), other.Body.String(), "%s %s", layer, query)
		}
		assert.Equal(t, w.Header().Get("ETag"), ask(h, base+".png?lang=uk&labels=only&pov=ne").Header().Get("ETag"), "what it does not draw makes no other tile")
		none := ask(h, base+".png?kind=nothing")
		assert.NotEqual(t, w.Body.String(), none.Body.String(), "filters hold")
		assert.Equal(t, http.StatusNotModified, ask(h, base+".png", "If-None-Match", w.Header().Get("ETag")).Code)
	}
	for path, code := range map[string]int{
		"few/0/0/0.png?theme=red": 400, "few/0/0/0.png?status=perhaps": 400, "few/0/0/0.png?size=1": 400, "few/0/0/0@5x.png": 400, "few/0/0/1.png": 404,
		"few/0/x/1.png": 400, "nothing/0/0/0.png": 404, "few/0/0/0.png?lang=!": 400, "few/0/0/0.png?bbox=1": 400, "few/24/0/0.png": 200,
	} {
		assert.Equal(t, code, ask(h, "/tiles/"+path).Code, path)
	}
	var doc tileJSON
	require.NoError(t, json.Unmarshal(ask(h, "/tiles/few.json?format=png&theme=dark&status=denied").Body.Bytes(), &doc))
	assert.Contains(t, doc.Tiles[0], "/tiles/few/{z}/{x}/{y}.png?status=denied&theme=dark&v=")
	address := strings.NewReplacer("http://example.com", "", "{z}", "1", "{x}", "1", "{y}", "0").Replace(doc.Tiles[0])
	assert.Equal(t, cacheForever, ask(h, address).Header().Get("Cache-Control"))
	assert.Equal(t, 400, ask(h, "/tiles/few.json?format=tiff").Code)
}

// A tile has one address: whatever else looks like one is refused.
func TestOddTileAddresses(t *testing.T) {
	_, h := paintServer(t, smallWorld(t), nil)
	for _, layer := range []string{"events", "basemap"} {
		for _, odd := range []string{
			"0/0/0@", "0/0/0@1x", "0/0/0@02x", "0/0/0@2X", "0/0/0@2x@2x", "0/0/0@@2x", "0/0/0@4x", "0/0/0@%32x", "0/0/0%402x", "0/0/@2x",
			"00/0/0", "1/+1/0", "1/%31/0", "1/1/-0", "1/1/0.0", "1/1/0.png",
		} {
			for _, ending := range []string{".png", ".mvt"} {
				assert.Equal(t, 400, ask(h, "/tiles/"+layer+"/"+odd+ending).Code, "%s %s%s", layer, odd, ending)
			}
		}
		assert.Contains(t, ask(h, "/tiles/"+layer+"/0/0/0@.png").Body.String(), "behind the @ stands no scale")
		assert.Contains(t, ask(h, "/tiles/"+layer+"/0/0/0@2x.mvt").Body.String(), "Only .png has @2x and @3x.")
	}
}

func TestPictures(t *testing.T) {
	_, h := paintServer(t, smallWorld(t), nil)
	usual := ask(h, "/maps/m.png", "Accept-Encoding", "gzip")
	require.Equal(t, 200, usual.Code, "%s", usual.Body)
	assert.Equal(t, "image/png", usual.Header().Get("Content-Type"))
	assert.Equal(t, `inline; filename="m.png"`, usual.Header().Get("Content-Disposition"))
	assert.Empty(t, usual.Header().Get("Content-Encoding"))
	a, b := size(t, usual.Body.Bytes())
	assert.Equal(t, [2]int{1200, 630}, [2]int{a, b})
	assert.Equal(t, http.StatusNotModified, ask(h, "/maps/m.png", "If-None-Match", usual.Header().Get("ETag")).Code)
	seen := map[string]string{usual.Body.String(): "usual"}
	for query, sides := range map[string][2]int{
		"w=600&h=400": {600, 400}, "w=300&h=200&scale=3": {900, 600}, "theme=dark": {1200, 630}, "theme=print": {1200, 630}, "lang=uk": {1200, 630},
		"ui=none": {1200, 630}, "ui=min": {1200, 630}, "bbox=0,-30,50,50": {1200, 630}, "center=20,20&zoom=3": {1200, 630}, "view=20,20,4": {1200, 630},
		"status=refuted": {1200, 630}, "status=claimed,refuted": {1200, 630}, "from=2024-10-08&to=2024-10-08": {1200, 630}, "q=nothing": {1200, 630}, "pov=ne": {1200, 630},
	} {
		w := ask(h, "/maps/m.png?"+query)
		require.Equal(t, 200, w.Code, "%s: %s", query, w.Body)
		a, b := size(t, w.Body.Bytes())
		assert.Equal(t, sides, [2]int{a, b}, query)
		assert.Empty(t, seen[w.Body.String()], "%s is painted like %s", query, seen[w.Body.String()])
		seen[w.Body.String()] = query
	}
	for one, other := range map[string]string{"lang=en": "", "lang=xx": "lang=yy-zz", "w=1200&h=630&scale=1&ui=full&theme=light&pov=un": "", "lang=uk-UA": "lang=uk"} {
		assert.Equal(t, ask(h, "/maps/m.png?"+one).Header().Get("ETag"), ask(h, "/maps/m.png?"+other).Header().Get("ETag"), one)
	}
	for query, says := range map[string]string{
		"w=0": "whole number of pixels", "w=5000": "at most 4096", "h=2000&scale=3": "at most 4096", "scale=0": "write 1, 2 or 3", "center=1,2": "without zoom", "zoom=1": "without center",
		"bbox=1,2": "bbox", "view=1": "view", "theme=red": "write light, dark or print", "ui=x": "write full, min or none", "lang=1": "language tag", "status=x": "status", "pov=x": "write un or ne",
		"q=%zz": "not well formed", "from=yesterday": "datetime",
	} {
		w := ask(h, "/maps/m.png?"+query)
		assert.Equal(t, 400, w.Code, query)
		assert.Contains(t, w.Body.String(), says, query)
	}
	assert.Equal(t, 404, ask(h, "/maps/nothing.png").Code)
}

// What stands in files never keeps a picture from being painted.
func TestHostilePictures(t *testing.T) {
	long := strings.Repeat("Long title ", 20_000)
	report := func(geometry, more string) string {
		return `{"type":"Feature","geometry":` + geometry + `,"properties":{"kind":"movement","status":"denied","sources":[{"id":"a","name":"A","stance":"claims","citation":"c"},{"id":"b","name":"B","stance":"denies","citation":"c"}]` + more + `}}`
	}
	var ring strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&ring, "[%d,%d],", i%360-180, i*7%170-85)
	}
	for name, features := range map[string][]string{
		"nothing":     {},
		"no place":    {report("null", "")},
		"one point":   {report(`{"type":"Point","coordinates":[0,0]}`, "")},
		"poles":       {report(`{"type":"Point","coordinates":[0,90]}`, ""), report(`{"type":"Point","coordinates":[0,-90]}`, "")},
		"everywhere":  {report(`{"type":"LineString","coordinates":[[-180,-90],[180,90],[-540,0],[540,0]]}`, `,"move":{"path":"schematic","bend":1e308}`)},
		"long texts":  {report(`{"type":"Point","coordinates":[1,1]}`, `,"title":"`+long+`","label":"`+long+`","place":{"name":"`+long+`","precision":"country","radius_m":1e300}`)},
		"odd texts":   {report(`{"type":"Point","coordinates":[1,1]}`, `,"title":"\u0000\u202e\ud83d\ude00 ᄀ عربي\u0301\u0301\u0301","label":"\ufffd\ufeff"`)},
		"far outside": {report(`{"type":"Point","coordinates":[1e300,1e300]}`, ""), report(`{"type":"Point","coordinates":[100000,-1e9]}`, "")},
		"tangle":      {`{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[` + ring.String() + `[-180,0]]]},"properties":{}}`},
		"collapsed":   {report(`{"type":"LineString","coordinates":[[5,5],[5,5]]}`, `,"move":{"path":"tracked"}`), report(`{"type":"Polygon","coordinates":[[[1,1],[1,1],[1,1],[1,1]]]}`, "")},
	} {
		t.Run(name, func(t *testing.T) {
			_, h := paintServer(t, smallWorld(t), fstest.MapFS{
				"map.yaml":  {Data: []byte("title: \"" + long[:3000] + "\"\ndescription: \"" + long[:9000] + "\"\ncredits: [{text: \"" + long[:2000] + "\"}]\n")},
				"a.geojson": collection(features...),
			})
			for _, query := range []string{"", "w=1&h=1", "w=1&h=1000", "w=1000&h=1&ui=min", "w=64&h=64&scale=3&ui=none", "bbox=0,0,0,0", "bbox=-540,-90,540,90", "bbox=179,0,-179,0", "center=540,90&zoom=24", "center=-540,-90&zoom=0&theme=dark"} {
				w := ask(h, "/maps/m.png?"+query)
				require.Equal(t, 200, w.Code, "%s: %s", query, w.Body)
				size(t, w.Body.Bytes())
			}
			for _, path := range []string{"0/0/0", "1/1/0", "5/16/15@3x", "24/8388608/8388607"} {
				require.Equal(t, 200, ask(h, "/tiles/a/"+path+".png").Code, path)
			}
			require.Equal(t, 200, ask(h, "/tiles/basemap/1/1/0.png?map=m").Code)
			assert.Equal(t, 200, ask(h, "/maps/m").Code, "and the card of the page")
		})
	}
}

func TestCards(t *testing.T) {
	s, h := paintServer(t, geo.NoBasemap, nil)
	head := func(path string) string {
		w := ask(h, path)
		require.Equal(t, 200, w.Code)
		head, _, _ := strings.Cut(w.Body.String(), "</head>")
		return head
	}
	version := s.pictureVersion(s.Atlas.State().Maps[0])
	page := head("/maps/m?status=claimed&lang=uk&theme=dark&view=40,40,5&open=events/a&page=1")
	for _, want := range []string{
		`<meta property="og:type" content="article">`,
		`<meta property="og:title" content="Два місця">`,
		`<meta property="og:url" content="http://example.com/maps/m?lang=uk&amp;status=claimed&amp;theme=dark&amp;view=40,40,5">`,
		`<meta property="og:locale" content="uk_UA">`,
		`<meta property="og:image" content="http://example.com/maps/m.png?lang=uk&amp;open=events/a&amp;status=claimed&amp;theme=dark&amp;v=` + version + `&amp;view=40,40,5">`,
		`<meta property="og:image:type" content="image/png">`,
		`<meta property="og:image:width" content="1200">`,
		`<meta property="og:image:height" content="630">`,
		`<meta property="og:image:alt" content="Карта «Два місця»: 1 повідомлення (заявлено — 1); жодне не підкріплено й не підтверджено.">`,
		`<meta name="twitter:card" content="summary_large_image">`,
	} {
		assert.Contains(t, page, want)
	}
	w := ask(h, "/maps/m.png?lang=uk&status=claimed&theme=dark&v="+version+"&view=40,40,5")
	assert.Equal(t, 200, w.Code)
	assert.Equal(t, cacheForever, w.Header().Get("Cache-Control"))
	assert.Contains(t, head("/maps/m/embed?theme=dark"), `content="http://example.com/maps/m.png?theme=dark&amp;v=`)
	assert.Contains(t, head("/"), `og:url" content="http://example.com/maps/m"`)

	r := httptest.NewRequest(http.MethodGet, "/maps/m", nil)
	r.Host = `evil"><script>`
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	assert.NotContains(t, rec.Body.String(), "evil")

	s.origin = "https://maps.example"
	assert.Contains(t, head("/maps/m"), `og:image" content="https://maps.example/maps/m.png?v=`)
	assert.Equal(t, 400, ask(h, "/maps/m.png?status=x").Code)
	for tag, want := range map[string]string{"en": "en_US", "en-GB": "en_GB", "zh-Hant-TW": "zh_TW", "de": "", "uk": "uk_UA"} {
		assert.Equal(t, want, locale(tag))
	}
}

// slow paints when it is told to.
func slow(key string, started *atomic.Int64, release <-chan struct{}) geo.Painting {
	return geo.Painting{Key: key, Pixels: 1, Paint: func(ctx context.Context) ([]byte, error) {
		started.Add(1)
		select {
		case <-release:
			return []byte(key), nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}}
}

// Requests that are broken off give their places back, painting or waiting.
func TestCancelledPaintingsFreeTheirPlaces(t *testing.T) {
	s, _ := paintServer(t, geo.NoBasemap, nil)
	s.easels.places = newGate(2, 10, soon)
	var started atomic.Int64
	ctx, cancel := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for i := range 6 {
		all.Go(func() {
			_, err := s.painted(ctx, slow(fmt.Sprint(i), &started, nil), i == 0)
			assert.ErrorIs(t, err, context.Canceled)
		})
	}
	waitFor(t, "two paint and four wait", func() bool {
		taken, waiting := s.easels.places.load()
		return taken == 2 && waiting == 4 && started.Load() == 2
	})
	cancel()
	all.Wait()
	waitFor(t, "all places are free", func() bool {
		taken, waiting := s.easels.places.load()
		pixels, pictures := s.easels.pictures.load()
		return taken == 0 && waiting == 0 && pixels == 0 && pictures == 0
	})
	release := make(chan struct{})
	close(release)
	for i := range 6 {
		got, err := s.painted(t.Context(), slow(fmt.Sprint(i), &started, release), false)
		require.NoError(t, err, "what was given up is not remembered")
		assert.Equal(t, fmt.Sprint(i), string(got.body))
	}
}

func TestOnePaintingForAll(t *testing.T) {
	s, _ := paintServer(t, geo.NoBasemap, nil)
	var started atomic.Int64
	release := make(chan struct{})
	var all sync.WaitGroup
	for range 32 {
		all.Go(func() {
			got, err := s.painted(t.Context(), slow("a", &started, release), true)
			if assert.NoError(t, err) {
				assert.Equal(t, "a", string(got.body))
			}
		})
	}
	waitFor(t, "it is begun", func() bool { return started.Load() == 1 })
	close(release)
	all.Wait()
	_, err := s.painted(t.Context(), slow("a", &started, release), true)
	require.NoError(t, err)
	assert.EqualValues(t, 1, started.Load())
}

func TestBusyServer(t *testing.T) {
	s, h := paintServer(t, geo.NoBasemap, nil)
	s.easels.places = newGate(1, 0, soon)
	leave, err := s.easels.places.enter(t.Context(), 1)
	require.NoError(t, err)
	for _, path := range []string{"/maps/m.png", "/tiles/events/0/0/0.png"} {
		w := ask(h, path)
		assert.Equal(t, http.StatusServiceUnavailable, w.Code, path)
		assert.Equal(t, retryAfter, w.Header().Get("Retry-After"))
		assert.Equal(t, cacheNever, w.Header().Get("Cache-Control"))
		assert.Contains(t, w.Body.String(), "ask again in a few seconds")
	}
	assert.Contains(t, ask(h, "/metrics").Body.String(), "dateline_paint_refused_total 2\n")
	assert.Contains(t, ask(h, "/metrics").Body.String(), "dateline_painting 1\n")
	leave()
	assert.Equal(t, 200, ask(h, "/maps/m.png").Code)
	assert.Contains(t, ask(h, "/metrics").Body.String(), `dateline_paint_seconds_count{what="picture"} 1`)
}

func TestPaintingsThatFail(t *testing.T) {
	s, _ := paintServer(t, geo.NoBasemap, nil)
	answer := func(err error) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		s.handle(func(w http.ResponseWriter, r *http.Request) error {
			return s.sendPainting(w, r, geo.Painting{Key: err.Error(), Paint: func(context.Context) ([]byte, error) { return nil, err }}, content{}, false)
		}).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
		return w
	}
	assert.Equal(t, 500, answer(errors.New("a secret")).Code)
	assert.NotContains(t, answer(errors.New("a secret")).Body.String(), "secret")
	w := answer(context.DeadlineExceeded)
	assert.Equal(t, 503, w.Code)
	assert.Contains(t, w.Body.String(), "takes too long to paint")
	_, err := s.painted(t.Context(), geo.Painting{Key: "p", Paint: func(context.Context) ([]byte, error) { panic("no ring") }}, false)
	assert.ErrorContains(t, err, "no ring")
	taken, _ := s.easels.places.load()
	assert.Zero(t, taken)
}

// A client that reads slowly holds no place: what it reads is painted.
func TestSlowClientsHoldNoPlace(t *testing.T) {
	s, h := paintServer(t, geo.NoBasemap, nil)
	s.easels.places = newGate(1, 10, soon)
	stuck := make(chan struct{})
	writing := make(chan struct{})
	go h.ServeHTTP(&stuckWriter{ResponseRecorder: httptest.NewRecorder(), writing: writing, stuck: stuck}, httptest.NewRequest(http.MethodGet, "/maps/m.png", nil))
	select {
	case <-writing:
	case <-time.After(soon):
		require.Fail(t, "nothing was written")
	}
	assert.Equal(t, 200, ask(h, "/maps/m.png?theme=dark").Code)
	close(stuck)
}

type stuckWriter struct {
	*httptest.ResponseRecorder
	writing, stuck chan struct{}
}

func (w *stuckWriter) Write(b []byte) (int, error) {
	close(w.writing)
	<-w.stuck
	return len(b), nil
}

// BenchmarkPaintedTile is what readers wait for whose tile is not in the cache,
// which is too small here to hold one.
func BenchmarkPaintedTile(b *testing.B) {
	_, h := paintServerOf(b, smallWorld(b), nil, 1)
	for name, path := range map[string]string{
		"basemap": "/tiles/basemap/%d/%d/%d@2x.png", "layer": "/tiles/events/%d/%d/%d@2x.png", "picture": "/maps/m.png?zoom=%d&center=%d,%d",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if w := ask(h, fmt.Sprintf(path, 3, 3+i%3, 2+i%2)); w.Code != 200 {
					b.Fatal(w.Body)
				}
			}
		})
	}
}

// Clients that ask for the largest pictures and go away leave the server free
// for others.
func TestClientsThatGoAway(t *testing.T) {
	s, h := paintServer(t, smallWorld(t), nil)
	served := httptest.NewServer(h)
	defer served.Close()
	var all sync.WaitGroup
	for i := range 24 {
		all.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i)*time.Millisecond)
			defer cancel()
			r, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/maps/m.png?w=4096&h=%d", served.URL, 4000+i), nil)
			if !assert.NoError(t, err) {
				return
			}
			if res, err := served.Client().Do(r); err == nil {
				res.Body.Close()
			}
		})
	}
	all.Wait()
	res, err := served.Client().Get(served.URL + "/maps/m.png?w=200&h=100")
	require.NoError(t, err)
	defer res.Body.Close()
	assert.Equal(t, 200, res.StatusCode)
	waitFor(t, "all places are free", func() bool {
		taken, waiting := s.easels.places.load()
		pixels, pictures := s.easels.pictures.load()
		return taken == 0 && waiting == 0 && pixels == 0 && pictures == 0
	})
}
