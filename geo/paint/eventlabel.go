package paint

import (
	"regexp"
	"slices"

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
	narrow                 float64 // of notes where that is too wide; 0: they are left out
	brief                  bool    // of a movement's way only that it is not known
}

var (
	captionFull       = captionStyle{14, 12.5, 16, true, 230, 230, 2, 0, false}
	captionSmall      = captionStyle{13, 11.5, 15, true, 230, 230, 2, 140, false}
	captionNarrow     = captionStyle{13, 11, 14, false, 0, 124, 3, 0, true}
	captionInset      = captionStyle{13, 11.5, 15, true, 230, 230, 2, 0, false}
	captionSmallInset = captionStyle{12, 11, 14, false, 0, 0, 0, 0, false}
	// captionLarge is for a map of few but large words, beside a panel.
	captionLarge = captionStyle{14, 12.5, 16, true, 230, 216, 2, 140, true}
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
	// narrow is all of it in a narrower column; nil if that is not wanted.
	narrow []captionLine
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
	// Lines of a text from right to left are so, whatever each begins with.
	mark := ""
	if rightToLeft(s, "") {
		mark = "\u200f"
	}
	for _, l := range balanced(s, width, most, measure) {
		l = mark + l
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
			c.full = slices.Concat(c.name, w.lines(e.label, note, s.width, 2))
			if s.narrow > 0 {
				c.narrow = slices.Concat(c.name, w.lines(e.label, note, s.narrow, 3))
			}
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
	lines := func(width float64, most int) (out []captionLine) {
		part := func(text string, bold bool) {
			if text != "" {
				out = append(out, w.lines(text, captionLine{size: s.note, lineHeight: s.lineHeight, bold: bold}, width, most)...)
			}
		}
		label := e.label
		if label == "" {
			label = e.title
		}
		part(label, true)
		if said := e.said; s.brief && s.notes && said != "" && e.move.Path == report.Schematic {
			say := words.In(w.lang)
			part(said+say.Say("list.semicolon")+say.Say("map.route_unknown"), false)
			return out
		}
		part(e.said, false)
		part(unknownOf(e.move, s.brief, w.lang), false)
		return out
	}
	c := caption{name: lines(s.moveWidth, s.moveLines)}
	if len(c.name) == 0 {
		return nil
	}
	if s.narrow > 0 {
		c.narrow = lines(s.narrow, 3)
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
