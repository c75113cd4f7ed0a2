package paint

import (
	"container/list"
	"sync"
)

// An lru keeps what was used last, up to a bound on its weight. It is safe for
// concurrent use.
type lru[K comparable, V any] struct {
	mu     sync.Mutex
	most   int
	weight int
	order  list.List // of *lruEntry, the last used in front
	byKey  map[K]*list.Element
}

type lruEntry[K comparable, V any] struct {
	key    K
	value  V
	weight int
}

func newLRU[K comparable, V any](most int) *lru[K, V] {
	return &lru[K, V]{most: most, byKey: map[K]*list.Element{}}
}

func (c *lru[K, V]) get(key K) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return value, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*lruEntry[K, V]).value, true
}

// put keeps a value unless it weighs more than the whole may. What was kept
// under the same key is forgotten.
func (c *lru[K, V]) put(key K, value V, weight int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byKey[key]; ok {
		c.remove(e)
	}
	if weight > c.most {
		return
	}
	c.byKey[key] = c.order.PushFront(&lruEntry[K, V]{key, value, weight})
	for c.weight += weight; c.weight > c.most; {
		c.remove(c.order.Back())
	}
}

func (c *lru[K, V]) remove(e *list.Element) {
	entry := c.order.Remove(e).(*lruEntry[K, V])
	delete(c.byKey, entry.key)
	c.weight -= entry.weight
}
