package paint

import (
	"context"
	"fmt"
	"image/color"
	"math"
	"sync"

	"dateline/geo/encode"
	"dateline/geo/raster"
	"dateline/geo/tile"
)

// mostGround bounds the tiles that one picture is drawn from.
const mostGround = 4096

// ground paints land, water and lines of a window onto its water.
func (b *Basemap) ground(ctx context.Context, c *raster.Canvas, w window, o TileOptions) error {
	z := b.source.zoomFor(w.zoom)
	side := math.Ldexp(w.world, -int(z))
	first, last := tilesIn(w.left+float64(w.x0), w.left+float64(w.x1), side)
	top, bottom := tilesIn(w.top+float64(w.y0), w.top+float64(w.y1), side)
	count := int64(1) << z
	top, bottom = max(top, 0), min(bottom, count-1)
	if last-first >= mostGround || max(last-first+1, 0)*max(bottom-top+1, 0) > mostGround {
		return fmt.Errorf("%w: more than %d tiles in one picture", ErrOptions, mostGround)
	}
	d := groundDrawer{canvas: c, window: w, options: o}
	defer d.done()
	for ty := top; ty <= bottom; ty++ {
		for tx := first; tx <= last; tx++ {
			if err := ctx.Err(); err != nil {
				return err
			}
			g, err := b.source.ground(tile.Address{Z: z, X: uint32(tx & (count - 1)), Y: uint32(ty)})
			if err != nil {
				return err
			}
			d.tile(g, float64(tx)*side, float64(ty)*side, side, math.Exp2(math.Floor(w.zoom+1e-9)-float64(z)))
		}
	}
	d.belowTheWorld()
	return nil
}

// tilesIn are the first and the last of the tiles, side px wide, that share
// pixels with a stretch.
func tilesIn(from, to, side float64) (first, last int64) {
	return int64(math.Floor(from / side)), int64(math.Ceil(to/side)) - 1
}

// clipRoom is how far outside of what is painted lines are cut, in px: the ends
// must not be seen.
const clipRoom = 24

// roundShare is how far from a corner lines are rounded at most, as a share of a
// tile's side: not as far as tiles reach beyond their edges, so that neighbours
// round alike.
const roundShare = 8.0 / 4096

// A groundDrawer paints one tile after another.
type groundDrawer struct {
	canvas  *raster.Canvas
	window  window
	options TileOptions

	path, dashes *raster.Path
	cutter       cutter
	cells        float64 // of a tile's side, for dashes

	// Of the tile that is being painted.
	left, top float64  // on the canvas
	side      float64  // device px
	seen      worldBox // of the canvas
	clip      worldBox // where lines are cut
	round     float64  // how far from a corner lines are rounded, device px
}

var paths = sync.Pool{New: func() any { return new(raster.Path) }}

func (d *groundDrawer) done() {
	d.canvas.ResetClip()
	for _, p := range []*raster.Path{d.path, d.dashes} {
		if p != nil {
			p.Reset()
			paths.Put(p)
		}
	}
}

// tile paints a tile that lies at (left, top) in px of the world. Every pixel
// belongs to one tile: what tiles share beyond their edges is not painted twice.
func (d *groundDrawer) tile(g *groundTile, left, top, side, cells float64) {
	w := &d.window
	d.left, d.top, d.side, d.cells = left-w.left, top-w.top, side, max(cells, 1)
	edge := func(f float64, least, most int) int {
		return min(max(int(math.Floor(min(max(f, -1e6), 1e6)+0.5)), least), most)
	}
	x0, x1 := edge(d.left, w.x0, w.x1), edge(d.left+side, w.x0, w.x1)
	y0, y1 := edge(d.top, w.y0, w.y1), edge(d.top+side, w.y0, w.y1)
	if x0 >= x1 || y0 >= y1 {
		return
	}
	d.canvas.SetClip(x0, y0, x1, y1)
	// What is enlarged much would show its corners.
	d.round = 0
	if d.cells > 1 {
		d.round = side * roundShare
	}
	room := clipRoom + 2*d.round
	d.seen = worldBox{float64(x0), float64(y0), float64(x1), float64(y1)}
	d.clip = grownBox(d.seen, room)

	t, zoom := d.options.Theme, w.zoom
	d.fill(&g.land, t.Land)
	if zoom >= riverZoom {
		d.stroke(&g.rivers, riverWidth.at(zoom), t.River, false)
	}
	d.fill(&g.lakes, t.Water)
	d.stroke(&g.lakes, coastWidth.at(zoom), t.Coast, true)
	d.stroke(&g.coast, coastWidth.at(zoom), t.Coast, false)
	borders := &g.borders[0]
	if d.options.POV == NE {
		borders = &g.borders[1]
	}
	d.stroke(&borders[0], borderWidth.at(zoom), t.Border, false)
	d.dash(&borders[1], borderWidth.at(zoom), t.Border)
}

