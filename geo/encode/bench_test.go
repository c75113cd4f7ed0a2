package encode

import (
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"

	"dateline/geo/report"
	"dateline/geo/tile"
)

// events is a layer of n rows as a desk would have them: titles that all
// differ, places and dates that repeat, words that repeat often.
func events(n int) *table {
	r := rand.New(rand.NewPCG(1, 2))
	columns := make([][]any, 6)
	l := &table{}
	for i := range n {
		place := r.IntN(n/4 + 1)
		columns[0] = append(columns[0], fmt.Sprintf("Report %d of something near place %d", i, place))
		columns[1] = append(columns[1], []any{"event", "movement", "shelling", "statement"}[r.IntN(4)])
		columns[2] = append(columns[2], string(report.Statuses()[r.IntN(7)]))
		columns[3] = append(columns[3], fmt.Sprintf("2024-%02d-%02d", 1+r.IntN(12), 1+r.IntN(28)))
		columns[4] = append(columns[4], fmt.Sprint("Place ", place))
		columns[5] = append(columns[5], uint64(r.IntN(500)))
		l.ids = append(l.ids, uint64(i))
	}
	for i, name := range []string{"title", "kind", "status", "when", "place", "count"} {
		l.column(name, []int{4, 1, 1, 2, 4, 2}[i], columns[i]...)
	}
	return l
}

func BenchmarkMVT(b *testing.B) {
	l := events(100_000)
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
	l := events(100_000)
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
