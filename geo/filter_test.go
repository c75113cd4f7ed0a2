package geo

import (
	"net/url"
	"strings"
	"testing"

	"dateline/data"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func defaultMap(t *testing.T) *Map {
	t.Helper()
	return open(t, Folder{Name: data.DefaultMapName, FS: data.DefaultMap()}).Maps[0]
}

// The filters on the default map, as page, embed and API understand them.
func TestFilters(t *testing.T) {
	m := defaultMap(t)
	require.Empty(t, m.Problems)
	const denied = "announced-deployment sealift-vladivostok strike-donetsk"
	for query, want := range map[string]string{
		"status=denied":                                      denied,
		"status=unconfirmed":                                 "gathering-khabarovsk gathering-ussuriysk",
		"status=confirmed,corroborated":                      "",
		"status=claimed&status=denied":                       denied + " arrival-vladivostok preparation-north-korea",
		"status=none&kind=statement&q=pact":                  "pact-pyongyang",
		"kind=movement":                                      "announced-deployment sealift-vladivostok",
		"kind=unknown":                                       "",
		"stance=suspects":                                    "gathering-khabarovsk gathering-ussuriysk",
		"stance=denies":                                      denied + " denial-kremlin",
		"stance=denies&source=NIS":                           "",
		"source=nobody":                                      "",
		"q=USSURIYSK":                                        "gathering-ussuriysk",
		"q=forged+identity":                                  "arrival-vladivostok",
		"q=forged+nowhere":                                   "",
		"bbox=131,43,133,44":                                 "arrival-vladivostok gathering-ussuriysk sealift-vladivostok",
		"bbox=36,46,39,49":                                   "strike-donetsk",
		"bbox=170,-90,-170,90":                               "",
		"datetime=2024-10-03":                                "announced-deployment strike-donetsk",
		"datetime=2024-10-08/2024-10-13&match=must":          "arrival-vladivostok sealift-vladivostok",
		"datetime=2024-06":                                   "announced-deployment pact-pyongyang",
		"datetime=../2024-09&match=must":                     "pact-pyongyang",
		"datetime=2024-10-18T00:00:00Z/..&match=must":        "meeting-seoul statement-nis",
		"datetime=2024-10-18&match=must&status=none&q=seoul": "meeting-seoul statement-nis",
	} {
		q, err := url.ParseQuery(query)
		require.NoError(t, err)
		f, err := ParseFilter(q)
		require.NoError(t, err, query)
		var ids []string
		for _, e := range m.Entries(f) {
			ids = append(ids, e.ID)
		}
		assert.ElementsMatch(t, strings.Fields(want), ids, query)
		again, err := ParseFilter(f.Values())
		require.NoError(t, err)
		assert.Equal(t, f, again, query)
	}
	f, err := ParseFilter(url.Values{"datetime": {"2024-10-08/2024-10-13"}})
	require.NoError(t, err)
	assert.Equal(t, 6, m.Select(f).Len(), "what may fall in the range")
}

func TestWrongFilters(t *testing.T) {
	for query, message := range map[string]string{
		"status=maybe":                  `status: "maybe" is none of unconfirmed, claimed, denied, corroborated, confirmed, refuted, retracted or none`,
		"stance=shrugs":                 `stance: "shrugs" is none of`,
		"bbox=1,2,3":                    "bbox: 3 numbers",
		"bbox=1,2,3,x":                  `bbox: "x" is no number`,
		"bbox=1,2,3,NaN":                `bbox: "NaN" is no number`,
		"bbox=0,50,10,40":               "bbox: south 50 is north of north 40",
		"bbox=0,-91,1,1":                "bbox: a latitude is outside ±90",
		"bbox=0,0,1000,1":               "bbox: a longitude is outside",
		"bbox=0,0,1,1&bbox=0,0,2,2":     "bbox: is given 2 times",
		"datetime=yesterday":            "datetime: ",
		"datetime=2024-13":              "datetime: ",
		"datetime=2024-10~":             "datetime: \"2024-10~\" is not exact",
		"datetime=2024-11/2024-10":      "datetime: ",
		"datetime=2024&match=surely":    `match: "surely"`,
		"q=%ff":                         "the address: a parameter is not UTF-8",
		"q=" + strings.Repeat("x", 201): "q: is longer than 200 bytes",
	} {
		q, err := url.ParseQuery(query)
		require.NoError(t, err)
		_, err = ParseFilter(q)
		require.Error(t, err, query)
		assert.Contains(t, err.Error(), message, query)
		assert.IsType(t, &FilterError{}, err)
	}
}

func TestForPageHidesWhatIsSettledFalse(t *testing.T) {
	f := Filter{}.ForPage()
	assert.NotContains(t, f.Status, "refuted")
	assert.NotContains(t, f.Status, "retracted")
	assert.Contains(t, f.Status, "none")
	asked, err := ParseFilter(url.Values{"status": {"refuted"}})
	require.NoError(t, err)
	assert.Equal(t, []string{"refuted"}, asked.ForPage().Status)
}

func FuzzParseFilter(f *testing.F) {
	f.Add("bbox=131,43,133,44&datetime=2024-10-08/..&match=must&status=denied,none&q=a+b")
	f.Add("match=must")
	f.Add("datetime=2024-10-18T12:00:00Z&stance=denies&source=NIS&kind=x")
	state, err := Open(quietLog, Folder{Name: data.DefaultMapName, FS: data.DefaultMap()})
	if err != nil {
		f.Fatal(err)
	}
	m := state.State().Maps[0]
	f.Fuzz(func(t *testing.T, query string) {
		q, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		filter, err := ParseFilter(q)
		if err != nil {
			return
		}
		again, err := ParseFilter(filter.Values())
		require.NoError(t, err)
		require.Equal(t, filter, again)
		m.Select(filter)
	})
}
