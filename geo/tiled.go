package geo

import (
	"context"
	"math"

	"dateline/geo/paint"
	"dateline/geo/raster"
	"dateline/geo/tile"
)

// addTiled draws the layers of a map that are painted from tiles under the marks
// of a picture. f is the filter as it was asked for.
func (p *Painter) addTiled(o *paint.Picture, m *Map, f Filter) {
	large := m.Part(func(l *Layer) bool {
		_, located := l.Data.Bounds()
		return located && l.tiled()
	})
	if len(large.Layers) == 0 {
		return
	}
	look := paint.TileOptions{Theme: o.Theme}
	o.Tiled = func(ctx context.Context, c *raster.Canvas, v paint.View) error {
		for _, l := range large.Layers {
			if err := l.paintView(ctx, c, v, l.ForPage(f), look); err != nil {
				return err
			}
		}
		return nil
	}
	b := large.Bounds()
	if len(large.Layers) == 1 { // its east may be beyond 180°
		b = large.Layers[0].Bounds()
	}
	o.TiledBounds = &b
}

// paintView draws a layer into a view from tiles of a zoom near by, rather one
// that is too coarse: clusters keep their size, and would lie on each other if
// their places came much closer.
func (l *Layer) paintView(ctx context.Context, c *raster.Canvas, v paint.View, f Filter, o paint.TileOptions) error {
	z := uint8(max(0, min(math.Floor(v.Zoom+0.25), tile.MaxZoom)))
	t := cuts.Get().(*tile.Tile)
	defer cuts.Put(t)
	cut := l.cutting(f)
	for _, a := range tilesOf(v, z) {
		if err := ctx.Err(); err != nil {
			return err
		}
		tile.Cut(t, l.Data, a, cut)
		paint.LayerView(c, v, t, l.Data, l.Style, o)
	}
	return nil
}

// tilesOf are the tiles of a zoom that a view shows, each once.
func tilesOf(v paint.View, z uint8) []Address {
	side := math.Ldexp(1, int(z)) // tiles
	x, y := paint.Project(v.Lon, v.Lat)
	w, h := float64(v.W)*v.WorldPerPixel()/2, float64(v.H)*v.WorldPerPixel()/2
	first, last := math.Floor((x-w)*side), math.Floor((x+w)*side)
	if last-first >= side {
		first, last = 0, side-1
	}
	top, bottom := max(0, math.Floor((y-h)*side)), min(side-1, math.Floor((y+h)*side))
	var all []Address
	for row := top; row <= bottom; row++ {
		for column := first; column <= last; column++ {
			wrapped := column - math.Floor(column/side)*side
			all = append(all, Address{Z: z, X: uint32(wrapped), Y: uint32(row)})
		}
	}
	return all
}

// cutting is how the layer is cut to be painted.
func (l *Layer) cutting(f Filter) tile.Options {
	return tile.Options{Keep: l.Data.Keep(f.Filter), Cluster: l.Cluster, Status: l.tiler().classes, Buffer: paint.LayerBuffer}
}
