package text

import (
	"math"
	"strings"
	"sync"
	"testing"

	"dateline/geo/raster"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Names as they stand on maps, with the letters that are easily forgotten.
var names = map[string][]string{
	"en": {"Kyiv", "Zürich", "São Tomé", "Kraków", "Łódź", "Đà Nẵng", "Ağrı", "Ħamrun", "Kiến An", "Nukuʻalofa", "Õismäe",
		"Sea of Japan (East Sea)", "“as of” 18 October 2024 – 7½ km · 5 × 3 → ✓ … №", "naïve façade", "Reports: 1,234 · €5 – 10 °C"},
	"uk": {"Київ", "Слов\u02bcянськ", "Кам’янське", "Ґалаґан", "Їжакевич", "Єнакієве", "Щастя"},
	"ru": {"Москва", "Орёл", "Йошкар-Ола", "Владивосток", "подъезд", "Элиста", "Юж. Осетия"},
	"ko": {"평양", "블라디보스토크", "조선민주주의인민공화국", "우쑤리스크", "쿠르스크주", "동해", "뷁", "힣", "ㄱㅏ", "(북한)", "「서울」"},
	"ar": {"القاهرة", "المملكة العربية السعودية", "كوريا الشمالية", "لا إله", "مَكَّة", "٢٠٢٤", "گچپژ", "؟،؛", "كييف ۱۲"},
	"el": {"Αθήνα", "Θεσσαλονίκη", "Ἑλλάς", "Ηράκλειο Κρήτης", "ΐΰ"},
}

var weights = []Style{{Size: 14}, {Size: 14, Bold: true}, {Size: 14, Italic: true}, {Size: 14, Bold: true, Italic: true}}

func TestNoNameMissesALetter(t *testing.T) {
	for lang, list := range names {
		for _, st := range weights {
			st.Lang = lang
			for _, name := range list {
				l := Shape(name, st)
				assert.Zero(t, l.Missing, "%s %+v", name, st)
				assert.Positive(t, l.Width, name)
				assert.Zero(t, Shape(Upper(name, lang), st).Missing, name)
			}
		}
	}
}

func TestMissingLetterIsABox(t *testing.T) {
	l := Shape("東京 ab", Style{Size: 100})
	assert.Equal(t, 2, l.Missing)
	one := Shape("東", Style{Size: 100})
	x0, y0, x1, y1, ok := one.Bounds()
	require.True(t, ok)
	assert.InDelta(t, 60, one.Width, 0.01)
	assert.InDeltaSlice(t, []float64{6, -71.4, 54, 0}, []float64{float64(x0), float64(y0), float64(x1), float64(y1)}, 0.01)

	c := raster.New(80, 100)
	one.Draw(c, 10, 80, dark, paper, 0)
	assert.Equal(t, dark, c.At(19, 50), "the edge")
	assert.Zero(t, c.At(40, 50).A, "the hole")

	seen := Shape("a\xff\x00\x1bb", Style{Size: 100})
	assert.Zero(t, seen.Missing)
	assert.Len(t, seen.glyphs, 5, "what is no character shows as U+FFFD")
}

func TestBlank(t *testing.T) {
	for _, s := range []string{"", " ", "\u00a0", "\u200b\u200d\u2067\ufe0f", "\n\t"} {
		l := Shape(s, Style{Size: 20})
		assert.Zero(t, l.Missing, "%q", s)
		_, _, _, _, ok := l.Bounds()
		assert.False(t, ok, "%q", s)
		c := raster.New(20, 20)
		l.Draw(c, 5, 15, dark, paper, 3)
		assert.Equal(t, make([]byte, len(c.Pix)), c.Pix)
	}
	assert.InDelta(t, 20*1.069, Shape("", Style{Size: 20}).Ascent, 0.001)
	assert.InDelta(t, 20*0.293, Shape("", Style{Size: 20}).Descent, 0.001)
}

// at is the glyphs from left to right.
func at(s string) []glyph { return Shape(s, Style{Size: 100}).glyphs }

func TestArabicRunsFromTheRightAndJoins(t *testing.T) {
	word, alone := at("سلم"), at("س")
	require.Len(t, word, 3)
	seen, join := word[2], at("سـ") // with a stroke to join to
	assert.Equal(t, join[len(join)-1].id, seen.id, "the first letter stands at the right, in its initial form")
	assert.NotEqual(t, alone[0].id, seen.id)
	lam, alef := at("ل"), at("ا")
	for _, g := range at("لا") {
		assert.NotContains(t, []any{lam[0].id, alef[0].id}, g.id, "lam and alef join to a form of their own")
	}

	mixed := at("ab سلم 12")
	latin := at("ab")
	assert.Equal(t, latin[0].id, mixed[0].id, "a line that begins in Latin runs from the left")
	turned := at("سلم ab")
	assert.Equal(t, latin[0].id, turned[0].id, "and one that begins in Arabic from the right")
	assert.Equal(t, word[2].id, turned[len(turned)-1].id)
	for i := 1; i < len(mixed); i++ {
		assert.Greater(t, mixed[i].x, mixed[i-1].x)
	}
	parens := at("سلم (ab)")
	assert.Equal(t, at("(")[0].id, parens[0].id, "brackets are mirrored")
}

func TestVisualOrder(t *testing.T) {
	for _, c := range []struct{ levels, want []int }{
		{[]int{0, 0}, []int{0, 1}},
		{[]int{0, 1, 0}, []int{0, 1, 2}},
		{[]int{1, 2, 1}, []int{2, 1, 0}},
		{[]int{0, 1, 2, 1, 0}, []int{0, 3, 2, 1, 4}},
		{[]int{2, 1, 2, 2}, []int{2, 3, 1, 0}},
		{[]int{0, 1, 1, 0, 1, 1}, []int{0, 2, 1, 3, 5, 4}},
	} {
		runs := make([]run, len(c.levels))
		for i, level := range c.levels {
			runs[i] = run{start: i, level: int8(level)}
		}
		visual(runs)
		got := make([]int, len(runs))
		for i, r := range runs {
			got[i] = r.start
		}
		assert.Equal(t, c.want, got, "%v", c.levels)
	}
}

func TestSpacing(t *testing.T) {
	plain, spaced := Style{Size: 20}, Style{Size: 20, Spacing: 3}
	assert.InDelta(t, Shape("KOREA", plain).Width+4*3, Shape("KOREA", spaced).Width, 0.01, "between letters, not after the last")
	assert.InDelta(t, Shape("e\u0301a", plain).Width+3, Shape("e\u0301a", spaced).Width, 0.01, "a mark stays with its letter")
	assert.InDelta(t, Shape("سلم", plain).Width, Shape("سلم", spaced).Width, 0.01, "joined letters stay joined")
	assert.InDelta(t, Shape("K", plain).Width, Shape("K", spaced).Width, 0.001)
	assert.InDelta(t, Shape("서울", plain).Width+3, Shape("서울", spaced).Width, 0.01)
}

// A decomposed name looks as the composed one does.
func TestComposition(t *testing.T) {
	for composed, decomposed := range map[string]string{
		"\u00e9": "e\u0301", "Й": "И\u0306", "ї": "і\u0308", "\uac01": "\u1100\u1161\u11a8", "평": "\u1111\u1167\u11bc",
	} {
		a, b := at(composed), at(decomposed)
		require.Len(t, b, 1, composed)
		assert.Equal(t, a[0], b[0], composed)
	}
}

func TestSizesGrowInProportion(t *testing.T) {
	small, large := Shape("Владивосток AVATAR", Style{Size: 7.25}), Shape("Владивосток AVATAR", Style{Size: 29})
	assert.InDelta(t, small.Width*4, large.Width, 0.001)
	assert.InDelta(t, small.Ascent*4, large.Ascent, 0.001)
}

// Styles of any numbers make lines of finite ones.
func TestOddStyles(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for _, size := range []float32{nan, inf, -inf, 0, -3, 1e30} {
		for _, spacing := range []float32{nan, inf, -inf, 1e30, -1e30} {
			l := Shape("odd", Style{Size: size, Spacing: spacing, Lang: strings.Repeat("x", 1000)})
			assert.Less(t, math.Abs(float64(l.Width)), 1e5, "%v %v", size, spacing)
			c := raster.New(4, 4)
			l.Draw(c, nan, inf, dark, paper, nan)
			l.Draw(c, 1, 1, dark, paper, inf)
		}
	}
	assert.Same(t, Shape("odd", Style{Size: nan}), Shape("odd", Style{Size: nan}), "kept once")
}

func TestHostileTexts(t *testing.T) {
	for name, s := range map[string]string{
		"letters":   strings.Repeat("a", 1<<20),
		"bytes":     strings.Repeat("\xff", 1<<20),
		"nothing":   strings.Repeat("\x00", 1<<20),
		"marks":     "a" + strings.Repeat("\u0301", 1<<19),
		"arabic":    strings.Repeat("لا", 1<<18),
		"embedding": strings.Repeat("\u202e\u2067", 1<<18) + "سa",
		"isolates":  strings.Repeat("\u2068س", 1<<18),
		"brackets":  strings.Repeat("([س", 1<<18),
		"joiners":   strings.Repeat("\u200d", 1<<19),
		"hangul":    strings.Repeat("\u1100\u1161\u11a8", 1<<17),
		"turns":     strings.Repeat("aس", 1<<18),
	} {
		l := Shape(s, Style{Size: 12})
		assert.LessOrEqual(t, len(l.glyphs), MaxRunes+1, name)
		assert.False(t, math.IsNaN(float64(l.Width)) || math.IsInf(float64(l.Width), 0), name)
		assert.Less(t, l.Width, float32(12*2*MaxRunes), name)
		c := raster.New(64, 64)
		l.Draw(c, 2, 40, dark, paper, 3)
		assert.LessOrEqual(t, len(Wrap(s, Style{Size: 12}, 100, 5)), 5, name)
	}
	piled := Shape("a"+strings.Repeat("\u0301", 1000), Style{Size: 10})
	_, y0, _, _, _ := piled.Bounds()
	assert.Greater(t, y0, float32(-45), "marks do not pile up over the map")
}

// What is kept is bounded, whoever asks for what.
func TestCachesAreBounded(t *testing.T) {
	for i := range 3000 {
		Shape(strings.Repeat("x", 400)+string(rune(0xac00+i)), Style{Size: 10, Lang: string(rune('a'+i%26)) + string(rune('a'+i/26%26))})
	}
	assert.LessOrEqual(t, lines.weight, lines.half)
	for _, f := range fontsOfFiles {
		assert.LessOrEqual(t, len(f.plans), mostPlans)
	}
	c := newCache[int, int](100)
	for i := range 1000 {
		c.put(i, i, 10)
		assert.LessOrEqual(t, len(c.young)+len(c.old), 10)
		v, ok := c.get(0)
		assert.True(t, ok, "what is asked for stays")
		assert.Zero(t, v)
	}
	c.put(-1, -1, 51)
	_, ok := c.get(-1)
	assert.False(t, ok, "what is too heavy is not kept")
	assert.Equal(t, 999, c.put(999, 5, 10), "the first one stays")
}

func TestConcurrentUse(t *testing.T) {
	var want [4][]byte
	paint := func(i int) []byte {
		c := raster.New(200, 120)
		for j, s := range []string{"Київ 서울", "القاهرة Kyiv", "Sea of 동해"} {
			runes, _ := clean(s)
			shape(runes, weights[i]).Draw(c, 4, float32(30+30*j), dark, paper, 3)
			Shape(s, weights[i]).Draw(c, 90, float32(30+30*j), dark, paper, 2)
		}
		Wrap("조선 Korea كوريا", weights[i], 60, 2)[0].Draw(c, 4, 115, dark, paper, 3)
		return c.Pix
	}
	for i := range want {
		want[i] = paint(i)
	}
	var group sync.WaitGroup
	for n := range 16 {
		group.Go(func() {
			for k := range 10 {
				assert.Equal(t, want[(n+k)%4], paint((n+k)%4))
			}
		})
	}
	group.Wait()
}

func TestUpper(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "Kyiv, Straße, ﬁ", "KYIV, STRASSE, FI"},
		{"uk", "Слов\u02bcянськ, Київ", "СЛОВ\u02bcЯНСЬК, КИЇВ"},
		{"tr", "Diyarbakır, Iğdır, İzmir", "DİYARBAKIR, IĞDIR, İZMİR"},
		{"tr-TR", "i", "İ"},
		{"az", "Bakı i", "BAKI İ"},
		{"el", "Αθήνα, Ηράκλειο", "ΑΘΗΝΑ, ΗΡΑΚΛΕΙΟ"},
		{"ko", "서울 seoul", "서울 SEOUL"},
		{"ar", "القاهرة", "القاهرة"},
		{"", "é\xff", "É\ufffd"},
		{"no such tag", "a", "A"},
	} {
		assert.Equal(t, c.want, Upper(c.text, c.lang), c.lang)
	}
}
