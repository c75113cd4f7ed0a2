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

// putTags writes the tags of feature i at b[n:] and returns where they end.
func putTags(b []byte, n int, columns []present, i int) int {
	for k := range columns {
		tag := columns[k].tags[i]
		if tag == 0 {
			continue
		}
		key, value := uint32(k), tag-1
		if key >= 1<<7 || value >= 1<<14 {
			n = putPair(b, n, key, value)
			continue
		}
		// One byte or two, without a branch that would be guessed wrong.
		high := value >> 7
		two := -high >> 31
		binary.LittleEndian.PutUint32(b[n:], key|(value&0x7f|two<<7)<<8|high<<16)
		n += 2 + int(two)
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
		values, codes := e.columns[run.column].Values, s.codes[from:run.end]
		for len(codes) > 0 {
			n := 1 // of codes that count on
			for n < len(codes) && codes[n] == codes[n-1]+1 {
				n++
			}
			b = append(b, values.Fields(codes[0], codes[0]+uint32(n))...)
			codes = codes[n:]
		}
		from = run.end
	}
	return append(b, s.own.values...)
}

func appendField[T string | []byte](b []byte, field byte, content T) []byte {
	b = append(b, field)
	b = binary.AppendUvarint(b, uint64(len(content)))
	return append(b, content...)
}
