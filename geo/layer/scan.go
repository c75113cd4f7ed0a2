package layer

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// maxDepth bounds the nesting of JSON values, so that hostile input cannot
// exhaust the stack. Real GeoJSON needs fewer than a dozen levels.
const maxDepth = 256

// A SyntaxError says where a file stops being JSON. Offset counts bytes from 0.
type SyntaxError struct {
	Offset  int
	Line    int // 1-based
	Column  int // 1-based, in bytes
	Message string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
}

// A kind is the type of a JSON value.
type kind uint8

const (
	kindNull kind = iota
	kindBool
	kindNumber
	kindString
	kindArray
	kindObject
)

func (k kind) String() string {
	return [...]string{"null", "a boolean", "a number", "a string", "an array", "an object"}[k]
}

// A value is one JSON value as it stands in the source.
type value struct {
	kind kind
	raw  []byte // without surrounding white space
	at   int    // offset of raw in the file
}

// A scanner walks over JSON text (RFC 8259) without building anything: values
// come back as slices of the source. It is strict, since what it passes is
// later served as it stands.
type scanner struct {
	data  []byte
	pos   int
	depth int
}

// fail makes the error for the current position.
func (s *scanner) fail(format string, args ...any) error {
	return s.failAt(s.pos, format, args...)
}

func (s *scanner) failAt(offset int, format string, args ...any) error {
	line, column := position(s.data, offset)
	return &SyntaxError{Offset: offset, Line: line, Column: column, Message: fmt.Sprintf(format, args...)}
}

// position turns a byte offset into a line and a column, both from 1.
func position(data []byte, offset int) (line, column int) {
	offset = min(offset, len(data))
	line = 1 + bytes.Count(data[:offset], []byte{'\n'})
	return line, offset - bytes.LastIndexByte(data[:offset], '\n')
}

// unexpected describes the byte at the current position.
func (s *scanner) unexpected(wanted string) error {
	if s.pos >= len(s.data) {
		return s.fail("the file ends here; %s expected", wanted)
	}
	r, size := utf8.DecodeRune(s.data[s.pos:])
	if r == utf8.RuneError && size <= 1 {
		return s.fail("byte 0x%02X is not UTF-8; %s expected", s.data[s.pos], wanted)
	}
	return s.fail("unexpected %q; %s expected", r, wanted)
}

func (s *scanner) space() {
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case ' ', '\t', '\n', '\r':
			s.pos++
		default:
			return
		}
	}
}

// end checks that nothing follows but white space.
func (s *scanner) end() error {
	s.space()
	if s.pos < len(s.data) {
		return s.unexpected("the end of the file")
	}
	return nil
}

// value reads one value of any kind and all that is in it.
func (s *scanner) value() (value, error) {
	s.space()
	start := s.pos
	if s.pos >= len(s.data) {
		return value{}, s.unexpected("a value")
	}
	var (
		k   kind
		err error
	)
	switch c := s.data[s.pos]; {
	case c == '{':
		k, err = kindObject, s.object(nil)
	case c == '[':
		k, err = kindArray, s.array(nil)
	case c == '"':
		k = kindString
		_, err = s.str()
	case c == '-' || (c >= '0' && c <= '9'):
		k, err = kindNumber, s.number()
	case c == 't':
		k, err = kindBool, s.word("true")
	case c == 'f':
		k, err = kindBool, s.word("false")
	case c == 'n':
		k, err = kindNull, s.word("null")
	default:
		err = s.unexpected("a value")
	}
	if err != nil {
		return value{}, err
	}
	return value{kind: k, raw: s.data[start:s.pos], at: start}, nil
}

func (s *scanner) word(w string) error {
	if !bytes.HasPrefix(s.data[s.pos:], []byte(w)) {
		return s.unexpected("a value")
	}
	s.pos += len(w)
	return nil
}

func (s *scanner) enter() error {
	s.depth++
	if s.depth > maxDepth {
		return s.fail("values are nested more than %d deep", maxDepth)
	}
	s.pos++
	return nil
}

