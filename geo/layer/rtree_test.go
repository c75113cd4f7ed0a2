package layer

import (
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// scatter are n small shapes of all kinds and some large ones.
func scatter(seed uint64, n int) []orb.Geometry {
	r := rand.New(rand.NewPCG(seed, 2))
	all := make([]orb.Geometry, n)
	for i := range all {
		lon, lat, radius := r.Float64()*720-360, r.Float64()*170-85, r.Float64()
		if i%40 == 0 {
			radius *= 60
		}
		ring := star(r, lon, min(max(lat, radius/2-90), 90-radius/2), radius, 3+r.IntN(5))
		switch i % 5 {
		case 0:
			all[i] = orb.Polygon{ring}
		case 1:
			all[i] = orb.LineString(ring[:3])
		case 2:
			all[i] = orb.MultiPolygon{{ring}, {star(r, -lon, lat/2, radius/2, 4)}}
		case 3:
			all[i] = orb.Collection{orb.Point{lon, lat}, orb.MultiPoint(ring), orb.MultiLineString{orb.LineString(ring), orb.LineString(ring[1:])}}
		}
	}
	return all
}

func assertPartsIn(t *testing.T, s *Shapes, box WorldBox) {
	t.Helper()
	var got, want []int
	s.In(box, func(part int) { got = append(got, part) })
	for i, p := range s.Parts {
		meets := false
		for _, shift := range []int64{-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8} {
			moved := WorldBox{box.MinX + shift*worldSize, box.MinY, box.MaxX + shift*worldSize, box.MaxY}
			if moved.MinX <= moved.MaxX && p.Bounds.Meets(moved) {
				meets = true
			}
		}
		if meets {
			want = append(want, i)
		}
	}
	require.Equal(t, want, got, "%+v", box)
}

func TestShapesIn(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for _, n := range []int{0, 1, 3, 20, 300, 3000} {
		s := BuildShapes(scatter(uint64(n), n))
		for range 200 {
			assertPartsIn(t, s, someBox(r))
		}
		assertPartsIn(t, s, WorldBox{worldMin, worldMin, worldMax, worldMax})
		assertPartsIn(t, s, WorldBox{worldMin - 1<<26, worldMin - 1<<26, worldMax + 1<<26, worldMax + 1<<26})
		assertPartsIn(t, s, WorldBox{5, 0, 4, 0})
		assertPartsIn(t, s, WorldBox{worldMax, 0, worldMax + 1, 1 << 29})
	}
}

func FuzzShapesIn(f *testing.F) {
	s := BuildShapes(scatter(1, 500))
	f.Add(int64(worldMin), int64(worldMin), int64(worldMax), int64(worldMax))
	f.Add(int64(1<<31-5), int64(0), int64(1<<31+5), int64(1<<30))
	f.Fuzz(func(t *testing.T, a, b, c, d int64) {
		const reach = 1 << 34
		assertPartsIn(t, s, WorldBox{a % reach, b % reach, c % reach, d % reach})
	})
}

// Steps along the curve lead from a cell to the next.
func TestHilbert(t *testing.T) {
	const side = 64
	at := map[uint64][2]int{}
	for x := range side {
		for y := range side {
			at[hilbert(uint16(x*1024), uint16(y*1024))>>20] = [2]int{x, y}
		}
	}
	require.Len(t, at, side*side)
	for k := uint64(1); k < side*side; k++ {
		dx, dy := at[k][0]-at[k-1][0], at[k][1]-at[k-1][1]
		assert.Equal(t, 1, dx*dx+dy*dy, "%v to %v", at[k-1], at[k])
	}
}

// A tile that shows about 50 of 100,000 lines.
func BenchmarkShapesIn(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	lines := make([]orb.Geometry, 100_000)
	for i := range lines {
		lon, lat := r.Float64()*360-180, r.Float64()*160-80
		lines[i] = orb.LineString{{lon, lat}, {lon + r.Float64(), lat + r.Float64()}}
	}
	s := BuildShapes(lines)
	found := 0
	b.ReportAllocs()
	for b.Loop() {
		const size = worldSize >> 6
		x, y := r.Int64N(64)*size+worldMin, r.Int64N(64)*size+worldMin
		s.In(WorldBox{x, y, x + size, y + size}, func(int) { found++ })
	}
	b.ReportMetric(float64(found)/float64(b.N), "parts/op")
}
