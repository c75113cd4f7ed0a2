package layer

import (
	"slices"
	"time"

	"dateline/geo/report"

	"github.com/paulmach/orb"
)

// A batch is a stretch of a file with some of its features, and what was read
// of them. Batches are read at the same time and put together in their order.
//
// Most features are read in one go (fast.go). One that is unusual in any
// way, a faulty one first of all, is read again by the scanner (strict.go), which
// knows what to say about it.
type batch struct {
	scanner             // data is the text up to the batch's end
	worker    *worker   // only while it is read
	from      int       // where the batch begins in data
	first     uint32    // index of its first feature in the layer, once that is known
	lines     []int     // of each feature seen; nil for GeoJSON
	openEnded bool      // it ends with the array's bracket, not with the data
	now       time.Time // features whose publish_at is later are kept back

	count    int       // features seen
	ordinals []uint32  // of the features kept, counted from 1 within the batch
	starts   []uint32  // their places in data
	sizes    []uint32  // their bytes
	forms    []form    // what their geometry is
	places   []Coord   // the middle of their geometry
	ids      []rawID   // empty as long as none has one
	otherIDs rawColumn // ids that are not whole numbers
	reports  []rowReport
	shapes   ShapeBuilder // with the index of the feature for a row
	bounds   orb.Bound    // of all positions
	located  bool         // there are any

	columns []*rawColumn
	byKey   map[string]*member // by name as it stands in the text
	byName  map[string]*rawColumn
	layout  layout
	touched []*rawColumn // those that the present feature has been entered into

	text     packer
	findings []report.Finding
	withheld Withheld

	countedTo int // newlines are counted up to here
	line      int // of countedTo, from 1 at the batch's beginning
}

// A form is a geometry's: whether there is one, and what it is drawn as.
type form uint8

const (
	formNone  form = iota // no geometry
	formPoint             // a single point
	formShape             // any other
	formMask  = 3
)

func formOf(kind form, shape report.Shape) form { return kind | form(shape)<<2 }

func (f form) kind() form          { return f & formMask }
func (f form) shape() report.Shape { return report.Shape(f >> 2) }

// rawID is an id: none, a whole number or anything else, which is in otherIDs.
type rawID struct {
	kind   idKind
	number uint64
}

// A rowReport is the report of one feature, given its index or row.
type rowReport struct {
	feature uint32
	report  *report.Report
}

// newBatch makes the batch of data[from:], which lies depth levels deep and is
// read as of now.
func newBatch(data []byte, from, depth int, now time.Time) *batch {
	return &batch{scanner: scanner{data: data, pos: from, depth: depth}, from: from, countedTo: from, line: 1, now: now}
}

// read reads features with commas between them up to the batch's end. Only
// broken JSON is an error.
func (b *batch) read(w *worker) error {
	b.begin(w)
	defer b.finish()
	for {
		if err := b.feature(); err != nil {
			return err
		}
		b.space()
		switch {
		case b.pos == len(b.data) && !b.openEnded, b.pos < len(b.data) && b.data[b.pos] == ']' && b.openEnded:
			return nil
		case b.pos == len(b.data) || b.data[b.pos] != ',':
			return b.unexpected("','")
		}
		b.pos++
		if len(b.sizes) == 1 {
			// The others are most likely about as long.
			b.expect(min((len(b.data)-b.from)/(b.pos-b.from)+8, 1<<14))
		}
	}
}

func (b *batch) begin(w *worker) {
	b.worker, b.text.worker = w, w
	b.otherIDs.worker = w
	b.otherIDs.seats = w.takeSeats(6)
	b.byKey, b.byName = map[string]*member{}, map[string]*rawColumn{}
}

// expect makes room for n features.
func (b *batch) expect(n int) {
	b.ordinals = slices.Grow(b.ordinals, n)
	b.starts = slices.Grow(b.starts, n)
	b.sizes = slices.Grow(b.sizes, n)
	b.forms = slices.Grow(b.forms, n)
	b.places = slices.Grow(b.places, n)
	if len(b.ids) > 0 {
		b.ids = slices.Grow(b.ids, n)
	}
}

