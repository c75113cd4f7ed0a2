package report

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/geo/words"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestWhoSaysInEveryLanguage(t *testing.T) {
	for _, c := range []struct {
		sources string
		want    map[string]string
	}{
		{nisPhoto + "," + kremlin + "," + rutte, map[string]string{
			"uk": "**Заявляє**: NIS (показано: photos); **заперечує**: the Kremlin. **Не бачить доказів** (they fight): NATO’s head.",
			"ru": "**Заявляет**: NIS (показано: photos); **отрицает**: the Kremlin. **Не видит доказательств** (they fight): NATO’s head.",
			"ko": "**주장**: NIS(제시: photos); **부인**: the Kremlin. **증거 없음**(they fight): NATO’s head.",
			"ar": "**إعلان** من: NIS (مع: photos)؛ **نفي** من: the Kremlin. **لا دليل** (they fight)، بحسب: NATO’s head.",
		}},
		{media + "," + viaMedia, map[string]string{ // a plural name takes the plural verb
			"uk": "**Заявляють**: South Korean media (джерело: NIS).",
			"ru": "**Заявляют**: South Korean media (источник: NIS).",
			"ko": "**주장**: South Korean media(출처: NIS).",
			"ar": "**إعلان** من: South Korean media (نقلاً عن: NIS).",
		}},
		{`{"name": {"uk": "українські ЗМІ", "ru": "украинские СМИ", "ko": "우크라이나 언론", "ar": "وسائل الإعلام الأوكرانية"}, "stance": "suspects"}`, map[string]string{
			"uk": "**Підозрюють**: українські ЗМІ.", "ru": "**Подозревают**: украинские СМИ.", "ko": "**의심**: 우크라이나 언론.", "ar": "**اشتباه** من: وسائل الإعلام الأوكرانية.",
		}},
		{`{"name": "A", "stance": "claims"},{"name": "B", "stance": "claims"},{"name": "C", "stance": "claims"},{"name": "D", "stance": "declines_comment"}`, map[string]string{
			"uk": "**Заявляють**: A, B і C. **Не коментує**: D.",
			"ru": "**Заявляют**: A, B и C. **Не комментирует**: D.",
			"ko": "**주장**: A, B 및 C. **논평 거부**: D.",
			"ar": "**إعلان** من: A، B وC. **امتناع عن التعليق** من: D.",
		}},
		{`{"name": "A", "stance": "no_evidence"},{"name": "B", "stance": "no_evidence", "about": ["counts", "who"]},{"name": "C", "stance": "retracts"}`, map[string]string{
			"uk": "**Не бачить доказів**: A. **Не бачить доказів** (щодо кількості або щодо учасників): B. **Відкликає**: C.",
			"ru": "**Не видит доказательств**: A. **Не видит доказательств** (о количестве или об участниках): B. **Отзывает**: C.",
			"ko": "**증거 없음**: A. **증거 없음**(수 또는 관련자): B. **철회**: C.",
			"ar": "**لا دليل** على ذلك، بحسب: A. **لا دليل** (العدد أو الأطراف)، بحسب: B. **تراجع** من: C.",
		}},
		{`{"stance": "reports"}`, map[string]string{
			"uk": "**Повідомляє**: неназване джерело.", "ru": "**Сообщает**: неназванный источник.", "ko": "**전달**: 이름이 밝혀지지 않은 출처.", "ar": "**إفادة** من: مصدر لم يُسمَّ.",
		}},
	} {
		r := read(t, `{"kind": "event", "sources": [`+c.sources+`]}`)
		for lang, want := range c.want {
			assert.Equal(t, want, marked(r.WhoSays(lang)), lang)
		}
		assert.Len(t, c.want, 4)
	}
}

