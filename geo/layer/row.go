package layer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"
)

// A cellError says what is wrong with a cell.
type cellError struct{ column, message, fix string }

// A rowWriter puts the rows of a table together as GeoJSON.
type rowWriter struct {
	*table
	members []byte // of the properties of the present row
}

// feature appends a row as a feature to dst. Values keep the order of the columns.
func (w *rowWriter) feature(dst []byte, cells []string) ([]byte, *cellError) {
	var (
		props    object
		id       string
		geometry []byte
		lat, lon string
		where    string
	)
	w.members = w.members[:0]
	for i := range w.columns {
		col, cell := &w.columns[i], cells[i]
		if !utf8.ValidString(cell) {
			return dst, &cellError{col.header, "is not UTF-8", "save the file as UTF-8"}
		}
		trimmed := strings.TrimSpace(cell)
		if trimmed == "" {
			continue
		}
		switch col.role {
		case roleLat:
			lat, where = trimmed, col.header
		case roleLon:
			lon, where = trimmed, col.header
		case roleID:
			id = trimmed
		case roleGeometry:
			g, err := geometryOf(trimmed)
			if err != nil {
				return dst, &cellError{col.header, err.Error(), "write WKT, such as POINT (131.886 43.115), or a GeoJSON geometry"}
			}
			geometry = g
		case rolePath:
			path, value := col.path, modelValue(col.path, trimmed)
			if isPlace(path, value) {
				path = path[:1]
			}
			if !props.set(path, value) {
				return dst, taken(col)
			}
		case roleJSON:
			raw, err := jsonOf(trimmed)
			if err != nil {
				return dst, &cellError{col.header, "is no JSON: " + err.Error(), "write a JSON value, or leave the cell empty"}
			}
			if !props.set(col.path, raw) {
				return dst, taken(col)
			}
		default:
			w.property(col, cell, trimmed, &props)
		}
	}
	dst = append(dst, `{"type":"Feature",`...)
	if id != "" {
		dst = append(dst, `"id":`...)
		dst = append(appendID(dst, id), ',')
	}
	dst = append(dst, `"geometry":`...)
	switch {
	case lat != "" || lon != "":
		var err *cellError
		if dst, err = w.point(dst, lat, lon, where); err != nil {
			return dst, err
		}
	case geometry != nil:
		dst = append(dst, geometry...)
	default:
		dst = append(dst, "null"...)
	}
	dst = append(dst, `,"properties":`...)
	if w.nested {
		var b bytes.Buffer
		props.writeAs(&b, false)
		dst = append(dst, b.Bytes()...)
	} else {
		dst = append(append(append(dst, '{'), w.members...), '}')
	}
	return append(dst, '}'), nil
}

// isPlace reports whether the cell of a place's name holds the whole place as
// JSON, as in the tables that [Layer.WriteCSV] writes.
func isPlace(path []string, value []byte) bool {
	if len(path) != 2 || path[0] != "place" || path[1] != "name" || value[0] != '{' {
		return false
	}
	found := false
	eachMember(value, func(key, _ []byte) {
		switch string(key) {
		case "name", "country", "precision", "radius_m", "basis":
			found = true
		}
	})
	return found
}

func taken(col *tableColumn) *cellError {
	return &cellError{col.header, "gives " + pathWords(col.path) + ", which another column gives too", "leave one of the two empty"}
}

// property adds a cell of an ordinary column.
func (w *rowWriter) property(col *tableColumn, cell, trimmed string, props *object) {
	switch {
	case !w.nested:
		if len(w.members) > 0 {
			w.members = append(w.members, ',')
		}
		w.members = append(w.members, col.key...)
		if col.number {
			w.members = append(w.members, trimmed...)
		} else {
			w.members = appendQuoted(w.members, cell)
		}
	case col.number:
		props.set([]string{col.header}, []byte(trimmed))
	default:
		props.set([]string{col.header}, appendQuoted(nil, cell))
	}
}

func appendID(dst []byte, id string) []byte {
	if numeric(id) {
		return append(dst, id...)
	}
	return appendQuoted(dst, id)
}

