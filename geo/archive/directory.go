package archive

import (
	"encoding/binary"
	"math"
	"slices"
)

// An entry of a directory is a run of tiles that are equal, from id on, or if
// its run is 0 another directory, whose first tile is id.
type entry struct {
	id     uint64
	offset uint64 // in the tile data or among the leaf directories
	length uint32
	run    uint32
}

// end is the first id after the run.
func (e *entry) end() uint64 { return e.id + uint64(e.run) }

// A directory is entries by ascending id, no two for the same tile.
type directory []entry

// bytes writes a directory, column by column: the steps between ids, runs,
// lengths, and offsets plus one, or 0 for what lies right after the entry
// before.
func (d directory) bytes() []byte {
	b := binary.AppendUvarint(nil, uint64(len(d)))
	last := uint64(0)
	for i := range d {
		b = binary.AppendUvarint(b, d[i].id-last)
		last = d[i].id
	}
	for i := range d {
		b = binary.AppendUvarint(b, uint64(d[i].run))
	}
	for i := range d {
		b = binary.AppendUvarint(b, uint64(d[i].length))
	}
	for i := range d {
		if i > 0 && d[i].offset == d[i-1].offset+uint64(d[i-1].length) {
			b = append(b, 0)
		} else {
			b = binary.AppendUvarint(b, d[i].offset+1)
		}
	}
	return b
}

// limits are what the entries of a directory must keep to.
type limits struct {
	from, to     uint64 // ids, to excluded
	data, leaves uint64 // sizes of what they point into
}

// columns reads numbers one after the other.
type columns struct {
	rest []byte
	bad  bool
}

func (c *columns) next() uint64 {
	n, size := binary.Uvarint(c.rest)
	if size <= 0 {
		c.bad = true
		return 0
	}
	c.rest = c.rest[size:]
	return n
}

func (c *columns) short() uint32 {
	n := c.next()
	c.bad = c.bad || n > math.MaxUint32
	return uint32(n)
}

// parseDirectory reads a directory and checks every entry of it.
func parseDirectory(b []byte, l limits) (directory, error) {
	c := columns{rest: b}
	n := c.next()
	if c.bad || n > uint64(len(c.rest))/4 { // an entry has four numbers
		return nil, corrupt("a directory is cut short")
	}
	d := make(directory, n)
	id := uint64(0)
	for i := range d {
		step := c.next()
		if step > idEnd || i > 0 && step == 0 {
			return nil, corrupt("the tiles of a directory are out of order")
		}
		id += step // cannot overflow: both are below 2^63
		if id < l.from || id >= l.to {
			return nil, corrupt("a directory lists tile %d, which is no tile of its part", id)
		}
		d[i].id = id
	}
	for i := range d {
		d[i].run = c.short()
		if i+1 < len(d) && d[i].end() > d[i+1].id || d[i].end() > l.to {
			return nil, corrupt("tile %d begins a run that reaches over others", d[i].id)
		}
	}
	for i := range d {
		if d[i].length = c.short(); d[i].length == 0 {
			return nil, corrupt("tile %d has no data", d[i].id)
		}
	}
	for i := range d {
		offset := c.next()
		switch {
		case offset > 0:
			offset--
		case i > 0:
			offset = d[i-1].offset + uint64(d[i-1].length)
		default:
			return nil, corrupt("a directory begins without a place")
		}
		size := l.data
		if d[i].run == 0 {
			size = l.leaves
		}
		if offset > size || uint64(d[i].length) > size-offset {
			return nil, corrupt("tile %d would lie outside its section", d[i].id)
		}
		d[i].offset = offset
	}
	if c.bad || len(c.rest) > 0 {
		return nil, corrupt("a directory has not the length that it announces")
	}
	return d, nil
}

// find returns the entry that says where the tile of an id is, and the first id
// after those that it can speak of; ok is false if there is none.
func (d directory) find(id uint64) (e entry, end uint64, ok bool) {
	i, found := slices.BinarySearchFunc(d, id, func(e entry, id uint64) int {
		switch {
		case e.id < id:
			return -1
		case e.id > id:
			return 1
		}
		return 0
	})
	if !found {
		i--
	}
	if i < 0 {
		return entry{}, 0, false
	}
	e = d[i]
	if e.run > 0 {
		return e, e.end(), id < e.end()
	}
	end = idEnd
	if i+1 < len(d) {
		end = d[i+1].id
	}
	return e, end, true
}

// leafSize is how many entries a leaf directory has at least, unless it is the
// last.
const leafSize = 4096

// split writes a directory as root and leaves, the root compressed to at most
// limit bytes. Without need there are no leaves.
func (d directory) split(limit int) (root, leaves []byte) {
	if len(d) <= 4*leafSize {
		if root = compress(d.bytes()); len(root) <= limit {
			return root, nil
		}
	}
	for size := leafSize; ; size *= 2 {
		var top directory
		leaves = leaves[:0]
		for part := range slices.Chunk(d, size) {
			leaf := compress(part.bytes())
			top = append(top, entry{id: part[0].id, offset: uint64(len(leaves)), length: uint32(len(leaf))})
			leaves = append(leaves, leaf...)
		}
		if root = compress(top.bytes()); len(root) <= limit {
			return root, leaves
		}
	}
}
