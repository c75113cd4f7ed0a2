package layer

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// noon is when the tests read their files.
var noon = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

func collectionOf(features ...string) string {
	return `{"type":"FeatureCollection","bbox":[0,0,80,80],"features":[` + strings.Join(features, ",\n") + "]}"
}

func pointWith(id, properties string) string {
	return `{"type":"Feature","id":"` + id + `","geometry":{"type":"Point","coordinates":[1,2]},"properties":` + properties + `}`
}

func TestHolds(t *testing.T) {
	const sources = `,"status":"claimed","sources":[{"stance":"claims","citation":"c"}]`
	for properties, want := range map[string]Withheld{
		`{"draft":true}`:                                           {Drafts: 1},
		`{"draft":true` + sources + `}`:                            {Drafts: 1},
		`{"dr\u0061ft":true}`:                                      {Drafts: 1},
		`{"Draft":true}`:                                           {Drafts: 1},
		`{"is_draft":true}`:                                        {Drafts: 1},
		`{"draft":true,"Draft":false}`:                             {Drafts: 1},
		`{"publishAt":"2027-01-01"}`:                               {Scheduled: 1, Next: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)},
		`{"Publish-At":"soon"}`:                                    {Unread: 1},
		`{"draft":false}`:                                          {},
		`{"draft":null,"publish_at":null}`:                         {},
		`{"draft":7.5}`:                                            {}, // how deep a ship lies in the water
		`{"draft":1` + sources + `}`:                               {Unread: 1},
		`{"draft":"true"}`:                                         {Unread: 1},
		`{"draft":"no"}`:                                           {Unread: 1},
		`{"draft":[]}`:                                             {Unread: 1},
		`{"a":{"draft":true}}`:                                     {},
		`{"publish_at":"2026-03-10"}`:                              {},
		`{"publish_at":"2026-03-11"}`:                              {Scheduled: 1, Next: time.Date(2026, 3, 11, 0, 0, 0, 0, time.UTC)},
		`{"publish_at":"2026-03-10T12:00:00Z"}`:                    {},
		`{"publish_at":"2026-03-10T12:00:00.001Z"}`:                {Scheduled: 1, Next: noon.Add(time.Millisecond)},
		`{"publish_at":"2026-03-10T14:00:01+02:00"}`:               {Scheduled: 1, Next: noon.Add(time.Second)},
		`{"publish_at":"2026-03-10T14:00:00+02:00"}`:               {},
		`{"publish_at":"2026-03-10T12:00:00"}`:                     {Unread: 1}, // whose clock?
		`{"publish_at":"tomorrow"}`:                                {Unread: 1},
		`{"publish_at":""}`:                                        {Unread: 1},
		`{"publish_at":20260310}`:                                  {Unread: 1},
		`{"publish_at":"2026-02-30"}`:                              {Unread: 1},
		`{"draft":true,"publish_at":"2020-01-01"}`:                 {Drafts: 1},
		`{"draft":false,"publish_at":"2027-01-01"` + sources + `}`: {Scheduled: 1, Next: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		l, findings, err := ParseGeoJSONAt([]byte(collectionOf(pointWith("held", properties), pointWith("a", `{"n":1}`))), noon)
		require.NoError(t, err)
		assert.Equal(t, want, l.Withheld(), properties)
		assert.Equal(t, 2-want.Total(), l.Len(), properties)
		_, found := l.Find("held")
		assert.Equal(t, want.Total() == 0, found, properties)
		assert.Len(t, findings, want.Unread, properties)
		for _, f := range findings {
			assert.True(t, f.Withheld)
			assert.Contains(t, f.String(), "(the feature is kept out); write ")
		}
	}
}

