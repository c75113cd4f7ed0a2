package encode

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"dateline/geo/tile"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type collection struct {
	Type     string
	Features []struct {
		Type     string
		ID       any
		Geometry struct {
			Type        string
			Coordinates json.RawMessage
		}
		Properties map[string]any
	}
}

func parse(t *testing.T, text []byte) (c collection) {
	t.Helper()
	require.NoError(t, json.Unmarshal(text, &c), "%s", text)
	assert.Equal(t, "FeatureCollection", c.Type)
	return c
}

func coordinates[T any](t *testing.T, raw json.RawMessage) (v T) {
	t.Helper()
	require.NoError(t, json.Unmarshal(raw, &v))
	return v
}

// The degrees have decimals enough to find every unit of the tile again, at
// any zoom and latitude, and hardly more.
func TestDegreesCarryTheTile(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for z := range uint8(tile.MaxZoom + 1) {
		for range 50 {
			side := uint32(1) << z
			c := newCut(z, r.Uint32N(side), r.Uint32N(side))
			c.Extent = 4096
			at := tile.Coord{X: r.Int32N(4096 + 1), Y: r.Int32N(4096 + 1)}
			c.add(0, tile.Point, []int32{at.X, at.Y})
			f := parse(t, New("x", (&table{}).read(t)).GeoJSON(nil, &c.Tile)).Features[0]
			place := coordinates[[]json.Number](t, f.Geometry.Coordinates)
			require.Len(t, place, 2)
			lon, err := place[0].Float64()
			require.NoError(t, err)
			lat, err := place[1].Float64()
			require.NoError(t, err)

			units := math.Ldexp(4096, int(z))
			x := (lon+180)/360*units - float64(c.X)*4096
			y := (0.5-math.Asinh(math.Tan(lat*math.Pi/180))/(2*math.Pi))*units - float64(c.Y)*4096
			assert.InDelta(t, at.X, x, 0.26, "%v", c.Address)
			assert.InDelta(t, at.Y, y, 0.26, "%v", c.Address)
			assert.LessOrEqual(t, len(place[0]), 5+3+int(z)/3)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		f        float64
		decimals int
		want     string
	}{
		{0, 4, "0"}, {-0.00001, 4, "0"}, {0.05, 2, "0.05"}, {-0.05, 2, "-0.05"}, {12.5, 3, "12.5"}, {-180, 6, "-180"},
		{100, 0, "100"}, {7.0625, 3, "7.063"}, {85.05112878, 8, "85.05112878"}, {-9.99999, 3, "-10"},
	} {
		assert.Equal(t, c.want, string(appendDecimal(nil, c.f, c.decimals, math.Pow10(c.decimals))))
	}
}

func TestGeometriesOfGeoJSON(t *testing.T) {
	features := parse(t, New("reports", reports(t)).GeoJSON(nil, &everything().Tile)).Features
	var types []string
	var ids []any
	for _, f := range features {
		types = append(types, f.Geometry.Type)
		ids = append(ids, f.ID)
	}
	assert.Equal(t, []string{"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "Point", "Point", "MultiPolygon"}, types)
	assert.Equal(t, []any{7.0, 7.0, "arrival-vladivostok", "arrival-vladivostok", nil, 99.0, 100.0, float64(1<<53 - 1)}, ids)
	assert.Equal(t, map[string]any{"title": "Arrival", "status": "denied", "count": -3.0, "sure": false, "name": "Arrival"}, features[2].Properties, "not the id that was made for vector tiles")

	// RFC 7946, 3.1.6: rings are closed, exterior ones counterclockwise.
	polygons := coordinates[[][][][2]float64](t, features[7].Geometry.Coordinates)
	require.Len(t, polygons, 2)
	assert.Len(t, polygons[0], 1)
	require.Len(t, polygons[1], 2)
	assert.Positive(t, area(t, polygons[0][0]))
	assert.Positive(t, area(t, polygons[1][0]))
	assert.Negative(t, area(t, polygons[1][1]))
	assert.Positive(t, area(t, coordinates[[][][2]float64](t, features[4].Geometry.Coordinates)[0]))
}

// area is twice that of a ring, which must be closed: positive if it runs
// counterclockwise.
func area(t *testing.T, ring [][2]float64) (sum float64) {
	t.Helper()
	require.GreaterOrEqual(t, len(ring), 4)
	require.Equal(t, ring[0], ring[len(ring)-1])
	for i := 1; i < len(ring); i++ {
		sum += ring[i-1][0]*ring[i][1] - ring[i][0]*ring[i-1][1]
	}
	return sum
}

// A tile without buffer on the antimeridian stays within ±180.
func TestRim(t *testing.T) {
	for _, z := range []uint8{0, 1, 5, 24} {
		c := newCut(z, 0, 0).add(0, tile.Point, []int32{0, 0})
		c.Buffer = 0
		place := coordinates[[2]float64](t, parse(t, New("x", (&table{}).read(t)).GeoJSON(nil, &c.Tile)).Features[0].Geometry.Coordinates)
		assert.Equal(t, -180.0, place[0])
		assert.InDelta(t, 85.0511, place[1], 0.001)
		c = newCut(z, 1<<z-1, 1<<z-1).add(0, tile.Point, []int32{4096, 4096})
		place = coordinates[[2]float64](t, parse(t, New("x", (&table{}).read(t)).GeoJSON(nil, &c.Tile)).Features[0].Geometry.Coordinates)
		assert.Equal(t, 180.0, place[0])
		assert.InDelta(t, -85.0511, place[1], 0.001)
	}
}
