package data_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

var number = regexp.MustCompile(`\d[\d,.]*\d|\d`)

// The figures and dates that the entries may repeat; see the tables.
var known = []string{"1,500", "10,000", "12,000", "6", "18", "2024"}

func TestNoOtherNumberIsTold(t *testing.T) {
	for _, e := range entries(t) {
		for _, n := range number.FindAllString(e.text(), -1) {
			assert.Contains(t, known, n, "%s tells a number that nobody reported", e.ID)
		}
	}
	m := readManifest(t)
	texts := []string{m.Title["en"], m.ShortTitle["en"], m.Description["en"], m.SummaryShort["en"], m.Credits[0].Text["en"]}
	for _, b := range m.Background {
		texts = append(texts, b["en"])
	}
	for _, n := range number.FindAllString(strings.Join(texts, "\n"), -1) {
		assert.Contains(t, append([]string{"1.2"}, known...), n)
	}
}

// A title that repeats a number must not state it as fact.
func TestTitlesSayThatItIsSaid(t *testing.T) {
	counting := regexp.MustCompile(`(?i)\d|\b(six|four)\b`)
	for _, e := range entries(t) {
		if e.Kind == "statement" {
			continue // its title says who says it
		}
		assert.Regexp(t, `\b(said|suspected)\b`, e.Title, e.ID)
		if counting.MatchString(e.Summary) {
			assert.Regexp(t, `\b(says?|said|citing)\b`, e.Summary, e.ID)
		}
		if counting.MatchString(e.Label) && e.ID != "sealift-vladivostok" { // its note names both sides below the label
			assert.Regexp(t, `\b(says|said|suspected)\b`, e.Label, e.ID)
		}
	}
}

func TestEverySourceCitesTheReport(t *testing.T) {
	for _, e := range entries(t) {
		assert.NotEmpty(t, e.Sources, e.ID)
		for _, s := range e.Sources {
			assert.Equal(t, "“"+headline+"”, news report of 18 October 2024", s.Citation, "%s: %s", e.ID, s.ID)
		}
	}
}

func TestEveryCountNamesOneOfItsSources(t *testing.T) {
	for _, e := range entries(t) {
		var ids []string
		for _, s := range e.Sources {
			ids = append(ids, s.ID)
		}
		for _, c := range e.Counts {
			assert.NotEmpty(t, c.Src, e.ID)
			assert.Subset(t, ids, c.Src, e.ID)
		}
	}
}

// The report came without an address, so none may appear, and a report is
// never called "alleged": it says who claims it.
func TestNoAddressAndNoAllegedly(t *testing.T) {
	files := []string{"map.yaml"}
	for _, layer := range layers {
		files = append(files, layer+".geojson")
	}
	for _, name := range files {
		text := strings.ToLower(string(read(t, name)))
		for _, word := range []string{"alleged", "http:", "https:", "www.", "://", `"url"`, `"archive"`, "url:"} {
			assert.NotContains(t, text, word, name)
		}
	}
}
