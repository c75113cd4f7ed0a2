package layer

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// A wordTest looks for one word, in lower case, in the texts of features that a
// reader sees: the id and every string and number below the properties, keys
// and addresses of the web not counted.
type wordTest struct {
	word    string
	l       *Layer
	columns []wordColumn
	scratch []byte
}

// A wordColumn is a column in which words are looked for.
type wordColumn struct {
	*Column
	// known says by code what has been found out: 0 nothing, 1 the value has
	// the word, 2 it has not. It is nil if too many values would have to be
	// noted for it to pay.
	known []uint8
}

// maxKnown bounds the values of a column that are noted by a wordTest. Values
// that are more are seldom met twice.
const maxKnown = 1 << 12

func (l *Layer) newWordTest(word string) *wordTest {
	w := &wordTest{word: word, l: l}
	for i := range l.columns {
		c := &l.columns[i]
		if c.Made || isAddress(c.Name) {
			continue
		}
		column := wordColumn{Column: c}
		if c.Values.Len() <= maxKnown {
			column.known = make([]uint8, c.Values.Len()+1)
		}
		w.columns = append(w.columns, column)
	}
	return w
}

// isAddress reports whether a member holds an address of the web.
func isAddress(key string) bool { return key == "url" || key == "archive" }

func (w *wordTest) in(row uint32) bool {
	for i := range w.columns {
		c := &w.columns[i]
		code := c.Code(row)
		if code == 0 {
			continue
		}
		if c.known == nil {
			if w.inValue(c.Column, code) {
				return true
			}
			continue
		}
		if c.known[code] == 0 {
			c.known[code] = 2
			if w.inValue(c.Column, code) {
				c.known[code] = 1
			}
		}
		if c.known[code] == 1 {
			return true
		}
	}
	var buf [64]byte
	return w.inText(w.l.ids.appendText(buf[:0], row))
}

func (w *wordTest) inValue(c *Column, code uint32) bool {
	m := c.Values.MVT(code)
	switch {
	case c.Values.nested.has(code):
		return w.inNested(messageText(m))
	case m[0] == valueText:
		return w.inText(messageText(m))
	case m[0] == valueBool:
		return false
	default:
		var buf [32]byte
		return w.inText(c.Values.appendText(buf[:0], code))
	}
}

// inNested looks through the JSON of an object, an array or a number that no
// message can hold.
func (w *wordTest) inNested(json []byte) bool {
	found := false
	s := scanner{data: json}
	_ = s.texts(func(text string) { found = found || w.inText([]byte(text)) }) // the reader has passed these bytes
	return found
}

// inText reports whether the word stands in a text in any case of letters.
func (w *wordTest) inText(text []byte) bool {
	if len(text) == 0 {
		return false
	}
	lower := w.scratch[:0]
	for _, c := range text {
		if c >= utf8.RuneSelf {
			return strings.Contains(strings.ToLower(string(text)), w.word)
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower = append(lower, c)
	}
	w.scratch = lower
	return bytes.Contains(lower, []byte(w.word))
}

// texts calls add for every string and number below the current value, keys
// and addresses of the web not counted.
func (s *scanner) texts(add func(string)) error {
	s.space()
	if s.pos >= len(s.data) {
		return s.unexpected("a value")
	}
	switch s.data[s.pos] {
	case '{':
		return s.object(func(key []byte) error {
			if isAddress(string(key)) {
				_, err := s.value()
				return err
			}
			return s.texts(add)
		})
	case '[':
		return s.array(func() error { return s.texts(add) })
	}
	v, err := s.value()
	switch v.kind {
	case kindString:
		add(text(v))
	case kindNumber:
		add(string(v.raw))
	}
	return err
}
