package server

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
)

// flights make each thing once for all who ask for it at the same time. Unlike
// a call for one of them, a flight ends when the last of them has gone, and not
// with the first.
type flights[K comparable, V any] struct {
	mu  sync.Mutex
	all map[K]*flight[V]
}

type flight[V any] struct {
	done   chan struct{}
	cancel context.CancelFunc
	aboard int
	value  V
	err    error
}

// do returns what run makes for the key, or the context's error if that ends
// before. run must return soon after its own context has ended.
func (f *flights[K, V]) do(ctx context.Context, key K, run func(context.Context) (V, error)) (V, error) {
	f.mu.Lock()
	t := f.all[key]
	if t == nil {
		t = f.depart(ctx, key, run)
	}
	t.aboard++
	f.mu.Unlock()
	select {
	case <-t.done:
		return t.value, t.err
	case <-ctx.Done():
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if t.aboard--; t.aboard == 0 {
		t.cancel()
		if f.all[key] == t {
			delete(f.all, key) // who comes now would get its error
		}
	}
	var none V
	return none, ctx.Err()
}

// depart begins a flight. It is called with the lock held.
func (f *flights[K, V]) depart(ctx context.Context, key K, run func(context.Context) (V, error)) *flight[V] {
	own, cancel := context.WithCancel(context.WithoutCancel(ctx))
	t := &flight[V]{done: make(chan struct{}), cancel: cancel}
	if f.all == nil {
		f.all = map[K]*flight[V]{}
	}
	f.all[key] = t
	go func() {
		defer func() {
			// What panics here would end the program; a handler only ends its request.
			if cause := recover(); cause != nil {
				t.err = fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
			}
			cancel()
			f.mu.Lock()
			if f.all[key] == t {
				delete(f.all, key)
			}
			f.mu.Unlock()
			close(t.done)
		}()
		t.value, t.err = run(own)
	}()
	return t
}
