package bench

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"testing"

	"dateline/geo/corpora"
	"dateline/geo/layer"
	"dateline/geo/tile"

	"github.com/klauspost/compress/gzip"
	"github.com/paulmach/orb/geojson"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// BenchmarkTable measures and prints the table. Its rounds are its own, so it
// runs once.
func BenchmarkTable(t *testing.B) {
	b := &bench{TB: t, rival: startRival(t)}
	b.table.row("work", "engine", "orb", "geojson-vt + vt-pbf", "orb ÷ engine", "geojson-vt ÷ engine", "target")
	oneCore(func() {
		b.points()
		b.lines()
		b.countries()
		b.deep()
	})
	b.reading()
	b.memory()
	fmt.Printf("\n%s\n", &b.table)
}

// oneCore lets Go use one processor only.
func oneCore(work func()) {
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	work()
}

type bench struct {
	testing.TB
	rival *rival
	table table
}

// compare adds a row to the table. Rivals may be nil.
func (b *bench) compare(work, target string, show func(*contender) string, own, orb, vt *contender) {
	cells := []string{work}
	for _, c := range []*contender{own, orb, vt} {
		if c == nil {
			cells = append(cells, "")
		} else {
			cells = append(cells, show(c))
		}
	}
	b.table.row(append(cells, ratio(orb, own), ratio(vt, own), target)...)
	fmt.Fprintln(os.Stderr, work)
}

// points compares a tile of 10,000 points, plain and compressed.
func (b *bench) points() {
	const target = 10_000
	file := events(b, 100_000)
	e := newEngine(file.read(b))
	d := b.duel(file, e, fullest(e.layer, target))
	b.race(d, fmt.Sprintf("cut and encode a tile of %d points", d.features), "20 × orb, 10 × geojson-vt", 20, false)
	b.race(d, "the same with gzip as served", "10 × orb", 20, true)
	b.size(d, "size of that, compressed", "at most 1.1 × orb's")
	b.table.row("allocations for a warm tile of those points",
		fmt.Sprint(testing.AllocsPerRun(20, func() { e.mvt(d.at) })),
		fmt.Sprint(testing.AllocsPerRun(2, func() { orbTile(b, d.at, d.orb, false) })), "", "", "", "50")
}

// lines compares a tile of lines over Japan.
func (b *bench) lines() {
	file := written(b, "lines.geojson", corpora.Lines(seed, 20_000))
	e := newEngine(file.read(b))
	d := b.duel(file, e, tile.At(layer.Project(139.69, 35.69), 7))
	b.race(d, fmt.Sprintf("cut and encode a z7 tile of %d lines", d.features), "", 20, false)
	b.size(d, "size of that, compressed", "")
}

// A duel is about one tile.
type duel struct {
	at       tile.Address
	engine   *engine
	orb      []*geojson.Feature
	features int // of the engine's tile
}

// duel makes ready for one tile of a file. The rivals get no more than the
// features of that tile.
func (b *bench) duel(file corpus, e *engine, at tile.Address) *duel {
	e.mvt(at)
	all := orbFile(b, file.path).Features
	d := &duel{at: at, engine: e, features: len(e.tile.Features), orb: within(at, all, boundsOf(all))}
	alone := &geojson.FeatureCollection{Type: "FeatureCollection", Features: d.orb}
	text, err := alone.MarshalJSON()
	require.NoError(b, err)
	b.rival.do(map[string]any{"do": "tile", "file": written(b, "tile.geojson", text).path, "z": at.Z, "x": at.X, "y": at.Y})
	warm := b.rival.do(map[string]any{"do": "run", "times": 30})
	assert.InEpsilon(b, d.features, len(d.orb), 0.01, "features for orb")
	assert.InEpsilon(b, d.features, warm.Features, 0.01, "features for geojson-vt")
	return d
}

// race measures the duel, the engine with the given number of tiles a run.
func (b *bench) race(d *duel, work, target string, times int, gzipped bool) {
	fewer := times / 5
	var packed packer
	own := &contender{run: func() float64 {
		return processor(b, func() {
			for range times {
				if data := d.engine.mvt(d.at); gzipped {
					packed.pack(b, data)
				}
			}
		}) / float64(times)
	}}
	orb := &contender{run: func() float64 {
		return processor(b, func() {
			for range fewer {
				orbTile(b, d.at, d.orb, gzipped)
			}
		}) / float64(fewer)
	}}
	vt := &contender{run: func() float64 {
		return b.rival.do(map[string]any{"do": "run", "times": fewer, "gzip": gzipped}).MS / float64(fewer)
	}}
	race(7, own, orb, vt)
	b.compare(work, target, func(c *contender) string {
		return fmt.Sprintf("%.2f M/s", float64(d.features)/c.median()/1000)
	}, own, orb, vt)
}

