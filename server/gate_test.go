package server

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// soon bounds waits in tests; nothing asserts how long something takes.
const soon = 10 * time.Second

func waitFor(t *testing.T, what string, holds func() bool) {
	t.Helper()
	require.Eventually(t, holds, soon, time.Millisecond, what)
}

func TestGateLetsInSoManyAtOnce(t *testing.T) {
	g := newGate(3, 1000, soon)
	var inside, most, entered atomic.Int64
	var all sync.WaitGroup
	for i := range 200 {
		weight := int64(1 + i%3)
		all.Go(func() {
			leave, err := g.enter(t.Context(), weight)
			if !assert.NoError(t, err) {
				return
			}
			now := inside.Add(weight)
			for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
			}
			entered.Add(1)
			inside.Add(-weight)
			leave()
			leave() // a second time is nothing
		})
	}
	all.Wait()
	assert.EqualValues(t, 200, entered.Load())
	assert.LessOrEqual(t, most.Load(), int64(3))
	taken, waiting := g.load()
	assert.Zero(t, taken)
	assert.Zero(t, waiting)
}

func TestGateIsFirstComeFirstServed(t *testing.T) {
	g := newGate(2, 10, soon)
	leave, err := g.enter(t.Context(), 1)
	require.NoError(t, err)
	order := make(chan string, 2)
	var all sync.WaitGroup
	queue := func(name string, weight int64, behind int) {
		all.Go(func() {
			leave, err := g.enter(t.Context(), weight)
			if assert.NoError(t, err) {
				order <- name
				leave()
			}
		})
		waitFor(t, name+" waits", func() bool { _, n := g.load(); return n == behind })
	}
	queue("large", 2, 1)
	queue("small", 1, 2) // there is place for it, but it came later
	leave()
	all.Wait()
	assert.Equal(t, "large", <-order)
	assert.Equal(t, "small", <-order)
}

func TestGateDoesNotLetWaitForEver(t *testing.T) {
	g := newGate(1, 1, 20*time.Millisecond)
	leave, err := g.enter(t.Context(), 1)
	require.NoError(t, err)
	_, err = g.enter(t.Context(), 1)
	assert.ErrorIs(t, err, errBusy, "its time is over")

	g.patience = soon
	ctx, cancel := context.WithCancel(t.Context())
	gone := make(chan error)
	go func() { _, err := g.enter(ctx, 1); gone <- err }()
	waitFor(t, "one waits", func() bool { _, n := g.load(); return n == 1 })
	_, err = g.enter(t.Context(), 1)
	assert.ErrorIs(t, err, errBusy, "the queue is full")
	cancel()
	assert.ErrorIs(t, <-gone, context.Canceled)
	_, err = g.enter(ctx, 1)
	assert.ErrorIs(t, err, context.Canceled, "who has gone does not come in")

	leave()
	leave, err = g.enter(t.Context(), 99)
	require.NoError(t, err, "what weighs more than all takes all")
	leave()
	taken, waiting := g.load()
	assert.Zero(t, taken)
	assert.Zero(t, waiting)
}

// One that gives up at the moment it is let in leaves no place taken.
func TestGateLosesNoPlace(t *testing.T) {
	g := newGate(2, 1000, soon)
	var all sync.WaitGroup
	for i := range 500 {
		all.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i%7)*100*time.Microsecond)
			defer cancel()
			leave, err := g.enter(ctx, 1+int64(i%2))
			if err == nil {
				time.Sleep(50 * time.Microsecond)
				leave()
			}
		})
	}
	all.Wait()
	taken, waiting := g.load()
	assert.Zero(t, taken)
	assert.Zero(t, waiting)
}

func TestFlights(t *testing.T) {
	var f flights[string, int]
	var runs atomic.Int64
	release := make(chan struct{})
	run := func(ctx context.Context) (int, error) {
		runs.Add(1)
		select {
		case <-release:
			return 7, nil
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
	aboard := func(n int) {
		waitFor(t, "so many are aboard", func() bool {
			f.mu.Lock()
			defer f.mu.Unlock()
			return n == 0 && f.all["a"] == nil || f.all["a"] != nil && f.all["a"].aboard == n
		})
	}
	first, cancelFirst := context.WithCancel(t.Context())
	errs := make(chan error, 1)
	go func() { _, err := f.do(first, "a", run); errs <- err }()
	aboard(1)
	var others sync.WaitGroup
	for range 10 {
		others.Go(func() {
			v, err := f.do(t.Context(), "a", run)
			assert.NoError(t, err)
			assert.Equal(t, 7, v)
		})
	}
	aboard(11)
	cancelFirst()
	assert.ErrorIs(t, <-errs, context.Canceled, "the first does not wait any longer")
	aboard(10)
	close(release)
	others.Wait()
	assert.EqualValues(t, 1, runs.Load(), "and the others got what it had begun")
	assert.Empty(t, f.all)
}

func TestFlightsEndWithTheLast(t *testing.T) {
	var f flights[string, int]
	ended := make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	started := make(chan struct{})
	go func() {
		<-started
		cancel()
	}()
	_, err := f.do(ctx, "a", func(ctx context.Context) (int, error) {
		close(started)
		<-ctx.Done()
		ended <- ctx.Err()
		return 0, ctx.Err()
	})
	assert.ErrorIs(t, err, context.Canceled)
	assert.ErrorIs(t, <-ended, context.Canceled)
	v, err := f.do(t.Context(), "a", func(context.Context) (int, error) { return 3, nil })
	require.NoError(t, err)
	assert.Equal(t, 3, v, "who comes later gets one of their own")
}

func TestFlightsThatPanic(t *testing.T) {
	var f flights[string, int]
	_, err := f.do(t.Context(), "a", func(context.Context) (int, error) { panic("a ring without points") })
	require.Error(t, err)
	assert.Contains(t, err.Error(), "a ring without points")
	assert.Empty(t, f.all)
	_, err = f.do(t.Context(), "a", func(context.Context) (int, error) { return 0, errors.New("no") })
	assert.EqualError(t, err, "no")
}
