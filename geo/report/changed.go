package report

import "time"

// single reports whether the date is one day or a time of it, without marks.
func (w When) single() bool {
	t := w.Start()
	return !w.Interval() && (t.unit == dayUnit || t.unit == minuteUnit || t.unit == secondUnit) && !t.approx && !t.uncertain
}

// instant is the beginning of a single date in UTC, zero for any other and for
// one that RFC 3339 cannot write.
func (w When) instant() time.Time {
	if w.IsZero() || !w.single() {
		return time.Time{}
	}
	from, _ := w.Outer()
	if from.Year() < 1 || from.Year() > 9999 {
		return time.Time{}
	}
	return from
}

func instantOf(s string) time.Time {
	w, err := ParseWhen(s)
	if err != nil {
		return time.Time{}
	}
	return w.instant()
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// Came is when the report came out, as far as its record says: created, or
// publish_at if that is later. It is zero if neither is given.
func (r *Report) Came() time.Time { return later(instantOf(r.Created), r.PublishAt) }

// Changed is when the report was last changed: updated, or when it came out.
// Where the record has no date, it is the newest day on which a source was
// published, and zero where there is none either. Corrections have dates of
// their own; see [Correction.Instant]. A day is its beginning in UTC.
func (r *Report) Changed() time.Time {
	changed := later(instantOf(r.Updated), r.Came())
	if !changed.IsZero() {
		return changed
	}
	for _, s := range r.Sources {
		changed = later(changed, s.Published.instant())
	}
	return changed
}

// Instant is when the correction was made, zero if that cannot be read.
func (c Correction) Instant() time.Time { return instantOf(c.At) }
