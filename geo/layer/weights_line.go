package layer

// WeighLine is the weight of each vertex of a line, or of a ring whose last
// vertex is not its first again: the lowest zoom at which it matters, as tiles
// are simplified. The ends of a line have weight 0.
func WeighLine(line []Coord, ring bool) []uint8 {
	if len(line) < 3 {
		return make([]uint8, len(line))
	}
	s := Shapes{Coords: line, Weight: make([]uint8, len(line))}
	arc := make([]uint32, len(line))
	for i := range arc {
		arc[i] = uint32(i)
	}
	var v visvalingam
	v.weigh(&s, arc, !ring)
	return s.Weight
}