// size compares the sizes of the compressed tile.
func (b *bench) size(d *duel, work, target string) {
	var packed packer
	own := packed.pack(b, d.engine.mvt(d.at))
	orb := len(orbTile(b, d.at, d.orb, true))
	vt := b.rival.do(map[string]any{"do": "run", "times": 1, "gzip": true}).Size
	b.table.row(work, kilobytes(own), kilobytes(orb), kilobytes(vt),
		fmt.Sprintf("%.2f ×", float64(orb)/float64(own)), fmt.Sprintf("%.2f ×", float64(vt)/float64(own)), target)
}

// A packer compresses as the server does.
type packer struct {
	out bytes.Buffer
	gz  *gzip.Writer
}

// gzipLevel is that of tiles that the server sends.
const gzipLevel = 3

func (p *packer) pack(t testing.TB, data []byte) (size int) {
	p.out.Reset()
	if p.gz == nil {
		gz, err := gzip.NewWriterLevel(&p.out, gzipLevel)
		require.NoError(t, err)
		p.gz = gz
	}
	p.gz.Reset(&p.out)
	_, err := p.gz.Write(data)
	require.NoError(t, err)
	require.NoError(t, p.gz.Close())
	return p.out.Len()
}

func kilobytes(n int) string { return fmt.Sprintf("%.1f kB", float64(n)/1000) }

// countries compares all tiles of z0 to z8 of the world's countries.
func (b *bench) countries() {
	const zoom = 8
	file := atlas(b, b.rival, "countries-10m", "countries")
	e := newEngine(file.read(b))
	b.rival.do(map[string]any{"do": "pyramid", "file": file.path, "zoom": zoom})
	tiles, size, vtTiles, vtSize := 0, 0, 0, 0
	own := &contender{run: func() float64 {
		tiles, size = 0, 0
		return processor(b, func() {
			every(zoom, func(a tile.Address) {
				if n := len(e.mvt(a)); n > 0 {
					tiles++
					size += n
				}
			})
		})
	}}
	js := &contender{run: func() float64 {
		r := b.rival.do(map[string]any{"do": "run"})
		vtTiles, vtSize = r.Tiles, r.Size
		return r.MS
	}}
	race(5, own, js)
	seconds := func(c *contender) string { return fmt.Sprintf("%.2f s", c.median()/1000) }
	b.compare("cut and encode all tiles of z0–z8 of countries-10m", "5 × geojson-vt", seconds, own, nil, js)
	b.table.row("number and size of those tiles", fmt.Sprintf("%d, %s", tiles, megabytes(int64(size))), "", fmt.Sprintf("%d, %s", vtTiles, megabytes(int64(vtSize))), "", fmt.Sprintf("%.2f ×", float64(vtSize)/float64(size)), "")

	r := rand.New(rand.NewPCG(seed, 1))
	var sample []tile.Address
	every(zoom, func(a tile.Address) {
		if r.IntN(400) == 0 && len(e.mvt(a)) > 0 {
			sample = append(sample, a)
		}
	})
	all := orbFile(b, file.path).Features
	bounds := boundsOf(all)
	own = &contender{run: func() float64 {
		return processor(b, func() {
			for _, a := range sample {
				e.mvt(a)
			}
		})
	}}
	other := &contender{run: func() float64 {
		return processor(b, func() {
			for _, a := range sample {
				orbTile(b, a, within(a, all, bounds), false)
			}
		})
	}}
	race(5, own, other)
	ms := func(c *contender) string { return fmt.Sprintf("%.1f ms", c.median()) }
	b.compare(fmt.Sprintf("%d of those tiles, taken at random", len(sample)), "", ms, own, other, nil)
	fewest, most := 1e9, 0.0
	for _, a := range sample {
		allocs := testing.AllocsPerRun(1, func() { e.mvt(a) })
		fewest, most = min(fewest, allocs), max(most, allocs)
	}
	b.table.row("allocations for a warm tile of those", fmt.Sprintf("%.0f to %.0f", fewest, most), "", "", "", "", "50")
}

