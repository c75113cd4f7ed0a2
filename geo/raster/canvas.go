package raster

import (
	"encoding/binary"
	"image"
	"image/color"
	"sync"
)

// Canvas is a picture under way: premultiplied RGBA, 4·W bytes a row.
type Canvas struct {
	W, H int
	Pix  []byte

	clip    box
	clipped bool
	work    *scratch
}

type box struct{ x0, y0, x1, y1 int }

// scratch is the memory that painting reuses from call to call.
type scratch struct {
	flat    poly
	outline poly
	stroker stroker
	scan    scan
}

// New is a transparent canvas. Sizes below one count as one.
func New(w, h int) *Canvas {
	w, h = max(w, 1), max(h, 1)
	return &Canvas{W: w, H: h, Pix: make([]byte, 4*w*h)}
}

var pool = sync.Pool{New: func() any { return new(Canvas) }}

// Bytes of the largest picture that is pooled: a tile of 512 px at @2x, or a
// picture of 1200 × 630. What is larger is rare, and left to the garbage
// collector: in the pool it would be lent for small things, too.
const mostPooled = 4 << 20

// GetCanvas is a transparent canvas from a pool; Release gives it back.
func GetCanvas(w, h int) *Canvas {
	w, h = max(w, 1), max(h, 1)
	c := pool.Get().(*Canvas)
	n := 4 * w * h
	if cap(c.Pix) < n {
		c.Pix = make([]byte, n)
	} else {
		c.Pix = c.Pix[:n]
		clear(c.Pix)
	}
	c.W, c.H, c.clipped = w, h, false
	return c
}

// Release gives the canvas to the pool, with what painting on it has reused. It
// must not be used afterwards.
func (c *Canvas) Release() {
	if cap(c.Pix) > mostPooled {
		c.Pix = nil
	}
	pool.Put(c)
}

func (c *Canvas) scratch() *scratch {
	if c.work == nil {
		c.work = new(scratch)
	}
	return c.work
}

// premultiply packs a colour as the little-endian word of a pixel.
func premultiply(k color.NRGBA) uint32 {
	a := uint32(k.A)
	return div255(uint32(k.R)*a) | div255(uint32(k.G)*a)<<8 | div255(uint32(k.B)*a)<<16 | a<<24
}

// Clear sets every pixel, whatever the clip.
func (c *Canvas) Clear(k color.NRGBA) {
	fill(c.Pix, premultiply(k))
}

// SetClip lets paint fall on pixels x0 ≤ x < x1, y0 ≤ y < y1 alone.
func (c *Canvas) SetClip(x0, y0, x1, y1 int) {
	c.clip, c.clipped = box{x0, y0, x1, y1}.within(c.W, c.H), true
}

// Clip is where paint may fall, as SetClip takes it.
func (c *Canvas) Clip() (x0, y0, x1, y1 int) {
	b := c.limits()
	return b.x0, b.y0, b.x1, b.y1
}

// ResetClip lets paint fall everywhere.
func (c *Canvas) ResetClip() { c.clipped = false }

func (b box) within(w, h int) box {
	return box{max(b.x0, 0), max(b.y0, 0), min(b.x1, w), min(b.y1, h)}
}

// limits is where paint may fall.
func (c *Canvas) limits() box {
	if c.clipped {
		return c.clip
	}
	return box{0, 0, c.W, c.H}
}

// Image shows the canvas to the standard library; it shares Pix.
func (c *Canvas) Image() *image.RGBA {
	return &image.RGBA{Pix: c.Pix, Stride: 4 * c.W, Rect: image.Rect(0, 0, c.W, c.H)}
}

// At is one pixel, not premultiplied; transparent outside the canvas.
func (c *Canvas) At(x, y int) color.NRGBA {
	if x < 0 || y < 0 || x >= c.W || y >= c.H {
		return color.NRGBA{}
	}
	return straight(binary.LittleEndian.Uint32(c.Pix[4*(y*c.W+x):]))
}

// straight undoes premultiply.
func straight(v uint32) color.NRGBA {
	a := v >> 24
	if a == 0 {
		return color.NRGBA{}
	}
	if a == 255 {
		return color.NRGBA{R: uint8(v), G: uint8(v >> 8), B: uint8(v >> 16), A: 255}
	}
	un := func(k uint32) uint8 { return uint8(min(255, (k*255+a/2)/a)) }
	return color.NRGBA{R: un(v & 255), G: un(v >> 8 & 255), B: un(v >> 16 & 255), A: uint8(a)}
}
