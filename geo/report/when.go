package report

import (
	"fmt"
	"time"
)

// unit is what a Time names: the stretch of time that its bounds hold.
type unit uint8

const (
	noUnit     unit = iota
	openEnd         // ..
	unknownEnd      // nothing
	centuryUnit
	decadeUnit
	yearUnit
	seasonUnit
	monthUnit
	dayUnit
	minuteUnit
	secondUnit
)

// A Time is one date, date-time or season: one end of a [When], or all of it.
type Time struct {
	unit                   unit
	year, month, day       int  // month holds 21 to 24 for a season
	negative               bool // written with a minus: of use for -00XX
	maskedMonth, maskedDay bool // XX
	local                  bool // a date-time without Z or offset, read as UTC
	approx, uncertain      bool
	step                   time.Duration // of a date-time: how fine it is
	from, to               time.Time
}

// Open reports whether the end is given as "..": without bound.
func (t Time) Open() bool { return t.unit == openEnd }

// Unknown reports whether the end is left empty: there is one, not known when.
func (t Time) Unknown() bool { return t.unit == unknownEnd }

// Approximate reports whether the date is marked ~ or %.
func (t Time) Approximate() bool { return t.approx }

// Uncertain reports whether the date is marked ? or %.
func (t Time) Uncertain() bool { return t.uncertain }

// Bounds are the first instant of the date and the first one after it; both
// are zero for an open or unknown end.
func (t Time) Bounds() (from, to time.Time) { return t.from, t.to }

// span is a When that has been read; start and end are the same for a single date.
type span struct {
	start, end Time
	interval   bool
}

// A When is a date, a date-time or an interval in EDTF (Extended Date/Time
// Format, ISO 8601-2:2019, as the Library of Congress writes it down), levels
// 0 and 1. The zero When says nothing.
type When struct {
	Raw string // as given
	p   *span  // never changed once read, so that copies may share it
}

// ParseWhen reads EDTF of levels 0 and 1:
//
//	2024  2024-10  2024-10-08  -0043  0000  Y170000002     year, month, day
//	2024-10-08T14:30:00Z  …+09:00  …+09  without offset    date-time; without offset it is taken as UTC
//	2024-10-08/2024-10-13  2024-06/2025                    interval
//	../2024-10-18  2024-10-08/..                           open end
//	/2024-10-18  2024-10-08/                               unknown end
//	2024?  2024-10~  2024-10-08%                           uncertain, approximate, both
//	201X  20XX  2004-XX  1985-04-XX  1985-XX-XX            unspecified digits
//	2024-21 … 2024-24                                      spring, summer, autumn, winter
//
// Beyond the standard it takes date-times in intervals, hh:mm without seconds,
// and fractions of a second of up to nine digits. Years have up to nine
// digits. Level 2 is refused. The error is a [*DateError], whose text is a
// sentence that says what is wrong and what would be right.
//
// Seasons are those of the northern hemisphere, three whole months each:
// spring is March to May, winter December to February of the next year.
// Who means others writes months.
func ParseWhen(s string) (When, error) {
	p, err := parseSpan(s)
	if err != nil {
		return When{}, &DateError{Value: s, Problem: err.problem, Fix: err.fix}
	}
	return When{Raw: s, p: p}, nil
}

// String is the text that was read.
func (w When) String() string { return w.Raw }

// IsZero reports whether w says nothing.
func (w When) IsZero() bool { return w.p == nil }

// Start is the beginning, or the date itself.
func (w When) Start() Time {
	if w.p == nil {
		return Time{}
	}
	return w.p.start
}

// End is the end, or the date itself.
func (w When) End() Time {
	if w.p == nil {
		return Time{}
	}
	return w.p.end
}

// Interval reports whether w was written as an interval.
func (w When) Interval() bool { return w.p != nil && w.p.interval }

// ApproxStart reports whether the beginning is marked ~ or %.
func (w When) ApproxStart() bool { return w.Start().approx }

// ApproxEnd reports whether the end is marked ~ or %.
func (w When) ApproxEnd() bool { return w.End().approx }

// UncertainStart reports whether the beginning is marked ? or %.
func (w When) UncertainStart() bool { return w.Start().uncertain }

// UncertainEnd reports whether the end is marked ? or %.
func (w When) UncertainEnd() bool { return w.End().uncertain }

// Outer is the earliest possible instant and the first one that is too late,
// in UTC: half-open, [from, to). A zero time stands for an open or unknown
// end. Qualifiers move nothing.
//
// The instant 0001-01-01T00:00:00Z is Go's zero time; as a bound it stands one
// nanosecond later.
func (w When) Outer() (from, to time.Time) {
	return w.Start().from, w.End().to
}

