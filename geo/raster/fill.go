package raster

import (
	"encoding/binary"
	"math/bits"
)

// Fill paints the inside of p by the non-zero rule.
func (c *Canvas) Fill(p *Path, ink Ink) { c.fillPath(p, ink, false) }

// FillEvenOdd paints the inside of p by the even-odd rule.
func (c *Canvas) FillEvenOdd(p *Path, ink Ink) { c.fillPath(p, ink, true) }

func (c *Canvas) fillPath(p *Path, ink Ink, evenOdd bool) {
	if ink.Color.A == 0 || len(p.points) < 3 {
		return
	}
	w := c.scratch()
	w.flat.flatten(p)
	c.paint(&w.flat, ink, evenOdd)
}

// area is the whole pixels that contours can touch.
func (f *poly) area(limit box) box {
	if len(f.points) == 0 {
		return box{}
	}
	x0, y0 := f.points[0].X, f.points[0].Y
	x1, y1 := x0, y0
	for _, v := range f.points {
		x0, y0, x1, y1 = min(x0, v.X), min(y0, v.Y), max(x1, v.X), max(y1, v.Y)
	}
	return box{
		max(limit.x0, int(unit(x0)>>8)), max(limit.y0, int(unit(y0)>>8)),
		min(limit.x1, int(unit(x1)>>8)+1), min(limit.y1, int(unit(y1)>>8)+1),
	}
}

// paint fills contours, in bands where the area is large.
func (c *Canvas) paint(f *poly, ink Ink, evenOdd bool) {
	area := f.area(c.limits())
	if area.x0 >= area.x1 || area.y0 >= area.y1 {
		return
	}
	s := &c.scratch().scan
	rows := max(mostCells/stride(area.x1-area.x0), 16)
	brush := newBrush(ink)
	for y := area.y0; y < area.y1; y += rows {
		s.frame(box{area.x0, y, area.x1, min(y+rows, area.y1)})
		s.add(f)
		s.sweep(c, &brush, evenOdd)
	}
}

// opacity is the coverage of a sum of cells, times alpha, of 255.
func opacity(sum int32, alpha uint32, evenOdd bool) uint32 {
	if sum < 0 {
		sum = -sum
	}
	if evenOdd {
		sum &= 2*full - 1
		if sum > full {
			sum = 2*full - sum
		}
	} else if sum > full {
		sum = full
	}
	m := (uint32(sum)*255 + full/2) / full
	if alpha == 255 {
		return m
	}
	return div255(m * alpha)
}

// sweep paints what the edges enclose and leaves cells and marks zero.
func (s *scan) sweep(c *Canvas, brush *brush, evenOdd bool) {
	w := int(s.w)
	for row := range int(s.h) {
		marks := s.marks[row*s.words : (row+1)*s.words]
		cells := s.cells[row*s.stride : (row+1)*s.stride]
		y := s.y0 + row
		pix := c.Pix[4*(y*c.W+s.x0) : 4*(y*c.W+s.x0+w)]
		x, sum := 0, int32(0)
		for i, word := range marks {
			if word == 0 {
				continue
			}
			marks[i] = 0
			for word != 0 {
				b := bits.TrailingZeros64(word)
				word &= word - 1
				at := (i<<6 + b) * block
				if at > x && sum != 0 && x < w {
					to := min(at, w)
					if a := opacity(sum, brush.alpha, evenOdd); a != 0 {
						brush.run(pix[4*x:4*to], s.x0+x, y, a)
					}
				}
				x = at + block
				four := cells[at : at+block : at+block]
				if x > w {
					for k, v := range four {
						four[k] = 0
						if sum += v; at+k < w && sum != 0 {
							if a := opacity(sum, brush.alpha, evenOdd); a != 0 {
								brush.run(pix[4*(at+k):4*(at+k)+4], s.x0+at+k, y, a)
							}
						}
					}
					continue
				}
				out := pix[4*at : 4*at+4*block : 4*at+4*block]
				for k := range block {
					v := four[k]
					four[k] = 0
					sum += v
					if sum == 0 {
						continue
					}
					a := opacity(sum, brush.alpha, evenOdd)
					if a == 0 {
						continue
					}
					px := out[4*k : 4*k+4 : 4*k+4]
					switch {
					case !brush.plain:
						brush.run(px, s.x0+at+k, y, a)
					case a == 255:
						binary.LittleEndian.PutUint32(px, brush.color)
					default:
						binary.LittleEndian.PutUint32(px, mix(binary.LittleEndian.Uint32(px), brush.color, a))
					}
				}
			}
		}
		if x < w && sum != 0 {
			if a := opacity(sum, brush.alpha, evenOdd); a != 0 {
				brush.run(pix[4*x:], s.x0+x, y, a)
			}
		}
	}
}
