package paint

import (
	"cmp"
	"context"
	"slices"
)

// inView places the labels of a picture: in order of importance, each where it
// is whole and meets nothing that is taken. Names of countries and seas may move
// on plain ground.
func (p *placements) inView(ctx context.Context, w window, o TileOptions, taken *Taken, ground *plainGround) (out []placedLabel, err error) {
	key, sheet := p.plane(w.zoom, 0, o)
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
	var more []rival
	if ground != nil {
		if more, err = p.nearer(ctx, w, o, list); err != nil {
			return nil, err
		}
	}
	list = append(list, more...)
	slices.SortFunc(list, func(a, b rival) int {
		// What is of a further zoom comes after its own kind.
		return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.cell.Z, b.cell.Z), a.before(b.label))
	})
	var marks []worldBox
	for _, r := range list {
		if r.class == capitalLabel {
			marks = append(marks, r.markBox().at(r.x, r.y))
		}
	}
	for _, r := range list {
		if slices.ContainsFunc(out, func(p placedLabel) bool {
			return r.sameThing(p.label, p.turn*walk.size-r.shift)
		}) {
			continue
		}
		// Places of further zooms are rather in the way where countries are near
		// and large.
		if r.cell.Z == sheet.z || w.zoom < movableZoom {
			if i, ok := walk.spotIn(w, r, marks, taken); ok {
				out = append(out, placedLabel{label: r.label, spot: int8(i), turn: r.shift / walk.size})
				continue
			}
		}
		if by, ok := ground.slide(w, r, taken); ok {
			out = append(out, placedLabel{label: r.label, turn: r.shift / walk.size, by: by})
		}
	}
	slices.Reverse(out)
	return out, nil
}

// mostNearer is from how many zooms further on names of countries and seas are
// taken into a picture.
const mostNearer = 2

// largestCountries is up to which rank countries are named wherever there is room.
const largestCountries = 12

// nearer are further places for the names of countries and seas in a view, of
// the zooms that follow: a picture may show a part of Russia in which no name
// stands at its own zoom. Of seas only those that are named at this zoom.
func (p *placements) nearer(ctx context.Context, w window, o TileOptions, list []rival) (out []rival, err error) {
	seas := map[string]bool{}
	for _, r := range list {
		if r.class == seaLabel {
			seas[r.of] = true
		}
	}
	view := w.css()
	middle := (view[0] + view[2]) / 2
	for more := uint8(1); more <= mostNearer; more++ {
		key, sheet := p.plane(w.zoom, more, o)
		if sheet.z == p.source.zoomFor(w.zoom+float64(more)-1) {
			break // there is no such zoom
		}
		sheet.mu.Lock()
		walk := sheet.walk(ctx)
		var found []rival
		err = walk.near(view, func(l *label, shift float64) error {
			if off := l.x + shift - middle; off < -walk.size/2 || off >= walk.size/2 {
				return nil
			}
			// Of a world in small only what is large.
			wanted := l.class == countryLabel && (w.zoom >= movableZoom || l.size <= largestCountries) || l.class == seaLabel && seas[l.of]
			if wanted && !l.unfit && overlap(l.reach.at(l.x+shift, l.y), view) {
				found = append(found, rival{l, shift})
			}
			return nil
		})
		p.planes.put(key, sheet, max(sheet.count, leastPlane))
		sheet.mu.Unlock()
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// spotIn finds the first spot that is whole in a window and free, for countries
// and seas rather one that leaves capitals their marks, and takes it.
func (w *sheetWalk) spotIn(win window, r rival, marks []worldBox, taken *Taken) (spot int, ok bool) {
	for i := range r.spots {
		s := &r.spots[i]
		if (ok && r.covers(s, marks)) || !w.free(r.label, s, nil) || !freeIn(win, r, s, taken) {
			continue
		}
		if spot, ok = i, true; r.class >= capitalLabel || !r.covers(s, marks) {
			break
		}
	}
	if ok {
		for _, b := range r.spots[spot].boxes {
			c := win.canvasBox(b.at(r.x+r.shift, r.y))
			taken.Add(c.x0, c.y0, c.x1, c.y1)
		}
	}
	return spot, ok
}

// freeIn reports whether a spot is whole in a window and free.
func freeIn(win window, r rival, s *spotOf, taken *Taken) bool {
	for _, b := range s.boxes {
		c := win.canvasBox(b.at(r.x+r.shift, r.y))
		whole := c.x0 >= float32(win.x0) && c.y0 >= float32(win.y0) && c.x1 <= float32(win.x1) && c.y1 <= float32(win.y1)
		if !whole || taken.Hits(c.x0, c.y0, c.x1, c.y1) {
			return false
		}
	}
	return true
}

// canvasBox turns CSS px of the world into px of the canvas.
func (w *window) canvasBox(b worldBox) box {
	return box{
		float32(b[0]*w.unit - w.left), float32(b[1]*w.unit - w.top),
		float32(b[2]*w.unit - w.left), float32(b[3]*w.unit - w.top),
	}
}
