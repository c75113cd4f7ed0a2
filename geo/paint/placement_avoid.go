package paint

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
)

// An avoidKey tells lists of boxes apart. It is zero for none.
type avoidKey [sha256.Size]byte

func avoidKeyOf(list []Avoid) avoidKey {
	if len(list) == 0 {
		return avoidKey{}
	}
	b := make([]byte, 0, 32*len(list))
	for _, a := range list {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(a.Lon))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(a.Lat))
		for _, f := range [...]float32{a.X0, a.Y0, a.X1, a.Y1} {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(f))
		}
	}
	return sha256.Sum256(b)
}

// avoidBoxes places boxes in a world of a size in CSS px.
func avoidBoxes(list []Avoid, size float64) []worldBox {
	boxes := make([]worldBox, 0, len(list))
	for _, a := range list {
		x, y := Project(a.Lon, a.Lat)
		x -= math.Floor(x)
		boxes = append(boxes, box{a.X0, a.Y0, a.X1, a.Y1}.at(x*size, y*size))
	}
	return boxes
}
