package layer

import (
	"cmp"
	"slices"
)

// An arc is a stretch of a line or ring between two junctions. Where polygons
// have a border in common, each has its own copy of the same arcs; since all
// that is decided about the vertices of an arc depends on their places only,
// the copies stay the same.

// noVertex marks that there is no vertex.
const noVertex = ^uint32(0)

// junctions tells of every vertex whether it is where lines or rings part, join
// or end: any two places next to it that differ from those next to it elsewhere
// make it one. So do two that are the same, where a path turns back. Vertices
// at which a geometry was cut at a rim of the world count as well, so that both
// sides keep them.
func (s *Shapes) junctions() []bool {
	// A hash table of places, open addressing with linear probing, holds the
	// first vertex at each; same says which that is.
	size := 16
	for size < 2*len(s.Coords) {
		size *= 2
	}
	table := make([]uint32, size)
	for i := range table {
		table[i] = noVertex
	}
	shift := 64
	for n := size; n > 1; n /= 2 {
		shift--
	}
	same := make([]uint32, len(s.Coords))
	junction := make([]bool, len(s.Coords))
	for i := range s.Parts {
		p := &s.Parts[i]
		if p.Kind == PartPoints {
			continue
		}
		for v := p.First; v < p.First+p.Count; v++ {
			c := s.Coords[v]
			slot := int((uint64(uint32(c.X)) | uint64(uint32(c.Y))<<32) * 0x9E3779B97F4A7C15 >> shift)
			for table[slot] != noVertex && s.Coords[table[slot]] != c {
				slot = (slot + 1) & (size - 1)
			}
			before, after, end := s.neighbours(p, v)
			first := table[slot]
			if first == noVertex {
				first = v
				table[slot] = v
			} else if !junction[first] {
				b, a, _ := s.neighbours(s.partOf(first, p), first)
				end = end || !(before == b && after == a || before == a && after == b)
			}
			if end || before == after || onRim(c, before, after) {
				junction[first] = true
			}
			same[v] = first
		}
	}
	for i := range s.Parts {
		if p := &s.Parts[i]; p.Kind != PartPoints {
			for v := p.First; v < p.First+p.Count; v++ {
				junction[v] = junction[same[v]]
			}
		}
	}
	return junction
}

// partOf finds the part of a vertex; it may be guess, or one before.
func (s *Shapes) partOf(vertex uint32, guess *Part) *Part {
	if vertex >= guess.First {
		return guess
	}
	i, found := slices.BinarySearchFunc(s.Parts, vertex, func(p Part, v uint32) int { return cmp.Compare(p.First, v) })
	if !found {
		i--
	}
	return &s.Parts[i]
}

// neighbours are the places before and after a vertex of part p; end tells that
// there are not two.
func (s *Shapes) neighbours(p *Part, vertex uint32) (before, after Coord, end bool) {
	last := p.First + p.Count - 1
	switch {
	case vertex > p.First:
		before = s.Coords[vertex-1]
	case p.Kind.Ring():
		before = s.Coords[last]
	default:
		end = true
	}
	switch {
	case vertex < last:
		after = s.Coords[vertex+1]
	case p.Kind.Ring():
		after = s.Coords[p.First]
	default:
		end = true
	}
	return before, after, end
}

// onRim tells that c is on the western or eastern rim, but not both places next
// to it are.
func onRim(c, before, after Coord) bool {
	return (c.X == worldMin || c.X == worldMax) && (before.X != c.X || after.X != c.X)
}

// eachArc calls arc for the arcs of a part, given as indices of vertices. An
// arc has its two ends, which may be the same, and at least one vertex between;
// a ring without junctions is one arc without ends.
func (p *Part) eachArc(junction []bool, scratch []uint32, arc func(vertices []uint32, open bool)) []uint32 {
	count := p.Count
	start := uint32(0)
	for start < count && !junction[p.First+start] {
		start++
	}
	vertices := scratch[:0]
	if start == count {
		for i := range count {
			vertices = append(vertices, p.First+i)
		}
		arc(vertices, false)
		return vertices
	}
	// A line begins and ends with a junction; a ring comes back to start.
	steps := count - 1
	if p.Kind.Ring() {
		steps = count
	}
	vertices = append(vertices, p.First+start)
	for i := uint32(1); i <= steps; i++ {
		v := p.First + (start+i)%count
		vertices = append(vertices, v)
		if junction[v] {
			if len(vertices) > 2 {
				arc(vertices, true)
			}
			vertices = append(vertices[:0], v)
		}
	}
	return vertices
}