func (w *rowWriter) point(dst []byte, lat, lon, column string) ([]byte, *cellError) {
	if w.decimalComma {
		lat, lon = strings.Replace(lat, ",", ".", 1), strings.Replace(lon, ",", ".", 1)
	}
	dst = append(dst, `{"type":"Point","coordinates":[`...)
	dst, okX := appendDegrees(dst, lon)
	dst = append(dst, ',')
	dst, okY := appendDegrees(dst, lat)
	if !okX || !okY {
		return dst, &cellError{column, fmt.Sprintf("latitude %s, longitude %s is no place", quoted(lat), quoted(lon)), "write decimal degrees, such as 43.115 and 131.886"}
	}
	return append(dst, "]}"...), nil
}

// appendDegrees appends a cell as a JSON number.
func appendDegrees(dst []byte, cell string) ([]byte, bool) {
	f, err := strconv.ParseFloat(cell, 64)
	switch {
	case err != nil || math.IsNaN(f) || math.IsInf(f, 0):
		return dst, false
	case numeric(cell):
		return append(dst, cell...), true
	default: // +5 and .5 are no JSON
		return strconv.AppendFloat(dst, f, 'g', -1, 64), true
	}
}

func jsonOf(cell string) ([]byte, error) {
	s := scanner{data: []byte(cell)}
	v, err := s.value()
	if err == nil {
		err = s.end()
	}
	return v.raw, err
}

func geometryOf(cell string) ([]byte, error) {
	if cell[0] == '{' {
		return jsonOf(cell)
	}
	// EWKT's prefix carries nothing that GeoJSON could.
	if srid, rest, ok := strings.Cut(cell, ";"); ok && strings.HasPrefix(strings.ToUpper(srid), "SRID=") {
		if !strings.EqualFold(srid, "SRID=4326") {
			return nil, fmt.Errorf("%s is not WGS 84", quoted(srid))
		}
		cell = rest
	}
	flat := flatWKT(cell)
	if strings.HasSuffix(strings.ToUpper(flat), " EMPTY") {
		return []byte("null"), nil
	}
	g, err := wkt.Unmarshal(flat)
	if err != nil {
		return nil, fmt.Errorf("%s is no WKT", quoted(cell))
	}
	return json.Marshal(geometryObject(g))
}

var (
	wktDimensions = regexp.MustCompile(`(?i)^(\w*[a-y])\s*(?:\s(?:Z|M|ZM))?(\s+EMPTY\s*$|\s*\()`)
	wktPosition   = regexp.MustCompile(`([^\s,()]+)\s+([^\s,()]+)(?:\s+[^\s,()]+)+`)
)

// flatWKT takes heights and measures off, which geometries do without here.
func flatWKT(cell string) string {
	m := wktDimensions.FindStringSubmatchIndex(cell)
	if m == nil {
		return strings.TrimSpace(cell)
	}
	return strings.TrimSpace(cell[:m[3]] + " " + wktPosition.ReplaceAllString(strings.TrimSpace(cell[m[4]:]), "$1 $2"))
}

// geometryObject is g as GeoJSON's members; orb's geometries are nested arrays
// of numbers as GeoJSON has them.
func geometryObject(g orb.Geometry) map[string]any {
	parts, ok := g.(orb.Collection)
	if !ok {
		return map[string]any{"type": g.GeoJSONType(), "coordinates": g}
	}
	objects := make([]any, len(parts))
	for i, part := range parts {
		objects[i] = geometryObject(part)
	}
	return map[string]any{"type": "GeometryCollection", "geometries": objects}
}

// numeric reports whether a cell is a number as JSON has them.
func numeric(s string) bool { return skipNumber(s, 0) == len(s) }

// modelValue is the JSON of a cell of the model: a number where the model has
// numbers, else text.
func modelValue(path []string, cell string) []byte {
	switch path[len(path)-1] {
	case "rank", "rev", "radius_m", "min", "max":
		if numeric(cell) {
			return []byte(cell)
		}
	case "approx", "draft":
		if value, ok := yesOrNo(cell); ok {
			return []byte(value)
		}
	}
	if cell[0] == '{' { // text in several languages
		if raw, err := jsonOf(cell); err == nil {
			return raw
		}
	}
	return appendQuoted(nil, cell)
}

// yesOrNo is the JSON of a cell that says yes or no.
func yesOrNo(cell string) (value string, ok bool) {
	switch strings.ToLower(cell) {
	case "true", "yes", "1":
		return "true", true
	case "false", "no", "0":
		return "false", true
	}
	return "", false
}
