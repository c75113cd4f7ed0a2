package encode

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os/exec"
	"testing"

	"dateline/geo/corpora"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// jsLayer is a layer as npm's @mapbox/vector-tile sees it.
type jsLayer struct {
	Name            string
	Version, Extent uint64
	Features        []jsFeature
}

type jsFeature struct {
	ID         *float64
	Type       uint64
	Properties [][3]any // name, type, value
	Geometry   [][][2]int32
}

// vectorTile decodes tiles with npm's @mapbox/vector-tile.
func vectorTile(t *testing.T, tiles [][]byte) [][]jsLayer {
	packages(t, "@mapbox/vector-tile")
	node, err := exec.LookPath("node")
	if err != nil {
		corpora.Missing(t, "node")
	}
	var in, out, complaints bytes.Buffer
	for _, b := range tiles {
		fmt.Fprintln(&in, base64.StdEncoding.EncodeToString(b))
	}
	cmd := exec.CommandContext(t.Context(), node, "decode.mjs")
	cmd.Dir = "../bench"
	cmd.Stdin, cmd.Stdout, cmd.Stderr = &in, &out, &complaints
	require.NoError(t, cmd.Run(), complaints.String())
	var decoded [][]jsLayer
	for d := json.NewDecoder(&out); d.More(); {
		var layers []jsLayer
		require.NoError(t, d.Decode(&layers))
		decoded = append(decoded, layers)
	}
	require.Len(t, decoded, len(tiles))
	return decoded
}

func TestVectorTileAgrees(t *testing.T) {
	tiles := [][]byte{New("reports", reports(t)).MVT(nil, &everything().Tile)}
	for n := range uint64(300) {
		d := seed(n)
		l, rows := d.layer()
		tiles = append(tiles, New("random", l.read(t)).MVT(nil, &d.tile(rows).Tile))
	}
	for i, layers := range vectorTile(t, tiles) {
		own, err := decodeTile(tiles[i])
		require.NoError(t, err)
		require.Len(t, layers, len(own), "tile %d", i)
		for k := range own {
			assert.Equal(t, own[k].name, layers[k].Name)
			assert.Equal(t, own[k].version, layers[k].Version)
			assert.Equal(t, own[k].extent, layers[k].Extent)
			require.Len(t, layers[k].Features, len(own[k].features))
			for j := range own[k].features {
				agree(t, &own[k], &own[k].features[j], &layers[k].Features[j])
			}
		}
	}
}

func agree(t *testing.T, l *mvtLayer, own *mvtFeature, js *jsFeature) {
	if own.hasID {
		require.NotNil(t, js.ID)
		assert.Equal(t, float64(own.id), *js.ID)
	} else {
		// The library takes a missing id for none or for zero.
		assert.True(t, js.ID == nil || *js.ID == 0)
	}
	assert.Equal(t, own.kind, js.Type)

	_, want := l.props(own)
	got := map[string]any{}
	for _, p := range js.Properties {
		got[p[0].(string)] = p[2]
	}
	for name, value := range want {
		want[name] = jsValue(value)
	}
	assert.Equal(t, want, got)

	var parts [][][2]int32
	for _, part := range own.parts {
		switch own.kind {
		case 1:
			for _, at := range part {
				parts = append(parts, [][2]int32{at})
			}
		case 3: // the library closes rings
			parts = append(parts, append(part[:len(part):len(part)], part[0]))
		default:
			parts = append(parts, part)
		}
	}
	assert.Equal(t, parts, js.Geometry)
}

// jsValue is a value as JavaScript's JSON has it.
func jsValue(v any) any {
	switch v := v.(type) {
	case int64:
		return float64(v)
	case uint64:
		return float64(v)
	}
	return v
}
