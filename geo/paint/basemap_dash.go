package paint

import (
	"image/color"
	"math"

	"dateline/geo/encode"
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
	const reach = 4 // px beyond the clip that a stroke may come from
	cx0, cx1 := inSight(d.clip[0]+clipRoom-reach, d.clip[2]-clipRoom+reach, d.left)
	cy0, cy1 := inSight(d.clip[1]+clipRoom-reach, d.clip[3]-clipRoom+reach, d.top)
	for i := range s.ends {
		b := &s.boxes[i]
		for cy := cy0; cy <= cy1; cy++ {
			for cx := cx0; cx <= cx1; cx++ {
				box := worldBox{cx * cell, cy * cell, (cx + 1) * cell, (cy + 1) * cell}
				if boxesMeet(worldBox{float64(b.minX), float64(b.minY), float64(b.maxX), float64(b.maxY)}, box) {
					d.cellPieces(solid, dashed, s.part(i), box, scale)
				}
			}
		}
	}
	unit := float32(d.window.unit)
	pattern := []float32{float32(borderDashes[0]) * unit, float32(borderDashes[1]) * unit}
	solid.DashFit(dashed, pattern)
	d.strokePath(dashed, width, k)
}

// cellPieces adds the pieces of a line within a cell to line, and to stubs what
// covers the corner between a butt end and the edge it was cut at.
func (d *groundDrawer) cellPieces(line, stubs *raster.Path, points []encode.Unit, box worldBox, scale float64) {
	at := func(q xy) (x, y float64) { return d.left + q[0]*scale, d.top + q[1]*scale }
	stub := func(q, from, to xy) {
		x, y := at(q)
		dx, dy := to[0]-from[0], to[1]-from[1]
		l := math.Hypot(dx, dy)
		if l == 0 {
			return
		}
		dx, dy = dx/l*d.window.unit, dy/l*d.window.unit
		stubs.MoveTo(float32(x-dx), float32(y-dy))
		stubs.LineTo(float32(x+dx), float32(y+dy))
	}
	drawing := false
	for i := 1; i < len(points); i++ {
		a := xy{float64(points[i-1].X), float64(points[i-1].Y)}
		b := xy{float64(points[i].X), float64(points[i].Y)}
		t0, t1 := insideBox(a, b, box)
		if t0 > t1 {
			drawing = false
			continue
		}
		if !drawing || t0 > 0 {
			q := between(a, b, t0)
			if t0 > 0 {
				stub(q, a, b)
			}
			x, y := at(q)
			line.MoveTo(float32(x), float32(y))
		}
		q := between(a, b, t1)
		x, y := at(q)
		line.LineTo(float32(x), float32(y))
		drawing = t1 == 1
		if !drawing {
			stub(q, a, b)
		}
	}
}
