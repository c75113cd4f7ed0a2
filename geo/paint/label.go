package paint

import (
	"cmp"
	"math"
	"strconv"

	"dateline/geo/encode"
	"dateline/geo/tile"
)

// labelClass orders labels: the first class is placed first.
type labelClass uint8

const (
	countryLabel labelClass = iota
	seaLabel
	capitalLabel
	placeLabel
)

// A label is the name of something at a place. What it is, where it may stand
// and what it meets there does not depend on the window that shows it. Lengths
// are CSS px at the zoom it is placed for.
type label struct {
	class labelClass
	rank  float64 // 1 comes first
	pop   float64
	size  float64 // of a country: the rank of its chief label
	of    string  // what it is a name of, where that has several labels; else empty
	cell  tile.Address
	index int // in its cell, for a total order

	wx, wy float64 // place in the world, from 0 to 1
	x, y   float64 // the same in CSS px
	style  labelStyle
	name   string
	lines  []string // of the name as it is set
	names  string   // in every language, as nameOfPlace has them, each between two line breaks
	spots  []spotOf
	reach  box // round all spots, from the place

	small bool // set smaller than is usual
	unfit bool // too wide to stand anywhere, or written by something else
	fate  fate
	spot  int8 // of spots, where it stands
}

type fate uint8

const (
	undecided fate = iota
	stands
	dropped
)

// A spotOf is one way to set a label, relative to its place.
type spotOf struct {
	boxes []box     // what words and mark take, with room round them
	at    []float32 // x where a line begins and y of its baseline, line by line
}

// lastRank is that of what has none.
const lastRank = 1e9

// before orders labels by importance. It is a total order.
func (l *label) before(m *label) int {
	return cmp.Or(
		cmp.Compare(l.class, m.class), cmp.Compare(l.rank, m.rank), cmp.Compare(m.pop, l.pop),
		cmp.Compare(l.cell.Y, m.cell.Y), cmp.Compare(l.cell.X, m.cell.X), cmp.Compare(l.index, m.index),
	)
}

func labelLayer(name string) bool { return name == "country" || name == "sea" || name == "place" }

// readLabels adds the labels of a layer whose places lie in the tile itself, of
// those that are wanted at a zoom. Those in the tile's margin are its neighbours'.
func readLabels(list []*label, l *encode.DecodedLayer, a tile.Address, zoom float64, names *nameKeys, chiefs chiefRanks) []*label {
	side := math.Ldexp(1, -int(a.Z))
	for i := range l.Features {
		f := &l.Features[i]
		if f.Type != encode.PointType || numberOr(l.Find(f, "from"), 0) > zoom+1e-9 {
			continue
		}
		name := names.of(l, f)
		if name == "" {
			continue
		}
		made := label{names: names.all(l, f), rank: numberOr(l.Find(f, "rank"), lastRank), pop: numberOr(l.Find(f, "pop"), 0), cell: a}
		switch l.Name {
		case "country":
			made.class, made.of, made.size = countryLabel, identity(l.Find(f, "id")), made.rank
			if chief, ok := chiefs[made.of]; ok {
				made.size = chief
			}
		case "sea":
			made.class, made.of = seaLabel, name
		default:
			made.class = placeLabel
			if capital, _ := l.Find(f, "capital").Bool(); capital {
				made.class = capitalLabel
			}
		}
		for _, c := range l.Part(f, 0) {
			if c.X < 0 || c.Y < 0 || c.X >= int32(l.Extent) || c.Y >= int32(l.Extent) {
				continue
			}
			one := made
			one.index = len(list)
			one.wx = (float64(a.X) + float64(c.X)/float64(l.Extent)) * side
			one.wy = (float64(a.Y) + float64(c.Y)/float64(l.Extent)) * side
			one.name = name
			list = append(list, &one)
		}
	}
	return list
}

func numberOr(v encode.Value, otherwise float64) float64 {
	if f, ok := v.Number(); ok && !math.IsNaN(f) {
		return f
	}
	return otherwise
}

func identity(v encode.Value) string {
	if f, ok := v.Number(); ok {
		return strconv.FormatFloat(f, 'g', -1, 64)
	}
	s, _ := v.Text()
	return s
}
