package layer

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// covers tells whether a row's polygons cover a place: each polygon by the
// even-odd rule, all of them together.
func covers(s *Shapes, row uint32, x, y float64) bool {
	inside := map[uint32]bool{}
	for _, p := range s.Parts {
		if p.Row == row && p.Kind.Ring() {
			coords := s.Coords[p.First : p.First+p.Count]
			for i, a := range coords {
				b := coords[(i+1)%len(coords)]
				if crosses(float64(a.X), float64(a.Y), float64(b.X), float64(b.Y), x, y) {
					inside[p.Polygon] = !inside[p.Polygon]
				}
			}
		}
	}
	for _, in := range inside {
		if in {
			return true
		}
	}
	return false
}

// crosses tells whether the way west from a place crosses an edge.
func crosses(ax, ay, bx, by, x, y float64) bool {
	return (ay > y) != (by > y) && x > ax+(bx-ax)*(y-ay)/(by-ay)
}

// coversDegrees is the same, on the rings as written and any turn of them.
func coversDegrees(p orb.Polygon, lon, lat float64) bool {
	_, y := mercator(0, lat)
	for turn := -3.0; turn <= 3; turn++ {
		inside := false
		for _, ring := range p {
			for i := range len(ring) - 1 {
				ax, ay := mercator(ring[i][0], ring[i][1])
				bx, by := mercator(ring[i+1][0], ring[i+1][1])
				x, _ := mercator(lon+360*turn, 0)
				inside = inside != crosses(ax, ay, bx, by, x, y)
			}
		}
		if inside {
			return true
		}
	}
	return false
}

func mercator(lon, lat float64) (x, y float64) {
	lat = max(-maxLatitude, min(lat, maxLatitude))
	return lon / 360 * worldSize, -math.Atanh(math.Sin(lat*math.Pi/180)) / (2 * math.Pi) * worldSize
}

// star is a ring round a place that does not cross itself, and runs
// anticlockwise if n is positive.
func star(r *rand.Rand, lon, lat, radius float64, n int) orb.Ring {
	var ring orb.Ring
	for i := range max(n, -n) {
		angle := 2 * math.Pi * float64(i) / float64(n)
		reach := radius * (0.4 + 0.6*r.Float64())
		ring = append(ring, orb.Point{lon + reach*math.Cos(angle), lat + reach/2*math.Sin(angle)})
	}
	return append(ring, ring[0])
}

func wrapped(p orb.Polygon) orb.Polygon {
	short := p.Clone()
	for _, ring := range short {
		for i := range ring {
			ring[i][0] = math.Remainder(ring[i][0], 360)
		}
	}
	return short
}

func TestPolygonsAcrossTheAntimeridian(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 7))
	cut, merged := 0, 0
	for range 400 {
		lon, radius := r.Float64()*720-360, 1+80*r.Float64()
		if r.IntN(2) == 0 {
			lon = 180*float64(r.IntN(5)-2) + r.Float64()*radius - radius/2
		}
		lat := r.Float64()*60 - 30
		p := orb.Polygon{star(r, lon, lat, radius, 3+r.IntN(40))}
		if r.IntN(2) == 0 { // holes, one of which may lie on the antimeridian itself
			p = append(p, star(r, lon-radius*0.08, lat, radius*0.08, -3-r.IntN(9)))
			p = append(p, star(r, lon+radius*0.1, lat, radius*0.08, -7))
		}
		s := BuildShapes([]orb.Geometry{p, wrapped(p)})
		for _, row := range []uint32{0, 1} {
			for range 40 {
				x, y := lon+(r.Float64()-0.5)*2.2*radius, lat+(r.Float64()-0.5)*1.2*radius
				c := Project(x, y)
				require.Equal(t, coversDegrees(p, x, y), covers(s, row, float64(c.X)+0.25, float64(c.Y)+0.25), "%v at %v %v, row %d", p, x, y, row)
			}
		}
		rings := 0
		for i, part := range s.Parts {
			if part.Row == 0 {
				rings++
			}
			require.Equal(t, boundsOf(s.Coords[part.First:part.First+part.Count]), part.Bounds)
			if part.Kind == PartInner {
				require.True(t, s.Parts[i-1].Kind.Ring())
				require.Equal(t, s.Parts[i-1].Polygon, part.Polygon)
			}
		}
		if rings > len(p) {
			cut++
		}
		if rings < 2*len(p) {
			merged++
		}
	}
	assert.Greater(t, cut, 80)
	assert.Greater(t, merged, 20)
}

