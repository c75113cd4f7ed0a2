package paint

import "math"

// Where texts go so that none lies on another: greedy, in the order given.

// rects can be asked what they touch; they are kept in a grid.
type rects struct {
	cells map[[2]int32][]int32
	all   []ownedRect
}

type ownedRect struct {
	rect
	of   int // whose it is; 0 nobody's
	gone bool
}

const rectCell = 64

// mostCells bounds in how many cells a rectangle is entered either way.
const mostCells = 256

// cellsOf calls f with the cells of a rectangle until it is true.
func cellsOf(b rect, f func(cell [2]int32) bool) bool {
	at := func(v float64) int32 { return int32(math.Floor(max(-1e6, min(1e6, v)) / rectCell)) }
	x0, y0 := at(b.x), at(b.y)
	x1, y1 := min(at(b.x+b.w), x0+mostCells), min(at(b.y+b.h), y0+mostCells)
	for x := x0; x <= x1; x++ {
		for y := y0; y <= y1; y++ {
			if f([2]int32{x, y}) {
				return true
			}
		}
	}
	return false
}

func (r *rects) add(b rect, of int) {
	if r.cells == nil {
		r.cells = map[[2]int32][]int32{}
	}
	n := int32(len(r.all))
	r.all = append(r.all, ownedRect{b, of, false})
	cellsOf(b, func(c [2]int32) bool {
		r.cells[c] = append(r.cells[c], n)
		return false
	})
}

func (r *rects) remove(of int) {
	for i := range r.all {
		if r.all[i].of == of {
			r.all[i].gone = true
		}
	}
}

// hit reports whether a rectangle touches one that is not somebody's own.
func (r *rects) hit(b rect, but int) bool {
	return cellsOf(b, func(c [2]int32) bool {
		for _, n := range r.cells[c] {
			if o := &r.all[n]; !o.gone && (but == 0 || o.of != but) && o.meets(b) {
				return true
			}
		}
		return false
	})
}

// count is how many are touched, up to a limit.
func (r *rects) count(b rect, limit int) int {
	var seen []int32
	cellsOf(b, func(c [2]int32) bool {
	next:
		for _, n := range r.cells[c] {
			if !r.all[n].meets(b) {
				continue
			}
			for _, s := range seen {
				if s == n {
					continue next
				}
			}
			seen = append(seen, n)
		}
		return len(seen) >= limit
	})
	return min(limit, len(seen))
}

// align is which side of a text stands next to what it names.
type align uint8

const (
	alignLeft align = iota
	alignMiddle
	alignRight
)

// A placing is a rectangle for a text, and how the text stands in it.
type placing struct {
	rect
	align align
}

// A placed text is a block with its name or with all of it.
type placed struct {
	placing
	full   bool
	narrow bool
}

// A block is a text to be placed.
type block struct {
	id         int // from 1
	name, full [2]float64
	narrow     [2]float64                   // all of it in a narrower column, or a name in one; 0: there is none
	squeeze    float64                      // what narrow costs more, in spots
	note       bool                         // there is a full
	spots      func(w, h float64) []placing // best first
	ok         func(at placing) bool        // a last question; nil: yes
	most       int                          // so much of what is avoided may be under it
}

// blockClear is the room texts keep on all sides, in CSS px.
const blockClear = 1

// A placer places blocks in a part of a picture.
type placer struct {
	hard, soft *rects // what no text may touch, and what texts rather avoid
	wished     rects  // where notes of names that are placed would stand
	port       rect   // texts are wholly in it or wholly out of it
	placed     map[int]placed
}

// place places names first, all of them; then notes where there is still room,
// then what has no name. If that finds none, it goes before the notes. At last
// one neighbour may step aside for a note.
func (p *placer) place(blocks, nameless []block) {
	p.placed = map[int]placed{}
	names := func() {
		p.wished = rects{}
		for i := range blocks {
			p.put(&blocks[i], false)
			p.wish(&blocks[i])
		}
	}
	notes := func() {
		for i := range blocks {
			if _, ok := p.placed[blocks[i].id]; ok && blocks[i].note {
				p.put(&blocks[i], true)
			}
		}
	}
	others := func() (all bool) {
		all = true
		for i := range nameless {
			p.put(&nameless[i], false)
			_, ok := p.placed[nameless[i].id]
			all = all && ok
		}
		return all
	}
	names()
	notes()
	if !others() {
		for _, list := range [][]block{blocks, nameless} {
			for i := range list {
				p.take(list[i].id)
			}
		}
		names()
		others()
		notes()
	}
	for i := range blocks {
		if at, ok := p.placed[blocks[i].id]; ok && blocks[i].note && !at.full {
			p.makeRoom(&blocks[i], blocks)
		}
	}
}

func (p *placer) take(id int) {
	p.hard.remove(id)
	delete(p.placed, id)
}

// makeRoom moves one neighbour of a name so that its note finds room.
func (p *placer) makeRoom(b *block, blocks []block) {
	for i := range blocks {
		o := &blocks[i]
		was, ok := p.placed[o.id]
		own := p.placed[b.id]
		if o == b || !ok || math.Abs(was.x-own.x) > 400 || math.Abs(was.y-own.y) > 120 {
			continue
		}
		p.take(o.id)
		p.put(b, true)
		if p.placed[b.id].full {
			p.put(o, was.full)
			if _, ok := p.placed[o.id]; ok {
				return
			}
		}
		// Nothing gained: as it was.
		p.restore(b.id, own)
		p.restore(o.id, was)
	}
}

