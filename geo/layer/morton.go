package layer

import (
	"math/bits"
	"slices"
)

// Morton is the place of c along the Z-order curve, which visits the tiles of
// any zoom one after the other: the northwestern quarter of a tile first, then
// the northeastern, the southwestern and the southeastern.
func Morton(c Coord) uint64 {
	return spread(uint32(c.X)^1<<31) | spread(uint32(c.Y)^1<<31)<<1
}

// spread puts a zero before every bit.
func spread(v uint32) uint64 {
	x := uint64(v)
	x = (x | x<<16) & 0x0000FFFF0000FFFF
	x = (x | x<<8) & 0x00FF00FF00FF00FF
	x = (x | x<<4) & 0x0F0F0F0F0F0F0F0F
	x = (x | x<<2) & 0x3333333333333333
	x = (x | x<<1) & 0x5555555555555555
	return x
}

// curveOrder returns the indices of keys in ascending order of the keys; equal
// keys keep their order. It sorts by bytes, the last first, and passes over
// bytes that are the same in all keys.
func curveOrder(keys []uint64) []uint32 {
	order, spare := make([]uint32, len(keys)), make([]uint32, len(keys))
	var differ uint64
	for i, k := range keys {
		order[i] = uint32(i)
		differ |= k ^ keys[0]
	}
	for shift := 0; shift < 64; shift += 8 {
		if differ>>shift&0xFF == 0 {
			continue
		}
		var next [256]int
		for _, k := range keys {
			next[k>>shift&0xFF]++
		}
		sum := 0
		for b, n := range next {
			next[b] = sum
			sum += n
		}
		for _, i := range order {
			b := keys[i] >> shift & 0xFF
			spare[next[b]] = i
			next[b]++
		}
		order, spare = spare, order
	}
	return order
}

// A curveCell is a square of 2^bits units a side that the curve passes through
// in one go: a tile of zoom 32-bits.
type curveCell struct {
	first uint64 // key of its northwestern corner
	bits  uint8
}

// last is the key of the southeastern corner.
func (c curveCell) last() uint64 { return c.first | (1<<(2*uint(c.bits)) - 1) }

// quarter is the nth quarter along the curve.
func (c curveCell) quarter(n uint64) curveCell {
	return curveCell{c.first | n<<(2*uint(c.bits)-2), c.bits - 1}
}

// corner is the northwestern corner.
func (c curveCell) corner() Coord {
	return Coord{int32(gather(c.first) ^ 1<<31), int32(gather(c.first>>1) ^ 1<<31)}
}

// gather undoes spread and passes over the bits between.
func gather(x uint64) uint32 {
	x &= 0x5555555555555555
	x = (x | x>>1) & 0x3333333333333333
	x = (x | x>>2) & 0x0F0F0F0F0F0F0F0F
	x = (x | x>>4) & 0x00FF00FF00FF00FF
	x = (x | x>>8) & 0x0000FFFF0000FFFF
	return uint32(x | x>>16)
}

// A curveSearch looks for a box along the curve.
type curveSearch struct {
	parts [2]WorldBox // the box within the world; two if it reaches over the rim
	n     int
	size  uint8 // bits of the least cell at least as long as the box in both directions
	least uint8 // cells of that many bits are not divided any more

	cells [8]curveCell
}

// aim sets out the search of a box.
func (s *curveSearch) aim(box WorldBox) {
	*s = curveSearch{}
	s.parts, s.n = box.onWorld()
	box.MinY, box.MaxY = max(box.MinY, worldMin), min(box.MaxY, worldMax)
	width, height := box.MaxX-box.MinX, box.MaxY-box.MinY
	if s.n == 0 {
		return
	}
	s.size = uint8(min(32, bits.Len64(uint64(max(width, height)))))
	// The buffer of a tile is a 64th of it, so this is fine enough.
	s.least = uint8(max(0, bits.Len64(uint64(min(width, height)))-7))
}

// start returns the cells of bits s.size that the box lies in, in their order on
// the curve.
func (s *curveSearch) start() []curveCell {
	cells := s.cells[:0]
	side := int64(1) << s.size
	align := func(v int64) int64 { return (v-worldMin)&^(side-1) + worldMin }
	for _, part := range s.parts[:s.n] {
		for y := align(part.MinY); y <= part.MaxY; y += side {
			for x := align(part.MinX); x <= part.MaxX; x += side {
				c := curveCell{Morton(Coord{int32(x), int32(y)}), s.size}
				if !slices.Contains(cells, c) {
					cells = append(cells, c)
				}
			}
		}
	}
	slices.SortFunc(cells, func(a, b curveCell) int {
		if a.first < b.first {
			return -1
		}
		return 1
	})
	return cells
}

// relation reports whether a cell has anything in common with the box, and
// whether it lies inside it.
func (s *curveSearch) relation(c curveCell) (meets, inside bool) {
	corner := c.corner()
	reach := int64(1)<<c.bits - 1
	for _, part := range s.parts[:s.n] {
		west, north := int64(corner.X), int64(corner.Y)
		east, south := west+reach, north+reach
		if west > part.MaxX || east < part.MinX || north > part.MaxY || south < part.MinY {
			continue
		}
		meets = true
		if west >= part.MinX && east <= part.MaxX && north >= part.MinY && south <= part.MaxY {
			return true, true
		}
	}
	return meets, false
}
