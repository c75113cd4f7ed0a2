package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// everyAddress has one of each kind; the assets are added from the page.
var everyAddress = map[string]string{
	"/":                               "text/html; charset=utf-8",
	"/maps/north-korean-troops":       "text/html; charset=utf-8",
	"/maps/north-korean-troops/embed": "text/html; charset=utf-8",
	"/maps/north-korean-troops/entries.geojson": "application/geo+json",
	"/layers":                "application/json",
	"/layers/events.geojson": "application/geo+json",
	"/layers/north-korean-troops.events.geojson":                   "application/geo+json",
	"/layers/events.csv":                                           "text/csv; charset=utf-8; header=present",
	"/layers/events/features/strike-donetsk":                       "application/geo+json",
	"/layers/north-korean-troops.events/features/strike-donetsk":   "application/geo+json",
	"/layers/movements/features/announced-deployment":              "application/geo+json",
	"/maps/north-korean-troops/entries.geojson?status=denied":      "application/geo+json",
	"/maps/north-korean-troops?status=denied&open=events/nothing":  "text/html; charset=utf-8",
	"/maps/north-korean-troops/embed?theme=dark&view=130,43,5":     "text/html; charset=utf-8",
	"/maps/north-korean-troops?from=2024-10-08&to=&match=must&q=x": "text/html; charset=utf-8",
	"/maps/north-korean-troops.png":                                "image/png",
	"/maps/north-korean-troops.png?w=300&h=200&status=denied":      "image/png",
	"/tiles/events/0/0/0.png":                                      "image/png",
	"/maps/north-korean-troops/feed.atom":                          "application/atom+xml; charset=utf-8",
	"/maps/north-korean-troops/feed.atom?status=denied&lang=uk":    "application/atom+xml; charset=utf-8",
	"/oembed?url=/maps/north-korean-troops":                        "application/json",
	"/oembed?format=xml&url=/maps/north-korean-troops":             "text/xml; charset=utf-8",
	"/embed.js":                        "text/javascript; charset=utf-8",
	"/schemas/report.json":             "application/schema+json",
	"/schemas/feature-collection.json": "application/schema+json",
	"/healthz":                         "text/plain; charset=utf-8",
	"/readyz":                          "application/json",
}

var assetAddress = regexp.MustCompile(`(?:src|href|data-words)="(/assets/[^"]+)"`)

// assetsOf returns the addresses of all files that a page names, and of the
// modules that those import.
func assetsOf(p *program, page string) []string {
	var found []string
	seen := map[string]bool{}
	var add func(path string)
	add = func(path string) {
		if seen[path] {
			return
		}
		seen[path] = true
		found = append(found, path)
		if !strings.HasSuffix(path, ".js") || strings.Contains(path, "/vendor/") {
			return
		}
		for _, m := range moduleImport.FindAllStringSubmatch(p.ok(path).body, -1) {
			add(resolve(path, m[1]))
		}
	}
	for _, m := range assetAddress.FindAllStringSubmatch(p.ok(page).body, -1) {
		add(m[1])
	}
	return found
}

var moduleImport = regexp.MustCompile(`(?m)^\s*(?:import|export|\}).*?['"](\.[^'"]+)['"]`)

// resolve is a module's relative import as an address.
func resolve(from, to string) string {
	parts := strings.Split(from, "/")
	parts = parts[:len(parts)-1]
	for step := range strings.SplitSeq(to, "/") {
		switch step {
		case ".":
		case "..":
			parts = parts[:len(parts)-1]
		default:
			parts = append(parts, step)
		}
	}
	return strings.Join(parts, "/")
}

func TestContentTypes(t *testing.T) {
	p := onDefaultMap(t)
	for path, want := range everyAddress {
		a := p.ok(path)
		assert.Equal(t, want, a.header.Get("Content-Type"), path)
		assert.Equal(t, "nosniff", a.header.Get("X-Content-Type-Options"), path)
		if strings.HasSuffix(want, "json") {
			assert.True(t, json.Valid([]byte(a.body)), path)
		}
	}
}

