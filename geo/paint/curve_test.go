package paint

import (
	"math"
	"testing"

	"dateline/geo/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestControlPoint(t *testing.T) {
	// Travel to the east, y down: the right of travel is below.
	assert.Equal(t, xy{50, 30}, control(xy{0, 0}, xy{100, 0}, movePush))
	assert.Equal(t, xy{50, -30}, control(xy{100, 0}, xy{0, 0}, movePush))
	wild, nan := 99.0, math.NaN()
	assert.Equal(t, float64(mostPush), pushOf(&Move{Bend: &wild}))
	assert.Equal(t, movePush, pushOf(&Move{Bend: &nan}))
	assert.Equal(t, movePush, pushOf(&Move{}))
}

func TestFlattened(t *testing.T) {
	a, c, b := xy{0, 0}, xy{5e6, 3e6}, xy{1e7, 0}
	line := flattened(a, c, b)
	assert.Equal(t, a, line[0])
	assert.Equal(t, b, line[len(line)-1])
	assert.LessOrEqual(t, len(line), 4097)
	assert.Len(t, flattened(xy{}, xy{}, xy{}), 41)
}

func TestMovementStopsShort(t *testing.T) {
	f := frame{size: 1000, w: 500, h: 500, k: 1}
	e := entry{look: lookClaimed, move: &Move{Path: report.Schematic, FromPrecision: report.Country}, lines: []chain{newChain([]xy{{0.1, 0.1}, {0.3, 0.1}}, false)}}
	d := f.linesOf(&e, 0)[0]
	tip := d.whole[len(d.whole)-1]
	assert.InDelta(t, lineClear, lengthOf(flattened(xy{100, 100}, control(xy{100, 100}, xy{300, 100}, movePush), xy{300, 100}))-lengthOf(d.whole), 0.01)
	assert.InDelta(t, lineClear, distance(tip, xy{300, 100}), 0.3)
	assert.True(t, d.head && d.fades && !d.closed)

	short := entry{look: lookClaimed, move: &Move{Path: report.Tracked}, lines: []chain{newChain([]xy{{0.1, 0.1}, {0.101, 0.1}}, false)}}
	d = f.linesOf(&short, 0)[0]
	assert.InDelta(t, 0.7, lengthOf(d.whole), 1e-6, "of a very short line most is left")

	gone := entry{look: lookRefuted, move: &Move{}, lines: []chain{newChain([]xy{{0.1, 0.1}, {0.3, 0.1}}, false)}}
	assert.False(t, f.linesOf(&gone, 0)[0].head, "what did not happen has no head")
}

// Dashes, dots and ticks are the same whatever part of a line is seen.
func TestDashesAreCountedFromTheBeginning(t *testing.T) {
	line := []xy{{0, 0}, {300, 40}, {1000, 40}, {1000, 700}}
	all := []run{{line, 0}}
	near := func(p, q xy) bool { return distance(p, q) < 1e-6 }
	box := worldBox{500, 0, 1100, 300}
	part := runsIn(line, box)
	require.Len(t, part, 1)
	inside := func(p xy) bool { return p[0] > 501 && p[0] < 1099 && p[1] > 1 && p[1] < 299 }

	whole, cut := dashed(all, dashes{12, 6}), dashed(part, dashes{12, 6})
	for _, d := range cut {
		if !inside(d[0]) {
			continue
		}
		found := false
		for _, o := range whole {
			found = found || near(o[0], d[0])
		}
		assert.True(t, found, "the dash at %v", d[0])
	}
	length := lengthOf(line)
	ticks := ticksOn(part, length)
	require.NotEmpty(t, ticks)
	for _, tick := range ticks {
		found := false
		for _, o := range ticksOn(all, length) {
			found = found || near(o.xy, tick.xy)
		}
		assert.True(t, found, "the tick at %v", tick.xy)
	}
	assert.Len(t, ticksOn([]run{{[]xy{{0, 0}, {20, 0}}, 0}}, 20), 1, "a short line has a tick in its middle")
	assert.Empty(t, ticksOn([]run{{[]xy{{0, 0}, {5, 0}}, 0}}, 5))
}

func TestDashesAreAsLongAsAsked(t *testing.T) {
	got := dashed([]run{{[]xy{{0, 0}, {10, 0}, {40, 0}}, 0}}, dashes{12, 6})
	require.Len(t, got, 3)
	assert.Equal(t, [][]xy{{{0, 0}, {10, 0}, {12, 0}}, {{18, 0}, {30, 0}}, {{36, 0}, {40, 0}}}, got)
	assert.Equal(t, [][]xy{{{0, 0}, {2, 0}}}, dashed([]run{{[]xy{{0, 0}, {8, 0}}, 10}}, dashes{12, 6}))
}

func TestRunsIn(t *testing.T) {
	line := []xy{{-100, 50}, {300, 50}, {300, 500}, {50, 500}, {50, -100}}
	runs := runsIn(line, worldBox{0, 0, 200, 200})
	require.Len(t, runs, 2)
	assert.Equal(t, run{[]xy{{0, 50}, {200, 50}}, 100}, runs[0])
	assert.Equal(t, []xy{{50, 200}, {50, 0}}, runs[1].points)
	assert.InDelta(t, 400+450+250+300, runs[1].from, 1e-9)
	assert.Empty(t, runsIn(line, worldBox{1000, 1000, 1100, 1100}))
}

func TestCutRing(t *testing.T) {
	ring := []xy{{-10, -10}, {10, -10}, {10, 10}, {-10, 10}}
	cut := cutRing(ring, worldBox{0, 0, 100, 100})
	b := boxOf(cut)
	assert.Equal(t, worldBox{0, 0, 10, 10}, b)
	assert.Equal(t, ring, cutRing(ring, worldBox{-20, -20, 20, 20}))
	assert.Empty(t, cutRing(ring, worldBox{20, 20, 30, 30}))
}
