package paint

import (
	"cmp"
	"math"
	"slices"
)

const (
	// goodZoom is from which zoom a view of everything is good, if places are
	// placesApart px apart in it.
	goodZoom    = 4
	placesApart = 24
	// nearestZoom is as near as a first view ever goes.
	nearestZoom = 9
	// mostApart is how many entries are held against each other for that. More
	// never keep apart.
	mostApart = 5000
	// mostGroups is how many views a map is parted into: itself and two insets.
	mostGroups = 3
)

// A viewGroup is a row of entries that are seen in one view.
type viewGroup struct {
	row     []inRow
	entries []*entry // in the order of the list
	lead    *entry   // whose place stands for the group
	box     worldBox
}

// inRow is an entry in a row from west to east; x0 may lie a world further on.
type inRow struct {
	e      *entry
	x0, x1 float64
}

// A centre is the middle of a view in units of the world, and its zoom.
type centre struct {
	xy
	zoom float64
}

// viewGroups parts entries into what the map shows at first, w by h CSS px
// large, and what else deserves a view of its own: the group that fills the map
// first. It gives the answers of web/map/firstview.js.
func viewGroups(entries []entry, w, h float64) []viewGroup {
	all := toRow(entries)
	if len(all) == 0 {
		return nil
	}
	whole := fit(all, w, h, firstFit(w, h))
	groups := []viewGroup{newViewGroup(all)}
	if whole.zoom >= goodZoom && keepsApart(all, whole.zoom) {
		return groups
	}
	zoom := whole.zoom
	for len(groups) < mostGroups {
		west, east := splitRow(groups[0].row)
		if west == nil {
			break
		}
		next := append([]viewGroup{newViewGroup(west), newViewGroup(east)}, groups[1:]...)
		slices.SortStableFunc(next, weightier)
		nearer := fit(next[0].row, w, h, firstFit(w, h)).zoom
		// A split that brings the main group no nearer explains nothing.
		if nearer < zoom+1 {
			break
		}
		groups, zoom = next, nearer
		if zoom >= goodZoom {
			break
		}
	}
	// What is drawn from tiles is drawn on the large map only.
	for _, g := range groups[1:] {
		for _, e := range g.entries {
			if e.many {
				return []viewGroup{newViewGroup(all)}
			}
		}
	}
	return groups
}

// tiledEntry stands for what is drawn from tiles within bounds in degrees.
func tiledEntry(b [4]float64) (entry, bool) {
	west, east := b[0], b[2]
	if east < west {
		east += 360
	}
	e, ok := newEntry(&Mark{Shape: Shape{Rings: [][]LonLat{{{west, b[1]}, {east, b[3]}, {west, b[3]}}}}}, math.MaxInt)
	e.many = true
	return e, ok
}

func newViewGroup(row []inRow) viewGroup {
	g := viewGroup{row: row, box: boxOfRow(row), entries: make([]*entry, len(row))}
	for i, p := range row {
		g.entries[i] = p.e
	}
	slices.SortStableFunc(g.entries, func(a, b *entry) int { return cmp.Compare(a.order, b.order) })
	g.lead = g.entries[0]
	// A report at a point, else what has a place at all.
	leads := []func(e *entry) bool{
		func(e *entry) bool { return e.look != lookStatement && e.place != "" && len(e.points) > 0 },
		func(e *entry) bool { return e.place != "" },
	}
	for _, is := range leads {
		if i := slices.IndexFunc(g.entries, is); i >= 0 {
			g.lead = g.entries[i]
			break
		}
	}
	return g
}

func boxOfRow(row []inRow) worldBox {
	b := emptyBox
	for _, p := range row {
		b.add(xy{p.x0, p.e.box[1]})
		b.add(xy{p.x1, p.e.box[3]})
	}
	return b
}

// weightier orders groups: most reports, then movements, then the latest date.
func weightier(a, b viewGroup) int {
	p, q := a.weights(), b.weights()
	for i := range p {
		if c := cmp.Compare(q[i], p[i]); c != 0 {
			return c
		}
	}
	return 0
}

func (g *viewGroup) weights() [3]float64 {
	w := [3]float64{2: math.Inf(-1)}
	for _, e := range g.entries {
		switch {
		case e.many:
			w[0] += mostApart // more than a scene has
		case e.look != lookStatement:
			w[0]++
		}
		if e.movement {
			w[1]++
		}
		if !math.IsInf(e.date, 0) {
			w[2] = max(w[2], e.date)
		}
	}
	return w
}

