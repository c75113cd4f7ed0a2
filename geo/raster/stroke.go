package raster

import "math"

// Cap is how a line ends: at its last point (butt), or half its width beyond it,
// in a half circle or square.
type Cap uint8

// Join is how two stretches of a line meet: in a point, a round or a cut corner.
type Join uint8

const (
	CapButt Cap = iota
	CapRound
	CapSquare
)

const (
	JoinMiter Join = iota
	JoinRound
	JoinBevel
)

// Stroke is how a line is drawn. Width is in pixels. A mitre longer than Miter
// times the width is bevelled; zero stands for 4.
type Stroke struct {
	Width float32
	Cap   Cap
	Join  Join
	Miter float32
}

const (
	widest = 1 << 16
	// Points closer than this do not give a direction worth having.
	nearby = 1.0 / 128
)

// Stroke paints the line along p. A closed contour has no ends; one without
// length is a dot with round caps, a square with square ones.
func (c *Canvas) Stroke(p *Path, st Stroke, ink Ink) {
	if !(st.Width > 0) || ink.Color.A == 0 || len(p.points) == 0 {
		return
	}
	w := c.scratch()
	w.flat.flatten(p)
	w.outline.reset()
	limit := c.limits()
	w.stroker.begin(&w.outline, st)
	w.stroker.lines(&w.flat, &limit)
	c.paint(&w.outline, ink, false)
}

// Outline adds the outline of the line along p to dst, to be filled non-zero:
// all its parts turn the same way.
func (p *Path) Outline(dst *Path, st Stroke) {
	if !(st.Width > 0) {
		return
	}
	w := borrow()
	defer giveBack(w)
	w.flat.flatten(p)
	w.out.reset()
	w.stroker.begin(&w.out, st)
	w.stroker.lines(&w.flat, nil)
	w.out.appendTo(dst)
}

// stroker turns lines into outlines. The outline is that of the union of all
// segments' rectangles and the wedges between them, each turning the same way,
// so that overlaps never cancel.
type stroker struct {
	out      *poly
	half     float32 // of the width
	limit    float32 // of the squared mitre
	cap      Cap
	join     Join
	sin, cos float32 // of a round join's step
	points   []Point
	back     []Point // the right side, to be taken in reverse
	cut      []Point
}

func (s *stroker) begin(out *poly, st Stroke) {
	s.out, s.cap, s.join = out, st.Cap, st.Join
	s.half = min(st.Width, widest) / 2
	m := st.Miter
	if !(m > 0) {
		m = 4
	}
	s.limit = m * m
	step := math.Pi / 4
	if s.half > tolerance {
		step = 2 * math.Acos(1-tolerance/float64(s.half))
	}
	step = max(math.Pi/96, min(math.Pi/4, step))
	// A whole number of steps to a half circle makes caps even.
	step = math.Pi / math.Ceil(math.Pi/step)
	sin, cos := math.Sincos(step)
	s.sin, s.cos = float32(sin), float32(cos)
}

// lines outlines every contour. With a limit, what cannot reach it is left
// out, which bounds the work for what goes far beyond.
func (s *stroker) lines(f *poly, limit *box) {
	var b bounds
	if limit != nil {
		m := s.half*max(2, float32(math.Sqrt(float64(min(s.limit, 1<<12))))) + 2
		b = bounds{float32(limit.x0) - m, float32(limit.y0) - m, float32(limit.x1) + m, float32(limit.y1) + m}
	}
	for i := range f.ends {
		pts := f.contour(i)
		if len(pts) == 1 && !f.closed[i] {
			continue // a bare MoveTo
		}
		if limit == nil || b.holds(pts) {
			s.line(pts, f.closed[i])
		} else {
			b.cut(s, pts, f.closed[i])
		}
	}
}

// line outlines one contour.
func (s *stroker) line(pts []Point, closed bool) {
	if len(pts) == 0 {
		return
	}
	clean := append(s.points[:0], pts[0])
	for _, p := range pts[1:] {
		if q := clean[len(clean)-1]; abs(p.X-q.X) > nearby || abs(p.Y-q.Y) > nearby {
			clean = append(clean, p)
		}
	}
	if closed {
		for n := len(clean); n > 1; n-- {
			p, q := clean[n-1], clean[0]
			if abs(p.X-q.X) > nearby || abs(p.Y-q.Y) > nearby {
				break
			}
			clean = clean[:n-1]
		}
	}
	s.points = clean
	switch {
	case len(clean) == 1:
		s.dot(clean[0])
	case closed && len(clean) > 2:
		s.ring(clean)
	default:
		s.open(clean)
	}
}

func abs(v float32) float32 {
	if v < 0 {
		return -v
	}
	return v
}

// segment is the direction from a to b and their distance.
func segment(a, b Point) (d Point, l float32) {
	dx, dy := b.X-a.X, b.Y-a.Y
	l = float32(math.Sqrt(float64(dx*dx + dy*dy)))
	return Point{dx / l, dy / l}, l
}

func (s *stroker) dot(p Point) {
	if s.cap == CapButt {
		return
	}
	d := Point{1, 0}
	s.end(p, d)
	s.end(p, Point{-1, 0})
	s.out.finish(true)
}

