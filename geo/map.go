package geo

import (
	"math"
	"slices"
	"strings"
	"time"

	"dateline/geo/layer"
	"dateline/geo/paint"
	"dateline/geo/report"
)

// A Map is one folder of layers with what its map.yaml says of it.
type Map struct {
	Name         string // of its folder, as in addresses
	Title        report.Text
	ShortTitle   report.Text // for the embed; Title if not given
	Description  report.Text
	ShortSummary report.Text // for the embed; Description if not given
	Background   []report.Text
	Lang         string // BCP 47, of texts without a tag and of the interface
	AsOf         string // EDTF date of the newest report, as given; may be empty
	View         *View  // nil: the page finds one that fits
	Credits      []Credit
	Layers       []*Layer
	Version      string    // a hash of everything in the folder that is served
	Since        time.Time // when this program took the version up
	Stale        time.Time // zero, or when what is shown was last read well: newer content cannot be used
	Problems     []report.Finding
	Held         []string // what map.yaml keeps out, and why
	Unserved     []string // files that should be layers and are not; Problems say why
	unarchived   error    // why no archive can be made of it, if map.yaml is at fault
}

// A View is what a map shows at first: its centre in degrees and its zoom.
type View struct{ Lon, Lat, Zoom float64 }

// A Credit names whose work is shown.
type Credit struct {
	Text report.Text
	URL  string // http(s) or empty
}

// A Layer is a layer under the name that its addresses use.
type Layer struct {
	Name     string // of its file: events
	FullName string // with its map: north-korean-troops.events
	File     string // as the desk knows it: folder/events.geojson
	Title    report.Text
	Version  string            // a hash of the file's content
	Cluster  bool              // points too dense for a zoom become clusters in tiles
	Style    *paint.LayerStyle // from map.yaml; nil draws plainly what has no status
	Archive  Part              // what archives have of it
	Data     *layer.Layer
	tiler    func() *tiler
}

// An Entry is one feature of a map, ready to be listed.
type Entry struct {
	Layer   *Layer
	Index   int // in Layer.Data
	Ordinal int // place in the file, from 1
	ID      string
	Shape   report.Shape
	Report  *report.Report
}

// Key names the entry within its map: layer/id, or layer/~N without an id.
func (e Entry) Key() string { return e.Layer.Name + "/" + e.Layer.Data.Feature(e.Index).Address() }

// A Feature is one feature of a layer, as its columns have it.
type Feature = layer.Feature

// Feature is the entry's feature.
func (e Entry) Feature() layer.Feature { return e.Layer.Data.Feature(e.Index) }

// Layer returns the layer of the given bare name, nil if there is none.
func (m *Map) Layer(name string) *Layer {
	for _, l := range m.Layers {
		if l.Name == name {
			return l
		}
	}
	return nil
}

// Part is the map with only those of its layers that keep wants.
func (m *Map) Part(keep func(*Layer) bool) *Map {
	part := *m
	part.Layers = nil
	for _, l := range m.Layers {
		if keep(l) {
			part.Layers = append(part.Layers, l)
		}
	}
	return &part
}

// Total is the number of features in all layers.
func (m *Map) Total() int {
	n := 0
	for _, l := range m.Layers {
		n += l.Data.Len()
	}
	return n
}

// Entry returns the entry of the given key.
func (m *Map) Entry(key string) (Entry, bool) {
	name, address, ok := strings.Cut(key, "/")
	l := m.Layer(name)
	if !ok || l == nil {
		return Entry{}, false
	}
	i, ok := l.Data.Find(address)
	if !ok {
		return Entry{}, false
	}
	return entry(l, i), true
}

func entry(l *Layer, i int) Entry {
	f := l.Data.Feature(i)
	return Entry{Layer: l, Index: i, Ordinal: f.Ordinal(), ID: f.ID(), Shape: f.Shape(), Report: f.Report()}
}

// A Selection is the entries that a filter selects, in the order of the list:
// by rank, then by date (undated last), then by layer and place in the file.
type Selection struct {
	m    *Map
	rows []row
}

// row is what the order needs of an entry, so that a selection of a million
// holds no parsed reports.
type row struct {
	layer, index int
	rank         float64
	from, to     int64 // Unix seconds; math.MinInt64 and MaxInt64 at open ends
}

// Select applies a filter to all layers.
func (m *Map) Select(f Filter) Selection {
	s := Selection{m: m}
	for n, l := range m.Layers {
		if !f.Wants(l) {
			continue
		}
		for i := range l.Data.Select(f.Filter) {
			s.rows = append(s.rows, newRow(n, i, l.Data.Feature(i)))
		}
	}
	slices.SortStableFunc(s.rows, func(a, b row) int {
		switch {
		case a.rank != b.rank:
			return compare(a.rank, b.rank)
		case a.from != b.from:
			return compare(a.from, b.from)
		default:
			return compare(a.to, b.to)
		}
	})
	return s
}

func newRow(n, i int, f layer.Feature) row {
	r := row{layer: n, index: i, rank: f.Rank(), from: math.MaxInt64, to: math.MaxInt64}
	if from, to, ok := f.Dated(); ok && !from.IsZero() {
		r.from = from.Unix()
		if !to.IsZero() {
			r.to = to.Unix()
		}
	}
	return r
}

func compare[T int64 | float64](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// ByDate is the selection in the order of time, whatever the ranks; undated last.
func (s Selection) ByDate() Selection {
	rows := slices.Clone(s.rows)
	slices.SortStableFunc(rows, func(a, b row) int {
		if a.from != b.from {
			return compare(a.from, b.from)
		}
		return compare(a.to, b.to)
	})
	return Selection{s.m, rows}
}

// Parts splits the selection by what of says of each feature, in the order in
// which the keys come first.
func (s Selection) Parts(of func(Feature) string) (keys []string, parts []Selection) {
	at := map[string]int{}
	for _, r := range s.rows {
		key := of(s.m.Layers[r.layer].Data.Feature(r.index))
		i, known := at[key]
		if !known {
			i = len(parts)
			at[key] = i
			keys, parts = append(keys, key), append(parts, Selection{m: s.m})
		}
		parts[i].rows = append(parts[i].rows, r)
	}
	return keys, parts
}

// Len is the number of selected entries.
func (s Selection) Len() int { return len(s.rows) }

// Entry returns entry i, 0 ≤ i < Len.
func (s Selection) Entry(i int) Entry {
	return entry(s.m.Layers[s.rows[i].layer], s.rows[i].index)
}

// Index returns the place of the entry with the given key in the selection,
// or -1.
func (s Selection) Index(key string) int {
	e, ok := s.m.Entry(key)
	if !ok {
		return -1
	}
	return slices.IndexFunc(s.rows, func(r row) bool {
		return r.index == e.Index && s.m.Layers[r.layer] == e.Layer
	})
}

// Entries returns what the filter selects, whole. Prefer [Map.Select] where a
// map may be large.
func (m *Map) Entries(f Filter) []Entry {
	s := m.Select(f)
	all := make([]Entry, s.Len())
	for i := range all {
		all[i] = s.Entry(i)
	}
	return all
}
