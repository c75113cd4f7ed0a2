package paint

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"dateline/geo/layer"
	"dateline/geo/report"
	"dateline/geo/tile"

	"github.com/stretchr/testify/require"
)

// track is a line of n points that wanders through a tile of zoom 8 or so, as
// a ship or a coast does.
func track(n int) []LonLat {
	dice := rand.New(rand.NewPCG(1, 2))
	line := make([]LonLat, n)
	lon, lat, way := 30.2, 49.2, 0.3
	for i := range line {
		way += dice.NormFloat64() * 0.4
		s, c := math.Sincos(way)
		lon, lat = lon+c*0.006, lat+s*0.004
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

func BenchmarkSceneOfALongLine(b *testing.B) {
	for _, status := range []report.Status{report.Confirmed, report.Denied} {
		s := NewScene([]Mark{{Kind: report.Event, Status: status, Shape: Shape{Lines: [][]LonLat{track(100_000)}}}})
		for _, z := range []uint8{2, 5, 8, 11} {
			a := tile.At(layer.Project(30.2, 49.2), z)
			b.Run(string(status)+"/"+a.String(), func(b *testing.B) {
				for b.Loop() {
					c, err := s.Tile(context.Background(), a, TileOptions{Size: 512})
					require.NoError(b, err)
					c.Release()
				}
			})
		}
	}
}
