package layer

import "bytes"

// split cuts the elements of an array into stretches of about size bytes, each
// of whole elements. It begins behind the array's opening bracket and calls
// stretch with the first and the last + 1 byte of each; the commas between two
// of them are left out. It returns the place of the closing bracket.
//
// It looks at brackets and strings only. If the text is JSON the stretches are
// right; if it is not, either a stretch is none, which shows when it is read, or
// split returns -1.
func split(d []byte, i, size int, stretch func(from, to int)) int {
	from, depth := i, 0
	for i < len(d) {
		switch structure[d[i]] {
		case quote:
			for i++; ; i++ {
				n := bytes.IndexByte(d[i:], '"')
				if n < 0 {
					return -1
				}
				if i += n; d[i-1] != '\\' || !escaped(d, i) {
					break
				}
			}
		case opening:
			depth++
		case closing:
			if depth--; depth < 0 {
				if d[i] != ']' {
					return -1
				}
				// An empty array has no elements, a full one no empty element.
				if from > 0 && d[from-1] == ',' || skipSpace(d, from) < i {
					stretch(from, i)
				}
				return i
			}
		case comma:
			if depth == 0 && i-from >= size {
				stretch(from, i)
				from = i + 1
			}
		}
		i++
	}
	return -1
}

// escaped reports whether the quote at i has an odd number of backslashes before it.
func escaped(d []byte, i int) bool {
	odd := false
	for i--; d[i] == '\\'; i-- {
		odd = !odd
	}
	return odd
}

// What a byte is to split.
const (
	other = iota
	quote
	opening
	closing
	comma
)

var structure = [256]uint8{'"': quote, '{': opening, '[': opening, '}': closing, ']': closing, ',': comma}
