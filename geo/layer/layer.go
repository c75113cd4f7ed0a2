// Package layer holds layers: features with their properties, read from
// GeoJSON (RFC 7946) or CSV.
//
// A layer never changes after it was read. New data make a new layer, so that
// any number of requests can share one without locks. Features come out as the
// bytes that went in; coordinates are degrees, longitude first.
package layer

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/geo/report"

	"github.com/paulmach/orb"
)

// A Layer is a list of features in the order of their file. Its methods are
// safe for concurrent use, and what they return must not be changed.
type Layer struct {
	features []feature
	byID     map[string]int
	foreign  []member // members of the collection beside its type and features
	whole    bool     // every feature of the file is in the layer
	notes    []string
}

// member is one member of an object, key and value as they stand in the file.
type member struct{ key, value []byte }

// feature is one feature as kept in memory.
type feature struct {
	ordinal  int    // 1-based place in the file
	json     []byte // as it stands in the file
	props    []byte // the object of its properties within json; nil if there is none
	id       []byte // the JSON of its id; nil if it has none
	geometry orb.Geometry
	shape    report.Shape
	bound    orb.Bound // meaningless without geometry
	kind     string
	from, to time.Time // outer bounds of `when`; see report.When.Outer
	dated    bool      // it has a `when` that can be read
	rank     float64
	report   *report.Report // nil unless it has sources
}

// Len is the number of features.
func (l *Layer) Len() int { return len(l.features) }

// Notes says what the reader took things for, a sentence each: for CSV, what
// every column is used as.
func (l *Layer) Notes() []string { return l.notes }

// Feature returns feature i, 0 ≤ i < Len.
func (l *Layer) Feature(i int) Feature { return Feature{&l.features[i]} }

// Find returns the index of the feature with the given address: its id, a
// number in the way the file writes it, or ~N for the Nth feature of the file
// if that has none.
func (l *Layer) Find(address string) (int, bool) {
	if i, ok := l.byID[address]; ok {
		return i, true
	}
	digits, ok := strings.CutPrefix(address, "~")
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	if err != nil || strconv.Itoa(n) != digits {
		return 0, false
	}
	i, ok := slices.BinarySearchFunc(l.features, n, func(f feature, n int) int { return f.ordinal - n })
	return i, ok && l.features[i].id == nil
}

// A Feature is one feature of a layer.
type Feature struct{ f *feature }

// Rank is its place in a list, lowest first; +Inf if it has none.
func (f Feature) Rank() float64 { return f.f.rank }

// JSON is the feature as it stood in its file.
func (f Feature) JSON() []byte { return f.f.json }

// Geometry is nil for a feature without one.
func (f Feature) Geometry() orb.Geometry { return f.f.geometry }

// GeometryJSON is the geometry as it stood in its file, "null" without one.
func (f Feature) GeometryJSON() []byte {
	geometry := []byte("null")
	s := scanner{data: f.f.json}
	_ = s.object(func(key []byte) error { // the reader has passed these bytes
		v, err := s.value()
		if string(key) == "geometry" && f.f.geometry != nil {
			geometry = v.raw
		}
		return err
	})
	return geometry
}

// Shape is what the geometry is drawn as.
func (f Feature) Shape() report.Shape { return f.f.shape }

// Ordinal is the feature's place in its file, from 1.
func (f Feature) Ordinal() int { return f.f.ordinal }

// ID is the text of its id, or "" if it has none.
func (f Feature) ID() string { return idText(f.f.id) }

// Address names the feature within its layer; see [Layer.Find].
func (f Feature) Address() string {
	if f.f.id == nil {
		return "~" + strconv.Itoa(f.f.ordinal)
	}
	return f.ID()
}

// Report is what the properties say in the model's terms.
func (f Feature) Report() *report.Report {
	if f.f.report != nil {
		return f.f.report
	}
	r, _ := report.Parse(f.f.properties())
	return r
}

// Dated reports whether the feature has a `when` that can be read, and its
// outer bounds, half-open; a zero time is an open end.
func (f Feature) Dated() (from, to time.Time, ok bool) { return f.f.from, f.f.to, f.f.dated }

// Properties calls each for every property in the order of the file, with the
// value as JSON.
func (f Feature) Properties(each func(name string, value []byte)) {
	s := scanner{data: f.f.properties()}
	_ = s.object(func(key []byte) error { // the reader has passed these bytes
		v, err := s.value()
		each(unquote(key), v.raw)
		return err
	})
}

func (f *feature) properties() []byte {
	if f.props == nil {
		return []byte("{}")
	}
	return f.props
}

// idText is the address of an id given as JSON.
func idText(id []byte) string {
	if len(id) > 1 && id[0] == '"' {
		return unquote(id[1 : len(id)-1])
	}
	return string(id)
}
