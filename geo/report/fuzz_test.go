package report

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func FuzzParseWhen(f *testing.F) {
	for _, s := range []string{
		"2024", "2024-06", "2024-10-08", "2024-10-08T14:30:00Z", "2024-10-08T14:30:00.5+09:00", "1964/2008",
		"2024-10-11~/2024-10-18~", "../2024-10-18", "2024-10-08/", "201X", "20XX", "2004-XX", "1985-04-XX", "1985-XX-XX",
		"2001-21", "Y170000002", "Y-17E7", "-0043", "0000", "-00XX", "0001-01-01T00:00:00Z", "[2024]", "2024?-06", "..", "/",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := ParseWhen(s)
		if err != nil {
			var e *DateError
			require.ErrorAs(t, err, &e)
			assert.True(t, w.IsZero())
			assert.NotEmpty(t, e.Problem)
			assert.NotEmpty(t, e.Fix)
			assert.Less(t, len(err.Error()), 1000)
			return
		}
		assert.Equal(t, s, w.Raw)
		again, err := ParseWhen(w.String())
		require.NoError(t, err)
		assert.Equal(t, w, again)

		from, to := w.Outer()
		if !from.IsZero() && !to.IsZero() {
			assert.True(t, from.Before(to), "%v to %v", from, to)
		}
		assert.False(t, from.IsZero() && to.IsZero(), "a date has a bound")
		assert.Equal(t, from.IsZero(), w.Start().Open() || w.Start().Unknown())
		assert.Equal(t, to.IsZero(), w.End().Open() || w.End().Unknown())
		if inFrom, inTo, ok := w.Inner(); ok {
			assert.True(t, from.IsZero() && inFrom.IsZero() || !inFrom.Before(from))
			assert.True(t, to.IsZero() && inTo.IsZero() || !inTo.After(to))
			assert.True(t, inFrom.IsZero() || inTo.IsZero() || inFrom.Before(inTo))
		}
		assert.True(t, w.May(from, to))
		assert.True(t, w.Must(from, to))
		assert.True(t, w.May(time.Time{}, time.Time{}))
		for _, bound := range []time.Time{from, to} {
			if year := bound.Year(); year > -270000 && year < 270000 && !bound.IsZero() {
				assert.True(t, strings.HasSuffix(FormatBound(bound), "Z"))
			}
		}
		for _, long := range []bool{false, true} {
			words := w.Words("en", long)
			assert.NotEmpty(t, words)
			assert.Equal(t, strings.TrimSpace(words), words)
			assert.NotContains(t, words, "  ")
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		sealift, `{}`, `null`, `{"sources": []}`, `{"sources": "x"}`, `{"sources": [{}], "counts": [{"min": -1e300}]}`,
		`{"title": {"en": "a", "\u0075k": "b"}, "place": "x", "when": 2024}`,
		`{"kind": "statement", "sources": [{"name": "A", "stance": "denies", "via": ["A", "b"]}]}`,
		`{"kind": "movement", "move": {"from": {}, "to": {}}, "sources": [{"id": "a", "stance": "claims", "via": ["a"]}], "status": "corroborated"}`,
		"{\"a\xff\": \"\\ud800\"}", `{"a": [[[[{"]": "\""}]]]]}`,
	} {
		f.Add([]byte(s), uint8(ShapePoint))
	}
	f.Fuzz(func(t *testing.T, properties []byte, shape uint8) {
		r, findings := Parse(properties)
		require.NotNil(t, r)
		findings = append(findings, r.Check(Shape(shape))...)
		if !r.Reported {
			assert.LessOrEqual(t, len(findings), 1)
		}
		for _, finding := range findings {
			assert.True(t, strings.HasPrefix(finding.Field, "properties"), finding.Field)
			assert.NotEmpty(t, finding.Message)
			assert.NotEmpty(t, finding.Fix)
			assert.True(t, utf8.ValidString(finding.Message), "%q", finding.Message)
		}
		said := r.Said("en") + r.Name("uk") + marked(r.WhoSays("en"))
		assert.True(t, utf8.ValidString(said), "%q", said)
		if r.Status != "" {
			assert.True(t, r.Status.Valid())
		}
		for _, s := range r.Sources {
			if link := s.Link(); link != "" {
				assert.Regexp(t, `^(?i)https?://[^/]`, link)
			}
			r.Carriers(s, "ko")
		}
		for _, c := range r.Counts {
			assert.NotEmpty(t, c.Words("en"))
		}
		if r.Move != nil {
			r.Move.Words("en")
		}
	})
}
