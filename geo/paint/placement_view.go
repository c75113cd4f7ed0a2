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
	search := viewSearch{walk: walk, win: w, taken: taken, ground: ground, marks: marks}
	for _, class := range [...]labelClass{countryLabel, seaLabel, capitalLabel, placeLabel} {
		for _, how := range nameRooms {
			if how != tightRoom && (ground == nil || class > seaLabel) {
				continue
			}
			for _, r := range list {
				if r.class != class || slices.ContainsFunc(out, func(p placedLabel) bool {
					return r.sameThing(p.label, p.turn*walk.size-r.shift)
				}) {
					continue
				}
				if l, ok := search.place(r, how); ok {
					out = append(out, l)
				}
			}
		}
	}
	slices.Reverse(out)
	return out, nil
}

// A nameRoom is how a name may be set in a picture.
type nameRoom struct {
	room  float64 // CSS px round it within the view and between it and what is there
	small bool
}

var (
	tightRoom = nameRoom{}
	// nameRooms are tried in turn, on all places for a name: a name that stands clear
	// of edges and captions is read more easily, and any is better than none.
	nameRooms = [...]nameRoom{{room: 14}, tightRoom, {small: true}}
)

// A viewSearch looks for places for names in a view.
type viewSearch struct {
	walk   *sheetWalk
	win    window
	taken  *Taken
	ground *plainGround
	marks  []worldBox // of capitals
}

// place places a name if there is room for it.
func (s *viewSearch) place(r rival, how nameRoom) (l placedLabel, ok bool) {
	if how.small {
		small := r.smaller(s.walk.zoom, s.walk.size, s.walk.lang)
		if small == nil {
			return l, false
		}
		r.label = small
	}
	l = placedLabel{label: r.label, turn: r.shift / s.walk.size}
	// Places of further zooms are rather in the way where countries are near and
	// large.
	if r.cell.Z == s.walk.z || s.win.zoom < movableZoom {
		if spot, ok := s.spot(r, how.room); ok {
			l.spot = int8(spot)
			return l, true
		}
	}
	l.by, ok = s.ground.slide(s.win, r, s.taken, how.room)
	return l, ok
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

// spot finds the first spot that is whole in the view and free, for countries and
// seas rather one that leaves capitals their marks, and takes it.
func (s *viewSearch) spot(r rival, room float64) (spot int, ok bool) {
	for i := range r.spots {
		at := &r.spots[i]
		if (ok && r.covers(at, s.marks)) || !s.walk.free(r.label, at, nil) || !s.free(r, at, room) {
			continue
		}
		if spot, ok = i, true; r.class >= capitalLabel || !r.covers(at, s.marks) {
			break
		}
	}
	if ok {
		for _, b := range r.spots[spot].boxes {
			c := s.win.canvasBox(b.at(r.x+r.shift, r.y))
			s.taken.Add(c.x0, c.y0, c.x1, c.y1)
		}
	}
	return spot, ok
}

// free reports whether a spot is whole in the view and free, with room round it.
func (s *viewSearch) free(r rival, at *spotOf, room float64) bool {
	for _, b := range at.boxes {
		if !s.win.clear(s.win.canvasBox(b.at(r.x+r.shift, r.y)), s.taken, room) {
			return false
		}
	}
	return true
}

// clear reports whether a box is within the window and meets nothing that is taken,
// with room round it, CSS px.
func (w *window) clear(b box, taken *Taken, room float64) bool {
	b = b.grown(float32(room * w.unit))
	return b.x0 >= float32(w.x0) && b.y0 >= float32(w.y0) && b.x1 <= float32(w.x1) && b.y1 <= float32(w.y1) &&
		!taken.Hits(b.x0, b.y0, b.x1, b.y1)
}

// canvasBox turns CSS px of the world into px of the canvas.
func (w *window) canvasBox(b worldBox) box {
	return box{
		float32(b[0]*w.unit - w.left), float32(b[1]*w.unit - w.top),
		float32(b[2]*w.unit - w.left), float32(b[3]*w.unit - w.top),
	}
}
