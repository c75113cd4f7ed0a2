package server

import (
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
	"time"
)

// around is what every request passes, those that no route answers too.
func (s *server) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		rec := &recorder{ResponseWriter: w}
		defer func() {
			s.recovered(rec, r, recover())
			s.metrics.answered(rec.code, time.Since(start))
			if s.AccessLog {
				s.log.InfoContext(r.Context(), "request", "method", r.Method, "path", r.URL.RequestURI(),
					"status", rec.code, "bytes", rec.bytes, "took", time.Since(start), "from", r.RemoteAddr)
			}
		}()
		h := rec.Header()
		// The data are public and no request carries credentials, so that any
		// page may read them, one in a sandboxed frame included.
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Access-Control-Expose-Headers", exposed)
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		h.Set("X-Content-Type-Options", "nosniff")
		next.ServeHTTP(rec, s.unprefixed(r))
	})
}

// exposed are the headers that scripts of other pages may read.
const exposed = "ETag, Link, " + statsHeader

// unprefixed takes the base URL's path off, which a proxy may leave on.
func (s *server) unprefixed(r *http.Request) *http.Request {
	path := r.URL.EscapedPath()
	rest, ok := strings.CutPrefix(path, s.prefix)
	if s.prefix == "" || !ok || (rest != "" && rest[0] != '/') {
		return r
	}
	if rest == "" {
		rest = "/"
	}
	u, err := r.URL.Parse(rest)
	if err != nil || u.Host != r.URL.Host {
		return r
	}
	u.RawQuery = r.URL.RawQuery
	clone := r.Clone(r.Context())
	clone.URL = u
	return clone
}

// recovered answers a request whose handler panicked, and notes it.
func (s *server) recovered(w *recorder, r *http.Request, cause any) {
	switch {
	case cause == nil:
		return
	case cause == http.ErrAbortHandler:
		panic(cause) // net/http's way to break off an answer
	}
	s.log.ErrorContext(r.Context(), "panic", "path", r.URL.Path, "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
	if w.code == 0 {
		s.problem(w, r, http.StatusInternalServerError, "Something went wrong here. It has been noted.", "")
	}
}

// A recorder notes what was answered.
type recorder struct {
	http.ResponseWriter
	code  int
	bytes int64
}

func (w *recorder) WriteHeader(code int) {
	if w.code == 0 {
		w.code = code
	}
	w.ResponseWriter.WriteHeader(code)
}

func (w *recorder) Write(b []byte) (int, error) {
	if w.code == 0 {
		w.code = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }
