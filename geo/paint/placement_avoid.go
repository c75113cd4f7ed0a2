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
		b = binary.LittleEndian.AppendUint32(b, uint32(len(a.Name)))
		b = append(b, a.Name...)
	}
	return sha256.Sum256(b)
}

// avoidBoxes are what labels keep clear of in a world size CSS px wide, and
// which names they may not be where.
func avoidBoxes(list []Avoid, size float64) (boxes []worldBox, names []writtenName) {
	for _, a := range list {
		x, y := Project(a.Lon, a.Lat)
		x -= math.Floor(x)
		at := box{a.X0, a.Y0, a.X1, a.Y1}.at(x*size, y*size)
		if a.Name != "" {
			names = append(names, writtenName{a.Name, at})
		} else {
			boxes = append(boxes, at)
		}
	}
	return boxes, names
}

// A writtenName is a name that is written already by something in a box.
type writtenName struct {
	name string
	at   worldBox
}

// written reports whether something else writes the name of a label.
func (p *plane) written(l *label) bool {
	for _, n := range p.named {
		if !l.called(n.name) || l.y < n.at[1] || l.y > n.at[3] {
			continue
		}
		// The box of a place near ±180° reaches to the other side.
		for _, shift := range [3]float64{0, p.size, -p.size} {
			if x := l.x + shift; x >= n.at[0] && x <= n.at[2] {
				return true
			}
		}
	}
	return false
}
