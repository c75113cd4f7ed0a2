package archive

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var wide = limits{0, idEnd, 1 << 40, 1 << 30}

func varints(numbers ...uint64) (b []byte) {
	for _, n := range numbers {
		b = binary.AppendUvarint(b, n)
	}
	return b
}

func TestDirectoryBytes(t *testing.T) {
	d := directory{{5, 0, 10, 2}, {7, 10, 300, 1}, {42, 0, 10, 1}, {50, 7, 9, 0}}
	b := d.bytes()
	assert.Equal(t, varints(4, 5, 2, 35, 8, 2, 1, 1, 0, 10, 300, 10, 9, 1, 0, 1, 8), b)
	back, err := parseDirectory(b, wide)
	require.NoError(t, err)
	assert.Equal(t, d, back)
}

func TestDirectoryFind(t *testing.T) {
	d := directory{{5, 0, 10, 2}, {7, 10, 300, 1}, {42, 0, 10, 1}, {50, 7, 9, 0}, {60, 16, 9, 0}}
	for id, want := range map[uint64]uint64{5: 5, 6: 5, 7: 7, 42: 42, 50: 50, 59: 50, 60: 60, 1 << 60: 60} {
		e, end, ok := d.find(id)
		assert.True(t, ok, id)
		assert.Equal(t, want, e.id, id)
		assert.Greater(t, end, id)
	}
	for _, id := range []uint64{0, 4, 8, 41, 43, 49} {
		_, _, ok := d.find(id)
		assert.False(t, ok, id)
	}
	_, _, ok := directory{}.find(0)
	assert.False(t, ok)
}

func TestDirectoryCorrupt(t *testing.T) {
	small := limits{10, 100, 50, 20}
	for name, b := range map[string][]byte{
		"nothing":                    {},
		"no end of a number":         {0x80},
		"more entries than bytes":    varints(1<<40, 1, 1, 1, 1),
		"cut short":                  varints(2, 10, 1, 1, 1, 5, 5, 1),
		"rest":                       varints(1, 10, 1, 5, 1, 0),
		"two entries for a tile":     varints(2, 10, 0, 1, 1, 5, 5, 1, 0),
		"steps beyond 64 bits":       varints(2, 10, 1<<64-5, 1, 1, 5, 5, 1, 0),
		"a tile before its part":     varints(1, 9, 1, 5, 1),
		"a tile after its part":      varints(1, 100, 1, 5, 1),
		"a run into the next":        varints(2, 10, 3, 4, 1, 5, 5, 1, 0),
		"a run out of its part":      varints(1, 99, 2, 5, 1),
		"a run beyond 32 bits":       varints(1, 10, 1<<32, 5, 1),
		"a tile without data":        varints(1, 10, 1, 0, 1),
		"a tile beyond 32 bits":      varints(1, 10, 1, 1<<32+1, 1),
		"no place":                   varints(1, 10, 1, 5, 0),
		"a place outside":            varints(1, 10, 1, 5, 52),
		"a place that ends outside":  varints(1, 10, 1, 5, 47),
		"a follower that is outside": varints(2, 10, 1, 1, 1, 30, 30, 1, 0),
		"a leaf outside":             varints(1, 10, 0, 21, 1),
		"a place beyond 64 bits":     append(varints(1, 10, 1, 5), 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f),
	} {
		_, err := parseDirectory(b, small)
		assert.ErrorIs(t, err, ErrCorrupt, name)
	}
	d, err := parseDirectory(varints(2, 10, 3, 3, 0, 5, 20, 46, 1), small)
	require.NoError(t, err, "all of it just within its limits")
	assert.Equal(t, directory{{10, 45, 5, 3}, {13, 0, 20, 0}}, d)
}

// A directory that is too large for a root is split, and every entry is found
// by way of its leaf.
func TestDirectorySplit(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 100, 5_000, 20_000, 200_000} {
		var d directory
		id, offset := uint64(0), uint64(0)
		for range n {
			id += 1 + random.Uint64N(50)
			e := entry{id: id, offset: offset, length: 1 + random.Uint32N(90_000), run: 1 + random.Uint32N(3)}
			offset += uint64(e.length)
			id = e.end()
			d = append(d, e)
		}
		const limit = 300
		root, leaves := d.split(limit)
		assert.LessOrEqual(t, len(root), limit)
		b, err := decompress(root, Gzip, maxDirectory)
		require.NoError(t, err)
		top, err := parseDirectory(b, limits{0, idEnd, offset, uint64(len(leaves))})
		require.NoError(t, err)
		var all directory
		for i := range top {
			if top[i].run > 0 {
				all = append(all, top[i])
				continue
			}
			b, err := decompress(leaves[top[i].offset:][:top[i].length], Gzip, maxDirectory)
			require.NoError(t, err)
			_, end, _ := top.find(top[i].id)
			leaf, err := parseDirectory(b, limits{top[i].id, end, offset, 0})
			require.NoError(t, err)
			all = append(all, leaf...)
		}
		require.Equal(t, d, all)
	}
}
