package paint

import (
	"math"
	"slices"
	"sync"
)

const (
	// mostAvoided bounds what the basemap's labels are held against.
	mostAvoided = 2000
	// mostLineBoxes bounds how many of these are boxes along lines.
	mostLineBoxes = 400
	// mostAvoidZooms bounds for how many zooms that is kept.
	mostAvoidZooms = 64
	// pageWide and pageHigh is the map of a page that captions are placed for,
	// and pageRoom what is round the entries of a first view, in CSS px.
	pageWide, pageHigh, pageRoom = 848, 640, 320
	// pageFoot is the height of a page's credits, at the foot of its map, in CSS px.
	pageFoot = 24
	// mostSpread is how wide or high in CSS px what has a caption may be.
	mostSpread = 4096
	// nearName is how near to an entry in CSS px the ground does not write the
	// name of the entry's place.
	nearName = 48
)

// Avoid is what labels of the ground keep clear of at a zoom (256-px tiles):
// the marks, captions in a language where a page puts them if nothing hinders it,
// and the credits of a page's first view. Nor does the ground write the names of places where entries do. It is the
// same for every tile, so that neighbours agree.
func (s *Scene) Avoid(zoom float64, lang string) []Avoid {
	return s.avoided.at(avoidedAt{zoom, lang}, func() []Avoid { return s.avoidAt(256*math.Exp2(zoom), lang) })
}

func (s *Scene) avoidAt(size float64, lang string) []Avoid {
	var out []Avoid
	add := func(b worldBox, name string) {
		if len(out) >= mostAvoided {
			return
		}
		middle := xy{(b[0] + b[2]) / 2, (b[1] + b[3]) / 2}
		at := xy{middle[0] / size, middle[1] / size}.degrees()
		out = append(out, Avoid{
			Lon: at[0], Lat: at[1], X0: float32(b[0] - middle[0]), Y0: float32(b[1] - middle[1]),
			X1: float32(b[2] - middle[0]), Y1: float32(b[3] - middle[1]), Name: name,
		})
	}
	seen := map[Avoid]bool{}
	for i := range s.entries {
		e := &s.entries[i]
		if len(e.rings) == 0 && (e.radius < 0 || e.small(size)) { // a disc has no mark in its middle
			for _, p := range e.points {
				const half = 10
				add(worldBox{p[0]*size - half, p[1]*size - half, p[0]*size + half, p[1]*size + half}, "")
			}
		}
		for _, name := range e.names {
			more := max(0, e.radius)*size + nearName
			add(worldBox{e.box[0]*size - more, e.box[1]*size - more, e.box[2]*size + more, e.box[3]*size + more}, name)
			if n := len(out) - 1; seen[out[n]] {
				out = out[:n]
			} else {
				seen[out[n]] = true
			}
		}
	}
	for i, g := range viewGroups(s.entries, pageWide, pageHigh) {
		if c := fit(g.row, pageWide, pageHigh, firstFit(pageWide, pageHigh)); i == 0 && math.Abs(worldSize(c.zoom)/size-1) < 1e-6 {
			x, foot := c.xy[0]*size, c.xy[1]*size+pageHigh/2
			add(worldBox{x - pageWide/2, foot - pageFoot, x + pageWide/2, foot}, "")
		}
		f := frame{theme: &Light, lang: lang, size: size, k: 1, mark: 1}
		f.x0, f.y0 = g.box[0]*size-pageRoom, g.box[1]*size-pageRoom
		f.w, f.h = (g.box[2]-g.box[0])*size+2*pageRoom, (g.box[3]-g.box[1])*size+2*pageRoom
		if !f.usable() {
			continue
		}
		// What is larger than any page is captioned by what is seen of it.
		things := slices.DeleteFunc(f.things(s.all, s.groupsAt(size)), func(t thing) bool {
			b := emptyBox
			for _, part := range t.outline {
				for _, p := range part {
					b.add(p)
				}
			}
			return max(b[2]-b[0], b[3]-b[1]) > mostSpread
		})
		var lines rects
		for i := range things {
			if things[i].kind == someLines {
				for _, part := range things[i].outline {
					sample(part, &lines, rect{0, 0, f.w, f.h})
				}
			}
		}
		for _, b := range lines.all[:min(len(lines.all), mostLineBoxes)] {
			add(worldBox{b.x + f.x0, b.y + f.y0, b.x + b.w + f.x0, b.y + b.h + f.y0}, "")
		}
		for _, l := range f.labels(things, nil, captionFull) {
			b := l.grown(2)
			add(worldBox{b.x + f.x0, b.y + f.y0, b.x + b.w + f.x0, b.y + b.h + f.y0}, "")
		}
	}
	return out
}

// avoidedAt is what a scene's answer depends on.
type avoidedAt struct {
	zoom float64
	lang string
}

// An avoidCache keeps what labels of the ground keep clear of. The zero value
// is empty.
type avoidCache struct {
	mu   sync.Mutex
	kept map[avoidedAt][]Avoid
}

func (c *avoidCache) at(key avoidedAt, make func() []Avoid) []Avoid {
	c.mu.Lock()
	defer c.mu.Unlock()
	list, ok := c.kept[key]
	if !ok {
		list = make()
		if len(c.kept) >= mostAvoidZooms || c.kept == nil {
			c.kept = map[avoidedAt][]Avoid{}
		}
		c.kept[key] = list
	}
	return list
}
