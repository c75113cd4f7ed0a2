package paint

// Widths and sizes of the basemap in CSS px, by the zoom a reader sees.

// A ramp gives widths at zooms; between them they change evenly.
type ramp []struct{ zoom, value float64 }

func (r ramp) at(zoom float64) float64 {
	for i, stop := range r {
		if zoom > stop.zoom {
			continue
		}
		if i == 0 {
			return stop.value
		}
		from := r[i-1]
		return from.value + (stop.value-from.value)*(zoom-from.zoom)/(stop.zoom-from.zoom)
	}
	return r[len(r)-1].value
}

var (
	coastWidth  = ramp{{1, 0.5}, {3, 0.7}, {5, 0.9}, {8, 1}, {12, 1.25}}
	borderWidth = ramp{{1, 0.6}, {3, 0.8}, {5, 1.1}, {9, 1.3}, {12, 1.6}}
	riverWidth  = ramp{{5, 1.1}, {8, 1.3}, {12, 2.2}}
)

// riverZoom is where rivers begin.
const riverZoom = 5

// borderDashes are dash and gap of disputed borders.
var borderDashes = [2]float64{5, 3.5}

// haloWidth is the width of the stroke behind words, of which one half shows.
const haloWidth = 3

// A labelStyle is how the words of one kind are set.
type labelStyle struct {
	size, spacing float64 // CSS px; spacing in em
	bold, italic  bool
	upper         bool
	mark          markShape
	markSize      float64 // outer, CSS px
	markStroke    float64
	gap           float64 // between mark and words
	wrap          float64 // where lines are broken; 0: never
	padX, padY    float64 // what is kept free round the words
}

type markShape uint8

const (
	noMark markShape = iota
	ringMark
	squareMark
)

// Type of names that are set smaller: a share of what is usual, and the least in
// CSS px.
const (
	smallShare = 0.82
	smallLeast = 11
)

// styleOf is the style of a label at a zoom.
func styleOf(l *label, zoom float64) labelStyle {
	st := usualStyle(l, zoom)
	if l.small {
		st.size = min(st.size, max(st.size*smallShare, smallLeast))
	}
	return st
}

func usualStyle(l *label, zoom float64) labelStyle {
	switch l.class {
	case countryLabel:
		s := labelStyle{size: 12, spacing: 0.14, bold: true, upper: true, wrap: 110, padX: 6, padY: 4}
		switch {
		case l.size <= 20:
			s.size = 14
		case l.size <= 62:
			s.size = 13
		}
		switch {
		case zoom < 4:
			s.size = max(s.size-2, 11)
		case zoom < 5:
			s.size = max(s.size-1, 12)
		}
		return s
	case seaLabel:
		s := labelStyle{size: 12, spacing: 0.03, italic: true, wrap: 120, padX: 6, padY: 4}
		switch {
		case zoom < 5:
			if l.rank <= 5 {
				s.size = 13
			}
		case l.rank <= 24:
			s.size = 15
		case l.rank <= 44:
			s.size = 14
		}
		return s
	case capitalLabel:
		return labelStyle{size: 14, bold: true, mark: squareMark, markSize: 8, markStroke: 1.5, gap: 4.5, padX: 4, padY: 3}
	default:
		// More room than it takes to read them: a map of events has few places.
		s := labelStyle{size: 12, mark: ringMark, markSize: 5.5, markStroke: 1.5, gap: 5, padX: 6, padY: 4}
		if l.pop >= 500_000 {
			s.size, s.markSize, s.markStroke = 13, 6.5, 1.6
		}
		return s
	}
}
