package paint

import "math"

// The panel of 1200 × 630 px that all others are made after, in its px.
const (
	panelWidth  = 452
	panelHeight = 630
	pictureWide = 1200
	panelPad    = 40
	// leastPanel is how small its type may get: the title 22 px high.
	leastPanel = 0.55
	// leastFull is how wide a picture with a panel is at least; two thirds of it
	// is how high. In smaller ones there is only the map.
	leastFull = 240
	// mapUnit is how large the map's words and lines are beside a page's: half a
	// zoom, so that the ground is that of a whole zoom. markUnit is how large
	// marks are beside those: 1.5 in all.
	mapUnit  = math.Sqrt2
	markUnit = 1.5 / mapUnit
)

// A panelType is how large the texts of a panel are, tried from the largest on.
type panelType struct {
	title, titleLead float64
	intro, introLead float64
	row              float64 // of the key
}

var panelTypes = []panelType{
	{41, 46, 22.5, 31, 38},
	{39.5, 46, 22.5, 31, 38},
	{39.5, 46, 21.5, 29, 35},
	{39.5, 46, 20.5, 27, 33},
	{37, 42, 21, 29, 36},
	{33, 38, 20, 27, 34},
	{29, 34, 18.5, 25, 32},
}

// panel puts title, introduction, key and headline beside the map, or above it
// where the picture is high or small.
func (y *layout) panel() {
	w, h := float64(y.W), float64(y.H)
	if w < leastFull || h < leastFull*2/3 {
		return // nothing in it could be read
	}
	y.mirror = rightToLeft(y.Title, y.Lang)
	y.plain = true
	s := min(w/pictureWide, h/panelHeight)
	s = max(s, leastPanel)
	beside := w >= 1.25*h && w/s >= 900 && h/s >= 400
	if !beside {
		s = max(min(w/900, h/900), leastPanel)
	}
	y.unit, y.mark, y.credit = max(0.85, mapUnit*s), markUnit, max(11, 16*s)
	if beside {
		y.besidePanel(s)
		return
	}
	y.abovePanel(s)
}

// panelTexts are the texts of a panel, set.
type panelTexts struct {
	kicker, title, intro, filter, headline paragraph
	items                                  []legendItem
	row                                    float64
}

// texts sets the texts of a panel s times as large as the first, in a width.
func (y *layout) texts(t panelType, s, width float64, titleLines, introLines int) panelTexts {
	p := panelTexts{
		kicker:   y.wholeLine(y.Kicker, s, width),
		title:    y.set(y.Title, t.title*s, t.titleLead*s, true, y.theme.Ink, width, titleLines),
		intro:    y.set(y.Intro, t.intro*s, t.introLead*s, false, y.theme.Ink, width, introLines),
		filter:   y.set(y.filtered(), 18.5*s, 26*s, false, y.theme.Ink2, width, 2),
		headline: y.lastLine(s, width),
		row:      t.row * s,
	}
	rows := y.legendRows()
	for i := range rows {
		p.items = append(p.items, y.item(&rows[i], min(22.5, t.intro)*s, 1.5*s, width))
	}
	return p
}

// lastLine sets the headline, with what is not drawn if one line has room for both.
func (y *layout) lastLine(s, width float64) paragraph {
	if y.NotDrawn != "" {
		if p := y.wholeLine(y.closing(), s, width); len(p.lines) == 1 {
			return p
		}
	}
	return y.set(y.Headline, 20.5*s, 28*s, false, y.theme.Ink2, width, 2)
}

// closing is the headline and what is not drawn.
func (y *layout) closing() string {
	if y.Headline != "" && y.NotDrawn != "" {
		return y.Headline + " · " + y.NotDrawn
	}
	return y.Headline + y.NotDrawn
}

// wholeLine sets a line in type so small that all of it has room, but not below
// what can be read in a small picture: then it takes two.
func (y *layout) wholeLine(text string, s, width float64) paragraph {
	for _, size := range []float64{20.5, 18.5, 17} {
		if p := y.set(text, size*s, 28*s, false, y.theme.Ink2, width, 2); len(p.lines) < 2 {
			return p
		}
	}
	return y.set(text, 17*s, 24*s, false, y.theme.Ink2, width, 2)
}

