package encode

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// requireSame compares what the decoder makes of a valid tile with what the
// strict decoder of the tests makes of it.
func requireSame(t testing.TB, data []byte) {
	strict, err := decodeTile(data)
	require.NoError(t, err)
	var d Decoded
	require.NoError(t, DecodeMVT(&d, data, nil))
	require.Len(t, d.Layers, len(strict))
	for i := range strict {
		want, got := &strict[i], &d.Layers[i]
		assert.Equal(t, want.name, got.Name)
		assert.EqualValues(t, want.version, got.Version)
		assert.EqualValues(t, want.extent, got.Extent)
		require.Len(t, got.Features, len(want.features))
		for j := range want.features {
			requireSameFeature(t, want, &want.features[j], got, &got.Features[j])
		}
	}
}

func requireSameFeature(t testing.TB, wl *mvtLayer, want *mvtFeature, gl *DecodedLayer, got *DecodedFeature) {
	assert.Equal(t, want.id, got.ID)
	assert.Equal(t, want.hasID, got.HasID)
	assert.EqualValues(t, want.kind, got.Type)
	var parts [][][2]int32
	for i := range gl.Parts(got) {
		var part [][2]int32
		for _, c := range gl.Part(got, i) {
			part = append(part, [2]int32{c.X, c.Y})
		}
		parts = append(parts, part)
	}
	require.Equal(t, want.parts, parts)

	names, values := wl.props(want)
	require.Equal(t, len(names), gl.Properties(got))
	for i, name := range names {
		key, v := gl.Property(got, i)
		assert.Equal(t, name, string(key))
		assert.Equal(t, v, gl.Find(got, name))
		switch want := values[name].(type) {
		case string:
			s, ok := v.Text()
			assert.True(t, ok)
			assert.Equal(t, want, s)
		case bool:
			b, ok := v.Bool()
			assert.True(t, ok)
			assert.Equal(t, want, b)
		case float32:
			assert.Equal(t, Value{Kind: NumberValue, number: float64(want)}, v)
		case float64:
			assert.Equal(t, Value{Kind: NumberValue, number: want}, v)
		case int64:
			assert.Equal(t, Value{Kind: NumberValue, number: float64(want)}, v)
		case uint64:
			assert.Equal(t, Value{Kind: NumberValue, number: float64(want)}, v)
		}
	}
	assert.Equal(t, NoValue, gl.Find(got, "no such property").Kind)
}

func TestDecodeAgreesWithEncoder(t *testing.T) {
	requireSame(t, nil)
	requireSame(t, New("reports", reports(t)).MVT(nil, &everything().Tile))
	for n := range uint64(500) {
		d := seed(n)
		l, rows := d.layer()
		requireSame(t, New("random", l.read(t)).MVT(nil, &d.tile(rows).Tile))
	}
}

// fields writes a message: a number and content, in turns.
func fields(parts ...any) []byte {
	var b []byte
	for i := 0; i < len(parts); i += 2 {
		number := uint64(parts[i].(int))
		switch v := parts[i+1].(type) {
		case int:
			b = binary.AppendUvarint(binary.AppendUvarint(b, number<<3), uint64(v))
		case uint32:
			b = binary.LittleEndian.AppendUint32(binary.AppendUvarint(b, number<<3|5), v)
		case uint64:
			b = binary.LittleEndian.AppendUint64(binary.AppendUvarint(b, number<<3|1), v)
		case string:
			b = append(binary.AppendUvarint(binary.AppendUvarint(b, number<<3|2), uint64(len(v))), v...)
		case []byte:
			b = append(binary.AppendUvarint(binary.AppendUvarint(b, number<<3|2), uint64(len(v))), v...)
		}
	}
	return b
}

func numbers(n ...uint64) (b []byte) {
	for _, v := range n {
		b = binary.AppendUvarint(b, v)
	}
	return b
}

// line is a geometry of one line of three places.
var line = numbers(9, 4, 4, 18, 0, 16, 16, 0)

