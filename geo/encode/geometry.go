package encode

import (
	"encoding/binary"

	"dateline/geo/tile"
)

// The commands of a geometry, for one vertex.
const (
	moveTo    = 1
	lineTo    = 2
	closePath = 7
)

// path returns the first and the last + 1 of a feature's coordinates.
func path(t *tile.Tile, f *tile.Feature) (first, end uint32) {
	if f.First > 0 {
		first = t.Ends[f.First-1]
	}
	return first, t.Ends[f.First+f.Parts-1]
}

// putGeometry writes the commands of a geometry at b[n:] and returns where they
// end.
func putGeometry(b []byte, n int, t *tile.Tile, f *tile.Feature) int {
	start, end := path(t, f)
	if f.Type == tile.Point {
		n = putCommand(b, n, moveTo, end-start)
		n, _ = putMoves(b, n, t.Coords[start:end], tile.Coord{})
		return n
	}
	var cursor tile.Coord
	for _, end := range t.Ends[f.First : f.First+f.Parts] {
		n = putCommand(b, n, moveTo, 1)
		n, cursor = putMoves(b, n, t.Coords[start:start+1], cursor)
		n = putCommand(b, n, lineTo, end-start-1)
		n, cursor = putMoves(b, n, t.Coords[start+1:end], cursor)
		if f.Type == tile.Polygon {
			n = putCommand(b, n, closePath, 1)
		}
		start = end
	}
	return n
}

func putCommand(b []byte, n int, command, count uint32) int {
	return n + binary.PutUvarint(b[n:], uint64(command|count<<3))
}

// putMoves writes the way from the cursor through the vertices.
func putMoves(b []byte, n int, vertices []tile.Coord, cursor tile.Coord) (int, tile.Coord) {
	for _, v := range vertices {
		n = putStep(b, n, v.X-cursor.X)
		n = putStep(b, n, v.Y-cursor.Y)
		cursor = v
	}
	return n, cursor
}

// putStep writes a difference with its sign in the lowest bit.
func putStep(b []byte, n int, d int32) int {
	v := uint32(d)<<1 ^ uint32(d>>31)
	switch {
	case v < 1<<7:
		b[n] = byte(v)
		return n + 1
	case v < 1<<14:
		binary.LittleEndian.PutUint16(b[n:], uint16(v&0x7f|0x80|v>>7<<8))
		return n + 2
	default:
		return n + binary.PutUvarint(b[n:], uint64(v))
	}
}

// maxGeometry is the room that putGeometry needs.
func maxGeometry(coords, parts uint32) int {
	const number = binary.MaxVarintLen32
	return int(coords)*2*number + int(parts)*3*number
}
