package layer

import (
	"slices"
	"sync"
)

// A tree is a packed R-tree over the bounds of parts: they are put in the order
// of the Hilbert curve, every treeFan of them have a node, every treeFan of
// those again, and so on up to one.
type tree struct {
	parts  []uint32 // numbers of the parts in the order of the curve
	levels [][]Bounds
}

const treeFan = 16

func (s *Shapes) growTree() {
	if len(s.Parts) <= treeFan {
		return
	}
	keys := make([]uint64, len(s.Parts))
	for i := range s.Parts {
		b := s.Parts[i].Bounds
		keys[i] = hilbert(uint16((int64(b.Min.X)+int64(b.Max.X))>>17+1<<15), uint16((int64(b.Min.Y)+int64(b.Max.Y))>>17+1<<15))
	}
	s.tree.parts = curveOrder(keys)
	level := make([]Bounds, 0, (len(s.Parts)+treeFan-1)/treeFan)
	for group := range slices.Chunk(s.tree.parts, treeFan) {
		b := noBounds
		for _, part := range group {
			b.join(s.Parts[part].Bounds)
		}
		level = append(level, b)
	}
	s.tree.levels = append(s.tree.levels, level)
	for len(level) > 1 {
		next := make([]Bounds, 0, (len(level)+treeFan-1)/treeFan)
		for group := range slices.Chunk(level, treeFan) {
			b := noBounds
			for _, below := range group {
				b.join(below)
			}
			next = append(next, b)
		}
		s.tree.levels = append(s.tree.levels, next)
		level = next
	}
}

// hilbert is the place of a cell along the Hilbert curve through 2^16 by 2^16.
func hilbert(x, y uint16) uint64 {
	var key uint64
	for s := uint16(1 << 15); s > 0; s >>= 1 {
		right, below := x&s != 0, y&s != 0
		key <<= 2
		switch {
		case right && below:
			key |= 2
		case right:
			key |= 3
		case below:
			key |= 1
		}
		if !below { // turn the quarter so that the curve enters and leaves it as it does the whole
			if right {
				x, y = ^x, ^y
			}
			x, y = y, x
		}
	}
	return key
}

// In calls emit for the parts whose bounds meet the box, ascending, those
// included that the box reaches over the rim. No part comes twice; where a tile
// shows a part twice, once in its buffer, ask for each of the box's
// [WorldBox.Turns].
func (s *Shapes) In(box WorldBox, emit func(part int)) {
	boxes, n := box.onWorld()
	if len(s.tree.levels) == 0 {
		s.scan(boxes[:n], emit)
		return
	}
	found := partsPool.Get().(*[]uint32)
	list := (*found)[:0]
	for _, box := range boxes[:n] {
		list = s.find(list, box, len(s.tree.levels)-1, 0)
	}
	if len(list) > len(s.Parts)/8 {
		// Looking at all of them is faster than sorting.
		s.scan(boxes[:n], emit)
	} else {
		slices.Sort(list)
		list = slices.Compact(list)
		for _, part := range list {
			emit(int(part))
		}
	}
	*found = list
	partsPool.Put(found)
}

var partsPool = sync.Pool{New: func() any { return new([]uint32) }}

// find appends the parts below a node whose bounds meet the box.
func (s *Shapes) find(list []uint32, box WorldBox, height, node int) []uint32 {
	if !s.tree.levels[height][node].Meets(box) {
		return list
	}
	if height > 0 {
		for child := node * treeFan; child < min((node+1)*treeFan, len(s.tree.levels[height-1])); child++ {
			list = s.find(list, box, height-1, child)
		}
		return list
	}
	for _, part := range s.tree.parts[node*treeFan : min((node+1)*treeFan, len(s.tree.parts))] {
		if s.Parts[part].Bounds.Meets(box) {
			list = append(list, part)
		}
	}
	return list
}

// scan is In without the tree.
func (s *Shapes) scan(boxes []WorldBox, emit func(part int)) {
	for i := range s.Parts {
		for _, box := range boxes {
			if s.Parts[i].Bounds.Meets(box) {
				emit(i)
				break
			}
		}
	}
}
