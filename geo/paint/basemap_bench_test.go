package paint

import (
	"fmt"
	"testing"

	"dateline/geo/raster"
	"dateline/geo/tile"

	"github.com/stretchr/testify/require"
)

// benchTiles are tiles round Ukraine, Korea, Europe and Japan at four zooms.
func benchTiles() (list []tile.Address) {
	for z := uint8(4); z <= 7; z++ {
		for _, at := range [][2]float64{{32, 49}, {127.5, 38}, {10, 50}, {138, 36.5}} {
			a := tileAt(at[0], at[1], z)
			list = append(list, a, tile.Address{Z: z, X: a.X - 1, Y: a.Y}, tile.Address{Z: z, X: a.X, Y: a.Y - 1})
		}
	}
	return list
}

// BenchmarkBasemapTile paints tiles of 512 px with labels, light, as PNG.
func BenchmarkBasemapTile(b *testing.B) {
	list := benchTiles()
	for _, o := range []TileOptions{{Size: 512}, {Size: 512, Scale: 2}, {Size: 256}, {Size: 512, Labels: LabelsNone}, {Size: 512, Labels: LabelsOnly}} {
		o, err := o.Checked()
		require.NoError(b, err)
		b.Run(fmt.Sprintf("%d@%dx/labels=%d", o.Size, o.Scale, o.Labels), func(b *testing.B) {
			m := newBasemap(b)
			var png []byte
			b.ReportAllocs()
			n, bytes := 0, 0
			for b.Loop() {
				c, err := m.Tile(b.Context(), list[n%len(list)], o)
				require.NoError(b, err)
				png = c.PNG(png[:0], raster.PNGOptions{})
				bytes += len(png)
				c.Release()
				n++
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "tiles/s")
			b.ReportMetric(float64(bytes)/float64(n), "B/tile")
		})
	}
	// Every tile by a basemap that remembers nothing.
	b.Run("cold", func(b *testing.B) {
		n := 0
		for b.Loop() {
			m := newBasemap(b)
			c, err := m.Tile(b.Context(), list[n%len(list)], TileOptions{Size: 512})
			require.NoError(b, err)
			c.Release()
			n++
		}
		b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "tiles/s")
	})
}
