package layer

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/geo/corpora"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// withProperties is a collection of features without geometry, whose rows keep
// the order of the file.
func withProperties(properties ...string) string {
	var features []string
	for _, p := range properties {
		features = append(features, `{"type":"Feature","geometry":null,"properties":`+p+`}`)
	}
	return collection(features...)
}

func TestValues(t *testing.T) {
	for _, c := range []struct{ json, message, again string }{
		{`"a"`, "0a0161", ""},
		{`""`, "0a00", ""},
		{`"\u0061\n\"\u00e9"`, "0a05610a22c3a9", `"a\n\"é"`},
		{`0`, "2800", ""},
		{`300`, "28ac02", ""},
		{`18446744073709551615`, "28ffffffffffffffffff01", ""},
		{`-1`, "3001", ""},
		{`-9223372036854775808`, "2080808080808080808001", ""},
		{`1.5`, "19000000000000f83f", ""},
		{`-2.50`, "1900000000000004c0", ""},
		{`1e3`, "190000000000408f40", ""},
		{`1.0`, "19000000000000f03f", ""},
		{`18446744073709551616`, "19000000000000f043", ""},
		{`-0`, "3000", ""},
		{`1e999`, "0a053165393939", ""},
		{`true`, "3801", ""},
		{`false`, "3800", ""},
		{`[1, 2]`, "0a065b312c20325d", ""},
		{`{"a":null}`, "0a0a7b2261223a6e756c6c7d", ""},
		{`"[1, 2]"`, "0a065b312c20325d", ""},
	} {
		l, findings := read(t, withProperties(`{"p":`+c.json+`}`))
		require.Empty(t, findings)
		require.Len(t, l.Columns(), 1, c.json)
		col := l.Columns()[0]
		require.Equal(t, uint32(1), col.Code(0), c.json)
		assert.Equal(t, c.message, hex.EncodeToString(col.Values.MVT(1)), c.json)
		if c.again == "" {
			c.again = c.json
		}
		assert.Equal(t, c.again, string(col.Values.JSON(1)), c.json)
	}
}

func codes(c *Column, rows int) (all []uint32) {
	for row := range rows {
		all = append(all, c.Code(uint32(row)))
	}
	return all
}

// Columns come in the order of the file, values in that of the rows, which is
// the order along the curve and not that of the file.
func TestColumnOrder(t *testing.T) {
	at := func(lon int, properties string) string {
		return fmt.Sprintf(`{"type":"Feature","geometry":{"type":"Point","coordinates":[%d,50]},"properties":%s}`, lon, properties)
	}
	l, _ := read(t, collection(
		`{"type":"Feature","geometry":null,"properties":{"z":"last","nothing":null}}`,
		at(100, `{"z":"east","a":1}`),
		at(-100, `{"z":"west","b":true}`),
		at(-101, `{"a":1,"z":"west","a":2}`)))
	assert.Equal(t, []uint32{3, 2, 1, 0}, l.Features())
	assert.Equal(t, []uint32{3, 2, 1, 0}, l.Rows())
	var names []string
	for _, c := range l.Columns() {
		names = append(names, c.Name)
	}
	require.Equal(t, []string{"z", "a", "b"}, names)
	z, a, b := l.Columns()[0], l.Columns()[1], l.Columns()[2]
	assert.Equal(t, []uint32{1, 1, 2, 3}, codes(&z, 4))
	assert.Equal(t, `"west"`, string(z.Values.JSON(1)))
	assert.Equal(t, 3, z.Values.Len())
	assert.Equal(t, []uint32{1, 0, 2, 0}, codes(&a, 4), "of two values of one name the last counts")
	assert.Equal(t, "2", string(a.Values.JSON(1)))
	assert.Equal(t, []uint32{0, 1, 0, 0}, codes(&b, 4))
}

func TestColumnsOfFewRows(t *testing.T) {
	properties := slices.Repeat([]string{`{"n":1}`}, 100)
	properties[20], properties[70] = `{"n":1,"rare":"x"}`, `{"rare":"y","n":1}`
	l, _ := read(t, withProperties(properties...))
	rare := l.Columns()[1]
	assert.Equal(t, []uint32{20, 70}, rare.Rows)
	want := make([]uint32, 100)
	want[20], want[70] = 1, 2
	assert.Equal(t, want, codes(&rare, 100))
	assert.Nil(t, l.Columns()[0].Rows)
}

func TestCodesAreAsNarrowAsCanBe(t *testing.T) {
	for _, c := range []struct {
		values               int
		bytes, shorts, words bool
	}{{255, true, false, false}, {256, false, true, false}, {65535, false, true, false}, {65536, false, false, true}} {
		var properties []string
		for i := range c.values {
			properties = append(properties, fmt.Sprintf(`{"n":%d}`, i))
		}
		l, _ := read(t, withProperties(properties...))
		col := l.Columns()[0]
		assert.Equal(t, c.bytes, col.Codes.Bytes != nil)
		assert.Equal(t, c.shorts, col.Codes.Shorts != nil)
		assert.Equal(t, c.words, col.Codes.Words != nil)
		assert.Equal(t, uint32(c.values), col.Code(uint32(c.values-1)))
		assert.Equal(t, fmt.Sprint(c.values-1), string(col.Values.JSON(uint32(c.values))))
	}
}

