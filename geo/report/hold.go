package report

import (
	"fmt"
	"strings"
	"time"
)

// A Hold is what the properties draft and publish_at say of a feature: whether
// and until when it is kept out of everything that is served. Every feature may
// have them, whether it is a report or not.
type Hold struct {
	Draft bool
	Until time.Time // of publish_at; zero if there is none
	// Unread is true if one of the two is there and cannot be understood. Then
	// the feature stays out: to show too little can be mended, to show too much
	// cannot.
	Unread bool
}

// At reports whether the feature is kept out at a time.
func (h Hold) At(now time.Time) bool {
	return h.Draft || h.Unread || h.Until.After(now)
}

// Join is the hold of what two places say: it ends when both have ended.
func (h Hold) Join(o Hold) Hold {
	return Hold{Draft: h.Draft || o.Draft, Until: later(h.Until, o.Until), Unread: h.Unread || o.Unread}
}

// ReadHold reads the values of draft and publish_at, nil where the feature has
// none. A number for draft means something else in a feature that is no report,
// such as how deep a ship lies in the water.
func ReadHold(draft, publishAt []byte, reported bool) (Hold, []Finding) {
	var h Hold
	var p parser
	switch {
	case isNull(draft), string(draft) == "false":
	case string(draft) == "true":
		h.Draft = true
	case isNumber(draft) && !reported:
	default:
		h.Unread = true
		p.fault("properties", "draft", "is "+valueOf(draft)+keptOut, "write true or false, without quotes")
	}
	if !isNull(publishAt) {
		var err error
		s, ok := decodeString(publishAt)
		if !ok {
			err = fmt.Errorf("is %s", kindOf(publishAt))
		} else {
			h.Until, err = ParsePublishAt(s)
		}
		if err != nil {
			h.Unread = true
			p.fault("properties", "publish_at", err.Error()+keptOut, "write an instant or a day, as in 2024-10-18T14:30:00Z or 2024-10-18")
		}
	}
	return h, p.done()
}

const keptOut = " (the feature is kept out)"

// valueOf names a raw value in a message, a text by what it says.
func valueOf(raw []byte) string {
	if s, ok := decodeString(raw); ok {
		return quote(s)
	}
	return kindOf(raw)
}

// ParsePublishAt reads an instant as RFC 3339 has it, or a day, which begins at
// 00:00 UTC.
func ParsePublishAt(s string) (time.Time, error) {
	s = strings.TrimSpace(s)
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t, nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%s is no instant", quote(s))
	}
	return t.UTC(), nil
}
