package server

import (
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
)

const (
	typeHTML    = "text/html; charset=utf-8"
	typeJSON    = "application/json"
	typeGeoJSON = "application/geo+json" // RFC 7946, section 12
	typeAtom    = "application/atom+xml; charset=utf-8"
	typeCSV     = "text/csv; charset=utf-8; header=present"
)

// How long an answer may be kept.
const (
	cacheForever    = "public, max-age=31536000, immutable" // its address changes with it
	cacheRevalidate = "public, no-cache"                    // kept, but asked for each time
	cacheNever      = "no-store"
)

// Content-Security-Policy of pages. Nothing may come from elsewhere, and no
// script or style may stand in the page itself, but for the embed's style.
const (
	policyBase = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
		"base-uri 'none'; form-action 'self'; frame-ancestors "
	policyPage = policyBase + "'none'"
	// Nothing that is no page may load anything, should a browser show it.
	policyData = "default-src 'none'; frame-ancestors 'none'"
)

// content is an answer, made before anything is written.
type content struct {
	status int // 0 is 200
	kind   string
	cache  string
	etag   string // without quotes; empty for answers that cannot be revalidated
	policy string // Content-Security-Policy
	source string // where the source map is, if there is one
	name   string // of the file, should it be saved
	// modified is when the answer became what it is, nil if that is not known.
	// It may be too late, never too early: who has it from later needs no other.
	modified *time.Time

	// Either body, with gzipped if that is at hand, or write. With encoding,
	// body is in that coding already.
	body     []byte
	gzipped  []byte
	write    func(io.Writer) error // must not fail but for the client's sake
	encoding string
	packed   bool // compressed by its own format: no coding gains on it
}

// smallest is the size in bytes below which compression gains nothing.
const smallest = 1024

// send is the one place that writes answers.
func send(w http.ResponseWriter, r *http.Request, c content) error {
	h := w.Header()
	h.Set("Content-Type", c.kind)
	h.Set("Cache-Control", c.cache)
	if !c.packed {
		h.Add("Vary", "Accept-Encoding")
	}
	if c.policy != "" {
		h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	} else {
		c.policy = policyData
	}
	h.Set("Content-Security-Policy", c.policy)
	if c.source != "" {
		h.Set("SourceMap", c.source)
	}
	if frame := frameOptions(c.policy); frame != "" {
		h.Set("X-Frame-Options", frame)
	}
	if c.name != "" {
		h.Set("Content-Disposition", `inline; filename="`+c.name+`"`)
	}
	encoding := c.encoding
	// What has a tag is compressed whatever its size: a 304, for which no body
	// is made, must have the tag that the body would have had.
	if encoding == "" && !c.packed && (c.etag != "" || c.write != nil || len(c.body) >= smallest) {
		encoding = negotiate(r.Header.Get("Accept-Encoding"), encodingGzip)
		if encoding != "" && c.gzipped != nil {
			c.body, c.encoding = c.gzipped, encoding
		}
	}
	if c.etag != "" {
		// Each coding is another representation, so it gets another strong tag
		// (RFC 9110, section 8.8.3).
		h.Set("ETag", `"`+c.etag+suffix(encoding)+`"`)
		if matches(r.Header.Get("If-None-Match"), c.etag) {
			h.Del("Content-Type")
			w.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	if c.modified != nil && c.unmodified(h, r) {
		h.Del("Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	code := c.status
	if code == 0 {
		code = http.StatusOK
	}
	if code == http.StatusNoContent {
		h.Del("Content-Type")
		w.WriteHeader(code)
		return nil
	}
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	ready := c.write == nil && encoding == c.encoding
	if ready {
		h.Set("Content-Length", strconv.Itoa(len(c.body)))
	}
	w.WriteHeader(code)
	switch {
	case r.Method == http.MethodHead:
		return nil
	case ready || encoding == "":
		return c.writeTo(w)
	}
	z := gzip.NewWriter(w)
	if err := c.writeTo(z); err != nil {
		return err
	}
	return z.Close()
}

// suffix tells the representations of one answer apart in its entity tag.
func suffix(encoding string) string {
	if encoding == "" {
		return ""
	}
	return "-" + encoding
}

func (c content) writeTo(w io.Writer) error {
	if c.write != nil {
		return c.write(w)
	}
	_, err := w.Write(c.body)
	return err
}

// unmodified sets Last-Modified and reads If-Modified-Since, which counts only
// where there is no If-None-Match (RFC 9110, section 13.1.3). The header knows
// seconds: it names the end of the one in which the answer changed, and nothing
// before that has come, since more may change until then.
func (c content) unmodified(h http.Header, r *http.Request) bool {
	last := c.modified.Truncate(time.Second).Add(time.Second)
	if last.After(time.Now()) {
		return false
	}
	h.Set("Last-Modified", last.UTC().Format(http.TimeFormat))
	since, err := http.ParseTime(r.Header.Get("If-Modified-Since"))
	return err == nil && r.Header.Get("If-None-Match") == "" && !since.Before(last)
}

// matches reads If-None-Match (RFC 9110, section 13.1.2): weak comparison, and
// any representation will do. Our own tags hold no hyphen but before a coding.
func matches(header, etag string) bool {
	if header == "" {
		return false
	}
	for part := range strings.SplitSeq(header, ",") {
		part = strings.TrimPrefix(strings.TrimSpace(part), "W/")
		if part == "*" {
			return true
		}
		base, _, _ := strings.Cut(strings.Trim(part, `"`), "-")
		if base == etag {
			return true
		}
	}
	return false
}
