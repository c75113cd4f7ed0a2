// Package encode writes cut tiles as bytes: Mapbox Vector Tiles, version 2.1
// of their specification, and GeoJSON (RFC 7946).
//
// Properties come straight from a layer's columns, where every value stands
// already encoded. The same layer and tile give the same bytes on every
// machine.
//
// A cluster of points is a point with these properties in place of those of
// its members:
//
//	cluster                   true
//	point_count               how many points it stands for
//	point_count_abbreviated   the same for drawing: 950, "1.2k", "12k"
//	expansion_zoom            the zoom from which its points are no longer one cluster
//	status_confirmed, …       how many of them have that status; left out if none has
//
// The first three, and that the third is a number below 1,000, are as the
// supercluster library has them, so that styles made for it work. Points
// without a status, or with a word of their own, are in point_count only.
package encode

import (
	"slices"

	"dateline/geo/layer"
)

// A Layer is what the encoder reads of a layer; [layer.Layer] is one.
type Layer interface {
	Columns() []layer.Column
	// MVTID is the feature id of a row, if it has one.
	MVTID(row uint32) (id uint64, ok bool)
	// JSONID is the id of a row as JSON, nil or empty if it has none.
	JSONID(row uint32) []byte
}

// An Encoder writes the tiles of one layer. Its methods are safe for
// concurrent use.
type Encoder struct {
	name    string
	layer   Layer
	columns []column // in the layer's order, which is that of a feature's properties
	order   []int    // of the columns, those with few values first
	slots   int
}

// A column is a Column as the encoder uses it.
//
// While a tile is written, each of the layer's different values has a slot
// that says whether the tile has it already, and under which number.
type column struct {
	*layer.Column
	key      []byte   // its name as JSON, with the colon
	distinct bool     // no two rows share a value, and no other column has it: no slots
	first    uint32   // slot of code 1, those of the other codes follow; unless shared is set
	shared   []uint32 // slot by code, if an earlier column has some of its values too
}

// entries is the number of rows that the column says something about.
func (c *column) entries() int {
	if c.Rows != nil {
		return len(c.Rows)
	}
	return max(len(c.Codes.Bytes), len(c.Codes.Shorts), len(c.Codes.Words))
}

// value is that of a row as a message, nil if it has none.
func (c *column) value(row uint32) []byte {
	if code := c.Code(row); code != 0 {
		return c.Values.MVT(code)
	}
	return nil
}

// filled is the number of rows that have the property.
func (c *column) filled() int {
	if c.Rows != nil {
		return len(c.Rows)
	}
	return filled(c.Codes.Bytes) + filled(c.Codes.Shorts) + filled(c.Codes.Words)
}

type code interface{ uint8 | uint16 | uint32 }

func filled[C code](codes []C) (n int) {
	for _, c := range codes {
		if c != 0 {
			n++
		}
	}
	return n
}

func (c *column) slot(code uint32) uint32 {
	if c.shared != nil {
		return c.shared[code]
	}
	return c.first + code - 1
}

// New prepares the encoding of a layer's tiles under the given name.
func New(name string, l Layer) *Encoder {
	e := &Encoder{name: name, layer: l}
	columns := l.Columns()
	for i := range columns {
		c := &columns[i]
		e.columns = append(e.columns, column{Column: c, key: append(appendString(nil, c.Name), ':')})
		e.order = append(e.order, i)
	}
	// A tile numbers its values in this order. Numbers below 128 take a byte
	// each, so they go where values repeat.
	slices.SortStableFunc(e.order, func(a, b int) int {
		return e.columns[a].Values.Len() - e.columns[b].Values.Len()
	})
	e.share()
	return e
}
