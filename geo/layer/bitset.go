package layer

import (
	"iter"
	"math/bits"
)

// A bitset is a set of small numbers.
type bitset []uint64

func (s bitset) has(n uint32) bool {
	return int(n/64) < len(s) && s[n/64]&(1<<(n%64)) != 0
}

func (s *bitset) add(n uint32) {
	*s = sized(*s, n/64)
	(*s)[n/64] |= 1 << (n % 64)
}

// all yields the numbers, ascending.
func (s bitset) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, word := range s {
			for ; word != 0; word &= word - 1 {
				if !yield(i*64 + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}
