package data_test

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A label is a name on the map, once for each zoom.
type label struct {
	zoom  uint8
	id    uint64
	at    [2]float64 // units of 4096 to a tile, from the world's north-western corner
	props map[string]any
}

func (l label) name(lang string) string {
	s, _ := l.props["name_"+lang].(string)
	return s
}

func (l label) rank() float64 { return l.props["rank"].(float64) }

// labels are those of a layer at a zoom, the most important first. Tiles share
// what lies in their buffers; here each label counts in the tile that it lies in.
func labels(t *testing.T, layer string, z uint8) []label {
	t.Helper()
	key := fmt.Sprint(layer, z)
	if all, ok := labelled[key]; ok {
		return slices.Clone(all)
	}
	var all []label
	for a, layers := range allTiles(t) {
		if a.Z != z {
			continue
		}
		for _, f := range layers[layer] {
			require.Len(t, f.parts, 1)
			for _, c := range f.parts[0] {
				if c[0] >= 0 && c[0] < 4096 && c[1] >= 0 && c[1] < 4096 {
					at := [2]float64{float64(a.X)*4096 + float64(c[0]), float64(a.Y)*4096 + float64(c[1])}
					all = append(all, label{z, f.id, at, f.props})
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b label) int { return cmp.Compare(a.rank(), b.rank()) })
	labelled[key] = slices.Clone(all)
	return all
}

var labelled = map[string][]label{} // by layer and zoom; the tests run one after another

// called are the places with a name, at the deepest zoom.
func called(t *testing.T, lang, name string) []label {
	t.Helper()
	return slices.DeleteFunc(labels(t, "place", deepest), func(l label) bool { return l.name(lang) != name })
}

// near tells whether a label lies within some kilometres of a place.
func near(l label, p point, kilometres float64) bool {
	at := pixels(p, l.zoom)
	unit := 40075 * math.Cos(p[1]*math.Pi/180) / (4096 * math.Exp2(float64(l.zoom)))
	return math.Hypot(l.at[0]-at[0], l.at[1]-at[1])*unit < kilometres
}

func TestPlacesOfTheDefaultMap(t *testing.T) {
	for _, c := range []struct {
		at             point
		en, uk, ru, ko string
		zoom           uint8 // from which it is shown
	}{
		{vladivostok, "Vladivostok", "Владивосток", "Владивосток", "블라디보스토크", 5},
		{ussuriysk, "Ussuriysk", "Уссурійськ", "Уссурийск", "우수리스크", 6},
		{khabarovsk, "Khabarovsk", "Хабаровськ", "Хабаровск", "하바롭스크", 5},
		{donetsk, "Donetsk", "Донецьк", "Донецк", "도네츠크", 5},
		{pyongyang, "Pyongyang", "Пхеньян", "Пхеньян", "평양", 4},
		{seoul, "Seoul", "Сеул", "Сеул", "서울", 4},
		{moscow, "Moscow", "Москва", "Москва", "모스크바", 4},
		{point{4.35, 50.85}, "Brussels", "Брюсель", "Брюссель", "브뤼셀", 4},
	} {
		for z := uint8(4); z <= deepest; z++ {
			found := slices.DeleteFunc(labels(t, "place", z), func(l label) bool { return l.name("en") != c.en || !near(l, c.at, 12) })
			if z < c.zoom {
				assert.Empty(t, found, "%s at zoom %d", c.en, z)
				continue
			}
			if assert.Len(t, found, 1, "%s at zoom %d", c.en, z) {
				l := found[0]
				assert.Equal(t, []string{c.uk, c.ru, c.ko}, []string{l.name("uk"), l.name("ru"), l.name("ko")}, c.en)
			}
		}
	}
}

func TestNameTraps(t *testing.T) {
	// Two Donetsks, in Ukraine and in Russia.
	two := called(t, "en", "Donetsk")
	require.Len(t, two, 2)
	assert.True(t, near(two[0], donetsk, 10), "the larger first")
	assert.True(t, near(two[1], point{39.96, 48.34}, 5))
	// Five Moscows: four are in the United States, and one of those is large enough.
	moscows := called(t, "en", "Moscow")
	require.Len(t, moscows, 2)
	assert.True(t, near(moscows[0], moscow, 10))
	assert.Equal(t, true, moscows[0].props["capital"])
	assert.True(t, near(moscows[1], point{-117, 46.73}, 5))
	assert.NotContains(t, moscows[1].props, "capital")
	for _, lang := range []string{"uk", "ru"} {
		assert.Len(t, called(t, lang, "Москва"), 1, "no other place takes the capital's name in %s", lang)
	}
	// GeoNames gives Tumen in China the Russian name of Tyumen.
	tyumen := called(t, "ru", "Тюмень")
	require.Len(t, tyumen, 1)
	assert.True(t, near(tyumen[0], point{65.53, 57.15}, 5))

	for en, want := range map[string][3]string{
		"Kyiv": {"Київ", "Киев", "키이우"}, "Odesa": {"Одеса", "Одесса", "오데사"}, "Kharkiv": {"Харків", "Харьков", "하르키우"},
		"Lviv": {"Львів", "Львов", "리비우"}, "Mykolaiv": {"Миколаїв", "Николаев", ""}, "Zaporizhzhia": {"Запоріжжя", "Запорожье", ""},
		"Kryvyi Rih": {"Кривий Ріг", "Кривой Рог", ""}, "Bakhmut": {"Бахмут", "Бахмут", "바흐무트"}, "Rivne": {"Рівне", "Ровно", "리우네"},
		"Sloviansk": {"Слов\u02bcянськ", "Славянск", ""}, "Kamianets-Podilskyi": {"Кам\u02bcянець-Подільський", "Каменец-Подольский", ""},
		"Pokrovsk": {"Покровськ", "Покровск", ""}, "Astana": {"Астана", "Астана", "아스타나"}, "Tyumen": {"Тюмень", "Тюмень", "튜멘"},
		"Busan": {"Пусан", "Пусан", "부산"}, "Suwon": {"Сувон", "Сувон", "수원"}, "Hamhung": {"", "", "함흥"}, "New York": {"Нью-Йорк", "Нью-Йорк", "뉴욕"},
		"Tianjin": {"Тяньцзінь", "Тяньцзинь", "톈진"}, "Osaka": {"Осака", "Осака", "오사카"}, "Washington": {"Вашингтон", "Вашингтон", "워싱턴"},
	} {
		found := called(t, "en", en)
		if !assert.NotEmpty(t, found, en) {
			continue
		}
		for i, lang := range []string{"uk", "ru", "ko"} {
			if want[i] != "" {
				assert.Equal(t, want[i], found[0].name(lang), "%s in %s", en, lang)
			}
		}
	}
	for _, old := range []string{"Kiev", "Odessa", "Kharkov", "Lvov", "Nikolaev", "Dnepropetrovsk", "Artemivsk", "Nur-Sultan", "Krasnoarmiisk", "Kimhae", "Hannover"} {
		for _, l := range called(t, "en", old) {
			assert.Equal(t, "Odessa", old)
			assert.True(t, near(l, point{-102.4, 31.8}, 40), "the one in Texas")
		}
	}
	// Wards and numbers of people that belong to something else.
	for _, none := range []string{"Khabarovsk Vtoroy", "New South Memphis", "Nowrangapur", "Pasragad Branch", "Camayenne", "Budta", "Kleinzschocher", "Hyesan-dong"} {
		assert.Empty(t, called(t, "en", none))
	}
}

var scripts = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`^[\p{Latin}\p{P}\p{N}\s\x{02bb}]+$`), "uk": regexp.MustCompile(`^[\p{Cyrillic}\p{P}\p{N}\s\x{02bc}]+$`),
	"ru": regexp.MustCompile(`^[\p{Cyrillic}\p{P}\p{N}\s]+$`), "ko": regexp.MustCompile(`^[\p{Hangul}\p{P}\p{N}\s]+$`), "ar": regexp.MustCompile(`^[\p{Arabic}\p{M}\p{P}\p{N}\s]+$`),
}

