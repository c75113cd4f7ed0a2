package data_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/data"
)

// bare is a fact without the sentences, which the tables do not repeat, and
// without the report that carried everything, which is tested on its own.
func bare(t *testing.T, f fact) fact {
	t.Helper()
	f.Title, f.Summary, f.StatusNote, f.Rev = "", "", "", 0
	f.Counts, f.Sources = slices.Clone(f.Counts), slices.Clone(f.Sources)
	for i := range f.Counts {
		f.Counts[i].Note = ""
	}
	for i := range f.Sources {
		s := &f.Sources[i]
		s.Note, s.Citation = "", ""
		if n := len(s.Through); assert.NotZero(t, n, "%s: %s: the report carried it", f.ID, s.ID) {
			assert.Equal(t, "news report of 18 October 2024", s.Through[n-1], "%s: %s", f.ID, s.ID)
			s.Through = slices.Clone(s.Through[:n-1])
		}
		if len(s.Through) == 0 {
			s.Through = nil
		}
	}
	return f
}

func TestEveryFactIsOnTheMapAndNothingElse(t *testing.T) {
	got := map[string]fact{}
	var order []string
	for _, e := range entries(t) {
		require.NotContains(t, got, e.ID, "two features of one id")
		got[e.ID] = e
		order = append(order, e.ID)
	}
	var want []string
	for _, f := range facts {
		want = append(want, f.ID)
		if e, ok := got[f.ID]; assert.True(t, ok, "%s is missing", f.ID) {
			assert.Equal(t, f, bare(t, e), f.ID)
		}
	}
	assert.Equal(t, want, order)
}

func TestEveryEntryTellsWhatWasReported(t *testing.T) {
	all := entries(t)
	require.Len(t, told, len(all))
	for _, e := range all {
		require.NotEmpty(t, told[e.ID], e.ID)
		for _, words := range told[e.ID] {
			assert.Contains(t, e.text(), words, e.ID)
		}
		assert.NotEmpty(t, e.Title, e.ID)
		assert.Equal(t, 1, e.Rev, e.ID)
	}
}

func TestSevenReportsSixStatements(t *testing.T) {
	status, kinds := map[string]int{}, map[string]int{}
	for _, e := range entries(t) {
		kinds[e.Kind]++
		status[e.Status]++
	}
	assert.Equal(t, map[string]int{"movement": 2, "event": 5, "statement": 6}, kinds)
	assert.Equal(t, map[string]int{"denied": 3, "claimed": 2, "unconfirmed": 2, "": 6}, status)
}

func TestDenialStandsOnlyWhereItBelongs(t *testing.T) {
	var denied, noEvidence []string
	for _, e := range entries(t) {
		for _, s := range e.Sources {
			if e.Kind != "statement" && s.Stance == "denies" {
				denied = append(denied, e.ID)
				assert.Equal(t, "denied", e.Status, e.ID)
			}
			if e.Kind != "statement" && s.Stance == "no_evidence" {
				noEvidence = append(noEvidence, e.ID)
			}
			if s.ID == "rutte" {
				assert.Equal(t, "no_evidence", s.Stance, "%s: he denies nothing", e.ID)
			}
		}
	}
	three := []string{"sealift-vladivostok", "announced-deployment", "strike-donetsk"}
	assert.Equal(t, three, denied)
	assert.Equal(t, three, noEvidence)
}

// The map as map.yaml describes it.
type manifest struct {
	Title        map[string]string
	ShortTitle   map[string]string `yaml:"short_title"`
	Description  map[string]string
	SummaryShort map[string]string `yaml:"summary_short"`
	Lang         string
	AsOf         string `yaml:"as_of"`
	Layers       []struct {
		Name  string
		Title map[string]string
	}
	Credits    []struct{ Text map[string]string }
	Background []map[string]string
}

func readManifest(t *testing.T) manifest {
	t.Helper()
	var m manifest
	require.NoError(t, yaml.UnmarshalWithOptions(read(t, "map.yaml"), &m, yaml.Strict()))
	return m
}

func TestMapYAML(t *testing.T) {
	m := readManifest(t)
	assert.Equal(t, "North Korean troops and Russia’s war in Ukraine: what is reported, and who disputes it", m.Title["en"])
	assert.Equal(t, "What is reported, and who disputes it", m.ShortTitle["en"])
	assert.Equal(t, "South Korea’s intelligence service (NIS) says 1,500 special forces were shipped to Vladivostok "+
		"and that more will follow. The Kremlin denies using North Korean troops. "+
		"NATO’s head sees no evidence that they fight.", m.Description["en"])
	assert.Equal(t, "North Korean troops: claimed by NIS, denied by the Kremlin. "+
		"NATO’s head sees no evidence that they fight.", m.SummaryShort["en"])
	assert.Equal(t, "en", m.Lang)
	assert.Equal(t, "2024-10-18", m.AsOf)

	var names []string
	for _, l := range m.Layers {
		names = append(names, l.Name)
		assert.NotEmpty(t, l.Title["en"], l.Name)
	}
	assert.Equal(t, layers, names)

	if assert.Len(t, m.Credits, 1) {
		assert.Contains(t, m.Credits[0].Text["en"], headline)
		assert.Contains(t, m.Credits[0].Text["en"], "18 October 2024")
	}
}

func TestBackgroundIsComplete(t *testing.T) {
	var all []string
	for _, b := range readManifest(t).Background {
		require.NotEmpty(t, b["en"])
		all = append(all, b["en"])
	}
	for _, words := range background {
		assert.Contains(t, strings.Join(all, "\n"), words)
	}
}

func TestFolderHoldsTheMapAlone(t *testing.T) {
	list, err := fs.ReadDir(data.DefaultMap(), ".")
	require.NoError(t, err)
	var names []string
	for _, f := range list {
		names = append(names, f.Name())
	}
	assert.Equal(t, []string{"events.geojson", "map.yaml", "movements.geojson", "statements.geojson"}, names)
}
