package server

import (
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

const (
	typeHTML    = "text/html; charset=utf-8"
	typeJSON    = "application/json"
	typeGeoJSON = "application/geo+json" // RFC 7946, section 12
	typeCSV     = "text/csv; charset=utf-8; header=present"
)

// How long an answer may be kept.
const (
	cacheForever    = "public, max-age=31536000, immutable" // its address changes with it
	cacheRevalidate = "public, no-cache"                    // kept, but asked for each time
	cacheNever      = "no-store"
)

// Content-Security-Policy of pages. Nothing may come from elsewhere, and no
// script or style may stand in the page itself.
const (
	policyBase = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
		"base-uri 'none'; form-action 'self'; frame-ancestors "
	policyPage  = policyBase + "'none'"
	policyEmbed = policyBase + "*"
)

// content is an answer, made before anything is written.
type content struct {
	status int // 0 is 200
	kind   string
	cache  string
	etag   string // without quotes; empty for answers that cannot be revalidated
	policy string // Content-Security-Policy
	name   string // of the file, should it be saved

	// Either body, with gzipped if that is at hand, or write.
	body    []byte
	gzipped []byte
	write   func(io.Writer) error // must not fail but for the client's sake
	// zip compresses body whatever its size, so that a 304, for which no body
	// is made, has the tag that the body would have had.
	zip bool
}

// smallest is the size in bytes below which compression gains nothing.
const smallest = 1024

// send is the one place that writes answers.
func send(w http.ResponseWriter, r *http.Request, c content) error {
	h := w.Header()
	h.Set("Content-Type", c.kind)
	h.Set("Cache-Control", c.cache)
	h.Add("Vary", "Accept-Encoding")
	if c.policy != "" {
		h.Set("Content-Security-Policy", c.policy)
	}
	if c.name != "" {
		h.Set("Content-Disposition", `inline; filename="`+c.name+`"`)
	}
	zip := acceptsGzip(r.Header.Get("Accept-Encoding")) && (c.write != nil || c.zip || len(c.body) >= smallest)
	if c.etag != "" {
		tag := c.etag
		if zip {
			tag += "-gz" // another representation, so another strong tag (RFC 9110, section 8.8.3)
		}
		h.Set("ETag", `"`+tag+`"`)
		if matches(r.Header.Get("If-None-Match"), c.etag) {
			h.Del("Content-Type")
			w.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	code := c.status
	if code == 0 {
		code = http.StatusOK
	}
	if zip {
		h.Set("Content-Encoding", "gzip")
	}
	body := c.body
	if zip && c.gzipped != nil {
		body = c.gzipped
	}
	if c.write == nil && (!zip || c.gzipped != nil) {
		h.Set("Content-Length", strconv.Itoa(len(body)))
	}
	w.WriteHeader(code)
	switch {
	case r.Method == http.MethodHead:
		return nil
	case !zip || c.gzipped != nil:
		return c.writeTo(w, body)
	}
	z := gzip.NewWriter(w)
	if err := c.writeTo(z, body); err != nil {
		return err
	}
	return z.Close()
}

func (c content) writeTo(w io.Writer, body []byte) error {
	if c.write != nil {
		return c.write(w)
	}
	_, err := w.Write(body)
	return err
}

// acceptsGzip reads Accept-Encoding (RFC 9110, section 12.5.3).
func acceptsGzip(header string) bool {
	accepted, any := false, false
	for part := range strings.SplitSeq(header, ",") {
		coding, params, _ := strings.Cut(part, ";")
		coding = strings.ToLower(strings.TrimSpace(coding))
		if coding != "gzip" && coding != "x-gzip" && coding != "*" {
			continue
		}
		q := 1.0
		if name, value, ok := strings.Cut(params, "="); ok && strings.EqualFold(strings.TrimSpace(name), "q") {
			var err error
			if q, err = strconv.ParseFloat(strings.TrimSpace(value), 64); err != nil {
				q = 0
			}
		}
		if coding == "*" {
			any = q > 0
			continue
		}
		if q == 0 {
			return false
		}
		accepted = true
	}
	return accepted || any
}

// matches reads If-None-Match (RFC 9110, section 13.1.2): weak comparison, and
// either representation will do.
func matches(header, etag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		part = strings.TrimPrefix(strings.TrimSpace(part), "W/")
		if part == "*" || part == `"`+etag+`"` || part == `"`+etag+`-gz"` {
			return true
		}
	}
	return false
}
