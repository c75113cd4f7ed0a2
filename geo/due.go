package geo

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"dateline/geo/report"
)

// due reports whether a feature that was kept out of the file's layer is due by
// now, so that the file has to be read again though it has not changed. Of a
// file that could not be read there is nothing to publish.
func (f *file) due(now time.Time) bool {
	return !f.failed && f.layer != nil && !f.layer.Withheld().Next.IsZero() && !f.layer.Withheld().Next.After(now)
}

// version names what is served of the file: its content, and how many of its
// features wait for their time.
func (f *file) version() string {
	if f.layer == nil || f.layer.Withheld().Scheduled == 0 {
		return f.hash
	}
	return f.hash + "w" + strconv.Itoa(f.layer.Withheld().Scheduled)
}

// nextDue is when the next feature of all maps is to be published, zero if none
// is waiting.
func (s *State) nextDue(now time.Time) time.Time {
	var next time.Time
	for _, l := range s.Layers() {
		if at := l.Data.Withheld().Next; at.After(now) && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	return next
}

// Withheld is how many features of the map's files are kept out of it.
func (m *Map) Withheld() int {
	n := 0
	for _, l := range m.Layers {
		n += l.Data.Withheld().Total()
	}
	return n
}

// hold is what map.yaml says of the whole map, and what is wrong with that.
func (c *config) hold() (report.Hold, []report.Finding) {
	var raw [2][]byte
	for i, v := range []any{c.Draft, c.PublishAt} {
		var err error
		if raw[i], err = json.Marshal(v); err != nil { // it is no JSON: it cannot be read
			raw[i] = []byte("[]")
		}
	}
	h, findings := report.ReadHold(raw[0], raw[1], true)
	for i := range findings {
		findings[i].Field = strings.TrimPrefix(findings[i].Field, "properties.")
		findings[i].Message = strings.Replace(findings[i].Message, "the feature", "the map", 1)
	}
	return h, findings
}

// withhold takes all out of a map that its desk keeps back. What is wrong in it
// is for the desk alone.
func (m *Map) withhold(h report.Hold) {
	m.Layers, m.Unserved = nil, nil
	for i := range m.Problems {
		m.Problems[i].Withheld = true
	}
	switch {
	case h.Unread:
		m.Held = "draft or publish_at cannot be read"
	case h.Draft:
		m.Held = "draft is true"
	default:
		m.Held = "publish_at lies ahead, it is due at " + h.Until.Format(time.RFC3339)
	}
}