func TestAssets(t *testing.T) {
	p := onDefaultMap(t)
	kinds := map[string]string{".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".geojson": "application/geo+json"}
	seen := map[string]bool{}
	for _, page := range []string{"/", "/maps/north-korean-troops/embed"} {
		for _, path := range assetsOf(p, page) {
			ext := path[strings.LastIndex(path, "."):]
			seen[ext] = true
			a := p.ok(path)
			assert.Equal(t, kinds[ext], a.header.Get("Content-Type"), path)
			assert.Equal(t, "public, max-age=31536000, immutable", a.header.Get("Cache-Control"), path)
			assert.Equal(t, "*", a.header.Get("Access-Control-Allow-Origin"), path)
			assert.NotEmpty(t, a.body, path)
			old := strings.Replace(path, strings.Split(path, "/")[2], "0123456789ab", 1)
			assert.Equal(t, "public, no-cache", p.ok(old).header.Get("Cache-Control"), "a file under the address of another version")
		}
	}
	assert.Len(t, seen, 2, "scripts and styles were among them")
	for _, path := range []string{"/assets/x/nothing.js", "/assets/x/", "/assets/", "/assets/x/../../go.mod", "/assets/x/..%2f..%2fweb.go", "/assets/x/%2e%2e/web.go", "/assets/x/templates/page.html"} {
		assert.Equal(t, http.StatusNotFound, p.get(path).code, path)
	}
}

// Any page may read everything, whether it says where it comes from or not.
func TestCrossOrigin(t *testing.T) {
	p := onDefaultMap(t)
	paths := assetsOf(p, "/")
	for path := range everyAddress {
		paths = append(paths, path)
	}
	missing := []string{"/nothing", "/maps/nothing", "/maps/nothing/embed", "/layers/nothing.geojson", "/layers/events/features/nothing", "/assets/x/y.js", "/maps/north-korean-troops?status=wrong"}
	for _, path := range append(paths, missing...) {
		for _, headers := range [][]string{nil, {"Origin", "https://example.org"}, {"Origin", "null"}} {
			a := p.get(path, headers...)
			assert.Equal(t, "*", a.header.Get("Access-Control-Allow-Origin"), "%s %v", path, headers)
			assert.Equal(t, "cross-origin", a.header.Get("Cross-Origin-Resource-Policy"), path)
			assert.Empty(t, a.header.Get("Access-Control-Allow-Credentials"))
			assert.Empty(t, a.header.Get("Set-Cookie"))
		}
		o := p.ask(http.MethodOptions, path, "Origin", "https://example.org", "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "if-none-match")
		assert.Equal(t, http.StatusNoContent, o.code, path)
		assert.Empty(t, o.body)
		assert.Equal(t, "*", o.header.Get("Access-Control-Allow-Origin"), path)
		assert.Contains(t, o.header.Get("Access-Control-Allow-Methods"), "GET")
		assert.Contains(t, o.header.Get("Access-Control-Allow-Headers"), "If-None-Match")
		assert.Equal(t, "GET, HEAD, OPTIONS", o.header.Get("Allow"))
	}
}

func TestMethods(t *testing.T) {
	p := onDefaultMap(t)
	paths := []string{assetsOf(p, "/")[0]}
	for path := range everyAddress {
		paths = append(paths, path)
	}
	for _, path := range paths {
		get, head := p.ok(path), p.ask(http.MethodHead, path)
		assert.Equal(t, http.StatusOK, head.code, path)
		assert.Empty(t, head.body, path)
		for _, name := range []string{"Content-Type", "Etag", "Cache-Control", "Content-Security-Policy", "Vary", "Access-Control-Allow-Origin"} {
			assert.Equal(t, get.header.Get(name), head.header.Get(name), "%s of %s", name, path)
		}
		for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, "BREW"} {
			a := p.ask(method, path)
			assert.Equal(t, http.StatusMethodNotAllowed, a.code, "%s %s", method, path)
			assert.Equal(t, "GET, HEAD, OPTIONS", a.header.Get("Allow"))
			assert.Equal(t, "*", a.header.Get("Access-Control-Allow-Origin"))
			assert.Equal(t, "application/problem+json", a.header.Get("Content-Type"))
			assert.Contains(t, a.body, method+" is not possible here; use GET.")
		}
	}
	missing := p.ask(http.MethodHead, "/nothing")
	assert.Equal(t, http.StatusNotFound, missing.code)
	assert.Empty(t, missing.body)
}

func TestErrorsForBrowsersAndPrograms(t *testing.T) {
	p := onDefaultMap(t)
	const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	for path, want := range map[string]struct {
		code int
		says string
	}{
		"/nothing":                               {404, "There is nothing at this address."},
		"/maps/nothing":                          {404, "There is no such map."},
		"/maps/nothing/embed":                    {404, "There is no such map."},
		"/maps/nothing/entries.geojson":          {404, "There is no such map."},
		"/maps/%2e%2e%2fetc":                     {404, "There is no such map."},
		"/layers/nothing.geojson":                {404, "There is no such layer"},
		"/layers/..%2f..%2fevents.geojson":       {404, "There is no such layer"},
		"/layers/events/features/nothing":        {404, "The layer events has no such feature."},
		"/layers/events/features/~1":             {404, "The layer events has no such feature."},
		"/assets/x/y":                            {404, "There is no such file."},
		"/maps/north-korean-troops?status=x":     {400, "status: "},
		"/maps/north-korean-troops?q=%3Cb%3E%FF": {400, "UTF-8"},
	} {
		a := p.get(path)
		assert.Equal(t, want.code, a.code, path)
		assert.Equal(t, "application/problem+json", a.header.Get("Content-Type"), path)
		assert.Equal(t, "no-store", a.header.Get("Cache-Control"))
		var problem struct {
			Type, Title, Detail string
			Status              int
		}
		require.NoError(t, json.Unmarshal([]byte(a.body), &problem), path)
		assert.Equal(t, "about:blank", problem.Type)
		assert.Equal(t, http.StatusText(want.code), problem.Title)
		assert.Equal(t, want.code, problem.Status)
		assert.Contains(t, problem.Detail, want.says, path)

		html := p.get(path, "Accept", browser)
		assert.Equal(t, want.code, html.code, path)
		assert.Equal(t, "text/html; charset=utf-8", html.header.Get("Content-Type"), path)
		assert.Contains(t, html.header.Get("Content-Security-Policy"), "default-src 'none'")
		assert.Contains(t, html.body, "<h1>")
		assert.Contains(t, strings.ToLower(html.body), strings.ToLower(want.says), path) // a page begins it with a capital
	}
}

func TestErrorPagesQuoteAsText(t *testing.T) {
	p := onDefaultMap(t)
	a := p.get("/maps/north-korean-troops?status=%3Cscript%3Ealert(1)%3C/script%3E", "Accept", "text/html")
	assert.Equal(t, http.StatusBadRequest, a.code)
	assert.NotContains(t, a.body, "<script>alert")
	assert.Contains(t, a.body, "&lt;script&gt;alert")
}

func TestPolicies(t *testing.T) {
	p := onDefaultMap(t)
	page := p.ok("/").header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'self'"} {
		assert.Contains(t, page, want)
	}
	assert.NotContains(t, page, "unsafe")
	assert.Contains(t, page, "frame-ancestors 'none'")
	embed := p.ok("/maps/north-korean-troops/embed")
	// The embed's one style is known by its digest, so that no other may stand there.
	style := regexp.MustCompile(`<style>([^<]+)</style>`).FindStringSubmatch(embed.body)
	require.NotNil(t, style)
	sum := sha256.Sum256([]byte(style[1]))
	want := strings.NewReplacer("frame-ancestors 'none'", "frame-ancestors *",
		"style-src 'self'", "style-src 'self' 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'").Replace(page)
	assert.Equal(t, want, embed.header.Get("Content-Security-Policy"))
	assert.Empty(t, embed.header.Get("X-Frame-Options"))
	for _, body := range []string{p.ok("/").body, strings.Replace(embed.body, style[0], "", 1)} {
		assert.NotRegexp(t, `<script(?: [^>]*)?>[^<]`, body, "no script in the page")
		assert.NotRegexp(t, `<style|<[^>]+ style=|<[^>]+ on[a-z]+=`, body)
	}
}

