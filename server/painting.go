package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"runtime"
	"sync"
	"time"

	"dateline/geo"
)

const (
	typePNG   = "image/png"
	formatPNG = "png"
)

const (
	// maxWaiting bounds how many tiles, and how many pictures, wait to be
	// painted; more would not be painted before their readers have gone.
	maxWaiting = 256
	// paintPatience bounds the wait for a place.
	paintPatience = 10 * time.Second
	// paintTime bounds waiting and painting together.
	paintTime = 30 * time.Second
	// picturePixels bounds the pixels of all pictures that are painted at once:
	// two of the largest, which take 64 MB each.
	picturePixels = 2 * 4096 * 4096
)

// easels are the places at which is painted: as many as there are processors.
// Pictures pass two gates of their own before, that they take neither all
// memory nor, where there is more than one, all places: tiles are quick, and
// many wait for them.
type easels struct {
	places   *gate
	pictures *gate // by pixels
	large    *gate // places that pictures may have
	under    flights[string, *sentTile]
}

func newEasels() *easels {
	n := runtime.GOMAXPROCS(0)
	return &easels{
		places:   newGate(int64(n), maxWaiting, paintPatience),
		pictures: newGate(picturePixels, maxWaiting, paintPatience),
		large:    newGate(int64(max(1, n-1)), maxWaiting, paintPatience),
	}
}

// errSlow says that a painting took longer than it may.
var errSlow = errors.New("this picture takes too long to paint; ask for a smaller one, or for fewer entries")

// painted returns a painting from the cache, or paints it. All who ask for one
// meanwhile wait for it; when they have gone, it is given up.
func (s *server) painted(ctx context.Context, p geo.Painting, picture bool) (*sentTile, error) {
	k := tileKey{format: formatPNG, filter: p.Key}
	if t, ok := s.tiles.tiles.GetIfPresent(k); ok {
		s.metrics.tileHits.Inc()
		return t, nil
	}
	return s.easels.under.do(ctx, p.Key, func(ctx context.Context) (*sentTile, error) {
		if t, ok := s.tiles.tiles.GetIfPresent(k); ok { // another has just finished it
			return t, nil
		}
		ctx, cancel := context.WithTimeout(ctx, paintTime)
		defer cancel()
		t, err := s.paint(ctx, p, picture)
		if errors.Is(err, errBusy) {
			s.metrics.paintRefused.Inc()
		}
		if errors.Is(err, context.DeadlineExceeded) {
			err = errSlow
		}
		if err == nil {
			s.tiles.tiles.Set(k, t)
		}
		return t, err
	})
}

func (s *server) paint(ctx context.Context, p geo.Painting, picture bool) (*sentTile, error) {
	what := "tile"
	if picture {
		what = "picture"
		leave, err := s.easels.pictures.enter(ctx, int64(p.Pixels))
		if err != nil {
			return nil, err
		}
		defer leave()
		if leave, err = s.easels.large.enter(ctx, 1); err != nil {
			return nil, err
		}
		defer leave()
	}
	leave, err := s.easels.places.enter(ctx, 1)
	if err != nil {
		return nil, err
	}
	defer leave()
	start := time.Now()
	body, err := p.Paint(ctx)
	if err != nil {
		return nil, fmt.Errorf("painting a %s: %w", what, err)
	}
	s.metrics.painted.WithLabelValues(what).Observe(time.Since(start).Seconds())
	return &sentTile{body: body, etag: s.paintTag(p)}, nil
}

// paintTag is the entity tag of a painting.
func (s *server) paintTag(p geo.Painting) string { return tag(s.Build, p.Key) }

// sendPainting answers with a painting, unless the client has it.
func (s *server) sendPainting(w http.ResponseWriter, r *http.Request, p geo.Painting, c content, picture bool) error {
	c.kind, c.packed = typePNG, true
	if header := r.Header.Get("If-None-Match"); header != "" {
		if c.etag = s.paintTag(p); matches(header, c.etag) {
			return send(w, r, c)
		}
	}
	t, err := s.painted(r.Context(), p, picture)
	if err != nil {
		return err
	}
	c.etag, c.body = t.etag, t.body
	return send(w, r, c)
}

// paintVersion is what the address of a painting names, so that it may be kept
// for ever: it changes with the program and with what is painted.
func (s *server) paintVersion(of ...string) string { return tag(append([]string{s.Build}, of...)...) }

// clearTile is an image of a tile with nothing in it.
var clearTile = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	side := image.Rect(0, 0, 256, 256)
	if err := png.Encode(&b, image.NewPaletted(side, color.Palette{color.Transparent})); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
})

// keep is how long a painting may be kept whose address names a version.
func keep(named, version string) string {
	if named == version {
		return cacheForever
	}
	return cacheBriefly
}
