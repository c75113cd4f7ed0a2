package paint

import (
	"image/color"
	"math"
	"unicode"

	"dateline/geo/raster"
	"dateline/geo/text"
)

// A layout is a picture being painted: lengths are CSS px of the picture.
type layout struct {
	*Picture
	canvas  *raster.Canvas
	options TileOptions
	theme   *Theme
	k       float64 // device px per CSS px

	mapPart rect
	unit    float64 // how large the map's words and lines are, 1 as on a page
	mark    float64 // how large marks are beside those; 0: by the map's width
	credit  float64 // size of the credits
	plain   bool    // insets without caption
	mirror  bool    // the panel reads from right to left
}

// rightToLeft reports whether a text reads so: by its first letter, else by its
// language.
func rightToLeft(s, lang string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
		}
	}
	for _, tag := range []string{"ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"} {
		if lang == tag || len(lang) > len(tag) && lang[:len(tag)] == tag && lang[len(tag)] == '-' {
			return true
		}
	}
	return false
}

// A paragraph is a text set in lines of a width.
type paragraph struct {
	lines      []*text.Line
	size, lead float64
	ink        color.NRGBA
	bold       bool
}

func (y *layout) style(size float64, bold bool) text.Style {
	return text.Style{Size: float32(size * y.k), Bold: bold, Lang: y.Lang}
}

// set breaks a text into lines; with most lines or fewer it ends in "…".
func (y *layout) set(s string, size, lead float64, bold bool, ink color.NRGBA, width float64, most int) paragraph {
	p := paragraph{size: size, lead: lead, ink: ink, bold: bold}
	if s != "" && most > 0 && width > 0 {
		p.lines = text.Wrap(s, y.style(size, bold), float32(width*y.k), most)
	}
	return p
}

// balance sets a text again in as many lines, as even as they can be.
func (y *layout) balance(p *paragraph, s string, width float64, most int) {
	n := len(p.lines)
	low, high := width/2, width
	if n < 2 || len(y.set(s, p.size, p.lead, p.bold, p.ink, width, most+1).lines) > most {
		return // of a text that is cut all lines are full
	}
	for high-low > p.size/4 {
		mid := (low + high) / 2
		if len(y.set(s, p.size, p.lead, p.bold, p.ink, mid, most+1).lines) > n {
			low = mid
		} else {
			high = mid
		}
	}
	*p = y.set(s, p.size, p.lead, p.bold, p.ink, high, most)
}

func (p *paragraph) height() float64 { return float64(len(p.lines)) * p.lead }

// draw draws a paragraph from its top, at the side where it begins to be read.
func (y *layout) draw(p *paragraph, x, top, width float64) {
	for i, l := range p.lines {
		at := x
		if y.mirror {
			at = x + width - float64(l.Width)/y.k
		}
		y.line(l, at, top+float64(i)*p.lead+p.lead/2+p.size*0.36, p.ink)
	}
}

// line draws a line with its baseline.
func (y *layout) line(l *text.Line, x, baseline float64, ink color.NRGBA) {
	l.Draw(y.canvas, float32(x*y.k), float32(baseline*y.k), ink, color.NRGBA{}, 0)
}

// box fills a rectangle, its edges on whole device px.
func (y *layout) box(r rect, c color.NRGBA) {
	if r.w <= 0 || r.h <= 0 {
		return
	}
	round := func(v float64) float32 { return float32(math.Round(v * y.k)) }
	var path raster.Path
	path.Rect(round(r.x), round(r.y), round(r.x+r.w), round(r.y+r.h))
	y.canvas.Fill(&path, raster.Solid(c))
}

// shadow is what floats over the map throws on it.
func (y *layout) shadow(r rect, unit float64) {
	const steps = 6
	strength := float32(0.045)
	if y.theme.Dark {
		strength = 0.11
	}
	for i := steps; i > 0; i-- {
		by := float64(i) * unit
		y.box(rect{r.x - by, r.y - by + unit, r.w + 2*by, r.h + 2*by}, Faded(color.NRGBA{A: 255}, strength*float32(steps+1-i)/steps))
	}
}
