package server

import (
	"context"
	"errors"
	"sync"
	"time"
)

// errBusy says that too much is being painted already; its answer asks to come
// again soon.
var errBusy = errors.New("so many pictures are being painted that this one would have to wait too long; ask again in a few seconds")

// A gate lets so much through at once and no more; those who come later wait,
// the first first.
type gate struct {
	places   int64 // free and taken ones
	most     int   // who may wait
	patience time.Duration

	mu      sync.Mutex
	taken   int64
	waiting []*waiter
}

type waiter struct {
	weight int64
	in     chan struct{} // closed once it has its places
}

// newGate makes a gate of so many places, before which at most so many wait, for
// so long.
func newGate(places int64, most int, patience time.Duration) *gate {
	return &gate{places: places, most: most, patience: patience}
}

// enter takes places, at most all there are; leave gives them back. The error
// is errBusy, or that of the context.
func (g *gate) enter(ctx context.Context, weight int64) (leave func(), err error) {
	weight = min(max(weight, 1), g.places)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	g.mu.Lock()
	if len(g.waiting) == 0 && g.taken+weight <= g.places {
		g.taken += weight
		g.mu.Unlock()
		return g.leaver(weight), nil
	}
	if len(g.waiting) >= g.most {
		g.mu.Unlock()
		return nil, errBusy
	}
	w := &waiter{weight: weight, in: make(chan struct{})}
	g.waiting = append(g.waiting, w)
	g.mu.Unlock()
	timer := time.NewTimer(g.patience)
	defer timer.Stop()
	select {
	case <-w.in:
		return g.leaver(weight), nil
	case <-ctx.Done():
		err = ctx.Err()
	case <-timer.C:
		err = errBusy
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	select {
	case <-w.in: // it was let in while it gave up
		g.taken -= weight
	default:
		for i, other := range g.waiting {
			if other == w {
				g.waiting = append(g.waiting[:i], g.waiting[i+1:]...)
				break
			}
		}
	}
	g.admit()
	return nil, err
}

func (g *gate) leaver(weight int64) func() {
	return sync.OnceFunc(func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.taken -= weight
		g.admit()
	})
}

// admit lets in who has place now. It is called with the lock held.
func (g *gate) admit() {
	n := 0
	for _, w := range g.waiting {
		if g.taken+w.weight > g.places {
			break // those behind do not overtake, or one that needs much would never come in
		}
		g.taken += w.weight
		close(w.in)
		n++
	}
	g.waiting = append(g.waiting[:0], g.waiting[n:]...)
}

// load is what is taken, and who waits.
func (g *gate) load() (taken int64, waiting int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.taken, len(g.waiting)
}
