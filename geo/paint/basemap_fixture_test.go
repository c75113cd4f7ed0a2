package paint

import (
	"bytes"
	"io"
	"math"
	"os"
	"sync"
	"testing"

	"dateline/geo/archive"
	"dateline/geo/tile"

	"github.com/klauspost/compress/gzip"
	"github.com/stretchr/testify/require"
)

// openArchive opens the basemap that ships with the program.
var openArchive = sync.OnceValues(func() (*archive.Reader, error) {
	b, err := os.ReadFile("../../data/basemap.pmtiles")
	if err != nil {
		return nil, err
	}
	return archive.Open(bytes.NewReader(b), int64(len(b)))
})

// readTile reads a tile of the basemap as [NewBasemap] wants it.
func readTile(a tile.Address) ([]byte, error) {
	r, err := openArchive()
	if err != nil {
		return nil, err
	}
	b, ok, err := r.Tile(a)
	if err != nil || !ok {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// newBasemap is a basemap that remembers nothing yet.
func newBasemap(t testing.TB) *Basemap {
	b, err := openBasemap()
	require.NoError(t, err)
	return b
}

func openBasemap() (*Basemap, error) {
	r, err := openArchive()
	if err != nil {
		return nil, err
	}
	return NewBasemap(readTile, int(r.Header().MinZoom), int(r.Header().MaxZoom)), nil
}

// tileAt is the tile of a zoom that holds a place.
func tileAt(lon, lat float64, z uint8) tile.Address {
	x, y := Project(lon, lat)
	n := math.Ldexp(1, int(z))
	return tile.Address{Z: z, X: uint32(x * n), Y: uint32(y * n)}
}

// benchTiles are tiles round Ukraine, Korea, Europe and Japan at four zooms.
func benchTiles() (list []tile.Address) {
	for z := uint8(4); z <= 7; z++ {
		for _, at := range [][2]float64{{32, 49}, {127.5, 38}, {10, 50}, {138, 36.5}} {
			a := tileAt(at[0], at[1], z)
			list = append(list, a, tile.Address{Z: z, X: a.X - 1, Y: a.Y}, tile.Address{Z: z, X: a.X, Y: a.Y - 1})
		}
	}
	return list
}
