package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMemoryLimitFollowsWhatIsInUse(t *testing.T) {
	m := memoryLimit{least: 100 << 20}
	assert.EqualValues(t, 100<<20, m.wanted(0))
	assert.EqualValues(t, 100<<20, m.wanted(80<<20))
	assert.EqualValues(t, 108<<20, m.wanted(96<<20), "garbage always has room")
	assert.EqualValues(t, 9<<30, m.wanted(8<<30), "data may be of any size")
}

// Not parallel: the limit is the process's.
func TestMemoryLimit(t *testing.T) {
	limit := func() int64 { return debug.SetMemoryLimit(-1) }
	t.Setenv("GOGC", "100") // leaves it
	t.Setenv("GOMEMLIMIT", "1GiB")
	limitMemory(0)()
	require.EqualValues(t, math.MaxInt64, limit(), "the operator's own is left")

	t.Setenv("GOMEMLIMIT", "")
	end := limitMemory(32 << 20)
	t.Cleanup(end)
	assert.GreaterOrEqual(t, limit(), int64(painting+36<<20))

	const size = 2 * painting
	data := make([]byte, size)
	eventually(t, "the limit makes room", func() bool { runtime.GC(); return limit() > size })
	runtime.KeepAlive(data)
	eventually(t, "the limit goes back", func() bool { runtime.GC(); return limit() < size })

	end()
	assert.EqualValues(t, math.MaxInt64, limit())
	runtime.GC()
	assert.EqualValues(t, math.MaxInt64, limit(), "nothing follows any more")
}
