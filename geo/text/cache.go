package text

import "sync"

// cache holds values up to a weight. It forgets by generations: when the young
// half is full it becomes the old half, and what is not asked for while it is
// old goes with it.
type cache[K comparable, V any] struct {
	half int // the most that one generation weighs

	mu         sync.Mutex
	young, old map[K]weighed[V]
	weight     int // of the young
}

type weighed[V any] struct {
	value  V
	weight int
}

func newCache[K comparable, V any](most int) *cache[K, V] {
	return &cache[K, V]{half: most / 2, young: map[K]weighed[V]{}}
}

func (c *cache[K, V]) get(key K) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	w, ok := c.young[key]
	if ok {
		return w.value, true
	}
	if w, ok = c.old[key]; ok {
		delete(c.old, key)
		c.add(key, w)
	}
	return w.value, ok
}

// put keeps the value unless it is too heavy, and returns the one that is kept
// for the key: the first that was put.
func (c *cache[K, V]) put(key K, value V, weight int) V {
	c.mu.Lock()
	defer c.mu.Unlock()
	if w, ok := c.young[key]; ok {
		return w.value
	}
	if weight <= c.half {
		c.add(key, weighed[V]{value, weight})
	}
	return value
}

func (c *cache[K, V]) add(key K, w weighed[V]) {
	if c.weight+w.weight > c.half {
		c.old, c.young, c.weight = c.young, map[K]weighed[V]{}, 0
	}
	c.young[key] = w
	c.weight += w.weight
}
