package paint

import (
	"math"
	"strings"

	"dateline/geo/text"
)

// set works out where the label may stand, at a zoom where the world is size
// CSS px wide. Labels wider than mostReach are never placed.
func (l *label) set(zoom, size float64, lang string) {
	l.x, l.y = l.wx*size, l.wy*size
	l.style = styleOf(l, zoom)
	st := &l.style
	name := l.name
	if st.upper {
		name = text.Upper(name, lang)
	}
	ts := st.text(1, lang)
	measure := func(s string) float64 { return float64(text.Shape(s, ts).Width) }
	l.lines = breakLines(name, st.wrap, measure)
	widths := make([]float64, len(l.lines))
	wide := 0.0
	for i, s := range l.lines {
		widths[i] = measure(s)
		wide = max(wide, widths[i])
	}
	l.spots = l.spotsFor(zoom, widths, wide)
	l.reach = box{}
	for _, s := range l.spots {
		for _, b := range s.boxes {
			l.reach = l.reach.with(b)
		}
	}
	r := l.reach
	if max(-r.x0, -r.y0, r.x1, r.y1) > mostReach || r.x1-r.x0 > float32(size) {
		l.unfit = true
	}
}

// smaller is the label set in type that is less large, for a picture without room
// for more; nil if it is small already.
func (l *label) smaller(zoom, size float64, lang string) *label {
	c := *l
	c.small = true
	if c.set(zoom, size, lang); c.style.size >= l.style.size {
		return nil
	}
	return &c
}

// text is the style as text sets it, so many px to a CSS px.
func (st *labelStyle) text(unit float64, lang string) text.Style {
	return text.Style{
		Size: float32(st.size * unit), Bold: st.bold, Italic: st.italic,
		Spacing: float32(st.spacing * st.size * unit), Lang: lang,
	}
}

// breakLines breaks a name at its line breaks and, if it is wider than limit,
// at spaces, into lines of much the same width.
func breakLines(name string, limit float64, measure func(string) float64) []string {
	var lines []string
	for _, s := range strings.Split(name, "\n") {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		wide := measure(s)
		words := strings.Fields(s)
		if limit == 0 || wide <= limit || len(words) < 2 {
			lines = append(lines, s)
			continue
		}
		even := wide / math.Ceil(wide/limit) * 1.1
		line := words[0]
		for _, word := range words[1:] {
			if longer := line + " " + word; measure(longer) <= max(even, measure(word)) {
				line = longer
				continue
			}
			lines = append(lines, line)
			line = word
		}
		lines = append(lines, line)
	}
	const most = 4
	return lines[:min(len(lines), most)]
}

// Shares of the type size: from the baseline up to the middle of capitals, up
// to the highest and down to the lowest ink, and from line to line.
const (
	middleShare = 0.36
	upShare     = 0.80
	downShare   = 0.24
	lineShare   = 1.25
)

// markBox is what the mark takes.
func (l *label) markBox() box {
	r := float32(l.style.markSize/2 + haloWidth/2)
	return box{-r, -r, r, r}
}

// movableZoom is where most countries are large enough for a name to stand
// beside their middle and still in them.
const movableZoom = 4

// spotsFor are the places where words may stand, best first.
func (l *label) spotsFor(zoom float64, widths []float64, wide float64) []spotOf {
	st := &l.style
	high := float64(len(widths)-1) * lineShare * st.size
	// lay sets the lines, aligned in a strip that begins at left, first baseline at base.
	lay := func(left, base, align float64) spotOf {
		s := spotOf{boxes: []box{{
			float32(left - st.padX), float32(base - upShare*st.size - st.padY),
			float32(left + wide + st.padX), float32(base + high + downShare*st.size + st.padY),
		}}}
		for i, w := range widths {
			s.at = append(s.at, float32(left+(wide-w)*align), float32(base+float64(i)*lineShare*st.size))
		}
		if st.mark != noMark {
			s.boxes = append(s.boxes, l.markBox())
		}
		return s
	}
	middle := middleShare*st.size - high/2
	if st.mark == noMark {
		spots := []spotOf{lay(-wide/2, middle, 0.5)}
		if zoom >= movableZoom {
			step := 1.35 * st.size
			spots = append(spots, lay(-wide/2, middle+step, 0.5), lay(-wide/2, middle-step, 0.5))
			if l.class == seaLabel { // which is seldom as narrow as a country
				spots = append(spots, lay(-wide/2+step, middle, 0.5), lay(-wide/2-step, middle, 0.5))
			}
		}
		return spots
	}
	off := st.markSize/2 + st.gap
	return []spotOf{
		lay(off, middle, 0), lay(-off-wide, middle, 1),
		lay(-wide/2, st.markSize/2+2+upShare*st.size, 0.5),
		lay(-wide/2, -st.markSize/2-3-downShare*st.size-high, 0.5),
	}
}
