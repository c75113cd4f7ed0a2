package tile

import (
	"math"

	"dateline/geo/layer"
)

// A frame turns world coordinates into tile units. Of a unit that is divided,
// the nearest whole number is taken, half a unit going up.
type frame struct {
	west, north int64 // the tile's corner in world units
	half        int64 // half a tile unit in world units
	down, up    uint8 // the logarithm of a tile unit in world units, or of its inverse
}

func frameOf(a Address) frame {
	side := int64(1) << (32 - a.Z)
	f := frame{west: int64(a.X)*side - 1<<31, north: int64(a.Y)*side - 1<<31}
	if unit := 32 - extentBits - int(a.Z); unit > 0 {
		f.down, f.half = uint8(unit), 1<<(unit-1)
	} else {
		f.up = uint8(-unit)
	}
	return f
}

// moved is the frame for what lies shift units to the east of where it is seen.
func (f frame) moved(shift int64) frame {
	f.west -= shift
	return f
}

func (f *frame) x(v int64) int64 { return ((v-f.west)<<(f.up&31) + f.half) >> (f.down & 31) }
func (f *frame) y(v int64) int64 { return ((v-f.north)<<(f.up&31) + f.half) >> (f.down & 31) }

// vertex is a vertex of a line or a ring in tile units. World coordinates end
// one unit short of the rim, where shapes cut at the antimeridian should meet
// at every zoom.
func (f *frame) vertex(c layer.Coord) (x, y int64) {
	return f.x(rim(c.X)), f.y(rim(c.Y))
}

func rim(v int32) int64 {
	if v == math.MaxInt32 {
		return math.MaxInt32 + 1
	}
	return int64(v)
}

// A turn is one copy of the world in a tile's view. There is only one, unless
// the tile with its buffer reaches over the antimeridian.
type turn struct {
	frame
	box  layer.WorldBox // the tile with its buffer
	near layer.WorldBox // the same and two tile units more, within the world
}

// findTurns fills the cutter's list of turns.
func (c *cutter) findTurns() {
	c.turns = c.turns[:0]
	margin := int64(2)<<c.frame.down | 2
	for n := copyOf(c.box.MinX); n <= copyOf(c.box.MaxX); n++ {
		box := c.box
		box.MinX -= n << 32
		box.MaxX -= n << 32
		near := layer.WorldBox{
			MinX: max(box.MinX-margin, math.MinInt32), MinY: max(box.MinY-margin, math.MinInt32),
			MaxX: min(box.MaxX+margin, math.MaxInt32), MaxY: min(box.MaxY+margin, math.MaxInt32),
		}
		c.turns = append(c.turns, turn{frame: c.frame.moved(n << 32), box: box, near: near})
	}
}

// copyOf is the number of the copy of the world that x lies in: 0 between the
// rims, 1 to the east of them.
func copyOf(x int64) int64 { return (x + 1<<31) >> 32 }

// below reports whether bounds are less than a pixel wide and high.
func (c *cutter) below(b layer.Bounds) bool {
	width, height := int64(b.Max.X)-int64(b.Min.X), int64(b.Max.Y)-int64(b.Min.Y)
	return max(width, height)<<c.frame.up>>c.frame.down < Pixel
}
