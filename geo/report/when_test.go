package report

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// bounds writes two bounds down as a table can hold them: open ends are "-".
func bounds(from, to time.Time) string {
	one := func(t time.Time) string {
		if t.IsZero() {
			return "-"
		}
		s := FormatBound(t)
		if t.Hour()+t.Minute()+t.Second() == 0 && t.Nanosecond() < 2 {
			s = s[:len(s)-len("T00:00:00Z")]
		}
		return s
	}
	return one(from) + " " + one(to)
}

func TestWhenBounds(t *testing.T) {
	for _, c := range []struct{ edtf, outer, inner string }{
		// level 0
		{"2024", "2024-01-01 2025-01-01", "2024-01-01 2025-01-01"},
		{"2024-06", "2024-06-01 2024-07-01", "2024-06-01 2024-07-01"},
		{"2024-12", "2024-12-01 2025-01-01", "2024-12-01 2025-01-01"},
		{"2024-10-08", "2024-10-08 2024-10-09", "2024-10-08 2024-10-09"},
		{"2024-02-29", "2024-02-29 2024-03-01", "2024-02-29 2024-03-01"},
		{"0000", "0000-01-01 0001-01-01", "0000-01-01 0001-01-01"},
		{"0001-01-01", "0001-01-01 0001-01-02", "0001-01-01 0001-01-02"},
		{"2024-10-08T14:30:00Z", "2024-10-08T14:30:00Z 2024-10-08T14:30:01Z", "2024-10-08T14:30:00Z 2024-10-08T14:30:01Z"},
		{"2024-10-08T14:30:00", "2024-10-08T14:30:00Z 2024-10-08T14:30:01Z", "2024-10-08T14:30:00Z 2024-10-08T14:30:01Z"},
		{"2024-10-08T04:30:00+09:00", "2024-10-07T19:30:00Z 2024-10-07T19:30:01Z", "2024-10-07T19:30:00Z 2024-10-07T19:30:01Z"},
		{"2024-10-08T22:30:00-05", "2024-10-09T03:30:00Z 2024-10-09T03:30:01Z", "2024-10-09T03:30:00Z 2024-10-09T03:30:01Z"},
		{"2024-10-08T14:30Z", "2024-10-08T14:30:00Z 2024-10-08T14:31:00Z", "2024-10-08T14:30:00Z 2024-10-08T14:31:00Z"},
		{"2024-10-08T14:30:00.25Z", "2024-10-08T14:30:00.25Z 2024-10-08T14:30:00.26Z", "2024-10-08T14:30:00.25Z 2024-10-08T14:30:00.26Z"},
		{"1964/2008", "1964-01-01 2009-01-01", "1965-01-01 2008-01-01"},
		{"2004-06/2006-08", "2004-06-01 2006-09-01", "2004-07-01 2006-08-01"},
		{"2024-10-08/2024-10-13", "2024-10-08 2024-10-14", "2024-10-09 2024-10-13"},
		{"2024-10-08/2024-10-09", "2024-10-08 2024-10-10", ""},
		{"2004-02-01/2005", "2004-02-01 2006-01-01", "2004-02-02 2005-01-01"},
		{"2024/2024-03", "2024-01-01 2024-04-01", ""},
		{"2024-10-08T10:00:00Z/2024-10-08T12:00:00Z", "2024-10-08T10:00:00Z 2024-10-08T12:00:01Z", "2024-10-08T10:00:01Z 2024-10-08T12:00:00Z"},

		// level 1
		{"Y170000002", "+170000002-01-01 +170000003-01-01", "+170000002-01-01 +170000003-01-01"},
		{"Y-999999999", "-999999999-01-01 -999999998-01-01", "-999999999-01-01 -999999998-01-01"},
		{"-1985", "-001985-01-01 -001984-01-01", "-001985-01-01 -001984-01-01"},
		{"-0044-03-15", "-000044-03-15 -000044-03-16", "-000044-03-15 -000044-03-16"},
		{"-0004-02-29", "-000004-02-29 -000004-03-01", "-000004-02-29 -000004-03-01"},
		{"2024-21", "2024-03-01 2024-06-01", ""},
		{"2024-22", "2024-06-01 2024-09-01", ""},
		{"2024-23", "2024-09-01 2024-12-01", ""},
		{"2024-24", "2024-12-01 2025-03-01", ""},
		{"1984?", "1984-01-01 1985-01-01", "1984-01-01 1985-01-01"},
		{"2004-06-11%", "2004-06-11 2004-06-12", "2004-06-11 2004-06-12"},
		{"2024-10-11~/2024-10-18~", "2024-10-11 2024-10-19", "2024-10-12 2024-10-18"},
		{"201X", "2010-01-01 2020-01-01", ""},
		{"20XX", "2000-01-01 2100-01-01", ""},
		{"000X", "0000-01-01 0010-01-01", ""},
		{"-198X", "-001989-01-01 -001979-01-01", ""},
		{"-000X", "-000009-01-01 0000-01-01", ""},
		{"-00XX", "-000099-01-01 0000-01-01", ""},
		{"2004-XX", "2004-01-01 2005-01-01", ""},
		{"1985-04-XX", "1985-04-01 1985-05-01", ""},
		{"1985-XX-XX", "1985-01-01 1986-01-01", ""},
		{"201X/2024", "2010-01-01 2025-01-01", "2020-01-01 2024-01-01"},
		{"../2024-10-18", "- 2024-10-19", "- 2024-10-18"},
		{"2024-10-08/..", "2024-10-08 -", "2024-10-09 -"},
		{"/2024-10-18", "- 2024-10-19", ""},
		{"2024-10-08/", "2024-10-08 -", ""},
	} {
		w, err := ParseWhen(c.edtf)
		if !assert.NoError(t, err, c.edtf) {
			continue
		}
		assert.Equal(t, c.outer, bounds(w.Outer()), "outer bounds of %s", c.edtf)
		inner := ""
		if from, to, ok := w.Inner(); ok {
			inner = bounds(from, to)
		}
		assert.Equal(t, c.inner, inner, "inner bounds of %s", c.edtf)
		assert.False(t, w.IsZero())
		assert.Equal(t, c.edtf, w.String())
	}
}

