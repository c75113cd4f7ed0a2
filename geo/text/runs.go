package text

import (
	"unicode"

	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// run is a stretch of runes with one face, script and level of direction.
type run struct {
	start, end int
	level      int8 // odd: right to left
	face       *face
	script     language.Script
}

// runsOf cuts the text, in the order of reading.
func runsOf(text []rune, f *family) []run {
	if !mayTurn(text) {
		return cut(nil, text, run{end: len(text)}, f)
	}
	var runs []run
	level := levels(text)
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && level[j] == level[i] {
			j++
		}
		runs = cut(runs, text, run{start: i, end: j, level: level[i]}, f)
		i = j
	}
	return runs
}

// mayTurn says whether the text may hold something from right to left.
func mayTurn(text []rune) bool {
	for _, r := range text {
		if r >= 0x590 && r < 0x900 || r == 0x200f || r >= 0xfb1d {
			return true
		}
	}
	return false
}

// cut appends the runs of a part that has one direction.
func cut(runs []run, text []rune, part run, f *family) []run {
	first := len(runs)
	for i := part.start; i < part.end; i++ {
		r := text[i]
		var now *run
		if len(runs) > first {
			now = &runs[len(runs)-1]
		}
		if now != nil && stays(r, now.face) {
			now.end = i + 1
			continue
		}
		face, found := f.faceFor(r)
		script := language.Common // a box is set like a sign, whatever it stands for
		if found {
			script = language.LookupScript(r)
		}
		switch {
		case now == nil || now.face != face || script.Strong() && now.script.Strong() && now.script != script:
			runs = append(runs, run{start: i, end: i + 1, level: part.level, face: face, script: script})
		default:
			now.end = i + 1
			if !now.script.Strong() {
				now.script = script
			}
		}
	}
	return runs
}

// stays says whether a character goes with what it follows: spaces, marks that
// the face has, and what is not seen.
func stays(r rune, f *face) bool {
	switch {
	case r == ' ':
		return true
	case r < 0x300:
		return false
	case unicode.In(r, unicode.Mn, unicode.Me):
		return f.has(r)
	}
	return harfbuzz.IsDefaultIgnorable(r)
}

// visual puts the runs in the order of the page, by rule L2 of the Unicode
// Bidirectional Algorithm: from the highest level down to the lowest odd one,
// what is at that level or above is reversed.
func visual(runs []run) {
	var highest int8
	for _, r := range runs {
		highest = max(highest, r.level)
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(runs); i++ {
			j := i
			for j < len(runs) && runs[j].level >= level {
				j++
			}
			for a, b := i, j-1; a < b; a, b = a+1, b-1 {
				runs[a], runs[b] = runs[b], runs[a]
			}
			i = max(i, j-1)
		}
	}
}
