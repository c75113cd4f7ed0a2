package paint

import (
	"image/color"
	"math"

	"dateline/geo/raster"
	"dateline/geo/report"
)

const (
	// lineClear is how far before its destination a movement stops.
	lineClear = 13
	// lineFade is how much of a line fades in where its origin is not known.
	lineFade = 0.42
)

// A lineStyle is how the line of a look is drawn.
type lineStyle struct {
	width, casing float64
	dashes        dashes
}

func lineStyleOf(l look) lineStyle {
	switch l {
	case lookConfirmed:
		return lineStyle{2.5, 6.5, dashes{}}
	case lookCorroborated:
		return lineStyle{2.25, 10.5, dashes{}}
	case lookClaimed, lookDenied:
		return lineStyle{2.5, 6.5, dashes{12, 6}}
	case lookUnconfirmed:
		return lineStyle{3, 6.5, dashes{0, 6.5}}
	case lookRefuted, lookRetracted:
		return lineStyle{1.25, 5, dashes{2, 5}}
	}
	return lineStyle{1.75, 4.5, dashes{}}
}

// A drawnLine is one line of an entry in the frame.
type drawnLine struct {
	whole  []xy // as far as the tip
	body   []xy // as far as its stroke
	length float64
	head   bool
	closed bool    // the head is a triangle
	angle  float64 // of the head
	fades  bool
}

// linesOf are the lines of an entry in the frame.
func (f *frame) linesOf(e *entry, shift float64) []drawnLine {
	out := make([]drawnLine, 0, len(e.lines))
	box := f.box(room)
	for i := range e.lines {
		c := &e.lines[i]
		points := c.points
		// A movement may leave the box of its points.
		if a, b := f.px(xy{c.box[0], c.box[1]}, shift), f.px(xy{c.box[2], c.box[3]}, shift); e.move == nil &&
			(b[0] < box[0] || b[1] < box[1] || a[0] > box[2] || a[1] > box[3]) {
			continue
		}
		var d drawnLine
		if e.move != nil && e.move.Path != report.Tracked && len(points) == 2 {
			a, b := f.px(points[0], shift), f.px(points[1], shift)
			d.whole = flattened(a, control(a, b, pushOf(e.move)), b)
		} else {
			d.whole = f.line(c, shift)
		}
		d.head = e.move != nil && i == len(e.lines)-1
		d.body = d.whole
		if d.head {
			length := lengthOf(d.whole)
			d.whole = shortened(d.whole, min(lineClear, length*0.3))
			length = lengthOf(d.whole)
			d.closed = e.move.Path == report.ReportedPath || e.move.Path == report.Tracked
			d.angle = along(d.whole, length-4).angle
			back := 3.0
			if d.closed {
				back = 10
			}
			d.body = shortened(d.whole, min(back, length*0.5))
			d.head = !e.look.gone()
		}
		d.fades = i == 0 && e.move != nil && e.move.FromPrecision.Vague()
		d.length = lengthOf(d.body)
		out = append(out, d)
	}
	return out
}

// drawLine draws one line of a look, with its casing, ticks and head.
func (f *frame) drawLine(e *entry, d *drawnLine) {
	runs := runsIn(d.body, f.box(room))
	if len(runs) == 0 {
		return
	}
	c, paper, style := e.look.colour(f.theme), f.theme.Paper, lineStyleOf(e.look)
	fade := f.fadeOf(d)
	tip := d.whole[len(d.whole)-1]
	f.strokeRound(runs, style.casing, paper, fade)
	if d.head {
		f.strokeHead(tip, d, 6.5, paper, fade)
	}
	if e.look == lookCorroborated {
		f.stroke(runs, dashes{}, 6.5, c, fade)
		f.stroke(runs, dashes{}, 4.5, paper, fade)
	}
	f.stroke(runs, style.dashes, style.width, c, fade)
	switch {
	case e.look == lookDenied:
		ticks := ticksOn(runs, d.length)
		f.ticks(ticks, 6.5, paper, fade)
		f.ticks(ticks, style.width, c, fade)
	case e.look.gone():
		x, y := f.device(along(d.body, d.length/2).xy)
		p := pen{c: f.canvas, theme: f.theme}
		p.at(float64(x), float64(y), f.k).symbol(e.look, true)
	}
	if !d.head {
		return
	}
	if !d.closed {
		f.strokeHead(tip, d, style.width, c, fade)
		return
	}
	fill := paper
	if e.move.Path == report.Tracked {
		fill = c
	}
	path := f.headPath(tip, d)
	f.canvas.Fill(path, raster.Ink{Color: fill, Fade: fade})
	f.strokeHead(tip, d, 2, c, fade)
}

// fadeOf lets a line appear along its first part, nil if it is all there.
func (f *frame) fadeOf(d *drawnLine) *raster.Fade {
	if !d.fades {
		return nil
	}
	x0, y0 := f.device(d.whole[0])
	x1, y1 := f.device(along(d.whole, lengthOf(d.whole)*lineFade).xy)
	return &raster.Fade{X0: x0, Y0: y0, X1: x1, Y1: y1, From: 0, To: 1}
}

func (f *frame) strokeRound(runs []run, width float64, c color.NRGBA, fade *raster.Fade) {
	s := strokes{
		frame: f, ink: raster.Ink{Color: c, Fade: fade},
		style: raster.Stroke{Width: float32(width * f.k), Cap: raster.CapRound, Join: raster.JoinRound},
	}
	for _, r := range runs {
		s.add(r.points, false)
	}
	s.flush()
}

func (f *frame) ticks(ticks []spot, width float64, c color.NRGBA, fade *raster.Fade) {
	var path raster.Path
	for _, t := range ticks {
		s, o := math.Sincos(t.angle + tickLean)
		f.trace(&path, []xy{{t.xy[0] - tickHalf*o, t.xy[1] - tickHalf*s}, {t.xy[0] + tickHalf*o, t.xy[1] + tickHalf*s}}, false)
	}
	f.canvas.Stroke(&path, raster.Stroke{Width: float32(width * f.k)}, raster.Ink{Color: c, Fade: fade})
}

// headPath is an arrowhead 11 px deep: an open V, or a triangle.
func (f *frame) headPath(tip xy, d *drawnLine) *raster.Path {
	const depth, half = 11, 6
	s, c := math.Sincos(d.angle)
	arm := func(side float64) xy {
		return xy{tip[0] - c*depth - s*half*side, tip[1] - s*depth + c*half*side}
	}
	var path raster.Path
	f.trace(&path, []xy{arm(1), tip, arm(-1)}, d.closed)
	return &path
}

func (f *frame) strokeHead(tip xy, d *drawnLine, width float64, c color.NRGBA, fade *raster.Fade) {
	f.canvas.Stroke(f.headPath(tip, d), raster.Stroke{Width: float32(width * f.k), Join: raster.JoinMiter}, raster.Ink{Color: c, Fade: fade})
}
