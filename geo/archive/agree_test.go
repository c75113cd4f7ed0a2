package archive

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"dateline/geo/corpora"
	"dateline/geo/tile"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A second is what npm's pmtiles finds in an archive.
type second struct {
	Header struct {
		RootDirectoryOffset, RootDirectoryLength, LeafDirectoryOffset, LeafDirectoryLength uint64
		TileDataOffset, TileDataLength, NumAddressedTiles, NumTileEntries, NumTileContents uint64
		Clustered                                                                          bool
		InternalCompression, TileCompression, TileType, MinZoom, MaxZoom, CenterZoom       uint8
		MinLon, MinLat, MaxLon, MaxLat, CenterLon, CenterLat                               float64
	}
	Metadata json.RawMessage
	tiles    [][]byte
}

// pmtiles reads an archive with npm's pmtiles.
func pmtiles(t *testing.T, archive []byte, tiles []tile.Address) (s second) {
	if _, err := os.Stat(filepath.Join("..", "bench", "node_modules", "pmtiles")); err != nil {
		corpora.Missing(t, "npm's pmtiles (run npm ci in geo/bench)")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		corpora.Missing(t, "node")
	}
	path := filepath.Join(t.TempDir(), "a.pmtiles")
	require.NoError(t, os.WriteFile(path, archive, 0o644))
	var in, out, complaints bytes.Buffer
	for _, a := range tiles {
		fmt.Fprintln(&in, a.Z, a.X, a.Y)
	}
	cmd := exec.CommandContext(t.Context(), node, "archive.mjs", path)
	cmd.Dir = filepath.Join("..", "bench")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = &in, &out, &complaints
	require.NoError(t, cmd.Run(), complaints.String())
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	require.Len(t, lines, len(tiles)+1)
	require.NoError(t, json.Unmarshal([]byte(lines[0]), &s))
	for _, line := range lines[1:] {
		b, err := base64.StdEncoding.DecodeString(line)
		require.NoError(t, err)
		s.tiles = append(s.tiles, b)
	}
	return s
}

func TestPMTilesAgrees(t *testing.T) {
	var all []tile.Address
	for id := range firstID(9) {
		if id < firstID(6) || id%11 == 0 {
			a, _ := AddressOf(id)
			all = append(all, a)
		}
	}
	for name, p := range map[string]pile{"small": small(), "with leaves": large()} {
		info := someInfo
		b := p.write(t, info)
		h := opened(t, b).Header()
		s := pmtiles(t, b, all)
		for i, got := range s.tiles {
			require.True(t, bytes.Equal(p[ID(all[i])], got), "%s: %s", name, all[i])
		}
		o := &s.Header
		assert.Equal(t, []uint64{h.Root.Offset, h.Root.Length, h.Leaves.Offset, h.Leaves.Length, h.Data.Offset, h.Data.Length, h.Addressed, h.Entries, h.Contents},
			[]uint64{o.RootDirectoryOffset, o.RootDirectoryLength, o.LeafDirectoryOffset, o.LeafDirectoryLength, o.TileDataOffset, o.TileDataLength, o.NumAddressedTiles, o.NumTileEntries, o.NumTileContents})
		assert.True(t, o.Clustered)
		assert.Equal(t, []uint8{uint8(h.Internal), uint8(h.Tiles), uint8(h.Type), h.MinZoom, h.MaxZoom, h.CenterZoom},
			[]uint8{o.InternalCompression, o.TileCompression, o.TileType, o.MinZoom, o.MaxZoom, o.CenterZoom})
		assert.Equal(t, []float64{info.West, info.South, info.East, info.North, info.CenterLon, info.CenterLat},
			[]float64{o.MinLon, o.MinLat, o.MaxLon, o.MaxLat, o.CenterLon, o.CenterLat})
		assert.JSONEq(t, `{"name":"Ünïcode \"<&>","vector_layers":[]}`, string(s.Metadata))
	}
}
