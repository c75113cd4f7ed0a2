package layer

import (
	"bytes"
	"runtime"
	"syscall"
	"testing"

	"dateline/geo/corpora"

	"github.com/stretchr/testify/require"
)

func BenchmarkRead(b *testing.B) {
	for _, c := range []struct {
		name string
		make func() []byte
	}{
		{"points", func() []byte { return corpora.PointEvents(1, 100_000) }},
		{"lines", func() []byte { return corpora.Lines(1, 8_000) }},
		{"areas", func() []byte { return corpora.Areas(1, 8_000) }},
	} {
		data := c.make()
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			cpu := cpuTime()
			for b.Loop() {
				_, _, err := ParseGeoJSON(data)
				require.NoError(b, err)
			}
			b.ReportMetric(float64(cpuTime()-cpu)/float64(b.N)/float64(len(data)), "cpu-ns/B")
		})
		b.Run(c.name+"/rest", func(b *testing.B) {
			for b.Loop() {
				var l *Layer
				size := heap(func() any { l, _, _ = ParseGeoJSON(bytes.Clone(data)); return l })
				b.ReportMetric(float64(size)/float64(len(data)), "heap/file")
				b.ReportMetric(float64(l.Bytes())/float64(len(data)), "Bytes/file")
			}
		})
	}
}

// cpuTime is the processor time that the process has taken, in nanoseconds. It
// does not depend on what else the machine does.
func cpuTime() int64 {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return u.Utime.Nano() + u.Stime.Nano()
}

// heap is how many bytes more are in use while what make returns is kept.
func heap(make func() any) int64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&before)
	kept := make()
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(kept)
	return int64(after.HeapAlloc) - int64(before.HeapAlloc)
}
