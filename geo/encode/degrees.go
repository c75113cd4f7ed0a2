package encode

import (
	"math"
	"strconv"

	"dateline/geo/tile"
)

// degrees turns the coordinates of a tile into longitudes and latitudes.
type degrees struct {
	x, y  float64 // of the tile's northwestern corner, in tile units from that of the world
	units float64 // tile units round the world

	// Numbers are rounded to these powers of ten, of which the tile's unit is
	// at least two: rounding back to tile units then finds the same place.
	lonDecimals, latDecimals int
	lonScale, latScale       float64
}

func newDegrees(t *tile.Tile) degrees {
	extent := float64(t.Extent)
	d := degrees{
		x:     float64(t.X) * extent,
		y:     float64(t.Y) * extent,
		units: math.Ldexp(extent, int(t.Z)),
	}
	unit := 360 / d.units
	d.lonDecimals, d.lonScale = decimals(unit)
	// Towards the poles a unit covers less and less latitude.
	farthest := max(math.Abs(d.lat(-t.Buffer)), math.Abs(d.lat(t.Extent+t.Buffer)))
	d.latDecimals, d.latScale = decimals(unit * math.Cos(farthest*(math.Pi/180)))
	return d
}

// decimals is how many there must be for steps of the given size, and the
// power of ten that makes integers of them.
func decimals(step float64) (n int, scale float64) {
	scale = 1
	for scale*step < 2 {
		n, scale = n+1, scale*10
	}
	return n, scale
}

func (d *degrees) lon(x int32) float64 {
	return (d.x+float64(x))/d.units*360 - 180
}

func (d *degrees) lat(y int32) float64 {
	return math.Atan(math.Sinh(math.Pi*(1-2*(d.y+float64(y))/d.units))) * (180 / math.Pi)
}

func (d *degrees) appendLon(b []byte, x int32) []byte {
	return appendDecimal(b, d.lon(x), d.lonDecimals, d.lonScale)
}

func (d *degrees) appendLat(b []byte, y int32) []byte {
	return appendDecimal(b, d.lat(y), d.latDecimals, d.latScale)
}

// appendDecimal appends f rounded to n decimals, without zeros at the end.
// scale is 10^n.
func appendDecimal(b []byte, f float64, n int, scale float64) []byte {
	v := int64(math.Round(f * scale))
	if v < 0 {
		b = append(b, '-')
		v = -v
	}
	for n > 0 && v%10 == 0 {
		v, n = v/10, n-1
	}
	whole := v
	for range n {
		whole /= 10
	}
	b = strconv.AppendInt(b, whole, 10)
	if n == 0 {
		return b
	}
	b = append(b, '.')
	for range n {
		b = append(b, '0')
	}
	for i := len(b) - 1; n > 0; i, n = i-1, n-1 {
		b[i] = byte('0' + v%10)
		v /= 10
	}
	return b
}
