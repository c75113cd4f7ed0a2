// Package layer holds layers: features with their properties, read from
// GeoJSON (RFC 7946) or CSV.
//
// A layer never changes after it was read. New data make a new layer, so that
// any number of requests can share one without locks. Features come out as the
// bytes that went in; coordinates are degrees, longitude first.
//
// Inside, a layer is columns. Its features stand in rows along a space-filling
// curve (see [Morton]), so that what is near on the map is near in memory:
// places are whole numbers in world coordinates ([Coord]), properties are codes
// of values ([Column]). The text of the features is kept beside, compressed if
// it is long. Methods that take an index of a feature count in the order of the
// file, those that take a row say so.
package layer

import (
	"slices"
	"strconv"
	"strings"

	"dateline/geo/report"
)

// A Layer is a list of features. Its methods are safe for concurrent use, and
// what they return must not be changed.
type Layer struct {
	rows     []uint32 // row of each feature
	features []uint32 // feature of each row
	ordinals []uint32 // place of each feature in the file, from 1; nil if all of the file's features are here
	source   *source

	// By row.
	forms      []form
	points     *Points
	shapes     *Shapes
	columns    []Column
	ids        ids
	kinds      kinds
	dates      dates
	reportRows []uint32 // rows of the features that have sources, ascending
	reports    []*report.Report
	statuses   []uint8 // 1 + index into report.Statuses; nil without reports

	bounds   Box
	located  bool    // there are bounds
	foreign  []field // members of the collection beside its type and features
	whole    bool    // every feature of the file is in the layer
	withheld Withheld
	notes    []string
	bytes    int64
}

// field is one member of an object, key and value as they stand in the file.
type field struct{ key, value []byte }

// Len is the number of features.
func (l *Layer) Len() int { return len(l.rows) }

// Notes says what the reader took things for, a sentence each: for CSV, what
// every column is used as.
func (l *Layer) Notes() []string { return l.notes }

// Feature returns feature i, 0 ≤ i < Len.
func (l *Layer) Feature(i int) Feature { return Feature{l, i} }

// Find returns the index of the feature with the given address: its id, a
// number in the way the file writes it, or ~N for the Nth feature of the file
// if that has none.
func (l *Layer) Find(address string) (int, bool) {
	if i, ok := l.ids.find(address); ok {
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
	i := n - 1
	if l.ordinals != nil {
		if i, ok = slices.BinarySearch(l.ordinals, uint32(n)); !ok || n > 1<<32-1 {
			return 0, false
		}
	}
	if i < 0 || i >= l.Len() || l.ids.kind(l.rows[i]) != idNone {
		return 0, false
	}
	return i, true
}

// ordinal is the place of feature i in the file, from 1.
func (l *Layer) ordinal(i int) int {
	if l.ordinals == nil {
		return i + 1
	}
	return int(l.ordinals[i])
}

// Rows is the row of each feature; to go through it restores the order of the file.
func (l *Layer) Rows() []uint32 { return l.rows }

// Features is the index of the feature of each row, the inverse of Rows.
func (l *Layer) Features() []uint32 { return l.features }

// Points are the features that are single points.
func (l *Layer) Points() *Points { return l.points }

// Shapes are the geometries that are no single point.
func (l *Layer) Shapes() *Shapes { return l.shapes }

// Columns are the properties, in the order in which the file first has them.
// Properties that are null everywhere are left out.
func (l *Layer) Columns() []Column { return l.columns }

// MVTID is the feature id of a row in vector tiles: the id if it is a whole
// number from 0 to 2^64-1, else a 53-bit hash of its text. A [Layer.Numbered]
// layer has the place of each feature in its file. It is false for any other
// row without id.
func (l *Layer) MVTID(row uint32) (id uint64, ok bool) {
	switch l.ids.kind(row) {
	case idNumber:
		return l.ids.number(row), true
	case idOther:
		var buf [64]byte
		return stableID(l.ids.appendText(buf[:0], row)), true
	default:
		if l.Numbered() && int(row) < len(l.features) {
			return uint64(l.ordinal(int(l.features[row]))), true
		}
		return 0, false
	}
}

// Numbered reports whether no feature has an id.
func (l *Layer) Numbered() bool { return l.ids.kinds == nil && l.ids.same == idNone }

// JSONID is the id of a row as JSON, nil if it has none.
func (l *Layer) JSONID(row uint32) []byte { return l.ids.appendJSON(nil, row) }

// Status is the status of a row, "" for a row that is no report or has none.
func (l *Layer) Status(row uint32) report.Status {
	if n := l.status(row); n > 0 {
		return statuses[n-1]
	}
	return ""
}

var statuses = report.Statuses()

// status is 1 + the index of a row's status in statuses, 0 for none.
func (l *Layer) status(row uint32) uint8 {
	if l.statuses == nil {
		return 0
	}
	return l.statuses[row]
}

// reported is the report of a row, nil unless it has sources.
func (l *Layer) reported(row uint32) *report.Report {
	if i, ok := slices.BinarySearch(l.reportRows, row); ok {
		return l.reports[i]
	}
	return nil
}

// Bounds is the least box round all positions as the file has them, in degrees,
// which may lie beyond ±180. It is false if there are none.
func (l *Layer) Bounds() (box Box, ok bool) { return l.bounds, l.located }

// Bytes is about how much memory the layer takes at rest, in bytes. Up to 8
// blocks of text that were read last come on top.
func (l *Layer) Bytes() int64 { return l.bytes }
