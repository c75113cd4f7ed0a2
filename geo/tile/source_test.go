package tile

import (
	"math"

	"dateline/geo/layer"

	"github.com/paulmach/orb"
)

// A source is a layer as far as the cutter knows one. Its rows are the
// geometries in the order of the curve, as in a layer.
type source struct {
	points *layer.Points
	shapes *layer.Shapes
}

func (s source) Points() *layer.Points { return s.points }
func (s source) Shapes() *layer.Shapes { return s.shapes }

func sourceOf(geometries ...orb.Geometry) source {
	return source{layer.BuildPoints(geometries), layer.BuildShapes(geometries)}
}

// drawn is a polygon layer given in tile units of a tile, with all its vertices
// kept at every zoom. Rings have at most 64 vertices.
func drawn(a Address, polygons ...[][]Coord) source {
	s := &layer.Shapes{}
	for number, polygon := range polygons {
		for i, ring := range polygon {
			p := layer.Part{Kind: layer.PartInner, Polygon: uint32(number), First: uint32(len(s.Coords)), Count: uint32(len(ring))}
			if i == 0 {
				p.Kind = layer.PartOuter
			}
			for k, c := range ring {
				w := inWorld(a, c)
				if k == 0 {
					p.Bounds = layer.Bounds{Min: w, Max: w}
				}
				p.Bounds.Min = layer.Coord{X: min(p.Bounds.Min.X, w.X), Y: min(p.Bounds.Min.Y, w.Y)}
				p.Bounds.Max = layer.Coord{X: max(p.Bounds.Max.X, w.X), Y: max(p.Bounds.Max.Y, w.Y)}
				s.Coords = append(s.Coords, w)
			}
			s.Parts = append(s.Parts, p)
		}
	}
	s.Weight = make([]uint8, len(s.Coords))
	return source{nil, s}
}

// inWorld is the middle of a tile unit of a tile, zoom at most 20.
func inWorld(a Address, c Coord) layer.Coord {
	f := frameOf(a)
	return layer.Coord{X: int32(f.west + int64(c.X)<<f.down), Y: int32(f.north + int64(c.Y)<<f.down)}
}

// unprojected is layer.Unproject for places that are not whole units.
func unprojected(x, y float64) (lon, lat float64) {
	return x * (360.0 / (1 << 32)), math.Atan(math.Sinh(-y*(2*math.Pi/(1<<32)))) * (180 / math.Pi)
}
