//go:build unix

package paint

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"dateline/geo/raster"

	"github.com/stretchr/testify/require"
)

// cpuTime is what the process has used, by itself and for it.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
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
			n, bytes, start := 0, 0, cpuTime()
			for b.Loop() {
				c, err := m.Tile(b.Context(), list[n%len(list)], o)
				require.NoError(b, err)
				png = c.PNG(png[:0], raster.PNGOptions{})
				bytes += len(png)
				c.Release()
				n++
			}
			b.ReportMetric(float64(n)/(cpuTime()-start).Seconds(), "tiles/cpu-s")
			b.ReportMetric(float64(bytes)/float64(n), "B/tile")
		})
	}
	// Every tile by a basemap that remembers nothing.
	b.Run("cold", func(b *testing.B) {
		n, start := 0, cpuTime()
		for b.Loop() {
			m := newBasemap(b)
			c, err := m.Tile(b.Context(), list[n%len(list)], TileOptions{Size: 512})
			require.NoError(b, err)
			c.Release()
			n++
		}
		b.ReportMetric(float64(n)/(cpuTime()-start).Seconds(), "tiles/cpu-s")
	})
}
