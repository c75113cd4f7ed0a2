package server

import (
	"strconv"
	"strings"
)

// Content codings (RFC 9110, section 8.4.1; RFC 7932).
const (
	encodingGzip   = "gzip"
	encodingBrotli = "br"
)

// negotiate picks, from Accept-Encoding (RFC 9110, section 12.5.3), the best of
// the offered codings, which come in the order of our liking; "" is none.
func negotiate(header string, offers ...string) string {
	if header == "" {
		return ""
	}
	best, bestQ := "", 0.0
	for _, offer := range offers {
		if q := quality(header, offer); q > bestQ {
			best, bestQ = offer, q
		}
	}
	return best
}

// quality is the weight that the header gives a coding, 0 if it refuses it or
// does not name it.
func quality(header, coding string) float64 {
	others := 0.0
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(part, ";")
		name = strings.TrimSpace(name)
		q := 1.0
		if key, value, ok := strings.Cut(params, "="); ok && strings.EqualFold(strings.TrimSpace(key), "q") {
			var err error
			if q, err = strconv.ParseFloat(strings.TrimSpace(value), 64); err != nil || q < 0 || q > 1 {
				q = 0
			}
		}
		switch {
		case strings.EqualFold(name, coding), coding == encodingGzip && strings.EqualFold(name, "x-gzip"):
			return q
		case name == "*":
			others = q
		}
	}
	return others
}
