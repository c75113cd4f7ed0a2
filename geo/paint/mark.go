package paint

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"dateline/geo/layer"
	"dateline/geo/report"

	"github.com/paulmach/orb"
)

// A Mark is one reported event, as much of it as is drawn. Its texts are in one
// language already. Anything may be missing; what is not finite is not drawn.
type Mark struct {
	Key       string        // names it among the marks of a map, for whoever has them; nothing is drawn of it
	Kind      string        // report.Event, report.Movement, report.Statement or the desk's own word
	Status    report.Status // "" for a statement and for what is no report
	Shape     Shape
	Precision report.Precision // of its place, "" if not given
	RadiusM   float64          // metres round its points in which it may lie; 0 if not given
	Corrected bool
	Title     string
	Place     string    // name of its place, in bold beside it
	Names     []string  // that of its place in every language: the ground does not write them again
	Label     string    // a few words under that
	Said      string    // who says so: for movements, whose number never stands without
	Move      *Move     // nil if it is no movement
	From, To  time.Time // outer bounds of its date, half-open; zero: open, both zero: not dated
}

// A LonLat is a position in degrees, longitude first. Longitudes may go beyond
// ±180; they name the same places.
type LonLat [2]float64

// A Shape is a geometry in the parts that are drawn. Rings are filled even-odd,
// so holes are rings like others.
type Shape struct {
	Points []LonLat
	Lines  [][]LonLat
	Rings  [][]LonLat
}

// A Move is what the curve of a movement shows of it.
type Move struct {
	Path          report.Path
	From          string // name of the origin
	FromPrecision report.Precision
	Bend          *float64 // push of the curve in lengths, to the right of travel; nil: 0.3
}

// MarkOf is the mark of a feature with its report, in a language (BCP 47). Its
// Key is the feature's address within its layer.
func MarkOf(f layer.Feature, r *report.Report, lang string) Mark {
	m := Mark{
		Key: f.Address(), Kind: r.Kind, Shape: ShapeOf(f.Geometry()),
		Corrected: len(r.Corrections) > 0,
		Title:     r.Title.In(lang), Label: r.Label.In(lang),
	}
	if m.Title == "" {
		m.Title = nameOf(f)
	}
	if r.Place != nil {
		m.Place, m.Precision, m.RadiusM = r.Place.Name.In(lang), r.Place.Precision, r.Place.RadiusM
		m.Names = slices.Compact(slices.Sorted(maps.Values(r.Place.Name)))
	}
	if r.Reported {
		m.Status, m.Said = r.Status, r.Said(lang)
	}
	if mv := r.Move; mv != nil {
		m.Move = &Move{Path: mv.Path, Bend: mv.Bend}
		if mv.From != nil {
			m.Move.From, m.Move.FromPrecision = mv.From.Name.In(lang), mv.From.Precision
		}
	}
	m.From, m.To, _ = f.Dated()
	return m
}

// nameOf is what a feature without a title of the model is called by.
func nameOf(f layer.Feature) string {
	var name string
	f.Properties(func(property string, value []byte) {
		switch strings.ToLower(property) {
		case "name", "title", "label", "headline":
			if name == "" && len(value) > 0 && value[0] == '"' && json.Unmarshal(value, &name) != nil {
				name = ""
			}
		}
	})
	return name
}

// ShapeOf takes a geometry apart; nil has no parts.
func ShapeOf(g orb.Geometry) Shape {
	var s Shape
	s.add(g)
	return s
}

func (s *Shape) add(g orb.Geometry) {
	switch g := g.(type) {
	case orb.Point:
		s.Points = append(s.Points, LonLat(g))
	case orb.MultiPoint:
		s.Points = append(s.Points, lonLats(g)...)
	case orb.LineString:
		s.Lines = append(s.Lines, lonLats(g))
	case orb.MultiLineString:
		for _, line := range g {
			s.Lines = append(s.Lines, lonLats(line))
		}
	case orb.Ring:
		s.Rings = append(s.Rings, lonLats(g))
	case orb.Polygon:
		for _, ring := range g {
			s.Rings = append(s.Rings, lonLats(ring))
		}
	case orb.MultiPolygon:
		for _, polygon := range g {
			s.add(polygon)
		}
	case orb.Collection:
		for _, part := range g {
			s.add(part)
		}
	}
}

func lonLats[P ~[]orb.Point](points P) []LonLat {
	out := make([]LonLat, len(points))
	for i, p := range points {
		out[i] = LonLat(p)
	}
	return out
}

// A look is how a mark is drawn: by its status, else as a statement, else plainly.
type look uint8

// The looks in the order of a ring's segments.
const (
	lookConfirmed look = iota
	lookCorroborated
	lookClaimed
	lookUnconfirmed
	lookDenied
	lookRefuted
	lookRetracted
	lookStatement
	lookPlain
	looks
)

// lookOf is the look of a status and, where that is none of the vocabulary, of a kind.
func lookOf(status report.Status, kind string) look {
	switch status {
	case report.Confirmed:
		return lookConfirmed
	case report.Corroborated:
		return lookCorroborated
	case report.Claimed:
		return lookClaimed
	case report.Unconfirmed:
		return lookUnconfirmed
	case report.Denied:
		return lookDenied
	case report.Refuted:
		return lookRefuted
	case report.Retracted:
		return lookRetracted
	}
	if kind == report.Statement {
		return lookStatement
	}
	return lookPlain
}

func (l look) gone() bool { return l == lookRefuted || l == lookRetracted }

// oneLine brings a stranger's text to one line of at most so many characters.
func oneLine(s string, most int) string {
	// Four bytes a character at most, so the rest need not be looked at.
	if len(s) > 4*most+64 {
		s = s[:4*most+64]
	}
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
	for i := range s {
		if most--; most < 0 {
			return strings.TrimRight(s[:i], " ")
		}
	}
	return s
}

// startOf is a mark's date as a number that grows with time: its start, else
// its end; +Inf without either.
func startOf(m *Mark) float64 {
	switch {
	case !m.From.IsZero():
		return float64(m.From.Unix())
	case !m.To.IsZero():
		return float64(m.To.Unix())
	}
	return math.Inf(1)
}

// finite reports whether a position can be drawn.
func (p LonLat) finite() bool {
	return math.Abs(p[0]) <= maxLongitude && math.Abs(p[1]) <= 90
}

// maxLongitude bounds longitudes: further out they would lose their meaning in
// floating point.
const maxLongitude = 1e5
