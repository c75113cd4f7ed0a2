package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"dateline/geo"
	"dateline/geo/archive"
	"dateline/geo/corpora"

	"github.com/klauspost/compress/gzip"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// build runs dateline build and returns the archive's path and what was said.
func build(t *testing.T, args ...string) (path, out, log string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "map.pmtiles")
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var o, l bytes.Buffer
	require.NoError(t, run(ctx, append([]string{"build", "-o", path}, args...), &o, &l))
	return path, o.String(), l.String()
}

// eachTile reads every tile of an archive, inflated.
func eachTile(t *testing.T, path string, each func(geo.Address, []byte)) *archive.Reader {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	r, err := archive.Open(bytes.NewReader(b), int64(len(b)))
	require.NoError(t, err)
	for id := range archive.ID(geo.Address{Z: r.Header().MaxZoom + 1}) {
		a, _ := archive.AddressOf(id)
		data, ok, err := r.Tile(a)
		require.NoError(t, err)
		if !ok {
			continue
		}
		z, err := gzip.NewReader(bytes.NewReader(data))
		require.NoError(t, err)
		tile, err := io.ReadAll(z)
		require.NoError(t, err)
		each(a, tile)
	}
	return r
}

func TestBuild(t *testing.T) {
	path, out, log := build(t)
	assert.Regexp(t, `^`+path+`: [1-9]\d* tiles of zooms 0 to 10, [1-9]\d*\.\d KiB\n$`, out)
	assert.Contains(t, log, "zoom 10 of 10: ")
	assert.NotContains(t, log, "\r", "a line for each zoom, as this is no terminal")

	var tiles []geo.Address
	var want [][]byte
	h := eachTile(t, path, func(a geo.Address, tile []byte) { tiles, want = append(tiles, a), append(want, tile) }).Header()
	require.Len(t, tiles, int(h.Addressed))
	for _, layer := range []string{"movements", "events", "statements"} {
		assert.Contains(t, string(want[0]), layer, "the tile of the whole world has all layers")
	}

	t.Run("npm's pmtiles", func(t *testing.T) {
		if _, err := os.Stat("../../geo/bench/node_modules/pmtiles"); err != nil {
			corpora.Missing(t, "npm's pmtiles (run npm ci in geo/bench)")
		}
		node, err := exec.LookPath("node")
		if err != nil {
			corpora.Missing(t, "node")
		}
		var in, out, complaints bytes.Buffer
		for _, a := range append(tiles, geo.Address{Z: 10}) {
			fmt.Fprintln(&in, a.Z, a.X, a.Y)
		}
		cmd := exec.CommandContext(t.Context(), node, "archive.mjs", path)
		cmd.Dir = "../../geo/bench"
		cmd.Stdin, cmd.Stdout, cmd.Stderr = &in, &out, &complaints
		require.NoError(t, cmd.Run(), complaints.String())
		lines := strings.Split(out.String(), "\n")
		require.Len(t, lines, len(tiles)+3)
		var about struct {
			Header   struct{ NumAddressedTiles int }
			Metadata struct {
				Name         string
				Bounds       string
				Attribution  string
				VectorLayers []struct{ ID string } `json:"vector_layers"`
			}
		}
		require.NoError(t, json.Unmarshal([]byte(lines[0]), &about))
		assert.Equal(t, len(tiles), about.Header.NumAddressedTiles)
		assert.Contains(t, about.Metadata.Name, "North Korean troops")
		assert.Contains(t, about.Metadata.Attribution, "18 October 2024")
		assert.Len(t, about.Metadata.VectorLayers, 3)
		for i, tile := range want {
			got, err := base64.StdEncoding.DecodeString(lines[i+1])
			require.NoError(t, err)
			require.True(t, bytes.Equal(tile, got), "%s", tiles[i])
		}
		assert.Empty(t, lines[len(tiles)+1], "a tile that is not there")
	})

	t.Run("GDAL", func(t *testing.T) {
		ogrinfo, err := exec.LookPath("ogrinfo")
		if err != nil {
			corpora.Missing(t, "GDAL's ogrinfo (Debian: gdal-bin)")
		}
		// GDAL reads the archive from version 3.8 on, and a tile before that.
		file := path
		formats, err := exec.Command(ogrinfo, "--formats").Output()
		require.NoError(t, err)
		if !strings.Contains(string(formats), "PMTiles -vector-") {
			file = filepath.Join(t.TempDir(), "0.mvt")
			require.NoError(t, os.WriteFile(file, want[0], 0o644))
		}
		read, err := exec.Command(ogrinfo, "-al", "-so", file).CombinedOutput()
		require.NoError(t, err, "%s", read)
		assert.NotContains(t, string(read), "ERROR")
		for _, layer := range []string{"movements", "events", "statements"} {
			assert.Contains(t, string(read), "Layer name: "+layer)
		}
	})
}

func TestBuildOfAFolder(t *testing.T) {
	dir := folder(t, "floods", "a.geojson", points("1"))
	path, out, _ := build(t, dir, "--min-zoom", "2", "--max-zoom", "3")
	assert.Contains(t, out, "of zooms 2 to 3, ")
	before, err := os.ReadFile(path)
	require.NoError(t, err)

	other := filepath.Join(filepath.Dir(path), "no", "such.pmtiles")
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{dir}, "--output"},
		{[]string{dir, "-o", path, "--max-zoom", "25"}, "zooms go from 0 to 24"},
		{[]string{dir, "-o", path, "--min-zoom", "11"}, "the least zoom, 11, is greater than the greatest, 10"},
		{[]string{dir, "-o", path, "--max-zoom", "x"}, "--max-zoom"},
		{[]string{"/no/such/folder", "-o", path}, "/no/such/folder: there is no such folder"},
		{[]string{dir, "-o", other}, "there is no folder " + filepath.Dir(other)},
		{[]string{dir, "-o", folder(t, "is.pmtiles")}, "is no ordinary file"},
		{[]string{dir, "-o", filepath.Join(dir, "a.geojson")}, "name one that ends in .pmtiles"},
		{[]string{folder(t, "broken", "a.geojson", "{"), "-o", path}, "would lack broken/a.geojson"},
		{[]string{folder(t, "none", "a.txt", "no layer"), "-o", path}, "the map none has no layers"},
	} {
		assert.Contains(t, refused(t, append([]string{"build"}, c.args...)...), c.want)
	}
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, before, after, "what was there stays")
}

func TestBuildProgress(t *testing.T) {
	var out bytes.Buffer
	p := progress{to: &out, live: true}
	p.tell(geo.BuildProgress{Zoom: 2, MaxZoom: 4, Looked: 3, All: 9, Tiles: 1, Bytes: 1 << 11})
	p.tell(geo.BuildProgress{Zoom: 2, MaxZoom: 4, Looked: 4, All: 9, Tiles: 2, Bytes: 3 << 20})
	p.tell(geo.BuildProgress{Zoom: 2, MaxZoom: 4, Looked: 9, All: 9, Tiles: 2, Bytes: 3 << 30})
	p.end()
	assert.Equal(t, "\rzoom 2 of 4: 3 of 9 looked at; 1 tile, 2.0 KiB\x1b[K\rzoom 2 of 4: 9 of 9 looked at; 2 tiles, 3.0 GiB\x1b[K\n", out.String())
}
