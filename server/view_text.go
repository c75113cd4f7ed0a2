package server

import (
	"html/template"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"dateline/geo/report"
	"dateline/geo/words"
)

// How much of a text is shown, in characters. The whole of it is in the
// feature, which every entry links to.
const (
	maxName    = 160
	maxTitle   = 240
	maxSummary = 600
	maxNote    = 1200
)

// A wording is a text ready to be set: bounded, on one line, and in a language.
type wording struct {
	Text string
	lang string          // BCP 47; "" where it is that of the page
	page *words.Language // of what stands round it
}

func (w wording) String() string { return w.Text }

var langTag = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// isLanguageTag reports whether s has the form of a BCP 47 tag, and is no longer
// than any of these need be (RFC 5646, section 4.4.1).
func isLanguageTag(s string) bool { return len(s) <= 35 && langTag.MatchString(s) }

// Attr is the lang and dir of an element that holds the text, where they differ
// from the page's.
func (w wording) Attr() template.HTMLAttr {
	if w.page == nil {
		return ""
	}
	var b strings.Builder
	other := w.lang != "" && !w.page.Is(w.lang)
	if other && isLanguageTag(w.lang) {
		b.WriteString(`lang="` + w.lang + `"`)
	}
	// A browser that is asked finds the direction by the first letter.
	if contains := strings.ContainsFunc(w.Text, rightToLeft); contains != w.page.RightToLeft() || other && contains {
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
type tongue struct {
	wanted, untagged string
	page             *words.Language // nil: the one for what is wanted
}

// ui is the language of the page's own words.
func (g tongue) ui() *words.Language {
	if g.page != nil {
		return g.page
	}
	return words.In(g.wanted)
}

func (g tongue) say(key string, args ...any) string { return g.ui().Say(key, args...) }

// in chooses a text and cuts it to a number of characters.
func (g tongue) in(t report.Text, limit int) wording {
	s, tag := t.Pick(g.wanted)
	return g.data(cut(s, limit), tag)
}

// data is a text of the data with its language, "" where it is the map's.
func (g tongue) data(s, tag string) wording {
	switch {
	case s == "":
		return wording{}
	case tag == "" || tag == undetermined:
		tag = g.untagged
	}
	return wording{s, tag, g.ui()}
}

// undetermined is the tag that reports give to a text without a language.
const undetermined = "und"

// own is a text in the words of the page.
func (g tongue) own(s string) wording { return wording{Text: s} }

// A run is a stretch of a sentence in one weight and language.
type run struct {
	Text   string
	Strong bool
	Attr   template.HTMLAttr
}

// runs are the stretches of a sentence, those in another language marked.
func (g tongue) runs(sentence []report.Run) []run {
	all := make([]run, len(sentence))
	for i, r := range sentence {
		all[i] = run{Text: r.Text, Strong: r.Strong}
		if r.Lang != "" {
			all[i].Attr = g.data(r.Text, r.Lang).Attr()
		}
	}
	return all
}

// part is a wording as a part of a sentence.
func (w wording) part() report.Run { return report.Run{Text: w.Text, Lang: w.lang} }

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
