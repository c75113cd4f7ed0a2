package corpora

import (
	"math"
	"strconv"
)

const (
	collectionStart = `{"type":"FeatureCollection","features":[`
	collectionEnd   = "\n]}\n"
)

var (
	deeds    = []string{"Convoy seen near", "Shelling reported in", "Protest in", "Statement from", "Power cut in", "Troops arrive in", "Bridge closed at", "Aid reaches"}
	kinds    = []string{"event", "event", "event", "movement", "statement"}
	statuses = []string{"claimed", "claimed", "claimed", "unconfirmed", "corroborated", "confirmed", "denied", "refuted", "retracted"}
)

// PointEvents makes a FeatureCollection of n events round the world's cities,
// each with six properties: id, title, kind, status, when and n. They have no
// sources, so that they are no reports in the model's sense. The same seed
// gives the same bytes.
func PointEvents(seed uint64, n int) []byte {
	c := newCrowd(seed)
	b := make([]byte, 0, len(collectionStart)+232*n)
	b = append(b, collectionStart...)
	for i := range n {
		if i > 0 {
			b = append(b, ',')
		}
		town, lon, lat := c.place()
		b = append(b, "\n"+`{"type":"Feature","id":`...)
		b = strconv.AppendInt(b, int64(i+1), 10)
		b = append(b, `,"geometry":{"type":"Point","coordinates":`...)
		b = position(b, lon, lat)
		b = append(b, `},"properties":{"id":"evt-`...)
		b = padded(b, i+1, 7)
		b = append(b, `","title":"`...)
		b = append(b, deeds[c.rand.IntN(len(deeds))]...)
		b = append(b, ' ')
		b = append(b, town.name...)
		b = append(b, ' ')
		b = strconv.AppendInt(b, int64(c.rand.IntN(10000)), 10)
		b = append(b, `","kind":"`...)
		b = append(b, kinds[c.rand.IntN(len(kinds))]...)
		b = append(b, `","status":"`...)
		b = append(b, statuses[c.rand.IntN(len(statuses))]...)
		b = append(b, `","when":"`...)
		b = date(b, c.rand.IntN(3*372))
		b = append(b, `","n":`...)
		b = strconv.AppendInt(b, int64(c.rand.ExpFloat64()*300), 10)
		b = append(b, "}}"...)
	}
	return append(b, collectionEnd...)
}

// Lines makes a FeatureCollection of n lines of 20 to 200 vertices that wander
// about near the world's cities, with three properties.
func Lines(seed uint64, n int) []byte {
	c := newCrowd(seed)
	b := append([]byte{}, collectionStart...)
	for i := range n {
		if i > 0 {
			b = append(b, ',')
		}
		town, lon, lat := c.place()
		b = header(b, i, "LineString", town, c)
		b = append(b, '[')
		heading := 2 * math.Pi * c.rand.Float64()
		for v := range 20 + c.rand.IntN(181) {
			if v > 0 {
				b = append(b, ',')
			}
			b = position(b, lon, lat)
			heading += 0.3 * c.rand.NormFloat64()
			lon += 0.002 * math.Cos(heading)
			lat += 0.0015 * math.Sin(heading)
		}
		b = append(b, "]}}"...)
	}
	return append(b, collectionEnd...)
}

// Areas makes a FeatureCollection of n polygons of 20 to 200 vertices near the
// world's cities, every fourth with a hole, with three properties.
func Areas(seed uint64, n int) []byte {
	c := newCrowd(seed)
	b := append([]byte{}, collectionStart...)
	for i := range n {
		if i > 0 {
			b = append(b, ',')
		}
		town, lon, lat := c.place()
		b = header(b, i, "Polygon", town, c)
		b = append(b, '[')
		radius := 0.05 * (0.2 + c.rand.Float64())
		b = ring(b, c, lon, lat, radius, 20+c.rand.IntN(181), 1)
		if i%4 == 0 {
			b = append(b, ',')
			b = ring(b, c, lon, lat, radius/3, 20, -1)
		}
		b = append(b, "]}}"...)
	}
	return append(b, collectionEnd...)
}

// header begins a feature up to its coordinates.
func header(b []byte, i int, geometry string, town city, c *crowd) []byte {
	b = append(b, "\n"+`{"type":"Feature","id":`...)
	b = strconv.AppendInt(b, int64(i+1), 10)
	b = append(b, `,"properties":{"name":"`...)
	b = append(b, town.name...)
	b = append(b, `","class":"`...)
	b = append(b, kinds[c.rand.IntN(len(kinds))]...)
	b = append(b, `","n":`...)
	b = strconv.AppendInt(b, int64(c.rand.IntN(1000)), 10)
	b = append(b, `},"geometry":{"type":"`...)
	b = append(b, geometry...)
	return append(b, `","coordinates":`...)
}

// ring is a closed ring round a middle, counterclockwise if turn is 1.
func ring(b []byte, c *crowd, lon, lat, radius float64, n int, turn float64) []byte {
	b = append(b, '[')
	first := len(b)
	for v := range n {
		angle := turn * 2 * math.Pi * float64(v) / float64(n)
		r := radius * (0.8 + 0.2*c.rand.Float64())
		b = position(b, lon+r*math.Cos(angle), lat+0.8*r*math.Sin(angle))
		b = append(b, ',')
	}
	end := first
	for b[end] != ']' {
		end++
	}
	b = append(b, b[first:end+1]...)
	return append(b, ']')
}

// position is a position with five decimals, about a metre.
func position(b []byte, lon, lat float64) []byte {
	b = append(b, '[')
	b = decimal(b, lon)
	b = append(b, ',')
	b = decimal(b, lat)
	return append(b, ']')
}

func decimal(b []byte, f float64) []byte {
	return strconv.AppendFloat(b, math.Round(f*1e5)/1e5, 'f', -1, 64)
}

// date is a day counted from the beginning of 2022 in months of 31 days, the
// last ones of which are cut to 28.
func date(b []byte, day int) []byte {
	b = strconv.AppendInt(b, int64(2022+day/372), 10)
	b = append(b, '-')
	b = padded(b, 1+day%372/31, 2)
	b = append(b, '-')
	return padded(b, 1+min(day%31, 27), 2)
}

func padded(b []byte, n, width int) []byte {
	digits := strconv.Itoa(n)
	for range width - len(digits) {
		b = append(b, '0')
	}
	return append(b, digits...)
}
