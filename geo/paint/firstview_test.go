package paint

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dateline/geo/layer"
	"dateline/geo/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sharedView is a case of testdata/firstview.json, which the page's tests read
// as well (web/tests/map/firstview.shared.test.js).
type sharedView struct {
	Name     string
	W, H     float64
	Features []json.RawMessage
	Want     struct {
		Groups   [][]int
		Leads    []int
		Captions []string
		Ways     []struct{ Side, Text string }
		View     *struct{ Lon, Lat, Zoom float64 }
		Marks    [][]int
	}
}

// marks are the features of a case as the server would send them.
func (v *sharedView) marks(t *testing.T) []Mark {
	if len(v.Features) == 0 {
		return nil
	}
	collection, err := json.Marshal(map[string]any{"type": "FeatureCollection", "features": v.Features})
	require.NoError(t, err)
	l, _, err := layer.ReadGeoJSON(bytes.NewReader(collection))
	require.NoError(t, err)
	out := make([]Mark, l.Len())
	for i := range out {
		f := l.Feature(i)
		var p struct {
			Kind      string
			Status    report.Status
			Place     string
			Precision report.Precision
			RadiusM   float64 `json:"radius_m"`
			T         [2]time.Time
		}
		f.Properties(func(name string, value []byte) {
			into := map[string]any{"kind": &p.Kind, "status": &p.Status, "place": &p.Place, "precision": &p.Precision, "radius_m": &p.RadiusM, "t": &p.T}[name]
			if into != nil {
				require.NoError(t, json.Unmarshal(value, into))
			}
		})
		out[i] = Mark{
			Key: f.ID(), Kind: p.Kind, Status: p.Status, Place: p.Place, Precision: p.Precision, RadiusM: p.RadiusM,
			Shape: ShapeOf(f.Geometry()), From: p.T[0], To: p.T[1],
		}
	}
	return out
}

func TestFirstViewIsThatOfThePage(t *testing.T) {
	file, err := os.ReadFile(filepath.Join("testdata", "firstview.json"))
	require.NoError(t, err)
	var cases []sharedView
	require.NoError(t, json.Unmarshal(file, &cases))
	require.NotEmpty(t, cases)
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			s := NewScene(c.marks(t))
			groups := viewGroups(s.entries, c.W, c.H)
			require.Len(t, groups, len(c.Want.Groups))
			for i, g := range groups {
				assert.Equal(t, c.Want.Groups[i], orders(g.entries), "group %d", i)
				assert.Equal(t, c.Want.Leads[i], g.lead.order, "lead of group %d", i)
				assert.Equal(t, c.Want.Captions[i], g.caption(false, "en"), "caption of group %d", i)
				if i == 0 {
					continue
				}
				side, way := g.wayTo(&groups[0], "en")
				assert.Equal(t, c.Want.Ways[i-1].Side, side.String())
				if way != "" {
					way += "."
				}
				assert.Equal(t, c.Want.Ways[i-1].Text, way)
			}
			zoom := 3.0
			if c.Want.View != nil {
				v := fit(groups[0].row, c.W, c.H, firstFit(c.W, c.H))
				at := v.degrees()
				assert.InDelta(t, c.Want.View.Lon, at[0], 1e-5)
				assert.InDelta(t, c.Want.View.Lat, at[1], 1e-5)
				assert.Equal(t, c.Want.View.Zoom, v.zoom)
				zoom = v.zoom
			}
			marks := [][]int{}
			for _, g := range s.groupsAt(worldSize(zoom)) {
				marks = append(marks, orders(g.entries))
			}
			assert.Equal(t, c.Want.Marks, marks)
		})
	}
}

func orders(entries []*entry) []int {
	out := make([]int, len(entries))
	for i, e := range entries {
		out[i] = e.order
	}
	return out
}

func TestFirstViewWithTiles(t *testing.T) {
	s := NewScene([]Mark{point("a", 30, 50), point("b", 130, 40)})
	require.Len(t, viewGroups(s.entries, 848, 640), 2)
	tiled, ok := tiledEntry([4]float64{170, -20, -170, -10})
	require.True(t, ok)
	groups := viewGroups(append(s.entries, tiled), 848, 640)
	require.NotEmpty(t, groups)
	assert.True(t, groups[0].entries[len(groups[0].entries)-1].many, "what is drawn from tiles is on the large map")
	_, ok = tiledEntry([4]float64{math.NaN(), 0, math.Inf(1), 1})
	assert.False(t, ok)
}

// point is a claimed event at a place of its own name.
func point(name string, lon, lat float64) Mark {
	return Mark{Key: name, Kind: report.Event, Status: report.Claimed, Place: name, Title: name, Shape: Shape{Points: []LonLat{{lon, lat}}}}
}
