package layer

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// reaches tells whether a segment has a place in common with a box, exactly for
// coordinates up to 2^28.
func reaches(box WorldBox, a, b Coord) bool {
	if !boundsOf([]Coord{a, b}).Meets(box) {
		return false
	}
	left, right := false, false
	for _, corner := range [][2]int64{{box.MinX, box.MinY}, {box.MinX, box.MaxY}, {box.MaxX, box.MinY}, {box.MaxX, box.MaxY}} {
		side := (int64(b.X)-int64(a.X))*(corner[1]-int64(a.Y)) - (int64(b.Y)-int64(a.Y))*(corner[0]-int64(a.X))
		left, right = left || side >= 0, right || side <= 0
	}
	return left && right
}

// seen are the segments of a path that reach into a box.
func seen(path []Coord, ring bool, box WorldBox) [][2]Coord {
	var all [][2]Coord
	for i := range path {
		if i+1 < len(path) {
			if reaches(box, path[i], path[i+1]) {
				all = append(all, [2]Coord{path[i], path[i+1]})
			}
		} else if ring && reaches(box, path[i], path[0]) {
			all = append(all, [2]Coord{path[i], path[0]})
		}
	}
	return all
}

func evenOdd(ring []Coord, x, y float64) bool {
	in := false
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		in = in != crosses(float64(a.X), float64(a.Y), float64(b.X), float64(b.Y), x, y)
	}
	return in
}

// assertSameInBox checks that what Vertices leaves out cannot be seen.
func assertSameInBox(t *testing.T, s *Shapes, part int, box WorldBox, zoom uint8) (kept, got int) {
	t.Helper()
	p := s.Parts[part]
	var full []Coord
	for i := p.First; i < p.First+p.Count; i++ {
		if s.Weight[i] <= zoom {
			full = append(full, s.Coords[i])
		}
	}
	start := []Coord{{1, 2}, {3, 4}}
	short := s.Vertices(start, part, box, zoom)
	require.Equal(t, start, short[:2])
	short = short[2:]
	if p.Kind == PartPoints {
		full = slices.DeleteFunc(full, func(c Coord) bool { return !box.Contains(c) })
		require.Equal(t, full, short)
		return len(full), len(short)
	}
	require.Equal(t, full[0], short[0])
	require.Equal(t, full[len(full)-1], short[len(short)-1])
	require.Equal(t, seen(full, p.Kind.Ring(), box), seen(short, p.Kind.Ring(), box), "part %d in %+v at %d", part, box, zoom)
	if p.Kind.Ring() && box.MinX < box.MaxX {
		for _, at := range []float64{0.01, 0.37, 0.99} {
			x := float64(box.MinX) + at*float64(box.MaxX-box.MinX) + 0.25
			y := float64(box.MinY) + at*float64(box.MaxY-box.MinY) + 0.25
			require.Equal(t, evenOdd(full, x, y), evenOdd(short, x, y), "part %d in %+v at %d", part, box, zoom)
		}
	}
	return len(full), len(short)
}

// coast is a ring of n or more vertices, as winding at any scale.
func coast(r *rand.Rand, n int) orb.Ring {
	ring := orb.Ring{{-60, -40}, {60, -40}, {60, 40}, {-60, 40}, {-60, -40}}
	for len(ring) < n {
		next := orb.Ring{ring[0]}
		for _, b := range ring[1:] {
			a := next[len(next)-1]
			off := r.NormFloat64() * 0.15
			next = append(next, orb.Point{(a[0]+b[0])/2 + off*(b[1]-a[1]), (a[1]+b[1])/2 - off*(b[0]-a[0])}, b)
		}
		ring = next
	}
	return ring
}

// wander is a path that goes back and forth over the same ground.
func wander(r *rand.Rand, n int) orb.LineString {
	line := orb.LineString{{0, 0}}
	heading := 0.0
	for len(line) < n {
		last := line[len(line)-1]
		heading += r.NormFloat64() * 0.5
		next := orb.Point{last[0] + 0.05*math.Cos(heading), last[1] + 0.05*math.Sin(heading)}
		if r.IntN(300) == 0 {
			next = orb.Point{r.Float64()*10 - 5, r.Float64()*10 - 5}
		}
		line = append(line, orb.Point{min(20, max(-20, next[0])), min(20, max(-20, next[1]))})
	}
	return line
}

