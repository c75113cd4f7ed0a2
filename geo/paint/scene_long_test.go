package paint

import (
	"context"
	"sync/atomic"
	"testing"

	"dateline/geo/layer"
	"dateline/geo/report"
	"dateline/geo/tile"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// askedContext is cancelled once it has been asked so often.
type askedContext struct {
	context.Context
	asked, most atomic.Int64
}

func (c *askedContext) Err() error {
	if c.asked.Add(1) > c.most.Load() {
		return context.Canceled
	}
	return nil
}

func asked(most int64) *askedContext {
	c := &askedContext{Context: context.Background()}
	c.most.Store(most)
	return c
}

// A line of very many points does not hold up who no longer wants it.
func TestLongLinesCanBeStopped(t *testing.T) {
	s := NewScene([]Mark{{Status: report.Confirmed, Shape: Shape{Lines: [][]LonLat{track(50_000, 0.05)}}}})
	a := tile.At(layer.Project(30.2, 49.2), 7)
	whole := asked(1 << 40)
	c, err := s.Tile(whole, a, TileOptions{})
	require.NoError(t, err)
	c.Release()
	require.Greater(t, whole.asked.Load(), int64(20), "it is asked within the line")
	for _, most := range []int64{0, 2, whole.asked.Load() / 2, whole.asked.Load() - 1} {
		ctx := asked(most)
		_, err := s.Tile(ctx, a, TileOptions{})
		require.ErrorIs(t, err, context.Canceled)
	}
}

// What is left out of a line at a zoom can hardly be seen there.
func TestLongLinesLookWhole(t *testing.T) {
	marks := []Mark{{Status: report.Confirmed, Shape: Shape{Lines: [][]LonLat{track(3*strokePiece, 0.002)}}}}
	a := tile.At(layer.Project(30.2, 49.2), 8)
	s, whole := NewScene(marks), NewScene(marks)
	whole.entries[0].lines[0].weights = nil
	require.NotNil(t, s.entries[0].lines[0].weights)
	o := TileOptions{Size: 512}
	got, err := s.Tile(t.Context(), a, o)
	require.NoError(t, err)
	want, err := whole.Tile(t.Context(), a, o)
	require.NoError(t, err)
	far, drawn := 0, 0
	for i := 3; i < len(got.Pix); i += 4 {
		if want.Pix[i] > 0 {
			drawn++
		}
		if d := int(got.Pix[i]) - int(want.Pix[i]); d > 64 || d < -64 {
			far++
		}
	}
	require.Greater(t, drawn, 10_000)
	assert.Less(t, far, drawn/100, "pixels that differ by more than a quarter")
}
