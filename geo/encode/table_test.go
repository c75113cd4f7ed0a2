package encode

import (
	"bytes"
	"encoding/json"
	"strconv"
	"testing"

	"dateline/geo/layer"
	"dateline/geo/tile"

	"github.com/stretchr/testify/require"
)

// A table is a layer made by hand: columns of values, nil for none, and ids,
// which are whole numbers, texts or nil.
type table struct {
	names   []string
	columns [][]any
	ids     []any
}

func (l *table) column(name string, rows ...any) *table {
	l.names, l.columns = append(l.names, name), append(l.columns, rows)
	return l
}

// read makes the layer. Its features have no places, so that their rows are in
// the order of the table.
func (l *table) read(t testing.TB) *layer.Layer {
	rows := len(l.ids)
	for _, c := range l.columns {
		rows = max(rows, len(c))
	}
	var b bytes.Buffer
	write := func(v any) {
		text, err := json.Marshal(v)
		require.NoError(t, err)
		b.Write(text)
	}
	b.WriteString(`{"type":"FeatureCollection","features":[`)
	for row := range rows {
		if row > 0 {
			b.WriteString(",")
		}
		b.WriteString(`{"type":"Feature","geometry":null`)
		if row < len(l.ids) && l.ids[row] != nil {
			b.WriteString(`,"id":`)
			write(l.ids[row])
		}
		b.WriteString(`,"properties":{`)
		comma := ""
		for k, c := range l.columns {
			if row < len(c) && c[row] != nil {
				b.WriteString(comma)
				write(l.names[k])
				b.WriteString(":")
				write(c[row])
				comma = ","
			}
		}
		b.WriteString("}}")
	}
	b.WriteString("]}")
	read, _, err := layer.ReadGeoJSON(&b)
	require.NoError(t, err)
	require.Equal(t, rows, read.Len())
	for i, row := range read.Rows() {
		require.EqualValues(t, i, row)
	}
	return read
}

// cut makes a tile by hand.
type cut struct{ tile.Tile }

func newCut(z uint8, x, y uint32) *cut {
	return &cut{tile.Tile{Address: tile.Address{Z: z, X: x, Y: y}, Extent: tile.Extent, Buffer: tile.Buffer}}
}

// add adds a feature of the given parts, each a list of x and y.
func (c *cut) add(row uint32, kind tile.GeomType, parts ...[]int32) *cut {
	c.Features = append(c.Features, tile.Feature{
		Row: row, Cluster: -1, Type: kind, First: uint32(len(c.Ends)), Parts: uint32(len(parts)),
	})
	for _, part := range parts {
		for i := 0; i < len(part); i += 2 {
			c.Coords = append(c.Coords, tile.Coord{X: part[i], Y: part[i+1]})
		}
		c.Ends = append(c.Ends, uint32(len(c.Coords)))
	}
	return c
}

func (c *cut) cluster(row uint32, cluster tile.Cluster) *cut {
	c.add(row, tile.Point, []int32{cluster.Coord.X, cluster.Coord.Y})
	c.Features[len(c.Features)-1].Cluster = int32(len(c.Clusters))
	c.Clusters = append(c.Clusters, cluster)
	return c
}

// numbered is a column of n rows that are all different.
func numbered(prefix string, n int) []any {
	rows := make([]any, n)
	for i := range rows {
		rows[i] = prefix + strconv.Itoa(i)
	}
	return rows
}
