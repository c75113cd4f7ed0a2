package layer

import (
	"math"

	"dateline/geo/report"

	"github.com/paulmach/orb"
)

func (b *batch) fastGeometry(i int, f *feature) int {
	d := b.data
	if i >= len(d) {
		return -1
	}
	if d[i] != '{' {
		return skipWord(d, i, "null")
	}
	kind := geometryNone
	coordinates, end := -1, -1 // where they begin, and end if they have been read
	for {
		i = skipSpace(d, i+1)
		key, value := fastKey(d, i)
		if value < 0 {
			return -1
		}
		i = value
		switch string(key) {
		case "type":
			if kind != geometryNone {
				return -1
			}
			if kind, i = fastType(d, i); i < 0 {
				return -1
			}
		case "coordinates":
			if coordinates >= 0 {
				return -1
			}
			coordinates = i
			if kind != geometryNone {
				end = b.fastCoordinates(kind, i, f)
				i = end
			} else {
				i = skipValue(d, i, b.depth+2)
			}
		default:
			i = skipValue(d, i, b.depth+2)
		}
		if i < 0 {
			return -1
		}
		if i = skipSpace(d, i); i >= len(d) {
			return -1
		}
		switch d[i] {
		case ',':
			continue
		case '}':
		default:
			return -1
		}
		if end < 0 && (coordinates < 0 || kind == geometryNone || b.fastCoordinates(kind, coordinates, f) < 0) {
			return -1
		}
		return i + 1
	}
}

// geometryKind is a type of geometry other than GeometryCollection.
type geometryKind uint8

const (
	geometryNone geometryKind = iota
	geometryPoint
	geometryMultiPoint
	geometryLineString
	geometryMultiLineString
	geometryPolygon
	geometryMultiPolygon
)

func fastType(d []byte, i int) (geometryKind, int) {
	end := skipString(d, i)
	if end < 0 || d[i] != '"' {
		return geometryNone, -1
	}
	switch string(d[i+1 : end-1]) {
	case "Point":
		return geometryPoint, end
	case "MultiPoint":
		return geometryMultiPoint, end
	case "LineString":
		return geometryLineString, end
	case "MultiLineString":
		return geometryMultiLineString, end
	case "Polygon":
		return geometryPolygon, end
	case "MultiPolygon":
		return geometryMultiPolygon, end
	}
	return geometryNone, -1
}

// fastCoordinates reads the nested array of positions that stands at i.
func (b *batch) fastCoordinates(kind geometryKind, i int, f *feature) int {
	f.bound = emptyBound
	switch kind {
	case geometryPoint:
		f.point, i = fastPosition(b.data, i)
		f.form = formOf(formPoint, report.ShapePoint)
	case geometryMultiPoint:
		var points []orb.Point
		points, i = b.fastPositions(f, i, 1)
		f.geometry, f.form = orb.MultiPoint(points), formOf(formShape, report.ShapePoint)
	case geometryLineString:
		var points []orb.Point
		points, i = b.fastPositions(f, i, 2)
		f.geometry, f.form = orb.LineString(points), formOf(formShape, report.ShapeLine)
	case geometryMultiLineString:
		var lines orb.MultiLineString
		i = fastList(b.data, i, func(i int) int {
			line, end := b.fastPositions(f, i, 2)
			lines = append(lines, line)
			return end
		})
		f.geometry, f.form = lines, formOf(formShape, report.ShapeLine)
	case geometryPolygon:
		var polygon orb.Polygon
		polygon, i = b.fastPolygon(f, i)
		f.geometry, f.form = polygon, formOf(formShape, report.ShapeArea)
	case geometryMultiPolygon:
		var polygons orb.MultiPolygon
		i = fastList(b.data, i, func(i int) int {
			polygon, end := b.fastPolygon(f, i)
			polygons = append(polygons, polygon)
			return end
		})
		f.geometry, f.form = polygons, formOf(formShape, report.ShapeArea)
	}
	return i
}

func (b *batch) fastPolygon(f *feature, i int) (polygon orb.Polygon, end int) {
	end = fastList(b.data, i, func(i int) int {
		ring, end := b.fastPositions(f, i, 4)
		if end > 0 && ring[0] != ring[len(ring)-1] {
			return -1 // not closed
		}
		polygon = append(polygon, ring)
		return end
	})
	return polygon, end
}

// fastList reads an array of at least one element; one reads that which stands
// at a place.
func fastList(d []byte, i int, one func(i int) int) int {
	if i >= len(d) || d[i] != '[' {
		return -1
	}
	for {
		if i = one(skipSpace(d, i+1)); i < 0 {
			return -1
		}
		if i = skipSpace(d, i); i >= len(d) {
			return -1
		}
		switch d[i] {
		case ',':
		case ']':
			return i + 1
		default:
			return -1
		}
	}
}

// emptyBound is the bound of no positions.
var emptyBound = orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}

// leastRoom is the number of positions that are allocated at once.
const leastRoom = 1 << 12

// fastPositions reads an array of positions, of which there must be at least
// least.
func (b *batch) fastPositions(f *feature, i, least int) (points []orb.Point, end int) {
	d := b.data
	if i >= len(d) || d[i] != '[' {
		return nil, -1
	}
	points = b.worker.arena
	bound := f.bound
	for {
		var p orb.Point
		if p, i = fastPosition(d, skipSpace(d, i+1)); i < 0 {
			return nil, -1
		}
		if len(points) == cap(points) {
			b.worker.room = make([]orb.Point, 0, max(leastRoom, 2*cap(b.worker.room)))
			points = append(b.worker.room, points...)
		}
		points = append(points, p)
		extend(&bound, p)
		if i >= len(d) || d[i] != ',' {
			if i = skipSpace(d, i); i >= len(d) {
				return nil, -1
			}
		}
		switch d[i] {
		case ',':
		case ']':
			if len(points) < least {
				return nil, -1
			}
			b.worker.arena = points[len(points):]
			f.bound = bound
			return points[:len(points):len(points)], i + 1
		default:
			return nil, -1
		}
	}
}

// fastPosition reads a position in degrees. Numbers after the second are
// passed over.
func fastPosition(d []byte, i int) (p orb.Point, end int) {
	if i >= len(d) || d[i] != '[' {
		return p, -1
	}
	if p[0], i = readNumber(d, skipSpace(d, i+1)); i < 0 {
		return p, -1
	}
	if i = skipSpace(d, i); i >= len(d) || d[i] != ',' {
		return p, -1
	}
	if p[1], i = readNumber(d, skipSpace(d, i+1)); i < 0 {
		return p, -1
	}
	if math.Abs(p[0]) > maxLongitude || math.Abs(p[1]) > 90 {
		return p, -1
	}
	for {
		if i = skipSpace(d, i); i >= len(d) {
			return p, -1
		}
		switch d[i] {
		case ']':
			return p, i + 1
		case ',':
			if i = skipNumber(d, skipSpace(d, i+1)); i < 0 {
				return p, -1
			}
		default:
			return p, -1
		}
	}
}
