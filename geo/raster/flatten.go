package raster

import (
	"math"
	"sync"
)

const (
	// How far chords may stray from a curve, in pixels: dots of few pixels keep
	// their weight.
	tolerance = 0.03
	// Beyond ±reach pixels a point is pulled in: no canvas is that large, and
	// what lies there still leaves on the side it should.
	reach = 1 << 21
	// A curve becomes this many chords at most, however large it is.
	mostChords = 200
)

// poly is a path of straight lines: contour i is points[ends[i-1]:ends[i]].
type poly struct {
	points []Point
	ends   []int32
	closed []bool
}

func (f *poly) reset() { f.points, f.ends, f.closed = f.points[:0], f.ends[:0], f.closed[:0] }

// finish ends the contour under way, if it has points.
func (f *poly) finish(closed bool) {
	from := int32(0)
	if n := len(f.ends); n > 0 {
		from = f.ends[n-1]
	}
	if n := int32(len(f.points)); n > from {
		f.ends = append(f.ends, n)
		f.closed = append(f.closed, closed)
	}
}

// contour is the points of the i-th contour.
func (f *poly) contour(i int) []Point {
	from := int32(0)
	if i > 0 {
		from = f.ends[i-1]
	}
	return f.points[from:f.ends[i]]
}

func tame(v float32) float32 { return max(-reach, min(reach, v)) }

// add appends a point; one that is not a number is left out.
func (f *poly) add(p Point) {
	if p.X >= -reach && p.X <= reach && p.Y >= -reach && p.Y <= reach {
		f.points = append(f.points, p)
	} else if p.X == p.X && p.Y == p.Y {
		f.points = append(f.points, Point{tame(p.X), tame(p.Y)})
	}
}

// flatten sets f to the path with its curves replaced by chords.
func (f *poly) flatten(p *Path) {
	f.reset()
	at := 0
	var cur Point
	for _, v := range p.verbs {
		switch v {
		case moveTo:
			f.finish(false)
			cur = p.points[at]
			f.add(cur)
			at++
		case lineTo:
			cur = p.points[at]
			f.add(cur)
			at++
		case quadTo:
			f.quad(cur, p.points[at], p.points[at+1])
			cur = p.points[at+1]
			at += 2
		case cubicTo:
			f.cubic(cur, p.points[at], p.points[at+1], p.points[at+2])
			cur = p.points[at+2]
			at += 3
		case closePath:
			f.finish(true)
		}
	}
	f.finish(false)
}

// chords is how many chords keep a curve within the tolerance, from a bound
// of its second derivative divided by eight (Wang's formula).
func chords(bend float32) int {
	if !(bend > tolerance) {
		return 1
	}
	n := math.Ceil(math.Sqrt(float64(bend / tolerance)))
	return int(min(n, mostChords))
}

func length(x, y float32) float32 {
	return float32(math.Sqrt(float64(x)*float64(x) + float64(y)*float64(y)))
}

func (f *poly) quad(a, b, c Point) {
	bend := length(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y) / 4
	n := chords(bend)
	step := 1 / float32(n)
	for i := 1; i < n; i++ {
		t := float32(i) * step
		u := 1 - t
		uu, ut, tt := u*u, 2*u*t, t*t
		f.add(Point{uu*a.X + ut*b.X + tt*c.X, uu*a.Y + ut*b.Y + tt*c.Y})
	}
	f.add(c)
}

func (f *poly) cubic(a, b, c, d Point) {
	bend := max(length(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y), length(b.X-2*c.X+d.X, b.Y-2*c.Y+d.Y)) * 3 / 4
	n := chords(bend)
	step := 1 / float32(n)
	for i := 1; i < n; i++ {
		t := float32(i) * step
		u := 1 - t
		k0, k1, k2, k3 := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		f.add(Point{
			k0*a.X + k1*b.X + k2*c.X + k3*d.X,
			k0*a.Y + k1*b.Y + k2*c.Y + k3*d.Y,
		})
	}
	f.add(d)
}

// lines is the memory of what turns paths into paths.
type lines struct {
	flat, out poly
	stroker   stroker
}

var lent = sync.Pool{New: func() any { return new(lines) }}

func borrow() *lines { return lent.Get().(*lines) }

// giveBack keeps the memory for later, unless it is much.
func giveBack(w *lines) {
	if cap(w.flat.points)+cap(w.out.points) <= 1<<18 {
		lent.Put(w)
	}
}

// Flatten adds p to dst with every curve replaced by chords that stay within
// a few hundredths of a pixel of it. Points that are not numbers are left out.
func (p *Path) Flatten(dst *Path) {
	w := borrow()
	defer giveBack(w)
	w.flat.flatten(p)
	w.flat.appendTo(dst)
}

func (f *poly) appendTo(dst *Path) {
	for i := range f.ends {
		for k, v := range f.contour(i) {
			if k == 0 {
				dst.MoveTo(v.X, v.Y)
			} else {
				dst.LineTo(v.X, v.Y)
			}
		}
		if f.closed[i] {
			dst.Close()
		}
	}
}

// Contours visits the contours of the path, flattened. The points of a closed
// contour do not repeat the first one unless the path did. They are lent: copy
// what is to be kept.
func (p *Path) Contours(visit func(points []Point, closed bool) bool) {
	w := borrow()
	defer giveBack(w)
	f := &w.flat
	f.flatten(p)
	for i := range f.ends {
		if !visit(f.contour(i), f.closed[i]) {
			return
		}
	}
}
