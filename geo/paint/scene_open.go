package paint

import (
	"slices"

	"dateline/geo/raster"
)

// How what is selected differs (look.md, section 5): sizes in CSS px, of a mark
// before it is enlarged.
const (
	selectedMark = 1.3 // how much larger its mark is
	selectedRoom = 3.5 // between a mark and the ring round it
	selectedRing = 1.5 // the ring, and the ink round lines and edges

	selectedLine, selectedLineCasing = 11.5, 8.5
	selectedEdge, selectedEdgeCasing = 8, 5
)

// selected reports whether a thing stands for the entry that is open.
func (f *frame) selected(t *thing) bool {
	return f.open != "" && slices.ContainsFunc(t.entries, func(e *entry) bool { return e.key == f.open })
}

// reach is how far a mark reaches from its point, in CSS px.
func (f *frame) reach(t *thing) float64 {
	if !f.selected(t) {
		return t.half
	}
	return (t.half + (selectedRoom+selectedRing)*f.mark) * selectedMark
}

// pullOut lets the entry that is open stand alone, unless others share its very
// spot.
func (f *frame) pullOut(groups []group) []group {
	for i, g := range groups {
		at := slices.IndexFunc(g.entries, func(e *entry) bool { return f.open != "" && e.key == f.open })
		if at < 0 || g.same || len(g.entries) == 1 {
			continue
		}
		e := g.entries[at]
		rest := g
		rest.entries = slices.Delete(slices.Clone(g.entries), at, at+1)
		out := slices.Clone(groups)
		out[i] = rest
		return append(out, group{xy: e.anchor, entries: []*entry{e}, same: true})
	}
	return groups
}

// selectMark draws a mark with a ring of ink round it. The frame's marks are
// enlarged already.
func (f *frame) selectMark(p *pen, t *thing) {
	big := *t
	big.half *= selectedMark
	p.at(f.left+t.at[0]*f.k, f.top+t.at[1]*f.k, f.k*f.mark)
	ring := func(q *raster.Path) { q.Circle(0, 0, float32(big.half/f.mark+selectedRoom)) }
	p.fill(f.theme.Paper, ring)
	p.stroke(f.theme.Ink, selectedRing/f.mark, ring)
	f.drawMark(p, &big)
}

// selectLine lays ink and paper under a line.
func (f *frame) selectLine(d *drawnLine) {
	runs, fade := runsIn(d.body, f.box(room)), f.fadeOf(d)
	f.strokeRound(runs, selectedLine, f.theme.Ink, fade)
	if d.head && len(runs) > 0 {
		tip := d.whole[len(d.whole)-1]
		f.strokeHead(tip, d, selectedLine-2, f.theme.Ink, fade)
	}
	f.strokeRound(runs, selectedLineCasing, f.theme.Paper, fade)
}

// selectArea lays ink and paper under the edge of an area.
func (f *frame) selectArea(t *thing) {
	var runs []run
	for _, ring := range t.outline {
		runs = append(runs, runsIn(closedRing(ring), f.box(room))...)
	}
	f.stroke(runs, dashes{}, selectedEdge, f.theme.Ink, nil)
	f.stroke(runs, dashes{}, selectedEdgeCasing, f.theme.Paper, nil)
}
