package tile

import (
	"cmp"
	"fmt"
	"slices"
)

// A second opinion on tiles, by other means than those of the cutter and in
// exact integers: what is wrong with a tile, or nil.
func check(t *Tile) error {
	ends := uint32(0)
	for i, f := range t.Features {
		if f.Parts == 0 {
			return fmt.Errorf("feature %d has no parts", i)
		}
		if i > 0 && f.Row < t.Features[i-1].Row {
			return fmt.Errorf("feature %d is not in row order", i)
		}
		ends += f.Parts
		var parts [][]Coord
		for p := f.First; p < f.First+f.Parts; p++ {
			part := t.Part(p)
			for _, c := range part {
				if min(c.X, c.Y) < -t.Buffer || max(c.X, c.Y) > t.Extent+t.Buffer {
					return fmt.Errorf("feature %d (row %d) is outside the buffer at %v", i, f.Row, c)
				}
			}
			parts = append(parts, part)
		}
		var err error
		switch f.Type {
		case Point:
			if len(parts) != 1 || len(parts[0]) == 0 {
				err = fmt.Errorf("a point has %d parts", len(parts))
			}
		case Line:
			err = checkLines(parts)
		case Polygon:
			err = checkPolygons(parts)
		default:
			err = fmt.Errorf("type %d", f.Type)
		}
		if err != nil {
			return fmt.Errorf("feature %d (row %d): %w", i, f.Row, err)
		}
	}
	if int(ends) != len(t.Ends) {
		return fmt.Errorf("features have %d parts, the tile %d", ends, len(t.Ends))
	}
	return nil
}

func checkLines(parts [][]Coord) error {
	for _, part := range parts {
		if len(part) < 2 {
			return fmt.Errorf("a line of %d vertices", len(part))
		}
		for i := 1; i < len(part); i++ {
			if part[i] == part[i-1] {
				return fmt.Errorf("a line stays at %v", part[i])
			}
		}
	}
	return nil
}

// a span is one segment of a ring.
type span struct {
	a, b Coord
	ring int
	at   int // index of a in its ring
}

// a touch is a place where two rings touch.
type touch struct {
	at   Coord
	ring [2]int
}

// checkPolygons holds rings to the rules of OGC simple features, as a
// multipolygon, and to the winding of vector tiles.
func checkPolygons(rings [][]Coord) error {
	polygon := make([]int, len(rings)) // index of the exterior ring of each
	for i, ring := range rings {
		if len(ring) < 3 {
			return fmt.Errorf("a ring of %d vertices", len(ring))
		}
		seen := map[Coord]bool{}
		for _, c := range ring {
			if seen[c] {
				return fmt.Errorf("a ring comes to %v twice", c)
			}
			seen[c] = true
		}
		switch a := shoelace(ring); {
		case a > 0:
			polygon[i] = i
		case i == 0:
			return fmt.Errorf("the first ring is no exterior ring: area %d", a)
		case a == 0:
			return fmt.Errorf("a ring at %v without area", ring[0])
		default:
			polygon[i] = polygon[i-1]
		}
	}
	touches, err := meetings(rings)
	if err != nil {
		return err
	}
	if err := nesting(rings, polygon, touches); err != nil {
		return err
	}
	return connected(polygon, touches)
}

func shoelace(ring []Coord) int64 {
	sum := int64(0)
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		sum += int64(a.X)*int64(b.Y) - int64(b.X)*int64(a.Y)
	}
	return sum
}

