package server

import (
	"net/http"
	"regexp"
)

// hostField is what a Host header may be for an answer to repeat it.
var hostField = regexp.MustCompile(`^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?$`)

// outside is scheme and host as the client reaches them: those of the base URL,
// else those that the request names.
func (s *server) outside(r *http.Request) (string, error) {
	switch {
	case s.origin != "":
		return s.origin, nil
	case !hostField.MatchString(r.Host):
		return "", badRequest("The request names no host by which its answer could be reached.")
	case r.TLS != nil:
		return "https://" + r.Host, nil
	default:
		return "http://" + r.Host, nil
	}
}

// cachePrivate keeps an answer out of caches that several readers share.
const cachePrivate = "private, no-cache"

// cacheOfHost is how long an answer with the server's own address in it may be
// kept. Without a base URL the address is whatever the request named, which a
// shared cache could hand to readers who named another.
func (s *server) cacheOfHost() string {
	if s.origin == "" {
		return cachePrivate
	}
	return cacheRevalidate
}
