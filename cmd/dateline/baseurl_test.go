package main

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

var writtenAddress = regexp.MustCompile(`(?:href|src|action|value|data-(?:path|full|entries|ground|words|embed))="((?:/|https?:)[^"]*)"`)

// Behind a proxy that leaves the path of the base URL on or takes it off, every
// address that is written leads there.
func TestBaseURL(t *testing.T) {
	for _, base := range []string{"https://example.org/news/maps", "https://example.org/news/maps/"} {
		p := start(t, "--base-url", base)
		for _, prefix := range []string{"", "/news/maps"} {
			for path := range everyAddress {
				p.ok(prefix + path)
			}
			for _, path := range []string{"/", "/maps/north-korean-troops", "/maps/north-korean-troops/embed"} {
				all := writtenAddress.FindAllStringSubmatch(p.ok(prefix+path).body, -1)
				assert.Greater(t, len(all), 10)
				for _, m := range all {
					own := strings.TrimPrefix(m[1], "https://example.org")
					assert.True(t, strings.HasPrefix(own, "/news/maps/"), "%s on %s", m[1], path)
					if !strings.HasPrefix(own, "/news/maps/assets/") {
						continue
					}
					assert.Equal(t, http.StatusOK, p.get(own).code, "with its path, %s", own)
					assert.Equal(t, http.StatusOK, p.get(strings.TrimPrefix(own, "/news/maps")).code, "without, %s", own)
				}
			}
			assert.Contains(t, p.ok(prefix+"/layers").body, `"/news/maps/layers/events.geojson"`)
			assert.Contains(t, p.get(prefix+"/nothing", "Accept", "text/html").body, `href="/news/maps/"`)
		}
		page := p.ok("/").body
		assert.Contains(t, page, `rel="canonical" href="https://example.org/news/maps/maps/north-korean-troops"`)
		assert.Contains(t, page, "https://example.org/news/maps/maps/north-korean-troops/embed")
		assert.Contains(t, page, `property="og:image" content="https://example.org/news/maps/maps/north-korean-troops.png?v=`)
		assert.Contains(t, page, `property="og:url" content="https://example.org/news/maps/maps/north-korean-troops"`)
		p.ok("/news/maps")
		for _, path := range []string{"/news/mapsandmore", "/news", "/news/maps//example.org/", "/news/maps/news/maps/"} {
			a := p.get(path)
			assert.Equal(t, http.StatusNotFound, a.code, path)
			assert.Empty(t, a.header.Get("Location"), path)
		}
	}
}

// Without one, nothing that is written names a host.
func TestNoBaseURL(t *testing.T) {
	p := onDefaultMap(t)
	for _, path := range []string{"/", "/maps/north-korean-troops/embed"} {
		for _, m := range writtenAddress.FindAllStringSubmatch(p.ok(path, "Host", "evil.example").body, -1) {
			assert.True(t, strings.HasPrefix(m[1], "/") && !strings.HasPrefix(m[1], "//"), "%s on %s", m[1], path)
		}
	}
	for _, path := range []string{"//example.org/", "//", "/maps//", "/maps/", "/./", "/maps/../layers"} {
		a := p.get(path)
		assert.Equal(t, http.StatusNotFound, a.code, path)
		assert.Empty(t, a.header.Get("Location"), path)
	}
}

// What has the server's address in it depends, without a base URL, on the host
// that the request named: no cache may hand it to readers who named another.
func TestAddressesOfTheHost(t *testing.T) {
	absolute := []string{
		"/maps/north-korean-troops/feed.atom", "/oembed?url=/maps/north-korean-troops", "/tiles/events.json", "/tiles/basemap.json",
	}
	pages := []string{"/", "/maps/north-korean-troops", "/maps/north-korean-troops/embed", "/maps/north-korean-troops.txt"}
	open, fixed := onDefaultMap(t), start(t, defaultMap, "--base-url", "https://maps.example")
	for _, path := range append(pages, absolute...) {
		a, other := open.ok(path, "Host", "a.example"), open.ok(path, "Host", "b.example:8080")
		assert.Contains(t, a.body, "http://a.example/", path)
		assert.Contains(t, other.body, "http://b.example:8080/", path)
		assert.NotContains(t, other.body, "a.example", path)
		assert.Equal(t, "private, no-cache", a.header.Get("Cache-Control"), path)
		assert.Equal(t, http.StatusOK, open.get(path, "Host", "b.example:8080", "If-None-Match", a.header.Get("ETag")).code, "%s: another host, another tag", path)

		a = fixed.ok(path, "Host", "a.example")
		assert.NotContains(t, a.body, "a.example", path)
		assert.Equal(t, "public, no-cache", a.header.Get("Cache-Control"), path)
	}
	for _, host := range []string{"a@b.example", "a'b", "a.example:port", "a&b", "a.example,b.example"} {
		for _, path := range absolute {
			refused := open.get(path, "Host", host)
			assert.Equal(t, http.StatusBadRequest, refused.code, "%s %s", host, path)
			assert.NotContains(t, refused.body, host)
		}
		for _, path := range pages {
			assert.NotContains(t, open.ok(path, "Host", host).body, host, path)
		}
	}
}
