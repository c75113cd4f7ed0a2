package report

import "time"

// A Time is one end of a When, or all of it.
type Time struct{ from, to time.Time }

// A When is a date or an interval in EDTF.
type When struct{ Raw string }

func ParseWhen(s string) (When, error)              { return When{Raw: s}, nil }
func (w When) IsZero() bool                         { return w.Raw == "" }
func (w When) Outer() (from, to time.Time)          { return }
func (w When) Inner() (from, to time.Time, ok bool) { return }
func (w When) May(from, to time.Time) bool          { return false }
func (w When) Must(from, to time.Time) bool         { return false }
func (w When) ApproxStart() bool                    { return false }
func (w When) ApproxEnd() bool                      { return false }
func (w When) UncertainStart() bool                 { return false }
func (w When) UncertainEnd() bool                   { return false }
func (w When) Words(lang string, long bool) string  { return w.Raw }
func Parse(properties []byte) (*Report, []Finding)  { return &Report{}, nil }
func (r *Report) Check(shape Shape) []Finding       { return nil }

// A Run is a stretch of text in one weight.
type Run struct {
	Text   string
	Strong bool
}

func (r *Report) WhoSays(lang string) []Run                   { return nil }
func (r *Report) Said(lang string) string                     { return "" }
func (r *Report) Name(lang string) string                     { return "" }
func (s Status) Words(lang string) string                     { return string(s) }
func (s Stance) Words(lang string) string                     { return string(s) }
func (p Precision) Words(lang string) string                  { return string(p) }
func (p Path) Words(lang string) string                       { return string(p) }
func (b Basis) Words(lang string) string                      { return string(b) }
func (c Count) Words(lang string) string                      { return c.Of.In(lang) }
func (m Move) Words(lang string) string                       { return "" }
func KindWords(kind, lang string) string                      { return kind }
func Headline(counts map[Status]int, lang string) string      { return "" }
func HeadlineShort(counts map[Status]int, lang string) string { return "" }
func Number(n float64, lang string) string                    { return "" }
func FormatBound(t time.Time) string                          { return t.Format(time.RFC3339) }
func (s Source) Link() string                                 { return "" }
func (s Source) ArchiveLink() string                          { return "" }
func (r *Report) Carriers(s Source, lang string) []string     { return nil }
