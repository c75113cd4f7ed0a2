package tile

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"dateline/geo/layer"

	"github.com/paulmach/orb"
)

func BenchmarkCutPoints10k(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	a := Address{10, 511, 400}
	box := a.Box(Extent, 0)
	var points []orb.Geometry
	for range 10_000 {
		lon, lat := layer.Unproject(layer.Coord{
			X: int32(box.MinX + r.Int64N(box.MaxX-box.MinX)), Y: int32(box.MinY + r.Int64N(box.MaxY-box.MinY)),
		})
		points = append(points, orb.Point{lon, lat})
	}
	var s Source = inRows(points)
	for name, o := range map[string]Options{
		"all":       {},
		"clustered": {Cluster: true},
		"filtered":  {Keep: func(row uint32) bool { return row%4 != 0 }},
	} {
		b.Run(name, func(b *testing.B) {
			var t Tile
			b.ReportAllocs()
			for b.Loop() {
				Cut(&t, s, a, o)
			}
			b.ReportMetric(float64(b.N)*10_000/b.Elapsed().Seconds()/1e6, "Mpoints/s")
		})
	}
}

// All tiles of countries-10m that are not empty, zoom by zoom.
func BenchmarkCutCountries(b *testing.B) {
	var s Source = atlas(b, "countries-10m.json", "countries")
	for z := range uint8(9) {
		var all []Address
		var t Tile
		for x := range uint32(1) << z {
			for y := range uint32(1) << z {
				if Cut(&t, s, Address{z, x, y}, Options{}); len(t.Features) > 0 {
					all = append(all, t.Address)
				}
			}
		}
		b.Run(fmt.Sprint("z", z), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, a := range all {
					Cut(&t, s, a, Options{})
				}
			}
			perTile := b.Elapsed().Seconds() / float64(b.N) / float64(len(all))
			b.ReportMetric(perTile*1e6, "µs/tile")
			b.ReportMetric(float64(len(all)), "tiles")
		})
	}
}