func TestDecodeOrderAndUnknownFields(t *testing.T) {
	// Keys, values, name and version after the features; fields of tomorrow.
	layer := fields(
		20, "tomorrow", 2, fields(3, 2, 9, uint64(1), 4, line, 2, numbers(0, 1, 1, 0, 1, 2)),
		5, 512, 3, "n", 3, "m", 4, fields(6, 5), 4, fields(2, math.Float32bits(0.5), 8, "tomorrow"), 4, fields(1, "a", 1, "b"),
		15, 2, 1, "roads")
	var d Decoded
	require.NoError(t, DecodeMVT(&d, fields(1, 7, 3, layer, 16, uint32(3)), nil))
	l := d.Layer("roads")
	require.NotNil(t, l)
	assert.Nil(t, d.Layer("rails"))
	assert.EqualValues(t, 512, l.Extent)
	require.Len(t, l.Features, 1)
	f := &l.Features[0]
	assert.Equal(t, []Unit{{2, 2}, {2, 10}, {10, 10}}, l.Part(f, 0))
	n, _ := l.Find(f, "n").Number()
	assert.Equal(t, 0.5, n)
	m, _ := l.Find(f, "m").Number()
	assert.Equal(t, -3.0, m)
	_, v := l.Property(f, 2)
	assert.Equal(t, "b", string(v.Bytes()), "the last of two values in one")
}

func TestDecodeLeavesOutWhatCannotBeDrawn(t *testing.T) {
	layer := fields(1, "l", 15, 2,
		2, fields(3, 2, 4, numbers(9, 4, 4)), // a line of one place
		2, fields(3, 3, 4, numbers(9, 4, 4, 10, 2, 2, 15)), // a ring of two
		2, fields(3, 0, 4, line),
		2, fields(4, line),
		2, fields(3, 9, 4, line),
		2, fields(3, 1),
		2, fields(3, 2, 4, append(numbers(9, 4, 4), line...)), // one place, then a line
	)
	var d Decoded
	require.NoError(t, DecodeMVT(&d, fields(3, layer), nil))
	l := &d.Layers[0]
	require.Len(t, l.Features, 1)
	assert.Equal(t, 1, l.Parts(&l.Features[0]))
	assert.Equal(t, []Unit{{4, 4}, {4, 12}, {12, 12}}, l.Part(&l.Features[0], 0))
}

func TestDecodeRefuses(t *testing.T) {
	feature := func(parts ...any) []byte {
		return fields(3, fields(1, "l", 15, 2, 3, "k", 4, fields(7, 1), 2, fields(parts...)))
	}
	cases := map[string][]byte{
		"cut off":              fields(3, fields(1, "l"))[:3],
		"field 0":              {0},
		"group":                {3<<3 | 3},
		"endless number":       bytes.Repeat([]byte{0x80}, 11),
		"no name":              fields(3, fields(15, 2)),
		"name no text":         fields(3, fields(1, "\xff")),
		"long name":            fields(3, fields(1, strings.Repeat("n", 2000))),
		"name a number":        fields(3, fields(1, 1)),
		"version 3":            fields(3, fields(1, "l", 15, 3)),
		"extent 0":             fields(3, fields(1, "l", 5, 0)),
		"extent too large":     fields(3, fields(1, "l", 5, 1<<31)),
		"extent over 32 bits":  fields(3, fields(1, "l", 5, 1<<40)),
		"key a number":         fields(3, fields(1, "l", 3, 1)),
		"value a number":       fields(3, fields(1, "l", 4, 1)),
		"feature a number":     fields(3, fields(1, "l", 2, 1)),
		"tag beyond keys":      feature(3, 2, 4, line, 2, numbers(1, 0)),
		"tag beyond values":    feature(3, 2, 4, line, 2, numbers(0, 1)),
		"half a tag":           feature(3, 2, 4, line, 2, numbers(0)),
		"two lists of tags":    feature(3, 2, 4, line, 2, numbers(0, 0), 2, numbers(0, 0)),
		"two geometries":       feature(3, 2, 4, line, 4, line),
		"geometry a number":    feature(3, 2, 4, 9),
		"LineTo at first":      feature(3, 2, 4, numbers(10, 2, 2)),
		"LineTo of a point":    feature(3, 1, 4, numbers(9, 2, 2, 10, 2, 2)),
		"MoveTo of nothing":    feature(3, 1, 4, numbers(1)),
		"two MoveTo of a line": feature(3, 2, 4, numbers(17, 2, 2, 2, 2)),
		"more than there is":   feature(3, 1, 4, numbers((1<<29-1)<<3|1, 2, 2)),
		"ClosePath of a line":  feature(3, 2, 4, append(slices.Clone(line), 15)),
		"two ClosePath":        feature(3, 3, 4, append(slices.Clone(line), 15, 15)),
		"ClosePath × 2":        feature(3, 3, 4, append(slices.Clone(line), 23)),
		"ring without end":     feature(3, 3, 4, line),
		"MoveTo in a ring":     feature(3, 3, 4, append(slices.Clone(line), line...)),
		"command 3":            feature(3, 2, 4, numbers(3)),
		"number over 32 bits":  feature(3, 2, 4, numbers(9, 1<<33, 2)),
		"out of the world":     feature(3, 1, 4, numbers(17, math.MaxUint32, 0, math.MaxUint32, 0)),
	}
	var d Decoded
	for name, data := range cases {
		err := DecodeMVT(&d, data, nil)
		assert.ErrorIs(t, err, ErrDecode, name)
		assert.Empty(t, d.Layers, name)
	}
}

