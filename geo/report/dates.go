package report

import (
	"strconv"
	"time"

	"dateline/geo/words"
)

// when puts a date or interval into words, in lower case unless it begins with
// a name.
func (t tongue) when(p *span, long bool) string {
	s, end := p.start, p.end
	switch {
	case !p.interval:
		return t.marked(s, t.date(s, long), false)
	case s.unit == unknownEnd:
		return t.Say("when.before", "date", t.part(end, long))
	case s.unit == openEnd:
		return t.Say("when.until", "date", t.part(end, long))
	case end.unit == unknownEnd:
		return t.Say("when.from", "date", t.part(s, long))
	case end.unit == openEnd:
		return t.Say("when.since", "date", t.part(s, long))
	}
	if s.approx == end.approx && s.uncertain == end.uncertain {
		if compact := t.compact(s, end, long); compact != "" {
			return t.marked(s, compact, false)
		}
	}
	if s.year == end.year && plainDay(s) && plainDay(end) {
		return t.Say("when.from_to_year", "from", t.marked(s, t.inYear(s, long), true), "to", t.marked(end, t.inYear(end, long), true), "year", t.year(s.year))
	}
	return t.Say("when.from_to", "from", t.part(s, long), "to", t.part(end, long))
}

// marked adds to a date what its qualifier says; inside is a date within a
// longer phrase.
func (t tongue) marked(date Time, s string, inside bool) string {
	vague := date.unit == decadeUnit || date.unit == centuryUnit
	if date.approx && (!inside || !vague || !date.uncertain) {
		about := "when.about"
		if vague {
			about = "when.roughly" // goes before "between"
		}
		s = t.Say(about, "date", s)
	}
	switch {
	case date.uncertain && inside:
		s = t.Say("when.perhaps_in", "date", s)
	case date.uncertain:
		s = t.Say("when.perhaps", "date", s)
	}
	return s
}

// part is a date inside an interval: languages with cases have it in the
// genitive.
func (t tongue) part(date Time, long bool) string {
	switch date.unit {
	case decadeUnit, centuryUnit:
		s := t.Say("date.decade_in", "from", t.year(date.from.Year()), "to", t.year(date.to.Year()-1))
		return t.marked(date, s, true)
	case yearUnit:
		if !date.maskedMonth && !date.maskedDay {
			return t.marked(date, t.Say("date.year_in", "year", t.year(date.year)), true)
		}
	case seasonUnit:
		return t.marked(date, t.Say("date.season", "season", t.List("date.seasons_in")[date.month-21], "year", t.year(date.year)), true)
	case monthUnit:
		if !date.maskedDay {
			return t.marked(date, t.Say("date.month", "month", t.month(date.month, true), "year", t.year(date.year)), true)
		}
	}
	return t.marked(date, t.date(date, long), true)
}

// inYear is a day or month without its year.
func (t tongue) inYear(date Time, long bool) string {
	if date.unit == monthUnit {
		return t.month(date.month, true)
	}
	return t.Say("date.day_month", "day", digit(date.day), "month", t.month(date.month, long))
}

// date is a single date without its qualifier.
func (t tongue) date(d Time, long bool) string {
	year := t.year(d.year)
	switch d.unit {
	case centuryUnit, decadeUnit:
		return t.Say("date.decade", "from", t.year(d.from.Year()), "to", t.year(d.to.Year()-1))
	case yearUnit:
		switch {
		case d.maskedDay:
			return t.Say("date.unknown_month_day", "date", year)
		case d.maskedMonth:
			return t.Say("date.unknown_month", "date", year)
		}
		return year
	case seasonUnit:
		return t.Say("date.season", "season", t.List("date.seasons")[d.month-21], "year", year)
	case monthUnit:
		s := t.Say("date.month", "month", t.monthAlone(d.month), "year", year)
		if d.maskedDay {
			return t.Say("date.unknown_day", "date", s)
		}
		return s
	case dayUnit:
		return t.Say("date.day", "day", digit(d.day), "month", t.month(d.month, long), "year", year)
	}
	return t.zoned(d, t.Say("date.time", "day", t.dayOf(d, long), "clock", clockOf(d)))
}

