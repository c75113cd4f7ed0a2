package layer

import (
	"cmp"
	"math"
	"math/bits"

	"github.com/paulmach/orb"
)

// A Coord is a place in world coordinates: the square of the Web Mercator
// projection cut into 2^32 units a side (9.3 mm at the equator), the origin in
// its middle, x to the east and y to the SOUTH, as tiles count. Both run from
// -2^31 to 2^31-1; +180° and the southern limit are clamped to 2^31-1.
type Coord struct{ X, Y int32 }

const (
	worldSize = 1 << 32 // units from rim to rim
	worldMin  = -1 << 31
	worldMax  = 1<<31 - 1

	// maxLatitude is where the Mercator square ends.
	maxLatitude = 85.0511287798066
)

// Project gives the world coordinates of a place in degrees. Longitudes beyond
// ±180 are wrapped, latitudes beyond ±85.0511287798066 are clamped.
func Project(lon, lat float64) Coord {
	x := unrolledX(lon)
	return Coord{rim(x - turnOf(x, x)*worldSize), worldY(lat)}
}

// Unproject gives longitude and latitude in degrees, within half a unit of what
// was projected.
func Unproject(c Coord) (lon, lat float64) {
	lon = float64(c.X) * (360.0 / worldSize)
	lat = math.Atan(math.Sinh(float64(-int64(c.Y))*(2*math.Pi/worldSize))) * (180 / math.Pi)
	return lon, lat
}

// unrolledX is x without a bound: longitudes beyond ±180 lie beyond the rims.
func unrolledX(lon float64) int64 {
	return int64(math.Floor(float64(lon*(worldSize/360.0)) + 0.5))
}

// worldY is y. The same latitude has the same y on any machine, so it does
// without math.Sin and math.Log, which may be compiled with or without fused
// multiplication and addition.
func worldY(lat float64) int32 {
	phi := min(math.Abs(lat), maxLatitude) * (math.Pi / 180)
	sin := float64(phi * series(float64(phi*phi), &sinSeries))
	// ln((1+sin)/(1-sin)), of a number between 1 and 2 at first
	mantissa, exponent := math.Frexp((1 + sin) / (1 - sin))
	f := (mantissa - 1) / (mantissa + 1)
	if mantissa < math.Sqrt2/2 {
		f = (2*mantissa - 1) / (2*mantissa + 1)
		exponent--
	}
	ln := float64(f*series(float64(f*f), &lnSeries)) + float64(float64(exponent)*math.Ln2)
	y := int64(math.Floor(float64(ln*(worldSize/(4*math.Pi))) + 0.5))
	if lat > 0 {
		y = -y
	}
	return rim(y)
}

// Coefficients of sin x / x by powers of x², and of ln((1+x)/(1-x)) / x, whose
// rest is too small for a float64 where they are used: x below 1.49 and 0.18.
var sinSeries, lnSeries = func() (sin, ln [12]float64) {
	factorial := 1.0
	for i := range sin {
		n := float64(2*i + 1)
		if i > 0 {
			factorial *= -(n - 1) * n
		}
		sin[i], ln[i] = 1/factorial, 2/n
	}
	return sin, ln
}()

// series sums up c[0] + c[1]·x + c[2]·x² and so on, even and odd powers apart,
// which is faster.
func series(x float64, c *[12]float64) float64 {
	square := float64(x * x)
	even, odd := c[10], c[11]
	for i := 8; i >= 0; i -= 2 {
		even = float64(even*square) + c[i]
		odd = float64(odd*square) + c[i+1]
	}
	return even + float64(odd*x)
}

// rim clamps to the world.
func rim(v int64) int32 { return int32(max(worldMin, min(v, worldMax))) }

