package paint

// A Scene is what is drawn of the marks of a map: areas, lines and movements,
// point marks and the groups of those that would lie on each other. It never
// changes and is safe for concurrent use.
type Scene struct {
	entries []entry
	all     []*entry
	groups  groupCache
	avoided avoidCache
}

// NewScene prepares marks for drawing. Their order is that of the list: the
// first lies on top and leads its group. What has no finite place is left out.
func NewScene(marks []Mark) *Scene {
	s := &Scene{entries: make([]entry, 0, len(marks))}
	for i := range marks {
		if e, ok := newEntry(&marks[i], i); ok {
			s.entries = append(s.entries, e)
		}
	}
	s.all = make([]*entry, len(s.entries))
	for i := range s.entries {
		s.all[i] = &s.entries[i]
	}
	return s
}

// Len is how many of the marks can be drawn: those that have a place.
func (s *Scene) Len() int { return len(s.entries) }

// groupsAt is which entries are one mark in a world of so many CSS px.
func (s *Scene) groupsAt(size float64) []group {
	return s.groups.at(size, func() []group { return groupsIn(s.all, size) })
}
