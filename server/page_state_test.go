package server

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"dateline/geo"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Whoever gets a link to a slice of a map has to see that it is one.
func TestWhatIsChosenIsNamed(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	for query, want := range map[string]string{
		"q=missile":                            "Shown: 1 of 13 entries · words “missile” × · Clear filters",
		"source=NIS&stance=claims&lang=en":     "· source NIS × · what a source does: Claims × · Clear filters",
		"kind=event,movement&layer=events":     "· layer Events × · kind Event or Movement × · Clear filters",
		"bbox=120,30,140,50":                   "· a part of the map × · Clear filters",
		"q=missile&lang=uk":                    "Показано: 1 із 13 записів · слова «missile» × · Скинути фільтри",
		"q=missile&lang=ru":                    "Показано: 1 из 13 записей · слова «missile» × · Сбросить фильтры",
		"q=missile&lang=ko":                    "낱말 “missile”",
		"q=missile&lang=ar":                    "كلمات «missile»",
		"q=" + url.QueryEscape("<b>&status=x"): "words “<b>&status=x” ×",
	} {
		page := render(t, v.page, m, query)
		assert.Contains(t, text(strings.ReplaceAll(page, `<span class="cross"`, ` <span class="cross"`)), want, query)
	}
	page := render(t, v.page, m, "source=NIS&q=missile&status=denied&view=130,43,5")
	assert.Contains(t, page, `href="/maps/test?source=NIS&amp;status=denied&amp;view=130,43,5" data-nav="list" aria-label="Remove: words “missile”"`)
	assert.Contains(t, page, `href="/maps/test?q=missile&amp;status=denied&amp;view=130,43,5" data-nav="list" aria-label="Remove: source NIS"`)
	embed := render(t, v.embed, m, "q=missile")
	assert.Contains(t, text(embed), "Shown: 1 of 13 entries · words “missile”")
	assert.NotContains(t, embed, "Remove:")
	assert.Contains(t, render(t, v.plain, m, "source=NIS&kind=event"), "\nkind Event\nsource NIS\n")
	// The key and the strip name these.
	for _, query := range []string{"", "status=denied", "datetime=2024-10-08", "match=must", "open=events/arrival-vladivostok"} {
		assert.NotContains(t, render(t, v.page, m, query), `class="chosen"`, query)
	}
}

func TestDatesOfTheFormMayBeReversed(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	right := render(t, v.page, m, "from=2024-10-14&to=2024-10-20")
	assert.Contains(t, text(right), "14–20 October 2024")
	assert.Equal(t, right, render(t, v.page, m, "from=2024-10-20&to=2024-10-14"))
	_, err := v.show(m, "/maps/test", url.Values{"datetime": {"2024-10-20/2024-10-14"}})
	assert.Error(t, err, "who writes a datetime means what it says")
	for from, to := range map[string]string{"x": "2024-10-14", "2024-10-20": "2024"} {
		assert.Equal(t, from+"/"+to, joinDates(url.Values{"from": {from}, "to": {to}}).Get("datetime"))
	}
}

func TestTheReasonOfARefusal(t *testing.T) {
	v := testViews(t)
	for lang, want := range map[string]string{"en": "Dates are written as 2024-10-18", "uk": "Дати пишуть так: 2024-10-18"} {
		page, err := v.errorPage(400, "datetime: no date.", "datetime", lang)
		require.NoError(t, err)
		assert.Contains(t, string(page), `<p class="reason">`+want)
	}
	page, err := v.errorPage(400, "bbox: no box.", "<bbox>", "uk")
	require.NoError(t, err)
	assert.Contains(t, string(page), `<p class="reason">Значення «&lt;bbox&gt;» тут не підходить.</p>`)
	page, err = v.errorPage(404, "There is no such map.", "", "uk")
	require.NoError(t, err)
	assert.NotContains(t, string(page), "reason")
}

// What cannot be read stays unseen; that it does not is told.
func TestTheLastGoodVersionIsDated(t *testing.T) {
	v, m := testViews(t), defaultMap(t)
	fresh := render(t, v.page, m, "part=made")
	assert.NotContains(t, render(t, v.page, m, ""), "stale")
	assert.Contains(t, render(t, v.page, m, "q=missile"), strings.TrimSuffix(strings.TrimPrefix(fresh, "<div "), "></div>"), "the page is of the state that is asked for")

	old := *m
	old.Stale = time.Date(2026, 11, 23, 14, 5, 30, 0, time.FixedZone("", 9*3600))
	const want = "The newest data could not be read. Shown as of 23 November 2026, 05:05 UTC."
	assert.Contains(t, text(render(t, v.page, &old, "")), want)
	assert.Contains(t, text(render(t, v.embed, &old, "")), want)
	assert.Contains(t, render(t, v.plain, &old, ""), want+"\n")
	assert.Contains(t, text(render(t, v.page, &old, "lang=ru")), "Новейшие данные не удалось прочитать.")
	assert.NotEqual(t, fresh, render(t, v.page, &old, "part=made"), "open pages hear of it")
}

// "Until May" is a date; "not dated, before May" is none.
func TestWhatHasNoBeginningIsDated(t *testing.T) {
	entry := func(id, when string) string {
		return `{"type":"Feature","id":"` + id + `","geometry":null,"properties":{"title":"` + id + `","when":"` + when + `"}}`
	}
	m := mapOfFeatures(t, entry("a", "2023-04-20"), entry("b", "2023-05-12"), entry("until", "../2023-05-01"), entry("before", "/2023-05-01"))
	dated, undated := newFacets(m).periodsOf(m, geo.Filter{})
	assert.Len(t, dated, 3)
	assert.Equal(t, 1, undated)
	v := testViews(t)
	page := render(t, v.page, m, "")
	assert.Contains(t, page, "1 without a date")
	assert.Contains(t, text(render(t, v.page, m, "group=day")), "Until 1 May 2023")

	early := newAxis(append(dated, period{from: -1 << 63, to: dated[0].from - 100*secondsPerDay}))
	assert.True(t, early.earlier, "what ended before the axis has a place too")
}
