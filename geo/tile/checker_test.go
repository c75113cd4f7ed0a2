package tile

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// The checker knows what is wrong when it sees it.
func TestChecker(t *testing.T) {
	turned := func(ring []Coord) []Coord {
		r := make([]Coord, 0, len(ring))
		for i := range ring {
			r = append(r, ring[len(ring)-1-i])
		}
		return r
	}
	hole := func(x, y, size int32) []Coord { return turned(square(x, y, size)) }
	for name, c := range map[string]struct {
		rings [][]Coord
		want  string
	}{
		"a square":                     {[][]Coord{square(0, 0, 100)}, ""},
		"a hole":                       {[][]Coord{square(0, 0, 100), hole(10, 10, 10)}, ""},
		"a hole that touches":          {[][]Coord{square(0, 0, 100), {{0, 50}, {20, 60}, {20, 40}}}, ""},
		"squares that touch":           {[][]Coord{square(0, 0, 100), square(100, 100, 100)}, ""},
		"an island":                    {[][]Coord{square(0, 0, 100), hole(10, 10, 80), square(20, 20, 10)}, ""},
		"a chain of holes":             {[][]Coord{square(0, 0, 100), hole(10, 10, 10), hole(20, 20, 10)}, ""},
		"two vertices":                 {[][]Coord{{{0, 0}, {1, 1}}}, "vertices"},
		"no area":                      {[][]Coord{{{0, 0}, {1, 1}, {2, 2}}}, "area"},
		"the wrong way round":          {[][]Coord{hole(0, 0, 100)}, "no exterior ring"},
		"a repeated vertex":            {[][]Coord{{{0, 0}, {100, 0}, {100, 100}, {100, 0}, {50, -50}}}, "twice"},
		"bow-tie":                      {[][]Coord{{{0, 0}, {100, 0}, {100, 100}, {10, -10}}}, "crosses"},
		"a vertex on its own edge":     {[][]Coord{{{0, 0}, {100, 0}, {100, 100}, {50, 0}, {0, 100}}}, "touches itself"},
		"an edge along an edge":        {[][]Coord{square(0, 0, 100), square(100, 50, 100)}, "runs along"},
		"squares that overlap":         {[][]Coord{square(0, 0, 100), square(50, 50, 100)}, "crosses"},
		"a square in a square":         {[][]Coord{square(0, 0, 100), square(50, 50, 10)}, "lies in another polygon"},
		"a hole outside":               {[][]Coord{square(0, 0, 100), hole(200, 200, 10)}, "not in its exterior"},
		"a hole in a hole":             {[][]Coord{square(0, 0, 100), hole(10, 10, 80), hole(20, 20, 10)}, "in another hole"},
		"a hole of another":            {[][]Coord{square(0, 0, 100), square(200, 0, 100), hole(10, 10, 10)}, "not in its exterior"},
		"a hole cuts off a corner":     {[][]Coord{square(0, 0, 100), {{0, 50}, {50, 50}, {50, 0}}}, "in two"},
		"holes round something":        {[][]Coord{square(0, 0, 100), hole(10, 40, 20), hole(30, 60, 20), hole(50, 40, 20), hole(30, 20, 20)}, "in two"},
		"through vertices of another":  {[][]Coord{square(0, 0, 100), {{0, 0}, {200, 200}, {150, 250}}}, ""},
		"crossing at vertices":         {[][]Coord{{{0, 0}, {100, 0}, {100, 50}, {100, 100}, {0, 100}}, {{50, 50}, {100, 50}, {150, 60}, {150, 200}, {50, 70}}}, "cross"},
		"crossing at a vertex, inside": {[][]Coord{{{0, 0}, {100, 0}, {100, 50}, {100, 100}, {0, 100}}, {{90, 50}, {100, 50}, {110, 60}}}, ""},
	} {
		err := checkPolygons(c.rings)
		switch {
		case c.want != "":
			assert.ErrorContains(t, err, c.want, name)
		case name == "through vertices of another" || name == "crossing at a vertex, inside":
			assert.Error(t, err, name)
		default:
			assert.NoError(t, err, name)
		}
	}
	for name, part := range map[string][]Coord{
		"short": {{0, 0}}, "standing": {{0, 0}, {1, 1}, {1, 1}},
	} {
		assert.Error(t, checkLines([][]Coord{part}), name)
	}
	assert.ErrorContains(t, check(&Tile{Extent: Extent, Buffer: Buffer, Coords: []Coord{{-65, 0}}, Ends: []uint32{1}, Features: []Feature{{Type: Point, Parts: 1}}}), "outside the buffer")
	assert.ErrorContains(t, check(&Tile{Extent: Extent, Features: []Feature{{Type: Point}}}), "no parts")
	assert.ErrorContains(t, check(&Tile{Extent: Extent, Coords: []Coord{{}, {}}, Ends: []uint32{1, 2}, Features: []Feature{{Row: 2, Type: Point, Parts: 1}, {Row: 1, First: 1, Type: Point, Parts: 1}}}), "order")
}
