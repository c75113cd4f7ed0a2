package raster

// Scan conversion by signed area. Each edge leaves in the cells it crosses how
// much of the cell and of all cells right of it lies on its one side; the sum
// along a row is the winding number, weighted by area. All in integers, so
// shapes cancel exactly where their edges meet and the order of edges does not
// matter. A bitmap of touched blocks keeps the cost to what the edges touch.
//
// A pixel's coverage is the mean winding clamped to one: exact wherever a
// pixel sees windings of one sign that do not overlap inside it, as in every
// scan converter of this family.

const (
	sub  = 256           // units in a pixel
	full = 2 * sub * sub // a whole cell, at winding 1

	block      = 4       // cells to a bit
	mostCells  = 1 << 19 // larger areas are done in bands
	cellMargin = 2       // an edge at the right border touches two cells beyond
)

// scan is the memory of one band: rows of cells from (x0, y0).
type scan struct {
	cells  []int32
	marks  []uint64
	stride int // cells to a row, a multiple of the block
	words  int // marks to a row
	w, h   int32
	wu, hu int32 // in units
	x0, y0 int
}

// frame prepares for an area; cells and marks are zero between uses.
func (s *scan) frame(b box) {
	s.x0, s.y0 = b.x0, b.y0
	s.w, s.h = int32(b.x1-b.x0), int32(b.y1-b.y0)
	s.wu, s.hu = s.w*sub, s.h*sub
	s.stride = (int(s.w) + cellMargin + block - 1) &^ (block - 1)
	s.words = (s.stride/block + 63) >> 6
	if n := s.stride * int(s.h); n > len(s.cells) {
		s.cells = make([]int32, n+n/4)
	}
	if n := s.words * int(s.h); n > len(s.marks) {
		s.marks = make([]uint64, n+n/4)
	}
}

func stride(w int) int { return (w + cellMargin + block - 1) &^ (block - 1) }

// unit is a coordinate in units, rounded to the nearest.
func unit(v float32) int32 {
	f := v * sub
	if f < 0 {
		return int32(f - 0.5)
	}
	return int32(f + 0.5)
}

// add enters all contours as rings.
func (s *scan) add(f *poly) {
	ox, oy := int32(s.x0)*sub, int32(s.y0)*sub
	from := int32(0)
	for _, end := range f.ends {
		ring := f.points[from:end]
		from = end
		if len(ring) < 3 {
			continue
		}
		last := ring[len(ring)-1]
		ax, ay := unit(last.X)-ox, unit(last.Y)-oy
		for _, p := range ring {
			bx, by := unit(p.X)-ox, unit(p.Y)-oy
			if ay != by {
				if uint32(ax) <= uint32(s.wu) && uint32(bx) <= uint32(s.wu) &&
					uint32(ay) <= uint32(s.hu) && uint32(by) <= uint32(s.hu) {
					s.edge(ax, ay, bx, by)
				} else {
					s.clip(ax, ay, bx, by)
				}
			}
			ax, ay = bx, by
		}
	}
}

// cross is where the edge from (a, p) to (b, q) has its second coordinate v.
func cross(a, p, b, q, v int32) int32 {
	return a + int32(int64(b-a)*int64(v-p)/int64(q-p))
}

// clip enters what of an edge matters to the area: nothing above, below or
// right of it; what lies left of it, as an edge along the left border.
func (s *scan) clip(ax, ay, bx, by int32) {
	if ay <= 0 && by <= 0 || ay >= s.hu && by >= s.hu || ax >= s.wu && bx >= s.wu {
		return
	}
	x0, y0, x1, y1 := ax, ay, bx, by
	if y0 < 0 {
		x0, y0 = cross(ax, ay, bx, by, 0), 0
	} else if y0 > s.hu {
		x0, y0 = cross(ax, ay, bx, by, s.hu), s.hu
	}
	if y1 < 0 {
		x1, y1 = cross(ax, ay, bx, by, 0), 0
	} else if y1 > s.hu {
		x1, y1 = cross(ax, ay, bx, by, s.hu), s.hu
	}
	switch {
	case x0 >= s.wu && x1 >= s.wu:
		return
	case x0 <= 0 && x1 <= 0:
		s.edge(0, y0, 0, y1)
		return
	}
	within := func(y int32) int32 { return max(min(y0, y1), min(max(y0, y1), y)) }
	if x0 < 0 {
		y := within(cross(ay, ax, by, bx, 0))
		s.edge(0, y0, 0, y)
		x0, y0 = 0, y
	} else if x0 > s.wu {
		x0, y0 = s.wu, within(cross(ay, ax, by, bx, s.wu))
	}
	if x1 < 0 {
		y := within(cross(ay, ax, by, bx, 0))
		s.edge(0, y, 0, y1)
		x1, y1 = 0, y
	} else if x1 > s.wu {
		x1, y1 = s.wu, within(cross(ay, ax, by, bx, s.wu))
	}
	s.edge(x0, y0, x1, y1)
}

// edge enters an edge that lies in the area.
func (s *scan) edge(x0, y0, x1, y1 int32) {
	if y0 == y1 {
		return
	}
	sign := int32(1)
	if y0 > y1 {
		x0, y0, x1, y1, sign = x1, y1, x0, y0, -1
	}
	row, last := y0>>8, (y1-1)>>8
	if row == last {
		s.span(row, x0, x1, sign*(y1-y0))
		return
	}
	// Towards zero, so that x stays between x0 and x1.
	slope := (int64(x1-x0) << 16) / int64(y1-y0)
	down := sub - y0&(sub-1)
	x := int64(x0)<<16 + slope*int64(down)
	s.span(row, x0, int32(x>>16), sign*down)
	for row++; row < last; row++ {
		next := x + slope<<8
		s.span(row, int32(x>>16), int32(next>>16), sign*sub)
		x = next
	}
	s.span(last, int32(x>>16), x1, sign*(y1-last<<8))
}

// span enters an edge within one row, dy high (negative upwards).
func (s *scan) span(row, xa, xb, dy int32) {
	if xa > xb {
		xa, xb = xb, xa
	}
	ia, ib := int(xa>>8), int(xb>>8)
	marks := s.marks[int(row)*s.words : (int(row)+1)*s.words]
	cells := s.cells[int(row)*s.stride : (int(row)+1)*s.stride]
	fa, fb := xa&(sub-1), xb&(sub-1)
	if ia == ib {
		a := dy * (fa + fb)
		pair := cells[ia : ia+2]
		pair[0] += dy*(2*sub) - a
		pair[1] += a
		mark(marks, ia)
		mark(marks, ia+1)
		return
	}
	rise := (dy << 16) / (xb - xa)
	y := rise * (sub - fa)
	done := y >> 16
	a := done * (fa + sub)
	cells[ia] += done*(2*sub) - a
	cells[ia+1] += a
	mark(marks, ia)
	for i := ia + 1; i < ib; i++ {
		y += rise << 8
		part := y>>16 - done
		done += part
		cells[i] += part * sub
		cells[i+1] += part * sub
		mark(marks, i)
	}
	part := dy - done
	a = part * fb
	cells[ib] += part*(2*sub) - a
	cells[ib+1] += a
	mark(marks, ib)
	mark(marks, ib+1)
}

func mark(marks []uint64, cell int) {
	b := uint(cell) / block
	marks[b>>6] |= 1 << (b & 63)
}
