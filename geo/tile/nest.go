package tile

import "slices"

// A nester finds which of the loops of a feature are holes, and in what, if none
// of them meets itself or another.
type nester struct {
	rings []nested
	keys  []uint64 // of leftmost vertices, and the loops
	look  lookout
}

// A nested is a loop as a ring.
type nested struct {
	left     bool  // it runs with its inner side to the left
	out, in  int32 // polygon that holds the outer and the inner side, or noPolygon
	exterior int32 // exterior ring of the face that holds the outer side, or -1
	holes    int32 // first hole of an exterior ring, or -1
	next     int32 // next hole of the same exterior ring, or -1
	last     int32 // last hole of an exterior ring
}

const noPolygon = -1

// nest fills rings. It returns false if a loop lies in a polygon other than its
// own.
func (n *nester) nest(l *loops, m *meeter) bool {
	n.rings, n.keys = n.rings[:0], n.keys[:0]
	for i := range l.list {
		o := &l.list[i]
		at, low := o.first, key(l.coords[o.first])
		for v := o.first + 1; v < o.end; v++ {
			if k := key(l.coords[v]); k < low {
				at, low = v, k
			}
		}
		before := at - 1
		if at == o.first {
			before = o.end - 1
		}
		n.rings = append(n.rings, nested{
			left:     side(l.coords[before], l.coords[at], l.coords[at+1]) > 0,
			exterior: -1, holes: -1, next: -1, last: -1,
		})
		n.keys = append(n.keys, uint64(low)<<32|uint64(i))
	}
	slices.Sort(n.keys)
	n.look.start(m, l, nil)
	for _, k := range n.keys {
		i := int32(uint32(k))
		r := &n.rings[i]
		r.out = noPolygon
		if s := n.look.below(place(uint32(k >> 32))); s.segment >= 0 {
			n.beside(r, s)
		}
		switch polygon := l.list[i].polygon; r.out {
		case noPolygon:
			r.in = polygon
			r.exterior = -1
		case polygon:
			r.in = noPolygon
			n.add(r.exterior, i)
		default:
			return false
		}
	}
	return true
}

// beside notes what holds the outer side of a ring: what holds that side of the
// segment below it which is above the segment.
func (n *nester) beside(r *nested, s sight) {
	other := &n.rings[s.loop]
	if other.left != s.right {
		r.out, r.exterior = other.out, other.exterior
	} else if r.out = other.in; r.out != noPolygon {
		r.exterior = s.loop
	}
}

// add adds a hole to an exterior ring.
func (n *nester) add(exterior, hole int32) {
	e := &n.rings[exterior]
	if e.holes < 0 {
		e.holes = hole
	} else {
		n.rings[e.last].next = hole
	}
	e.last = hole
}

// emitNested shows each exterior ring, then its holes.
func (c *cutter) emitNested(l *loops, n *nester) {
	for i := range n.rings {
		if n.rings[i].in == noPolygon {
			continue
		}
		c.emitRing(l, int32(i), n.rings[i].left)
		for hole := n.rings[i].holes; hole >= 0; hole = n.rings[hole].next {
			c.emitRing(l, hole, !n.rings[hole].left)
		}
	}
}

// emitRing shows a loop as a ring, as it runs or turned round.
func (c *cutter) emitRing(l *loops, i int32, forth bool) {
	ring := l.coords[l.list[i].first:l.list[i].end]
	at := len(c.t.Coords)
	c.t.Coords = append(c.t.Coords, ring...)
	if !forth {
		slices.Reverse(c.t.Coords[at+1:])
	}
	c.endPart()
}
