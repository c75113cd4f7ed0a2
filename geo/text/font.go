package text

import (
	"bytes"
	"embed"
	"fmt"
	"sync"

	"dateline/geo/raster"

	"github.com/andybalholm/brotli"
	gotext "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

//go:embed fonts/*.ttf.br
var files embed.FS

// font is one embedded file. It is inflated and parsed when a text first needs
// it: the Hangul of both weights is by far the largest part.
type font struct {
	name string
	once sync.Once

	tables   *gotext.Font // immutable
	units    float32      // per em
	ascent   float32      // em
	descent  float32      // em, positive
	notFound float32      // advance of the missing glyph, em

	mu     sync.Mutex // guards what follows
	face   *gotext.Face
	shaper *harfbuzz.Font
	buffer *harfbuzz.Buffer
	plans  map[plan]struct{} // that the buffer remembers
}

// plan is what HarfBuzz prepares itself for, once each.
type plan struct {
	props harfbuzz.SegmentProperties
	loose bool
}

// A buffer remembers every plan for ever, and languages come from outside.
const mostPlans = 64

// load must come before any other use. The files are part of the program: that
// they can be read is tested, not handled.
func (f *font) load() *font {
	f.once.Do(func() {
		packed, err := files.ReadFile("fonts/" + f.name + ".ttf.br")
		if err == nil {
			var data bytes.Buffer
			data.Grow(4 * len(packed)) // about what they inflate to
			if _, err = data.ReadFrom(brotli.NewReader(bytes.NewReader(packed))); err == nil {
				err = f.parse(data.Bytes())
			}
		}
		if err != nil {
			panic(fmt.Sprintf("font %s: %v", f.name, err))
		}
	})
	return f
}

func (f *font) parse(data []byte) error {
	face, err := gotext.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return err
	}
	listed(face.Font)
	f.face, f.tables = face, face.Font
	f.units = float32(face.Upem())
	if e, ok := face.FontHExtents(); ok {
		f.ascent, f.descent = e.Ascender/f.units, -e.Descender/f.units
	}
	f.notFound = face.HorizontalAdvance(0) / f.units
	f.shaper = harfbuzz.NewFont(face)
	f.buffer, f.plans = harfbuzz.NewBuffer(), map[plan]struct{}{}
	return nil
}

func (f *font) has(r rune) bool {
	_, ok := f.load().tables.NominalGlyph(r)
	return ok
}

// face is a font, maybe slanted.
type face struct {
	*font
	slant float32 // x per y
}

const slant = 0.2126 // 12°, as Noto Sans Italic

var (
	regular      = &font{name: "NotoSans-Regular"}
	bold         = &font{name: "NotoSans-Bold"}
	italic       = &font{name: "NotoSans-Italic"}
	arabic       = &font{name: "NotoSansArabic-Regular"}
	arabicBold   = &font{name: "NotoSansArabic-Bold"}
	hangul       = &font{name: "NotoSansKR-Regular"}
	hangulBold   = &font{name: "NotoSansKR-Bold"}
	signs        = &font{name: "NotoSansKR-Signs-Regular"}
	signsBold    = &font{name: "NotoSansKR-Signs-Bold"}
	fontsOfFiles = []*font{regular, bold, italic, arabic, arabicBold, hangul, hangulBold, signs, signsBold}
)

// family is the faces of one style.
type family struct{ western, arabic, hangul, signs *face }

// Arabic has no italics, so it stands upright in them. Hangul has none either,
// but is slanted, as browsers do: on a map only the slant tells water.
var (
	upright    = family{&face{regular, 0}, &face{arabic, 0}, &face{hangul, 0}, &face{signs, 0}}
	strong     = family{&face{bold, 0}, &face{arabicBold, 0}, &face{hangulBold, 0}, &face{signsBold, 0}}
	leaning    = family{&face{italic, 0}, &face{arabic, 0}, &face{hangul, slant}, &face{signs, 0}}
	strongLean = family{&face{bold, slant}, &face{arabicBold, 0}, &face{hangulBold, slant}, &face{signsBold, 0}}
)

func familyOf(st Style) *family {
	switch {
	case st.Bold && st.Italic:
		return &strongLean
	case st.Bold:
		return &strong
	case st.Italic:
		return &leaning
	}
	return &upright
}

