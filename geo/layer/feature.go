package layer

import (
	"math"
	"strconv"
	"time"

	"dateline/geo/report"

	"github.com/paulmach/orb"
)

// A Feature is one feature of a layer.
type Feature struct {
	l *Layer
	i int
}

func (f Feature) row() uint32 { return f.l.rows[f.i] }

// Rank is its place in a list, lowest first; +Inf if it has none.
func (f Feature) Rank() float64 {
	if r := f.l.reported(f.row()); r != nil {
		return r.Rank
	}
	return math.Inf(1)
}

// JSON is the feature as it stood in its file.
func (f Feature) JSON() []byte { return f.l.source.feature(f.i) }

// Geometry is nil for a feature without one. It is read from the feature's JSON.
func (f Feature) Geometry() orb.Geometry { return geometryIn(f.JSON(), f.l.forms[f.row()]) }

// geometryIn reads the geometry of a feature that the reader has passed.
func geometryIn(json []byte, form form) orb.Geometry {
	if form.kind() == formNone {
		return nil
	}
	var g geometryReader
	geometry, _ := g.read(value{kind: kindObject, raw: memberOf(json, "geometry")}, "geometry", 0)
	return geometry
}

// GeometryJSON is the geometry as it stood in its file, "null" without one.
func (f Feature) GeometryJSON() []byte {
	if f.l.forms[f.row()].kind() == formNone {
		return []byte("null")
	}
	return memberOf(f.JSON(), "geometry")
}

// Shape is what the geometry is drawn as.
func (f Feature) Shape() report.Shape { return f.l.forms[f.row()].shape() }

// Ordinal is the feature's place in its file, from 1.
func (f Feature) Ordinal() int { return f.l.ordinal(f.i) }

// ID is the text of its id, or "" if it has none.
func (f Feature) ID() string { return string(f.l.ids.appendText(nil, f.row())) }

// Address names the feature within its layer; see [Layer.Find].
func (f Feature) Address() string {
	if f.l.ids.kind(f.row()) == idNone {
		return "~" + strconv.Itoa(f.Ordinal())
	}
	return f.ID()
}

// Report is what the properties say in the model's terms.
func (f Feature) Report() *report.Report {
	if r := f.l.reported(f.row()); r != nil {
		return r
	}
	r, _ := report.Parse(propertiesOf(f.JSON()))
	return r
}

// Kind is the feature's kind, "" if it has none. It is read from a column.
func (f Feature) Kind() string { return f.l.kinds.at(f.row()) }

// Sourced is Report for a feature that has sources, and nil for any other. It
// is at hand, where Report may have to read the feature.
func (f Feature) Sourced() *report.Report { return f.l.reported(f.row()) }

// Dated reports whether the feature has a `when` that can be read, and its
// outer bounds, half-open; a zero time is an open end.
func (f Feature) Dated() (from, to time.Time, ok bool) {
	s := f.l.dates.at(f.row())
	return s.from, s.to, s.dated
}

// Properties calls each for every property in the order of the file, with the
// value as JSON.
func (f Feature) Properties(each func(name string, value []byte)) {
	eachMember(propertiesOf(f.JSON()), func(key, value []byte) { each(unquote(key), value) })
}

// propertiesOf is the object of a feature's properties, empty if it has none.
func propertiesOf(json []byte) []byte {
	if p := memberOf(json, "properties"); len(p) > 0 && p[0] == '{' {
		return p
	}
	return []byte("{}")
}

// memberOf is the value of a member of an object, nil if it has none of that
// name. Of several the last counts. The reader has passed the object.
func memberOf(json []byte, name string) (found []byte) {
	eachMember(json, func(key, value []byte) {
		if string(key) == name {
			found = value
		}
	})
	return found
}

// eachMember calls each for the members of an object that the reader has
// passed, with the key as it stands between its quotes.
func eachMember(json []byte, each func(key, value []byte)) {
	i := skipSpace(json, 0)
	for i < len(json) && json[i] != '}' {
		key, from := fastKey(json, skipSpace(json, i+1))
		if from < 0 {
			return // it is empty
		}
		to := skipValue(json, from, 0)
		if to < 0 {
			return
		}
		each(key, json[from:to])
		i = skipSpace(json, to)
	}
}