// object reads an object. For each member it calls member with the key as it
// stands between its quotes; member must consume the value. Without member,
// values are skipped.
func (s *scanner) object(member func(key []byte) error) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer func() { s.depth-- }()
	s.space()
	if s.pos < len(s.data) && s.data[s.pos] == '}' {
		s.pos++
		return nil
	}
	for {
		s.space()
		if s.pos >= len(s.data) || s.data[s.pos] != '"' {
			return s.unexpected("a key in double quotes")
		}
		key, err := s.str()
		if err != nil {
			return err
		}
		s.space()
		if s.pos >= len(s.data) || s.data[s.pos] != ':' {
			return s.unexpected("':'")
		}
		s.pos++
		if member == nil {
			_, err = s.value()
		} else {
			s.space()
			err = member(key)
		}
		if err != nil {
			return err
		}
		if done, err := s.next('}'); done || err != nil {
			return err
		}
	}
}

// array reads an array; element must consume the next element. Without
// element, elements are skipped.
func (s *scanner) array(element func() error) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer func() { s.depth-- }()
	s.space()
	if s.pos < len(s.data) && s.data[s.pos] == ']' {
		s.pos++
		return nil
	}
	for {
		var err error
		if element == nil {
			_, err = s.value()
		} else {
			s.space()
			err = element()
		}
		if err != nil {
			return err
		}
		if done, err := s.next(']'); done || err != nil {
			return err
		}
	}
}

// next consumes the comma before a further element, or the closing bracket.
func (s *scanner) next(closing byte) (done bool, err error) {
	s.space()
	if s.pos < len(s.data) {
		switch s.data[s.pos] {
		case ',':
			s.pos++
			return false, nil
		case closing:
			s.pos++
			return true, nil
		}
	}
	return false, s.unexpected(fmt.Sprintf("',' or '%c'", closing))
}

// str reads a string and returns what stands between its quotes, escapes and all.
func (s *scanner) str() ([]byte, error) {
	start := s.pos
	s.pos++
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; {
		case c == '"':
			s.pos++
			return s.data[start+1 : s.pos-1], nil
		case c == '\\':
			if err := s.escape(); err != nil {
				return nil, err
			}
		case c < 0x20:
			return nil, s.fail("control character 0x%02X in a string; write it as an escape", c)
		case c < utf8.RuneSelf:
			s.pos++
		default:
			r, size := utf8.DecodeRune(s.data[s.pos:])
			if r == utf8.RuneError && size <= 1 {
				return nil, s.fail("byte 0x%02X is not UTF-8; save the file as UTF-8", c)
			}
			s.pos += size
		}
	}
	return nil, s.failAt(start, "this string has no end")
}

func (s *scanner) escape() error {
	if s.pos+1 >= len(s.data) {
		return s.fail("the file ends in an escape")
	}
	switch s.data[s.pos+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		s.pos += 2
		return nil
	case 'u':
		if s.pos+6 > len(s.data) {
			return s.fail(`\u needs four hexadecimal digits`)
		}
		for _, c := range s.data[s.pos+2 : s.pos+6] {
			if !('0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F') {
				return s.fail(`\u needs four hexadecimal digits`)
			}
		}
		s.pos += 6
		return nil
	}
	return s.fail("unknown escape in a string")
}

// number reads a number by the grammar of RFC 8259, section 6.
func (s *scanner) number() error {
	if s.data[s.pos] == '-' {
		s.pos++
	}
	if s.pos < len(s.data) && s.data[s.pos] == '0' {
		s.pos++
	} else if s.digits() == 0 {
		return s.unexpected("a digit")
	}
	if s.pos < len(s.data) && s.data[s.pos] == '.' {
		s.pos++
		if s.digits() == 0 {
			return s.unexpected("a digit")
		}
	}
	if s.pos < len(s.data) && (s.data[s.pos] == 'e' || s.data[s.pos] == 'E') {
		s.pos++
		if s.pos < len(s.data) && (s.data[s.pos] == '+' || s.data[s.pos] == '-') {
			s.pos++
		}
		if s.digits() == 0 {
			return s.unexpected("a digit")
		}
	}
	if s.pos < len(s.data) && s.data[s.pos] >= '0' && s.data[s.pos] <= '9' {
		return s.fail("a number may not begin with 0")
	}
	return nil
}

func (s *scanner) digits() int {
	start := s.pos
	for s.pos < len(s.data) && s.data[s.pos] >= '0' && s.data[s.pos] <= '9' {
		s.pos++
	}
	return s.pos - start
}
