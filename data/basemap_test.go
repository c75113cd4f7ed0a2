package data_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/data"
	"dateline/geo/archive"
	"dateline/geo/tile"
)

const deepest = 7

func basemap(t *testing.T) *archive.Reader {
	t.Helper()
	file := data.Basemap()
	r, err := archive.Open(file, file.Size())
	require.NoError(t, err)
	return r
}

// tileAt is the layers of a tile by name; none if the archive has no such tile.
func tileAt(t *testing.T, r *archive.Reader, a tile.Address) map[string][]mvtFeature {
	t.Helper()
	packed, ok, err := r.Tile(a)
	require.NoError(t, err)
	if !ok {
		return nil
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	require.NoError(t, err)
	raw, err := io.ReadAll(z)
	require.NoError(t, err)
	layers := map[string][]mvtFeature{}
	for _, l := range parseMVT(t, raw) {
		require.NotContains(t, layers, l.name, "%s: a name stands once in a tile", a)
		layers[l.name] = l.features
	}
	return layers
}

// A world is all tiles of the basemap, read once for all tests.
type world map[tile.Address]map[string][]mvtFeature

var whole world // the tests run one after another

func allTiles(t *testing.T) world {
	t.Helper()
	if whole == nil {
		r := basemap(t)
		tiles := world{}
		for z := range uint8(deepest + 1) {
			for x := range uint32(1) << z {
				for y := range uint32(1) << z {
					a := tile.Address{Z: z, X: x, Y: y}
					if layers := tileAt(t, r, a); layers != nil {
						tiles[a] = layers
					}
				}
			}
		}
		whole = tiles
	}
	return whole
}

// pixels is where a place lies at a zoom, in units of 4096 to a tile from the
// world's north-western corner.
func pixels(p point, z uint8) [2]float64 {
	n := 4096 * math.Exp2(float64(z))
	s := math.Sin(p[1] * math.Pi / 180)
	return [2]float64{(p[0] + 180) / 360 * n, (0.5 - math.Log((1+s)/(1-s))/(4*math.Pi)) * n}
}

// addressOf is the tile that a place in units lies in, and where in it.
func addressOf(p [2]float64, z uint8) (tile.Address, point) {
	x, y := math.Floor(p[0]/4096), math.Floor(p[1]/4096)
	return tile.Address{Z: z, X: uint32(x), Y: uint32(y)}, point{p[0] - 4096*x, p[1] - 4096*y}
}

// covered tells whether a place lies in the polygons of a layer.
func covered(w world, name string, at point, z uint8) bool {
	a, p := addressOf(pixels(at, z), z)
	return within(w[a][name], p)
}

// within tells whether a place of a tile lies in one of the polygons.
func within(polygons []mvtFeature, p point) bool {
	for _, f := range polygons {
		var rings [][]point
		for _, part := range f.parts {
			var ring []point
			for _, c := range part {
				ring = append(ring, point{float64(c[0]), float64(c[1])})
			}
			rings = append(rings, ring)
		}
		if inside([][][]point{rings}, p) {
			return true
		}
	}
	return false
}

func TestBasemapArchive(t *testing.T) {
	assert.LessOrEqual(t, data.Basemap().Size(), int64(8<<20))
	r := basemap(t)
	h := r.Header()
	assert.Equal(t, []uint8{0, deepest}, []uint8{h.MinZoom, h.MaxZoom})
	assert.Equal(t, []any{archive.MVT, archive.Gzip}, []any{h.Type, h.Tiles})
	assert.Equal(t, []float64{-180, 180}, []float64{h.West.Float(), h.East.Float()})
	raw, err := r.Metadata()
	require.NoError(t, err)
	var m struct {
		Name, Attribution, Format string
		Layers                    []struct {
			ID               string
			Minzoom, Maxzoom int
			Fields           map[string]string
		} `json:"vector_layers"`
	}
	require.NoError(t, json.Unmarshal(raw, &m))
	assert.Equal(t, []string{"Basemap", "Natural Earth · GeoNames", "pbf"}, []string{m.Name, m.Attribution, m.Format})
	least := map[string]int{"land": 0, "lake": 0, "river": 4, "coast": 0, "border": 0, "country": 0, "sea": 0, "place": 4}
	var order []string
	for _, l := range m.Layers {
		order = append(order, l.ID)
		assert.Equal(t, least[l.ID], l.Minzoom, l.ID)
		assert.Equal(t, deepest, l.Maxzoom, l.ID)
	}
	assert.Equal(t, []string{"land", "lake", "river", "coast", "border", "country", "sea", "place"}, order)
}

// Every tile reads, and holds what the painter relies on and nothing else.
func TestBasemapTiles(t *testing.T) {
	tiles := allTiles(t)
	assert.Equal(t, basemap(t).Header().Addressed, uint64(len(tiles)))
	kinds := map[string]uint64{"land": 3, "lake": 3, "river": 2, "coast": 2, "border": 2, "country": 1, "sea": 1, "place": 1}
	// Millions of values: assertions are made where one is wrong.
	text, number, truth := reflect.TypeFor[string](), reflect.TypeFor[float64](), reflect.TypeFor[bool]()
	names := map[string]reflect.Type{"name_en": text, "name_uk": text, "name_ru": text, "name_ko": text, "name_ar": text}
	props := map[string]map[string]reflect.Type{
		"river": {"rank": number}, "border": {"un": number, "ne": number},
		"country": {"rank": number, "id": text, "from": number}, "sea": {"rank": number}, "place": {"rank": number, "pop": number, "capital": truth},
	}
	const buffer = 64
	for a, layers := range tiles {
		for name, features := range layers {
			require.Contains(t, kinds, name)
			for _, f := range features {
				if f.kind != kinds[name] {
					require.Fail(t, "another type of geometry", "%s: %s has %d", a, name, f.kind)
				}
				for key, value := range f.props {
					want, ok := props[name][key]
					if !ok && kinds[name] == 1 {
						want, ok = names[key]
					}
					if !ok || reflect.TypeOf(value) != want {
						require.Fail(t, "a property of another name or type", "%s: %s has %s, a %T", a, name, key, value)
					}
				}
				if kinds[name] == 1 {
					require.NotEmpty(t, f.props["name_en"], "%s %s %v", a, name, f.props)
					require.GreaterOrEqual(t, f.props["rank"], 1.0)
				}
				for _, part := range f.parts {
					for _, c := range part {
						if min(c[0], c[1]) < -buffer || max(c[0], c[1]) > 4096+buffer {
							require.Fail(t, "beyond the tile and its buffer", "%s %s", a, name)
						}
					}
				}
			}
		}
	}
}

func TestBasemapHasLandWhereThereIsLand(t *testing.T) {
	tiles := allTiles(t)
	land := map[string]point{
		"Kyiv": {30.5, 50.4}, "Simferopol": {34.1, 45.1}, "Pyongyang": {125.75, 39.0}, "Khabarovsk": {135.1, 48.5}, "Brussels": {4.35, 50.85},
		"Kansas": {-98, 38.5}, "Nairobi": {36.8, -1.3}, "Alice Springs": {133.9, -23.7}, "Novaya Zemlya": {61, 75.4}, "South Pole's coast": {100, -75},
		"Chukotka west of 180": {179.5, 68.6}, "Chukotka at 180": {179.999, 68}, "Chukotka beyond 180": {-179.5, 67.8}, "Chukotka at -180": {-179.999, 68},
		"Antarctica at 180": {179.999, -84.95}, "Antarctica at -180": {-179.999, -84.95}, "Antarctica at the map's edge": {30, -85.04},
	}
	water := map[string]point{
		"Pacific": {-150, 5}, "Pacific at 180": {179.999, 20}, "Pacific at -180": {-179.999, 20}, "Sea of Japan": {134.7, 39.3}, "Black Sea": {34.3, 43.2},
		"Caspian Sea": {50.6, 42}, "Bering Sea": {-178, 59}, "Arctic": {0, 85}, "Mediterranean": {18.5, 34.6}, "Ross Sea": {-175, -75.5},
	}
	for z := range uint8(deepest + 1) {
		for name, p := range land {
			assert.True(t, covered(tiles, "land", p, z), "%s at zoom %d", name, z)
		}
		for name, p := range water {
			assert.False(t, covered(tiles, "land", p, z), "%s at zoom %d", name, z)
		}
		for name, p := range map[string]point{"Lake Superior": {-87.5, 47.7}, "Baikal": {108, 53.5}, "Victoria": {33, -1}} {
			assert.True(t, covered(tiles, "lake", p, z), "%s at zoom %d", name, z)
		}
	}
	for z := uint8(5); z <= deepest; z++ { // what only the finest scale knows
		assert.True(t, covered(tiles, "land", point{131.80, 43.0}, z), "Russky island, off Vladivostok, at zoom %d", z)
		assert.False(t, covered(tiles, "land", point{131.75, 43.2}, z), "Amur Bay at zoom %d", z)
	}
}

// The shore is drawn where land ends, not along ±180° nor along the map's edge.
func TestBasemapCoastHasNoRims(t *testing.T) {
	for a, layers := range allTiles(t) {
		edge := 4096 * (int(1)<<a.Z - int(a.X)) // of the world, east, in the tile's units
		west, south := -4096*int(a.X), 4096*(int(1)<<a.Z-int(a.Y))
		for _, f := range layers["coast"] {
			for _, part := range f.parts {
				for i := 1; i < len(part); i++ {
					p, q := part[i-1], part[i]
					if p[0] == q[0] && (p[0] == west || p[0] == edge) && max(p[1]-q[1], q[1]-p[1]) > 40 {
						require.Fail(t, "a shore along ±180°", "%s", a)
					}
					if p[1] == q[1] && p[1] >= south-1 && max(p[0]-q[0], q[0]-p[0]) > 400 {
						require.Fail(t, "a shore along the southern edge", "%s", a)
					}
				}
			}
		}
	}
}

// Each layer is simplified by itself. What is drawn of one place must fit all the
// same: the shore lies on the edge of the land, to a pixel of a tile 256 pixels wide.
func TestBasemapLayersFit(t *testing.T) {
	const pixel = 16
	tiles := allTiles(t)
	var gaps []float64
	for _, place := range []point{vladivostok, seoul, {10, 63}, {-73, -42}, {24, 38}, {33.6, 46.1}, {48, 29.8}} {
		for _, z := range []uint8{1, 3, 4, 5, 7} {
			a, _ := addressOf(pixels(place, z), z)
			edges := segments(tiles[a]["land"])
			for _, s := range segments(tiles[a]["coast"]) {
				if p := s[0]; min(p[0], p[1]) > 0 && max(p[0], p[1]) < 4096 { // beyond, land is led along the buffer's edge
					gap := distance(p, edges)
					require.LessOrEqual(t, gap, float64(pixel), "%s: %v", a, p)
					gaps = append(gaps, gap)
				}
			}
		}
	}
	slices.Sort(gaps)
	require.Greater(t, len(gaps), 10_000)
	assert.Less(t, gaps[len(gaps)*99/100], 4.0, "99 of 100, in units of which a pixel has 16")
}

func segments(features []mvtFeature) (all [][2]point) {
	for _, f := range features {
		for _, part := range f.parts {
			for i := 1; i < len(part); i++ {
				all = append(all, [2]point{{float64(part[i-1][0]), float64(part[i-1][1])}, {float64(part[i][0]), float64(part[i][1])}})
			}
		}
	}
	return all
}

func distance(p point, to [][2]point) float64 {
	least := math.Inf(1)
	for _, s := range to {
		d := point{s[1][0] - s[0][0], s[1][1] - s[0][1]}
		along := ((p[0]-s[0][0])*d[0] + (p[1]-s[0][1])*d[1]) / max(d[0]*d[0]+d[1]*d[1], 1)
		along = max(0, min(1, along))
		least = min(least, math.Hypot(p[0]-s[0][0]-along*d[0], p[1]-s[0][1]-along*d[1]))
	}
	return least
}