func TestSaidAndNameInEveryLanguage(t *testing.T) {
	said := read(t, `{"kind": "event", "sources": [`+media+","+viaMedia+","+kremlin+`]}`)
	name := read(t, `{"kind": "movement", "status": "denied", "when": "/2024-10-18", "move": {"from": {"name": "North Korea"}, "to": {"name": "Russia"}, "mode": "sea"},
		"counts": [{"of": "soldiers", "min": 12000, "approx": true}], "sources": [`+nis+","+kremlin+`]}`)
	statement := read(t, `{"kind": "statement", "sources": [`+kremlin+`]}`)
	for lang, want := range map[string][4]string{
		"en": {"Claimed by South Korean media citing NIS, denied by the Kremlin",
			"Claimed, denied, not dated, before 18 Oct 2024, North Korea to Russia, at least about 12,000 soldiers, 2 sources", "Statement by the Kremlin, 1 source", "By sea to Russia"},
		"uk": {"Заявляють: South Korean media (джерело: NIS); заперечує: the Kremlin",
			"Заявлено, заперечується, без дати, до 18 жовт. 2024, North Korea → Russia, щонайменше приблизно 12\u00a0000 soldiers, 2 джерела", "Висловлювання: the Kremlin, 1 джерело", "Морем → Russia"},
		"ru": {"Заявляют: South Korean media (источник: NIS); отрицает: the Kremlin",
			"Заявлено, отрицается, без даты, до 18 окт. 2024, North Korea → Russia, не менее примерно 12\u00a0000 soldiers, 2 источника", "Высказывание: the Kremlin, 1 источник", "Морем → Russia"},
		"ko": {"주장: South Korean media(출처: NIS); 부인: the Kremlin",
			"주장, 부인, 날짜 미상, 2024년 10월 18일 이전, North Korea → Russia, soldiers 최소 약 12,000, 출처 2건", "발언: the Kremlin, 출처 1건", "해로 → Russia"},
		"ar": {"إعلان من: South Korean media (نقلاً عن: NIS)؛ نفي من: the Kremlin",
			"معلن، منفي، بلا تاريخ، قبل 18 أكتوبر 2024، من North Korea إلى Russia، ما لا يقل عن نحو 12,000 soldiers، مصدران", "تصريح: the Kremlin، مصدر واحد", "بحراً إلى Russia"},
	} {
		assert.Equal(t, want[0], said.Said(lang))
		assert.Equal(t, want[1], name.Name(lang))
		assert.Equal(t, want[2], statement.Name(lang))
		assert.Equal(t, want[3], name.Move.Words(lang))
	}
}

