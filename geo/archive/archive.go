// Package archive writes and reads PMTiles, version 3: all tiles of a map in
// one file, found by a few reads at known places.
//
// The file is a header, a root directory, metadata (JSON), leaf directories and
// tile data. Directories list tiles by their place along a Hilbert curve, see
// [ID]; equal tiles are stored once.
//
// The reader trusts nothing in a file: what is corrupt is an error, and an
// address gets its own tile or none.
package archive

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// What is wrong with a file.
var (
	// ErrFormat says that a file is no PMTiles archive, or of another version.
	ErrFormat = errors.New("no PMTiles archive of version 3")
	// ErrCorrupt says that an archive contradicts itself or is cut short.
	ErrCorrupt = errors.New("the PMTiles archive is corrupt")
	// ErrUnsupported says that an archive uses what this package does not read.
	ErrUnsupported = errors.New("the PMTiles archive cannot be read")
)

func corrupt(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrCorrupt, fmt.Sprintf(format, args...))
}

// Compression is how something in an archive is compressed.
type Compression uint8

const (
	UnknownCompression Compression = iota
	NoCompression
	Gzip
	Brotli
	Zstd
)

func (c Compression) String() string {
	if names := [...]string{"unknown compression", "no compression", "gzip", "brotli", "zstd"}; int(c) < len(names) {
		return names[c]
	}
	return fmt.Sprintf("compression %d", uint8(c))
}

// TileType is what the tiles of an archive are.
type TileType uint8

const (
	UnknownType TileType = iota
	MVT
	PNG
	JPEG
	WebP
	AVIF
	MLT // MapLibre tiles
)

// A Degrees is a longitude or latitude in ten-millionths of a degree, as the
// header has it.
type Degrees int32

// InDegrees rounds degrees to what the header can hold.
func InDegrees(f float64) Degrees {
	return Degrees(math.Round(max(math.MinInt32, min(f*1e7, math.MaxInt32))))
}

// Float is in degrees.
func (d Degrees) Float() float64 { return float64(d) / 1e7 }

// A Section is a stretch of the file.
type Section struct{ Offset, Length uint64 }

func (s Section) end() uint64 { return s.Offset + s.Length }

// A Header is what an archive says of itself in its first bytes.
type Header struct {
	Root, Metadata, Leaves, Data Section

	Addressed uint64 // tiles; 0 in the counts stands for unknown
	Entries   uint64 // tiles, but runs of equal ones count once
	Contents  uint64 // different tiles
	Clustered bool   // tile data are in the order of tile ids

	Internal Compression // of directories and metadata
	Tiles    Compression
	Type     TileType

	MinZoom, MaxZoom         uint8
	West, South, East, North Degrees
	CenterZoom               uint8
	CenterLon, CenterLat     Degrees
}

const (
	magic      = "PMTiles"
	version    = 3
	headerSize = 127
	// rootEnd is where a root directory must have ended, so that one read of
	// this size is sure to hold header and root.
	rootEnd = 16 << 10
)

// bytes writes a header.
func (h *Header) bytes() []byte {
	b := append(make([]byte, 0, headerSize), magic...)
	b = append(b, version)
	for _, n := range []uint64{
		h.Root.Offset, h.Root.Length, h.Metadata.Offset, h.Metadata.Length,
		h.Leaves.Offset, h.Leaves.Length, h.Data.Offset, h.Data.Length,
		h.Addressed, h.Entries, h.Contents,
	} {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	clustered := byte(0)
	if h.Clustered {
		clustered = 1
	}
	b = append(b, clustered, byte(h.Internal), byte(h.Tiles), byte(h.Type), h.MinZoom, h.MaxZoom)
	for _, d := range []Degrees{h.West, h.South, h.East, h.North} {
		b = binary.LittleEndian.AppendUint32(b, uint32(d))
	}
	b = append(b, h.CenterZoom)
	for _, d := range []Degrees{h.CenterLon, h.CenterLat} {
		b = binary.LittleEndian.AppendUint32(b, uint32(d))
	}
	return b
}

// parseHeader reads the header of a file of the given size.
func parseHeader(b []byte, size uint64) (Header, error) {
	if len(b) < len(magic)+1 || string(b[:len(magic)]) != magic {
		return Header{}, ErrFormat
	}
	if v := b[len(magic)]; v != version {
		return Header{}, fmt.Errorf("%w: it is of version %d", ErrFormat, v)
	}
	if len(b) < headerSize {
		return Header{}, corrupt("it ends within the header")
	}
	long := func(at int) uint64 { return binary.LittleEndian.Uint64(b[at:]) }
	section := func(at int) Section { return Section{long(at), long(at + 8)} }
	degrees := func(at int) Degrees { return Degrees(binary.LittleEndian.Uint32(b[at:])) }
	h := Header{
		Root: section(8), Metadata: section(24), Leaves: section(40), Data: section(56),
		Addressed: long(72), Entries: long(80), Contents: long(88),
		Clustered: b[96] == 1, Internal: Compression(b[97]), Tiles: Compression(b[98]), Type: TileType(b[99]),
		MinZoom: b[100], MaxZoom: b[101],
		West: degrees(102), South: degrees(106), East: degrees(110), North: degrees(114),
		CenterZoom: b[118], CenterLon: degrees(119), CenterLat: degrees(123),
	}
	if err := h.check(size); err != nil {
		return Header{}, err
	}
	switch {
	case h.Root.Length == 0:
		return Header{}, corrupt("it has no root directory")
	case h.Root.end() > rootEnd:
		return Header{}, corrupt("the root directory ends after the first %d bytes", rootEnd)
	case h.MinZoom > h.MaxZoom || h.MaxZoom > maxZoom:
		return Header{}, corrupt("its zooms go from %d to %d", h.MinZoom, h.MaxZoom)
	}
	return h, nil
}

// check tests that the sections lie in a file of the given size, each in a place
// of its own: were one moved, tiles would be read from wherever it points to.
func (h *Header) check(size uint64) error {
	type named struct {
		Section
		name string
	}
	sections := []named{{h.Root, "root directory"}, {h.Metadata, "metadata"}, {h.Leaves, "leaf directories"}, {h.Data, "tile data"}}
	sections = slices.DeleteFunc(sections, func(s named) bool { return s.Length == 0 })
	slices.SortStableFunc(sections, func(a, b named) int { return cmp.Compare(a.Offset, b.Offset) })
	from := uint64(headerSize)
	for _, s := range sections {
		switch {
		case s.Offset > size || s.Length > size-s.Offset:
			return corrupt("the %s would lie outside the file", s.name)
		case s.Offset < from:
			return corrupt("the %s would lie where something else is", s.name)
		}
		from = s.end()
	}
	return nil
}
