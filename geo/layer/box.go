package layer

import (
	"math"

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

// A boxTest asks whether geometries reach into a box, boundaries included. It
// holds the box's rectangles shifted to every turn that a longitude may be
// counted on, since data beyond ±180 lie on the same earth.
type boxTest []orb.Bound

func newBoxTest(b Box) boxTest {
	var t boxTest
	for _, r := range b.bounds() {
		for _, turn := range []float64{0, -360, 360} {
			shifted := r
			shifted.Min[0] += turn
			shifted.Max[0] += turn
			if shifted.Max[0] >= -maxLongitude && shifted.Min[0] <= maxLongitude {
				t = append(t, shifted)
			}
		}
	}
	return t
}

func (t boxTest) meets(f *feature) bool {
	if f.geometry == nil {
		return false
	}
	for _, r := range t {
		if r.Intersects(f.bound) && geometryMeets(f.geometry, r) {
			return true
		}
	}
	return false
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