func TestGzipIsNegotiated(t *testing.T) {
	p := onDefaultMap(t)
	paths := []string{assetsOf(p, "/")[0], "/", "/maps/north-korean-troops/embed", "/maps/north-korean-troops/entries.geojson", "/layers/events.geojson", "/layers/events.csv"}
	for _, path := range paths {
		whole := p.ok(path)
		assert.Empty(t, whole.header.Get("Content-Encoding"))
		for header, zipped := range map[string]bool{
			"gzip": true, "GZIP": true, "br, gzip": true, "gzip;q=0.5": true, "gzip ; q=1.0": true, "x-gzip": true, "*": true, "deflate, *;q=0.1": true,
			"identity": false, "br": false, "gzip;q=0": false, "gzip; q=0.0": false, "gzip;q=0, *": false, "*;q=0": false, "gzip;q=x": false,
		} {
			a := p.ok(path, "Accept-Encoding", header)
			assert.Contains(t, a.header.Values("Vary"), "Accept-Encoding")
			body := a.body
			if zipped {
				require.Equal(t, "gzip", a.header.Get("Content-Encoding"), "%s %q", path, header)
				z, err := gzip.NewReader(bytes.NewReader([]byte(a.body)))
				require.NoError(t, err)
				unzipped, err := io.ReadAll(z)
				require.NoError(t, err)
				body = string(unzipped)
				assert.NotEqual(t, whole.header.Get("Etag"), a.header.Get("Etag"), "another representation, another tag")
			} else {
				assert.Empty(t, a.header.Get("Content-Encoding"), "%s %q", path, header)
				assert.Equal(t, whole.header.Get("Etag"), a.header.Get("Etag"))
			}
			assert.True(t, whole.body == body, "%s with %q is another text", path, header)
		}
	}
}

