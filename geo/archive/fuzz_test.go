package archive

import (
	"bytes"
	"testing"

	"dateline/geo/tile"

	"github.com/stretchr/testify/require"
)

var probes = []tile.Address{
	{}, {Z: 1}, {Z: 1, X: 1, Y: 1}, {Z: 2, X: 3, Y: 1}, {Z: 8, X: 17, Y: 200}, {Z: 24, X: 1 << 23, Y: 5}, {Z: 3, X: 8}, {Z: 200},
}

// Whatever a file holds, it is read or refused, and a tile lies within the data.
func FuzzOpen(f *testing.F) {
	f.Add(small().write(f, someInfo))
	f.Add(raw(directory{{0, 0, 5, 0}}.bytes(), directory{{0, 0, 1, 1}}.bytes(), []byte("x")))
	f.Add(raw([]byte{0}, nil, nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := Open(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return
		}
		_, _ = r.Metadata()
		for _, a := range probes {
			data, ok, err := r.Tile(a)
			require.False(t, ok && (err != nil || !a.Valid()))
			require.Equal(t, ok, len(data) > 0)
			if ok {
				s := r.Header().Data
				require.True(t, bytes.Contains(b[s.Offset:s.end()], data))
			}
		}
	})
}

// Tiles of any kind come back as they were, and no others.
func FuzzTile(f *testing.F) {
	f.Add([]byte{1, 1, 1, 0, 2, 1, 1, 1})
	f.Add(bytes.Repeat([]byte{0, 7}, 300))
	f.Fuzz(func(t *testing.T, seed []byte) {
		// Each byte is a tile: two bits of gap before it, the others its kind.
		p := pile{}
		id := uint64(0)
		for _, s := range seed[:min(len(seed), 4000)] {
			id += 1 + uint64(s&3)*uint64(s&3)
			p[id] = bytes.Repeat([]byte{s >> 2}, 1+int(s>>4))
		}
		if len(p) == 0 {
			return
		}
		r := opened(t, p.write(t, someInfo))
		for i := range id + 10 {
			a, _ := AddressOf(i)
			data, ok, err := r.Tile(a)
			require.NoError(t, err)
			require.Equal(t, p[i] != nil, ok)
			require.True(t, bytes.Equal(p[i], data))
		}
	})
}
