package paint

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"dateline/geo/tile"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// paintAll paints a few tiles from bytes, every address having the same.
func paintAll(t testing.TB, data []byte) {
	m := NewBasemap(func(tile.Address) ([]byte, error) { return data, nil }, 0, 3)
	for _, a := range []tile.Address{{}, {Z: 3, X: 7, Y: 3}, {Z: 24, X: 12_345_678, Y: 7_654_321}} {
		c, err := m.Tile(t.Context(), a, TileOptions{POV: NE})
		if err == nil {
			c.Release()
		}
	}
}

func TestHostileTiles(t *testing.T) {
	dice := rand.New(rand.NewPCG(7, 8))
	good, err := readTile(tile.Address{Z: 3, X: 4, Y: 2})
	require.NoError(t, err)
	require.NotEmpty(t, good)
	start := time.Now()
	for range 200 {
		b := make([]byte, dice.IntN(2000))
		for i := range b {
			b[i] = byte(dice.Uint32())
		}
		paintAll(t, b)
		b = slices.Clone(good)
		for range 1 + dice.IntN(20) {
			b[dice.IntN(len(b))] = byte(dice.Uint32())
		}
		paintAll(t, b[:len(b)-dice.IntN(2)*dice.IntN(len(b))])
	}
	assert.Less(t, time.Since(start), time.Minute)
}

func FuzzBasemapTile(f *testing.F) {
	good, err := readTile(tile.Address{Z: 3, X: 4, Y: 2})
	require.NoError(f, err)
	f.Add(good)
	f.Add(crowdedTile(20))
	f.Fuzz(func(t *testing.T, data []byte) { paintAll(t, data) })
}

// Many labels everywhere, each in the way of the next, are placed or given up.
func TestCrowdedTiles(t *testing.T) {
	data := crowdedTile(3000)
	for _, maxZoom := range []int{0, 7, 14} {
		m := NewBasemap(func(tile.Address) ([]byte, error) { return data, nil }, 0, maxZoom)
		start := time.Now()
		for _, a := range []tile.Address{{}, {Z: 7, X: 60, Y: 60}, {Z: 14, X: 8000, Y: 8000}} {
			c, err := m.Tile(t.Context(), a, TileOptions{})
			if err != nil {
				require.ErrorIs(t, err, ErrCrowded)
				continue
			}
			c.Release()
		}
		assert.Less(t, time.Since(start), 30*time.Second)
	}
}

func TestReadErrorsAreToldAndForgotten(t *testing.T) {
	broken, fails := errors.New("disk on fire"), true
	m := NewBasemap(func(tile.Address) ([]byte, error) {
		if fails {
			return nil, broken
		}
		return nil, nil
	}, 0, 7)
	for _, o := range []TileOptions{{}, {Labels: LabelsNone}, {Labels: LabelsOnly}} {
		_, err := m.Tile(t.Context(), tile.Address{Z: 2}, o)
		require.ErrorIs(t, err, broken)
	}
	fails = false
	c, err := m.Tile(t.Context(), tile.Address{Z: 2}, TileOptions{})
	require.NoError(t, err)
	assert.Equal(t, Light.Water, c.At(100, 100), "nothing there is water")

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = m.Tile(ctx, tile.Address{Z: 2}, TileOptions{})
	assert.ErrorIs(t, err, context.Canceled)
}

func TestOptionsThatCannotBe(t *testing.T) {
	m := newBasemap(t)
	for _, o := range []TileOptions{{Size: 300}, {Scale: 4}, {Scale: -1}, {POV: "us"}, {Labels: 9}} {
		_, err := m.Tile(t.Context(), tile.Address{}, o)
		assert.ErrorIs(t, err, ErrOptions, "%+v", o)
	}
	_, err := m.Tile(t.Context(), tile.Address{Z: 1, X: 2}, TileOptions{})
	assert.ErrorIs(t, err, tile.ErrOutside)
}
