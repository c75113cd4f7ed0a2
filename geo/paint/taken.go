package paint

// Taken holds the boxes of a canvas, in device px, that something stands in
// already. The zero value is empty. It is for one goroutine.
type Taken struct {
	boxes []box
}

// A box has its edges in px; y goes down. Boxes that share an edge only do not
// meet.
type box struct{ x0, y0, x1, y1 float32 }

func (b box) meets(c box) bool { return b.x0 < c.x1 && c.x0 < b.x1 && b.y0 < c.y1 && c.y0 < b.y1 }

func (b box) grown(by float32) box { return box{b.x0 - by, b.y0 - by, b.x1 + by, b.y1 + by} }

func (b box) with(c box) box {
	return box{min(b.x0, c.x0), min(b.y0, c.y0), max(b.x1, c.x1), max(b.y1, c.y1)}
}

// Add takes a box.
func (t *Taken) Add(x0, y0, x1, y1 float32) {
	t.boxes = append(t.boxes, box{x0, y0, x1, y1})
}

// Hits reports whether a box meets one that is taken. Boxes that share an edge
// only do not meet.
func (t *Taken) Hits(x0, y0, x1, y1 float32) bool {
	b := box{x0, y0, x1, y1}
	for _, c := range t.boxes {
		if b.meets(c) {
			return true
		}
	}
	return false
}

// Len is how many boxes are taken.
func (t *Taken) Len() int { return len(t.boxes) }
