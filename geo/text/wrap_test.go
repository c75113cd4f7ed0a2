package text

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// wrapped is the lines' texts, told by the same wrapper that Wrap uses.
func wrapped(s string, st Style, width float32, most int) []string {
	w := wrapper{rest: s, style: st.sane(), width: width}
	return w.lines(most)
}

func TestWrap(t *testing.T) {
	st := Style{Size: 10}
	wide := func(s string) float32 { return Shape(s, st).Width + 0.01 }
	for _, c := range []struct {
		name, text string
		width      float32
		most       int
		want       []string
	}{
		{"fits", "one two", 500, 3, []string{"one two"}},
		{"words", "one two three", wide("one two"), 3, []string{"one two", "three"}},
		{"spaces at the ends", "  one   two  ", wide("one"), 3, []string{"one", "two"}},
		{"line breaks", "one\ntwo\r\n\n three", 500, 5, []string{"one", "two", "three"}},
		{"left over", "one two three four", wide("one two"), 1, []string{"one…"}},
		{"left over, room", "one two three four", wide("one two…"), 1, []string{"one two…"}},
		{"comma before the ellipsis", "one, two three", wide("one,…"), 1, []string{"one…"}},
		{"last of two", "one two three four", wide("three…"), 2, []string{"one", "two…"}},
		{"hyphens", "Kara-Kum-Canal", wide("Kara-Kum-"), 3, []string{"Kara-Kum-", "Canal"}},
		{"years", "2024–2025 ab", wide("2024–2025"), 3, []string{"2024–2025", "ab"}},
		{"hangul words stay whole", "조선 민주주의 인민공화국", wide("민주주의 인"), 3, []string{"조선", "민주주의", "인민공화국"}},
		{"a long word", "abcdefghij kl", wide("abcd"), 4, []string{"abcd", "efgh", "ij kl"}},
		{"a long word, cut", "abcdefghij", wide("abcd…"), 1, []string{"abcd…"}},
		{"marks stay with letters", "e\u0301e\u0301e\u0301", wide("é"), 3, []string{"e\u0301", "e\u0301", "e\u0301"}},
		{"no width", "ab c", 0, 9, []string{"a", "b", "c"}},
		{"no lines", "ab", 100, 0, nil},
		{"fewer than none", "ab", 100, -1, nil},
		{"nothing", " \n ", 100, 3, nil},
		{"no break", "a\u00a0b c", wide("a\u00a0b"), 3, []string{"a\u00a0b", "c"}},
		{"break unseen", "ab\u200bcd", wide("ab"), 3, []string{"ab", "cd"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, wrapped(c.text, st, c.width, c.most))
			lines := Wrap(c.text, st, c.width, c.most)
			require.Len(t, lines, len(c.want))
			for i, l := range lines {
				assert.Same(t, Shape(c.want[i], st), l)
			}
		})
	}
}

// Lines are no wider than asked for, and nothing is lost or made up.
func TestWrapKeepsEveryWord(t *testing.T) {
	text := "Reports of North Korean troops moving towards Europe, as far as they can be dated: " +
		"조선인민군이 러시아로 이동하였다는 보도 القوات الكورية الشمالية في روسيا Северокорейские войска"
	for _, st := range weights {
		for _, spacing := range []float32{0, 1.5, -0.5} {
			st.Spacing = spacing
			for width := float32(170); width < 900; width += 37 {
				got := wrapped(text, st, width, 100)
				assert.Equal(t, text, strings.Join(got, " "))
				for i, line := range got {
					assert.LessOrEqual(t, Shape(line, st).Width, width, "%q", line)
					if next := i + 1; next < len(got) {
						word, _, _ := strings.Cut(got[next], " ")
						assert.Greater(t, Shape(line+" "+word, st).Width, width, "%q leaves room for %q", line, word)
					}
				}
				short := wrapped(text, st, width, 2)
				require.LessOrEqual(t, len(short), 2)
				last := short[len(short)-1]
				assert.LessOrEqual(t, Shape(last, st).Width, width)
				assert.Equal(t, len(got) > 2, strings.HasSuffix(last, ellipsis))
			}
		}
	}
}
