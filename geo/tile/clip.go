package tile

import (
	"math/bits"

	"dateline/geo/layer"
)

// A window is the square that shapes are clipped to: the tile with its buffer.
// Both axes go from low to high, edges included.
type window struct{ low, high int64 }

// A vertex before clipping is in tile units, but may lie anywhere in the world.
type vertex struct{ x, y int64 }

// Sides of the window that a vertex lies beyond.
const (
	left = 1 << iota
	right
	above
	below
)

func (w window) sides(v vertex) (sides uint8) {
	if v.x < w.low {
		sides = left
	} else if v.x > w.high {
		sides = right
	}
	if v.y < w.low {
		sides |= above
	} else if v.y > w.high {
		sides |= below
	}
	return sides
}

// clamp is the place of the window nearest to v.
func (w window) clamp(v vertex) Coord {
	return Coord{int32(max(w.low, min(v.x, w.high))), int32(max(w.low, min(v.y, w.high)))}
}

func (w window) holds(c Coord) bool {
	return int64(min(c.X, c.Y)) >= w.low && int64(max(c.X, c.Y)) <= w.high
}

// horizontal is the x of the side left or right among sides, vertical the y of
// above or below.
func (w window) horizontal(sides uint8) int64 {
	if sides&left != 0 {
		return w.low
	}
	return w.high
}

func (w window) vertical(sides uint8) int64 {
	if sides&above != 0 {
		return w.low
	}
	return w.high
}

// enter finds where the segment from a, which lies beyond the given sides,
// to b enters the window. If it does not, it returns the corner that the
// segment passes. The segment must not lie beyond one side as a whole.
//
// It calculates exactly and then rounds to the nearest unit, so that the
// result is the same whichever way and in whichever tile a segment runs.
func (w window) enter(a vertex, sides uint8, b vertex) (at Coord, enters bool) {
	if sides&(left|right) != 0 {
		x := w.horizontal(sides)
		floor, nearest, whole := meet(a.y, b.y-a.y, x-a.x, b.x-a.x)
		switch {
		case floor < w.low:
			if sides&above == 0 {
				return Coord{int32(x), int32(w.low)}, false
			}
		case floor > w.high || floor == w.high && !whole:
			if sides&below == 0 {
				return Coord{int32(x), int32(w.high)}, false
			}
		default:
			return Coord{int32(x), int32(nearest)}, true
		}
	}
	y := w.vertical(sides)
	floor, nearest, whole := meet(a.x, b.x-a.x, y-a.y, b.y-a.y)
	switch {
	case floor < w.low:
		return Coord{int32(w.low), int32(y)}, false
	case floor > w.high || floor == w.high && !whole:
		return Coord{int32(w.high), int32(y)}, false
	}
	return Coord{int32(nearest), int32(y)}, true
}

// meet returns from + rise·part/length: rounded down, rounded to the nearest
// whole number (half up), and whether it is a whole number itself.
func meet(from, rise, part, length int64) (floor, nearest int64, whole bool) {
	q, r, d := divide(rise, part, length)
	floor = from + q
	nearest = floor
	if 2*r >= d {
		nearest++
	}
	return floor, nearest, r == 0
}

// divide returns a·b/|d| rounded down, with the sign of d, the rest 0 ≤ r < |d|,
// and |d|. The quotient must fit.
func divide(a, b, d int64) (q, r, abs int64) {
	if d < 0 {
		a, d = -a, -d
	}
	if small(a) && small(b) {
		p := a * b
		q, r = p/d, p%d
	} else {
		negative := (a < 0) != (b < 0)
		high, low := bits.Mul64(uint64(max(a, -a)), uint64(max(b, -b)))
		uq, ur := bits.Div64(high, low, uint64(d))
		q, r = int64(uq), int64(ur)
		if negative {
			q, r = -q, -r
		}
	}
	if r < 0 {
		q, r = q-1, r+d
	}
	return q, r, d
}

func small(v int64) bool { return v >= -1<<31 && v <= 1<<31 }

