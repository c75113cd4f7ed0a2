package tile

import (
	"errors"
	"fmt"
	"strconv"

	"dateline/geo/layer"
)

// MaxZoom is the deepest zoom there is.
const MaxZoom = 24

// An Address names a tile: the world is 2^Z tiles wide and high, X counts from
// the antimeridian to the east, Y from the north.
type Address struct {
	Z    uint8
	X, Y uint32
}

var (
	// ErrSyntax says that something is no address.
	ErrSyntax = errors.New("no tile address")
	// ErrOutside says that an address lies outside the world, or is too deep.
	ErrOutside = errors.New("no such tile")
)

// Parse reads an address from its three numbers: decimal digits and nothing
// else, without leading zeros, so that a tile has one address only. The error
// is or wraps ErrSyntax or ErrOutside.
func Parse(z, x, y string) (Address, error) {
	var numbers [3]uint64
	outside := false
	for i, text := range []string{z, x, y} {
		if !decimal(text) {
			return Address{}, fmt.Errorf("%w: %s must be a number such as 0 or 12", ErrSyntax, "zxy"[i:i+1])
		}
		// A number too long to be read is outside as well.
		n, err := strconv.ParseUint(text, 10, 32)
		outside = outside || err != nil
		numbers[i] = n
	}
	if outside || numbers[0] > MaxZoom || numbers[1]>>numbers[0] != 0 || numbers[2]>>numbers[0] != 0 {
		return Address{}, fmt.Errorf("%w: z goes to %d, x and y to 2^z - 1", ErrOutside, MaxZoom)
	}
	return Address{uint8(numbers[0]), uint32(numbers[1]), uint32(numbers[2])}, nil
}

func decimal(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s == "0" || s != "" && s[0] != '0'
}

// String is the address as in a URL: z/x/y.
func (a Address) String() string { return fmt.Sprintf("%d/%d/%d", a.Z, a.X, a.Y) }

// Valid reports whether there is such a tile.
func (a Address) Valid() bool {
	return a.Z <= MaxZoom && a.X>>a.Z == 0 && a.Y>>a.Z == 0
}

// Parent is the tile that holds a at the zoom above; the world has none and
// returns itself.
func (a Address) Parent() Address {
	if a.Z == 0 {
		return a
	}
	return Address{a.Z - 1, a.X / 2, a.Y / 2}
}

// Children are the four quarters of a at the zoom below, in the order of the
// Z-order curve: northwest, northeast, southwest, southeast.
func (a Address) Children() [4]Address {
	z, x, y := a.Z+1, a.X*2, a.Y*2
	return [4]Address{{z, x, y}, {z, x + 1, y}, {z, x, y + 1}, {z, x + 1, y + 1}}
}

// At is the tile of a zoom that holds a place.
func At(c layer.Coord, z uint8) Address {
	shift := 32 - uint(z)
	return Address{z, (uint32(c.X) ^ 1<<31) >> shift, (uint32(c.Y) ^ 1<<31) >> shift}
}

// Box is the part of the world whose coordinates, rounded to tile units of
// which the tile has extent a side, lie in the tile or at most buffer units
// beyond its edges. Extent must be a power of two.
func (a Address) Box(extent, buffer int32) layer.WorldBox {
	side := int64(1) << (32 - a.Z)
	west, north := int64(a.X)*side-1<<31, int64(a.Y)*side-1<<31
	// A coordinate is rounded half up, so half a unit more belongs to the box
	// on the lower side, and a little less than that on the upper.
	lower := (int64(buffer)*side + side/2) / int64(extent)
	upper := ((int64(extent)+int64(buffer))*side + side/2 - 1) / int64(extent)
	return layer.WorldBox{MinX: west - lower, MinY: north - lower, MaxX: west + upper, MaxY: north + upper}
}
