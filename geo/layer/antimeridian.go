package layer

import (
	"slices"

	"github.com/paulmach/orb"
)

// How geometries at the antimeridian are read.
//
// Longitudes may run on beyond ±180: such a geometry lies where they say, and
// is cut at the antimeridian, with a part on each side. What RFC 7946 (section
// 3.1.9) wants cut, and is, stays as it is.
//
// Where a longitude jumps by more than half a turn, as from 179 to -179, RFC
// 7946 would have the edge go the long way round, right across the map, which
// is hardly ever meant. So:
//
//   - A line goes the short way: tracks of ships and storms, routes across the
//     Pacific. From exactly -180 to 180 it goes no way at all, but stays a
//     parallel round the world if there is nothing else or the line is closed.
//   - So does a ring (Fiji, Chukotka), with exceptions. One that runs along a
//     pole has been cut already. One whose jumps all follow parallels is a box
//     or a mask round the world, unless the short way makes it a box of at most
//     60 degrees of latitude that runs the way RFC 7946 wants: exterior rings
//     anticlockwise, holes clockwise.
//   - A ring that does not close the short way goes once round the world. If it
//     keeps to one side of the equator and does not run along ±180, it encloses
//     the pole there (Antarctica) and is closed along the limit of the map. If
//     it does, it is a belt, and read as it is written.

// A vertex is a world coordinate not wrapped at the rims.
type vertex struct {
	x int64
	y int32
}

// A ring is the path of a ring, open, and how far it reaches.
type ring struct {
	path      []vertex
	low, high int64
	hole      bool
}

func (r *ring) measure() {
	r.low, r.high = r.path[0].x, r.path[0].x
	for _, v := range r.path {
		r.low, r.high = min(r.low, v.x), max(r.high, v.x)
	}
}

func (r *ring) move(by int64) {
	for i := range r.path {
		r.path[i].x += by
	}
	r.low += by
	r.high += by
}

func unrolled(path []vertex, points []orb.Point) []vertex {
	for _, p := range points {
		path = append(path, vertex{unrolledX(p[0]), worldY(p[1])})
	}
	return path
}

// turns is how many turns an edge is to be moved back to be the short way.
func turns(a, b vertex) int64 {
	if d := b.x - a.x; d < 0 {
		return -((worldSize/2 - 1 - d) / worldSize)
	} else {
		return (worldSize/2 - 1 + d) / worldSize
	}
}

func (b *ShapeBuilder) line(row uint32, points []orb.Point) {
	if len(points) == 0 {
		return
	}
	path := unrolled(b.scratch[:0], points)
	b.scratch = path
	parallel := len(path) == 2 || path[0] == path[len(path)-1]
	shift := int64(0)
	for i := 1; i < len(path); i++ {
		from, to := path[i-1], vertex{path[i].x + shift, path[i].y}
		if d := to.x - from.x; !parallel || (d != worldSize && d != -worldSize) {
			n := turns(from, to) * worldSize
			shift -= n
			to.x -= n
		}
		path[i] = to
	}
	b.cutLine(row, path)
}

// cutLine adds a line in one part for each stay in a copy of the world.
func (b *ShapeBuilder) cutLine(row uint32, path []vertex) {
	whole := ring{path: path}
	whole.measure()
	turn := turnOf(whole.low, whole.high)
	first := b.begin()
	if whole.high <= turn*worldSize+worldSize/2 {
		for _, v := range path {
			b.vertex(first, v, turn)
		}
		b.part(row, PartLine, 0, first)
		return
	}
	turn = turnOf(path[0].x, path[0].x)
	b.vertex(first, path[0], turn)
	for i := 1; i < len(path); i++ {
		from, to := path[i-1], path[i]
		for at := from; at != to; {
			west, east := turn*worldSize-worldSize/2, turn*worldSize+worldSize/2
			step := int64(0)
			next := to
			switch {
			case to.x > east && at.x == east:
				step, next = 1, at
			case to.x < west && at.x == west:
				step, next = -1, at
			case to.x > east:
				next = vertex{east, crossing(from, to, 2*east).round()}
			case to.x < west:
				next = vertex{west, crossing(from, to, 2*west).round()}
			}
			if step != 0 {
				if b.begin()-first > 1 {
					b.part(row, PartLine, 0, first)
				} else {
					b.coords = b.coords[:first]
				}
				turn += step
				first = b.begin()
			}
			b.vertex(first, next, turn)
			at = next
		}
	}
	b.part(row, PartLine, 0, first)
}

