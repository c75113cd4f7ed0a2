package paint

import (
	"image/color"
	"math"

	"dateline/geo/raster"
	"dateline/geo/text"
)

// colour is what says the look in colour; form says it as well.
func (l look) colour(t *Theme) color.NRGBA {
	switch l {
	case lookConfirmed, lookCorroborated:
		return t.Settled
	case lookClaimed, lookUnconfirmed:
		return t.Open
	case lookDenied:
		return t.Contested
	case lookRefuted, lookRetracted:
		return t.Gone
	}
	return t.Ink2
}

// A pen draws symbols in CSS px round a point of a canvas.
type pen struct {
	c     *raster.Canvas
	theme *Theme
	x, y  float64 // the point, device px
	k     float64 // device px per CSS px
	path  raster.Path
}

// at moves the pen to a point in device px, where a CSS px is so large.
func (p *pen) at(x, y, k float64) *pen {
	p.x, p.y, p.k = x, y, k
	return p
}

// trace puts a shape in CSS px onto the canvas.
func (p *pen) trace(shape func(*raster.Path)) *raster.Path {
	var own raster.Path
	shape(&own)
	p.path.Reset()
	k := float32(p.k)
	p.path.Append(&own, raster.Matrix{k, 0, 0, k, float32(p.x), float32(p.y)})
	return &p.path
}

func (p *pen) fill(c color.NRGBA, shape func(*raster.Path)) {
	p.c.Fill(p.trace(shape), raster.Ink{Color: c})
}

func (p *pen) stroke(c color.NRGBA, width float64, shape func(*raster.Path)) {
	p.c.Stroke(p.trace(shape), raster.Stroke{Width: float32(width * p.k), Join: raster.JoinRound}, raster.Ink{Color: c})
}

// write sets one line of bold figures with its middle and its baseline at a
// point in CSS px.
func (p *pen) write(s string, size, y float64, c color.NRGBA) {
	l := text.Shape(s, text.Style{Size: float32(size * p.k), Bold: true})
	l.Draw(p.c, float32(p.x)-l.Width/2, float32(p.y+y*p.k), c, color.NRGBA{}, 0)
}

// A part of a symbol is a shape in a box of 24 px with its middle at 0, 0,
// filled if it has no width.
type part struct {
	shape func(*raster.Path)
	width float64
}

// symbols are the marks of web/symbols.svg: what lies under them on a map, and
// themselves.
var symbols = [looks]struct{ casing, body []part }{
	lookConfirmed:    {[]part{disc(9)}, []part{disc(7)}},
	lookCorroborated: {[]part{disc(11)}, []part{circle(8, 2), disc(4.5)}},
	lookClaimed:      {[]part{disc(9.75)}, []part{circle(6.5, 2.5)}},
	lookUnconfirmed:  {[]part{disc(9.5)}, []part{{dots, 0}}},
	lookDenied:       {[]part{{slash, 6.5}, disc(9.75)}, []part{circle(6.5, 2.5), {slash, 2.5}}},
	lookRefuted:      {[]part{cross(6.36, 6.75)}, []part{cross(4.95, 2.75)}},
	lookRetracted:    {[]part{{hollowCross, 0}, {hollowCross, 5.25}}, []part{{hollowCross, 1.35}}},
	lookStatement:    {[]part{{speech, 0}, {speech, 4.75}}, []part{{speech, 1.75}, {speechLines, 1.5}}},
	lookPlain:        {[]part{disc(6.5)}, []part{disc(4.5)}},
}

func disc(r float32) part { return part{func(p *raster.Path) { p.Circle(0, 0, r) }, 0} }

func circle(r float32, width float64) part {
	return part{func(p *raster.Path) { p.Circle(0, 0, r) }, width}
}

func cross(half float32, width float64) part {
	return part{func(p *raster.Path) {
		p.MoveTo(-half, -half)
		p.LineTo(half, half)
		p.MoveTo(half, -half)
		p.LineTo(-half, half)
	}, width}
}

// slash is 24 px long at 45°.
func slash(p *raster.Path) {
	const half = 12 * math.Sqrt2 / 2
	p.MoveTo(-half, half)
	p.LineTo(half, -half)
}

// dots are nine on a circle.
func dots(p *raster.Path) {
	for i := range 9 {
		s, c := math.Sincos(float64(i)*2*math.Pi/9 - math.Pi/2)
		p.Circle(float32(6.75*c), float32(6.75*s), 1.3)
	}
}

func polygon(p *raster.Path, points ...[2]float32) {
	for i, q := range points {
		if i == 0 {
			p.MoveTo(q[0], q[1])
		} else {
			p.LineTo(q[0], q[1])
		}
	}
	p.Close()
}

func hollowCross(p *raster.Path) {
	const a, b, c = 2.83, 3.9, 6.73 // of the notch, of an arm, of both
	polygon(p, [2]float32{0, -a}, [2]float32{b, -c}, [2]float32{c, -b}, [2]float32{a, 0},
		[2]float32{c, b}, [2]float32{b, c}, [2]float32{0, a}, [2]float32{-b, c},
		[2]float32{-c, b}, [2]float32{-a, 0}, [2]float32{-c, -b}, [2]float32{-b, -c})
}

func speech(p *raster.Path) {
	polygon(p, [2]float32{-8.1, -7.6}, [2]float32{8.1, -7.6}, [2]float32{8.1, 4.6}, [2]float32{-0.9, 4.6},
		[2]float32{-5.3, 8.3}, [2]float32{-5.3, 4.6}, [2]float32{-8.1, 4.6})
}

func speechLines(p *raster.Path) {
	p.MoveTo(-4.8, -3.4)
	p.LineTo(4.8, -3.4)
	p.MoveTo(-4.8, 0.4)
	p.LineTo(1.8, 0.4)
}

func (p *pen) parts(parts []part, c color.NRGBA) {
	for _, part := range parts {
		if part.width > 0 {
			p.stroke(c, part.width, part.shape)
		} else {
			p.fill(c, part.shape)
		}
	}
}

// symbol draws a look; casing only where it stands on a map.
func (p *pen) symbol(l look, cased bool) {
	if cased {
		p.parts(symbols[l].casing, p.theme.Paper)
	}
	p.parts(symbols[l].body, l.colour(p.theme))
}

// corrected is the dot of an entry that was corrected.
func (p *pen) corrected() {
	shape := func(q *raster.Path) { q.Circle(8, -8, 5) }
	p.fill(p.theme.Ink, shape)
	p.stroke(p.theme.Paper, 1, shape)
}

// statements is a speech mark with how many there are at one place.
func (p *pen) statements(n int) {
	p.parts(symbols[lookStatement].casing, p.theme.Paper)
	p.parts(symbols[lookStatement].body[:1], p.theme.Ink2)
	digit := "9+"
	if n <= 9 {
		digit = string(rune('0' + n))
	}
	p.write(digit, 11, 2.5, p.theme.Ink2)
}
