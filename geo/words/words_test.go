package words

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestIn(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "en", "uk": "uk", "UK": "uk", "uk-UA": "uk", "ru-Latn": "ru", "ko-KR": "ko", "ar-EG": "ar", "en-GB": "en",
		"": "en", "de": "en", "ukr": "en", "x": "en", "-": "en",
	} {
		assert.Equal(t, want, In(tag).Tag(), tag)
	}
	for _, l := range Languages() {
		assert.Equal(t, l.Tag() == "ar", l.RightToLeft(), l.Tag())
		assert.NotEmpty(t, l.Name())
		assert.True(t, l.Is(l.Tag()+"-XX"))
		assert.False(t, l.Is(""))
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		n    float64
		tag  string
		want string
	}{
		{1234567.5, "en", "1,234,567.5"}, {1234567.5, "uk", "1\u00a0234\u00a0567,5"}, {1500, "ru", "1\u00a0500"},
		{12000, "ko", "12,000"}, {12000, "ar", "12,000"}, {0.25, "ar", "0.25"},
		{-1500, "en", "−1,500"}, {-1500, "uk", "−1\u00a0500"}, {-1500, "ar", "\u200e−1,500"}, {-0.001, "ru", "0"}, {999, "uk", "999"},
	} {
		assert.Equal(t, c.want, In(c.tag).Number(c.n), "%s %v", c.tag, c.n)
	}
}

// The numbers are CLDR's own samples of each category.
func TestPluralRules(t *testing.T) {
	for tag, samples := range map[string]map[string][]int{
		"en": {one: {1}, other: {0, 2, 11, 16, 100, 101, 1000}},
		"uk": {one: {1, 21, 31, 101, 1001}, few: {2, 4, 22, 24, 104, 1002}, many: {0, 5, 11, 12, 14, 19, 20, 100, 111, 112, 1000, 1011}},
		"ru": {one: {1, 21, 31, 101, 1001}, few: {2, 4, 22, 24, 104, 1002}, many: {0, 5, 11, 12, 14, 19, 20, 100, 111, 112, 1000, 1011}},
		"ko": {other: {0, 1, 2, 100}},
		"ar": {zero: {0}, one: {1}, two: {2}, few: {3, 10, 103, 110, 1003}, many: {11, 26, 99, 111, 1011}, other: {100, 101, 102, 200, 202, 1000, 1001, 10000}},
	} {
		for category, numbers := range samples {
			assert.Contains(t, categories[tag], category)
			for _, n := range numbers {
				assert.Equal(t, category, rules[tag](n), "%s %d", tag, n)
			}
		}
		assert.Len(t, samples, len(categories[tag]))
	}
}

func TestCountedWords(t *testing.T) {
	for _, c := range []struct {
		tag  string
		n    int
		want string
	}{
		{"en", 0, "0 reports"}, {"en", 1, "1 report"}, {"en", 1500, "1,500 reports"},
		{"uk", 1, "1 повідомлення"}, {"uk", 3, "3 повідомлення"}, {"uk", 7, "7 повідомлень"}, {"uk", 11, "11 повідомлень"}, {"uk", 21, "21 повідомлення"},
		{"ru", 1, "1 сообщение"}, {"ru", 3, "3 сообщения"}, {"ru", 7, "7 сообщений"}, {"ru", 112, "112 сообщений"}, {"ru", 1502, "1\u00a0502 сообщения"},
		{"ko", 1, "보도 1건"}, {"ko", 7, "보도 7건"},
		{"ar", 0, "لا أخبار"}, {"ar", 1, "خبر واحد"}, {"ar", 2, "خبران"}, {"ar", 7, "7 أخبار"}, {"ar", 13, "13 خبراً"}, {"ar", 100, "100 خبر"},
	} {
		assert.Equal(t, c.want, In(c.tag).Say("counted.reports", "n", c.n))
	}
}

