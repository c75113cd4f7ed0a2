package server

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/gorilla/mux"
	"github.com/stretchr/testify/require"
)

// BenchmarkCachedBasemapTile compares a painted tile from the cache with the
// least that a server could do: a router with the same pattern that writes the
// same headers and bytes. Both take turns, so that what else the machine does
// falls on both; an iteration is a turn of each. Counted is processor time, over
// HTTP that of the client as well.
func BenchmarkCachedBasemapTile(b *testing.B) {
	_, h := paintServer(b, smallWorld(b), nil)
	const path = "/tiles/basemap/2/2/1@2x.png?theme=light&lang=en"
	first := ask(h, path)
	require.Equal(b, 200, first.Code)
	body := first.Body.Bytes()
	bare := mux.NewRouter()
	bare.HandleFunc("/tiles/basemap/{z}/{x}/{y}.{format:mvt|png}", func(w http.ResponseWriter, _ *http.Request) {
		for name, values := range first.Header() {
			w.Header()[name] = values
		}
		_, _ = w.Write(body)
	})
	b.Run("handler", func(b *testing.B) {
		turns(b, func() { asks(b, h, path) }, func() { asks(b, bare, path) })
	})
	b.Run("http", func(b *testing.B) {
		own, other := httptest.NewServer(h), httptest.NewServer(bare)
		defer own.Close()
		defer other.Close()
		turns(b, func() { gets(b, own, path) }, func() { gets(b, other, path) })
	})
}

// perTurn is how many requests a turn has.
const perTurn = 500

// turns reports medians: how many requests a core answers in a second, and how
// many times the processor time of the other a request takes.
func turns(b *testing.B, own, other func()) {
	own()
	other()
	var owns, others []float64
	for b.Loop() {
		owns = append(owns, processorTime(b, own))
		others = append(others, processorTime(b, other))
	}
	median := func(all []float64) float64 { slices.Sort(all); return all[len(all)/2] }
	b.ReportMetric(perTurn/median(owns), "tiles/s/core")
	b.ReportMetric(median(owns)/median(others), "×bare")
}

func asks(b *testing.B, h http.Handler, path string) {
	for range perTurn {
		if w := ask(h, path); w.Code != http.StatusOK {
			b.Fatal(w.Body)
		}
	}
}

func gets(b *testing.B, s *httptest.Server, path string) {
	for range perTurn {
		res, err := s.Client().Get(s.URL + path)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, res.Body); err != nil || res.StatusCode != http.StatusOK {
			b.Fatal(err, res.Status)
		}
		res.Body.Close()
	}
}

// processorTime is that of the whole process, in seconds.
func processorTime(b *testing.B, work func()) float64 {
	used := func() time.Duration {
		var u syscall.Rusage
		require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	before := used()
	work()
	return (used() - before).Seconds()
}
