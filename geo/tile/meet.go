package tile

// A meeter finds where the segments of loops meet at anything but the vertex
// between two neighbours.
type meeter struct {
	grid grid
	// junction tells which vertices lie where another vertex lies, by index of
	// loops.coords.
	junction []bool
	met      bool  // there is a junction
	cuts     []cut // where a segment passes through a vertex or another segment
	tries    int   // pairs of segments yet to be tried
}

// find fills the meeter. It returns false if there are more pairs of segments
// to try than the limit.
func (m *meeter) find(l *loops, limit int) bool {
	n := len(l.coords)
	if cap(m.junction) < n {
		m.junction = make([]bool, n+n/2)
	}
	m.junction = m.junction[:n]
	clear(m.junction)
	m.met, m.cuts, m.tries = false, m.cuts[:0], limit
	m.grid.lay(l)
	g := &m.grid
	for k := range l.list {
		o := &l.list[k]
		a, before := l.coords[o.first], l.coords[o.end-1]
		for i := o.first; i < o.end; i++ {
			b := l.coords[i+1]
			if side(before, a, b) == 0 {
				m.spike(l, o, i, before)
			}
			x1, x2 := (min(a.X, b.X)-g.low.X)>>g.shift, (max(a.X, b.X)-g.low.X)>>g.shift
			y1, y2 := (min(a.Y, b.Y)-g.low.Y)>>g.shift, (max(a.Y, b.Y)-g.low.Y)>>g.shift
			switch {
			case x1 == x2 && y1 == y2:
				m.visit(l, o, i, x1, y1)
			default:
				for _, cell := range g.under(a, b, 0) {
					m.visit(l, o, i, cell.column, cell.row)
				}
			}
			before, a = a, b
		}
		if m.tries < 0 {
			return false
		}
	}
	return true
}

// visit compares a segment with those in a cell, and puts it there.
func (m *meeter) visit(l *loops, o *loop, i, column, row int32) {
	g := &m.grid
	coords := l.coords
	a, b := coords[i], coords[i+1]
	west, east := min(a.X, b.X), max(a.X, b.X)
	north, south := min(a.Y, b.Y), max(a.Y, b.Y)
	for e := *g.list(column, row); e != 0; {
		entry := &g.entries[e-1]
		e = entry.next
		j := entry.segment
		m.tries--
		c, d := coords[j], coords[j+1]
		if min(c.X, d.X) > east || max(c.X, d.X) < west || min(c.Y, d.Y) > south || max(c.Y, d.Y) < north {
			continue
		}
		if j == i-1 && j >= o.first || j == o.first && i == o.end-1 {
			continue // neighbours
		}
		m.compare(l, i, j)
	}
	g.put(column, row, i)
}

// spike looks at three vertices in line, of which that of index i is the middle
// one. If the loop turns back there, both of its segments meet.
func (m *meeter) spike(l *loops, o *loop, i int32, before Coord) {
	at, after := l.coords[i], l.coords[i+1]
	if along(at, before, after) <= 0 {
		return
	}
	previous := i - 1
	if i == o.first {
		previous = o.end - 1
	}
	m.join(l, i)
	switch reach := along(at, after, before) - along(at, after, after); {
	case reach > 0:
		m.cuts = append(m.cuts, cut{previous, after})
	case reach < 0:
		m.cuts = append(m.cuts, cut{i, before})
	default:
		m.join(l, previous)
		m.join(l, i+1)
	}
}

// join notes that a vertex is a junction.
func (m *meeter) join(l *loops, vertex int32) {
	m.met = true
	m.junction[vertex] = true
}

// compare notes where two segments meet that are not neighbours.
func (m *meeter) compare(l *loops, i, j int32) {
	a, b, c, d := l.coords[i], l.coords[i+1], l.coords[j], l.coords[j+1]
	atC, atD := side(a, b, c), side(a, b, d)
	if atC > 0 && atD > 0 || atC < 0 && atD < 0 {
		return
	}
	atA, atB := side(c, d, a), side(c, d, b)
	if atA > 0 && atB > 0 || atA < 0 && atB < 0 {
		return
	}
	if atA != 0 && atB != 0 && atC != 0 && atD != 0 {
		// From a to b, the distance from the other falls from atA to atB.
		_, x, _ := meet(int64(a.X), int64(b.X-a.X), atA, atA-atB)
		_, y, _ := meet(int64(a.Y), int64(b.Y-a.Y), atA, atA-atB)
		at := Coord{int32(x), int32(y)}
		m.cutAt(i, at, a, b)
		m.cutAt(j, at, c, d)
		return
	}
	if atA == 0 {
		m.touch(l, i, j, a, c, d)
	}
	if atB == 0 {
		m.touch(l, i+1, j, b, c, d)
	}
	if atC == 0 {
		m.touch(l, j, i, c, a, b)
	}
	if atD == 0 {
		m.touch(l, j+1, i, d, a, b)
	}
}

// cutAt cuts a segment from a to b, unless it ends there.
func (m *meeter) cutAt(segment int32, at, a, b Coord) {
	if at != a && at != b {
		m.cuts = append(m.cuts, cut{segment, at})
	}
}

// touch notes that the vertex p of the given index, which is in line with the
// segment from a to b, lies on it, if it does.
func (m *meeter) touch(l *loops, vertex, segment int32, p, a, b Coord) {
	switch {
	case p == a:
		m.join(l, vertex)
		m.join(l, segment)
	case p == b:
		m.join(l, vertex)
		m.join(l, segment+1)
	case along(p, a, b) < 0:
		m.cuts = append(m.cuts, cut{segment, p})
	}
}
