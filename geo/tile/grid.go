package tile

import "math/bits"

// A grid finds things by place. Each of its cells lists what may have something
// in it. As loops often lie scattered, lists are kept by a hash of the cell; some
// have things of several cells.
type grid struct {
	low     Coord
	shift   uint8 // logarithm of the side of a cell, in tile units
	hash    uint8 // bits of a hash to pass over
	across  int32 // number of cells in a row
	heads   []int32
	entries []gridEntry
	used    []uint64 // by row, and bit by column: see use
	words   int32    // of a row
	cells   []gridCell
}

type gridCell struct{ column, row int32 }

// A gridEntry is one thing in a list. Entries are counted from 1, so that 0 ends
// a list.
type gridEntry struct {
	reach       reach
	index, next int32
}

// lay makes an empty grid with cells of about the given size for n things in
// some bounds. With few things, it has one list.
func (g *grid) lay(low, high Coord, size int64, n int, few bool) {
	g.low = low
	width, height := high.X-low.X, high.Y-low.Y
	g.shift = uint8(bits.Len32(uint32(max(width, height))))
	lists := 1
	if !few {
		lists = 1 << bits.Len(uint(n))
		g.shift = min(g.shift, uint8(bits.Len64(uint64(size))))
		for int64(width>>g.shift+1)*int64(height>>g.shift+1) > int64(256*n) {
			g.shift++
		}
	}
	g.across = width>>g.shift + 1
	g.hash = uint8(33 - bits.Len(uint(lists)))
	g.heads = zeroed(g.heads, lists)
	g.entries = g.entries[:0]
}

// zeroed is a slice of n zeros, s itself if it is large enough.
func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

// list is the head of the list that a cell is in.
func (g *grid) list(column, row int32) *int32 {
	return &g.heads[uint64(uint32(row*g.across+column)*0x9E3779B1)>>g.hash]
}

// put adds something to a cell.
func (g *grid) put(column, row, index int32, r reach) {
	head := g.list(column, row)
	g.entries = append(g.entries, gridEntry{r, index, *head})
	*head = int32(len(g.entries))
}

// clearUse makes room for use.
func (g *grid) clearUse(high Coord) {
	g.words = (g.across + 63) / 64
	g.used = zeroed(g.used, int(g.words*((high.Y-g.low.Y)>>g.shift+1)))
}

// use notes that a cell is not empty.
func (g *grid) use(column, row int32) { g.used[row*g.words+column>>6] |= 1 << (column & 63) }

// cell is the cell that a place lies in.
func (g *grid) cell(p Coord) (column, row int32) {
	return (p.X - g.low.X) >> g.shift, (p.Y - g.low.Y) >> g.shift
}

// before is the last cell up to the given column that is in use, or -1.
func (g *grid) before(column, row int32) int32 {
	words := g.used[row*g.words : (row+1)*g.words]
	mask := uint64(2)<<(column&63) - 1
	for w := column >> 6; w >= 0; w-- {
		if word := words[w] & mask; word != 0 {
			return w<<6 + int32(bits.Len64(word)) - 1
		}
		mask = 1<<64 - 1
	}
	return -1
}

// under returns the cells that a segment, widened by margin units on every
// side, may have something in, as far as they lie under its bounds. It is valid
// until the next call.
func (g *grid) under(a, b Coord, margin int32) []gridCell {
	g.cells = g.cells[:0]
	if a.Y > b.Y {
		a, b = b, a
	}
	west, east := min(a.X, b.X), max(a.X, b.X)
	firstRow, lastRow := (a.Y-g.low.Y)>>g.shift, (b.Y-g.low.Y)>>g.shift
	first, last := (west-g.low.X)>>g.shift, (east-g.low.X)>>g.shift
	long := (lastRow-firstRow)*(last-first) > 1
	for row := firstRow; row <= lastRow; row++ {
		if long {
			// Between these two y, the segment runs from x to x.
			y1 := max(a.Y, row<<g.shift+g.low.Y-margin)
			y2 := min(b.Y, (row+1)<<g.shift+g.low.Y+margin)
			x1, x2 := atY(a, b, y1), atY(a, b, y2)
			first = (max(west, min(x1, x2)-margin) - g.low.X) >> g.shift
			last = (min(east, max(x1, x2)+1+margin) - g.low.X) >> g.shift
		}
		for column := first; column <= last; column++ {
			g.cells = append(g.cells, gridCell{column, row})
		}
	}
	return g.cells
}

// atY is the x of a segment that is not horizontal at y, rounded down.
func atY(a, b Coord, y int32) int32 {
	q, _, _ := divide(int64(b.X-a.X), int64(y-a.Y), int64(b.Y-a.Y))
	return a.X + int32(q)
}