// meetings compares segments pairwise, those whose x overlap.
func meetings(rings [][]Coord) ([]touch, error) {
	var spans []span
	for r, ring := range rings {
		for i, a := range ring {
			spans = append(spans, span{a, ring[(i+1)%len(ring)], r, i})
		}
	}
	slices.SortFunc(spans, func(p, q span) int { return cmp.Compare(min(p.a.X, p.b.X), min(q.a.X, q.b.X)) })
	var touches []touch
	var open []span
	for _, s := range spans {
		left := min(s.a.X, s.b.X)
		open = slices.DeleteFunc(open, func(o span) bool { return max(o.a.X, o.b.X) < left })
		for _, o := range open {
			if max(o.a.Y, o.b.Y) < min(s.a.Y, s.b.Y) || min(o.a.Y, o.b.Y) > max(s.a.Y, s.b.Y) {
				continue
			}
			at, meet, err := meeting(o, s)
			if err != nil {
				return nil, err
			}
			if !meet {
				continue
			}
			if o.ring == s.ring {
				n := len(rings[o.ring])
				if (o.at+1)%n == s.at && at == s.a || (s.at+1)%n == o.at && at == o.a {
					continue // the vertex between them
				}
				return nil, fmt.Errorf("a ring touches itself at %v", at)
			}
			touches = append(touches, touch{at, [2]int{min(o.ring, s.ring), max(o.ring, s.ring)}})
		}
		open = append(open, s)
	}
	slices.SortFunc(touches, func(p, q touch) int {
		return cmp.Or(cmp.Compare(p.ring[0], q.ring[0]), cmp.Compare(p.ring[1], q.ring[1]), cmp.Compare(p.at.X, q.at.X), cmp.Compare(p.at.Y, q.at.Y))
	})
	return slices.Compact(touches), nil
}

func turnOf(a, b, c Coord) int {
	return cmp.Compare((int64(b.X)-int64(a.X))*(int64(c.Y)-int64(a.Y)), (int64(b.Y)-int64(a.Y))*(int64(c.X)-int64(a.X)))
}

// between reports whether c, which is in line with a and b, lies on a segment.
func between(a, b, c Coord) bool {
	return min(a.X, b.X) <= c.X && c.X <= max(a.X, b.X) && min(a.Y, b.Y) <= c.Y && c.Y <= max(a.Y, b.Y)
}

// meeting is the place where two segments touch; that they cross or run along
// each other is an error.
func meeting(p, q span) (Coord, bool, error) {
	t1, t2 := turnOf(p.a, p.b, q.a), turnOf(p.a, p.b, q.b)
	t3, t4 := turnOf(q.a, q.b, p.a), turnOf(q.a, q.b, p.b)
	if t1*t2 < 0 && t3*t4 < 0 {
		return Coord{}, false, fmt.Errorf("%v–%v crosses %v–%v", p.a, p.b, q.a, q.b)
	}
	var at []Coord
	for _, x := range []struct {
		turn    int
		a, b, c Coord
	}{{t1, p.a, p.b, q.a}, {t2, p.a, p.b, q.b}, {t3, q.a, q.b, p.a}, {t4, q.a, q.b, p.b}} {
		if x.turn == 0 && between(x.a, x.b, x.c) && !slices.Contains(at, x.c) {
			at = append(at, x.c)
		}
	}
	if len(at) > 1 {
		return Coord{}, false, fmt.Errorf("%v–%v runs along %v–%v", p.a, p.b, q.a, q.b)
	}
	if len(at) == 0 {
		return Coord{}, false, nil
	}
	return at[0], true, nil
}

// within tells where the middle between a and b lies: 1 inside the ring, 0 on
// it, -1 outside.
func within(ring []Coord, a, b Coord) int {
	// Twice as large, so that middles are whole numbers.
	p := Coord{a.X + b.X, a.Y + b.Y}
	inside := -1
	for i, u := range ring {
		v := ring[(i+1)%len(ring)]
		u, v = Coord{2 * u.X, 2 * u.Y}, Coord{2 * v.X, 2 * v.Y}
		turn := turnOf(u, v, p)
		if turn == 0 && between(u, v, p) {
			return 0
		}
		if (u.Y <= p.Y) != (v.Y <= p.Y) && (turn > 0) == (v.Y > u.Y) {
			inside = -inside
		}
	}
	return inside
}

