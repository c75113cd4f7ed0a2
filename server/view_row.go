package server

import (
	"bytes"
	"html"
	"html/template"
	"net/url"
	"strings"
	"sync"

	"dateline/geo"
)

// rowBytes bounds the rows of lists that are kept.
const rowBytes = 16 << 20

// rowCache keeps rows of lists as HTML, since nearly all of the time that a page
// takes goes into them, and every filter shows many of the same.
type rowCache struct {
	mu   sync.Mutex
	rows map[string]string
	size int
}

func (c *rowCache) get(key string) (string, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	row, ok := c.rows[key]
	return row, ok
}

func (c *rowCache) put(key, row string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	size := len(key) + len(row) + 64
	if c.rows == nil || c.size+size > rowBytes {
		c.rows, c.size = map[string]string{}, 0
	}
	if _, known := c.rows[key]; !known {
		c.rows[key], c.size = row, c.size+size
	}
}

// A row that is kept leads to an address that begins with hole, for what the
// page at hand asks for: data hold no such character, and templates write it so.
const (
	hole     = "\x01"
	holeLink = `href="%01`
)

// made names what a row depends on beside its entry.
func (s *shown) made() string {
	return tag(s.m.Name, s.m.Version, s.wanted, s.ui().Tag())
}

// newest names the state of the map that is shown, and whether there is a newer
// one that cannot be.
func (s *shown) newest() string {
	if s.m.Stale.IsZero() {
		return s.made()
	}
	return tag(s.made(), s.m.Stale.String())
}

// row is an entry of the list as HTML.
func (s *shown) row(e geo.Entry) (template.HTML, error) {
	key := strings.Join([]string{s.made(), s.v.layerName(e.Layer), s.query.part, e.Key()}, "\x00")
	open := e.Key() == s.query.open
	row, known := "", false
	if !open {
		row, known = s.v.rows.get(key)
	}
	if !known {
		o := s.v.entry(s.m, e, s.tongue)
		o.Open, o.Brief = open, s.query.part == partBrief
		var b bytes.Buffer
		if err := s.v.templates[s.ui()].ExecuteTemplate(&b, "entry", o); err != nil {
			return "", err
		}
		if row = b.String(); !open {
			s.v.rows.put(key, row)
		}
	}
	return template.HTML(strings.ReplaceAll(row, holeLink, `href="`+s.opening())), nil
}

// opening is the address of this page as far as the entry that it opens.
func (s *shown) opening() string {
	if s.before == "" {
		to := s.with(nil)
		if strings.Contains(to, "?") {
			to += "&"
		} else {
			to += "?"
		}
		s.before = html.EscapeString(to + "open=")
	}
	return s.before
}

// openHref is where the title of a row leads, but for what stands before it.
func openHref(e geo.Entry) string {
	return hole + plainSlashes.Replace(url.QueryEscape(e.Key())) + "#" + anchor(e)
}
