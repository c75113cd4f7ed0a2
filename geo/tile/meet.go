package tile

import "slices"

// A meeter finds where the segments of loops meet at anything but the vertex
// between two neighbours.
type meeter struct {
	grid grid
	high Coord // upper corner of the bounds
	// junction tells which vertices lie where another vertex or segment does, by
	// index of loops.coords.
	junction []bool
	met      bool  // there is a junction
	cuts     []cut // where a segment passes through a vertex or another segment
	crossed  bool  // some of the cuts are where two segments cross, rounded
	tries    int   // pairs of segments that were looked at

	seen    *loops  // the loops that the grid is of
	pieces  []int32 // by vertex of these: its index in the loops divided by apply
	divided []bool
}

const (
	// fewSegments are compared each with each.
	fewSegments = 20

	maxTries = 4_000_000
	maxCuts  = 20_000 // besides one for each vertex
)

// find fills the meeter. If limited, it gives up and returns false when there is
// more to do than real data ever ask for, so that no data can hold up a server.
func (m *meeter) find(l *loops, limited bool) bool {
	m.seen = l
	m.junction = zeroed(m.junction, len(l.coords))
	m.met, m.crossed, m.cuts, m.tries = false, false, m.cuts[:0], 0
	m.lay(l)
	g := &m.grid
	for k := range l.list {
		o := &l.list[k]
		a, before := l.coords[o.first], l.coords[o.end-1]
		column, row := g.cell(a)
		for i := o.first; i < o.end; i++ {
			b := l.coords[i+1]
			if side(before, a, b) == 0 {
				m.spike(l, o, i, before)
			}
			toColumn, toRow := g.cell(b)
			reach := reachOf(a, b)
			m.visit(l, o, i, column, row, reach)
			if column != toColumn || row != toRow {
				if distance(column, toColumn)+distance(row, toRow) == 1 {
					m.visit(l, o, i, toColumn, toRow, reach)
				} else {
					for _, cell := range g.under(a, b, 0) {
						if cell.column != column || cell.row != row {
							m.visit(l, o, i, cell.column, cell.row, reach)
						}
					}
				}
			}
			before, a = a, b
			column, row = toColumn, toRow
			if limited && (m.tries > maxTries || len(m.cuts) > maxCuts+len(l.coords)) {
				return false
			}
		}
	}
	return true
}

func distance(a, b int32) int32 { return max(a-b, b-a) }

// lay lays the grid, with cells about three times as large as segments are long.
func (m *meeter) lay(l *loops) {
	low, high := l.coords[l.list[0].first], l.coords[l.list[0].first]
	length, n := int64(0), 0
	for _, o := range l.list {
		last := l.coords[o.first]
		for _, p := range l.coords[o.first+1 : o.end+1] {
			low = Coord{min(low.X, p.X), min(low.Y, p.Y)}
			high = Coord{max(high.X, p.X), max(high.Y, p.Y)}
			length += int64(max(distance(p.X, last.X), distance(p.Y, last.Y)))
			last = p
		}
		n += int(o.end - o.first)
	}
	m.high = high
	m.grid.lay(low, high, 2*length/int64(n), n, n <= fewSegments)
}

// visit compares a segment with those in a cell, and puts it there.
func (m *meeter) visit(l *loops, o *loop, i, column, row int32, reach reach) {
	g := &m.grid
	limits := reach.limits()
	head := g.list(column, row)
	tries, entries := 0, g.entries
	for e := *head; e != 0; {
		entry := &entries[e-1]
		e = entry.next
		tries++
		if entry.reach.meets(limits) {
			if j := entry.index; (j != i-1 || j < o.first) && (j != o.first || i != o.end-1) {
				m.compare(l, i, j) // they are not neighbours
			}
		}
	}
	m.tries += tries
	g.entries = append(entries, gridEntry{reach, i, *head})
	*head = int32(len(g.entries))
}

// mark notes which cells of the grid are not empty, for those who want to look
// from one to another.
func (m *meeter) mark() {
	l, g := m.seen, &m.grid
	g.clearUse(m.high)
	for _, o := range l.list {
		a := l.coords[o.first]
		column, row := g.cell(a)
		for _, b := range l.coords[o.first+1 : o.end+1] {
			g.use(column, row)
			toColumn, toRow := g.cell(b)
			if distance(column, toColumn)+distance(row, toRow) > 1 {
				for _, cell := range g.under(a, b, 0) {
					g.use(cell.column, cell.row)
				}
			}
			a, column, row = b, toColumn, toRow
		}
	}
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
	m.join(i)
	switch reach := along(at, after, before) - along(at, after, after); {
	case reach > 0:
		m.join(i + 1)
		m.cuts = append(m.cuts, cut{previous, after})
	case reach < 0:
		m.join(previous)
		m.cuts = append(m.cuts, cut{i, before})
	default:
		m.join(previous)
		m.join(i + 1)
	}
}

// join notes that a vertex is a junction.
func (m *meeter) join(vertex int32) {
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
		m.cross(i, at, a, b)
		m.cross(j, at, c, d)
		return
	}
	if atA == 0 {
		m.touch(i, j, a, c, d)
	}
	if atB == 0 {
		m.touch(i+1, j, b, c, d)
	}
	if atC == 0 {
		m.touch(j, i, c, a, b)
	}
	if atD == 0 {
		m.touch(j+1, i, d, a, b)
	}
}

// cross cuts a segment from a to b where it crosses another, unless it ends
// there.
func (m *meeter) cross(segment int32, at, a, b Coord) {
	if at != a && at != b {
		m.crossed = true
		m.cuts = append(m.cuts, cut{segment, at})
	}
}

// touch notes that the vertex p of the given index, which is in line with the
// segment from a to b, lies on it, if it does.
func (m *meeter) touch(vertex, segment int32, p, a, b Coord) {
	switch {
	case p == a:
		m.join(vertex)
		m.join(segment)
	case p == b:
		m.join(vertex)
		m.join(segment + 1)
	case along(p, a, b) < 0:
		m.join(vertex)
		m.cuts = append(m.cuts, cut{segment, p})
	}
}

// apply divides the segments of the loops it has seen, if none of them cross.
// That moves nothing, so the meeter keeps what it knows.
func (m *meeter) apply(to *loops) {
	l := m.seen
	l.sort(m.cuts)
	to.reset()
	m.pieces = slices.Grow(m.pieces[:0], len(l.coords))[:len(l.coords)]
	m.divided = m.divided[:0]
	for _, o := range l.list {
		first, cuts := len(to.coords), cutsFrom(m.cuts, o.first)
		for i := o.first; i < o.end; i++ {
			m.pieces[i] = int32(len(to.coords))
			to.coords = append(to.coords, l.coords[i])
			m.divided = append(m.divided, m.junction[i])
			for ; len(cuts) > 0 && cuts[0].segment == i; cuts = cuts[1:] {
				if to.add(first, cuts[0].at) {
					m.divided = append(m.divided, true)
				}
			}
		}
		last := int32(len(to.coords))
		m.pieces[o.end] = last
		to.coords = append(to.coords, l.coords[o.first])
		m.divided = append(m.divided, m.junction[o.end])
		to.list = append(to.list, loop{first: int32(first), end: last, polygon: o.polygon})
	}
	m.junction, m.divided = m.divided, m.junction
}

// piecesOf are the segments, first to last, that a segment of the loops seen has
// been divided into.
func (m *meeter) piecesOf(i int32) (first, last int32) {
	if len(m.cuts) == 0 {
		return i, i
	}
	return m.pieces[i], m.pieces[i+1] - 1
}
