package encode

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"dateline/geo/corpora"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// packages is where npm has put what the engine is compared with.
func packages(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", "bench", "node_modules", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		corpora.Missing(t, "npm's "+name+" (run npm ci in geo/bench)")
	}
	return path
}

// strict are fixtures called valid that the decoder refuses all the same.
var strict = map[string]string{
	"016": "its bytes are those of 003, which is called invalid",
	"057": "it announces 536,870,911 points and has one",
}

// The decoder by which the encoder is judged is itself judged by the fixtures
// of the specification's authors: it reads or refuses them as they say.
func TestDecoderByFixtures(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join(packages(t, "@mapbox/mvt-fixtures"), "fixtures", "*"))
	require.NoError(t, err)
	require.NotEmpty(t, dirs)
	for _, dir := range dirs {
		var info struct {
			Description string
			Validity    struct{ V2 bool }
		}
		text, err := os.ReadFile(filepath.Join(dir, "info.json"))
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(text, &info))
		data, err := os.ReadFile(filepath.Join(dir, "tile.mvt"))
		require.NoError(t, err)
		_, err = decodeTile(data)
		if info.Validity.V2 && strict[filepath.Base(dir)] == "" {
			assert.NoError(t, err, "%s: %s", dir, info.Description)
		} else {
			assert.Error(t, err, "%s: %s", dir, info.Description)
		}
	}
}

func FuzzDecoder(f *testing.F) {
	f.Add(New("reports", reports(f)).MVT(nil, &everything().Tile))
	f.Fuzz(func(t *testing.T, b []byte) {
		layers, err := decodeTile(b)
		if err != nil {
			return
		}
		for i := range layers {
			for j := range layers[i].features {
				layers[i].props(&layers[i].features[j])
			}
		}
	})
}
