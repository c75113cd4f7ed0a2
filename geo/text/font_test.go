package text

import (
	"bytes"
	"io"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/stretchr/testify/require"
)

// inflate is an embedded font file as a font file.
func inflate(t testing.TB, name string) []byte {
	packed, err := files.ReadFile("fonts/" + name + ".ttf.br")
	require.NoError(t, err)
	data, err := io.ReadAll(brotli.NewReader(bytes.NewReader(packed)))
	require.NoError(t, err)
	return data
}
