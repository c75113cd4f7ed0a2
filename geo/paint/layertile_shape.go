package paint

import (
	"encoding/binary"
	"image/color"
	"math"

	"dateline/geo/raster"
)

// sameDress calls draw for each stretch of items in one dress.
func sameDress(items []item, draw func(d *dress, items []item)) {
	for first := 0; first < len(items); {
		last := first + 1
		for last < len(items) && items[last].dress == items[first].dress {
			last++
		}
		draw(&items[first].dress, items[first:last])
		first = last
	}
}

// shape sets the path to the parts of items, in device px.
func (p *layerPainter) shape(items []item, closed bool) {
	p.path.Reset()
	for _, it := range items {
		f := &p.t.Features[it.feature]
		for i := range f.Parts {
			for k, q := range p.t.Part(f.First + i) {
				x, y := p.place(q)
				if k == 0 {
					p.path.MoveTo(x, y)
				} else {
					p.path.LineTo(x, y)
				}
			}
			if closed {
				p.path.Close()
			}
		}
	}
}

// hatched is the ink of an area's hatch, which stays with the ground.
func (p *layerPainter) hatched(l look) raster.Ink {
	angle := -math.Pi / 4
	if l == lookDenied {
		angle = math.Pi / 4
	}
	// A point a whole number of hatches from the world's corner.
	back := func(n uint32) float64 { return math.Mod(float64(n)*p.side/p.k, areaHatch) * p.k }
	x, y := float32(p.left0-back(p.t.X)), float32(p.top0-back(p.t.Y))
	return raster.Ink{Color: Faded(l.colour(p.theme), hatchInk), Hatch: &raster.Hatch{
		Step: areaHatch / math.Sqrt2 * p.unit, Width: hatchLine * p.unit, Angle: float32(angle), X: x, Y: y,
	}}
}

// areas draws polygons and the discs of vague places.
func (p *layerPainter) areas() {
	sameDress(p.shapes[0], func(d *dress, items []item) {
		p.shape(items, true)
		p.area(d)
	})
	for l := int(looks) - 1; l >= 0; l-- {
		p.path.Reset()
		for _, d := range p.discs {
			if int(d.look) == l {
				x, y := p.place(d.at)
				p.path.Circle(x, y, d.r)
			}
		}
		if !p.path.Empty() {
			k := look(l).colour(p.theme)
			p.area(&dress{look: look(l), color: k, fill: k, opacity: 1, filling: areaInk, plain: true})
		}
	}
}

// area paints the path as areas of a dress.
func (p *layerPainter) area(d *dress) {
	if d.plain {
		p.canvas.Fill(&p.path, raster.Solid(Faded(p.theme.Land, areaLand)))
	}
	p.canvas.Fill(&p.path, raster.Solid(Faded(d.fill, d.filling)))
	if d.look != lookPlain {
		p.canvas.Fill(&p.path, p.hatched(d.look))
		if e := edgeOf(d.look); e.width > 0 {
			p.edge(e)(d.color)
		}
		return
	}
	p.band(d.width+2*d.casing, Faded(p.theme.Paper, 0.7*d.opacity), d.casing > 0 && d.width > 0)
	p.dash(d.dash, d.width, raster.CapButt, Faded(d.color, d.opacity))
}

// edge draws the edge of a status.
func (p *layerPainter) edge(e edge) func(k color.NRGBA) {
	return func(k color.NRGBA) {
		p.band(float32(e.casing), Faded(p.theme.Paper, 0.7), true)
		if e.double {
			p.band(6.5, k, true)
			p.band(4.5, p.theme.Paper, true)
		}
		p.dashes(e.dashes, float32(e.width), k)
	}
}

// band strokes the path in CSS px, without dashes.
func (p *layerPainter) band(width float32, k color.NRGBA, wanted bool) {
	if wanted && width > 0 {
		p.canvas.Stroke(&p.path, raster.Stroke{Width: width * p.unit, Join: raster.JoinRound}, raster.Solid(k))
	}
}

// lines draws lines, by status or style.
func (p *layerPainter) lines() {
	sameDress(p.shapes[1], func(d *dress, items []item) {
		p.shape(items, false)
		if d.look == lookPlain {
			p.band(d.width+2*d.casing, Faded(p.theme.Paper, d.opacity), d.casing > 0 && d.width > 0)
			p.dash(d.dash, d.width, raster.CapButt, Faded(d.color, d.opacity))
			return
		}
		s := lineStyleOf(d.look)
		p.band(float32(s.casing), p.theme.Paper, true)
		if d.look == lookCorroborated {
			p.band(6.5, d.color, true)
			p.band(4.5, p.theme.Paper, true)
		}
		p.dashes(s.dashes, float32(s.width), d.color)
		switch {
		case d.look == lookDenied:
			p.ticks(float32(s.width), d.color)
		case d.look.gone():
			p.crosses(d.look, items)
		}
	})
}

