package raster

import (
	"cmp"
	"encoding/binary"
	"slices"
)

const (
	slotBits   = 15
	mostColors = 1 << (slotBits - 1) // beyond this nobody counts
)

// A colour of a picture and the pixels that have it.
type tally struct {
	color uint32 // premultiplied
	id    uint16
	count uint32
}

// colorTable numbers the colours of a picture.
type colorTable struct {
	ids    []uint16 // by pixel: number of its colour
	colors []tally  // by number
	slots  [1 << slotBits]uint16
}

// count numbers the colours of pixels; false if there are too many.
func (t *colorTable) count(pix []byte) bool {
	n := len(pix) / 4
	if cap(t.ids) < n {
		t.ids = make([]uint16, n)
	}
	t.ids = t.ids[:n]
	t.colors = t.colors[:0]
	clear(t.slots[:])
	last := binary.LittleEndian.Uint32(pix)
	id, from := uint16(t.number(last)), 0
	for i := 0; i < n; i++ {
		// Most of a drawing is runs of one colour.
		if twice := uint64(last)<<32 | uint64(last); i+4 <= n {
			four := pix[4*i : 4*i+16]
			if binary.LittleEndian.Uint64(four) == twice && binary.LittleEndian.Uint64(four[8:]) == twice {
				ids := t.ids[i : i+4]
				ids[0], ids[1], ids[2], ids[3] = id, id, id, id
				i += 3
				continue
			}
		}
		if v := binary.LittleEndian.Uint32(pix[4*i:]); v != last {
			t.colors[id].count += uint32(i - from)
			k := t.number(v)
			if k < 0 {
				return false
			}
			last, id, from = v, uint16(k), i
		}
		t.ids[i] = id
	}
	t.colors[id].count += uint32(n - from)
	return true
}

// number is the number of a colour, new ones included, or -1 if there are too
// many.
func (t *colorTable) number(v uint32) int {
	h := v * 0x9e3779b1 >> (32 - slotBits)
	for {
		k := t.slots[h]
		if k == 0 {
			break
		}
		if t.colors[k-1].color == v {
			return int(k - 1)
		}
		h = (h + 1) & (1<<slotBits - 1)
	}
	n := len(t.colors)
	if n == mostColors {
		return -1
	}
	t.colors = append(t.colors, tally{color: v, id: uint16(n)})
	t.slots[h] = uint16(n + 1)
	return n
}

// rank orders colours by pixels, then by value.
func rank(a, b tally) int {
	return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.color, b.color))
}

// sorted makes the palette of all colours: what is not opaque first, so that
// the list of opacities is short, then the most frequent.
func (e *pngScratch) sorted() int {
	e.pick.entries = append(e.pick.entries[:0], e.table.colors...)
	return e.arrange()
}

// arrange orders the chosen colours into the palette and fills the index of
// those that are in it.
func (e *pngScratch) arrange() int {
	slices.SortFunc(e.pick.entries, func(a, b tally) int {
		if x, y := a.color>>24 == 255, b.color>>24 == 255; x != y {
			if y {
				return -1
			}
			return 1
		}
		return rank(a, b)
	})
	e.index = slices.Grow(e.index[:0], len(e.table.colors))[:len(e.table.colors)]
	for i, k := range e.pick.entries {
		e.palette[i] = k.color
		e.index[k.id] = uint8(i)
	}
	return len(e.pick.entries)
}

// palettePick chooses few colours for many.
type palettePick struct {
	order   []tally
	entries []tally
	next    [256]int16 // chain of entries with the same green
	head    [256]int16
}

// merged makes a palette of at most 256 colours so that every pixel is within
// a small distance of one; 0 if there is none. Anti-aliased edges between few
// colours give many that differ by a hair: those merge into the most frequent
// near one. Colours of plain areas stay as they are. They merge no further than
// they must, or, for few, as far as they may.
func (e *pngScratch) merged(few bool) int {
	q := &e.pick
	q.order = append(q.order[:0], e.table.colors...)
	slices.SortFunc(q.order, rank)
	plain := uint32(max(len(e.table.ids)/1024, 48))
	for _, near := range [...]int{3, 5, 8} {
		if few && near < 8 {
			continue
		}
		if q.choose(near, plain) {
			n := e.arrange()
			e.assign()
			return n
		}
	}
	return 0
}

// choose fills entries so that every colour is within near of one.
func (q *palettePick) choose(near int, plain uint32) bool {
	q.entries = q.entries[:0]
	for i := range q.head {
		q.head[i] = -1
	}
	for _, k := range q.order {
		if k.count < plain && q.nearest(k.color, near) >= 0 {
			continue
		}
		n := len(q.entries)
		if n == 256 {
			return false
		}
		q.entries = append(q.entries, k)
		g := k.color >> 8 & 255
		q.next[n], q.head[g] = q.head[g], int16(n)
	}
	return true
}

// nearest is the entry least away from a colour within near, or -1. Opaque and
// quite transparent colours only stand for their like.
func (q *palettePick) nearest(v uint32, near int) int {
	best := -1
	g := int(v >> 8 & 255)
	for i := max(0, g-near); i <= min(255, g+near); i++ {
		for k := q.head[i]; k >= 0; k = q.next[k] {
			if d := apart(v, q.entries[k].color); d <= near && (best < 0 || d < near) {
				best, near = int(k), d
			}
		}
	}
	return best
}

// apart is the largest difference of a channel.
func apart(a, b uint32) int {
	x, y := a>>24, b>>24
	if x != y && (x == 255 || y == 255 || x == 0 || y == 0) {
		return 256
	}
	return max(
		diff(int(x), int(y)),
		diff(int(a>>16&255), int(b>>16&255)),
		diff(int(a>>8&255), int(b>>8&255)),
		diff(int(a&255), int(b&255)),
	)
}

// assign gives every colour the index of the nearest entry, as arranged.
func (e *pngScratch) assign() {
	q := &e.pick
	for i := range q.head {
		q.head[i] = -1
	}
	for n, k := range q.entries {
		g := k.color >> 8 & 255
		q.next[n], q.head[g] = q.head[g], int16(n)
	}
	for _, k := range q.order {
		e.index[k.id] = uint8(q.nearest(k.color, 8))
	}
}
