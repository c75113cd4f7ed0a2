package archive

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"dateline/geo/corpora"
	"dateline/geo/tile"

	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

// A pile is tiles by id.
type pile map[uint64][]byte

// write makes an archive of a pile and returns its bytes.
func (p pile) write(t testing.TB, info Info) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.pmtiles")
	w, err := Create(path)
	require.NoError(t, err)
	defer w.Close()
	for id, left := uint64(0), len(p); left > 0; id++ {
		if data, ok := p[id]; ok {
			a, ok := AddressOf(id)
			require.True(t, ok)
			require.NoError(t, w.Add(a, data))
			left--
		}
	}
	require.NoError(t, w.Finish(info))
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	return b
}

// holds tests that an archive has the tiles of a pile and no other up to zoom 8.
func (p pile) holds(t testing.TB, b []byte) *Reader {
	t.Helper()
	r := opened(t, b)
	for id := range firstID(9) {
		a, _ := AddressOf(id)
		data, ok, err := r.Tile(a)
		require.NoError(t, err)
		want, there := p[id]
		require.Equal(t, there, ok, "%s", a)
		require.True(t, bytes.Equal(want, data), "%s", a)
	}
	return r
}

func opened(t testing.TB, b []byte) *Reader {
	t.Helper()
	r, err := Open(bytes.NewReader(b), int64(len(b)))
	require.NoError(t, err)
	return r
}

var someInfo = Info{
	Type: MVT, Tiles: NoCompression, West: -180, South: -85.0511287, East: 179.9999999, North: 85.0511287,
	CenterLon: 131.9, CenterLat: 43.1, CenterZoom: 3,
	Metadata: map[string]any{"name": "Ünïcode \"<&>", "vector_layers": []any{}},
}

// small has single tiles, runs, tiles that are equal but apart, and gaps.
func small() pile {
	p := pile{0: []byte("world"), 2: []byte("a"), 3: []byte("a"), 4: []byte("b"), 90: []byte("a"), 91: []byte("world")}
	for id := range uint64(1000) {
		p[21845+id] = []byte("sea")
	}
	return p
}

func TestRoundTrip(t *testing.T) {
	p := small()
	r := p.holds(t, p.write(t, someInfo))
	h := r.Header()
	assert.Equal(t, uint64(1006), h.Addressed)
	assert.Equal(t, uint64(6), h.Entries)
	assert.Equal(t, uint64(4), h.Contents)
	assert.Equal(t, uint64(len("world")+len("a")+len("b")+len("sea")), h.Data.Length)
	assert.True(t, h.Clustered)
	assert.Equal(t, []any{MVT, NoCompression, Gzip}, []any{h.Type, h.Tiles, h.Internal})
	assert.Equal(t, []uint8{0, 8}, []uint8{h.MinZoom, h.MaxZoom})
	assert.Equal(t, []float64{-180, -85.0511287, 179.9999999, 85.0511287}, []float64{h.West.Float(), h.South.Float(), h.East.Float(), h.North.Float()})
	assert.Equal(t, []float64{131.9, 43.1}, []float64{h.CenterLon.Float(), h.CenterLat.Float()})
	assert.Equal(t, uint8(3), h.CenterZoom)
	metadata, err := r.Metadata()
	require.NoError(t, err)
	assert.JSONEq(t, `{"name":"Ünïcode \"<&>","vector_layers":[]}`, string(metadata))
}

// An archive with leaf directories, since its tiles repeat nowhere.
func large() pile {
	random := rand.New(rand.NewPCG(7, 7))
	p := pile{}
	for id := range firstID(9) {
		if random.IntN(3) > 0 {
			p[id] = fmt.Appendf(nil, "%d%x", id, make([]byte, random.IntN(20)))
		}
	}
	return p
}

func TestLeaves(t *testing.T) {
	p := large()
	b := p.write(t, someInfo)
	h := p.holds(t, b).Header()
	assert.Positive(t, h.Leaves.Length)
	assert.LessOrEqual(t, h.Root.end(), uint64(rootEnd))
	assert.Equal(t, b, p.write(t, someInfo), "the same tiles make the same bytes")
}