// besidePanel draws the panel at the side where reading begins.
func (y *layout) besidePanel(s float64) {
	width, height := math.Round(panelWidth*s), float64(y.H)
	x := 0.0
	y.mapPart = rect{width, 0, float64(y.W) - width, height}
	if y.mirror {
		x = float64(y.W) - width
		y.mapPart.x = 0
	}
	inner := width - panelPad*s - 32*s
	left := x + panelPad*s
	if y.mirror {
		left = x + 32*s
	}
	var p panelTexts
	tall := func() float64 {
		t := p.kicker.height() + p.title.height() + p.intro.height() + gapAfter(&p.title, 10*s)
		if bottom := p.below(); bottom > 0 {
			t += bottom + 38*s + gapAfter(&p.filter, 4*s)
		}
		return t
	}
	room := height - 64*s
	for _, t := range panelTypes {
		if p = y.texts(t, s, inner, 5, 12); tall() <= room {
			break
		}
	}
	t := panelTypes[len(panelTypes)-1]
	// What does not fit in the smallest type goes, what says least first.
	for n := 10; n >= 0 && tall() > room; n-- {
		p.intro = y.set(y.Intro, p.intro.size, p.intro.lead, false, y.theme.Ink, inner, n)
	}
	for n := 4; n >= 1 && tall() > room; n-- {
		p.title = y.set(y.Title, t.title*s, t.titleLead*s, true, y.theme.Ink, inner, n)
	}
	p.fit(tall, room)
	at := 36 * s
	put := func(q *paragraph, after float64) {
		y.draw(q, left, at, inner)
		at += q.height() + gapAfter(q, after)
	}
	put(&p.kicker, 0)
	at += 8 * s
	put(&p.title, 10*s)
	put(&p.intro, 0)
	bottom := p.below()
	if bottom == 0 {
		return
	}
	at += 24 * s
	y.box(rect{left, at, inner, max(1, s)}, y.theme.Rule)
	at += 14 * s
	put(&p.filter, 4*s)
	for i := range p.items {
		y.drawItem(&p.items[i], left, left+inner, at+p.row/2, p.intro.size)
		at += p.row
	}
	put(&p.headline, 0)
}

func gapAfter(p *paragraph, gap float64) float64 {
	if len(p.lines) == 0 {
		return 0
	}
	return gap
}

// below is the height of what stands under the rule.
func (p *panelTexts) below() float64 {
	return p.filter.height() + p.headline.height() + float64(len(p.items))*p.row
}

// fit leaves out what has no room: the line above the title, what is filtered,
// the headline, the end of the key.
func (p *panelTexts) fit(tall func() float64, room float64) {
	for _, q := range []*paragraph{&p.kicker, &p.headline, &p.filter} {
		if tall() > room {
			q.lines = nil
		}
	}
	for tall() > room && len(p.items) > 0 {
		p.items = p.items[:len(p.items)-1]
	}
}

// abovePanel draws the panel above the map, in no more than 45 % of the height.
func (y *layout) abovePanel(s float64) {
	w, h := float64(y.W), float64(y.H)
	pad := min(panelPad*s, w*0.06)
	inner := w - 2*pad
	var p panelTexts
	var at [][2]float64
	rows := 0
	items := func() {
		at, rows = flow(p.items, inner, 24*s)
	}
	tall := func() float64 {
		t := p.kicker.height() + p.title.height() + p.filter.height() + p.headline.height() + float64(rows)*p.row
		for _, q := range []*paragraph{&p.title, &p.intro} {
			t += gapAfter(q, 8*s)
		}
		return t + p.intro.height()
	}
	room := h*0.45 - 40*s
	for _, t := range panelTypes {
		p = y.texts(t, s, inner, 3, 6)
		if items(); tall() <= room {
			break
		}
	}
	for n := 5; n >= 0 && tall() > room; n-- {
		p.intro = y.set(y.Intro, p.intro.size, p.intro.lead, false, y.theme.Ink, inner, n)
	}
	p.fit(func() float64 { items(); return tall() }, room)
	for n := 2; n >= 1 && tall() > room; n-- {
		p.title = y.set(y.Title, p.title.size, p.title.lead, true, y.theme.Ink, inner, n)
	}
	y.balance(&p.title, y.Title, inner, 3)
	top := 20 * s
	if tall() > room+36*s { // not even one line of the title
		return
	}
	put := func(q *paragraph, after float64) {
		y.draw(q, pad, top, inner)
		top += q.height() + gapAfter(q, after)
	}
	put(&p.kicker, 0)
	put(&p.title, 8*s)
	put(&p.intro, 8*s)
	for i := range p.items {
		x0, x1 := pad+at[i][1], pad+at[i][1]+p.items[i].width
		if y.mirror {
			x0, x1 = w-x1, w-x0
		}
		y.drawItem(&p.items[i], x0, x1, top+(at[i][0]+0.5)*p.row, p.intro.size)
	}
	top += float64(rows) * p.row
	put(&p.headline, 0)
	put(&p.filter, 0)
	top = math.Round(top + 16*s)
	y.mapPart = rect{0, top, w, h - top}
}
