package report

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
)

// Parse reads the properties of one feature, a JSON object or null (RFC 7946).
// It never fails whole: what is wrongly typed or not in the vocabulary is left
// out of the report and becomes a finding, whose Field is a path such as
// properties.sources[2].url; File, Line, Feature and ID are for the caller to
// fill in. Rules that concern more than one value are those of [Report.Check].
//
// Properties without `sources`, or with null for it, are no report: whatever
// they hold is as it should be, so there are no findings, and the few fields
// that are filled in (see [Report]) are read as well as they can be.
func Parse(properties []byte) (*Report, []Finding) {
	r := &Report{Rank: math.Inf(1)}
	p := &parser{}
	properties = bytes.TrimSpace(properties)
	if isNull(properties) {
		return r, nil
	}
	var top topLevel
	if !eachMember(properties, top.take) {
		p.fault("properties", "", "is no JSON object", `write an object, as in {"title": "…"}`)
		return r, p.findings
	}
	if isNull(top.sources) {
		top.plain(r)
		return r, nil
	}
	r.Reported = true
	if !json.Valid(properties) {
		p.fault("properties", "", "is no valid JSON", "mend it, so that its sources can be read")
		r.faults = p.faults
		return r, p.findings
	}
	p.report(r, &top)
	r.faults = p.faults
	return r, p.done()
}

// topLevel holds the raw values of the properties that concern this package.
type topLevel struct {
	kind, title, name, summary, label, when, place []byte

	status, statusNote, counts, sources, move []byte
	rank, rev, created, updated, corrections  []byte
	publishAt                                 []byte
}

// take keeps a member if it is one of ours. Of members of one name the last
// counts, as everywhere in Go.
func (t *topLevel) take(name, value []byte) {
	switch string(name) {
	case "kind":
		t.kind = value
	case "title":
		t.title = value
	case "name":
		t.name = value
	case "summary":
		t.summary = value
	case "label":
		t.label = value
	case "when":
		t.when = value
	case "place":
		t.place = value
	case "status":
		t.status = value
	case "status_note":
		t.statusNote = value
	case "counts":
		t.counts = value
	case "sources":
		t.sources = value
	case "move":
		t.move = value
	case "rank":
		t.rank = value
	case "rev":
		t.rev = value
	case "created":
		t.created = value
	case "updated":
		t.updated = value
	case "corrections":
		t.corrections = value
	case "publish_at":
		t.publishAt = value
	}
}

// plain fills in what can be read of a feature that is no report.
func (t *topLevel) plain(r *Report) {
	r.Kind = plainText(t.kind).In("")
	if r.Title = plainText(t.title); r.Title.Empty() {
		r.Title = plainText(t.name)
	}
	r.Summary = plainText(t.summary)
	r.Label = plainText(t.label)
	if s := plainText(t.when).In(""); s != "" && len(s) <= maxDateLen {
		r.When, _ = ParseWhen(strings.TrimSpace(s))
	}
	if isNull(t.place) {
		return
	}
	if t.place[0] == '{' {
		r.Place = new(parser).place("", "", t.place)
	} else if name := plainText(t.place); !name.Empty() {
		r.Place = &Place{Name: name}
	}
}

// plainText reads a property of unknown meaning: a string, a number or an
// object of texts by language; anything else is no text.
func plainText(raw []byte) Text {
	switch {
	case isNull(raw):
		return nil
	case isNumber(raw):
		if s := string(raw); strings.Trim(s, "0123456789+-.eE") == "" {
			return Text{"": s}
		}
	case raw[0] == '"':
		if s, ok := decodeString(raw); ok && s != "" {
			return Text{"": s}
		}
	case raw[0] == '{':
		var t Text
		if t.UnmarshalJSON(raw) == nil {
			return t
		}
	}
	return nil
}

// report reads the properties of a feature with sources.
func (p *parser) report(r *Report, t *topLevel) {
	const at = "properties"
	r.Kind = p.word(at, "kind", t.kind)
	r.Title = p.text(at, "title", t.title)
	if r.Title.Empty() {
		r.Title = plainText(t.name)
	}
	r.Summary = p.text(at, "summary", t.summary)
	r.Label = p.text(at, "label", t.label)
	r.Status = choose(p, at, "status", t.status, statuses)
	r.StatusNote = p.text(at, "status_note", t.statusNote)
	r.When = p.when(at, "when", t.when)
	if !isNull(t.place) {
		r.Place = p.place(at, "place", t.place)
	}
	p.each(at, "counts", t.counts, func(at string, raw []byte) {
		r.Counts = append(r.Counts, p.count(at, raw))
	})
	p.each(at, "sources", t.sources, func(at string, raw []byte) {
		r.Sources = append(r.Sources, p.source(at, raw))
	})
	if !isNull(t.move) {
		r.Move = p.move(at, "move", t.move)
	}
	if n, ok := p.number(at, "rank", t.rank); ok {
		r.Rank = n
	}
	r.Rev = p.integer(at, "rev", t.rev)
	r.Created = p.word(at, "created", t.created)
	r.Updated = p.word(at, "updated", t.updated)
	if s, ok := decodeString(t.publishAt); ok {
		r.PublishAt, _ = ParsePublishAt(s) // what is wrong with it, ReadHold says
	}
	p.each(at, "corrections", t.corrections, func(at string, raw []byte) {
		r.Corrections = append(r.Corrections, p.correction(at, raw))
	})
}

