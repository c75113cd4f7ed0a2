package encode

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// The length of a field stands before its content, in one byte for every seven
// bits, and is known only after it. So room is left for the length that is to
// be expected; only if that proves wrong the content moves.

// putLength writes the length of b[start:end] before it, where width bytes are
// left. It returns the end of the content, which moves if the length needs more
// or fewer.
func putLength(b []byte, start, end, width int) int {
	length := uint64(end - start)
	if length < 1<<7 && width == 1 {
		b[start-1] = byte(length)
		return end
	}
	if need := uvarintLen(length); need != width {
		copy(b[start-width+need:], b[start:end])
		start, end = start-width+need, end-width+need
		width = need
	}
	binary.PutUvarint(b[start-width:], length)
	return end
}

// uvarintLen is the length of n in bytes.
func uvarintLen(n uint64) int { return (bits.Len64(n|1) + 6) / 7 }

// content is that of a field which is being appended.
type content struct{ start, width int }

// begin appends the start of a field whose content is to be roughly as long as
// expected.
func begin(b []byte, field byte, expected int) ([]byte, content) {
	var room [binary.MaxVarintLen64]byte
	width := uvarintLen(uint64(expected))
	b = append(append(b, field), room[:width]...)
	return b, content{start: len(b), width: width}
}

// end puts the length before the content, which ends where b does.
func (c content) end(b []byte) []byte {
	n := len(b)
	b = slices.Grow(b, binary.MaxVarintLen64)[:n+binary.MaxVarintLen64]
	return b[:putLength(b, c.start, n, c.width)]
}
