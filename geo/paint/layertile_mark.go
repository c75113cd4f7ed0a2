package paint

import (
	"image/color"
	"math"

	"dateline/geo/raster"
	"dateline/geo/report"
	"dateline/geo/tile"
)

// A sprite is a mark painted once, to be put on whole pixels.
type sprite struct {
	picture *raster.Canvas
	x, y    int // of its top left corner, from its place
}

// A spriteKey is all that a sprite depends on.
type spriteKey struct {
	theme          *Theme
	unit           float32
	look           look
	color          color.NRGBA // of what has no status
	radius, casing float32     // CSS px
	opacity        uint8
	count          int // of a cluster
	counts         [looks]int
}

// sprites are shared by all tiles: 16 MB are some 2,000 clusters of 44 px, @2x.
var sprites = newLRU[spriteKey, *sprite](16 << 20)

// spriteOf is the sprite of a key, painted on demand on a canvas that reaches
// so many CSS px from its middle.
func spriteOf(key spriteKey, reach float32, paint func(p *pen)) *sprite {
	if s, ok := sprites.get(key); ok {
		return s
	}
	half := int(math.Ceil(float64(reach*key.unit))) + 1
	c := raster.GetCanvas(2*half, 2*half)
	defer c.Release()
	pen := &pen{c: c, theme: key.theme}
	paint(pen.at(float64(half), float64(half), float64(key.unit)))
	c.Thin(key.opacity)
	s := cropped(c, half)
	sprites.put(key, s, len(s.picture.Pix)+512)
	return s
}

// cropped is the part of a canvas that is painted, as a sprite whose place is
// so far from the top and the left.
func cropped(c *raster.Canvas, middle int) *sprite {
	x0, y0, x1, y1 := c.W, c.H, 0, 0
	for i := 3; i < len(c.Pix); i += 4 {
		if c.Pix[i] != 0 {
			x, y := i/4%c.W, i/4/c.W
			x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x+1), max(y1, y+1)
		}
	}
	if x0 >= x1 {
		x0, y0, x1, y1 = 0, 0, 1, 1
	}
	s := &sprite{raster.New(x1-x0, y1-y0), x0 - middle, y0 - middle}
	s.picture.Over(c, -x0, -y0)
	return s
}

// stamp puts a sprite at a place of the tile.
func (p *layerPainter) stamp(s *sprite, at tile.Coord) {
	x, y := p.place(at)
	p.canvas.Over(s.picture, int(math.Floor(float64(x)+0.5))+s.x, int(math.Floor(float64(y)+0.5))+s.y)
}

// symbolReach is how far a symbol of look.md reaches from its middle, casing
// included: that of denied, whose slash is 24 px long.
const symbolReach = 15

func (p *layerPainter) symbolSprite(l look) *sprite {
	if p.sprites[l] == nil {
		key := spriteKey{theme: p.theme, unit: p.large, look: l, opacity: 255}
		p.sprites[l] = spriteOf(key, symbolReach, func(pen *pen) { pen.symbol(l, true) })
	}
	return p.sprites[l]
}

// dotSprite is the mark of what has no status.
func (p *layerPainter) dotSprite(d *dress) *sprite {
	quarter := func(v float32) float32 { return float32(math.Round(float64(v)*4)) / 4 }
	key := spriteKey{
		theme: p.theme, unit: p.large, look: lookPlain, color: d.color,
		radius: quarter(d.radius), casing: quarter(d.casing), opacity: uint8(d.opacity*255 + 0.5),
	}
	if p.found == nil || p.last != key {
		p.last = key
		p.found = spriteOf(key, key.radius+key.casing+1, func(pen *pen) {
			if key.casing > 0 {
				pen.fill(p.theme.Paper, func(q *raster.Path) { q.Circle(0, 0, key.radius+key.casing) })
			}
			pen.fill(key.color, func(q *raster.Path) { q.Circle(0, 0, key.radius) })
		})
	}
	return p.found
}

// marks draws points and then clusters, in the order of rows.
func (p *layerPainter) marks() {
	for i := range p.dots {
		d := &p.dots[i]
		s := p.sprites[d.look]
		switch {
		case d.look == lookPlain && d.radius <= 0:
			continue
		case d.look == lookPlain:
			s = p.dotSprite(&d.dress)
		case s == nil:
			s = p.symbolSprite(d.look)
		}
		f := &p.t.Features[d.feature]
		for _, at := range p.t.Part(f.First) {
			p.stamp(s, at)
		}
	}
	for i := range p.t.Clusters {
		c := &p.t.Clusters[i]
		p.stamp(p.clusterSprite(c), c.Coord)
	}
}

// slotLooks are the looks that the slots of a cluster's count stand for.
var slotLooks = func() (of [tile.StatusSlots]look) {
	of[0] = lookPlain
	for _, s := range report.Statuses() {
		of[tile.StatusSlot(s)] = lookOf(s, "")
	}
	return of
}()

// clusterSprite is the ring of a cluster.
func (p *layerPainter) clusterSprite(c *tile.Cluster) *sprite {
	n := int(c.Count)
	key := spriteKey{theme: p.theme, unit: p.large, look: looks, opacity: 255, count: n}
	rest := n
	for slot, count := range c.ByStatus {
		if slot > 0 {
			key.counts[slotLooks[slot]] += int(count)
			rest -= int(count)
		}
	}
	key.counts[lookPlain] = max(0, rest)
	if p.style.on && p.style.color.set && p.style.color.property == "" {
		key.color = p.style.color.otherwise.on(p.theme)
	}
	outer := ringRadius(n)
	return spriteOf(key, float32(outer)+3, func(pen *pen) {
		if key.color.A > 0 { // what has no status has the layer's colour
			own := *p.theme
			own.Ink2 = key.color
			pen.theme = &own
		}
		pen.ring(&key.counts, n, outer)
	})
}