func lonLats(s *Shapes, part int) [][2]float64 {
	p := s.Parts[part]
	var all [][2]float64
	for _, c := range s.Coords[p.First : p.First+p.Count] {
		lon, lat := Unproject(c)
		all = append(all, [2]float64{math.Round(lon*1e6) / 1e6, math.Round(lat*1e6) / 1e6})
	}
	return all
}

func TestFiji(t *testing.T) {
	beyond := orb.Polygon{{{177, -19}, {182, -19}, {182, -16}, {177, -16}, {177, -19}}}
	jump := orb.Polygon{{{177, -19}, {-178, -19}, {-178, -16}, {177, -16}, {177, -19}}}
	slanted := orb.Polygon{{{177, -16}, {-178, -16.5}, {-178, -19}, {177, -19.5}, {177, -16}}} // clockwise
	through := orb.Polygon{{{177, -19}, {180, -19}, {-180, -19}, {-178, -19}, {-178, -16}, {-180, -16}, {180, -16}, {177, -16}, {177, -19}}}
	for _, p := range []orb.Polygon{beyond, jump, slanted, through, {jump[0], {{179, -18}, {179, -17}, {-179, -17}, {-179, -18}, {179, -18}}}} {
		s := BuildShapes([]orb.Geometry{p})
		require.Len(t, s.Parts, 2, "%v", p)
		west, east := s.Parts[0], s.Parts[1]
		assert.Equal(t, PartOuter, west.Kind)
		assert.Equal(t, PartOuter, east.Kind)
		assert.Equal(t, int32(worldMax), west.Bounds.Max.X)
		assert.Equal(t, Project(177, 0).X, west.Bounds.Min.X)
		assert.Equal(t, int32(worldMin), east.Bounds.Min.X)
		assert.Equal(t, Project(-178, 0).X, east.Bounds.Max.X)
	}
	s := BuildShapes([]orb.Geometry{beyond})
	assert.Equal(t, [][2]float64{{180, -16}, {177, -16}, {177, -19}, {180, -19}}, lonLats(s, 0))
	assert.Equal(t, [][2]float64{{-180, -19}, {-178, -19}, {-178, -16}, {-180, -16}}, lonLats(s, 1))
}

// Data that were TopoJSON once have -180 for 180 here and there.
func TestMixedSignsOf180(t *testing.T) {
	for name, c := range map[string]struct {
		ring orb.Ring
		want [][2]float64
	}{
		"an island cut at 180": {
			orb.Ring{{-180, -16.54}, {180, -16.54}, {180, -16.49}, {180, -16.48}, {-180, -16.48}, {179.98, -16.5}, {-180, -16.54}},
			[][2]float64{{180, -16.54}, {180, -16.49}, {180, -16.48}, {179.98, -16.5}},
		},
		"a coast up to 180": {
			orb.Ring{{150, 60}, {-180, 65}, {-180, 69}, {150, 70}, {150, 60}},
			[][2]float64{{150, 60}, {180, 65}, {180, 69}, {150, 70}},
		},
		"a coast from -180": {
			orb.Ring{{-150, 60}, {-150, 70}, {180, 69}, {-180, 65}, {-150, 60}},
			[][2]float64{{-150, 60}, {-150, 70}, {-180, 69}, {-180, 65}},
		},
	} {
		s := BuildShapes([]orb.Geometry{orb.Polygon{c.ring}})
		require.Len(t, s.Parts, 1, name)
		got := lonLats(s, 0)
		assert.ElementsMatch(t, c.want, got, name)
	}

	// Antarctica with the pole as its exterior ring and the coast as a hole.
	coast := orb.Ring{{-180, -70}, {-90, -66}, {0, -70}, {90, -66}, {179, -70.1}, {-180, -70}}
	pole := orb.Ring{{-180, -89.999}, {178, -89.999}, {90, -89.999}, {0, -89.999}, {-180, -89.999}}
	s := BuildShapes([]orb.Geometry{orb.Polygon{pole, coast}})
	require.Len(t, s.Parts, 1)
	assert.Equal(t, PartOuter, s.Parts[0].Kind)
	assert.Equal(t, Coord{worldMin, worldY(-66)}, s.Parts[0].Bounds.Min)
	assert.Equal(t, Coord{worldMax, worldMax}, s.Parts[0].Bounds.Max)
}

