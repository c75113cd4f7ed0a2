package tile

// A raster draws in whole pixels.
type raster struct {
	low    int32 // of the first row and column, in tile units
	high   int32 // where the window ends
	across int   // pixels in a row of the window
	// By row and column, with a row and a column more on every side:
	inside []bool // the pixel is in the feature
	walls  []bool // an odd number of segments lies between the pixel and the one to its left
	traced []bool // the pixel's upper side is part of an outline

	list []int // pixels whose outlines are to be traced
}

// begin makes a raster ready for a window. Whoever fills it leaves it empty.
func (p *raster) begin(w window) {
	p.low, p.high = int32(w.low), int32(w.high)
	p.across = int((w.high-w.low-1)>>pixelBits) + 3
	if n := p.across * p.across; len(p.inside) != n {
		p.inside = zeroed(p.inside, n)
		p.walls = zeroed(p.walls, n)
		p.traced = zeroed(p.traced, n)
	}
}

// set adds the pixel of which p is the corner.
func (p *raster) set(corner Coord) {
	at := int((corner.Y-p.low)>>pixelBits+1)*p.across + int((corner.X-p.low)>>pixelBits) + 1
	p.inside[at] = true
	p.list = append(p.list, at)
}

// draw makes loops for a feature that is too tangled to be made valid as it is:
// the outlines of its pixels. A pixel is inside if its middle is.
func (p *raster) draw(l *loops, w window, to *loops) {
	p.begin(w)
	for i, o := range l.list {
		if i > 0 && o.polygon != l.list[i-1].polygon {
			p.fill()
		}
		for k := o.first; k < o.end; k++ {
			p.wall(l.coords[k], l.coords[k+1])
		}
	}
	p.fill()
	for i, inside := range p.inside {
		if inside {
			p.list = append(p.list, i)
		}
	}
	to.reset()
	p.outline(to, 0)
}

// wall notes which rows of middles a segment crosses, and where.
func (p *raster) wall(a, b Coord) {
	const half = Pixel / 2
	if a.Y > b.Y {
		a, b = b, a
	}
	// Middles at a.Y ≤ y < b.Y.
	for row := (a.Y - p.low + half - 1) >> pixelBits; row<<pixelBits+half < b.Y-p.low; row++ {
		x := atY(a, b, row<<pixelBits+half+p.low) - p.low
		// Middles right of it.
		at := int(row+1)*p.across + int((x+half)>>pixelBits) + 1
		p.walls[at] = !p.walls[at]
	}
}

// fill adds what lies within the walls, and takes them down.
func (p *raster) fill() {
	for row := p.across; row < len(p.walls)-p.across; row += p.across {
		inside := false
		for i := row + 1; i < row+p.across-1; i++ {
			inside = inside != p.walls[i]
			p.walls[i] = false
			p.inside[i] = p.inside[i] || inside
		}
		p.walls[row+p.across-1] = false
	}
}

// outline makes loops round the listed pixels, of one polygon, and empties the
// raster. Pixels that touch at a corner only have loops of their own.
func (p *raster) outline(to *loops, polygon int32) {
	for _, start := range p.list {
		if p.inside[start-p.across] || p.traced[start] {
			continue
		}
		// Go along the pixel's upper side to the east, then on with the inside
		// to the right hand, to the south, west and north.
		ahead := [4]int{1, p.across, -1, -p.across}
		first := len(to.coords)
		at, heading := start, 0
		for heading != 0 || !p.traced[at] {
			if heading == 0 {
				p.traced[at] = true
			}
			right := at + ahead[heading]
			left := right + ahead[(heading+3)%4]
			switch {
			case !p.inside[right]:
				heading = (heading + 1) % 4
				to.coords = append(to.coords, p.corner(at, heading))
			case p.inside[left]:
				heading = (heading + 3) % 4
				at = left
				to.coords = append(to.coords, p.corner(at, heading))
			default:
				at = right
			}
		}
		to.end(first, polygon)
	}
	for _, i := range p.list {
		p.inside[i], p.traced[i] = false, false
	}
	p.list = p.list[:0]
}

// corner is the corner of a pixel from which its side with a heading starts.
func (p *raster) corner(at, heading int) Coord {
	column, row := at%p.across-1, at/p.across-1
	if heading == 1 || heading == 2 {
		column++
	}
	if heading >= 2 {
		row++
	}
	return Coord{min(p.low+int32(column)<<pixelBits, p.high), min(p.low+int32(row)<<pixelBits, p.high)}
}
