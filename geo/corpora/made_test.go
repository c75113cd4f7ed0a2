package corpora

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMadeCorpora(t *testing.T) {
	for name, make := range map[string]func(uint64, int) []byte{"points": PointEvents, "lines": Lines, "areas": Areas} {
		text := make(1, 50)
		assert.Equal(t, text, make(1, 50), name)
		assert.NotEqual(t, text, make(2, 50), name)
		var collection struct {
			Features []struct {
				Geometry struct {
					Type        string
					Coordinates json.RawMessage
				}
				Properties map[string]any
			}
		}
		require.NoError(t, json.NewDecoder(bytes.NewReader(text)).Decode(&collection), name)
		require.Len(t, collection.Features, 50, name)
		for _, f := range collection.Features {
			switch f.Geometry.Type {
			case "Point":
				assert.Len(t, f.Properties, 6)
			case "LineString":
				var line [][2]float64
				require.NoError(t, json.Unmarshal(f.Geometry.Coordinates, &line))
				assert.GreaterOrEqual(t, len(line), 20)
				assert.LessOrEqual(t, len(line), 200)
			case "Polygon":
				var rings [][][2]float64
				require.NoError(t, json.Unmarshal(f.Geometry.Coordinates, &rings))
				for _, ring := range rings {
					assert.GreaterOrEqual(t, len(ring), 21)
					assert.Equal(t, ring[0], ring[len(ring)-1])
				}
			default:
				t.Error(f.Geometry.Type)
			}
		}
	}
}
