package report

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A DateError says why a text is no date in EDTF.
type DateError struct {
	Value   string // the whole text
	Problem string // what is wrong with it
	Fix     string // what would be right
}

// Error is one sentence: "2024-13" is no date: month 13; write a month 01 to 12.
func (e *DateError) Error() string {
	return e.message() + "; " + e.Fix
}

func (e *DateError) message() string {
	return quote(e.Value) + " is no date: " + e.Problem
}

// fault is a DateError that does not know the whole text yet.
type fault struct{ problem, fix string }

const (
	maxDateLen = 100 // longer than anything in levels 0 and 1
	maxDigits  = 9   // of a year: time.Time holds more, but nobody needs them

	writeDate = "write a date as in 2024, 2024-10, 2024-10-08 or 2024-10-08/2024-10-13"
	writeTime = "write a date-time as in 2024-10-08T14:30:00Z"
)

// parseSpan reads a whole EDTF text.
func parseSpan(s string) (*span, *fault) {
	switch {
	case s == "":
		return nil, &fault{"it is empty", writeDate}
	case len(s) > maxDateLen:
		return nil, &fault{"it is too long", writeDate}
	case strings.TrimSpace(s) != s:
		return nil, &fault{"there is space around it", "leave the space out"}
	case strings.ContainsAny(s, "[]{}"):
		return nil, &fault{"a set of dates is EDTF level 2, and levels 0 and 1 are read",
			"write one date or an interval, as in 2024-10-08/2024-10-13"}
	}
	first, second, interval := strings.Cut(s, "/")
	if !interval {
		if s == ".." {
			return nil, &fault{"it is an open end and nothing else", "write an interval, as in ../2024-10-18"}
		}
		t, err := parseTime(s)
		if err != nil {
			return nil, err
		}
		return &span{start: t, end: t}, nil
	}
	if strings.Contains(second, "/") {
		return nil, &fault{"it has more than one /", "write an interval as in 2024-10-08/2024-10-13"}
	}
	p := &span{interval: true}
	var err *fault
	if p.start, err = parseEnd(first); err != nil {
		return nil, err
	}
	if p.end, err = parseEnd(second); err != nil {
		return nil, err
	}
	known := 0
	for _, t := range []Time{p.start, p.end} {
		if t.unit != openEnd && t.unit != unknownEnd {
			known++
		}
	}
	switch {
	case known == 0:
		return nil, &fault{"neither end is a date", "write a date at one end at least, as in ../2024-10-18"}
	case known == 2 && !p.start.from.Before(p.end.to):
		return nil, &fault{"it ends before it begins", "write the earlier date first: " + second + "/" + first}
	}
	return p, nil
}

// parseEnd reads one side of an interval.
func parseEnd(s string) (Time, *fault) {
	switch s {
	case "":
		return Time{unit: unknownEnd}, nil
	case "..":
		return Time{unit: openEnd}, nil
	case "open", "unknown":
		return Time{}, &fault{quote(s) + " is of an older draft of EDTF", "write .. for an open end and nothing for an unknown one"}
	}
	return parseTime(s)
}

// parseTime reads a date, with its qualifier, or a date-time.
func parseTime(s string) (Time, *fault) {
	var t Time
	body := s
	switch s[len(s)-1] {
	case '?':
		t.uncertain = true
	case '~':
		t.approx = true
	case '%':
		t.uncertain, t.approx = true, true
	}
	if t.uncertain || t.approx {
		body = s[:len(s)-1]
	}
	if strings.TrimRight(body, "?~%") != body {
		return t, &fault{"it has two marks at its end", "write % for uncertain and approximate"}
	}
	if strings.ContainsAny(body, "?~%") {
		return t, &fault{"a mark inside a date is EDTF level 2, and levels 0 and 1 are read", "put ?, ~ or % at the end of the date"}
	}
	if strings.HasPrefix(body, "Y") {
		return t, t.readLongYear(body[1:])
	}
	if date, clock, ok := strings.Cut(body, "T"); ok {
		if body != s {
			return t, &fault{"a date-time takes no mark", "leave out the time or the mark"}
		}
		if err := t.readDate(date); err != nil {
			return t, err
		}
		if t.unit != dayUnit {
			return t, &fault{"the date before T is not a full date", writeTime}
		}
		return t, t.readClock(clock)
	}
	return t, t.readDate(body)
}