func TestWhenBoundsAreUTC(t *testing.T) {
	from, to := must(t, "2024-10-08T14:30:00+09:00").Outer()
	assert.Equal(t, time.UTC, from.Location())
	assert.Equal(t, time.UTC, to.Location())
}

// Go's zero time is a date that EDTF can write; it must not look open.
func TestWhenAtGoZeroTime(t *testing.T) {
	from, to := must(t, "0001").Outer()
	assert.False(t, from.IsZero())
	assert.Equal(t, "0001-01-01T00:00:00Z", FormatBound(from))
	assert.Equal(t, "0002-01-01T00:00:00Z", FormatBound(to))

	_, to = must(t, "0000").Outer()
	assert.False(t, to.IsZero())
	assert.False(t, must(t, "0000").May(time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC), time.Time{}))
}

func TestWhenMarks(t *testing.T) {
	for _, c := range []struct {
		edtf                                           string
		approxStart, approxEnd, unsureStart, unsureEnd bool
	}{
		{"2024", false, false, false, false},
		{"2024~", true, true, false, false},
		{"2024?", false, false, true, true},
		{"2024%", true, true, true, true},
		{"2024~/2025?", true, false, false, true},
		{"/2025%", false, true, false, true},
	} {
		w := must(t, c.edtf)
		assert.Equal(t, c.approxStart, w.ApproxStart(), c.edtf)
		assert.Equal(t, c.approxEnd, w.ApproxEnd(), c.edtf)
		assert.Equal(t, c.unsureStart, w.UncertainStart(), c.edtf)
		assert.Equal(t, c.unsureEnd, w.UncertainEnd(), c.edtf)
		assert.Equal(t, c.approxStart, w.Start().Approximate(), c.edtf)
		assert.Equal(t, c.unsureEnd, w.End().Uncertain(), c.edtf)
	}
	assert.True(t, must(t, "../2024").Start().Open())
	assert.True(t, must(t, "/2024").Start().Unknown())
	assert.False(t, must(t, "/2024").Start().Open())
	assert.True(t, must(t, "2024/2025").Interval())
	assert.False(t, must(t, "2024").Interval())
}