func TestSay(t *testing.T) {
	l := &Language{rule: oneOrOther, group: ",", point: ".", messages: map[string]message{}}
	for _, c := range []struct {
		message string
		args    []any
		want    []Run
	}{
		{"plain", nil, []Run{{Text: "plain"}}},
		{"a # is one", nil, []Run{{Text: "a # is one"}}},
		{"a < b", nil, []Run{{Text: "a < b"}}},
		{"<b>{who}</b>: {what}", []any{"who", "A", "what", Run{Text: "b", Lang: "uk"}}, []Run{{Text: "A", Strong: true}, {Text: ": "}, {Text: "b", Lang: "uk"}}},
		{"{n, plural, =0 {none} one {# thing} other {# things, {x}}}", []any{"n", 0}, []Run{{Text: "none"}}},
		{"{n, plural, =0 {none} one {# thing} other {# things, {x}}}", []any{"n", 1}, []Run{{Text: "1 thing"}}},
		{"{n, plural, =0 {none} one {# thing} other {# things, {x}}}", []any{"n", 1200, "x", 0.5}, []Run{{Text: "1,200 things, 0.5"}}},
		{"{n, plural, one {a} other {{m, plural, one {#} other {#–#}}}}", []any{"n", 2, "m", 3}, []Run{{Text: "3–3"}}},
		{"{w, select, a {A} other {}}", []any{"w", "a"}, []Run{{Text: "A"}}},
		{"{w, select, a {A} other {}}", []any{"w", "b"}, nil},
		{"{a}{missing}", []any{"a", []Run{{Text: "x", Strong: true}}}, []Run{{Text: "x", Strong: true}}},
	} {
		m, err := parse(c.message)
		require.NoError(t, err, c.message)
		l.messages["m"] = m
		assert.Equal(t, c.want, l.Runs("m", c.args...), c.message)
	}
	assert.Equal(t, "no.key", l.Say("no.key"))
}

func TestMalformedMessages(t *testing.T) {
	for _, s := range []string{
		"{", "}", "{}", "{a", "{a,", "{a, plural}", "{a, plural,}", "{a, plural, one {x}}", "{a, plural, other {x}", "{a, plural, other x}",
		"{a, choice, other {x}}", "<b>x", "{a, select, other {x} other {y}}", "{a, select, {x}}", strings.Repeat("<b>", 20) + strings.Repeat("</b>", 20),
	} {
		_, err := parse(s)
		assert.ErrorIs(t, err, errMessage, s)
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range In("en").texts {
		f.Add(text)
	}
	for _, text := range In("ar").texts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := parse(s)
		if err != nil {
			return
		}
		l := &Language{rule: arabic, messages: map[string]message{"m": m}}
		args := []any{}
		for _, name := range m.arguments() {
			args = append(args, name, 3)
		}
		l.Runs("m", args...)
	})
}

// Every file has the same keys, once each.
func TestKeys(t *testing.T) {
	want := In("en").texts
	for _, l := range Languages() {
		data, err := files.ReadFile("messages/" + l.Tag() + ".json")
		require.NoError(t, err)
		d := json.NewDecoder(bytes.NewReader(data))
		_, _ = d.Token()
		seen := map[string]bool{}
		for d.More() {
			key, err := d.Token()
			require.NoError(t, err)
			_, err = d.Token()
			require.NoError(t, err)
			assert.False(t, seen[key.(string)], "%s: %s stands twice", l.Tag(), key)
			seen[key.(string)] = true
			assert.True(t, want[key.(string)] != "", "English lacks %s", key)
		}
		for key := range want {
			assert.True(t, seen[key], "%s lacks %s", l.Tag(), key)
		}
	}
}

// needless are arguments that some languages have no use for, by key.
var needless = map[string][]string{
	"entry.hide": {"sources"},
	"counted.of": {"entries", "total"},
}

// Arguments are those of English; numbers that only choose a form may be left out.
func TestArguments(t *testing.T) {
	for key, english := range In("en").messages {
		want := english.arguments()
		for _, l := range Languages() {
			got := l.messages[key].arguments()
			for _, name := range want {
				assert.True(t, slices.Contains(got, name) || slices.Contains(needless[key], name) || onlyChooses(english, name), "%s: %s lacks {%s}", l.Tag(), key, name)
			}
			for _, name := range got {
				assert.True(t, slices.Contains(want, name) || slices.Contains(needless[key], name) || onlyChooses(l.messages[key], name), "%s: %s has {%s}, which English has not", l.Tag(), key, name)
			}
			assert.Len(t, strings.Split(l.texts[key], "|"), max(1, listLength(key, l)), "%s: %s", l.Tag(), key)
		}
	}
}

func listLength(key string, l *Language) int {
	if key == "voice.plural" {
		return len(l.List(key))
	}
	return len(In("en").List(key))
}

// onlyChooses reports whether an argument is never written.
func onlyChooses(m message, name string) bool {
	for _, p := range m {
		if p.arg == name && p.forms == nil || !onlyChooses(p.strong, name) {
			return false
		}
		for _, form := range p.forms {
			if !onlyChooses(form, name) {
				return false
			}
		}
	}
	return true
}