// readLongYear reads what follows Y: a year of more than four digits.
func (t *Time) readLongYear(s string) *fault {
	digits := strings.TrimPrefix(s, "-")
	if rest := strings.TrimLeft(digits, "0123456789"); rest != "" {
		switch {
		case rest[0] == 'E' || rest[0] == 'S':
			return &fault{"exponents and significant digits of a year are EDTF level 2, and levels 0 and 1 are read", "write the year in digits, as in Y17000"}
		case rest[0] == '-':
			return &fault{"a year with Y takes no month", "write the year alone"}
		}
		return &fault{"Y stands before a year in digits", "write it as in Y17000"}
	}
	short := strings.TrimLeft(digits, "0")
	switch {
	case digits == "":
		return &fault{"Y stands before a year in digits", "write it as in Y17000"}
	case len(short) <= 4:
		sign := strings.TrimSuffix(s, digits)
		if short == "" {
			sign = ""
		}
		return &fault{"Y is for years of more than four digits", fmt.Sprintf("write %s%04s", sign, short)}
	case short != digits:
		return &fault{"the year begins with 0", "write Y" + strings.TrimSuffix(s, digits) + short}
	case len(digits) > maxDigits:
		return &fault{fmt.Sprintf("its year has %d digits", len(digits)), fmt.Sprintf("write a year of up to %d digits", maxDigits)}
	}
	year, err := strconv.Atoi(s)
	if err != nil {
		return &fault{"Y stands before a year in digits", "write it as in Y17000"}
	}
	t.unit, t.year = yearUnit, year
	t.setBounds()
	return nil
}

// readDate reads a year, a month, a season or a day, X for digits included.
func (t *Time) readDate(s string) *fault {
	rest, negative := strings.CutPrefix(s, "-")
	parts := strings.Split(rest, "-")
	if err := t.readYear(parts[0], negative, len(parts) > 1); err != nil {
		return err
	}
	if len(parts) > 3 {
		return &fault{"it has too many parts", writeDate}
	}
	if len(parts) > 1 {
		if err := t.readMonth(parts[1]); err != nil {
			return err
		}
	}
	if len(parts) > 2 {
		if err := t.readDay(parts[2]); err != nil {
			return err
		}
	}
	t.setBounds()
	return nil
}

var errLevel2X = &fault{"an X there is EDTF level 2, and levels 0 and 1 are read",
	"write X for the last digits only, as in 201X, 20XX, 2004-XX, 1985-04-XX or 1985-XX-XX"}

func (t *Time) readYear(s string, negative, more bool) *fault {
	digits := strings.TrimRight(s, "X")
	if s == "" || strings.Trim(digits, "0123456789X") != "" {
		if strings.HasSuffix(strings.TrimRight(s, "0123456789"), "S") {
			return &fault{"significant digits of a year are EDTF level 2, and levels 0 and 1 are read", "write the year alone"}
		}
		return &fault{"it is not written as EDTF", writeDate}
	}
	masked := len(s) - len(digits)
	switch {
	case strings.Contains(digits, "X"), masked > 2, masked > 0 && more:
		return errLevel2X
	case len(s) == 8 && masked == 0 && !more:
		return &fault{"it has no hyphens", "write it " + s[:4] + "-" + s[4:6] + "-" + s[6:]}
	case len(s) < 4:
		return &fault{"its year has " + strconv.Itoa(len(s)) + " digits", "write a year with four, as in 2024"}
	case len(s) > 4 && s[0] != '0' && masked == 0 && !more && !negative:
		return &fault{"its year has " + strconv.Itoa(len(s)) + " digits", "write Y before a year of more than four, as in Y" + clip(s)}
	case len(s) > 4:
		return &fault{"its year has " + strconv.Itoa(len(s)) + " digits", "write a year with four, as in 2024"}
	}
	year, _ := strconv.Atoi(digits)
	t.unit = yearUnit
	for range masked {
		year *= 10
	}
	switch masked {
	case 1:
		t.unit = decadeUnit
	case 2:
		t.unit = centuryUnit
	}
	if negative {
		if s == "0000" {
			return &fault{"there is no year -0000", "write 0000 for the year 1 BC"}
		}
		year = -year
		t.negative = true
	}
	t.year = year
	return nil
}

func (t *Time) readMonth(s string) *fault {
	if s == "XX" {
		t.maskedMonth = true
		return nil
	}
	n, err := twoDigits("month", s)
	switch {
	case err != nil:
		return err
	case n >= 21 && n <= 24:
		t.unit, t.month = seasonUnit, n
	case n >= 25 && n <= 41:
		return &fault{fmt.Sprintf("season %d is EDTF level 2, and levels 0 and 1 are read", n), "write a season 21 to 24 or months"}
	case n < 1 || n > 12:
		return &fault{fmt.Sprintf("month %02d", n), "write a month 01 to 12"}
	default:
		t.unit, t.month = monthUnit, n
	}
	return nil
}

