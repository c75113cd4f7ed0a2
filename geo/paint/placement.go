package paint

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"

	"dateline/geo/encode"
	"dateline/geo/tile"
)

const (
	// mostReach is how far in CSS px a label reaches from its place at most.
	mostReach = 192
	// namesakesApart is how far apart in CSS px the names of one country or sea stand.
	namesakesApart = 400
	// mostLabels is how many labels of a tile are looked at, the first ones by
	// importance.
	mostLabels = 256
	// mostRead is how many tiles are read for the labels of one canvas.
	mostRead = 2048
	// keptLabels is how many labels are remembered, keptPlane how many of one plane.
	keptLabels = 12_000
	keptPlane  = 6_000
)

// ErrCrowded says that a basemap has more labels in one place than can be set.
var ErrCrowded = errors.New("too many labels")

// Labels are placed as if the whole world were one sheet: in the order of their
// importance, each at the first of its spots that is free, or not at all. A
// sheet is worked out where it is looked at: whether a label stands, and where,
// depends only on more important ones that may stand where it may stand.

// A planeKey says which sheet: labels that are placed alike.
type planeKey struct {
	zoom  float64
	more  uint8 // from how many zooms further on its labels are
	lang  string
	avoid avoidKey
}

// placements are the sheets.
type placements struct {
	source *groundSource
	planes *lru[planeKey, *plane]
}

func newPlacements(s *groundSource) *placements {
	return &placements{source: s, planes: newLRU[planeKey, *plane](keptLabels)}
}

// A plane is a sheet. Lengths are CSS px.
type plane struct {
	source *groundSource
	zoom   float64
	size   float64 // of the world
	z      uint8   // of the tiles its labels are from
	wanted float64 // the zoom whose labels these are
	lang   string
	names  *nameKeys
	avoid  []worldBox
	named  []writtenName

	mu    sync.Mutex
	cells map[tile.Address][]*label
	count int // of labels
}

// maxLang is longer than any language tag in use; what is longer is no key.
const maxLang = 35

// plane is the sheet for a zoom, made if it is not known.
func (p *placements) plane(zoom float64, more uint8, o TileOptions) (planeKey, *plane) {
	lang := o.Lang
	if len(lang) > maxLang {
		lang = ""
	}
	key := planeKey{zoom, more, lang, avoidKeyOf(o.Avoid)}
	if sheet, ok := p.planes.get(key); ok {
		return key, sheet
	}
	size := 256 * math.Exp2(zoom)
	boxes, named := avoidBoxes(o.Avoid, size)
	return key, &plane{
		source: p.source, zoom: zoom, size: size, z: p.source.zoomFor(zoom + float64(more)), wanted: zoom + float64(more), lang: lang, names: newNameKeys(lang),
		avoid: boxes, named: named, cells: map[tile.Address][]*label{},
	}
}

// within are the labels that reach into a window, least important first, each
// once for every copy of the world on which it does.
func (p *placements) within(ctx context.Context, w window, o TileOptions) (out []placedLabel, err error) {
	key, sheet := p.plane(w.zoom, 0, o)
	sheet.mu.Lock()
	defer sheet.mu.Unlock()
	walk := sheet.walk(ctx)
	view := w.css()
	err = walk.near(view, func(l *label, shift float64) error {
		if !overlap(l.reach.at(l.x+shift, l.y), view) {
			return nil
		}
		if err := walk.decide(l); err != nil || l.fate != stands {
			return err
		}
		// Halos reach a little beyond the boxes of what has no room round it.
		for _, b := range l.spots[l.spot].boxes {
			if overlap(b.grown(haloWidth).at(l.x+shift, l.y), view) {
				out = append(out, placedLabel{label: l, spot: l.spot, turn: shift / sheet.size})
				break
			}
		}
		return nil
	})
	p.planes.put(key, sheet, max(sheet.count, leastPlane))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(a, b placedLabel) int {
		return cmp.Or(b.before(a.label), cmp.Compare(a.turn, b.turn))
	})
	return out, nil
}

// leastPlane is what a sheet weighs at least, in labels.
const leastPlane = 256

// css is the window in CSS px of the world.
func (w *window) css() worldBox {
	return worldBox{
		(w.left + float64(w.x0)) / w.unit, (w.top + float64(w.y0)) / w.unit,
		(w.left + float64(w.x1)) / w.unit, (w.top + float64(w.y1)) / w.unit,
	}
}

// at is a box round a place.
func (b box) at(x, y float64) worldBox {
	return worldBox{x + float64(b.x0), y + float64(b.y0), x + float64(b.x1), y + float64(b.y1)}
}

