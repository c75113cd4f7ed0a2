package bench

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"dateline/geo/corpora"
	"dateline/geo/encode"
	"dateline/geo/layer"
	"dateline/geo/tile"

	"github.com/stretchr/testify/require"
)

const seed = 2024

// A corpus is a file of GeoJSON.
type corpus struct {
	path string
	size int64
}

func written(t testing.TB, name string, text []byte) corpus {
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, text, 0o644))
	return corpus{path, int64(len(text))}
}

func events(t testing.TB, n int) corpus {
	return written(t, fmt.Sprintf("events-%d.geojson", n), corpora.PointEvents(seed, n))
}

// quiet is a tile in the Atlantic that has none of the events.
var quiet = tile.Address{Z: 14, X: 6826, Y: 8193}

var (
	place = regexp.MustCompile(`"coordinates":\[[^]]*\]`)
)

// eventsAnd100 is n events, of which a hundred lie in the tile quiet and the
// others round the cities.
func eventsAnd100(t testing.TB, n int) corpus {
	lines := bytes.SplitAfter(corpora.PointEvents(seed, n), []byte("\n"))
	for i := range 100 {
		line := &lines[1+i*((len(lines)-2)/100)]
		lon := float64(quiet.X)/16384*360 - 180 + 0.022*(0.05+0.9*float64(i%10)/10)
		lat := -0.022*float64(quiet.Y-8192) - 0.022*(0.05+0.9*float64(i/10)/10)
		*line = place.ReplaceAll(*line, fmt.Appendf(nil, `"coordinates":[%.5f,%.5f]`, lon, lat))
	}
	return written(t, fmt.Sprintf("events-and-100-%d.geojson", n), bytes.Join(lines, nil))
}

// atlas is a file of npm's world-atlas.
func atlas(t testing.TB, r *rival, name, object string) corpus {
	path := filepath.Join(t.TempDir(), name+".geojson")
	r.do(map[string]any{"do": "atlas", "name": name, "object": object, "to": path})
	info, err := os.Stat(path)
	require.NoError(t, err)
	return corpus{path, info.Size()}
}

func (c corpus) read(t testing.TB) *layer.Layer {
	f, err := os.Open(c.path)
	require.NoError(t, err)
	defer f.Close()
	l, _, err := layer.ReadGeoJSON(f)
	require.NoError(t, err)
	return l
}

// An engine is a layer that is ready for tiles.
type engine struct {
	layer   *layer.Layer
	encoder *encode.Encoder
	tile    tile.Tile
	bytes   []byte
}

func newEngine(l *layer.Layer) *engine {
	return &engine{layer: l, encoder: encode.New("layer", l)}
}

// mvt cuts and encodes a tile. What it returns is good until the next.
func (e *engine) mvt(a tile.Address) []byte {
	tile.Cut(&e.tile, e.layer, a, tile.Options{})
	e.bytes = e.encoder.MVT(e.bytes[:0], &e.tile)
	return e.bytes
}

// fullest is the tile of some zoom whose number of points is nearest to n.
func fullest(l *layer.Layer, n int) (best tile.Address) {
	least := n
	for z := uint8(4); z <= 12; z++ {
		counts := map[tile.Address]int{}
		for _, c := range l.Points().Coords {
			counts[tile.At(c, z)]++
		}
		for a, count := range counts {
			off := max(count-n, n-count)
			if off < least || off == least && a.String() < best.String() {
				best, least = a, off
			}
		}
	}
	return best
}

func megabytes(n int64) string { return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64) + " MB" }