// Every plural has a form for every category of its language, or only forms for
// certain numbers. "many" may fall to "other", which whole numbers never have in
// Ukrainian and Russian.
func TestPluralForms(t *testing.T) {
	var check func(l *Language, key string, m message)
	check = func(l *Language, key string, m message) {
		for _, p := range m {
			check(l, key, p.strong)
			exact := true
			for name, form := range p.forms {
				check(l, key, form)
				exact = exact && (name == other || strings.HasPrefix(name, "="))
				if p.plural && !strings.HasPrefix(name, "=") && name != other {
					assert.Contains(t, categories[l.Tag()], name, "%s: %s", l.Tag(), key)
				}
			}
			if !p.plural || exact {
				continue
			}
			for _, category := range categories[l.Tag()] {
				_, has := p.forms[category]
				assert.True(t, has || category == many && l.Tag() != "ar", "%s: %s has no form %s", l.Tag(), key, category)
			}
		}
	}
	for _, l := range Languages() {
		for key, m := range l.messages {
			check(l, key, m)
		}
	}
}

// No message is empty or left in English, and none says "alleged".
func TestTranslated(t *testing.T) {
	never := regexp.MustCompile(`(?i)alleged|нібито|якобы|소위|이른바|مزعوم`)
	same := regexp.MustCompile(`^(number|list)\.`)
	scripts := map[string]*unicode.RangeTable{"uk": unicode.Cyrillic, "ru": unicode.Cyrillic, "ko": unicode.Hangul, "ar": unicode.Arabic}
	names := regexp.MustCompile(`\{\w+, (plural|select),|\b(zero|one|two|few|many|other)\b|\w+ \{|\{\w+\}|</?b>|Natural Earth|GeoNames|Leaflet|GeoJSON|Ctrl|UTC`)
	for _, l := range Languages() {
		for key, s := range l.texts {
			assert.NotEmpty(t, s, "%s: %s", l.Tag(), key)
			assert.NotRegexp(t, never, s, "%s: %s", l.Tag(), key)
			if table := scripts[l.Tag()]; table != nil && !same.MatchString(key) {
				rest := names.ReplaceAllString(s, "")
				for range 3 { // choices within choices
					rest = names.ReplaceAllString(rest, "")
				}
				if key == "language.dir" || key == "map.km" || key == "map.m" || key == "map.away" {
					continue
				}
				assert.NotRegexp(t, `[A-Za-z]{2,}`, rest, "%s: %s", l.Tag(), key)
				if strings.ContainsFunc(rest, unicode.IsLetter) {
					assert.True(t, strings.ContainsFunc(rest, func(r rune) bool { return unicode.Is(table, r) }), "%s: %s", l.Tag(), key)
				}
			}
		}
		// The status of what is denied says first that it is claimed.
		assert.True(t, strings.HasPrefix(l.Say("status.denied"), l.Say("status.claimed")), l.Tag())
	}
}

// Every key is used: by its name, or by the part of it before the last dot
// where the rest is a word of a vocabulary.
func TestKeysAreUsed(t *testing.T) {
	var all strings.Builder
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains([]string{"node_modules", ".git", "tests", "vendor", "messages", "testdata"}, d.Name()) {
			return fs.SkipDir
		}
		if ext := filepath.Ext(path); !d.IsDir() && slices.Contains([]string{".go", ".js", ".html"}, ext) && !strings.HasSuffix(path, "_test.go") {
			data, err := os.ReadFile(path)
			all.Write(data)
			return err
		}
		return nil
	})
	require.NoError(t, err)
	quoted := map[string]bool{}
	for _, m := range regexp.MustCompile("[\"'`]([a-z0-9_]+\\.[a-z0-9_.]*)[\"'`]").FindAllStringSubmatch(all.String(), -1) {
		quoted[m[1]] = true
	}
	for key := range In("en").texts {
		before := key[:strings.LastIndexByte(key, '.')+1]
		assert.True(t, quoted[key] || quoted[before] || strings.HasPrefix(key, "say") && quoted["say"] || key == "say", "nothing says %s", key)
	}
	// And what is asked for is there.
	for _, m := range regexp.MustCompile("(?:[sS]ay|Runs|List)[( ][\"'`]([a-z0-9_]+\\.[a-z0-9_.]*[a-z0-9_])[\"'`]").FindAllStringSubmatch(all.String(), -1) {
		assert.True(t, In("en").Has(m[1]), "there is no message %s", m[1])
	}
}
