package paint

import (
	"slices"
	"testing"

	"dateline/geo/report"
	"dateline/geo/tile"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// named are the names that a tile of the basemap writes beside a map's entries.
func named(t *testing.T, s *Scene, a tile.Address, o TileOptions) (names []string) {
	if s != nil {
		o.Avoid = s.Avoid(o.Zoom(a.Z), "en")
	}
	for _, l := range standingIn(t, testBasemap(), a, o) {
		names = append(names, l.name)
	}
	return names
}

// What a map names the ground does not name again, in whatever language.
func TestEntriesNameTheirPlaces(t *testing.T) {
	require.NotNil(t, testBasemap(), "data/basemap.pmtiles")
	korea := tile.Address{Z: 5, X: 27, Y: 12}
	s := NewScene(troops())
	assert.Contains(t, named(t, nil, korea, TileOptions{}), "NORTH KOREA")
	assert.NotContains(t, named(t, s, korea, TileOptions{}), "NORTH KOREA")
	assert.Contains(t, named(t, s, korea, TileOptions{}), "SOUTH KOREA")
	assert.Contains(t, named(t, nil, korea, TileOptions{Lang: "uk"}), "ПІВНІЧНА")
	assert.NotContains(t, named(t, s, korea, TileOptions{Lang: "uk"}), "ПІВНІЧНА", "in another language as well")

	far := NewScene([]Mark{{Kind: report.Event, Status: report.Claimed, Place: "North Korea", Shape: Shape{Points: []LonLat{{12, 42}}}}})
	assert.Contains(t, named(t, far, korea, TileOptions{}), "NORTH KOREA", "a namesake elsewhere is another place")
}

// A disc has no mark in its middle, so that a town may have its name there.
func TestTownsAreNamedWithinDiscs(t *testing.T) {
	require.NotNil(t, testBasemap(), "data/basemap.pmtiles")
	region := NewScene([]Mark{{Kind: report.Event, Status: report.Denied, Place: "Donetsk region", Precision: report.Admin1, RadiusM: 90000,
		Shape: Shape{Points: []LonLat{{37.8, 48}}}}})
	city := NewScene([]Mark{{Kind: report.Event, Status: report.Denied, Place: "Somewhere in it", Shape: Shape{Points: []LonLat{{37.8, 48}}}}})
	at := tile.Address{Z: 8, X: 154, Y: 88}
	assert.Contains(t, named(t, region, at, TileOptions{}), "Donetsk")
	assert.NotContains(t, named(t, city, at, TileOptions{}), "Donetsk")
}

// Where captions stand first the ground has no words.
func TestGroundKeepsClearOfCaptions(t *testing.T) {
	require.NotNil(t, testBasemap(), "data/basemap.pmtiles")
	s := NewScene(troops())
	o, err := TileOptions{Half: true}.Checked()
	require.NoError(t, err)
	a := tile.Address{Z: 5, X: 27, Y: 12}
	o.Avoid = s.Avoid(o.Zoom(a.Z), "en")
	assert.Equal(t, o.Avoid, NewScene(troops()).Avoid(5.5, "en"), "the same every time")
	assert.NotEqual(t, o.Avoid, s.Avoid(6, "en"))
	boxes, _ := avoidBoxes(o.Avoid, worldSize(5.5))
	wide := 0
	for _, b := range boxes {
		if b[2]-b[0] > 100 {
			wide++
		}
	}
	assert.GreaterOrEqual(t, wide, 6, "captions with their notes")
	foot := func(zoom float64) bool {
		boxes, _ := avoidBoxes(s.Avoid(zoom, "en"), worldSize(zoom))
		return slices.ContainsFunc(boxes, func(b worldBox) bool { return b[2]-b[0] == pageWide })
	}
	assert.True(t, foot(5.5), "the credits of the first view")
	assert.False(t, foot(6))
	placed, err := testBasemap().places.within(t.Context(), tileWindow(a, o), o)
	require.NoError(t, err)
	require.NotEmpty(t, placed)
	for _, l := range placed {
		for _, b := range l.spots[l.spot].boxes {
			for _, c := range boxes {
				assert.False(t, overlap(b.at(l.x, l.y), c), "%v", l.lines)
			}
		}
	}
	assert.Empty(t, NewScene(nil).Avoid(5, "en"))
	for _, zoom := range []float64{0, 1.5, 12, 24} {
		assert.LessOrEqual(t, len(s.Avoid(zoom, "uk")), mostAvoided)
	}
}
