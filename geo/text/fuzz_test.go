package text

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/geo/raster"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func finite(v float32) bool { return !math.IsNaN(float64(v)) && !math.IsInf(float64(v), 0) }

func seeds(f *testing.F, add func(string)) {
	for _, list := range names {
		for _, name := range list {
			add(name)
		}
	}
	for _, s := range []string{
		"\xff\xfe\x00", "a\u0301\u0301\u0301", "\u202eab\u2067سا\u2069(", "12 سلم (ab) 3%", "ᄀ각", "नमस्ते", "กำ", "👨‍👩‍👧 🇰🇷", "a\u200db-c–d\u00ad",
	} {
		add(s)
	}
}

func FuzzShape(f *testing.F) {
	seeds(f, func(s string) { f.Add(s, float32(14), float32(1), "uk", uint8(3)) })
	c := raster.New(96, 48)
	f.Fuzz(func(t *testing.T, s string, size, spacing float32, lang string, flags uint8) {
		st := Style{Size: size, Spacing: spacing, Lang: lang, Bold: flags&1 != 0, Italic: flags&2 != 0}
		l := Shape(s, st)
		require.True(t, finite(l.Width) && finite(l.Ascent) && finite(l.Descent))
		require.Positive(t, l.Ascent)
		require.LessOrEqual(t, len(l.glyphs), 4*MaxRunes)
		for _, g := range l.glyphs {
			require.True(t, finite(g.x) && finite(g.y))
		}
		l.Draw(c, 10, 30, dark, paper, float32(flags>>2))
		require.Equal(t, l, Shape(s, st))

		text, _ := clean(s)
		require.True(t, utf8.ValidString(string(text)))
		level := levels(text)
		require.Len(t, level, len(text))
		end := 0
		for _, r := range runsOf(text, familyOf(st)) {
			require.Equal(t, end, r.start, "runs follow each other")
			require.Greater(t, r.end, r.start)
			end = r.end
		}
		require.Equal(t, len(text), end)
	})
}

func FuzzWrap(f *testing.F) {
	seeds(f, func(s string) { f.Add(s, float32(12), float32(0), float32(40), 3) })
	f.Fuzz(func(t *testing.T, s string, size, spacing, width float32, most int) {
		st := Style{Size: size, Spacing: spacing}
		most = min(most, 50)
		lines := wrapped(s, st, width, most)
		require.LessOrEqual(t, len(lines), max(most, 0))
		require.Len(t, Wrap(s, st, width, most), len(lines))
		rest := s
		for i, line := range lines {
			require.NotEmpty(t, line)
			if i+1 == most {
				line = strings.TrimSuffix(line, ellipsis)
			}
			at := strings.Index(rest, line)
			require.GreaterOrEqual(t, at, 0, "every line is a piece of the text, in order")
			rest = rest[at+len(line):]
		}
	})
}

func FuzzUpper(f *testing.F) {
	seeds(f, func(s string) { f.Add(s, "tr") })
	f.Fuzz(func(t *testing.T, s, lang string) {
		up := Upper(s, lang)
		assert.True(t, utf8.ValidString(up))
		assert.LessOrEqual(t, len(up), 6*len(s)+3)
	})
}
