package tile

import (
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestHolds(t *testing.T) {
	square := orb.Polygon{{{-100, -50}, {100, -50}, {100, 50}, {-100, 50}, {-100, -50}}}
	diagonal := orb.LineString{{-85, -60}, {85, 60}}
	for _, c := range []struct {
		name string
		g    orb.Geometry
		a    Address
		want bool
	}{
		{"a point in the tile", orb.Point{10, 10}, Address{3, 4, 3}, true},
		{"a point elsewhere", orb.Point{10, 10}, Address{3, 3, 3}, false},
		{"a point just beside", orb.Point{0.1, 10}, Address{3, 3, 3}, true},
		{"a point beyond the antimeridian", orb.Point{179.9, 10}, Address{3, 0, 3}, true},
		{"one of many points", orb.MultiPoint{{10, 10}, {90, 10}}, Address{3, 6, 3}, true},
		{"between points", orb.MultiPoint{{10, 10}, {90, 10}}, Address{5, 20, 15}, false},
		{"a line through a tile", diagonal, Address{4, 8, 7}, true},
		{"a line that passes by", diagonal, Address{4, 11, 8}, false},
		{"the outline of a square", square, Address{4, 3, 7}, true},
		{"inside a square, which Cut finds", square, Address{4, 8, 7}, false},
		{"outside a square", square, Address{4, 0, 0}, false},
	} {
		assert.Equal(t, c.want, Holds(sourceOf(c.g), c.a), c.name)
	}
	assert.False(t, Holds(sourceOf(), Address{}), "a layer without geometries")
}

// Where neither Cut nor Holds finds anything, Cut finds nothing further down.
func TestHoldsMissesNothing(t *testing.T) {
	for _, s := range []source{
		atlas(t, "land-110m.json", "land"),
		sourceOf(
			orb.LineString{{-179, 60}, {-181, 61}, {-179.5, 62}, {20, 61.99}},
			orb.Polygon{{{0, 0}, {0.001, 40}, {0.002, 0}, {0, 0}}}, // thinner than can be drawn
			orb.Polygon{{{170, -89}, {190, -89}, {190, -80}, {170, -80}, {170, -89}}},
			orb.MultiPoint{{0.01, 0.01}, {-0.01, -0.01}}, orb.Point{180, 89}, orb.Point{-90, 66.513},
		),
	} {
		var tl Tile
		finds := func(a Address) bool {
			Cut(&tl, s, a, Options{Cluster: true})
			return len(tl.Features) > 0
		}
		shut := 0
		for z := range uint8(6) {
			for x := range uint32(1) << z {
				for y := range uint32(1) << z {
					a := Address{z, x, y}
					if finds(a) || Holds(s, a) {
						continue
					}
					shut++
					for _, child := range a.Children() {
						require.False(t, finds(child) || Holds(s, child), "%s below %s", child, a)
					}
				}
			}
		}
		assert.Positive(t, shut)
	}
}