// The same whatever the batches, whichever way a feature is read.
func TestHeldBackLeavesNothing(t *testing.T) {
	var all, public []string
	for i := range 200 {
		title := fmt.Sprintf(`{"title":"t%d","kind":"event"}`, i)
		one := pointWith(fmt.Sprint(i), title)
		all, public = append(all, one), append(public, one)
		secret := fmt.Sprintf(`{"title":"secret %d","hidden_%d":[1],"draft":true}`, i, i)
		switch i % 4 {
		case 0:
			all = append(all, pointWith("secret", secret))
		case 1: // read by the scanner, since a ring is not closed
			all = append(all, `{"type":"Feature","id":"secret","geometry":{"type":"Polygon","coordinates":[[[50,50],[60,60],[60,50]]]},"properties":`+secret+`}`)
		case 2: // left out for another reason
			all = append(all, `{"type":"Feature","id":"secret","geometry":{"type":"Point","coordinates":["secret"]},"properties":`+secret+`}`)
		case 3:
			all = append(all, fmt.Sprintf(`{"type":"Feature","geometry":null,"properties":{"publish_at":"2026-03-%02dT13:00:00Z","secret":%d}}`, 11+i%10, i))
		}
	}
	want, _, err := ParseGeoJSONAt([]byte(collectionOf(public...)), noon)
	require.NoError(t, err)
	for _, batch := range []int{1, 300, 5000, batchSize} {
		f := newFile([]byte(collectionOf(all...)), noon)
		f.batch = batch
		got, findings, err := f.read()
		require.NoError(t, err)
		assert.Equal(t, Withheld{Drafts: 100, Scheduled: 50, Next: time.Date(2026, 3, 12, 13, 0, 0, 0, time.UTC)}, got.Withheld())
		require.Len(t, findings, 100, "of what is left out and of open rings")
		for _, f := range findings {
			assert.True(t, f.Withheld, f.String())
		}
		require.Equal(t, want.Len(), got.Len())
		require.Equal(t, want.columns, got.columns)
		require.Equal(t, want.points, got.points)
		require.Equal(t, want.bounds, got.bounds)
		for i := range want.Len() {
			require.Equal(t, string(want.Feature(i).JSON()), string(got.Feature(i).JSON()))
		}
		var b strings.Builder
		require.NoError(t, got.WriteGeoJSON(&b, got.Select(Filter{}), true))
		assert.NotContains(t, b.String(), "secret")
		assert.NotContains(t, b.String(), "bbox", "that of the file holds more than what is here")
	}
}

// What a desk wrote beside the properties, or at the whole file, it meant.
func TestMisplacedHolds(t *testing.T) {
	const open = `{"type":"Feature","id":"a","geometry":null,"properties":{"n":1}}`
	feature := func(beside, properties string) string {
		return `{"type":"Feature","id":"held","geometry":null,` + beside + `"properties":` + properties + `}`
	}
	next := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	for beside, want := range map[string]struct {
		Withheld
		says string
	}{
		`"draft":true,`:                                   {Withheld{Drafts: 1}, "feature 1 (held): draft: stands beside the properties (true counts all the same); write it into the properties"},
		`"Dr\u0061ft":true,`:                              {Withheld{Drafts: 1}, "draft: stands beside"},
		`"draft":"yes",`:                                  {Withheld{Unread: 1}, `draft: is "yes" (the feature is kept out)`},
		`"publish_at":"2027-01-01",`:                      {Withheld{Scheduled: 1, Next: next}, `publish_at: stands beside the properties ("2027-01-01" counts all the same)`},
		`"publishAt":"soon",`:                             {Withheld{Unread: 1}, `publish_at: "soon" is no instant`},
		`"publish_at":"2020-01-01",`:                      {Withheld{}, `publish_at: stands beside`},
		`"draft":false,"publish_at":null,"draft_2":true,`: {},
		`"draft":7.5,`:                                    {}, // how deep a ship lies in the water
	} {
		for _, ring := range []string{"", `"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]},`} { // the second is read by the scanner
			one := feature(beside, `{"title":"t"}`)
			if ring != "" {
				one = strings.Replace(one, `"geometry":null,`, ring, 1)
			}
			l, findings, err := ParseGeoJSONAt([]byte(collectionOf(one, open)), noon)
			require.NoError(t, err)
			assert.Equal(t, want.Withheld, l.Withheld(), one)
			assert.Equal(t, 2-want.Total(), l.Len(), one)
			if ring != "" {
				findings = findings[1:] // of the ring
			}
			if want.says == "" {
				assert.Empty(t, findings, one)
				continue
			}
			require.Len(t, findings, 1, one)
			assert.Contains(t, findings[0].String(), want.says)
			assert.Equal(t, want.Total() > 0, findings[0].Withheld, one)
		}
	}

	// Of two places, the one that keeps back longer counts.
	for one, want := range map[string]Withheld{
		feature(`"draft":true,`, `{"draft":false}`):                          {Drafts: 1},
		feature(`"draft":false,`, `{"draft":true}`):                          {Drafts: 1},
		feature(`"publish_at":"2027-01-01",`, `{"publish_at":"2026-06-01"}`): {Scheduled: 1, Next: next},
		feature(`"publish_at":"2020-01-01",`, `{"publish_at":"2027-01-01"}`): {Scheduled: 1, Next: next},
	} {
		l, _, err := ParseGeoJSONAt([]byte(collectionOf(one, open)), noon)
		require.NoError(t, err)
		assert.Equal(t, want, l.Withheld(), one)
	}

	// A feature that is no good is the desk's alone if a hold stands beside it.
	_, findings, err := ParseGeoJSONAt([]byte(collectionOf(`{"type":"Feature","id":"secret","draft":true,"geometry":{"type":"Point","coordinates":["secret"]},"properties":null}`)), noon)
	require.NoError(t, err)
	require.Len(t, findings, 1)
	assert.True(t, findings[0].Withheld)
}