func every(zoom uint8, do func(tile.Address)) {
	for z := range zoom + 1 {
		for y := range uint32(1) << z {
			for x := range uint32(1) << z {
				do(tile.Address{Z: z, X: x, Y: y})
			}
		}
	}
}

// deep compares one tile of 100 points in layers of different size.
func (b *bench) deep() {
	const times = 2000
	var all []*contender
	for _, n := range []int{1000, 100_000, 1_000_000} {
		file := eventsAnd100(b, n)
		e := newEngine(file.read(b))
		require.NoError(b, os.Remove(file.path))
		e.mvt(quiet)
		require.Len(b, e.tile.Features, 100)
		all = append(all, &contender{run: func() float64 {
			return processor(b, func() {
				for range times {
					e.mvt(quiet)
				}
			}) / times
		}})
	}
	race(9, all...)
	cells, least, most := "", all[0].median(), 0.0
	for i, c := range all {
		if i > 0 {
			cells += " / "
		}
		cells += fmt.Sprintf("%.1f", 1000*c.median())
		least, most = min(least, c.median()), max(most, c.median())
	}
	b.table.row("z14 tile of 100 points in 1,000 / 100,000 / 1,000,000", cells+" µs", "", "", "", fmt.Sprintf("within %.2f ×", most/least), "within 1.5 ×")
}

// reading compares the reading of GeoJSON in memory on all cores, by the time
// that passes. orb and V8 get a tenth of the file.
func (b *bench) reading() {
	whole, part := events(b, 1_000_000), events(b, 100_000)
	text, err := os.ReadFile(part.path)
	require.NoError(b, err)
	all, err := os.ReadFile(whole.path)
	require.NoError(b, err)
	b.rival.do(map[string]any{"do": "parse", "file": part.path})
	var ownCPU, orbCPU contender // milliseconds of all cores per byte
	both := func(cpu *contender, size int64, work func()) float64 {
		passed := 0.0
		cpu.ms = append(cpu.ms, processor(b, func() { passed = clock(work) })/float64(size))
		return passed / float64(size)
	}
	own := &contender{run: func() float64 {
		return both(&ownCPU, whole.size, func() {
			l, _, err := layer.ParseGeoJSON(all)
			require.NoError(b, err)
			newEngine(l).mvt(tile.Address{Z: 5, X: 28, Y: 12})
		})
	}}
	orb := &contender{run: func() float64 {
		return both(&orbCPU, part.size, func() {
			_, err := geojson.UnmarshalFeatureCollection(text)
			require.NoError(b, err)
		})
	}}
	v8 := &contender{run: func() float64 {
		r := b.rival.do(map[string]any{"do": "run"})
		return r.MS / float64(r.Size)
	}}
	race(5, own, orb, v8)
	rate := func(c *contender) string { return fmt.Sprintf("%.0f MB/s", 1/c.median()/1000) }
	b.compare(fmt.Sprintf("read %s of points up to the first tile (third column: V8's JSON.parse)", megabytes(whole.size)), "10 × orb", rate, own, orb, v8)
	b.compare("processor time of that for 100 MB", "", func(c *contender) string { return fmt.Sprintf("%.2f s", 1e5*c.median()) }, &ownCPU, &orbCPU, nil)
}

// memory says what a layer takes.
func (b *bench) memory() {
	for _, file := range []corpus{
		events(b, 1_000_000), written(b, "lines", corpora.Lines(seed, 20_000)), atlas(b, b.rival, "countries-10m", "countries"),
	} {
		before := heap()
		e := newEngine(file.read(b))
		at := heap() - before
		b.table.row("memory of a layer at rest, file of "+megabytes(file.size), megabytes(at), "", "",
			fmt.Sprintf("%.2f of the file", float64(at)/float64(file.size)), "", "at most 0.8 of the file")
		runtime.KeepAlive(e)
	}
}

// heap is what is in use after everything else is collected.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// BenchmarkCountries is all tiles of z0 to z8 of the world's countries.
func BenchmarkCountries(b *testing.B) {
	e := newEngine(atlas(b, startRival(b), "countries-10m", "countries").read(b))
	for b.Loop() {
		every(8, func(a tile.Address) { e.mvt(a) })
	}
}
