package layer

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"dateline/geo/corpora"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// skipped and scanned are where a value ends by the two ways of reading, -1 if
// it is none.
func skipped(text string) int { return skipValue([]byte(text), 0, 0) }

func scanned(text string) int {
	s := scanner{data: []byte(text)}
	if len(text) > 0 && strings.ContainsRune(" \t\r\n", rune(text[0])) {
		return -1 // skipValue begins at the value
	}
	if _, err := s.value(); err != nil {
		return -1
	}
	return s.pos
}

func TestSkippingAgreesWithTheScanner(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(corpora.Path(t, "json/test_parsing"), "*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, scanned(string(data)), skipped(string(data)), file)
	}
	for _, text := range []string{
		`"1234567"`, `"12345678"`, `"123456789"`, `"1234567\"8"`, `"12345678\\"`, "\"1234567\x1f\"", "\"12345678\x80\"", `"éééééééééé"`, `"x\u00e9\ud800"`, `"x\u00g9"`, `"open`,
		`0`, `-`, `-0`, `01`, `1.`, `1.5e`, `1e+5`, `1E-05`, `-1.25`, `1x`, `tru`, `truex`, `null`, `{}`, `{ "a" : [ 1 , 2 ] }`, `{"a":1,}`, `[1,]`, `[1 2]`, `{"a" 1}`, `{a:1}`,
		strings.Repeat("[", maxDepth) + strings.Repeat("]", maxDepth), strings.Repeat("[", maxDepth+1) + strings.Repeat("]", maxDepth+1),
		strings.Repeat(`{"a":`, maxDepth) + "1" + strings.Repeat("}", maxDepth), strings.Repeat(`{"a":`, maxDepth+1) + "1" + strings.Repeat("}", maxDepth+1),
	} {
		assert.Equal(t, scanned(text), skipped(text), text)
	}
}

func FuzzSkip(f *testing.F) {
	f.Add(`{"type":"Feature","id":-1.5e3,"a\u00e9":["é\"",true,false,null,{}]}`)
	f.Add("[\"a long text without anything\x7f\", 0.25, 01]")
	f.Fuzz(func(t *testing.T, text string) {
		require.Equal(t, scanned(text), skipped(text))
	})
}

func TestReadNumber(t *testing.T) {
	for _, text := range []string{"0", "-0", "1", "131.88634", "-43.11555", "1e1", "-2.5E+1", "1e22", "1e23", "1e-400", "9007199254740992", "9007199254740993",
		"0.1234567890123456789", "123456789.123456789012345678901", "0.00000000000000000000000001", "18446744073709551615", "99999999999999999999", "1.7976931348623157e308"} {
		want, err := strconv.ParseFloat(text, 64)
		require.NoError(t, err)
		got, end := readNumber([]byte(text+","), 0)
		assert.Equal(t, len(text), end, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "-", "x", ".5", "01", "-01", "1.", "1.e5", "1e", "1e999", "-1e999"} {
		_, end := readNumber([]byte(text), 0)
		assert.Equal(t, -1, end, text)
	}
}

func FuzzReadNumber(f *testing.F) {
	f.Add("131.88634")
	f.Add("-1.5e-7")
	f.Fuzz(func(t *testing.T, text string) {
		f, end := readNumber([]byte(text), 0)
		want := skipNumber(text, 0)
		if end < 0 {
			if want > 0 {
				_, err := strconv.ParseFloat(text[:want], 64)
				require.Error(t, err)
			}
			return
		}
		require.Equal(t, want, end)
		parsed, err := strconv.ParseFloat(text[:end], 64)
		require.NoError(t, err)
		require.Equal(t, parsed, f)
	})
}
