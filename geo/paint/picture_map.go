package paint

import (
	"context"
	"math"

	"dateline/geo/text"
)

// emptyView is what a map shows that has nothing to show.
var emptyView = PictureCenter{Lon: 10, Lat: 25, Zoom: 1.5}

// deepestView is as near as a picture ever goes.
const deepestView = 22

// paintMap paints the map's part of a picture.
func (y *layout) paintMap(ctx context.Context) error {
	if y.mapPart.w < 1 || y.mapPart.h < 1 {
		return nil
	}
	groups := y.groups()
	v := y.firstView(groups)
	f, err := y.ground(ctx, v)
	if err != nil {
		return err
	}
	defer y.canvas.ResetClip()
	var plain *plainGround
	if y.Basemap != nil {
		plain = newPlainGround(y.canvas, y.theme)
	}
	f.mark = y.mark
	if f.mark == 0 {
		if f.mark = 1; f.w < narrowMap {
			f.mark = 0.85
		}
	}
	things := y.thingsIn(&f, nil)
	credits := y.setCredits()
	taken := &Taken{}
	y.take(taken, credits.rect)
	insets := y.placeInsets(&f, groups, credits.rect)
	for _, i := range insets {
		y.take(taken, i.outer.grown(2*y.unit))
	}
	undo := f.clip()
	err = f.draw(things)
	var written []string
	if err == nil {
		written = f.label(things, y.captions(), taken)
	}
	undo()
	if err != nil {
		return err
	}
	if y.Basemap != nil {
		if err := y.Basemap.labelsBut(ctx, y.canvas, v, y.options, taken, written, plain, !y.plain); err != nil {
			return err
		}
	}
	for i := range insets {
		if err := y.paintInset(ctx, &insets[i]); err != nil {
			return err
		}
	}
	y.drawCredits(&credits)
	return nil
}

// groups are what the first view and its insets show.
func (y *layout) groups() []viewGroup {
	var entries []entry
	if y.Scene != nil {
		entries = y.Scene.entries
	}
	if y.TiledBounds != nil {
		if e, ok := tiledEntry(*y.TiledBounds); ok {
			entries = append(entries[:len(entries):len(entries)], e)
		}
	}
	return viewGroups(entries, y.mapPart.w, y.mapPart.h)
}

// captions is how large the texts beside marks are.
func (y *layout) captions() captionStyle {
	if y.plain && y.mapPart.w >= narrowMap {
		return captionLarge
	}
	return captionStyleOf(y.mapPart.w)
}

// firstView is what the map shows.
func (y *layout) firstView(groups []viewGroup) View {
	part := y.mapPart
	v := View{
		X: float32(math.Round(part.x * y.k)), Y: float32(math.Round(part.y * y.k)),
		W: float32(math.Round(part.w * y.k)), H: float32(math.Round(part.h * y.k)), Scale: float32(y.k * y.unit),
	}
	at := emptyView
	switch {
	case y.Bounds != nil:
		at = y.around(*y.Bounds)
	case y.Center != nil:
		at = *y.Center
	case len(groups) > 0:
		c := fit(groups[0].row, part.w, part.h, firstFit(part.w, part.h))
		p := c.degrees()
		at = PictureCenter{p[0], p[1], max(1, c.zoom)}
	}
	for _, n := range []*float64{&at.Lon, &at.Lat, &at.Zoom} {
		if math.IsNaN(*n) || math.IsInf(*n, 0) {
			at = emptyView
		}
	}
	at.Zoom = max(math.Log2(y.unit), 0, min(deepestView, at.Zoom))
	// Beyond the poles there is nothing: the view stays within the world.
	half := part.h / 2 / worldSize(at.Zoom)
	_, wy := Project(0, at.Lat)
	wy = max(min(half, 0.5), min(max(1-half, 0.5), wy))
	_, v.Lat = Unproject(0, wy)
	v.Lon = math.Remainder(at.Lon, 360)
	v.Zoom = at.Zoom - math.Log2(y.unit)
	return v
}

// around is the view that just holds bounds in degrees.
func (y *layout) around(b [4]float64) PictureCenter {
	for b[2] < b[0] && b[0]-b[2] <= 720 {
		b[2] += 360
	}
	x0, y0 := Project(b[0], b[3])
	x1, y1 := Project(b[2], b[1])
	size := min(y.mapPart.w/max(x1-x0, 1e-9), y.mapPart.h/max(y1-y0, 1e-9))
	lon, lat := Unproject((x0+x1)/2, (y0+y1)/2)
	return PictureCenter{lon, lat, math.Log2(size / 256)}
}

