package layer

import (
	"math"
	"slices"
	"sort"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// A Box is a rectangle in degrees. West may be greater than East: then the box
// crosses the antimeridian (RFC 7946, section 5.2).
type Box struct{ West, South, East, North float64 }

// bounds are the one or two ordinary rectangles that the box covers within
// longitudes -180…180.
func (b Box) bounds() []orb.Bound {
	rect := func(west, east float64) orb.Bound {
		return orb.Bound{Min: orb.Point{west, b.South}, Max: orb.Point{east, b.North}}
	}
	if b.East >= b.West && b.East-b.West >= 360 {
		return []orb.Bound{rect(-180, 180)}
	}
	west, east := wrap(b.West), wrap(b.East)
	if b.East == 180 || (b.East > b.West && east == -180) {
		east = 180
	}
	if west <= east {
		return []orb.Bound{rect(west, east)}
	}
	return []orb.Bound{rect(west, 180), rect(-180, east)}
}

// wrap brings a longitude into [-180, 180).
func wrap(lon float64) float64 {
	if lon >= -180 && lon < 180 {
		return lon
	}
	return lon - 360*math.Floor((lon+180)/360)
}

// A boxTest asks whether geometries reach into a box, boundaries included.
//
// World coordinates are rounded, wrapped and clamped, so they only tell of
// places well inside the box or well outside. What lies across its edge is
// measured in degrees as the file has it.
type boxTest struct {
	// outer and inner are the box in world coordinates, a little wider and a
	// little narrower than it is. One that reaches over the rim is in two.
	outer, inner []WorldBox
	// degrees are its rectangles shifted to every turn that a longitude may be
	// counted on, since data beyond ±180 lie on the same earth.
	degrees []orb.Bound
	// world are its rectangles in world coordinates.
	world []orb.Bound
}

// margin is more than the error of world coordinates, in units.
const margin = 2

func newBoxTest(b Box) boxTest {
	var t boxTest
	for _, r := range b.bounds() {
		west, east := unrolledX(r.Min[0]), unrolledX(r.Max[0])
		north, south := int64(worldY(r.Max[1])), int64(worldY(r.Min[1]))
		outer := WorldBox{MinX: west - margin, MinY: north - margin, MaxX: east + margin, MaxY: south + margin}
		outer.Turns(func(part WorldBox, _ int64) { t.outer = append(t.outer, part) })
		inner := WorldBox{MinX: west + margin, MinY: north + margin, MaxX: east - margin, MaxY: south - margin}
		// What is clamped may lie anywhere up to the pole.
		if r.Max[1] >= 90 {
			inner.MinY = worldMin
		}
		if r.Min[1] <= -90 {
			inner.MaxY = worldMax
		}
		t.inner = append(t.inner, inner)
		t.world = append(t.world, orb.Bound{
			Min: orb.Point{float64(max(west, worldMin)), float64(north)}, Max: orb.Point{float64(min(east, worldMax)), float64(south)},
		})
		for _, turn := range []float64{0, -360, 360} {
			shifted := r
			shifted.Min[0] += turn
			shifted.Max[0] += turn
			if shifted.Max[0] >= -maxLongitude && shifted.Min[0] <= maxLongitude {
				t.degrees = append(t.degrees, shifted)
			}
		}
	}
	return t
}

// An answer is what world coordinates tell of a box.
type answer uint8

const (
	no answer = iota
	unsure
	yes
)

func (t *boxTest) ofBounds(b Bounds) answer {
	for _, in := range t.inner {
		if b.In(in) {
			return yes
		}
	}
	for _, out := range t.outer {
		if b.Meets(out) {
			return unsure
		}
	}
	return no
}

func (t *boxTest) ofPoint(c Coord) answer { return t.ofBounds(Bounds{c, c}) }

// meets reports whether the geometry of a row reaches into the box.
func (t *boxTest) meets(l *Layer, row uint32) bool {
	a := no
	switch l.forms[row].kind() {
	case formPoint:
		if i, ok := slices.BinarySearch(l.points.Rows, row); ok {
			a = t.ofPoint(l.points.Coords[i])
		}
	case formShape:
		for _, p := range l.shapes.parts(row) {
			a = max(a, t.ofBounds(p.Bounds))
		}
	}
	return a == yes || a == unsure && t.meetsExactly(l, row)
}

// meetsExactly measures a geometry. One whose longitudes jump from one side of
// the antimeridian to the other is drawn the short way (see [Shapes]), not as
// its degrees say, so it is measured as it is drawn.
func (t *boxTest) meetsExactly(l *Layer, row uint32) bool {
	g := l.Feature(int(l.features[row])).Geometry()
	if jumps(g) {
		return anyOf(t.world, func(r orb.Bound) bool { return l.shapes.meet(row, r) })
	}
	bound := g.Bound()
	return anyOf(t.degrees, func(r orb.Bound) bool { return r.Intersects(bound) && geometryMeets(g, r) })
}

// jumps reports whether two vertices of a line or ring that follow each other
// lie more than half a turn apart.
func jumps(g orb.Geometry) bool {
	switch g := g.(type) {
	case orb.LineString:
		return pathJumps(g)
	case orb.MultiLineString:
		return anyOf(g, func(l orb.LineString) bool { return pathJumps(l) })
	case orb.Polygon:
		return anyOf(g, func(r orb.Ring) bool { return pathJumps(r) })
	case orb.MultiPolygon:
		return anyOf(g, func(p orb.Polygon) bool { return jumps(p) })
	case orb.Collection:
		return anyOf(g, jumps)
	}
	return false
}

func pathJumps(path []orb.Point) bool {
	for i := 1; i < len(path); i++ {
		if math.Abs(path[i][0]-path[i-1][0]) > 180 {
			return true
		}
	}
	return false
}

// parts are the parts of a row.
func (s *Shapes) parts(row uint32) []Part {
	first := sort.Search(len(s.Parts), func(i int) bool { return s.Parts[i].Row >= row })
	end := first
	for end < len(s.Parts) && s.Parts[end].Row == row {
		end++
	}
	return s.Parts[first:end]
}

// meet reports whether parts of a row reach into a rectangle in world
// coordinates.
func (s *Shapes) meet(row uint32, r orb.Bound) bool {
	within := map[uint32]bool{} // the polygons of which an odd number of rings is round the corner
	for _, p := range s.parts(row) {
		path := make([]orb.Point, 0, p.Count+1)
		for _, c := range s.Coords[p.First : p.First+p.Count] {
			path = append(path, orb.Point{float64(c.X), float64(c.Y)})
		}
		switch {
		case p.Kind == PartPoints:
			if anyOf(path, r.Contains) {
				return true
			}
			continue
		case p.Kind.Ring():
			path = append(path, path[0])
			if planar.RingContains(path, r.Min) {
				within[p.Polygon] = !within[p.Polygon]
			}
		}
		if lineMeets(path, r) {
			return true
		}
	}
	for _, odd := range within {
		if odd {
			return true
		}
	}
	return false
}

// inBox yields the features that a filter with a box wants, in order.
func (t *test) inBox(yield func(int) bool) {
	l := t.l
	found := make(bitset, (l.Len()+63)/64)
	take := func(row uint32, a answer) {
		if a != no && !found.has(l.features[row]) && t.wantsFacts(row) && (a == yes || t.box.meetsExactly(l, row)) {
			found.add(l.features[row])
		}
	}
	for _, box := range t.box.outer {
		l.points.In(box, func(from, to int, _ bool) {
			for i := from; i < to; i++ {
				take(l.points.Rows[i], t.box.ofPoint(l.points.Coords[i]))
			}
		})
		// Parts come in the order of their rows; a row is taken by the best of its.
		row, best := uint32(0), no
		l.shapes.In(box, func(part int) {
			p := &l.shapes.Parts[part]
			if p.Row != row {
				take(row, best)
				row, best = p.Row, no
			}
			best = max(best, t.box.ofBounds(p.Bounds))
		})
		take(row, best)
	}
	for i := range found.all() {
		if t.wantsWords(l.rows[i]) && !yield(i) {
			return
		}
	}
}

func geometryMeets(g orb.Geometry, r orb.Bound) bool {
	switch g := g.(type) {
	case orb.Point:
		return r.Contains(g)
	case orb.MultiPoint:
		return anyOf(g, r.Contains)
	case orb.LineString:
		return lineMeets(g, r)
	case orb.MultiLineString:
		return anyOf(g, func(l orb.LineString) bool { return lineMeets(l, r) })
	case orb.Polygon:
		return polygonMeets(g, r)
	case orb.MultiPolygon:
		return anyOf(g, func(p orb.Polygon) bool { return polygonMeets(p, r) })
	case orb.Collection:
		return anyOf(g, func(g orb.Geometry) bool { return geometryMeets(g, r) })
	}
	return false
}

func anyOf[T any](all []T, holds func(T) bool) bool {
	for _, one := range all {
		if holds(one) {
			return true
		}
	}
	return false
}

func lineMeets(line []orb.Point, r orb.Bound) bool {
	if len(line) == 1 {
		return r.Contains(line[0])
	}
	for i := 1; i < len(line); i++ {
		if segmentMeets(line[i-1], line[i], r) {
			return true
		}
	}
	return false
}

// polygonMeets: an edge passes through the rectangle, or the rectangle lies
// wholly inside.
func polygonMeets(p orb.Polygon, r orb.Bound) bool {
	for _, ring := range p {
		if lineMeets(ring, r) {
			return true
		}
	}
	return planar.PolygonContains(p, r.Min)
}

// segmentMeets clips a segment to the rectangle by Liang and Barsky's method
// and reports whether anything is left.
func segmentMeets(a, b orb.Point, r orb.Bound) bool {
	from, to := 0.0, 1.0
	for axis := range 2 {
		d := b[axis] - a[axis]
		low, high := r.Min[axis]-a[axis], r.Max[axis]-a[axis]
		if d == 0 {
			if low > 0 || high < 0 {
				return false
			}
			continue
		}
		enter, leave := low/d, high/d
		if enter > leave {
			enter, leave = leave, enter
		}
		from, to = max(from, enter), min(to, leave)
		if from > to {
			return false
		}
	}
	return true
}
