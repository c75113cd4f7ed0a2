package tile

import (
	"slices"

	"dateline/geo/layer"
)

// points shows every point in the tile and its buffer.
func (c *cutter) points(p *layer.Points) {
	if p == nil || p.Len() == 0 {
		return
	}
	c.box.Turns(func(box layer.WorldBox, shift int64) {
		f := c.frame.moved(shift)
		p.In(box, func(from, to int, inside bool) {
			if inside && c.o.Keep == nil && c.t.Buffer > 0 {
				c.allPoints(&f, p.Coords[from:to], p.Rows[from:to])
				return
			}
			for i := from; i < to; i++ {
				if inside || box.Contains(p.Coords[i]) {
					c.point(&f, p.Coords[i], p.Rows[i])
				}
			}
		})
	})
}

// allPoints shows points that are known to lie in the tile or its buffer.
func (c *cutter) allPoints(f *frame, coords []layer.Coord, rows []uint32) {
	t, n := c.t, len(coords)
	at, first := len(t.Coords), len(t.Ends)
	t.Coords = slices.Grow(t.Coords, n)[:at+n]
	t.Ends = slices.Grow(t.Ends, n)[:first+n]
	count := len(t.Features)
	t.Features = slices.Grow(t.Features, n)[:count+n]

	places, ends, features := t.Coords[at:][:n], t.Ends[first:][:n], t.Features[count:][:n]
	rows = rows[:n]
	for i, w := range coords {
		places[i] = Coord{int32(f.x(int64(w.X))), int32(min(f.y(int64(w.Y)), c.south))}
		ends[i] = uint32(at + i + 1)
		features[i] = Feature{Row: rows[i], Cluster: -1, First: uint32(first + i), Parts: 1, Type: Point}
	}
}

// point shows a point if it lies in the tile or its buffer.
func (c *cutter) point(f *frame, w layer.Coord, row uint32) {
	at := c.place(f, w)
	if !c.shown.holds(at) || (c.o.Keep != nil && !c.o.Keep(row)) {
		return
	}
	first := len(c.t.Ends)
	c.t.Coords = append(c.t.Coords, at)
	c.endPart()
	c.feature(row, Point, first)
}

// place is a point in tile units. A point on the southern rim belongs to the
// last row of tiles, as there is none beyond it.
func (c *cutter) place(f *frame, w layer.Coord) Coord {
	return Coord{int32(f.x(int64(w.X))), int32(min(f.y(int64(w.Y)), c.south))}
}

// multipoint shows the points of one row that are not points by themselves.
// Neighbours in the row that are the same at this zoom are shown once.
func (c *cutter) multipoint(s *layer.Shapes, row uint32, parts []ref) {
	first, start := len(c.t.Ends), len(c.t.Coords)
	for _, r := range parts {
		if s.Parts[r.part].Kind != layer.PartPoints {
			continue
		}
		t := &c.turns[r.turn]
		c.world = s.Vertices(c.world[:0], int(r.part), t.box, c.t.Z)
		for _, w := range c.world {
			p := c.place(&t.frame, w)
			if n := len(c.t.Coords); t.box.Contains(w) && c.shown.holds(p) && (n == start || c.t.Coords[n-1] != p) {
				c.t.Coords = append(c.t.Coords, p)
			}
		}
	}
	if len(c.t.Coords) > start {
		c.endPart()
	}
	c.feature(row, Point, first)
}
