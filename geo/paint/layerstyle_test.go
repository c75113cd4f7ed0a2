package paint

import (
	"image/color"
	"math"
	"testing"

	"dateline/geo/layer"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func styleIn(t testing.TB, text string) (*LayerStyle, []string) {
	t.Helper()
	var v any
	require.NoError(t, yaml.Unmarshal([]byte(text), &v))
	s, findings := ParseLayerStyle(v)
	var told []string
	for _, f := range findings {
		require.NotEmpty(t, f.Fix, f.Message)
		told = append(told, f.Field+" "+f.Message)
	}
	return s, told
}

func TestLayerStyleErrorsNameFieldAndValue(t *testing.T) {
	for text, want := range map[string][]string{
		`red`:                               {` is "red", not a map`},
		`{colour: "#fff"}`:                  {`colour is not known`},
		`{color: red}`:                      {`color is "red", not a colour`},
		`{color: "#12345"}`:                 {`color is "#12345", not a colour`},
		`{color: 7}`:                        {`color is 7, not a colour`},
		`{color: {light: "#fff"}}`:          {`color has only one of light and dark`},
		`{color: {light: x, dark: "#000"}}`: {`color.light is "x", not a colour`},
		`{width: -1, radius: 99}`:           {`radius is 99`, `width is -1`},
		`{opacity: 50%}`:                    {`opacity is "50%"`},
		`{opacity: .inf}`:                   {`opacity is +Inf`},
		`{width: [1]}`:                      {`width is [1]`},
		`{dash: 4}`:                         {`dash is 4, not a list of 2 to 8 lengths, even in number`},
		`{dash: [4]}`:                       {`dash is [4], not a list of 2 to 8 lengths, even in number`},
		`{dash: [4, x]}`:                    {`dash[1] is "x"`},
		`{dash: [0, 0]}`:                    {`dash is shorter than a pixel`},
		`{radius: {stops: [[1, 2]]}}`:       {`radius does not say by which property`},
		`{radius: {property: m}}`:           {`radius has neither or both of stops and values`},
		`{radius: {property: 3, stops: [[1, 2]]}}`:                       {`radius.property is 3`},
		`{radius: {property: m, stops: [[1, 2], [1, 3]]}}`:               {`radius.stops[1] begins with 1, which is not above 1`},
		`{radius: {property: m, stops: [[1, 2], [2, -3]]}}`:              {`radius.stops[1] is -3`},
		`{radius: {property: m, stops: [[a, 2], 3]}}`:                    {`radius.stops[0] begins with "a", not a number`, `radius.stops[1] is 3, not a pair`},
		`{radius: {property: m, stops: {}}}`:                             {`radius.stops is map[], not a list of 1 to 64 pairs`},
		`{color: {property: k, values: {flood: blue}}}`:                  {`color.values.flood is "blue", not a colour`},
		`{color: {property: k, values: []}}`:                             {`color.values is [], not a map of 1 to 1000 values`},
		`{dash: {property: k, stops: [[1, [2, 2]]]}}`:                    {`dash.stops is not known`},
		`{dash: {property: k}}`:                                          {`dash has no values`},
		`{width: {property: k, stops: [[1, 1]], default: big, else: 3}}`: {`width.default is "big"`, `width.else is not known`},
	} {
		s, told := styleIn(t, text)
		assert.Nil(t, s, text)
		assert.Equal(t, want, told, text)
	}
}

func TestLayerStyleByProperty(t *testing.T) {
	l, _, err := layer.ParseGeoJSON([]byte(`{"type":"FeatureCollection","features":[
		{"type":"Feature","geometry":null,"properties":{"m":3,"k":"flood","n":7}},
		{"type":"Feature","geometry":null,"properties":{"m":4.5,"k":"fire","n":true}},
		{"type":"Feature","geometry":null,"properties":{"m":-20,"k":null}},
		{"type":"Feature","geometry":null,"properties":{"m":"big"}},
		{"type":"Feature","geometry":null,"properties":{"m":1e9,"n":"x"}}]}`))
	require.NoError(t, err)
	s, told := styleIn(t, `
color: {property: k, values: {flood: "#00f", fire: {light: "#ff8000", dark: "#ff0"}}, default: "#123"}
fill: {property: m, stops: [[3, "#000000"], [6, "#ffffff"]]}
radius: {property: m, stops: [[3, 2], [6, 9]], default: 1}
width: {property: n, values: {"7": 4, "true": 5}}
opacity: {property: nowhere, stops: [[0, 0]], default: 0.25}
dash: {property: k, values: {flood: [4, 2], fire: []}}
casing: 2.5
`)
	require.Empty(t, told)
	color, radius, width := s.color.in(l), s.radius.in(l), s.width.in(l)
	var radii, widths []amount
	var colors []string
	for _, row := range l.Rows() {
		radii = append(radii, radius.of(row, 4.5))
		widths = append(widths, width.of(row, 1.5))
		c := color.of(row, themed{})
		colors = append(colors, hexOf(c.on(&Light))+hexOf(c.on(&Dark)))
	}
	assert.Equal(t, []amount{2, 5.5, 2, 1, 9}, radii)
	assert.Equal(t, []amount{4, 5, 1.5, 1.5, 1.5}, widths)
	assert.Equal(t, []string{"0000ff0000ff", "ff8000ffff00", "112233112233", "112233112233", "112233112233"}, colors)
	assert.Equal(t, "808080", hexOf(s.fill.in(l).of(l.Rows()[1], themed{}).light))
	assert.Equal(t, amount(0.25), s.opacity.in(l).of(0, 1))
	assert.Equal(t, amount(2.5), s.casing.in(l).of(0, 1))
	assert.Equal(t, pattern{4, 2}, s.dash.in(l).of(l.Rows()[0], pattern{9, 9}))
	assert.Nil(t, s.dash.in(l).of(l.Rows()[1], pattern{9, 9}))
	assert.Equal(t, pattern{9, 9}, s.dash.in(l).of(l.Rows()[2], pattern{9, 9}))
	none, told := styleIn(t, `null`)
	assert.Nil(t, none)
	assert.Empty(t, told)
}

func hexOf(c color.NRGBA) string {
	const digits = "0123456789abcdef"
	var b []byte
	for _, v := range [...]uint8{c.R, c.G, c.B} {
		b = append(b, digits[v>>4], digits[v&15])
	}
	return string(b)
}

func TestNumbersOfMessages(t *testing.T) {
	for _, one := range []struct {
		m    []byte
		want float64
	}{
		{[]byte{messageUint, 7}, 7},
		{[]byte{messageSint, 7}, -4},
		{[]byte{messageInt, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1}, -1},
		{[]byte{messageFloat, 0, 0, 0xc0, 0x3f}, 1.5},
		{[]byte{messageDouble, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f}, 1.5},
	} {
		got, ok := numberIn(one.m)
		assert.True(t, ok)
		assert.Equal(t, one.want, got)
	}
	for _, m := range [][]byte{nil, {messageUint}, {messageText, 1, 'x'}, {messageDouble, 1}, {messageDouble, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f}} {
		_, ok := numberIn(m)
		assert.False(t, ok, "%v", m)
	}
}

// FuzzLayerStyle reads any YAML as a style; what is taken is within its bounds.
func FuzzLayerStyle(f *testing.F) {
	f.Add(`{color: "#fff", radius: {property: m, stops: [[3, 2], [6, 9]], default: 2}}`)
	f.Add(`{dash: [4, 2], width: .nan, fill: {light: "#000", dark: "#fff"}}`)
	f.Add(`{color: {property: k, values: {a: "#12a", 7: "#fff"}}, opacity: 1e400}`)
	f.Fuzz(func(t *testing.T, text string) {
		var v any
		if yaml.Unmarshal([]byte(text), &v) != nil {
			return
		}
		s, findings := ParseLayerStyle(v)
		if len(findings) > 0 {
			require.Nil(t, s)
			return
		}
		if s == nil {
			return
		}
		for _, n := range []struct {
			s    *setting[amount]
			most amount
		}{{&s.width, mostWidth}, {&s.radius, mostRadius}, {&s.casing, mostCasing}, {&s.opacity, 1}, {&s.fillOpacity, 1}} {
			for _, at := range []float64{math.Inf(-1), -1, 0, 3.3, 1e300} {
				if n.s.stops != nil {
					require.True(t, n.s.between(at) >= 0 && n.s.between(at) <= n.most)
				}
			}
			require.True(t, n.s.otherwise >= 0 && n.s.otherwise <= n.most)
		}
	})
}
