package geo

import (
	"encoding/json"
	"fmt"
	"slices"
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

// readHold reads draft and publish_at of a map or of a layer in map.yaml, which
// stand below a field.
func readHold(draft, publishAt any, field, what string) (report.Hold, []report.Finding) {
	var raw [2][]byte
	for i, v := range []any{draft, publishAt} {
		var err error
		if raw[i], err = json.Marshal(v); err != nil { // it is no JSON: it cannot be read
			raw[i] = []byte("[]")
		}
	}
	h, findings := report.ReadHold(raw[0], raw[1], true)
	for i := range findings {
		findings[i].Field = field + strings.TrimPrefix(findings[i].Field, "properties.")
		findings[i].Message = strings.Replace(findings[i].Message, "the feature", what, 1)
	}
	return h, findings
}

// why says in words what keeps something out.
func why(h report.Hold) string {
	switch {
	case h.Unread:
		return "draft or publish_at cannot be read"
	case h.Draft:
		return "draft is true"
	default:
		return "publish_at lies ahead, it is due at " + h.Until.Format(time.RFC3339)
	}
}

// withhold takes out of a map all that it has. What is wrong in it is for the
// desk alone.
func (m *Map) withhold(h report.Hold) {
	m.Held = []string{"all of the map is kept out: " + why(h)}
	m.Layers, m.Unserved = nil, nil
	for i := range m.Problems {
		m.Problems[i].Withheld = true
	}
}

// withholdLayers takes out of a map the layers that map.yaml keeps back.
func (c *config) withholdLayers(m *Map, now time.Time) (findings []report.Finding) {
	for i, l := range c.Layers {
		h, found := readHold(l.Draft, l.PublishAt, fmt.Sprintf("layers[%d].", i), "the layer")
		held := m.Layer(slug(l.Name))
		if held != nil && h.At(now) {
			m.Held = append(m.Held, "the layer "+held.Name+" is kept out: "+why(h))
			m.Layers = slices.DeleteFunc(m.Layers, func(l *Layer) bool { return l == held })
			for i := range m.Problems {
				m.Problems[i].Withheld = m.Problems[i].Withheld || m.Problems[i].File == held.File
			}
		}
		for i := range found {
			found[i].Withheld = h.Unread
		}
		findings = append(findings, found...)
	}
	return findings
}
