package tile

import "dateline/geo/layer"

// areas is the scratch space for the polygons of one feature.
type areas struct {
	loops   loops
	other   loops
	squares bool // the raster has pixels of rings that are smaller than one
	stitch  stitcher
	meets   meeter
	snap    snapper
	raster  raster
	nest    nester
	faces   faces
	rings   ringTracer
}

// polygons shows the polygons of one row:
//
//	clip     each ring to the tile with its buffer
//	stitch   what is left of a polygon's rings along the edges
//	meet     see where segments meet: mostly nowhere
//	divide   them there, or snap them, until they meet at vertices only
//	nest     if they meet nowhere, find out which are holes
//	faces    otherwise, find out which faces lie inside
//	rings    trace their outlines
func (c *cutter) polygons(s *layer.Shapes, row uint32, parts []ref) {
	r := &c.areas
	r.loops.reset()
	r.squares = false
	vanished := false
	number := int32(0)
	for i, p := range parts {
		part := &s.Parts[p.part]
		if !part.Kind.Ring() {
			continue
		}
		if i > 0 && (part.Polygon != s.Parts[parts[i-1].part].Polygon || p.turn != parts[i-1].turn) {
			number++
		}
		t := &c.turns[p.turn]
		if c.below(part.Bounds) {
			// A hole below a pixel is filled.
			if part.Kind == layer.PartOuter {
				c.square(part, t)
			}
			continue
		}
		c.world = s.Vertices(c.world[:0], int(p.part), t.near, c.t.Z)
		vanished = !c.ring(part, t, number) || vanished
	}
	r.stitch.stitch(&r.loops, c.clip.window)
	if r.squares {
		r.raster.outline(&r.loops, number+1)
	}
	vanished = vanished || c.ownsAny(&r.loops)
	first := len(c.t.Ends)
	switch {
	case len(r.loops.list) == 1 && r.loops.list[0].covers:
		c.emitRing(&r.loops, 0, true)
	case r.untangle(c.clip.window):
		c.emit(r)
	}
	if !c.feature(row, Polygon, first) && vanished {
		c.t.Stats.Dropped++
	}
}

// square takes a ring that is smaller than a pixel as that pixel.
func (c *cutter) square(part *layer.Part, t *turn) {
	if p, ok := c.pixel(&c.pixels[1], part.Bounds, &t.frame); ok {
		r := &c.areas
		if !r.squares {
			r.squares = true
			r.raster.begin(window{c.pixels[1].low, c.pixels[1].high()})
		}
		r.raster.set(p)
	}
}

// ring adds what the tile shows of a ring, whose vertices are c.world. It
// returns false if the tile has the ring but it has no area at this zoom.
func (c *cutter) ring(part *layer.Part, t *turn, polygon int32) bool {
	if len(c.world) == 0 {
		return true
	}
	l := &c.areas.loops
	first := len(l.coords)
	clipped := !part.Bounds.In(t.box)
	covers := false
	if !clipped {
		last := Coord{-1 << 31, 0}
		for _, w := range c.world {
			x, y := t.vertex(w)
			if p := (Coord{int32(x), int32(y)}); p != last {
				l.coords = append(l.coords, p)
				last = p
			}
		}
	} else {
		var entered bool
		if l.coords, entered = c.clip.ring(t, c.world, l.coords); !entered {
			covers = c.clip.around(l.coords[first:])
			if l.coords = l.coords[:first]; !covers {
				return true
			}
			l.coords = c.clip.corners(l.coords)
		}
	}
	start := l.coords[first]
	o, ok := l.close(first, polygon)
	if ok {
		o.clipped, o.covers = clipped, covers
		l.list = append(l.list, o)
	}
	return ok || !owns(start)
}

// ownsAny reports whether a vertex of the loops belongs to the tile.
func (c *cutter) ownsAny(l *loops) bool {
	for _, o := range l.list {
		for _, p := range l.coords[o.first:o.end] {
			if owns(p) {
				return true
			}
		}
	}
	return false
}

// maxDivisions is how often loops are divided where segments cross. Rounding the
// crossings may make new ones, but hardly ever twice. Snapping cannot, but moves
// more.
const maxDivisions = 3

// untangle makes the segments of the loops meet at vertices only. It returns
// false if nothing is left of them. What is too tangled for that, it draws in
// whole pixels.
func (r *areas) untangle(w window) bool {
	limited := true
	for round := 0; len(r.loops.list) > 0; round++ {
		few := r.meets.find(&r.loops, limited)
		switch {
		case few && len(r.meets.cuts) == 0:
			return true
		case few && !r.meets.crossed:
			r.meets.apply(&r.other)
			r.meets.seen = &r.other
			r.loops, r.other = r.other, r.loops
			return true
		case !few || round > maxDivisions:
			r.raster.draw(&r.loops, w, &r.other)
			limited = false
		case round == maxDivisions:
			r.snap.snap(&r.loops, r.meets.cuts, &r.other)
		default:
			r.loops.divide(r.meets.cuts, &r.other)
		}
		r.loops, r.other = r.other, r.loops
	}
	return false
}

// emit shows the faces of untangled loops.
func (c *cutter) emit(r *areas) {
	if !r.meets.met && r.nest.nest(&r.loops, &r.meets) {
		c.emitNested(&r.loops, &r.nest)
		return
	}
	r.faces.find(&r.loops, &r.meets)
	r.rings.trace(&r.faces)
	for _, ring := range r.rings.rings {
		c.t.Coords = append(c.t.Coords, r.rings.coords[ring.first:ring.end]...)
		c.endPart()
	}
}
