package layer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/geo/report"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"
)

// A role is what a column of a table is used as.
type role uint8

const (
	roleProperty role = iota // a property of the same name
	roleLat
	roleLon
	roleGeometry
	roleID
	rolePath // a property of the model, at path
	roleJSON // a property of the model whose cells hold JSON
)

// A column is one column of a table.
type column struct {
	header string
	role   role
	path   []string // for rolePath: "sources", "0", "name"
	number bool     // every cell that is filled is a JSON number
}

// columns is how a table is read.
type columns struct {
	all          []column
	decimalComma bool
}

// spellings of the columns that say where a row stands.
var placeSpellings = map[string]role{
	"lat": roleLat, "latitude": roleLat, "y": roleLat, "decimallatitude": roleLat, "lat_dd": roleLat,
	"lon": roleLon, "lng": roleLon, "long": roleLon, "longitude": roleLon, "x": roleLon, "decimallongitude": roleLon, "lon_dd": roleLon,
	"wkt": roleGeometry, "geom": roleGeometry, "geometry": roleGeometry, "the_geom": roleGeometry, "geojson": roleGeometry,
	"id": roleID,
}

// modelPaths says where the columns of the model go in a table of reports. A
// text's name may end in a language: title_uk.
var modelPaths = map[string]string{
	"kind": "kind", "title": "title", "summary": "summary", "label": "label", "status": "status", "status_note": "status_note",
	"when": "when", "rank": "rank", "rev": "rev", "created": "created", "updated": "updated",
	"place": "place.name", "place_name": "place.name", "country": "place.country", "precision": "place.precision",
	"radius_m": "place.radius_m", "basis": "place.basis",
	"count_of": "counts.0.of", "count_min": "counts.0.min", "count_max": "counts.0.max", "count_approx": "counts.0.approx", "count_note": "counts.0.note",
	"source_id": "sources.0.id", "source_name": "sources.0.name", "source_short": "sources.0.short", "source_role": "sources.0.role",
	"source_type": "sources.0.type", "stance": "sources.0.stance", "source_stance": "sources.0.stance", "source_note": "sources.0.note",
	"source_title": "sources.0.title", "source_citation": "sources.0.citation", "source_url": "sources.0.url", "source_archive": "sources.0.archive",
	"source_published": "sources.0.published", "source_quote": "sources.0.quote", "source_rating": "sources.0.rating",
	"move_from": "move.from.name", "move_to": "move.to.name", "move_mode": "move.mode", "move_path": "move.path",
}

// modelTexts are the columns of modelPaths that may end in a language.
var modelTexts = []string{"title", "summary", "label", "status_note", "place", "place_name", "count_of", "count_note",
	"source_name", "source_short", "source_role", "source_note", "source_title", "source_citation", "source_quote"}

// modelJSON are the columns of the model whose cells hold JSON.
var modelJSON = []string{"counts", "sources", "move", "corrections"}

func columnsOf(header []string, records []record, decimalComma bool) (*columns, error) {
	c := &columns{decimalComma: decimalComma}
	names := make([]string, len(header))
	seen := map[string]int{}
	for i, h := range header {
		h = strings.TrimSpace(h)
		if !utf8.ValidString(h) {
			return nil, fmt.Errorf("the header of column %d is not UTF-8; save the file as UTF-8", i+1)
		}
		if h == "" {
			h = fmt.Sprintf("column %d", i+1)
		}
		if first, again := seen[h]; again {
			return nil, fmt.Errorf("columns %d and %d are both named %s; give each its own name", first+1, i+1, quoted(h))
		}
		seen[h] = i
		names[i] = h
	}
	reports := slices.ContainsFunc(names, namesSource)
	taken := map[string]string{} // use → header
	for i, h := range names {
		col := columnOf(h, reports)
		if col.role == roleProperty && isDateName(h) && dates(records, i) {
			col = column{header: h, role: rolePath, path: []string{"when"}}
		}
		if use := col.use(); use != "" {
			if _, again := taken[use]; again {
				col = column{header: h}
			} else {
				taken[use] = h
			}
		}
		if col.role == roleProperty {
			col.number = numbers(records, i)
		}
		c.all = append(c.all, col)
	}
	lat, hasLat := taken[useLat]
	lon, hasLon := taken[useLon]
	if hasLat != hasLon {
		return nil, fmt.Errorf("the header has %s alone; a place needs both lat and lon, or a column wkt", quoted(lat+lon))
	}
	return c, nil
}

