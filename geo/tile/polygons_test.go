package tile

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// home is a tile in the middle of the world with tile units of 16 world units.
var home = Address{16, 32768, 32768}

// cover counts how many rings of the tile go round the middle of the unit
// square at p, with their signs: 1 inside a polygon, 0 outside.
func cover(t *Tile, p Coord) int {
	count := 0
	for i := range t.Ends {
		ring := t.Part(uint32(i))
		if within(ring, p, Coord{p.X + 1, p.Y + 1}) > 0 {
			if shoelace(ring) > 0 {
				count++
			} else {
				count--
			}
		}
	}
	return count
}

func near(polygons [][][]Coord, p Coord) bool { return nearer(polygons, p, 2) }

// nearer reports whether p is less than so many tile units from an outline.
func nearer(polygons [][][]Coord, p Coord, distance float64) bool {
	for _, polygon := range polygons {
		for _, ring := range polygon {
			for i, a := range ring {
				b := ring[(i+1)%len(ring)]
				dx, dy := float64(b.X-a.X), float64(b.Y-a.Y)
				px, py := float64(p.X-a.X)+0.5, float64(p.Y-a.Y)+0.5
				along := 0.0
				if l := dx*dx + dy*dy; l > 0 {
					along = max(0, min((px*dx+py*dy)/l, 1))
				}
				if x, y := px-along*dx, py-along*dy; x*x+y*y < distance*distance {
					return true
				}
			}
		}
	}
	return false
}

func inside(polygons [][][]Coord, p Coord) bool {
	for _, polygon := range polygons {
		odd := false
		for _, ring := range polygon {
			odd = odd != (within(ring, p, Coord{p.X + 1, p.Y + 1}) > 0)
		}
		if odd {
			return true
		}
	}
	return false
}

// agrees cuts polygons given in tile units and compares what they cover with
// what the tile does, at some places that are not near an outline.
func agrees(t *testing.T, r *rand.Rand, polygons ...[][]Coord) *Tile {
	t.Helper()
	var tile Tile
	Cut(&tile, drawn(home, polygons...), home, Options{})
	require.NoError(t, check(&tile), "%v", polygons)
	for range 60 {
		p := Coord{r.Int32N(Extent+2*Buffer-4) - Buffer + 2, r.Int32N(Extent+2*Buffer-4) - Buffer + 2}
		if len(polygons) > 0 && r.IntN(2) == 0 { // rather where something is
			ring := polygons[r.IntN(len(polygons))][0]
			c := ring[r.IntN(len(ring))]
			q := Coord{c.X + r.Int32N(41) - 20, c.Y + r.Int32N(41) - 20}
			if min(q.X, q.Y) >= -Buffer+2 && max(q.X, q.Y) < Extent+Buffer-2 {
				p = q
			}
		}
		if near(polygons, p) {
			continue
		}
		want := 0
		if inside(polygons, p) {
			want = 1
		}
		require.Equal(t, want, cover(&tile, p), "at %v of %v: %v %v", p, polygons, tile.Coords, tile.Ends)
	}
	return &tile
}

// Random rings, most of them wild, at several scales: small ones touch and
// cross in many ways, large ones lie across the tile's edges and corners.
func TestRandomPolygons(t *testing.T) {
	seeds := uint64(2000)
	if testing.Short() {
		seeds = 300
	}
	for seed := range seeds {
		r := rand.New(rand.NewPCG(seed, 1))
		scale := []int32{6, 20, 60, 500, 6000, 60000}[r.IntN(6)]
		centre := Coord{r.Int32N(Extent), r.Int32N(Extent)}
		if r.IntN(2) == 0 {
			centre = []Coord{{0, 0}, {-Buffer, 1000}, {Extent + Buffer, Extent + Buffer}, {2000, -Buffer}}[r.IntN(4)]
		}
		var polygons [][][]Coord
		for range 1 + r.IntN(3) {
			var polygon [][]Coord
			for range 1 + r.IntN(3) {
				var ring []Coord
				for range 3 + r.IntN(12) {
					// At least 16 units wide, lest it be drawn as a pixel.
					ring = append(ring, Coord{centre.X + r.Int32N(2*scale+1) - scale, centre.Y + r.Int32N(2*scale+1) - scale})
				}
				ring = append(ring, Coord{centre.X - max(scale, 10), centre.Y - 10}, Coord{centre.X + max(scale, 10), centre.Y + 10})
				polygon = append(polygon, ring)
			}
			polygons = append(polygons, polygon)
		}
		agrees(t, r, polygons...)
	}
}

func square(x, y, size int32) []Coord {
	return []Coord{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}}
}

