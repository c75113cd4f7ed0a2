package layer

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// townPoints are n points in clusters, as places of events are, some of them
// beyond ±180 and some at the same place.
func townPoints(seed uint64, n int) []orb.Geometry {
	r := rand.New(rand.NewPCG(seed, 1))
	all := make([]orb.Geometry, n)
	var lon, lat float64
	for i := range all {
		if i%50 == 0 {
			lon, lat = r.Float64()*440-220, r.Float64()*160-80
		}
		p := orb.Point{lon + r.NormFloat64(), lat + r.NormFloat64()}
		if i%17 == 1 {
			p = all[i-1].(orb.Point)
		}
		all[i] = p
	}
	return all
}

// inBox tells whether the box shows a place on any of its turns.
func inBox(box WorldBox, c Coord) bool {
	found := false
	box.Turns(func(part WorldBox, _ int64) { found = found || part.Contains(c) })
	return found
}

// someBox is a box like that of a tile with its buffer, or any other.
func someBox(r *rand.Rand) WorldBox {
	size := int64(1) << r.IntN(34)
	height := size
	if r.IntN(3) == 0 {
		height = int64(1) << r.IntN(34)
	}
	box := WorldBox{MinX: r.Int64N(worldSize) + worldMin, MinY: r.Int64N(worldSize) + worldMin}
	switch r.IntN(3) {
	case 0: // a tile
		box.MinX, box.MinY = (box.MinX-worldMin)&^(size-1)+worldMin, (box.MinY-worldMin)&^(size-1)+worldMin
		buffer := size / 64
		return WorldBox{box.MinX - buffer, box.MinY - buffer, box.MinX + size - 1 + buffer, box.MinY + size - 1 + buffer}
	case 1: // round a rim
		box.MinX = worldMin*(1-2*r.Int64N(2)) - size/2
	}
	box.MaxX, box.MaxY = box.MinX+size-1, box.MinY+height-1
	return box
}

func assertPointsIn(t *testing.T, p *Points, box WorldBox) {
	t.Helper()
	var got []int
	last := 0
	p.In(box, func(from, to int, inside bool) {
		require.Less(t, from, to)
		require.GreaterOrEqual(t, from, last, "ranges ascend")
		last = to
		for i := from; i < to; i++ {
			if in := inBox(box, p.Coords[i]); in {
				got = append(got, i)
			} else {
				require.False(t, inside, "point %d %v is outside %v", i, p.Coords[i], box)
			}
		}
	})
	var want []int
	for i, c := range p.Coords {
		if inBox(box, c) {
			want = append(want, i)
		}
	}
	require.Equal(t, want, got, "%+v", box)
}

func TestPointsIn(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for _, n := range []int{0, 1, 40, 256, 257, 3000} {
		p := BuildPoints(townPoints(uint64(n), n))
		require.Equal(t, n, p.Len())
		for range 300 {
			assertPointsIn(t, p, someBox(r))
		}
		assertPointsIn(t, p, WorldBox{worldMin, worldMin, worldMax, worldMax})
		assertPointsIn(t, p, WorldBox{worldMin - 1<<26, worldMin - 1<<26, worldMax + 1<<26, worldMax + 1<<26})
		assertPointsIn(t, p, WorldBox{5, 0, 4, 0})
		assertPointsIn(t, p, WorldBox{0, worldMax + 1, 10, worldMax + 9})
		for _, c := range p.Coords[:min(n, 50)] {
			box := WorldBox{int64(c.X), int64(c.Y), int64(c.X), int64(c.Y)}
			assertPointsIn(t, p, box)
			box.MinX += worldSize
			box.MaxX += worldSize
			assertPointsIn(t, p, box)
		}
	}
}

func FuzzPointsIn(f *testing.F) {
	p := BuildPoints(townPoints(7, 1000))
	f.Add(int64(worldMin), int64(worldMin), int64(worldMax), int64(worldMax))
	f.Add(int64(1<<31-5), int64(0), int64(1<<31+5), int64(1<<30))
	f.Fuzz(func(t *testing.T, a, b, c, d int64) {
		const reach = 1 << 35
		assertPointsIn(t, p, WorldBox{a % reach, b % reach, c % reach, d % reach})
	})
}

func TestPointsOrder(t *testing.T) {
	geometries := townPoints(1, 2000)
	geometries[10], geometries[11] = nil, orb.MultiPoint{{1, 2}}
	p := BuildPoints(geometries)
	require.Equal(t, 1998, p.Len())
	seen := map[uint32]bool{}
	for i, c := range p.Coords {
		at := geometries[p.Rows[i]].(orb.Point)
		require.Equal(t, Project(at[0], at[1]), c)
		seen[p.Rows[i]] = true
		if i == 0 {
			continue
		}
		before := p.Coords[i-1]
		require.LessOrEqual(t, Morton(before), Morton(c))
		if before == c {
			require.Less(t, p.Rows[i-1], p.Rows[i], "points at one place keep their order")
		}
	}
	require.Len(t, seen, 1998)
}

