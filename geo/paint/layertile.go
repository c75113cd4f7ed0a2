package paint

import (
	"cmp"
	"fmt"
	"image/color"
	"math"
	"slices"
	"sync"

	"dateline/geo/layer"
	"dateline/geo/raster"
	"dateline/geo/report"
	"dateline/geo/tile"
)

// LayerBuffer is the buffer, in tile units, of tiles cut for LayerTile: what
// stands on a neighbour and reaches over the edge lies within, at any size,
// scale and style. It is 40 px of a tile of 256.
const LayerBuffer = 40 * tile.Pixel

// LayerTile draws a layer that is cut to a tile, on a canvas as large as the
// options say. Features with a status are drawn by it as look.md has it, others
// by the style, which may be nil. Areas lie under lines, lines under marks,
// marks under clusters; what is alike is drawn in the same order in every tile,
// so that neighbours join without a seam if the tile was cut with LayerBuffer.
//
// A vague place is a disc of its radius, or of as much of it as the buffer
// lets neighbours see. It is an error, wrapping ErrOptions, if the options are
// wrong or the canvas has another size.
func LayerTile(c *raster.Canvas, t *tile.Tile, l *layer.Layer, s *LayerStyle, o TileOptions) error {
	o, err := o.Checked()
	if err != nil {
		return err
	}
	if px := o.Pixels(); c.W != px || c.H != px {
		return fmt.Errorf("%w: the canvas is %d × %d px, not %d × %d", ErrOptions, c.W, c.H, px, px)
	}
	p := layerPainters.Get().(*layerPainter)
	p.frame = tileFrame(c, t.Address, o)
	p.left0, p.top0, p.side = 0, 0, float64(o.Pixels())
	p.draw(t, l, s)
	layerPainters.Put(p)
	return nil
}

// LayerView draws into a view what a tile shows of a layer: with all tiles of a
// zoom that the view shows it is whole. That zoom is the view's or a little
// below, else LayerBuffer is too narrow for what reaches over an edge. Of the
// copies of the tile side by side it is that nearest to the view's middle. Only
// the theme of the options matters.
func LayerView(c *raster.Canvas, v View, t *tile.Tile, l *layer.Layer, s *LayerStyle, o TileOptions) {
	if o.Theme == nil {
		o.Theme = &Light
	}
	f := viewFrame(c, v, o)
	if !f.usable() {
		return
	}
	side := v.WorldSize() / math.Exp2(float64(t.Z))
	shift := f.nearest((float64(t.X) + 0.5) / math.Exp2(float64(t.Z)))
	corner := f.px(xy{float64(t.X) / math.Exp2(float64(t.Z)), float64(t.Y) / math.Exp2(float64(t.Z))}, shift)

	p := layerPainters.Get().(*layerPainter)
	p.frame = f
	p.left0, p.top0, p.side = f.left+corner[0]*f.k, f.top+corner[1]*f.k, side

	// Whole pixels fall to one tile each.
	x0, y0, x1, y1 := c.Clip()
	edge := func(v float64) int { return int(math.Floor(v + 0.5)) }
	c.SetClip(
		max(x0, edge(p.left0), edge(f.left)), max(y0, edge(p.top0), edge(f.top)),
		min(x1, edge(p.left0+side), edge(f.left+f.w*f.k)), min(y1, edge(p.top0+side), edge(f.top+f.h*f.k)),
	)
	p.draw(t, l, s)
	c.SetClip(x0, y0, x1, y1)
	layerPainters.Put(p)
}

// draw draws the tile into the frame, with its corner and its side as set.
func (p *layerPainter) draw(t *tile.Tile, l *layer.Layer, s *LayerStyle) {
	p.begin(t, l, s)
	p.sort()
	p.areas()
	p.lines()
	p.marks()
	p.end()
}

var layerPainters = sync.Pool{New: func() any { return new(layerPainter) }}

// A dress is all that is drawn alike of a feature.
type dress struct {
	look             look
	color, fill      color.NRGBA
	width, radius    float32 // CSS px
	casing           float32
	opacity, filling float32
	dash             string // of a style: lengths in CSS px, as keyOf writes them
	plain            bool   // no setting of the fill
}

// An item is a feature that is drawn in a dress.
type item struct {
	dress
	feature int32
}

// A layerPainter draws one tile at a time. It is kept for its memory.
type layerPainter struct {
	frame
	t     *tile.Tile
	l     *layer.Layer
	unit  float32 // device px per CSS px
	large float32 // the same of marks

	left0, top0 float64 // the tile's corner, device px
	side        float64 // of the tile, device px
	scale       float64 // device px per tile unit

	style   rules
	shapes  [2][]item // areas, lines
	dots    []item
	discs   []disk
	path    raster.Path
	dashed  raster.Path
	pieces  raster.Path
	sprites [looks]*sprite
	last    spriteKey
	found   *sprite
	cut     edgeCutter
}

// A disk is a vague place that is drawn as an area.
type disk struct {
	look look
	at   tile.Coord
	r    float32 // device px
}

// rules are a style's settings for the layer.
type rules struct {
	on                                          bool
	color, fill                                 ruled[themed]
	width, radius, casing, opacity, fillOpacity ruled[amount]
	dash                                        ruled[pattern]
}

