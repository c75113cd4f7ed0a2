package layer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/geo/report"
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

// A tableColumn is one column of a table.
type tableColumn struct {
	header string
	role   role
	path   []string // for rolePath: "sources", "0", "name"
	number bool     // every cell that is filled is a JSON number
	key    []byte   // the header as JSON
}

// A table is how the rows of a CSV file are read.
type table struct {
	columns      []tableColumn
	decimalComma bool
	nested       bool // columns of the model put values below one another
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
	"when": "when", "rank": "rank", "draft": "draft", "rev": "rev", "created": "created", "updated": "updated",
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

func tableOf(header []string, records []record, decimalComma bool) (*table, error) {
	t := &table{decimalComma: decimalComma}
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
		if col.role == roleProperty && canonical(h) == "draft" && areYesOrNo(records, i) {
			col = tableColumn{header: h, role: rolePath, path: []string{"draft"}}
		}
		if col.role == roleProperty && isDateName(h) && areDates(records, i) {
			col = tableColumn{header: h, role: rolePath, path: []string{"when"}}
		}
		if use := col.use(); use != "" {
			if _, again := taken[use]; again {
				col = tableColumn{header: h}
			} else {
				taken[use] = h
			}
		}
		if col.role == roleProperty {
			col.number = areNumbers(records, i)
		}
		t.columns = append(t.columns, col)
	}
	lat, hasLat := taken[useLat]
	lon, hasLon := taken[useLon]
	if hasLat != hasLon {
		return nil, fmt.Errorf("the header has %s alone; a place needs both lat and lon, or a column wkt", quoted(lat+lon))
	}
	t.key()
	return t, nil
}

// key prepares the writing of rows.
func (t *table) key() {
	for i := range t.columns {
		col := &t.columns[i]
		col.key = append(appendQuoted(nil, col.header), ':')
		t.nested = t.nested || col.role == rolePath || col.role == roleJSON
	}
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

// areDates reports whether every filled cell of column i is a date of the model.
func areDates(records []record, i int) bool {
	return every(records, i, func(cell string) bool {
		_, err := report.ParseWhen(cell)
		return err == nil
	})
}

// areYesOrNo reports whether every filled cell of column i is a yes or a no.
func areYesOrNo(records []record, i int) bool {
	return every(records, i, func(cell string) bool {
		_, ok := yesOrNo(strings.TrimSpace(cell))
		return ok
	})
}

func quoted(s string) string { return strconv.Quote(clip(s)) }

const (
	useLat = "latitude in degrees"
	useLon = "longitude in degrees"
)

// use says what the column is used as, "" for an ordinary property.
func (col tableColumn) use() string {
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

func columnOf(header string, reports bool) tableColumn {
	name := canonical(header)
	if r, ok := placeSpellings[name]; ok {
		return tableColumn{header: header, role: r}
	}
	if name == "when" || name == "publish_at" {
		return tableColumn{header: header, role: rolePath, path: []string{name}}
	}
	if !reports {
		return tableColumn{header: header}
	}
	if path, ok := modelPaths[name]; ok {
		return tableColumn{header: header, role: rolePath, path: strings.Split(path, ".")}
	}
	for _, sep := range []string{":", "_"} {
		base, lang, ok := cutLast(name, sep)
		if ok && isLanguage(lang) && slices.Contains(modelTexts, base) {
			return tableColumn{header: header, role: rolePath, path: append(strings.Split(modelPaths[base], "."), lang)}
		}
	}
	if slices.Contains(modelJSON, name) {
		return tableColumn{header: header, role: roleJSON, path: []string{name}}
	}
	return tableColumn{header: header}
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

// areNumbers reports whether every filled cell of column i is a JSON number, so
// that 007 and phone numbers stay text.
func areNumbers(records []record, i int) bool {
	return every(records, i, func(cell string) bool {
		if !numeric(cell) {
			return false
		}
		_, ok := parseNumber([]byte(cell))
		return ok
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
func (t *table) notes() []string {
	var notes []string
	located := false
	for _, col := range t.columns {
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
