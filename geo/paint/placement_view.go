package paint

import (
	"context"
	"math"
	"slices"
)

// inView places the labels of a picture: in order of importance, each where it
// is whole and meets nothing that is taken.
func (p *placements) inView(ctx context.Context, w window, o TileOptions, taken *Taken) (out []placedLabel, err error) {
	key, sheet := p.plane(w.zoom, o)
	sheet.mu.Lock()
	defer sheet.mu.Unlock()
	walk := sheet.walk(ctx)
	view := w.css()
	middle := (view[0] + view[2]) / 2
	var list []rival
	err = walk.near(view, func(l *label, shift float64) error {
		// One copy of the world has labels, that round the middle.
		if off := l.x + shift - middle; off < -walk.size/2 || off >= walk.size/2 {
			return nil
		}
		if !l.unfit && overlap(l.reach.at(l.x+shift, l.y), view) {
			list = append(list, rival{l, shift})
		}
		return nil
	})
	p.planes.put(key, sheet, max(sheet.count, leastPlane))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b rival) int { return a.before(b.label) })
	for _, r := range list {
		if slices.ContainsFunc(out, func(p placedLabel) bool {
			return r.sameCountry(p.label, p.turn*walk.size-r.shift)
		}) {
			continue
		}
		for i := range r.spots {
			if walk.freeIn(w, r, &r.spots[i], taken) {
				out = append(out, placedLabel{r.label, int8(i), r.shift / walk.size})
				break
			}
		}
	}
	slices.Reverse(out)
	return out, nil
}

// freeIn reports whether a spot is whole in a window and free, and takes it.
func (w *sheetWalk) freeIn(win window, r rival, s *spotOf, taken *Taken) bool {
	if !w.free(r.label, s, nil) {
		return false
	}
	const most = 4 // words and mark: two boxes
	var boxes [most]box
	for i, b := range s.boxes {
		at := b.at(r.x+r.shift, r.y)
		c := box{
			float32(at[0]*win.unit - win.left), float32(at[1]*win.unit - win.top),
			float32(at[2]*win.unit - win.left), float32(at[3]*win.unit - win.top),
		}
		if c.x0 < float32(win.x0) || c.y0 < float32(win.y0) || c.x1 > float32(win.x1) || c.y1 > float32(win.y1) ||
			taken.Hits(c.x0, c.y0, c.x1, c.y1) || math.IsNaN(float64(c.x0)) {
			return false
		}
		boxes[i] = c
	}
	for _, c := range boxes[:len(s.boxes)] {
		taken.Add(c.x0, c.y0, c.x1, c.y1)
	}
	return true
}
