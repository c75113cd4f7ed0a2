package report

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTextIn(t *testing.T) {
	cities := Text{"en": "Moscow", "de": "Moskau", "de-ch": "Moskau (CH)", "pt-br": "Moscou", "uk": ""}
	for _, c := range []struct {
		text       Text
		lang, want string
	}{
		{cities, "de", "Moskau"},
		{cities, "DE-CH", "Moskau (CH)"},
		{cities, "de-CH-1901", "Moskau (CH)"},
		{cities, "de-AT", "Moskau"},
		{cities, "pt", "Moscou"},
		{cities, "uk", "Moscow"},
		{cities, "", "Moscow"},
		{Text{"": "plain", "en": "English"}, "ko", "plain"},
		{Text{"ru": "второй", "ko": "첫째"}, "fr", "첫째"},
		{Text{"en": ""}, "en", ""},
		{nil, "en", ""},
	} {
		assert.Equal(t, c.want, c.text.In(c.lang), "%v in %q", c.text, c.lang)
	}
}

func TestTextJSON(t *testing.T) {
	for in, want := range map[string]Text{
		`"Seoul"`:                    {"": "Seoul"},
		`{"en":"Seoul","UK":"Сеул"}`: {"en": "Seoul", "uk": "Сеул"},
		`{"en":"Seoul","ko":null}`:   {"en": "Seoul"},
		`null`:                       nil,
		` "\u0053eoul" `:             {"": "Seoul"},
		`{}`:                         {},
	} {
		var got Text
		require.NoError(t, json.Unmarshal([]byte(in), &got), in)
		assert.Equal(t, want, got, in)

		out, err := json.Marshal(got)
		require.NoError(t, err)
		var again Text
		require.NoError(t, json.Unmarshal(out, &again))
		assert.Equal(t, got.In("en"), again.In("en"), in)
		assert.Equal(t, got.Empty(), again.Empty(), in)
	}
	for _, in := range []string{`5`, `["Seoul"]`, `{"en":5}`, `true`} {
		var got Text
		assert.ErrorIs(t, json.Unmarshal([]byte(in), &got), errText, in)
	}
}

func TestTextEmpty(t *testing.T) {
	assert.True(t, Text(nil).Empty())
	assert.True(t, Text{"en": ""}.Empty())
	assert.False(t, Text{"": "x"}.Empty())
}
