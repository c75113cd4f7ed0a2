package server

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"dateline/geo"
)

// badRequest says in a sentence what is wrong with a request and how to put it.
type badRequest string

func (e badRequest) Error() string { return string(e) }

// notFound says in a sentence what there is none of.
type notFound string

func (e notFound) Error() string { return string(e) }

// notImplemented says in a sentence what the server cannot do, though it is
// well asked for.
type notImplemented string

func (e notImplemented) Error() string { return string(e) }

// status is the one table of errors: which status each gets, and whether its
// text may be shown to the client.
func status(err error) (code int, tell bool) {
	var (
		bad       badRequest
		missing   notFound
		lacking   notImplemented
		filter    *geo.FilterError
		ambiguous *geo.AmbiguousError
	)
	switch {
	case errors.As(err, &bad), errors.As(err, &filter):
		return http.StatusBadRequest, true
	case errors.Is(err, geo.ErrAddressSyntax):
		return http.StatusBadRequest, true
	case errors.As(err, &missing), errors.As(err, &ambiguous), errors.Is(err, geo.ErrAddressOutside):
		return http.StatusNotFound, true
	case errors.Is(err, errBusy), errors.Is(err, errSlow):
		return http.StatusServiceUnavailable, true
	case errors.As(err, &lacking):
		return http.StatusNotImplemented, true
	case errors.Is(err, context.Canceled):
		return 499, false // the client has gone; nobody reads the answer
	default:
		return http.StatusInternalServerError, false
	}
}

// fail answers an error: as a page to a browser, else as a problem document
// (RFC 9457).
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	code, tell := status(err)
	sentence := err.Error()
	if !tell {
		sentence = "Something went wrong here. It has been noted."
		if code == http.StatusInternalServerError {
			s.log.ErrorContext(r.Context(), "request failed", "method", r.Method, "path", r.URL.Path, "cause", err)
		}
	}
	if code == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", retryAfter)
	}
	parameter := ""
	if filter := (*geo.FilterError)(nil); errors.As(err, &filter) {
		parameter = filter.Parameter
	}
	s.problem(w, r, code, sentence, parameter)
}

// languageOf is the language of what is asked for, as far as that is known.
func (s *server) languageOf(r *http.Request) string {
	lang := r.URL.Query().Get("lang")
	if m, err := s.mapOf(r); lang == "" && err == nil {
		return m.Lang
	}
	return lang
}

// retryAfter is when to come back to a busy server, in seconds.
const retryAfter = "5"

// problem answers with an error; parameter is which one is at fault, or empty.
func (s *server) problem(w http.ResponseWriter, r *http.Request, code int, sentence, parameter string) {
	c := content{status: code, cache: cacheNever}
	if strings.Contains(r.Header.Get("Accept"), "text/html") {
		body, err := s.views.errorPage(code, sentence, parameter, s.languageOf(r))
		if err == nil {
			c.kind, c.body, c.policy = typeHTML, body, policyPage
			_ = send(w, r, c) // the client may be gone
			return
		}
		s.log.ErrorContext(r.Context(), "error page", "cause", err)
	}
	body, err := json.Marshal(map[string]any{"type": "about:blank", "title": http.StatusText(code), "status": code, "detail": sentence})
	if err != nil {
		body = []byte("{}")
	}
	c.kind, c.body = "application/problem+json", body
	_ = send(w, r, c)
}
