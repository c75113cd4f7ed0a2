package main

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// An oEmbed is an answer as a content management system reads it.
type oEmbed struct {
	XMLName         xml.Name `json:"-" xml:"oembed"`
	Type            string   `json:"type" xml:"type"`
	Version         string   `json:"version" xml:"version"`
	Title           string   `json:"title" xml:"title"`
	ProviderName    string   `json:"provider_name" xml:"provider_name"`
	ProviderURL     string   `json:"provider_url" xml:"provider_url"`
	CacheAge        int      `json:"cache_age" xml:"cache_age"`
	HTML            string   `json:"html" xml:"html"`
	Width           int      `json:"width" xml:"width"`
	Height          int      `json:"height" xml:"height"`
	ThumbnailURL    string   `json:"thumbnail_url" xml:"thumbnail_url"`
	ThumbnailWidth  int      `json:"thumbnail_width" xml:"thumbnail_width"`
	ThumbnailHeight int      `json:"thumbnail_height" xml:"thumbnail_height"`
}

func (p *program) oembed(address, more string) oEmbed {
	p.t.Helper()
	var o oEmbed
	require.NoError(p.t, json.Unmarshal([]byte(p.ok("/oembed?url="+url.QueryEscape(address)+more).body), &o))
	return o
}

const northKorea = "/maps/north-korean-troops"

func TestOEmbed(t *testing.T) {
	p := onDefaultMap(t)
	page := p.base + northKorea
	o := p.oembed(page+"?status=denied&theme=dark&view=130,43.5,5&open=events/arrival-vladivostok", "")
	assert.Equal(t, "rich", o.Type)
	assert.Equal(t, "1.0", o.Version)
	assert.Equal(t, "North Korean troops and Russia’s war in Ukraine: what is reported, and who disputes it", o.Title)
	assert.Equal(t, "Dateline", o.ProviderName)
	assert.Equal(t, p.base+"/", o.ProviderURL)
	assert.Equal(t, 3600, o.CacheAge)
	assert.Equal(t, [2]int{700, 480}, [2]int{o.Width, o.Height})
	assert.Equal(t, `<iframe src="`+page+`/embed?open=events/arrival-vladivostok&amp;status=denied&amp;theme=dark&amp;view=130,43.5,5" title="`+o.Title+`" width="700" height="480" loading="lazy" `+
		`sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" style="width:100%;max-width:700px;border:0"></iframe>`, o.HTML)
	assert.Equal(t, page+".png?center=130,43.5&h=630&status=denied&theme=dark&w=1200&zoom=5", o.ThumbnailURL)
	assert.Equal(t, [2]int{1200, 630}, [2]int{o.ThumbnailWidth, o.ThumbnailHeight})

	small := p.oembed(page, "&maxwidth=400&maxheight=300&format=json")
	assert.Equal(t, [2]int{400, 300}, [2]int{small.Width, small.Height})
	assert.Contains(t, small.HTML, `width="400" height="300"`)
	assert.Contains(t, small.HTML, "max-width:400px")
	assert.Equal(t, [2]int{400, 210}, [2]int{small.ThumbnailWidth, small.ThumbnailHeight})
	assert.Equal(t, page+".png?h=210&w=400", small.ThumbnailURL)
	tiny := p.oembed(page, "&maxwidth=50&maxheight=99999999999")
	assert.Equal(t, [2]int{50, 480}, [2]int{tiny.Width, tiny.Height})
	assert.Empty(t, tiny.ThumbnailURL, "a picture of 50 pixels says nothing")

	free := p.oembed(page, "&maxwidth=99999999999999999999&maxheight="+strings.Repeat("9", 400))
	assert.Equal(t, p.oembed(page, ""), free, "a limit above ours is none")

	var x oEmbed
	require.NoError(t, xml.Unmarshal([]byte(p.ok("/oembed?format=xml&url="+url.QueryEscape(page)).body), &x))
	j := p.oembed(page, "")
	x.XMLName = j.XMLName
	assert.Equal(t, j, x)
	for _, same := range []string{page + "/embed", p.base, p.base + "/", strings.Replace(page, "http:", "https:", 1), northKorea, strings.ToUpper(p.base) + northKorea} {
		assert.Equal(t, j, p.oembed(same, ""), same)
	}
}

