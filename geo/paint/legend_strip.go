package paint

import "math"

// strip puts the key under the map, as the embed has it: in rows, with the
// headline where there is room for it.
func (y *layout) strip() {
	width, height := float64(y.W), float64(y.H)
	const size, row, gap = 13, 26, 14
	pad := min(16, width*0.04)
	y.mirror = rightToLeft(y.Headline, y.Lang)
	rows := y.legendRows()
	items := make([]legendItem, len(rows))
	for i := range rows {
		items[i] = y.item(&rows[i], size, 0.85, width-2*pad)
	}
	at, lines := flow(items, width-2*pad, gap)
	closing := y.closing()
	words := []string{closing, y.filtered()}
	var under []paragraph
	for _, s := range words {
		if p := y.set(s, size, 20, false, y.theme.Ink2, width-2*pad, 2); len(p.lines) > 0 {
			under = append(under, p)
		}
	}
	// The headline stands at the end of the last row if there is room.
	beside := false
	if len(items) > 0 && closing != "" && len(under[0].lines) == 1 {
		last := at[len(at)-1][1] + items[len(items)-1].width
		beside = last+gap+float64(under[0].lines[0].Width)/y.k <= width-2*pad
	}
	most := math.Floor(height * 0.4)
	tall := 12 + float64(lines)*row
	for i, p := range under {
		if i > 0 || !beside {
			tall += p.height()
		}
	}
	if lines+len(under) == 0 || tall > most && most < 12+row {
		return
	}
	tall = min(tall, most)
	top := height - tall
	y.mapPart.h = top
	y.box(rect{0, top, width, 1}, y.theme.Rule)
	below := top + 6
	for i := range items {
		if middle := top + 6 + row*(at[i][0]+0.5); middle+row/2 <= height {
			x := pad + at[i][1]
			left, right := x, x+items[i].width
			if y.mirror {
				left, right = width-right, width-left
			}
			y.drawItem(&items[i], left, right, middle, size)
			below = middle + row/2
		}
	}
	for i := range under {
		p := &under[i]
		if i == 0 && beside {
			x := width - pad - float64(p.lines[0].Width)/y.k
			if y.mirror {
				x = pad
			}
			y.line(p.lines[0], x, below-row/2+size*0.36, p.ink)
			continue
		}
		for below+p.height() > height && len(p.lines) > 0 {
			p.lines = p.lines[:len(p.lines)-1]
		}
		y.draw(p, pad, below, width-2*pad)
		below += p.height()
	}
}

// filtered is what is filtered, in words.
func (y *layout) filtered() string {
	if y.Dates != "" && y.Filter != "" {
		return y.Dates + " · " + y.Filter
	}
	return y.Dates + y.Filter
}
