package data_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dateline/data"
)

// The shape of a fact. The JSON names are those of the files, which are read
// with encoding/json alone: a mistake in the program's own readers must not be
// able to hide a mistake here.
type (
	point [2]float64

	where struct {
		Name      string  `json:"name"`
		Country   string  `json:"country"`
		Precision string  `json:"precision"`
		RadiusM   float64 `json:"radius_m"`
		Basis     string  `json:"basis"`
	}

	trip struct {
		From  where  `json:"from"`
		To    where  `json:"to"`
		Mode  string `json:"mode"`
		Phase string `json:"phase"`
		Path  string `json:"path"`
	}

	figure struct {
		Of   string   `json:"of"`
		Min  float64  `json:"min"`
		Max  float64  `json:"max"`
		Note string   `json:"note"`
		Src  []string `json:"src"`
	}

	voice struct {
		ID        string   `json:"id"`
		Name      string   `json:"name"`
		Short     string   `json:"short"`
		Role      string   `json:"role"`
		Type      string   `json:"type"`
		Stance    string   `json:"stance"`
		About     []string `json:"about"`
		With      string   `json:"with"`
		Of        string   `json:"of"`
		Note      string   `json:"note"`
		Published string   `json:"published"`
		Citation  string   `json:"citation"`
		Through   []string `json:"via"`
	}

	fact struct {
		Layer      string   `json:"-"`
		ID         string   `json:"-"`
		Shape      string   `json:"-"`
		At         []point  `json:"-"`
		Kind       string   `json:"kind"`
		Title      string   `json:"title"`
		Summary    string   `json:"summary"`
		Label      string   `json:"label"`
		Rank       float64  `json:"rank"`
		Status     string   `json:"status"`
		StatusNote string   `json:"status_note"`
		When       string   `json:"when"`
		Place      *where   `json:"place"`
		Move       *trip    `json:"move"`
		Counts     []figure `json:"counts"`
		Sources    []voice  `json:"sources"`
		Rev        int      `json:"rev"`
	}

	geometry struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	}

	feature struct {
		Type       string          `json:"type"`
		ID         string          `json:"id"`
		Geometry   *geometry       `json:"geometry"`
		Properties json.RawMessage `json:"properties"`
	}

	collection struct {
		Type     string    `json:"type"`
		Features []feature `json:"features"`
	}
)

var layers = []string{"movements", "events", "statements"}

// strict refuses members that the types above do not name: nothing may be in
// the files that the tables cannot hold.
func strict(t *testing.T, raw []byte, into any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(into))
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := fs.ReadFile(data.DefaultMap(), name)
	require.NoError(t, err)
	return raw
}

func features(t *testing.T, layer string) []feature {
	t.Helper()
	var c collection
	strict(t, read(t, layer+".geojson"), &c)
	require.Equal(t, "FeatureCollection", c.Type)
	return c.Features
}

// entries is every feature of the map as a fact, layer by layer.
func entries(t *testing.T) []fact {
	t.Helper()
	var all []fact
	for _, layer := range layers {
		for _, f := range features(t, layer) {
			require.Equal(t, "Feature", f.Type, f.ID)
			e := fact{Layer: layer, ID: f.ID}
			strict(t, f.Properties, &e)
			e.Shape, e.At = shape(t, f.Geometry)
			all = append(all, e)
		}
	}
	return all
}

// shape is the type of a geometry and, unless it is an area, its points.
func shape(t *testing.T, g *geometry) (string, []point) {
	t.Helper()
	if g == nil {
		return "null", nil
	}
	switch g.Type {
	case "Point":
		var xy []float64
		require.NoError(t, json.Unmarshal(g.Coordinates, &xy))
		require.Len(t, xy, 2)
		return g.Type, []point{{xy[0], xy[1]}}
	case "LineString":
		var line [][]float64
		require.NoError(t, json.Unmarshal(g.Coordinates, &line))
		var at []point
		for _, xy := range line {
			require.Len(t, xy, 2)
			at = append(at, point{xy[0], xy[1]})
		}
		return g.Type, at
	}
	return g.Type, nil
}

// sentences is all that an entry tells in words of its own.
func (f fact) sentences() []string {
	s := []string{f.Title, f.Summary, f.Label, f.StatusNote}
	for _, c := range f.Counts {
		s = append(s, c.Of, c.Note)
	}
	for _, v := range f.Sources {
		s = append(s, v.Note, v.Of, v.With)
	}
	return s
}

func (f fact) text() string { return strings.Join(f.sentences(), "\n") }
