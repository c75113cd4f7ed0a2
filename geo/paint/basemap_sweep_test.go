package paint

import (
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"

	"dateline/geo/raster"
	"dateline/geo/tile"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// paintMany paints random tiles without pause and returns the heap in use, in
// MiB, at the end of each tenth.
func paintMany(t *testing.T, n int) (heap []float64) {
	m := newBasemap(t)
	dice := rand.New(rand.NewPCG(9, 9))
	var png []byte
	for i := range n {
		z := uint8(dice.IntN(12))
		a := tileAt(dice.Float64()*360-180, dice.Float64()*140-60, z)
		o := TileOptions{
			Size: 256 << dice.IntN(2), Scale: 1 + dice.IntN(2), Half: dice.IntN(3) == 0,
			Lang:  []string{"en", "uk", "ru", "ko", "ar"}[dice.IntN(5)],
			Theme: []*Theme{&Light, &Dark, &Print}[dice.IntN(3)],
		}
		if dice.IntN(4) == 0 {
			o.Avoid = []Avoid{{Lon: float64(dice.IntN(90)), Lat: 50, X1: 50, Y1: 20}}
		}
		c, err := m.Tile(t.Context(), a, o)
		require.NoError(t, err)
		png = c.PNG(png[:0], raster.PNGOptions{})
		c.Release()
		if (i+1)%(n/10) == 0 {
			runtime.GC()
			var s runtime.MemStats
			runtime.ReadMemStats(&s)
			heap = append(heap, float64(s.HeapAlloc)/(1<<20))
		}
	}
	return heap
}

// mostResident is what the process has had in memory at most, as Linux tells.
func mostResident() string {
	b, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(b), "VmHWM:")
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSpace(line)
}

// The heap after each tenth of the way tells whether anything grows for ever.
// DATELINE_SWEEP=1 goes far further.
func TestPaintingManyTilesKeepsMemoryFlat(t *testing.T) {
	n := 400
	if os.Getenv("DATELINE_SWEEP") != "" {
		n = 20_000
	}
	heap := paintMany(t, n)
	t.Logf("%d tiles, MiB in use: %.0f, resident at most: %s", n, heap, mostResident())
	for _, h := range heap {
		assert.Less(t, h, 130.0)
	}
	if n > 10_000 {
		assert.Less(t, heap[9], heap[4]*1.15+5, "the second half of the way takes no more than the first")
	}
}

// What is remembered of labels is bounded, and forgetting changes no tile.
func TestForgettingChangesNothing(t *testing.T) {
	kept, short := newBasemap(t), newBasemap(t)
	o := TileOptions{Labels: LabelsOnly, Size: 512}
	for _, a := range []tile.Address{{Z: 4, X: 8, Y: 5}, {Z: 4, X: 9, Y: 5}, {Z: 4, X: 8, Y: 4}, {Z: 4, X: 8, Y: 5}} {
		want, err := kept.Tile(t.Context(), a, o)
		require.NoError(t, err)
		short.places.planes = newLRU[planeKey, *plane](1) // keeps none
		got, err := short.Tile(t.Context(), a, o)
		require.NoError(t, err)
		require.Equal(t, want.Pix, got.Pix)
	}
}
