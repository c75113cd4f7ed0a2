package words

import (
	"fmt"
	"strconv"
	"strings"
)

// A Run is a stretch of text in one weight and one language.
type Run struct {
	Text   string
	Strong bool
	// Lang is the BCP 47 tag of a text of the data that is in another language
	// than what stands round it; "und" where the data do not say.
	Lang string
}

// Say puts a message into words. Arguments are pairs of a name and a value: a
// string, a Run, a []Run, an int or a float64. A key that there is not is a
// fault of the program, and is returned as it is.
func (l *Language) Say(key string, args ...any) string {
	return Plain(l.Runs(key, args...))
}

// Runs is Say where weight and language of each part matter.
func (l *Language) Runs(key string, args ...any) []Run {
	m, ok := l.messages[key]
	if !ok {
		return []Run{{Text: key}}
	}
	w := writer{l: l, args: args}
	w.write(m, false)
	return w.runs
}

// Has reports whether there is a message of that key.
func (l *Language) Has(key string) bool {
	_, ok := l.messages[key]
	return ok
}

// List is a message that holds several words, parted by |.
func (l *Language) List(key string) []string { return strings.Split(l.texts[key], "|") }

type writer struct {
	l    *Language
	args []any
	runs []Run
}

func (w *writer) write(m message, strong bool) {
	for _, p := range m {
		switch {
		case p.forms != nil:
			w.write(w.choose(p), strong)
		case p.arg != "":
			w.value(w.arg(p.arg), strong)
		case p.strong != nil:
			w.write(p.strong, true)
		default:
			w.add(Run{Text: p.text, Strong: strong})
		}
	}
}

func (w *writer) add(r Run) { w.runs = Append(w.runs, r) }

func (w *writer) value(v any, strong bool) {
	switch v := v.(type) {
	case nil:
	case string:
		w.add(Run{Text: v, Strong: strong})
	case Run:
		v.Strong = v.Strong || strong
		w.add(v)
	case []Run:
		for _, r := range v {
			r.Strong = r.Strong || strong
			w.add(r)
		}
	case int:
		w.add(Run{Text: w.l.Number(float64(v)), Strong: strong})
	case float64:
		w.add(Run{Text: w.l.Number(v), Strong: strong})
	default:
		w.add(Run{Text: fmt.Sprint(v), Strong: strong})
	}
}

func (w *writer) arg(name string) any {
	for i := 0; i+1 < len(w.args); i += 2 {
		if w.args[i] == name {
			return w.args[i+1]
		}
	}
	return nil
}

func (w *writer) choose(p part) message {
	value := w.arg(p.arg)
	form := fmt.Sprint(value)
	if p.plural {
		n, _ := value.(int)
		if m, ok := p.forms["="+strconv.Itoa(n)]; ok {
			return m
		}
		form = w.l.rule(n)
	}
	if m, ok := p.forms[form]; ok {
		return m
	}
	return p.forms[other]
}

// Append adds a run to others, to the last of them if it is of the same kind.
func Append(runs []Run, more ...Run) []Run {
	for _, r := range more {
		if r.Text == "" {
			continue
		}
		if n := len(runs); n > 0 && runs[n-1].Strong == r.Strong && runs[n-1].Lang == r.Lang {
			runs[n-1].Text += r.Text
			continue
		}
		runs = append(runs, r)
	}
	return runs
}

// Plain is the text of runs.
func Plain(runs []Run) string {
	if len(runs) == 1 {
		return runs[0].Text
	}
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// And joins names as a sentence does: "A, B and C".
func (l *Language) And(names []string) string {
	return joinPlain(names, l.Say("list.comma"), l.Say("list.and"))
}

// AndRuns is And for runs.
func (l *Language) AndRuns(names [][]Run) []Run {
	return Join(names, l.Say("list.comma"), l.Say("list.and"))
}

// OrRuns joins what is one of several: "A, B or C".
func (l *Language) OrRuns(names [][]Run) []Run {
	return Join(names, l.Say("list.comma"), l.Say("list.or"))
}

// Join joins parts with one text between all but the last two, and another
// between these.
func Join(parts [][]Run, comma, last string) []Run {
	var all []Run
	for i, p := range parts {
		switch {
		case i == 0:
		case i == len(parts)-1:
			all = Append(all, Run{Text: last})
		default:
			all = Append(all, Run{Text: comma})
		}
		all = Append(all, p...)
	}
	return all
}

func joinPlain(parts []string, comma, last string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	n := len(parts) - 1
	return strings.Join(parts[:n], comma) + last + parts[n]
}
