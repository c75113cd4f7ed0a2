package main

import (
	"bytes"
	"context"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// rendered runs dateline render and returns the picture's sides and what was said.
func rendered(t *testing.T, args ...string) (w, h int, picture []byte, out string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "map.png")
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var o, l bytes.Buffer
	require.NoError(t, run(ctx, append([]string{"render", "-o", path}, args...), &o, &l))
	assert.Empty(t, l.String())
	picture, err := os.ReadFile(path)
	require.NoError(t, err)
	i, err := png.Decode(bytes.NewReader(picture))
	require.NoError(t, err)
	left, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	assert.Len(t, left, 1, "nothing is left beside it")
	return i.Bounds().Dx(), i.Bounds().Dy(), picture, o.String()
}

func TestRender(t *testing.T) {
	w, h, usual, out := rendered(t)
	assert.Equal(t, [2]int{1200, 630}, [2]int{w, h})
	assert.Regexp(t, `map\.png: 1200 × 630 pixels, [1-9]\d*(\.\d)? [KM]iB\n$`, out)

	// The same as a server gives.
	p := start(t, "--basemap", "none")
	_, _, without, _ := rendered(t, "--basemap", "none", "--theme", "dark", "--status", "denied,claimed", "--datetime", "2024-10-08/2024-10-13", "--width", "800", "--height", "500")
	assert.True(t, p.ok("/maps/north-korean-troops.png?theme=dark&status=denied,claimed&datetime=2024-10-08/2024-10-13&w=800&h=500").body == string(without))

	dir := folder(t, "floods", "a.geojson", points("1", "2"))
	for _, args := range [][]string{
		{dir, "--width", "300", "--height", "200", "--scale", "2"}, {dir, "--bbox=-10,40,10,60"}, {dir, "--center=-1,50", "--zoom", "5"},
		{dir, "--ui", "none", "--lang", "uk"}, {dir, "--source", "A, B", "--source", "C", "--kind", "event", "--stance", "denies", "--q", "x", "--datetime", "2024", "--match", "must", "--layer", "a"},
	} {
		_, _, picture, _ := rendered(t, args...)
		assert.NotEqual(t, usual, picture)
	}
	w, h, _, _ = rendered(t, dir, "--width", "300", "--height", "200", "--scale", "2")
	assert.Equal(t, [2]int{600, 400}, [2]int{w, h})

	var o, l bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"render", "-o", "-"}, &o, &l))
	assert.True(t, bytes.Equal(usual, o.Bytes()), "nothing but the picture on standard output")
}

func TestRenderThatCannotBe(t *testing.T) {
	dir := folder(t, "floods", "a.geojson", points("1"))
	path := filepath.Join(t.TempDir(), "map.png")
	require.NoError(t, os.WriteFile(path, []byte("what was there"), 0o644))
	require.NoError(t, os.Mkdir(filepath.Join(dir, "folder.png"), 0o755))
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{dir}, "--output"},
		{[]string{dir, dir, "-o", path}, "unexpected argument"},
		{[]string{dir, "-o", "map.svg"}, `-o "map.svg": pictures are PNG files; name one that ends in .png`},
		{[]string{dir, "-o", path, "--basemap", dir}, "it is no ordinary file; name a PMTiles archive"},
		{[]string{dir, "-o", path, "--width", "0"}, `--width: "0"; write a whole number of pixels`},
		{[]string{dir, "-o", path, "--height", "5000"}, "--height: 5000 is too much; a picture has at most 4096 pixels"},
		{[]string{dir, "-o", path, "--width", "x"}, "--width"},
		{[]string{dir, "-o", path, "--scale", "4"}, "--scale: "},
		{[]string{dir, "-o", path, "--theme", "red"}, "--theme: \"red\"; write light, dark or print"},
		{[]string{dir, "-o", path, "--zoom", "4"}, "--zoom needs --center as well"},
		{[]string{dir, "-o", path, "--bbox", "1,2"}, "--bbox: 2 numbers"},
		{[]string{dir, "-o", path, "--status", "perhaps"}, "--status: \"perhaps\" is none of"},
		{[]string{dir, "-o", path, "--pov", "us"}, "--pov"},
		{[]string{dir, "-o", path, "--basemap", "/no/such.pmtiles"}, "the basemap /no/such.pmtiles: there is no such file"},
		{[]string{"/no/such/folder", "-o", path}, "/no/such/folder: there is no such folder"},
		{[]string{dir, "-o", filepath.Join(filepath.Dir(path), "no", "such.png")}, "there is no folder "},
		{[]string{dir, "-o", filepath.Join(dir, "folder.png")}, "is no ordinary file"},
		{[]string{folder(t, "broken", "a.geojson", "{"), "-o", path}, "the picture would lack broken/a.geojson"},
	} {
		assert.Contains(t, refused(t, append([]string{"render"}, c.args...)...), c.want)
	}
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, "what was there", string(after))
	left, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	assert.Len(t, left, 1)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err = run(ctx, []string{"render", dir, "-o", path}, &bytes.Buffer{}, &bytes.Buffer{})
	assert.ErrorContains(t, err, "stopped before the picture was painted")
}

func TestBasemapFlag(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.pmtiles")
	require.NoError(t, os.WriteFile(file, []byte("PMTiles\x03 and no more"), 0o644))
	assert.Contains(t, refused(t, "--listen", "127.0.0.1:0", "--basemap", file), "corrupt")
	assert.Contains(t, refused(t, "--listen", "127.0.0.1:0", "--basemap", "https://example.org/tiles"), "it lacks {z}")
	assert.Contains(t, refused(t, "--listen", "127.0.0.1:0", "--pov", "xx"), "--pov")

	p := start(t, "--basemap", "https://tiles.example.org/{z}/{x}/{y}.png")
	assert.Contains(t, p.ok("/").header.Get("Content-Security-Policy"), "https://tiles.example.org")
	assert.Contains(t, p.log.String(), "pictures are painted on plain ground")

	t.Setenv("DATELINE_BASEMAP", "none")
	t.Setenv("DATELINE_POV", "ne")
	p = start(t)
	assert.Equal(t, 404, p.get("/tiles/basemap.json").code)
}

func TestWriteWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.png")
	require.NoError(t, writeWhole(path, []byte("one")))
	require.NoError(t, writeWhole(path, []byte("two")))
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, "two", string(got))
	info, err := os.Stat(path)
	require.NoError(t, err)
	assert.NotZero(t, info.Mode()&0o044, "others may read it, as the system's settings say")
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, left, 1)
}
