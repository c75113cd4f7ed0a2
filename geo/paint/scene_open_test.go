package paint

import (
	"context"
	"testing"

	"dateline/geo/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What is open differs, and stands apart from its group.
func TestOpenEntries(t *testing.T) {
	point := func(key string, lon, lat float64) Mark {
		return Mark{Key: key, Kind: report.Event, Status: report.Claimed, Place: key, Shape: Shape{Points: []LonLat{{lon, lat}}}}
	}
	disc := point("disc", 4, 1)
	disc.Precision, disc.RadiusM, disc.Status = report.Admin1, 90000, report.Denied
	marks := []Mark{
		point("one", 0, 0), point("beside it", 0.05, 0), disc,
		{Key: "line", Kind: report.Movement, Status: report.Denied, Move: &Move{Path: report.Schematic}, Shape: Shape{Lines: [][]LonLat{{{0, -2}, {4, -2}}}}},
	}
	painted := func(open string) []byte {
		p := &Picture{W: 300, H: 220, UI: UINone, Lang: "en", Scene: NewScene(marks), Open: open}
		c, err := p.Paint(context.Background())
		require.NoError(t, err)
		if open == "one" || open == "disc" || open == "line" {
			golden(t, c, "picture-open-"+open)
		}
		return c.Pix
	}
	usual := painted("")
	for _, open := range []string{"one", "disc", "line"} {
		assert.NotEqual(t, usual, painted(open), open)
	}
	assert.Equal(t, usual, painted("what is not there"))
}