func (p *placer) restore(id int, at placed) {
	p.hard.remove(id)
	p.hard.add(at.grown(blockClear), id)
	p.placed[id] = at
}

// wish notes where the note of a name would stand, for others to leave it free
// if they can.
func (p *placer) wish(b *block) {
	at, ok := p.placed[b.id]
	if !ok || !b.note {
		return
	}
	for _, s := range b.spots(b.full[0], b.full[1]) {
		if s.align == at.align && s.meets(at.rect) && p.seen(s.rect) {
			p.wished.add(s.rect, b.id)
			return
		}
	}
}

// mostSpoilt is how much more of what texts avoid may be under a name with its
// note than under the name.
const mostSpoilt = 2

// put places a block at the best of its spots, if one is free: in a narrow
// column where that is much nearer.
func (p *placer) put(b *block, full bool) {
	size := b.name
	if full {
		size = b.full
	}
	at, cost := p.best(b, full, size)
	if b.narrow[0] > 0 && full == b.note {
		if n, c := p.best(b, full, b.narrow); c+b.squeeze < cost {
			at, cost = n, c
			at.narrow = true
		}
	}
	if math.IsInf(cost, 1) {
		return
	}
	if full {
		p.hard.remove(b.id)
	}
	p.hard.add(at.grown(blockClear), b.id)
	p.placed[b.id] = at
}

// best is the spot that costs least for a text of a size; what is free costs
// less than infinity.
func (p *placer) best(b *block, full bool, size [2]float64) (at placed, least float64) {
	least = math.Inf(1)
	most := b.most
	if at, ok := p.placed[b.id]; ok && full {
		most = min(most, p.soft.count(at.grown(blockClear), 5)+mostSpoilt)
	}
	for i, s := range b.spots(size[0], size[1]) {
		if float64(i) >= least {
			break
		}
		around := s.grown(blockClear)
		if !p.seen(s.rect) || p.hard.hit(around, b.id) || b.ok != nil && !b.ok(s) {
			continue
		}
		touched := p.soft.count(around, 5)
		if touched > most {
			continue
		}
		if !full && p.wished.hit(around, b.id) {
			touched++
		}
		if cost := float64(i) + 2.5*float64(touched); cost < least {
			least, at = cost, placed{placing: s, full: full}
		}
	}
	return at, least
}

// seen is false for a text that the port's edge would cut.
func (p *placer) seen(s rect) bool {
	const margin = 4
	o := p.port
	out := s.x > o.x+o.w || s.x+s.w < o.x || s.y > o.y+o.h || s.y+s.h < o.y
	return out || s.x >= o.x+margin && s.x+s.w <= o.x+o.w-margin && s.y >= o.y+margin && s.y+s.h <= o.y+o.h-margin
}

// roundMark is where a text may stand round a mark: right, left (also a little
// further off), below, above.
func roundMark(at xy, half, gap float64) func(w, h float64) []placing {
	return func(w, h float64) []placing {
		x, y := at[0], at[1]
		off, top := half+gap, y-h/2
		out := []placing{
			{rect{x + off, top, w, h}, alignLeft},
			{rect{x - off - w, top, w, h}, alignRight},
			{rect{x + off + 10, top, w, h}, alignLeft},
			{rect{x - off - 10 - w, top, w, h}, alignRight},
		}
		for _, yy := range []float64{y + half + 2, y - half - 2 - h} {
			out = append(out,
				placing{rect{x - w/2, yy, w, h}, alignMiddle},
				placing{rect{x + half - w, yy, w, h}, alignRight},
				placing{rect{x - half, yy, w, h}, alignLeft})
		}
		return out
	}
}

// besideShape is where a text may stand beside a shape: at several heights, as
// near as its outline lets it, then below and above.
func besideShape(outline [][]xy, levels []float64, gap float64) func(w, h float64) []placing {
	b := emptyBox
	for _, part := range outline {
		for _, p := range part {
			b.add(p)
		}
	}
	return func(w, h float64) []placing {
		var out []placing
		for _, f := range levels {
			y := b[1] + (b[3]-b[1])*f - h/2
			left, right := extentOf(outline, y-8, y+h+8)
			if left > right {
				continue
			}
			out = append(out, placing{rect{right + gap, y, w, h}, alignLeft}, placing{rect{left - gap - w, y, w, h}, alignRight})
		}
		mid := (b[0]+b[2])/2 - w/2
		return append(out, placing{rect{mid, b[3] + gap/2, w, h}, alignMiddle}, placing{rect{mid, b[1] - gap/2 - h, w, h}, alignMiddle})
	}
}

// extentOf is the least and the greatest x of an outline between two heights.
func extentOf(outline [][]xy, y0, y1 float64) (left, right float64) {
	left, right = math.Inf(1), math.Inf(-1)
	for _, part := range outline {
		for i, p := range part {
			if p[1] >= y0 && p[1] <= y1 {
				left, right = min(left, p[0]), max(right, p[0])
			}
			if i == 0 {
				continue
			}
			q := part[i-1]
			for _, level := range []float64{y0, y1} {
				if q[1] < level != (p[1] < level) {
					x := q[0] + (p[0]-q[0])*(level-q[1])/(p[1]-q[1])
					left, right = min(left, x), max(right, x)
				}
			}
		}
	}
	return left, right
}
