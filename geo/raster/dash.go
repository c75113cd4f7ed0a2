package raster

import "math"

// A path that would fall into more dashes than this is left whole.
const mostDashes = 1 << 16

// pattern is a checked dash pattern.
type pattern struct {
	lengths []float32
	period  float64
}

// newPattern checks dashes and gaps in pixels: finite, none negative, not all
// zero. An odd number of them counts twice, as in SVG.
func newPattern(lengths []float32) (pattern, bool) {
	sum := 0.0
	for _, l := range lengths {
		if !(l >= 0) || !finite(l) {
			return pattern{}, false
		}
		sum += float64(l)
	}
	if !(sum > nearby) {
		return pattern{}, false
	}
	if len(lengths)%2 == 1 {
		lengths = append(append(make([]float32, 0, 2*len(lengths)), lengths...), lengths...)
		sum *= 2
	}
	return pattern{lengths, sum}, true
}

// Dash adds p to dst cut into dashes. The pattern gives the lengths of dashes
// and gaps in turn, in pixels; it starts phase pixels in on every contour. A
// dash of length zero is a point, which round caps make a dot. A pattern that
// gives none (empty, negative, all zero) leaves lines whole.
func (p *Path) Dash(dst *Path, lengths []float32, phase float32) {
	w := borrow()
	defer giveBack(w)
	f := &w.flat
	f.flatten(p)
	d, ok := newPattern(lengths)
	for i := range f.ends {
		pts, closed := f.contour(i), f.closed[i]
		total := extent(pts, closed)
		if !ok || !finite(phase) || total/d.period > mostDashes {
			whole(dst, pts, closed)
			continue
		}
		d.walk(dst, pts, closed, float64(phase), 1)
	}
}

// DashFit is Dash with the pattern stretched so that a whole number of periods
// fits each contour: an open one begins and ends in the middle of a dash, so
// that pieces of a line join unseen where it was cut; a closed one has no odd
// place at its beginning. A piece shorter than half a period is left whole.
func (p *Path) DashFit(dst *Path, lengths []float32) {
	w := borrow()
	defer giveBack(w)
	f := &w.flat
	f.flatten(p)
	d, ok := newPattern(lengths)
	for i := range f.ends {
		pts, closed := f.contour(i), f.closed[i]
		total := extent(pts, closed)
		if !ok || total/d.period > mostDashes || total < d.period/2 {
			whole(dst, pts, closed)
			continue
		}
		stretch := total / (d.period * math.Max(1, math.Round(total/d.period)))
		phase := 0.0
		if !closed {
			phase = float64(d.lengths[0]) / 2
		}
		d.walk(dst, pts, closed, phase, stretch)
	}
}

func extent(pts []Point, closed bool) float64 {
	sum := 0.0
	for i := 1; i < len(pts); i++ {
		sum += distance(pts[i-1], pts[i])
	}
	if closed && len(pts) > 1 {
		sum += distance(pts[len(pts)-1], pts[0])
	}
	return sum
}

func distance(a, b Point) float64 {
	dx, dy := float64(b.X)-float64(a.X), float64(b.Y)-float64(a.Y)
	return math.Sqrt(dx*dx + dy*dy)
}

func whole(dst *Path, pts []Point, closed bool) {
	for i, p := range pts {
		if i == 0 {
			dst.MoveTo(p.X, p.Y)
		} else {
			dst.LineTo(p.X, p.Y)
		}
	}
	if closed {
		dst.Close()
	}
}

// walk cuts one contour. Phase is in unstretched pixels.
func (d *pattern) walk(dst *Path, pts []Point, closed bool, phase, stretch float64) {
	// Which of the lengths holds the phase, and what of it is left.
	phase -= d.period * math.Floor(phase/d.period)
	k := 0
	for phase >= float64(d.lengths[k]) && k < len(d.lengths)-1 {
		phase -= float64(d.lengths[k])
		k++
	}
	if k == 1 && phase == 0 && d.lengths[0] == 0 {
		k = 0 // in the middle of a dash of no length
	}
	left := max(0, float64(d.lengths[k])-phase) * stretch

	const hair = 1e-4 // lost in summing lengths
	n := len(pts)
	segments := n - 1
	if closed {
		segments = n
	}
	on := k%2 == 0
	if on {
		dst.MoveTo(pts[0].X, pts[0].Y)
	}
	for i := 1; i <= segments; i++ {
		a, b := pts[i-1], pts[i%n]
		l := distance(a, b)
		done := 0.0
		for left <= l-done+hair {
			done = math.Min(l, done+left)
			at := a
			if l > 0 {
				at = between(a, b, done/l)
			}
			if on {
				dst.LineTo(at.X, at.Y)
			}
			k = (k + 1) % len(d.lengths)
			left = float64(d.lengths[k]) * stretch
			on = k%2 == 0
			if i == segments && l-done <= hair && left > 0 {
				return // nothing begins where the contour ends
			}
			if on {
				dst.MoveTo(at.X, at.Y)
			}
		}
		left -= l - done
		if on {
			dst.LineTo(b.X, b.Y)
		}
	}
}
