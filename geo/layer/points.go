package layer

import "github.com/paulmach/orb"

// Points are the features that are a single point, in the order of the Z-order
// curve (see [Morton]); points at one place keep the order of their rows. The
// slices must not be changed.
type Points struct {
	Coords []Coord
	Rows   []uint32 // row of the feature of each

	sums   []pointSum // of all points before each block of blockSize
	firsts []uint64   // curve key of the first point of each block
}

// blockSize is the number of points that share one entry of a running sum.
const blockSize = 256

type pointSum struct{ x, y int64 }

// BuildPoints takes the single points among the geometries, which are in row
// order and in degrees; other geometries and nil are for [BuildShapes].
func BuildPoints(geometries []orb.Geometry) *Points {
	var coords []Coord
	var rows []uint32
	for row, g := range geometries {
		if p, ok := g.(orb.Point); ok {
			coords = append(coords, Project(p[0], p[1]))
			rows = append(rows, uint32(row))
		}
	}
	return newPoints(coords, rows)
}

// newPoints makes Points of coordinates and the row of each, rows ascending. It
// takes both slices over.
func newPoints(coords []Coord, rows []uint32) *Points {
	keys := make([]uint64, len(coords))
	sorted := true
	for i, c := range coords {
		keys[i] = Morton(c)
		sorted = sorted && (i == 0 || keys[i-1] <= keys[i])
	}
	p := &Points{Coords: coords, Rows: rows}
	if !sorted {
		p.Coords, p.Rows = make([]Coord, len(coords)), make([]uint32, len(rows))
		for i, from := range curveOrder(keys) {
			p.Coords[i], p.Rows[i] = coords[from], rows[from]
		}
	}
	blocks := (len(coords) + blockSize - 1) / blockSize
	p.sums, p.firsts = make([]pointSum, 0, blocks), make([]uint64, 0, blocks)
	var sum pointSum
	for i, c := range p.Coords {
		if i%blockSize == 0 {
			p.sums = append(p.sums, sum)
			p.firsts = append(p.firsts, Morton(c))
		}
		sum.x += int64(c.X)
		sum.y += int64(c.Y)
	}
	return p
}

// Len is the number of points.
func (p *Points) Len() int { return len(p.Coords) }

// Seek returns the first index in from…to whose point comes at or after key on
// the curve, or to if there is none.
func (p *Points) Seek(from, to int, key uint64) int {
	if to-from > blockSize {
		// The first keys of the blocks lie close together in memory.
		low, high := from/blockSize, (to-1)/blockSize
		for low < high { // the last block that begins before key
			if mid := (low + high + 1) / 2; p.firsts[mid] < key {
				low = mid
			} else {
				high = mid - 1
			}
		}
		from, to = max(from, low*blockSize), min(to, (low+1)*blockSize)
	}
	for from < to {
		if mid := int(uint(from+to) / 2); Morton(p.Coords[mid]) < key {
			from = mid + 1
		} else {
			to = mid
		}
	}
	return from
}

// Cell returns the range of the points whose coordinates, unrounded, lie in the
// tile z/x/y, its northern and western edge included, the others not.
func (p *Points) Cell(z uint8, x, y uint32) (from, to int) {
	return p.cell(0, len(p.Coords), curveCell{
		first: (spread(x) | spread(y)<<1) << (64 - 2*uint(z)), bits: uint8(32 - z),
	})
}

func (p *Points) cell(from, to int, c curveCell) (int, int) {
	from = p.Seek(from, to, c.first)
	if last := c.last(); last != 1<<64-1 {
		to = p.Seek(from, to, last+1)
	}
	return from, to
}

// In calls emit for ranges of indices, ascending, that together hold every
// point in the box, those included that the box reaches over the rim. All
// points of a range are in the box if inside is true; otherwise the caller must
// test each. No point is in two ranges; where a tile shows a point twice, once
// in its buffer, ask for each of the box's [WorldBox.Turns].
func (p *Points) In(box WorldBox, emit func(from, to int, inside bool)) {
	var s curveSearch
	s.aim(box)
	// Neighbouring ranges of one sort are put together.
	var from, to int
	var inside bool
	put := func(f, t int, in bool) {
		if f == to && in == inside {
			to = t
			return
		}
		if from < to {
			emit(from, to, inside)
		}
		from, to, inside = f, t, in
	}
	at := 0
	for _, c := range s.start() {
		f, t := p.cell(at, len(p.Coords), c)
		p.descend(&s, c, f, t, put)
		at = t
	}
	if from < to {
		emit(from, to, inside)
	}
}

// fewPoints are tested one by one rather than searched further.
const fewPoints = 32

// descend puts the ranges of the points from…to-1, which are those of cell c.
func (p *Points) descend(s *curveSearch, c curveCell, from, to int, put func(from, to int, inside bool)) {
	if from == to {
		return
	}
	meets, inside := s.relation(c)
	switch {
	case !meets:
	case inside:
		put(from, to, true)
	case to-from <= fewPoints || c.bits <= s.least:
		put(from, to, false)
	default:
		for quarter := range uint64(4) {
			child := c.quarter(quarter)
			end := to
			if quarter < 3 {
				end = p.Seek(from, to, child.last()+1)
			}
			p.descend(s, child, from, end, put)
			from = end
		}
	}
}

// Sum adds up the coordinates of the points from…to-1, at a cost that does not
// depend on their number.
func (p *Points) Sum(from, to int) (x, y int64) {
	end, start := p.sumBefore(to), p.sumBefore(from)
	return end.x - start.x, end.y - start.y
}

func (p *Points) sumBefore(i int) pointSum {
	if i == 0 {
		return pointSum{}
	}
	block := (i - 1) / blockSize
	sum := p.sums[block]
	for _, c := range p.Coords[block*blockSize : i] {
		sum.x += int64(c.X)
		sum.y += int64(c.Y)
	}
	return sum
}

// Classes count points by a small class of their rows, such as a status.
type Classes struct {
	n      int
	of     []uint8  // class of each point
	before []uint32 // n counts for the points before each block
}

// Classes notes the class of every row, 0 ≤ class < n; rows of another class
// are counted nowhere.
func (p *Points) Classes(n int, class func(row uint32) uint8) *Classes {
	c := &Classes{n: n, of: make([]uint8, len(p.Rows))}
	counts := make([]uint32, n)
	for i, row := range p.Rows {
		if i%blockSize == 0 {
			c.before = append(c.before, counts...)
		}
		c.of[i] = class(row)
		if int(c.of[i]) < n {
			counts[c.of[i]]++
		}
	}
	return c
}

// Of is the class of point i.
func (c *Classes) Of(i int) uint8 { return c.of[i] }

// Count adds the number of points from…to-1 in each class to counts, at a cost
// that does not depend on their number.
func (c *Classes) Count(counts []uint32, from, to int) {
	c.add(counts, to, 1)
	c.add(counts, from, ^uint32(0))
}

// add adds sign times the counts of the points before i; ^0 is minus one.
func (c *Classes) add(counts []uint32, i int, sign uint32) {
	if i == 0 {
		return
	}
	block := (i - 1) / blockSize
	for k, n := range c.before[block*c.n : (block+1)*c.n] {
		counts[k] += sign * n
	}
	for _, k := range c.of[block*blockSize : i] {
		if int(k) < c.n {
			counts[k] += sign
		}
	}
}
