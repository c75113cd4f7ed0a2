package tile

import "dateline/geo/layer"

// lines shows the lines of one row.
func (c *cutter) lines(s *layer.Shapes, row uint32, parts []ref) {
	first := len(c.t.Ends)
	vanished := false
	for _, r := range parts {
		part := &s.Parts[r.part]
		if part.Kind != layer.PartLine {
			continue
		}
		t := &c.turns[r.turn]
		if c.below(part.Bounds) {
			c.shortLine(s, part, t)
			continue
		}
		c.world = s.Vertices(c.world[:0], int(r.part), t.near, c.t.Z)
		vanished = !c.line(t, c.world) || vanished
	}
	if !c.feature(row, Line, first) && vanished {
		c.t.Stats.Dropped++
	}
}

// line shows what of a line lies in the tile and its buffer. It returns false
// if the tile has the line but it is without length at this zoom.
func (c *cutter) line(t *turn, vertices []layer.Coord) bool {
	w := c.clip.window
	var last vertex
	var sides uint8 // of last
	long := false   // it has a length
	open := false   // a part is being drawn and ends at last
	for i, v := range vertices {
		var next vertex
		next.x, next.y = t.vertex(v)
		nextSides := w.sides(next)
		switch {
		case i == 0:
		case next == last:
			continue
		case sides&nextSides != 0:
			long = true
		default:
			long = true
			open = c.segment(w, last, sides, next, nextSides, open)
		}
		last, sides = next, nextSides
	}
	c.endLine(open)
	return long || sides != 0 || !owns(w.clamp(last))
}

// segment shows what of a segment lies in the window. If open, the part being
// drawn ends at its first end. It returns whether a part is left open at its
// second.
func (c *cutter) segment(w window, a vertex, aSides uint8, b vertex, bSides uint8, open bool) bool {
	start, end := w.clamp(a), w.clamp(b)
	if aSides != 0 {
		var enters bool
		if start, enters = w.enter(a, aSides, b); !enters {
			return false
		}
	}
	if bSides != 0 {
		end, _ = w.enter(b, bSides, a)
	}
	if start == end {
		// It touches the window in one place, which is the end of a part or
		// none.
		if bSides != 0 {
			c.endLine(open)
			return false
		}
		if !open {
			c.t.Coords = append(c.t.Coords, end)
		}
		return true
	}
	if !open {
		c.t.Coords = append(c.t.Coords, start)
	}
	c.t.Coords = append(c.t.Coords, end)
	c.endLine(bSides != 0)
	return bSides == 0
}

// endLine ends the part being drawn, if there is one.
func (c *cutter) endLine(open bool) {
	if !open {
		return
	}
	first := 0
	if n := len(c.t.Ends); n > 0 {
		first = int(c.t.Ends[n-1])
	}
	if len(c.t.Coords)-first < 2 {
		c.t.Coords = c.t.Coords[:first]
		return
	}
	c.endPart()
}

// shortLine shows a line below a pixel: the first in a pixel by a stroke
// between its ends, or if these are the same, by one as long as the pixel.
func (c *cutter) shortLine(s *layer.Shapes, part *layer.Part, t *turn) {
	pixel, ok := c.pixel(&c.pixels[0], part.Bounds, &t.frame)
	if !ok {
		return
	}
	var a, b vertex
	a.x, a.y = t.vertex(s.Coords[part.First])
	b.x, b.y = t.vertex(s.Coords[part.First+part.Count-1])
	w := c.clip.window
	if a != b && w.sides(a)|w.sides(b) == 0 {
		c.t.Coords = append(c.t.Coords, w.clamp(a), w.clamp(b))
	} else {
		middle := pixel.Y + Pixel/2
		c.t.Coords = append(c.t.Coords, Coord{pixel.X, middle}, Coord{pixel.X + Pixel, middle})
	}
	c.endPart()
}
