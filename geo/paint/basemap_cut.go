package paint

import (
	"math"

	"dateline/geo/raster"
)

// A cutter cuts lines and rings to boxes and rounds them. It keeps its memory.
type cutter struct {
	placed, from, into, piece []xy
}

// ring is what a box holds of a ring, half-plane by half-plane (Sutherland and
// Hodgman). Edges along the box are added, some of them there and back, which
// fills nothing. The next call uses its memory again.
func (c *cutter) ring(ring []xy, box worldBox) []xy {
	from := append(c.from[:0], ring...)
	into := c.into[:0]
	for side := range 4 {
		axis, sign := side%2, 1.0
		if side > 1 {
			sign = -1
		}
		limit := box[side] * sign
		into = into[:0]
		if len(from) == 0 {
			break
		}
		last := from[len(from)-1]
		dLast := last[axis]*sign - limit
		for _, q := range from {
			dq := q[axis]*sign - limit
			if dq >= 0 != (dLast >= 0) {
				into = append(into, between(last, q, dLast/(dLast-dq)))
			}
			if dq >= 0 {
				into = append(into, q)
			}
			last, dLast = q, dq
		}
		from, into = into, from
	}
	c.from, c.into = from, into
	return from
}

// line visits the pieces of a line that a box holds. The next one uses the
// memory again.
func (c *cutter) line(line []xy, box worldBox, visit func(piece []xy)) {
	piece := c.piece[:0]
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		t0, t1 := insideBox(a, b, box)
		if t0 > t1 {
			continue
		}
		if len(piece) == 0 {
			piece = append(piece, between(a, b, t0))
		}
		piece = append(piece, between(a, b, t1))
		if t1 < 1 {
			visit(piece)
			piece = piece[:0]
		}
	}
	if len(piece) > 0 {
		visit(piece)
	}
	c.piece = piece
}

func between(a, b xy, t float64) xy {
	switch t {
	case 0:
		return a
	case 1:
		return b
	}
	return xy{a[0] + (b[0]-a[0])*t, a[1] + (b[1]-a[1])*t}
}

// trace adds points to a path as a line or a ring, whose corners are rounded by
// a curve that begins round px before them, or half way to the next corner.
func (c *cutter) trace(p *raster.Path, points []xy, closed bool, round float64) {
	n := len(points)
	if n < 2 || closed && n < 3 {
		return
	}
	if round == 0 {
		for i, q := range points {
			if i == 0 {
				p.MoveTo(float32(q[0]), float32(q[1]))
			} else {
				p.LineTo(float32(q[0]), float32(q[1]))
			}
		}
		if closed {
			p.Close()
		}
		return
	}
	// near is where the curve round corner a begins or ends on the way to b.
	near := func(a, b xy) (x, y float32) {
		l := math.Hypot(b[0]-a[0], b[1]-a[1])
		t := 0.5
		if l > 2*round {
			t = round / l
		}
		q := between(a, b, t)
		return float32(q[0]), float32(q[1])
	}
	first, last := 1, n-1
	if closed {
		p.MoveTo(near(points[0], points[n-1]))
		first, last = 0, n
	} else {
		p.MoveTo(float32(points[0][0]), float32(points[0][1]))
	}
	for i := first; i < last; i++ {
		q := points[i]
		p.LineTo(near(q, points[(i+n-1)%n]))
		x, y := near(q, points[(i+1)%n])
		p.QuadTo(float32(q[0]), float32(q[1]), x, y)
	}
	if closed {
		p.Close()
	} else {
		p.LineTo(float32(points[n-1][0]), float32(points[n-1][1]))
	}
}