func (p *layerPainter) begin(t *tile.Tile, l *layer.Layer, s *LayerStyle) {
	p.t, p.l = t, l
	p.scale = p.side / tile.Extent
	p.unit, p.large = float32(p.k), float32(p.k*p.mark)
	p.style = rules{}
	if s != nil {
		p.style = rules{
			on: true, color: s.color.in(l), fill: s.fill.in(l), width: s.width.in(l), radius: s.radius.in(l),
			casing: s.casing.in(l), opacity: s.opacity.in(l), fillOpacity: s.fillOpacity.in(l), dash: s.dash.in(l),
		}
	}
	p.dots, p.discs = p.dots[:0], p.discs[:0]
	for i := range p.shapes {
		p.shapes[i] = p.shapes[i][:0]
	}
	p.sprites, p.found = [looks]*sprite{}, nil
}

// end lets go of what belongs to the caller.
func (p *layerPainter) end() {
	p.canvas, p.t, p.l, p.style, p.theme = nil, nil, nil, rules{}, nil
}

// sort finds how each feature is drawn and what is drawn with what.
func (p *layerPainter) sort() {
	for i := range p.t.Features {
		f := &p.t.Features[i]
		if f.Cluster >= 0 {
			continue
		}
		it := item{p.dressOf(f), int32(i)}
		switch f.Type {
		case tile.Point:
			if !p.vague(f, it.look) {
				p.dots = append(p.dots, it)
			}
		case tile.Line:
			p.shapes[1] = append(p.shapes[1], it)
		case tile.Polygon:
			p.shapes[0] = append(p.shapes[0], it)
		}
	}
	for _, list := range p.shapes {
		slices.SortStableFunc(list, func(a, b item) int { return a.compare(&b.dress) })
	}
}

// compare orders dresses by what they are, whatever tile they come from. What
// is known stands over what is only said.
func (d *dress) compare(e *dress) int {
	packed := func(c color.NRGBA) uint32 {
		return uint32(c.R)<<24 | uint32(c.G)<<16 | uint32(c.B)<<8 | uint32(c.A)
	}
	if d.look != e.look {
		return cmp.Compare(e.look, d.look)
	}
	return cmp.Or(
		cmp.Compare(e.width, d.width), cmp.Compare(packed(d.color), packed(e.color)),
		cmp.Compare(packed(d.fill), packed(e.fill)), cmp.Compare(d.filling, e.filling),
		cmp.Compare(d.opacity, e.opacity), cmp.Compare(d.casing, e.casing), cmp.Compare(d.dash, e.dash),
	)
}

// dressOf is how a feature is drawn.
func (p *layerPainter) dressOf(f *tile.Feature) dress {
	status := p.l.Status(f.Row)
	kind := ""
	if status == "" {
		kind = p.kind(f.Row)
	}
	l := lookOf(status, kind)
	k := l.colour(p.theme)
	d := dress{look: l, color: k, fill: k, opacity: 1, filling: areaInk, plain: true}
	if l != lookPlain {
		return d
	}
	d.radius, d.casing = plainRadius, 2
	switch f.Type {
	case tile.Line:
		s := lineStyleOf(l)
		d.width, d.casing = float32(s.width), float32(s.casing-s.width)/2
	case tile.Polygon:
		e := edgeOf(l)
		d.width, d.casing = float32(e.width), float32(e.casing-e.width)/2
	}
	s := &p.style
	if !s.on {
		return d
	}
	d.color = s.color.of(f.Row, themed{k, k}).on(p.theme)
	d.width = float32(s.width.of(f.Row, amount(d.width)))
	d.casing = float32(s.casing.of(f.Row, amount(d.casing)))
	d.opacity = float32(s.opacity.of(f.Row, 1))
	switch f.Type {
	case tile.Point:
		d.radius = float32(s.radius.of(f.Row, plainRadius))
		d.width = 0
	case tile.Polygon:
		d.fill = s.fill.of(f.Row, themed{d.color, d.color}).on(p.theme)
		d.filling = float32(s.fillOpacity.of(f.Row, areaInk))
		d.plain = !s.fill.set && !s.fillOpacity.set
	}
	if f.Type != tile.Point && s.dash.set {
		d.dash = keyOf(s.dash.of(f.Row, nil))
	}
	return d
}

// plainRadius is the radius of a mark without status or style, in CSS px.
const plainRadius = 4.5

func (p *layerPainter) kind(row uint32) string {
	return p.l.Feature(int(p.l.Features()[row])).Kind()
}

// vague takes a point of a report whose place is not a point: it becomes a disc.
func (p *layerPainter) vague(f *tile.Feature, l look) bool {
	if l == lookPlain || l.gone() {
		return false
	}
	r := p.l.Feature(int(p.l.Features()[f.Row])).Sourced()
	if r == nil || r.Place == nil || !isVague(r.Place) {
		return false
	}
	for _, at := range p.t.Part(f.First) {
		px := p.discRadius(r.Place.RadiusM, at)
		p.discs = append(p.discs, disk{l, at, px})
	}
	return true
}

// isVague is the rule of newEntry.
func isVague(place *report.Place) bool {
	return place.Precision.Vague() || place.Precision == "" && place.RadiusM > 0
}

// discRadius is the radius of a vague place in device px: no smaller than can
// be seen to be one, no larger than neighbouring tiles know of.
func (p *layerPainter) discRadius(metres float64, at tile.Coord) float32 {
	world := math.Exp2(float64(p.t.Z))
	y := (float64(p.t.Y) + float64(at.Y)/tile.Extent) / world
	r := 0.0
	if metres > 0 && metres < equator {
		r = worldMetres(metres, y) * world * p.side
	}
	most := float64(p.t.Buffer)*p.scale - 6*p.k
	return float32(max(leastRadius*p.k, min(r, most)))
}

// place is a place of the tile in device px.
func (p *layerPainter) place(at tile.Coord) (x, y float32) {
	return float32(p.left0 + float64(at.X)*p.scale), float32(p.top0 + float64(at.Y)*p.scale)
}
