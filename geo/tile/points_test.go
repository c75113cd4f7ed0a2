package tile

import (
	"math/rand/v2"
	"testing"

	"dateline/geo/layer"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// scattered are points all over the world, many of them in knots, some on rims
// and corners, some twice.
func scattered(seed uint64, n int) []orb.Geometry {
	r := rand.New(rand.NewPCG(seed, 7))
	points := []orb.Geometry{
		orb.Point{180, 0}, orb.Point{-180, 0}, orb.Point{179.9999999, 10}, orb.Point{-179.9999999, 10},
		orb.Point{0, 0}, orb.Point{0, 90}, orb.Point{0, -90}, orb.Point{180, -90}, orb.Point{-180, 90},
		orb.Point{185, 20}, orb.Point{-185, 20}, orb.Point{540, -60}, orb.Point{90, 0}, orb.Point{-90, 66.51326044311186},
	}
	for len(points) < n {
		lon, lat := r.Float64()*360-180, r.Float64()*178-89
		for range 1 + r.IntN(20) {
			points = append(points, orb.Point{lon, lat})
			lon, lat = lon+r.NormFloat64()*0.01, max(-90, min(lat+r.NormFloat64()*0.01, 90))
		}
	}
	return points[:n]
}

// every cuts all tiles of a zoom.
func every(s Source, z uint8, o Options, each func(t *Tile)) {
	var t Tile
	for x := range uint32(1) << z {
		for y := range uint32(1) << z {
			Cut(&t, s, Address{z, x, y}, o)
			each(&t)
		}
	}
}

// Every point belongs to one tile of each zoom, and to that one whose rounded
// coordinates say so.
func TestEveryPointOnce(t *testing.T) {
	s := inRows(scattered(1, 3000))
	for z := range uint8(6) {
		seen := map[uint32]int{}
		every(s, z, Options{}, func(tile *Tile) {
			require.NoError(t, check(tile))
			for _, f := range tile.Features {
				if owns(tile.Part(f.First)[0]) {
					seen[f.Row]++
				}
			}
		})
		assert.Len(t, seen, 3000, "zoom %d", z)
		for row, n := range seen {
			assert.Equal(t, 1, n, "row %d at zoom %d", row, z)
		}
	}
}

// A tile shows what its neighbours show in its buffer, at the same place.
func TestPointsAgree(t *testing.T) {
	s := inRows(scattered(2, 2000))
	for _, o := range []Options{{}, {Cluster: true}, {Buffer: -1}, {Buffer: 1000, Cluster: true}, {Buffer: Extent}} {
		for z := uint8(1); z < 4; z++ {
			agree(t, s, z, o, func(tile *Tile, f Feature) any {
				if f.Cluster >= 0 {
					c := tile.Clusters[f.Cluster]
					c.Coord = Coord{}
					return c
				}
				return f.Row
			})
		}
	}
}

// agree compares what tiles show of places that belong to others: each feature
// in a buffer with the one that the neighbour has at that place. What names a
// feature is the same in both.
func agree(t *testing.T, s Source, z uint8, o Options, name func(*Tile, Feature) any) {
	t.Helper()
	type thing struct {
		x, y int64 // in tile units of the world
		name any
	}
	size := int64(Extent) << z
	owned := map[thing]int{}
	inBuffer := map[thing]int{}
	every(s, z, o, func(tile *Tile) {
		for _, f := range tile.Features {
			p := tile.Part(f.First)[0]
			x, y := int64(tile.X)*Extent+int64(p.X), int64(tile.Y)*Extent+int64(p.Y)
			in := thing{(x + size) % size, y, name(tile, f)}
			if owns(p) {
				owned[in]++
			} else {
				inBuffer[in]++
			}
		}
	})
	if o.Buffer < 0 {
		assert.Empty(t, inBuffer, "without a buffer each point is in one tile")
	}
	for thing := range inBuffer {
		assert.Equal(t, 1, owned[thing], "%v in a buffer of zoom %d", thing, z)
	}
	// And the other way round: whatever belongs to a tile and lies within the
	// buffer of another is there.
	buffer := int64(o.Buffer)
	switch {
	case buffer == 0:
		buffer = Buffer
	case buffer < 0:
		buffer = 0
	}
	for thing := range owned {
		want := 0
		for dx := int64(-2); dx <= 2; dx++ {
			for dy := int64(-2); dy <= 2; dy++ {
				x, y := thing.x/Extent+dx, thing.y/Extent+dy
				px, py := thing.x-x*Extent, thing.y-y*Extent
				if buffer > 0 && (dx != 0 || dy != 0) && y >= 0 && y < 1<<z && px >= -buffer && px <= Extent+buffer && py >= -buffer && py <= Extent+buffer {
					want++
				}
			}
		}
		assert.Equal(t, want, inBuffer[thing], "%v at zoom %d", thing, z)
	}
}

// The world's only tile shows points near the antimeridian on both sides.
func TestPointsWrap(t *testing.T) {
	var tile Tile
	Cut(&tile, sourceOf(orb.Point{179.9, 0}, orb.Point{180, 10}, orb.Point{0, 20}), Address{}, Options{})
	places := map[uint32][]Coord{}
	for _, f := range tile.Features {
		places[f.Row] = append(places[f.Row], tile.Part(f.First)...)
	}
	assert.ElementsMatch(t, []Coord{{4095, 2048}, {-1, 2048}}, places[0])
	assert.ElementsMatch(t, []Coord{{0, 1934}, {4096, 1934}}, places[1])
	assert.ElementsMatch(t, []Coord{{2048, 1816}}, places[2])
}

func TestPointsAtTheDeepestZooms(t *testing.T) {
	c := layer.Coord{X: 123456789, Y: -987654321}
	lon, lat := layer.Unproject(c)
	s := sourceOf(orb.Point{lon, lat})
	c = s.points.Coords[0]
	for z := uint8(17); z <= MaxZoom; z++ {
		var tile Tile
		Cut(&tile, s, At(c, z), Options{Cluster: true})
		require.Len(t, tile.Features, 1, "zoom %d", z)
		f := frameOf(At(c, z))
		want := Coord{int32(f.x(int64(c.X))), int32(f.y(int64(c.Y)))}
		assert.Equal(t, want, tile.Coords[0])
		assert.True(t, owns(want))
		if z > 20 {
			assert.Zero(t, want.X%(1<<(z-20)), "world units are larger than tile units")
		}
	}
}

func TestKeepChoosesPoints(t *testing.T) {
	s := inRows(scattered(3, 500))
	var all, some Tile
	Cut(&all, s, Address{}, Options{})
	Cut(&some, s, Address{}, Options{Keep: func(row uint32) bool { return row%3 == 0 }})
	var want []uint32
	for _, f := range all.Features {
		if f.Row%3 == 0 {
			want = append(want, f.Row)
		}
	}
	var got []uint32
	for _, f := range some.Features {
		got = append(got, f.Row)
	}
	assert.Equal(t, want, got)
}

func TestMultiPoints(t *testing.T) {
	var tile Tile
	s := sourceOf(
		orb.MultiPoint{{1, 1}, {1, 1}, {1.0000001, 1}, {100, 40}, {179.99, 0}},
		orb.Collection{orb.Point{2, 2}, orb.LineString{{2, 2}, {30, 30}}, orb.Polygon{{{40, 0}, {60, 0}, {60, 20}, {40, 0}}}},
		orb.Point{3, 3},
		orb.MultiPoint{},
	)
	Cut(&tile, s, Address{}, Options{})
	require.NoError(t, check(&tile))
	type shown struct {
		row   uint32
		typ   GeomType
		count int
	}
	var got []shown
	for _, f := range tile.Features {
		got = append(got, shown{f.Row, f.Type, len(tile.Part(f.First))})
	}
	assert.Equal(t, []shown{{0, Point, 4}, {1, Point, 1}, {1, Line, 2}, {1, Polygon, 3}, {2, Point, 1}}, got,
		"alike neighbours are shown once, and the point near the rim on both sides")
	assert.Equal(t, 5, tile.Stats.Features)
}
