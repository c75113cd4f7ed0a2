package paint

import "dateline/geo/text"

// mostAvoided bounds what the basemap's labels are held against.
const mostAvoided = 2000

// Avoid is what labels of the ground keep clear of: the marks and, to their
// right where a page first tries to put them, the names of their places.
func (s *Scene) Avoid() []Avoid {
	var out []Avoid
	named := map[string]bool{}
	for i := range s.entries {
		e := &s.entries[i]
		if len(e.rings) > 0 {
			continue // what is written beside an area depends on the zoom
		}
		for n, p := range e.points {
			if len(out) >= mostAvoided {
				return out
			}
			at := p.degrees()
			const half = 10
			a := Avoid{Lon: at[0], Lat: at[1], X0: -half, Y0: -half, X1: half, Y1: half}
			out = append(out, a)
			if n > 0 || e.place == "" || named[e.place] || len(named) >= mostCaptions {
				continue
			}
			named[e.place] = true
			width := text.Shape(e.place, text.Style{Size: float32(captionFull.name), Bold: true}).Width
			a.X0, a.X1 = half+4, half+4+min(190, width)
			out = append(out, a)
		}
	}
	return out
}
