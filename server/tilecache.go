package server

import (
	"context"
	"fmt"

	"dateline/geo"

	"github.com/maypok86/otter/v2"
)

// A tileKey names a finished tile: what it is of, in which version, and in
// which form it is sent.
type tileKey struct {
	layer    string // full name
	version  string
	address  geo.Address
	format   string
	filter   string // canonical; "" for the whole layer
	encoding string // of HTTP: br, gzip or ""
}

// A sentTile is a tile as it is sent.
type sentTile struct {
	body  []byte // empty if nothing is in the tile
	etag  string
	stats string // value of statsHeader
}

// A tileCache holds finished, compressed tiles up to a number of bytes. Several
// requests for one tile at once wait for one computation.
type tileCache struct {
	tiles   *otter.Cache[tileKey, *sentTile]
	metrics *metrics
}

// overhead is what an entry takes beside its body, in bytes, roughly.
const overhead = 400

func newTileCache(bytes uint64, m *metrics) (*tileCache, error) {
	tiles, err := otter.New(&otter.Options[tileKey, *sentTile]{
		MaximumWeight: max(bytes, 1),
		Weigher: func(k tileKey, t *sentTile) uint32 {
			return uint32(min(len(t.body)+len(k.filter)+overhead, 1<<31))
		},
	})
	if err != nil {
		return nil, err
	}
	return &tileCache{tiles: tiles, metrics: m}, nil
}

// get returns a finished tile, made now if it is not at hand.
func (c *tileCache) get(ctx context.Context, l *geo.Layer, k tileKey, f geo.Filter) (*sentTile, error) {
	if t, ok := c.tiles.GetIfPresent(k); ok {
		c.metrics.tileHits.Inc()
		return t, nil
	}
	// The first of several requests may go away; the others still want the tile.
	return c.tiles.Get(context.WithoutCancel(ctx), k, otter.LoaderFunc[tileKey, *sentTile](
		func(context.Context, tileKey) (*sentTile, error) { return c.make(l, k, f) }))
}

func (c *tileCache) make(l *geo.Layer, k tileKey, f geo.Filter) (*sentTile, error) {
	body, stats, err := l.Tile(k.address, k.format, f)
	if err != nil {
		return nil, err
	}
	c.metrics.cut(k.format, stats)
	t := &sentTile{
		etag: tag(k.version, k.layer, fmt.Sprint(k.address), k.format, k.filter),
		stats: fmt.Sprintf("features=%d, clustered=%d, pixels=%d, merged=%d, dropped=%d",
			stats.Features, stats.Clustered, stats.Pixels, stats.Merged, stats.Dropped),
	}
	if len(body) > 0 {
		t.body, err = encode(k.encoding, body)
	}
	return t, err
}