// sideOf tells on which side of ring b ring a lies; the rings do not cross, but
// may touch. Both 1 and -1 on the way is an error.
func sideOf(a, b []Coord, touches []Coord) (int, error) {
	where := 0
	for i, u := range a {
		v := a[(i+1)%len(a)]
		stops := []Coord{u}
		for _, c := range touches {
			if c != u && c != v && turnOf(u, v, c) == 0 && between(u, v, c) {
				stops = append(stops, c)
			}
		}
		along := func(c Coord) int64 {
			return int64(c.X-u.X)*int64(v.X-u.X) + int64(c.Y-u.Y)*int64(v.Y-u.Y)
		}
		slices.SortFunc(stops, func(c, d Coord) int { return cmp.Compare(along(c), along(d)) })
		stops = append(stops, v)
		for k := 1; k < len(stops); k++ {
			here := within(b, stops[k-1], stops[k])
			if here == 0 {
				return 0, fmt.Errorf("rings meet between %v and %v", stops[k-1], stops[k])
			}
			if where != 0 && here != where {
				return 0, fmt.Errorf("a ring passes through another before %v", stops[k])
			}
			where = here
		}
		if len(touches) == 0 {
			break // all of it is where its first segment is
		}
	}
	return where, nil
}

func nesting(rings [][]Coord, polygon []int, touches []touch) error {
	type box struct{ min, max Coord }
	boxes := make([]box, len(rings))
	for i, ring := range rings {
		b := box{ring[0], ring[0]}
		for _, c := range ring {
			b.min = Coord{min(b.min.X, c.X), min(b.min.Y, c.Y)}
			b.max = Coord{max(b.max.X, c.X), max(b.max.Y, c.Y)}
		}
		boxes[i] = b
	}
	common := map[[2]int][]Coord{}
	for _, t := range touches {
		common[t.ring] = append(common[t.ring], t.at)
	}
	// inside[i] are the rings that ring i lies in.
	inside := make([][]int, len(rings))
	for i := range rings {
		for j := range rings {
			if i == j || boxes[i].min.X < boxes[j].min.X || boxes[i].min.Y < boxes[j].min.Y || boxes[i].max.X > boxes[j].max.X || boxes[i].max.Y > boxes[j].max.Y {
				continue
			}
			where, err := sideOf(rings[i], rings[j], common[[2]int{min(i, j), max(i, j)}])
			if err != nil {
				return err
			}
			if where > 0 {
				inside[i] = append(inside[i], j)
			}
		}
	}
	for i := range rings {
		if polygon[i] != i && !slices.Contains(inside[i], polygon[i]) {
			return fmt.Errorf("the hole at %v is not in its exterior ring", rings[i][0])
		}
		for _, j := range inside[i] {
			switch {
			case polygon[i] != i && polygon[j] == polygon[i] && j != polygon[i]:
				return fmt.Errorf("the hole at %v lies in another hole", rings[i][0])
			case polygon[i] == i && polygon[j] == j:
				// In another polygon's exterior ring, so it must be in one of its holes.
				if !slices.ContainsFunc(inside[i], func(k int) bool { return k != j && polygon[k] == j }) {
					return fmt.Errorf("the exterior ring at %v lies in another polygon", rings[i][0])
				}
			}
		}
	}
	return nil
}

// connected reports an interior that is cut in pieces by rings that touch: rings
// and the places where they touch form a cycle.
func connected(polygon []int, touches []touch) error {
	type node struct {
		polygon int
		at      Coord
	}
	parent := map[any]any{}
	var find func(n any) any
	find = func(n any) any {
		if p, ok := parent[n]; ok && p != n {
			return find(p)
		}
		return n
	}
	linked := map[[2]any]bool{}
	for _, t := range touches {
		if polygon[t.ring[0]] != polygon[t.ring[1]] {
			continue
		}
		place := node{polygon[t.ring[0]], t.at}
		for _, r := range t.ring {
			if linked[[2]any{place, r}] {
				continue
			}
			linked[[2]any{place, r}] = true
			a, b := find(place), find(r)
			if a == b {
				return fmt.Errorf("rings that touch at %v cut the interior in two", t.at)
			}
			parent[a] = b
		}
	}
	return nil
}
