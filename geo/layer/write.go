package layer

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"iter"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"
)

// WriteGeoJSON writes a FeatureCollection (RFC 7946) of the given features.
// Members of the file other than its features come along; its bbox only where
// every feature of the file is written.
func (l *Layer) WriteGeoJSON(w io.Writer, indices iter.Seq[int], all bool) error {
	b := bufio.NewWriter(w)
	_, _ = b.WriteString(`{"type":"FeatureCollection",`) // b keeps its first error for Flush
	for _, m := range l.foreign {
		if string(m.key) != "bbox" || (all && l.whole) {
			_, _ = b.WriteString(`"` + string(m.key) + `":` + string(m.value) + ",")
		}
	}
	_, _ = b.WriteString(`"features":[`)
	separator := "\n"
	text := l.source.reader()
	for i := range indices {
		_, _ = b.WriteString(separator)
		if _, err := b.Write(text.feature(i)); err != nil {
			return err // the reader of the answer has gone
		}
		separator = ",\n"
	}
	_, _ = b.WriteString("\n]}\n")
	return b.Flush()
}

// WriteCSV writes a table of the given features that [ReadCSV] reads back: id,
// the place (lon and lat if all of them are points, else wkt) and a column for
// every property. Values other than text, numbers and booleans are JSON.
func (l *Layer) WriteCSV(w io.Writer, indices iter.Seq[int]) error {
	chosen := slices.Collect(indices)
	points, ids := true, false
	var names []string
	byName, byKey := map[string]int{}, map[string]int{} // byKey: as it stands in the file
	text := l.source.reader()
	for _, i := range chosen {
		row := l.rows[i]
		points = points && l.forms[row].kind() != formShape
		ids = ids || l.ids.kind(row) != idNone
		eachMember(propertiesOf(text.feature(i)), func(key, _ []byte) {
			if _, ok := byKey[string(key)]; ok {
				return
			}
			name := unquote(key)
			column, ok := byName[name]
			if !ok {
				column = len(names)
				byName[name] = column
				names = append(names, name)
			}
			byKey[string(key)] = column
		})
	}
	var header []string
	if ids {
		header = append(header, "id")
	}
	if points {
		header = append(header, "lon", "lat")
	} else {
		header = append(header, "wkt")
	}
	first := len(header)
	for _, name := range names {
		// A property may have the name of one of the columns before.
		for slices.Contains(header[:first], name) {
			name += "_property"
		}
		header = append(header, name)
	}
	out := csv.NewWriter(w)
	if err := out.Write(header); err != nil {
		return err
	}
	cells := make([]string, len(header))
	for _, i := range chosen {
		clear(cells)
		if ids {
			cells[0] = l.Feature(i).ID()
		}
		json := text.feature(i)
		where := place(geometryIn(json, l.forms[l.rows[i]]), points)
		copy(cells[first-len(where):], where)
		eachMember(propertiesOf(json), func(key, value []byte) { cells[first+byKey[string(key)]] = cellText(value) })
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// place is the cells that say where a feature is.
func place(g orb.Geometry, points bool) []string {
	p, isPoint := g.(orb.Point)
	switch {
	case points && isPoint:
		return []string{number(p[0]), number(p[1])}
	case points:
		return []string{"", ""}
	case g == nil:
		return []string{""}
	default:
		return []string{wkt.MarshalString(g)}
	}
}

func number(f float64) string {
	b, _ := json.Marshal(f) // coordinates are finite
	return string(b)
}

// cellText is a JSON value as a cell of a table: text without quotes, null as
// nothing, the rest as it stands.
func cellText(value []byte) string {
	switch {
	case string(value) == "null":
		return ""
	case value[0] == '"':
		return unquote(value[1 : len(value)-1])
	default:
		return string(value)
	}
}
