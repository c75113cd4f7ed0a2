package layer

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// grid is a map of n by n polygons whose borders wind and are the same for both
// neighbours, ring for ring in any direction and from any start; some are
// enclaves, with a hole of the same shape round them.
func grid(seed uint64, n int) []orb.Geometry {
	r := rand.New(rand.NewPCG(seed, 3))
	type edge struct{ x, y, dx, dy int }
	borders := map[edge][]orb.Point{}
	corner := func(x, y int) orb.Point { return orb.Point{float64(x) * 3, float64(y) * 3} }
	border := func(e edge) []orb.Point { // without its end
		if path, ok := borders[e]; ok {
			return path
		}
		path := []orb.Point{corner(e.x, e.y)}
		steps := 5 + r.IntN(60)
		wander := 0.0
		for i := 1; i < steps; i++ {
			wander += r.NormFloat64() * 0.04
			along := 3 * float64(i) / float64(steps)
			off := wander * math.Sin(math.Pi*float64(i)/float64(steps))
			path = append(path, orb.Point{
				float64(e.x)*3 + float64(e.dx)*along + float64(e.dy)*off,
				float64(e.y)*3 + float64(e.dy)*along + float64(e.dx)*off,
			})
		}
		borders[e] = path
		return path
	}
	back := func(e edge) []orb.Point {
		path := append(slices.Clone(border(e)), corner(e.x+e.dx, e.y+e.dy))
		slices.Reverse(path)
		return path[:len(path)-1]
	}
	turn := func(ring orb.Ring) orb.Ring { // open to closed
		if r.IntN(2) == 0 {
			slices.Reverse(ring)
		}
		at := r.IntN(len(ring))
		ring = append(slices.Clone(ring[at:]), ring[:at]...)
		return append(ring, ring[0])
	}
	var all []orb.Geometry
	for x := range n {
		for y := range n {
			var ring orb.Ring
			ring = append(ring, border(edge{x, y, 1, 0})...)
			ring = append(ring, border(edge{x + 1, y, 0, 1})...)
			ring = append(ring, back(edge{x, y + 1, 1, 0})...)
			ring = append(ring, back(edge{x, y, 0, 1})...)
			p := orb.Polygon{turn(ring)}
			if r.IntN(3) == 0 {
				enclave := star(r, float64(x)*3+1.5, float64(y)*3+1.5, 0.5, 40)
				p = append(p, turn(slices.Clone(enclave[:40])))
				all = append(all, orb.Polygon{turn(slices.Clone(enclave[:40]))})
			}
			all = append(all, p)
		}
	}
	return all
}

func TestSharedBordersStayShared(t *testing.T) {
	for seed := range uint64(10) {
		s := BuildShapes(grid(seed, 6))
		byPlace := map[Coord][]int{}
		for i, c := range s.Coords {
			byPlace[c] = append(byPlace[c], i)
		}
		shared := 0
		for c, all := range byPlace {
			for _, i := range all[1:] {
				shared++
				require.Equal(t, s.Weight[all[0]], s.Weight[i], "%v", c)
			}
			if len(all) > 2 {
				require.Zero(t, s.Weight[all[0]], "corners stay")
			}
		}
		require.Greater(t, shared, 1500)

		// What two neighbours keep along a border they have in common.
		world := WorldBox{worldMin, worldMin, worldMax, worldMax}
		dropped := 0
		for _, zoom := range []uint8{0, 3, 5, 7, 9, 11, 24} {
			kept := map[int]map[Coord]bool{}
			for i, p := range s.Parts {
				kept[i] = map[Coord]bool{}
				for _, c := range s.Vertices(nil, i, world, zoom) {
					kept[i][c] = true
				}
				if zoom == 24 {
					require.Len(t, kept[i], int(p.Count))
				}
				require.GreaterOrEqual(t, len(kept[i]), 3)
				dropped += int(p.Count) - len(kept[i])
			}
			for _, all := range byPlace {
				for _, i := range all[1:] {
					a, b := partOf(s, all[0]), partOf(s, i)
					require.Equal(t, kept[a][s.Coords[i]], kept[b][s.Coords[i]])
				}
			}
		}
		require.Positive(t, dropped)
	}
}

func partOf(s *Shapes, vertex int) int {
	i, _ := slices.BinarySearchFunc(s.Parts, uint32(vertex), func(p Part, v uint32) int {
		switch {
		case p.First+p.Count <= v:
			return -1
		case p.First > v:
			return 1
		}
		return 0
	})
	return i
}

// The weight of a place depends neither on where its ring begins nor on the
// direction, nor on there being a line along it.
func TestWeightsOfTurnedRings(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 100 {
		ring := star(r, r.Float64()*300-150, r.Float64()*100-50, 10*r.Float64(), 3+r.IntN(60))
		if r.IntN(3) == 0 { // on a coarse lattice, for ties
			for i := range ring {
				ring[i][0], ring[i][1] = math.Round(ring[i][0]), math.Round(ring[i][1])
			}
		}
		open := ring[:len(ring)-1]
		at := r.IntN(len(open))
		turned := append(slices.Clone(open[at:]), open[:at]...)
		slices.Reverse(turned)
		turned = append(turned, turned[0])
		weights := func(ring orb.Ring) map[Coord]uint8 {
			s := BuildShapes([]orb.Geometry{orb.Polygon{ring}})
			m := map[Coord]uint8{}
			for i, c := range s.Coords {
				m[c] = max(m[c], s.Weight[i])
			}
			return m
		}
		require.Equal(t, weights(ring), weights(turned), "%v", ring)
	}
}

