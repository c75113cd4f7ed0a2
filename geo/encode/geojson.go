package encode

import (
	"strconv"

	"dateline/geo/tile"
)

// GeoJSON appends a tile to dst as a FeatureCollection, or nothing if the tile
// is empty. Coordinates are degrees with as many decimals as tell the tile's
// units apart. Polygons are wound as RFC 7946 wants it.
//
// Longitudes lie beyond ±180 where the tile has a buffer that reaches over the
// antimeridian: cut the tile without one.
func (e *Encoder) GeoJSON(dst []byte, t *tile.Tile) []byte {
	if len(t.Features) == 0 {
		return dst
	}
	w := jsonWriter{b: dst, e: e, t: t, degrees: newDegrees(t)}
	w.text(`{"type":"FeatureCollection","features":[`)
	for i := range t.Features {
		if i > 0 {
			w.text(",\n")
		}
		w.feature(&t.Features[i])
	}
	w.text("]}\n")
	return w.b
}

type jsonWriter struct {
	b       []byte
	e       *Encoder
	t       *tile.Tile
	degrees degrees
}

func (w *jsonWriter) text(s string) { w.b = append(w.b, s...) }

func (w *jsonWriter) feature(f *tile.Feature) {
	w.text(`{"type":"Feature",`)
	if f.Cluster >= 0 {
		w.text(`"id":`)
		w.b = strconv.AppendUint(w.b, w.t.Clusters[f.Cluster].ID, 10)
		w.text(",")
	} else if id := w.e.layer.JSONID(f.Row); len(id) > 0 {
		w.text(`"id":`)
		w.b = append(w.b, id...)
		w.text(",")
	}
	w.text(`"geometry":`)
	w.geometry(f)
	w.text(`,"properties":{`)
	if f.Cluster >= 0 {
		w.cluster(&w.t.Clusters[f.Cluster])
	} else {
		w.properties(f.Row)
	}
	w.text("}}")
}

func (w *jsonWriter) properties(row uint32) {
	comma := false
	for i := range w.e.columns {
		c := &w.e.columns[i]
		code := c.Code(row)
		if code == 0 || c.Made {
			continue
		}
		if comma {
			w.text(",")
		}
		comma = true
		w.b = append(w.b, c.key...)
		w.b = append(w.b, c.Values.JSON(code)...)
	}
}

func (w *jsonWriter) cluster(c *tile.Cluster) {
	w.text(`"cluster":true`)
	w.count(propCount, c.Count)
	if short, ok := abbreviate(c.Count); ok {
		w.text(`,"point_count_abbreviated":"`)
		w.b = strconv.AppendFloat(w.b, short, 'f', -1, 64)
		w.text(`k"`)
	} else {
		w.count(propAbbreviated, c.Count)
	}
	w.count(propZoom, uint32(c.Opens))
	for i := range len(props) - propStatus {
		if n := c.ByStatus[i+1]; n > 0 {
			w.count(propStatus+i, n)
		}
	}
}

func (w *jsonWriter) count(prop int, n uint32) {
	w.text(`,"`)
	w.text(props[prop])
	w.text(`":`)
	w.b = strconv.AppendUint(w.b, uint64(n), 10)
}

func (w *jsonWriter) geometry(f *tile.Feature) {
	switch f.Type {
	case tile.Point:
		w.points(f)
	case tile.Line:
		w.lines(f)
	case tile.Polygon:
		w.polygons(f)
	}
}

func (w *jsonWriter) points(f *tile.Feature) {
	first, end := path(w.t, f)
	if end-first == 1 {
		w.text(`{"type":"Point","coordinates":`)
		w.position(w.t.Coords[first])
	} else {
		w.text(`{"type":"MultiPoint","coordinates":`)
		w.positions(w.t.Coords[first:end])
	}
	w.text("}")
}

func (w *jsonWriter) lines(f *tile.Feature) {
	if f.Parts == 1 {
		w.text(`{"type":"LineString","coordinates":`)
		w.positions(w.t.Part(f.First))
		w.text("}")
		return
	}
	w.text(`{"type":"MultiLineString","coordinates":[`)
	for i := range f.Parts {
		if i > 0 {
			w.text(",")
		}
		w.positions(w.t.Part(f.First + i))
	}
	w.text("]}")
}

func (w *jsonWriter) polygons(f *tile.Feature) {
	several := false
	for i := uint32(1); i < f.Parts; i++ {
		several = several || exterior(w.t.Part(f.First+i))
	}
	if several {
		w.text(`{"type":"MultiPolygon","coordinates":[[`)
	} else {
		w.text(`{"type":"Polygon","coordinates":[`)
	}
	for i := range f.Parts {
		ring := w.t.Part(f.First + i)
		switch {
		case i == 0:
		case exterior(ring):
			w.text("],[")
		default:
			w.text(",")
		}
		w.ring(ring)
	}
	if several {
		w.text("]")
	}
	w.text("]}")
}

// exterior tells an exterior ring from a hole by the sign of its area.
func exterior(ring []tile.Coord) bool {
	twice := int64(0)
	last := ring[len(ring)-1]
	for _, c := range ring {
		twice += int64(last.X)*int64(c.Y) - int64(c.X)*int64(last.Y)
		last = c
	}
	return twice > 0
}

func (w *jsonWriter) positions(coords []tile.Coord) {
	w.text("[")
	for i, c := range coords {
		if i > 0 {
			w.text(",")
		}
		w.position(c)
	}
	w.text("]")
}

// ring writes a ring, which tiles hold open and wind clockwise on the screen,
// closed and the other way round.
func (w *jsonWriter) ring(coords []tile.Coord) {
	w.text("[")
	w.position(coords[0])
	for i := len(coords) - 1; i >= 0; i-- {
		w.text(",")
		w.position(coords[i])
	}
	w.text("]")
}

func (w *jsonWriter) position(c tile.Coord) {
	w.text("[")
	w.b = w.degrees.appendLon(w.b, c.X)
	w.text(",")
	w.b = w.degrees.appendLat(w.b, c.Y)
	w.text("]")
}

// appendString appends s as a JSON string. What is no UTF-8 becomes U+FFFD.
func appendString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r < ' ':
			dst = append(dst, '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
		default:
			dst = append(dst, string(r)...)
		}
	}
	return append(dst, '"')
}
