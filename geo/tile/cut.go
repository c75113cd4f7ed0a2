package tile

import (
	"cmp"
	"slices"
	"sync"

	"dateline/geo/layer"
)

// Cut fills t with what the layer has at an address. It uses the slices that t
// has, and hardly allocates once they are large enough.
func Cut(t *Tile, l Source, a Address, o Options) {
	c := cutters.Get().(*cutter)
	c.begin(t, a, o)
	if o.Cluster && a.Z <= maxClusterZoom {
		c.clusters(l.Points())
	} else {
		c.points(l.Points())
	}
	c.shapes(l.Shapes())
	c.sort()
	t.Stats.Features = len(t.Features)
	c.end()
	cutters.Put(c)
}

var cutters = sync.Pool{New: func() any {
	c := new(cutter)
	c.take = c.takePart
	return c
}}

// A cutter cuts one tile at a time. It is kept for its scratch space.
type cutter struct {
	t     *Tile
	o     Options
	frame frame
	box   layer.WorldBox // the tile with its buffer
	turns []turn
	south int64 // y of the world's southern rim, less a unit, in tile units

	parts  []ref
	source *layer.Shapes
	turn   uint32
	take   func(part int) // takePart, made once
	world  []layer.Coord  // vertices of one part
	clip   clipper
	shown  window // where points and clusters are shown
	areas  areas
	pixels [2]pixels // of lines and of polygons
}

func (c *cutter) begin(t *Tile, a Address, o Options) {
	buffer := o.Buffer
	switch {
	case buffer == 0:
		buffer = Buffer
	case buffer < 0:
		buffer = 0
	}
	buffer = min(buffer, Extent)
	*t = Tile{
		Address: a, Extent: Extent, Buffer: buffer,
		Features: t.Features[:0], Coords: t.Coords[:0], Ends: t.Ends[:0], Clusters: t.Clusters[:0],
	}
	c.t, c.o = t, o
	c.frame = frameOf(a)
	c.box = a.Box(Extent, buffer)
	c.south = (int64(1)<<a.Z-int64(a.Y))*Extent - 1
	c.clip.window = window{-int64(buffer), Extent + int64(buffer)}
	c.shown = c.clip.window
	if buffer == 0 { // a point on the edge belongs to the tile beyond
		c.shown.high--
	}
	c.findTurns()
	for i := range c.pixels {
		c.pixels[i].begin(buffer)
	}
}

// end lets go of what belongs to the caller.
func (c *cutter) end() { c.t, c.o, c.source = nil, Options{}, nil }

// A ref is a part of the layer's shapes, as seen in a turn.
type ref struct {
	row, part uint32
	turn      uint32
}

func (c *cutter) shapes(s *layer.Shapes) {
	if s == nil || len(s.Parts) == 0 {
		return
	}
	c.parts, c.source = c.parts[:0], s
	for i := range c.turns {
		c.turn = uint32(i)
		s.In(c.turns[i].near, c.take)
	}
	if len(c.turns) > 1 {
		slices.SortFunc(c.parts, func(a, b ref) int {
			return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.turn, b.turn), cmp.Compare(a.part, b.part))
		})
	}
	for first := 0; first < len(c.parts); {
		row, last := c.parts[first].row, first
		var kinds [4]bool
		for ; last < len(c.parts) && c.parts[last].row == row; last++ {
			kinds[s.Parts[c.parts[last].part].Kind] = true
		}
		if c.o.Keep == nil || c.o.Keep(row) {
			parts := c.parts[first:last]
			if kinds[layer.PartPoints] {
				c.multipoint(s, row, parts)
			}
			if kinds[layer.PartLine] {
				c.lines(s, row, parts)
			}
			if kinds[layer.PartOuter] || kinds[layer.PartInner] {
				c.polygons(s, row, parts)
			}
		}
		first = last
	}
}

// takePart takes a part for the tile, as it is seen in the turn.
func (c *cutter) takePart(part int) {
	c.parts = append(c.parts, ref{row: c.source.Parts[part].Row, part: uint32(part), turn: c.turn})
}

// feature ends a feature whose parts are those after first; without parts there
// is none.
func (c *cutter) feature(row uint32, typ GeomType, first int) bool {
	n := len(c.t.Ends) - first
	if n > 0 {
		c.t.Features = append(c.t.Features, Feature{Row: row, Cluster: -1, First: uint32(first), Parts: uint32(n), Type: typ})
	}
	return n > 0
}

// endPart ends a part: its coordinates are those after the previous part's.
func (c *cutter) endPart() { c.t.Ends = append(c.t.Ends, uint32(len(c.t.Coords))) }

// owns reports whether a place belongs to the tile rather than to a neighbour.
func owns(p Coord) bool { return uint32(p.X) < Extent && uint32(p.Y) < Extent }

// sort puts the features into the order of rows.
func (c *cutter) sort() {
	order := func(a, b Feature) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Type, b.Type), cmp.Compare(a.First, b.First))
	}
	if !slices.IsSortedFunc(c.t.Features, order) {
		slices.SortFunc(c.t.Features, order)
	}
}
