package geo

import (
	"fmt"
	"slices"
	"time"

	"dateline/geo/report"
)

// A News is a report that is new or changed, or a correction of one.
type News struct {
	Entry
	At         time.Time // when it was
	Correction *report.Correction
	// Part names a correction within its report: that of the version it made,
	// such as correction-2. It is empty for the report itself.
	Part string
}

// News lists what is new on the map, newest first and at most so many. What has
// no date that can be read is not in it, since no date is invented; features
// without sources have none.
func (m *Map) News(f Filter, most int) []News {
	type item struct {
		row, correction int
		at              time.Time
	}
	var items []item
	s := m.Select(f)
	for i, row := range s.rows {
		r := m.Layers[row.layer].Data.Feature(row.index).Sourced()
		if r == nil {
			continue
		}
		if at := r.Changed(); !at.IsZero() {
			items = append(items, item{i, -1, at})
		}
		for n, c := range r.Corrections {
			if at := c.Instant(); !at.IsZero() {
				items = append(items, item{i, n, at})
			}
		}
	}
	slices.SortStableFunc(items, func(a, b item) int { return b.at.Compare(a.at) })
	items = items[:min(len(items), most)]
	news := make([]News, len(items))
	for i, it := range items {
		e := s.Entry(it.row)
		n := News{Entry: e, At: it.at}
		if it.correction >= 0 {
			n.Correction = &e.Report.Corrections[it.correction]
			n.Part = partOf(e.Report.Corrections, it.correction)
		}
		news[i] = n
	}
	return news
}

// partOf names a correction. Several of one version are told apart by their
// order, oldest first as desks add them.
func partOf(all []report.Correction, n int) string {
	rev, same := all[n].Rev, 1
	for _, c := range all[:n] {
		if c.Rev == rev {
			same++
		}
	}
	if same > 1 {
		return fmt.Sprintf("correction-%d-%d", rev, same)
	}
	return fmt.Sprintf("correction-%d", rev)
}
