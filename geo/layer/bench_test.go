package layer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime"
	"syscall"
	"testing"
	"time"

	"dateline/geo/corpora"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
)

// BenchmarkRead reads GeoJSON to a ready layer. Of each corpus it reports the
// speed, the processor time per byte, how many times as fast it is as
// encoding/json decoding into orb's geometries and maps of properties (what
// orb/geojson does), and the memory of the layer at rest as a share of the
// file.
func BenchmarkRead(b *testing.B) {
	for _, c := range []struct {
		name string
		make func() []byte
	}{
		{"points", func() []byte { return corpora.PointEvents(1, 100_000) }},
		{"lines", func() []byte { return corpora.Lines(1, 8_500) }},
		{"areas", func() []byte { return corpora.Areas(1, 8_500) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			data := c.make()
			b.SetBytes(int64(len(data)))
			var l *Layer
			size := heap(func() any { l, _, _ = ParseGeoJSON(bytes.Clone(data)); return l })
			cpu := cpuTime()
			for b.Loop() {
				_, _, err := ParseGeoJSON(data)
				require.NoError(b, err)
			}
			ours := float64(b.Elapsed()) / float64(b.N)
			b.ReportMetric(float64(cpuTime()-cpu)/float64(b.N)/float64(len(data)), "cpu-ns/B")
			b.ReportMetric(float64(size)/float64(len(data)), "heap/file")
			start := time.Now()
			require.NoError(b, decode(data))
			b.ReportMetric(float64(time.Since(start))/ours, "×json")
		})
	}
}

// decode reads a collection with encoding/json.
func decode(data []byte) error {
	var all struct {
		Features []struct {
			ID         any
			Properties map[string]any
			Geometry   struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(data, &all); err != nil {
		return err
	}
	geometries := make([]orb.Geometry, len(all.Features))
	for i, f := range all.Features {
		var err error
		switch f.Geometry.Type {
		case "Point":
			geometries[i], err = into[orb.Point](f.Geometry.Coordinates)
		case "LineString":
			geometries[i], err = into[orb.LineString](f.Geometry.Coordinates)
		case "Polygon":
			geometries[i], err = into[orb.Polygon](f.Geometry.Coordinates)
		default:
			err = fmt.Errorf("geometry %s", f.Geometry.Type)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func into[T any](coordinates []byte) (v T, err error) {
	err = json.Unmarshal(coordinates, &v)
	return v, err
}

// cpuTime is the processor time that the process has taken, in nanoseconds. It
// hardly depends on what else the machine does.
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

// BenchmarkSelect goes through 100,000 points.
func BenchmarkSelect(b *testing.B) {
	l, _, err := ParseGeoJSON(corpora.PointEvents(1, 100_000))
	require.NoError(b, err)
	day := func(month int) time.Time { return time.Date(2023, time.Month(month), 1, 0, 0, 0, 0, time.UTC) }
	for name, f := range map[string]Filter{
		"box": {BBox: &Box{130, 30, 140, 40}}, "kind": {Kinds: []string{"movement"}}, "dates": {Dated: true, From: day(1), To: day(3)}, "words": {Q: "tokyo 12"},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				for range l.Select(f) {
				}
			}
		})
	}
}

// BenchmarkFeature reads the text of features in an order of its own, so that
// nearly each is in another block.
func BenchmarkFeature(b *testing.B) {
	l, _, err := ParseGeoJSON(corpora.PointEvents(1, 100_000))
	require.NoError(b, err)
	i := 0
	for b.Loop() {
		i = (i + 7919) % l.Len()
		l.Feature(i).JSON()
	}
}
