package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestContentSecurityPolicy(t *testing.T) {
	p := onDefaultMap(t)
	paths := []string{"/nothing", "/maps/north-korean-troops?status=x"}
	for path := range everyAddress {
		paths = append(paths, path)
	}
	for _, path := range paths {
		for _, accept := range []string{"text/html", "*/*"} {
			a := p.get(path, "Accept", accept)
			policy := a.header.Get("Content-Security-Policy")
			assert.True(t, strings.HasPrefix(policy, "default-src 'none'; "), path)
			for _, never := range []string{"unsafe", "http", "blob:"} {
				assert.NotContains(t, policy, never, path)
			}
			if strings.Contains(path, "/embed") && a.code == http.StatusOK && strings.HasPrefix(path, "/maps/") {
				assert.True(t, strings.HasSuffix(policy, "; frame-ancestors *"), path)
				assert.Empty(t, a.header.Get("X-Frame-Options"), path)
			} else {
				assert.True(t, strings.HasSuffix(policy, "; frame-ancestors 'none'"), path)
				assert.Equal(t, "DENY", a.header.Get("X-Frame-Options"), path)
			}
		}
	}
}

func TestFrameAncestors(t *testing.T) {
	embed, page := "/maps/north-korean-troops/embed", "/maps/north-korean-troops"
	for _, test := range []struct{ given, want, frame string }{
		{"https://news.example", "https://news.example", ""},
		{"'self'  https://*.news.example:8443 http: localhost:*", "'self' https://*.news.example:8443 http: localhost:*", ""},
		{"'self'", "'self'", "SAMEORIGIN"},
		{"'none'", "'none'", "DENY"},
		{"", "*", ""},
	} {
		t.Setenv("DATELINE_FRAME_ANCESTORS", test.given)
		p := start(t)
		a := p.ok(embed)
		assert.True(t, strings.HasSuffix(a.header.Get("Content-Security-Policy"), "; frame-ancestors "+test.want), test.given)
		assert.Equal(t, test.frame, a.header.Get("X-Frame-Options"), test.given)
		assert.Equal(t, "DENY", p.ok(page).header.Get("X-Frame-Options"), "that is for embeds alone")
		require.NoError(t, p.stop())
	}
	for _, never := range []string{"*; script-src *", "https://a.example, https://b.example", "self", "'none' https://a.example", "'unsafe-inline'", "https://a.example/path"} {
		assert.Contains(t, refused(t, "--listen", "127.0.0.1:0", "--frame-ancestors", never), "frame ancestors", never)
	}
}

// The script that other pages load: small, at an address that stays.
func TestEmbedScript(t *testing.T) {
	p := onDefaultMap(t)
	a := p.ok("/embed.js", "Accept-Encoding", "gzip")
	assert.LessOrEqual(t, len(a.body), 1536)
	assert.Equal(t, "public, max-age=3600, stale-while-revalidate=86400", a.header.Get("Cache-Control"))
	z, err := gzip.NewReader(strings.NewReader(a.body))
	require.NoError(t, err)
	first := make([]byte, 16)
	_, err = z.Read(first)
	require.NoError(t, err)
	assert.Equal(t, "// <dateline-map", string(first))
	assert.Equal(t, http.StatusNotModified, p.get("/embed.js", "If-None-Match", a.header.Get("ETag")).code)
}

func TestSchemas(t *testing.T) {
	p := onDefaultMap(t)
	for _, path := range []string{"/schemas/report.json", "/schemas/feature-collection.json"} {
		assert.Equal(t, "https://json-schema.org/draft/2020-12/schema", p.object(path)["$schema"], path)
		assert.Equal(t, http.StatusNotModified, p.get(path, "If-None-Match", p.ok(path).header.Get("ETag")).code)
	}
	assert.Equal(t, http.StatusNotFound, p.get("/schemas/other.json").code)
}
