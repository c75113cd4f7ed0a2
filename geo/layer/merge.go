package layer

import (
	"bytes"
	"cmp"
	"math/bits"
	"slices"
)

// A merging is one property of all batches on its way to a column.
//
// Values are first numbered over all batches, which can be done while the order
// of the rows is not known yet, and then once more in the order of the rows:
// what a tile needs then lies close together, and the result does not depend on
// how the file was cut into batches.
type merging struct {
	name   string
	parts  []part
	cells  int
	raw    int // values of all parts, counted apart
	values []valueAt
}

// A part is what one batch has of a property.
type part struct {
	text    []byte
	column  *rawColumn
	first   uint32   // index of the batch's first feature
	numbers []uint32 // of its values, over all batches
}

// valueAt says where a value stands: in the text of which part.
type valueAt struct{ part, at, len uint32 }

// mergings pairs up the properties of the batches, in the order in which the
// file first has them.
func mergings(batches []*batch) []*merging {
	var all []*merging
	byName := map[string]*merging{}
	for _, b := range batches {
		for _, c := range b.columns {
			if len(c.cells) == 0 {
				continue
			}
			m := byName[c.name]
			if m == nil {
				m = &merging{name: c.name}
				byName[c.name] = m
				all = append(all, m)
			}
			m.take(b, c)
		}
	}
	return all
}

// otherIDs is the ids that are no whole numbers; nil if there are none.
func otherIDs(batches []*batch) *merging {
	m := &merging{name: madeID}
	for _, b := range batches {
		if len(b.otherIDs.cells) > 0 {
			m.take(b, &b.otherIDs)
		}
	}
	if m.cells == 0 {
		return nil
	}
	return m
}

// take adds a column of a batch. Where a feature has values in several, the
// last counts.
func (m *merging) take(b *batch, c *rawColumn) {
	m.parts = append(m.parts, part{text: b.data, column: c, first: b.first})
	m.cells += len(c.cells)
	m.raw += len(c.values)
}

// join gives features without the property that of other.
func (m *merging) join(other *merging) {
	m.parts = append(slices.Clone(other.parts), m.parts...)
	m.cells += other.cells
	m.raw += other.raw
}

// number numbers the values over all batches.
func (m *merging) number() {
	// A seat holds half a hash and, below it, 1 + the number of a value.
	const half = 1<<32 - 1
	first := m.parts[0].column
	expected := 2 * len(first.values)
	if 2*len(first.values) > len(first.cells) { // most have a value of their own
		expected = m.raw
	}
	m.values = make([]valueAt, 0, expected)
	seats := make([]uint64, 1<<max(6, bits.Len(uint(2*expected))))
	for p := range m.parts {
		part := &m.parts[p]
		part.numbers = make([]uint32, len(part.column.values))
		for i := range part.column.values {
			v := &part.column.values[i]
			if 2*len(m.values) >= len(seats) {
				seats = m.reseat(seats)
			}
			mask := uint64(len(seats) - 1)
			tag := v.hash &^ half
			at := v.hash >> 32 & mask
			for {
				seat := seats[at]
				if seat == 0 {
					m.values = append(m.values, valueAt{uint32(p), v.at, v.len})
					seat = tag | uint64(len(m.values))
					seats[at] = seat
				} else if seat&^half != tag || !bytes.Equal(m.text(uint32(seat)-1), v.text(part.text)) {
					at = (at + 1) & mask
					continue
				}
				part.numbers[i] = uint32(seat) - 1
				break
			}
		}
	}
}

// reseat doubles the seats.
func (m *merging) reseat(old []uint64) []uint64 {
	seats := make([]uint64, 2*len(old))
	mask := uint64(len(seats) - 1)
	for _, seat := range old {
		if seat == 0 {
			continue
		}
		at := seat >> 32 & mask
		for seats[at] != 0 {
			at = (at + 1) & mask
		}
		seats[at] = seat
	}
	return seats
}

// text is a value as it stands in its batch.
func (m *merging) text(n uint32) []byte {
	v := m.values[n]
	return m.parts[v.part].text[v.at : v.at+v.len]
}

// column makes the column of a layer; rows gives the row of each feature.
func (m *merging) column(rows []uint32) Column {
	c := Column{Name: m.name}
	codes := m.codes(&c, rows)
	// Number the values in the order of the rows.
	renumbered := make([]uint32, len(m.values))
	order := make([]uint32, 0, len(m.values))
	size := 0
	for i, code := range codes {
		if code == 0 {
			continue
		}
		n := &renumbered[code-1]
		if *n == 0 {
			order = append(order, code-1)
			*n = uint32(len(order))
			size += max(10, 3+int(m.values[code-1].len))
		}
		codes[i] = *n
	}
	c.Codes = newCodes(codes, len(order))
	c.Values = Values{messages: make([]byte, 0, size), ends: make([]uint32, 0, len(order))}
	for _, n := range order {
		c.Values.add(m.text(n))
	}
	if spare := cap(c.Values.messages) - len(c.Values.messages); spare > size/16 {
		c.Values.messages = slices.Clone(c.Values.messages)
	}
	return c
}

// fewRows is the share of rows below which a column lists those that have it.
const fewRows = 1. / 8

// codes returns the number of each value plus 1, for every row or, where few
// have one, for those, which it then sets in c.
func (m *merging) codes(c *Column, rows []uint32) []uint32 {
	if float64(m.cells) >= fewRows*float64(len(rows)) {
		codes := make([]uint32, len(rows))
		for i := range m.parts {
			p := &m.parts[i]
			for _, cell := range p.column.cells {
				codes[rows[p.first+cell.feature]] = p.numbers[cell.value] + 1
			}
		}
		return codes
	}
	type filled struct{ row, code uint32 }
	all := make([]filled, 0, m.cells)
	for i := range m.parts {
		p := &m.parts[i]
		for _, cell := range p.column.cells {
			all = append(all, filled{rows[p.first+cell.feature], p.numbers[cell.value] + 1})
		}
	}
	slices.SortStableFunc(all, func(a, b filled) int { return cmp.Compare(a.row, b.row) })
	codes := make([]uint32, 0, len(all))
	c.Rows = make([]uint32, 0, len(all))
	for i, f := range all {
		if i+1 < len(all) && all[i+1].row == f.row {
			continue // the later part counts
		}
		c.Rows, codes = append(c.Rows, f.row), append(codes, f.code)
	}
	return codes
}