// belowTheWorld paints what a picture shows south of the world's end, where
// Antarctica goes on.
func (d *groundDrawer) belowTheWorld() {
	w := &d.window
	end := w.world - w.top
	if end >= float64(w.y1) {
		return
	}
	d.canvas.SetClip(w.x0, w.y0, w.x1, w.y1)
	p := d.fresh()
	p.Rect(float32(w.x0), float32(math.Round(end)), float32(w.x1), float32(w.y1))
	d.canvas.Fill(p, raster.Ink{Color: d.options.Theme.Land})
}

func (d *groundDrawer) fresh() *raster.Path {
	if d.path == nil {
		d.path = paths.Get().(*raster.Path)
	}
	d.path.Reset()
	return d.path
}

func (d *groundDrawer) fill(s *shapes, k color.NRGBA) {
	p := d.fresh()
	d.trace(p, s, true)
	if !p.Empty() {
		d.canvas.Fill(p, raster.Ink{Color: k})
	}
}

func (d *groundDrawer) stroke(s *shapes, width float64, k color.NRGBA, rings bool) {
	p := d.fresh()
	d.trace(p, s, rings)
	d.strokePath(p, width, k)
}

func (d *groundDrawer) strokePath(p *raster.Path, width float64, k color.NRGBA) {
	if !p.Empty() {
		d.canvas.Stroke(p, raster.Stroke{Width: float32(width * d.window.unit), Join: raster.JoinRound}, raster.Ink{Color: k})
	}
}

// trace adds lines or rings to a path, in px of the canvas. What lies far
// outside is cut off, in double precision: the tile of a deep zoom is a speck
// of the tile it is drawn from.
func (d *groundDrawer) trace(p *raster.Path, s *shapes, rings bool) {
	if s.extent == 0 {
		return
	}
	k := d.side / s.extent
	for i := range s.ends {
		b := &s.boxes[i]
		box := worldBox{
			d.left + float64(b.minX)*k, d.top + float64(b.minY)*k, d.left + float64(b.maxX)*k, d.top + float64(b.maxY)*k,
		}
		if !boxesMeet(box, d.clip) {
			continue
		}
		points, within := s.part(i), boxWithin(box, d.clip)
		if within && d.round == 0 {
			d.traceWhole(p, points, k)
			if rings {
				p.Close()
			}
			continue
		}
		line := d.place(points, k)
		if rings {
			d.cutter.trace(p, d.cutter.ring(line, d.clip), true, d.round)
			continue
		}
		if last := len(line) - 1; last > 2 && line[0] == line[last] {
			// A shore without end begins between two corners: all are rounded.
			line[0] = between(line[0], line[1], 0.5)
			line = append(line, line[0])
			d.cutter.placed = line
		}
		d.cutter.line(line, d.clip, func(piece []xy) { d.cutter.trace(p, piece, false, d.round) })
	}
}

func boxesMeet(a, b worldBox) bool {
	return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}

func boxWithin(a, b worldBox) bool {
	return a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3]
}

func (d *groundDrawer) traceWhole(p *raster.Path, points []encode.Unit, k float64) {
	for i, c := range points {
		x, y := float32(d.left+float64(c.X)*k), float32(d.top+float64(c.Y)*k)
		if i == 0 {
			p.MoveTo(x, y)
		} else {
			p.LineTo(x, y)
		}
	}
}

// place gives px of the canvas, in memory that the next call uses again.
func (d *groundDrawer) place(points []encode.Unit, k float64) []xy {
	out := d.cutter.placed[:0]
	for _, c := range points {
		out = append(out, xy{d.left + float64(c.X)*k, d.top + float64(c.Y)*k})
	}
	d.cutter.placed = out
	return out
}
