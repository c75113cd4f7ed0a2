package server

import (
	"encoding/json"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"dateline/geo"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func folderServer(t testing.TB, files fs.FS) http.Handler {
	t.Helper()
	atlas, err := geo.Open(slog.New(slog.DiscardHandler), geo.Folder{Name: "test", FS: files})
	require.NoError(t, err)
	h, err := New(Config{Atlas: atlas, Log: slog.New(slog.DiscardHandler), TileCache: 1 << 20})
	require.NoError(t, err)
	return h
}

// Whatever address is asked about, the answer is about this server or there is
// none, and the frame in it leads here.
func FuzzOEmbed(f *testing.F) {
	h := folderServer(f, os.DirFS("../data/north-korean-troops"))
	for _, s := range []string{
		"http://example.com/maps/test?status=denied", "https://EXAMPLE.com/maps/test/embed", "/", "", "http://example.com", "//example.com/maps/test", "javascript:alert(1)//example.com/maps/test",
		"http://example.com@evil.example/maps/test", "http://evil.example/maps/test", "http://example.com/maps/%74est?q=%22%3E%3Cscript%3E", "http://example.com/maps/test?view=1,2,3&open=a/b\x00", "http:maps/test", "\\\\evil.example/maps/test",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		w := ask(h, "/oembed?url="+url.QueryEscape(address))
		if w.Code != http.StatusOK {
			assert.Contains(t, []int{http.StatusBadRequest, http.StatusNotFound}, w.Code)
			return
		}
		u, err := url.Parse(address)
		require.NoError(t, err)
		assert.True(t, u.Host == "" || strings.EqualFold(u.Host, "example.com"), address)
		var o oEmbed
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &o))
		rest, ok := strings.CutPrefix(o.HTML, `<iframe src="http://example.com/maps/test/embed`)
		require.True(t, ok, o.HTML)
		assert.Equal(t, 2, strings.Count(rest, "<")+strings.Count(rest, ">")-1, "one element and nothing else: %s", o.HTML)
	})
}