// Rows that were numbered along the same curve stay in order.
func TestPointsOfOrderedRows(t *testing.T) {
	geometries := townPoints(2, 1000)
	keys := make([]uint64, len(geometries))
	for i, g := range geometries {
		c, ok := centreOf(g)
		require.True(t, ok)
		keys[i] = Morton(c)
	}
	ordered := make([]orb.Geometry, len(geometries))
	for row, i := range curveOrder(keys) {
		ordered[row] = geometries[i]
	}
	assert.True(t, slices.IsSorted(BuildPoints(ordered).Rows))
}

func TestPointsCell(t *testing.T) {
	p := BuildPoints(townPoints(4, 3000))
	for _, z := range []uint8{0, 1, 2, 5, 24, 31, 32} {
		sum := 0
		for _, c := range p.Coords[:200] {
			x, y := uint32(uint64(uint32(c.X)^1<<31)>>(32-z)), uint32(uint64(uint32(c.Y)^1<<31)>>(32-z))
			from, to := p.Cell(z, x, y)
			n := 0
			for i, o := range p.Coords {
				if uint64(uint32(o.X)^1<<31)>>(32-z) == uint64(x) && uint64(uint32(o.Y)^1<<31)>>(32-z) == uint64(y) {
					n++
					require.True(t, from <= i && i < to)
				}
			}
			require.Equal(t, n, to-from)
			sum += n
		}
		require.Positive(t, sum)
	}
}

func TestPointsSumsAndClasses(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	p := BuildPoints(townPoints(5, 1500))
	class := func(row uint32) uint8 { return uint8(row % 5) } // class 4 is not counted
	classes := p.Classes(4, class)
	for range 500 {
		from := r.IntN(1501)
		to := from + r.IntN(1501-from)
		if r.IntN(4) == 0 {
			from, to = from&^(blockSize-1), min(1500, (to+blockSize-1)&^(blockSize-1))
			to = max(from, to)
		}
		var x, y int64
		want, got := make([]uint32, 4), make([]uint32, 4)
		for i := from; i < to; i++ {
			x += int64(p.Coords[i].X)
			y += int64(p.Coords[i].Y)
			require.Equal(t, class(p.Rows[i]), classes.Of(i))
			if k := class(p.Rows[i]); k < 4 {
				want[k]++
			}
		}
		gotX, gotY := p.Sum(from, to)
		require.Equal(t, [2]int64{x, y}, [2]int64{gotX, gotY}, "%d to %d", from, to)
		classes.Count(got, from, to)
		require.Equal(t, want, got, "%d to %d", from, to)
	}
	none := BuildPoints(nil)
	x, y := none.Sum(0, 0)
	assert.Zero(t, x+y)
	none.Classes(3, class).Count(make([]uint32, 3), 0, 0)
}

func randomCoords(n int) []Coord {
	r := rand.New(rand.NewPCG(9, 9))
	coords := make([]Coord, n)
	for i := range coords {
		coords[i] = Coord{int32(r.Uint32()), int32(r.Uint32())}
	}
	return coords
}

func BenchmarkNewPoints(b *testing.B) {
	coords := randomCoords(1_000_000)
	rows := make([]uint32, len(coords))
	for b.Loop() {
		newPoints(slices.Clone(coords), slices.Clone(rows))
	}
}

// A tile's box with its buffer, about 100 points of any number.
func BenchmarkPointsIn(b *testing.B) {
	for _, n := range []int{1_000, 100_000, 1_000_000} {
		p := newPoints(randomCoords(n), make([]uint32, n))
		b.Run(sizeName(n), func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 1))
			z := 0
			for n>>(2*z) > 100 {
				z++
			}
			size := int64(1) << (32 - z)
			ranges, points := 0, 0
			for b.Loop() {
				x, y := r.Int64N(1<<z)*size+worldMin, r.Int64N(1<<z)*size+worldMin
				p.In(WorldBox{x - size/64, y - size/64, x + size + size/64, y + size + size/64}, func(from, to int, _ bool) {
					ranges++
					points += to - from
				})
			}
			b.ReportMetric(float64(ranges)/float64(b.N), "ranges/op")
			b.ReportMetric(float64(points)/float64(b.N), "points/op")
		})
	}
}

func sizeName(n int) string {
	switch {
	case n >= 1_000_000:
		return "1M"
	case n >= 100_000:
		return "100k"
	}
	return "1k"
}
