package encode

import (
	"bytes"
	"hash/maphash"
)

// share gives every different value of the layer its slot. A value that
// several columns have gets one, so that a tile holds it once; a column
// whose values all differ and are in no other needs none.
//
// To look up the values of a column that has very many takes long. It is done
// only if some of its rows have a value in another column as well, as names in
// two languages would. Otherwise a tile may hold such a value twice, which the
// specification advises against but allows.
func (e *Encoder) share() {
	all := newValueSet(e)
	next := uint32(0)
	for n, i := range e.order {
		c := &e.columns[i]
		c.first = next
		next += uint32(c.Values.Len())
		if n > 0 {
			all.twins(i)
		}
		if n < len(e.order)-1 {
			all.add(i)
		}
	}
	e.settle(all.met)
}

// manyValues is the number of values above which a column has very many.
const manyValues = 1 << 15

// repeats reports whether any of some rows has the same value in column c and
// in another.
func (e *Encoder) repeats(c *column) bool {
	const some = 500
	entries := c.entries()
	for k := range min(some, entries) {
		row := uint32(k * (entries / min(some, entries)))
		if c.Rows != nil {
			row = c.Rows[row]
		}
		value := c.value(row)
		for i := range e.columns {
			if other := &e.columns[i]; other != c && value != nil && bytes.Equal(other.value(row), value) {
				return true
			}
		}
	}
	return false
}

// settle numbers the slots anew without those of columns that need none.
// met says of which columns a later one has some values.
func (e *Encoder) settle(met []bool) {
	var starts, moved []uint32 // by column in order
	next := uint32(0)
	for _, i := range e.order {
		c := &e.columns[i]
		starts = append(starts, c.first)
		moved = append(moved, next-c.first)
		c.distinct = !met[i] && c.shared == nil && c.Values.Len() == c.filled()
		if !c.distinct {
			next += uint32(c.Values.Len())
		}
	}
	for n, i := range e.order {
		c := &e.columns[i]
		c.first += moved[n]
		for code := range c.shared {
			if code > 0 {
				c.shared[code] += moved[last(starts, c.shared[code])]
			}
		}
	}
	e.slots = int(next)
}

// last is the index of the last of the ascending starts that is at most at.
func last(starts []uint32, at uint32) int {
	n := len(starts) - 1
	for starts[n] > at {
		n--
	}
	return n
}

// A valueSet finds values that several columns have.
type valueSet struct {
	columns []column
	kinds   []uint32 // of the values of each column that takes part, a bit for each sort that there is
	met     []bool   // by column: a later one has some of its values
	seed    maphash.Seed
	seats   []seat // open addressing, a power of two of them
	filled  int
}

// A seat holds a value, or none if code is 0.
type seat struct {
	hash   uint32
	column uint32
	code   uint32
}

func newValueSet(e *Encoder) *valueSet {
	s := &valueSet{
		columns: e.columns,
		seed:    maphash.MakeSeed(), // what is found does not depend on it
		met:     make([]bool, len(e.columns)),
		kinds:   make([]uint32, len(e.columns)),
	}
	for i := range e.columns {
		c := &e.columns[i]
		if c.Values.Len() > manyValues && !e.repeats(c) {
			continue
		}
		for code := 1; code <= c.Values.Len(); code++ {
			s.kinds[i] |= 1 << (c.Values.MVT(uint32(code))[0] >> 3)
		}
	}
	return s
}

// alike reports whether another column has values of the kinds of column i.
func (s *valueSet) alike(i int) bool {
	for j := range s.kinds {
		if j != i && s.kinds[i]&s.kinds[j] != 0 {
			return true
		}
	}
	return false
}

// add takes in the values of a column that are not there yet.
func (s *valueSet) add(i int) {
	if !s.alike(i) {
		return
	}
	c := &s.columns[i]
	s.grow(c.Values.Len())
	for code := uint32(1); code <= uint32(c.Values.Len()); code++ {
		if c.shared != nil && c.shared[code] < c.first {
			continue // it is there as a value of an earlier column
		}
		hash, at := s.find(c.Values.MVT(code))
		s.seats[at] = seat{hash: hash, column: uint32(i), code: code}
		s.filled++
	}
}

// twins gives those values of column i that are there already the slots that
// they have.
func (s *valueSet) twins(i int) {
	if !s.alike(i) || s.filled == 0 {
		return
	}
	c := &s.columns[i]
	for code := uint32(1); code <= uint32(c.Values.Len()); code++ {
		_, at := s.find(c.Values.MVT(code))
		found := s.seats[at]
		if found.code == 0 {
			continue
		}
		if c.shared == nil {
			c.shared = make([]uint32, c.Values.Len()+1)
			for other := range c.shared {
				c.shared[other] = c.first + uint32(other) - 1
			}
		}
		s.met[found.column] = true
		c.shared[code] = s.columns[found.column].slot(found.code)
	}
}

// find returns the hash of a value and the seat that it has or may take.
func (s *valueSet) find(value []byte) (hash uint32, at int) {
	hash = uint32(maphash.Bytes(s.seed, value))
	mask := len(s.seats) - 1
	for at = int(hash) & mask; ; at = (at + 1) & mask {
		taken := &s.seats[at]
		if taken.code == 0 || taken.hash == hash && bytes.Equal(s.columns[taken.column].Values.MVT(taken.code), value) {
			return hash, at
		}
	}
}

// grow makes room for more values, so that at most half of the seats are taken.
func (s *valueSet) grow(more int) {
	size := max(len(s.seats), 64)
	for size < 2*(s.filled+more) {
		size *= 2
	}
	if size == len(s.seats) {
		return
	}
	old := s.seats
	s.seats = make([]seat, size)
	for _, taken := range old {
		if taken.code == 0 {
			continue
		}
		at := int(taken.hash) & (size - 1)
		for s.seats[at].code != 0 {
			at = (at + 1) & (size - 1)
		}
		s.seats[at] = taken
	}
}
