package paint

import (
	"math"
	"strconv"

	"dateline/geo/raster"
)

// The ring of a group: segments by share, in the textures of the statuses.

// ringBand is how thick a ring is, in CSS px.
const ringBand = 6

// An arcShare is where a look's segment begins and ends, in radians from the
// east, clockwise; the first begins at the top.
type arcShare struct {
	look     look
	from, to float64
}

// shares are the segments of a ring.
func shares(counts *[looks]int) []arcShare {
	n, parts := 0, 0
	for _, c := range counts {
		n += c
		if c > 0 {
			parts++
		}
	}
	if parts == 0 {
		return nil
	}
	// Small shares stay visible: none is narrower than a twelfth of a turn, if
	// all can be so.
	least := min(1.0/12, 1/(2*float64(parts)))
	wide := func(c int) float64 { return max(least, float64(c)/float64(n)) }
	sum := 0.0
	for _, c := range counts {
		if c > 0 {
			sum += wide(c)
		}
	}
	out := make([]arcShare, 0, parts)
	from := -math.Pi / 2
	for l, c := range counts {
		if c == 0 {
			continue
		}
		to := from + wide(c)/sum*2*math.Pi
		out = append(out, arcShare{look(l), from, to})
		from = to
	}
	return out
}

// ring draws a group of entries with the outer radius of its ring in CSS px.
func (p *pen) ring(counts *[looks]int, n int, outer float64) {
	p.fill(p.theme.Paper, func(q *raster.Path) { q.Circle(0, 0, float32(outer+2)) })
	parts := shares(counts)
	gap := 0.0
	if len(parts) > 1 {
		gap = 1.2 / outer
	}
	for _, s := range parts {
		p.segment(s.look, s.from+gap, s.to-gap, outer, len(parts) == 1)
	}
	p.write(totalOf(n), 13, 4.6, p.theme.Ink)
}

// totalOf is what stands in a ring.
func totalOf(n int) string {
	switch {
	case n >= 9_950_000:
		return strconv.Itoa(int(math.Round(float64(n)/1e6))) + "M"
	case n >= 999_500:
		return strconv.FormatFloat(math.Round(float64(n)/1e5)/10, 'f', -1, 64) + "M"
	case n > 9999:
		return strconv.Itoa(int(math.Round(float64(n)/1000))) + "k"
	}
	return strconv.Itoa(n)
}

// segment draws a look's part of a ring from angle a to b.
func (p *pen) segment(l look, a, b, outer float64, whole bool) {
	c := l.colour(p.theme)
	mid := outer - ringBand/2
	line := func(r, width float64) {
		p.stroke(c, width, func(q *raster.Path) { arc(q, r, a, b, false) })
	}
	switch l {
	case lookConfirmed:
		line(mid, ringBand)
	case lookCorroborated:
		line(outer-1, 1.6)
		line(outer-4.4, 2.8)
	case lookClaimed:
		o, i := outer-0.65, outer-ringBand+0.65
		p.stroke(c, 1.3, func(q *raster.Path) {
			if whole {
				q.Circle(0, 0, float32(o))
				q.Circle(0, 0, float32(i))
				return
			}
			arc(q, o, a+0.65/o, b-0.65/o, false)
			arc(q, i, b-0.65/o, a+0.65/o, true)
			q.Close()
		})
	case lookUnconfirmed:
		each(a, b, 5/mid, func(t float64) {
			s, c := math.Sincos(t)
			p.fill(l.colour(p.theme), func(q *raster.Path) { q.Circle(float32(mid*c), float32(mid*s), 1.3) })
		})
	case lookDenied:
		p.stroke(c, 2, func(q *raster.Path) {
			each(a, b, 4.3/mid, func(t float64) {
				q.MoveTo(polar(outer-ringBand, t-0.05))
				q.LineTo(polar(outer, t+0.05))
			})
		})
	case lookStatement:
		line(outer-1.2, 1.2)
		line(outer-4.4, 1.2)
	case lookPlain:
		line(mid, 2)
	default:
		width := 1.25
		if l == lookRefuted {
			width = 2
		}
		p.stroke(c, width, func(q *raster.Path) {
			for t := a; t < b; t += 7 / mid {
				arc(q, mid, t, min(b, t+2/mid), false)
			}
		})
	}
}

// each calls f for the middles of equal parts of about a step.
func each(a, b, step float64, f func(t float64)) {
	n := max(1, int(math.Round((b-a)/step)))
	for k := range n {
		f(a + (float64(k)+0.5)*(b-a)/float64(n))
	}
}

func polar(r, t float64) (x, y float32) {
	s, c := math.Sincos(t)
	return float32(r * c), float32(r * s)
}

// arc adds part of a circle round 0, 0, as cubic curves of an eighth of a turn
// at most; joined continues the path where it is.
func arc(p *raster.Path, r, from, to float64, joined bool) {
	n := max(1, int(math.Ceil(math.Abs(to-from)/(math.Pi/4)-1e-9)))
	step := (to - from) / float64(n)
	// The usual distance of the control points from the ends.
	h := 4.0 / 3 * math.Tan(step/4) * r
	x, y := polar(r, from)
	if joined {
		p.LineTo(x, y)
	} else {
		p.MoveTo(x, y)
	}
	for i := range n {
		a, b := from+float64(i)*step, from+float64(i+1)*step
		sa, ca := math.Sincos(a)
		sb, cb := math.Sincos(b)
		p.CubicTo(float32(r*ca-h*sa), float32(r*sa+h*ca), float32(r*cb+h*sb), float32(r*sb-h*cb), float32(r*cb), float32(r*sb))
	}
}
