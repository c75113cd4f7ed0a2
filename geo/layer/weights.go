package layer

import (
	"math"
	"runtime"
	"sync"
	"sync/atomic"
)

// Simplification is Visvalingam's: of all vertices of an arc, the one that
// matters least goes first, and so on until none is left but the ends. The
// weight of a vertex is the lowest zoom at which it matters.
//
// How much a vertex matters is told from the triangle that it makes with the
// vertices before and after it, as an area, height times base (twice that of
// the triangle), with two exceptions:
//
//   - a triangle higher than broad counts as just as broad, so that spikes and
//     lines that turn back stay as long as they can be seen;
//   - a triangle over 64 times as broad as high counts as 64 times as broad, so
//     that nearly straight stretches need not keep what rounding hides.
//
// A vertex is kept from the zoom on where this is 32 square units of a tile of
// 4096: where its triangle covers a quarter of a pixel of a tile that is drawn
// 512 pixels wide. On the coasts and borders of Natural Earth, half of what is
// left out lies within 0.7 units of what is drawn, 99 in 100 within 4.5, and all
// within 12; a pixel of a tile drawn 256 pixels wide has 16.
//
// Junctions have weight 0. A loop keeps at least three vertices at any zoom; a
// ring made of several arcs may be left with its junctions only, where its arcs
// run closer together than can be seen.

// maxWeight is the weight of what is kept at the largest zoom only.
const maxWeight = 24

// weigh fills in the weights.
func (s *Shapes) weigh() {
	junction := s.junctions()
	s.Weight = make([]uint8, len(s.Coords))
	// Parts do not touch each other's weights. They are handed out in batches.
	const batch = 64
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(s.Parts)/batch+1) {
		group.Go(func() {
			var v visvalingam
			var scratch []uint32
			for {
				end := int(next.Add(batch))
				if end-batch >= len(s.Parts) {
					return
				}
				for i := end - batch; i < min(end, len(s.Parts)); i++ {
					p := &s.Parts[i]
					if p.Kind == PartPoints {
						continue
					}
					scratch = p.eachArc(junction, scratch, func(vertices []uint32, open bool) {
						v.weigh(s, vertices, open)
					})
				}
			}
		})
	}
	group.Wait()
}

// visvalingam weighs arcs, one after the other.
type visvalingam struct {
	coords []Coord
	prev   []int32
	next   []int32
	size   []float64 // how much each vertex matters
	heap   []int32   // vertices, the least first
	place  []int32   // place of each vertex in the heap
}

func (v *visvalingam) weigh(s *Shapes, arc []uint32, open bool) {
	n := len(arc)
	from, to, keep := 0, n, 3
	if open {
		from, to, keep = 1, n-1, 0
		if s.Coords[arc[0]] == s.Coords[arc[n-1]] {
			keep = 2
		}
	}
	if to-from <= keep {
		return
	}
	v.reset(n)
	for i, a := range arc {
		v.coords[i] = s.Coords[a]
		v.prev[i], v.next[i] = int32(i-1), int32(i+1)
	}
	if !open {
		v.prev[0], v.next[n-1] = int32(n-1), 0
	}
	for i := from; i < to; i++ {
		v.size[i] = v.measure(int32(i))
		v.place[i] = int32(len(v.heap))
		v.heap = append(v.heap, int32(i))
	}
	for i := len(v.heap)/2 - 1; i >= 0; i-- {
		v.down(i)
	}
	least := 0.0
	for len(v.heap) > keep {
		i := v.pop()
		// What is left out later matters at least as much.
		least = max(least, v.size[i])
		s.Weight[arc[i]] = weightOf(least)
		before, after := v.prev[i], v.next[i]
		v.next[before], v.prev[after] = after, before
		for _, j := range [2]int32{before, after} {
			if !open || (int(j) >= from && int(j) < to) {
				v.size[j] = v.measure(j)
				v.fix(int(v.place[j]))
			}
		}
	}
}