// place reads a place; nil if it is no object. A text is taken as its name.
func (p *parser) place(at, name string, raw []byte) *Place {
	pl := &Place{}
	if raw[0] == '"' {
		p.fault(at, name, "is a text", `write an object, as in {"name": "Seoul", "precision": "settlement"}`)
		pl.Name = plainText(raw)
		return pl
	}
	at = join(at, name)
	ok := p.object(at, raw, func(name string, v []byte) {
		switch name {
		case "name":
			pl.Name = p.text(at, name, v)
		case "country":
			pl.Country = p.word(at, name, v)
		case "precision":
			pl.Precision = choose(p, at, name, v, precisions)
		case "radius_m":
			pl.RadiusM, _ = p.number(at, name, v)
		case "basis":
			pl.Basis = choose(p, at, name, v, bases)
		}
	})
	if !ok {
		return nil
	}
	return pl
}

func (p *parser) count(at string, raw []byte) (c Count) {
	p.object(at, raw, func(name string, v []byte) {
		switch name {
		case "of":
			c.Of = p.text(at, name, v)
		case "min":
			c.Min = p.optional(at, name, v)
		case "max":
			c.Max = p.optional(at, name, v)
		case "approx":
			c.Approx = p.yes(at, name, v)
		case "note":
			c.Note = p.text(at, name, v)
		case "src":
			c.Src = p.words(at, name, v)
		}
	})
	return c
}

func (p *parser) source(at string, raw []byte) (s Source) {
	p.object(at, raw, func(name string, v []byte) {
		switch name {
		case "id":
			s.ID = p.word(at, name, v)
		case "name":
			s.Name = p.text(at, name, v)
		case "short":
			s.Short = p.text(at, name, v)
		case "role":
			s.Role = p.text(at, name, v)
		case "type":
			s.Type = p.word(at, name, v)
		case "stance":
			s.Stance = choose(p, at, name, v, stances)
		case "about":
			s.About = nil
			for i, word := range p.list(at, name, v, '"') {
				if a := choose(p, index(join(at, name), i), "", word, abouts); a != "" {
					s.About = append(s.About, a)
				}
			}
		case "of":
			s.Of = p.text(at, name, v)
		case "with":
			s.With = p.text(at, name, v)
		case "note":
			s.Note = p.text(at, name, v)
		case "via":
			s.Via = p.words(at, name, v)
		case "title":
			s.Title = p.text(at, name, v)
		case "citation":
			s.Citation = p.text(at, name, v)
		case "url":
			s.URL = p.word(at, name, v)
		case "archive":
			s.Archive = p.word(at, name, v)
		case "published":
			s.Published = p.when(at, name, v)
		case "quote":
			s.Quote = p.text(at, name, v)
		case "rating":
			s.Rating = p.word(at, name, v)
		}
	})
	return s
}

func (p *parser) move(at, name string, raw []byte) *Move {
	m := &Move{}
	at = join(at, name)
	ok := p.object(at, raw, func(name string, v []byte) {
		switch name {
		case "from":
			m.From = p.place(at, name, v)
		case "to":
			m.To = p.place(at, name, v)
		case "via":
			m.Via = nil
			p.each(at, name, v, func(at string, raw []byte) {
				if pl := p.place(at, "", raw); pl != nil {
					m.Via = append(m.Via, *pl)
				}
			})
		case "depart":
			m.Depart = p.when(at, name, v)
		case "arrive":
			m.Arrive = p.when(at, name, v)
		case "mode":
			m.Mode = p.word(at, name, v)
		case "phase":
			m.Phase = p.word(at, name, v)
		case "path":
			m.Path = choose(p, at, name, v, paths)
		case "bend":
			m.Bend = p.optional(at, name, v)
		}
	})
	if !ok {
		return nil
	}
	return m
}

func (p *parser) correction(at string, raw []byte) (c Correction) {
	p.object(at, raw, func(name string, v []byte) {
		switch name {
		case "rev":
			c.Rev = p.integer(at, name, v)
		case "at":
			c.At = p.word(at, name, v)
		case "kind":
			c.Kind = p.word(at, name, v)
		case "note":
			c.Note = p.text(at, name, v)
		case "changed":
			c.Changed = p.words(at, name, v)
		}
	})
	return c
}
