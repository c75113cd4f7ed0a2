package encode

import (
	"encoding/binary"
	"slices"

	"dateline/geo/tile"
)

// number gives the values that a tile's features have their numbers in the
// tile. It goes column by column: each loop keeps to the memory of one, and
// the values of a column come to stand together, which compresses best.
func (s *scratch) number(e *Encoder, t *tile.Tile) {
	s.rows = s.rows[:0]
	for i := range t.Features {
		row := t.Features[i].Row
		if t.Features[i].Cluster >= 0 {
			row = noRow
		}
		s.rows = append(s.rows, row)
	}
	s.present, s.codes, s.spans = s.present[:0], s.codes[:0], s.spans[:0]
	n := len(s.rows)
	s.tags = slices.Grow(s.tags[:0], n*len(e.columns))[:n*len(e.columns)]
	for _, i := range e.order {
		c, tags := &e.columns[i], s.tags[len(s.present)*n:][:n]
		if !s.column(c, tags) {
			continue // the next column may have the place
		}
		s.present = append(s.present, present{column: i, tags: tags})
		s.spans = append(s.spans, span{column: i, end: len(s.codes)})
	}
	slices.SortFunc(s.present, func(a, b present) int { return a.column - b.column })
}

// column numbers the values of a column. It is false if there are none.
func (s *scratch) column(c *column, tags []uint32) bool {
	switch {
	case c.Rows != nil:
		return numberSparse(s, c, tags)
	case c.Codes.Bytes != nil:
		return numberColumn(s, c, c.Codes.Bytes, tags)
	case c.Codes.Shorts != nil:
		return numberColumn(s, c, c.Codes.Shorts, tags)
	default:
		return numberColumn(s, c, c.Codes.Words, tags)
	}
}

func numberColumn[C code](s *scratch, c *column, codes []C, tags []uint32) bool {
	if c.distinct {
		return numberDistinct(s, codes, tags)
	}
	slots, base, values := s.slots, s.base, s.codes
	last, tag, any := uint32(noRow), uint32(0), uint32(0)
	for i, row := range s.rows {
		if row == noRow {
			tags[i] = 0
			continue
		}
		if row != last { // features of one row follow each other
			last, tag = row, 0
			if code := uint32(codes[row]); code != 0 {
				slot := &slots[c.slot(code)]
				if *slot < base {
					*slot = base + uint32(len(values))
					values = append(values, code)
				}
				tag = *slot - base + 1
				any = 1
			}
		}
		tags[i] = tag
	}
	s.codes = values
	return any != 0
}

// numberDistinct is numberColumn for a column whose values all differ.
func numberDistinct[C code](s *scratch, codes []C, tags []uint32) bool {
	before := len(s.codes)
	last, tag := uint32(noRow), uint32(0)
	for i, row := range s.rows {
		if row == noRow {
			tags[i] = 0
			continue
		}
		if row != last {
			last, tag = row, 0
			if codes[row] != 0 {
				s.codes = append(s.codes, uint32(codes[row]))
				tag = uint32(len(s.codes))
			}
		}
		tags[i] = tag
	}
	return len(s.codes) > before
}

// numberSparse is numberColumn for a column that lists the rows it has.
func numberSparse(s *scratch, c *column, tags []uint32) bool {
	last, tag, any := uint32(noRow), uint32(0), uint32(0)
	at := 0 // the first of the column's rows that may yet come
	for i, row := range s.rows {
		if row == noRow {
			tags[i] = 0
			continue
		}
		if row != last {
			last, tag = row, 0
			at = seek(c.Rows, at, row)
			if at < len(c.Rows) && c.Rows[at] == row {
				tag = s.tag(c, c.Codes.At(at))
				any = 1
			}
		}
		tags[i] = tag
	}
	return any != 0
}

// tag is 1 + the number of a value, which gets one if it has none.
func (s *scratch) tag(c *column, code uint32) uint32 {
	if c.distinct {
		s.codes = append(s.codes, code)
		return uint32(len(s.codes))
	}
	slot := &s.slots[c.slot(code)]
	if *slot < s.base {
		*slot = s.base + uint32(len(s.codes))
		s.codes = append(s.codes, code)
	}
	return *slot - s.base + 1
}

// seek returns the first index from at on whose row is not before row, at a
// cost by the distance between them. A row before those at at starts anew.
func seek(rows []uint32, at int, row uint32) int {
	if at > 0 && rows[at-1] >= row {
		at = 0
	}
	step := 1
	for at+step <= len(rows) && rows[at+step-1] < row {
		at += step
		step *= 2
	}
	end := min(at+step, len(rows))
	n, _ := slices.BinarySearch(rows[at:end], row)
	return at + n
}

// short reports whether all keys of the tile take one byte and all values at
// most three, as in nearly every tile.
func (s *scratch) short() bool {
	return len(s.present) <= 1<<7 && len(s.codes) <= 1<<21
}

// putTags writes the tags of feature i at b[n:] and returns where they end.
func putTags(b []byte, n int, columns []present, i int) int {
	for k := range columns {
		if tag := columns[k].tags[i]; tag != 0 {
			n = putPair(b, n, uint32(k), tag-1)
		}
	}
	return n
}

// putShortTags is putTags for a tile that is short. Whether a value takes one
// byte, two or three changes from tag to tag, so there is no branch for it,
// which processors would guess wrong.
func putShortTags(b []byte, n int, columns []present, i int) int {
	for k := range columns {
		tag := columns[k].tags[i]
		if tag == 0 {
			continue
		}
		v := tag - 1
		two, three := (1<<7-1-v)>>31, (1<<14-1-v)>>31 // 1 if it takes as many
		binary.LittleEndian.PutUint32(b[n:], uint32(k)|(v&0x7f|two<<7)<<8|(v>>7&0x7f|three<<7)<<16|v>>14<<24)
		n += int(2 + two + three)
	}
	return n
}

// putPair writes the numbers of a key and a value at b[n:].
func putPair(b []byte, n int, key, value uint32) int {
	n += binary.PutUvarint(b[n:], uint64(key))
	return n + binary.PutUvarint(b[n:], uint64(value))
}

// maxPair is the room that a key and a value need.
const maxPair = 2 * binary.MaxVarintLen32

// appendKeys appends the keys of the tile, those of clusters last.
func (s *scratch) appendKeys(b []byte, e *Encoder) []byte {
	for _, p := range s.present {
		b = appendField(b, layerKeys, e.columns[p.column].Name)
	}
	return s.own.appendKeys(b)
}

// appendValues appends the values of the tile, those of clusters last.
func (s *scratch) appendValues(b []byte, e *Encoder) []byte {
	from := 0
	for _, run := range s.spans {
		values := &e.columns[run.column].Values
		for _, code := range s.codes[from:run.end] {
			b = appendField(b, layerValues, values.MVT(code))
		}
		from = run.end
	}
	return s.own.appendValues(b)
}

func appendField[T string | []byte](b []byte, field byte, content T) []byte {
	b = append(b, field)
	b = binary.AppendUvarint(b, uint64(len(content)))
	return append(b, content...)
}
