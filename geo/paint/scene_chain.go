package paint

import (
	"math"

	"dateline/geo/layer"
)

// A chain is a line or a ring of the world that knows which of its points matter
// at which zoom.
type chain struct {
	points []xy
	// weights are the zooms from which on points matter, as tiles are simplified;
	// nil for a chain that is always drawn with all of its points.
	weights []uint8
	box     worldBox
}

// shortChain is up to how many points a chain is drawn with all of them.
const shortChain = 256

func newChain(points []xy, ring bool) chain {
	c := chain{points: points, box: boxOf(points)}
	if len(points) <= shortChain || c.box[2]-c.box[0] >= 1 {
		return c
	}
	n := len(points)
	if ring && points[0] == points[n-1] {
		n--
	}
	// Counted from the middle, no point is further than half a world away.
	const world = 1 << 32
	middle := (c.box[0] + c.box[2]) / 2
	coords := make([]layer.Coord, n)
	for i, p := range points[:n] {
		coords[i] = layer.Coord{X: whole((p[0] - middle) * world), Y: whole((p[1] - 0.5) * world)}
	}
	c.weights = make([]uint8, len(points))
	copy(c.weights, layer.WeighLine(coords, ring))
	if n < len(points) {
		c.weights[n] = c.weights[0]
	}
	return c
}

func whole(v float64) int32 {
	return int32(max(math.MinInt32, min(math.MaxInt32, math.Round(v))))
}

// weight is up to which weight points are drawn: what matters on a tile that is
// drawn 512 px wide where the frame has as many device px, and a zoom further
// in: triangles of a sixteenth of a pixel, which nobody misses.
func (f *frame) weight() uint8 {
	return uint8(max(0, min(math.MaxUint8, math.Ceil(math.Log2(f.size*f.k/512))+1)))
}
