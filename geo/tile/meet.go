package tile

import "slices"

// A meeter finds where the segments of loops meet at anything but the vertex
// between two neighbours.
//
// It takes neighbouring segments together to blocks, sorts the blocks by x, and
// compares those whose bounds meet, segment by segment.
type meeter struct {
	seen    *loops
	reaches []reach // by segment
	blocks  []block
	order   []blockRef // by x of their left ends
	keys    []uint64

	// junction tells which vertices lie where another vertex or segment does, by
	// index of loops.coords.
	junction []bool
	met      bool  // there is a junction
	cuts     []cut // where a segment passes through a vertex or another segment
	crossed  bool  // some of the cuts are where two segments cross, rounded
	tries    int   // pairs that were compared

	pieces  []int32 // by vertex of the loops seen: its index in those divided by apply
	divided []bool
}

// A block is the segments first…last of a loop.
type block struct {
	reach       reach
	first, last int32
	loop        int32
	west, east  int32
}

// A blockRef is a block in the order of left ends.
type blockRef struct {
	reach reach
	west  int32
	block int32
}

const (
	// blockSize is the largest number of segments in a block.
	blockSize = 12

	// Countries and coasts take 7 tries for a vertex, and hardly any cuts.
	maxTries = 500_000 // and 30 for each vertex
	maxCuts  = 20_000  // and one for each vertex
)

// find fills the meeter. If limited, it gives up and returns false when there is
// more to do than real data ever ask for, so that no data can hold up a server.
func (m *meeter) find(l *loops, limited bool) bool {
	m.seen = l
	m.junction = zeroed(m.junction, len(l.coords))
	m.met, m.crossed, m.cuts, m.tries = false, false, m.cuts[:0], 0
	m.divide(l)
	for i, ref := range m.order {
		a := &m.blocks[ref.block]
		m.compareWithin(a)
		limits := ref.reach.limits()
		rest := m.order[i+1:]
		for k := range rest {
			b := &rest[k]
			if b.west > a.east {
				rest = rest[:k]
				break
			}
			if b.reach.meets(limits) {
				m.compareBlocks(a, &m.blocks[b.block])
			}
		}
		m.tries += len(rest)
		if limited && (m.tries > maxTries+30*len(l.coords) || len(m.cuts) > maxCuts+len(l.coords)) {
			return false
		}
	}
	return true
}

// divide makes the blocks and puts them in order.
func (m *meeter) divide(l *loops) {
	m.blocks = m.blocks[:0]
	m.reaches = slices.Grow(m.reaches[:0], len(l.coords))[:len(l.coords)]
	for k := range l.list {
		o := &l.list[k]
		a, before := l.coords[o.first], l.coords[o.end-1]
		for first := o.first; first < o.end; first += blockSize {
			last := min(first+blockSize, o.end) - 1
			low, high := a, a
			for i := first; i <= last; i++ {
				b := l.coords[i+1]
				m.reaches[i] = reachOf(a, b)
				low = Coord{min(low.X, b.X), min(low.Y, b.Y)}
				high = Coord{max(high.X, b.X), max(high.Y, b.Y)}
				if side(before, a, b) == 0 {
					m.spike(l, o, i, before)
				}
				before, a = a, b
			}
			m.blocks = append(m.blocks, block{
				reach: reachOf(low, high), first: first, last: last, loop: int32(k), west: low.X, east: high.X,
			})
		}
	}
	m.keys = m.keys[:0]
	for i := range m.blocks {
		m.keys = append(m.keys, uint64(m.blocks[i].west+keyOffset)<<32|uint64(i))
	}
	slices.Sort(m.keys)
	m.order = m.order[:0]
	for _, k := range m.keys {
		b := &m.blocks[uint32(k)]
		m.order = append(m.order, blockRef{b.reach, b.west, int32(uint32(k))})
	}
}

// compareWithin compares the segments of a block with each other.
func (m *meeter) compareWithin(b *block) {
	reaches := m.reaches[b.first : b.last+1]
	for i := 2; i < len(reaches); i++ {
		limits := reaches[i].limits()
		for j, r := range reaches[:i-1] {
			if r.meets(limits) {
				m.compare(b.first+int32(i), b.first+int32(j), b.loop, b.loop)
			}
		}
	}
}

// compareBlocks compares the segments of two blocks.
func (m *meeter) compareBlocks(a, b *block) {
	limits := b.reach.limits()
	others := m.reaches[b.first : b.last+1]
	for i, r := range m.reaches[a.first : a.last+1] {
		if !r.meets(limits) {
			continue
		}
		limits := r.limits()
		for j, other := range others {
			if other.meets(limits) {
				m.compare(a.first+int32(i), b.first+int32(j), a.loop, b.loop)
			}
		}
		m.tries += len(others)
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

// compare notes where two segments meet, unless they are neighbours.
func (m *meeter) compare(i, j, loopI, loopJ int32) {
	l := m.seen
	if loopI == loopJ {
		o := &l.list[loopI]
		if i-j == 1 || j-i == 1 || i == o.first && j == o.end-1 || j == o.first && i == o.end-1 {
			return
		}
	}
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
