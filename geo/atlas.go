// Package geo is the Atlas: the maps and layers that are loaded now. Layers
// never change; when files do, the Atlas swaps in a new [State] as a whole, so
// that a request sees one state from its beginning to its end.
package geo

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"dateline/geo/report"
)

// An Atlas holds maps and keeps them current. Its methods are safe for
// concurrent use.
type Atlas struct {
	log     *slog.Logger
	state   atomic.Pointer[State]
	loading sync.Mutex // one load at a time; readers need no lock
	loaders []*loader
}

// A State is all maps at one moment. It never changes.
type State struct {
	Maps   []*Map
	Loaded time.Time
	byName map[string][]*Layer // by bare and by full name
}

// Open loads a map from each folder. What is wrong with single files is told
// in the maps' Problems and logged; an error is a folder that cannot be read,
// or two that would make maps of one name.
func Open(log *slog.Logger, folders ...Folder) (*Atlas, error) {
	a := &Atlas{log: log}
	byName := map[string]Folder{}
	for _, f := range folders {
		name := slug(f.Name)
		if other, taken := byName[name]; taken {
			return nil, fmt.Errorf("%s and %s would both be the map %s; rename one of the folders", where(other), where(f), name)
		}
		byName[name] = f
		a.loaders = append(a.loaders, &loader{Folder: f})
	}
	if _, err := a.Reload(); err != nil {
		return nil, err
	}
	return a, nil
}

func where(f Folder) string {
	if f.Dir != "" {
		return f.Dir
	}
	return f.Name
}

// State is the current one.
func (a *Atlas) State() *State { return a.state.Load() }

// Reload reads what has changed in the folders and swaps in a new state.
// settled is false if a file was still being written.
func (a *Atlas) Reload() (settled bool, err error) {
	a.loading.Lock()
	defer a.loading.Unlock()
	now := time.Now()
	before := a.state.Load()
	s := &State{Loaded: now, byName: map[string][]*Layer{}}
	settled = true
	for i, l := range a.loaders {
		m, ok, err := l.load(now)
		if err != nil {
			if before == nil {
				return false, err
			}
			// The folder is gone or cannot be read: what was good stays up.
			m = gone(before, before.Maps[i], err)
		}
		settled = settled && (ok || err != nil)
		s.Maps = append(s.Maps, m)
		for _, layer := range m.Layers {
			s.byName[layer.FullName] = append(s.byName[layer.FullName], layer)
			s.byName[layer.Name] = append(s.byName[layer.Name], layer)
		}
	}
	a.state.Store(s)
	a.tell(before, s)
	return settled, nil
}

// gone is a map, as a state has it, whose folder cannot be read any more.
func gone(before *State, m *Map, err error) *Map {
	kept := *m
	if kept.Stale.IsZero() {
		kept.Stale = before.Loaded
	}
	kept.Problems = []report.Finding{{File: m.Name, Message: err.Error(), Fix: "its last good version stays up"}}
	return &kept
}

// maxTold bounds how many findings of one map are logged.
const maxTold = 50

// tell logs what is new.
func (a *Atlas) tell(before, now *State) {
	for i, m := range now.Maps {
		var old *Map
		if before != nil {
			old = before.Maps[i]
		}
		if old != nil && old.Version == m.Version && slices.Equal(old.Problems, m.Problems) {
			continue
		}
		a.log.Info("map loaded", "map", m.Name, "layers", len(m.Layers), "features", m.Total(), "problems", len(m.Problems))
		for _, held := range m.Held {
			a.log.Info(held, "map", m.Name)
		}
		for n, p := range m.Problems {
			if n == maxTold {
				a.log.Warn("more problems", "map", m.Name, "count", len(m.Problems)-n)
				break
			}
			a.log.Warn(p.String(), "map", m.Name)
		}
	}
}

// Map returns the map of the given name, nil if there is none.
func (s *State) Map(name string) *Map {
	for _, m := range s.Maps {
		if m.Name == name {
			return m
		}
	}
	return nil
}

// An AmbiguousError says that several maps have a layer of the asked name.
type AmbiguousError struct {
	Name string
	Full []string
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("several maps have a layer %s; ask for %s", e.Name, strings.Join(e.Full, " or "))
}

// Layer returns the layer of the given full name, or of the given bare name as
// long as only one map has it. It is nil if there is none; the error is an
// [*AmbiguousError].
func (s *State) Layer(name string) (*Layer, error) {
	switch all := s.byName[name]; len(all) {
	case 0:
		return nil, nil
	case 1:
		return all[0], nil
	default:
		e := &AmbiguousError{Name: name}
		for _, l := range all {
			e.Full = append(e.Full, l.FullName)
		}
		return nil, e
	}
}

// Layers lists the layers of all maps.
func (s *State) Layers() []*Layer {
	var all []*Layer
	for _, m := range s.Maps {
		all = append(all, m.Layers...)
	}
	return all
}

// Problems lists what is wrong in all maps.
func (s *State) Problems() []report.Finding {
	var all []report.Finding
	for _, m := range s.Maps {
		all = append(all, m.Problems...)
	}
	return all
}

// Address is the shortest name that the layer can be asked for by.
func (s *State) Address(l *Layer) string {
	if len(s.byName[l.Name]) == 1 {
		return l.Name
	}
	return l.FullName
}

// Watch keeps the atlas current until the context ends.
func (a *Atlas) Watch(ctx context.Context) {
	w := watcher{atlas: a, log: a.log}
	for _, l := range a.loaders {
		if l.Dir != "" {
			w.dirs = append(w.dirs, l.Dir)
		}
	}
	if len(w.dirs) > 0 || w.due() != nil {
		w.run(ctx)
	}
}