// What is cut at ±180, as RFC 7946 has it, stays as it is; so do boxes and
// belts round the world.
func TestReadAsWritten(t *testing.T) {
	for name, p := range map[string]orb.Polygon{
		"cut":            {{{177, -19}, {180, -19}, {180, -16}, {177, -16}, {177, -19}}},
		"world":          {{{-180, -90}, {180, -90}, {180, 90}, {-180, 90}, {-180, -90}}},
		"mask":           {{{-179.9, -85}, {-179.9, 85}, {179.9, 85}, {179.9, -85}, {-179.9, -85}}},
		"mask, reversed": {{{-179.9, -85}, {179.9, -85}, {179.9, 85}, {-179.9, 85}, {-179.9, -85}}},
		"tropics":        {{{-180, -23}, {180, -23}, {180, 23}, {-180, 23}, {-180, -23}}},
		"tropics, bent":  {{{-180, -23}, {0, -24}, {180, -23}, {180, 23}, {-180, 23}, {-180, -23}}},
		"polar belt":     {{{-180, -60}, {180, -62}, {180, -90}, {-180, -90}, {-180, -60}}},
		"Antarctica":     {{{-180, -90}, {-180, -84.7}, {-60, -63}, {60, -67}, {180, -84.7}, {180, -90}, {-180, -90}}},
	} {
		s := BuildShapes([]orb.Geometry{p})
		require.Len(t, s.Parts, 1, name)
		for i, c := range s.Coords {
			want := Coord{rim(unrolledX(p[0][i][0])), worldY(p[0][i][1])}
			require.Equal(t, want, c, name)
		}
	}
}

func TestRoundThePole(t *testing.T) {
	for name, ring := range map[string]orb.Ring{
		"to 180":        {{-180, -70}, {-90, -66}, {0, -70}, {90, -66}, {180, -70}, {-180, -70}},
		"with a jump":   {{-170, -70}, {-90, -66}, {0, -70}, {90, -66}, {170, -70}, {-170, -70}},
		"to the west":   {{170, -70}, {90, -66}, {0, -70}, {-90, -66}, {-170, -70}, {170, -70}},
		"beyond 180":    {{0, -70}, {90, -66}, {180, -70}, {270, -66}, {360, -70}, {0, -70}},
		"from anywhere": {{20, -70}, {120, -66}, {-150, -70}, {-60, -66}, {20, -70}},
		"there and back": {{-170, -70}, {-90, -66}, {0, -70}, {90, -66}, {170, -70}, {-170, -65}, {-175, -64},
			{170, -66}, {172, -67}, {-176, -68}, {-174, -71}, {175, -75}, {-171, -74}, {-170, -70}},
	} {
		for _, north := range []bool{false, true} {
			g := ring.Clone()
			sign := -1.0
			if north {
				sign = 1
				for i := range g {
					g[i][1] = -g[i][1]
				}
			}
			s := BuildShapes([]orb.Geometry{orb.Polygon{g}})
			for lon := -179.9; lon < 180; lon += 1.1 {
				c := Project(lon, sign*80)
				assert.True(t, covers(s, 0, float64(c.X), float64(c.Y)+0.5), "%s: the pole at %v", name, lon)
				c = Project(lon, sign*85.05)
				assert.True(t, covers(s, 0, float64(c.X), float64(c.Y)+0.5), "%s: the limit at %v", name, lon)
				c = Project(lon, sign*60)
				assert.False(t, covers(s, 0, float64(c.X), float64(c.Y)+0.5), "%s: outside at %v", name, lon)
			}
			// No edges but on the rims go up and down at the cut.
			for _, p := range s.Parts {
				coords := s.Coords[p.First : p.First+p.Count]
				for i, a := range coords {
					b := coords[(i+1)%len(coords)]
					if a.X == b.X && a.X != worldMin && a.X != worldMax {
						t.Errorf("%s: streak at %v", name, a.X)
					}
				}
			}
		}
	}
}

