package paint

import (
	"math"
	"slices"
	"sort"

	"dateline/geo/layer"
	"dateline/geo/raster"
	"dateline/geo/tile"
)

// An edgeCutter cuts lines where they cross the lines that the edges of a tile lie
// on.
type edgeCutter struct {
	points []raster.Point
	ends   []int // of pieces
	at     []float64
	edges  [4]float32 // left, top, right, bottom
}

// contour adds the pieces of a contour to a path.
func (c *edgeCutter) contour(dst *raster.Path, points []raster.Point, closed bool) {
	if len(points) == 0 {
		return
	}
	c.points, c.ends = append(c.points[:0], points[0]), c.ends[:0]
	n := len(points)
	segments := n - 1
	if closed {
		segments = n
	}
	for i := range segments {
		a, b := points[i], points[(i+1)%n]
		c.at = c.at[:0]
		for k := 0; k < len(c.edges); k += 2 {
			c.crossing(a.X, b.X, c.edges[k])
			c.crossing(a.Y, b.Y, c.edges[k+1])
		}
		slices.Sort(c.at)
		for _, t := range c.at {
			q := raster.Point{X: between32(a.X, b.X, t), Y: between32(a.Y, b.Y, t)}
			c.points = append(c.points, q)
			c.ends = append(c.ends, len(c.points))
			c.points = append(c.points, q)
		}
		c.points = append(c.points, b)
	}
	c.ends = append(c.ends, len(c.points))
	if closed && len(c.ends) == 1 {
		c.trace(dst, c.points[:len(c.points)-1])
		dst.Close()
		return
	}
	first := 0
	if closed { // the last piece goes on in the first
		first = c.ends[0]
		c.points = append(c.points, c.points[1:first]...)
		c.ends[len(c.ends)-1] = len(c.points)
		c.ends = c.ends[1:]
	}
	for _, end := range c.ends {
		c.trace(dst, c.points[first:end])
		first = end
	}
}

// crossing notes where a segment crosses an edge.
func (c *edgeCutter) crossing(a, b, edge float32) {
	if a < edge != (b < edge) {
		c.at = append(c.at, (float64(edge)-float64(a))/(float64(b)-float64(a)))
	}
}

func (c *edgeCutter) trace(dst *raster.Path, points []raster.Point) {
	for i, q := range points {
		if i == 0 {
			dst.MoveTo(q.X, q.Y)
		} else {
			dst.LineTo(q.X, q.Y)
		}
	}
}

func between32(a, b float32, t float64) float32 {
	return float32(float64(a) + t*(float64(b)-float64(a)))
}

// middleOfRow is the middle of the longest line of a row, as a tile sees it.
func middleOfRow(s *layer.Shapes, row uint32, a tile.Address) (tile.Coord, bool) {
	first := sort.Search(len(s.Parts), func(i int) bool { return s.Parts[i].Row >= row })
	var best []layer.Coord
	longest := -1.0
	for i := first; i < len(s.Parts) && s.Parts[i].Row == row; i++ {
		part := &s.Parts[i]
		if part.Kind != layer.PartLine {
			continue
		}
		line := s.Coords[part.First : part.First+part.Count]
		if l := worldLength(line); l > longest {
			best, longest = line, l
		}
	}
	if len(best) == 0 {
		return tile.Coord{}, false
	}
	x, y := float64(best[0].X), float64(best[0].Y)
	left := longest / 2
	for i := 1; i < len(best); i++ {
		dx, dy := float64(best[i].X)-x, float64(best[i].Y)-y
		l := math.Hypot(dx, dy)
		if l >= left && l > 0 {
			x, y = x+dx*left/l, y+dy*left/l
			break
		}
		x, y, left = x+dx, y+dy, left-l
	}
	// World coordinates have their origin in the middle and 2^32 to a turn.
	units := math.Exp2(float64(a.Z)) * tile.Extent
	at := func(v float64, n uint32) float64 { return (v/(1<<32)+0.5)*units - float64(n)*tile.Extent }
	tx, ty := at(x, a.X), at(y, a.Y)
	tx -= math.Round((tx-tile.Extent/2)/units) * units
	if math.Abs(tx) > 4*tile.Extent || math.Abs(ty) > 4*tile.Extent {
		return tile.Coord{}, false
	}
	return tile.Coord{X: int32(math.Floor(tx + 0.5)), Y: int32(math.Floor(ty + 0.5))}, true
}

func worldLength(line []layer.Coord) float64 {
	sum := 0.0
	for i := 1; i < len(line); i++ {
		sum += math.Hypot(float64(line[i].X)-float64(line[i-1].X), float64(line[i].Y)-float64(line[i-1].Y))
	}
	return sum
}
