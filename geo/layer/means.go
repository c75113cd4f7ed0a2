package layer

import (
	"bytes"
	"math"
	"strings"
	"time"

	"dateline/geo/report"
)

// What the properties kind and when say in the model's terms is the same for
// all features without sources that have the same value, so it is held by the
// codes of their columns. A feature with sources may be read otherwise; where
// that makes a difference its row is noted.

// kinds are the kinds of the features by row.
type kinds struct {
	column *Column  // nil if no feature has one
	names  []string // by code
	odd    map[uint32]string
}

func (k *kinds) at(row uint32) string {
	if name, ok := k.odd[row]; ok {
		return name
	}
	return k.plain(row)
}

// plain is what the row's kind would be without sources.
func (k *kinds) plain(row uint32) string {
	if k.column == nil {
		return ""
	}
	return k.names[k.column.Code(row)]
}

// dates are the outer bounds of the features' times by row, see
// [report.When.Outer].
type dates struct {
	column  *Column    // nil if no feature has `when`
	seconds [][2]int64 // by code: Unix seconds
	nanos   [][2]int32 // by code: parts of a second; nil if all are 0
	odd     map[uint32]span
}

// A span is outer bounds; a zero time is an open end.
type span struct {
	from, to time.Time
	dated    bool
}

const (
	openStart = math.MinInt64
	openEnd   = math.MaxInt64
)

// undated is what no date can be.
var undated = [2]int64{openEnd, openStart}

func (d *dates) at(row uint32) span {
	if s, ok := d.odd[row]; ok {
		return s
	}
	return d.plain(row)
}

// plain is what the row's time would be without sources.
func (d *dates) plain(row uint32) span {
	if d.column == nil {
		return span{}
	}
	code := d.column.Code(row)
	seconds, nanos := d.seconds[code], [2]int32{}
	if seconds == undated {
		return span{}
	}
	if d.nanos != nil {
		nanos = d.nanos[code]
	}
	s := span{dated: true}
	if seconds[0] != openStart {
		s.from = time.Unix(seconds[0], int64(nanos[0])).UTC()
	}
	if seconds[1] != openEnd {
		s.to = time.Unix(seconds[1], int64(nanos[1])).UTC()
	}
	return s
}

func (d *dates) set(code uint32, s span) {
	if !s.dated {
		d.seconds[code] = undated
		return
	}
	seconds := [2]int64{openStart, openEnd}
	var nanos [2]int32
	if !s.from.IsZero() {
		seconds[0], nanos[0] = s.from.Unix(), int32(s.from.Nanosecond())
	}
	if !s.to.IsZero() {
		seconds[1], nanos[1] = s.to.Unix(), int32(s.to.Nanosecond())
	}
	d.seconds[code], d.nanos[code] = seconds, nanos
}

// meanings reads kinds and times from the columns.
func (a *assembly) meanings() {
	l := a.layer
	if c := l.column("kind"); c != nil {
		l.kinds = kinds{column: c, names: make([]string, c.Values.Len()+1), odd: map[uint32]string{}}
		for code := 1; code < len(l.kinds.names); code++ {
			l.kinds.names[code] = alone("kind", c.Values.JSON(uint32(code))).Kind
		}
	}
	if c := l.column("when"); c != nil {
		n := c.Values.Len() + 1
		l.dates = dates{column: c, seconds: make([][2]int64, n), nanos: make([][2]int32, n), odd: map[uint32]span{}}
		l.dates.seconds[0] = undated
		const many = 1 << 13
		var jobs []func()
		for from := 1; from < n; from += many {
			jobs = append(jobs, func() {
				for code := from; code < min(n, from+many); code++ {
					l.dates.set(uint32(code), spanOf(whenIn(&c.Values, uint32(code))))
				}
			})
		}
		parallel(jobs)
		whole := true
		for _, nanos := range l.dates.nanos {
			whole = whole && nanos == [2]int32{}
		}
		if whole {
			l.dates.nanos = nil
		}
	}
	for i, r := range l.reports {
		row := l.reportRows[i]
		if r.Kind != l.kinds.plain(row) {
			l.kinds.odd[row] = r.Kind
		}
		if s := spanOf(r.When); s != l.dates.plain(row) {
			l.dates.odd[row] = s
		}
	}
}

func spanOf(w report.When) span {
	if w.IsZero() {
		return span{}
	}
	from, to := w.Outer()
	return span{from, to, true}
}

// alone is what a property alone says, given as JSON.
func alone(name string, json []byte) *report.Report {
	r, _ := report.Parse(bytes.Join([][]byte{[]byte(`{"` + name + `":`), json, []byte(`}`)}, nil))
	return r
}

// whenIn is a value of `when`. Dates, which are short texts, are not worth the
// way over JSON.
func whenIn(v *Values, code uint32) report.When {
	if m := v.MVT(code); m[0] == valueText && !v.nested.has(code) && len(m) < 64 {
		w, _ := report.ParseWhen(strings.TrimSpace(string(messageText(m))))
		return w
	}
	return alone("when", v.JSON(code)).When
}

// column is the column of a property of the file.
func (l *Layer) column(name string) *Column {
	for i := range l.columns {
		if c := &l.columns[i]; c.Name == name && !c.Made {
			return c
		}
	}
	return nil
}
