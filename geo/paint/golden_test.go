package paint

import (
	"flag"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"dateline/geo/raster"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares a canvas with a picture in testdata. A pixel differs if a
// channel does by more than six levels; one in a thousand may, since processors
// round differently.
func golden(t *testing.T, c *raster.Canvas, name string) {
	t.Helper()
	file := filepath.Join("testdata", name+".png")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, c.PNG(nil, raster.PNGOptions{Exact: true, Small: true}), 0o644))
	}
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	m, err := png.Decode(f)
	require.NoError(t, err)
	require.Equal(t, c.W, m.Bounds().Dx(), file)
	require.Equal(t, c.H, m.Bounds().Dy(), file)
	off := 0
	for y := range c.H {
		for x := range c.W {
			want := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
			if apart(want, c.At(x, y)) > 6 {
				off++
			}
		}
	}
	assert.LessOrEqual(t, off, c.W*c.H/1000, "pixels differ from %s", file)
}

// apart is the largest difference of a channel.
func apart(a, b color.NRGBA) int {
	most := 0
	for _, d := range [...]int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B), int(a.A) - int(b.A)} {
		most = max(most, d, -d)
	}
	return most
}