// namesSource reports whether a column makes its table one of reports.
func namesSource(header string) bool {
	name := canonical(header)
	return name == "sources" || name == "stance" || strings.HasPrefix(modelPaths[name], "sources.0.")
}

// canonical is how a header is looked up.
func canonical(header string) string {
	return strings.ToLower(strings.ReplaceAll(header, " ", "_"))
}

func isDateName(header string) bool {
	switch canonical(header) {
	case "date", "datetime", "event_date":
		return true
	}
	return false
}

// dates reports whether every filled cell of column i is a date of the model.
func dates(records []record, i int) bool {
	return every(records, i, func(cell string) bool {
		_, err := report.ParseWhen(cell)
		return err == nil
	})
}

func quoted(s string) string { return strconv.Quote(clip(s)) }

const (
	useLat = "latitude in degrees"
	useLon = "longitude in degrees"
)

// use says what the column is used as, "" for an ordinary property.
func (col column) use() string {
	switch col.role {
	case roleLat:
		return useLat
	case roleLon:
		return useLon
	case roleGeometry:
		return "geometry, as WKT or GeoJSON"
	case roleID:
		return "the feature's id"
	case rolePath:
		return pathWords(col.path)
	case roleJSON:
		return pathWords(col.path) + ", as JSON"
	default:
		return ""
	}
}

