package geo

import (
	"strconv"
	"time"
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
