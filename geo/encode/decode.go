package encode

import (
	"errors"
	"fmt"
	"math"
)

// ErrDecode says that bytes are no vector tile.
var ErrDecode = errors.New("no vector tile")

func undecodable(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDecode, fmt.Sprintf(format, args...))
}

// A Decoded is a vector tile that was read. It may be used again for another
// one, which then takes its memory. Layers point into the bytes they were read
// from, which must not change while the tile is in use.
//
// It takes at most some ten times the memory of those bytes.
type Decoded struct {
	Layers []DecodedLayer
}

// Layer is the first layer of a name; nil if there is none.
func (d *Decoded) Layer(name string) *DecodedLayer {
	for i := range d.Layers {
		if d.Layers[i].Name == name {
			return &d.Layers[i]
		}
	}
	return nil
}

// A DecodedLayer holds its geometry in flat arrays: a feature has some parts,
// a part has some coordinates.
type DecodedLayer struct {
	Name     string
	Version  uint32 // 1 or 2
	Extent   uint32 // units from edge to edge of the tile
	Features []DecodedFeature

	data         []byte // of the layer
	keys, values []piece
	tags         []uint32
	coords       []Unit
	ends         []uint32 // of parts, in coords
}

// A Unit is a place in a tile in units of its layer's extent, from the tile's
// northwest corner; y goes to the south.
type Unit struct{ X, Y int32 }

// A piece is a part of a layer's bytes.
type piece struct{ from, to uint32 }

// GeometryType is what a feature is.
type GeometryType uint8

const (
	PointType   GeometryType = 1
	LineType    GeometryType = 2
	PolygonType GeometryType = 3
)

// A DecodedFeature is to be used with its layer's methods.
type DecodedFeature struct {
	ID    uint64
	HasID bool
	Type  GeometryType

	tagFrom, tagTo   uint32
	partFrom, partTo uint32
}

// Parts is how many lines or rings a feature has; the points of a point
// feature are one part.
func (l *DecodedLayer) Parts(f *DecodedFeature) int { return int(f.partTo - f.partFrom) }

// Part is one line, one ring or all points of a feature. A ring is open: its
// first coordinate is not repeated. In a valid tile the rings around land have
// a positive area where y goes down, holes have a negative one. The slice is
// the layer's.
func (l *DecodedLayer) Part(f *DecodedFeature, i int) []Unit {
	at, from := f.partFrom+uint32(i), uint32(0)
	if at > 0 {
		from = l.ends[at-1]
	}
	return l.coords[from:l.ends[at]]
}

// Coords is how many coordinates the layer has.
func (l *DecodedLayer) Coords() int { return len(l.coords) }

// DecodeMVT reads a vector tile of version 1 or 2 of the Mapbox Vector Tile
// specification. Of its layers those are read that want says, nil for all; the
// others are passed over, at the cost of finding their names. Fields that the
// specification does not name are passed over too. Features of unknown type or
// without a drawable part (a line of one place, a ring of two) are left out.
//
// Errors wrap [ErrDecode]; dst is empty then. Any bytes are safe to read.
func DecodeMVT(dst *Decoded, data []byte, want func(layer string) bool) error {
	layers := dst.Layers[:0]
	dst.Layers = layers
	if len(data) > math.MaxInt32 {
		return undecodable("it has %d bytes", len(data))
	}
	r := protoReader{data: data}
	for !r.done() {
		number, kind := r.tag()
		if number != 3 || kind != lengthDelimited {
			r.skip(kind)
			continue
		}
		content := r.bytes()
		if r.err != nil {
			break
		}
		// The memory of a layer that stood here in the last tile is used again.
		if len(layers) < cap(layers) {
			layers = layers[:len(layers)+1]
		} else {
			layers = append(layers, DecodedLayer{})
		}
		wanted, err := layers[len(layers)-1].decode(content, want)
		if err != nil {
			return err
		}
		if !wanted {
			layers = layers[:len(layers)-1]
		}
	}
	if r.err != nil {
		return r.err
	}
	dst.Layers = layers
	return nil
}
