package encode

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"
	"math"
	"strconv"

	"dateline/geo/report"
	"dateline/geo/tile"
)

// The properties of a cluster.
const (
	propCluster = iota
	propCount
	propAbbreviated
	propZoom
	propStatus // the first of one for each status, in the order of the key
)

// props are the names of the properties.
var props = func() []string {
	names := []string{"cluster", "point_count", "point_count_abbreviated", "expansion_zoom"}
	for _, s := range report.Statuses() {
		names = append(names, "status_"+string(s))
	}
	return names
}()

// own are the keys and values that a tile has for its clusters, and which no
// column has brought. They are numbered after those of the columns.
type own struct {
	keys  []uint32 // of each property: 1 + its key in the tile, 0 if it has none yet
	names []int    // properties in the order of their keys, columns' names left out
	first uint32   // number of the first key that is not a column's

	values []byte   // as messages
	ends   []uint32 // of each in values
	seats  []uint32 // open addressing: 1 + number of a value of the tile
}

var valueSeed = maphash.MakeSeed() // the bytes of a tile do not depend on it

// startClusters makes ready for clusters after the columns' values are numbered.
func (s *scratch) startClusters(e *Encoder, clusters int) {
	o := &s.own
	o.keys, o.names, o.values, o.ends = o.keys[:0], o.names[:0], o.values[:0], o.ends[:0]
	if clusters == 0 {
		return
	}
	o.first = uint32(len(s.present))
	for _, name := range props {
		key := uint32(0)
		for k, p := range s.present {
			if e.columns[p.column].Name == name {
				key = uint32(k) + 1
			}
		}
		o.keys = append(o.keys, key)
	}
	// A cluster has at most as many values as properties.
	size := 64
	for size < 2*(len(s.codes)+clusters*len(props)) {
		size *= 2
	}
	if len(o.seats) < size {
		o.seats = make([]uint32, size)
	} else {
		clear(o.seats)
	}
	for v := range s.codes {
		*s.seat(e, s.value(e, v)) = uint32(v) + 1
	}
}

// value is a value of the tile by its number.
func (s *scratch) value(e *Encoder, v int) []byte {
	if k := v - len(s.codes); k >= 0 {
		start := uint32(0)
		if k > 0 {
			start = s.own.ends[k-1]
		}
		return s.own.values[start:s.own.ends[k]]
	}
	run := 0
	for s.spans[run].end <= v {
		run++
	}
	return e.columns[s.spans[run].column].Values.MVT(s.codes[v])
}

// seat finds where the number of a value stands or is to be put.
func (s *scratch) seat(e *Encoder, value []byte) *uint32 {
	mask := len(s.own.seats) - 1
	for at := int(maphash.Bytes(valueSeed, value)) & mask; ; at = (at + 1) & mask {
		seat := &s.own.seats[at]
		if *seat == 0 || bytes.Equal(s.value(e, int(*seat-1)), value) {
			return seat
		}
	}
}

// putCluster writes the tags of a cluster at b[n:] and returns where they end.
func (s *scratch) putCluster(b []byte, n int, e *Encoder, c *tile.Cluster) int {
	var room [32]byte
	n = s.putOwn(b, n, e, propCluster, append(room[:0], valueBool, 1))
	n = s.putOwn(b, n, e, propCount, appendCount(room[:0], c.Count))
	if short, ok := abbreviate(c.Count); ok {
		n = s.putOwn(b, n, e, propAbbreviated, appendAbbreviated(room[:0], short))
	} else {
		n = s.putOwn(b, n, e, propAbbreviated, appendCount(room[:0], c.Count))
	}
	n = s.putOwn(b, n, e, propZoom, appendCount(room[:0], uint32(c.Opens)))
	for i := range len(props) - propStatus {
		if count := c.ByStatus[i+1]; count > 0 {
			n = s.putOwn(b, n, e, propStatus+i, appendCount(room[:0], count))
		}
	}
	return n
}

func appendCount(b []byte, count uint32) []byte {
	return binary.AppendUvarint(append(b, valueUint), uint64(count))
}

func appendAbbreviated(b []byte, thousands float64) []byte {
	b = append(b, valueText, 0)
	start := len(b)
	b = append(strconv.AppendFloat(b, thousands, 'f', -1, 64), 'k')
	b[start-1] = byte(len(b) - start)
	return b
}

// putOwn writes the tag of one property of a cluster.
func (s *scratch) putOwn(b []byte, n int, e *Encoder, prop int, value []byte) int {
	o := &s.own
	if o.keys[prop] == 0 {
		o.names = append(o.names, prop)
		o.keys[prop] = o.first + uint32(len(o.names))
	}
	seat := s.seat(e, value)
	if *seat == 0 {
		o.values = append(o.values, value...)
		o.ends = append(o.ends, uint32(len(o.values)))
		*seat = uint32(len(s.codes) + len(o.ends))
	}
	return putPair(b, n, o.keys[prop]-1, *seat-1)
}

func (o *own) appendKeys(b []byte) []byte {
	for _, prop := range o.names {
		b = appendField(b, layerKeys, props[prop])
	}
	return b
}

func (o *own) appendValues(b []byte) []byte {
	start := uint32(0)
	for _, end := range o.ends {
		b = appendField(b, layerValues, o.values[start:end])
		start = end
	}
	return b
}

// abbreviate is n for drawing, as the supercluster library does it: in
// thousands from 1,000 on, with a tenth below 10,000. It is false below 1,000.
func abbreviate(n uint32) (thousands float64, ok bool) {
	switch {
	case n < 1000:
		return 0, false
	case n < 10_000:
		return math.Floor(float64(n)/100+0.5) / 10, true
	default:
		return math.Floor(float64(n)/1000 + 0.5), true
	}
}
