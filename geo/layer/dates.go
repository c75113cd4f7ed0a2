package layer

import (
	"math"
	"time"
)

// dates holds the outer bounds of the features' times by row, see
// [report.When.Outer], as Unix seconds. It is empty if no feature is dated.
type dates struct {
	seconds [][2]int64
	nanos   [][2]int32 // parts of a second; nil if all are 0
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

// undated is what no dated feature can have.
var undated = [2]int64{openEnd, openStart}

func newDates(rows int) dates {
	d := dates{seconds: make([][2]int64, rows)}
	for i := range d.seconds {
		d.seconds[i] = undated
	}
	return d
}

func (d *dates) set(row uint32, s span) {
	if !s.dated {
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
	d.seconds[row] = seconds
	if nanos != [2]int32{} {
		if d.nanos == nil {
			d.nanos = make([][2]int32, len(d.seconds))
		}
		d.nanos[row] = nanos
	}
}

func (d *dates) at(row uint32) span {
	if d.seconds == nil || d.seconds[row] == undated {
		return span{}
	}
	seconds, nanos := d.seconds[row], [2]int32{}
	if d.nanos != nil {
		nanos = d.nanos[row]
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
