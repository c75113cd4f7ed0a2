package layer

import "slices"

// A Column is one property of a layer's features. Its slices must not be changed.
type Column struct {
	Name string
	// Rows are the rows that have the property, ascending, if only few of them
	// have it; then Codes has an entry for each of these. Otherwise Rows is nil
	// and Codes has an entry for every row.
	Rows   []uint32
	Codes  Codes
	Values Values
	// Made is true for the property `id` that stands in for ids that are no
	// whole numbers, which vector tiles do not have.
	Made bool
}

// Code is the code of a row: 0 if it lacks the property, else that of its value.
func (c *Column) Code(row uint32) uint32 {
	if c.Rows == nil {
		return c.Codes.At(int(row))
	}
	if i, ok := slices.BinarySearch(c.Rows, row); ok {
		return c.Codes.At(i)
	}
	return 0
}

// Codes holds codes in that one of its slices which is as narrow as can be: 0
// for nothing, else 1 + the number of a value. Values are numbered in the order
// in which the rows first have them.
type Codes struct {
	Bytes  []uint8
	Shorts []uint16
	Words  []uint32
}

// At is the code at index i.
func (c *Codes) At(i int) uint32 {
	switch {
	case c.Bytes != nil:
		return uint32(c.Bytes[i])
	case c.Shorts != nil:
		return uint32(c.Shorts[i])
	default:
		return c.Words[i]
	}
}

// newCodes narrows codes, none of which is above most. It may keep the slice.
func newCodes(codes []uint32, most int) Codes {
	switch {
	case most < 1<<8:
		return Codes{Bytes: narrowed[uint8](codes)}
	case most < 1<<16:
		return Codes{Shorts: narrowed[uint16](codes)}
	default:
		return Codes{Words: slices.Clip(codes)}
	}
}

func narrowed[T uint8 | uint16](codes []uint32) []T {
	n := make([]T, len(codes))
	for i, c := range codes {
		n[i] = T(c)
	}
	return n
}
