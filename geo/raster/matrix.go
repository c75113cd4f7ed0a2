package raster

// Point is a place in pixels, or a direction.
type Point struct{ X, Y float32 }

// Matrix is an affine map a b c d e f: x' = a x + c y + e, y' = b x + d y + f.
type Matrix [6]float32

// Translate moves by (x, y).
func Translate(x, y float32) Matrix { return Matrix{1, 0, 0, 1, x, y} }

// Apply maps a point.
func (m Matrix) Apply(p Point) Point {
	return Point{m[0]*p.X + m[2]*p.Y + m[4], m[1]*p.X + m[3]*p.Y + m[5]}
}
