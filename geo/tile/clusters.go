package tile

import (
	"math/bits"

	"dateline/geo/layer"
)

const (
	// maxClusterZoom is the last zoom that has clusters.
	maxClusterZoom = 16
	// cellBits is the logarithm of the number of cells along a tile's side.
	cellBits = 2
	// cellUnits is the side of a cell in tile units: 64 pixels.
	cellUnits = Extent >> cellBits
	// maxSingle is the number of points up to which a cell shows them singly.
	maxSingle = 8
)

// A cell is a square of the grid by which points are clustered. Cells are tiles
// of a deeper zoom, so each is one stretch of the curve that points are sorted
// by, and its points are counted without looking at them.
type cell struct {
	z           uint8 // zoom at which it is a tile
	x, y        uint32
	from, to    int // its points
	n           int // how many of them are kept
	first, last int // of the kept ones
	sumX, sumY  int64
}

// clusters shows the points cell by cell.
//
// The grid lies on coordinates that are not rounded, while the tile that shows
// something goes by the rounded ones. So a tile looks at all cells from which
// something may get into it or its buffer, and shows what does, cluster or
// point, by its own coordinates.
func (c *cutter) clusters(p *layer.Points) {
	if p == nil || p.Len() == 0 {
		return
	}
	a := c.t.Address
	beyond := int64(c.t.Buffer)/cellUnits + 1 // cells that the buffer and half a unit more reach into
	side := int64(1) << (a.Z + cellBits)
	west, north := int64(a.X)<<cellBits, int64(a.Y)<<cellBits
	const across = 1 << cellBits
	for y := max(0, north-beyond); y < min(side, north+across+beyond); y++ {
		for x := west - beyond; x < west+across+beyond; x++ {
			turn := x >> (a.Z + cellBits)
			f := c.frame.moved(turn << 32)
			k := cell{z: a.Z + cellBits, x: uint32(x & (side - 1)), y: uint32(y)}
			k.from, k.to = p.Cell(k.z, k.x, k.y)
			c.count(p, &k)
			if k.n <= maxSingle {
				c.singles(&f, p, &k)
			} else {
				c.cluster(&f, p, &k)
			}
		}
	}
}

// count counts the points of a cell that are kept, and adds them up if they
// are many.
func (c *cutter) count(p *layer.Points, k *cell) {
	if c.o.Keep == nil {
		k.n, k.first, k.last = k.to-k.from, k.from, k.to-1
		if k.n > maxSingle {
			k.sumX, k.sumY = p.Sum(k.from, k.to)
		}
		return
	}
	for i := k.from; i < k.to; i++ {
		if !c.o.Keep(p.Rows[i]) {
			continue
		}
		if k.n == 0 {
			k.first = i
		}
		k.n, k.last = k.n+1, i
		k.sumX += int64(p.Coords[i].X)
		k.sumY += int64(p.Coords[i].Y)
	}
}

func (c *cutter) singles(f *frame, p *layer.Points, k *cell) {
	for i := k.from; k.n > 0 && i < k.to; i++ {
		c.point(f, p.Coords[i], p.Rows[i])
	}
}

func (c *cutter) cluster(f *frame, p *layer.Points, k *cell) {
	at := Coord{
		X: mean(k.sumX, int64(k.n), f.west, f.down),
		Y: min(mean(k.sumY, int64(k.n), f.north, f.down), int32(c.south)),
	}
	if !c.shown.holds(at) {
		return
	}
	g := Cluster{
		ID:    k.id(),
		Count: uint32(k.n), Coord: at, Opens: opens(p.Coords[k.first], p.Coords[k.last]),
	}
	if s := c.o.Status; s != nil && c.o.Keep == nil {
		s.Count(g.ByStatus[:], k.from, k.to)
	} else if s != nil {
		for i := k.first; i <= k.last; i++ {
			if class := s.Of(i); class < StatusSlots && c.o.Keep(p.Rows[i]) {
				g.ByStatus[class]++
			}
		}
	}
	if owns(at) {
		c.t.Stats.Clustered += k.n
	}
	c.t.Coords = append(c.t.Coords, at)
	c.endPart()
	c.t.Features = append(c.t.Features, Feature{
		Row: p.Rows[k.first], Cluster: int32(len(c.t.Clusters)), First: uint32(len(c.t.Ends) - 1), Parts: 1, Type: Point,
	})
	c.t.Clusters = append(c.t.Clusters, g)
}

// mean is sum/n in tile units, rounded half up. A tile unit is 2^unit world units.
func mean(sum, n, origin int64, unit uint8) int32 {
	q, _, _ := divide(2*(sum-n*origin)+n<<unit, 1, 2*n<<unit)
	return int32(q)
}

// id is the same for the same cell, and different from that of any other.
func (k *cell) id() uint64 {
	shift := 32 - k.z
	corner := layer.Coord{X: int32(k.x<<shift ^ 1<<31), Y: int32(k.y<<shift ^ 1<<31)}
	return 1<<52 | uint64(k.z)<<40 | layer.Morton(corner)>>(64-2*uint(k.z))
}

// opens is the zoom from which two points lie in different cells. All points
// between them on the curve share a cell for as long as they do.
func opens(first, last layer.Coord) uint8 {
	shared := bits.LeadingZeros64(layer.Morton(first)^layer.Morton(last)) / 2
	return uint8(min(shared-cellBits, maxClusterZoom) + 1)
}
