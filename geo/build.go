package geo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"dateline/geo/archive"
	"dateline/geo/layer"
	"dateline/geo/tile"

	"github.com/klauspost/compress/gzip"
)

// DefaultBuildZoom is the greatest zoom of an archive if not told otherwise. A
// unit of its tiles is ten metres at the equator; maps enlarge them from there.
const DefaultBuildZoom = 10

// BuildOptions say what of a map goes into an archive.
type BuildOptions struct {
	MinZoom, MaxZoom int
	// Progress is called now and then, and at the end of each zoom; it may be nil.
	Progress func(BuildProgress)
}

// A BuildProgress is how far a build has come.
type BuildProgress struct {
	Zoom, MaxZoom int
	Looked, All   int    // tiles of this zoom: looked at so far, and to be looked at
	Tiles         uint64 // in the archive so far
	Bytes         uint64 // of their data, equal ones counted once
}

// A BuildResult is what a build has made.
type BuildResult struct {
	Tiles, Bytes     uint64
	MinZoom, MaxZoom int
	Largest          Address // the tile that takes most
	LargestBytes     int     // what it takes, compressed
}

// Build writes all layers of a map into one PMTiles archive at path:
//
//	descend   zoom by zoom, into tiles that hold something
//	cut       each layer, as for a request
//	join      the layers' tiles into one
//	compress  it
//	add       it to the archive, in order
//
// The archive appears at path when it is complete, and only if every layer could
// be read. The same map makes the same
// bytes. Tiles are those that are served, but at the greatest zoom no points
// are clustered, since nothing deeper would show them. Under what names and at
// which zooms layers are in the archive is [Layer.Archive].
func Build(ctx context.Context, m *Map, path string, o BuildOptions) (BuildResult, error) {
	switch {
	case o.MinZoom < 0 || o.MaxZoom > tile.MaxZoom:
		return BuildResult{}, fmt.Errorf("zooms go from 0 to %d, not from %d to %d", tile.MaxZoom, o.MinZoom, o.MaxZoom)
	case o.MinZoom > o.MaxZoom:
		return BuildResult{}, fmt.Errorf("the least zoom, %d, is greater than the greatest, %d", o.MinZoom, o.MaxZoom)
	case len(m.Unserved) > 0:
		return BuildResult{}, fmt.Errorf("the archive would lack %s; dateline check says what is wrong", strings.Join(m.Unserved, ", "))
	case len(m.Layers) == 0:
		return BuildResult{}, fmt.Errorf("the map %s has no layers", m.Name)
	case m.unarchived != nil:
		return BuildResult{}, m.unarchived
	}
	w, err := archive.Create(path)
	if err != nil {
		return BuildResult{}, err
	}
	defer w.Close()
	b := builder{BuildOptions: o, layers: forArchive(m.Layers), archive: w}
	level := []uint64{archive.ID(Address{})}
	for zoom := 0; zoom <= o.MaxZoom && len(level) > 0; zoom++ {
		if level, err = b.zoom(ctx, zoom, level); err != nil {
			return BuildResult{}, err
		}
	}
	if w.Len() == 0 {
		return BuildResult{}, fmt.Errorf("the map %s has nothing that can be drawn", m.Name)
	}
	b.result.Tiles, b.result.Bytes = w.Len(), w.Size()
	least, greatest := w.Zooms()
	b.result.MinZoom, b.result.MaxZoom = int(least), int(greatest)
	if err := ctx.Err(); err != nil {
		return BuildResult{}, errStopped
	}
	return b.result, w.Finish(info(m, least, greatest))
}

var errStopped = errors.New("stopped before the archive was complete; nothing is written")

// A builder makes one archive.
type builder struct {
	BuildOptions
	layers  []*Layer
	archive *archive.Writer
	result  BuildResult
}

// batchSize is how many tiles are handed to a worker at once.
const batchSize = 16

// A batch is neighbouring tiles on their way through a worker.
type batch struct {
	tiles []buildTile
	done  chan struct{}
}

// A buildTile is a tile by its id, and what a worker finds out about it.
type buildTile struct {
	id      uint64
	data    []byte // compressed, empty if there is nothing
	descend bool   // tiles below it may hold something
}