func (s *stroker) open(pts []Point) {
	s.back = s.back[:0]
	n := len(pts)
	d0, l0 := segment(pts[0], pts[1])
	first := d0
	s.left(pts[0], d0)
	s.right(pts[0], d0)
	for i := 1; i+1 < n; i++ {
		d1, l1 := segment(pts[i], pts[i+1])
		s.corner(pts[i], d0, d1, min(l0, l1))
		d0, l0 = d1, l1
	}
	s.end(pts[n-1], d0)
	for i := len(s.back) - 1; i > 0; i-- {
		s.out.points = append(s.out.points, s.back[i])
	}
	s.end(pts[0], Point{-first.X, -first.Y})
	s.out.finish(true)
}

func (s *stroker) ring(pts []Point) {
	s.back = s.back[:0]
	n := len(pts)
	d0, l0 := segment(pts[n-1], pts[0])
	for i := range n {
		d1, l1 := segment(pts[i], pts[(i+1)%n])
		s.corner(pts[i], d0, d1, min(l0, l1))
		d0, l0 = d1, l1
	}
	s.out.finish(true)
	for i := len(s.back) - 1; i >= 0; i-- {
		s.out.points = append(s.out.points, s.back[i])
	}
	s.out.finish(true)
}

// left and right add a point beside p, half a width from a line going to d.
func (s *stroker) left(p, d Point) {
	s.out.points = append(s.out.points, Point{p.X - d.Y*s.half, p.Y + d.X*s.half})
}

func (s *stroker) right(p, d Point) {
	s.back = append(s.back, Point{p.X + d.Y*s.half, p.Y - d.X*s.half})
}

// end goes from the left side round the end of a line to its right side, both
// included.
func (s *stroker) end(p, d Point) {
	out, h := s.out.points, s.half
	switch s.cap {
	case CapRound:
		out = s.arc(out, p, Point{-d.Y, d.X}, Point{d.Y, -d.X}, -1)
	case CapSquare:
		q := Point{p.X + d.X*h, p.Y + d.Y*h}
		out = append(out, Point{q.X - d.Y*h, q.Y + d.X*h}, Point{q.X + d.Y*h, q.Y - d.X*h})
	default:
		out = append(out, Point{p.X - d.Y*h, p.Y + d.X*h}, Point{p.X + d.Y*h, p.Y - d.X*h})
	}
	s.out.points = out
}

// arc adds the points at half a width from p from direction a to direction b,
// both included, turning by sign.
func (s *stroker) arc(out []Point, p, a, b Point, sign float32) []Point {
	sin, cos, h := s.sin*sign, s.cos, s.half
	out = append(out, Point{p.X + a.X*h, p.Y + a.Y*h})
	v := a
	for range 100 {
		v = Point{v.X*cos - v.Y*sin, v.X*sin + v.Y*cos}
		// Still short of b, and not within a hair of it?
		if (v.X*b.Y-v.Y*b.X)*sign < 1e-3 && v.X*b.X+v.Y*b.Y > -0.999 {
			break
		}
		out = append(out, Point{p.X + v.X*h, p.Y + v.Y*h})
	}
	return append(out, Point{p.X + b.X*h, p.Y + b.Y*h})
}

// corner joins two segments that meet at p with directions a and b, the
// shorter of which is l long.
func (s *stroker) corner(p, a, b Point, l float32) {
	turn := a.X*b.Y - a.Y*b.X
	dot := a.X*b.X + a.Y*b.Y
	h := s.half
	// Half the angle: its tangent is how far the inner sides overlap.
	if dot > -0.9 && 2*h*abs(turn) <= l*(1+dot) {
		k := h / (1 + dot)
		n := Point{-(a.Y + b.Y) * k, (a.X + b.X) * k}
		inner := Point{p.X + n.X, p.Y + n.Y}
		outer := Point{p.X - n.X, p.Y - n.Y}
		// How far the sharp corner stands out from a round one.
		slight := h*(1-dot) < 6*tolerance && dot > 0.5
		if turn >= 0 {
			s.out.points = append(s.out.points, inner)
			if slight {
				s.back = append(s.back, outer)
			} else {
				s.back = s.outer(s.back, p, Point{a.Y, -a.X}, Point{b.Y, -b.X}, dot, 1)
			}
		} else {
			s.back = append(s.back, outer)
			if slight {
				s.out.points = append(s.out.points, inner)
			} else {
				s.out.points = s.outer(s.out.points, p, Point{-a.Y, a.X}, Point{-b.Y, b.X}, dot, -1)
			}
		}
		return
	}
	// The inner sides go by way of p, so that both rectangles stay whole.
	if turn >= 0 {
		s.left(p, a)
		s.out.points = append(s.out.points, p)
		s.left(p, b)
		s.back = s.outer(s.back, p, Point{a.Y, -a.X}, Point{b.Y, -b.X}, dot, 1)
	} else {
		s.right(p, a)
		s.back = append(s.back, p)
		s.right(p, b)
		s.out.points = s.outer(s.out.points, p, Point{-a.Y, a.X}, Point{-b.Y, b.X}, dot, -1)
	}
}

// outer adds the outer side of a corner from normal a to normal b.
func (s *stroker) outer(out []Point, p, a, b Point, dot, sign float32) []Point {
	h := s.half
	switch {
	case s.join == JoinRound:
		return s.arc(out, p, a, b, sign)
	case s.join == JoinMiter && 2 <= s.limit*(1+dot):
		k := h / (1 + dot)
		return append(out, Point{p.X + (a.X+b.X)*k, p.Y + (a.Y+b.Y)*k})
	}
	return append(out, Point{p.X + a.X*h, p.Y + a.Y*h}, Point{p.X + b.X*h, p.Y + b.Y*h})
}
