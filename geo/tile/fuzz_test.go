package tile

import (
	"math/rand/v2"
	"testing"

	"dateline/geo/layer"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
)

// material makes geometries of bytes.
type material []byte

func (m *material) next() byte {
	if len(*m) == 0 {
		return 0
	}
	b := (*m)[0]
	*m = (*m)[1:]
	return b
}

// coord is a place near the home tile's corner or its middle, often on a coarse
// grid, so that places meet.
func (m *material) coord() Coord {
	scale := m.next()
	c := Coord{int32(int8(m.next())), int32(int8(m.next()))}
	switch scale % 8 {
	case 0:
		c = Coord{c.X * 100, c.Y * 100}
	case 1:
		c = Coord{c.X / 16 * 16, c.Y / 16 * 16}
	case 2:
		c = Coord{c.X + Extent, c.Y + Extent/2}
	case 3:
		c = Coord{c.X * 20000, c.Y}
	}
	return c
}

func (m *material) ring() (ring []Coord) {
	for range 3 + m.next()%12 {
		ring = append(ring, m.coord())
	}
	return ring
}

// FuzzCut cuts polygons given in tile units and holds the tile to the rules;
// what it covers must be what the polygons do.
func FuzzCut(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{2, 1, 3, 1, 0, 0, 1, 64, 64, 1, 64, 0, 1, 0, 64})
	r := rand.New(rand.NewPCG(6, 6))
	for n := range 20 {
		data := make([]byte, 10*n)
		for i := range data {
			data[i] = byte(r.Uint32())
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m := material(data)
		var polygons [][][]Coord
		seed := uint64(m.next())
		for len(m) > 0 && len(polygons) < 8 {
			var polygon [][]Coord
			for range 1 + m.next()%3 {
				// Wide enough not to be drawn as a pixel.
				polygon = append(polygon, append(m.ring(), Coord{-10, 3}, Coord{10, 5}))
			}
			polygons = append(polygons, polygon)
		}
		agrees(t, rand.New(rand.NewPCG(seed, 1)), polygons...)
	})
}

// FuzzGeometries cuts geometries of all types at all zooms.
func FuzzGeometries(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
	f.Add([]byte{20, 2, 9, 200, 13, 90, 250, 4, 0, 0, 0, 1, 1, 1, 3, 3, 3})
	f.Fuzz(func(t *testing.T, data []byte) {
		m := material(data)
		z := m.next() % (MaxZoom + 1)
		degree := 360 / float64(uint64(1)<<(m.next()%28))
		origin := orb.Point{float64(int8(m.next())) * 180 / 127, float64(int8(m.next())) * 90 / 128}
		point := func() orb.Point {
			return orb.Point{
				max(-540, min(origin[0]+float64(int8(m.next()))/128*degree, 540)),
				max(-90, min(origin[1]+float64(int8(m.next()))/128*degree, 90)),
			}
		}
		points := func() (all []orb.Point) {
			for range 1 + m.next()%10 {
				all = append(all, point())
			}
			return all
		}
		var geometries []orb.Geometry
		for len(m) > 0 && len(geometries) < 30 {
			switch m.next() % 5 {
			case 0:
				geometries = append(geometries, point())
			case 1:
				geometries = append(geometries, orb.MultiPoint(points()))
			case 2:
				geometries = append(geometries, orb.LineString(points()))
			case 3:
				ring := points()
				geometries = append(geometries, orb.Polygon{append(ring, ring[0])})
			case 4:
				ring, hole := points(), points()
				geometries = append(geometries, orb.Collection{
					orb.LineString(points()), orb.MultiPolygon{{append(ring, ring[0])}, {append(hole, hole[0]), append(ring, ring[0])}}, point(),
				})
			}
		}
		s := sourceOf(geometries...)
		at := At(layer.Project(origin[0], origin[1]), z)
		var tile, again Tile
		for _, a := range []Address{at, {z, (at.X + 1) % (1 << z), at.Y}} {
			for _, o := range []Options{{}, {Cluster: true}, {Buffer: -1}, {Buffer: 1000}} {
				Cut(&tile, s, a, o)
				require.NoError(t, check(&tile), "%v of %v", a, geometries)
				Cut(&again, s, a, o)
				require.Equal(t, tile, again)
			}
		}
	})
}
