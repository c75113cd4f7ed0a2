package server

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"time"

	"dateline/geo/report"
)

// maxProblems bounds how many findings /readyz shows of each map.
const maxProblems = 100

func (s *server) healthz(w http.ResponseWriter, r *http.Request) error {
	return send(w, r, content{kind: "text/plain; charset=utf-8", cache: cacheNever, body: []byte("ok\n")})
}

// readiness is what /readyz says. Problems never make a server unready: what
// could be read is served.
type readiness struct {
	Ready  bool       `json:"ready"`
	Loaded time.Time  `json:"loaded"`
	Maps   []mapState `json:"maps"`
}

type mapState struct {
	Name     string   `json:"name"`
	Layers   int      `json:"layers"`
	Features int      `json:"features"`
	Withheld int      `json:"withheld"`
	Count    int      `json:"problem_count"`
	Problems []string `json:"problems"`
}

func (s *server) readyz(w http.ResponseWriter, r *http.Request) error {
	state := s.Atlas.State()
	ready := readiness{Ready: true, Loaded: state.Loaded, Maps: []mapState{}}
	for _, m := range state.Maps {
		ready.Maps = append(ready.Maps, mapState{
			Name: m.Name, Layers: len(m.Layers), Features: m.Total(), Withheld: m.Withheld(),
			Count: len(m.Problems), Problems: sentences(m.Problems),
		})
	}
	body, err := json.MarshalIndent(ready, "", "  ")
	if err != nil {
		return err
	}
	return send(w, r, content{kind: typeJSON, cache: cacheNever, body: append(body, '\n')})
}

func (s *server) serveMetrics(w http.ResponseWriter, r *http.Request) error {
	s.metrics.handler().ServeHTTP(w, r)
	return nil
}

func sentences(findings []report.Finding) []string {
	all := []string{}
	for _, f := range findings {
		if !f.Withheld && len(all) < maxProblems {
			all = append(all, f.String())
		}
	}
	return all
}

// sendDocument sends a small JSON document.
func sendDocument(w http.ResponseWriter, r *http.Request, cache string, v any) error {
	body, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	return send(w, r, content{kind: typeJSON, cache: cache, etag: tag(string(body)), body: append(body, '\n')})
}

// tag is an entity tag made of what an answer depends on.
func tag(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:10])
}
