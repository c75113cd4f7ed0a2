package main

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"
)

// silence is how long a stopping server waits for the first request on a
// connection: browsers open some that they never use.
const silence = 2 * time.Second

// openConns are the connections that an answer is due on, or may be: for those
// without a request so far, since when.
type openConns struct {
	mu    sync.Mutex
	since map[net.Conn]time.Time // zero once a request has come
}

// note is an http.Server's ConnState.
func (o *openConns) note(c net.Conn, state http.ConnState) {
	o.mu.Lock()
	defer o.mu.Unlock()
	switch state {
	case http.StateNew:
		o.since[c] = time.Now()
	case http.StateActive:
		o.since[c] = time.Time{}
	default:
		delete(o.since, c)
	}
}

// wait returns when nothing is due any more, or with the context.
func (o *openConns) wait(ctx context.Context) {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for o.due() {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (o *openConns) due() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, since := range o.since {
		if since.IsZero() || time.Since(since) < silence {
			return true
		}
	}
	return false
}
