package tile

import "slices"

// hold finds for each component the walk that goes round it most closely.
func (f *faces) hold() {
	f.outermost = -1
	if len(f.components) > 1 {
		f.assign()
		f.meets.mark()
	}
	// Backwards, so that each list is in the order of components.
	for i := len(f.components) - 1; i >= 0; i-- {
		k := &f.components[i]
		list := &f.outermost
		if len(f.components) > 1 {
			if half := f.leftOf(k.low); half >= 0 {
				list = &f.walks[f.walkOf[half]].held
			}
		}
		k.next, *list = *list, int32(i)
	}
}

// assign notes the chain of each segment.
func (f *faces) assign() {
	n := len(f.loops.coords)
	f.chainOf = slices.Grow(f.chainOf[:0], n)[:n]
	for i := range f.chains {
		c := &f.chains[i]
		o := &f.loops.list[c.loop]
		number := int32(i)
		if c.dead {
			number = -1
		}
		at := o.first + c.start
		for range c.count {
			f.chainOf[at] = number
			if at++; at == o.end {
				at = o.first
			}
		}
	}
}

// leftOf looks to the left from a place of the given key. It returns the half
// with that side on its left of the first segment it sees, or -1. It looks just
// above the place, so it sees no vertex.
func (f *faces) leftOf(k uint32) int32 {
	p := Coord{int32(k>>keyBits) - keyOffset, int32(k&(1<<keyBits-1)) - keyOffset}
	g := &f.meets.grid
	best := sight{half: -1}
	column, row := g.cell(p)
	for column = g.before(column, row); column >= 0; column = g.before(column-1, row) {
		for e := *g.list(column, row); e != 0; e = g.entries[e-1].next {
			s := f.see(g.entries[e-1].index, p)
			if s.half >= 0 && s.x < int64(p.X)*s.dy && (best.half < 0 || best.left(&s)) {
				best = s
			}
		}
		if west := g.low.X + column<<g.shift; best.half >= 0 && best.x >= int64(west)*best.dy {
			break // what is in cells further left cannot be closer
		}
	}
	return best.half
}

// see looks from a place at a segment of the grid, or at that piece of it which
// is to the left or right.
func (f *faces) see(i int32, p Coord) sight {
	if l := f.meets.seen; (l.coords[i].Y <= p.Y) == (l.coords[i+1].Y <= p.Y) {
		return sight{half: -1}
	}
	for i, last := f.meets.piecesOf(i); i <= last; i++ {
		a, b := f.loops.coords[i], f.loops.coords[i+1]
		if (a.Y <= p.Y) == (b.Y <= p.Y) || f.chainOf[i] < 0 {
			continue
		}
		s := sight{half: 2 * f.chainOf[i]}
		if a.Y < b.Y {
			s.half++ // what lies to the right of it is on the left downwards
		} else {
			a, b = b, a
		}
		s.dx, s.dy = int64(b.X-a.X), int64(b.Y-a.Y)
		s.x = int64(a.X)*s.dy + int64(p.Y-a.Y)*s.dx
		return s
	}
	return sight{half: -1}
}

// A sight is a segment that a look to the left meets, at x/dy.
type sight struct {
	x, dx, dy int64
	half      int32
}

// left reports whether s lies to the left of t, just above the line of sight.
func (s *sight) left(t *sight) bool {
	if a, b := s.x*t.dy, t.x*s.dy; a != b {
		return a < b
	}
	return s.dx*t.dy < t.dx*s.dy
}

// A visit is a walk to be visited, coming from another through a chain, or not
// through any if it is -1. If walk is -1, the visit is over that came through
// the chain.
type visit struct{ walk, chain int32 }

// cover counts the polygons on the left of each walk. It goes from one to the
// next through the chains between them, beginning outside of everything, and
// keeps book of the polygons that hold the place where it is.
func (f *faces) cover() {
	f.odd = f.odd[:0]
	for _, polygon := range f.owners {
		for int(polygon) >= len(f.odd) {
			f.odd = append(f.odd, false)
		}
	}
	count := int32(0)
	f.stack = f.stack[:0]
	f.enter(f.outermost)
	for len(f.stack) > 0 {
		v := f.stack[len(f.stack)-1]
		f.stack = f.stack[:len(f.stack)-1]
		if v.walk >= 0 && f.walks[v.walk].cover >= 0 {
			continue
		}
		if v.chain >= 0 {
			group := f.chains[v.chain].group
			for _, polygon := range f.owners[f.groups[group]:f.groups[group+1]] {
				f.odd[polygon] = !f.odd[polygon]
				if f.odd[polygon] {
					count++
				} else {
					count--
				}
			}
		}
		if v.walk < 0 {
			continue
		}
		w := &f.walks[v.walk]
		w.cover = count
		if v.chain >= 0 {
			f.stack = append(f.stack, visit{-1, v.chain})
		}
		f.enter(w.held)
		for h := w.half; ; {
			if other := f.walkOf[h^1]; f.walks[other].cover < 0 {
				f.stack = append(f.stack, visit{other, h / 2})
			}
			if h = f.next(h); h == w.half {
				break
			}
		}
	}
}

// enter puts down the components of a list for a visit.
func (f *faces) enter(component int32) {
	for ; component >= 0; component = f.components[component].next {
		f.stack = append(f.stack, visit{f.components[component].outer, -1})
	}
}
