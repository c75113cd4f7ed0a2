package paint

import (
	"fmt"
	"math"
	"sync"

	"dateline/geo/encode"
	"dateline/geo/tile"
)

const (
	// keptTiles and keptGround bound the memory of tiles as they were read and
	// of ground as it is drawn, in bytes.
	keptTiles  = 3 << 20
	keptGround = 8 << 20
	// mostTile bounds a tile that is drawn: one of more bytes would take more
	// time than a reader waits.
	mostTile = 16 << 20
)

// A groundSource reads tiles of the basemap. It is safe for concurrent use.
type groundSource struct {
	read     func(tile.Address) ([]byte, error)
	min, max uint8
	tiles    *lru[tile.Address, []byte]
	grounds  *lru[tile.Address, *groundTile]

	mu     sync.Mutex
	chiefs chiefRanks
}

func newGroundSource(read func(tile.Address) ([]byte, error), minZoom, maxZoom uint8) *groundSource {
	return &groundSource{
		read: read, min: minZoom, max: maxZoom,
		tiles:   newLRU[tile.Address, []byte](keptTiles),
		grounds: newLRU[tile.Address, *groundTile](keptGround),
	}
}

// zoomFor is the zoom of the tiles from which a zoom is drawn.
func (s *groundSource) zoomFor(zoom float64) uint8 {
	return uint8(min(max(int(math.Floor(zoom+1e-9)), int(s.min)), int(s.max)))
}

// tile reads a tile as it is.
func (s *groundSource) tile(a tile.Address) ([]byte, error) {
	if b, ok := s.tiles.get(a); ok {
		return b, nil
	}
	b, err := s.read(a)
	if err != nil {
		return nil, fmt.Errorf("basemap tile %s: %w", a, err)
	}
	if len(b) > mostTile {
		return nil, fmt.Errorf("basemap tile %s: it has %d bytes, more than can be drawn", a, len(b))
	}
	s.tiles.put(a, b, len(b)+128)
	return b, nil
}

// A groundTile is what a tile says of the ground. It is not changed.
type groundTile struct {
	land, lakes, coast, rivers shapes
	borders                    [2][2]shapes // by point of view, solid and dashed
}

// shapes are lines or rings.
type shapes struct {
	extent float64
	coords []encode.Unit
	ends   []uint32
	boxes  []unitBox // of each part
}

// A unitBox has both edges within.
type unitBox struct{ minX, minY, maxX, maxY int32 }

func (s *shapes) add(part []encode.Unit) {
	s.coords = append(s.coords, part...)
	s.ends = append(s.ends, uint32(len(s.coords)))
	b := unitBox{math.MaxInt32, math.MaxInt32, math.MinInt32, math.MinInt32}
	for _, c := range part {
		b = unitBox{min(b.minX, c.X), min(b.minY, c.Y), max(b.maxX, c.X), max(b.maxY, c.Y)}
	}
	s.boxes = append(s.boxes, b)
}

func (s *shapes) part(i int) []encode.Unit {
	from := uint32(0)
	if i > 0 {
		from = s.ends[i-1]
	}
	return s.coords[from:s.ends[i]]
}

func (s *shapes) weight() int { return 8*cap(s.coords) + 4*cap(s.ends) + 16*cap(s.boxes) }

// decoders are reused: decoding takes no memory but for what is kept.
var decoders = sync.Pool{New: func() any { return new(encode.Decoded) }}

// decode reads the layers that are wanted and gives them to use, which must not
// keep them.
func decode(a tile.Address, data []byte, want func(layer string) bool, use func(*encode.DecodedLayer)) error {
	const largest = 1 << 20 // of a tile whose memory is worth keeping
	d := decoders.Get().(*encode.Decoded)
	if len(data) <= largest {
		defer decoders.Put(d)
	}
	if err := encode.DecodeMVT(d, data, want); err != nil {
		return fmt.Errorf("basemap tile %s: %w", a, err)
	}
	for i := range d.Layers {
		use(&d.Layers[i])
	}
	return nil
}

func groundLayer(name string) bool {
	switch name {
	case "land", "coast", "lake", "river", "border":
		return true
	}
	return false
}

// ground reads what is drawn of a tile.
func (s *groundSource) ground(a tile.Address) (*groundTile, error) {
	if g, ok := s.grounds.get(a); ok {
		return g, nil
	}
	data, err := s.tile(a)
	if err != nil {
		return nil, err
	}
	g := &groundTile{}
	if err := decode(a, data, groundLayer, g.take); err != nil {
		return nil, err
	}
	s.grounds.put(a, g, g.weight())
	return g, nil
}

func (g *groundTile) all() []*shapes {
	b := &g.borders
	return []*shapes{&g.land, &g.lakes, &g.coast, &g.rivers, &b[0][0], &b[0][1], &b[1][0], &b[1][1]}
}

func (g *groundTile) weight() int {
	sum := 512
	for _, s := range g.all() {
		sum += s.weight()
	}
	return sum
}

// take takes a layer; a second one of the same name and another extent is left.
func (g *groundTile) take(l *encode.DecodedLayer) {
	into := map[string]*shapes{"land": &g.land, "lake": &g.lakes, "coast": &g.coast, "river": &g.rivers}[l.Name]
	want := encode.LineType
	if l.Name == "land" || l.Name == "lake" {
		want = encode.PolygonType
	}
	for i := range l.Features {
		f := &l.Features[i]
		if f.Type != want {
			continue
		}
		if into != nil {
			into.takeParts(l, f)
			continue
		}
		for pov, key := range [...]string{UN, NE} {
			if v, ok := l.Find(f, key).Number(); ok && (v == 1 || v == 2) {
				g.borders[pov][int(v)-1].takeParts(l, f)
			}
		}
	}
}

func (s *shapes) takeParts(l *encode.DecodedLayer, f *encode.DecodedFeature) {
	if s.extent == 0 {
		s.extent = float64(l.Extent)
	}
	if s.extent != float64(l.Extent) {
		return
	}
	for i := range l.Parts(f) {
		s.add(l.Part(f, i))
	}
}

// chiefRanks are the ranks of countries by id. Deep tiles say only the rank of
// the label at hand, which is low for the second name of a large country.
type chiefRanks map[string]float64

// overviewZoom is the zoom whose tiles have the chief labels of large countries.
const overviewZoom = 2

// mostCountries bounds what is remembered of countries.
const mostCountries = 1000

func (s *groundSource) chiefRanks() (chiefRanks, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.chiefs != nil {
		return s.chiefs, nil
	}
	found := chiefRanks{}
	z := min(max(overviewZoom, s.min), s.max)
	if z > overviewZoom {
		s.chiefs = found
		return found, nil
	}
	for i := range uint32(1) << (2 * z) {
		a := tile.Address{Z: z, X: i >> z, Y: i & (1<<z - 1)}
		data, err := s.tile(a)
		if err != nil {
			return nil, err
		}
		err = decode(a, data, func(name string) bool { return name == "country" }, func(l *encode.DecodedLayer) {
			for i := range l.Features {
				id, rank := identity(l.Find(&l.Features[i], "id")), numberOr(l.Find(&l.Features[i], "rank"), lastRank)
				if known, ok := found[id]; id != "" && (!ok && len(found) < mostCountries || ok && rank < known) {
					found[id] = rank
				}
			}
		})
		if err != nil {
			return nil, err
		}
	}
	s.chiefs = found
	return found, nil
}
