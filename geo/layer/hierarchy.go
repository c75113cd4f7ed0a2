package layer

// Vertices appends to dst the vertices of a part that are kept at a zoom.
// Stretches outside the box may be shortened to their ends, but only so that
// what is left after clipping to the box is the same. The box is taken as it
// stands: for what lies beyond a rim, ask with each of its [WorldBox.Turns].
// Of points, those outside the box are left out.
func (s *Shapes) Vertices(dst []Coord, part int, box WorldBox, zoom uint8) []Coord {
	p := &s.Parts[part]
	for i := p.First; i < p.First+p.Count; i++ {
		if s.Weight[i] <= zoom && (p.Kind != PartPoints || box.Contains(s.Coords[i])) {
			dst = append(dst, s.Coords[i])
		}
	}
	return dst
}