func TestWhenWordsInEveryLanguage(t *testing.T) {
	for _, c := range []struct{ edtf, uk, ru, ko, ar string }{
		{"2024-10-08", "8 жовтня 2024", "8 октября 2024", "2024년 10월 8일", "8 أكتوبر 2024"},
		{"2024-10-08/2024-10-13", "8–13 жовтня 2024", "8–13 октября 2024", "2024년 10월 8~13일", "8–13 أكتوبر 2024"},
		{"2024-10-08/2024-11-03", "8 жовтня – 3 листопада 2024", "8 октября – 3 ноября 2024", "2024년 10월 8일~11월 3일", "8 أكتوبر – 3 نوفمبر 2024"},
		{"2024-12-31/2025-01-01", "31 грудня 2024 – 1 січня 2025", "31 декабря 2024 – 1 января 2025", "2024년 12월 31일~2025년 1월 1일", "31 ديسمبر 2024 – 1 يناير 2025"},
		{"2024-10-11~/2024-10-18~", "Приблизно 11–18 жовтня 2024", "Примерно 11–18 октября 2024", "2024년 10월 11~18일경", "نحو 11–18 أكتوبر 2024"},
		{"2024-10-11~/2024-10-18", "Від приблизно 11 жовтня до 18 жовтня 2024", "С примерно 11 октября до 18 октября 2024", "2024년 10월 11일경부터 10월 18일까지", "من نحو 11 أكتوبر إلى 18 أكتوبر 2024"},
		{"2024-10-08?", "Можливо, 8 жовтня 2024", "Возможно, 8 октября 2024", "2024년 10월 8일(불확실)", "ربما 8 أكتوبر 2024"},
		{"2024-06", "Червень 2024", "Июнь 2024", "2024년 6월", "يونيو 2024"},
		{"2024-06/2024-07", "Червень–липень 2024", "Июнь–июль 2024", "2024년 6월~7월", "يونيو–يوليو 2024"},
		{"2024-06/..", "Починаючи з червня 2024", "Начиная с июня 2024", "2024년 6월부터", "منذ يونيو 2024"},
		{"/2024-10-18", "Без дати, до 18 жовтня 2024", "Без даты, до 18 октября 2024", "날짜 미상, 2024년 10월 18일 이전", "بلا تاريخ، قبل 18 أكتوبر 2024"},
		{"../2024-06?", "До червня 2024 (можливо) включно", "До июня 2024 (возможно) включительно", "2024년 6월(불확실)까지", "حتى ربما يونيو 2024"},
		{"2024-10-08~/", "Від приблизно 8 жовтня 2024, кінець невідомий", "С примерно 8 октября 2024, конец неизвестен", "2024년 10월 8일경부터, 종료 시점 미상", "من نحو 8 أكتوبر 2024، والنهاية غير معروفة"},
		{"2024", "2024", "2024", "2024년", "2024"},
		{"1964/2008", "1964–2008", "1964–2008", "1964~2008년", "1964–2008"},
		{"../2024", "До 2024 року включно", "До 2024 года включительно", "2024년까지", "حتى 2024"},
		{"201X", "Між 2010 і 2019", "Между 2010 и 2019", "2010년~2019년 사이", "بين 2010 و2019"},
		{"201X~/2024", "Від орієнтовно одного з років 2010–2019 до 2024 року", "С ориентировочно одного из годов 2010–2019 до 2024 года", "대략 2010년~2019년 중 어느 해부터 2024년까지", "من تقريباً سنة ما بين 2010 و2019 إلى 2024"},
		{"2024-24", "Зима 2024", "Зима 2024", "2024년 겨울", "شتاء 2024"},
		{"2024-24/..", "Починаючи з зими 2024", "Начиная с зимы 2024", "2024년 겨울부터", "منذ شتاء 2024"},
		{"1985-XX-XX", "1985, місяць і день невідомі", "1985, месяц и день неизвестны", "1985년, 월일 미상", "1985، الشهر واليوم غير معروفين"},
		{"2024-10-08T10:00Z/2024-10-08T12:00Z", "8 жовтня 2024, 10:00–12:00 UTC", "8 октября 2024, 10:00–12:00 UTC", "2024년 10월 8일 10:00~12:00 UTC", "8 أكتوبر 2024، 10:00–12:00 UTC"},
		{"-0043-03-15", "15 березня 44 до н. е.", "15 марта 44 до н. э.", "기원전 44년 3월 15일", "15 مارس 44 ق.م"},
		{"Y170000002", "170\u00a0000\u00a0002 н. е.", "170\u00a0000\u00a0002 н. э.", "서기 170,000,002년", "170,000,002 م"},
	} {
		w := must(t, c.edtf)
		assert.Equal(t, c.uk, w.Words("uk", true), c.edtf)
		assert.Equal(t, c.ru, w.Words("ru", true), c.edtf)
		assert.Equal(t, c.ko, w.Words("ko", true), c.edtf)
		assert.Equal(t, c.ar, w.Words("ar", true), c.edtf)
	}
	short := must(t, "2024-10-08/2024-11-03")
	assert.Equal(t, "8 жовт. – 3 лист. 2024", short.Words("uk", false))
	assert.Equal(t, "8 окт. – 3 нояб. 2024", short.Words("ru", false))
}

