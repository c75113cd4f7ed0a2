package tile

// A reach is the bounds of something, four numbers in one: the greatest x and y,
// and the least ones counted from the other end.
type reach uint64

const (
	reachTops = 0x8000_8000_8000_8000
	reachEnd  = 3 * Extent // of places counted from -keyOffset
	// reachTurn less a number is that number counted from the other end.
	reachTurn = reachEnd | reachEnd<<16 | reachEnd<<32 | reachEnd<<48
)

// reachOf is the reach of a segment, or of the bounds between two corners.
func reachOf(a, b Coord) reach {
	west, east := min(a.X, b.X), max(a.X, b.X)
	north, south := min(a.Y, b.Y), max(a.Y, b.Y)
	return reach(east+keyOffset) | reach(south+keyOffset)<<16 |
		reach(reachEnd-keyOffset-west)<<32 | reach(reachEnd-keyOffset-north)<<48
}

// limits are what the numbers of another reach must at least be for the two to
// have a place in common.
func (r reach) limits() reach {
	return reachTurn - (r>>32 | r<<32)
}

func (r reach) meets(limits reach) bool { return ((r|reachTops)-limits)&reachTops == reachTops }

// north is the least y.
func (r reach) north() int32 { return reachEnd - keyOffset - int32(r>>48) }
