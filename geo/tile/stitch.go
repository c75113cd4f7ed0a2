package tile

import "slices"

// A stitcher joins what is left of clipped rings. A clipped ring runs to and
// fro along the edges of the window. Where the rings of a polygon run along a
// stretch of an edge an even number of times, they enclose nothing there;
// where an odd number of times, the polygon's outline runs once. So the
// stitcher keeps the chains inside and those stretches, and ties them together
// where they meet.
type stitcher struct {
	arcs  []arc
	ends  []uint64   // of arcs: the key of the place, and twice the index of the arc, one more for its far end
	mates []int32    // of each end of an arc, the end it is tied to
	edges [4][]int32 // where walks along each edge begin and end
	loops []loop
}

// An arc is a chain of a loop, or a stretch of an edge.
type arc struct {
	loop         int32 // -1 for a stretch
	start, count int32 // of a chain: its vertices, counted round the loop
	from, to     Coord
	used         bool
}

// stitch replaces loops that run along edges of the window. Where more than two
// ends of arcs meet at a place, the polygon's loops are left as they are.
func (s *stitcher) stitch(l *loops, w window) {
	s.loops = s.loops[:0]
	for first := 0; first < len(l.list); {
		last, clipped := first, false
		for last < len(l.list) && l.list[last].polygon == l.list[first].polygon {
			clipped = clipped || l.list[last].clipped
			last++
		}
		if !clipped || last-first == 1 && l.list[first].covers || !s.polygon(l, w, first, last) {
			s.loops = append(s.loops, l.list[first:last]...)
		}
		first = last
	}
	l.list, s.loops = s.loops, l.list
}

// polygon stitches the loops first…last-1, which are those of one polygon.
func (s *stitcher) polygon(l *loops, w window, first, last int) bool {
	before := len(s.loops)
	s.arcs = s.arcs[:0]
	for i := range s.edges {
		s.edges[i] = s.edges[i][:0]
	}
	for i := first; i < last; i++ {
		o := l.list[i]
		if !o.clipped || !s.walks(l.coords[o.first:o.end+1], w, int32(i)) {
			s.loops = append(s.loops, o)
		}
	}
	s.stretches(w)
	if !s.tie() {
		s.loops = s.loops[:before]
		return false
	}
	for i := range s.arcs {
		if !s.arcs[i].used {
			s.join(l, int32(i), l.list[first].polygon)
		}
	}
	return true
}

// walks notes where a loop runs along edges, and the chains between. It returns
// false if it does not.
func (s *stitcher) walks(coords []Coord, w window, loop int32) bool {
	n := int32(len(coords) - 1)
	first, from := int32(-1), int32(0) // where the first chain begins, and the current one
	last := coords[0]
	for i, p := range coords[1:] {
		e := w.edge(last, p)
		switch e {
		case noEdge:
			last = p
			continue
		case leftEdge, rightEdge:
			s.edges[e] = append(s.edges[e], last.Y, p.Y)
		default:
			s.edges[e] = append(s.edges[e], last.X, p.X)
		}
		if first < 0 {
			first = int32(i) // the chain that ends here begins with the last one
		} else if int32(i) > from {
			s.arcs = append(s.arcs, arc{loop: loop, start: from, count: int32(i) - from + 1, from: coords[from], to: last})
		}
		from = int32(i) + 1
		last = p
	}
	if first < 0 {
		return false
	}
	if end := first + n; end > from {
		s.arcs = append(s.arcs, arc{loop: loop, start: from % n, count: end - from + 1, from: coords[from], to: coords[first]})
	}
	return true
}

// stretches finds the stretches of the edges that the outline runs along.
func (s *stitcher) stretches(w window) {
	low, high := int32(w.low), int32(w.high)
	for e, ends := range s.edges {
		slices.Sort(ends)
		odd := ends[:0] // those that do not cancel each other
		for _, v := range ends {
			if n := len(odd); n > 0 && odd[n-1] == v {
				odd = odd[:n-1]
			} else {
				odd = append(odd, v)
			}
		}
		for i := 0; i+1 < len(odd); i += 2 {
			a := arc{loop: -1}
			switch e {
			case leftEdge:
				a.from, a.to = Coord{low, odd[i]}, Coord{low, odd[i+1]}
			case rightEdge:
				a.from, a.to = Coord{high, odd[i]}, Coord{high, odd[i+1]}
			case upperEdge:
				a.from, a.to = Coord{odd[i], low}, Coord{odd[i+1], low}
			default:
				a.from, a.to = Coord{odd[i], high}, Coord{odd[i+1], high}
			}
			s.arcs = append(s.arcs, a)
		}
	}
}

// tie finds for each end of an arc the one that it meets. It returns false if
// more than two meet at a place.
func (s *stitcher) tie() bool {
	s.ends = s.ends[:0]
	for i, a := range s.arcs {
		s.ends = append(s.ends, uint64(key(a.from))<<32|uint64(2*i), uint64(key(a.to))<<32|uint64(2*i+1))
	}
	slices.Sort(s.ends)
	s.mates = slices.Grow(s.mates[:0], len(s.ends))[:len(s.ends)]
	for i := 0; i < len(s.ends); i += 2 {
		a, b := s.ends[i], s.ends[i+1]
		if a>>32 != b>>32 || i+2 < len(s.ends) && s.ends[i+2]>>32 == a>>32 {
			return false
		}
		s.mates[uint32(a)], s.mates[uint32(b)] = int32(uint32(b)), int32(uint32(a))
	}
	return true
}

// join walks from arc to arc, starting with the given one, and adds the loop.
func (s *stitcher) join(l *loops, index, polygon int32) {
	first := len(l.coords)
	for end := 2 * index; !s.arcs[end/2].used; end = s.mates[end^1] {
		a := &s.arcs[end/2]
		a.used = true
		forth := end&1 == 0
		switch {
		case a.loop < 0 && forth:
			l.coords = append(l.coords, a.from)
		case a.loop < 0:
			l.coords = append(l.coords, a.to)
		default:
			// The last vertex is the first of the next arc.
			o := l.list[a.loop]
			for k := range a.count - 1 {
				if !forth {
					k = a.count - 1 - k
				}
				i := a.start + k
				if n := o.end - o.first; i >= n {
					i -= n
				}
				l.coords = append(l.coords, l.coords[o.first+i])
			}
		}
	}
	if o, ok := l.close(first, polygon); ok {
		s.loops = append(s.loops, o)
	}
}
