package paint

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The map of a page names the countries that fill a good part of it, and of the
// seas what has room: its tiles know nothing of where it ends.
func TestTilesNameWhatAPageShows(t *testing.T) {
	require.NotNil(t, testBasemap(), "data/basemap.pmtiles")
	o, err := TileOptions{}.Checked()
	require.NoError(t, err)
	for _, c := range []struct {
		lon, lat, zoom float64
		names          []string
	}{
		{130.25, 43.35, 5.5, []string{"RUSSIA", "CHINA", "JAPAN", "SOUTH KOREA", "Sea of Japan"}},
		{130.25, 43.35, 4, []string{"RUSSIA", "CHINA", "JAPAN", "Sea of Japan", "Yellow Sea"}},
		{127, 38, 4.5, []string{"RUSSIA", "CHINA", "JAPAN", "Sea of Japan", "East China Sea"}},
		{35, 50, 5.5, []string{"UKRAINE", "RUSSIA", "BELARUS"}},
		{35, 50, 3.5, []string{"RUSSIA", "KAZAKHSTAN", "UKRAINE"}},
		{105, 60, 6, []string{"RUSSIA"}},
		{-95, 55, 7, []string{"CANADA"}},
		{78, 22, 5.5, []string{"INDIA", "CHINA", "Arabian Sea"}},
		{-58, -15, 5, []string{"BRAZIL", "BOLIVIA", "PERU"}},
	} {
		v := View{Lon: c.lon, Lat: c.lat, Zoom: c.zoom, W: pageWide, H: pageHigh, Scale: 1}
		w := window{zoom: v.Zoom, unit: 1, world: v.WorldSize(), x1: pageWide, y1: pageHigh}
		x, y := Project(c.lon, c.lat)
		w.left, w.top = x*w.world-pageWide/2, y*w.world-pageHigh/2
		placed, err := testBasemap().places.within(t.Context(), w, o)
		require.NoError(t, err)
		at := map[string][]placedLabel{}
		view := w.css()
		for _, l := range placed {
			if b := l.spots[l.spot].boxes[0].at(l.x+l.turn*w.world, l.y); b[0] >= view[0] && b[1] >= view[1] && b[2] <= view[2] && b[3] <= view[3] {
				at[l.lines[0]] = append(at[l.lines[0]], l)
			}
		}
		for _, name := range c.names {
			assert.NotEmpty(t, at[name], fmt.Sprint(name, c))
		}
		for _, name := range []string{"RUSSIA", "CHINA", "CANADA"} {
			assert.LessOrEqual(t, len(at[name]), 3, "%s is not repeated without need: %v", name, c)
		}
	}
}
