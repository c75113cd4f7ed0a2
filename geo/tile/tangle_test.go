package tile

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tangled are random loops of one or two polygons within some distance of a
// place.
func tangled(r *rand.Rand, size int32) (l loops, polygons [][][]Coord) {
	for polygon := range int32(1 + r.IntN(2)) {
		var rings [][]Coord
		for range 1 + r.IntN(2) {
			first := len(l.coords)
			for range 3 + r.IntN(20) {
				l.add(first, Coord{1000 + r.Int32N(size), 1000 + r.Int32N(size)})
			}
			if o, ok := l.close(first, polygon); ok {
				l.list = append(l.list, o)
				rings = append(rings, l.coords[o.first:o.end])
			}
		}
		polygons = append(polygons, rings)
	}
	return l, polygons
}

// What was snapped meets at vertices only, and covers the same places.
func TestSnap(t *testing.T) {
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 2))
		var a areas
		l, polygons := tangled(r, []int32{5, 10, 40, 200, 1000}[r.IntN(5)])
		if len(l.list) == 0 {
			continue
		}
		require.True(t, a.meets.find(&l, true))
		a.snap.snap(&l, a.meets.cuts, &a.loops)
		if len(a.loops.list) == 0 {
			continue
		}
		require.True(t, a.meets.find(&a.loops, true))
		require.Empty(t, a.meets.cuts, "%v became %v", l.coords, a.loops.coords)
		compareCover(t, r, &a, polygons, 2)
	}
}

// A drawing in pixels is a valid polygon too, and covers the same places unless
// they are within a pixel of the outline.
func TestRaster(t *testing.T) {
	w := window{-Buffer, Extent + Buffer}
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 3))
		var a areas
		l, polygons := tangled(r, 3000)
		if len(l.list) == 0 {
			continue
		}
		a.raster.draw(&l, w, &a.loops)
		assert.NotContains(t, a.raster.inside, true, "it leaves the raster empty")
		assert.NotContains(t, a.raster.walls, true)
		require.True(t, a.meets.find(&a.loops, false))
		require.Empty(t, a.meets.cuts)
		compareCover(t, r, &a, polygons, 13)
	}
}

// compareCover traces loops that meet at vertices only, and compares what they
// cover with polygons at places that are some units from the outlines.
func compareCover(t *testing.T, r *rand.Rand, a *areas, polygons [][][]Coord, distance float64) {
	t.Helper()
	c := &cutter{t: &Tile{Extent: Extent, Buffer: Buffer}}
	c.emit(a)
	c.feature(0, Polygon, 0)
	require.NoError(t, check(c.t))
	corner := polygons[0][0][0]
	for range 50 {
		p := Coord{corner.X + r.Int32N(800) - 400, corner.Y + r.Int32N(800) - 400}
		if within := nearer(polygons, p, distance); within {
			continue
		}
		want := 0
		if inside(polygons, p) {
			want = 1
		}
		require.Equal(t, want, cover(c.t, p), "at %v of %v", p, polygons)
	}
}

// Features that ask for more than is reasonable are drawn in pixels, soon.
func TestTooTangled(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var l loops
	for range 5000 {
		l.add(0, Coord{r.Int32N(Extent), r.Int32N(Extent)})
	}
	l.end(0, 0)
	var a areas
	a.loops = l
	require.True(t, a.untangle(window{-Buffer, Extent + Buffer}))
	for _, c := range a.loops.coords {
		require.Zero(t, c.X%Pixel)
		require.Zero(t, c.Y%Pixel)
	}
	c := &cutter{t: &Tile{Extent: Extent, Buffer: Buffer}}
	c.emit(&a)
	c.feature(0, Polygon, 0)
	require.NoError(t, check(c.t))
}
