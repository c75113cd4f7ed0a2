package encode

import (
	"math"
	"sync"

	"dateline/geo/tile"
)

// A scratch is what the writing of a tile needs beside the tile. It serves
// tiles of any layer, one at a time.
type scratch struct {
	// slots says by slot whether the tile has a value: base + its number in
	// the tile, or less than base if it has not. The next tile has a higher
	// base, so that nothing needs to be cleared.
	slots []uint32
	base  uint32

	rows    []uint32  // of each feature, noRow for a cluster
	tags    []uint32  // one after the other, those of each present column
	present []present // columns that the tile has values of, in the layer's order
	codes   []uint32  // of each of the tile's values, by number, within its column
	spans   []span    // which columns these are of
	own     own
}

// noRow stands for the row of a cluster.
const noRow = math.MaxUint32

// present is a column that the tile has values of.
type present struct {
	column int
	tags   []uint32 // of each feature: 1 + the number of its value, 0 if it has none
}

// A span is a run of the tile's values that are of one column.
type span struct {
	column int
	end    int
}

var pool = sync.Pool{New: func() any { return &scratch{base: 1} }}

// fit makes room for a tile.
func (s *scratch) fit(e *Encoder, t *tile.Tile) {
	if len(s.slots) < e.slots {
		s.slots = make([]uint32, e.slots+e.slots/8)
	}
	if most := uint64(len(t.Features)) * uint64(len(e.columns)); uint64(s.base)+most > math.MaxUint32 {
		clear(s.slots)
		s.base = 1
	}
}
