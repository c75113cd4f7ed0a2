package tile

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// divide is exact, beyond 64 bits as well.
func TestDivide(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	number := func() int64 { return r.Int64N(1<<38) >> r.UintN(38) * (1 - 2*r.Int64N(2)) }
	for range 10000 {
		a, d := number(), number()
		if d == 0 {
			continue
		}
		b := r.Int64N(max(d, -d)+1) * (1 - 2*r.Int64N(2)) // part of a length
		q, rest, abs := divide(a, b, d)
		product := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
		if d < 0 {
			product.Neg(product)
		}
		want, wantRest := new(big.Int).DivMod(product, big.NewInt(max(d, -d)), new(big.Int))
		require.Equal(t, []int64{want.Int64(), wantRest.Int64(), max(d, -d)}, []int64{q, rest, abs}, "%d·%d/%d", a, b, d)
	}
}

func TestEnter(t *testing.T) {
	w := window{-64, 4160}
	for _, c := range []struct {
		a, b   vertex
		at     Coord
		enters bool
	}{
		{vertex{-164, 100}, vertex{36, 100}, Coord{-64, 100}, true},
		{vertex{-164, 100}, vertex{36, 101}, Coord{-64, 101}, true},   // half a unit goes up
		{vertex{-164, -100}, vertex{36, -101}, Coord{36, -64}, false}, // past the corner, see below
		{vertex{-165, -165}, vertex{100, 100}, Coord{-64, -64}, true},
		{vertex{-264, 100}, vertex{136, -300}, Coord{-64, -64}, false},
		{vertex{-264, 136}, vertex{136, -264}, Coord{-64, -64}, true}, // through the corner itself
		{vertex{100, -100}, vertex{5000, 4800}, Coord{136, -64}, true},
		{vertex{-1 << 37, 100}, vertex{1 << 37, 100}, Coord{-64, 100}, true},
		{vertex{-1 << 37, -1 << 37}, vertex{1 << 37, 1<<37 + 1}, Coord{-64, -64}, true},
		{vertex{-1 << 37, 1 << 37}, vertex{1 << 37, -1<<37 + 1}, Coord{}, true},
	} {
		sides := w.sides(c.a)
		if sides&w.sides(c.b) != 0 {
			continue
		}
		at, enters := w.enter(c.a, sides, c.b)
		if c.at == (Coord{}) {
			assert.True(t, w.holds(at))
			continue
		}
		assert.Equal(t, c.at, at, "%v to %v", c.a, c.b)
		assert.Equal(t, c.enters, enters, "%v to %v", c.a, c.b)
	}
}

// drawnLine cuts a line given in tile units.
func drawnLine(w window, line []vertex) *cutter {
	c := &cutter{t: &Tile{}}
	c.clip.window = w
	open := false
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		if w.sides(a)&w.sides(b) == 0 && a != b {
			open = c.segment(w, a, w.sides(a), b, w.sides(b), open)
		}
	}
	c.endLine(open)
	return c
}

func parts(t *Tile) (all [][]Coord) {
	for i := range t.Ends {
		all = append(all, t.Part(uint32(i)))
	}
	return all
}

// A clipped line covers what of the line lies in the window and nothing else,
// and is the same backwards.
func TestClippedLines(t *testing.T) {
	w := window{-64, 4160}
	r := rand.New(rand.NewPCG(5, 5))
	for range 3000 {
		scale := []int64{100, 3000, 20000, 1 << 36}[r.IntN(4)]
		var line []vertex
		for range 2 + r.IntN(8) {
			if v := (vertex{r.Int64N(2*scale) - scale + 100, r.Int64N(2*scale) - scale}); len(line) == 0 || r.IntN(5) > 0 {
				line = append(line, v)
			} else {
				line = append(line, line[len(line)-1], vertex{[]int64{-64, 4160}[r.IntN(2)], r.Int64N(4000)})
			}
		}
		got := parts(drawnLine(w, line).t)
		require.NoError(t, checkLines(got))
		backwards := slices.Clone(line)
		slices.Reverse(backwards)
		back := parts(drawnLine(w, backwards).t)
		slices.Reverse(back)
		for i := range back {
			back[i] = slices.Clone(back[i])
			slices.Reverse(back[i])
		}
		require.Equal(t, got, back, "%v", line)
		var segments [][][]Coord
		for _, part := range got {
			for i, p := range part {
				require.True(t, w.holds(p))
				if i > 0 {
					segments = append(segments, [][]Coord{{part[i-1], p}})
				}
			}
		}
		// Places along the line.
		for i := 1; i < len(line); i++ {
			for k := range 50 {
				f := float64(k) / 50
				x := float64(line[i-1].x) + f*float64(line[i].x-line[i-1].x)
				y := float64(line[i-1].y) + f*float64(line[i].y-line[i-1].y)
				if min(x, y) > -62 && max(x, y) < 4158 && line[i] != line[i-1] {
					require.True(t, near(segments, Coord{int32(math.Floor(x)), int32(math.Floor(y))}), "%v: %v %v is missing in %v", line, x, y, got)
				}
			}
		}
	}
}
