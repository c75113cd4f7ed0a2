package server

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNegotiate(t *testing.T) {
	for header, want := range map[string]string{
		"":                        "",
		"gzip":                    "gzip",
		"gzip, deflate, br, zstd": "br",
		"gzip;q=1.0, br;q=0.5":    "gzip",
		"br;q=0, gzip;q=0":        "",
		"*":                       "br",
		"*;q=0.1, br;q=0":         "gzip",
		"GZIP ; Q=0.8":            "gzip",
		"x-gzip":                  "gzip",
		"identity":                "",
		"gzip;q=nonsense":         "",
		"gzip;q=7":                "",
		", ,br":                   "br",
	} {
		assert.Equal(t, want, negotiate(header, encodingBrotli, encodingGzip), header)
	}
}