func TestWholeFileHeldBack(t *testing.T) {
	secret := pointWith("secret", `{"title":"secret"}`) + "," + pointWith("secret", `{"publish_at":"2030-01-01"}`) + `,{"type":"Feature","id":"secret","geometry":7,"properties":{}}`
	next := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	for members, want := range map[string]Withheld{
		`"draft":true`:                            {Drafts: 2},
		`"Draft":true,"name":"secret"`:            {Drafts: 2},
		`"draft":"true"`:                          {Unread: 2},
		`"publish_at":"2027-01-01"`:               {Scheduled: 2, Next: next},
		`"draft":true,"publish_at":"2020-01-01"`:  {Drafts: 2},
		`"draft":false,"publish_at":"2026-03-10"`: {Scheduled: 1, Next: next.AddDate(3, 0, 0)},
		`"draft":false,"name":"m"`:                {Scheduled: 1, Next: next.AddDate(3, 0, 0)},
		`"draft":7.5,"bbox":[0,0,1,1]`:            {Scheduled: 1, Next: next.AddDate(3, 0, 0)},
	} {
		for _, text := range []string{
			`{"type":"FeatureCollection",` + members + `,"features":[` + secret + `]}`,
			`{"features":[` + secret + `],"type":"FeatureCollection",` + members + `}`,
		} {
			l, findings, err := ParseGeoJSONAt([]byte(text), noon)
			require.NoError(t, err)
			assert.Equal(t, want, l.Withheld(), text)
			assert.Equal(t, 2-want.Total(), l.Len(), text)
			if l.Len() > 0 {
				continue
			}
			var b strings.Builder
			require.NoError(t, l.WriteGeoJSON(&b, l.Select(Filter{}), true))
			assert.NotContains(t, b.String(), "secret")
			assert.Greater(t, len(findings), 1)
			for _, f := range findings {
				assert.True(t, f.Withheld, f.String())
			}
			assert.Regexp(t, `^(draft|publish_at): (stands at the file|is "true")`, findings[len(findings)-1].String())
		}
	}
	l, _, err := ParseGeoJSONAt([]byte(`{"type":"Point","coordinates":[1,2],"draft":true}`), noon)
	require.NoError(t, err)
	assert.Equal(t, Withheld{Drafts: 1}, l.Withheld())
	l, _, err = ParseGeoJSONAt([]byte(`{"type":"Feature","draft":true,"geometry":null,"properties":null}`), noon)
	require.NoError(t, err)
	assert.Equal(t, Withheld{Drafts: 1}, l.Withheld())
}

func TestHoldsInTables(t *testing.T) {
	for table, want := range map[string]Withheld{
		"id,lat,lon,draft\na,1,2,yes\nb,1,2,no\nc,1,2,":                                   {Drafts: 1},
		"id,lat,lon,Draft\na,1,2,1\nb,1,2,0\nc,1,2,TRUE":                                  {Drafts: 2},
		"id,lat,lon,draft\na,1,2,7.5\nb,1,2,8":                                            {},          // ships
		"id,lat,lon,draft\na,1,2,maybe\nb,1,2,8":                                          {Unread: 2}, // a column of texts
		"id,lat,lon,publish_at\na,1,2,2026-03-11\nb,1,2,2026-03-09\nc,1,2,soon\nd,1,2,":   {Scheduled: 1, Unread: 1, Next: time.Date(2026, 3, 11, 0, 0, 0, 0, time.UTC)},
		"id,lat,lon,stance,source_url,status,draft\na,1,2,claims,https://e.org,claimed,x": {Unread: 1},
		"id,lat,lon,stance,source_url,status,draft\na,1,2,claims,https://e.org,claimed,1": {Drafts: 1},
	} {
		l, findings, err := ParseCSVAt([]byte(table), noon)
		require.NoError(t, err)
		assert.Equal(t, want, l.Withheld(), table)
		assert.Len(t, findings, want.Unread, table)
		assert.Equal(t, strings.Count(table, "\n")-want.Total(), l.Len(), table)
	}
	// What is wrong in a row that may be a draft is for the desk alone.
	_, findings, err := ParseCSVAt([]byte("id,lat,lon,draft\na,secret,2,yes\nb,100,2,no\nc,3,4,yes,secret\nd,100,2,"), noon)
	require.NoError(t, err)
	var marked []bool
	for _, f := range findings {
		marked = append(marked, f.Withheld)
	}
	assert.Equal(t, []bool{true, false, true, false}, marked, "%v", findings)
}

func TestWithheldInWords(t *testing.T) {
	assert.Empty(t, Withheld{}.Sentences())
	assert.Equal(t, []string{
		"2 features are kept out: draft is true",
		"1 feature is kept out: publish_at lies ahead, the next is due at 2026-03-10T12:00:00Z",
		"1 feature is kept out: draft or publish_at cannot be read",
	}, Withheld{Drafts: 2, Scheduled: 1, Unread: 1, Next: noon}.Sentences())
}