// compact writes an interval whose ends are alike with what they share once;
// "" if they share nothing that way.
func (t tongue) compact(s, end Time, long bool) string {
	sameYear := s.year == end.year
	sameMonth := sameYear && s.month == end.month
	switch {
	case isClock(s) && isClock(end):
		if s.local != end.local {
			return ""
		}
		if t.date(s, long) == t.date(end, long) {
			return t.date(s, long)
		}
		if t.dayOf(s, long) == t.dayOf(end, long) {
			clocks := t.Say("date.clocks", "from", clockOf(s), "to", clockOf(end))
			return t.zoned(s, t.Say("date.time", "day", t.dayOf(s, long), "clock", clocks))
		}
		return t.Say("date.range", "from", t.date(s, long), "to", t.date(end, long))
	case s.unit != end.unit || s.masked() || end.masked() || s.year < 1000 || end.year > 9999:
		return ""
	case s.unit == yearUnit && sameYear, s.unit == monthUnit && sameMonth, s.unit == dayUnit && sameMonth && s.day == end.day:
		return t.date(s, long)
	case s.unit == yearUnit:
		return t.Say("date.years", "from", digit(s.year), "to", digit(end.year))
	case s.unit == monthUnit && sameYear:
		return t.Say("date.months", "from", t.monthAlone(s.month), "to", t.monthAlone(end.month), "year", t.year(s.year))
	case s.unit == dayUnit && sameMonth:
		return t.Say("date.days", "from", digit(s.day), "day", digit(end.day), "month", t.month(end.month, long), "year", t.year(end.year))
	case s.unit == dayUnit && sameYear:
		return t.Say("date.days_months", "from", t.inYear(s, long), "to", t.inYear(end, long), "year", t.year(end.year))
	case s.unit == monthUnit || s.unit == dayUnit:
		return t.Say("date.range", "from", t.date(s, long), "to", t.date(end, long))
	}
	return ""
}

func isClock(t Time) bool { return t.unit == minuteUnit || t.unit == secondUnit }

// plainDay reports whether a date ends in its year and can go without it.
func plainDay(t Time) bool {
	return t.unit == dayUnit || t.unit == monthUnit && !t.maskedDay
}

// month is the name of a month beside a day, in the genitive where a language
// has one.
func (t tongue) month(month int, long bool) string {
	if long {
		return t.List("date.months_long")[month-1]
	}
	return t.List("date.months_short")[month-1]
}

// monthAlone is the name of a month without a day.
func (t tongue) monthAlone(month int) string { return t.List("date.months_alone")[month-1] }

// dayOf is the UTC day of a date-time: readers compare times, not offsets.
func (t tongue) dayOf(d Time, long bool) string {
	at := d.from
	return t.Say("date.day", "day", digit(at.Day()), "month", t.month(int(at.Month()), long), "year", t.year(at.Year()))
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

// zoned claims no zone where none was given.
func (t tongue) zoned(d Time, s string) string {
	if d.local {
		return s
	}
	return t.Say("date.utc", "time", s)
}

// year writes a year of the proleptic Gregorian calendar, in which 0 is 1 BC.
func (t tongue) year(year int) string {
	switch {
	case year > 9999:
		return t.Say("date.year_ad", "year", year)
	case year >= 1000:
		return t.Say("date.year", "year", digit(year))
	case year > 0:
		return t.Say("date.year_ad", "year", digit(year))
	case year <= -9999:
		return t.Say("date.year_bc", "year", 1-year)
	}
	return t.Say("date.year_bc", "year", digit(1-year))
}

// digit is a number that takes no sign between groups of digits: a day, a year.
func digit(n int) string { return strconv.Itoa(n) }

// AxisDay labels a day of an axis: "8 Oct". Axes have the shortest names of
// months that a language has.
func AxisDay(t time.Time, lang string) string {
	l := words.In(lang)
	return l.Say("date.day_month", "day", digit(t.Day()), "month", l.List("date.months_axis")[t.Month()-1])
}

// AxisMonth labels a month of an axis: "Oct", with the year "Oct 2024".
func AxisMonth(t time.Time, lang string, year bool) string {
	in := in(lang)
	month := in.List("date.months_axis_alone")[t.Month()-1]
	if !year {
		return month
	}
	return in.Say("date.month", "month", month, "year", in.year(t.Year()))
}