func (v *visvalingam) reset(n int) {
	if cap(v.coords) < n {
		v.coords = make([]Coord, n)
		v.prev, v.next, v.place = make([]int32, n), make([]int32, n), make([]int32, n)
		v.size, v.heap = make([]float64, n), make([]int32, 0, n)
	}
	v.coords, v.prev, v.next, v.place, v.size = v.coords[:n], v.prev[:n], v.next[:n], v.place[:n], v.size[:n]
	v.heap = v.heap[:0]
}

func (v *visvalingam) measure(i int32) float64 {
	return mattering(v.coords[v.prev[i]], v.coords[i], v.coords[v.next[i]])
}

// mattering is how much b matters between a and c, in square units of the
// world. It is the same to the last bit with a and c exchanged and on any
// machine: the conversions keep products from being fused with sums.
func mattering(a, b, c Coord) float64 {
	if c.X < a.X || (c.X == a.X && c.Y < a.Y) {
		a, c = c, a
	}
	baseX, baseY := float64(int64(c.X)-int64(a.X)), float64(int64(c.Y)-int64(a.Y))
	x, y := float64(int64(b.X)-int64(a.X)), float64(int64(b.Y)-int64(a.Y))
	base := float64(baseX*baseX) + float64(baseY*baseY)
	along := float64(x*baseX) + float64(y*baseY)
	var height, area float64 // squared height, and height times base
	if along > 0 && along < base {
		area = math.Abs(float64(x*baseY) - float64(y*baseX))
		height = area / base * area
	} else {
		if along > 0 {
			x, y = float64(int64(b.X)-int64(c.X)), float64(int64(b.Y)-int64(c.Y))
		}
		height = float64(x*x) + float64(y*y)
		area = math.Sqrt(height * base)
	}
	return min(64*height, max(area, height))
}

// weightOf is the lowest zoom z at which an area is at least 32 square units of
// a tile, 32 · 2^(2·(20-z)) of the world.
func weightOf(area float64) uint8 {
	if area <= 0 {
		return maxWeight
	}
	_, exponent := math.Frexp(area) // area ≥ 2^(exponent-1)
	return uint8(max(0, min((47-exponent)>>1, maxWeight)))
}

// less puts what matters least first. Of equals, the place decides.
func (v *visvalingam) less(a, b int32) bool {
	if v.size[a] != v.size[b] {
		return v.size[a] < v.size[b]
	}
	p, q := v.coords[a], v.coords[b]
	if p.X != q.X {
		return p.X < q.X
	}
	if p.Y != q.Y {
		return p.Y < q.Y
	}
	return a < b
}

func (v *visvalingam) put(place int, i int32) {
	v.heap[place] = i
	v.place[i] = int32(place)
}

func (v *visvalingam) pop() int32 {
	top := v.heap[0]
	last := len(v.heap) - 1
	i := v.heap[last]
	v.heap = v.heap[:last]
	if last > 0 {
		v.put(0, i)
		v.down(0)
	}
	return top
}

func (v *visvalingam) fix(place int) {
	if place > 0 && v.less(v.heap[place], v.heap[(place-1)/2]) {
		v.up(place)
	} else {
		v.down(place)
	}
}

func (v *visvalingam) up(place int) {
	i := v.heap[place]
	for place > 0 {
		parent := (place - 1) / 2
		if !v.less(i, v.heap[parent]) {
			break
		}
		v.put(place, v.heap[parent])
		place = parent
	}
	v.put(place, i)
}

func (v *visvalingam) down(place int) {
	i := v.heap[place]
	for {
		child := 2*place + 1
		if child >= len(v.heap) {
			break
		}
		if child+1 < len(v.heap) && v.less(v.heap[child+1], v.heap[child]) {
			child++
		}
		if !v.less(v.heap[child], i) {
			break
		}
		v.put(place, v.heap[child])
		place = child
	}
	v.put(place, i)
}
