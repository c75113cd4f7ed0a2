package layer

import (
	"math/bits"

	"github.com/klauspost/compress/zstd"
	"github.com/paulmach/orb"
)

// A worker reads batches, one after the other. It keeps what the next one can
// use.
type worker struct {
	encoder *zstd.Encoder   // nil for small layers
	open    []byte          // the open block of a packer
	room    []orb.Point     // for the positions of a feature
	arena   []orb.Point     // what is left of it
	hints   map[string]hint // of properties by name
	seats   [32][][]uint32  // empty ones that are free, by the logarithm of their length
}

// A hint says how long the columns of a property have been so far.
type hint struct{ cells, values int }

func newWorker(large bool) *worker {
	w := &worker{hints: map[string]hint{}}
	if large {
		w.encoder = newEncoder()
	}
	return w
}

// begin makes the column of a property as long as it will likely be.
func (w *worker) begin(name string) *rawColumn {
	h := w.hints[name]
	c := &rawColumn{name: name, sources: name == "sources", holds: holdNamed(name), worker: w}
	c.cells, c.values = make([]cell, 0, h.cells), make([]rawValue, 0, h.values)
	c.seats = w.takeSeats(max(6, bits.Len(uint(2*h.values))))
	return c
}

// end takes back what a column needs only while it is read.
func (w *worker) end(c *rawColumn) {
	w.hints[c.name] = hint{len(c.cells) + len(c.cells)/16, len(c.values) + len(c.values)/16}
	w.giveSeats(c.seats)
	c.seats, c.worker = nil, nil
}

// takeSeats returns 1<<log empty seats.
func (w *worker) takeSeats(log int) []uint32 {
	if n := len(w.seats[log]); n > 0 {
		s := w.seats[log][n-1]
		w.seats[log] = w.seats[log][:n-1]
		return s
	}
	return make([]uint32, 1<<log)
}

func (w *worker) giveSeats(s []uint32) {
	if len(s) > 0 {
		clear(s)
		log := bits.Len(uint(len(s))) - 1
		w.seats[log] = append(w.seats[log], s)
	}
}
