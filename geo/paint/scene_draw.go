package paint

import (
	"cmp"
	"context"
	"slices"

	"dateline/geo/raster"
	"dateline/geo/tile"
)

// A thing is what is drawn as one: an area, the lines of an entry, or a mark.
type thing struct {
	kind    thingKind
	entries []*entry // of areas and lines one, else in the order of the list
	same    bool     // all are at one spot
	at      xy       // of a mark
	half    float64  // of a mark: half its width
	shift   float64  // whole worlds, of areas and lines
	lines   []drawnLine
	outline [][]xy
}

type thingKind uint8

const (
	anArea thingKind = iota
	someLines
	aMark
)

// things are what is drawn of entries in the frame: areas under lines under
// marks, and of marks the first of the list on top.
func (f *frame) things(entries []*entry, groups []group) []thing {
	var areas, lines, out []thing
	for _, e := range entries {
		if f.stopped() != nil {
			return nil
		}
		if len(e.lines) == 0 && (len(e.rings) == 0 && e.radius < 0 || e.small(f.size)) {
			continue
		}
		more := max(0, e.radius)
		if e.move != nil {
			// A curve leaves the box of its ends.
			more += (e.box[2] - e.box[0] + e.box[3] - e.box[1]) * curveReach(e.move)
		}
		box := worldBox{e.box[0] - more, e.box[1] - more, e.box[2] + more, e.box[3] + more}
		f.shifts(box, room, func(shift float64) {
			t := thing{entries: []*entry{e}, same: true, shift: shift}
			if !e.small(f.size) {
				if t.outline = f.areaOutline(e, shift); len(t.outline) > 0 {
					t.kind = anArea
					areas = append(areas, t)
				}
			}
			if len(e.lines) > 0 {
				t.kind, t.outline = someLines, nil
				t.lines = f.linesOf(e, shift)
				for i := range t.lines {
					for _, r := range runsIn(t.lines[i].body, f.box(room)) {
						t.outline = append(t.outline, r.points)
					}
				}
				if len(t.outline) > 0 {
					lines = append(lines, t)
				}
			}
		})
	}
	out = append(areas, lines...)
	marks := len(out)
	for _, g := range f.pullOut(groups) {
		f.copies(g.xy, 30, func(at xy) {
			t := thing{kind: aMark, entries: g.entries, same: g.same, at: at}
			t.half = f.halfOf(&t)
			out = append(out, t)
		})
	}
	slices.SortStableFunc(out[marks:], func(a, b thing) int {
		if last := f.selected(&a); last != f.selected(&b) {
			if last {
				return 1
			}
			return -1
		}
		return cmp.Compare(b.entries[0].order, a.entries[0].order)
	})
	return out
}

// curveReach bounds how far a movement's curve leaves the box of its ends, in
// shares of that box's width and height together.
func curveReach(m *Move) float64 {
	push := pushOf(m)
	if push < 0 {
		push = -push
	}
	return 0.1 + push/2
}

// copies calls draw where a point of the world is drawn.
func (f *frame) copies(p xy, reach float64, draw func(at xy)) {
	if f.repeats {
		f.shifts(worldBox{p[0], p[1], p[0], p[1]}, reach, func(s float64) { draw(f.px(p, s)) })
		return
	}
	at := f.px(p, f.nearest(p[0]))
	if b := f.box(reach); at[0] >= b[0] && at[0] <= b[2] && at[1] >= b[1] && at[1] <= b[3] {
		draw(at)
	}
}

// countLooks counts entries by look.
func countLooks(entries []*entry) (counts [looks]int) {
	for _, e := range entries {
		counts[e.look]++
	}
	return counts
}

// halfOf is half the width of a mark.
func (f *frame) halfOf(t *thing) float64 {
	n := len(t.entries)
	counts := countLooks(t.entries)
	half := 8.5
	switch e := t.entries[0]; {
	case n == 1 && (len(e.rings) > 0 || e.radius >= 0):
		half = max(leastRadius, e.radius*f.size)
	case n > 1 && !(t.same && counts[lookStatement] == n):
		half = ringRadius(n)
	}
	if counts[lookStatement] == n && half < 9 {
		half = 9
	}
	return half * f.mark
}

// draw draws things in their order. The error is that of the frame's stop.
func (f *frame) draw(things []thing) error {
	p := pen{c: f.canvas, theme: f.theme}
	for i := range things {
		if err := f.stopped(); err != nil {
			return err
		}
		t := &things[i]
		e := t.entries[0]
		switch t.kind {
		case anArea:
			if f.selected(t) {
				f.selectArea(t)
			}
			f.area(e.look, t.outline, areaHatch, f.groundAnchor(t.shift))
		case someLines:
			for n := range t.lines {
				if f.selected(t) {
					f.selectLine(&t.lines[n])
				}
				f.drawLine(e, &t.lines[n])
			}
		case aMark:
			if g := *f; f.selected(t) {
				g.mark *= selectedMark
				g.selectMark(&p, t)
				continue
			}
			f.drawMark(&p, t)
		}
	}
	return f.stopped()
}

func (f *frame) drawMark(p *pen, t *thing) {
	p.at(f.left+t.at[0]*f.k, f.top+t.at[1]*f.k, f.k*f.mark)
	e, n := t.entries[0], len(t.entries)
	counts := countLooks(t.entries)
	switch {
	case n == 1 && (len(e.rings) > 0 || e.radius >= 0):
		g := *f // as large as marks are
		g.left, g.top, g.k, g.w, g.h = p.x, p.y, p.k, 0, 0
		g.area(e.look, [][]xy{discOutline(xy{}, t.half/f.mark)}, discHatch, xy{})
	case n == 1:
		p.symbol(e.look, true)
		if e.corrected {
			p.corrected()
		}
	case t.same && counts[lookStatement] == n:
		p.statements(n)
	default:
		p.ring(&counts, n, t.half/f.mark)
	}
}

// Tile draws the marks that reach into a tile, on nothing and without words.
// Neighbouring tiles agree. The canvas is the caller's; it may release it. Errors
// wrap [ErrOptions], [tile.ErrOutside] or are those of the context.
func (s *Scene) Tile(ctx context.Context, a tile.Address, o TileOptions) (*raster.Canvas, error) {
	o, err := o.Checked()
	if err != nil {
		return nil, err
	}
	if !a.Valid() {
		return nil, tile.ErrOutside
	}
	c := raster.GetCanvas(o.Pixels(), o.Pixels())
	f := tileFrame(c, a, o)
	f.stop = ctx.Err
	if err := f.draw(f.things(s.all, s.groupsAt(f.size))); err != nil {
		c.Release()
		return nil, err
	}
	return c, nil
}

// clip keeps drawing within the frame, until what it returns is called.
func (f *frame) clip() func() {
	f.canvas.SetClip(int(f.left+0.5), int(f.top+0.5), int(f.left+f.w*f.k+0.5), int(f.top+f.h*f.k+0.5))
	return f.canvas.ResetClip
}
