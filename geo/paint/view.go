package paint

import "math"

// A View is a part of the world on a part of a canvas. North is up.
type View struct {
	Lon, Lat float64 // its middle
	Zoom     float64 // in tiles of 256 CSS px; may be fractional

	X, Y, W, H float32 // where it stands on the canvas, device px
	Scale      float32 // device px per CSS px
}

// maxLat is the latitude where the square of the Web Mercator projection ends.
const maxLat = 85.0511287798066

// Project gives the place of a longitude and a latitude in the square of the
// Web Mercator projection: (0,0) is its northwest corner, (1,1) its southeast
// one. Longitudes are not wrapped; latitudes are clamped to ±85.0511°.
func Project(lon, lat float64) (x, y float64) {
	lat = min(max(lat, -maxLat), maxLat)
	sin := math.Sin(lat * (math.Pi / 180))
	return lon/360 + 0.5, 0.5 - math.Atanh(sin)/(2*math.Pi)
}

// Unproject is the inverse of [Project], in degrees.
func Unproject(x, y float64) (lon, lat float64) {
	return (x - 0.5) * 360, math.Atan(math.Sinh((0.5-y)*(2*math.Pi))) * (180 / math.Pi)
}

// WorldSize is the width of the world, from -180° to 180°, in device px.
func (v View) WorldSize() float64 { return 256 * math.Exp2(v.Zoom) * float64(v.Scale) }

// WorldPerPixel is the share of the world's width that a device px takes.
func (v View) WorldPerPixel() float64 { return 1 / v.WorldSize() }

// Project gives the canvas px of a place; of the copies of the world side by
// side, that which is nearest to the view's middle.
func (v View) Project(lon, lat float64) (x, y float32) {
	wx, wy := Project(lon, lat)
	return v.FromWorld(wx, wy)
}

// FromWorld is View.Project for a place in the square that [Project] describes.
func (v View) FromWorld(wx, wy float64) (x, y float32) {
	cx, cy := Project(v.Lon, v.Lat)
	dx := wx - cx
	dx -= math.Round(dx)
	size := v.WorldSize()
	return v.X + v.W/2 + float32(dx*size), v.Y + v.H/2 + float32((wy-cy)*size)
}