// Inner is what is surely covered, half-open, in UTC. For an interval it runs
// from the latest possible start to the earliest possible end: the interval
// 2024-10-08/2024-10-13 begins sometime on the 8th and ends sometime on the
// 13th, so it surely covers the 9th to the 12th. A single date covers what it
// names. A zero time stands for an open end. Nothing is sure, and ok is false,
// if an end is unknown, if a single date is a season or has unspecified
// digits, or if the ends touch.
func (w When) Inner() (from, to time.Time, ok bool) {
	start, end := w.Start(), w.End()
	switch {
	case w.p == nil || start.unit == unknownEnd || end.unit == unknownEnd:
		return from, to, false
	case !w.p.interval:
		if start.unit == seasonUnit || start.masked() {
			return from, to, false
		}
		return start.from, start.to, true
	}
	if start.unit != openEnd && end.unit != openEnd && !start.to.Before(end.from) {
		return from, to, false
	}
	return start.to, end.from, true
}

// May reports whether w can have to do with the window: whether its outer
// bounds overlap [from, to). A zero time is an open side of the window. Two
// equal times are the instant itself. A zero When never does.
func (w When) May(from, to time.Time) bool {
	if w.p == nil {
		return false
	}
	first, last := w.Outer()
	if !from.IsZero() && from.Equal(to) {
		to = to.Add(1)
	}
	return (last.IsZero() || from.IsZero() || from.Before(last)) &&
		(first.IsZero() || to.IsZero() || first.Before(to))
}

// Must reports whether w surely lies in the window: whether its outer bounds
// lie within [from, to). An open or unknown end only lies in a window that is
// open on that side. A zero When never does.
func (w When) Must(from, to time.Time) bool {
	if w.p == nil {
		return false
	}
	first, last := w.Outer()
	return (from.IsZero() || !first.IsZero() && !first.Before(from)) &&
		(to.IsZero() || !last.IsZero() && !last.After(to))
}

// OneDay reports whether w is dated to a day or finer: its outer bounds lie
// within one UTC day, and no end is approximate.
func (w When) OneDay() bool {
	from, to := w.Outer()
	if from.IsZero() || to.IsZero() || w.ApproxStart() || w.ApproxEnd() {
		return false
	}
	year, month, day := from.Date()
	return !to.After(time.Date(year, month, day+1, 0, 0, 0, 1, time.UTC))
}

// masked reports whether digits are unspecified.
func (t Time) masked() bool {
	return t.unit == centuryUnit || t.unit == decadeUnit || t.maskedMonth || t.maskedDay
}

// setBounds fills in the bounds of a date.
func (t *Time) setBounds() {
	date := func(year, month, day int) time.Time {
		return offZero(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC))
	}
	years := 1
	switch t.unit {
	case centuryUnit:
		years = 100
	case decadeUnit:
		years = 10
	case seasonUnit:
		month := 3 * (t.month - 20) // spring, 21, begins in March
		t.from, t.to = date(t.year, month, 1), date(t.year, month+3, 1)
		return
	case monthUnit:
		t.from, t.to = date(t.year, t.month, 1), date(t.year, t.month+1, 1)
		return
	case dayUnit:
		t.from, t.to = date(t.year, t.month, t.day), date(t.year, t.month, t.day+1)
		return
	}
	first := t.year
	if t.negative {
		first -= years - 1 // -198X is -1989 to -1980
	}
	last := first + years
	if t.negative && t.year == 0 {
		last-- // there is no year -0000
	}
	t.from, t.to = date(first, 1, 1), date(last, 1, 1)
}

// offZero keeps a bound from looking like none.
func offZero(t time.Time) time.Time {
	if t.IsZero() {
		return t.Add(1)
	}
	return t
}

// FormatBound writes a bound as JavaScript's Date reads it: RFC 3339 in UTC,
// with a sign and six digits for years outside 0000 to 9999, and more if the
// year needs them. The zero time is the empty text.
func FormatBound(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case t.Equal(offZero(time.Time{})):
		t = time.Time{}
	}
	t = t.UTC()
	if year := t.Year(); year >= 0 && year <= 9999 {
		return t.Format(time.RFC3339Nano)
	} else {
		return signedYear(year) + t.Format("-01-02T15:04:05.999999999Z07:00")
	}
}

// signedYear writes a year with its sign and at least six digits.
func signedYear(year int) string {
	if year < 0 {
		return fmt.Sprintf("-%06d", -year)
	}
	return fmt.Sprintf("+%06d", year)
}
