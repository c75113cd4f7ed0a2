package report

import "fmt"

// checkRecord holds the history of the record itself: version, dates, corrections.
func (c *checker) checkRecord() {
	if c.Rev < 0 {
		c.add("properties.rev", fmt.Sprintf("is %d", c.Rev), "count versions from 1")
	}
	created := c.checkDate("properties.created", c.Created)
	updated := c.checkDate("properties.updated", c.Updated)
	first, _ := created.Outer()
	if _, last := updated.Outer(); !first.IsZero() && !last.IsZero() && !first.Before(last) {
		c.add("properties.updated", quote(c.Updated)+" is before created, "+quote(c.Created), "write the later date as updated")
	}
	for i, n := range c.Corrections {
		at := index("properties.corrections", i)
		if !c.parsed(at) {
			continue
		}
		c.checkDate(at+".at", n.At)
		switch {
		case !c.parsed(at+".rev") || !c.parsed("properties.rev"):
		case n.Rev < 1:
			c.add(at+".rev", "is missing or below 1", "write the version that the correction made, from 1")
		case n.Rev > c.Rev:
			c.add(at+".rev", fmt.Sprintf("is %d, but the record is at rev %d", n.Rev, c.Rev), fmt.Sprintf("write a version up to %d, or raise properties.rev", max(c.Rev, 1)))
		}
	}
}

// checkDate reads a date of the record: one date or date-time, without marks,
// since the desk knows when it wrote.
func (c *checker) checkDate(field, s string) When {
	if s == "" || !c.parsed(field) {
		return When{}
	}
	w, err := ParseWhen(s)
	if e, ok := err.(*DateError); ok {
		c.add(field, e.message(), e.Fix)
		return When{}
	}
	if !w.single() {
		c.add(field, quote(s)+" is no single day or time", "write a date as in 2024-10-18 or 2024-10-18T14:30:00Z")
		return When{}
	}
	return w
}
