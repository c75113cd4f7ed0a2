package paint

import (
	"image/color"
	"math"

	"dateline/geo/raster"
)

const (
	areaHatch = 11 // px between the lines of a hatch along an axis: 7.8 across
	discHatch = 9
	hatchLine = 0.8 // px wide
	hatchInk  = 0.3
	areaInk   = 0.07
	areaLand  = 0.35 // so that a hatch reads alike on land and water
)

// dashes of a line: so long, so far apart; without a length they are dots of
// the line's width.
type dashes struct{ on, off float64 }

func (d dashes) solid() bool { return d.on == 0 && d.off == 0 }

// An edge is how the outline of an area is drawn.
type edge struct {
	width  float64
	dashes dashes
	casing float64
	double bool
}

// edgeOf is the edge of a look, with no width for those that have none.
func edgeOf(l look) edge {
	switch l {
	case lookConfirmed:
		return edge{width: 1.6, casing: 3}
	case lookCorroborated:
		return edge{width: 1.6, casing: 8.5, double: true}
	case lookClaimed, lookDenied:
		return edge{width: 1.6, casing: 3, dashes: dashes{9, 5}}
	case lookUnconfirmed:
		return edge{width: 2.2, casing: 3, dashes: dashes{0, 4.6}}
	case lookRefuted, lookRetracted:
		return edge{}
	}
	return edge{width: 1.25, casing: 3}
}

// areaOutline is the rings and discs of an entry in the frame, whole.
func (f *frame) areaOutline(e *entry, shift float64) [][]xy {
	var out [][]xy
	for i := range e.rings {
		if px := f.line(&e.rings[i], shift); len(px) > 2 {
			out = append(out, px)
		}
	}
	if e.radius >= 0 {
		for _, p := range e.points {
			out = append(out, discOutline(f.px(p, shift), max(leastRadius, e.radius*f.size)))
		}
	}
	return out
}

// discOutline is a circle as a chain of points that looks round.
func discOutline(c xy, r float64) []xy {
	n := int(max(64, min(2048, math.Sqrt(r)*12)))
	out := make([]xy, n+1)
	for i := range out {
		s, t := math.Sincos(float64(i) * 2 * math.Pi / float64(n))
		out[i] = xy{c[0] + r*t, c[1] + r*s}
	}
	return out
}

// area draws an area of a look with its outline; the hatch is anchored at a
// point of the frame.
func (f *frame) area(l look, outline [][]xy, hatch float64, anchor xy) {
	c := l.colour(f.theme)
	k := float32(f.k)
	var path raster.Path
	for _, ring := range outline {
		f.trace(&path, cutRing(ring, f.box(room)), true)
	}
	f.canvas.FillEvenOdd(&path, raster.Solid(Faded(f.theme.Land, areaLand)))
	f.canvas.FillEvenOdd(&path, raster.Solid(Faded(c, areaInk)))
	if l != lookPlain {
		angle := -math.Pi / 4
		if l == lookDenied {
			angle = math.Pi / 4
		}
		x, y := f.device(anchor)
		f.canvas.FillEvenOdd(&path, raster.Ink{Color: Faded(c, hatchInk), Hatch: &raster.Hatch{
			Step: float32(hatch/math.Sqrt2) * k, Width: hatchLine * k, Angle: float32(angle), X: x, Y: y,
		}})
	}
	e := edgeOf(l)
	if e.width == 0 {
		return
	}
	var runs []run
	for _, ring := range outline {
		runs = append(runs, runsIn(closedRing(ring), f.box(room))...)
	}
	f.stroke(runs, dashes{}, e.casing, Faded(f.theme.Paper, 0.7), nil)
	if e.double {
		f.stroke(runs, dashes{}, 6.5, c, nil)
		f.stroke(runs, dashes{}, 4.5, f.theme.Paper, nil)
	}
	f.stroke(runs, e.dashes, e.width, c, nil)
}

// closedRing ends where it begins.
func closedRing(ring []xy) []xy {
	if n := len(ring); ring[0] != ring[n-1] {
		return append(ring[:n:n], ring[0])
	}
	return ring
}

// groundAnchor is where hatches are anchored so that they stay with the ground
// and neighbouring tiles agree: a point of the frame that is a whole number of
// hatches from the corner of a copy of the world, so many worlds further east.
func (f *frame) groundAnchor(shift float64) xy {
	return xy{math.Mod(shift*f.size-f.x0, areaHatch), -math.Mod(f.y0, areaHatch)}
}

// stroke draws stretches of a line in CSS px.
func (f *frame) stroke(runs []run, d dashes, width float64, c color.NRGBA, fade *raster.Fade) {
	s := strokes{frame: f, style: raster.Stroke{Width: float32(width * f.k), Join: raster.JoinRound}, ink: raster.Ink{Color: c, Fade: fade}}
	switch {
	case d.solid():
		for _, r := range runs {
			n := len(r.points)
			closed := n > 2 && r.from == 0 && r.points[0] == r.points[n-1]
			if closed {
				n--
			}
			s.add(r.points[:n], closed)
		}
	case d.on == 0:
		var path raster.Path
		for _, at := range spotsOn(runs, 0, d.off, math.Inf(1)) {
			x, y := f.device(at.xy)
			path.Circle(x, y, s.style.Width/2)
		}
		f.canvas.Fill(&path, s.ink)
		return
	default:
		for _, piece := range dashed(runs, d) {
			s.add(piece, false)
		}
	}
	s.flush()
}
