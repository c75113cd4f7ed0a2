package layer

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

// PartKind says what the vertices of a part are.
type PartKind uint8

const (
	PartPoints PartKind = iota // points of a MultiPoint or of a GeometryCollection
	PartLine                   // a line, of one vertex if all of it is at one place
	PartOuter                  // an exterior ring
	PartInner                  // a hole
)

// Ring reports whether the part is closed.
func (k PartKind) Ring() bool { return k >= PartOuter }

// A Part is a line, a ring or a set of points.
type Part struct {
	Row     uint32
	Polygon uint32 // the rings of one polygon have the same number, exterior rings first
	First   uint32 // its vertices are Coords[First : First+Count], at least one
	Count   uint32
	Bounds  Bounds
	Kind    PartKind

	nodes uint32 // index of its first node in the hierarchy
}

// Shapes are the geometries of a layer that are not a single point, as flat
// arrays: lines, polygons and sets of points. The slices must not be changed.
type Shapes struct {
	// Coords holds the vertices of all parts. Rings are stored open, without
	// the repetition of their first vertex.
	Coords []Coord
	// Weight is the lowest zoom at which a vertex is kept: 0 is always; at zoom
	// 24 all are.
	Weight []uint8
	// Parts are sorted by Row. What crosses the antimeridian is cut there and
	// has parts on both sides; a polygon can have several exterior rings there.
	Parts []Part

	nodeBounds []Bounds // see hierarchy.go
	nodeWeight []uint8
	tree       tree
}

// BuildShapes makes shapes of the geometries, which are in row order and in
// degrees. It passes over nil and over single points, which are for
// [BuildPoints].
func BuildShapes(geometries []orb.Geometry) *Shapes {
	var b ShapeBuilder
	for row, g := range geometries {
		b.Add(uint32(row), g)
	}
	return b.Build(nil)
}

// A ShapeBuilder collects geometries for [Shapes]. It takes coordinates over
// as they come, so that no geometry needs to be kept for it.
type ShapeBuilder struct {
	coords []Coord
	parts  []Part
	next   uint32 // number of the next polygon

	scratch []vertex
	rings   []ring
}

// Add takes a geometry in degrees for a row, or for any other number that
// Build turns into one. Nothing of g is kept. Nil and single points are passed
// over.
func (b *ShapeBuilder) Add(row uint32, g orb.Geometry) {
	if _, single := g.(orb.Point); !single {
		b.add(row, g)
	}
}

func (b *ShapeBuilder) add(row uint32, g orb.Geometry) {
	switch g := g.(type) {
	case orb.Point:
		b.points(row, []orb.Point{g})
	case orb.MultiPoint:
		b.points(row, g)
	case orb.LineString:
		b.line(row, g)
	case orb.MultiLineString:
		for _, l := range g {
			b.line(row, l)
		}
	case orb.Polygon:
		b.polygon(row, g)
	case orb.Ring:
		b.polygon(row, orb.Polygon{g})
	case orb.MultiPolygon:
		for _, p := range g {
			b.polygon(row, p)
		}
	case orb.Bound:
		b.polygon(row, g.ToPolygon())
	case orb.Collection:
		for _, part := range g {
			b.add(row, part)
		}
	}
}

// Build makes the shapes. rows gives the row for each number that Add was
// called with; nil leaves them as they are.
func (b *ShapeBuilder) Build(rows []uint32) *Shapes {
	if rows != nil {
		for i := range b.parts {
			b.parts[i].Row = rows[b.parts[i].Row]
		}
	}
	slices.SortStableFunc(b.parts, func(a, c Part) int { return cmp.Compare(a.Row, c.Row) })
	s := &Shapes{Coords: make([]Coord, 0, len(b.coords)), Parts: slices.Clone(b.parts)}
	polygons := uint32(0)
	for i := range s.Parts {
		p := &s.Parts[i]
		first := uint32(len(s.Coords))
		s.Coords = append(s.Coords, b.coords[p.First:p.First+p.Count]...)
		p.First = first
		if p.Kind.Ring() {
			if i == 0 || !s.Parts[i-1].Kind.Ring() || b.parts[i-1].Polygon != b.parts[i].Polygon {
				polygons++
			}
			p.Polygon = polygons - 1
		}
	}
	*b = ShapeBuilder{}
	s.weigh()
	s.plant()
	s.growTree()
	return s
}

