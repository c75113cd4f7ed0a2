package layer

import (
	"bytes"
	"hash/maphash"
	"math/bits"
)

// seed makes the dictionaries' hashes. Nothing that leaves the package depends
// on it.
var seed = maphash.MakeSeed()

// A rawColumn is one property of the features of a batch as it is read: the
// different values as they stand in the text, and which feature has which.
type rawColumn struct {
	name   string
	cells  []cell // by feature, ascending
	values []rawValue
	seats  []uint32 // open addressing: 1 + index into values
	worker *worker

	sources bool     // what has it is a report
	holds   holdName // what has it may be kept back
}

// A cell is the value of one feature.
type cell struct{ feature, value uint32 }

// A rawValue is a value as JSON, at a place in its batch's text.
type rawValue struct {
	hash uint64
	at   uint32
	len  uint32
}

// add notes the value text[from:to] of a feature. Of several values the last
// counts.
func (c *rawColumn) add(text []byte, from, to int, feature uint32) {
	v := c.value(text, from, to)
	if n := len(c.cells); n > 0 && c.cells[n-1].feature == feature {
		c.cells[n-1].value = v
		return
	}
	c.cells = append(c.cells, cell{feature, v})
}

// remove takes a feature's value back.
func (c *rawColumn) remove(feature uint32) {
	if n := len(c.cells); n > 0 && c.cells[n-1].feature == feature {
		c.cells = c.cells[:n-1]
	}
}

// value finds text[from:to] among the values or makes it a new one.
func (c *rawColumn) value(text []byte, from, to int) uint32 {
	raw := text[from:to]
	hash := maphash.Bytes(seed, raw)
	if 2*len(c.values) >= len(c.seats) {
		c.grow()
	}
	mask := uint64(len(c.seats) - 1)
	for at := hash & mask; ; at = (at + 1) & mask {
		seat := c.seats[at]
		if seat == 0 {
			c.values = append(c.values, rawValue{hash, uint32(from), uint32(to - from)})
			c.seats[at] = uint32(len(c.values))
			return uint32(len(c.values) - 1)
		}
		v := &c.values[seat-1]
		if v.hash == hash && bytes.Equal(v.text(text), raw) {
			return seat - 1
		}
	}
}

func (v *rawValue) text(text []byte) []byte { return text[v.at : v.at+v.len] }

func (c *rawColumn) grow() {
	old := c.seats
	c.seats = c.worker.takeSeats(bits.Len(uint(len(old))))
	c.worker.giveSeats(old)
	mask := uint64(len(c.seats) - 1)
	for i := range c.values {
		at := c.values[i].hash & mask
		for c.seats[at] != 0 {
			at = (at + 1) & mask
		}
		c.seats[at] = uint32(i + 1)
	}
}
