package server

import (
	"html/template"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dateline/geo/report"
)

// uiLang is the language of the words in the templates.
const uiLang = "en"

// How much of a text is shown, in characters. The whole of it is in the
// feature, which every entry links to.
const (
	maxName    = 160
	maxTitle   = 240
	maxSummary = 600
	maxNote    = 1200
)

// A words is a text ready to be set: bounded, on one line, and in a language.
type words struct {
	Text string
	lang string
}

func (w words) String() string { return w.Text }

var langTag = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// isLanguageTag reports whether s has the form of a BCP 47 tag, and is no longer
// than any of these need be (RFC 5646, section 4.4.1).
func isLanguageTag(s string) bool { return len(s) <= 35 && langTag.MatchString(s) }

// Attr is the lang and dir of an element that holds the text, where they differ
// from the page's.
func (w words) Attr() template.HTMLAttr {
	var b strings.Builder
	if w.lang != "" && w.lang != uiLang && isLanguageTag(w.lang) {
		b.WriteString(`lang="` + w.lang + `"`)
	}
	if strings.ContainsFunc(w.Text, rightToLeft) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(`dir="auto"`)
	}
	return template.HTMLAttr(b.String())
}

func rightToLeft(r rune) bool {
	return r >= 0x590 && r <= 0x8ff || r >= 0xfb1d && r <= 0xfeff || r >= 0x10800 && r <= 0x10fff || r >= 0x1e800 && r <= 0x1efff
}

// A tongue is the language that a reader wants and the one that a map's texts
// without a tag are in.
type tongue struct{ wanted, untagged string }

// in chooses a text and cuts it to a number of characters.
func (g tongue) in(t report.Text, limit int) words {
	s := t.In(g.wanted)
	return words{Text: cut(s, limit), lang: g.tag(t, s)}
}

// tag is the language of the text that was chosen.
func (g tongue) tag(t report.Text, chosen string) string {
	if t[g.wanted] == chosen {
		return g.wanted
	}
	tags := make([]string, 0, len(t))
	for tag, s := range t {
		if s == chosen {
			tags = append(tags, tag)
		}
	}
	slices.Sort(tags)
	if len(tags) == 0 || tags[0] == "" {
		return g.untagged
	}
	return tags[0]
}

// cut bounds a text and takes out of it what would not be seen but would move
// other text: control characters, and marks that turn or nest the direction of
// writing. Runs of space become one.
func cut(s string, limit int) string {
	var b strings.Builder
	n, space := 0, false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = n > 0
			continue
		case unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff:
			continue
		}
		if n >= limit {
			return strings.TrimRight(b.String(), " ,;:.") + "…"
		}
		if space {
			b.WriteByte(' ')
			n++
			space = false
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}

// webAddress returns the address if a browser may be sent there.
func webAddress(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Host == "" || len(s) > 2000 {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return u.String()
	}
	return ""
}

// digits writes 12000 as 12,000.
func digits(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// plural writes a number with its noun: "1 report", "7 reports".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return digits(n) + " " + many
}

// capital makes the first letter a capital.
func capital(s string) string {
	for i, r := range s {
		if i == 0 {
			return string(unicode.ToUpper(r)) + s[len(string(r)):]
		}
	}
	return s
}

// joined joins words as English does: "a", "a and b", "a, b and c".
func joined(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}
