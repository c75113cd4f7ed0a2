package paint

import (
	"math"
	"slices"
	"sync"
	"sync/atomic"
)

// nearMarks is how near two marks come before they become one, in CSS px.
const nearMarks = 12

// ringRadius is the outer radius of the ring for so many entries, in CSS px.
func ringRadius(n int) float64 {
	switch {
	case n < 10:
		return 19
	case n < 100:
		return 22
	}
	return 25
}

// A cluster is spots that are one mark; without a radius it is a single one.
type cluster struct {
	xy
	of     []int32 // of the spots, ascending
	radius float64
}

// clustered groups spots in px, in the order of the list: the first of a group
// leads it. Rings swallow what they would cover, until nothing changes. Wrap is
// the width of the world: what is near across its edge is near.
func clustered(spots []xy, wrap float64) []cluster {
	all := make([]cluster, len(spots))
	own := make([]int32, len(spots))
	for i, p := range spots {
		own[i] = int32(i)
		all[i] = cluster{xy: p, of: own[i : i+1 : i+1]}
	}
	all = merged(all, wrap, func(a, b *cluster) float64 { return nearMarks })
	for range 6 {
		before := len(all)
		all = merged(all, wrap, func(a, b *cluster) float64 {
			if a.radius > 0 && b.radius > 0 {
				return (a.radius + b.radius) * 0.85
			}
			return max(nearMarks, a.radius+b.radius+5)
		})
		if len(all) == before {
			break
		}
	}
	return all
}

// clusterCell is the side of a cell of the grid, at least the longest reach.
const clusterCell = 50

func merged(list []cluster, wrap float64, reach func(a, b *cluster) float64) []cluster {
	cols := int64(math.Ceil(wrap / clusterCell))
	column := func(x float64) int64 { return floorMod(int64(math.Floor(x/clusterCell)), cols) }
	type cell [2]int64
	first, next := make(map[cell]int32, len(list)), make([]int32, len(list))
	for i := len(list) - 1; i >= 0; i-- { // so that each cell counts upwards
		c := cell{column(list[i].xy[0]), int64(math.Floor(list[i].xy[1] / clusterCell))}
		next[i] = first[c]
		first[c] = int32(i) + 1
	}
	gone := make([]bool, len(list))
	out := make([]cluster, 0, len(list))
	for i := range list {
		if gone[i] {
			continue
		}
		gone[i] = true
		a := &list[i]
		n := float64(len(a.of))
		x, y, of := a.xy[0]*n, a.xy[1]*n, a.of
		col, row := column(a.xy[0]), int64(math.Floor(a.xy[1]/clusterCell))
		// Two cells each way: the last cell of a row may be narrow.
		for dc := int64(-2); dc <= 2; dc++ {
			for dr := int64(-1); dr <= 1; dr++ {
				for j := first[cell{floorMod(col+dc, cols), row + dr}]; j > 0; j = next[j-1] {
					b := &list[j-1]
					if gone[j-1] {
						continue
					}
					bx := b.xy[0] + math.Floor((a.xy[0]-b.xy[0])/wrap+0.5)*wrap
					if math.Hypot(bx-a.xy[0], b.xy[1]-a.xy[1]) >= reach(a, b) {
						continue
					}
					gone[j-1] = true
					m := float64(len(b.of))
					n, x, y = n+m, x+bx*m, y+b.xy[1]*m
					of = append(of, b.of...)
				}
			}
		}
		if len(of) == len(a.of) {
			out = append(out, *a)
			continue
		}
		slices.Sort(of)
		out = append(out, cluster{xy{x / n, y / n}, of, ringRadius(len(of))})
	}
	return out
}

func floorMod(a, n int64) int64 { return ((a % n) + n) % n }

// A group is the entries that are one mark at a zoom, in units of the world.
type group struct {
	xy
	entries []*entry // in the order of the list
	same    bool     // all are at one spot
}

// groupsIn is which of the entries are one mark in a world of so many CSS px.
func groupsIn(entries []*entry, size float64) []group {
	var spots []xy
	var owner []*entry
	add := func(e *entry, p xy) {
		spots = append(spots, xy{p[0] * size, p[1] * size})
		owner = append(owner, e)
	}
	for _, e := range entries {
		switch {
		case len(e.rings) > 0:
			if e.small(size) {
				add(e, e.anchor)
			}
		case e.radius < 0 || e.small(size):
			for _, p := range e.points {
				add(e, p)
			}
		}
	}
	clusters := clustered(spots, size)
	out := make([]group, len(clusters))
	for i, c := range clusters {
		g := group{xy: xy{c.xy[0] / size, c.xy[1] / size}, same: true, entries: make([]*entry, 0, len(c.of))}
		first := spots[c.of[0]]
		for _, j := range c.of {
			// The spots of an entry stand side by side, and so do its places here.
			if n := len(g.entries); n == 0 || g.entries[n-1] != owner[j] {
				g.entries = append(g.entries, owner[j])
			}
			g.same = g.same && math.Hypot(spots[j][0]-first[0], spots[j][1]-first[1]) < 0.01
		}
		out[i] = g
	}
	return out
}

// A groupCache keeps groups by zoom, the last ones used. The zero value is empty.
type groupCache struct {
	mu   sync.Mutex
	kept []*groupsAt // the last used first
}

type groupsAt struct {
	size   float64
	once   sync.Once
	groups []group
	count  atomic.Int64 // of groups, once they are made
}

const (
	// mostZooms and mostKept bound what a groupCache keeps: zooms, and groups in all.
	mostZooms = 64
	mostKept  = 1 << 20
)

// at returns what make makes for a world of a size, made once.
func (c *groupCache) at(size float64, make func() []group) []group {
	c.mu.Lock()
	i := slices.IndexFunc(c.kept, func(g *groupsAt) bool { return g.size == size })
	var g *groupsAt
	if i >= 0 {
		g = c.kept[i]
		copy(c.kept[1:i+1], c.kept[:i])
		c.kept[0] = g
	} else {
		g = &groupsAt{size: size}
		c.kept = slices.Insert(c.kept, 0, g)
	}
	c.mu.Unlock()
	g.once.Do(func() {
		g.groups = make()
		g.count.Store(int64(len(g.groups)))
		c.mu.Lock()
		defer c.mu.Unlock()
		total := int64(0)
		for n, k := range c.kept {
			if total += k.count.Load(); n > 0 && (n >= mostZooms || total > mostKept) {
				c.kept = c.kept[:n]
				break
			}
		}
	})
	return g.groups
}
