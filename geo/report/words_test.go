package report

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// read parses properties that must be without fault.
func read(t *testing.T, properties string) *Report {
	t.Helper()
	r, findings := Parse([]byte(properties))
	require.Empty(t, findings)
	return r
}

// marked writes runs as text with ** around what is strong.
func marked(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		if r.Strong {
			b.WriteString("**" + r.Text + "**")
		} else {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

const (
	nis      = `{"id": "nis", "name": "NIS", "role": "South Korea’s intelligence service", "stance": "claims", "citation": "x"}`
	nisPhoto = `{"id": "nis", "name": "NIS", "stance": "claims", "with": "photos", "citation": "x"}`
	suspects = `{"id": "nis", "name": "NIS", "stance": "suspects", "with": "photos", "citation": "x"}`
	media    = `{"id": "media", "name": "South Korean media", "stance": "claims", "citation": "x"}`
	viaMedia = `{"id": "nis", "name": "NIS", "stance": "claims", "via": ["Yonhap", "media"], "citation": "x"}`
	kremlin  = `{"id": "peskov", "name": "Dmitry Peskov", "short": "the Kremlin", "role": "Kremlin spokesman", "stance": "denies", "citation": "x"}`
	rutte    = `{"id": "rutte", "name": "Mark Rutte", "short": "NATO’s head", "role": "NATO secretary-general", "stance": "no_evidence", "about": ["purpose"], "of": "they fight", "citation": "x"}`
	austin   = `{"id": "austin", "name": "Lloyd Austin", "stance": "no_evidence", "of": "they fight", "citation": "x"}`
	pentagon = `{"id": "p", "name": "the Pentagon", "stance": "declines_comment", "citation": "x"}`
)

func TestWhoSays(t *testing.T) {
	for _, c := range []struct{ sources, want, said string }{
		{nisPhoto + "," + kremlin + "," + rutte,
			"**Claimed** by NIS, with photos; **denied** by the Kremlin. **No evidence** they fight, says NATO’s head.",
			"Claimed by NIS, denied by the Kremlin"},
		{rutte + "," + kremlin + "," + nis,
			"**Claimed** by NIS; **denied** by the Kremlin. **No evidence** they fight, says NATO’s head.",
			"Claimed by NIS, denied by the Kremlin"},
		{suspects, "**Suspected** by NIS, with photos.", "Suspected by NIS"},
		{media + "," + viaMedia + "," + kremlin,
			"**Claimed** by South Korean media, citing NIS; **denied** by the Kremlin.",
			"Claimed by South Korean media citing NIS, denied by the Kremlin"},
		{nisPhoto + "," + media,
			"**Claimed** by NIS, with photos, and by South Korean media.",
			"Claimed by NIS and South Korean media"},
		{nis + `,{"name": "Kyiv", "stance": "claims"},{"name": "Tokyo", "stance": "supports"},{"name": "Seoul", "stance": "reports"}`,
			"**Claimed** by NIS and Kyiv; **supported** by Tokyo; **reported** by Seoul.",
			"Claimed by NIS and Kyiv, supported by Tokyo, reported by Seoul"},
		{`{"name": "A", "stance": "claims"},{"name": "B", "stance": "claims"},{"name": "C", "stance": "claims"}`,
			"**Claimed** by A, B and C.", "Claimed by A, B and C"},
		{nis + "," + rutte + "," + austin + "," + pentagon,
			"**Claimed** by NIS. **No evidence** they fight, say NATO’s head and Lloyd Austin. The Pentagon **declines to comment**.",
			"Claimed by NIS"},
		{kremlin, "**Denied** by the Kremlin.", "Denied by the Kremlin"},
		{rutte, "**No evidence** they fight, says NATO’s head.", "No evidence they fight, says NATO’s head"},
		{pentagon, "The Pentagon **declines to comment**.", "The Pentagon declines to comment"},
		{nis + `,{"name": "NIS", "stance": "retracts"}`, "**Claimed** by NIS. **Retracted** by NIS.", "Claimed by NIS, retracted by NIS"},
		{`{"name": "A", "stance": "no_evidence"},{"name": "B", "stance": "no_evidence", "about": ["happened", "counts", "who"]}`,
			"**No evidence** of it, says A. **No evidence** that it happened, of the number or of who took part, says B.", "No evidence of it, says A"},
		{`{"name": "A", "stance": "no_evidence", "about": ["place"]},{"name": "B", "stance": "no_evidence", "about": ["place"]}`,
			"**No evidence** of the place, say A and B.", "No evidence of the place, say A and B"},
		{`{"stance": "claims"}`, "**Claimed** by a source not named.", "Claimed by a source not named"},
		{`{"title": "Daily bulletin", "stance": "claims"}`, "**Claimed** by Daily bulletin.", "Claimed by Daily bulletin"},
		{`{"name": "Acme Inc.", "stance": "claims"}`, "**Claimed** by Acme Inc.", "Claimed by Acme Inc."},
	} {
		r := read(t, `{"kind": "event", "sources": [`+c.sources+`]}`)
		assert.Equal(t, c.want, marked(r.WhoSays("en")))
		assert.Equal(t, c.said, r.Said("en"))
	}
	assert.Nil(t, (&Report{}).WhoSays("en"))
	assert.Empty(t, (&Report{}).Said("en"))
}

// Sources that carry each other in a circle each speak for themselves.
func TestWhoSaysCircle(t *testing.T) {
	r := read(t, `{"sources": [{"id": "a", "name": "A", "stance": "claims", "via": ["b"]}, {"id": "b", "name": "B", "stance": "claims", "via": ["a"]},
		{"id": "c", "name": "C", "stance": "claims", "via": ["b"]}]}`)
	assert.Equal(t, "**Claimed** by A, B and C.", marked(r.WhoSays("en")))
}

func TestWhoSaysStatement(t *testing.T) {
	for _, c := range []struct{ sources, want string }{
		{kremlin, "**Dmitry Peskov**, Kremlin spokesman."},
		{nis, "**NIS**, South Korea’s intelligence service."},
		{`{"name": "Kim Jong Un", "stance": "reports"},{"name": "Vladimir Putin", "stance": "reports"}`, "**Kim Jong Un** and **Vladimir Putin**."},
		{kremlin + "," + rutte, "**Dmitry Peskov**, Kremlin spokesman; **Mark Rutte**, NATO secretary-general."},
		{`{"name": "A", "stance": "claims"},{"name": "B", "stance": "claims"},{"name": "C", "stance": "claims"}`, "**A**, **B** and **C**."},
		{`{"short": "the Kremlin", "stance": "denies"}`, "**The Kremlin**."},
	} {
		r := read(t, `{"kind": "statement", "sources": [`+c.sources+`]}`)
		assert.Equal(t, c.want, marked(r.WhoSays("en")))
		assert.Equal(t, strings.TrimSuffix(strings.ReplaceAll(c.want, "**", ""), "."), r.Said("en"))
	}
}

// A name in another language than the sentence says so; one without a language
// is undetermined.
func TestWhoSaysInTheLanguageOfTheData(t *testing.T) {
	r := read(t, `{"sources": [{"name": {"en": "NIS", "ko": "국정원"}, "stance": "claims"}]}`)
	assert.Equal(t, []Run{{Text: "주장", Strong: true}, {Text: ": 국정원."}}, r.WhoSays("ko"))
	assert.Equal(t, []Run{{Text: "Заявляє", Strong: true}, {Text: ": "}, {Text: "NIS", Lang: "en"}, {Text: "."}}, r.WhoSays("uk-UA"))
	assert.Equal(t, "**Claimed** by NIS.", marked(r.WhoSays("tlh")), "English stands in for what is not known")

	r = read(t, `{"sources": [`+nis+`]}`)
	assert.Equal(t, []Run{{Text: "Claimed", Strong: true}, {Text: " by "}, {Text: "NIS", Lang: "und"}, {Text: "."}}, r.WhoSays("en"))
}

func TestCarriers(t *testing.T) {
	r := read(t, `{"sources": [`+media+","+viaMedia+`]}`)
	assert.Equal(t, []string{"Yonhap", "South Korean media"}, r.Carriers(r.Sources[1], "en"))
	assert.Empty(t, r.Carriers(r.Sources[0], "en"))
}

func TestName(t *testing.T) {
	for _, c := range []struct{ properties, want string }{
		{`{"kind": "event", "status": "claimed", "when": "2024-10-08/2024-10-13", "place": {"name": "Vladivostok"},
			"counts": [{"of": "special operation forces", "min": 1500, "max": 1500}], "sources": [` + nis + `]}`,
			"Claimed, 8–13 Oct 2024, Vladivostok, 1,500 special operation forces, 1 source"},
		{`{"kind": "movement", "status": "denied", "when": "/2024-10-18", "move": {"from": {"name": "North Korea"}, "to": {"name": "Russia"}, "mode": "sea"},
			"sources": [` + nis + "," + kremlin + `]}`,
			"Claimed, denied, not dated, before 18 Oct 2024, North Korea to Russia, 2 sources"},
		{`{"kind": "statement", "when": "2024-10-11~/2024-10-18~", "place": {"name": "Moscow"}, "sources": [` + kremlin + `]}`,
			"Statement by the Kremlin, about 11–18 Oct 2024, Moscow, 1 source"},
		{`{"kind": "statement", "sources": [{"name": "Kim Jong Un", "stance": "reports"}]}`, "Statement, 1 source"},
		{`{"title": "said to be so", "sources": [` + nis + `]}`, "Said to be so, 1 source"},
		{`{"name": "IVAN", "when": "2004-09-16", "place": "Gulf coast"}`, "IVAN, 16 Sept 2004, Gulf coast"},
		{`{"kind": "quake"}`, "Quake"},
		{`{}`, ""},
	} {
		assert.Equal(t, c.want, read(t, c.properties).Name("en"))
	}
}

func TestVocabularyWords(t *testing.T) {
	var words []string
	for _, s := range Statuses() {
		words = append(words, s.Words("en"))
	}
	assert.Equal(t, []string{"Unconfirmed", "Claimed", "Claimed, denied", "Corroborated", "Confirmed", "Refuted", "Retracted"}, words)

	words = nil
	for _, s := range Stances() {
		words = append(words, s.Words("en"))
	}
	assert.Equal(t, []string{"Claims", "Suspects", "Supports", "Reports", "Denies", "No evidence", "Declines to comment", "Retracts"}, words)

	assert.Equal(t, "Known to the city.", Settlement.Words("en"))
	assert.Equal(t, "Known to the region only.", Admin1.Words("en"))
	assert.Equal(t, "Known to the country only.", Country.Words("en"))
	assert.Equal(t, "Route not known", Schematic.Words("en"))
	for _, p := range Precisions() {
		assert.NotEmpty(t, p.Words("en"), p)
	}
	for _, b := range Bases() {
		assert.NotEmpty(t, b.Words("en"), b)
	}
	for _, p := range Paths() {
		assert.NotEmpty(t, p.Words("en"), p)
	}
	for _, a := range Abouts() {
		assert.NotEmpty(t, a.Words("en"), a)
	}
	assert.Empty(t, Status("").Words("en")+Stance("").Words("en")+Precision("").Words("en")+Path("").Words("en"))
	assert.Equal(t, "Statement", KindWords("statement", "en"))
	assert.Equal(t, "Überflug", KindWords("überflug", "en"))
}

func TestCountWords(t *testing.T) {
	n := func(f float64) *float64 { return &f }
	men := Text{"": "men"}
	for _, c := range []struct {
		count Count
		want  string
	}{
		{Count{Of: Text{"": "special operation forces"}, Min: n(1500), Max: n(1500)}, "1,500 special operation forces"},
		{Count{Of: men, Min: n(10000), Max: n(12000)}, "10,000–12,000 men"},
		{Count{Of: men, Min: n(10000), Max: n(12000), Approx: true}, "about 10,000–12,000 men"},
		{Count{Of: men, Min: n(6), Max: n(6), Approx: true}, "about 6 men"},
		{Count{Of: men, Min: n(6)}, "at least 6 men"},
		{Count{Of: men, Max: n(6), Approx: true}, "at most about 6 men"},
		{Count{Min: n(0), Max: n(0)}, "0"},
		{Count{Of: men}, "men, number not said"},
		{Count{}, "number not said"},
	} {
		assert.Equal(t, c.want, c.count.Words("en"))
	}
}

func TestNumber(t *testing.T) {
	for n, want := range map[float64]string{
		0: "0", 6: "6", 999: "999", 1500: "1,500", 12000: "12,000", 1234567: "1,234,567",
		-1500: "−1,500", 0.5: "0.5", 1234.567: "1,234.57", -0.001: "0", 1e15: "1e+15", 1e300: "1e+300",
		math.Inf(1): "+Inf",
	} {
		assert.Equal(t, want, Number(n, "en"), n)
	}
}

func TestMoveWords(t *testing.T) {
	port, city := &Place{Name: Text{"": "a port, not named"}}, &Place{Name: Text{"": "Vladivostok"}}
	assert.Equal(t, "By sea to Vladivostok", Move{From: port, To: city, Mode: "sea"}.Words("en"))
	assert.Equal(t, "A port, not named, to Vladivostok", Move{From: port, To: city}.Words("en"))
	assert.Equal(t, "Vladivostok to Vladivostok", Move{From: city, To: city}.Words("en"))
	assert.Equal(t, "To Vladivostok", Move{To: city}.Words("en"))
	assert.Equal(t, "From Vladivostok", Move{From: city, Mode: "sea"}.Words("en"))
	assert.Equal(t, "", Move{From: &Place{}, Mode: "sea"}.Words("en"))
}

func TestSayWord(t *testing.T) {
	for name, want := range map[string]string{"NIS": "says", "Ukrainian media": "say", "South Korean Media": "say", "Reuters": "says", "": "says"} {
		assert.Equal(t, want, SayWord("en", name), name)
	}
	assert.Equal(t, "say", SayWord("en", "NIS", "SBU"))
}

func TestHeadline(t *testing.T) {
	for _, c := range []struct {
		counts      map[Status]int
		want, short string
	}{
		{map[Status]int{Denied: 3, Claimed: 2, Unconfirmed: 2}, "None of the 7 reports is corroborated or confirmed.", "None corroborated or confirmed"},
		{map[Status]int{Denied: 4, Corroborated: 2, Confirmed: 1}, "2 of the 7 reports are corroborated, 1 is confirmed.", "2 corroborated, 1 confirmed"},
		{map[Status]int{Claimed: 6, Corroborated: 1}, "1 of the 7 reports is corroborated.", "1 corroborated"},
		{map[Status]int{Claimed: 4, Confirmed: 3}, "3 of the 7 reports are confirmed.", "3 confirmed"},
		{map[Status]int{Corroborated: 1, Confirmed: 3}, "1 of the 4 reports is corroborated, 3 are confirmed.", "1 corroborated, 3 confirmed"},
		{map[Status]int{Confirmed: 2}, "All 2 reports are confirmed.", "2 confirmed"},
		{map[Status]int{Claimed: 1}, "The one report is neither corroborated nor confirmed.", "None corroborated or confirmed"},
		{map[Status]int{Confirmed: 1}, "The one report is confirmed.", "1 confirmed"},
		{map[Status]int{Claimed: 4000}, "None of the 4,000 reports is corroborated or confirmed.", "None corroborated or confirmed"},
		{map[Status]int{Claimed: 4000, Confirmed: 1000}, "1,000 of the 5,000 reports are confirmed.", "1,000 confirmed"},
		{map[Status]int{"": 2}, "None of the 2 reports is corroborated or confirmed.", "None corroborated or confirmed"},
		{map[Status]int{Claimed: -1}, "", ""},
		{nil, "", ""},
	} {
		assert.Equal(t, c.want, Headline(c.counts, "en"))
		assert.Equal(t, c.short, HeadlineShort(c.counts, "en"))
	}
}
