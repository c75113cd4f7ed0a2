package report

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Whatever stands there: what is let out says clearly that it may be.
func FuzzReadHold(f *testing.F) {
	for _, s := range [][2]string{
		{"true", ""}, {"false", `"2024-10-18"`}, {"null", "null"}, {"7.5", ""}, {`"no"`, ""}, {"", `"2024-10-18T14:30:00+02:00"`}, {"", `"9999-12-31T23:59:59Z"`}, {"[", "{"}, {`"\ud800"`, `"\n2024-10-18 "`},
	} {
		f.Add(s[0], s[1])
	}
	now := time.Date(2024, 10, 18, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, draft, publishAt string) {
		for _, reported := range []bool{false, true} {
			h, findings := ReadHold([]byte(draft), []byte(publishAt), reported)
			assert.Equal(t, h.Unread, len(findings) > 0)
			if h.At(now) {
				continue
			}
			var value any
			if draft != "" && draft[0] != 'n' {
				number := draft[0] == '-' || draft[0] >= '0' && draft[0] <= '9'
				assert.True(t, draft == "false" || number && !reported, "%q is let out", draft)
			}
			if publishAt != "" && publishAt[0] != 'n' && json.Unmarshal([]byte(publishAt), &value) == nil {
				s, ok := value.(string)
				require.True(t, ok, publishAt)
				at, err := ParsePublishAt(s)
				require.NoError(t, err)
				assert.False(t, at.After(now))
			}
		}
	})
}

func TestRecordDates(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2024, 10, d, 0, 0, 0, 0, time.UTC) }
	for properties, want := range map[string][2]time.Time{ // when it came, when it was changed
		`{"sources":[]}`: {},
		`{"sources":[{"published":"2024-10"},{"published":"2024-10-03"},{"published":"2024-10-02"}]}`: {{}, day(3)},
		`{"sources":[{"published":"2024-10-01/2024-10-03"},{"published":"2024-10-03~"}]}`:             {},
		`{"sources":[{"published":"2024-10-09"}],"created":"2024-10-01"}`:                             {day(1), day(1)},
		`{"sources":[],"created":"2024-10-01","publish_at":"2024-10-04"}`:                             {day(4), day(4)},
		`{"sources":[],"created":"2024-10-05","publish_at":"2024-10-04"}`:                             {day(5), day(5)},
		`{"sources":[],"created":"2024-10-01","updated":"2024-10-06"}`:                                {day(1), day(6)},
		`{"sources":[],"updated":"-0044-03-15"}`:                                                      {},
		`{"sources":[],"updated":"soon","publish_at":"later"}`:                                        {},
	} {
		r, _ := Parse([]byte(properties))
		assert.Equal(t, want, [2]time.Time{r.Came(), r.Changed()}, properties)
	}
	assert.Equal(t, time.Date(2024, 10, 3, 10, 30, 0, 0, time.UTC), Correction{At: "2024-10-03T12:30+02:00"}.Instant())
	assert.Zero(t, Correction{At: "2024"}.Instant())
}
