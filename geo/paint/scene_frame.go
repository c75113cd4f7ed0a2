package paint

import (
	"math"

	"dateline/geo/raster"
	"dateline/geo/tile"
)

// A frame is a part of the world on a part of a canvas, as marks are drawn in
// it: lengths are CSS px unless they say otherwise.
type frame struct {
	canvas *raster.Canvas
	theme  *Theme
	lang   string

	size   float64 // how wide the world is
	x0, y0 float64 // of the upper left corner, in the world
	w, h   float64

	left, top float64      // of the upper left corner on the canvas, device px
	k         float64      // device px per CSS px
	mark      float64      // how large marks are drawn, 1 as in look.md
	stop      func() error // tells that nobody waits any more; nil: never
	repeats   bool         // shows marks on every copy of the world, as tiles must
	open      string       // the key of the entry that is selected; "" is none
}

// room is how far outside a frame something may be drawn that reaches into it.
const room = 60

// narrowMap is below which width in CSS px a map has smaller marks and no notes.
const narrowMap = 600

// tileFrame is the frame of a tile.
func tileFrame(c *raster.Canvas, a tile.Address, o TileOptions) frame {
	unit := float64(o.Unit())
	if o.Half {
		unit = float64(o.Scale) / math.Sqrt2 // not rounded
	}
	side := float64(o.Pixels()) / unit
	return frame{
		canvas: c, theme: o.Theme, lang: o.Lang, size: side * math.Exp2(float64(a.Z)),
		x0: float64(a.X) * side, y0: float64(a.Y) * side, w: side, h: side,
		k: unit, mark: 1, repeats: true,
	}
}

// viewFrame is the frame of a view.
func viewFrame(c *raster.Canvas, v View, o TileOptions) frame {
	k := float64(v.Scale)
	f := frame{
		canvas: c, theme: o.Theme, lang: o.Lang, size: worldSize(v.Zoom), w: float64(v.W) / k, h: float64(v.H) / k,
		left: float64(v.X), top: float64(v.Y), k: k, mark: 1,
	}
	x, y := Project(v.Lon, v.Lat)
	f.x0, f.y0 = x*f.size-f.w/2, y*f.size-f.h/2
	if f.w < narrowMap {
		f.mark = 0.85
	}
	return f
}

// stopped is the error with which painting ends early, nil while it goes on.
func (f *frame) stopped() error {
	if f.stop == nil {
		return nil
	}
	return f.stop()
}

// usable is false for a frame in which nothing can be drawn.
func (f *frame) usable() bool {
	for _, v := range []float64{f.size, f.x0, f.y0, f.w, f.h, f.k} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return f.w > 0 && f.h > 0 && f.k > 0 && f.size >= 1 && f.size < 1<<40
}

// px is a point of the world, so many worlds further east, in the frame.
func (f *frame) px(p xy, shift float64) xy {
	return xy{(p[0]+shift)*f.size - f.x0, p[1]*f.size - f.y0}
}

// device is a point of the frame on the canvas, in device px.
func (f *frame) device(p xy) (x, y float32) {
	return float32(f.left + p[0]*f.k), float32(f.top + p[1]*f.k)
}

// box is the frame with what is round it.
func (f *frame) box(room float64) worldBox { return worldBox{-room, -room, f.w + room, f.h + room} }

// nearest is by how many worlds x must move to come nearest to the middle.
func (f *frame) nearest(x float64) float64 { return shiftTo(x, (f.x0+f.w/2)/f.size) }

// shifts calls draw for every copy of a box of the world to be drawn: in a tile
// all that reach into it. A view shows the nearest; if it is less wide than
// the world it shows what reaches in from the other side as well.
func (f *frame) shifts(b worldBox, reach float64, draw func(shift float64)) {
	if b[1]*f.size-f.y0 > f.h+reach || b[3]*f.size-f.y0 < -reach {
		return
	}
	meets := func(s float64) bool {
		return (b[0]+s)*f.size-f.x0 < f.w+reach && (b[2]+s)*f.size-f.x0 > -reach
	}
	if !f.repeats && f.w > f.size {
		if s := f.nearest((b[0] + b[2]) / 2); meets(s) {
			draw(s)
		}
		return
	}
	first := math.Ceil((f.x0-reach)/f.size - b[2])
	for n := range 64 { // worlds in sight; a box is hardly wider than two
		s := first + float64(n)
		if !meets(s) {
			if (b[0]+s)*f.size-f.x0 >= f.w+reach {
				return
			}
			continue
		}
		draw(s)
	}
}

// line is a chain of the world in the frame, without points that do not matter
// and those nearer to the last than can be seen. It leaves out the same points
// whatever the frame's corner.
func (f *frame) line(c *chain, shift float64) []xy {
	points := c.points
	out := make([]xy, 0, min(len(points), 256))
	gap := 0.8 / f.k / f.size
	most := f.weight()
	var last xy
	for i, p := range points {
		if i > 0 && i < len(points)-1 &&
			(c.weights != nil && c.weights[i] > most || math.Abs(p[0]-last[0]) < gap && math.Abs(p[1]-last[1]) < gap) {
			continue
		}
		out = append(out, f.px(p, shift))
		last = p
	}
	return out
}

// cutRing cuts a closed ring to a box, half-plane by half-plane (Sutherland
// and Hodgman): what is inside keeps its shape, edges along the box are added.
func cutRing(ring []xy, box worldBox) []xy {
	inside := true
	for _, p := range ring {
		inside = inside && p[0] >= box[0] && p[0] <= box[2] && p[1] >= box[1] && p[1] <= box[3]
	}
	for side := 0; side < 4 && !inside && len(ring) > 0; side++ {
		axis, sign := side%2, 1.0
		if side > 1 {
			sign = -1
		}
		limit := box[side] * sign
		var kept []xy
		for i, a := range ring {
			b := ring[(i+1)%len(ring)]
			da, db := a[axis]*sign-limit, b[axis]*sign-limit
			if da >= 0 {
				kept = append(kept, a)
			}
			if da >= 0 != (db >= 0) {
				t := da / (da - db)
				kept = append(kept, xy{a[0] + (b[0]-a[0])*t, a[1] + (b[1]-a[1])*t})
			}
		}
		ring = kept
	}
	return ring
}

// trace adds a chain of points to a path in device px.
func (f *frame) trace(p *raster.Path, points []xy, closed bool) {
	for i, q := range points {
		x, y := f.device(q)
		if i == 0 {
			p.MoveTo(x, y)
		} else {
			p.LineTo(x, y)
		}
	}
	if closed {
		p.Close()
	}
}
