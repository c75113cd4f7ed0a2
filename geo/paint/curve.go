package paint

import "math"

// Lines in pixels: the curve of a movement, and what is measured along a line.

const (
	// movePush is how far the curve's control point is pushed, in lengths.
	movePush = 0.3
	// mostPush bounds what an entry may ask for.
	mostPush = 2
)

// control is the control point of a movement's quadratic curve: the middle,
// pushed to the right of travel by a share of the length.
func control(from, to xy, bend float64) xy {
	dx, dy := to[0]-from[0], to[1]-from[1]
	return xy{(from[0]+to[0])/2 - dy*bend, (from[1]+to[1])/2 + dx*bend}
}

// pushOf is the bend of a movement within bounds.
func pushOf(m *Move) float64 {
	if m.Bend == nil || math.IsNaN(*m.Bend) || math.IsInf(*m.Bend, 0) {
		return movePush
	}
	return max(-mostPush, min(mostPush, *m.Bend))
}

// flattened is the quadratic curve as a chain of points, so close that its
// corners are not seen.
func flattened(a, c, b xy) []xy {
	// The error of n chords is the length of the second difference / 4n².
	second := math.Hypot(a[0]-2*c[0]+b[0], a[1]-2*c[1]+b[1])
	n := int(max(40, min(4096, math.Sqrt(second/4/0.05))))
	out := make([]xy, n+1)
	for i := range out {
		t := float64(i) / float64(n)
		u := 1 - t
		out[i] = xy{u*u*a[0] + 2*u*t*c[0] + t*t*b[0], u*u*a[1] + 2*u*t*c[1] + t*t*b[1]}
	}
	return out
}

func distance(a, b xy) float64 { return math.Hypot(b[0]-a[0], b[1]-a[1]) }

func lengthOf(line []xy) float64 {
	sum := 0.0
	for i := 1; i < len(line); i++ {
		sum += distance(line[i-1], line[i])
	}
	return sum
}

// A spot is a point along a line, the direction there in radians, and the index
// of the line's next point.
type spot struct {
	xy
	angle float64
	next  int
}

// along is the spot so far along a line of two points or more.
func along(line []xy, far float64) spot {
	for i := 1; ; i++ {
		a, b := line[i-1], line[i]
		d := distance(a, b)
		if far > d && i < len(line)-1 {
			far -= d
			continue
		}
		t := 0.0
		if d > 0 {
			t = max(0, min(1, far/d))
		}
		return spot{xy{a[0] + (b[0]-a[0])*t, a[1] + (b[1]-a[1])*t}, math.Atan2(b[1]-a[1], b[0]-a[0]), i}
	}
}

// shortened is a line without its last pixels.
func shortened(line []xy, by float64) []xy {
	end := along(line, lengthOf(line)-by)
	return append(append(make([]xy, 0, end.next+1), line[:end.next]...), end.xy)
}

// Where the cross ticks of a denied line stand: in the middle of every second
// dash, 12 + 6 px long.
const (
	tickEvery = 36
	tickFirst = 24
	tickLast  = 8 // none so near to the end
	tickLean  = -1.05
	tickHalf  = 6.5
)

// A run is a stretch of a line that comes near a view, and how far along the
// line it begins: so dashes and ticks are the same in every tile.
type run struct {
	points []xy
	from   float64
}

// runsIn are the stretches of a line within a box (x0, y0, x1, y1).
func runsIn(line []xy, box worldBox) []run {
	var out []run
	walked, open := 0.0, false
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		d := distance(a, b)
		t0, t1 := insideBox(a, b, box)
		if t0 > t1 {
			open = false
			walked += d
			continue
		}
		at := func(t float64) xy { return xy{a[0] + (b[0]-a[0])*t, a[1] + (b[1]-a[1])*t} }
		if !open || t0 > 0 {
			out = append(out, run{[]xy{at(t0)}, walked + t0*d})
		}
		end := b
		if open = t1 >= 1; !open {
			end = at(t1)
		}
		last := &out[len(out)-1]
		last.points = append(last.points, end)
		walked += d
	}
	return out
}

// insideBox is the part of a segment within a box, as shares of its length
// (Liang and Barsky); it is empty if the first is the greater.
func insideBox(a, b xy, box worldBox) (t0, t1 float64) {
	t0, t1 = 0, 1
	for axis := range 2 {
		d := b[axis] - a[axis]
		low, high := box[axis]-a[axis], box[axis+2]-a[axis]
		if d == 0 {
			if low > 0 || high < 0 {
				return 1, 0
			}
			continue
		}
		if d < 0 {
			low, high = high, low
		}
		t0, t1 = max(t0, low/d), min(t1, high/d)
	}
	return t0, t1
}

// ticksOn are the ticks of a line of a length, on those of its stretches that
// are seen. A line too short for one has it in its middle.
func ticksOn(runs []run, length float64) []spot {
	end := length - tickLast
	if end <= tickFirst {
		return spotsOn(runs, max(0, end/2), math.Inf(1), end)
	}
	return spotsOn(runs, tickFirst, tickEvery, end)
}

// spotsOn are the spots at equal distances along a line, before an end.
func spotsOn(runs []run, first, every, end float64) []spot {
	var out []spot
	for _, r := range runs {
		walked, next := r.from, first
		if walked > first {
			next += math.Ceil((walked-first)/every) * every
		}
		for i := 1; i < len(r.points); i++ {
			a, b := r.points[i-1], r.points[i]
			d := distance(a, b)
			for ; next <= walked+d && next < end; next += every {
				t := (next - walked) / max(d, 1e-9)
				out = append(out, spot{xy{a[0] + (b[0]-a[0])*t, a[1] + (b[1]-a[1])*t}, math.Atan2(b[1]-a[1], b[0]-a[0]), i})
			}
			walked += d
		}
	}
	return out
}

// dashed are the dashes along a line, counted from its beginning.
func dashed(runs []run, d dashes) [][]xy {
	var out [][]xy
	period := d.on + d.off
	for _, r := range runs {
		var dash []xy
		phase := math.Mod(r.from, period)
		for i := 1; i < len(r.points); i++ {
			a, b := r.points[i-1], r.points[i]
			length := distance(a, b)
			for done := 0.0; done < length; {
				at := func(far float64) xy {
					t := far / length
					return xy{a[0] + (b[0]-a[0])*t, a[1] + (b[1]-a[1])*t}
				}
				left := period - phase
				if phase < d.on {
					left = d.on - phase
					if dash == nil {
						dash = []xy{at(done)}
					}
				}
				step := min(left, length-done)
				done += step
				on := phase < d.on
				if phase += step; step < left {
					if on {
						dash = append(dash, b)
					}
					break
				}
				if on {
					out = append(out, append(dash, at(done)))
					dash, phase = nil, d.on
				} else {
					phase = 0
				}
			}
		}
		if len(dash) > 1 {
			out = append(out, dash)
		}
	}
	return out
}