func TestVerticesShowTheSame(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	kept, got := 0, 0
	for range 40 {
		n := 3 + r.IntN(3000)
		line := wander(r, n)
		s := BuildShapes([]orb.Geometry{
			line, orb.MultiPoint(line),
			orb.Polygon{star(r, 1, 1, 15, n), star(r, 0, 0, 5, -n/2-3)},
			orb.Polygon{append(orb.Ring(line.Clone()), line[0])},
		})
		for range 60 {
			size := int64(1) << (8 + r.IntN(22))
			box := WorldBox{MinX: r.Int64N(1<<28) - 1<<27, MinY: r.Int64N(1<<28) - 1<<27}
			if r.IntN(2) == 0 { // at a vertex, or on it
				c := s.Coords[r.IntN(len(s.Coords))]
				box = WorldBox{MinX: int64(c.X) - r.Int64N(size), MinY: int64(c.Y) - r.Int64N(2)*r.Int64N(size)}
			}
			box.MaxX, box.MaxY = box.MinX+size, box.MinY+size
			for part := range s.Parts {
				k, g := assertSameInBox(t, s, part, box, uint8(r.IntN(25)))
				kept, got = kept+k, got+g
			}
		}
	}
	assert.Less(t, got, kept/4)
}

func FuzzVertices(f *testing.F) {
	r := rand.New(rand.NewPCG(1, 1))
	line := wander(r, 2000)
	s := BuildShapes([]orb.Geometry{line, orb.Polygon{append(orb.Ring(line.Clone()), line[0])}, orb.MultiPoint(line)})
	f.Add(int32(0), int32(0), uint32(1<<20), uint32(1<<20), uint8(24))
	f.Fuzz(func(t *testing.T, x, y int32, width, height uint32, zoom uint8) {
		const reach = 1 << 28
		box := WorldBox{MinX: int64(x % reach), MinY: int64(y % reach)}
		box.MaxX, box.MaxY = box.MinX+int64(width%reach), box.MinY+int64(height%reach)
		for part := range s.Parts {
			assertSameInBox(t, s, part, box, zoom%25)
		}
	})
}

// A deep tile takes its own part of a long coast, whatever its length.
func TestDeepTilesAreCheap(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	s := BuildShapes([]orb.Geometry{orb.Polygon{coast(r, 100_000)}})
	require.Greater(t, s.Parts[0].Count, uint32(100_000))
	assert.Less(t, 17*len(s.nodeBounds), len(s.Coords), "bytes beside coordinates and weights")
	for range 100 {
		c := s.Coords[r.IntN(len(s.Coords))]
		const size = worldSize >> 16
		n := len(s.Vertices(nil, 0, WorldBox{int64(c.X) - size/2, int64(c.Y) - size/2, int64(c.X) + size/2, int64(c.Y) + size/2}, 16))
		assert.Less(t, n, 100)
	}
}

func BenchmarkVertices(b *testing.B) {
	r := rand.New(rand.NewPCG(4, 2))
	s := BuildShapes([]orb.Geometry{orb.Polygon{coast(r, 400_000)}})
	for _, zoom := range []uint8{0, 4, 8, 12, 16, 20} {
		b.Run("z"+strconv.Itoa(int(zoom)), func(b *testing.B) {
			size := int64(worldSize >> zoom)
			var dst []Coord
			total := 0
			b.ReportAllocs()
			for b.Loop() {
				c := s.Coords[r.IntN(len(s.Coords))]
				x, y := int64(c.X)&^(size-1), int64(c.Y)&^(size-1)
				dst = s.Vertices(dst[:0], 0, WorldBox{x - size/64, y - size/64, x + size + size/64, y + size + size/64}, zoom)
				total += len(dst)
			}
			b.ReportMetric(float64(total)/float64(b.N), "vertices/op")
		})
	}
}

// Many small parts, each in the box as a whole or cut by it.
func BenchmarkVerticesOfSmallParts(b *testing.B) {
	r := rand.New(rand.NewPCG(4, 2))
	var all []orb.Geometry
	for range 1000 {
		all = append(all, orb.Polygon{star(r, r.Float64()*20-10, r.Float64()*20-10, 1, 20)})
	}
	s := BuildShapes(all)
	whole := WorldBox{worldMin, worldMin, worldMax, worldMax}
	part := WorldBox{-1 << 25, -1 << 25, 1 << 25, 1 << 25}
	var dst []Coord
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		dst = s.Vertices(dst[:0], i%1000, whole, 24)
		dst = s.Vertices(dst[:0], i%1000, part, 24)
		i++
	}
}