// faceFor is the face that has the character, or the western one and false.
// Blocks are looked at first, so that a font is only loaded for its own script.
func (f *family) faceFor(r rune) (*face, bool) {
	own := f.western
	switch {
	case r >= 0xac00 && r <= 0xd7a3 || r >= 0x1100 && r <= 0x11ff || r >= 0x3131 && r <= 0x318e:
		own = f.hangul
	case r >= 0x600 && r <= 0x77f || r >= 0xfdf0 && r <= 0xfdff:
		own = f.arabic
	}
	if own.has(r) {
		return own, true
	}
	if own == f.western && r >= 0x2190 && f.signs.has(r) {
		return f.signs, true
	}
	return f.western, false
}

// outlineKey names a glyph.
type outlineKey struct {
	font  *font
	glyph opentype.GID
}

// A Hangul syllable weighs some 500 bytes: room for about 8,000 of them.
var outlines = newCache[outlineKey, *raster.Path](4 << 20)

// outline is the glyph in font units, y up. It must not be changed.
func (f *font) outline(glyph opentype.GID) *raster.Path {
	key := outlineKey{f, glyph}
	if p, ok := outlines.get(key); ok {
		return p
	}
	p, weight := new(raster.Path), 128
	if glyph == 0 {
		missing(p, f.notFound*f.units, f.units)
	} else {
		f.mu.Lock()
		data, _ := f.face.GlyphDataOutline(glyph)
		f.mu.Unlock()
		trace(p, data.Segments)
		weight += 20 * len(data.Segments)
	}
	return outlines.put(key, p, weight)
}

func trace(p *raster.Path, segments []opentype.Segment) {
	for _, s := range segments {
		a := s.Args
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			p.Close()
			p.MoveTo(a[0].X, a[0].Y)
		case opentype.SegmentOpLineTo:
			p.LineTo(a[0].X, a[0].Y)
		case opentype.SegmentOpQuadTo:
			p.QuadTo(a[0].X, a[0].Y, a[1].X, a[1].Y)
		case opentype.SegmentOpCubeTo:
			p.CubicTo(a[0].X, a[0].Y, a[1].X, a[1].Y, a[2].X, a[2].Y)
		}
	}
	p.Close()
}

// missing draws the box of a missing glyph: the subsets have none of their own.
func missing(p *raster.Path, advance, units float32) {
	side, top, pen := 0.1*advance, 0.714*units, 0.07*units
	p.Rect(side, 0, advance-side, top)
	l, r, b, t := side+pen, advance-side-pen, pen, top-pen
	p.MoveTo(l, b) // against the sense of Rect, so that it is a hole
	p.LineTo(l, t)
	p.LineTo(r, t)
	p.LineTo(r, b)
	p.Close()
}

// shape runs HarfBuzz over text[start:end] and calls glyph for each result from
// left to right, in font units. loose: letters stand apart, without ligatures.
func (f *font) shape(text []rune, start, end int, props harfbuzz.SegmentProperties, loose bool,
	glyph func(harfbuzz.GlyphInfo, harfbuzz.GlyphPosition)) {
	f.load()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.plans[plan{props, loose}] = struct{}{}; len(f.plans) > mostPlans {
		f.buffer, f.plans = harfbuzz.NewBuffer(), map[plan]struct{}{{props, loose}: {}}
	}
	b := f.buffer
	b.Clear()
	b.AddRunes(text, start, end-start)
	b.Props = props
	var features []harfbuzz.Feature
	if loose {
		features = noLigatures
	}
	b.Shape(f.shaper, features)
	for i, g := range b.Info {
		glyph(g, b.Pos[i])
	}
}

var noLigatures = []harfbuzz.Feature{
	{Tag: opentype.MustNewTag("liga"), Start: harfbuzz.FeatureGlobalStart, End: harfbuzz.FeatureGlobalEnd},
	{Tag: opentype.MustNewTag("clig"), Start: harfbuzz.FeatureGlobalStart, End: harfbuzz.FeatureGlobalEnd},
}

// languageOf is the tag for HarfBuzz; what is no tag counts as none.
func languageOf(tag string) language.Language {
	if len(tag) > 35 {
		return ""
	}
	return language.NewLanguage(tag)
}
