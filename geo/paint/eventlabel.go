package paint

import (
	"regexp"

	"dateline/geo/report"
	"dateline/geo/words"
)

// A captionStyle is how large the texts beside entries are, in CSS px.
type captionStyle struct {
	name, note, lineHeight float64
	notes                  bool    // there is room for more than names
	width                  float64 // of notes at most
	moveWidth              float64 // of what is written beside a movement; 0: nothing is
	moveLines              int     // of each part of that
}

var (
	captionFull       = captionStyle{14, 12.5, 16, true, 230, 230, 2}
	captionSmall      = captionStyle{13, 11.5, 15, true, 230, 230, 2}
	captionNarrow     = captionStyle{13, 11, 14, false, 0, 124, 3}
	captionInset      = captionStyle{13, 11.5, 15, true, 230, 230, 2}
	captionSmallInset = captionStyle{12, 11, 14, false, 0, 0, 0}
	// captionLarge is for a map of few but large words, beside a panel.
	captionLarge = captionStyle{14, 12.5, 16, true, 160, 160, 2}
)

// captionStyleOf is the style for a map of a width in CSS px.
func captionStyleOf(width float64) captionStyle {
	switch {
	case width < narrowMap:
		return captionNarrow
	case width < 720:
		return captionSmall
	}
	return captionFull
}

// A captionLine is one line of a caption.
type captionLine struct {
	text       string
	size       float64 // CSS px
	lineHeight float64
	bold       bool // its ink is ink, else ink 2
	width      float64
}

// A caption is what is written beside a thing: its place in bold and, where
// there is room for all of it, a note under that.
type caption struct {
	name []captionLine
	full []captionLine // nil if there is no note
}

// A writer measures and breaks lines; k is device px per CSS px.
type writer struct {
	lang    string
	measure func(s string, size float64, bold bool) float64
}

// lines breaks a text into so many lines of a width at most.
func (w *writer) lines(s string, style captionLine, width float64, most int) []captionLine {
	var out []captionLine
	measure := func(s string) float64 { return w.measure(s, style.size, style.bold) }
	for _, l := range balanced(s, width, most, measure) {
		style.text, style.width = l, measure(l)
		out = append(out, style)
	}
	return out
}

// captionOf is the caption of entries drawn as one, nil if there is none. A
// title may stand in for a place where titles is true.
func (w *writer) captionOf(entries []*entry, s captionStyle, titles bool) *caption {
	place := entries[0].place
	for _, e := range entries {
		if e.place != place {
			return nil
		}
	}
	note := captionLine{size: s.note, lineHeight: s.lineHeight}
	if place == "" {
		if e := entries[0]; len(entries) == 1 && titles && e.title != "" {
			return &caption{name: w.lines(e.title, note, 160, 2)}
		}
		return nil
	}
	c := &caption{name: w.lines(place, captionLine{size: s.name, lineHeight: s.name + 3, bold: true}, 190, 2)}
	if !s.notes {
		return c
	}
	for _, e := range entries {
		if e.label != "" {
			c.full = append(append(c.full, c.name...), w.lines(e.label, note, s.width, 2)...)
			break
		}
	}
	return c
}

// captionOfMove is the caption of a movement. Its number never stands without
// who says it, and a line without a known route always says so.
func (w *writer) captionOfMove(e *entry, s captionStyle) *caption {
	if s.moveWidth == 0 {
		return nil
	}
	var c caption
	part := func(text string, bold bool) {
		if text != "" {
			c.name = append(c.name, w.lines(text, captionLine{size: s.note, lineHeight: s.lineHeight, bold: bold}, s.moveWidth, s.moveLines)...)
		}
	}
	label := e.label
	if label == "" {
		label = e.title
	}
	part(label, true)
	part(e.said, false)
	part(unknownOf(e.move, !s.notes, w.lang), false)
	if len(c.name) == 0 {
		return nil
	}
	return &c
}

// notNamed finds what the name of an origin says is not named: "A North Korean
// port, not named" tells more than "origin".
var notNamed = regexp.MustCompile(`([\p{L}\p{M}-]{2,30}),? (?:is )?not named`)

// unknownOf is what is not known of a movement's way; short, only that the
// route is not.
func unknownOf(m *Move, short bool, lang string) string {
	say := words.In(lang)
	var origin string
	if m.FromPrecision.Vague() && !short {
		origin = say.Say("map.origin_unknown")
		if said := notNamed.FindStringSubmatch(oneLine(m.From, 200)); said != nil && say.Is("en") {
			origin = words.Upper(say.Say("map.origin_not_named", "place", said[1]))
		}
	}
	route := say.Say("map.route_unknown")
	switch {
	case m.Path != report.Schematic:
		return origin
	case origin != "":
		return say.Say("map.unknowns", "origin", origin, "route", route)
	}
	return words.Upper(route)
}
