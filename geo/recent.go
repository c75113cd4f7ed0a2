package geo

import "sync"

// recent keeps what was made last, up to a number of things. Those who ask for
// one that is being made wait for it. It is safe for concurrent use.
type recent[K comparable, V any] struct {
	most int

	mu  sync.Mutex
	now uint64 // counts requests
	all map[K]*kept[V]
}

type kept[V any] struct {
	value func() V
	used  uint64
}

func newRecent[K comparable, V any](most int) *recent[K, V] {
	return &recent[K, V]{most: most, all: map[K]*kept[V]{}}
}

// get returns the thing of a key, made now if it is not kept. If making it
// panics, so does get for all who wait for it, and the next one tries again.
func (r *recent[K, V]) get(key K, make func() V) V {
	r.mu.Lock()
	r.now++
	k := r.all[key]
	if k == nil {
		k = &kept[V]{value: sync.OnceValue(make)}
		r.all[key] = k
	}
	k.used = r.now
	if len(r.all) > r.most {
		var oldest K
		least := r.now
		for other, k := range r.all {
			if k.used < least {
				oldest, least = other, k.used
			}
		}
		delete(r.all, oldest)
	}
	r.mu.Unlock()
	made := false
	defer func() {
		if !made {
			r.forget(key, k)
		}
	}()
	v := k.value()
	made = true
	return v
}

// forget drops what could not be made, unless another has taken its place.
func (r *recent[K, V]) forget(key K, k *kept[V]) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.all[key] == k {
		delete(r.all, key)
	}
}
