package paint

import "dateline/geo/raster"

// A cutter cuts lines and rings to boxes. It keeps its memory.
type cutter struct {
	placed, from, into []xy
}

// ring adds what a box holds of a ring, half-plane by half-plane (Sutherland
// and Hodgman). Edges along the box are added, some of them there and back,
// which fills nothing.
func (c *cutter) ring(p *raster.Path, ring []xy, box worldBox) {
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
				t := dLast / (dLast - dq)
				into = append(into, xy{last[0] + (q[0]-last[0])*t, last[1] + (q[1]-last[1])*t})
			}
			if dq >= 0 {
				into = append(into, q)
			}
			last, dLast = q, dq
		}
		from, into = into, from
	}
	if len(from) > 2 {
		for i, q := range from {
			if i == 0 {
				p.MoveTo(float32(q[0]), float32(q[1]))
			} else {
				p.LineTo(float32(q[0]), float32(q[1]))
			}
		}
		p.Close()
	}
	c.from, c.into = from, into
}

// line adds the pieces of a line that a box holds.
func (c *cutter) line(p *raster.Path, line []xy, box worldBox) {
	drawing := false
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		t0, t1 := insideBox(a, b, box)
		if t0 > t1 {
			drawing = false
			continue
		}
		if !drawing || t0 > 0 {
			q := between(a, b, t0)
			p.MoveTo(float32(q[0]), float32(q[1]))
		}
		q := between(a, b, t1)
		p.LineTo(float32(q[0]), float32(q[1]))
		drawing = t1 == 1
	}
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
