//go:build unix

package encode

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"

	"dateline/geo/corpora"
	"dateline/geo/layer"
	"dateline/geo/tile"

	"github.com/stretchr/testify/require"
)

// events is a layer of made-up events.
func events(t testing.TB, n int) *layer.Layer {
	l, _, err := layer.ReadGeoJSON(bytes.NewReader(corpora.PointEvents(1, n)))
	require.NoError(t, err)
	return l
}

func BenchmarkMVT(b *testing.B) {
	l := events(b, 100_000)
	e := New("events", l)
	for _, n := range []uint32{100, 10_000} {
		b.Run(fmt.Sprint(n, " points"), func(b *testing.B) {
			r := rand.New(rand.NewPCG(3, 4))
			c := newCut(8, 10, 10)
			for i := range n {
				c.add(50_000+i, tile.Point, []int32{r.Int32N(4096), r.Int32N(4096)})
			}
			buf := e.MVT(nil, &c.Tile)
			b.SetBytes(int64(len(buf)))
			b.ReportAllocs()
			start := cpuTime()
			for b.Loop() {
				buf = e.MVT(buf[:0], &c.Tile)
			}
			b.ReportMetric(float64(cpuTime()-start)/float64(b.N)/float64(n), "cpu-ns/feature")
		})
	}
	b.Run("lines", func(b *testing.B) {
		r := rand.New(rand.NewPCG(3, 4))
		c := newCut(8, 10, 10)
		for i := range uint32(1000) {
			part := []int32{}
			for range 100 {
				part = append(part, r.Int32N(4096), r.Int32N(4096))
			}
			c.add(i, tile.Line, part)
		}
		buf := e.MVT(nil, &c.Tile)
		b.SetBytes(int64(len(buf)))
		start := cpuTime()
		for b.Loop() {
			buf = e.MVT(buf[:0], &c.Tile)
		}
		b.ReportMetric(float64(cpuTime()-start)/float64(b.N)/1e5, "cpu-ns/vertex")
	})
}

func BenchmarkNew(b *testing.B) {
	l := events(b, 300_000)
	for b.Loop() {
		New("events", l)
	}
}

// cpuTime is what the process has used so far, in nanoseconds: unlike time
// that has passed, it means something on a machine with other work to do.
func cpuTime() int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return u.Utime.Nano() + u.Stime.Nano()
}
