package paint

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// A madeTile is a vector tile under construction.
type madeTile struct{ layers []*madeLayer }

type madeLayer struct {
	name     string
	features [][]byte
	keys     map[string]int
	values   [][]byte
}

func (t *madeTile) layer(name string) *madeLayer {
	t.layers = append(t.layers, &madeLayer{name: name, keys: map[string]int{}})
	return t.layers[len(t.layers)-1]
}

// field appends a field with content.
func field(b []byte, number uint64, content []byte) []byte {
	b = binary.AppendUvarint(b, number<<3|2)
	return append(binary.AppendUvarint(b, uint64(len(content))), content...)
}

// add adds a feature of one part: 1 a point, 2 a line, 3 a ring.
func (l *madeLayer) add(kind uint64, properties map[string]any, at ...[2]int) {
	var tags, geometry []byte
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if _, ok := l.keys[name]; !ok {
			l.keys[name] = len(l.keys)
		}
		var value []byte
		switch v := properties[name].(type) {
		case string:
			value = field(nil, 1, []byte(v))
		case int:
			value = binary.AppendUvarint([]byte{5 << 3}, uint64(v))
		case bool:
			value = []byte{7 << 3, 1}
		}
		l.values = append(l.values, value)
		tags = binary.AppendUvarint(binary.AppendUvarint(tags, uint64(l.keys[name])), uint64(len(l.values)-1))
	}
	x, y := 0, 0
	for i, q := range at {
		switch i {
		case 0:
			geometry = append(geometry, 9)
		case 1:
			geometry = binary.AppendUvarint(geometry, uint64(len(at)-1)<<3|2)
		}
		for _, d := range [2]int{q[0] - x, q[1] - y} {
			geometry = binary.AppendUvarint(geometry, uint64(uint32(d<<1)^uint32(int32(d)>>31)))
		}
		x, y = q[0], q[1]
	}
	if kind == 3 {
		geometry = append(geometry, 15)
	}
	f := field([]byte{3 << 3, byte(kind)}, 2, tags)
	l.features = append(l.features, field(f, 4, geometry))
}

func (t *madeTile) bytes() (b []byte) {
	for _, l := range t.layers {
		content := field([]byte{15 << 3, 2}, 1, []byte(l.name))
		for _, f := range l.features {
			content = field(content, 2, f)
		}
		keys := make([]string, len(l.keys))
		for k, i := range l.keys {
			keys[i] = k
		}
		for _, k := range keys {
			content = field(content, 3, []byte(k))
		}
		for _, v := range l.values {
			content = field(content, 4, v)
		}
		b = field(b, 3, content)
	}
	return b
}

// crowdedTile has n towns on a diagonal, each in the way of its neighbours.
func crowdedTile(n int) []byte {
	var t madeTile
	l := t.layer("place")
	for i := range n {
		at := i * 4096 / n
		l.add(1, map[string]any{"name_en": fmt.Sprint("Town ", i), "rank": 1 + at, "pop": 30_000}, [2]int{at, at})
	}
	return t.bytes()
}