// finish ends the reading.
func (b *batch) finish() {
	b.text.flush()
	b.byKey, b.byName, b.layout, b.touched = nil, nil, layout{}, nil
	for _, c := range b.columns {
		b.worker.end(c)
	}
	b.worker.giveSeats(b.otherIDs.seats)
	b.otherIDs.seats, b.otherIDs.worker = nil, nil
	b.worker, b.text.worker = nil, nil
}

// feature reads the feature at the present position.
func (b *batch) feature() error {
	b.space()
	start := b.pos
	b.worker.arena = b.worker.room[:0]
	var f feature
	if end := b.fast(start, &f); end > 0 {
		b.count++
		b.pos = end
		if f.reported {
			b.report(&f, b.data[f.properties:f.propertiesEnd], start, b.data[f.idFrom:f.idTo])
		}
		if !b.hold(&f, start, b.data[f.idFrom:f.idTo]) {
			b.keep(start, end, &f)
		}
		return nil
	}
	b.undo()
	v, err := b.value()
	if err != nil {
		return err
	}
	return b.add(v)
}

// feature is what was read of a feature beside its properties.
type feature struct {
	id       rawID
	idFrom   int // of an id that is no whole number
	idTo     int
	geometry orb.Geometry // unless it is a point; good until the next feature is read
	bound    orb.Bound    // of geometry
	point    orb.Point
	form     form
	report   *report.Report // nil unless it has sources

	properties    int // where they stand, if they are an object with sources
	propertiesEnd int
	reported      bool // there are sources
	holds         holds
	beside        holds // the same names beside the properties
}

// keep notes a feature whose properties have been entered into the columns.
func (b *batch) keep(start, end int, f *feature) {
	n := uint32(len(b.sizes))
	b.ordinals = append(b.ordinals, uint32(b.count))
	b.starts = append(b.starts, uint32(start))
	b.sizes = append(b.sizes, uint32(end-start))
	b.text.add(b.data[start:end])
	b.forms = append(b.forms, f.form)
	var place Coord
	switch f.form.kind() {
	case formPoint:
		place = Project(f.point[0], f.point[1])
		b.reach(f.point, f.point)
	case formShape:
		middle := f.bound.Center()
		place = Project(middle[0], middle[1])
		b.reach(f.bound.Min, f.bound.Max)
		b.shapes.Add(n, f.geometry)
	}
	b.places = append(b.places, place)
	if f.id.kind != idNone || len(b.ids) > 0 {
		b.ids = sized(b.ids, n)
		b.ids[n] = f.id
		if f.id.kind == idOther {
			b.otherIDs.add(b.data, f.idFrom, f.idTo, n)
		}
	}
	if f.report != nil {
		b.reports = append(b.reports, rowReport{n, f.report})
	}
	b.touched = b.touched[:0]
}

// sized makes s long enough to have an element n.
func sized[T any](s []T, n uint32) []T {
	for len(s) <= int(n) {
		var zero T
		s = append(s, zero)
	}
	return s
}

func (b *batch) reach(low, high orb.Point) {
	if !b.located {
		b.bounds, b.located = orb.Bound{Min: low, Max: high}, true
		return
	}
	extend(&b.bounds, low)
	extend(&b.bounds, high)
}

func extend(b *orb.Bound, p orb.Point) {
	for axis, v := range p {
		if v < b.Min[axis] {
			b.Min[axis] = v
		}
		if v > b.Max[axis] {
			b.Max[axis] = v
		}
	}
}

// enter notes a property of the present feature.
func (b *batch) enter(c *rawColumn, from, to int) {
	n := uint32(len(b.sizes))
	if b.data[from] == 'n' { // null
		c.remove(n)
		return
	}
	c.add(b.data, from, to, n)
	b.touched = append(b.touched, c)
}

// undo takes back what the present feature was entered into.
func (b *batch) undo() {
	for _, c := range b.touched {
		c.remove(uint32(len(b.sizes)))
	}
	b.touched = b.touched[:0]
}

// member is a property by its key as it stands between its quotes.
func (b *batch) member(key []byte) *member {
	if m, ok := b.byKey[string(key)]; ok {
		return m
	}
	name := unquote(key)
	c, ok := b.byName[name]
	if !ok {
		c = b.worker.begin(name)
		b.byName[name] = c
		b.columns = append(b.columns, c)
	}
	m := &member{string(key), c}
	b.byKey[m.key] = m
	return m
}