// ground paints the ground of a view and returns the frame for what stands on it.
func (y *layout) ground(ctx context.Context, v View) (frame, error) {
	f := viewFrame(y.canvas, v, y.options)
	f.stop = ctx.Err
	if y.Basemap != nil {
		if err := y.Basemap.Ground(ctx, y.canvas, v, y.options); err != nil {
			return f, err
		}
	} else {
		y.box(rect{float64(v.X) / y.k, float64(v.Y) / y.k, float64(v.W) / y.k, float64(v.H) / y.k}, y.theme.Land)
	}
	if y.Tiled == nil {
		return f, nil
	}
	defer f.clip()()
	return f, y.Tiled(ctx, y.canvas, v)
}

// thingsIn are the things of a group in a frame; nil is all of them.
func (y *layout) thingsIn(f *frame, g *viewGroup) []thing {
	f.open = y.Open
	switch {
	case y.Scene == nil || !f.usable():
		return nil
	case g == nil:
		return f.things(y.Scene.all, y.Scene.groupsAt(f.size))
	}
	return f.things(g.entries, groupsIn(g.entries, f.size))
}

// take takes a rectangle in CSS px.
func (y *layout) take(t *Taken, r rect) {
	if r.w > 0 && r.h > 0 {
		t.Add(float32(r.x*y.k), float32(r.y*y.k), float32((r.x+r.w)*y.k), float32((r.y+r.h)*y.k))
	}
}

// credits are set in the lower corner of the map, away from the panel.
type credits struct {
	rect
	words paragraph
	pad   float64
}

func (y *layout) setCredits() credits {
	part, size := y.mapPart, y.credit
	c := credits{pad: size * 0.6}
	// On a low map better some of them than nothing of the map.
	most := int(max(1, min(3, part.h*0.2/(size*1.33))))
	c.words = y.set(y.Credits, size, size*1.33, false, y.theme.Ink2, part.w-2*c.pad, most)
	wide := 0.0
	for _, l := range c.words.lines {
		wide = max(wide, float64(l.Width)/y.k)
	}
	if wide == 0 {
		return c
	}
	c.w, c.h = wide+2*c.pad, c.words.height()+size*0.34
	c.x, c.y = part.x+part.w-c.w, part.y+part.h-c.h
	if y.mirror {
		c.x = part.x
	}
	return c
}

func (y *layout) drawCredits(c *credits) {
	y.box(c.rect, Faded(y.theme.Paper, 0.86))
	mirror := y.mirror
	y.mirror = rightToLeft(y.Credits, "")
	y.draw(&c.words, c.x+c.pad, c.y+c.words.size*0.17, c.w-2*c.pad)
	y.mirror = mirror
}

// A placedInset is an inset with its place in the picture.
type placedInset struct {
	group  *viewGroup
	outer  rect // CSS px of the picture
	height float64
	small  bool
	title  *text.Line
	way    *text.Line
}

// placeInsets finds a corner for each group that is out of view, if there is
// room for it.
func (y *layout) placeInsets(f *frame, groups []viewGroup, credits rect) []placedInset {
	if y.Bounds != nil || len(groups) < 2 || !f.usable() {
		return nil
	}
	var hidden []*viewGroup
	var main *viewGroup
	for i := range groups {
		g := &groups[i]
		s := f.nearest((g.box[0] + g.box[2]) / 2)
		a, b := f.px(xy{g.box[0], g.box[1]}, s), f.px(xy{g.box[2], g.box[3]}, s)
		switch {
		case b[0] < 0 || a[0] > f.w || b[1] < 0 || a[1] > f.h:
			hidden = append(hidden, g)
		case main == nil:
			main = g
		}
	}
	if main == nil {
		main = &groups[0]
	}
	// Sizes are those of the page where the words are as large as there.
	wide := f.w
	w, h, small := insetSize(wide, y.plain)
	margin := 8.0
	switch {
	case y.plain:
		margin = 17
		if wide >= 480 {
			w, h = 168, 99
		}
	case wide >= 720:
		margin = 16
	case wide >= narrowMap:
		margin = 12
	}
	u := y.unit
	var closed []rect
	if credits.w > 0 {
		closed = append(closed, rect{credits.x - y.mapPart.x, credits.y - y.mapPart.y, credits.w, credits.h})
	}
	busy := y.busy(f)
	var out []placedInset
	for _, g := range hidden[:min(len(hidden), mostGroups-1)] {
		of := main
		if of == g {
			of = &groups[0]
		}
		i := placedInset{group: g, small: small, height: h * u}
		to, way := g.wayTo(of, y.Lang)
		tall := h*u + 2
		if !y.plain {
			i.title = y.oneLine(g.caption(small, y.Lang), 13*u, true, w*u-18*u)
			tall += 31 * u
			if !small && way != "" {
				i.way = y.oneLine(way, 13*u, false, w*u-18*u)
				tall += 18 * u
			}
		}
		size := rect{0, 0, w*u + 2, tall}
		if size.w > y.mapPart.w*0.5 || size.h > y.mapPart.h*0.55 {
			continue
		}
		at, fits := corner(size.w, size.h, y.mapPart.w, y.mapPart.h, busy, closed, to, margin*u)
		if !fits {
			continue
		}
		closed = append(closed, at)
		i.outer = rect{at.x + y.mapPart.x, at.y + y.mapPart.y, at.w, at.h}
		out = append(out, i)
	}
	return out
}

