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
	for i := range indices {
		_, _ = b.WriteString(separator)
		_, _ = b.Write(l.features[i].json)
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
	column := map[string]int{}
	for _, i := range chosen {
		f := &l.features[i]
		if _, ok := f.geometry.(orb.Point); !ok && f.geometry != nil {
			points = false
		}
		ids = ids || f.id != nil
		Feature{f}.Properties(func(name string, _ []byte) {
			if _, ok := column[name]; !ok {
				column[name] = len(names)
				names = append(names, name)
			}
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
	row := make([]string, len(header))
	for _, i := range chosen {
		f := &l.features[i]
		clear(row)
		if ids {
			row[0] = idText(f.id)
		}
		where := place(f.geometry, points)
		copy(row[first-len(where):], where)
		Feature{f}.Properties(func(name string, value []byte) { row[first+column[name]] = cell(value) })
		if err := out.Write(row); err != nil {
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

// cell is a JSON value as a cell of a table: text without quotes, null as
// nothing, the rest as it stands.
func cell(value []byte) string {
	switch {
	case string(value) == "null":
		return ""
	case value[0] == '"':
		return unquote(value[1 : len(value)-1])
	default:
		return string(value)
	}
}
