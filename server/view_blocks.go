package server

import (
	"math"
	"slices"
	"strconv"

	"dateline/geo"
)

// draw fills the picture with the entries that all but the dates select.
func (t *timeView) draw(a *axis, dated []period, undated int, f geo.Filter, g tongue) {
	n := a.columns()
	columns := make([]column, n)
	var before, after, none column
	starts := make([]int64, n+1)
	for i, b := range a.bounds {
		starts[i] = b.Unix()
	}
	for _, p := range dated {
		length := p.to - p.from
		if p.open() {
			length = math.MaxInt64
		}
		switch {
		case p.to <= starts[0]:
			before.add(texture(p, length, a), length)
			continue
		case p.from >= starts[n]:
			after.add(texture(p, length, a), length)
			continue
		}
		i, exact := slices.BinarySearch(starts, p.from)
		if !exact {
			i--
		}
		first := i
		for i = max(i, 0); i < n && starts[i] < p.to; i++ {
			switch {
			case p.approxA && i == first, p.approxB && p.to <= starts[i+1]:
				columns[i].add("about", length)
			case p.from >= starts[i] && p.to <= starts[i+1]:
				columns[i].add("solid", length)
			default:
				columns[i].add("may", length)
			}
		}
	}
	for range undated {
		none.add("about", 0)
	}
	high := max(before.height(), after.height(), none.height())
	for i := range columns {
		high = max(high, columns[i].height())
	}

	from, to := 0.0, float64(t.Total)
	if t.Ranged {
		if !f.From.IsZero() {
			from = t.at(a, f.From)
		}
		if !f.To.IsZero() {
			to = t.at(a, f.To)
		}
		t.Band = &block{X: t.x(from), W: t.x(max(to-from, 0))}
	}
	t.LeftAt, t.RightAt = int(math.Round(from)), int(math.Round(to))
	stack := func(c *column, at, width float64, out bool) { t.stack(c, at, width, high, out) }
	zone := float64(zone(n))
	if a.earlier {
		stack(&before, zone/2-0.5, 1, t.Ranged && !f.From.IsZero() && !f.From.Before(a.bounds[0]))
		t.Break, t.BreakEnd = t.x(zone*0.84), t.x(zone*0.84)
	}
	for i := range columns {
		at := float64(t.Left + i)
		stack(&columns[i], at, 1, t.Ranged && (at+1 <= from || at >= to))
	}
	if a.later {
		stack(&after, float64(t.Left+n)+zone/2-0.5, 1, t.Ranged && !f.To.IsZero())
	}
	if a.undated {
		stack(&none, float64(t.Total)-zone/2-0.5, 1, t.Ranged)
	}
	t.Summary = t.describe(a, columns, &before, &after, &none, g)
}

// texture is how an entry outside the axis is drawn.
func texture(p period, length int64, a *axis) string {
	switch {
	case p.approxA || p.approxB:
		return "about"
	case length <= a.seconds:
		return "solid"
	}
	return "may"
}

// stack draws a column: a block for each entry while they are few, else bars
// in proportion.
func (t *timeView) stack(c *column, at, width float64, high int, out bool) {
	if c.height() == 0 {
		return
	}
	fade := ""
	if out {
		fade = " out"
	}
	x, w := t.x(at+0.06*width), t.x(0.88*width)
	if high <= maxBlocks {
		pitch := math.Min(blockPitch, float64(stackH)/float64(high))
		slices.SortStableFunc(c.lengths, func(a, b stacked) int {
			if (a.class == "solid") != (b.class == "solid") {
				if a.class == "solid" {
					return -1
				}
				return 1
			}
			return int(min(max(a.length-b.length, -1), 1))
		})
		for i, s := range c.lengths {
			y := axisY - 2 - float64(i+1)*pitch + 1.5
			t.Blocks = append(t.Blocks, block{x, pixels(y), w, pixels(pitch - 2.5), s.class + fade})
		}
		return
	}
	y := float64(axisY - 1)
	for _, part := range []struct {
		n     int
		class string
	}{{c.solid, "solid"}, {c.may, "may"}, {c.about, "about"}} {
		if part.n > 0 {
			h := math.Max(1, float64(part.n)/float64(high)*stackH)
			y -= h
			t.Blocks = append(t.Blocks, block{x, pixels(y), w, pixels(h), part.class + fade})
		}
	}
}

func pixels(n float64) string { return strconv.FormatFloat(math.Round(n*10)/10, 'f', -1, 64) }
