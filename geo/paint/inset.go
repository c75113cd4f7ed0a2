package paint

import (
	"math"
	"slices"
	"strings"

	"dateline/geo/words"
)

// A rect has its upper left corner and its size, in px.
type rect struct{ x, y, w, h float64 }

func (a rect) meets(b rect) bool {
	return a.x < b.x+b.w && a.x+a.w > b.x && a.y < b.y+b.h && a.y+a.h > b.y
}

func (a rect) grown(by float64) rect { return rect{a.x - by, a.y - by, a.w + 2*by, a.h + 2*by} }

// around is the square round a point.
func around(p xy, half float64) rect { return rect{p[0] - half, p[1] - half, 2 * half, 2 * half} }

// insetSize is how large the map of an inset is, and whether it is a small one,
// on a map of a width in CSS px.
func insetSize(width float64, compact bool) (w, h float64, small bool) {
	switch {
	case width >= 720 && !compact:
		return 280, 177, false
	case width >= 600:
		return 176, 105, true
	}
	return 150, 93, true
}

// insetFit is how the map of an inset is fitted.
func insetFit(h float64, small bool) fitting {
	f := fitting{padX: 46, padY: h * 0.17, nearest: 3.5}
	if small {
		f.padX = 33
	}
	return f
}

// insetMiddle is at which share of an inset's height the middle of its group
// stands: texts stand below as a rule.
const insetMiddle = 0.41

// caption names a group and counts its entries, in the language of a picture:
// "Europe: 1 report, 3 statements".
func (g *viewGroup) caption(short bool, lang string) string {
	n, said, plain := len(g.entries), 0, 0
	for _, e := range g.entries {
		switch e.look {
		case lookStatement:
			said++
		case lookPlain:
			plain++
		}
	}
	say := words.In(lang)
	var parts []string
	add := func(n int, key string) {
		if n > 0 {
			parts = append(parts, say.Say(key, "n", n))
		}
	}
	if short || plain == n {
		add(n, "map.entries")
	} else {
		add(n-said, "map.reports")
		add(said, "map.statements")
	}
	return say.Say("map.caption", "region", g.region(say), "counts", strings.Join(parts, say.Say("list.comma")))
}

// A side of the world.
type side uint8

const (
	west side = iota
	east
	north
	south
)

func (s side) String() string { return [...]string{"west", "east", "north", "south"}[s] }

// wayTo is on which side of the main group a group lies, and how far it is in
// words: "6,900 km west of Vladivostok".
func (g *viewGroup) wayTo(main *viewGroup, lang string) (side, string) {
	a, b := g.lead.anchor, main.lead.anchor
	km := kilometres(a, b)
	power := math.Pow(10, max(0, math.Floor(math.Log10(max(km, 1e-9)))-1))
	dx := a[0] - b[0]
	dx -= math.Floor(dx + 0.5)
	dy := a[1] - b[1]
	var s side
	switch {
	case math.Abs(dx) >= math.Abs(dy) && dx < 0:
		s = west
	case math.Abs(dx) >= math.Abs(dy):
		s = east
	case dy < 0:
		s = north
	default:
		s = south
	}
	if main.lead.place == "" {
		return s, ""
	}
	// Beside a map it is a sentence of several.
	way := words.In(lang).Say("map.away", "km", math.Round(km/power)*power, "side", s.String(), "from", main.lead.place)
	return s, strings.TrimSuffix(way, ".")
}

// corner is where an inset of a size stands on a map w by h px large: the
// emptiest corner, rather on the group's true side. Busy is what should stay
// visible, closed what may not be covered.
func corner(width, height, w, h float64, busy []xy, closed []rect, s side, margin float64) (best rect, fits bool) {
	right, low := w-margin-width, h-margin-height
	least := math.Inf(1)
	for _, c := range []struct {
		x, y          float64
		isWest, north bool
	}{{margin, margin, true, true}, {right, margin, false, true}, {margin, low, true, false}, {right, low, false, false}} {
		box := rect{c.x, c.y, width, height}
		for _, o := range closed {
			if !box.meets(o) {
				continue
			}
			if c.north {
				box.y = o.y + o.h + 8
			} else {
				box.y = o.y - 8 - box.h
			}
		}
		cost, open := 0.0, box.grown(12)
		for _, p := range busy {
			if p[0] > open.x && p[0] < open.x+open.w && p[1] > open.y && p[1] < open.y+open.h {
				cost += 10
			}
		}
		if c.isWest != (s == west) && (s == west || s == east) {
			cost += 3
		}
		if c.north != (s != south) {
			cost++
		}
		bad := box.y < 0 || box.y+box.h > h || box.x < 0 || slices.ContainsFunc(closed, box.meets)
		if bad {
			cost += 50
		}
		if cost < least {
			least, best, fits = cost, box, !bad
		}
	}
	return best, fits
}
