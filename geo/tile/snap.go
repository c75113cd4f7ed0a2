package tile

import (
	"cmp"
	"slices"
)

// A snapper makes segments meet at nothing but vertices by snap rounding: the
// units that hold a vertex or a crossing are hot, and every segment is led
// through the middle of each hot unit it passes. No segment moves by more than
// about half a unit (Hobby 1999; Guibas and Marimont 1998).
//
// A hot unit is the square round a place in tile units, its lower sides
// included, the others not.
type snapper struct {
	hot   []Coord // by x
	stops []stop
}

// A stop is a hot unit on the way of a segment.
type stop struct {
	way int32 // grows along the segment
	at  Coord
}

// snap copies loops to another place and snaps them on the way. Cuts are where
// the segments cross, each with its place rounded.
func (s *snapper) snap(l *loops, cuts []cut, to *loops) {
	s.hot = s.hot[:0]
	for _, o := range l.list {
		s.hot = append(s.hot, l.coords[o.first:o.end]...)
	}
	for _, c := range cuts {
		s.hot = append(s.hot, c.at)
	}
	slices.SortFunc(s.hot, func(a, b Coord) int { return cmp.Compare(key(a), key(b)) })
	s.hot = slices.Compact(s.hot)
	to.reset()
	for _, o := range l.list {
		first := len(to.coords)
		for i := o.first; i < o.end; i++ {
			s.lead(l.coords[i], l.coords[i+1])
			for _, stop := range s.stops {
				to.add(first, stop.at)
			}
		}
		to.end(first, o.polygon)
	}
}

// lead finds the hot units that a segment passes, in order.
func (s *snapper) lead(a, b Coord) {
	s.stops = s.stops[:0]
	right, up := int32(1), int32(1)
	if b.X < a.X {
		right = -1
	}
	if b.Y < a.Y {
		up = -1
	}
	first, _ := slices.BinarySearchFunc(s.hot, min(a.X, b.X), func(h Coord, x int32) int { return cmp.Compare(h.X, x) })
	for _, p := range s.hot[first:] {
		if p.X > max(a.X, b.X) {
			break
		}
		if passes(a, b, p) {
			// Along the way x and y go one way each, so the sum grows.
			s.stops = append(s.stops, stop{right*p.X + up*p.Y, p})
		}
	}
	slices.SortFunc(s.stops, func(a, b stop) int { return cmp.Compare(a.way, b.way) })
}

// passes reports whether the segment from a to b has something in the unit
// round p.
func passes(a, b, p Coord) bool {
	if p.X < min(a.X, b.X) || p.X > max(a.X, b.X) || p.Y < min(a.Y, b.Y) || p.Y > max(a.Y, b.Y) {
		return false
	}
	if a.X > b.X {
		a, b = b, a
	}
	// Twice the side of p, and by how much it differs at the unit's corners:
	// there must be corners on both sides of the line, or the lower left one
	// (the only one that belongs to the unit) on it.
	dx, dy := int64(b.X-a.X), int64(b.Y-a.Y)
	middle := 2 * side(a, b, p)
	reach := dx + max(dy, -dy)
	return middle < reach && -middle < reach || middle == dx-dy
}
