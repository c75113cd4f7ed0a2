package text

import (
	"testing"

	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/stretchr/testify/assert"
)

// shaped are the glyphs of each letter of an Arabic text.
func shaped(f *font, s string) [][]opentype.GID {
	text := []rune(s)
	out := make([][]opentype.GID, len(text))
	props := harfbuzz.SegmentProperties{Direction: harfbuzz.RightToLeft, Script: language.Arabic, Language: "ar"}
	f.shape(text, 0, len(text), props, false, func(g harfbuzz.GlyphInfo, _ harfbuzz.GlyphPosition) {
		out[g.Cluster] = append(out[g.Cluster], g.Glyph)
	})
	return out
}

// Every letter that joins on both sides looks otherwise at the beginning, in the
// middle and at the end of a word than alone.
func TestLettersJoin(t *testing.T) {
	for _, f := range []*font{arabic, arabicBold} {
		for _, r := range "بتثجحخسشصضطظعغفقكلمنهيئپچگکی" {
			alone := shaped(f, string(r))[0]
			word := shaped(f, string([]rune{'ع', r, 'ع'}))
			first, middle, last := shaped(f, string([]rune{r, 'ع'}))[0], word[1], shaped(f, string([]rune{'ع', r}))[1]
			assert.NotEqual(t, alone, first, "%c at the beginning, %s", r, f.name)
			assert.NotEqual(t, alone, middle, "%c in the middle, %s", r, f.name)
			assert.NotEqual(t, alone, last, "%c at the end, %s", r, f.name)
		}
		// Of others only the end differs from what stands alone.
		for _, r := range "ادذرزوىة" {
			assert.NotEqual(t, shaped(f, string(r))[0], shaped(f, string([]rune{'ع', r}))[1], "%c at the end, %s", r, f.name)
		}
	}
}
