package tile

import (
	"cmp"
	"slices"
)

// A chain is a stretch of a loop between two junctions, or a whole loop without
// any. Chains meet at junctions only.
//
// Each chain has two halves: 2n goes along chain n the way of its loop, 2n+1 the
// other way. What "left" is supposes that y counts upwards.
type chain struct {
	loop     int32
	start    int32 // its first vertex, counted round the loop
	count    int32 // its segments
	from, to int32 // junctions, or -1
	low      int32 // its leftmost vertex, counted from start
	group    int32 // index into faces.groups: the polygons it bounds
	dead     bool  // bounds nothing
}

// A walk is one round along halves, always taking the sharpest turn to the left,
// so that it goes round something connected that is not cut up any further.
// Where that has holes, it has several walks.
type walk struct {
	half  int32 // one of its halves
	cover int32 // how many polygons hold what lies to the left, -1 if not known yet
	held  int32 // first of the components that lie in what it goes round, or -1
	face  int32 // another walk of the same face, or itself: see faces.face
}

// A component is chains that hang together, and no others.
type component struct {
	outer int32 // the walk round the outside
	next  int32 // next component in the same walk, or -1
	low   uint32
	chain int32 // that of its leftmost vertex
}

// faces finds out what lies inside a feature, from loops whose segments meet at
// vertices only.
type faces struct {
	loops  *loops
	meets  *meeter
	chains []chain
	// groups are the polygons that chains bound: those of group g are
	// owners[groups[g]:groups[g+1]].
	groups []int32
	owners []int32
	places []uint32 // key of each junction

	chainOf  []int32     // by segment; -1 if it bounds nothing
	outs     []int32     // halves by the junction they start from, turning to the left
	firstOut []int32     // by junction: its first in outs
	outAt    []int32     // by half: its index in outs
	headings []direction // by half

	walks      []walk
	walkOf     []int32 // by half
	components []component
	leader     []int32 // by junction: see component
	outermost  int32   // first component that nothing holds
	stack      []visit
	odd        []bool // by polygon: it holds the place where the visit is
	single     []int32
	look       lookout
}

// find finds the walks and what they go round.
func (f *faces) find(l *loops, m *meeter) {
	f.loops, f.meets = l, m
	f.cut()
	f.merge()
	f.turn()
	f.walkAll()
	f.connect()
	f.hold()
	f.cover()
}

// cut cuts the loops into chains.
func (f *faces) cut() {
	l, m := f.loops, f.meets
	f.chains, f.places, f.owners, f.groups = f.chains[:0], f.places[:0], f.owners[:0], f.groups[:0]
	if m.met {
		for i := range l.list {
			o := &l.list[i]
			m.junction[o.first] = m.junction[o.first] || m.junction[o.end]
			for v := o.first; v < o.end; v++ {
				if m.junction[v] {
					f.places = append(f.places, key(l.coords[v]))
				}
			}
		}
		slices.Sort(f.places)
		f.places = slices.Compact(f.places)
	}
	for i := range l.list {
		o := &l.list[i]
		n := o.end - o.first
		whole := true
		for v := o.first; m.met && v < o.end; v++ {
			if !m.junction[v] {
				continue
			}
			whole = false
			end := v + 1
			for end < o.end && !m.junction[end] {
				end++
			}
			if end == o.end { // round the end to the first junction
				for end = o.first; !m.junction[end]; end++ {
				}
			}
			count := end - v
			if count <= 0 {
				count += n
			}
			f.add(chain{loop: int32(i), start: v - o.first, count: count, from: f.junction(v), to: f.junction(end)})
		}
		if whole {
			f.add(chain{loop: int32(i), count: n, from: -1, to: -1})
		}
	}
	f.groups = append(f.groups, int32(len(f.owners)))
}

func (f *faces) junction(vertex int32) int32 {
	i, _ := slices.BinarySearch(f.places, key(f.loops.coords[vertex]))
	return int32(i)
}

func (f *faces) add(c chain) {
	c.group = int32(len(f.groups))
	f.groups = append(f.groups, int32(len(f.owners)))
	f.owners = append(f.owners, f.loops.list[c.loop].polygon)
	f.chains = append(f.chains, c)
}

