package archive

import (
	"testing"

	"dateline/geo/tile"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestIDs(t *testing.T) {
	for _, c := range []struct {
		a    tile.Address
		want uint64
	}{
		{tile.Address{}, 0},
		{tile.Address{Z: 1}, 1},
		{tile.Address{Z: 1, Y: 1}, 2},
		{tile.Address{Z: 1, X: 1, Y: 1}, 3},
		{tile.Address{Z: 1, X: 1}, 4},
		{tile.Address{Z: 2}, 5},
		{tile.Address{Z: 2, X: 3}, 20},
		{tile.Address{Z: 3}, 21},
		{tile.Address{Z: 12, X: 3423, Y: 1763}, 19078479}, // an example of the specification
		{tile.Address{Z: 24}, (1<<48 - 1) / 3},
		{tile.Address{Z: 24, X: 1<<24 - 1}, (1<<50-1)/3 - 1},
	} {
		assert.Equal(t, c.want, ID(c.a), c.a)
		a, ok := AddressOf(c.want)
		assert.True(t, ok)
		assert.Equal(t, c.a, a)
	}
}

// Every tile of zooms 0 to 7 has an id of its own and comes back from it; tiles
// that follow each other within a zoom are neighbours, and the four quarters of
// a tile follow each other.
func TestIDsThereAndBack(t *testing.T) {
	var seen [(1<<16 - 1) / 3]bool
	for z := range uint8(8) {
		for x := range uint32(1) << z {
			for y := range uint32(1) << z {
				a := tile.Address{Z: z, X: x, Y: y}
				id := ID(a)
				require.Less(t, id, uint64(len(seen)))
				require.False(t, seen[id], "%s", a)
				seen[id] = true
				back, ok := AddressOf(id)
				require.True(t, ok)
				require.Equal(t, a, back)
				if z > 0 {
					require.Equal(t, ID(a.Parent())-firstID(z-1), (id-firstID(z))/4)
				}
			}
		}
	}
	for id := range uint64(len(seen)) {
		require.True(t, seen[id])
		a, _ := AddressOf(id)
		next, _ := AddressOf(id + 1)
		if a.Z == next.Z {
			dx, dy := int64(a.X)-int64(next.X), int64(a.Y)-int64(next.Y)
			require.Equal(t, int64(1), dx*dx+dy*dy, "%s and %s", a, next)
		}
	}
}

func TestIDsTooDeep(t *testing.T) {
	for _, id := range []uint64{(1<<50 - 1) / 3, 1 << 60, idEnd, 1<<64 - 1} {
		_, ok := AddressOf(id)
		assert.False(t, ok, id)
	}
}
