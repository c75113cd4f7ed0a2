package data_test

import (
	"encoding/binary"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// A vector tile, read by the specification (version 2.1) and nothing else, so that
// what our own tiler wrote is seen with other eyes.

type mvtLayer struct {
	name     string
	features []mvtFeature
}

type mvtFeature struct {
	id    uint64
	kind  uint64 // 1 points, 2 lines, 3 polygons
	props map[string]any
	parts [][][2]int // points, lines or rings, in units of 4096 to a tile
}

// fields calls take for each field of a message.
func fields(t *testing.T, b []byte, take func(number uint64, value uint64, content []byte)) {
	t.Helper()
	for len(b) > 0 {
		tag := varint(t, &b)
		switch tag & 7 {
		case 0:
			take(tag>>3, varint(t, &b), nil)
		case 1:
			require.GreaterOrEqual(t, len(b), 8)
			take(tag>>3, binary.LittleEndian.Uint64(b), nil)
			b = b[8:]
		case 2:
			n := varint(t, &b)
			if n > uint64(len(b)) {
				require.Fail(t, "content beyond the end")
			}
			take(tag>>3, 0, b[:n])
			b = b[n:]
		case 5:
			require.GreaterOrEqual(t, len(b), 4)
			take(tag>>3, uint64(binary.LittleEndian.Uint32(b)), nil)
			b = b[4:]
		default:
			require.Fail(t, "no such wire type")
		}
	}
}

func varint(t *testing.T, b *[]byte) uint64 {
	t.Helper()
	v, n := binary.Uvarint(*b)
	if n <= 0 {
		require.Fail(t, "no number")
	}
	*b = (*b)[n:]
	return v
}

func unzigzag(v uint64) int { return int(int64(v>>1) ^ -int64(v&1)) }

func parseMVT(t *testing.T, data []byte) []mvtLayer {
	t.Helper()
	var layers []mvtLayer
	fields(t, data, func(number, _ uint64, content []byte) {
		require.Equal(t, uint64(3), number)
		layers = append(layers, parseLayer(t, content))
	})
	return layers
}

func parseLayer(t *testing.T, b []byte) mvtLayer {
	t.Helper()
	var l mvtLayer
	var keys []string
	var values []any
	var raw [][]byte
	version, extent := uint64(1), uint64(4096)
	fields(t, b, func(number, v uint64, content []byte) {
		switch number {
		case 1:
			l.name = string(content)
		case 2:
			raw = append(raw, content)
		case 3:
			keys = append(keys, string(content))
		case 4:
			values = append(values, parseValue(t, content))
		case 5:
			extent = v
		case 15:
			version = v
		}
	})
	require.Equal(t, []uint64{2, 4096}, []uint64{version, extent})
	for _, content := range raw {
		f := mvtFeature{props: map[string]any{}}
		fields(t, content, func(number, v uint64, content []byte) {
			switch number {
			case 1:
				f.id = v
			case 2:
				for len(content) > 0 {
					k := varint(t, &content)
					f.props[keys[k]] = values[varint(t, &content)]
				}
			case 3:
				f.kind = v
			case 4:
				f.parts = parseGeometry(t, content)
			}
		})
		l.features = append(l.features, f)
	}
	return l
}

func parseValue(t *testing.T, b []byte) (value any) {
	t.Helper()
	fields(t, b, func(number, v uint64, content []byte) {
		switch number {
		case 1:
			value = string(content)
		case 2:
			value = float64(math.Float32frombits(uint32(v)))
		case 3:
			value = math.Float64frombits(v)
		case 4, 5:
			value = float64(v)
		case 6:
			value = float64(unzigzag(v))
		case 7:
			value = v != 0
		}
	})
	return value
}

func parseGeometry(t *testing.T, b []byte) (parts [][][2]int) {
	t.Helper()
	var at [2]int
	for len(b) > 0 {
		command := varint(t, &b)
		if command&7 == 7 { // close
			last := &parts[len(parts)-1]
			*last = append(*last, (*last)[0])
			continue
		}
		for range command >> 3 {
			for i := range at {
				at[i] += unzigzag(varint(t, &b))
			}
			if command&7 == 1 { // move
				parts = append(parts, nil)
			}
			parts[len(parts)-1] = append(parts[len(parts)-1], at)
		}
	}
	return parts
}
