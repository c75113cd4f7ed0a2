package report

import (
	"fmt"
	"strings"
	"time"
)

var monthsShort = [...]string{"", "Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"}

var seasons = map[int]string{21: "spring", 22: "summer", 23: "autumn", 24: "winter"}

// when puts a date or interval into words, in lower case unless it begins with
// a name.
func (e english) when(p *span, long bool) string {
	s, end := p.start, p.end
	switch {
	case !p.interval:
		return marks(s) + e.date(s, long)
	case s.unit == unknownEnd:
		return "not dated, before " + e.part(end, long)
	case s.unit == openEnd:
		return "until " + e.part(end, long)
	case end.unit == unknownEnd:
		return "from " + e.part(s, long) + ", end not known"
	case end.unit == openEnd:
		return "since " + e.part(s, long)
	}
	if s.approx == end.approx && s.uncertain == end.uncertain {
		if compact := e.compact(s, end, long); compact != "" {
			return marks(s) + compact
		}
	}
	first := e.part(s, long)
	if year := " " + yearWords(s.year); s.year == end.year && plainDay(s) && plainDay(end) {
		first = strings.TrimSuffix(first, year)
	}
	return "from " + first + " to " + e.part(end, long)
}

// marks says what the qualifier of a date says.
func marks(t Time) string {
	about := "about "
	if t.unit == decadeUnit || t.unit == centuryUnit {
		about = "roughly " // goes before "between"
	}
	switch {
	case t.approx && t.uncertain:
		return "perhaps " + about
	case t.approx:
		return about
	case t.uncertain:
		return "perhaps "
	}
	return ""
}

// part is a date inside an interval.
func (e english) part(t Time, long bool) string {
	if t.unit == decadeUnit || t.unit == centuryUnit {
		s := "some year in " + yearWords(t.from.Year()) + "–" + yearWords(t.to.Year()-1)
		switch {
		case t.uncertain:
			return "perhaps " + s
		case t.approx:
			return "roughly " + s
		}
		return s
	}
	return marks(t) + e.date(t, long)
}

// date is a single date without its qualifier.
func (e english) date(t Time, long bool) string {
	year := yearWords(t.year)
	switch t.unit {
	case centuryUnit, decadeUnit:
		return "between " + yearWords(t.from.Year()) + " and " + yearWords(t.to.Year()-1)
	case yearUnit:
		switch {
		case t.maskedDay:
			return year + ", month and day not known"
		case t.maskedMonth:
			return year + ", month not known"
		}
		return year
	case seasonUnit:
		return seasons[t.month] + " " + year
	case monthUnit:
		s := time.Month(t.month).String() + " " + year
		if t.maskedDay {
			s += ", day not known"
		}
		return s
	case dayUnit:
		return fmt.Sprintf("%d %s %s", t.day, monthName(t.month, long), year)
	}
	return dayOf(t, long) + ", " + clockOf(t) + zoneOf(t)
}

// compact writes an interval whose ends are alike with what they share once;
// "" if they share nothing that way.
func (e english) compact(s, end Time, long bool) string {
	sameYear := s.year == end.year
	sameMonth := sameYear && s.month == end.month
	switch {
	case isClock(s) && isClock(end):
		if s.local != end.local {
			return ""
		}
		if e.date(s, long) == e.date(end, long) {
			return e.date(s, long)
		}
		if dayOf(s, long) == dayOf(end, long) {
			return dayOf(s, long) + ", " + clockOf(s) + "–" + clockOf(end) + zoneOf(s)
		}
		return e.date(s, long) + " – " + e.date(end, long)
	case s.unit != end.unit || s.masked() || end.masked() || s.year < 1000 || end.year > 9999:
		return ""
	case s.unit == yearUnit && sameYear, s.unit == monthUnit && sameMonth, s.unit == dayUnit && sameMonth && s.day == end.day:
		return e.date(s, long)
	case s.unit == yearUnit:
		return fmt.Sprintf("%d–%d", s.year, end.year)
	case s.unit == monthUnit && sameYear:
		return time.Month(s.month).String() + "–" + e.date(end, long)
	case s.unit == dayUnit && sameMonth:
		return fmt.Sprintf("%d–%s", s.day, e.date(end, long))
	case s.unit == dayUnit && sameYear:
		return fmt.Sprintf("%d %s – %s", s.day, monthName(s.month, long), e.date(end, long))
	case s.unit == monthUnit || s.unit == dayUnit:
		return e.date(s, long) + " – " + e.date(end, long)
	}
	return ""
}

func isClock(t Time) bool { return t.unit == minuteUnit || t.unit == secondUnit }

// plainDay reports whether a date ends in its year and can go without it.
func plainDay(t Time) bool {
	return t.unit == dayUnit || t.unit == monthUnit && !t.maskedDay
}

func monthName(month int, long bool) string {
	if long {
		return time.Month(month).String()
	}
	return monthsShort[month]
}

// dayOf is the UTC day of a date-time: readers compare times, not offsets.
func dayOf(t Time, long bool) string {
	at := t.from
	return fmt.Sprintf("%d %s %s", at.Day(), monthName(int(at.Month()), long), yearWords(at.Year()))
}

// clockOf leaves out seconds that say nothing.
func clockOf(t Time) string {
	switch {
	case t.step < time.Second:
		return t.from.Format("15:04:05.999999999")
	case t.from.Second() != 0:
		return t.from.Format("15:04:05")
	}
	return t.from.Format("15:04")
}

// zoneOf claims no zone where none was given.
func zoneOf(t Time) string {
	if t.local {
		return ""
	}
	return " UTC"
}

// yearWords writes a year of the proleptic Gregorian calendar, in which 0 is 1 BC.
func yearWords(year int) string {
	switch {
	case year > 9999:
		return "AD " + digits(float64(year), ",", ".")
	case year >= 1000:
		return fmt.Sprint(year)
	case year > 0:
		return fmt.Sprintf("AD %d", year)
	case year <= -9999:
		return digits(float64(1-year), ",", ".") + " BC"
	}
	return fmt.Sprintf("%d BC", 1-year)
}