// The scripts' tests hold the same dates against what Intl says.
func TestDatesForTheBrowser(t *testing.T) {
	all := map[string]map[string]string{}
	for _, l := range words.Languages() {
		all[l.Tag()] = map[string]string{}
		for _, edtf := range []string{"2024-01-01", "2024-03-31", "2024-05-09", "2024-10-08", "2024-10-08/2024-10-13", "2024-10-08/2024-11-03", "2024-12-31/2025-01-01", "2024-02", "2024-08", "2024-11"} {
			all[l.Tag()][edtf] = must(t, edtf).Words(l.Tag(), true)
		}
	}
	got, err := json.MarshalIndent(all, "", "\t")
	require.NoError(t, err)
	file := filepath.Join("testdata", "dates.json")
	if *update {
		require.NoError(t, os.WriteFile(file, append(got, '\n'), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err, "write it with go test ./geo/report -update")
	assert.Equal(t, string(want), string(got)+"\n")
}

func TestHeadlineInEveryLanguage(t *testing.T) {
	for _, c := range []struct {
		counts map[Status]int
		want   map[string]string
	}{
		{map[Status]int{Claimed: 4, Denied: 3}, map[string]string{
			"uk": "Жодне з 7 повідомлень не підкріплено й не підтверджено.", "ru": "Ни одно из 7 сообщений не подкреплено и не подтверждено.",
			"ko": "보도 7건 가운데 교차 확인되거나 확인된 것은 없습니다.", "ar": "لا خبر من أصل 7 أخبار مدعوم بمصادر أو مؤكد."}},
		{map[Status]int{Claimed: 21}, map[string]string{
			"uk": "Жодне з 21 повідомлення не підкріплено й не підтверджено.", "ru": "Ни одно из 21 сообщения не подкреплено и не подтверждено.",
			"ko": "보도 21건 가운데 교차 확인되거나 확인된 것은 없습니다.", "ar": "لا خبر من أصل 21 خبراً مدعوم بمصادر أو مؤكد."}},
		{map[Status]int{Claimed: 1}, map[string]string{
			"uk": "Єдине повідомлення не підкріплено і не підтверджено.", "ru": "Единственное сообщение не подкреплено и не подтверждено.",
			"ko": "유일한 보도는 교차 확인도 확인도 되지 않았습니다.", "ar": "الخبر الوحيد غير مدعوم بمصادر وغير مؤكد."}},
		{map[Status]int{Corroborated: 2, Confirmed: 1, Claimed: 4}, map[string]string{
			"uk": "Підкріплено повідомлень: 2 з 7, підтверджено: 1.", "ru": "Подкреплено сообщений: 2 из 7, подтверждено: 1.",
			"ko": "보도 7건 가운데 2건 교차 확인됨, 1건 확인됨.", "ar": "أخبار مدعومة بمصادر: 2 من 7، مؤكدة: 1."}},
		{map[Status]int{Confirmed: 3}, map[string]string{
			"uk": "Усі повідомлення (3) підтверджено.", "ru": "Все сообщения (3) подтверждены.", "ko": "보도 3건 모두 확인됨.", "ar": "كل الأخبار (3) مؤكدة."}},
	} {
		for lang, want := range c.want {
			assert.Equal(t, want, Headline(c.counts, lang))
		}
	}
}

func TestAttributed(t *testing.T) {
	said := []Run{{Text: "8 Oct"}}
	assert.Equal(t, "8 Oct, says NIS", words.Plain(Attributed("en", said, Run{Text: "NIS"})))
	assert.Equal(t, "8 Oct, say Ukrainian media", words.Plain(Attributed("en", said, Run{Text: "Ukrainian media"})))
	assert.Equal(t, []Run{{Text: "8 Oct (джерела: "}, {Text: "A", Lang: "en"}, {Text: " і B)"}}, Attributed("uk", said, Run{Text: "A", Lang: "en"}, Run{Text: "B"}))
	assert.Equal(t, "say", SayWord("en", "A", "B"))
}

// Whatever the data are, no language leaves a place for an argument open or says a key.
func TestNoMessageIsLeftOpen(t *testing.T) {
	r := read(t, `{"kind": "movement", "status": "denied", "when": "2024-10-08~/..", "move": {"from": {"name": "A, b"}, "to": {"name": "C"}},
		"counts": [{"max": 5}, {"of": "x"}, {"min": 1, "max": 2}], "sources": [`+nisPhoto+","+kremlin+","+rutte+","+pentagon+`]}`)
	for _, l := range words.Languages() {
		lang := l.Tag()
		all := []string{r.Name(lang), r.Said(lang), marked(r.WhoSays(lang)), r.Move.Words(lang), r.When.Words(lang, true)}
		for _, c := range r.Counts {
			all = append(all, c.Words(lang))
		}
		for _, s := range Statuses() {
			all = append(all, s.Words(lang))
		}
		for _, s := range Stances() {
			all = append(all, s.Words(lang))
		}
		for _, p := range Precisions() {
			all = append(all, p.Words(lang))
		}
		for _, b := range Bases() {
			all = append(all, b.Words(lang))
		}
		for _, p := range Paths() {
			all = append(all, p.Words(lang))
		}
		for _, a := range Abouts() {
			all = append(all, a.Words(lang))
		}
		for _, s := range all {
			assert.NotEmpty(t, s, lang)
			assert.False(t, strings.ContainsAny(s, "{}#<>|"), "%s: %s", lang, s)
			assert.NotRegexp(t, `[a-z]+\.[a-z_]+`, s, lang)
		}
	}
}
