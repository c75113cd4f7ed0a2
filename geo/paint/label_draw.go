package paint

import (
	"math"

	"dateline/geo/raster"
	"dateline/geo/text"
)

// A labelPen draws labels in a window. Everything is rounded to whole device px
// of the world, not of the window: two tiles draw the halves of a label in the
// same pixels.
type labelPen struct {
	canvas *raster.Canvas
	window window
	theme  *Theme
	lang   string
	path   raster.Path
}

// A placedLabel is a label that stands in a window.
type placedLabel struct {
	*label
	spot int8
	turn float64 // worlds to the east of where the label is
	by   xy      // how far in CSS px its words are moved
}

// pixel is the whole px of the canvas for a length in px of the world.
func pixel(world, corner float64) float64 { return math.Floor(world+0.5) - corner }

func (p *labelPen) draw(l placedLabel) {
	w, st, s := &p.window, &l.style, &l.spots[l.spot]
	east := l.turn * w.world
	px, py := l.wx*w.world+l.by[0]*w.unit, l.wy*w.world+l.by[1]*w.unit
	if st.mark != noMark {
		p.mark(st, px, py, east)
	}
	ink, halo := p.theme.Place, p.theme.Land
	switch l.class {
	case countryLabel:
		ink = p.theme.Country
	case seaLabel:
		ink, halo = p.theme.Sea, p.theme.Water
	}
	style := st.text(w.unit, p.lang)
	for i, line := range l.lines {
		x := pixel(px+float64(s.at[2*i])*w.unit, w.left-east)
		y := pixel(py+float64(s.at[2*i+1])*w.unit, w.top)
		text.Shape(line, style).Draw(p.canvas, float32(x), float32(y), ink, halo, float32(haloWidth*w.unit))
	}
}

// mark draws what shows where exactly a place is.
func (p *labelPen) mark(st *labelStyle, px, py, east float64) {
	w := &p.window
	// Whole in size as well, so that its edges are.
	size := math.Max(math.Round(st.markSize*w.unit), 3)
	x, y := float32(pixel(px-size/2, w.left-east)), float32(pixel(py-size/2, w.top))
	inner := size - 2*math.Max(st.markStroke*w.unit, 1)
	casing := float32(haloWidth / 2 * w.unit)
	p.shape(st.mark, x-casing, y-casing, float32(size)+2*casing)
	p.canvas.Fill(&p.path, raster.Ink{Color: p.theme.Land})
	p.shape(st.mark, x, y, float32(size))
	p.canvas.Fill(&p.path, raster.Ink{Color: p.theme.Place})
	edge := float32(size-inner) / 2
	p.shape(st.mark, x+edge, y+edge, float32(inner))
	p.canvas.Fill(&p.path, raster.Ink{Color: p.theme.Paper})
}

func (p *labelPen) shape(m markShape, x, y, size float32) {
	p.path.Reset()
	if m == ringMark {
		p.path.Circle(x+size/2, y+size/2, size/2)
	} else {
		p.path.Rect(x, y, x+size, y+size)
	}
}
