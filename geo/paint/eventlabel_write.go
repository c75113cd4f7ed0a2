package paint

import (
	"image/color"
	"math"
	"slices"

	"dateline/geo/text"
)

const (
	// mostCaptions is how many things are captioned at most, and mostTitles up to
	// how many things titles may stand in for places.
	mostCaptions = 150
	mostTitles   = 30
	// mostObstacles bounds what texts are held against, and mostPoints what of an
	// outline.
	mostObstacles = 50000
	mostOutline   = 20000
	eventHalo     = 3 // CSS px
)

// An eventLabel is a caption with its place.
type eventLabel struct {
	placed
	lines []captionLine
	names []string // of the place that it names; nil if it is something else
}

// labels finds the places of the captions of things, in the order of the list.
// What is covered is kept free.
func (f *frame) labels(things []thing, covered []rect, style captionStyle) []eventLabel {
	w := writer{lang: f.lang, measure: func(s string, size float64, bold bool) float64 {
		return float64(text.Shape(s, text.Style{Size: float32(size * f.k), Bold: bold, Lang: f.lang}).Width) / f.k
	}}
	var hard, soft, moving rects
	port := rect{0, 0, f.w, f.h}
	for _, c := range covered {
		hard.add(c, 0)
	}
	for i := range things {
		t := &things[i]
		switch t.kind {
		case aMark:
			hard.add(around(t.at, f.reach(t)+1), 0)
		case someLines:
			for _, part := range t.outline {
				sample(part, &hard, port)
				sample(part, &moving, port)
			}
		case anArea:
			for _, part := range t.outline {
				sample(part, &soft, port)
			}
			inside(t.outline, &soft, port)
		}
	}
	var shown []*thing
	for i := range things {
		if things[i].kind == aMark || overlaps(things[i].outline, port) {
			shown = append(shown, &things[i])
		}
	}
	slices.SortStableFunc(shown, func(a, b *thing) int { return a.entries[0].order - b.entries[0].order })
	titles := len(shown) <= mostTitles
	captions := make([]*caption, 1, mostCaptions+1) // by id of block
	places := make([][]string, 1, mostCaptions+1)
	var blocks, moves []block
	for _, t := range shown[:min(len(shown), mostCaptions)] {
		e := t.entries[0]
		b := block{id: len(captions), most: math.MaxInt, squeeze: 1}
		var c *caption
		switch {
		case t.kind == someLines && e.move != nil:
			c = w.captionOfMove(e, style)
			b.most, b.squeeze = 2, 6
			b.spots = besideShape(t.outline, []float64{0.5, 0.35, 0.65, 0.2, 0.8}, 14)
		case t.kind == aMark:
			c = w.captionOf(t.entries, style, titles)
			b.spots = roundMark(t.at, max(8.5*min(1, f.mark), f.reach(t)), 6*min(1, f.mark))
		default:
			c = w.captionOf(t.entries, style, titles)
			b.spots = besideShape(t.outline, []float64{0.35, 0.5, 0.25, 0.65, 0.8}, 8)
			if t.kind == anArea {
				// Beyond a movement the name of an area would be that of something else.
				middle := middleOf(t.outline, port)
				b.ok = func(at placing) bool { return !moving.hit(stretchTo(middle, at), 0) }
			}
		}
		if c == nil {
			continue
		}
		captions, places = append(captions, c), append(places, e.names)
		b.name, b.full, b.narrow, b.note = sizeOf(c.name), sizeOf(c.full), sizeOf(c.narrow), c.full != nil
		if t.kind == someLines && e.move != nil {
			moves = append(moves, b)
		} else {
			blocks = append(blocks, b)
		}
	}
	p := placer{hard: &hard, soft: &soft, port: port}
	p.place(blocks, moves)
	var out []eventLabel
	for id, c := range captions {
		at, ok := p.placed[id]
		switch {
		case ok && at.narrow:
			out = append(out, eventLabel{at, c.narrow, places[id]})
		case ok && at.full:
			out = append(out, eventLabel{at, c.full, places[id]})
		case ok:
			out = append(out, eventLabel{at, c.name, places[id]})
		}
	}
	return out
}

// write draws labels, with a halo in the colour of what is under them.
func (f *frame) write(labels []eventLabel) {
	for _, l := range labels {
		halo := f.theme.Land
		if f.afloat(l.rect) {
			halo = f.theme.Water
		}
		y := l.y
		for _, line := range l.lines {
			f.writeLine(&l, line, y, halo)
			y += line.lineHeight
		}
	}
}

func (f *frame) writeLine(l *eventLabel, line captionLine, y float64, halo color.NRGBA) {
	ink := f.theme.Ink2
	if line.bold {
		ink = f.theme.Ink
	}
	set := text.Shape(line.text, text.Style{Size: float32(line.size * f.k), Bold: line.bold, Lang: f.lang})
	x := l.x
	switch l.align {
	case alignMiddle:
		x += (l.w - float64(set.Width)/f.k) / 2
	case alignRight:
		x += l.w - float64(set.Width)/f.k
	}
	px, py := f.device(xy{x, y + line.lineHeight/2 + line.size*0.36})
	set.Draw(f.canvas, px, py, ink, halo, float32(eventHalo*f.k))
}