func TestIDs(t *testing.T) {
	with := func(id, properties string) string {
		return `{"type":"Feature",` + id + `"geometry":null,"properties":` + properties + `}`
	}
	type id struct {
		id uint64
		ok bool
	}
	of := func(l *Layer) (ids []id, json []string) {
		for row := range uint32(l.Len()) {
			n, ok := l.MVTID(row)
			ids, json = append(ids, id{n, ok}), append(json, string(l.JSONID(row)))
		}
		return ids, json
	}

	l, _ := read(t, collection(with(`"id":7,`, "{}"), with(`"id":18446744073709551615,`, "{}")))
	ids, json := of(l)
	assert.Equal(t, []id{{7, true}, {1<<64 - 1, true}}, ids)
	assert.Equal(t, []string{"7", "18446744073709551615"}, json)
	assert.Empty(t, l.Columns())

	// Other ids become a property, with a number made of their text.
	l, _ = read(t, collection(with(`"id":"a\"b",`, `{"x":1}`), with(`"id":-2.50,`, "{}"), with("", "{}"), with(`"id":3,`, "{}"), with(`"id":"3x",`, "null")))
	ids, json = of(l)
	assert.Equal(t, []id{{stableID([]byte(`a"b`)), true}, {stableID([]byte("-2.50")), true}, {}, {3, true}, {stableID([]byte("3x")), true}}, ids)
	assert.Equal(t, []string{`"a\"b"`, "-2.50", "", "3", `"3x"`}, json)
	require.Len(t, l.Columns(), 2)
	made := l.Columns()[1]
	assert.True(t, made.Made)
	assert.Equal(t, "id", made.Name)
	assert.Equal(t, []uint32{1, 2, 0, 0, 3}, codes(&made, 5))
	for i, want := range []string{`a"b`, "-2.50", "", "3", "3x"} {
		assert.Equal(t, want, l.Feature(i).ID())
	}

	// A property of that name is not overwritten.
	l, _ = read(t, collection(with(`"id":"a",`, `{"id":"own"}`), with(`"id":"b",`, "{}"), with("", `{"id":5}`)))
	require.Len(t, l.Columns(), 1)
	var values []string
	for row := range uint32(3) {
		values = append(values, string(l.Columns()[0].Values.JSON(l.Columns()[0].Code(row))))
	}
	assert.Equal(t, []string{`"own"`, `"b"`, "5"}, values)
	assert.False(t, l.Columns()[0].Made)
	assert.Equal(t, "a", l.Feature(0).ID())
}

// The numbers made of texts are part of what is published: they never change.
func TestStableID(t *testing.T) {
	for text, want := range map[string]uint64{
		"":                    0x129ce48422257a,
		"a":                   0x3dc4c8601e9f7,
		"arrival-vladivostok": 0xf86f2414252df,
		"東京":                  0x1c04f1ff1b2cd6,
	} {
		assert.Equal(t, want, stableID([]byte(text)), text)
	}
}

func TestRepeatedIDs(t *testing.T) {
	var features []string
	for i := range 1000 {
		features = append(features, fmt.Sprintf(`{"type":"Feature","id":%d,"geometry":null,"properties":null}`, i%400))
	}
	l, findings := read(t, collection(features...))
	require.Len(t, findings, 600)
	for i, f := range findings {
		assert.Equal(t, 401+i, f.Feature)
		assert.Contains(t, f.Message, fmt.Sprintf("is also the id of feature %d,", i%400+1))
	}
	at, ok := l.Find("399")
	assert.True(t, ok)
	assert.Equal(t, 399, at)
}

func TestBoundsOfALayer(t *testing.T) {
	l, _ := read(t, collection(
		feature1("null"), feature1(`{"type":"Point","coordinates":[190,-20]}`), feature1(`{"type":"LineString","coordinates":[[-5,60],[7,89]]}`)))
	box, ok := l.Bounds()
	assert.True(t, ok)
	assert.Equal(t, Box{-5, -20, 190, 89}, box)
	l, _ = read(t, collection(feature1("null")))
	_, ok = l.Bounds()
	assert.False(t, ok)
}

// Whatever the properties are, the columns say the same.
func FuzzColumns(f *testing.F) {
	f.Add(`{"a":1,"b":"x"}`, `{"b":"é\u0041","a":2.50}`)
	f.Add(`{"id":[null],"a":{"x":1e999}}`, `{"a":null,"id":-0}`)
	f.Fuzz(func(t *testing.T, first, second string) {
		l, _, err := ReadGeoJSON(strings.NewReader(withProperties(first, second)))
		if err != nil {
			return
		}
		checkColumns(t, l)
	})
}

func TestColumnsOfCorpora(t *testing.T) {
	for _, text := range [][]byte{corpora.PointEvents(5, 500), []byte(collection(wild...))} {
		l, _, err := ParseGeoJSON(text)
		require.NoError(t, err)
		checkColumns(t, l)
	}
}

// checkColumns holds the columns against the text of the features, and checks
// that values are numbered in the order of the rows.
func checkColumns(t *testing.T, l *Layer) {
	for i := range l.Len() {
		want := map[string]string{}
		l.Feature(i).Properties(func(name string, value []byte) { want[name] = string(value) })
		for c := range l.Columns() {
			column := &l.Columns()[c]
			code := column.Code(l.Rows()[i])
			value, present := want[column.Name]
			delete(want, column.Name)
			switch {
			case code > 0 && present && value != "null":
				got := string(column.Values.JSON(code))
				if value[0] == '"' {
					got, value = unquote([]byte(got[1:len(got)-1])), unquote([]byte(value[1:len(value)-1]))
				}
				require.Equal(t, value, got)
			case code > 0:
				require.Equal(t, madeID, column.Name)
			default:
				require.True(t, !present || value == "null", "%s is missing", column.Name)
			}
		}
		for name, value := range want {
			require.Equal(t, "null", value, name)
		}
	}
	for c := range l.Columns() {
		column := &l.Columns()[c]
		last := uint32(0)
		for row := range uint32(l.Len()) {
			if code := column.Code(row); code > last {
				require.Equal(t, last+1, code)
				last = code
			}
		}
		require.Equal(t, column.Values.Len(), int(last))
	}
}
