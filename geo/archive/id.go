package archive

import "dateline/geo/tile"

// maxZoom is the deepest zoom of which tile ids are known: those below fill 64
// bits.
const maxZoom = 31

// firstID is the id of the first tile of a zoom, (4^z - 1) / 3: the number of
// tiles of all zooms above.
func firstID(z uint8) uint64 { return (uint64(1)<<(2*z) - 1) / 3 }

// idEnd is the first number that is no id any more. As (4^32 - 1) / 3 it is
// what firstID would be for zoom 32 if that did not overflow.
const idEnd = (1<<64 - 1) / 3

// ID is the place of a tile in the order of an archive: zoom by zoom, and
// within each along a Hilbert curve that begins in the northwest and ends in
// the northeast. The address must be valid.
func ID(a tile.Address) uint64 {
	d, x, y := uint64(0), a.X, a.Y
	for bit := int(a.Z) - 1; bit >= 0; bit-- {
		east, south := uint64(x>>bit&1), uint64(y>>bit&1)
		d = d<<2 | (3*east ^ south)
		// The curve in the northern quarters runs with x and y exchanged, in
		// the northeastern one also from the other end. Only the bits below
		// are looked at from here on.
		if south == 0 {
			if east == 1 {
				x, y = ^x, ^y
			}
			x, y = y, x
		}
	}
	return firstID(a.Z) + d
}

// AddressOf is the address of a tile id; ok is false if the tile is deeper than
// [tile.MaxZoom].
func AddressOf(id uint64) (a tile.Address, ok bool) {
	for id >= firstID(a.Z+1) {
		if a.Z++; a.Z > tile.MaxZoom {
			return tile.Address{}, false
		}
	}
	d := id - firstID(a.Z)
	for bit := range a.Z {
		quarter := d >> (2 * bit) & 3
		east, south := uint32(quarter>>1), uint32(quarter>>1^quarter)&1
		if south == 0 {
			if east == 1 {
				last := uint32(1)<<bit - 1
				a.X, a.Y = last-a.X, last-a.Y
			}
			a.X, a.Y = a.Y, a.X
		}
		a.X |= east << bit
		a.Y |= south << bit
	}
	return a, true
}
