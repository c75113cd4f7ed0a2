package paint

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"dateline/geo/layer"
	"dateline/geo/report"
	"dateline/geo/tile"

	"github.com/stretchr/testify/require"
)

// track is a line of n points, a stride of degrees apart, that wanders to and fro through
// a few tiles of zoom 8.
func track(n int, stride float64) []LonLat {
	dice := rand.New(rand.NewPCG(1, 2))
	line := make([]LonLat, n)
	lon, lat, way := 30.2, 49.2, 0.3
	for i := range line {
		way += dice.NormFloat64() * 0.4
		s, c := math.Sincos(way)
		lon, lat = lon+c*stride, lat+s*stride*0.65
		if lon < 29 || lon > 31.5 {
			way = math.Pi - way
		}
		if lat < 48.5 || lat > 50 {
			way = -way
		}
		line[i] = LonLat{lon, lat}
	}
	return line
}

// A long line as it is drawn, beside one that is drawn with all of its points, in
// turns; the least time of each counts.
func BenchmarkSceneOfALongLine(b *testing.B) {
	for name, stride := range map[string]float64{"track": 0.0008, "tangle": 0.3} {
		made := func() *Scene {
			return NewScene([]Mark{{Kind: report.Event, Status: report.Denied, Shape: Shape{Lines: [][]LonLat{track(100_000, stride)}}}})
		}
		s, whole := made(), made()
		whole.entries[0].lines[0].weights = nil
		for _, z := range []uint8{2, 5, 8, 11} {
			a := tile.At(layer.Project(30.2, 49.2), z)
			b.Run(fmt.Sprintf("%s/z%d", name, z), func(b *testing.B) {
				best := [2]time.Duration{math.MaxInt64, math.MaxInt64}
				for b.Loop() {
					for i, scene := range []*Scene{s, whole} {
						start := time.Now()
						c, err := scene.Tile(b.Context(), a, TileOptions{Size: 512})
						require.NoError(b, err)
						best[i] = min(best[i], time.Since(start))
						c.Release()
					}
				}
				b.ReportMetric(best[0].Seconds()*1000, "ms")
				b.ReportMetric(best[1].Seconds()*1000, "ms-whole")
			})
		}
	}
}
