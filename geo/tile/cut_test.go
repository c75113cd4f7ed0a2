package tile

import (
	"fmt"
	"math"
	"sync"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// An empty source, as of a layer whose features have no geometry.
type nothing struct{ source }

func TestEmpty(t *testing.T) {
	var tile Tile
	for _, s := range []Source{nothing{}, sourceOf(), sourceOf(nil, orb.Collection{}, orb.MultiPoint{}, orb.Polygon{}, orb.LineString{})} {
		Cut(&tile, s, Address{3, 4, 5}, Options{Cluster: true})
		assert.Equal(t, Address{3, 4, 5}, tile.Address)
		assert.Equal(t, int32(Extent), tile.Extent)
		assert.Equal(t, int32(Buffer), tile.Buffer)
		assert.Empty(t, tile.Features)
		assert.Equal(t, Stats{}, tile.Stats)
	}
}

// A tile that is used again has nothing left of the one before.
func TestTilesAreUsedAgain(t *testing.T) {
	s := sourceOf(nasties()...)
	var used Tile
	Cut(&used, s, Address{}, Options{})
	for _, a := range []Address{{1, 0, 1}, {6, 3, 3}, {2, 3, 1}} {
		var fresh Tile
		Cut(&fresh, s, a, Options{})
		Cut(&used, s, a, Options{})
		require.Equal(t, fresh.Address, used.Address)
		require.Equal(t, fresh.Stats, used.Stats)
		require.ElementsMatch(t, fresh.Features, used.Features)
		require.ElementsMatch(t, fresh.Coords, used.Coords)
		require.ElementsMatch(t, fresh.Ends, used.Ends)
	}
}

// Tiles cut at once are those cut one after the other.
func TestParallel(t *testing.T) {
	s := sourceOf(append(nasties()[:14], scattered(9, 2000)...)...)
	addresses := Address{1, 0, 0}.Children()
	want := map[Address]Tile{}
	for _, a := range addresses {
		var tile Tile
		Cut(&tile, s, a, Options{Cluster: true})
		want[a] = tile
	}
	var group sync.WaitGroup
	for i := range 16 {
		group.Go(func() {
			for k := range 5 {
				var tile Tile
				a := addresses[(i+k)%4]
				Cut(&tile, s, a, Options{Cluster: true})
				assert.Equal(t, want[a], tile)
			}
		})
	}
	group.Wait()
}

// A warm cutter hardly allocates, however much is in the tile. The least of
// several runs counts, since the race detector lets pools forget.
func TestAllocations(t *testing.T) {
	var s Source = sourceOf(append(nasties()[:14], scattered(10, 5000)...)...)
	var tile Tile
	for _, a := range []Address{{0, 0, 0}, {2, 1, 1}, {14, 8192, 8192}} {
		for _, o := range []Options{{}, {Cluster: true}} {
			least := math.Inf(1)
			for range 30 {
				least = min(least, testing.AllocsPerRun(1, func() { Cut(&tile, s, a, o) }))
			}
			assert.LessOrEqual(t, least, 10.0, "%v", a)
		}
	}
}

func ExampleCut() {
	s := sourceOf(
		orb.Point{131.886, 43.115},
		orb.Polygon{{{178, -16}, {181, -16}, {181, -19}, {178, -19}, {178, -16}}}, // across the antimeridian
	)
	a, err := Parse("2", "3", "2")
	if err != nil {
		fmt.Println(err)
		return
	}
	var t Tile
	Cut(&t, s, a, Options{})
	for _, f := range t.Features {
		fmt.Println("row", f.Row, "type", f.Type, t.Part(f.First))
	}
	// Output:
	// row 1 type 3 [{4096 881} {4005 881} {4005 738} {4096 738} {4142 738} {4142 881}]
}
