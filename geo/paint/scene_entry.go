package paint

import (
	"math"
	"slices"

	"dateline/geo/report"
)

// An entry is a mark in the world's coordinates, its texts cut to what is ever
// shown of them.
type entry struct {
	key                       string
	order                     int // in the list
	look                      look
	movement                  bool // is of that kind
	corrected                 bool
	many                      bool // stands for what is drawn from tiles
	title, place, label, said string
	names                     []string // of its place, as nameOfPlace has them
	move                      *Move
	date                      float64 // see startOf

	points []xy
	lines  []chain
	rings  []chain
	radius float64 // round vague points, in units of the world; -1 if they are places
	box    worldBox
	anchor xy // where it is, if it must be at one point
}

// newEntry is false for a mark that cannot be drawn.
func newEntry(m *Mark, order int) (entry, bool) {
	e := entry{
		key: m.Key, order: order, look: lookOf(m.Status, m.Kind), movement: m.Kind == report.Movement,
		corrected: m.Corrected, move: m.Move, date: startOf(m), box: emptyBox, radius: -1,
		title: oneLine(m.Title, 300), place: oneLine(m.Place, 60), label: oneLine(m.Label, 120), said: oneLine(m.Said, 120),
	}
	for _, name := range append([]string{m.Place}, m.Names[:min(len(m.Names), mostNames)]...) {
		if name = nameOfPlace(oneLine(name, 60)); name != "" && !slices.Contains(e.names, name) {
			e.names = append(e.names, name)
		}
	}
	e.read(&m.Shape)
	if e.box[0] > e.box[2] {
		return entry{}, false
	}
	vague := m.Precision.Vague() || m.Precision == "" && m.RadiusM > 0
	switch {
	case len(e.points) == 0:
		e.anchor = xy{(e.box[0] + e.box[2]) / 2, (e.box[1] + e.box[3]) / 2}
	case vague:
		e.radius = 0
		if m.RadiusM > 0 && m.RadiusM < equator {
			e.radius = worldMetres(m.RadiusM, e.points[0][1])
		}
		fallthrough
	default:
		e.anchor = e.points[0]
	}
	return e, true
}

// read takes up a shape. Parts on both sides of the antimeridian are brought
// together, and a line that jumps more than half the world goes the short way.
func (e *entry) read(s *Shape) {
	home := math.NaN()
	near := func(points []xy) []xy {
		b := boxOf(points)
		mid := (b[0] + b[2]) / 2
		if math.IsNaN(home) {
			home = mid
		}
		if k := shiftTo(mid, home); k != 0 {
			for i := range points {
				points[i][0] += k
			}
		}
		for _, p := range points {
			e.box.add(p)
		}
		return points
	}
	for _, p := range s.Points {
		if p.finite() {
			e.points = append(e.points, near([]xy{mercator(p)})...)
		}
	}
	for _, line := range s.Lines {
		if path := pathOf(line); len(path) > 1 {
			e.lines = append(e.lines, newChain(near(path), false))
		}
	}
	for _, ring := range s.Rings {
		if path := pathOf(ring); len(path) > 2 {
			e.rings = append(e.rings, newChain(near(path), true))
		}
	}
}

// pathOf is a line without breaks at the antimeridian.
func pathOf(line []LonLat) []xy {
	path := make([]xy, 0, len(line))
	for _, c := range line {
		if !c.finite() {
			continue
		}
		p := mercator(c)
		if n := len(path); n > 0 {
			last := path[n-1]
			// From edge to edge of the world is meant as written.
			if math.Abs(math.Abs(last[0]-p[0])-1) > 1e-9 {
				p[0] += shiftTo(p[0], last[0])
			}
		}
		path = append(path, p)
	}
	return path
}

// small reports whether the entry's area is so small, in a world of so many
// pixels, that it is drawn and grouped like a mark.
func (e *entry) small(size float64) bool {
	if len(e.rings) > 0 {
		return max(e.box[2]-e.box[0], e.box[3]-e.box[1])*size < 2*leastRadius
	}
	return e.radius >= 0 && e.radius*size <= smallRadius
}

const (
	// mostNames is in how many languages the name of a place is known at most.
	mostNames = 32
	// leastRadius is the radius of the smallest disc of a vague place, in CSS px.
	leastRadius = 9
	// smallRadius is up to which radius a vague place is a mark, in CSS px.
	smallRadius = 12
)
