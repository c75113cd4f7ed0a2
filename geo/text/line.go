package text

import (
	"strings"

	"dateline/geo/raster"

	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// Style says how a line is set.
type Style struct {
	Size         float32 // px per em, 1 to 1024
	Bold, Italic bool
	Spacing      float32 // px added between letters; joined letters stay joined
	Lang         string  // BCP 47: some letters differ by language
}

// sane bounds the style, so that it can be a key and make finite outlines.
func (st Style) sane() Style {
	st.Size = min(max(st.Size, 1), 1024)
	if st.Size != st.Size { // not a number
		st.Size = 1
	}
	if st.Spacing = min(max(st.Spacing, -st.Size), 4*st.Size); st.Spacing != st.Spacing {
		st.Spacing = 0
	}
	return st
}

// Line is one shaped line. It is immutable.
type Line struct {
	Width   float32 // px, from the origin to where a next letter would begin
	Ascent  float32 // px, of the tallest font in it
	Descent float32 // px, positive
	Missing int     // how many characters are drawn as a box, because no font has them

	size   float32
	joined bool // holds letters that touch
	glyphs []glyph
}

type glyph struct {
	face *face
	id   opentype.GID
	x, y float32 // px from the line's origin, y down
}

type lineKey struct {
	text  string
	style Style
}

// Some 5,000 labels.
var lines = newCache[lineKey, *Line](4 << 20)

// Longer texts are rarely asked for twice.
const mostCached = 512

// Shape sets s in one line, in visual order. Any bytes may be given: what is
// no UTF-8 shows as U+FFFD, line breaks count as spaces.
func Shape(s string, st Style) *Line {
	st = st.sane()
	if len(s) > mostCached {
		runes, _ := clean(s)
		return shape(runes, st)
	}
	key := lineKey{s, st}
	if l, ok := lines.get(key); ok {
		return l
	}
	runes, _ := clean(s)
	l := shape(runes, st)
	// The text may be a piece of a much larger one: only a copy is kept.
	key.text, key.style.Lang = strings.Clone(s), strings.Clone(st.Lang)
	return lines.put(key, l, 192+len(s)+len(st.Lang)+24*len(l.glyphs))
}

func shape(text []rune, st Style) *Line {
	family := familyOf(st)
	l := &Line{size: st.Size}
	l.grow(family.western.font)
	runs := runsOf(text, family)
	visual(runs)
	l.glyphs = make([]glyph, 0, len(text))
	s := setter{line: l, text: text, style: st, lang: languageOf(st.Lang)}
	for _, r := range runs {
		s.run(r)
	}
	return l
}

// grow makes room for a font.
func (l *Line) grow(f *font) {
	f.load()
	l.Ascent = max(l.Ascent, f.ascent*l.size)
	l.Descent = max(l.Descent, f.descent*l.size)
}

// setter places glyphs from left to right.
type setter struct {
	line   *Line
	text   []rune
	style  Style
	lang   language.Language
	spaced bool // a letter stands there, after which Spacing is due
}

func (s *setter) run(r run) {
	l, f := s.line, r.face
	l.grow(f.font)
	props := harfbuzz.SegmentProperties{Direction: harfbuzz.LeftToRight, Script: r.script, Language: s.lang}
	if r.level%2 == 1 {
		props.Direction = harfbuzz.RightToLeft
	}
	scale := s.style.Size / f.units
	joined := r.script == language.Arabic
	l.joined = l.joined || joined
	cluster := -1
	f.shape(s.text, r.start, r.end, props, s.style.Spacing != 0, func(g harfbuzz.GlyphInfo, p harfbuzz.GlyphPosition) {
		c := s.text[g.Cluster]
		if p.XAdvance == 0 && harfbuzz.IsDefaultIgnorable(c) {
			return
		}
		if g.Cluster != cluster {
			if s.spaced && (!joined || cluster < 0) {
				l.Width += s.style.Spacing
			}
			cluster, s.spaced = g.Cluster, true
		}
		if g.Glyph == 0 {
			l.Missing++
		}
		if c != ' ' {
			l.glyphs = append(l.glyphs, glyph{
				face: f, id: g.Glyph, x: l.Width + float32(p.XOffset)*scale, y: -float32(p.YOffset) * scale,
			})
		}
		l.Width += float32(p.XAdvance) * scale
	})
}

// AppendTo adds the outlines with the origin of the baseline at (x, y).
func (l *Line) AppendTo(p *raster.Path, x, y float32) {
	for _, g := range l.glyphs {
		scale := l.size / g.face.units
		p.Append(g.face.outline(g.id), raster.Matrix{scale, 0, scale * g.face.slant, -scale, x + g.x, y + g.y})
	}
}

// CapHeight is how high capitals of Noto Sans stand above the baseline, in em:
// half of it centres a name on the middle of its mark.
const CapHeight = 0.714

// Bounds is the box of the outlines in px from the line's origin, y down,
// control points included; false for a blank line. Marks and slanted letters
// may reach beyond Width, Ascent and Descent.
func (l *Line) Bounds() (x0, y0, x1, y1 float32, ok bool) {
	p := paths.Get().(*raster.Path)
	defer release(p)
	l.AppendTo(p, 0, 0)
	return p.Bounds()
}
