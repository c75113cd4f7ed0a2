package text

import (
	"image/color"
	"math"
	"sync"

	"dateline/geo/raster"
)

// sprite is a line as it lies on the map: halo and ink together.
type sprite struct {
	picture *raster.Canvas // nil where the line is blank
	x, y    int            // its top left corner, from the line's origin
}

type spriteKey struct {
	line      *Line
	ink, halo color.NRGBA
	width     float32
}

// Labels of 100 × 20 px weigh 8 kB at one device pixel per CSS pixel and 32 kB
// at two.
var sprites = newCache[spriteKey, sprite](8 << 20)

// Pixels of the largest sprite that is kept.
const mostSprite = 1 << 18

// A wider halo would cover what the label is for.
const mostHalo = 64

// Draw paints the line with the origin of its baseline at (x, y), rounded to
// whole pixels so that the same label is always the same picture. First comes
// the halo, a stroke of haloWidth px round the outlines with round joins: it
// reaches half of that beyond them, as stroke-width does in SVG. With a
// haloWidth of 0 there is none.
func (l *Line) Draw(c *raster.Canvas, x, y float32, ink, halo color.NRGBA, haloWidth float32) {
	left, top, ok := whole(x, y)
	if !ok || len(l.glyphs) == 0 {
		return
	}
	if !(haloWidth > 0) || halo.A == 0 {
		haloWidth, halo = 0, color.NRGBA{}
	}
	key := spriteKey{l, ink, halo, min(haloWidth, mostHalo)}
	s, ok := sprites.get(key)
	if !ok {
		if s, ok = l.sprite(key); !ok {
			l.paintLarge(c, left, top, key)
			return
		}
		weight := 256
		if s.picture != nil {
			weight += len(s.picture.Pix)
		}
		s = sprites.put(key, s, weight)
	}
	if s.picture == nil {
		return
	}
	c.Over(s.picture, left+s.x, top+s.y)
}

// sprite paints the line apart; false if it is too large for that.
func (l *Line) sprite(key spriteKey) (sprite, bool) {
	if l.size <= mostStamped && !l.joined {
		return l.stamped(key)
	}
	p := paths.Get().(*raster.Path)
	defer release(p)
	l.AppendTo(p, 0, 0)
	x0, y0, x1, y1, ok := p.Bounds()
	if !ok {
		return sprite{}, true
	}
	x, y, w, h := room(x0, y0, x1, y1, key.width)
	if w*h > mostSprite {
		return sprite{}, false
	}
	moved := paths.Get().(*raster.Path)
	defer release(moved)
	moved.Append(p, raster.Translate(float32(-x), float32(-y)))
	work := raster.GetCanvas(w, h)
	defer work.Release()
	paint(work, moved, key)
	// A canvas that has been painted on holds scratch memory: keep the pixels alone.
	kept := raster.New(w, h)
	copy(kept.Pix, work.Pix)
	return sprite{kept, x, y}, true
}

// whole rounds a place, so that places one tile apart stay one tile apart.
func whole(x, y float32) (int, int, bool) {
	const far = 1 << 24 // beyond it float32 has no single pixels
	if !(x > -far && x < far && y > -far && y < far) {
		return 0, 0, false
	}
	return floor(x + 0.5), floor(y + 0.5), true
}

func floor(v float32) int { return int(math.Floor(float64(v))) }

var paths = sync.Pool{New: func() any { return new(raster.Path) }}

func release(p *raster.Path) {
	p.Reset()
	paths.Put(p)
}

// paintLarge paints what is too large to keep, on a canvas as large as c.
func (l *Line) paintLarge(c *raster.Canvas, left, top int, key spriteKey) {
	p := paths.Get().(*raster.Path)
	defer release(p)
	l.AppendTo(p, float32(left), float32(top))
	work := raster.GetCanvas(c.W, c.H)
	defer work.Release()
	paint(work, p, key)
	c.Over(work, 0, 0)
}

// paint puts outlines on an empty canvas. The halo is painted opaque and thinned
// as a whole: its strokes overlap.
func paint(c *raster.Canvas, p *raster.Path, key spriteKey) {
	if key.width > 0 {
		solid := key.halo
		solid.A = 255
		c.Stroke(p, raster.Stroke{Width: key.width, Cap: raster.CapRound, Join: raster.JoinRound}, raster.Ink{Color: solid})
		c.Fill(p, raster.Ink{Color: solid})
		if a := uint32(key.halo.A); a < 255 {
			for i, v := range c.Pix {
				c.Pix[i] = uint8((uint32(v)*a + 127) / 255)
			}
		}
	}
	c.Fill(p, raster.Ink{Color: key.ink})
}