// overlap reports whether boxes share more than an edge.
func overlap(a, b worldBox) bool {
	return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

func grownBox(b worldBox, by float64) worldBox {
	return worldBox{b[0] - by, b[1] - by, b[2] + by, b[3] + by}
}

// A sheetWalk is one look at a sheet, whose lock is held.
type sheetWalk struct {
	*plane
	ctx   context.Context
	reads int
}

func (p *plane) walk(ctx context.Context) *sheetWalk {
	if p.count > keptPlane {
		// Rare, and cheaper than to keep book. Labels come out as they were.
		clear(p.cells)
		p.count = 0
	}
	return &sheetWalk{plane: p, ctx: ctx}
}

// near visits the labels that may reach into a box, with the shift that brings
// them there from where they are.
func (w *sheetWalk) near(b worldBox, visit func(l *label, shift float64) error) error {
	side := math.Ldexp(w.size, -int(w.z))
	b = grownBox(b, mostReach)
	x0, x1 := tilesIn(b[0], b[2], side)
	y0, y1 := tilesIn(b[1], b[3], side)
	count := int64(1) << w.z
	for ty := max(y0, 0); ty <= min(y1, count-1); ty++ {
		for tx := x0; tx <= x1; tx++ {
			labels, err := w.cell(tile.Address{Z: w.z, X: uint32(tx & (count - 1)), Y: uint32(ty)})
			if err != nil {
				return err
			}
			shift := math.Floor(float64(tx)/float64(count)) * w.size
			for _, l := range labels {
				if err := visit(l, shift); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// cell reads the labels of a tile, the most important ones first.
func (w *sheetWalk) cell(a tile.Address) ([]*label, error) {
	if labels, ok := w.cells[a]; ok {
		return labels, nil
	}
	if w.reads++; w.reads > mostRead {
		return nil, fmt.Errorf("%w: whether one stands depends on more than %d tiles", ErrCrowded, mostRead)
	}
	if err := w.ctx.Err(); err != nil {
		return nil, err
	}
	data, err := w.source.tile(a)
	if err != nil {
		return nil, err
	}
	chiefs, err := w.source.chiefRanks()
	if err != nil {
		return nil, err
	}
	var labels []*label
	err = decode(a, data, labelLayer, func(l *encode.DecodedLayer) { labels = readLabels(labels, l, a, w.wanted, w.names, chiefs) })
	if err != nil {
		return nil, err
	}
	slices.SortFunc(labels, (*label).before)
	labels = slices.Clip(labels[:min(len(labels), mostLabels)])
	for _, l := range labels {
		l.set(w.zoom, w.size, w.lang)
		l.unfit = l.unfit || w.written(l)
	}
	w.cells[a] = labels
	w.count += len(labels) + 1
	return labels, nil
}

// A rival may stand where another label may.
type rival struct {
	*label
	shift float64
}

// decide finds whether a label stands, and where.
func (w *sheetWalk) decide(l *label) error {
	if l.fate != undecided {
		return nil
	}
	reach := l.reach.at(l.x, l.y)
	around := reach
	if l.of != "" {
		around = grownBox(reach, namesakesApart)
	}
	var rivals []rival
	var marks []worldBox // of capitals
	err := w.near(around, func(m *label, shift float64) error {
		if l.class < capitalLabel && m.class == capitalLabel {
			marks = append(marks, m.markBox().at(m.x+shift, m.y))
		}
		if m.unfit || m.fate == dropped || m.before(l) >= 0 {
			return nil
		}
		if overlap(m.reach.at(m.x+shift, m.y), reach) || l.sameThing(m, shift) {
			rivals = append(rivals, rival{m, shift})
		}
		return nil
	})
	if err != nil {
		return err
	}
	standing := rivals[:0]
	for _, r := range rivals {
		if err := w.decide(r.label); err != nil {
			return err
		}
		if r.fate == stands {
			standing = append(standing, r)
		}
	}
	l.fate = dropped
	for _, r := range standing {
		if l.sameThing(r.label, r.shift) {
			return nil
		}
	}
	if l.unfit {
		return nil
	}
	for i := range l.spots {
		s := &l.spots[i]
		if !w.free(l, s, standing) {
			continue
		}
		if l.fate != stands {
			l.fate, l.spot = stands, int8(i)
		}
		// Better a spot where no capital loses its mark.
		if !l.covers(s, marks) {
			l.spot = int8(i)
			break
		}
	}
	return nil
}

// covers reports whether a label in a spot covers one of some boxes.
func (l *label) covers(s *spotOf, marks []worldBox) bool {
	for _, b := range s.boxes {
		at := b.at(l.x, l.y)
		if slices.ContainsFunc(marks, func(m worldBox) bool { return overlap(at, m) }) {
			return true
		}
	}
	return false
}

// sameThing reports whether m, moved, names the same country or sea too near.
func (l *label) sameThing(m *label, shift float64) bool {
	return l.of != "" && l.class == m.class && l.of == m.of &&
		math.Hypot(m.x+shift-l.x, m.y-l.y) < namesakesApart
}

// free reports whether nothing stands in a spot, and the world does not end there.
func (w *sheetWalk) free(l *label, s *spotOf, standing []rival) bool {
	for _, b := range s.boxes {
		at := b.at(l.x, l.y)
		if at[1] < 0 || at[3] > w.size {
			return false
		}
		for _, r := range standing {
			for _, c := range r.spots[r.spot].boxes {
				if overlap(at, c.at(r.x+r.shift, r.y)) {
					return false
				}
			}
		}
		for _, c := range w.avoid {
			// The box of a place near ±180° reaches to the other side.
			for _, shift := range [3]float64{0, w.size, -w.size} {
				if overlap(at, worldBox{c[0] + shift, c[1], c[2] + shift, c[3]}) {
					return false
				}
			}
		}
	}
	return true
}
