package geo

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
)

// What goes wrong once is not kept: the next who asks gets a new try.
func TestRecentForgetsPanics(t *testing.T) {
	r := newRecent[string, int](2)
	var waiting sync.WaitGroup
	for range 8 {
		waiting.Go(func() {
			assert.PanicsWithValue(t, "no font", func() { r.get("a", func() int { panic("no font") }) })
		})
	}
	waiting.Wait()
	assert.Empty(t, r.all)
	assert.Equal(t, 1, r.get("a", func() int { return 1 }))
	assert.Equal(t, 1, r.get("a", func() int { return 2 }), "what could be made is kept")
}
