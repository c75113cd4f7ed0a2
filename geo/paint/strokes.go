package paint

import "dateline/geo/raster"

// strokes are lines that are stroked together, as far as they may be: of very many
// points piece by piece, so that painting can be stopped in between.
type strokes struct {
	*frame
	style raster.Stroke
	ink   raster.Ink
	path  raster.Path
	count int // of points in the path
}

// strokePiece is how many points are stroked at once where it makes no difference.
const strokePiece = 4096

// parts reports whether the lines may be stroked in pieces: of an ink that lets
// the ground show it would be seen where they meet.
func (s *strokes) parts() bool { return s.ink.Color.A == 255 && s.ink.Fade == nil }

// add adds a line or a ring in CSS px of the frame.
func (s *strokes) add(points []xy, closed bool) {
	if len(points) > strokePiece && s.parts() {
		if closed {
			points = append(points[:len(points):len(points)], points[:2]...)
			closed = false
		}
		for ; len(points) > strokePiece && s.stopped() == nil; points = points[strokePiece-2:] {
			s.add(points[:strokePiece], false) // the next one joins its last corner
		}
	}
	s.trace(&s.path, points, closed)
	if s.count += len(points); s.count >= strokePiece && s.parts() {
		s.flush()
	}
}

// flush strokes what has been added, unless nobody waits any more.
func (s *strokes) flush() {
	if s.stopped() == nil {
		s.canvas.Stroke(&s.path, s.style, s.ink)
	}
	s.path.Reset()
	s.count = 0
}
