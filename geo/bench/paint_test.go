package bench

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"dateline/geo/archive"
	"dateline/geo/corpora"
	"dateline/geo/layer"
	"dateline/geo/paint"
	"dateline/geo/raster"
	"dateline/geo/tile"

	"github.com/klauspost/compress/gzip"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/maptile"
	"github.com/stretchr/testify/require"
)

// paintPlaces are where tiles are painted: Ukraine, Korea, Europe and Japan.
var paintPlaces = [][2]float64{{32, 49}, {127.5, 38}, {10, 50}, {138, 36.5}}

// BenchmarkPaint measures painted tiles of the basemap, 512 px wide, with
// labels and as PNG, beside Mapnik at the same geometry, and the picture of the
// default map, and prints the tables. Its rounds are its own, so it runs once.
// DATELINE_PICTURES names a folder for what has been painted.
//
// Mapnik sets more labels: it has all names of a tile, and its placement knows no
// rank but the order of layers, and no room round names. It draws the same shapes.
func BenchmarkPaint(t *testing.B) {
	tiles, greatest := basemapTiles(t)
	rival := startMapnik(t)
	basemap := paint.NewBasemap(tiles, 0, greatest)
	var table table
	table.row("512 px, labels, PNG", "geo/paint", "Mapnik", "Mapnik ÷ geo/paint", "bytes of a tile", "target")
	oneCore(func() {
		for z := uint8(4); z <= 7; z++ {
			var list []tile.Address
			for _, at := range paintPlaces {
				a := tile.At(layer.Project(at[0], at[1]), z)
				list = append(list, a, tile.Address{Z: z, X: a.X - 1, Y: a.Y}, tile.Address{Z: z, X: a.X, Y: a.Y - 1})
			}
			name := fmt.Sprintf("z%d", z)
			folder := t.TempDir()
			writeLayers(t, folder, tiles, list, uint8(greatest))
			rival.do(map[string]any{"do": "load", "name": name, "folder": folder})
			run := map[string]any{"do": "run", "tiles": named(name, list)}
			var size, rivalSize int
			own := &contender{run: func() float64 {
				return processor(t, func() { size = paintAll(t, basemap, list, "") }) / float64(len(list))
			}}
			other := &contender{run: func() float64 {
				answer := rival.do(run)
				rivalSize = answer.Size
				return answer.MS / float64(len(list))
			}}
			if pictures := os.Getenv("DATELINE_PICTURES"); pictures != "" {
				for _, who := range []string{"paint", "mapnik"} {
					require.NoError(t, os.MkdirAll(filepath.Join(pictures, who), 0o755))
				}
				paintAll(t, basemap, list, filepath.Join(pictures, "paint"))
				rival.do(map[string]any{"do": "run", "tiles": named(name, list), "save": filepath.Join(pictures, "mapnik")})
			}
			race(7, own, other)
			rate := func(c *contender) string { return fmt.Sprintf("%.0f a second and core", 1000/c.median()) }
			table.row(name, rate(own), rate(other), ratio(other, own),
				fmt.Sprintf("%d KB, %d KB", size/len(list)/1000, rivalSize/len(list)/1000), "≥ 60, faster")
		}
	})
	fmt.Printf("\n%s\n", &table)
	picture(t)
}

func named(name string, list []tile.Address) (all [][4]any) {
	for _, a := range list {
		all = append(all, [4]any{name, a.Z, a.X, a.Y})
	}
	return all
}

// paintAll paints tiles as they are served and returns the bytes of all.
func paintAll(t testing.TB, b *paint.Basemap, list []tile.Address, save string) (size int) {
	var png []byte
	for _, a := range list {
		c, err := b.Tile(t.Context(), a, paint.TileOptions{Size: 512})
		require.NoError(t, err)
		png = c.PNG(png[:0], raster.PNGOptions{})
		c.Release()
		size += len(png)
		if save != "" {
			require.NoError(t, os.WriteFile(filepath.Join(save, fmt.Sprintf("%d-%d-%d.png", a.Z, a.X, a.Y)), png, 0o644))
		}
	}
	return size
}

// basemapTiles reads the tiles of the basemap that ships with the program.
func basemapTiles(t testing.TB) (read func(tile.Address) ([]byte, error), greatest int) {
	data, err := os.ReadFile(filepath.Join("..", "..", "data", "basemap.pmtiles"))
	require.NoError(t, err)
	r, err := archive.Open(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	return func(a tile.Address) ([]byte, error) {
		b, ok, err := r.Tile(a)
		if err != nil || !ok {
			return nil, err
		}
		z, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			return nil, err
		}
		return io.ReadAll(z)
	}, int(r.Header().MaxZoom)
}

// writeLayers writes the basemap's layers in and round the tiles as GeoJSON: the
// same geometry that geo/paint has for them.
func writeLayers(t testing.TB, folder string, read func(tile.Address) ([]byte, error), list []tile.Address, greatest uint8) {
	layers := map[string]*geojson.FeatureCollection{}
	seen := map[tile.Address]bool{}
	for _, a := range list {
		// A tile of 512 pixels shows what four tiles of 256 show at the next zoom.
		z := min(a.Z+1, greatest)
		per := uint32(1) << (z - a.Z)
		for x := a.X*per - 1; x <= (a.X+1)*per; x++ {
			for y := a.Y*per - 1; y <= (a.Y+1)*per; y++ {
				at := tile.Address{Z: z, X: x, Y: y}
				if seen[at] {
					continue
				}
				seen[at] = true
				data, err := read(at)
				require.NoError(t, err)
				if data == nil {
					continue
				}
				decoded, err := mvt.Unmarshal(data)
				require.NoError(t, err)
				for _, l := range decoded {
					keepOwnPoints(l)
				}
				decoded.ProjectToWGS84(maptile.New(x, y, maptile.Zoom(z)))
				for _, l := range decoded {
					if layers[l.Name] == nil {
						layers[l.Name] = geojson.NewFeatureCollection()
					}
					layers[l.Name].Features = append(layers[l.Name].Features, l.Features...)
				}
			}
		}
	}
	for name, l := range layers {
		text, err := l.MarshalJSON()
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(folder, name+".geojson"), text, 0o644))
	}
}

// keepOwnPoints drops points that a tile shares with its neighbours.
func keepOwnPoints(l *mvt.Layer) {
	own := l.Features[:0]
	for _, f := range l.Features {
		if p, ok := f.Geometry.(orb.Point); ok && (p[0] < 0 || p[1] < 0 || p[0] >= tile.Extent || p[1] >= tile.Extent) {
			continue
		}
		own = append(own, f)
	}
	l.Features = own
}

// startMapnik starts Debian's python3-mapnik, which is only there for Debian's
// own Python.
func startMapnik(t testing.TB) *rival {
	t.Helper()
	const python = "/usr/bin/python3"
	if err := exec.Command(python, "-c", "import mapnik").Run(); err != nil {
		corpora.Missing(t, "python3-mapnik (run apt-get install python3-mapnik)")
	}
	return startProcess(t, python, "rival_mapnik.py")
}
