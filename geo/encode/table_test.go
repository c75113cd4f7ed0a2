package encode

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"dateline/geo/tile"
)

// A table is a layer made by hand.
type table struct {
	columns []Column
	ids     []any // by row: nil, uint64 or string
	jsonIDs [][]byte
}

func (t *table) Columns() []Column { return t.columns }

func (t *table) MVTID(row uint32) (uint64, bool) {
	if int(row) >= len(t.ids) {
		return 0, false
	}
	switch id := t.ids[row].(type) {
	case uint64:
		return id, true
	case string:
		return 1<<52 | uint64(row), true
	}
	return 0, false
}

func (t *table) JSONID(row uint32) []byte {
	if int(row) >= len(t.ids) || t.ids[row] == nil {
		return nil
	}
	for len(t.jsonIDs) < len(t.ids) {
		b, err := json.Marshal(t.ids[len(t.jsonIDs)])
		if err != nil {
			panic(err)
		}
		t.jsonIDs = append(t.jsonIDs, b)
	}
	return t.jsonIDs[row]
}

// values are the encoded values of a column.
type values struct {
	fields []byte
	starts []int
	json   [][]byte
}

func (v *values) Len() int { return len(v.starts) }
func (v *values) Fields(from, to uint32) []byte {
	if int(to) > len(v.starts) {
		return v.fields[v.starts[from-1]:]
	}
	return v.fields[v.starts[from-1]:v.starts[to-1]]
}
func (v *values) JSON(code uint32) []byte { return v.json[code-1] }

// column adds a column with a value for each row; nil is none. The width is
// that of its codes in bytes.
func (t *table) column(name string, width int, rows ...any) *table {
	v := &values{}
	codes := map[any]uint32{}
	c := Column{Name: name, Values: v}
	for _, value := range rows {
		code := uint32(0)
		if value != nil {
			if codes[value] == 0 {
				v.starts = append(v.starts, len(v.fields))
				message := mvtValue(value)
				v.fields = append(v.fields, 4<<3|2)
				v.fields = binary.AppendUvarint(v.fields, uint64(len(message)))
				v.fields = append(v.fields, message...)
				b, err := json.Marshal(value)
				if err != nil {
					panic(err)
				}
				v.json = append(v.json, b)
				codes[value] = uint32(len(v.starts))
			}
			code = codes[value]
		}
		switch width {
		case 1:
			c.Codes.Bytes = append(c.Codes.Bytes, uint8(code))
		case 2:
			c.Codes.Shorts = append(c.Codes.Shorts, uint16(code))
		default:
			c.Codes.Words = append(c.Codes.Words, code)
		}
	}
	t.columns = append(t.columns, c)
	return t
}

// mvtValue is the message Value, field by field from the specification.
func mvtValue(v any) []byte {
	number := func(field byte, n uint64) []byte {
		b := []byte{field << 3}
		for ; n >= 0x80; n >>= 7 {
			b = append(b, byte(n)|0x80)
		}
		return append(b, byte(n))
	}
	switch v := v.(type) {
	case string:
		length := number(1, uint64(len(v)))
		length[0] |= 2
		return append(length, v...)
	case float64:
		bits := math.Float64bits(v)
		b := []byte{3<<3 | 1}
		for i := range 8 {
			b = append(b, byte(bits>>(8*i)))
		}
		return b
	case int64:
		return number(4, uint64(v))
	case uint64:
		return number(5, v)
	case bool:
		if v {
			return number(7, 1)
		}
		return number(7, 0)
	}
	panic(fmt.Sprintf("%T", v))
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
