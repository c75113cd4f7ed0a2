package data_test

// The facts of the default map, written down a second time and by hand: what
// was reported, by whom, and who disputes it. The other tests of this package
// hold the files against these tables, so an edit of the files cannot lose or
// add a place, a date, a number or a stance.

const headline = "South Korea spy agency says North has sent troops to aid Russia’s war in Ukraine"

// How the report dates things.
const (
	weekBefore  = "2024-10-11~/2024-10-18~" // "in the week before 18 October"
	before18    = "/2024-10-18"             // not dated, reported before 18 October
	about17to18 = "2024-10-17~/2024-10-18~" // not dated in the report
)

var (
	vladivostok = point{131.886, 43.115}
	ussuriysk   = point{131.952, 43.797}
	khabarovsk  = point{135.072, 48.480}
	donetsk     = point{37.80, 48.00}
	unnamedPort = point{129.0, 40.5}
	pyongyang   = point{125.738, 39.019}
	seoul       = point{126.978, 37.566}
	moscow      = point{37.618, 55.752}
	nato        = point{4.425, 50.876}
)

func city(name, country string) *where {
	return &where{Name: name, Country: country, Precision: "settlement", Basis: "stated"}
}

func wholeCountry(name, country string) *where {
	return &where{Name: name, Country: country, Precision: "country", Basis: "stated"}
}

var brussels = &where{Name: "Brussels", Country: "BE", Precision: "site", Basis: "stated"}

// Who speaks. Stance and date stand beside the report where they belong.
var (
	peskov = voice{ID: "peskov", Name: "Dmitry Peskov", Short: "the Kremlin", Role: "Kremlin spokesman",
		Type: "official", Stance: "denies", Published: weekBefore}
	rutte = voice{ID: "rutte", Name: "Mark Rutte", Short: "NATO’s head", Role: "NATO secretary-general",
		Type: "official", Stance: "no_evidence", About: []string{"purpose"}, Of: "they fight", Published: about17to18}
	zelensky = voice{ID: "zelensky", Name: "Volodymyr Zelensky", Short: "Mr Zelensky", Role: "Ukraine’s president",
		Type: "official", Stance: "claims", Published: "2024-10-17"}
)

func nis(stance, with string, via ...string) voice {
	return voice{ID: "nis", Name: "NIS", Role: "South Korea’s intelligence service",
		Type: "official", Stance: stance, With: with, Published: "2024-10-18", Through: via}
}

func media(id, name, published string) voice {
	return voice{ID: id, Name: name, Type: "media", Stance: "claims", Published: published}
}

func exactly(n float64, of, src string) figure {
	return figure{Of: of, Min: n, Max: n, Src: []string{src}}
}

