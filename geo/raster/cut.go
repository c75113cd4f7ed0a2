package raster

// bounds is a box of pixels that lines are cut to.
type bounds struct{ x0, y0, x1, y1 float32 }

func (b *bounds) inside(p Point) bool {
	return p.X >= b.x0 && p.X <= b.x1 && p.Y >= b.y0 && p.Y <= b.y1
}

func (b *bounds) holds(pts []Point) bool {
	for _, p := range pts {
		if !b.inside(p) {
			return false
		}
	}
	return true
}

// segment is the part t0 … t1 of the line from p to q inside the box (Liang
// and Barsky).
func (b *bounds) segment(p, q Point) (t0, t1 float64, ok bool) {
	t0, t1 = 0, 1
	dx, dy := float64(q.X)-float64(p.X), float64(q.Y)-float64(p.Y)
	for _, side := range [4][2]float64{
		{-dx, float64(p.X) - float64(b.x0)}, {dx, float64(b.x1) - float64(p.X)},
		{-dy, float64(p.Y) - float64(b.y0)}, {dy, float64(b.y1) - float64(p.Y)},
	} {
		run, room := side[0], side[1]
		switch {
		case run == 0 && room < 0:
			return 0, 0, false
		case run < 0:
			t0 = max(t0, room/run)
		case run > 0:
			t1 = min(t1, room/run)
		}
	}
	return t0, t1, t0 <= t1
}

func between(p, q Point, t float64) Point {
	return Point{
		float32(float64(p.X) + t*(float64(q.X)-float64(p.X))),
		float32(float64(p.Y) + t*(float64(q.Y)-float64(p.Y))),
	}
}

// cut outlines the pieces of a contour inside the box. Not all of it is, so a
// ring is begun outside, where its two ends do not show.
func (b *bounds) cut(s *stroker, pts []Point, closed bool) {
	n, first := len(pts), 0
	segments := n - 1
	if closed {
		for b.inside(pts[first]) {
			first++
		}
		segments = n
	}
	piece := s.cut[:0]
	p := pts[first]
	if n == 1 && b.inside(p) {
		piece = append(piece, p)
	}
	for i := 1; i <= segments; i++ {
		q := pts[(first+i)%n]
		if b.inside(p) && b.inside(q) {
			if len(piece) == 0 {
				piece = append(piece, p)
			}
			piece = append(piece, q)
			p = q
			continue
		}
		t0, t1, ok := b.segment(p, q)
		if ok {
			if t0 > 0 || len(piece) == 0 {
				s.line(piece, false)
				piece = append(piece[:0], between(p, q, t0))
			}
			piece = append(piece, between(p, q, t1))
		}
		if !ok || t1 < 1 {
			s.line(piece, false)
			piece = piece[:0]
		}
		p = q
	}
	s.line(piece, false)
	s.cut = piece
}