func TestDecodeWantedLayersOnly(t *testing.T) {
	broken := fields(1, "broken", 15, 2, 2, fields(3, 2, 4, numbers(3)))
	good := fields(1, "good", 15, 2, 2, fields(3, 2, 4, line))
	data := fields(3, broken, 3, good, 3, broken)
	var d Decoded
	require.Error(t, DecodeMVT(&d, data, nil))
	require.NoError(t, DecodeMVT(&d, data, func(name string) bool { return name == "good" }))
	require.Len(t, d.Layers, 1)
	assert.Equal(t, "good", d.Layers[0].Name)
}

func TestDecodeAgainAllocatesNothing(t *testing.T) {
	data := New("reports", reports(t)).MVT(nil, &everything().Tile)
	var d Decoded
	require.NoError(t, DecodeMVT(&d, data, nil))
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		if DecodeMVT(&d, data, nil) != nil {
			panic("it was good before")
		}
	}))
}

func FuzzDecodeMVT(f *testing.F) {
	f.Add([]byte{})
	f.Add(New("reports", reports(f)).MVT(nil, &everything().Tile))
	for n := range uint64(20) {
		d := seed(n)
		l, rows := d.layer()
		f.Add(New("random", l.read(f)).MVT(nil, &d.tile(rows).Tile))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var d Decoded
		err := DecodeMVT(&d, data, nil)
		if err != nil {
			require.ErrorIs(t, err, ErrDecode)
			require.Empty(t, d.Layers)
		}
		coords := 0
		for i := range d.Layers {
			l := &d.Layers[i]
			coords += l.Coords()
			for j := range l.Features {
				f := &l.Features[j]
				require.Positive(t, l.Parts(f))
				for k := range l.Parts(f) {
					require.GreaterOrEqual(t, len(l.Part(f, k)), int(f.Type))
				}
				for k := range l.Properties(f) {
					key, v := l.Property(f, k)
					require.LessOrEqual(t, len(key)+len(v.Bytes()), len(data))
				}
			}
		}
		require.LessOrEqual(t, 2*coords, len(data))
		// What a strict decoder accepts has the same features here.
		strict, refused := decodeTile(data)
		if refused != nil || err != nil {
			return
		}
		require.Len(t, d.Layers, len(strict))
		for i := range strict {
			features := slices.DeleteFunc(strict[i].features, func(f mvtFeature) bool { return f.kind == 0 })
			require.Len(t, d.Layers[i].Features, len(features))
		}
	})
}

func BenchmarkDecodeMVT(b *testing.B) {
	c := newCut(8, 10, 10)
	for i := range uint32(200) {
		part := []int32{}
		for k := range int32(200) {
			part = append(part, int32(i)*20+k%7, k*20+int32(i)%5)
		}
		c.add(i, 2, part)
	}
	data := New("lines", events(b, 1000)).MVT(nil, &c.Tile)
	var d Decoded
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		require.NoError(b, DecodeMVT(&d, data, nil))
	}
}