// Many may read at once, more than are kept in memory.
func TestReadAtOnce(t *testing.T) {
	p := large()
	r := opened(t, p.write(t, someInfo))
	var group sync.WaitGroup
	for n := range uint64(4) {
		group.Go(func() {
			for id := n * 1000; id < firstID(9); id += 97 {
				a, _ := AddressOf(id)
				data, _, err := r.Tile(a)
				if !assert.NoError(t, err) || !assert.Equal(t, p[id], data) {
					return
				}
			}
		})
	}
	group.Wait()
}

// Whatever byte of an archive's head is changed, tiles are as they were, or
// missing, or an error: a tile is never one of another address.
func TestAnyByteChanged(t *testing.T) {
	p := pile{}
	for id := range firstID(3) {
		p[id] = append([]byte{0x1f, 0x8b}, fmt.Sprintf("tile %d", id)...)
	}
	info := someInfo
	info.Tiles = Gzip
	good := p.write(t, info)
	data := opened(t, good).Header().Data.Offset
	for at := range data {
		for bit := range 8 {
			b := bytes.Clone(good)
			b[at] ^= 1 << bit
			r, err := Open(bytes.NewReader(b), int64(len(b)))
			if err != nil {
				continue
			}
			for id := range firstID(4) {
				a, _ := AddressOf(id)
				got, ok, err := r.Tile(a)
				require.True(t, err != nil || !ok || bytes.Equal(p[id], got), "bit %d of byte %d: %s is %q", bit, at, a, got)
			}
		}
	}
}

func TestGolden(t *testing.T) {
	b := small().write(t, someInfo)
	golden := filepath.Join("testdata", "small.pmtiles")
	if *update {
		require.NoError(t, os.WriteFile(golden, b, 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, want, b)
}

func TestNoSuchTile(t *testing.T) {
	r := opened(t, small().write(t, someInfo))
	for _, a := range []tile.Address{{Z: 0, X: 1}, {Z: 1, X: 2}, {Z: 8, Y: 256}, {Z: 25}, {Z: 3, X: 1 << 31}} {
		_, ok, err := r.Tile(a)
		assert.ErrorIs(t, err, tile.ErrOutside, a)
		assert.False(t, ok)
	}
	for _, a := range []tile.Address{{Z: 9}, {Z: 24, X: 1<<24 - 1}, {Z: 1}} {
		_, ok, err := r.Tile(a)
		assert.NoError(t, err, a)
		assert.False(t, ok)
	}
}

func TestWriterRefuses(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.pmtiles")
	require.NoError(t, os.WriteFile(path, []byte("old"), 0o644))
	w, err := Create(path)
	require.NoError(t, err)
	assert.ErrorContains(t, w.Finish(Info{}), "at least one tile")
	require.NoError(t, w.Add(tile.Address{Z: 1, Y: 1}, []byte("x")))
	assert.ErrorContains(t, w.Add(tile.Address{Z: 1, Y: 1}, []byte("x")), "1/0/1 comes after")
	assert.ErrorContains(t, w.Add(tile.Address{Z: 1}, []byte("x")), "1/0/0 comes after")
	assert.ErrorContains(t, w.Add(tile.Address{Z: 1, X: 1}, nil), "1/1/0 is empty")
	assert.ErrorIs(t, w.Add(tile.Address{Z: 1, X: 2}, []byte("x")), tile.ErrOutside)
	assert.ErrorContains(t, w.Finish(Info{Metadata: map[string]any{"x": func() {}}}), "unsupported type")
	require.NoError(t, w.Close())
	assert.Error(t, w.Finish(Info{}), "it is closed")

	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 1, "nothing is left")
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, "old", string(b), "what was there stays")

	_, err = Create(dir)
	assert.ErrorContains(t, err, "is no ordinary file")
	_, err = Create(filepath.Join(dir, "none", "a.pmtiles"))
	assert.ErrorContains(t, err, "there is no folder "+filepath.Join(dir, "none"))
}

