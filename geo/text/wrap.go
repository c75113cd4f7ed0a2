package text

import (
	"strings"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"
)

const ellipsis = "…"

// Wrap sets s in at most so many lines of a width in px. It breaks at spaces,
// line breaks and after hyphens and dashes; a word of Hangul stays whole, as a
// word of Latin does. A word wider than the width is broken between letters.
// Where text is left over, the last line ends with an ellipsis. A line may be
// wider than asked for only if it holds a single letter or the ellipsis alone.
func Wrap(s string, st Style, width float32, most int) []*Line {
	st = st.sane()
	w := wrapper{rest: s, style: st, width: width}
	var lines []*Line
	for _, text := range w.lines(most) {
		lines = append(lines, Shape(text, st))
	}
	return lines
}

type wrapper struct {
	rest  string // not yet in a line
	style Style
	width float32
}

func (w *wrapper) lines(most int) []string {
	var lines []string
	for len(lines) < most && w.skip() {
		text := w.next()
		if len(lines)+1 == most && w.skip() {
			text = w.shorten(text)
		}
		lines = append(lines, text)
	}
	return lines
}

// fits measures past the cache: what is tried is seldom what is drawn.
func (w *wrapper) fits(s string) bool {
	runes, _ := clean(s)
	return shape(runes, w.style).Width <= w.width
}

// skip passes over white space and says whether anything follows.
func (w *wrapper) skip() bool {
	w.rest = strings.TrimLeft(w.rest, " \t\n\v\f\r\u0085\u2028\u2029\u200b")
	return w.rest != ""
}

// Lines are shaped so often at most while their end is looked for. Words that
// take no room could otherwise go on for ever.
const mostTries = 64

// next takes a line: as many words as fit, or what fits of a single long one.
func (w *wrapper) next() string {
	taken, sum, tries := 0, float32(0), 0
	for taken < len(w.rest) {
		blank, word, forced := nextWord(w.rest[taken:])
		if taken > 0 && (forced || taken+blank+word > MaxRunes) {
			break
		}
		// Words are measured once each, whole lines only when they may be full:
		// shaping a growing line again and again costs its square.
		end := taken + blank + word
		sum += Shape(w.rest[taken:end], w.style).Width + w.style.Spacing
		if sum > 0.9*w.width {
			if tries++; tries > mostTries || !w.fits(w.rest[:end]) {
				break
			}
		}
		taken = end
	}
	if taken == 0 {
		_, word, _ := nextWord(w.rest)
		taken = len(w.longest(w.rest[:word], ""))
	}
	line := w.rest[:taken]
	w.rest = w.rest[taken:]
	return strings.TrimRight(line, " \t\u200b")
}

// nextWord measures, in bytes, the blanks at the start of s and the word after
// them, and says whether a line must end before the word.
func nextWord(s string) (blank, word int, forced bool) {
	inside := false
	for i, r := range s {
		switch r {
		case '\n', '\v', '\f', '\r', 0x85, '\u2028', '\u2029':
			if inside {
				return blank, i - blank, forced
			}
			forced = true
			blank = i + utf8.RuneLen(r)
		case ' ', '\t', '\u200b':
			if inside {
				return blank, i - blank, forced
			}
			blank = i + utf8.RuneLen(r)
		case '-', '‐', '–', '—':
			inside = true
			if end := i + utf8.RuneLen(r); end < len(s) && i > blank && !digitAt(s[end:]) {
				return blank, end - blank, forced
			}
		default:
			inside = true
		}
		if inside && i-blank >= MaxRunes-utf8.UTFMax {
			return blank, i - blank, forced
		}
	}
	return blank, len(s) - blank, forced
}

// digitAt keeps ranges of numbers whole, as in 2024–25.
func digitAt(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// shorten makes room for an ellipsis at the end of the line.
func (w *wrapper) shorten(line string) string {
	words := line
	for range mostTries {
		if w.fits(trimEnd(words) + ellipsis) {
			return trimEnd(words) + ellipsis
		}
		cut := strings.LastIndexByte(words, ' ')
		if cut < 0 {
			break
		}
		words = words[:cut]
	}
	word, _, _ := strings.Cut(line, " ")
	return trimEnd(w.longest(word, ellipsis)) + ellipsis
}

// trimEnd takes off what does not stand before an ellipsis.
func trimEnd(s string) string { return strings.TrimRight(s, " \t,.;:–—-") }

// longest is the longest start of a word that fits with end after it, cut
// between letters as readers see them, one letter at least.
func (w *wrapper) longest(word, end string) string {
	runes := make([]rune, 0, min(len(word), MaxRunes))
	sizes := make([]int, 1, cap(runes)+1) // bytes before each rune; a bad byte is a rune
	for i := 0; i < len(word) && len(runes) < MaxRunes; {
		r, n := utf8.DecodeRuneInString(word[i:])
		i += n
		runes, sizes = append(runes, r), append(sizes, i)
	}
	var seg segmenter.Segmenter
	seg.Init(runes)
	var ends []int // in bytes
	for it := seg.GraphemeIterator(); it.Next(); {
		g := it.Grapheme()
		ends = append(ends, sizes[g.Offset+len(g.Text)])
	}
	low, high := 0, len(ends)-1
	for low < high {
		mid := (low + high + 1) / 2
		if w.fits(word[:ends[mid]] + end) {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return word[:ends[low]]
}