// turnOf is the number of the world's copy that holds low…high, copy n lying
// between the rims at (n ± 1/2) · 2^32, both of which belong to it. A stretch
// on a rim alone is taken to the copy nearer the middle; one that does not fit
// into a copy gets that of its western end.
func turnOf(low, high int64) int64 {
	if low == high && low > 0 {
		return -floorDiv(worldSize/2-low, worldSize)
	}
	return floorDiv(low+worldSize/2, worldSize)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// A fraction is whole + part/of, 0 ≤ part < of.
type fraction struct {
	whole    int64
	part, of uint64
}

// crossing is the y, without rounding, at which the straight line through a and
// b, which have different x, has the x that is half of doubleX. It is the same
// in both directions.
func crossing(a, b vertex, doubleX int64) fraction {
	if a.x > b.x {
		a, b = b, a
	}
	of := uint64(2 * (b.x - a.x))
	rise := int64(b.y) - int64(a.y)
	high, low := bits.Mul64(uint64(max(rise, -rise)), uint64(doubleX-2*a.x))
	whole, part := bits.Div64(high, low, of)
	switch {
	case rise >= 0:
		return fraction{int64(a.y) + int64(whole), part, of}
	case part == 0:
		return fraction{int64(a.y) - int64(whole), 0, of}
	default:
		return fraction{int64(a.y) - int64(whole) - 1, of - part, of}
	}
}

// round is the nearest integer, a half taken up.
func (f fraction) round() int32 {
	if f.part >= f.of-f.part {
		return int32(f.whole + 1)
	}
	return int32(f.whole)
}

func (f fraction) compare(g fraction) int {
	if c := cmp.Compare(f.whole, g.whole); c != 0 {
		return c
	}
	fHigh, fLow := bits.Mul64(f.part, g.of)
	gHigh, gLow := bits.Mul64(g.part, f.of)
	return cmp.Or(cmp.Compare(fHigh, gHigh), cmp.Compare(fLow, gLow))
}

// A WorldBox is a rectangle in world coordinates, its edges included. It may
// reach beyond the world, as tiles with their buffer do: over the western or
// eastern rim lies the other side of the world, beyond the others nothing.
type WorldBox struct{ MinX, MinY, MaxX, MaxY int64 }

// Contains reports whether c lies in the box as it stands, without turns.
func (b WorldBox) Contains(c Coord) bool {
	return int64(c.X) >= b.MinX && int64(c.X) <= b.MaxX && int64(c.Y) >= b.MinY && int64(c.Y) <= b.MaxY
}

// Turns calls each for every copy of the world that the box reaches into, from
// west to east, with the box moved into the world and cut off at its rims. What
// is found there belongs shift units further east (0 or ±2^32 for a tile).
func (b WorldBox) Turns(each func(part WorldBox, shift int64)) {
	if b.MinX > b.MaxX {
		return
	}
	first, last := floorDiv(b.MinX+worldSize/2, worldSize), floorDiv(b.MaxX+worldSize/2, worldSize)
	for n := first; n <= last; n++ {
		shift := n * worldSize
		each(WorldBox{
			MinX: max(b.MinX-shift, worldMin), MinY: b.MinY,
			MaxX: min(b.MaxX-shift, worldMax), MaxY: b.MaxY,
		}, shift)
	}
}

// onWorld returns what the box covers of the world, over the rims as well, as one
// or two boxes that have nothing in common.
func (b WorldBox) onWorld() (parts [2]WorldBox, n int) {
	b.MinY, b.MaxY = max(b.MinY, worldMin), min(b.MaxY, worldMax)
	switch {
	case b.MinX > b.MaxX || b.MinY > b.MaxY:
	case b.MaxX-b.MinX >= worldSize-1:
		parts[0], n = WorldBox{worldMin, b.MinY, worldMax, b.MaxY}, 1
	default:
		b.Turns(func(part WorldBox, _ int64) {
			parts[n] = part
			n++
		})
	}
	return parts, n
}

// Bounds are the rectangle round some coordinates, edges included.
type Bounds struct{ Min, Max Coord }

// noBounds holds nothing.
var noBounds = Bounds{Coord{worldMax, worldMax}, Coord{worldMin, worldMin}}

func (b *Bounds) extend(c Coord) {
	b.Min.X, b.Min.Y = min(b.Min.X, c.X), min(b.Min.Y, c.Y)
	b.Max.X, b.Max.Y = max(b.Max.X, c.X), max(b.Max.Y, c.Y)
}

func (b *Bounds) join(o Bounds) {
	b.extend(o.Min)
	b.extend(o.Max)
}

func boundsOf(coords []Coord) Bounds {
	b := noBounds
	for _, c := range coords {
		b.extend(c)
	}
	return b
}

// Meets reports whether the bounds and the box, as it stands, have a place in
// common.
func (b Bounds) Meets(box WorldBox) bool {
	return int64(b.Min.X) <= box.MaxX && int64(b.Max.X) >= box.MinX &&
		int64(b.Min.Y) <= box.MaxY && int64(b.Max.Y) >= box.MinY
}

// In reports whether the bounds lie wholly in the box as it stands.
func (b Bounds) In(box WorldBox) bool { return box.Contains(b.Min) && box.Contains(b.Max) }

// centreOf is the middle of a geometry's bounds: the place by which a feature
// is put into the order of rows. It is false for a geometry without positions.
func centreOf(g orb.Geometry) (Coord, bool) {
	if p, ok := g.(orb.Point); ok {
		return Project(p[0], p[1]), true
	}
	if g == nil {
		return Coord{}, false
	}
	b := g.Bound()
	if b.IsEmpty() {
		return Coord{}, false
	}
	m := b.Center()
	return Project(m[0], m[1]), true
}
