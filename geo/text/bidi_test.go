package text

import (
	"math/rand/v2"
	"strings"
	"testing"

	gotext "github.com/go-text/typesetting/bidi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Levels by hand from the rules of UAX #9. In the texts, capitals stand for
// Hebrew letters, † for an Arabic one and digits in Latin stay what they are.
func TestLevels(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"ab 12", "00000"},
		{"ab CD", "00011"},
		{"ab CD 12", "00011122"},
		{"ab CD 12 ef", "00011122000"},
		{"ab † 12 ef", "0001122000"},
		{"CD ab", "11122"},
		{"CD 12 (ab)", "1112211221"},
		{"ab (CD) ef", "0000110000"},
		{"ab CD (EF) g", "000111111100"},
		{"CD (ab EF) g", "111122111112"},
		{"12 CD", "22111"},
		{"CD 1,234 %", "1112222211"},
		{"CD 50%", "111222"},
		{"†1/2", "1222"},
		{"†1,2", "1222"},
		{"ab CD  ", "0001100"},
		{"CD  ", "1111"},
		{"-12 CD", "122111"},
		{"a\u202eb", "000"},
		{"ab\u2067CD\u2069", "000111"},
	} {
		text := []rune(strings.Map(func(r rune) rune {
			switch {
			case r >= 'A' && r <= 'Z':
				return 0x5d0 + r - 'A'
			case r == '†':
				return 'س'
			}
			return r
		}, c.text))
		got := ""
		for _, level := range levels(text) {
			got += string('0' + rune(level))
		}
		assert.Equal(t, c.want, got, c.text)
	}
}

// Where the direction changes agrees with another implementation, on texts
// without explicit controls.
func TestDirectionsAgree(t *testing.T) {
	letters := []rune("abאבسش01٠١ .,:/-+%$()[]{}!\u0301\u064b«»")
	random := rand.New(rand.NewPCG(9, 9))
	var p gotext.Paragraph
	for range 100_000 {
		text := make([]rune, 1+random.IntN(14))
		for i := range text {
			text[i] = letters[random.IntN(len(letters))]
		}
		got := levels(text)
		runs := p.Segment(text, gotext.Neutral)
		want := make([]int8, len(text))
		for i := range runs.NumRuns() {
			r := runs.Run(i)
			for k := r.Start; k < r.End; k++ {
				want[k] = int8(r.Level) % 2
			}
		}
		for i := range got {
			got[i] %= 2
		}
		require.Equal(t, want, got, "%q", string(text))
	}
}
