package paint

import (
	"strings"
	"testing"

	"dateline/geo/encode"
	"dateline/geo/tile"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNamesInTheBestLanguage(t *testing.T) {
	var made madeTile
	l := made.layer("place")
	l.add(1, map[string]any{"name_en": "Kyiv", "name_uk": "Київ", "name_ru": "Киев", "name": "local"}, [2]int{1, 1})
	l.add(1, map[string]any{"name_ko": "서울", "name_ar": ""}, [2]int{2, 2})
	l.add(1, map[string]any{"name_en": strings.Repeat("n", 300), "title": "none"}, [2]int{3, 3})
	l.add(1, map[string]any{"name": "own", "name_zh-Hant": "臺"}, [2]int{4, 4})
	var d encode.Decoded
	require.NoError(t, encode.DecodeMVT(&d, made.bytes(), nil))
	for lang, want := range map[string][4]string{
		"":           {"Kyiv", "서울", "", "own"},
		"en":         {"Kyiv", "서울", "", "own"},
		"uk":         {"Київ", "서울", "", "own"},
		"uk-UA":      {"Київ", "서울", "", "own"},
		"UK":         {"Київ", "서울", "", "own"},
		"ru-Cyrl-RU": {"Киев", "서울", "", "own"},
		"ar":         {"Kyiv", "서울", "", "own"},
		"zh-Hant-TW": {"Kyiv", "서울", "", "臺"},
		"---":        {"Kyiv", "서울", "", "own"},
	} {
		keys := newNameKeys(lang)
		for i := range want {
			assert.Equal(t, want[i], keys.of(&d.Layers[0], &d.Layers[0].Features[i]), "%s, %d", lang, i)
		}
	}
}

func TestLabelsOfTheMarginAreTheNeighbours(t *testing.T) {
	var made madeTile
	l := made.layer("place")
	for _, at := range [][2]int{{-1, 5}, {5, -1}, {4096, 5}, {5, 4096}, {0, 0}, {4095, 4095}} {
		l.add(1, map[string]any{"name_en": "A"}, at)
	}
	l.add(2, map[string]any{"name_en": "no point"}, [2]int{0, 0}, [2]int{5, 5})
	l.add(1, map[string]any{"rank": 1}, [2]int{0, 0})
	l.add(1, map[string]any{"name_en": "from further in", "from": 6}, [2]int{9, 9})
	var d encode.Decoded
	require.NoError(t, encode.DecodeMVT(&d, made.bytes(), nil))
	list := readLabels(nil, &d.Layers[0], tile.Address{Z: 1, X: 1, Y: 0}, 5, newNameKeys("en"), nil)
	require.Len(t, list, 2)
	assert.Equal(t, [2]float64{0.5, 0}, [2]float64{list[0].wx, list[0].wy})
	assert.Equal(t, [2]float64{0.5 + 4095.0/8192, 4095.0 / 8192}, [2]float64{list[1].wx, list[1].wy})
	assert.Negative(t, list[0].before(list[1]))
	list = readLabels(nil, &d.Layers[0], tile.Address{Z: 1, X: 1, Y: 0}, 6, newNameKeys("en"), nil)
	assert.Len(t, list, 3)
}

func TestBreakLines(t *testing.T) {
	measure := func(s string) float64 { return 10 * float64(len(s)) }
	for _, c := range []struct {
		name  string
		limit float64
		want  []string
	}{
		{"Sea of Japan\n(East Sea)", 200, []string{"Sea of Japan", "(East Sea)"}},
		{"UNITED STATES", 130, []string{"UNITED STATES"}},
		{"UNITED STATES", 120, []string{"UNITED", "STATES"}},
		{"UNITED STATES", 0, []string{"UNITED STATES"}},
		{"CENTRAL AFRICAN REPUBLIC", 130, []string{"CENTRAL", "AFRICAN", "REPUBLIC"}},
		{"LIECHTENSTEIN", 50, []string{"LIECHTENSTEIN"}},
		{"\n a \n\n b", 100, []string{"a", "b"}},
		{"a b c d e f g h", 10, []string{"a", "b", "c", "d"}},
	} {
		assert.Equal(t, c.want, breakLines(c.name, c.limit, measure), c.name)
	}
}

// The second name of a large country, whose own rank is low, is set as large as
// its first.
func TestSizeOfSecondNames(t *testing.T) {
	m := newBasemap(t)
	o, err := TileOptions{Size: 512}.Checked()
	require.NoError(t, err)
	sizes := map[string][]float64{}
	for _, a := range []tile.Address{{Z: 4, X: 13, Y: 5}, {Z: 4, X: 13, Y: 6}, {Z: 4, X: 14, Y: 5}, {Z: 4, X: 11, Y: 4}} {
		placed, err := m.places.within(t.Context(), tileWindow(a, o), o)
		require.NoError(t, err)
		for _, l := range placed {
			if l.class == countryLabel {
				sizes[l.of] = append(sizes[l.of], l.style.size)
			}
		}
	}
	require.NotEmpty(t, sizes["RU"])
	require.NotEmpty(t, sizes["CN"])
	require.NotEmpty(t, sizes["KP"])
	for _, of := range []string{"RU", "CN"} {
		for _, size := range sizes[of] {
			assert.EqualValues(t, 14, size, of)
		}
	}
	assert.EqualValues(t, 12, sizes["KP"][0])
}
