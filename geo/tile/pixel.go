package tile

import "dateline/geo/layer"

// pixels notes which pixels of the tile and its buffer are taken.
type pixels struct {
	low   int64 // of the first row and column, in tile units
	side  int64 // number of rows and columns
	used  bool
	taken []uint64
}

func (p *pixels) begin(buffer int32) {
	p.low = -int64(buffer) / Pixel * Pixel
	p.side = (Extent - 2*p.low) / Pixel
	p.used = false
}

// high is where the last row and column end.
func (p *pixels) high() int64 { return p.low + p.side<<pixelBits }

// take takes the pixel that holds a place. It returns the pixel's northwestern
// corner and whether the pixel was free; in is false for a place outside.
func (p *pixels) take(x, y int64) (corner Coord, free, in bool) {
	column, row := (x-p.low)>>pixelBits, (y-p.low)>>pixelBits
	if column < 0 || row < 0 || column >= p.side || row >= p.side {
		return Coord{}, false, false
	}
	if !p.used {
		p.used = true
		p.taken = zeroed(p.taken, int(p.side*p.side+63)/64)
	}
	i := row*p.side + column
	word, bit := &p.taken[i/64], uint64(1)<<(i%64)
	free = *word&bit == 0
	*word |= bit
	return Coord{int32(p.low + column<<pixelBits), int32(p.low + row<<pixelBits)}, free, true
}

// pixel finds the pixel for a line or ring that is smaller than one: that of the
// middle of its bounds. It is not ok if that is outside or taken already. It
// counts what belongs to the tile.
func (c *cutter) pixel(p *pixels, b layer.Bounds, f *frame) (corner Coord, ok bool) {
	x := f.x((int64(b.Min.X) + int64(b.Max.X)) >> 1)
	y := f.y((int64(b.Min.Y) + int64(b.Max.Y)) >> 1)
	corner, free, in := p.take(x, min(y, c.south))
	if in && owns(corner) {
		if free {
			c.t.Stats.Pixels++
		} else {
			c.t.Stats.Merged++
		}
	}
	return corner, free
}
