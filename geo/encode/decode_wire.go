package encode

import (
	"encoding/binary"
	"math/bits"
)

// Wire types of protocol buffers.
const (
	varint          = 0
	fixed64         = 1
	lengthDelimited = 2
	fixed32         = 5
)

// A protoReader reads the encoding of protocol buffers. After an error it is
// done, and all it returns is zero.
type protoReader struct {
	data []byte
	at   int
	err  error
}

func (r *protoReader) done() bool { return r.err != nil || r.at >= len(r.data) }

func (r *protoReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = undecodable(format, args...)
	}
}

// varint reads a number of up to 64 bits.
func (r *protoReader) varint() uint64 {
	if r.err != nil {
		return 0
	}
	if r.at < len(r.data) && r.data[r.at] < 0x80 {
		r.at++
		return uint64(r.data[r.at-1])
	}
	v, n := binary.Uvarint(r.data[r.at:])
	if n <= 0 {
		r.fail("a number is cut off or has over 64 bits")
		return 0
	}
	r.at += n
	return v
}

// tag reads the number of a field and its wire type.
func (r *protoReader) tag() (number uint64, kind uint8) {
	v := r.varint()
	if r.err == nil && v>>3 == 0 {
		r.fail("field 0")
	}
	return v >> 3, uint8(v & 7)
}

// stretch reads the length of a field's content and passes over it.
func (r *protoReader) stretch() piece {
	n := r.varint()
	if r.err == nil && n > uint64(len(r.data)-r.at) {
		r.fail("a field of %d bytes is cut off", n)
	}
	if r.err != nil {
		return piece{}
	}
	s := piece{uint32(r.at), uint32(r.at) + uint32(n)}
	r.at += int(n)
	return s
}

// bytes is the content of a field.
func (r *protoReader) bytes() []byte {
	s := r.stretch()
	return r.data[s.from:s.to:s.to]
}

// fixed reads a number of n bytes.
func (r *protoReader) fixed(n int) (v uint64) {
	if r.err != nil {
		return 0
	}
	if n > len(r.data)-r.at {
		r.fail("a number is cut off")
		return 0
	}
	if n == 4 {
		v = uint64(binary.LittleEndian.Uint32(r.data[r.at:]))
	} else {
		v = binary.LittleEndian.Uint64(r.data[r.at:])
	}
	r.at += n
	return v
}

// skip passes over the content of a field.
func (r *protoReader) skip(kind uint8) {
	switch {
	case r.err != nil:
	case kind == varint:
		r.varint()
	case kind == fixed64:
		r.fixed(8)
	case kind == lengthDelimited:
		r.stretch()
	case kind == fixed32:
		r.fixed(4)
	default:
		r.fail("wire type %d", kind)
	}
}

// expect fails unless a field that has a meaning is encoded as it must be.
func (r *protoReader) expect(kind, want uint8, what string) bool {
	if r.err == nil && kind != want {
		r.fail("%s has wire type %d", what, kind)
	}
	return r.err == nil
}

// zigzag undoes the encoding of signed numbers.
func zigzag(v uint64) int64 { return int64(v>>1) ^ -int64(v&1) }

// uint32 reads a number that must fit 32 bits.
func (r *protoReader) uint32() uint32 {
	v := r.varint()
	if bits.Len64(v) > 32 {
		r.fail("%d has over 32 bits", v)
		return 0
	}
	return uint32(v)
}
