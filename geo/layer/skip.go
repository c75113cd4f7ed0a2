package layer

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// The functions of this file are the scanner's rules once more, made for speed:
// they take text and a place in it and return the place behind what stands
// there, or -1 if it is not as it should be. What is wrong, and exactly where,
// the scanner says.

// skipSpace returns the first place at or after i that is not white space.
func skipSpace(d []byte, i int) int {
	for i < len(d) && d[i] <= ' ' && (d[i] == ' ' || d[i] == '\n' || d[i] == '\r' || d[i] == '\t') {
		i++
	}
	return i
}

const (
	eachByte = 0x0101010101010101
	highBits = 0x8080808080808080
)

// special has the high bit set in the lowest byte of eight that is not a plain
// character of a JSON string: a control character, a quote, a backslash or the
// beginning of a longer character. Bytes above that one may be marked wrongly.
func special(eight uint64) uint64 {
	quote := eight ^ eachByte*'"'
	backslash := eight ^ eachByte*'\\'
	return ((eight - eachByte*' ') | (quote - eachByte) | (backslash - eachByte) | eight) & highBits
}

// skipString passes over the string whose opening quote stands at i.
func skipString(d []byte, i int) int {
	i++
	for {
		for i+8 <= len(d) {
			if mark := special(binary.LittleEndian.Uint64(d[i:])); mark != 0 {
				i += bits.TrailingZeros64(mark) / 8
				break
			}
			i += 8
		}
		if i >= len(d) {
			return -1
		}
		switch c := d[i]; {
		case c == '"':
			return i + 1
		case c == '\\':
			s := scanner{data: d, pos: i}
			if s.escape() != nil {
				return -1
			}
			i = s.pos
		case c < ' ':
			return -1
		case c < utf8.RuneSelf:
			i++
		default:
			start := i
			for i < len(d) && d[i] >= utf8.RuneSelf {
				i++
			}
			if !utf8.Valid(d[start:i]) {
				return -1
			}
		}
	}
}

// skipNumber passes over a number by the grammar of RFC 8259, section 6.
func skipNumber[T string | []byte](d T, i int) int {
	if i < len(d) && d[i] == '-' {
		i++
	}
	if i >= len(d) || d[i] < '0' || d[i] > '9' {
		return -1
	}
	if d[i] == '0' {
		i++
	} else {
		i = skipDigits(d, i)
	}
	if i < len(d) && d[i] == '.' {
		end := skipDigits(d, i+1)
		if end == i+1 {
			return -1
		}
		i = end
	}
	if i < len(d) && d[i]|0x20 == 'e' {
		i++
		if i < len(d) && (d[i] == '+' || d[i] == '-') {
			i++
		}
		end := skipDigits(d, i)
		if end == i {
			return -1
		}
		i = end
	}
	if i < len(d) && d[i] >= '0' && d[i] <= '9' {
		return -1 // it began with 0
	}
	return i
}

func skipDigits[T string | []byte](d T, i int) int {
	for i < len(d) && d[i]-'0' <= 9 {
		i++
	}
	return i
}

// skipWord passes over word.
func skipWord(d []byte, i int, word string) int {
	if len(d)-i < len(word) || string(d[i:i+len(word)]) != word {
		return -1
	}
	return i + len(word)
}

// skipValue passes over a value of any kind that stands at i, depth levels deep.
func skipValue(d []byte, i, depth int) int {
	if i >= len(d) {
		return -1
	}
	switch d[i] {
	case '"':
		return skipString(d, i)
	case '{':
		return skipObject(d, i, depth+1)
	case '[':
		return skipArray(d, i, depth+1)
	case 't':
		return skipWord(d, i, "true")
	case 'f':
		return skipWord(d, i, "false")
	case 'n':
		return skipWord(d, i, "null")
	default:
		return skipNumber(d, i)
	}
}

func skipObject(d []byte, i, depth int) int {
	if depth > maxDepth {
		return -1
	}
	if i = skipSpace(d, i+1); i < len(d) && d[i] == '}' {
		return i + 1
	}
	for {
		if i >= len(d) || d[i] != '"' {
			return -1
		}
		if i = skipString(d, i); i < 0 {
			return -1
		}
		if i = skipSpace(d, i); i >= len(d) || d[i] != ':' {
			return -1
		}
		if i = skipValue(d, skipSpace(d, i+1), depth); i < 0 {
			return -1
		}
		if i = skipSpace(d, i); i >= len(d) {
			return -1
		}
		switch d[i] {
		case ',':
			i = skipSpace(d, i+1)
		case '}':
			return i + 1
		default:
			return -1
		}
	}
}

func skipArray(d []byte, i, depth int) int {
	if depth > maxDepth {
		return -1
	}
	if i = skipSpace(d, i+1); i < len(d) && d[i] == ']' {
		return i + 1
	}
	for {
		if i = skipValue(d, i, depth); i < 0 {
			return -1
		}
		if i = skipSpace(d, i); i >= len(d) {
			return -1
		}
		switch d[i] {
		case ',':
			i = skipSpace(d, i+1)
		case ']':
			return i + 1
		default:
			return -1
		}
	}
}
