package server

import (
	"net/http"
	"strconv"
	"time"

	"dateline/geo"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what /metrics tells Prometheus.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	ok       prometheus.Counter // of requests: found once, since most are of it
	seconds  prometheus.Histogram
	tileHits prometheus.Counter
	tileCuts *prometheus.CounterVec
	features *prometheus.CounterVec

	painted      *prometheus.HistogramVec
	paintRefused prometheus.Counter
}

func newMetrics(atlas *geo.Atlas, e *easels) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dateline_requests_total", Help: "Requests answered, by status.",
		}, []string{"status"}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "dateline_request_seconds", Help: "Time to answer a request.", Buckets: prometheus.ExponentialBuckets(0.0005, 4, 8),
		}),
		tileHits: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "dateline_tile_cache_hits_total", Help: "Tiles answered from the cache.",
		}),
		tileCuts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dateline_tiles_cut_total", Help: "Tiles cut and encoded, by format.",
		}, []string{"format"}),
		features: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dateline_tile_features_total",
			Help: "Features of the tiles that were cut: in the tile, clustered, drawn as a pixel, merged into such a pixel, dropped.",
		}, []string{"fate"}),
		painted: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "dateline_paint_seconds", Help: "Time to paint a tile or a picture, waiting left out.", Buckets: prometheus.ExponentialBuckets(0.001, 4, 8),
		}, []string{"what"}),
		paintRefused: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "dateline_paint_refused_total", Help: "Tiles and pictures that were not painted because too many were waiting.",
		}),
	}
	m.ok = m.requests.WithLabelValues(strconv.Itoa(http.StatusOK))
	loaded := func(name, help string, value func(*geo.Map) int64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 {
			n := int64(0)
			for _, m := range atlas.State().Maps {
				n += value(m)
			}
			return float64(n)
		})
	}
	painting := func(name, help string, value func() float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value)
	}
	m.registry.MustRegister(m.requests, m.seconds, m.tileHits, m.tileCuts, m.features, m.painted, m.paintRefused,
		painting("dateline_painting", "Tiles and pictures that are being painted.", func() float64 {
			taken, _ := e.places.load()
			return float64(taken)
		}),
		painting("dateline_paint_waiting", "Tiles and pictures that wait to be painted.", func() float64 {
			_, tiles := e.places.load()
			_, pictures := e.pictures.load()
			return float64(tiles + pictures)
		}),
		loaded("dateline_features", "Features that are loaded.", func(m *geo.Map) int64 { return int64(m.Total()) }),
		loaded("dateline_problems", "Things wrong in the files, as on /readyz.", func(m *geo.Map) int64 { return int64(len(m.Problems)) }),
		loaded("dateline_layer_bytes", "Memory that the layers take, roughly.", (*geo.Map).Bytes),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// answered notes a request.
func (m *metrics) answered(status int, took time.Duration) {
	if status == http.StatusOK {
		m.ok.Inc()
	} else {
		m.requests.WithLabelValues(strconv.Itoa(status)).Inc()
	}
	m.seconds.Observe(took.Seconds())
}

// cut notes a tile that was made.
func (m *metrics) cut(format string, s geo.TileStats) {
	m.tileCuts.WithLabelValues(format).Inc()
	for fate, n := range map[string]int{"kept": s.Features, "clustered": s.Clustered, "pixel": s.Pixels, "merged": s.Merged, "dropped": s.Dropped} {
		m.features.WithLabelValues(fate).Add(float64(n))
	}
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