// Brute force: leave out the vertex that matters least until three are left.
func TestWeightsByBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 3))
	for range 60 {
		ring := star(r, 0, 0, 5, 4+r.IntN(80))
		s := BuildShapes([]orb.Geometry{orb.Polygon{ring}})
		want := map[Coord]uint8{}
		left := slices.Clone(s.Coords)
		least := 0.0
		for len(left) > 3 {
			best, at := math.Inf(1), 0
			for i := range left {
				if m := mattering(left[(i+len(left)-1)%len(left)], left[i], left[(i+1)%len(left)]); m < best {
					best, at = m, i
				}
			}
			least = max(least, best)
			want[left[at]] = weightOf(least)
			left = slices.Delete(left, at, at+1)
		}
		for i, c := range s.Coords {
			require.Equal(t, want[c], s.Weight[i])
		}
	}
}

func TestMattering(t *testing.T) {
	assert.Equal(t, 10000.0, mattering(Coord{0, 0}, Coord{50, 100}, Coord{100, 0}), "height times base")
	assert.Equal(t, 40000.0, mattering(Coord{0, 0}, Coord{5, 200}, Coord{10, 0}), "a spike counts as broad as high")
	assert.Equal(t, 40000.0, mattering(Coord{0, 0}, Coord{200, 0}, Coord{0, 0}), "so does a way there and back")
	assert.Equal(t, 8100.0, mattering(Coord{0, 0}, Coord{100, 0}, Coord{10, 0}), "and one beyond the next vertex")
	assert.Equal(t, 6400.0, mattering(Coord{0, 0}, Coord{5000, 10}, Coord{10000, 0}), "a flat one 64 times as broad")
	assert.Equal(t, 0.0, mattering(Coord{0, 0}, Coord{5, 5}, Coord{10, 10}))
	assert.Equal(t, 0.0, mattering(Coord{1, 2}, Coord{1, 2}, Coord{1, 2}))
	r := rand.New(rand.NewPCG(1, 3))
	for range 1000 {
		a, b, c := Coord{int32(r.Uint32()), int32(r.Uint32())}, Coord{int32(r.Uint32()), int32(r.Uint32())}, Coord{int32(r.Uint32()), int32(r.Uint32())}
		require.Equal(t, math.Float64bits(mattering(a, b, c)), math.Float64bits(mattering(c, b, a)))
	}
}

func TestWeightOf(t *testing.T) {
	for z := range 25 {
		unit := math.Exp2(float64(20 - z))
		assert.Equal(t, uint8(z), weightOf(32*unit*unit))
		if z < 24 {
			assert.Equal(t, uint8(z+1), weightOf(31.999*unit*unit))
		}
	}
	assert.Equal(t, uint8(24), weightOf(0))
	assert.Equal(t, uint8(24), weightOf(1e-300))
	assert.Equal(t, uint8(0), weightOf(math.Exp2(66)))
}

func TestLinesKeepTheirEnds(t *testing.T) {
	world := WorldBox{worldMin, worldMin, worldMax, worldMax}
	straight := orb.LineString{}
	for i := range 100 {
		straight = append(straight, orb.Point{float64(i) * 0.1, 0})
	}
	s := BuildShapes([]orb.Geometry{straight, orb.LineString{{0, 10}, {20, 10}, {0, 10}}, orb.LineString{{5, 0}, {5, 4}}})
	ends := s.Vertices(nil, 0, world, 0)
	assert.Equal(t, []Coord{Project(0, 0), Project(5, 0), Project(9.9, 0)}, ends, "its ends and where another begins")
	assert.Len(t, s.Vertices(nil, 0, world, 24), 100)
	assert.Len(t, s.Vertices(nil, 1, world, 0), 3, "there and back")
}

func BenchmarkBuildShapes(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	b.Run("ring of 400k", func(b *testing.B) {
		land := []orb.Geometry{orb.Polygon{coast(r, 400_000)}}
		for b.Loop() {
			BuildShapes(land)
		}
	})
	b.Run("10k lines of 100", func(b *testing.B) {
		lines := make([]orb.Geometry, 10_000)
		for i := range lines {
			line := make(orb.LineString, 100)
			line[0] = orb.Point{r.Float64()*360 - 180, r.Float64()*160 - 80}
			for j := 1; j < len(line); j++ {
				line[j] = orb.Point{line[j-1][0] + r.NormFloat64()*0.01, line[j-1][1] + r.NormFloat64()*0.01}
			}
			lines[i] = line
		}
		for b.Loop() {
			BuildShapes(lines)
		}
	})
	b.Run("100k squares", func(b *testing.B) {
		squares := make([]orb.Geometry, 0, 100_000)
		for x := range 400 {
			for y := range 250 {
				lon, lat := float64(x)*0.5-100, float64(y)*0.5-60
				squares = append(squares, orb.Bound{Min: orb.Point{lon, lat}, Max: orb.Point{lon + 0.5, lat + 0.5}}.ToPolygon())
			}
		}
		for b.Loop() {
			BuildShapes(squares)
		}
	})
}

func TestWeighLine(t *testing.T) {
	line := []Coord{{X: 0}, {X: 1 << 20, Y: 1 << 4}, {X: 2 << 20, Y: 1 << 14}, {X: 3 << 20}, {X: 4 << 20}}
	w := WeighLine(line, false)
	assert.Equal(t, []uint8{0, 0}, []uint8{w[0], w[4]}, "the ends of a line")
	assert.Greater(t, w[1], w[2], "what hardly leaves the straight line matters late")
	assert.Positive(t, w[2])
	ring := WeighLine(line, true)
	kept := 0
	for _, r := range ring {
		if r == 0 {
			kept++
		}
	}
	assert.GreaterOrEqual(t, kept, 3, "a ring keeps three vertices")
	assert.Empty(t, WeighLine(nil, false))
}
