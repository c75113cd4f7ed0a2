package tile

import "dateline/geo/layer"

// holdsBuffer is how far [Holds] looks beyond a tile, in tile units. Deeper
// tiles see half as far on this scale, but the points of a cluster in their
// buffer may lie a cell further out, and simplified shapes a little beside.
const holdsBuffer = 4 * Buffer

// Holds reports whether a tile in which [Cut] finds nothing may have others
// below it in which it finds something: whether a point or an outline of the
// layer, in full detail, comes near. So a pyramid of tiles need only be
// descended where Cut finds something or Holds says so.
func Holds(l Source, a Address) bool {
	found := false
	a.Box(Extent, holdsBuffer).Turns(func(box layer.WorldBox, _ int64) {
		if p := l.Points(); p != nil && p.Len() > 0 && !found {
			p.In(box, func(from, to int, inside bool) {
				found = found || inside
				for i := from; i < to && !found; i++ {
					found = box.Contains(p.Coords[i])
				}
			})
		}
		if s := l.Shapes(); s != nil && len(s.Parts) > 0 && !found {
			s.In(box, func(part int) { found = found || outlineMeets(s, part, box) })
		}
	})
	return found
}

// outlineMeets reports whether a vertex or a segment of a part lies in a box.
func outlineMeets(s *layer.Shapes, part int, box layer.WorldBox) bool {
	p := &s.Parts[part]
	if p.Bounds.In(box) {
		return true
	}
	vertices := s.Vertices(nil, part, box, MaxZoom)
	if len(vertices) > 0 && p.Kind.Ring() {
		vertices = append(vertices, vertices[0])
	}
	for i, v := range vertices {
		if box.Contains(v) || i > 0 && p.Kind != layer.PartPoints && segmentMeets(vertices[i-1], v, box) {
			return true
		}
	}
	return false
}

// segmentMeets reports whether a segment reaches into a box, perhaps also if it
// only comes within a unit of it.
func segmentMeets(a, b layer.Coord, box layer.WorldBox) bool {
	between := layer.Bounds{
		Min: layer.Coord{X: min(a.X, b.X), Y: min(a.Y, b.Y)},
		Max: layer.Coord{X: max(a.X, b.X), Y: max(a.Y, b.Y)},
	}
	if !between.Meets(box) {
		return false
	}
	// It does unless all corners lie on one side of it.
	dx, dy := float64(b.X)-float64(a.X), float64(b.Y)-float64(a.Y)
	left, right := false, false
	for _, x := range [2]int64{box.MinX - 1, box.MaxX + 1} {
		for _, y := range [2]int64{box.MinY - 1, box.MaxY + 1} {
			side := dx*(float64(y)-float64(a.Y)) - dy*(float64(x)-float64(a.X))
			left, right = left || side <= 0, right || side >= 0
		}
	}
	return left && right
}
