package layer

import (
	"cmp"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"dateline/geo/report"

	"github.com/paulmach/orb"
)

// madeID is the name of the property that stands in for ids which vector tiles
// do not have.
const madeID = "id"

// An assembly makes a layer of what was read of its file, batch by batch.
type assembly struct {
	batches []*batch
	layer   *Layer

	properties []*merging
	others     *merging // ids that are no whole numbers; nil if there are none
	repeated   []repetition
}

// assemble makes the layer.
func assemble(batches []*batch) *assembly {
	a := &assembly{batches: batches, layer: &Layer{whole: true}}
	a.features()
	a.properties, a.others = mergings(batches), otherIDs(batches)
	a.layer.columns = make([]Column, len(a.properties), len(a.properties)+1)

	// First what does not need the order of the rows, and that order; then the
	// rest. What takes longest comes first.
	jobs := []func(){a.order}
	if a.others != nil {
		if i := slices.IndexFunc(a.properties, func(m *merging) bool { return m.name == madeID }); i >= 0 {
			a.properties[i].join(a.others)
		}
		jobs = append(jobs, a.others.number)
	}
	long := slices.Clone(a.properties)
	slices.SortStableFunc(long, func(a, b *merging) int { return cmp.Compare(b.raw, a.raw) })
	for _, m := range long {
		jobs = append(jobs, m.number)
	}
	parallel(jobs)

	jobs = []func(){a.shapes, a.ids}
	for _, m := range long {
		i := slices.Index(a.properties, m)
		jobs = append(jobs, func() { a.layer.columns[i] = m.column(a.layer.rows) })
	}
	parallel(append(jobs, a.points, a.sources, a.reports))
	a.made()
	a.meanings()
	a.layer.bytes = heapOf(a.layer)
	return a
}

// parallel does all jobs, in their order as far as there are processors for them.
func parallel(jobs []func()) {
	var next atomic.Int32
	var done sync.WaitGroup
	for range min(len(jobs), runtime.GOMAXPROCS(0)) {
		done.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(jobs); i = next.Add(1) - 1 {
				jobs[i]()
			}
		})
	}
	done.Wait()
}

// features counts the features and notes their places in the file.
func (a *assembly) features() {
	l := a.layer
	seen, kept := 0, 0
	for _, b := range a.batches {
		b.first = uint32(kept)
		seen += b.count
		kept += len(b.sizes)
	}
	l.rows = make([]uint32, kept)
	l.whole = seen == kept
	if !l.whole {
		l.ordinals = make([]uint32, 0, kept)
	}
	before := uint32(0)
	for _, b := range a.batches {
		if !l.whole {
			for _, n := range b.ordinals {
				l.ordinals = append(l.ordinals, before+n)
			}
		}
		before += uint32(b.count)
		l.withheld.join(b.withheld)
		if b.located {
			l.reach(b.bounds)
		}
	}
}

// order puts the features into rows: along the curve by the middle of their
// geometry, those without one at the end.
func (a *assembly) order() {
	l := a.layer
	var nowhere []uint32
	located, keys := make([]uint32, 0, len(l.rows)), make([]uint64, 0, len(l.rows))
	for _, b := range a.batches {
		for i, p := range b.places {
			feature := b.first + uint32(i)
			if b.forms[i].kind() == formNone {
				nowhere = append(nowhere, feature)
			} else {
				located, keys = append(located, feature), append(keys, Morton(p))
			}
		}
	}
	l.features = make([]uint32, 0, len(l.rows))
	for _, i := range curveOrder(keys) {
		l.features = append(l.features, located[i])
	}
	l.features = append(l.features, nowhere...)
	l.forms = make([]form, len(l.rows))
	for row, feature := range l.features {
		l.rows[feature] = uint32(row)
	}
	for _, b := range a.batches {
		for i, f := range b.forms {
			l.forms[l.rows[b.first+uint32(i)]] = f
		}
	}
}

func (a *assembly) points() {
	l := a.layer
	n := 0
	for _, f := range l.forms {
		if f.kind() == formPoint {
			n++
		}
	}
	at := make([]Coord, len(l.rows))
	for _, b := range a.batches {
		for i, p := range b.places {
			at[l.rows[b.first+uint32(i)]] = p
		}
	}
	coords, rows := make([]Coord, 0, n), make([]uint32, 0, n)
	for row, f := range l.forms {
		if f.kind() == formPoint {
			coords, rows = append(coords, at[row]), append(rows, uint32(row))
		}
	}
	l.points = newPoints(coords, rows)
}

func (a *assembly) shapes() {
	var all ShapeBuilder
	var coords, parts int
	for _, b := range a.batches {
		coords += len(b.shapes.coords)
		parts += len(b.shapes.parts)
	}
	all.coords, all.parts = make([]Coord, 0, coords), make([]Part, 0, parts)
	for _, b := range a.batches {
		all.join(&b.shapes, b.first)
		b.shapes = ShapeBuilder{}
	}
	a.layer.shapes = all.Build(a.layer.rows)
}

