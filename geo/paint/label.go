package paint

import (
	"bytes"
	"cmp"
	"math"
	"strconv"
	"strings"

	"dateline/geo/encode"
	"dateline/geo/text"
	"dateline/geo/tile"
)

// labelClass orders labels: the first class is placed first.
type labelClass uint8

const (
	countryLabel labelClass = iota
	seaLabel
	capitalLabel
	placeLabel
)

// A label is the name of something at a place. What it is, where it may stand
// and what it meets there does not depend on the window that shows it. Lengths
// are CSS px at the zoom it is placed for.
type label struct {
	class labelClass
	rank  float64 // 1 comes first
	pop   float64
	size  float64 // of a country: the rank of its chief label
	of    string  // what it is a name of, where that has several labels; else empty
	cell  tile.Address
	index int // in its cell, for a total order

	wx, wy float64 // place in the world, from 0 to 1
	x, y   float64 // the same in CSS px
	style  labelStyle
	lines  []string
	spots  []spotOf
	reach  box // round all spots, from the place

	unfit bool // too wide to stand anywhere
	fate  fate
	spot  int8 // of spots, where it stands
}

type fate uint8

const (
	undecided fate = iota
	stands
	dropped
)

// A spotOf is one way to set a label, relative to its place.
type spotOf struct {
	boxes []box     // what words and mark take, with room round them
	at    []float32 // x where a line begins and y of its baseline, line by line
}

// lastRank is that of what has none.
const lastRank = 1e9

// before orders labels by importance. It is a total order.
func (l *label) before(m *label) int {
	return cmp.Or(
		cmp.Compare(l.class, m.class), cmp.Compare(l.rank, m.rank), cmp.Compare(m.pop, l.pop),
		cmp.Compare(l.cell.Y, m.cell.Y), cmp.Compare(l.cell.X, m.cell.X), cmp.Compare(l.index, m.index),
	)
}

func labelLayer(name string) bool { return name == "country" || name == "sea" || name == "place" }

// mostName bounds a name in bytes: what is longer is no label.
const mostName = 200

// readLabels adds the labels of a layer whose places lie in the tile itself.
// Those in the tile's margin are its neighbours'.
func readLabels(list []*label, l *encode.DecodedLayer, a tile.Address, names *nameKeys, chiefs chiefRanks) []*label {
	side := math.Ldexp(1, -int(a.Z))
	for i := range l.Features {
		f := &l.Features[i]
		if f.Type != encode.PointType {
			continue
		}
		name := names.of(l, f)
		if name == "" {
			continue
		}
		made := label{rank: numberOr(l.Find(f, "rank"), lastRank), pop: numberOr(l.Find(f, "pop"), 0), cell: a}
		switch l.Name {
		case "country":
			made.class, made.of, made.size = countryLabel, identity(l.Find(f, "id")), made.rank
			if chief, ok := chiefs[made.of]; ok {
				made.size = chief
			}
		case "sea":
			made.class, made.of = seaLabel, name
		default:
			made.class = placeLabel
			if capital, _ := l.Find(f, "capital").Bool(); capital {
				made.class = capitalLabel
			}
		}
		for _, c := range l.Part(f, 0) {
			if c.X < 0 || c.Y < 0 || c.X >= int32(l.Extent) || c.Y >= int32(l.Extent) {
				continue
			}
			one := made
			one.index = len(list)
			one.wx = (float64(a.X) + float64(c.X)/float64(l.Extent)) * side
			one.wy = (float64(a.Y) + float64(c.Y)/float64(l.Extent)) * side
			one.lines = []string{name}
			list = append(list, &one)
		}
	}
	return list
}

func numberOr(v encode.Value, otherwise float64) float64 {
	if f, ok := v.Number(); ok && !math.IsNaN(f) {
		return f
	}
	return otherwise
}

func identity(v encode.Value) string {
	if f, ok := v.Number(); ok {
		return strconv.FormatFloat(f, 'g', -1, 64)
	}
	s, _ := v.Text()
	return s
}

// nameKeys are the properties in which a name is looked for, best first.
type nameKeys struct{ keys []string }

// newNameKeys takes a BCP 47 tag: its language is asked for with and without
// script and region, then English.
func newNameKeys(lang string) *nameKeys {
	n := &nameKeys{}
	for tag := lang; tag != ""; {
		n.keys = append(n.keys, "name_"+tag)
		at := strings.LastIndexAny(tag, "-_")
		if at < 0 {
			if low := strings.ToLower(tag); low != tag {
				n.keys = append(n.keys, "name_"+low)
			}
			break
		}
		tag = tag[:at]
	}
	n.keys = append(n.keys, "name_en", "name")
	return n
}

// of is the name of a feature in the best language it has one in.
func (n *nameKeys) of(l *encode.DecodedLayer, f *encode.DecodedFeature) string {
	best, at := []byte(nil), len(n.keys)+1
	for i := range l.Properties(f) {
		key, v := l.Property(f, i)
		if !bytes.HasPrefix(key, []byte("name")) || len(v.Bytes()) == 0 || len(v.Bytes()) > mostName {
			continue
		}
		rank := len(n.keys) // any other language
		for k, wanted := range n.keys {
			if string(key) == wanted {
				rank = k
				break
			}
		}
		if rank < at {
			best, at = v.Bytes(), rank
		}
	}
	return strings.TrimSpace(string(best))
}

// set works out where the label may stand, at a zoom where the world is size
// CSS px wide. Labels wider than mostReach are never placed.
func (l *label) set(zoom, size float64, lang string) {
	l.x, l.y = l.wx*size, l.wy*size
	l.style = styleOf(l, zoom)
	st := &l.style
	name := l.lines[0]
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
			step := st.size
			spots = append(spots, lay(-wide/2, middle+step, 0.5), lay(-wide/2, middle-step, 0.5))
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