// vertex is vertex k of a chain, 0 ≤ k ≤ count.
func (f *faces) vertex(c *chain, k int32) Coord {
	o := &f.loops.list[c.loop]
	return f.loops.coords[o.first+(c.start+k)%(o.end-o.first)]
}

// merge lets one chain stand for those that run along each other. As segments
// meet at vertices only, and vertices that meet are junctions, these have one
// segment each. Pairs of the same polygon cancel each other.
func (f *faces) merge() {
	f.single = f.single[:0]
	for i := range f.chains {
		if f.chains[i].count == 1 {
			f.single = append(f.single, int32(i))
		}
	}
	ends := func(i int32) (low, high int32) {
		c := &f.chains[i]
		return min(c.from, c.to), max(c.from, c.to)
	}
	slices.SortFunc(f.single, func(a, b int32) int {
		lowA, highA := ends(a)
		lowB, highB := ends(b)
		return cmp.Or(cmp.Compare(lowA, lowB), cmp.Compare(highA, highB), cmp.Compare(a, b))
	})
	for first := 0; first < len(f.single); {
		last := first + 1
		low, high := ends(f.single[first])
		for ; last < len(f.single); last++ {
			if a, b := ends(f.single[last]); a != low || b != high {
				break
			}
		}
		if last-first > 1 {
			f.bundle(f.single[first:last])
		}
		first = last
	}
}

// bundle gives the polygons of several chains to the first one.
func (f *faces) bundle(chains []int32) {
	// Chains are in the order of polygons. A new group goes to the end.
	start := len(f.owners)
	for _, i := range chains {
		c := &f.chains[i]
		c.dead = true
		polygon := f.loops.list[c.loop].polygon
		if n := len(f.owners); n > start && f.owners[n-1] == polygon {
			f.owners = f.owners[:n-1]
		} else {
			f.owners = append(f.owners, polygon)
		}
	}
	f.groups = append(f.groups, int32(len(f.owners)))
	first := &f.chains[chains[0]]
	first.group = int32(len(f.groups) - 2)
	first.dead = len(f.owners) == start
}

// turn sorts the halves that start from each junction by their direction.
func (f *faces) turn() {
	n := len(f.places)
	f.firstOut = zeroed(f.firstOut, n+1)
	f.headings = slices.Grow(f.headings[:0], 2*len(f.chains))[:2*len(f.chains)]
	f.outAt = slices.Grow(f.outAt[:0], 2*len(f.chains))[:2*len(f.chains)]
	total := int32(0)
	for i := range f.chains {
		if c := &f.chains[i]; !c.dead && c.from >= 0 {
			f.firstOut[c.from]++
			f.firstOut[c.to]++
			total += 2
			f.headings[2*i], f.headings[2*i+1] = heading(f.vertex(c, 0), f.vertex(c, 1)), heading(f.vertex(c, c.count), f.vertex(c, c.count-1))
		}
	}
	f.outs = slices.Grow(f.outs[:0], int(total))[:total]
	sum := int32(0)
	for j, count := range f.firstOut {
		sum += count
		f.firstOut[j] = sum // where those of j end, for now
	}
	for i := len(f.chains) - 1; i >= 0; i-- {
		if c := &f.chains[i]; !c.dead && c.from >= 0 {
			f.firstOut[c.to]--
			f.outs[f.firstOut[c.to]] = int32(2*i + 1)
			f.firstOut[c.from]--
			f.outs[f.firstOut[c.from]] = int32(2 * i)
		}
	}
	for j := range n {
		outs := f.outs[f.firstOut[j]:f.firstOut[j+1]]
		for i := 1; i < len(outs); i++ { // there are few
			for k := i; k > 0 && f.headings[outs[k]].before(f.headings[outs[k-1]]); k-- {
				outs[k], outs[k-1] = outs[k-1], outs[k]
			}
		}
		for i, h := range outs {
			f.outAt[h] = f.firstOut[j] + int32(i)
		}
	}
}

// A direction is that of a half where it starts.
type direction struct {
	x, y int64
	west bool // or straight to lower y
}

func heading(a, b Coord) direction {
	x, y := int64(b.X-a.X), int64(b.Y-a.Y)
	return direction{x, y, x < 0 || x == 0 && y < 0}
}