func (t *Time) readDay(s string) *fault {
	switch {
	case t.unit == seasonUnit:
		return &fault{"a season takes no day", "write a month 01 to 12"}
	case s == "XX":
		t.maskedDay = true
		return nil
	case t.maskedMonth:
		return errLevel2X
	}
	n, err := twoDigits("day", s)
	if err != nil {
		return err
	}
	month := time.Month(t.month)
	if last := time.Date(t.year, month+1, 0, 0, 0, 0, 0, time.UTC).Day(); n < 1 || n > last {
		problem := fmt.Sprintf("day %02d", n)
		if n > 28 && n <= 31 {
			problem = fmt.Sprintf("%s %04d has %d days", month, t.year, last)
		}
		return &fault{problem, fmt.Sprintf("write a day 01 to %d", last)}
	}
	t.unit, t.day = dayUnit, n
	return nil
}

// twoDigits reads a month or a day.
func twoDigits(what, s string) (int, *fault) {
	switch {
	case s == "":
		return 0, &fault{"the " + what + " is missing", writeDate}
	case strings.Trim(s, "0123456789") == "":
		if len(s) == 1 {
			return 0, &fault{what + " " + s + " has one digit", "write 0" + s}
		}
		if len(s) == 2 {
			return int(s[0]-'0')*10 + int(s[1]-'0'), nil
		}
	case strings.Trim(s, "0123456789X") == "":
		return 0, errLevel2X
	case strings.Contains(s, " ") && what == "day":
		return 0, &fault{"there is a space in it", writeTime}
	}
	return 0, &fault{quote(s) + " is no " + what, writeDate}
}

// readClock reads what follows T: hh:mm:ss, with a fraction if need be, or
// hh:mm, and Z, an offset from UTC or nothing.
func (t *Time) readClock(s string) *fault {
	clock, offset := s, ""
	if i := strings.IndexAny(s, "Z+-"); i >= 0 {
		clock, offset = s[:i], s[i:]
	}
	whole, fraction, hasFraction := strings.Cut(clock, ".")
	parts := strings.Split(whole, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return &fault{"its time is not written hh:mm:ss", writeTime}
	}
	limits := []struct {
		name, article string
		max           int
	}{{"hour", "an", 23}, {"minute", "a", 59}, {"second", "a", 59}}
	var v [3]int
	for i, part := range parts {
		n, ok := clockDigits(part)
		switch {
		case !ok:
			return &fault{"its time is not written hh:mm:ss", writeTime}
		case n > limits[i].max:
			return &fault{fmt.Sprintf("%s %02d", limits[i].name, n), fmt.Sprintf("write %s %s 00 to %d", limits[i].article, limits[i].name, limits[i].max)}
		}
		v[i] = n
	}
	t.unit, t.step = secondUnit, time.Second
	if len(parts) == 2 {
		t.unit, t.step = minuteUnit, time.Minute
	}
	nanos := 0
	if hasFraction {
		if len(parts) < 3 || fraction == "" || len(fraction) > 9 || strings.Trim(fraction, "0123456789") != "" {
			return &fault{"the fraction of its second is not one to nine digits", writeTime}
		}
		nanos, _ = strconv.Atoi(fraction)
		for i := len(fraction); i < 9; i++ {
			nanos *= 10
		}
		for range fraction {
			t.step /= 10
		}
	}
	zone, err := readOffset(offset)
	if err != nil {
		return err
	}
	t.local = offset == ""
	at := time.Date(t.year, time.Month(t.month), t.day, v[0], v[1], v[2], nanos, time.UTC).Add(-zone)
	t.from, t.to = offZero(at), offZero(at.Add(t.step))
	return nil
}

func clockDigits(s string) (int, bool) {
	if len(s) != 2 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	return int(s[0]-'0')*10 + int(s[1]-'0'), true
}

// readOffset reads "", Z, +hh or +hh:mm.
func readOffset(s string) (time.Duration, *fault) {
	if s == "" || s == "Z" {
		return 0, nil
	}
	hours, minutes, colon := strings.Cut(s[1:], ":")
	h, ok := clockDigits(hours)
	m := 0
	if colon && ok {
		m, ok = clockDigits(minutes)
	}
	if s[0] == 'Z' || !ok || h > 23 || m > 59 {
		return 0, &fault{quote(s) + " is no offset from UTC", "write Z or an offset as in +09:00"}
	}
	d := time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
	if s[0] == '-' {
		d = -d
	}
	return d, nil
}