// read settles which way the ring goes at the antimeridian. A hole goes by its
// exterior ring.
func (r *ring) read(outer *ring) {
	var jumps, net int64
	box, alongRim, alongPole := true, false, false
	path := r.path
	for i, from := range path {
		to := path[(i+1)%len(path)]
		d := to.x - from.x
		onRim := from.x == to.x && (from.x == worldSize/2 || from.x == -worldSize/2)
		jump := turns(from, to)
		switch {
		case onRim && from.y != to.y:
			alongRim = true
		case jump != 0 && from.y == to.y && onLimit(from):
			alongPole = true
		case jump != 0:
			jumps++
			net += jump
			box = box && from.y == to.y && d != jump*worldSize
		}
	}
	r.measure()
	switch {
	case alongPole || jumps == 0:
	case net == 0:
		r.shorten(box)
	case (net == 1 || net == -1) && !alongRim:
		r.encirclePole(net)
	}
	if r.hole {
		// It may have been counted on another turn than its exterior ring.
		by := -floorDiv(r.low-outer.low, worldSize) * worldSize
		if r.high+by <= outer.high {
			r.move(by)
		}
	}
}

func onLimit(v vertex) bool { return v.y == worldMin || v.y == worldMax }

// shorten takes the short way at every jump, unless the ring is better read as
// it is written. box tells that all jumps follow parallels.
func (r *ring) shorten(box bool) {
	short := ring{path: slices.Clone(r.path), hole: r.hole}
	shift := int64(0)
	for i := 1; i < len(short.path); i++ {
		shift -= turns(r.path[i-1], r.path[i]) * worldSize
		short.path[i].x += shift
	}
	short.measure()
	if short.low == short.high {
		return // a belt round the world
	}
	anticlockwise := short.area() > 0
	if box && (anticlockwise == short.hole || short.height() > 60) {
		return
	}
	*r = short
}

// area is positive if the ring runs anticlockwise, as seen with north above.
func (r *ring) area() float64 {
	sum := 0.0
	origin := r.path[0]
	for i, a := range r.path {
		b := r.path[(i+1)%len(r.path)]
		sum -= float64(float64(a.x-origin.x)*float64(b.y)) - float64(float64(b.x-origin.x)*float64(a.y))
	}
	return sum
}

// height in degrees of latitude.
func (r *ring) height() float64 {
	b := noBounds
	for _, v := range r.path {
		b.extend(Coord{0, v.y})
	}
	_, south := Unproject(b.Max)
	_, north := Unproject(b.Min)
	return north - south
}

// encirclePole takes a ring that goes once round the world (net turns to the
// east, 1 or -1, if every jump is left out) the short way and closes it along
// the limit of the map, with edges on the antimeridian.
func (r *ring) encirclePole(net int64) {
	pole, onlyNorth, onlySouth := int32(worldMax), true, true
	for _, v := range r.path {
		onlyNorth = onlyNorth && v.y <= 0
		onlySouth = onlySouth && v.y >= 0
	}
	if onlyNorth == onlySouth {
		return
	}
	if onlyNorth {
		pole = worldMin
	}
	// Two rounds, so that a round can be taken from any vertex.
	n := len(r.path)
	rounds := make([]vertex, 0, 2*n+1)
	shift := int64(0)
	for i := range 2*n + 1 {
		v := r.path[i%n]
		if i > 0 {
			shift -= turns(r.path[(i-1)%n], v) * worldSize
		}
		rounds = append(rounds, vertex{v.x + shift, v.y})
	}
	// Jumps to the east leave out a turn to the east: the path goes west.
	if net > 0 {
		slices.Reverse(rounds)
	}
	// It is opened where it crosses the antimeridian closest to the pole, so
	// that it does not cross the edge from there to the pole.
	best, start := vertex{y: -1 - pole}, 0
	for i := range n {
		a, b := rounds[i], rounds[i+1]
		low, high := min(a.x, b.x), max(a.x, b.x)
		rim := worldSize/2 - floorDiv(worldSize/2-low, worldSize)*worldSize
		if rim > high {
			continue
		}
		y := a.y
		if a.x != b.x {
			y = crossing(a, b, 2*rim).round()
		}
		if best.x == 0 || (pole > 0 && y > best.y) || (pole < 0 && y < best.y) {
			best, start = vertex{rim, y}, i+1
		}
	}
	path := append(make([]vertex, 0, n+4), best)
	path = append(path, rounds[start:start+n]...)
	path = append(path, vertex{best.x + worldSize, best.y}, vertex{best.x + worldSize, pole}, vertex{best.x, pole})
	r.path = path
	r.measure()
}