// A ring that goes there and back over the antimeridian covers what it should.
func TestRoundThePoleThereAndBack(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 200 {
		// A path to the east once round, with steps back.
		var ring orb.Ring
		start := r.Float64() * 360
		lon := start
		for lon < start+340 {
			ring = append(ring, orb.Point{lon, -60 - 20*r.Float64()})
			lon += 3 + 30*r.Float64()
		}
		// The continuation of the path in both directions is its own periodic
		// copy, so what lies south of it is told by crossings to the north.
		south := func(lon, lat float64) bool {
			n := 0
			_, y := mercator(0, lat)
			for i, a := range ring {
				b := ring[(i+1)%len(ring)]
				if i == len(ring)-1 {
					b[0] += 360
				}
				for turn := -3.0; turn <= 3; turn++ {
					ax, ay := mercator(a[0]+360*turn, a[1])
					bx, by := mercator(b[0]+360*turn, b[1])
					x, _ := mercator(lon, 0)
					if (ax > x) != (bx > x) && y > ay+(by-ay)*(x-ax)/(bx-ax) {
						n++
					}
				}
			}
			return n%2 == 1
		}
		closed := orb.Polygon{append(ring.Clone(), ring[0])}
		s := BuildShapes([]orb.Geometry{closed, wrapped(closed)})
		for range 50 {
			lon, lat := r.Float64()*360-180, -55-30*r.Float64()
			c := Project(lon, lat)
			for _, row := range []uint32{0, 1} {
				require.Equal(t, south(lon, lat), covers(s, row, float64(c.X)+0.25, float64(c.Y)+0.25), "%v at %v %v", ring, lon, lat)
			}
		}
	}
}

func TestLinesAcrossTheAntimeridian(t *testing.T) {
	for name, c := range map[string]struct {
		line orb.LineString
		want [][][2]float64
	}{
		"beyond 180":      {orb.LineString{{170, 0}, {190, 10}}, [][][2]float64{{{170, 0}, {180, 5.019148}}, {{-180, 5.019148}, {-170, 10}}}},
		"a jump":          {orb.LineString{{170, 0}, {-170, 10}}, [][][2]float64{{{170, 0}, {180, 5.019148}}, {{-180, 5.019148}, {-170, 10}}}},
		"to the west":     {orb.LineString{{-170, 10}, {170, 0}}, [][][2]float64{{{-170, 10}, {-180, 5.019148}}, {{180, 5.019148}, {170, 0}}}},
		"through 180":     {orb.LineString{{170, 0}, {180, 5}, {-180, 5}, {-170, 10}}, [][][2]float64{{{170, 0}, {180, 5}}, {{-180, 5}, {-170, 10}}}},
		"up to 180":       {orb.LineString{{170, 0}, {180, 5}}, [][][2]float64{{{170, 0}, {180, 5}}}},
		"from 180":        {orb.LineString{{180, 0}, {190, 5}}, [][][2]float64{{{-180, 0}, {-170, 5}}}},
		"touching":        {orb.LineString{{170, 0}, {180, 5}, {170, 10}}, [][][2]float64{{{170, 0}, {180, 5}, {170, 10}}}},
		"along":           {orb.LineString{{180, 0}, {180, 5}}, [][][2]float64{{{180, 0}, {180, 5}}}},
		"along and over":  {orb.LineString{{170, 0}, {180, 5}, {180, 10}, {190, 10}}, [][][2]float64{{{170, 0}, {180, 5}, {180, 10}}, {{-180, 10}, {-170, 10}}}},
		"far beyond":      {orb.LineString{{500, 0}, {510, 1}}, [][][2]float64{{{140, 0}, {150, 1}}}},
		"the equator":     {orb.LineString{{-180, 0}, {180, 0}}, [][][2]float64{{{-180, 0}, {180, 0}}}},
		"one place":       {orb.LineString{{10, 0}, {10, 0}}, [][][2]float64{{{10, 0}}}},
		"twice the world": {orb.LineString{{-100, 1}, {80, 1}, {260, 1}, {440, 1}}, [][][2]float64{{{-100, 1}, {80, 1}, {180, 1}}, {{-180, 1}, {-100, 1}, {80, 1}}}},
	} {
		s := BuildShapes([]orb.Geometry{c.line})
		var got [][][2]float64
		for i, p := range s.Parts {
			require.Equal(t, PartLine, p.Kind)
			got = append(got, lonLats(s, i))
		}
		assert.Equal(t, c.want, got, name)
	}
}