// begin is where the vertices of the next part begin.
func (b *ShapeBuilder) begin() uint32 { return uint32(len(b.coords)) }

// vertex adds a vertex of the world's copy turn to a part that begins at first,
// unless it is the same as the one before.
func (b *ShapeBuilder) vertex(first uint32, v vertex, turn int64) {
	c := Coord{rim(v.x - turn*worldSize), v.y}
	if n := b.begin(); n == first || b.coords[n-1] != c {
		b.coords = append(b.coords, c)
	}
}

// part ends a part: its vertices are those after first.
func (b *ShapeBuilder) part(row uint32, kind PartKind, polygon, first uint32) {
	coords := b.coords[first:]
	if len(coords) == 0 {
		return
	}
	b.parts = append(b.parts, Part{
		Row: row, Kind: kind, Polygon: polygon,
		First: first, Count: uint32(len(coords)), Bounds: boundsOf(coords),
	})
}

func (b *ShapeBuilder) points(row uint32, points []orb.Point) {
	first := b.begin()
	for _, p := range points {
		b.coords = append(b.coords, Project(p[0], p[1]))
	}
	// In the order of the curve, few nodes hold the points of a tile.
	slices.SortFunc(b.coords[first:], func(a, c Coord) int { return cmp.Compare(Morton(a), Morton(c)) })
	b.part(row, PartPoints, 0, first)
}

func (b *ShapeBuilder) polygon(row uint32, p orb.Polygon) {
	rings := b.rings[:0]
	for _, points := range p {
		if n := len(points); n > 1 && points[0] == points[n-1] {
			points = points[:n-1]
		}
		if len(points) == 0 {
			continue
		}
		if len(rings) < cap(rings) {
			rings = rings[:len(rings)+1] // its path is used again
		} else {
			rings = append(rings, ring{})
		}
		r := &rings[len(rings)-1]
		r.path = unrolled(r.path[:0], points)
		r.hole = len(rings) > 1
		r.read(&rings[0])
	}
	b.rings = rings
	if len(rings) == 0 {
		return
	}
	// A pole itself as exterior ring, as of Antarctica in some data, is nothing
	// on this map. Its only hole is closed along the pole and stands for both.
	if len(rings) == 2 && !slices.ContainsFunc(rings[0].path, func(v vertex) bool { return !onLimit(v) }) {
		rings = rings[1:]
		rings[0].hole = false
	}
	whole := ring{low: rings[0].low, high: rings[0].high}
	for i := range rings {
		whole.low, whole.high = min(whole.low, rings[i].low), max(whole.high, rings[i].high)
	}
	from := turnOf(whole.low, whole.high)
	to := max(from, floorDiv(whole.high-1+worldSize/2, worldSize))
	if from == to {
		b.addRings(row, rings, from)
		return
	}
	for turn := from; turn <= to; turn++ {
		side := cutRings(rings, turn*worldSize-worldSize/2, 1)
		side = cutRings(side, turn*worldSize+worldSize/2, -1)
		b.addRings(row, side, turn)
	}
}

// addRings adds a polygon that lies in one copy of the world.
func (b *ShapeBuilder) addRings(row uint32, rings []ring, turn int64) {
	polygon := b.next
	b.next++
	for _, kind := range []PartKind{PartOuter, PartInner} {
		for i := range rings {
			if rings[i].hole != (kind == PartInner) {
				continue
			}
			first := b.begin()
			for _, v := range rings[i].path {
				b.vertex(first, v, turn)
			}
			for n := len(b.coords) - 1; n > int(first) && b.coords[n] == b.coords[first]; n-- {
				b.coords = b.coords[:n]
			}
			b.part(row, kind, polygon, first)
		}
	}
}
