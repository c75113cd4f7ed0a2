package text

import (
	"bytes"
	"io"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// inflate is an embedded font file as a font file.
func inflate(t testing.TB, name string) []byte {
	packed, err := files.ReadFile("fonts/" + name + ".ttf.br")
	require.NoError(t, err)
	data, err := io.ReadAll(brotli.NewReader(bytes.NewReader(packed)))
	require.NoError(t, err)
	return data
}

// Every file is a font, and every file in the folder is one that is used.
func TestFiles(t *testing.T) {
	entries, err := files.ReadDir("fonts")
	require.NoError(t, err)
	require.Len(t, entries, len(fontsOfFiles))
	for _, f := range fontsOfFiles {
		require.NotPanics(t, func() { f.load() }, f.name)
		assert.Positive(t, f.ascent, f.name)
		assert.Positive(t, f.descent, f.name)
		assert.NotEmpty(t, f.tables.GSUB.Lookups, f.name)
	}
	for _, f := range []*font{regular, bold, italic, arabic, arabicBold} {
		assert.NotEmpty(t, f.tables.GPOS.Lookups, "%s keeps kerning and marks", f.name)
	}
	assert.Panics(t, func() { (&font{name: "none"}).load() })
}

func TestScripts(t *testing.T) {
	whole := func(from, to rune, fonts ...*font) {
		for _, f := range fonts {
			for r := from; r <= to; r++ {
				require.True(t, f.has(r), "%U in %s", r, f.name)
			}
		}
	}
	letters := []*font{regular, bold, italic}
	whole(0x20, 0x7e, letters...)
	whole(0xa0, 0x17f, letters...)
	whole(0x391, 0x3a1, letters...)
	whole(0x3b1, 0x3c9, letters...)
	whole(0x400, 0x4ff, letters...)
	whole(0x1ea0, 0x1ef9, letters...)
	whole(0x2010, 0x2027, letters...)
	whole(0x621, 0x63a, arabic, arabicBold)
	whole(0x640, 0x655, arabic, arabicBold)
	whole(0x660, 0x669, arabic, arabicBold)
	whole(0xac00, 0xd7a3, hangul, hangulBold)
	whole(0x2190, 0x2193, signs, signsBold)
	for _, r := range "\u02bc\u00d7№…−‑′″°\ufffd" {
		whole(r, r, letters...)
	}
	whole('✓', '✓', signs, signsBold)
}

// Figures are as wide as each other, so that numbers stand in columns.
func TestFigures(t *testing.T) {
	for _, st := range []Style{{Size: 100}, {Size: 100, Bold: true}, {Size: 100, Italic: true}} {
		for _, figure := range "123456789" {
			assert.Equal(t, Shape("0", st).Width, Shape(string(figure), st).Width, "%c", figure)
		}
	}
}

// Widths agree with the advances that another reader of fonts finds.
func TestAdvances(t *testing.T) {
	for _, c := range []struct {
		font, text string
		style      Style
	}{
		{"NotoSans-Regular", "nnn", Style{Size: 16}},
		{"NotoSans-Regular", "Minim", Style{Size: 13}},
		{"NotoSans-Regular", "нино", Style{Size: 13, Lang: "ru"}},
		{"NotoSans-Regular", "νιμ", Style{Size: 40}},
		{"NotoSans-Bold", "mini 1024", Style{Size: 11, Bold: true}},
		{"NotoSans-Italic", "omen", Style{Size: 11, Italic: true}},
		{"NotoSansKR-Regular", "평양 서울", Style{Size: 12}},
		{"NotoSansKR-Bold", "평양", Style{Size: 12, Bold: true}},
		{"NotoSansKR-Regular", "평양", Style{Size: 12, Italic: true}},
	} {
		f, err := sfnt.Parse(inflate(t, c.font))
		require.NoError(t, err)
		var buf sfnt.Buffer
		units, sum := fixed.I(int(f.UnitsPerEm())), 0
		for _, r := range c.text {
			i, err := f.GlyphIndex(&buf, r)
			require.NoError(t, err)
			a, err := f.GlyphAdvance(&buf, i, units, 0)
			require.NoError(t, err)
			sum += a.Round()
		}
		want := float64(sum) * float64(c.style.Size) / float64(f.UnitsPerEm())
		assert.InDelta(t, want, Shape(c.text, c.style).Width, 0.01, "%s", c.text)
	}
	alone := Shape("A", Style{Size: 100}).Width + Shape("V", Style{Size: 100}).Width
	assert.Less(t, Shape("AV", Style{Size: 100}).Width, alone-1, "kerned")
}

// The licence asks that copyright and licence stay with the fonts.
func TestLicences(t *testing.T) {
	for _, font := range fontsOfFiles {
		f, err := sfnt.Parse(inflate(t, font.name))
		require.NoError(t, err)
		for id, want := range map[sfnt.NameID]string{sfnt.NameIDCopyright: "http", sfnt.NameIDLicense: "SIL Open Font License"} {
			got, err := f.Name(nil, id)
			require.NoError(t, err, font.name)
			require.Contains(t, got, want, font.name)
		}
	}
}