// A chain is a stretch of a ring on one side of a cut, from the cut to the cut.
type chain struct {
	path []vertex
	ends [2]fraction // where it meets the cut
	hole bool
}

// cutRings returns what lies east (side 1) or west (side -1) of a meridian, the
// meridian included. Ends of chains are joined along the cut in pairs from
// north to south, between which the polygon's inside lies; this makes one
// ring of an exterior ring and a hole that both are cut.
func cutRings(rings []ring, at, side int64) []ring {
	var kept []ring
	var chains []chain
	for _, r := range rings {
		inner, outer := r.low, r.high
		if side < 0 {
			inner, outer = r.high, r.low
		}
		switch {
		case (inner-at)*side >= 0:
			kept = append(kept, r)
		case (outer-at)*side > 0:
			chains = r.chains(chains, at, side)
		}
	}
	return append(kept, joinChains(chains, at)...)
}

func (r *ring) chains(chains []chain, at, side int64) []chain {
	n := len(r.path)
	inside := func(i int) bool { return (r.path[i%n].x-at)*side >= 0 }
	start := 0
	for inside(start) || !inside(start+1) {
		start++
	}
	var c chain
	for i := start; i < start+n; i++ {
		a, b := r.path[i%n], r.path[(i+1)%n]
		if inside(i) != inside(i+1) {
			seam := vertex{at, crossing(a, b, 2*at).round()}
			// Half a unit off the cut there are no vertices, so that crossings
			// always have two sides.
			end := crossing(a, b, 2*at-side)
			if inside(i + 1) {
				c = chain{path: []vertex{seam}, ends: [2]fraction{end}, hole: r.hole}
			} else {
				c.path, c.ends[1] = append(c.path, seam), end
				chains = append(chains, c)
			}
		}
		if inside(i + 1) {
			c.path = append(c.path, b)
		}
	}
	return chains
}

func joinChains(chains []chain, at int64) []ring {
	// End e of chain c is number 2c+e.
	ends := make([]int, 2*len(chains))
	for i := range ends {
		ends[i] = i
	}
	slices.SortStableFunc(ends, func(a, b int) int {
		return chains[a/2].ends[a%2].compare(chains[b/2].ends[b%2])
	})
	partner := make([]int, len(ends))
	for i := 0; i < len(ends); i += 2 {
		partner[ends[i]], partner[ends[i+1]] = ends[i+1], ends[i]
	}
	var rings []ring
	done := make([]bool, len(chains))
	for c := range chains {
		if done[c] {
			continue
		}
		r := ring{hole: true}
		for end := 2 * c; !done[end/2]; end = partner[end^1] {
			done[end/2] = true
			path := chains[end/2].path
			if end%2 == 1 {
				slices.Reverse(path)
			}
			r.path = append(r.path, path...)
			r.hole = r.hole && chains[end/2].hole
		}
		if r.trim(at); len(r.path) > 0 {
			r.measure()
			rings = append(rings, r)
		}
	}
	return rings
}

// trim takes out vertices between two others on the cut, where a ring only runs
// there and back.
func (r *ring) trim(at int64) {
	for before := len(r.path) + 1; len(r.path) < before; {
		before = len(r.path)
		kept := r.path[:0:0]
		for i, v := range r.path {
			next := r.path[(i+1)%before]
			last := r.path[before-1]
			if len(kept) > 0 {
				last = kept[len(kept)-1]
			}
			if v.x != at || last.x != at || next.x != at {
				kept = append(kept, v)
			}
		}
		r.path = kept
	}
}
