package geo

import (
	"context"
	"log/slog"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// quiet is how long nothing may happen in a folder before it is read.
	quiet = 100 * time.Millisecond
	// patience bounds the wait for quiet, so that a file which is written
	// without pause does not hold up the others.
	patience = 500 * time.Millisecond
	// lookAnyway is the step in which folders are read without being told of
	// a change: a folder may have been replaced, or events lost.
	lookAnyway = 5 * time.Second
	// pollEvery takes its place where the system cannot tell of changes.
	pollEvery = 500 * time.Millisecond
)

// A watcher reloads the atlas when files change.
type watcher struct {
	atlas *Atlas
	log   *slog.Logger
	dirs  []string
}

func (w *watcher) run(ctx context.Context) {
	var events <-chan fsnotify.Event
	var errs <-chan error
	every := lookAnyway
	n, err := fsnotify.NewWatcher()
	if err == nil {
		defer n.Close()
		events, errs = n.Events, n.Errors
		err = w.add(n)
	}
	if err != nil {
		w.log.Warn("the system does not tell of changed files; looking twice a second", "cause", err)
		every = pollEvery
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	// A file may have changed between the first load and the watch.
	again := w.reload()
	for {
		due := w.due()
		select {
		case <-ctx.Done():
			return
		case <-events:
			settle(ctx, events)
		case err := <-errs:
			w.log.Warn("watching files", "cause", err)
		case <-again:
		case <-due:
		case <-tick.C:
			if n != nil {
				_ = w.add(n) // a folder that was replaced needs a new watch; a missing one is told by reload
			}
		}
		again = w.reload()
	}
}

// due returns a channel that fires when the next feature is to be published.
func (w *watcher) due() <-chan time.Time {
	now := time.Now()
	if next := w.atlas.State().nextDue(now); !next.IsZero() {
		return time.After(next.Sub(now))
	}
	return nil
}

func (w *watcher) add(n *fsnotify.Watcher) error {
	for _, dir := range w.dirs {
		if err := n.Add(dir); err != nil {
			return err
		}
	}
	return nil
}

// settle waits until no event has come for a while.
func settle(ctx context.Context, events <-chan fsnotify.Event) {
	limit := time.After(patience)
	for {
		select {
		case <-ctx.Done():
			return
		case <-limit:
			return
		case <-time.After(quiet):
			return
		case <-events:
		}
	}
}

// reload returns a channel that fires when it should be called again even if
// nothing is heard, nil if there is no need.
func (w *watcher) reload() <-chan time.Time {
	settled, err := w.atlas.Reload()
	if err != nil {
		w.log.Error("reloading", "cause", err)
	}
	if !settled {
		return time.After(quiet)
	}
	return nil
}
