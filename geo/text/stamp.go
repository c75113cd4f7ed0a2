package text

import (
	"image/color"
	"math"
	"sync"

	"dateline/geo/raster"

	"github.com/go-text/typesetting/font/opentype"
)

// stamp is the coverage of one glyph or of its halo, on whole pixels. A label
// is put together from stamps, since to stroke its outlines anew costs ten
// times as much.
type stamp struct {
	x, y, w, h int // top left corner from the glyph's whole pixel, and size
	cover      []byte
}

// Glyphs stand on quarters of a pixel, finer than the eye tells.
const phases = 4

type stampKey struct {
	font   *font
	slant  float32
	glyph  opentype.GID
	size   float32
	width  float32 // of the halo's stroke; 0 is the glyph itself
	px, py uint8   // quarters
}

// A halo at 13 px weighs some 500 bytes: 8,000 of them, a few alphabets in a
// few sizes.
var stamps = newCache[stampKey, *stamp](4 << 20)

// Larger letters are painted from their outlines, each in its place, and so is
// Arabic: joined letters lie partly over, partly beside each other.
const mostStamped = 48 // px per em

func (l *Line) stamp(g glyph, width float32) (s *stamp, x, y int) {
	qx, qy := floor(g.x*phases+0.5), floor(g.y*phases+0.5)
	key := stampKey{
		font: g.face.font, slant: g.face.slant, glyph: g.id, size: l.size, width: width,
		px: uint8(qx & (phases - 1)), py: uint8(qy & (phases - 1)),
	}
	s, ok := stamps.get(key)
	if !ok {
		s = newStamp(key)
		s = stamps.put(key, s, 160+len(s.cover))
	}
	return s, qx>>2 + s.x, qy>>2 + s.y
}

func newStamp(key stampKey) *stamp {
	p := paths.Get().(*raster.Path)
	defer release(p)
	scale := key.size / key.font.units
	outline := key.font.outline(key.glyph)
	p.Append(outline, raster.Matrix{scale, 0, scale * key.slant, -scale, float32(key.px) / phases, float32(key.py) / phases})
	x0, y0, x1, y1, ok := p.Bounds()
	if !ok {
		return &stamp{}
	}
	s := new(stamp)
	s.x, s.y, s.w, s.h = room(x0, y0, x1, y1, key.width)
	moved := paths.Get().(*raster.Path)
	defer release(moved)
	moved.Append(p, raster.Translate(float32(-s.x), float32(-s.y)))
	work := raster.GetCanvas(s.w, s.h)
	defer work.Release()
	paint(work, moved, spriteKey{ink: color.NRGBA{A: 255}, halo: color.NRGBA{A: 255}, width: key.width})
	s.cover = make([]byte, s.w*s.h)
	for i := range s.cover {
		s.cover[i] = work.Pix[4*i+3]
	}
	return s
}

// room is the box of whole pixels round outlines and their halo.
func room(x0, y0, x1, y1, width float32) (x, y, w, h int) {
	reach := width / 2
	x, y = floor(x0-reach), floor(y0-reach)
	return x, y, int(math.Ceil(float64(x1+reach))) - x, int(math.Ceil(float64(y1+reach))) - y
}

// sheet is coverage being put together.
type sheet struct {
	x, y, w, h int
	cover      []byte
}

var sheets = sync.Pool{New: func() any { return new(sheet) }}

func (s *sheet) begin(x, y, w, h int) {
	s.x, s.y, s.w, s.h = x, y, w, h
	if cap(s.cover) < w*h {
		s.cover = make([]byte, w*h)
		return
	}
	s.cover = s.cover[:w*h]
	clear(s.cover)
}

// press adds a stamp. Two letters that each cover half of a pixel cover it
// whole: they stand side by side far more often than one over the other.
func (s *sheet) press(m *stamp, x, y int) {
	for row := range m.h {
		from := m.cover[row*m.w : (row+1)*m.w]
		to := s.cover[(y-s.y+row)*s.w+x-s.x:][:m.w]
		for i, v := range from {
			to[i] = uint8(min(255, uint(to[i])+uint(v)))
		}
	}
}

// stamped is the line's sprite, from stamps; false if it would be too large.
func (l *Line) stamped(key spriteKey) (sprite, bool) {
	x0, y0, x1, y1 := math.MaxInt, math.MaxInt, math.MinInt, math.MinInt
	for _, g := range l.glyphs {
		if s, x, y := l.stamp(g, key.width); s.w > 0 {
			x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x+s.w), max(y1, y+s.h)
		}
	}
	if x0 >= x1 {
		return sprite{}, true
	}
	if (x1-x0)*(y1-y0) > mostSprite {
		return sprite{}, false
	}
	c := raster.New(x1-x0, y1-y0)
	if key.width > 0 {
		l.ink(c, x0, y0, key.width, key.halo)
	}
	l.ink(c, x0, y0, 0, key.ink)
	return sprite{c, x0, y0}, true
}

// ink paints the stamps of one stroke width on c, whose corner is at (x, y).
func (l *Line) ink(c *raster.Canvas, x, y int, width float32, k color.NRGBA) {
	s := sheets.Get().(*sheet)
	defer sheets.Put(s)
	s.begin(x, y, c.W, c.H)
	for _, g := range l.glyphs {
		s.press(l.stamp(g, width))
	}
	for i, v := range s.cover {
		if v == 0 {
			continue
		}
		a := over255(uint32(v) * uint32(k.A))
		d := c.Pix[4*i : 4*i+4 : 4*i+4]
		d[0] = uint8(over255(uint32(k.R)*a + uint32(d[0])*(255-a)))
		d[1] = uint8(over255(uint32(k.G)*a + uint32(d[1])*(255-a)))
		d[2] = uint8(over255(uint32(k.B)*a + uint32(d[2])*(255-a)))
		d[3] = uint8(over255(255*a + uint32(d[3])*(255-a)))
	}
}

// over255 is v/255, rounded, for v up to 255².
func over255(v uint32) uint32 {
	v += 128
	return (v + v>>8) >> 8
}
