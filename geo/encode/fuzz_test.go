package encode

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"dateline/geo/layer"
	"dateline/geo/tile"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// dice are bytes that a fuzzer chooses, and zeros after their end.
type dice []byte

func (d *dice) byte() byte {
	if len(*d) == 0 {
		return 0
	}
	b := (*d)[0]
	*d = (*d)[1:]
	return b
}

// below is a number from 0 to n-1, n ≤ 256.
func (d *dice) below(n int) int { return int(d.byte()) % n }

// number has from one to eight bytes.
func (d *dice) number() uint64 {
	v := uint64(0)
	for range 1 + d.below(8) {
		v = v<<8 | uint64(d.byte())
	}
	return v
}

func (d *dice) value() any {
	switch d.below(7) {
	case 0:
		return nil
	case 1:
		return d.below(2) == 1
	case 2:
		return d.number()
	case 3:
		return -int64(d.number() >> 12) // JavaScript has no larger ones
	case 4:
		if f := math.Float64frombits(d.number()); !math.IsNaN(f) && !math.IsInf(f, 0) {
			return f
		}
		return 0.5
	case 5:
		return []string{"", "a", "claimed", "point_count", "žluťoučký \"kůň\"\n", "서울"}[d.below(6)]
	default:
		return fmt.Sprintf("%0*d", 1+d.below(250), d.byte())
	}
}

// layer is one of some rows and columns.
func (d *dice) layer() (l *table, rows int) {
	l, rows = &table{}, 1+d.below(40)
	for k := range d.below(12) {
		column := make([]any, rows)
		shape := d.below(3) // any values, a pattern of two, all different
		a, b := d.value(), d.value()
		for i := range column {
			switch {
			case shape == 0:
				column[i] = d.value()
			case shape == 2:
				column[i] = uint64(i)
			case i%3 == 0:
				column[i] = a
			default:
				column[i] = b
			}
		}
		name := []string{"cluster", "point_count", "", "name", "status_denied"}[d.below(5)] + fmt.Sprint(k)
		if d.below(4) == 0 {
			name = name[:len(name)-len(fmt.Sprint(k))]
		}
		if slices.Contains(l.names, name) { // names of properties differ
			name = fmt.Sprint("other ", k)
		}
		l.column(name, column...)
	}
	for range rows {
		switch d.below(3) {
		case 0:
			l.ids = append(l.ids, nil)
		case 1:
			l.ids = append(l.ids, d.number()>>11)
		default:
			l.ids = append(l.ids, fmt.Sprint("id ", d.byte()))
		}
	}
	return l, rows
}

// tile is one of features of the given number of rows, in their order.
func (d *dice) tile(rows int) *cut {
	z := d.below(tile.MaxZoom + 1)
	c := newCut(uint8(z), uint32(d.number()&(1<<z-1)), uint32(d.number()&(1<<z-1)))
	row := uint32(0)
	for range d.below(60) {
		row = min(row+uint32(d.below(3)), uint32(rows-1))
		switch kind := d.below(4); kind {
		case 0:
			at := d.path(1)
			cluster := tile.Cluster{ID: d.number() >> 11, Count: uint32(d.number()), Coord: tile.Coord{X: at[0], Y: at[1]}, Opens: d.byte()}
			for i := range cluster.ByStatus {
				cluster.ByStatus[i] = uint32(d.below(3))
			}
			c.cluster(row, cluster)
		case 1:
			c.add(row, tile.Point, d.path(1+d.below(3)))
		default:
			parts := make([][]int32, 1+d.below(3))
			for i := range parts {
				parts[i] = d.path(kind + d.below(80))
			}
			c.add(row, tile.GeomType(kind), parts...)
		}
	}
	return c
}

// path is n places, neighbours of which differ.
func (d *dice) path(n int) []int32 {
	place := func() int32 { return int32(binary.LittleEndian.Uint16([]byte{d.byte(), d.byte()}))%4225 - 64 }
	var p []int32
	for len(p) < 2*n {
		x, y := place(), place()
		if k := len(p); k > 0 && (x == p[k-2] && y == p[k-1] || x == p[0] && y == p[1]) {
			x = p[k-2] + 1
			if x == p[0] {
				x++
			}
		}
		p = append(p, x, y)
	}
	return p
}

// seed is a throw of dice that is the same for the same number.
func seed(n uint64) dice {
	r := rand.New(rand.NewPCG(n, 0))
	d := make(dice, r.IntN(4000))
	for i := range d {
		d[i] = byte(r.Uint32())
	}
	return d
}

func FuzzEncode(f *testing.F) {
	for n := range uint64(20) {
		f.Add([]byte(seed(n)))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d := dice(b)
		made, rows := d.layer()
		l := made.read(t)
		c := d.tile(rows)
		e := New("fuzz", l)
		got := e.MVT(nil, &c.Tile)
		require.Equal(t, got, New("fuzz", l).MVT(nil, &c.Tile))
		text := e.GeoJSON(nil, &c.Tile)
		if len(c.Features) == 0 {
			require.Empty(t, got)
			require.Empty(t, text)
			return
		}
		var parsed any
		require.NoError(t, json.Unmarshal(text, &parsed))
		decoded := decodeOne(t, got)
		require.Len(t, decoded.features, len(c.Features))
		for i := range c.Features {
			compare(t, l, &c.Tile, &c.Features[i], &decoded, &decoded.features[i])
		}
	})
}

// compare holds a decoded feature against what it was made of.
func compare(t *testing.T, l *layer.Layer, c *tile.Tile, f *tile.Feature, decoded *mvtLayer, got *mvtFeature) {
	id, hasID := l.MVTID(f.Row)
	want := map[string]any{}
	if f.Cluster >= 0 {
		cluster := &c.Clusters[f.Cluster]
		id, hasID = cluster.ID, true
		want["cluster"] = true
		want["point_count"] = uint64(cluster.Count)
		want["point_count_abbreviated"] = uint64(cluster.Count)
		if short, ok := abbreviate(cluster.Count); ok {
			want["point_count_abbreviated"] = strconv.FormatFloat(short, 'f', -1, 64) + "k"
		}
		want["expansion_zoom"] = uint64(cluster.Opens)
		for i, n := range cluster.ByStatus[1:] {
			if n > 0 {
				want[props[propStatus+i]] = uint64(n)
			}
		}
	} else {
		for _, column := range l.Columns() {
			if code := column.Code(f.Row); code != 0 {
				value, err := decodeValue(column.Values.MVT(code))
				require.NoError(t, err)
				want[column.Name] = value
			}
		}
	}
	require.Equal(t, hasID, got.hasID)
	require.Equal(t, id, got.id)
	_, values := decoded.props(got)
	require.Equal(t, want, values)

	require.EqualValues(t, f.Type, got.kind)
	var parts [][][2]int32
	for i := range f.Parts {
		var part [][2]int32
		for _, at := range c.Part(f.First + i) {
			part = append(part, [2]int32{at.X, at.Y})
		}
		parts = append(parts, part)
	}
	assert.Equal(t, parts, got.parts)
}