// A clipper clips a ring to a window, vertex by vertex. What lies outside is
// moved to the nearest place of the window, so that the ring stays closed and
// goes round every place inside as often as before; it may run to and fro along
// the window's edges.
type clipper struct {
	window
	out     []Coord
	first   int // where the ring begins in out
	last    vertex
	sides   uint8 // of last
	entered bool  // some of the ring lies in the window
}

// ring appends a clipped ring to out. It may have fewer than three vertices, and
// its first one again at the end. It returns whether some of the ring lies in
// the window; otherwise the ring runs along the window's edges, if at all.
func (c *clipper) ring(t *turn, vertices []layer.Coord, out []Coord) ([]Coord, bool) {
	c.out, c.first = out, len(out)
	var start, v vertex
	start.x, start.y = t.vertex(vertices[0])
	c.last, c.sides = start, c.window.sides(start)
	c.entered = c.sides == 0
	c.out = append(c.out, c.clamp(start))
	for _, w := range vertices[1:] {
		v.x, v.y = t.vertex(w)
		c.add(v)
	}
	c.add(start)
	return c.out, c.entered
}

func (c *clipper) add(v vertex) {
	sides := c.window.sides(v)
	switch {
	case c.sides|sides == 0:
		if p := (Coord{int32(v.x), int32(v.y)}); p != c.out[len(c.out)-1] {
			c.out = append(c.out, p)
		}
	case c.sides&sides != 0:
		c.put(c.clamp(v))
	default:
		c.through(v, sides)
	}
	c.last, c.sides = v, sides
}

// through adds a segment of which one end or both are outside, beyond
// different sides.
func (c *clipper) through(v vertex, sides uint8) {
	c.entered = c.entered || c.sides == 0 || sides == 0
	if c.sides != 0 {
		at, enters := c.enter(c.last, c.sides, v)
		c.put(at)
		if !enters {
			c.put(c.clamp(v))
			return
		}
		c.entered = true
	}
	if sides != 0 {
		at, _ := c.enter(v, sides, c.last)
		c.put(at)
	}
	c.put(c.clamp(v))
}

// around reports whether a ring that runs along the window's edges goes round it
// an odd number of times: it does if it leaves the lower left corner upwards, or
// comes to it from there, an odd number of times.
func (w window) around(ring []Coord) (odd bool) {
	corner := Coord{int32(w.low), int32(w.low)}
	last := ring[len(ring)-1]
	for _, p := range ring {
		if (last == corner) != (p == corner) && last.X == p.X {
			odd = !odd
		}
		last = p
	}
	return odd
}

// corners appends the window's corners.
func (w window) corners(out []Coord) []Coord {
	low, high := int32(w.low), int32(w.high)
	return append(out, Coord{low, low}, Coord{high, low}, Coord{high, high}, Coord{low, high})
}

// put appends a place, and shortens a walk along one edge to its ends.
func (c *clipper) put(p Coord) {
	n := len(c.out)
	if p == c.out[n-1] {
		return
	}
	if n-c.first >= 2 && c.edge(c.out[n-2], c.out[n-1]) != noEdge && c.edge(c.out[n-2], c.out[n-1]) == c.edge(c.out[n-1], p) {
		if p == c.out[n-2] {
			c.out = c.out[:n-1]
		} else {
			c.out[n-1] = p
		}
		return
	}
	c.out = append(c.out, p)
}

// Edges of the window.
const (
	leftEdge = iota
	rightEdge
	upperEdge
	lowerEdge
	noEdge
)

// edge is the edge of the window that two different places both lie on.
func (w window) edge(a, b Coord) int {
	low, high := int32(w.low), int32(w.high)
	switch {
	case a.X == b.X && a.X == low:
		return leftEdge
	case a.X == b.X && a.X == high:
		return rightEdge
	case a.Y == b.Y && a.Y == low:
		return upperEdge
	case a.Y == b.Y && a.Y == high:
		return lowerEdge
	}
	return noEdge
}
