package bench

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A contender does the same work as the others of its race. run does it once
// and returns the milliseconds that count.
type contender struct {
	run func() float64
	ms  []float64
}

// race lets the contenders run in turns, so that what else the machine does
// falls on all of them, and returns the median of each.
func race(rounds int, all ...*contender) {
	for range rounds {
		for _, c := range all {
			runtime.GC() // nobody pays for what another has left
			c.ms = append(c.ms, c.run())
		}
	}
}

func (c *contender) median() float64 {
	sorted := slices.Sorted(slices.Values(c.ms))
	return sorted[len(sorted)/2]
}

// processor measures the processor time of work, all threads together. On a
// machine with other things to do it says more than the time that passes.
func processor(t testing.TB, work func()) float64 {
	before := used(t)
	work()
	return (used(t) - before).Seconds() * 1000
}

func used(t testing.TB) time.Duration {
	var u syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// clock measures the time that passes during work.
func clock(work func()) float64 {
	start := time.Now()
	work()
	return time.Since(start).Seconds() * 1000
}

// A table is printed as Markdown.
type table struct{ rows [][]string }

func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

func (t *table) String() string {
	widths := make([]int, len(t.rows[0]))
	for _, row := range t.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	var b strings.Builder
	for n, row := range t.rows {
		for i, cell := range row {
			fmt.Fprintf(&b, "| %s%s ", cell, strings.Repeat(" ", widths[i]-len([]rune(cell))))
		}
		b.WriteString("|\n")
		if n == 0 {
			for _, w := range widths {
				b.WriteString("|" + strings.Repeat("-", w+2))
			}
			b.WriteString("|\n")
		}
	}
	return b.String()
}

// ratio is how many times longer other takes than own.
func ratio(other, own *contender) string {
	if other == nil {
		return ""
	}
	return fmt.Sprintf("%.1f ×", other.median()/own.median())
}
