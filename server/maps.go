package server

import (
	"bytes"
	"io"
	"net/http"
	"net/url"

	"dateline/geo"

	"github.com/klauspost/compress/gzip"
)

// home is the map if there is just one, else the list of maps.
func (s *server) home(w http.ResponseWriter, r *http.Request) error {
	state := s.Atlas.State()
	if len(state.Maps) == 1 {
		return s.sendPage(w, r, state.Maps[0], s.policyPage, s.views.page)
	}
	q, err := parameters(r)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := s.views.index(&b, state.Maps, q); err != nil {
		return err
	}
	parts := []string{s.assets.version, "index"}
	for _, m := range state.Maps {
		parts = append(parts, m.Name, m.Version)
	}
	return send(w, r, content{kind: typeHTML, cache: cacheRevalidate, policy: policyPage,
		etag: tag(append(parts, q.Encode())...), body: b.Bytes()})
}

func (s *server) mapPage(w http.ResponseWriter, r *http.Request) error {
	m, err := s.mapOf(r)
	if err != nil {
		return err
	}
	return s.sendPage(w, r, m, s.policyPage, s.views.page)
}

func (s *server) embed(w http.ResponseWriter, r *http.Request) error {
	m, err := s.mapOf(r)
	if err != nil {
		return err
	}
	return s.sendPage(w, r, m, s.policyEmbed, s.views.embed)
}

// sendPage renders a page of a map.
func (s *server) sendPage(w http.ResponseWriter, r *http.Request, m *geo.Map, policy string,
	render func(io.Writer, *geo.Map, url.Values, abroad) error) error {
	q, err := parameters(r)
	if err != nil {
		return err
	}
	a := s.abroad(r, m)
	return s.sendMade(w, r, m, content{kind: typeHTML, cache: s.cacheOfHost(), policy: policy}, tag(q.Encode(), a.origin, a.version),
		func(w io.Writer) error { return render(w, m, q, a) })
}

// sendMade fills in what is made of a map, unless the client or the cache has
// it. key names what else than the map it depends on.
func (s *server) sendMade(w http.ResponseWriter, r *http.Request, m *geo.Map, c content, key string, render func(io.Writer) error) error {
	// What the page is made of; the addresses of layers depend on other maps.
	made := tag(append(s.addresses(m), m.Name, m.Version, m.Stale.String(), c.kind, c.policy, key)...)
	c.etag = tag(s.assets.version, made, r.URL.EscapedPath())
	if matches(r.Header.Get("If-None-Match"), c.etag) {
		return send(w, r, c)
	}
	return s.sendKept(w, r, c, made, gzipQuick, func() ([]byte, error) {
		var b bytes.Buffer
		err := render(&b)
		return b.Bytes(), err
	})
}

// sendKept sends what is made once and then kept under a key.
func (s *server) sendKept(w http.ResponseWriter, r *http.Request, c content, key string,
	pack func([]byte) ([]byte, error), make func() ([]byte, error)) error {
	p, err := s.pages.get(r.Context(), key, func() (*page, error) {
		body, err := make()
		if err != nil {
			return nil, err
		}
		gzipped, err := pack(body)
		return &page{body, gzipped}, err
	})
	if err != nil {
		return err
	}
	c.body, c.gzipped = p.body, p.gzipped
	return send(w, r, c)
}

// How what is kept is compressed: quickly where there are many of it, as small
// as can be where all readers ask for the same.
func gzipQuick(body []byte) ([]byte, error) { return encode(encodingGzip, body) }
func gzipSmall(body []byte) ([]byte, error) { return gzipped(body, gzip.BestCompression) }

// addresses are the names under which a map's layers are linked.
func (s *server) addresses(m *geo.Map) []string {
	state := s.Atlas.State()
	all := make([]string, len(m.Layers))
	for i, l := range m.Layers {
		all[i] = state.Address(l)
	}
	return all
}

// mapAsked is the map that the address names, with its parameters.
func (s *server) mapAsked(r *http.Request) (m *geo.Map, q url.Values, err error) {
	if m, err = s.mapOf(r); err == nil {
		q, err = parameters(r)
	}
	return m, q, err
}

// wanted is what data of a map are asked for: the map, the filter, and the
// language of texts.
func (s *server) wanted(r *http.Request) (m *geo.Map, f geo.Filter, lang string, err error) {
	m, q, err := s.mapAsked(r)
	if err != nil {
		return nil, f, "", err
	}
	if f, err = geo.ParseFilter(q); err != nil {
		return nil, f, "", err
	}
	lang, err = language(q, m)
	return m, f, lang, err
}