func TestRevalidation(t *testing.T) {
	p := onDefaultMap(t)
	paths := []string{assetsOf(p, "/")[0], "/", "/maps/north-korean-troops", "/maps/north-korean-troops/embed", "/maps/north-korean-troops/entries.geojson", "/layers/events.geojson?status=denied", "/layers/events.csv", "/layers/events/features/strike-donetsk", "/layers", "/tiles/events.json", "/tiles/events/0/0/0.mvt", "/tiles/events/0/0/0.png", "/maps/north-korean-troops.png"}
	tags := map[string]string{}
	for _, path := range paths {
		whole, zipped := p.ok(path), p.ok(path, "Accept-Encoding", "gzip")
		tag := whole.header.Get("Etag")
		require.Regexp(t, `^"[^"]+"$`, tag, "%s has a strong tag", path)
		assert.Equal(t, tag, p.ok(path).header.Get("Etag"), "the same content, the same tag")
		assert.Empty(t, tags[tag], "%s and %s have one tag", path, tags[tag])
		tags[tag] = path
		for _, header := range []string{tag, "W/" + tag, `"other", ` + tag, "*", zipped.header.Get("Etag")} {
			for _, encoding := range []string{"", "gzip"} {
				a := p.get(path, "If-None-Match", header, "Accept-Encoding", encoding)
				assert.Equal(t, http.StatusNotModified, a.code, "%s %s %q", path, header, encoding)
				assert.Empty(t, a.body)
				want := whole
				if encoding == "gzip" {
					want = zipped
				}
				for _, name := range []string{"Etag", "Cache-Control", "Vary", "Access-Control-Allow-Origin"} {
					assert.Equal(t, want.header.Get(name), a.header.Get(name), "%s of the 304 for %s", name, path)
				}
			}
			assert.Equal(t, http.StatusNotModified, p.ask(http.MethodHead, path, "If-None-Match", header).code, path)
		}
		p.ok(path, "If-None-Match", `"other"`)
	}
	for _, path := range []string{"/healthz", "/readyz"} {
		assert.Equal(t, "no-store", p.ok(path).header.Get("Cache-Control"), path)
	}
}
