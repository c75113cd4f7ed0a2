package layer

import (
	"encoding/binary"
	"math/bits"
)

// A long part has a hierarchy of nodes: one for every leafSize vertices, one
// for every fanOut of those, and so on until there are no more than fanOut.
// Each knows the bounds of its vertices and the lowest of their weights.
const (
	leafSize = 32
	fanOut   = 16
)

// levels calls level for the number of nodes on each level of a part, from the
// leaves up. A part of few vertices has none.
func (p *Part) levels(level func(nodes int)) {
	if p.Count <= 2*leafSize {
		return
	}
	n := (int(p.Count) + leafSize - 1) / leafSize
	level(n)
	for n > fanOut {
		n = (n + fanOut - 1) / fanOut
		level(n)
	}
}

// plant makes the nodes of all parts.
func (s *Shapes) plant() {
	total := 0
	for i := range s.Parts {
		s.Parts[i].levels(func(n int) { total += n })
	}
	s.nodeBounds, s.nodeWeight = make([]Bounds, 0, total), make([]uint8, 0, total)
	for i := range s.Parts {
		p := &s.Parts[i]
		p.nodes = uint32(len(s.nodeBounds))
		below := -1 // first node of the level below
		p.levels(func(n int) {
			start := len(s.nodeBounds)
			for node := range n {
				b, w := noBounds, uint8(maxWeight)
				if below < 0 {
					from := int(p.First) + node*leafSize
					to := min(from+leafSize, int(p.First+p.Count))
					b = boundsOf(s.Coords[from:to])
					for _, v := range s.Weight[from:to] {
						w = min(w, v)
					}
				} else {
					for child := below + node*fanOut; child < min(below+(node+1)*fanOut, start); child++ {
						b.join(s.nodeBounds[child])
						w = min(w, s.nodeWeight[child])
					}
				}
				s.nodeBounds = append(s.nodeBounds, b)
				s.nodeWeight = append(s.nodeWeight, w)
			}
			below = start
		})
	}
}

// Vertices appends to dst the vertices of a part that are kept at a zoom.
// Stretches outside the box are shortened, but only so that what is left after
// clipping to the box is the same. The box is taken as it stands: for what lies
// beyond a rim, ask with each of its [WorldBox.Turns]. Of points, those outside
// the box are left out.
func (s *Shapes) Vertices(dst []Coord, part int, box WorldBox, zoom uint8) []Coord {
	p := &s.Parts[part]
	g := gathering{
		coords: s.Coords[p.First : p.First+p.Count], weight: s.Weight[p.First : p.First+p.Count],
		box: box, zoom: zoom, points: p.Kind == PartPoints, dst: dst,
	}
	switch {
	case p.Bounds.In(box):
		g.inside(0, len(g.coords))
	case p.Count <= 2*leafSize:
		g.mixed(0, len(g.coords))
	default:
		var levels [8]level
		top, first := -1, int(p.nodes)
		p.levels(func(n int) {
			top++
			levels[top] = level{s.nodeBounds[first : first+n], s.nodeWeight[first : first+n]}
			first += n
		})
		for node := range levels[top].bounds {
			g.node(&levels, top, node)
		}
	}
	return g.dst
}

// A level is the nodes on one level of a part's hierarchy.
type level struct {
	bounds []Bounds
	weight []uint8
}

// A gathering appends the vertices of one part, from first to last.
//
// Vertices outside the box are told by the sides of it on which they lie. While
// a run of them lies on one side, only its first and last are needed: the path
// between them stays on that side, and so does the straight line.
type gathering struct {
	coords []Coord
	weight []uint8

	box    WorldBox
	zoom   uint8
	points bool

	dst  []Coord
	last uint8 // sides of the last vertex
	run  uint8 // sides that the run has in common, 0 if there is no run
}

const (
	sideWest uint8 = 1 << iota
	sideEast
	sideNorth
	sideSouth
)

// sides tells where c is seen from the box; 0 is inside.
func sides(box *WorldBox, c Coord) uint8 {
	var s uint8
	if int64(c.X) < box.MinX {
		s = sideWest
	} else if int64(c.X) > box.MaxX {
		s = sideEast
	}
	if int64(c.Y) < box.MinY {
		s |= sideNorth
	} else if int64(c.Y) > box.MaxY {
		s |= sideSouth
	}
	return s
}

func (g *gathering) add(c Coord) {
	s := sides(&g.box, c)
	switch {
	case g.run&s != 0: // the run goes on
		g.dst[len(g.dst)-1] = c
		g.run &= s
	default:
		g.run = g.last & s // a run begins with two
		g.dst = append(g.dst, c)
	}
	g.last = s
}

func (g *gathering) node(levels *[8]level, height, node int) {
	l := &levels[height]
	if l.weight[node] > g.zoom {
		return
	}
	reach := leafSize
	for range height {
		reach *= fanOut
	}
	from, to := node*reach, min((node+1)*reach, len(g.coords))
	b := &l.bounds[node]
	switch {
	case !b.Meets(g.box):
		if !g.points {
			first, last := g.firstKept(from), g.lastKept(to)
			g.add(g.coords[first])
			if last > first {
				g.add(g.coords[last])
			}
		}
	case b.In(g.box):
		g.inside(from, to)
	case height == 0:
		g.mixed(from, to)
	default:
		for child := node * fanOut; child < min((node+1)*fanOut, len(levels[height-1].bounds)); child++ {
			g.node(levels, height-1, child)
		}
	}
}

// inside appends the kept vertices from…to-1, all of them in the box.
func (g *gathering) inside(from, to int) {
	for i := from; i < to; i += 8 {
		for m := g.kept(i, to); m != 0; m &= m - 1 {
			g.dst = append(g.dst, g.coords[i+bits.TrailingZeros64(m)/8])
			g.last, g.run = 0, 0
		}
	}
}

// mixed appends the kept vertices from…to-1.
func (g *gathering) mixed(from, to int) {
	for i := from; i < to; i += 8 {
		for m := g.kept(i, to); m != 0; m &= m - 1 {
			c := g.coords[i+bits.TrailingZeros64(m)/8]
			if !g.points {
				g.add(c)
			} else if g.box.Contains(c) {
				g.dst = append(g.dst, c)
			}
		}
	}
}

// kept looks at the weights of vertices i…i+7 below to at once. It sets the
// highest bit of byte n if vertex i+n is kept.
func (g *gathering) kept(i, to int) uint64 {
	const ones, highest = 0x0101010101010101, 0x8080808080808080
	if i+8 <= to {
		// Weights and zooms are small: no byte borrows from the next.
		w := binary.LittleEndian.Uint64(g.weight[i:])
		return ^((w | highest) - ones*uint64(g.zoom+1)) & highest
	}
	var m uint64
	for n, w := range g.weight[i:to] {
		if w <= g.zoom {
			m |= 0x80 << (8 * n)
		}
	}
	return m
}

// firstKept and lastKept find a kept vertex at or after from, and before to;
// there is one.
func (g *gathering) firstKept(from int) int {
	for i := from; ; i += 8 {
		if m := g.kept(i, len(g.weight)); m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
	}
}

func (g *gathering) lastKept(to int) int {
	for to--; g.weight[to] > g.zoom; to-- {
	}
	return to
}
