package tile

import (
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tiny are squares and lines of all sizes from nothing to some pixels, many of
// them close together, some on rims.
func tiny(n int) (all []orb.Geometry) {
	r := rand.New(rand.NewPCG(8, 8))
	for len(all) < n {
		lon, lat := r.Float64()*360-180, r.Float64()*160-80
		if r.IntN(20) == 0 {
			lon = 180
		}
		for range 1 + r.IntN(10) {
			size := r.ExpFloat64() * 0.2
			if r.IntN(2) == 0 {
				all = append(all, orb.Polygon{{{lon, lat}, {lon + size, lat}, {lon + size, lat + size}, {lon, lat + size}, {lon, lat}}})
			} else {
				all = append(all, orb.LineString{{lon, lat}, {lon + size, lat + size/2}})
			}
			lon, lat = lon+r.NormFloat64(), max(-80, min(lat+r.NormFloat64(), 80))
		}
	}
	return all
}

// Each polygon and line below a pixel becomes a pixel or is counted, in one tile
// of each zoom.
func TestPixelsSum(t *testing.T) {
	s := inRows(tiny(3000))
	for z := range uint8(6) {
		c := &cutter{frame: frameOf(Address{Z: z})}
		want := 0
		for _, p := range s.shapes.Parts {
			if c.below(p.Bounds) {
				want++
			}
		}
		var sum Stats
		shown := 0
		every(s, z, Options{}, func(tile *Tile) {
			require.NoError(t, check(tile))
			sum.Pixels += tile.Stats.Pixels
			sum.Merged += tile.Stats.Merged
			sum.Dropped += tile.Stats.Dropped
			shown += len(tile.Features)
		})
		assert.Equal(t, want, sum.Pixels+sum.Merged, "zoom %d", z)
		assert.GreaterOrEqual(t, shown, sum.Pixels)
		assert.Zero(t, sum.Dropped)
		if z < 3 {
			assert.NotZero(t, sum.Merged)
		}
	}
}

// A tile shows the same pixels in its buffer as its neighbours do.
func TestPixelsAgree(t *testing.T) {
	s := inRows(tiny(3000))
	type pixel struct {
		row  uint32
		x, y int64
	}
	for z := uint8(1); z < 5; z++ {
		shown := map[pixel]map[Address]bool{}
		size := int64(Extent) << z
		every(s, z, Options{}, func(tile *Tile) {
			for _, f := range tile.Features {
				if f.Type != Polygon || !inPixels(tile, f) {
					continue
				}
				for i := f.First; i < f.First+f.Parts; i++ {
					if part := tile.Part(i); len(part) == 4 && shoelace(part) == 2*Pixel*Pixel {
						x, y := (int64(tile.X)*Extent+int64(min(part[0].X, part[2].X))+size)%size, int64(tile.Y)*Extent+int64(min(part[0].Y, part[2].Y))
						in := pixel{f.Row, x, y}
						if shown[in] == nil {
							shown[in] = map[Address]bool{}
						}
						shown[in][tile.Address] = true
					}
				}
			}
		})
		require.NotEmpty(t, shown)
		for p, in := range shown {
			for _, a := range (Address{z, uint32(p.x / Extent), uint32(p.y / Extent)}).around() {
				x, y := p.x-int64(a.X)*Extent, p.y-int64(a.Y)*Extent
				if x > size/2 {
					x -= size
				}
				if x < -size/2 {
					x += size
				}
				if min(x, y) >= -Buffer && max(x, y)+Pixel <= Extent+Buffer {
					assert.True(t, in[a], "the pixel of row %d at %d, %d is not in %v", p.row, x, y, a)
				}
			}
		}
	}
}

// around is a tile with its neighbours.
func (a Address) around() (all []Address) {
	n := uint32(1) << a.Z
	for _, dx := range []uint32{n - 1, 0, 1} {
		for _, dy := range []uint32{0, 1, ^uint32(0)} {
			if b := (Address{a.Z, (a.X + dx) % n, a.Y + dy}); b.Valid() {
				all = append(all, b)
			}
		}
	}
	return all
}

// The pixels of one feature become one polygon.
func TestPixelsOfOneFeature(t *testing.T) {
	var islands orb.MultiPolygon
	for i := range 40 {
		x, y := at(float64(1000+i%8*10), float64(1000+i/8*10)), at(float64(1004+i%8*10), float64(1004+i/8*10))
		islands = append(islands, orb.Polygon{{x, {y[0], x[1]}, y, {x[0], y[1]}, x}})
	}
	islands = append(islands, orb.Polygon{{at(1030, 1020), at(1200, 1020), at(1200, 1200), at(1030, 1200), at(1030, 1020)}})
	var tile Tile
	Cut(&tile, sourceOf(islands), Address{}, Options{})
	require.NoError(t, check(&tile))
	require.Len(t, tile.Features, 1)
	assert.Equal(t, 40, tile.Stats.Pixels+tile.Stats.Merged)
	assert.Equal(t, 1, cover(&tile, Coord{1005, 1005}))
	assert.Equal(t, 1, cover(&tile, Coord{1100, 1100}))
	assert.Equal(t, 0, cover(&tile, Coord{1300, 1100}))
}