func columnOf(header string, reports bool) column {
	name := canonical(header)
	if r, ok := placeSpellings[name]; ok {
		return column{header: header, role: r}
	}
	if name == "when" {
		return column{header: header, role: rolePath, path: []string{"when"}}
	}
	if !reports {
		return column{header: header}
	}
	if path, ok := modelPaths[name]; ok {
		return column{header: header, role: rolePath, path: strings.Split(path, ".")}
	}
	for _, sep := range []string{":", "_"} {
		base, lang, ok := cutLast(name, sep)
		if ok && isLanguage(lang) && slices.Contains(modelTexts, base) {
			return column{header: header, role: rolePath, path: append(strings.Split(modelPaths[base], "."), lang)}
		}
	}
	if slices.Contains(modelJSON, name) {
		return column{header: header, role: roleJSON, path: []string{name}}
	}
	return column{header: header}
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

func isLanguage(s string) bool {
	if len(s) < 2 || len(s) > 3 {
		return false
	}
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == ""
}

// numbers reports whether every filled cell of column i is a JSON number, so
// that 007 and phone numbers stay text.
func numbers(records []record, i int) bool {
	return every(records, i, func(cell string) bool {
		_, ok := parseNumber([]byte(cell))
		return ok && numeric(cell)
	})
}

// every reports whether column i has filled cells and all of them hold.
func every(records []record, i int, holds func(cell string) bool) bool {
	filled := false
	for _, r := range records {
		if i >= len(r.cells) || r.cells[i] == "" {
			continue
		}
		if !holds(r.cells[i]) {
			return false
		}
		filled = true
	}
	return filled
}

// notes says in a sentence each what the columns are used as.
func (c *columns) notes() []string {
	var notes []string
	located := false
	for _, col := range c.all {
		located = located || col.role == roleLat || col.role == roleGeometry
		use := col.use()
		switch {
		case use != "":
		case col.number:
			use = "a property of that name, as a number"
		default:
			use = "a property of that name, as text"
		}
		notes = append(notes, fmt.Sprintf("column %s is %s", quoted(col.header), use))
	}
	if !located {
		notes = append(notes, "no column says where a row stands (lat and lon, or wkt), so the rows are listed and not drawn")
	}
	return notes
}

func pathWords(path []string) string {
	var words strings.Builder
	words.WriteString("`" + path[0])
	for _, p := range path[1:] {
		if _, err := strconv.Atoi(p); err == nil {
			words.WriteString("[" + p + "]")
		} else {
			words.WriteString("." + p)
		}
	}
	words.WriteString("`")
	return words.String()
}

// A cellError says what is wrong with a cell.
type cellError struct{ column, message, fix string }

// feature puts a row together as GeoJSON. Values keep the order of the columns.
func (c *columns) feature(cells []string) ([]byte, *cellError) {
	var (
		props    object
		id       []byte
		geometry = []byte("null")
		lat, lon string
		where    string
	)
	for i, col := range c.all {
		cell := cells[i]
		if !utf8.ValidString(cell) {
			return nil, &cellError{col.header, "is not UTF-8", "save the file as UTF-8"}
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
			id = marshal(trimmed)
			if numeric(trimmed) {
				id = []byte(trimmed)
			}
		case roleGeometry:
			g, err := geometryOf(trimmed)
			if err != nil {
				return nil, &cellError{col.header, err.Error(), "write WKT, such as POINT (131.886 43.115), or a GeoJSON geometry"}
			}
			geometry = g
		case rolePath:
			if !props.set(col.path, modelValue(col.path, trimmed)) {
				return nil, &cellError{col.header, "gives " + pathWords(col.path) + ", which another column gives too", "leave one of the two empty"}
			}
		case roleJSON:
			raw, err := jsonOf(trimmed)
			if err != nil {
				return nil, &cellError{col.header, "is no JSON: " + err.Error(), "write a JSON value, or leave the cell empty"}
			}
			if !props.set(col.path, raw) {
				return nil, &cellError{col.header, "gives " + pathWords(col.path) + ", which another column gives too", "leave one of the two empty"}
			}
		default:
			if col.number {
				props.set([]string{col.header}, []byte(trimmed))
			} else {
				props.set([]string{col.header}, marshal(cell))
			}
		}
	}
	if lat != "" || lon != "" {
		point, err := c.point(lat, lon, where)
		if err != nil {
			return nil, err
		}
		geometry = point
	}
	var b bytes.Buffer
	b.WriteString(`{"type":"Feature",`)
	if id != nil {
		fmt.Fprintf(&b, `"id":%s,`, id)
	}
	fmt.Fprintf(&b, `"geometry":%s,"properties":`, geometry)
	props.write(&b)
	b.WriteByte('}')
	return b.Bytes(), nil
}

func (c *columns) point(lat, lon, column string) ([]byte, *cellError) {
	if c.decimalComma {
		lat, lon = strings.Replace(lat, ",", ".", 1), strings.Replace(lon, ",", ".", 1)
	}
	x, errX := strconv.ParseFloat(lon, 64)
	y, errY := strconv.ParseFloat(lat, 64)
	if errX != nil || errY != nil {
		return nil, &cellError{column, fmt.Sprintf("latitude %s, longitude %s is no place", quoted(lat), quoted(lon)), "write decimal degrees, such as 43.115 and 131.886"}
	}
	g, err := json.Marshal(map[string]any{"type": "Point", "coordinates": []float64{x, y}})
	if err != nil { // NaN and Inf
		return nil, &cellError{column, fmt.Sprintf("latitude %s, longitude %s is no place", quoted(lat), quoted(lon)), "write decimal degrees"}
	}
	return g, nil
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
	g, err := wkt.Unmarshal(cell)
	if err != nil {
		return nil, fmt.Errorf("%s is no WKT", quoted(cell))
	}
	return json.Marshal(geometryObject(g))
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

func numeric(s string) bool {
	sc := scanner{data: []byte(s)}
	v, err := sc.value()
	return err == nil && v.kind == kindNumber && sc.end() == nil
}

// modelValue is the JSON of a cell of the model: a number where the model has
// numbers, else text.
func modelValue(path []string, cell string) []byte {
	switch path[len(path)-1] {
	case "rank", "rev", "radius_m", "min", "max":
		if numeric(cell) {
			return []byte(cell)
		}
	case "approx":
		switch strings.ToLower(cell) {
		case "true", "yes", "1":
			return []byte("true")
		case "false", "no", "0":
			return []byte("false")
		}
	}
	if cell[0] == '{' { // text in several languages
		if raw, err := jsonOf(cell); err == nil {
			return raw
		}
	}
	return marshal(cell)
}

func marshal(s string) []byte {
	b, _ := json.Marshal(s) // a string always has JSON
	return b
}
