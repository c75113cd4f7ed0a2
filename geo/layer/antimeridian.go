package layer

import "github.com/paulmach/orb"

func (b *ShapeBuilder) line(row uint32, line []orb.Point) {
	first := uint32(len(b.coords))
	b.path(line)
	b.part(row, PartLine, 0, first)
}

func (b *ShapeBuilder) polygon(row uint32, p orb.Polygon) {
	polygon := b.next
	b.next++
	kind := PartOuter
	for _, ring := range p {
		first := uint32(len(b.coords))
		b.path(ring)
		if n := len(b.coords) - 1; n > int(first) && b.coords[n] == b.coords[first] {
			b.coords = b.coords[:n]
		}
		b.part(row, kind, polygon, first)
		kind = PartInner
	}
}

// path appends the vertices, all moved by the same number of turns.
func (b *ShapeBuilder) path(points []orb.Point) {
	if len(points) == 0 {
		return
	}
	bound := orb.LineString(points).Bound()
	shift := turnOf(unrolledX(bound.Min[0]), unrolledX(bound.Max[0])) * worldSize
	first := len(b.coords)
	for _, p := range points {
		c := Coord{rim(unrolledX(p[0]) - shift), worldY(p[1])}
		if n := len(b.coords); n == first || b.coords[n-1] != c {
			b.coords = append(b.coords, c)
		}
	}
}
