package report

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestVocabularyOrder(t *testing.T) {
	assert.Equal(t, []Status{"unconfirmed", "claimed", "denied", "corroborated", "confirmed", "refuted", "retracted"}, Statuses())
	assert.Equal(t, []Stance{"claims", "suspects", "supports", "reports", "denies", "no_evidence", "declines_comment", "retracts"}, Stances())
	assert.Equal(t, []About{"happened", "place", "when", "counts", "who", "purpose"}, Abouts())
	assert.Equal(t, []Precision{"exact", "site", "settlement", "area", "admin1", "country", "unknown"}, Precisions())
	assert.Equal(t, []Basis{"stated", "geolocated", "inferred", "centroid", "obscured"}, Bases())
	assert.Equal(t, []Path{"tracked", "reported", "schematic"}, Paths())
}

func TestVocabularyListsAreCopies(t *testing.T) {
	Statuses()[0] = "other"
	Stances()[0] = "other"
	assert.Equal(t, Unconfirmed, Statuses()[0])
	assert.Equal(t, Claims, Stances()[0])
}

func TestValid(t *testing.T) {
	assert.True(t, Denied.Valid())
	assert.False(t, Status("").Valid())
	assert.False(t, Status("Denied").Valid())
	assert.True(t, NoEvidence.Valid())
	assert.False(t, Stance("alleges").Valid())
	assert.True(t, AboutPurpose.Valid())
	assert.False(t, About("why").Valid())
	assert.True(t, Admin1.Valid())
	assert.False(t, Precision("city").Valid())
	assert.True(t, Centroid.Valid())
	assert.False(t, Basis("guessed").Valid())
	assert.True(t, Schematic.Valid())
	assert.False(t, Path("straight").Valid())
}

func TestStanceFor(t *testing.T) {
	var on []Stance
	for _, s := range Stances() {
		if s.For() {
			on = append(on, s)
		}
	}
	assert.Equal(t, []Stance{Claims, Suspects, Supports, Reports}, on)
}

func TestVague(t *testing.T) {
	var vague []Precision
	for _, p := range append(Precisions(), "") {
		if p.Vague() {
			vague = append(vague, p)
		}
	}
	assert.Equal(t, []Precision{Area, Admin1, Country, UnknownPrecision}, vague)
}
