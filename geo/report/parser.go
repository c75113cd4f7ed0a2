package report

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// maxFindings is how many a single feature may have; a hostile one could have
// millions.
const maxFindings = 100

// A parser reads values of the types of the model. Each method takes where the
// value stands, its name there and its raw JSON; what is absent or null gives
// the zero value, what is wrong a finding and as much as can be kept.
type parser struct {
	findings []Finding
	faults   map[string]bool // fields with a finding, so that Check does not name what follows from it
	more     int
}

func (p *parser) fault(at, name, message, fix string) {
	field := join(at, name)
	if p.faults == nil {
		p.faults = make(map[string]bool)
	}
	if len(p.findings) >= maxFindings {
		p.more++
		return
	}
	p.faults[field] = true
	p.findings = append(p.findings, Finding{Field: field, Message: message, Fix: fix})
}

// done returns the findings, with a last one for those that were too many.
func (p *parser) done() []Finding {
	return capped(p.findings, p.more)
}

func capped(findings []Finding, more int) []Finding {
	if more == 0 {
		return findings
	}
	return append(findings, Finding{Field: "properties",
		Message: fmt.Sprintf("has %d faults more", more), Fix: "mend those above first"})
}

// object calls f with the members that are not null; false if raw is none.
func (p *parser) object(at string, raw []byte, f func(name string, v []byte)) bool {
	ok := len(raw) > 0 && raw[0] == '{' && eachMember(raw, func(name, v []byte) {
		if !isNull(v) {
			f(string(name), v)
		}
	})
	if !ok {
		p.fault(at, "", "is "+kindOf(raw), "write an object in {}")
	}
	return ok
}

// each calls f with the values of a list of objects.
func (p *parser) each(at, name string, raw []byte, f func(at string, raw []byte)) {
	for i, v := range p.list(at, name, raw, '{') {
		f(index(join(at, name), i), v)
	}
}

// list cuts a list into its values. One value alone is kept, as if it stood in
// a list, if it begins with alone: { for an object, " for a text.
func (p *parser) list(at, name string, raw []byte, alone byte) [][]byte {
	if isNull(raw) {
		return nil
	}
	values, ok := elements(raw)
	if !ok {
		p.fault(at, name, "is "+kindOf(raw), "write a list in []")
		if raw[0] == alone {
			return [][]byte{raw}
		}
	}
	return values
}

// words reads a list of strings.
func (p *parser) words(at, name string, raw []byte) []string {
	var words []string
	for i, v := range p.list(at, name, raw, '"') {
		at := index(join(at, name), i)
		if isNull(v) {
			p.fault(at, "", "is null", "write a text or leave it out")
		} else if s := p.word(at, "", v); s != "" {
			words = append(words, s)
		}
	}
	return words
}

// word reads a string that is not in a language. A number keeps its digits.
func (p *parser) word(at, name string, raw []byte) string {
	if isNull(raw) {
		return ""
	}
	if isNumber(raw) {
		p.fault(at, name, "is a number", "write a text, in quotes: "+strconv.Quote(clip(string(raw))))
		return string(raw)
	}
	s, ok := decodeString(raw)
	if !ok {
		p.fault(at, name, "is "+kindOf(raw), "write a text")
	}
	return strings.TrimSpace(s)
}

// text reads a string or an object of strings by language.
func (p *parser) text(at, name string, raw []byte) Text {
	switch {
	case isNull(raw):
		return nil
	case raw[0] == '"' || isNumber(raw):
		s := p.word(at, name, raw)
		if s == "" {
			return nil
		}
		return Text{"": s}
	case raw[0] != '{':
		p.fault(at, name, "is "+kindOf(raw), `write a text, or texts by language as in {"en": "…"}`)
		return nil
	}
	at = join(at, name)
	t := Text{}
	p.object(at, raw, func(tag string, v []byte) {
		if !isLanguage(tag) {
			p.fault(at, "", quote(tag)+" is no language", `name languages by BCP 47 tag, as in {"en": "…", "uk": "…"}`)
			return
		}
		if s := p.word(at, tag, v); s != "" {
			t[strings.ToLower(tag)] = s
		}
	})
	return t
}

// isLanguage reports whether tag has the form of a BCP 47 language tag.
func isLanguage(tag string) bool {
	for i, part := range strings.Split(tag, "-") {
		if part == "" || len(part) > 8 {
			return false
		}
		for _, c := range part {
			letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
			if !letter && (i == 0 || c < '0' || c > '9') {
				return false
			}
		}
		if i == 0 && len(part) < 2 && !strings.EqualFold(part, "x") {
			return false
		}
	}
	return true
}

// number reads a finite number.
func (p *parser) number(at, name string, raw []byte) (float64, bool) {
	if isNull(raw) {
		return 0, false
	}
	if !isNumber(raw) {
		p.fault(at, name, "is "+kindOf(raw), "write a number, without quotes")
		return 0, false
	}
	n, err := strconv.ParseFloat(string(raw), 64)
	if err != nil {
		p.fault(at, name, clip(string(raw))+" is too large", "write a number that fits")
		return 0, false
	}
	return n, true
}

// optional reads a number; nil if there is none.
func (p *parser) optional(at, name string, raw []byte) *float64 {
	if n, ok := p.number(at, name, raw); ok {
		return &n
	}
	return nil
}

// integer reads a whole number; 0 if there is none.
func (p *parser) integer(at, name string, raw []byte) int {
	n, ok := p.number(at, name, raw)
	if ok && (n != math.Trunc(n) || math.Abs(n) > math.MaxInt32) {
		p.fault(at, name, clip(string(raw))+" is no version", "write a whole number, as in 1")
		return 0
	}
	return int(n)
}

// yes reads true or false.
func (p *parser) yes(at, name string, raw []byte) bool {
	var b bool
	if json.Unmarshal(raw, &b) != nil {
		p.fault(at, name, "is "+kindOf(raw), "write true or false, without quotes")
	}
	return b
}

// when reads an EDTF date. A number is read as the year that it looks like.
func (p *parser) when(at, name string, raw []byte) When {
	s := p.word(at, name, raw)
	if s == "" {
		return When{}
	}
	w, err := ParseWhen(s)
	if e, ok := err.(*DateError); ok {
		p.fault(at, name, e.message(), e.Fix)
	}
	return w
}

// choose reads a word of a vocabulary; anything else gives the empty word.
func choose[T ~string](p *parser, at, name string, raw []byte, vocabulary []T) T {
	if isNull(raw) {
		return ""
	}
	s, ok := decodeString(raw)
	word := T(s)
	switch {
	case !ok:
		p.fault(at, name, "is "+kindOf(raw), "write one of "+list(vocabulary))
		return ""
	case !slices.Contains(vocabulary, word):
		p.fault(at, name, quote(s)+" is not in the vocabulary", "write one of "+list(vocabulary))
		return ""
	}
	return word
}

// list is the vocabulary as a part of a sentence.
func list[T ~string](vocabulary []T) string {
	var b strings.Builder
	for i, word := range vocabulary {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(word))
	}
	return b.String()
}

func join(at, name string) string {
	if at == "" || name == "" {
		return at + name
	}
	return at + "." + name
}

func index(at string, i int) string {
	return at + "[" + strconv.Itoa(i) + "]"
}

// quote puts a value of the input into a message: short, and with what does
// not print, marks that turn the writing direction included, escaped.
func quote(s string) string { return strconv.Quote(clip(s)) }

// clip shortens s for a message.
func clip(s string) string {
	const most = 60
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}
