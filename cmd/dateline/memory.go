package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

const (
	// garbage is how much of it, in percent of what is in use, a server lets lie.
	// Most of its memory stays for long, so that going over it twice as often as
	// usual costs painting a few percent, and takes a sixth off the memory.
	garbage = 50
	// painting is what painting takes, in bytes: what is remembered of the basemap,
	// of fonts and labels, canvases, and the garbage of some hundred tiles.
	painting = 114 << 20
	// headroom is the part of what is in use that may be garbage at least, an
	// eighth: collecting it costs no more than eight times making it.
	headroom = 8
)

// A memoryLimit tells the garbage collector how much memory a server should do
// with. What is in use need not fit: data may be of any size, and a limit that
// leaves no room for garbage would keep the collector busy for ever. So the limit
// follows what is in use, with headroom, and never falls below what painting and
// the cache take. Without it garbage grows with the cache, and what has been
// freed once is given back to the system only slowly.
type memoryLimit struct {
	least int64

	mu    sync.Mutex
	limit int64
	ended bool
}

// limitMemory keeps the limit until end is called, unless the operator has set one.
func limitMemory(tileCache uint64) (end func()) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	if os.Getenv("GOMEMLIMIT") != "" {
		return func() {}
	}
	// Pages come on top of tiles, an eighth of them.
	m := &memoryLimit{least: painting + int64(min(tileCache, 1<<50)/8*9)}
	m.follow()
	return m.end
}

// follow sets the limit now and after each garbage collection, which is when a
// thing that nobody holds is cleaned up.
func (m *memoryLimit) follow() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.ended {
		return
	}
	m.set(m.wanted(live()))
	runtime.AddCleanup(&struct{ _ [64]byte }{}, (*memoryLimit).follow, m)
}

// wanted is the limit while so many bytes are in use.
func (m *memoryLimit) wanted(live int64) int64 {
	return max(m.least, live+live/headroom)
}

// set sets a limit that is not much the same: it stops the program for a moment.
func (m *memoryLimit) set(limit int64) {
	if math.Abs(float64(limit-m.limit)) > 0.02*float64(m.limit) {
		m.limit = limit
		debug.SetMemoryLimit(limit)
	}
}

func (m *memoryLimit) end() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.ended = true
	debug.SetMemoryLimit(math.MaxInt64)
}

// live is what the last garbage collection found in use, in bytes, with the
// memory for stacks.
func live() int64 {
	all := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"}}
	metrics.Read(all)
	sum := uint64(0)
	for _, s := range all {
		if s.Value.Kind() == metrics.KindUint64 {
			sum += s.Value.Uint64()
		}
	}
	return int64(sum)
}
