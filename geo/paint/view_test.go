package paint

import (
	"math"
	"math/rand/v2"
	"testing"

	"dateline/geo/layer"

	"github.com/stretchr/testify/assert"
)

func TestProjectAgreesWithTheEngine(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 1))
	for range 1000 {
		lon, lat := dice.Float64()*360-180, dice.Float64()*170-85
		x, y := Project(lon, lat)
		c := layer.Project(lon, lat)
		assert.InDelta(t, float64(c.X)/(1<<32)+0.5, x, 1e-9)
		assert.InDelta(t, float64(c.Y)/(1<<32)+0.5, y, 1e-9)
		lon2, lat2 := Unproject(x, y)
		assert.InDelta(t, lon, lon2, 1e-9)
		assert.InDelta(t, lat, lat2, 1e-9)
	}
	_, y := Project(0, 90)
	assert.InDelta(t, 0, y, 1e-12)
}

func TestViewProjects(t *testing.T) {
	v := View{Lon: 170, Lat: 10, Zoom: 3, X: 50, Y: 20, W: 400, H: 300, Scale: 2}
	x, y := v.Project(170, 10)
	assert.Equal(t, [2]float32{250, 170}, [2]float32{x, y})
	// A step over the antimeridian is a small one.
	x, _ = v.Project(-170, 10)
	assert.InDelta(t, 250+20.0/360*256*8*2, x, 1e-3)
	assert.Equal(t, 1.0, v.WorldPerPixel()*v.WorldSize())
}

func TestZoomOfTiles(t *testing.T) {
	half := TileOptions{Size: 256, Scale: 2, Half: true}
	assert.Equal(t, 5.5, half.Zoom(5))
	assert.InDelta(t, math.Sqrt2, half.Unit(), 1e-6)
	assert.Equal(t, 6.0, TileOptions{Size: 512}.Zoom(5))
}

func TestTaken(t *testing.T) {
	var b Taken
	assert.False(t, b.Hits(0, 0, 100, 100))
	b.Add(10, 10, 20, 20)
	assert.True(t, b.Hits(19, 19, 30, 30))
	assert.False(t, b.Hits(20, 10, 30, 20), "a shared edge")
	assert.Equal(t, 1, b.Len())
}

func TestLRU(t *testing.T) {
	c := newLRU[int, string](10)
	c.put(1, "a", 4)
	c.put(2, "b", 4)
	_, ok := c.get(1)
	assert.True(t, ok)
	c.put(3, "c", 4)
	_, ok = c.get(2)
	assert.False(t, ok, "the last used goes")
	c.put(4, "d", 11)
	_, ok = c.get(4)
	assert.False(t, ok, "too heavy")
	c.put(1, "e", 10)
	v, _ := c.get(1)
	assert.Equal(t, "e", v)
	assert.Equal(t, 10, c.weight)
	assert.Len(t, c.byKey, 1)
}
