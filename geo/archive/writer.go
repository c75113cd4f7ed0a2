package archive

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"

	"dateline/geo/tile"
)

// Info is what the maker of an archive says of it.
type Info struct {
	Type                     TileType
	Tiles                    Compression    // of the tiles, as they are added
	Metadata                 map[string]any // for vector tiles with vector_layers as TileJSON has it
	West, South, East, North float64        // degrees
	CenterLon, CenterLat     float64        // degrees
	CenterZoom               uint8
}

// A Writer makes an archive. Tile data go to a temporary file beside the target,
// which appears whole or not at all.
type Writer struct {
	path    string
	data    *os.File
	buffer  *bufio.Writer
	entries directory
	places  map[[16]byte]place // of tiles, by hash
	header  Header             // what is known so far
}

// A place is where tile data are.
type place struct {
	offset uint64
	length uint32
}

// Create begins an archive that will be at path. Close must be called in the end.
func Create(path string) (*Writer, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is there and is no ordinary file; name another", path)
	}
	f, err := beside(path)
	if err != nil {
		return nil, err
	}
	return &Writer{path: path, data: f, buffer: bufio.NewWriterSize(f, 1<<20), places: map[[16]byte]place{}}, nil
}

// beside makes a temporary file in the folder of path. Unlike os.CreateTemp it
// leaves the permissions to the system's settings.
func beside(path string) (*os.File, error) {
	for {
		f, err := os.OpenFile(fmt.Sprintf("%s.%08x.tmp", path, rand.Uint32()), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		switch {
		case errors.Is(err, fs.ErrExist):
			continue
		case errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("cannot write %s: there is no folder %s", path, filepath.Dir(path))
		case err != nil:
			return nil, fmt.Errorf("cannot write %s: %w", path, cause(err))
		}
		return f, nil
	}
}

// cause is an error without the name of a temporary file.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// Add adds a tile. Tiles come in the order of their ids, see [ID], and are not
// empty.
func (w *Writer) Add(a tile.Address, data []byte) error {
	switch {
	case !a.Valid():
		return fmt.Errorf("%w: %s", tile.ErrOutside, a)
	case len(data) == 0:
		return fmt.Errorf("tile %s is empty", a)
	case len(data) > maxTile:
		return fmt.Errorf("tile %s takes %d bytes, more than the %d that a tile may have", a, len(data), maxTile)
	}
	id := ID(a)
	var last *entry
	if n := len(w.entries); n > 0 {
		if last = &w.entries[n-1]; id < last.end() {
			return fmt.Errorf("tile %s comes after tiles that it should precede", a)
		}
	}
	sum := sha256.Sum256(data)
	key := [16]byte(sum[:16])
	p, known := w.places[key]
	if !known {
		p = place{w.header.Data.Length, uint32(len(data))}
		if _, err := w.buffer.Write(data); err != nil {
			return fmt.Errorf("cannot write %s: %w", w.path, cause(err))
		}
		w.places[key] = p
		w.header.Data.Length += uint64(len(data))
		w.header.Contents++
	}
	if w.header.Addressed == 0 {
		w.header.MinZoom = a.Z
	}
	w.header.MaxZoom = a.Z
	w.header.Addressed++
	if last != nil && last.end() == id && last.offset == p.offset && last.length == p.length && last.run < 1<<32-1 {
		last.run++
		return nil
	}
	w.entries = append(w.entries, entry{id: id, offset: p.offset, length: p.length, run: 1})
	return nil
}

// Len is the number of tiles so far.
func (w *Writer) Len() uint64 { return w.header.Addressed }

// Size is the number of bytes of tile data so far.
func (w *Writer) Size() uint64 { return w.header.Data.Length }

// Zooms are the least and the greatest zoom so far.
func (w *Writer) Zooms() (least, greatest uint8) { return w.header.MinZoom, w.header.MaxZoom }

// Finish puts the archive together and moves it to its path. The same tiles and
// the same info make the same bytes.
func (w *Writer) Finish(info Info) (err error) {
	if len(w.entries) == 0 {
		return errors.New("an archive needs at least one tile")
	}
	metadata := []byte("{}")
	if info.Metadata != nil {
		if metadata, err = json.Marshal(info.Metadata); err != nil {
			return err
		}
	}
	metadata = compress(metadata)
	root, leaves := w.entries.split(rootEnd - headerSize)

	h := w.header
	h.Root = Section{headerSize, uint64(len(root))}
	h.Metadata = Section{h.Root.end(), uint64(len(metadata))}
	h.Leaves = Section{h.Metadata.end(), uint64(len(leaves))}
	h.Data.Offset = h.Leaves.end()
	h.Entries = uint64(len(w.entries))
	h.Clustered, h.Internal, h.Tiles, h.Type = true, Gzip, info.Tiles, info.Type
	h.West, h.South, h.East, h.North = InDegrees(info.West), InDegrees(info.South), InDegrees(info.East), InDegrees(info.North)
	h.CenterZoom, h.CenterLon, h.CenterLat = info.CenterZoom, InDegrees(info.CenterLon), InDegrees(info.CenterLat)

	out, err := beside(w.path)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			out.Close()
			os.Remove(out.Name())
			err = fmt.Errorf("cannot write %s: %w", w.path, cause(err))
		}
	}()
	if err = w.buffer.Flush(); err != nil {
		return err
	}
	if _, err = w.data.Seek(0, io.SeekStart); err != nil {
		return err
	}
	for _, part := range [][]byte{h.bytes(), root, metadata, leaves} {
		if _, err = out.Write(part); err != nil {
			return err
		}
	}
	if _, err = io.Copy(out, w.data); err != nil {
		return err
	}
	if err = out.Sync(); err != nil {
		return err
	}
	if err = out.Close(); err != nil {
		return err
	}
	return os.Rename(out.Name(), w.path)
}

// Close removes the temporary file. Without Finish before it, nothing is left.
func (w *Writer) Close() error {
	w.data.Close()
	return os.Remove(w.data.Name())
}