// Every name is in the letters of its language.
func TestNamesAreInTheirScript(t *testing.T) {
	for _, layer := range []string{"country", "sea", "place"} {
		for _, l := range labels(t, layer, deepest) {
			for lang, script := range scripts {
				if name := l.name(lang); name != "" {
					assert.Regexp(t, script, name, "%s: %v", layer, l.props)
				}
			}
			assert.False(t, strings.ContainsAny(l.name("uk"), "'’‘`"), "the apostrophe of Ukrainian is U+02BC: %s", l.name("uk"))
			assert.False(t, strings.ContainsAny(l.name("ru"), "іїєґІЇЄҐ"), "%s has Ukrainian letters", l.name("ru"))
			assert.False(t, strings.ContainsAny(l.name("uk"), "ыэёъЫЭЁЪ"), "%s has Russian letters", l.name("uk"))
			assert.NotRegexp(t, `(특별시|직할시|광역시| [시군구현])$`, l.name("ko"))
		}
	}
}

// Countries and capitals have a name in every language of the page.
func TestNamesAreComplete(t *testing.T) {
	complete := func(l label) {
		for _, lang := range []string{"en", "uk", "ru", "ko"} {
			assert.NotEmpty(t, l.name(lang), "%s: %v", lang, l.props)
		}
	}
	for _, l := range labels(t, "country", deepest) {
		complete(l)
	}
	for _, l := range labels(t, "place", 4) {
		require.Equal(t, true, l.props["capital"], "zoom 4 has capitals only")
		complete(l)
	}
	for _, l := range labels(t, "sea", 5) {
		complete(l)
	}
}

