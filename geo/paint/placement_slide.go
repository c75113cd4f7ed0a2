package paint

import (
	"image/color"
	"math"

	"dateline/geo/raster"
)

// A plainGround tells where in a picture there is only land, or only water, as
// it was before marks and captions were drawn on it. Names of countries and seas
// that find no room where they should stand move on it, never across a shore, a
// river or a border, that none is written in another country.
type plainGround struct {
	canvas *raster.Canvas // with marks and captions
	theme  *Theme
	kinds  []byte // of pixels, row by row
}

const (
	mixedKind byte = iota
	landKind
	waterKind
)

// newPlainGround remembers the ground of a canvas, which is to be drawn on next.
func newPlainGround(c *raster.Canvas, t *Theme) *plainGround {
	g := &plainGround{canvas: c, theme: t, kinds: make([]byte, c.W*c.H)}
	for i := range g.kinds {
		switch p := c.Pix[4*i : 4*i+4]; (color.NRGBA{R: p[0], G: p[1], B: p[2], A: p[3]}) {
		case t.Land:
			g.kinds[i] = landKind
		case t.Water:
			g.kinds[i] = waterKind
		}
	}
	return g
}

const (
	slideStep = 12  // CSS px
	slideMost = 216 // CSS px
	slideWays = 24
	// slideWidth is how wide the way there has to be: wider than the gaps of a
	// dashed border. In CSS px.
	slideWidth = 8
)

// slide finds how far a name has to move, in CSS px, to stand on plain ground,
// and takes its place there. room is what is kept free round it, CSS px.
func (g *plainGround) slide(w window, r rival, taken *Taken, room float64) (by xy, ok bool) {
	if g == nil || r.class > seaLabel || r.unfit {
		return by, false
	}
	kind, ink := landKind, g.theme.Land
	if r.class == seaLabel {
		kind, ink = waterKind, g.theme.Water
	}
	words := r.spots[0].boxes[0]
	for far := 0.0; far <= slideMost; far += slideStep {
		for way := range slideWays {
			angle := 2 * math.Pi * float64(way) / slideWays
			by = xy{far * math.Cos(angle), far * math.Sin(angle)}
			at := words.at(r.x+r.shift+by[0], r.y+by[1])
			c := w.canvasBox(at)
			if w.clear(c, taken, room) && g.free(c, kind, ink) && g.straight(w, r, by, kind) {
				taken.Add(c.x0, c.y0, c.x1, c.y1)
				return by, true
			}
			if far == 0 {
				break
			}
		}
	}
	return xy{}, false
}

// straight reports whether the way from a place to where its name is moved is
// plain ground.
func (g *plainGround) straight(w window, r rival, by xy, kind byte) bool {
	steps := math.Ceil(math.Hypot(by[0], by[1]) / slideWidth * 4)
	for i := 0.0; i <= steps; i++ {
		share := i / max(1, steps)
		x, y := r.x+r.shift+by[0]*share, r.y+by[1]*share
		if !g.plain(w.canvasBox(worldBox{x - slideWidth/2, y - slideWidth/2, x + slideWidth/2, y + slideWidth/2}), kind) {
			return false
		}
	}
	return true
}

// plain reports whether the ground in a box of the canvas is of one kind.
func (g *plainGround) plain(b box, kind byte) bool {
	return g.all(b, func(i int) bool { return g.kinds[i] == kind })
}

// free is plain for a box in which nothing has been drawn on the ground.
func (g *plainGround) free(b box, kind byte, ink color.NRGBA) bool {
	return g.all(b, func(i int) bool {
		p := g.canvas.Pix[4*i : 4*i+4]
		return g.kinds[i] == kind && p[0] == ink.R && p[1] == ink.G && p[2] == ink.B
	})
}

// all asks for all pixels of a box, which must be within the canvas.
func (g *plainGround) all(b box, ask func(i int) bool) bool {
	x0, y0, x1, y1 := int(b.x0), int(b.y0), int(b.x1), int(b.y1)
	if b.x0 < 0 || b.y0 < 0 || x1 >= g.canvas.W || y1 >= g.canvas.H {
		return false
	}
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			if !ask(y*g.canvas.W + x) {
				return false
			}
		}
	}
	return true
}
