package geo

import (
	"fmt"
	"sync"

	"dateline/geo/encode"
	"dateline/geo/layer"
	"dateline/geo/report"
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

// ParseAddress reads the address of a tile; nothing else does. Its errors are
// sentences that wrap [ErrAddressSyntax] or [ErrAddressOutside].
func ParseAddress(z, x, y string) (Address, error) { return tile.Parse(z, x, y) }

// MaxZoom is the deepest zoom of tiles.
const MaxZoom = tile.MaxZoom

// DetailZoom is the zoom up to which tiles gain detail and clusters open; deeper
// ones are served, but a client does as well to enlarge these.
const DetailZoom = 16

// A tiler is what a layer needs for its tiles beside itself. It is made when
// the first tile is asked for, and lives as long as the layer's data.
type tiler struct {
	encoder *encode.Encoder
	classes *layer.Classes // of the points' statuses
}

func newTiler(name string, l *layer.Layer) func() *tiler {
	return sync.OnceValue(func() *tiler {
		return &tiler{
			encoder: encode.New(name, l),
			classes: l.Points().Classes(tile.StatusSlots, func(row uint32) uint8 { return tile.StatusSlot(l.Status(row)) }),
		}
	})
}

var cuts = sync.Pool{New: func() any { return new(tile.Tile) }}

// Tile is the pipeline: cut the layer at an address, encode what is there. The
// format is mvt or geojson. The result is empty if nothing is there.
func (l *Layer) Tile(a Address, format string, f Filter) ([]byte, TileStats, error) {
	t := cuts.Get().(*tile.Tile)
	defer cuts.Put(t)
	tiler := l.tiler()
	o := tile.Options{Keep: l.Data.Keep(f.Filter), Cluster: l.Cluster, Status: tiler.classes}
	switch format {
	case "mvt":
		tile.Cut(t, l.Data, a, o)
		return tiler.encoder.MVT(nil, t), t.Stats, nil
	case "geojson":
		o.Buffer = -1 // GeoJSON knows no copies of what lies beside
		tile.Cut(t, l.Data, a, o)
		if len(t.Features) == 0 {
			return nil, t.Stats, nil
		}
		return tiler.encoder.GeoJSON(nil, t), t.Stats, nil
	default:
		return nil, TileStats{}, fmt.Errorf("unknown tile format %q", format)
	}
}

// Fields says of every property whether it is String, Number or Boolean, as
// TileJSON has it.
func (l *Layer) Fields() map[string]string {
	fields := map[string]string{}
	columns := l.Data.Columns()
	for i := range columns {
		fields[columns[i].Name] = columns[i].Values.Type()
	}
	return fields
}

// Bounds is west, south, east and north of all features, in degrees: the world
// if there is nothing to be drawn. East is beyond 180 where data cross the
// antimeridian that way.
func (l *Layer) Bounds() [4]float64 {
	b, ok := l.Data.Bounds()
	if !ok {
		return [4]float64{-180, -85, 180, 85}
	}
	return [4]float64{b.West, b.South, b.East, b.North}
}

// Count is how many features the filter selects.
func (l *Layer) Count(f Filter) int {
	if f.IsZero() {
		return l.Data.Len()
	}
	n := 0
	for range l.Data.Select(f.Filter) {
		n++
	}
	return n
}

// ForPage is [Filter.ForPage] for this layer: the same filter where it would
// leave out nothing more, since tiles without one are cheaper.
func (l *Layer) ForPage(f Filter) Filter {
	if len(f.Status) > 0 {
		return f
	}
	for range l.Data.Select(layer.Filter{Status: []string{string(report.Refuted), string(report.Retracted)}}) {
		return f.ForPage()
	}
	return f
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