// Whatever the track, its parts put together have its length and its places.
func TestTracks(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for range 300 {
		track := orb.LineString{{r.Float64()*360 - 180, 0}}
		want := 0.0
		for range 1 + r.IntN(20) {
			last := track[len(track)-1]
			next := orb.Point{last[0] + r.NormFloat64()*30, r.Float64()*160 - 80}
			if math.Abs(next[0]) > 540 || math.Abs(next[0]-last[0]) >= 180 {
				continue
			}
			ax, ay := mercator(last[0], last[1])
			bx, by := mercator(next[0], next[1])
			want += math.Hypot(bx-ax, by-ay)
			track = append(track, next)
		}
		jumping := track.Clone()
		for i := range jumping {
			jumping[i][0] = math.Remainder(jumping[i][0], 360)
		}
		for _, line := range []orb.LineString{track, jumping} {
			s := BuildShapes([]orb.Geometry{line})
			got := 0.0
			for i, p := range s.Parts {
				coords := s.Coords[p.First : p.First+p.Count]
				for j := 1; j < len(coords); j++ {
					got += math.Hypot(float64(coords[j].X)-float64(coords[j-1].X), float64(coords[j].Y)-float64(coords[j-1].Y))
				}
				if i > 0 {
					before := s.Coords[p.First-1]
					require.Equal(t, before.Y, coords[0].Y)
					require.Equal(t, int64(worldMin+worldMax), int64(before.X)+int64(coords[0].X), "goes on at the other rim")
				}
			}
			require.InDelta(t, want, got, 4*float64(len(track)+len(s.Parts)))
		}
	}
}

func FuzzAntimeridian(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8})
	f.Add([]byte{0, 0, 255, 0, 255, 255, 0, 255})
	f.Fuzz(func(t *testing.T, data []byte) {
		var ring orb.Ring
		for i := 0; i+1 < len(data); i += 2 {
			// Multiples of 60 and of 22.5 degrees make for many coincidences.
			ring = append(ring, orb.Point{float64(int8(data[i])%10) * 60, float64(int8(data[i+1])%5) * 22.5})
		}
		if len(ring) < 3 {
			return
		}
		ring = append(ring, ring[0])
		s := BuildShapes([]orb.Geometry{orb.Polygon{ring}, orb.LineString(ring), orb.MultiPoint(ring), orb.Polygon{ring, ring[:4]}})
		require.Len(t, s.Weight, len(s.Coords))
		total := uint32(0)
		for _, p := range s.Parts {
			require.Positive(t, p.Count)
			require.Equal(t, total, p.First)
			total += p.Count
		}
		require.Len(t, s.Coords, int(total))
		for i := range ring[1:] {
			if math.Abs(ring[i+1][0]-ring[i][0]) > 180 {
				return
			}
		}
		// Read as it is written, the ring covers what it should, however it
		// crosses itself.
		for i := range 60 {
			lon, lat := -177.31+float64(i%10)*36.17, -81.07+float64(i/10)*31.93
			c := Project(lon, lat)
			require.Equal(t, coversDegrees(orb.Polygon{ring}, lon, lat), covers(s, 0, float64(c.X)+0.25, float64(c.Y)+0.25), "%v at %v %v", ring, lon, lat)
		}
	})
}