func TestNastyPolygons(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for name, c := range map[string]struct {
		polygons  [][][]Coord
		exteriors int
		holes     int
	}{
		"a square":                          {[][][]Coord{{square(100, 100, 50)}}, 1, 0},
		"the same the other way round":      {[][][]Coord{{{{100, 100}, {100, 150}, {150, 150}, {150, 100}}}}, 1, 0},
		"with a hole":                       {[][][]Coord{{square(100, 100, 90), square(120, 120, 30)}}, 1, 1},
		"an island in the hole":             {[][][]Coord{{square(100, 100, 190), square(120, 120, 130), square(150, 150, 30)}}, 2, 1},
		"another polygon in the hole":       {[][][]Coord{{square(100, 100, 190), square(120, 120, 130)}, {square(150, 150, 30)}}, 2, 1},
		"another polygon on top":            {[][][]Coord{{square(100, 100, 190)}, {square(150, 150, 30)}}, 1, 0},
		"bow-tie":                           {[][][]Coord{{{{100, 100}, {200, 200}, {200, 100}, {100, 200}}}}, 2, 0},
		"bow-tie with an uneven middle":     {[][][]Coord{{{{100, 100}, {201, 200}, {200, 100}, {100, 203}}}}, 2, 0},
		"a hole that touches at a vertex":   {[][][]Coord{{square(100, 100, 90), {{100, 100}, {140, 120}, {120, 140}}}}, 1, 1},
		"a hole that touches an edge":       {[][][]Coord{{square(100, 100, 90), {{150, 100}, {160, 120}, {140, 120}}}}, 1, 1},
		"a hole that touches on two sides":  {[][][]Coord{{square(100, 100, 90), {{150, 100}, {190, 150}, {150, 190}, {100, 150}}}}, 4, 0},
		"a hole with an edge in common":     {[][][]Coord{{square(100, 100, 90), {{100, 120}, {130, 120}, {130, 150}, {100, 150}}}}, 1, 0},
		"two holes that touch":              {[][][]Coord{{square(100, 100, 190), square(120, 120, 30), square(150, 150, 30)}}, 1, 2},
		"two holes side by side":            {[][][]Coord{{square(100, 100, 190), square(120, 120, 30), square(150, 120, 30)}}, 1, 1},
		"a hole as large as the ring":       {[][][]Coord{{square(100, 100, 90), square(100, 100, 90)}}, 0, 0},
		"a spike":                           {[][][]Coord{{{{100, 100}, {150, 100}, {150, 150}, {190, 190}, {150, 150}, {100, 150}}}}, 1, 0},
		"twice the same ring":               {[][][]Coord{{square(100, 100, 90)}, {square(100, 100, 90)}}, 1, 0},
		"two squares side by side":          {[][][]Coord{{square(100, 100, 90)}, {square(190, 100, 90)}}, 1, 0},
		"two squares that overlap":          {[][][]Coord{{square(100, 100, 90)}, {square(150, 150, 90)}}, 1, 0},
		"two squares that touch":            {[][][]Coord{{square(100, 100, 90)}, {square(190, 190, 90)}}, 2, 0},
		"three squares round a gap":         {[][][]Coord{{square(100, 100, 90)}, {square(190, 190, 90)}, {square(100, 280, 90)}, {square(10, 190, 90)}}, 4, 0},
		"four squares round a gap":          {[][][]Coord{{{{100, 100}, {280, 100}, {280, 190}, {100, 190}}}, {square(190, 190, 90)}, {{{100, 280}, {280, 280}, {280, 370}, {100, 370}}}, {{{10, 100}, {100, 100}, {100, 370}, {10, 370}}}}, 1, 1},
		"a sliver without area":             {[][][]Coord{{{{100, 100}, {300, 300}, {200, 200}}}}, 0, 0},
		"twice round":                       {[][][]Coord{{{{100, 100}, {190, 100}, {190, 190}, {100, 190}, {100, 100}, {190, 100}, {190, 190}, {100, 190}}}}, 0, 0},
		"all of the tile":                   {[][][]Coord{{square(-1000, -1000, 9000)}}, 1, 0},
		"the tile's buffer exactly":         {[][][]Coord{{square(-Buffer, -Buffer, Extent+2*Buffer)}}, 1, 0},
		"round the tile, not over it":       {[][][]Coord{{square(-3000, -3000, 9000), square(-500, -500, 5500)}}, 0, 0},
		"a comb over the edge":              {[][][]Coord{{{{-500, 0}, {100, 0}, {100, 50}, {-200, 50}, {-200, 100}, {100, 100}, {100, 150}, {-500, 150}}}}, 2, 0},
		"a comb beyond the edge":            {[][][]Coord{{{{100, 0}, {-200, 0}, {-200, 50}, {-100, 50}, {-100, 100}, {-200, 100}, {-200, 150}, {100, 150}}}}, 1, 0},
		"two teeth over the edge":           {[][][]Coord{{{{-500, 0}, {100, 0}, {100, 50}, {-200, 50}, {-200, 100}, {100, 100}, {100, 150}, {-500, 150}}, square(-480, 60, 20)}}, 2, 0},
		"a corner cut off":                  {[][][]Coord{{{{-300, 100}, {100, -300}, {-300, -300}}}}, 0, 0},
		"a corner, the other side":          {[][][]Coord{{{{-300, 100}, {100, -300}, {9000, -300}, {9000, 9000}, {-300, 9000}}}}, 1, 0},
		"a band across":                     {[][][]Coord{{{{-900, 900}, {9000, 1000}, {9000, 1200}, {-900, 1100}}}}, 1, 0},
		"a hole that reaches over the edge": {[][][]Coord{{square(-1000, -1000, 3000), square(-500, 100, 1000)}}, 1, 0},
		"a needle past the corner":          {[][][]Coord{{{{-64, -500}, {-64, -64}, {-500, -64}, {-500, -500}}}}, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			tile := agrees(t, r, c.polygons...)
			exteriors, holes := 0, 0
			for i := range tile.Ends {
				if shoelace(tile.Part(uint32(i))) > 0 {
					exteriors++
				} else {
					holes++
				}
			}
			assert.Equal(t, c.exteriors, exteriors, "exterior rings in %v", tile.Coords)
			assert.Equal(t, c.holes, holes, "holes in %v", tile.Coords)
		})
	}
}
