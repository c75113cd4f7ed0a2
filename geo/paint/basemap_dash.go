package paint

import (
	"image/color"
	"math"

	"dateline/geo/raster"
)

// dash strokes disputed borders. A line is cut where it crosses the edges of
// the tiles of the zoom that is shown, and each piece has a whole number of
// dashes, beginning and ending in the middle of one: so the dashes of two
// pieces join, whoever paints them and whatever his window.
func (d *groundDrawer) dash(s *shapes, width float64, k color.NRGBA) {
	if s.extent == 0 || len(s.ends) == 0 {
		return
	}
	solid := d.fresh()
	if d.dashes == nil {
		d.dashes = paths.Get().(*raster.Path)
	}
	dashed := d.dashes
	dashed.Reset()

	// The cells of the grid that are in sight, in tile units.
	cell := s.extent / d.cells
	scale := d.side / s.extent
	inSight := func(low, high, origin float64) (first, last float64) {
		first = math.Floor((low - origin) / scale / cell)
		last = math.Floor((high - origin) / scale / cell)
		return max(first, 0), min(last, d.cells-1)
	}
	const reach = 4 // px beyond what is seen that a stroke may come from
	cx0, cx1 := inSight(d.seen[0]-reach, d.seen[2]+reach, d.left)
	cy0, cy1 := inSight(d.seen[1]-reach, d.seen[3]+reach, d.top)
	for i := range s.ends {
		points := d.place(s.part(i), scale)
		for cy := cy0; cy <= cy1; cy++ {
			for cx := cx0; cx <= cx1; cx++ {
				x, y := d.left+cx*cell*scale, d.top+cy*cell*scale
				d.cutter.line(points, worldBox{x, y, x + cell*scale, y + cell*scale}, func(piece []xy) {
					d.cutter.trace(solid, piece, false, d.round)
					if n := len(piece); n > 1 {
						d.stub(dashed, piece[0], piece[1], points[0])
						d.stub(dashed, piece[n-1], piece[n-2], points[len(points)-1])
					}
				})
			}
		}
	}
	unit := float32(d.window.unit)
	pattern := []float32{float32(borderDashes[0]) * unit, float32(borderDashes[1]) * unit}
	solid.DashFit(dashed, pattern)
	d.strokePath(dashed, width, k)
}

// stub covers the corner between a butt end and the edge it was cut at. The end
// of a piece that comes from next is none if it is the line's own end.
func (d *groundDrawer) stub(p *raster.Path, end, next, own xy) {
	dx, dy := end[0]-next[0], end[1]-next[1]
	l := math.Hypot(dx, dy)
	if end == own || l == 0 {
		return
	}
	dx, dy = dx/l*d.window.unit, dy/l*d.window.unit
	p.MoveTo(float32(end[0]-dx), float32(end[1]-dy))
	p.LineTo(float32(end[0]+dx), float32(end[1]+dy))
}