// dashes strokes the path with the dashes of a status.
func (p *layerPainter) dashes(d dashes, width float32, k color.NRGBA) {
	if d.solid() {
		p.band(width, k, true)
		return
	}
	end := raster.CapButt
	if d.on == 0 {
		end = raster.CapRound
	}
	p.fitted([]float32{float32(d.on) * p.unit, float32(d.off) * p.unit}, width, end, k)
}

// dash strokes the path with the dashes of a style.
func (p *layerPainter) dash(key string, width float32, end raster.Cap, k color.NRGBA) {
	if width <= 0 || k.A == 0 {
		return
	}
	if key == "" {
		p.band(width, k, true)
		return
	}
	var lengths [mostDashes]float32
	n := 0
	for ; n < len(lengths) && 4*n < len(key); n++ {
		lengths[n] = math.Float32frombits(binary.LittleEndian.Uint32([]byte(key[4*n:4*n+4]))) * p.unit
	}
	if lengths[0] == 0 {
		end = raster.CapRound
	}
	p.fitted(lengths[:n], width, end, k)
}

// keyOf is a pattern as what can be compared.
func keyOf(d pattern) string {
	b := make([]byte, 0, 4*mostDashes)
	for _, v := range d {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	return string(b)
}

// fitted strokes the pieces of the path that the tile's edges cut it into, each
// with a whole number of dashes: so the dashes of two tiles join.
func (p *layerPainter) fitted(lengths []float32, width float32, end raster.Cap, k color.NRGBA) {
	p.split()
	p.dashed.Reset()
	p.pieces.DashFit(&p.dashed, lengths)
	p.canvas.Stroke(&p.dashed, raster.Stroke{Width: width * p.unit, Cap: end, Join: raster.JoinRound}, raster.Solid(k))
}

// split sets pieces to the path, cut at the tile's edges.
func (p *layerPainter) split() {
	p.pieces.Reset()
	p.cut.edges = [4]float32{float32(p.left0), float32(p.top0), float32(p.left0 + p.side), float32(p.top0 + p.side)}
	p.path.Contours(func(points []raster.Point, closed bool) bool {
		p.cut.contour(&p.pieces, points, closed)
		return true
	})
}

// ticks crosses denied lines: on each piece at equal distances, on those alone
// that lie wholly in the tile.
func (p *layerPainter) ticks(width float32, k color.NRGBA) {
	p.dashed.Reset()
	unit := float64(p.unit)
	p.pieces.Contours(func(points []raster.Point, _ bool) bool {
		line := make([]xy, len(points))
		for i, q := range points {
			line[i] = xy{float64(q.X), float64(q.Y)}
		}
		total := lengthOf(line)
		n := max(1, math.Floor(total/(tickEvery*unit)))
		for i := range int(n) {
			at := along(line, total*(float64(i)+0.5)/n)
			room := (tickHalf + 4) * unit
			x, y := at.xy[0]-p.left0, at.xy[1]-p.top0
			if x < room || y < room || x > p.side-room || y > p.side-room {
				continue
			}
			s, c := math.Sincos(at.angle + tickLean)
			s, c = s*tickHalf*unit, c*tickHalf*unit
			p.dashed.MoveTo(float32(at.xy[0]-c), float32(at.xy[1]-s))
			p.dashed.LineTo(float32(at.xy[0]+c), float32(at.xy[1]+s))
		}
		return true
	})
	p.canvas.Stroke(&p.dashed, raster.Stroke{Width: 6.5 * p.unit}, raster.Solid(p.theme.Paper))
	p.canvas.Stroke(&p.dashed, raster.Stroke{Width: width * p.unit}, raster.Solid(k))
}

// crosses marks the middles of lines that are no longer said, wherever the
// tile they lie in.
func (p *layerPainter) crosses(l look, items []item) {
	shapes := p.l.Shapes()
	for i, it := range items {
		row := p.t.Features[it.feature].Row
		if i > 0 && p.t.Features[items[i-1].feature].Row == row {
			continue
		}
		if at, ok := middleOfRow(shapes, row, p.t.Address); ok {
			p.stamp(p.symbolSprite(l), at)
		}
	}
}
