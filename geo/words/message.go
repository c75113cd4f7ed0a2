package words

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A message is one text with places for arguments. It is a small part of ICU's
// MessageFormat: {name}, {n, plural, =1 {…} one {…} other {…}} with # for the
// number, {x, select, a {…} other {…}}; <b>…</b> is strong. Braces, # within a
// plural and <b> have no other meaning, and there is no quoting.
type message []part

type part struct {
	text   string
	arg    string             // {arg}, or what a choice is made by
	plural bool               // the choice is by number
	forms  map[string]message // nil where there is no choice
	number bool               // # of the plural around
	strong message            // what stands between <b> and </b>
}

var errMessage = errors.New("the message is not well formed")

// parse reads a message.
func parse(s string) (message, error) {
	p := parser{rest: s}
	m, err := p.message("")
	if err == nil && p.rest != "" {
		err = fmt.Errorf("%w: %q closes nothing", errMessage, p.rest)
	}
	return m, err
}

type parser struct {
	rest   string
	number string // argument of the innermost plural
	depth  int
}

// maxDepth bounds how deep choices may stand within each other.
const maxDepth = 8

// message reads up to what ends it: a brace, or </b>.
func (p *parser) message(end string) (message, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, fmt.Errorf("%w: nested too deep", errMessage)
	}
	defer func() { p.depth-- }()
	var m message
	for p.rest != "" {
		switch {
		case end != "" && strings.HasPrefix(p.rest, end):
			return m, nil
		case p.take("<b>"):
			strong, err := p.message("</b>")
			if err != nil {
				return nil, err
			}
			if !p.take("</b>") {
				return nil, fmt.Errorf("%w: <b> without </b>", errMessage)
			}
			m = append(m, part{strong: strong})
		case p.take("{"):
			one, err := p.argument()
			if err != nil {
				return nil, err
			}
			m = append(m, one)
		case p.number != "" && p.take("#"):
			m = append(m, part{arg: p.number, number: true})
		default:
			n := strings.IndexAny(p.rest[1:], "{}<#") + 1
			if n == 0 {
				n = len(p.rest)
			}
			if p.rest[0] == '}' {
				return m, nil
			}
			m = append(m, part{text: p.rest[:n]})
			p.rest = p.rest[n:]
		}
	}
	return m, nil
}

// argument reads what follows an opening brace.
func (p *parser) argument() (part, error) {
	name := p.word()
	if name == "" {
		return part{}, fmt.Errorf("%w: an argument without a name", errMessage)
	}
	if p.take("}") {
		return part{arg: name}, nil
	}
	if !p.take(",") {
		return part{}, fmt.Errorf("%w: after {%s stands neither , nor }", errMessage, name)
	}
	kind := p.word()
	if (kind != "plural" && kind != "select") || !p.take(",") {
		return part{}, fmt.Errorf("%w: {%s, %s; write plural or select and a comma", errMessage, name, kind)
	}
	o := part{arg: name, plural: kind == "plural", forms: map[string]message{}}
	if o.plural {
		defer func(before string) { p.number = before }(p.number)
		p.number = name
	}
	for {
		p.space()
		if p.take("}") {
			break
		}
		form := p.word()
		if form == "" || !p.take("{") {
			return part{}, fmt.Errorf("%w: {%s has a form without a name or text", errMessage, name)
		}
		m, err := p.message("}")
		if err != nil {
			return part{}, err
		}
		if !p.take("}") {
			return part{}, fmt.Errorf("%w: {%s, %s {%s is not closed", errMessage, name, kind, form)
		}
		if _, twice := o.forms[form]; twice {
			return part{}, fmt.Errorf("%w: {%s has the form %s twice", errMessage, name, form)
		}
		o.forms[form] = m
	}
	if o.forms["other"] == nil {
		if _, ok := o.forms["other"]; !ok {
			return part{}, fmt.Errorf("%w: {%s has no form other", errMessage, name)
		}
	}
	return o, nil
}

func (p *parser) take(s string) bool {
	rest, ok := strings.CutPrefix(p.rest, s)
	p.rest = rest
	return ok
}

func (p *parser) space() { p.rest = strings.TrimLeft(p.rest, " \t\n") }

// word reads letters, digits, _ and = with space round them.
func (p *parser) word() string {
	p.space()
	n := strings.IndexFunc(p.rest, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_' && r != '='
	})
	if n < 0 {
		n = len(p.rest)
	}
	word := p.rest[:n]
	p.rest = p.rest[n:]
	p.space()
	return word
}

// arguments lists the names that a message uses, sorted.
func (m message) arguments() []string {
	var names []string
	var walk func(message)
	walk = func(m message) {
		for _, one := range m {
			if one.arg != "" {
				names = append(names, one.arg)
			}
			walk(one.strong)
			for _, form := range one.forms {
				walk(form)
			}
		}
	}
	walk(m)
	slices.Sort(names)
	return slices.Compact(names)
}