func TestPlacesByZoom(t *testing.T) {
	people := map[uint8]float64{4: math.Inf(1), 5: 500_000, 6: 100_000, 7: 20_000}
	for z := range uint8(deepest + 1) {
		all := labels(t, "place", z)
		if z < 4 {
			assert.Empty(t, all, "zoom %d", z)
			continue
		}
		for i, l := range all {
			if l.props["capital"] != true {
				assert.GreaterOrEqual(t, l.props["pop"], people[z], "zoom %d: %v", z, l.props)
			}
			assert.NotZero(t, l.id)
			if i == 0 {
				continue
			}
			before := all[i-1]
			require.Less(t, before.rank(), l.rank(), "a rank is given once")
			key := func(l label) [2]float64 {
				if l.props["capital"] == true {
					return [2]float64{0, -l.props["pop"].(float64)}
				}
				return [2]float64{1, -l.props["pop"].(float64)}
			}
			a, b := key(before), key(l)
			require.LessOrEqual(t, slices.Compare(a[:], b[:]), 0, "capitals first, then by people: %v, %v", before.props, l.props)
			if a == b {
				require.Less(t, before.id, l.id)
			}
		}
	}
	// A place keeps its rank from zoom to zoom.
	rank := map[uint64]float64{}
	for z := uint8(4); z <= deepest; z++ {
		for _, l := range labels(t, "place", z) {
			if had, ok := rank[l.id]; ok {
				require.Equal(t, had, l.rank(), "%v", l.props)
			}
			rank[l.id] = l.rank()
		}
	}
}

// Not of all it is agreed that they are states: none of their towns is a capital.
func TestCapitals(t *testing.T) {
	for _, name := range []string{"Taipei", "Pristina", "El Aaiún", "Sukhumi", "Tiraspol", "Tskhinvali", "Hargeisa", "Hargeysa", "Simferopol", "Hong Kong"} {
		for _, l := range called(t, "en", name) {
			assert.NotContains(t, l.props, "capital", name)
		}
	}
	capitals := slices.DeleteFunc(labels(t, "place", deepest), func(l label) bool { return l.props["capital"] != true })
	assert.InDelta(t, 193, len(capitals), 3, "about as many as the United Nations have members")
}

