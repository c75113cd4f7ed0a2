package layer

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestProject(t *testing.T) {
	for _, c := range []struct {
		lon, lat float64
		want     Coord
	}{
		{0, 0, Coord{0, 0}},
		{-180, 85.0511287798066, Coord{worldMin, worldMin}},
		{180, -85.0511287798066, Coord{worldMax, worldMax}},
		{-180, 90, Coord{worldMin, worldMin}},
		{180, -90, Coord{worldMax, worldMax}},
		{90, 66.51326044311186, Coord{1 << 30, -1 << 30}},
		{-90, -66.51326044311186, Coord{-1 << 30, 1 << 30}},
		{540, 0, Coord{worldMax, 0}},
		{-540, 0, Coord{worldMin, 0}},
		{190, 0, Project(-170, 0)},
		{-190, 0, Project(170, 0)},
		{359, 0, Project(-1, 0)},
		{-500, 0, Project(-140, 0)},
	} {
		assert.Equal(t, c.want, Project(c.lon, c.lat), "%v, %v", c.lon, c.lat)
	}
}

func TestProjectIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 2000 {
		lon, lat := r.Float64()*360-180, r.Float64()*170-85
		c := Project(lon, lat)
		// The textbook's formula, which rounds differently.
		x := lon / 360 * worldSize
		y := -math.Atanh(math.Sin(lat*math.Pi/180)) / (2 * math.Pi) * worldSize
		require.InDelta(t, x, float64(c.X), 0.5001)
		require.InDelta(t, y, float64(c.Y), 0.5001)
		backLon, backLat := Unproject(c)
		require.InDelta(t, lon, backLon, 180.0/worldSize*1.01)
		require.InDelta(t, lat, backLat, 180.0/worldSize*1.01)
		require.Equal(t, c, Project(backLon, backLat))
		require.Equal(t, c.Y, -Project(lon, -lat).Y, "north and south are alike")
	}
}

func TestTurns(t *testing.T) {
	type turn struct {
		part  WorldBox
		shift int64
	}
	turnsOf := func(b WorldBox) (all []turn) {
		b.Turns(func(part WorldBox, shift int64) { all = append(all, turn{part, shift}) })
		return all
	}
	assert.Equal(t, []turn{{WorldBox{-5, -5, 5, 5}, 0}}, turnsOf(WorldBox{-5, -5, 5, 5}))
	assert.Equal(t, []turn{
		{WorldBox{worldMax - 9, 0, worldMax, 1}, -worldSize},
		{WorldBox{worldMin, 0, worldMax, 1}, 0},
		{WorldBox{worldMin, 0, worldMin + 9, 1}, worldSize},
	}, turnsOf(WorldBox{worldMin - 10, 0, worldMax + 10, 1}))
	assert.Empty(t, turnsOf(WorldBox{1, 0, 0, 0}))
}

func TestCentreOf(t *testing.T) {
	c, ok := centreOf(orb.LineString{{170, 10}, {200, -10}})
	assert.True(t, ok)
	assert.Equal(t, Project(-175, 0), c)
	for _, g := range []orb.Geometry{nil, orb.MultiPoint{}, orb.Collection{}} {
		_, ok := centreOf(g)
		assert.False(t, ok)
	}
}

// The order of two fractions and their rounding, against big numbers.
func TestCrossing(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	for range 5000 {
		a := vertex{r.Int64N(20) - 10, int32(r.IntN(60) - 30)}
		b := vertex{a.x + 1 + r.Int64N(20), int32(r.IntN(60) - 30)}
		x := 2*a.x + r.Int64N(2*(b.x-a.x)+1)
		want := float64(a.y) + float64(b.y-a.y)*float64(x-2*a.x)/float64(2*(b.x-a.x))
		f := crossing(a, b, x)
		require.Equal(t, f, crossing(b, a, x))
		require.InDelta(t, want, float64(f.whole)+float64(f.part)/float64(f.of), 1e-9)
		require.InDelta(t, want, float64(f.round()), 0.5+1e-9)
		require.Zero(t, f.compare(f))
		require.Equal(t, -1, f.compare(fraction{f.whole, f.part*3 + 1, f.of * 3}))
		require.Equal(t, 1, f.compare(fraction{f.whole - 1, 1, 2}))
	}
	far := crossing(vertex{-3 << 31, worldMin}, vertex{3 << 31, worldMax}, 1<<32)
	assert.Equal(t, int64(715827882), far.whole)
}

func BenchmarkProject(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	places := make([]orb.Point, 1024)
	for i := range places {
		places[i] = orb.Point{r.Float64()*360 - 180, r.Float64()*180 - 90}
	}
	i := 0
	for b.Loop() {
		Project(places[i%1024][0], places[i%1024][1])
		i++
	}
}
