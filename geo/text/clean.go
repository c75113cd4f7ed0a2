package text

import (
	"unicode"
	"unicode/utf8"
)

// MaxRunes is how many characters a line has at most; the rest is left out,
// and an ellipsis says so. At 10 px they are wider than the largest picture.
const MaxRunes = 2048

// More marks on one letter than any writing needs; what piles up higher would
// only cover the map.
const mostMarks = 8

// clean is the text as runes that can be set in one line, and whether it was
// cut. White space of any kind becomes a space; control characters and bytes
// that are no UTF-8 become U+FFFD, so that they are seen.
func clean(s string) (runes []rune, cut bool) {
	runes = make([]rune, 0, min(len(s), MaxRunes+1))
	marks := 0
	// Marks may be left out, so the bytes are counted too.
	for read := 0; len(s) > 0; read++ {
		if len(runes) == MaxRunes || read == 4*MaxRunes {
			return append(runes, '…'), true
		}
		r, n := utf8.DecodeRuneInString(s)
		s = s[n:]
		switch {
		case r < 0x20 || r >= 0x7f && r <= 0xa0 || r == '\u2028' || r == '\u2029':
			r = plain(r)
			marks = 0
		case r >= 0x300 && unicode.In(r, unicode.Mn, unicode.Me):
			if marks++; marks > mostMarks {
				continue
			}
		default:
			marks = 0
		}
		runes = append(runes, r)
	}
	return runes, false
}

func plain(r rune) rune {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', 0x85, '\u2028', '\u2029':
		return ' '
	case 0xa0:
		return r
	}
	return unicode.ReplacementChar
}
