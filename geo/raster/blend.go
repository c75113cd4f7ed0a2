package raster

import "encoding/binary"

const lanes = 0x00ff00ff

// div255 is v/255, rounded, exact for 0 ≤ v ≤ 255·255.
func div255(v uint32) uint32 {
	v += 128
	return (v + v>>8) >> 8
}

// mix is the pixel d covered by the opaque colour k with opacity a of 255:
// premultiplied source-over for any colour, because (k, 255)·a/255 is what the
// source with that opacity is. Two channels share a word; each fits 16 bits.
func mix(d, k, a uint32) uint32 {
	inv := 255 - a
	rb := (d&lanes)*inv + (k&lanes)*a + 0x00800080
	ag := (d>>8&lanes)*inv + (k>>8&lanes)*a + 0x00800080
	return (rb+rb>>8&lanes)>>8&lanes | (ag+ag>>8&lanes)&^lanes
}

// fill sets whole pixels.
func fill(row []byte, k uint32) {
	const block = 64
	n := min(len(row), block)
	for i := 0; i+4 <= n; i += 4 {
		binary.LittleEndian.PutUint32(row[i:], k)
	}
	for n < len(row) {
		n += copy(row[n:], row[:n])
	}
}

// mixRun covers whole pixels with one opacity.
func mixRun(row []byte, k, a uint32) {
	const wide = lanes | lanes<<32
	k64 := uint64(k) | uint64(k)<<32
	inv := uint64(255 - a)
	krb := (k64&wide)*uint64(a) + 0x0080008000800080
	kag := (k64>>8&wide)*uint64(a) + 0x0080008000800080
	for len(row) >= 8 {
		d := binary.LittleEndian.Uint64(row)
		rb := (d&wide)*inv + krb
		ag := (d>>8&wide)*inv + kag
		binary.LittleEndian.PutUint64(row, (rb+rb>>8&wide)>>8&wide|(ag+ag>>8&wide)&^wide)
		row = row[8:]
	}
	if len(row) >= 4 {
		binary.LittleEndian.PutUint32(row, mix(binary.LittleEndian.Uint32(row), k, a))
	}
}

// Over paints src with its top left corner at (x, y), source-over.
func (c *Canvas) Over(src *Canvas, x, y int) {
	b := c.limits()
	x0, y0 := max(x, b.x0), max(y, b.y0)
	x1, y1 := min(x+src.W, b.x1), min(y+src.H, b.y1)
	if x0 >= x1 {
		return
	}
	for row := y0; row < y1; row++ {
		d := c.Pix[4*(row*c.W+x0) : 4*(row*c.W+x1)]
		s := src.Pix[4*((row-y)*src.W+x0-x):]
		overRow(d, s[:len(d)])
	}
}

// overRow paints a row, two pixels at a time where both are whole or nothing.
func overRow(d, s []byte) {
	const opaque = 0xff000000_ff000000
	for len(d) >= 8 && len(s) >= 8 {
		two := binary.LittleEndian.Uint64(s)
		switch {
		case two == 0:
		case two&opaque == opaque:
			binary.LittleEndian.PutUint64(d, two)
		default:
			overPixel(d, uint32(two))
			overPixel(d[4:], uint32(two>>32))
		}
		d, s = d[8:], s[8:]
	}
	if len(d) >= 4 && len(s) >= 4 {
		overPixel(d, binary.LittleEndian.Uint32(s))
	}
}

func overPixel(d []byte, v uint32) {
	if v != 0 {
		binary.LittleEndian.PutUint32(d, v+shade(binary.LittleEndian.Uint32(d), 255-v>>24))
	}
}

// shade is all channels of d times a/255.
func shade(d, a uint32) uint32 {
	rb := (d&lanes)*a + 0x00800080
	ag := (d>>8&lanes)*a + 0x00800080
	return (rb+rb>>8&lanes)>>8&lanes | (ag+ag>>8&lanes)&^lanes
}

// Thin makes everything painted so far as opaque as opacity, of 255, says.
func (c *Canvas) Thin(opacity uint8) {
	if opacity == 255 {
		return
	}
	for i := 0; i+4 <= len(c.Pix); i += 4 {
		v := binary.LittleEndian.Uint32(c.Pix[i:])
		if v != 0 {
			binary.LittleEndian.PutUint32(c.Pix[i:], shade(v, uint32(opacity)))
		}
	}
}
