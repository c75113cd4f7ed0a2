package report

import (
	"fmt"
	"math"
)

// maxRadiusM is half the way round the Earth: no place is larger.
const maxRadiusM = 20_040_000

// checkPlaces holds what is drawn against how exactly it is known.
func (c *checker) checkPlaces(shape Shape) {
	const place = "properties.place"
	if p := c.Place; p != nil {
		c.checkPlace(place, p)
		if shape == ShapePoint && p.Precision.Vague() && p.RadiusM == 0 && c.parsed(place+".radius_m") {
			c.add(place+".radius_m", "is missing: the geometry is a point, but of the place "+vagueness[p.Precision]+" is known",
				"give a radius in metres, draw the outline, or write null for geometry; a bare pin looks exact")
		}
	}
	c.checkMove(shape)
}

// vagueness puts a coarse precision into a message.
var vagueness = map[Precision]string{
	Area: "only an area", Admin1: "only the region", Country: "only the country", UnknownPrecision: "nothing",
}

func (c *checker) checkPlace(at string, p *Place) {
	vocabulary(c, at+".precision", p.Precision, precisions)
	vocabulary(c, at+".basis", p.Basis, bases)
	if p.RadiusM < 0 || p.RadiusM > maxRadiusM || math.IsNaN(p.RadiusM) {
		c.add(at+".radius_m", fmt.Sprintf("is %v", p.RadiusM), "write the radius in metres, more than 0 and less than half the way round the Earth")
	}
	if !isCountry(p.Country) && c.parsed(at+".country") {
		c.add(at+".country", quote(p.Country)+" is no country code", `write two capitals by ISO 3166-1, as in "UA"`)
	}
}

// isCountry reports whether s has the form of an ISO 3166-1 alpha-2 code, or is empty.
func isCountry(s string) bool {
	return s == "" || len(s) == 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z'
}

func (c *checker) checkMove(shape Shape) {
	const field = "properties.move"
	m := c.Move
	if m == nil {
		if c.Kind == Movement && c.parsed(field) {
			c.add(field, "is missing, but this is a movement", `write {"from": {"name": "…"}, "to": {"name": "…"}}`)
		}
		return
	}
	ends := []struct {
		at    string
		place *Place
	}{{field + ".from", m.From}, {field + ".to", m.To}}
	for _, end := range ends {
		switch {
		case end.place != nil:
			c.checkPlace(end.at, end.place)
			if c.Kind == Movement && shape == ShapeLine && end.place.Precision == "" && c.parsed(end.at+".precision") {
				c.add(end.at+".precision", "is missing, so the line would look exact at that end", "write one of "+list(precisions))
			}
		case c.Kind == Movement && c.parsed(end.at):
			c.add(end.at, "is missing, but this is a movement", `write {"name": "…", "precision": "…"}; if it is not known, precision is unknown`)
		}
	}
	for i := range m.Via {
		c.checkPlace(index(field+".via", i), &m.Via[i])
	}
	vocabulary(c, field+".path", m.Path, paths)
	if b := m.Bend; b != nil && !(math.Abs(*b) <= 2) {
		c.add(field+".bend", fmt.Sprintf("is %v", *b), "write a number from -2 to 2: lengths of the line, positive to the right of travel")
	}
	depart, _ := m.Depart.Outer()
	if _, arrive := m.Arrive.Outer(); !depart.IsZero() && !arrive.IsZero() && !depart.Before(arrive) {
		c.add(field+".arrive", quote(m.Arrive.Raw)+" is before depart, "+quote(m.Depart.Raw), "write the dates the other way round")
	}
}
