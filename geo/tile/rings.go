package tile

import (
	"cmp"
	"slices"
)

// A ringTracer writes faces as exterior rings and their holes. The outline of a
// face is traced with the inside on its left. Where it comes to a junction for
// the second time, what lies between is a ring of its own, so that no ring
// touches itself; and as it takes the sharpest turn to the left, it never
// leaves the face for another that it only touches there.
type ringTracer struct {
	faces  *faces
	coords []Coord
	rings  []ring
	done   []bool  // by half
	path   []int32 // halves of the outline that are not yet part of a ring
	at     []int32 // by junction: its place in path, or -1
	order  []int32 // by walk: the order in which faces come
}

// A ring is coordinates first…end-1.
type ring struct {
	first, end int32
	face       int32
	hole       bool
}

// trace traces the faces that lie in at least one polygon.
func (r *ringTracer) trace(f *faces) {
	r.faces = f
	r.coords, r.rings = r.coords[:0], r.rings[:0]
	f.unite()
	n := len(f.walkOf)
	r.done = slices.Grow(r.done[:0], n)[:n]
	clear(r.done)
	r.at = slices.Grow(r.at[:0], len(f.places))[:len(f.places)]
	for i := range r.at {
		r.at[i] = -1
	}
	for h := range int32(n) {
		if !r.done[h] && f.bounds(h) {
			r.outline(h)
		}
	}
	r.sort()
}

// bounds reports whether a half has the inside on its left and the outside on
// its right.
func (f *faces) bounds(half int32) bool {
	return !f.chains[half/2].dead && f.walks[f.walkOf[half]].cover > 0 && f.walks[f.walkOf[half^1]].cover == 0
}

// unite puts walks together that belong to the same face: those on both sides
// of a chain inside, and those round components that lie in a face with that
// face's.
func (f *faces) unite() {
	for i := range f.chains {
		if f.chains[i].dead {
			continue
		}
		a, b := f.walkOf[2*i], f.walkOf[2*i+1]
		if f.walks[a].cover > 0 && f.walks[b].cover > 0 {
			f.walks[f.face(a)].face = f.face(b)
		}
	}
	for i := range f.walks {
		for k := f.walks[i].held; k >= 0 && f.walks[i].cover > 0; k = f.components[k].next {
			f.walks[f.face(f.components[k].outer)].face = f.face(int32(i))
		}
	}
}

// face is the walk that stands for the face of a walk.
func (f *faces) face(walk int32) int32 {
	for f.walks[walk].face != walk {
		f.walks[walk].face = f.walks[f.walks[walk].face].face
		walk = f.walks[walk].face
	}
	return walk
}

// outline traces one outline and takes it apart into rings.
func (r *ringTracer) outline(first int32) {
	f := r.faces
	r.path = r.path[:0]
	for h := first; !r.done[h]; h = r.next(h) {
		r.done[h] = true
		j := f.start(h)
		if j >= 0 {
			if at := r.at[j]; at >= 0 {
				r.ring(r.path[at:])
				r.path = r.path[:at]
			}
			r.at[j] = int32(len(r.path))
		}
		r.path = append(r.path, h)
	}
	r.ring(r.path)
}

// next is the half by which an outline goes on.
func (r *ringTracer) next(half int32) int32 {
	f := r.faces
	j := f.end(half)
	if j < 0 {
		return half
	}
	for at := f.outAt[half^1]; ; {
		if at == f.firstOut[j] {
			at = f.firstOut[j+1]
		}
		at--
		if h := f.outs[at]; f.bounds(h) {
			return h
		}
	}
}

// ring writes a ring.
func (r *ringTracer) ring(halves []int32) {
	f := r.faces
	first := int32(len(r.coords))
	for _, h := range halves {
		c := &f.chains[h/2]
		o := &f.loops.list[c.loop]
		loop := f.loops.coords[o.first:o.end]
		if j := f.start(h); j >= 0 {
			r.at[j] = -1
		}
		if h&1 == 0 {
			at, count := int(c.start), int(c.count)
			r.coords = append(r.coords, loop[at:min(at+count, len(loop))]...)
			if rest := at + count - len(loop); rest > 0 {
				r.coords = append(r.coords, loop[:rest]...)
			}
			continue
		}
		at := (c.start + c.count) % int32(len(loop))
		for range c.count {
			r.coords = append(r.coords, loop[at])
			if at--; at < 0 {
				at += int32(len(loop))
			}
		}
	}
	end := int32(len(r.coords))
	r.rings = append(r.rings, ring{first, end, f.face(f.walkOf[halves[0]]), area(r.coords[first:end]) < 0})
}

// sort puts the rings in order: each face's exterior ring, then its holes.
func (r *ringTracer) sort() {
	if len(r.rings) < 2 {
		return
	}
	n := len(r.faces.walks)
	r.order = slices.Grow(r.order[:0], n)[:n]
	for i := len(r.rings) - 1; i >= 0; i-- {
		r.order[r.rings[i].face] = int32(i)
	}
	slices.SortFunc(r.rings, func(a, b ring) int {
		if a.face != b.face {
			return cmp.Compare(r.order[a.face], r.order[b.face])
		}
		if a.hole != b.hole {
			if b.hole {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.first, b.first)
	})
}