// In the order of the list, layer by layer.
var facts = []fact{
	{
		Layer: "movements", ID: "sealift-vladivostok", Kind: "movement", Status: "denied", When: "2024-10-08/2024-10-13",
		Rank: 1, Label: "1,500 troops by Russian navy ships",
		Shape: "LineString", At: []point{unnamedPort, vladivostok},
		Move: &trip{
			From: where{Name: "A North Korean port, not named", Country: "KP", Precision: "country"},
			To:   *city("Vladivostok", "RU"),
			Mode: "sea", Path: "schematic",
		},
		Counts:  []figure{exactly(1500, "special operation forces", "nis")},
		Sources: []voice{nis("claims", "photos"), peskov, rutte},
	},
	{
		Layer: "movements", ID: "announced-deployment", Kind: "movement", Status: "denied", When: before18,
		Shape: "null",
		Move: &trip{
			From:  *wholeCountry("North Korea", "KP"),
			To:    *wholeCountry("Russia", "RU"),
			Phase: "decided",
		},
		Counts: []figure{exactly(12000, "troops in total, in four brigades", "south-korean-media")},
		Sources: []voice{
			media("south-korean-media", "South Korean media", before18),
			nis("claims", "", "south-korean-media"),
			peskov, rutte,
		},
	},
	{
		Layer: "events", ID: "arrival-vladivostok", Kind: "event", Status: "claimed", When: "2024-10-08/2024-10-13",
		Rank: 2, Label: "1,500 said to have arrived, NIS",
		Shape: "Point", At: []point{vladivostok}, Place: city("Vladivostok", "RU"),
		Counts:  []figure{exactly(1500, "special operation forces", "nis")},
		Sources: []voice{nis("claims", "")},
	},
	{
		Layer: "events", ID: "gathering-ussuriysk", Kind: "event", Status: "unconfirmed", When: weekBefore,
		Rank: 3, Label: "Gathering suspected, NIS",
		Shape: "Point", At: []point{ussuriysk}, Place: city("Ussuriysk", "RU"),
		Sources: []voice{nis("suspects", "photos")},
	},
	{
		Layer: "events", ID: "gathering-khabarovsk", Kind: "event", Status: "unconfirmed", When: weekBefore,
		Rank: 4, Label: "Gathering suspected, NIS",
		Shape: "Point", At: []point{khabarovsk}, Place: city("Khabarovsk", "RU"),
		Sources: []voice{nis("suspects", "photos")},
	},
	{
		Layer: "events", ID: "strike-donetsk", Kind: "event", Status: "denied", When: "2024-10-03",
		Label: "6 said to be killed",
		Shape: "Point", At: []point{donetsk},
		Place:   &where{Name: "Donetsk region", Country: "UA", Precision: "admin1", Basis: "centroid", RadiusM: 90000},
		Counts:  []figure{exactly(6, "North Koreans among the dead", "ukrainian-media")},
		Sources: []voice{media("ukrainian-media", "Ukrainian media", "2024-10"), peskov, rutte},
	},
	{
		// Its outline is compared with the basemap's, in geometry_test.go.
		Layer: "events", ID: "preparation-north-korea", Kind: "event", Status: "claimed", When: "2024-10-17",
		Label: "10,000 being prepared, not yet moved, Zelensky says",
		Shape: "MultiPolygon", Place: wholeCountry("North Korea", "KP"),
		Counts:  []figure{exactly(10000, "soldiers being prepared", "zelensky")},
		Sources: []voice{zelensky},
	},
	{
		Layer: "statements", ID: "statement-nis", Kind: "statement", When: "2024-10-18",
		Label: "NIS statement, 18 Oct",
		Shape: "Point", At: []point{seoul}, Place: city("Seoul", "KR"),
		Sources: []voice{nis("claims", "")},
	},
	{
		Layer: "statements", ID: "meeting-seoul", Kind: "statement", When: "2024-10-18",
		Shape: "Point", At: []point{seoul}, Place: city("Seoul", "KR"),
		Sources: []voice{{ID: "yoon-office", Name: "Office of President Yoon Suk Yeol", Short: "President Yoon’s office",
			Type: "official", Stance: "reports", Published: "2024-10-18"}},
	},
	{
		Layer: "statements", ID: "statement-zelensky", Kind: "statement", When: "2024-10-17",
		Shape: "Point", At: []point{nato}, Place: brussels,
		Sources: []voice{zelensky},
	},
	{
		Layer: "statements", ID: "statement-rutte", Kind: "statement", When: about17to18,
		Label: "NATO: no evidence they fight",
		Shape: "Point", At: []point{nato}, Place: brussels,
		Sources: []voice{rutte},
	},
	{
		Layer: "statements", ID: "denial-kremlin", Kind: "statement", When: weekBefore,
		Label: "Kremlin denies",
		Shape: "Point", At: []point{moscow}, Place: city("Moscow", "RU"),
		Sources: []voice{peskov},
	},
	{
		Layer: "statements", ID: "pact-pyongyang", Kind: "statement", When: "2024-06",
		Label: "Pact signed, June 2024",
		Shape: "Point", At: []point{pyongyang}, Place: city("Pyongyang", "KP"),
		Sources: []voice{
			{ID: "kim", Name: "Kim Jong Un", Type: "official", Stance: "reports", Published: "2024-06"},
			{ID: "putin", Name: "Vladimir Putin", Type: "official", Stance: "reports", Published: "2024-06"},
		},
	},
}

// What else each entry has to tell, in whatever sentence: the words that carry
// it, in title, summary, status note or the notes of its sources and counts.
var told = map[string][]string{
	"sealift-vladivostok": {"Russian navy ships", "satellite and other photos", "near a North Korean port", "denial is general",
		"earlier than NIS’s statement", "calls the reports false", "weapons and technology", "10,000"},
	"announced-deployment": {"denial is general", "Citing NIS", "NIS itself expects more to be sent soon", "decided",
		"how they would travel is not said"},
	"arrival-vladivostok":  {"Russian uniforms, weapons and forged identity papers"},
	"gathering-ussuriysk":  {"mass gathering", "Number not said", "NIS itself only suspects"},
	"gathering-khabarovsk": {"mass gathering", "Number not said", "NIS itself only suspects"},
	"strike-donetsk": {"Ukrainian missile strike", "earlier in October", "no town", "partly occupies",
		"denial is general", "not known to answer this report"},
	"preparation-north-korea": {"not moved to Russia or Ukraine", "some tactical personnel and officers", "Ukrainian intelligence",
		"NATO headquarters", "general denial", "1,500"},
	"statement-nis":      {"has sent troops", "more will follow"},
	"meeting-seoul":      {"emergency meeting", "how many are in Ukraine, since when, or in what role"},
	"statement-zelensky": {"10,000", "third country", "world war", "Ukrainian intelligence", "NATO headquarters"},
	"statement-rutte":    {"no evidence", "weapons and technology", "worries NATO", "gives no date"},
	"denial-kremlin":     {"does not use North Korean troops", "calls the reports false"},
	"pact-pyongyang":     {"signed", "help the other militarily if attacked"},
}

// The same for the background, which has no place on the map.
var background = []string{
	"1.2 million troops", "little combat experience", "first major part in a foreign war", "If confirmed",
	"Experts doubt", "equipment is old",
	"United States, South Korea and partners accuse", "shells, missiles and other equipment", "Moscow and Pyongyang deny an arms deal",
	"food, economic aid and technology", "may have come back",
	"Leif-Eric Easley", "Ewha Womans University in Seoul", "relations with European countries", "could threaten South Korea",
	"third country", "North Korea and the West",
}
