package layer

import (
	"fmt"
	"math"

	"dateline/geo/report"

	"github.com/paulmach/orb"
)

// A geometryError says what is wrong with a geometry, and where below it.
type geometryError struct {
	field   string // path below the feature: geometry.coordinates[0][3]
	message string
	fix     string
}

func (e *geometryError) Error() string { return e.field + ": " + e.message }

// A geometryReader turns GeoJSON geometry objects (RFC 7946, section 3.1) into
// orb's. Coordinates stay degrees; a third and further numbers of a position
// are passed over.
type geometryReader struct {
	unclosed string // path of the first ring that was not closed, "" if none
	shape    report.Shape
}

// read parses one geometry object; v.kind is kindObject. A geometry without
// coordinates is nil, like null (RFC 7946, section 3.1).
func (g *geometryReader) read(v value, field string, depth int) (orb.Geometry, error) {
	var typ, coordinates, geometries value
	var haveCoordinates, haveGeometries bool
	s := scanner{data: v.raw}
	err := s.object(func(key []byte) error {
		m, err := s.value()
		switch string(key) {
		case "type":
			typ = m
		case "coordinates":
			coordinates, haveCoordinates = m, true
		case "geometries":
			geometries, haveGeometries = m, true
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	name := text(typ)
	if name == "GeometryCollection" {
		if !haveGeometries || geometries.kind != kindArray {
			return nil, &geometryError{field, "a GeometryCollection has no array of geometries", `add "geometries": []`}
		}
		if depth > 16 {
			return nil, &geometryError{field, "GeometryCollections are nested more than 16 deep", "flatten them"}
		}
		return g.collection(geometries, field+".geometries", depth)
	}
	if _, known := dimensions[name]; !known {
		if typ.raw == nil {
			return nil, &geometryError{field, "has no type", `give it "type": "Point" or another of RFC 7946`}
		}
		return nil, &geometryError{field + ".type", clip(string(typ.raw)) + " is no geometry type",
			"use Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon or GeometryCollection"}
	}
	if !haveCoordinates || coordinates.kind != kindArray {
		return nil, &geometryError{field, "a " + name + " has no array of coordinates", `add "coordinates"`}
	}
	g.merge(shapes[name])
	c := coordinateReader{scanner: scanner{data: coordinates.raw}, field: field + ".coordinates", g: g}
	c.space()
	return c.geometry(name)
}

func (g *geometryReader) collection(v value, field string, depth int) (orb.Geometry, error) {
	var parts orb.Collection
	s := scanner{data: v.raw}
	err := s.array(func() error {
		at := fmt.Sprintf("%s[%d]", field, len(parts))
		m, err := s.value()
		if err != nil {
			return err
		}
		if m.kind != kindObject {
			return &geometryError{at, "is " + m.kind.String() + ", not a geometry", "remove it"}
		}
		part, err := g.read(m, at, depth+1)
		if err != nil {
			return err
		}
		if part != nil {
			parts = append(parts, part)
		}
		return nil
	})
	if err != nil || len(parts) == 0 {
		return nil, err
	}
	return parts, nil
}

func (g *geometryReader) merge(s report.Shape) {
	if g.shape == report.ShapeNone || g.shape == s {
		g.shape = s
	} else {
		g.shape = report.ShapeMixed
	}
}

// dimensions says how deep the positions of a geometry type are nested.
var dimensions = map[string]int{"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}

var shapes = map[string]report.Shape{
	"Point": report.ShapePoint, "MultiPoint": report.ShapePoint,
	"LineString": report.ShapeLine, "MultiLineString": report.ShapeLine,
	"Polygon": report.ShapeArea, "MultiPolygon": report.ShapeArea,
}

// A coordinateReader reads nested arrays of positions.
type coordinateReader struct {
	scanner
	field string
	g     *geometryReader
}

func (c *coordinateReader) wrong(message, fix string) error {
	return &geometryError{c.field, message, fix}
}

func (c *coordinateReader) geometry(name string) (orb.Geometry, error) {
	if string(c.data) == "[]" || c.empty() {
		c.g.shape = report.ShapeNone
		return nil, nil
	}
	switch name {
	case "Point":
		return c.point()
	case "MultiPoint":
		ps, err := c.points(1)
		return orb.MultiPoint(ps), err
	case "LineString":
		ps, err := c.points(2)
		return orb.LineString(ps), err
	case "MultiLineString":
		return list(c, func() (orb.LineString, error) {
			ps, err := c.points(2)
			return orb.LineString(ps), err
		}, func(l []orb.LineString) orb.Geometry { return orb.MultiLineString(l) })
	case "Polygon":
		p, err := c.polygon()
		return p, err
	default:
		return list(c, c.polygon, func(l []orb.Polygon) orb.Geometry { return orb.MultiPolygon(l) })
	}
}

// empty reports whether the outermost array is "[ ]".
func (c *coordinateReader) empty() bool {
	s := scanner{data: c.data, pos: 1}
	s.space()
	return s.pos < len(s.data) && s.data[s.pos] == ']'
}

func list[T any](c *coordinateReader, one func() (T, error), wrap func([]T) orb.Geometry) (orb.Geometry, error) {
	var all []T
	err := c.each(func() error {
		v, err := one()
		all = append(all, v)
		return err
	})
	if err != nil {
		return nil, err
	}
	return wrap(all), nil
}

// each calls one for every element of the array at the current position, with
// the field's path pointing at it.
func (c *coordinateReader) each(one func() error) error {
	if c.pos >= len(c.data) || c.data[c.pos] != '[' {
		return c.wrong("is no array", "check the brackets: this geometry type nests its positions deeper")
	}
	outer, n := c.field, 0
	err := c.array(func() error {
		// The path is only needed for a message, so it is put together late.
		if err := one(); err != nil {
			if g, ok := err.(*geometryError); ok && len(g.field) >= len(outer) {
				g.field = fmt.Sprintf("%s[%d]%s", outer, n, g.field[len(outer):])
			}
			return err
		}
		n++
		return nil
	})
	c.field = outer
	return err
}

func (c *coordinateReader) polygon() (orb.Polygon, error) {
	var rings orb.Polygon
	err := c.each(func() error {
		ps, err := c.points(3)
		if err != nil {
			return err
		}
		ring := orb.Ring(ps)
		if !ring.Closed() {
			if c.g.unclosed == "" {
				c.g.unclosed = fmt.Sprintf("%s[%d]", c.field, len(rings))
			}
			ring = append(ring, ring[0])
		}
		if len(ring) < 4 {
			return c.wrong(fmt.Sprintf("a ring has %d positions", len(ps)), "a ring needs four or more, the last the same as the first")
		}
		rings = append(rings, ring)
		return nil
	})
	return rings, err
}

// points reads an array of positions of which there must be at least least.
func (c *coordinateReader) points(least int) ([]orb.Point, error) {
	var ps []orb.Point
	err := c.each(func() error {
		p, err := c.point()
		ps = append(ps, p)
		return err
	})
	if err == nil && len(ps) < least {
		err = c.wrong(fmt.Sprintf("%d positions where %d or more are needed", len(ps), least), "add the missing ones or use another geometry type")
	}
	return ps, err
}

func (c *coordinateReader) point() (orb.Point, error) {
	var p orb.Point
	if c.pos >= len(c.data) || c.data[c.pos] != '[' {
		return p, c.wrong("is no position", "a position is [longitude, latitude]")
	}
	n := 0
	err := c.array(func() error {
		v, err := c.value()
		if err != nil {
			return err
		}
		if v.kind != kindNumber {
			return c.wrong(fmt.Sprintf("holds %s instead of a number", v.kind), "a position is [longitude, latitude] in degrees")
		}
		if n < 2 {
			f, ok := parseNumber(v.raw)
			if !ok {
				return c.wrong(clip(string(v.raw))+" is too large for a coordinate", "use degrees")
			}
			p[n] = f
		}
		n++
		return nil
	})
	if err != nil {
		return p, err
	}
	if n < 2 {
		return p, c.wrong(fmt.Sprintf("a position has %d numbers", n), "a position is [longitude, latitude]")
	}
	if message, fix := wrongPosition(p); message != "" {
		return p, c.wrong(message, fix)
	}
	return p, nil
}

// maxLongitude is how far a longitude may lie outside ±180: data that cross
// the antimeridian often count on (up to one turn further).
const maxLongitude = 540

// wrongPosition says what is wrong with a position in degrees, "" if nothing is.
func wrongPosition(p orb.Point) (message, fix string) {
	lon, lat := p[0], p[1]
	switch {
	case math.Abs(lon) <= maxLongitude && math.Abs(lat) <= 90:
		return "", ""
	case math.Abs(lon) > 1000 || math.Abs(lat) > 1000:
		return fmt.Sprintf("[%g, %g] is not in degrees", lon, lat),
			"GeoJSON is longitude and latitude in WGS 84 (RFC 7946, section 4): convert projected coordinates first"
	case math.Abs(lat) > 90 && math.Abs(lon) <= 90:
		return fmt.Sprintf("latitude %g is outside ±90", lat), "perhaps longitude and latitude are swapped: longitude comes first"
	case math.Abs(lat) > 90:
		return fmt.Sprintf("latitude %g is outside ±90", lat), "a position is [longitude, latitude]"
	default:
		return fmt.Sprintf("longitude %g is outside ±%d", lon, maxLongitude), "bring it into -180…180"
	}
}
