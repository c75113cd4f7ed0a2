package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"dateline/geo/tile"
)

const (
	// maxDirectory bounds a directory, compressed or not. It has place for
	// hundreds of thousands of tiles; writers stop at some ten thousands.
	maxDirectory = 4 << 20
	maxMetadata  = 16 << 20
	// maxTile bounds a single tile.
	maxTile = 256 << 20
	// maxDepth is how many directories lead to a tile at most, the root
	// included. Writers use two.
	maxDepth = 4
	// maxKept is how many entries of leaf directories are kept in memory.
	maxKept = 1 << 18
)

// A Reader reads an archive. Its methods are safe for concurrent use if those
// of the file are.
type Reader struct {
	file   io.ReaderAt
	header Header
	root   directory

	mu   sync.Mutex
	kept map[Section]leaf
	size int // entries in kept
}

// A leaf is a leaf directory and what it was checked against.
type leaf struct {
	directory
	limits
}

// Open reads header and root directory of a file. Errors wrap [ErrFormat],
// [ErrCorrupt], [ErrUnsupported] or what the file returns.
func Open(file io.ReaderAt, size int64) (*Reader, error) {
	if size < 0 {
		return nil, fmt.Errorf("a file of %d bytes", size)
	}
	r := &Reader{file: file, kept: map[Section]leaf{}}
	start, err := r.read(Section{0, min(uint64(size), headerSize)})
	if err != nil {
		return nil, err
	}
	if r.header, err = parseHeader(start, uint64(size)); err != nil {
		return nil, err
	}
	if r.root, err = r.directory(r.header.Root, limits{0, idEnd, r.header.Data.Length, r.header.Leaves.Length}); err != nil {
		return nil, err
	}
	return r, nil
}

// Header is what the archive says of itself.
func (r *Reader) Header() Header { return r.header }

// Metadata is the archive's JSON, an object; {} if it has none.
func (r *Reader) Metadata() (json.RawMessage, error) {
	s := r.header.Metadata
	if s.Length == 0 {
		return json.RawMessage("{}"), nil
	}
	if s.Length > maxMetadata {
		return nil, corrupt("the metadata take more than %d bytes", maxMetadata)
	}
	b, err := r.read(s)
	if err != nil {
		return nil, err
	}
	if b, err = decompress(b, r.header.Internal, maxMetadata); err != nil {
		return nil, err
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(b, &object); err != nil || object == nil {
		return nil, corrupt("the metadata are no JSON object")
	}
	return b, nil
}

// Tile returns the tile of an address as the archive holds it, compressed as
// [Header.Tiles] says; ok is false if it has none. The bytes are the caller's.
func (r *Reader) Tile(a tile.Address) (data []byte, ok bool, err error) {
	if !a.Valid() {
		return nil, false, fmt.Errorf("%w: %s", tile.ErrOutside, a)
	}
	if a.Z < r.header.MinZoom || a.Z > r.header.MaxZoom {
		return nil, false, nil
	}
	id, d := ID(a), r.root
	l := limits{0, idEnd, r.header.Data.Length, r.header.Leaves.Length}
	for range maxDepth {
		e, end, found := d.find(id)
		if !found {
			return nil, false, nil
		}
		if e.run > 0 {
			if e.length > maxTile {
				return nil, false, corrupt("tile %s takes more than %d bytes", a, maxTile)
			}
			data, err := r.read(Section{r.header.Data.Offset + e.offset, uint64(e.length)})
			if err == nil && r.header.Tiles == Gzip && !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
				err = corrupt("tile %s is not compressed as the header says", a)
			}
			if err != nil {
				return nil, false, err
			}
			return data, true, nil
		}
		l.from, l.to = e.id, min(l.to, end)
		if d, err = r.leaf(Section{r.header.Leaves.Offset + e.offset, uint64(e.length)}, l); err != nil {
			return nil, false, err
		}
	}
	return nil, false, corrupt("its directories are nested more than %d deep", maxDepth)
}

// leaf reads a leaf directory, or remembers it. Another directory may point to
// the same one with other limits; then it is checked again.
func (r *Reader) leaf(s Section, l limits) (directory, error) {
	r.mu.Lock()
	known, ok := r.kept[s]
	r.mu.Unlock()
	if ok && known.limits == l {
		return known.directory, nil
	}
	d, err := r.directory(s, l)
	if err != nil {
		return nil, err
	}
	if len(d) == 0 {
		return nil, corrupt("a leaf directory is empty")
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.size+len(d) > maxKept {
		clear(r.kept) // rare, and cheaper than to keep book
		r.size = 0
	}
	if len(d) <= maxKept {
		r.size += len(d) - len(r.kept[s].directory)
		r.kept[s] = leaf{d, l}
	}
	return d, nil
}

func (r *Reader) directory(s Section, l limits) (directory, error) {
	if s.Length > maxDirectory {
		return nil, corrupt("a directory takes more than %d bytes", maxDirectory)
	}
	b, err := r.read(s)
	if err != nil {
		return nil, err
	}
	if b, err = decompress(b, r.header.Internal, maxDirectory); err != nil {
		return nil, err
	}
	return parseDirectory(b, l)
}

// read reads a stretch of the file, which must have it.
func (r *Reader) read(s Section) ([]byte, error) {
	b := make([]byte, s.Length)
	n, err := r.file.ReadAt(b, int64(s.Offset))
	switch {
	case n == len(b):
		return b, nil
	case err == nil || errors.Is(err, io.EOF):
		return nil, corrupt("it is shorter than it was said to be")
	default:
		return nil, err
	}
}
