// Package server answers HTTP requests for the maps and layers of an atlas.
package server

import (
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"dateline/geo"
	"dateline/web"
)

// Config is all that a server needs.
type Config struct {
	Atlas *geo.Atlas
	// Painter paints tiles and pictures; without one it is over no basemap.
	Painter *geo.Painter
	// Build names the program: paintings that readers keep are asked for anew
	// when it changes.
	Build string
	// BaseURL is where readers reach the server, such as
	// https://example.org/maps. Its path is put before every address that the
	// server writes, and is taken off requests that come with it. If it is
	// empty, addresses are relative to the host.
	BaseURL string
	Log     *slog.Logger
	// TileCache bounds the memory for finished tiles, in bytes; an eighth of it
	// comes on top for rendered pages.
	TileCache uint64
	// FrameAncestors says who may frame embeds, as the directive of that name in
	// Content-Security-Policy has it; empty is anybody.
	FrameAncestors string
	// AccessLog logs a line for every request.
	AccessLog bool
}

type server struct {
	Config
	log     *slog.Logger
	origin  string // scheme and host of BaseURL
	prefix  string // path of BaseURL, without a slash at its end
	assets  *assets
	views   *views
	tiles   *tileCache
	pages   *pageCache
	easels  *easels
	metrics *metrics
	// Content-Security-Policy of pages and of embeds.
	policyPage, policyEmbed string
}

// New makes the handler. The error is a BaseURL or FrameAncestors that is none.
func New(c Config) (http.Handler, error) {
	s, err := newServer(c)
	if err != nil {
		return nil, err
	}
	return s.around(s.routes()), nil
}

func newServer(c Config) (*server, error) {
	s := &server{Config: c, log: c.Log, easels: newEasels()}
	if s.Painter == nil {
		none, err := geo.OpenBasemap(geo.NoBasemap, nil, geo.ViewUN)
		if err != nil {
			return nil, err
		}
		s.Painter = geo.NewPainter(none)
	}
	if c.BaseURL != "" {
		u, err := url.Parse(c.BaseURL)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
			return nil, fmt.Errorf("base URL %q: write an address such as https://example.org/maps", c.BaseURL)
		}
		s.BaseURL = strings.TrimRight(c.BaseURL, "/")
		s.origin = u.Scheme + "://" + u.Host
		s.prefix = strings.TrimRight(u.EscapedPath(), "/")
	}
	var err error
	embed, err := policyFramedBy(c.FrameAncestors)
	if err != nil {
		return nil, err
	}
	if s.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	s.policyPage, s.policyEmbed = s.policy(policyPage), s.policy(policyWithStyle(embed, s.assets.bundle(embedStyle)))
	s.views, err = newViews(viewOptions{
		Templates: web.Templates(),
		Asset:     func(name string) string { return s.href(s.assets.path(name)) },
		Bundle:    func(name string) string { return s.href(s.assets.path(bundleFolder + name)) },
		Href:      s.href,
		Symbols:   template.HTML(s.assets.symbols()), // our own file
		Style:     template.CSS(s.assets.bundle(embedStyle)),
		Base:      func() string { return s.origin },
		Ground:    s.ground,
		Layer:     func(l *geo.Layer) string { return s.Atlas.State().Address(l) },
	})
	if err != nil {
		return nil, err
	}
	s.metrics = newMetrics(s.Atlas, s.easels)
	if s.pages, err = newPageCache(c.TileCache / 8); err != nil {
		return nil, err
	}
	if s.tiles, err = newTileCache(c.TileCache, s.metrics); err != nil {
		return nil, err
	}
	return s, nil
}

// policy lets a page show the images of a basemap that is elsewhere.
func (s *server) policy(p string) string {
	if origin := s.Painter.Basemap().Origin(); origin != "" {
		return strings.Replace(p, "img-src 'self'", "img-src 'self' "+origin, 1)
	}
	return p
}

// href is a path of the server as readers reach it.
func (s *server) href(path string) string { return s.prefix + path }
