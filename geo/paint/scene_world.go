package paint

import "math"

// equator is its length in metres, as web maps have it.
const equator = 40075016.686

// An xy is a point of the Mercator world, a square of side 1: x grows east from
// 180° W, y grows south. x may leave 0…1; it then names the same place a world
// further on. It also serves for pixels.
type xy [2]float64

// mercator is a position's point of the world.
func mercator(p LonLat) xy {
	x, y := Project(p[0], p[1])
	return xy{x, y}
}

// degrees is the position of a point of the world.
func (p xy) degrees() LonLat {
	lon, lat := Unproject(p[0], p[1])
	return LonLat{lon, lat}
}

// worldMetres is how much of the world's side a length in metres takes at height y.
func worldMetres(m, y float64) float64 {
	return m / (equator * math.Cos(xy{0, y}.degrees()[1]*math.Pi/180))
}

// worldSize is how many pixels the world is wide at a zoom.
func worldSize(zoom float64) float64 { return 256 * math.Exp2(zoom) }

// shiftTo is by how many whole worlds x must move to come nearest to centre.
// It rounds as Math.round does, so that page and picture choose the same copy.
func shiftTo(x, centre float64) float64 { return math.Floor(centre - x + 0.5) }

// kilometres is the distance over the globe between two points of the world.
func kilometres(a, b xy) float64 {
	p, q := a.degrees(), b.degrees()
	sine := func(d float64) float64 { s := math.Sin(d * math.Pi / 360); return s * s }
	cos := func(d float64) float64 { return math.Cos(d * math.Pi / 180) }
	h := sine(q[1]-p[1]) + cos(p[1])*cos(q[1])*sine(q[0]-p[0])
	return 12742 * math.Asin(math.Min(1, math.Sqrt(h)))
}

// A worldBox is x0, y0, x1, y1 of the world.
type worldBox [4]float64

var emptyBox = worldBox{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

func (b *worldBox) add(p xy) {
	b[0], b[1] = min(b[0], p[0]), min(b[1], p[1])
	b[2], b[3] = max(b[2], p[0]), max(b[3], p[1])
}

func boxOf(points []xy) worldBox {
	b := emptyBox
	for _, p := range points {
		b.add(p)
	}
	return b
}
