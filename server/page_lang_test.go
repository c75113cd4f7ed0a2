package server

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dateline/geo"
	"dateline/geo/words"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPagesInEveryLanguage(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	for _, l := range words.Languages() {
		query := "lang=" + l.Tag()
		html := `<html lang="` + l.Tag() + `"`
		if l.RightToLeft() {
			html += ` dir="rtl"`
		}
		page := render(t, v.page, m, query)
		assert.Contains(t, page, html+">")
		assert.Contains(t, render(t, v.embed, m, query), html+">")
		assert.Contains(t, page, "/a/words/"+l.Tag()+".js")
		assert.Len(t, keysOf(page), 13)
		for _, status := range []string{"status.claimed", "status.denied", "search.title", "share.title", "list.reports", "time.all", "entry.who"} {
			assert.Contains(t, text(page), l.Say(status), l.Tag())
		}
		// Another address of the page keeps the language.
		if l.Tag() != "en" {
			assert.Contains(t, page, "?"+query+"&amp;open=")
			assert.Contains(t, page, `<input type="hidden" name="lang" value="`+l.Tag()+`">`)
		}
		assert.NotContains(t, text(page), "{")
	}
	golden(t, "page-uk.html", render(t, v.page, m, "lang=uk&open=movements/sealift-vladivostok"))
	golden(t, "page-ar.html", render(t, v.page, m, "lang=ar&datetime=2024-10-08/2024-10-13"))
}

// The page's words fall to English, the map's texts to what is nearest.
func TestLanguageOfAPage(t *testing.T) {
	v := testViews(t)
	m := mapOfFeatures(t, `{"type":"Feature","id":"a","geometry":null,"properties":{"kind":"event","title":{"en":"Title","pt":"Título","uk":"Назва"},"status":"claimed",
		"place":{"name":{"en":"Kyiv","uk":"Київ"}},"sources":[{"id":"n","name":{"en":"the ministry","uk":"міністерство"},"stance":"claims"}]}}`)
	for query, want := range map[string]string{
		"":           `<html lang="en">|<h3 class="name" ><a|>Title<|<b>Claimed</b> by the ministry.`,
		"lang=tlh":   `<html lang="en">|<h3 class="name" ><a|>Title<|<b>Claimed</b> by the ministry.`,
		"lang=pt-BR": `<html lang="en">|<h3 class="name" lang="pt"><a|>Título<|<b>Claimed</b> by the ministry.`,
		"lang=uk-UA": `<html lang="uk">|<h3 class="name" ><a|>Назва<|<b>Заявляє</b>: міністерство.|>Київ<`,
		"lang=ko":    `<html lang="ko">|<h3 class="name" lang="en"><a|>Title<|<b>주장</b>: <bdi lang="en">the ministry</bdi>.`,
		"lang=ar":    `<html lang="ar" dir="rtl">|<h3 class="name" lang="en" dir="auto"><a|<b>إعلان</b> من: <bdi lang="en" dir="auto">the ministry</bdi>.`,
	} {
		page := render(t, v.page, m, query)
		for _, part := range strings.Split(want, "|") {
			assert.Contains(t, page, part, query)
		}
	}
	m.Lang = "uk" // the map's own language, where none is asked for
	page := render(t, v.page, m, "")
	assert.Contains(t, page, `<html lang="uk">`)
	assert.Contains(t, page, `<a href="/maps/test" hreflang="uk" lang="uk" aria-current="true">Українська</a>`)
	assert.Contains(t, page, `<a href="/maps/test?lang=en" hreflang="en" lang="en">English</a>`)
	assert.Contains(t, render(t, v.page, m, "lang=en"), `<html lang="en">`)
}

func TestLanguageMenuKeepsTheFilter(t *testing.T) {
	page := render(t, testViews(t).page, defaultMap(t), "lang=ko&status=denied&theme=dark&page=1")
	assert.Contains(t, page, `href="/maps/test?lang=ar&amp;status=denied&amp;theme=dark" hreflang="ar" lang="ar">العربية</a>`)
	assert.Contains(t, page, `href="/maps/test?lang=ko&amp;status=denied&amp;theme=dark" hreflang="ko" lang="ko" aria-current="true">한국어</a>`)
	assert.Contains(t, page, `href="/maps/test?status=denied&amp;theme=dark" hreflang="en"`)
}

func TestIndexAndErrorsInOtherLanguages(t *testing.T) {
	v := testViews(t)
	english, ukrainian := defaultMap(t), mapOfFeatures(t)
	ukrainian.Lang = "uk"
	index := func(query string, maps ...*geo.Map) string {
		q, err := url.ParseQuery(query)
		require.NoError(t, err)
		var b bytes.Buffer
		require.NoError(t, v.index(&b, maps, q))
		return b.String()
	}
	assert.Contains(t, index("", english, ukrainian), `<html lang="en">`)
	assert.Contains(t, index("", ukrainian, ukrainian), `<html lang="uk">`)
	assert.Contains(t, index(""), `<html lang="en">`)
	page := index("lang=ru", english, ukrainian)
	assert.Contains(t, text(page), "7 сообщений, 6 высказываний")
	assert.Contains(t, text(page), "Сообщения по состоянию на 18 окт. 2024")
	assert.Contains(t, page, `<a href="/maps/test?lang=ru">`)

	for lang, want := range map[string]string{"uk": "404 Тут нічого немає There is no such map. Усі карти", "ar": "404 لا شيء هنا There is no such map. كل الخرائط", "": "404 Nothing is here There is no such map. All maps", "<b>": "404 Nothing is here"} {
		page, err := v.errorPage(404, "There is no such map.", "", lang)
		require.NoError(t, err)
		assert.Contains(t, text(string(page)), want)
	}
	page404, err := v.errorPage(404, "There is no such map.", "", "ar")
	require.NoError(t, err)
	assert.Contains(t, string(page404), `<p lang="en" dir="auto">There is no such map.</p>`)
}

// Templates hold no words: what is left of them without actions and markup is
// punctuation.
func TestTemplatesHoldNoWords(t *testing.T) {
	files, err := filepath.Glob("../web/templates/*.html")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	actions := regexp.MustCompile(`\{\{(?:"(?:[^"\\]|\\.)*"|[^"}]|\}[^}])*\}\}`)
	spoken := regexp.MustCompile(`(?:aria-label|title|alt|placeholder|content)="([^"]*)"`)
	letters := regexp.MustCompile(`\pL+`)
	plain := map[string]bool{"GeoJSON": true, "CSV": true}
	machines := []string{"width=device-width, initial-scale=1", "light dark", "article", "image/png", "summary_large_image"}
	for _, file := range files {
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		rest := actions.ReplaceAllString(string(source), "")
		for _, m := range spoken.FindAllStringSubmatch(rest, -1) {
			if !slices.Contains(machines, m[1]) {
				assert.NotRegexp(t, letters, m[1], file)
			}
		}
		for _, word := range letters.FindAllString(tags.ReplaceAllString(rest, " "), -1) {
			assert.True(t, plain[word], "%s says %q", file, word)
		}
	}
}

// Each language has its module for the scripts, with only what they say.
func TestWordFiles(t *testing.T) {
	files, err := wordFiles()
	require.NoError(t, err)
	assert.Len(t, files, len(words.Languages()))
	for name, body := range files {
		assert.Less(t, len(body), 12_000, name)
		texts, ok := bytes.CutPrefix(body, []byte("export default "))
		require.True(t, ok)
		var all map[string]string
		require.NoError(t, json.Unmarshal(texts, &all))
		for key := range all {
			assert.Regexp(t, `^(map|app)\.`, key)
		}
	}
}
