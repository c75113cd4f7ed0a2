// Package words holds what the interface says, in each of its languages: the
// messages, their plural forms, and how numbers are written. It knows nothing
// of reports or pages; what is said, and in which order, is decided elsewhere.
//
// The messages stand in messages/, one file for each language, and a README
// with the words that have to mean the same in all of them.
package words

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed messages/*.json
var files embed.FS

// tags are the languages in the order of the menu; the first is what stands in
// for all others.
var tags = []string{"en", "uk", "ru", "ko", "ar"}

// A Language is all that the interface says in it. It never changes, and any
// number of goroutines may use it.
type Language struct {
	tag      string
	texts    map[string]string
	messages map[string]message
	rule     rule
	group    string
	point    string
	minus    string
}

var languages = load()

func load() []*Language {
	all := make([]*Language, len(tags))
	for i, tag := range tags {
		l, err := read(tag)
		if err != nil {
			panic(fmt.Sprintf("messages/%s.json: %v", tag, err)) // the files are compiled in, and tested
		}
		all[i] = l
	}
	return all
}

func read(tag string) (*Language, error) {
	data, err := files.ReadFile("messages/" + tag + ".json")
	if err != nil {
		return nil, err
	}
	l := &Language{tag: tag, rule: rules[tag], messages: map[string]message{}}
	if err := json.Unmarshal(data, &l.texts); err != nil {
		return nil, err
	}
	for key, s := range l.texts {
		if l.messages[key], err = parse(s); err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
	}
	l.group, l.point, l.minus = l.texts["number.group"], l.texts["number.point"], l.texts["number.minus"]
	return l, nil
}

// In is the language for a BCP 47 tag: that of its first subtag, or else
// English.
func In(tag string) *Language {
	language, _, _ := strings.Cut(tag, "-")
	for _, l := range languages {
		if strings.EqualFold(l.tag, language) {
			return l
		}
	}
	return languages[0]
}

// Languages lists every language in the order of the menu.
func Languages() []*Language { return slices.Clone(languages) }

// Tag is the language's BCP 47 tag.
func (l *Language) Tag() string { return l.tag }

// Name is what those who speak it call the language.
func (l *Language) Name() string { return l.texts["language.name"] }

// RightToLeft reports whether the language is written from right to left.
func (l *Language) RightToLeft() bool { return l.texts["language.dir"] == "rtl" }

// Is reports whether a BCP 47 tag is of this language.
func (l *Language) Is(tag string) bool {
	language, _, _ := strings.Cut(tag, "-")
	return strings.EqualFold(language, l.tag)
}

// Texts are the messages, as they stand in the file, whose keys begin with one
// of the prefixes.
func (l *Language) Texts(prefixes ...string) map[string]string {
	some := maps.Clone(l.texts)
	maps.DeleteFunc(some, func(key, _ string) bool {
		return !slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(key, p) })
	})
	return some
}

// Number writes a number with its digits in groups of three; four digits are a
// group and a digit. Fractions are cut to two places, numbers too long to read
// are written with an exponent. All languages use the digits 0 to 9, which CLDR
// gives as a numbering system of Arabic too ("latn").
func (l *Language) Number(n float64) string {
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return strconv.FormatFloat(n, 'g', -1, 64)
	}
	if math.Abs(n) >= 1e15 {
		return strconv.FormatFloat(n, 'g', 4, 64)
	}
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(math.Abs(n), 'f', 2, 64), ".")
	var b strings.Builder
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(l.group)
		}
		b.WriteRune(d)
	}
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		b.WriteString(l.point + fraction)
	}
	if n < 0 && b.String() != "0" {
		return l.minus + b.String()
	}
	return b.String()
}

// Upper makes the first letter a capital, in scripts that have them.
func Upper(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if u := unicode.ToUpper(r); u != r {
		return string(u) + s[size:]
	}
	return s
}
