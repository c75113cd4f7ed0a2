package raster

type verb uint8

const (
	moveTo  verb = iota // one point
	lineTo              // one point
	quadTo              // two points
	cubicTo             // three points
	closePath
)

// Path is a list of contours of lines and Bézier curves. The zero value is
// empty and ready; Reset empties it and keeps its memory.
type Path struct {
	verbs  []verb
	points []Point
	start  Point // of the contour under way
	open   bool  // a contour is under way
}

// Reset empties the path.
func (p *Path) Reset() {
	p.verbs, p.points, p.open, p.start = p.verbs[:0], p.points[:0], false, Point{}
}

// Empty says that nothing has been drawn; a bare MoveTo draws nothing.
func (p *Path) Empty() bool {
	return len(p.verbs) == 0 || len(p.verbs) == 1 && p.verbs[0] == moveTo
}

// MoveTo begins a contour.
func (p *Path) MoveTo(x, y float32) {
	p.start, p.open = Point{x, y}, true
	if n := len(p.verbs); n > 0 && p.verbs[n-1] == moveTo {
		p.points[len(p.points)-1] = p.start
		return
	}
	p.verbs = append(p.verbs, moveTo)
	p.points = append(p.points, p.start)
}

// begin opens a contour where none is under way: at (x, y) in an empty path,
// else where the last one began.
func (p *Path) begin(x, y float32) {
	if p.open {
		return
	}
	if len(p.verbs) == 0 {
		p.MoveTo(x, y)
	} else {
		p.MoveTo(p.start.X, p.start.Y)
	}
}

// LineTo draws a straight line.
func (p *Path) LineTo(x, y float32) {
	p.begin(x, y)
	p.verbs = append(p.verbs, lineTo)
	p.points = append(p.points, Point{x, y})
}

// QuadTo draws a quadratic Bézier curve with control point (cx, cy).
func (p *Path) QuadTo(cx, cy, x, y float32) {
	p.begin(cx, cy)
	p.verbs = append(p.verbs, quadTo)
	p.points = append(p.points, Point{cx, cy}, Point{x, y})
}

// CubicTo draws a cubic Bézier curve with control points (ax, ay) and (bx, by).
func (p *Path) CubicTo(ax, ay, bx, by, x, y float32) {
	p.begin(ax, ay)
	p.verbs = append(p.verbs, cubicTo)
	p.points = append(p.points, Point{ax, ay}, Point{bx, by}, Point{x, y})
}

// Close joins the contour to its beginning. What follows without a MoveTo
// begins there too.
func (p *Path) Close() {
	if p.open {
		p.verbs = append(p.verbs, closePath)
		p.open = false
	}
}

// Circle adds a whole circle as a contour of four cubic curves, whose radius
// is exact to 0.03 %.
func (p *Path) Circle(x, y, r float32) {
	const k = 0.55228475 // 4/3 (√2 − 1)
	c := k * r
	p.MoveTo(x+r, y)
	p.CubicTo(x+r, y+c, x+c, y+r, x, y+r)
	p.CubicTo(x-c, y+r, x-r, y+c, x-r, y)
	p.CubicTo(x-r, y-c, x-c, y-r, x, y-r)
	p.CubicTo(x+c, y-r, x+r, y-c, x+r, y)
	p.Close()
}

// Rect adds a rectangle with the same sense of rotation as Circle.
func (p *Path) Rect(x0, y0, x1, y1 float32) {
	p.MoveTo(x0, y0)
	p.LineTo(x1, y0)
	p.LineTo(x1, y1)
	p.LineTo(x0, y1)
	p.Close()
}

// Append adds the contours of q, mapped by m.
func (p *Path) Append(q *Path, m Matrix) {
	if len(q.verbs) == 0 {
		return
	}
	if n := len(p.verbs); n > 0 && p.verbs[n-1] == moveTo {
		p.verbs, p.points = p.verbs[:n-1], p.points[:len(p.points)-1]
	}
	p.verbs = append(p.verbs, q.verbs...)
	for _, v := range q.points {
		p.points = append(p.points, m.Apply(v))
	}
	p.start, p.open = m.Apply(q.start), q.open
}

// Bounds is the box of all points, control points included, and false for an
// empty path or one that is not finite.
func (p *Path) Bounds() (x0, y0, x1, y1 float32, ok bool) {
	if p.Empty() {
		return 0, 0, 0, 0, false
	}
	x0, y0 = p.points[0].X, p.points[0].Y
	x1, y1 = x0, y0
	for _, v := range p.points {
		x0, y0, x1, y1 = min(x0, v.X), min(y0, v.Y), max(x1, v.X), max(y1, v.Y)
	}
	return x0, y0, x1, y1, finite(x1-x0) && finite(y1-y0)
}

func finite(v float32) bool { return v-v == 0 }
