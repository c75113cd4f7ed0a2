package paint

import (
	"strconv"

	"dateline/geo/report"
	"dateline/geo/text"
)

// legendRows are the rows of the key that are shown.
func (y *layout) legendRows() []KeyRow {
	if y.Headline == "" {
		return y.Key
	}
	var rows []KeyRow
	for _, r := range y.Key {
		if r.Count != 0 {
			rows = append(rows, r)
		}
	}
	return rows
}

// A legendItem is a row of the key set in type: a symbol, a label, a count.
type legendItem struct {
	look         look
	label, count *text.Line
	symbol       float64 // size of the symbol: 1 as in look.md
	gaps         [2]float64
	width        float64
}

// legendSymbol is how wide the symbols are that are seen in a key, of their box
// of 24 px.
const legendSymbol = 18

// item sets a row of the key in type of a size, no wider than a width.
func (y *layout) item(r *KeyRow, size, symbol, width float64) legendItem {
	i := legendItem{look: r.look(), symbol: symbol, gaps: [2]float64{size * 0.6, size * 0.28}}
	i.count = text.Shape(countWords(r.Count, y.Lang), y.style(size, true))
	room := width - legendSymbol*symbol - i.gaps[0] - i.gaps[1] - float64(i.count.Width)/y.k
	label := y.set(r.Label, size, size, false, y.theme.Ink, max(size, room), 1)
	i.width = legendSymbol*symbol + i.gaps[0] + i.gaps[1] + float64(i.count.Width)/y.k
	if len(label.lines) > 0 {
		i.label = label.lines[0]
		i.width += float64(i.label.Width) / y.k
	}
	return i
}

func countWords(n int, lang string) string {
	if n < 0 {
		return strconv.Itoa(n)
	}
	return report.Number(float64(n), lang)
}

// drawItem draws a row of the key between two x, its middle at a height.
func (y *layout) drawItem(i *legendItem, left, right, middle, size float64) {
	side := 1.0
	x := left
	if y.mirror {
		side, x = -1, right
	}
	p := pen{c: y.canvas, theme: y.theme}
	half := legendSymbol * i.symbol / 2
	p.at((x+side*half)*y.k, middle*y.k, i.symbol*y.k).symbol(i.look, false)
	x += side * (2*half + i.gaps[0])
	write := func(l *text.Line) {
		at, width := x, float64(l.Width)/y.k
		if y.mirror {
			at -= width
		}
		y.line(l, at, middle+size*0.36, y.theme.Ink)
		x += side * width
	}
	if i.label != nil {
		write(i.label)
		x += side * i.gaps[1]
	}
	write(i.count)
}

// flow puts items into rows of a width; it says for each in which row it
// stands and where it begins, and how many rows there are.
func flow(items []legendItem, width, gap float64) (at [][2]float64, rows int) {
	x := 0.0
	for n := range items {
		if n > 0 && x+items[n].width > width {
			rows++
			x = 0
		}
		at = append(at, [2]float64{float64(rows), x})
		x += items[n].width + gap
	}
	if len(items) > 0 {
		rows++
	}
	return at, rows
}