// oneLine sets a text that ends in "…" where there is no room.
func (y *layout) oneLine(s string, size float64, bold bool, width float64) *text.Line {
	p := y.set(s, size, size, bold, y.theme.Ink, width, 1)
	if len(p.lines) == 0 {
		return text.Shape("", y.style(size, bold))
	}
	return p.lines[0]
}

// busy is what an inset should rather not cover, in CSS px of the map's part.
func (y *layout) busy(f *frame) []xy {
	var out []xy
	if y.Scene == nil {
		return nil
	}
	for _, e := range y.Scene.all {
		points := e.points
		switch {
		case len(e.rings) > 0:
			points = nil
			ring := e.rings[0].points
			for i := 0; i < len(ring); i += (len(ring) + 11) / 12 {
				points = append(points, ring[i])
			}
		case len(e.points) == 0:
			points = e.lines[0].points
		}
		for _, p := range points {
			q := f.px(p, f.nearest(p[0]))
			out = append(out, xy{q[0] * y.unit, q[1] * y.unit})
		}
	}
	return out
}

// paintInset paints an inset with its edge, its map and its caption.
func (y *layout) paintInset(ctx context.Context, i *placedInset) error {
	o, u := i.outer, y.unit
	y.shadow(o, max(1, u))
	y.box(o, y.theme.ControlEdge)
	y.box(rect{o.x + 1, o.y + 1, o.w - 2, o.h - 2}, y.theme.Paper)
	part := rect{o.x + 1, o.y + 1, o.w - 2, i.height}
	w, h := part.w/u, part.h/u
	c := fit(i.group.row, w, h, insetFit(h, i.small))
	v := View{
		X: float32(math.Round(part.x * y.k)), Y: float32(math.Round(part.y * y.k)), Scale: float32(y.k * u), Zoom: c.zoom,
	}
	v.W, v.H = float32(math.Round((part.x+part.w)*y.k))-v.X, float32(math.Round((part.y+part.h)*y.k))-v.Y
	v.Lon, v.Lat = Unproject(c.xy[0], c.xy[1]+(0.5-insetMiddle)*h/worldSize(c.zoom))
	f, err := y.ground(ctx, v)
	if err != nil {
		return err
	}
	style := captionInset
	f.mark = 1
	if i.small {
		style, f.mark = captionSmallInset, 0.75
	}
	if y.mark > 0 {
		f.mark *= y.mark
	}
	things := y.thingsIn(&f, i.group)
	undo := f.clip()
	err = f.draw(things)
	if err == nil {
		f.label(things, style, &Taken{})
	}
	undo()
	if err != nil || i.title == nil {
		return err
	}
	top := part.y + part.h
	y.box(rect{part.x, top, part.w, 1}, y.theme.Rule)
	write := func(l *text.Line, baseline float64, bold bool) {
		ink := y.theme.Ink2
		if bold {
			ink = y.theme.Ink
		}
		x := part.x + 10*u
		if rightToLeft(y.Title, y.Lang) {
			x = part.x + part.w - 10*u - float64(l.Width)/y.k
		}
		y.line(l, x, baseline, ink)
	}
	write(i.title, top+20*u, true)
	if i.way != nil {
		write(i.way, top+38*u, false)
	}
	return nil
}