// join adds what another builder has collected, whose numbers of rows are
// counted from first.
func (b *ShapeBuilder) join(o *ShapeBuilder, first uint32) {
	base := b.begin()
	b.coords = append(b.coords, o.coords...)
	for _, p := range o.parts {
		p.Row += first
		p.First += base
		if p.Kind.Ring() {
			p.Polygon += b.next
		}
		b.parts = append(b.parts, p)
	}
	b.next += o.next
}

func (a *assembly) sources() {
	packers := make([]*packer, len(a.batches))
	starts := make([]uint32, 0, len(a.layer.rows)+1)
	end := uint32(0)
	for i, b := range a.batches {
		packers[i] = &b.text
		for _, size := range b.sizes {
			starts = append(starts, end)
			end += size
		}
	}
	a.layer.source = newSource(packers, append(starts, end))
}

func (a *assembly) reports() {
	l := a.layer
	var all []rowReport
	for _, b := range a.batches {
		for _, r := range b.reports {
			all = append(all, rowReport{l.rows[b.first+r.feature], r.report})
		}
	}
	if len(all) == 0 {
		return
	}
	slices.SortFunc(all, func(a, b rowReport) int { return cmp.Compare(a.feature, b.feature) })
	l.statuses = make([]uint8, len(l.rows))
	for _, r := range all {
		l.reportRows, l.reports = append(l.reportRows, r.feature), append(l.reports, r.report)
		l.statuses[r.feature] = uint8(slices.Index(statuses, r.report.Status) + 1)
	}
}

func (a *assembly) ids() {
	l := a.layer
	x := &l.ids
	x.inOrder = l.rows
	if a.others != nil {
		c := a.others.column(l.rows)
		x.others = &c
	}
	var counts [idOther + 1]int
	most := uint64(0)
	for _, b := range a.batches {
		for _, id := range b.ids {
			counts[id.kind]++
			most = max(most, id.number)
		}
	}
	counts[idNone] = len(l.rows) - counts[idNumber] - counts[idOther]
	same := slices.IndexFunc(counts[:], func(n int) bool { return n == len(l.rows) })
	if x.same = idKind(max(same, 0)); same < 0 {
		x.kinds = make([]uint8, len(l.rows))
	}
	switch {
	case counts[idNumber] == 0:
	case most <= math.MaxUint32:
		x.short = make([]uint32, len(l.rows))
	default:
		x.long = make([]uint64, len(l.rows))
	}
	for _, b := range a.batches {
		for i, id := range b.ids {
			row := l.rows[b.first+uint32(i)]
			if x.kinds != nil {
				x.kinds[row] = uint8(id.kind)
			}
			switch {
			case id.kind != idNumber:
			case x.short != nil:
				x.short[row] = uint32(id.number)
			default:
				x.long[row] = id.number
			}
		}
	}
	a.repeated = x.sort()
}

// made adds the property that stands in for ids, unless it is there already.
func (a *assembly) made() {
	l := a.layer
	if a.others == nil || slices.ContainsFunc(l.columns, func(c Column) bool { return c.Name == madeID }) {
		return
	}
	c := *l.ids.others
	c.Made = true
	l.columns = append(l.columns, c)
}

// reach extends the layer's bounds.
func (l *Layer) reach(b orb.Bound) {
	box := Box{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}
	if l.located {
		box = Box{min(box.West, l.bounds.West), min(box.South, l.bounds.South), max(box.East, l.bounds.East), max(box.North, l.bounds.North)}
	}
	l.bounds, l.located = box, true
}

// findings are those of all batches in the order of the file. base tells the
// line before the one where a batch begins.
func (a *assembly) findings(base func(b *batch) int) []report.Finding {
	var all []report.Finding
	before := 0
	for _, b := range a.batches {
		for _, f := range b.findings {
			f.Feature += before
			if b.lines == nil {
				f.Line += base(b)
			}
			all = append(all, f)
		}
		before += b.count
		b.countedTo, b.line = b.from, 1
	}
	all = append(all, a.repeatedIDs(base)...)
	slices.SortStableFunc(all, func(a, b report.Finding) int { return cmp.Compare(a.Feature, b.Feature) })
	return all
}

// repeatedIDs tells of the ids that more than one feature has.
func (a *assembly) repeatedIDs(base func(b *batch) int) []report.Finding {
	l := a.layer
	slices.SortFunc(a.repeated, func(a, b repetition) int { return cmp.Compare(a.feature, b.feature) })
	var all []report.Finding
	at := 0
	for _, p := range a.repeated {
		for at+1 < len(a.batches) && a.batches[at+1].first <= p.feature {
			at++
		}
		b := a.batches[at]
		n := p.feature - b.first
		line := b.lineOf(int(b.ordinals[n]), int(b.starts[n]))
		if b.lines == nil {
			line += base(b)
		}
		all = append(all, report.Finding{
			Line: line, Feature: l.ordinal(int(p.feature)), ID: clip(l.Feature(int(p.feature)).ID()), Field: "id",
			Message: fmt.Sprintf("is also the id of feature %d, which is the one that its address gives", l.ordinal(int(p.first))),
			Fix:     "give each feature an id of its own",
		})
	}
	return all
}