func TestCountryLabels(t *testing.T) {
	tiles := allTiles(t)
	nobody := map[string][4]float64{ // no country's name stands where it is disputed whose the land is
		"Crimea": {32.3, 44.2, 36.75, 46.2}, "Kashmir": {72.5, 32.5, 80.3, 37}, "Arunachal Pradesh": {91.6, 26.9, 97.4, 29.4},
	}
	count := map[string]map[uint8]int{}
	for z := range uint8(deepest + 1) {
		seen := map[string][]label{}
		for i, l := range labels(t, "country", z) {
			id := l.props["id"].(string)
			require.Equal(t, float64(i+1), l.rank(), "zoom %d: ranks run from 1", z)
			from := float64(z) // which it is wanted from
			if given, ok := l.props["from"]; ok {
				from = given.(float64)
				require.Equal(t, float64(z)+0.5, from, "half a zoom further in")
			}
			for _, other := range seen[id] {
				require.GreaterOrEqual(t, math.Hypot(l.at[0]-other.at[0], l.at[1]-other.at[1])/16*math.Exp2(from-float64(z)), 400.0, "%s at zoom %g, in css pixels", id, from)
			}
			if len(seen[id]) > 0 { // further names are well inside
				for _, d := range [][2]float64{{0, 0}, {-36, 0}, {36, 0}, {0, -12}, {0, 12}} {
					a, p := addressOf([2]float64{l.at[0] + 16*d[0], l.at[1] + 16*d[1]}, z)
					require.True(t, within(tiles[a]["land"], p), "%s at zoom %d: %v", id, z, l.at)
				}
			}
			seen[id] = append(seen[id], l)
			for name, b := range nobody {
				nw, se := pixels(point{b[0], b[3]}, z), pixels(point{b[2], b[1]}, z)
				require.False(t, l.at[0] > nw[0] && l.at[0] < se[0] && l.at[1] > nw[1] && l.at[1] < se[1], "%s stands in %s", id, name)
			}
		}
		for id, list := range seen {
			if count[id] == nil {
				count[id] = map[uint8]int{}
			}
			count[id][z] = len(list)
		}
	}
	for _, id := range []string{"RU", "US", "CN", "CA"} {
		assert.Positive(t, count[id][2], id)
		assert.Greater(t, count[id][5], 1, "%s is large", id)
		assert.Greater(t, count[id][7], 20, "%s is large", id)
	}
	assert.Equal(t, 1, count["UA"][4])
	for _, id := range []string{"UA", "KP", "KR", "JP", "BE", "TW", "PS", "XK", "EH", "VA", "MC", "TV"} {
		assert.Positive(t, count[id][7], id)
	}
	for _, l := range labels(t, "country", deepest) {
		if l.props["id"] == "UA" {
			assert.Equal(t, []string{"Ukraine", "Україна", "Украина", "우크라이나"}, []string{l.name("en"), l.name("uk"), l.name("ru"), l.name("ko")})
		}
		assert.False(t, l.props["id"] == "FR" && l.at[0] < pixels(point{-20, 0}, deepest)[0], "French Guiana has a name of its own")
	}
}

func TestSeaLabels(t *testing.T) {
	from := map[string]uint8{}
	ranks := map[string]float64{}
	for z := range uint8(deepest + 1) {
		last := 0.0
		for _, l := range labels(t, "sea", z) {
			if l.rank() != last {
				last++
			}
			require.Equal(t, last, l.rank(), "zoom %d: ranks run from 1", z)
			if had, ok := ranks[l.name("en")]; ok {
				require.Equal(t, had, l.rank(), "%s: all places of a water have its rank", l.name("en"))
			}
			ranks[l.name("en")] = l.rank()
			if _, ok := from[l.name("en")]; !ok {
				from[l.name("en")] = z
			}
			a, p := addressOf(l.at, z)
			if z >= 3 {
				assert.False(t, within(allTiles(t)[a]["land"], p), "%s at zoom %d", l.name("en"), z)
			}
		}
	}
	for name, z := range map[string]uint8{"Pacific Ocean": 0, "Atlantic Ocean": 0, "Mediterranean Sea": 3, "Sea of Japan\n(East Sea)": 4, "Black Sea": 4,
		"Persian Gulf\n(Arabian Gulf)": 4, "Sea of Azov": 5, "Korea Strait": 6, "Peter the Great Gulf": 7} {
		got, ok := from[name]
		assert.True(t, ok, name)
		assert.Equal(t, z, got, name)
	}
	for _, l := range labels(t, "sea", deepest) {
		if l.name("en") == "Sea of Japan\n(East Sea)" {
			assert.Equal(t, "동해\n(일본해)", l.name("ko"), "the more usual name of the language first")
		}
	}
}
