package tile

import (
	"cmp"
	"slices"
)

// A loop is a closed walk: the coordinates first…end-1 of loops, and at end the
// first one again. A place lies in a polygon if the polygon's loops go round it
// an odd number of times, and in a feature if it lies in one of its polygons.
type loop struct {
	first, end int32
	polygon    int32
	clipped    bool // parts of it may run along the window's edges
	covers     bool // it is the whole window
}

// loops are the loops of one feature, those of each polygon one after the other.
// Segment i goes from coordinate i to i+1.
type loops struct {
	coords []Coord
	list   []loop
}

func (l *loops) reset() { l.coords, l.list = l.coords[:0], l.list[:0] }

// close closes the loop whose coordinates are those from first on. Below three
// there is no loop, and they are removed.
func (l *loops) close(first int, polygon int32) (loop, bool) {
	n := len(l.coords)
	for n > first+1 && l.coords[n-1] == l.coords[first] {
		n--
	}
	if n-first < 3 {
		l.coords = l.coords[:first]
		return loop{}, false
	}
	l.coords = append(l.coords[:n], l.coords[first])
	return loop{first: int32(first), end: int32(n), polygon: polygon}, true
}

// end closes a loop and lists it.
func (l *loops) end(first int, polygon int32) {
	if o, ok := l.close(first, polygon); ok {
		l.list = append(l.list, o)
	}
}

// A cut is a place at which a segment is to be divided.
type cut struct {
	segment int32
	at      Coord
}

// sort puts cuts in the order of segments, and of their way along each.
func (l *loops) sort(cuts []cut) {
	slices.SortFunc(cuts, func(a, b cut) int {
		if a.segment != b.segment {
			return cmp.Compare(a.segment, b.segment)
		}
		from, next := l.coords[a.segment], l.coords[a.segment+1]
		return cmp.Or(cmp.Compare(along(from, next, a.at), along(from, next, b.at)), cmp.Compare(key(a.at), key(b.at)))
	})
}

// cutsFrom are the cuts, which are sorted, of a segment and those after it.
func cutsFrom(cuts []cut, segment int32) []cut {
	i, _ := slices.BinarySearchFunc(cuts, segment, func(c cut, s int32) int { return cmp.Compare(c.segment, s) })
	return cuts[i:]
}

// divide copies the loops to another place and divides segments on the way.
func (l *loops) divide(cuts []cut, to *loops) {
	l.sort(cuts)
	to.reset()
	for _, o := range l.list {
		first, cuts := len(to.coords), cutsFrom(cuts, o.first)
		for i := o.first; i < o.end; i++ {
			to.add(first, l.coords[i])
			for ; len(cuts) > 0 && cuts[0].segment == i; cuts = cuts[1:] {
				to.add(first, cuts[0].at)
			}
		}
		to.end(first, o.polygon)
	}
}

// add adds a vertex to the loop that begins at first, unless it is where the
// loop already is.
func (l *loops) add(first int, c Coord) bool {
	if n := len(l.coords); n > first && l.coords[n-1] == c {
		return false
	}
	l.coords = append(l.coords, c)
	return true
}

// along grows as p goes from a in the direction of b.
func along(a, b, p Coord) int64 {
	return int64(b.X-a.X)*int64(p.X-a.X) + int64(b.Y-a.Y)*int64(p.Y-a.Y)
}

// side is positive if p lies to the left of the way from a to b, y counted
// upwards; negative if to the right, and 0 if on the line.
func side(a, b, p Coord) int64 {
	return int64(b.X-a.X)*int64(p.Y-a.Y) - int64(b.Y-a.Y)*int64(p.X-a.X)
}

// area is twice the area of a ring by the surveyor's formula.
func area(ring []Coord) (sum int64) {
	last := ring[len(ring)-1]
	for _, p := range ring {
		sum += int64(last.X)*int64(p.Y) - int64(p.X)*int64(last.Y)
		last = p
	}
	return sum
}

// key orders places of the window by x, then y.
func key(c Coord) uint32 { return uint32(c.X+keyOffset)<<keyBits | uint32(c.Y+keyOffset) }

// place undoes key.
func place(key uint32) Coord {
	return Coord{int32(key>>keyBits) - keyOffset, int32(key&(1<<keyBits-1)) - keyOffset}
}

const (
	keyBits   = 14     // enough for a tile with a buffer as wide as itself on either side
	keyOffset = Extent // the widest buffer
)

// zeroed is a slice of n zeros, s itself if it is large enough.
func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

// atY is the x of a segment that is not horizontal at y, rounded down.
func atY(a, b Coord, y int32) int32 {
	q, _, _ := divide(int64(b.X-a.X), int64(y-a.Y), int64(b.Y-a.Y))
	return a.X + int32(q)
}