func TestOEmbedRefuses(t *testing.T) {
	p := onDefaultMap(t)
	page := url.QueryEscape(p.base + northKorea)
	for query, code := range map[string]int{
		"": 400, "?url=": 400, "?url=" + page + "&maxwidth=0": 400, "?url=" + page + "&maxheight=-5": 400, "?url=" + page + "&maxwidth=x": 400,
		"?url=" + page + "&format=yaml": 501, "?url=" + page + "&format=jsonp": 501,
		"?url=" + url.QueryEscape("https://example.org"+northKorea): 404, "?url=" + url.QueryEscape("//example.org"+northKorea): 404,
		"?url=" + url.QueryEscape("javascript:alert(1)"): 404, "?url=" + url.QueryEscape("file://"+northKorea): 404, "?url=" + url.QueryEscape("http://user@"+p.base[7:]+northKorea): 404,
		"?url=" + url.QueryEscape(p.base+"/maps/nothing"): 404, "?url=" + url.QueryEscape(p.base+"/layers"): 404, "?url=" + url.QueryEscape(p.base+northKorea+"/feed.atom"): 404,
		"?url=" + url.QueryEscape(p.base+"/maps/%zz"): 404, "?url=maps": 404, "?url=" + url.QueryEscape(p.base+northKorea+"?status=x"): 400,
	} {
		assert.Equal(t, code, p.get("/oembed"+query).code, query)
	}
	for query, says := range map[string]string{
		"&maxwidth=-99999999999999999999": "maxwidth: write a number of pixels", "&maxheight=1e3": "maxheight: write a number of pixels", "&maxwidth=400px": "maxwidth: write",
		url.QueryEscape("?status=x"): "url: in the address that it holds, status: ", url.QueryEscape("?from=soon"): "url: in the address that it holds, datetime: ",
		url.QueryEscape("?q=%zz"): "url: the parameters of the address that it holds are not well formed",
	} {
		a := p.get("/oembed?url=" + page + query)
		assert.Equal(t, http.StatusBadRequest, a.code, query)
		assert.Contains(t, a.body, says, query)
	}
}

func TestOEmbedBehindAProxy(t *testing.T) {
	p := start(t, defaultMap, "--base-url", "https://maps.example/news")
	page := "https://maps.example/news" + northKorea
	o := p.oembed(page+"?q=x", "")
	assert.Contains(t, o.HTML, `src="`+page+`/embed?q=x"`)
	assert.Equal(t, "https://maps.example/news/", o.ProviderURL)
	for _, never := range []string{"https://maps.example" + northKorea, "https://maps.example.org/news" + northKorea, "https://maps.example:8443/news" + northKorea} {
		assert.Equal(t, http.StatusNotFound, p.get("/oembed?url="+url.QueryEscape(never)).code, never)
	}
}

var discovery = regexp.MustCompile(`<link rel="alternate" type="application/json\+oembed" title="[^"]+" href="([^"]+)">`)

// A program that finds the page finds its answer, of the same state.
func TestOEmbedDiscovery(t *testing.T) {
	p := onDefaultMap(t)
	for _, path := range []string{northKorea + "?status=denied&q=a+b", northKorea + "/embed?status=denied&q=a+b"} {
		m := discovery.FindStringSubmatch(p.ok(path).body)
		require.NotNil(t, m, path)
		var o oEmbed
		require.NoError(t, json.Unmarshal([]byte(p.ok(strings.ReplaceAll(m[1], "&amp;", "&")).body), &o))
		assert.Contains(t, o.HTML, `/embed?q=a+b&amp;status=denied"`)
	}
	assert.NotRegexp(t, discovery, p.ok("/layers").body)
}