// Marks never move a bound.
func TestWhenMarksMoveNothing(t *testing.T) {
	for _, edtf := range []string{"2024", "2024-10", "2024-10-08", "-0043", "201X", "2024-21", "2004-XX"} {
		plain := bounds(must(t, edtf).Outer())
		for _, mark := range []string{"?", "~", "%"} {
			assert.Equal(t, plain, bounds(must(t, edtf+mark).Outer()), edtf+mark)
		}
	}
}

func TestMayAndMust(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2024, 10, d, 0, 0, 0, 0, time.UTC) }
	var open time.Time
	for _, c := range []struct {
		edtf      string
		from, to  time.Time
		may, must bool
	}{
		{"2024-10-08/2024-10-13", day(8), day(14), true, true},
		{"2024-10-08/2024-10-13", day(9), day(14), true, false},
		{"2024-10-08/2024-10-13", day(8), day(13), true, false},
		{"2024-10-08/2024-10-13", day(14), day(20), false, false},
		{"2024-10-08/2024-10-13", day(1), day(8), false, false},
		{"2024-10-08/2024-10-13", open, day(8), false, false},
		{"2024-10-08/2024-10-13", open, day(9), true, false},
		{"2024-10-08/2024-10-13", open, open, true, true},
		{"2024-10-08/2024-10-13", day(10), day(10), true, false},
		{"2024-10-08/2024-10-13", day(14), day(14), false, false},
		{"2024-10-08/2024-10-13", day(8), day(8), true, false},
		{"2024-10-03", day(3), day(4), true, true},
		{"/2024-10-18", day(1), day(30), true, false},
		{"/2024-10-18", open, day(30), true, true},
		{"/2024-10-18", day(19), open, false, false},
		{"../2024-10-18", open, day(19), true, true},
		{"2024-10-08/..", day(1), open, true, true},
		{"2024-10-08/..", day(1), day(30), true, false},
		{"2024-10-08/", open, day(8), false, false},
		{"2024", day(1), day(2), true, false},
	} {
		w := must(t, c.edtf)
		window := bounds(c.from, c.to)
		assert.Equal(t, c.may, w.May(c.from, c.to), "%s may be in %s", c.edtf, window)
		assert.Equal(t, c.must, w.Must(c.from, c.to), "%s must be in %s", c.edtf, window)
	}
	assert.False(t, When{}.May(open, open), "what has no date is in no window")
	assert.False(t, When{}.Must(open, open))
}

func TestOneDay(t *testing.T) {
	for edtf, want := range map[string]bool{
		"2024-10-08":            true,
		"2024-10-08?":           true,
		"2024-10-08~":           false,
		"2024-10-08T14:30:00Z":  true,
		"2024-10-08/2024-10-08": true,
		"2024-10-08T22:00:00Z/2024-10-08T23:59:59Z": true,
		"2024-10-08T22:00:00Z/2024-10-09T00:00:00Z": false,
		"2024-10-08/2024-10-09":                     false,
		"2024-10":                                   false,
		"2024-10-08/..":                             false,
		"0000-12-31":                                true,
		"0001-01-01":                                true,
	} {
		assert.Equal(t, want, must(t, edtf).OneDay(), edtf)
	}
	assert.False(t, When{}.OneDay())
}

func TestZeroWhen(t *testing.T) {
	var w When
	assert.True(t, w.IsZero())
	from, to := w.Outer()
	assert.True(t, from.IsZero() && to.IsZero())
	_, _, ok := w.Inner()
	assert.False(t, ok)
	assert.False(t, w.ApproxStart() || w.ApproxEnd() || w.Interval())
}

func TestFormatBound(t *testing.T) {
	assert.Equal(t, "", FormatBound(time.Time{}))
	assert.Equal(t, "2024-10-08T00:00:00Z", FormatBound(time.Date(2024, 10, 8, 9, 0, 0, 0, time.FixedZone("", 9*3600))))
	assert.Equal(t, "+012024-10-08T00:00:00Z", FormatBound(time.Date(12024, 10, 8, 0, 0, 0, 0, time.UTC)))
	assert.Equal(t, "-000001-10-08T00:00:00Z", FormatBound(time.Date(-1, 10, 8, 0, 0, 0, 0, time.UTC)))
}

func must(t *testing.T, edtf string) When {
	t.Helper()
	w, err := ParseWhen(edtf)
	require.NoError(t, err)
	return w
}
