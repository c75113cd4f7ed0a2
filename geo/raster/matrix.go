package raster

import "math"

// Point is a place in pixels, or a direction.
type Point struct{ X, Y float32 }

// Matrix is an affine map a b c d e f: x' = a x + c y + e, y' = b x + d y + f.
type Matrix [6]float32

// Identity leaves everything where it is.
var Identity = Matrix{1, 0, 0, 1, 0, 0}

// Translate moves by (x, y).
func Translate(x, y float32) Matrix { return Matrix{1, 0, 0, 1, x, y} }

// Scale enlarges about (0, 0).
func Scale(x, y float32) Matrix { return Matrix{x, 0, 0, y, 0, 0} }

// Rotate turns about (0, 0) by radians, from the x axis towards the y axis,
// which is clockwise to the eye because y points down.
func Rotate(radians float32) Matrix {
	sin, cos := math.Sincos(float64(radians))
	return Matrix{float32(cos), float32(sin), -float32(sin), float32(cos), 0, 0}
}

// Mul is the map that does m first and then n.
func (m Matrix) Mul(n Matrix) Matrix {
	return Matrix{
		n[0]*m[0] + n[2]*m[1], n[1]*m[0] + n[3]*m[1],
		n[0]*m[2] + n[2]*m[3], n[1]*m[2] + n[3]*m[3],
		n[0]*m[4] + n[2]*m[5] + n[4], n[1]*m[4] + n[3]*m[5] + n[5],
	}
}

// Apply maps a point.
func (m Matrix) Apply(p Point) Point {
	return Point{m[0]*p.X + m[2]*p.Y + m[4], m[1]*p.X + m[3]*p.Y + m[5]}
}
