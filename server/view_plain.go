package server

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"dateline/geo"
)

const (
	typeText = "text/plain; charset=utf-8"
	// maxPlain bounds how many entries the plain text lists.
	maxPlain = 2000
)

// mapText is the list of a map as plain text, for those who paste it somewhere.
func (s *server) mapText(w http.ResponseWriter, r *http.Request) error {
	m, q, err := s.mapAsked(r)
	if err != nil {
		return err
	}
	a := s.abroad(r, m)
	return s.sendMade(w, r, m, content{kind: typeText, cache: s.cacheOfHost(), name: m.Name + ".txt"}, tag(q.Encode(), a.origin),
		func(w io.Writer) error { return s.views.plain(w, m, q, a) })
}

// plain writes what the filter selects as plain text in the language of the
// page: every entry with its sources, where they can be read, and its address.
// That is a whole one: the text will be read elsewhere.
func (v *views) plain(w io.Writer, m *geo.Map, q url.Values, a abroad) error {
	s, err := v.show(m, "/maps/"+url.PathEscape(m.Name), q)
	if err != nil {
		return err
	}
	o, err := s.view(false)
	if err != nil {
		return err
	}
	p := &plainText{s: s, origin: a.origin}
	p.underlined(o.Heading.Text, '=')
	if o.AsOf != "" {
		p.line(s.say("page.as_of", "date", o.AsOf))
	}
	if o.Stale != "" {
		p.line(o.Stale)
	}
	p.line(o.Span)
	p.paragraph("", plainRuns(o.Voices))
	p.line(o.Headline)
	p.paragraph("", o.Intro.Text)
	p.line("")
	p.shown(o)
	p.line(p.whole(o.Share.Link))
	if s.matched == 0 {
		p.line("")
		p.line(s.say("list.none"))
	}
	left := maxPlain
	for _, part := range s.all {
		if part.Total == 0 || left == 0 {
			continue
		}
		p.line("")
		p.underlined(part.Heading.Text+" ("+part.Count+")", '-')
		for i := range min(part.Total, left) {
			p.line("")
			p.entry(v.entry(m, part.entries.Entry(i), s.tongue))
			left--
		}
	}
	if n := s.matched - maxPlain; n > 0 {
		p.line("")
		p.line(s.say("entry.more_properties", "n", n))
	}
	p.notes(o)
	_, err = io.WriteString(w, p.b.String())
	return err
}

// plainText gathers lines. Empty ones are written as asked for, and other lines
// only if they say something.
type plainText struct {
	s      *shown
	origin string // of addresses that are relative to the host
	b      strings.Builder
}

func (p *plainText) whole(address string) string {
	if strings.HasPrefix(address, "/") {
		return p.origin + address
	}
	return address
}

func (p *plainText) line(parts ...string) {
	p.b.WriteString(strings.TrimRight(strings.Join(parts, ""), " "))
	p.b.WriteByte('\n')
}

func (p *plainText) underlined(s string, with byte) {
	p.line(s)
	p.line(strings.Repeat(string(with), min(utf8.RuneCountInString(s), 72)))
}

// paragraph writes a text after its indent, nothing for no text.
func (p *plainText) paragraph(indent, s string) {
	if s != "" {
		p.line(indent, s)
	}
}

// shown says what the filter selects.
func (p *plainText) shown(o *pageView) {
	count := p.s.say("counted.of", "n", p.s.matched, "total", p.s.total, "entries", p.s.say("counted.entries", "n", p.s.total))
	if o.Time != nil && o.Time.Ranged {
		p.line(o.Time.Heading, ": ", o.Time.Result)
	} else {
		p.line(count)
	}
	var on []string
	for _, i := range o.Key.Items {
		if i.On {
			on = append(on, fmt.Sprintf("%s %s", i.Label, p.s.ui().Number(float64(i.Count))))
		}
	}
	p.paragraph("", strings.Join(on, p.s.say("list.semicolon")))
	if o.Chosen != nil {
		for _, one := range o.Chosen.Each {
			p.line(joined(" ", one.Label, one.Value))
		}
	}
}

const plainIndent = "  "

func (p *plainText) entry(e entryView) {
	s := p.s
	head := e.Title.Text
	if e.Status != "" {
		head = e.Status + ": " + head
	}
	p.line("* ", head)
	where := plainRuns(e.Where)
	for _, more := range []string{e.Sure, e.Changed} {
		if more != "" {
			where = strings.TrimPrefix(where+" · "+more, " · ")
		}
	}
	p.paragraph(plainIndent, strings.Trim(e.LongDate+" · "+where, " ·"))
	p.paragraph(plainIndent, strings.TrimSpace(plainRuns(e.Who)+" "+e.Summary.Text))
	for _, c := range e.Corrections {
		p.line(plainIndent, "! ", joined(s.say("list.comma"), c.Rev, c.At), ": ", joined(" ", c.Note.Text, c.Fields))
	}
	for _, source := range e.Sources {
		p.line(plainIndent, "- ", source.Stance, ": ", joined(s.say("list.comma"), source.Name.Text, source.Role.Text), ". ", joined(" ", dotted(source.When), source.Note.Text))
		if source.Quote.Text != "" {
			p.line(plainIndent, plainIndent, "> ", source.Quote.Text)
		}
		p.paragraph(plainIndent+plainIndent, dotted(plainRuns(source.Through)))
		p.ref(plainIndent+plainIndent, source.Ref)
	}
	if e.MoreSources > 0 {
		p.line(plainIndent, s.say("entry.more_sources", "n", e.MoreSources))
	}
	for _, f := range e.Facts {
		for _, value := range f.Values {
			text := value.Text.Text
			if len(value.Runs) > 0 {
				text = plainRuns(value.Runs)
			}
			p.line(plainIndent, f.Term, ": ", joined(" ", dotted(text), value.Note.Text))
		}
	}
	if e.Note.Text != "" {
		p.line(plainIndent, s.say("entry.status"), ": ", dotted(e.Status), " ", e.Note.Text)
	}
	for _, prop := range e.Props {
		p.line(plainIndent, prop.Name, ": ", prop.Value)
	}
	p.ref(plainIndent, e.Ref)
	p.line(plainIndent, p.whole(e.Link))
}

// ref says where a source can be read.
func (p *plainText) ref(indent string, r *refView) {
	if r == nil {
		return
	}
	p.paragraph(indent, joined(" ", plainRuns(r.Through)+dotted(r.Work.Text), r.More.Text))
	for _, address := range []string{r.URL, r.Archive} {
		if address != "" {
			p.line(indent, "<", address, ">")
		}
	}
}

// notes are the background and the credits.
func (p *plainText) notes(o *pageView) {
	if len(o.Background) > 0 {
		p.line("")
		p.underlined(p.s.say("page.background"), '-')
		for _, b := range o.Background {
			p.line("* ", b.Text)
		}
	}
	if len(o.Credits) > 0 {
		p.line("")
		p.underlined(p.s.say("page.credits"), '-')
		for _, c := range o.Credits {
			p.line("* ", joined(" ", c.Text.Text, c.URL))
		}
	}
}

func plainRuns(runs []run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// joined joins what is not empty.
func joined(by string, parts ...string) string {
	var all []string
	for _, part := range parts {
		if part != "" {
			all = append(all, part)
		}
	}
	return strings.Join(all, by)
}

// dotted ends a text with a full stop, if there is a text and it has no end.
func dotted(s string) string {
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "…") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
		return s
	}
	return s + "."
}
