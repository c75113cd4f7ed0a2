package tile

// A lookout looks down (to lower y) from one place after the other, from left to
// right, for the nearest segment of loops that a meeter has in blocks.
type lookout struct {
	meets  *meeter
	loops  *loops  // those seen, or those that they were divided into
	dead   []int32 // by segment of these: -1 if it does not count; nil if all do
	active []int32 // blocks that the line of sight may meet
	next   int     // the next block in order
}

// A sight is a segment that a look down meets, at y/dx.
type sight struct {
	y, dx, dy int64
	segment   int32 // -1 if there is none
	loop      int32
	right     bool // the segment goes to the right
}

func (k *lookout) start(m *meeter, l *loops, dead []int32) {
	k.meets, k.loops, k.dead = m, l, dead
	k.active, k.next = k.active[:0], 0
}

// below looks down just left of a place, so that it sees no vertex.
func (k *lookout) below(p Coord) sight {
	m := k.meets
	for ; k.next < len(m.order) && m.order[k.next].west < p.X; k.next++ {
		k.active = append(k.active, m.order[k.next].block)
	}
	best := sight{segment: -1}
	active := k.active[:0]
	for _, i := range k.active {
		b := &m.blocks[i]
		if b.east < p.X {
			continue // for all places to come
		}
		active = append(active, i)
		if b.reach.north() > p.Y {
			continue
		}
		coords := m.seen.coords[b.first : b.last+2]
		for n := range len(coords) - 1 {
			if (coords[n].X < p.X) == (coords[n+1].X < p.X) {
				continue
			}
			s := k.see(b.first+int32(n), p)
			if s.segment >= 0 && s.y < int64(p.Y)*s.dx && (best.segment < 0 || best.below(&s)) {
				best = s
				best.loop = b.loop
			}
		}
	}
	k.active = active
	return best
}

// see looks at a segment of the loops seen that is below or above a place, or at
// that piece of it which is.
func (k *lookout) see(i int32, p Coord) sight {
	for i, last := k.meets.piecesOf(i); i <= last; i++ {
		a, b := k.loops.coords[i], k.loops.coords[i+1]
		if (a.X < p.X) == (b.X < p.X) || k.dead != nil && k.dead[i] < 0 {
			continue
		}
		s := sight{segment: i, right: a.X < b.X}
		if !s.right {
			a, b = b, a
		}
		s.dx, s.dy = int64(b.X-a.X), int64(b.Y-a.Y)
		s.y = int64(a.Y)*s.dx + int64(p.X-a.X)*s.dy
		return s
	}
	return sight{segment: -1}
}

// below reports whether s lies below t, just left of the line of sight.
func (s *sight) below(t *sight) bool {
	if a, b := s.y*t.dx, t.y*s.dx; a != b {
		return a < b
	}
	return s.dy*t.dx > t.dy*s.dx
}