// afloat reports whether there is only water under a text.
func (f *frame) afloat(at rect) bool {
	water := f.theme.Water
	for _, sx := range []float64{0, 0.5, 1} {
		for _, sy := range []float64{0, 0.5, 1} {
			x, y := f.device(xy{at.x + sx*at.w, at.y + sy*at.h})
			if x < 0 || y < 0 || int(x) >= f.canvas.W || int(y) >= f.canvas.H {
				return false
			}
			if f.canvas.At(int(x), int(y)) != water {
				return false
			}
		}
	}
	return true
}

// takes adds to taken what no word of the ground may touch: marks, lines and
// labels.
func (f *frame) takes(things []thing, labels []eventLabel, taken *Taken) {
	add := func(r rect) {
		x0, y0 := f.device(xy{r.x, r.y})
		x1, y1 := f.device(xy{r.x + r.w, r.y + r.h})
		taken.Add(x0, y0, x1, y1)
	}
	var lines rects
	for i := range things {
		switch t := &things[i]; t.kind {
		case aMark:
			add(around(t.at, f.reach(t)+1))
		case someLines:
			for _, part := range t.outline {
				sample(part, &lines, rect{0, 0, f.w, f.h})
			}
		}
	}
	for i := range lines.all {
		add(lines.all[i].rect)
	}
	for _, l := range labels {
		add(l.grown(blockClear))
	}
}

// label places and writes the captions of things, and takes their room. It
// returns the names of the places that are named, as nameOfPlace has them.
func (f *frame) label(things []thing, style captionStyle, taken *Taken) []string {
	covered := make([]rect, 0, taken.Len())
	for _, b := range taken.boxes {
		covered = append(covered, rect{
			(float64(b.x0) - f.left) / f.k, (float64(b.y0) - f.top) / f.k, float64(b.x1-b.x0) / f.k, float64(b.y1-b.y0) / f.k,
		})
	}
	labels := f.labels(things, covered, style)
	f.write(labels)
	f.takes(things, labels, taken)
	var written []string
	for _, l := range labels {
		written = append(written, l.names...)
	}
	return written
}

func sizeOf(lines []captionLine) (size [2]float64) {
	for _, l := range lines {
		size[0] = max(size[0], l.width)
		size[1] += l.lineHeight
	}
	return size
}

// stretchTo is what lies between the middle of a shape and a text beside it.
func stretchTo(p xy, at placing) rect {
	if at.align != alignMiddle {
		x0, x1 := min(p[0], at.x), max(p[0], at.x+at.w)
		return rect{x0, at.y, x1 - x0, at.h}
	}
	y0, y1 := min(p[1], at.y), max(p[1], at.y+at.h)
	return rect{at.x, y0, at.w, y1 - y0}
}

// sample marks where a line goes, as far as it is seen.
func sample(line []xy, boxes *rects, port rect) {
	b := worldBox{port.x - 8, port.y - 8, port.x + port.w + 8, port.y + port.h + 8}
	for _, s := range spotsOn(runsIn(line, b), 0, 12, math.Inf(1)) {
		if len(boxes.all) >= mostObstacles {
			return
		}
		boxes.add(around(s.xy, 4), 0)
	}
}

// inside marks the inside of an area as a place for texts only if there is no
// better.
func inside(outline [][]xy, boxes *rects, port rect) {
	points := 0
	for _, part := range outline {
		points += len(part)
	}
	step := max(22, math.Sqrt(port.w*port.h/900))
	if points > mostOutline {
		step *= 3
	}
	for y := port.y; y < port.y+port.h; y += step {
		crossings := crossingsOf(outline, y)
		for x := port.x; x < port.x+port.w; x += step {
			n, _ := slices.BinarySearch(crossings, x)
			if n%2 == 1 && len(boxes.all) < mostObstacles {
				boxes.add(around(xy{x, y}, 5), 0)
			}
		}
	}
}

// crossingsOf is where the outline of an area crosses a height, in order.
func crossingsOf(outline [][]xy, y float64) []float64 {
	var out []float64
	for _, part := range outline {
		for i, a := range part {
			b := part[(i+1)%len(part)]
			if a[1] > y != (b[1] > y) {
				out = append(out, a[0]+(b[0]-a[0])*(y-a[1])/(b[1]-a[1]))
			}
		}
	}
	slices.Sort(out)
	return out
}

func overlaps(outline [][]xy, p rect) bool {
	b := emptyBox
	for _, part := range outline {
		for _, q := range part {
			b.add(q)
		}
	}
	return b[0] < p.x+p.w && b[2] > p.x && b[1] < p.y+p.h && b[3] > p.y
}

// middleOf is the middle of what is seen of an outline.
func middleOf(outline [][]xy, p rect) xy {
	var seen, all xy
	var n, m float64
	for _, part := range outline {
		for _, q := range part {
			all, m = xy{all[0] + q[0], all[1] + q[1]}, m+1
			if q[0] >= p.x && q[0] <= p.x+p.w && q[1] >= p.y && q[1] <= p.y+p.h {
				seen, n = xy{seen[0] + q[0], seen[1] + q[1]}, n+1
			}
		}
	}
	if n == 0 {
		seen, n = all, max(1, m)
	}
	return xy{seen[0] / n, seen[1] / n}
}