// before reports whether, turning to the left from straight to lower y, one
// comes to d earlier than to e.
func (d direction) before(e direction) bool {
	if d.west != e.west {
		return e.west
	}
	return d.x*e.y > d.y*e.x
}

// start is the junction that a half starts from, end the one it ends at.
func (f *faces) start(half int32) int32 {
	if c := &f.chains[half/2]; half&1 == 0 {
		return c.from
	} else {
		return c.to
	}
}

func (f *faces) end(half int32) int32 { return f.start(half ^ 1) }

// next is the half by which a walk goes on: the first to the right of the way
// back. So what lies to the left is not left.
func (f *faces) next(half int32) int32 {
	j := f.end(half)
	if j < 0 {
		return half
	}
	at := f.outAt[half^1]
	if at == f.firstOut[j] {
		at = f.firstOut[j+1]
	}
	return f.outs[at-1]
}

// walkAll numbers the walks.
func (f *faces) walkAll() {
	f.walks = f.walks[:0]
	n := 2 * len(f.chains)
	f.walkOf = slices.Grow(f.walkOf[:0], n)[:n]
	for i := range f.walkOf {
		f.walkOf[i] = -1
	}
	for i := range int32(n) {
		if f.walkOf[i] >= 0 || f.chains[i/2].dead {
			continue
		}
		number := int32(len(f.walks))
		for h := i; f.walkOf[h] < 0; h = f.next(h) {
			f.walkOf[h] = number
		}
		f.walks = append(f.walks, walk{half: i, cover: -1, held: -1, face: number})
	}
}

// connect finds the components.
func (f *faces) connect() {
	f.leader = f.leader[:0]
	for j := range f.places {
		f.leader = append(f.leader, int32(j))
	}
	for i := range f.chains {
		if c := &f.chains[i]; !c.dead && c.from >= 0 {
			f.leader[f.lead(c.from)] = f.lead(c.to)
		}
	}
	f.components = f.components[:0]
	f.single = slices.Grow(f.single[:0], len(f.places))[:len(f.places)] // component by leading junction
	for i := range f.single {
		f.single[i] = -1
	}
	for i := range f.chains {
		c := &f.chains[i]
		if c.dead {
			continue
		}
		low := f.leftmost(c)
		at := int32(len(f.components))
		if c.from >= 0 {
			if j := f.lead(c.from); f.single[j] >= 0 {
				at = f.single[j]
			} else {
				f.single[j] = at
			}
		}
		if int(at) == len(f.components) {
			f.components = append(f.components, component{low: low, chain: int32(i)})
		} else if k := &f.components[at]; low < k.low {
			k.low, k.chain = low, int32(i)
		}
	}
	for i := range f.components {
		f.components[i].outer = f.walkOf[f.outside(&f.components[i])]
	}
}

func (f *faces) lead(j int32) int32 {
	for f.leader[j] != j {
		f.leader[j] = f.leader[f.leader[j]]
		j = f.leader[j]
	}
	return j
}

// leftmost finds the leftmost vertex of a chain.
func (f *faces) leftmost(c *chain) uint32 {
	o := &f.loops.list[c.loop]
	n := o.end - o.first
	low := uint32(1<<32 - 1)
	for k, at := int32(0), c.start; k <= c.count; k, at = k+1, at+1 {
		if at >= n {
			at -= n
		}
		if v := key(f.loops.coords[o.first+at]); v < low {
			low, c.low = v, k
		}
	}
	return low
}

// outside is a half that has the outside of a component on its left.
func (f *faces) outside(k *component) int32 {
	c := &f.chains[k.chain]
	if c.from >= 0 && (c.low == 0 || c.low == c.count) {
		// All halves from there go to the right, the last to the upper right.
		j := c.from
		if c.low == c.count {
			j = c.to
		}
		return f.outs[f.firstOut[j+1]-1]
	}
	before := c.low - 1
	if before < 0 { // a whole loop
		before = c.count - 1
	}
	if side(f.vertex(c, c.low), f.vertex(c, before), f.vertex(c, c.low+1)) > 0 {
		return 2 * k.chain
	}
	return 2*k.chain + 1
}