// zoom goes through tiles of a zoom, in the order of their ids, and returns
// those of the next. Workers make the tiles; here they are put in order again.
func (b *builder) zoom(ctx context.Context, zoom int, level []uint64) (next []uint64, err error) {
	layers, deeper := at(b.layers, zoom, b.MaxZoom), below(b.layers, zoom)
	ctx, cancel := context.WithCancel(ctx)
	var group sync.WaitGroup
	defer group.Wait()
	defer cancel()
	workers := runtime.GOMAXPROCS(0)
	// The buffer bounds how many finished tiles wait for a slow one.
	order, work := make(chan *batch, 8*workers), make(chan *batch)
	group.Go(func() {
		defer close(work)
		defer close(order)
		for ids := range slices.Chunk(level, batchSize) {
			t := &batch{tiles: make([]buildTile, len(ids)), done: make(chan struct{})}
			for i, id := range ids {
				t.tiles[i].id = id
			}
			for _, to := range []chan *batch{order, work} {
				select {
				case to <- t:
				case <-ctx.Done():
					return
				}
			}
		}
	})
	failed := make(chan error, workers)
	for range workers {
		group.Go(func() {
			z := gzip.NewWriter(nil)
			for t := range work {
				for i := range t.tiles {
					if err := b.make(&t.tiles[i], layers, deeper, z); err != nil {
						failed <- err
						return
					}
				}
				close(t.done)
			}
		})
	}
	looked := 0
	for t := range order {
		select {
		case <-t.done:
		case err := <-failed:
			return nil, err
		case <-ctx.Done():
			return nil, errStopped
		}
		for i := range t.tiles {
			if next, err = b.take(&t.tiles[i], next); err != nil {
				return nil, err
			}
		}
		looked += len(t.tiles)
		if b.Progress != nil {
			b.Progress(BuildProgress{Zoom: zoom, MaxZoom: b.MaxZoom, Looked: looked, All: len(level), Tiles: b.archive.Len(), Bytes: b.archive.Size()})
		}
	}
	if looked < len(level) {
		return nil, errStopped
	}
	return next, nil
}

// make cuts a tile from all layers. A vector tile is a list of layers, so that
// tiles of one layer each, one after the other, are a tile of them all.
// Deeper is the data that tiles of greater zooms have.
func (b *builder) make(t *buildTile, layers []*Layer, deeper []*layer.Layer, z *gzip.Writer) error {
	a, _ := archive.AddressOf(t.id) // the id of an address is good
	var all []byte
	for _, l := range layers {
		data, _, err := l.Tile(a, "mvt", Filter{})
		if err != nil {
			return err
		}
		all = append(all, data...)
	}
	if int(a.Z) < b.MaxZoom {
		t.descend = len(deeper) > 0 && len(all) > 0 || slices.ContainsFunc(deeper, func(l *layer.Layer) bool { return tile.Holds(l, a) })
	}
	if len(all) == 0 || int(a.Z) < b.MinZoom {
		return nil
	}
	var out bytes.Buffer
	z.Reset(&out)
	_, err := z.Write(all)
	if err == nil {
		err = z.Close()
	}
	t.data = out.Bytes()
	return err
}

// take adds a tile to the archive, and the tiles below it to those of the next
// zoom.
func (b *builder) take(t *buildTile, next []uint64) ([]uint64, error) {
	a, _ := archive.AddressOf(t.id)
	if len(t.data) > 0 {
		if err := b.archive.Add(a, t.data); err != nil {
			return nil, err
		}
		if len(t.data) > b.result.LargestBytes {
			b.result.Largest, b.result.LargestBytes = a, len(t.data)
		}
	}
	if t.descend {
		first := len(next)
		for _, child := range a.Children() {
			next = append(next, archive.ID(child))
		}
		slices.Sort(next[first:])
	}
	return next, nil
}

// info is what the archive of a map says of itself.
func info(m *Map, minZoom, maxZoom uint8) archive.Info {
	bounds := m.Bounds()
	i := archive.Info{
		Type: archive.MVT, Tiles: archive.Gzip,
		West: bounds[0], South: bounds[1], East: bounds[2], North: bounds[3],
		CenterLon: (bounds[0] + bounds[2]) / 2, CenterLat: (bounds[1] + bounds[3]) / 2, CenterZoom: minZoom,
	}
	if v := m.View; v != nil {
		i.CenterLon, i.CenterLat = v.Lon, v.Lat
		i.CenterZoom = uint8(max(float64(minZoom), min(v.Zoom, float64(maxZoom))))
	}
	i.Metadata = map[string]any{
		"name": m.Title.In(m.Lang), "type": "overlay", "format": "pbf", "version": m.Version, "vector_layers": vectorLayers(m.Layers, m.Lang, int(minZoom), int(maxZoom)),
		"bounds": fmt.Sprintf("%.7f,%.7f,%.7f,%.7f", i.West, i.South, i.East, i.North),
	}
	for name, text := range map[string]string{"description": m.Description.In(m.Lang), "attribution": m.Attribution()} {
		if text != "" {
			i.Metadata[name] = text
		}
	}
	return i
}

// Bounds is west, south, east and north of all layers, in degrees within ±180;
// the whole width of the world if the data cross the antimeridian.
func (m *Map) Bounds() [4]float64 {
	var all [4]float64
	none := true
	for _, l := range m.Layers {
		if _, ok := l.Data.Bounds(); !ok {
			continue
		}
		b := l.Bounds()
		if b[0] < -180 || b[2] > 180 {
			b[0], b[2] = -180, 180
		}
		if none {
			all, none = b, false
			continue
		}
		all = [4]float64{min(all[0], b[0]), min(all[1], b[1]), max(all[2], b[2]), max(all[3], b[3])}
	}
	if none {
		return [4]float64{-180, -85, 180, 85}
	}
	return all
}

// Attribution names whose work the map shows, in one line of plain text.
func (m *Map) Attribution() string {
	var all []string
	for _, c := range m.Credits {
		all = append(all, c.Text.In(m.Lang))
	}
	return strings.Join(all, " · ")
}
