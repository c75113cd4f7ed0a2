package layer

import (
	"bytes"
	"hash/maphash"
	"math"
	"slices"
	"sort"
	"strconv"
)

// idKind says what a feature has for an id.
type idKind uint8

const (
	idNone   idKind = iota
	idNumber        // a whole number from 0 to 2^64-1
	idOther         // a text or any other number
)

// ids are the ids of the features by row.
type ids struct {
	same    idKind  // of all rows, if kinds is nil
	kinds   []uint8 // idKind of each row
	short   []uint32
	long    []uint64 // whole numbers, if not all of them fit into short
	others  *Column  // nil if all are whole numbers
	sorted  []uint32 // features (not rows) that have an id, by hash of its text, then in their order
	inOrder []uint32 // row of each feature
}

// idOf classifies an id that stands in the text.
func idOf(raw []byte) rawID {
	if raw[0] < '0' || raw[0] > '9' || len(raw) > 20 {
		return rawID{kind: idOther}
	}
	n := uint64(0)
	for _, c := range raw {
		digit := uint64(c - '0')
		if digit > 9 || n > (math.MaxUint64-digit)/10 {
			return rawID{kind: idOther}
		}
		n = n*10 + digit
	}
	return rawID{idNumber, n}
}

func (x *ids) kind(row uint32) idKind {
	if x.kinds == nil {
		return x.same
	}
	return idKind(x.kinds[row])
}

func (x *ids) number(row uint32) uint64 {
	if x.long != nil {
		return x.long[row]
	}
	return uint64(x.short[row])
}

// appendText appends the text of a row's id.
func (x *ids) appendText(dst []byte, row uint32) []byte {
	switch x.kind(row) {
	case idNumber:
		return strconv.AppendUint(dst, x.number(row), 10)
	case idOther:
		return x.others.Values.appendText(dst, x.others.Code(row))
	default:
		return dst
	}
}

// appendJSON appends the id as JSON.
func (x *ids) appendJSON(dst []byte, row uint32) []byte {
	if x.kind(row) == idOther {
		return x.others.Values.appendJSON(dst, x.others.Code(row))
	}
	return x.appendText(dst, row)
}

// A repetition is a feature whose id an earlier one has.
type repetition struct{ feature, first uint32 }

// sort makes the index of [ids.find], and returns the repetitions in no order.
func (x *ids) sort() []repetition {
	var buf [64]byte
	var features []uint32
	var hashes []uint64
	for feature, row := range x.inOrder {
		switch x.kind(row) {
		case idNone:
			continue
		case idNumber:
			hashes = append(hashes, hashNumber(x.number(row)))
		case idOther:
			hashes = append(hashes, hashText(x.appendText(buf[:0], row)))
		}
		features = append(features, uint32(feature))
	}
	x.sorted = curveOrder(hashes)
	var repeated []repetition
	run := 0
	for i, at := range x.sorted {
		hash := hashes[at]
		x.sorted[i] = features[at]
		if i+1 == len(x.sorted) || hashes[x.sorted[i+1]] != hash {
			repeated = append(repeated, x.repeated(x.sorted[run:i+1])...)
			run = i + 1
		}
	}
	return repeated
}

// repeated returns the repetitions among features whose ids have one hash, and
// so nearly always one text.
func (x *ids) repeated(features []uint32) (all []repetition) {
	if len(features) < 2 {
		return nil
	}
	var a, b [64]byte
	var firsts []uint32
	for _, feature := range features {
		id := x.appendText(a[:0], x.inOrder[feature])
		i := slices.IndexFunc(firsts, func(first uint32) bool { return bytes.Equal(id, x.appendText(b[:0], x.inOrder[first])) })
		if i < 0 {
			firsts = append(firsts, feature)
		} else {
			all = append(all, repetition{feature, firsts[i]})
		}
	}
	return all
}

// hashText is the hash of an id's text, 32 bits long so that sorting takes half
// the time. That of a whole number is the number's.
func hashText(text []byte) uint64 {
	if len(text) == 1 || len(text) > 1 && text[0] != '0' {
		if id := idOf(text); id.kind == idNumber {
			return hashNumber(id.number)
		}
	}
	return maphash.Bytes(seed, text) >> 32
}

func hashNumber(n uint64) uint64 { return maphash.Comparable(seed, n) >> 32 }

// find returns the first feature with an id of the given text.
func (x *ids) find(text string) (feature int, ok bool) {
	var buf [64]byte
	hash := hashText([]byte(text))
	of := func(i int) []byte { return x.appendText(buf[:0], x.inOrder[x.sorted[i]]) }
	at := sort.Search(len(x.sorted), func(i int) bool { return hashText(of(i)) >= hash })
	for ; at < len(x.sorted); at++ {
		found := of(at)
		if string(found) == text {
			return int(x.sorted[at]), true
		}
		if hashText(found) != hash {
			break
		}
	}
	return 0, false
}

// stableID is the feature id in vector tiles of an id that is no whole number:
// the FNV-1a hash of its text in 64 bits (offset 14695981039346656037, prime
// 1099511628211), folded to 53 by exclusive or of the bits above, since
// JavaScript has no larger whole numbers.
func stableID(text []byte) uint64 {
	hash := uint64(14695981039346656037)
	for _, c := range text {
		hash = (hash ^ uint64(c)) * 1099511628211
	}
	return hash>>53 ^ hash&(1<<53-1)
}