func TestCorpora(t *testing.T) {
	read := func(name string) ([]byte, *Reader, error) {
		b, err := os.ReadFile(corpora.Path(t, filepath.Join("pmtiles", name)))
		require.NoError(t, err)
		r, err := Open(bytes.NewReader(b), int64(len(b)))
		return b, r, err
	}
	for _, name := range []string{"test_fixture_1.pmtiles", "test_fixture_2.pmtiles"} {
		b, r, err := read(name)
		require.NoError(t, err, name)
		h := r.Header()
		assert.Equal(t, MVT, h.Type)
		assert.Equal(t, uint64(1), h.Addressed)
		assert.Equal(t, []uint8{0, 0}, []uint8{h.MinZoom, h.MaxZoom})
		data, ok, err := r.Tile(tile.Address{})
		require.NoError(t, err)
		require.True(t, ok)
		assert.Equal(t, b[h.Data.Offset:][:h.Data.Length], data)
		mvt, err := decompress(data, h.Tiles, 1<<20)
		require.NoError(t, err)
		assert.Equal(t, byte(0x1a), mvt[0], "a layer of a vector tile")
		metadata, err := r.Metadata()
		require.NoError(t, err)
		assert.True(t, json.Valid(metadata))
	}
	_, r, err := read("test_fixture_mlt.pmtiles")
	require.NoError(t, err)
	assert.Equal(t, MLT, r.Header().Type)
	_, ok, err := r.Tile(tile.Address{})
	require.NoError(t, err)
	assert.False(t, ok, "it has no tiles at all")

	_, _, err = read("invalid_v4.pmtiles")
	assert.ErrorIs(t, err, ErrFormat)
	assert.ErrorContains(t, err, "version 4")
	for _, name := range []string{"invalid.pmtiles", "empty.pmtiles"} {
		_, _, err = read(name)
		assert.ErrorIs(t, err, ErrFormat, name)
	}
}

// A header that contradicts the file is an error.
func TestHeaderCorrupt(t *testing.T) {
	good := small().write(t, someInfo)
	long := func(at int, n uint64) func([]byte) {
		return func(b []byte) { binary.LittleEndian.PutUint64(b[at:], n) }
	}
	for name, spoil := range map[string]func([]byte){
		"root beyond the file":       long(8, 1<<40),
		"root at the end of numbers": long(8, 1<<64-1),
		"root in the header":         long(8, 126),
		"no root":                    long(16, 0),
		"long root":                  long(16, 1<<63),
		"metadata beyond the file":   long(24, uint64(len(good))),
		"metadata in the root":       long(24, 128),
		"data in the metadata":       long(56, binary.LittleEndian.Uint64(good[56:])-1),
		"long leaves":                long(48, 1<<64-1),
		"long data":                  long(64, uint64(len(good))),
		"zooms the wrong way round":  func(b []byte) { b[100] = 9 },
		"too deep":                   func(b []byte) { b[101] = 32 },
	} {
		b := bytes.Clone(good)
		spoil(b)
		_, err := Open(bytes.NewReader(b), int64(len(b)))
		assert.ErrorIs(t, err, ErrCorrupt, name)
	}
	b := bytes.Clone(good)
	b[98] = byte(Gzip)
	_, ok, err := opened(t, b).Tile(tile.Address{})
	assert.ErrorIs(t, err, ErrCorrupt, "a tile that is not compressed")
	assert.False(t, ok)
	b[97] = byte(Brotli)
	_, err = Open(bytes.NewReader(b), int64(len(b)))
	assert.ErrorIs(t, err, ErrUnsupported)
	for n := range good {
		_, err := Open(bytes.NewReader(good[:n]), int64(n))
		require.Error(t, err, "cut to %d bytes", n)
		_, err = Open(bytes.NewReader(good[:n]), int64(len(good)))
		if n < headerSize+20 {
			require.Error(t, err, "shorter than said")
		}
	}
}