// toRow cuts the circle of longitudes at its widest gap and lays it out from
// west to east.
func toRow(entries []entry) []inRow {
	row := make([]inRow, len(entries))
	for i := range entries {
		e := &entries[i]
		x0 := e.box[0] - math.Floor(e.box[0])
		row[i] = inRow{e, x0, x0 + min(1, e.box[2]-e.box[0])}
	}
	if len(row) == 0 {
		return nil
	}
	slices.SortStableFunc(row, func(a, b inRow) int { return cmp.Compare(a.x0, b.x0) })
	end := 0.0
	for _, p := range row {
		end = max(end, p.x1)
	}
	end--
	cut, widest := 0, math.Inf(-1)
	for i, p := range row {
		if p.x0-end > widest {
			widest, cut = p.x0-end, i
		}
		end = max(end, p.x1)
	}
	out := make([]inRow, 0, len(row))
	out = append(out, row[cut:]...)
	for _, p := range row[:cut] {
		out = append(out, inRow{p.e, p.x0 + 1, p.x1 + 1})
	}
	return out
}

// splitRow parts a row at its widest gap; nil if there is none.
func splitRow(row []inRow) (west, east []inRow) {
	end, at, widest := math.Inf(-1), 0, 0.0
	for i, p := range row {
		if i > 0 && p.x0-end > widest {
			widest, at = p.x0-end, i
		}
		end = max(end, p.x1)
	}
	if at == 0 {
		return nil, nil
	}
	return row[:at:at], row[at:]
}

// fitting says how a view is fitted to a row.
type fitting struct {
	padX, padY float64 // CSS px to keep free on either side
	step       float64 // of the zoom; 0: any zoom
	nearest    float64 // zoom
}

// firstFit is how a map of a size is fitted at first.
func firstFit(w, h float64) fitting {
	return fitting{padX: min(60, w*0.08), padY: min(40, h*0.1), step: 0.5, nearest: nearestZoom}
}

// fit is the view that holds a row: centred on its places and lines, far enough
// for its areas as well. Discs may take half the margin.
func fit(row []inRow, w, h float64, f fitting) centre {
	var places []inRow
	for _, p := range row {
		if len(p.e.rings) == 0 {
			places = append(places, p)
		}
	}
	if len(places) == 0 {
		places = row
	}
	c, b := boxOfRow(places), boxOfRow(row)
	at := xy{(c[0] + c[2]) / 2, (c[1] + c[3]) / 2}
	size := math.Inf(1)
	hold := func(b worldBox, room xy) {
		for i, need := range (xy{max(at[0]-b[0], b[2]-at[0]), max(at[1]-b[1], b[3]-at[1])}) {
			if need > 0 {
				size = min(size, max(16, room[i])/need)
			}
		}
	}
	hold(b, xy{w/2 - f.padX, h/2 - f.padY})
	for _, p := range row {
		r := max(0, p.e.radius)
		b.add(xy{p.x0 - r, p.e.box[1] - r})
		b.add(xy{p.x1 + r, p.e.box[3] + r})
	}
	hold(b, xy{w/2 - f.padX/2, h/2 - f.padY/2})
	zoom := min(f.nearest, math.Log2(size/worldSize(0)))
	if f.step > 0 {
		zoom = math.Floor(zoom/f.step+1e-9) * f.step
	}
	return centre{at, max(0, zoom)}
}

// keepsApart reports whether no marks of different places come too near to each
// other at a zoom.
func keepsApart(row []inRow, zoom float64) bool {
	type place struct {
		xy
		name string
	}
	if len(row) > mostApart {
		return false
	}
	size := worldSize(zoom)
	grid := map[[2]int][]place{}
	for _, p := range row {
		if len(p.e.points) != 1 {
			continue
		}
		at := place{xy{p.x0 * size, p.e.anchor[1] * size}, p.e.place}
		cell := [2]int{int(math.Floor(at.xy[0] / placesApart)), int(math.Floor(at.xy[1] / placesApart))}
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				for _, o := range grid[[2]int{cell[0] + dx, cell[1] + dy}] {
					same := o.name == at.name && (o.name != "" || o.xy == at.xy)
					if !same && math.Hypot(o.xy[0]-at.xy[0], o.xy[1]-at.xy[1]) < placesApart {
						return false
					}
				}
			}
		}
		grid[cell] = append(grid[cell], at)
	}
	return true
}
