package geo

import (
	"fmt"
	"sync"

	"dateline/geo/encode"
	"dateline/geo/tile"
)

// An Address names a tile: zoom, column from the west, row from the north.
type Address = tile.Address

// TileStats counts what became of the features of a tile.
type TileStats = tile.Stats

// What is wrong with the address of a tile.
var (
	ErrAddressSyntax  = tile.ErrSyntax
	ErrAddressOutside = tile.ErrOutside
)

// ParseAddress reads the address of a tile; nothing else does.
func ParseAddress(z, x, y string) (Address, error) { return tile.Parse(z, x, y) }

// DetailZoom is the zoom up to which tiles gain detail; deeper ones are served,
// but a client does as well to enlarge these.
const DetailZoom = 14

var cuts = sync.Pool{New: func() any { return new(tile.Tile) }}

// Tile is the pipeline: cut the layer at an address, encode what is there. The
// result is empty if nothing is.
func (l *Layer) Tile(a Address, format string, f Filter) ([]byte, TileStats, error) {
	t := cuts.Get().(*tile.Tile)
	defer cuts.Put(t)
	tile.Cut(t, l.Data, a, tile.Options{Keep: l.Data.Keep(f.Filter), Cluster: l.Cluster, Status: l.Data.StatusClass})
	if len(t.Features) == 0 {
		return nil, t.Stats, nil
	}
	switch format {
	case "mvt":
		return encode.MVT(nil, l.Name, l.Data, t), t.Stats, nil
	case "geojson":
		return encode.GeoJSON(nil, l.Data, t), t.Stats, nil
	default:
		return nil, t.Stats, fmt.Errorf("unknown tile format %q", format)
	}
}

// Fields says of every property whether it is String, Number or Boolean, as
// TileJSON has it.
func (l *Layer) Fields() map[string]string {
	fields := map[string]string{}
	for _, c := range l.Data.Columns() {
		fields[c.Name] = c.Type()
	}
	return fields
}

// Bytes is the memory that the map's layers take, roughly.
func (m *Map) Bytes() int64 {
	n := int64(0)
	for _, l := range m.Layers {
		n += l.Data.Bytes()
	}
	return n
}

// MapOf returns the map that a layer belongs to.
func (s *State) MapOf(l *Layer) *Map {
	for _, m := range s.Maps {
		for _, other := range m.Layers {
			if other == l {
				return m
			}
		}
	}
	return nil
}
