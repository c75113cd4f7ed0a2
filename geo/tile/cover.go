package tile

import (
	"cmp"
	"slices"
)

// hold finds for each component the walk that goes round it most closely.
func (f *faces) hold() {
	f.outermost = -1
	if len(f.components) == 1 {
		f.outermost = 0
		f.components[0].next = -1
		return
	}
	f.assign()
	f.single = f.single[:0]
	for i := range f.components {
		f.single = append(f.single, int32(i))
	}
	slices.SortFunc(f.single, func(a, b int32) int { return cmp.Compare(f.components[a].low, f.components[b].low) })
	f.look.start(f.meets, f.loops, f.chainOf)
	for _, i := range f.single {
		k := &f.components[i]
		list := &f.outermost
		if s := f.look.below(place(k.low)); s.segment >= 0 {
			half := 2 * f.chainOf[s.segment]
			if !s.right {
				half++ // what lies above is on the left on the way back
			}
			list = &f.walks[f.walkOf[half]].held
		}
		k.next, *list = *list, i
	}
}

// assign notes the chain of each segment.
func (f *faces) assign() {
	n := len(f.loops.coords)
	f.chainOf = slices.Grow(f.chainOf[:0], n)[:n]
	for i := range f.chains {
		c := &f.chains[i]
		o := &f.loops.list[c.loop]
		number := int32(i)
		if c.dead {
			number = -1
		}
		at := o.first + c.start
		for range c.count {
			f.chainOf[at] = number
			if at++; at == o.end {
				at = o.first
			}
		}
	}
}

// A visit is a walk to be visited, coming from another through a chain, or not
// through any if it is -1. If walk is -1, the visit is over that came through
// the chain.
type visit struct{ walk, chain int32 }

// cover counts the polygons on the left of each walk. It goes from one to the
// next through the chains between them, beginning outside of everything, and
// keeps book of the polygons that hold the place where it is.
func (f *faces) cover() {
	f.odd = f.odd[:0]
	for _, polygon := range f.owners {
		for int(polygon) >= len(f.odd) {
			f.odd = append(f.odd, false)
		}
	}
	count := int32(0)
	f.stack = f.stack[:0]
	f.enter(f.outermost)
	for len(f.stack) > 0 {
		v := f.stack[len(f.stack)-1]
		f.stack = f.stack[:len(f.stack)-1]
		if v.walk >= 0 && f.walks[v.walk].cover >= 0 {
			continue
		}
		if v.chain >= 0 {
			group := f.chains[v.chain].group
			for _, polygon := range f.owners[f.groups[group]:f.groups[group+1]] {
				f.odd[polygon] = !f.odd[polygon]
				if f.odd[polygon] {
					count++
				} else {
					count--
				}
			}
		}
		if v.walk < 0 {
			continue
		}
		w := &f.walks[v.walk]
		w.cover = count
		if v.chain >= 0 {
			f.stack = append(f.stack, visit{-1, v.chain})
		}
		f.enter(w.held)
		for h := w.half; ; {
			if other := f.walkOf[h^1]; f.walks[other].cover < 0 {
				f.stack = append(f.stack, visit{other, h / 2})
			}
			if h = f.next(h); h == w.half {
				break
			}
		}
	}
}

// enter puts down the components of a list for a visit.
func (f *faces) enter(component int32) {
	for ; component >= 0; component = f.components[component].next {
		f.stack = append(f.stack, visit{f.components[component].outer, -1})
	}
}
