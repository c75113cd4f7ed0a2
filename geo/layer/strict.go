package layer

import (
	"bytes"
	"errors"

	"dateline/geo/report"

	"github.com/paulmach/orb"
)

// add takes one feature, or leaves it out with a finding. The scanner has
// passed v already.
func (b *batch) add(v value) error {
	b.count++
	var f feature
	var id []byte
	var typ, geometry, props, idValue value
	reject := func(field, message, fix string) error {
		b.tell(v.at, id, field, message+" (the feature is left out)", fix)
		if b.heldBack(props, f.beside) {
			b.markWithheld()
		}
		return nil
	}
	if v.kind != kindObject {
		return reject("", "is "+v.kind.String(), `a feature is an object with "type": "Feature"`)
	}
	s := scanner{data: v.raw}
	err := s.object(func(key []byte) error {
		m, err := s.value()
		switch string(key) {
		case "type":
			typ = m
		case "geometry":
			geometry = m
		case "properties":
			props = m
		case "id":
			idValue = m
		default:
			f.beside.take(holdNamed(unquote(key)), m.raw)
		}
		return err
	})
	if err != nil {
		return err
	}
	switch {
	case idValue.raw == nil || idValue.kind == kindNull:
	case idValue.kind == kindString || idValue.kind == kindNumber:
		id = idValue.raw
		f.idFrom = v.at + idValue.at
		f.idTo = f.idFrom + len(id)
		f.id = idOf(id)
	default:
		return reject("id", "is "+idValue.kind.String(), "an id is a string or a number (RFC 7946, section 3.2)")
	}
	switch {
	case text(typ) == "Feature":
	case typ.raw == nil:
		return reject("type", "is missing", `add "type": "Feature"`)
	default:
		return reject("type", "is "+clip(string(typ.raw)), `write "type": "Feature"`)
	}
	if props.kind != kindObject && props.kind != kindNull {
		return reject("properties", "is "+props.kind.String(), "properties are an object or null")
	}
	switch {
	case geometry.kind == kindObject:
		var g geometryReader
		read, err := g.read(geometry, "geometry", 0)
		var wrong *geometryError
		if errors.As(err, &wrong) {
			return reject(wrong.field, wrong.message, wrong.fix)
		}
		if err != nil {
			return err
		}
		if g.unclosed != "" {
			b.tell(v.at, id, g.unclosed, "the ring is not closed (it is drawn as if it were)", "end it with its first position")
		}
		if point, ok := read.(orb.Point); ok {
			f.point, f.form = point, formOf(formPoint, g.shape)
		} else if read != nil {
			f.geometry, f.bound, f.form = read, read.Bound(), formOf(formShape, g.shape)
		}
	case geometry.kind != kindNull:
		return reject("geometry", "is "+geometry.kind.String(), "a geometry is an object or null")
	}
	if props.kind == kindObject {
		b.properties(v.at+props.at, props.raw, &f)
		if f.reported {
			b.report(&f, props.raw, v.at, id)
		}
	}
	if !b.hold(&f, v.at, id) {
		b.keep(v.at, v.at+len(v.raw), &f)
	}
	return nil
}

// properties enters properties into the columns; at is their place in the data.
func (b *batch) properties(at int, raw []byte, f *feature) {
	s := scanner{data: raw}
	_ = s.object(func(key []byte) error { // the scanner has passed these bytes
		m, err := s.value()
		c := b.member(key).column
		b.enter(c, at+m.at, at+m.at+len(m.raw))
		if c.sources {
			f.reported = m.kind != kindNull
		}
		f.holds.take(c.holds, m.raw)
		return err
	})
}

// report reads properties with sources as a report. at is the place of the
// feature.
func (b *batch) report(f *feature, properties []byte, at int, id []byte) {
	r, findings := report.Parse(properties)
	if r.Reported {
		f.report = r
		findings = append(findings, r.Check(f.form.shape())...)
	}
	for _, found := range findings {
		b.tell(at, id, found.Field, found.Message, found.Fix)
	}
}

// tell notes what is wrong with the present feature, which stands at a place.
func (b *batch) tell(at int, id []byte, field, message, fix string) {
	b.findings = append(b.findings, report.Finding{
		Line: b.lineOf(b.count, at), Feature: b.count, ID: clip(idText(id)), Field: field, Message: message, Fix: fix,
	})
}

// lineOf is the line of a feature, given its place in the batch, from 1, and in
// the text. For GeoJSON it is counted from 1 at the batch's beginning, and as
// the offsets ascend, so that a batch full of mistakes is not searched from its
// start for each.
func (b *batch) lineOf(ordinal, offset int) int {
	if b.lines != nil {
		return b.lines[ordinal-1]
	}
	b.line += bytes.Count(b.data[b.countedTo:offset], []byte{'\n'})
	b.countedTo = offset
	return b.line
}
