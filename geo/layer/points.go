package layer

import (
	"sort"

	"github.com/paulmach/orb"
)

// Points are the features that are a single point, in the order of the Z-order
// curve (see [Morton]); points at one place keep the order of their rows. The
// slices must not be changed.
type Points struct {
	Coords []Coord
	Rows   []uint32 // row of the feature of each

	sums []pointSum // of all points before each block of blockSize, and of all at the end
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
	p.sums = make([]pointSum, 0, len(coords)/blockSize+1)
	var sum pointSum
	for i, c := range p.Coords {
		if i%blockSize == 0 {
			p.sums = append(p.sums, sum)
		}
		sum.x += int64(c.X)
		sum.y += int64(c.Y)
	}
	return p
}

// Len is the number of points.
func (p *Points) Len() int { return len(p.Coords) }

// In calls emit for ranges of indices, ascending, that together hold every
// point in the box, those included that the box reaches over the rim. All
// points of a range are in the box if inside is true; otherwise the caller must
// test each. No point is in two ranges; where a tile shows a point twice, once
// in its buffer, ask for each of the box's [WorldBox.Turns].
func (p *Points) In(box WorldBox, emit func(from, to int, inside bool)) {
	if len(p.Coords) > 0 {
		emit(0, len(p.Coords), false)
	}
}

// Seek returns the first index in from…to whose point comes at or after key on
// the curve, or to if there is none.
func (p *Points) Seek(from, to int, key uint64) int {
	return from + sort.Search(to-from, func(i int) bool { return Morton(p.Coords[from+i]) >= key })
}

// Cell returns the range of the points whose unrounded coordinates lie in the
// tile z/x/y: northern and western edge included, the others not.
func (p *Points) Cell(z uint8, x, y uint32) (from, to int) {
	if z == 0 {
		return 0, len(p.Coords)
	}
	first := spread(x<<(32-z)) | spread(y<<(32-z))<<1
	last := first + (1<<(64-2*uint(z)) - 1)
	from = p.Seek(0, len(p.Coords), first)
	if last == 1<<64-1 {
		return from, len(p.Coords)
	}
	return from, p.Seek(from, len(p.Coords), last+1)
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