// raw puts an archive together from its parts, however wrong; the directories
// are not compressed.
func raw(root, leaves, data []byte) []byte {
	h := Header{Internal: NoCompression, MaxZoom: 24}
	h.Root = Section{headerSize, uint64(len(root))}
	h.Leaves = Section{h.Root.end(), uint64(len(leaves))}
	h.Data = Section{h.Leaves.end(), uint64(len(data))}
	return append(append(append(h.bytes(), root...), leaves...), data...)
}

func TestLeavesCorrupt(t *testing.T) {
	one := func(e ...entry) []byte { return directory(e).bytes() }
	self := one(entry{0, 0, 5, 0})
	require.Len(t, self, 5)
	for name, b := range map[string][]byte{
		"a leaf that is its own leaf": raw(self, self, nil),
		"an empty leaf":               raw(one(entry{0, 0, 1, 0}), []byte{0}, nil),
		"a leaf with another's tile":  raw(one(entry{0, 0, 5, 0}, entry{1, 0, 5, 0}), one(entry{1, 0, 1, 1}), []byte("x")),
		"a run into another leaf":     raw(one(entry{0, 0, 5, 0}, entry{1, 0, 5, 0}), one(entry{0, 0, 1, 2}), []byte("x")),
		"a leaf cut short":            raw(one(entry{0, 0, 4, 0}), one(entry{0, 0, 1, 1}), []byte("x")),
	} {
		_, ok, err := opened(t, b).Tile(tile.Address{})
		assert.ErrorIs(t, err, ErrCorrupt, name)
		assert.False(t, ok)
	}
	b := raw(one(entry{0, 0, 5, 0}), append(one(entry{0, 5, 5, 0}), one(entry{0, 0, 1, 1})...), []byte("x"))
	data, ok, err := opened(t, b).Tile(tile.Address{})
	require.NoError(t, err, "leaves of leaves are allowed")
	assert.True(t, ok)
	assert.Equal(t, "x", string(data))
}

// A few bytes that stand for very many are refused before they are written out.
func TestBombs(t *testing.T) {
	bomb := compress(make([]byte, maxDirectory+1))
	for _, c := range []Compression{Gzip, NoCompression} {
		b := bomb
		if c == NoCompression {
			b = make([]byte, maxDirectory+1)
		}
		_, err := decompress(b, c, maxDirectory)
		assert.ErrorIs(t, err, ErrCorrupt)
	}
	b := raw([]byte{0}, nil, nil)
	b[97] = byte(Gzip)
	binary.LittleEndian.PutUint64(b[8:], uint64(len(b)))
	root := compress([]byte{0})
	binary.LittleEndian.PutUint64(b[16:], uint64(len(root)))
	b = append(b, root...)
	binary.LittleEndian.PutUint64(b[24:], uint64(len(b)))
	binary.LittleEndian.PutUint64(b[32:], uint64(len(bomb)))
	b = append(b, bomb...)
	_, err := opened(t, b).Metadata()
	assert.ErrorIs(t, err, ErrCorrupt)
}

func TestCompressions(t *testing.T) {
	want := bytes.Repeat([]byte("hello"), 100)
	z, err := zstd.NewWriter(nil)
	require.NoError(t, err)
	for c, b := range map[Compression][]byte{NoCompression: want, Gzip: compress(want), Zstd: z.EncodeAll(want, nil)} {
		got, err := decompress(b, c, len(want))
		require.NoError(t, err, c)
		assert.Equal(t, want, got, c)
		_, err = decompress(b, c, len(want)-1)
		assert.ErrorIs(t, err, ErrCorrupt, c)
		if c != NoCompression {
			_, err = decompress(b[:len(b)/2], c, len(want))
			assert.ErrorIs(t, err, ErrCorrupt, c)
			_, err = decompress([]byte("hello"), c, len(want))
			assert.ErrorIs(t, err, ErrCorrupt, c)
		}
	}
	for _, c := range []Compression{UnknownCompression, Brotli, 77} {
		_, err := decompress(want, c, len(want))
		assert.ErrorIs(t, err, ErrUnsupported, c)
	}
}
