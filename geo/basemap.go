package geo

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"

	"dateline/geo/archive"
	"dateline/geo/encode"
	"dateline/geo/paint"

	"github.com/klauspost/compress/gzip"
)

// A Basemap is what lies under every map: land, borders and names. It never
// changes, and its methods are safe for concurrent use.
type Basemap struct {
	kind        BasemapKind
	version     string
	pov         string
	template    string // of a basemap that is elsewhere
	origin      string // its scheme and host
	file        io.Closer
	archive     *archive.Reader
	format      string // of an archive's tiles: mvt, png, jpg or webp
	layers      json.RawMessage
	attribution string
	langs       []string // that it has names in
	painter     *paint.Basemap
}

// BasemapKind is where a basemap's pixels come from.
type BasemapKind uint8

const (
	BasemapNone      BasemapKind = iota // plain ground
	BasemapPainted                      // vector tiles of an archive, painted here
	BasemapImages                       // images of an archive, sent as they are
	BasemapElsewhere                    // images of another server, which readers ask for themselves
)

// The views of borders that can be drawn: the United Nations' and Natural
// Earth's.
const (
	ViewUN = "un"
	ViewNE = "ne"
)

// basemapLayers are those that are drawn; [paint.Basemap] says how.
var basemapLayers = []string{"land", "coast", "lake", "river", "border", "country", "sea", "place"}

// maxBasemapTile bounds a tile of a basemap once it is inflated, in bytes.
const maxBasemapTile = 16 << 20

// NoBasemap is the word that stands for none.
const NoBasemap = "none"

// OpenBasemap opens what source names: "" is the archive that is given as well,
// which may be nil; "none" is none, an address with {z}, {x} and {y} is that of another server's
// images, and all else is a file in the format of PMTiles. pov is whose view of
// borders is drawn if a request does not say: un or ne.
//
// An archive of vector tiles must have our layers; what cannot be drawn is an
// error here, that a server does not start with it.
func OpenBasemap(source string, embedded *io.SectionReader, pov string) (*Basemap, error) {
	if pov != ViewUN && pov != ViewNE {
		return nil, fmt.Errorf("the point of view %q is not known; write %s or %s", short(pov), ViewUN, ViewNE)
	}
	b := &Basemap{pov: pov}
	lower := strings.ToLower(source)
	switch {
	case source == NoBasemap, source == "" && embedded == nil:
		b.version = NoBasemap
		return b, nil
	case source == "":
		if err := b.open(embedded, embedded.Size(), ""); err != nil {
			return nil, within("the basemap of the program", err)
		}
		return b, nil
	case strings.HasPrefix(lower, "http://"), strings.HasPrefix(lower, "https://"):
		if err := b.elsewhere(source); err != nil {
			return nil, within("the basemap "+short(source), err)
		}
		return b, nil
	}
	if info, err := os.Stat(source); err == nil && !info.Mode().IsRegular() {
		return nil, within("the basemap "+source, errNoFile) // to open a pipe would wait for its writer
	}
	f, err := os.Open(source)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("the basemap %s: there is no such file; name a PMTiles archive, an address with {z}/{x}/{y}, or none", source)
		}
		return nil, fmt.Errorf("the basemap %s: %w", source, plain(err))
	}
	if err := b.openFile(f); err != nil {
		_ = f.Close() // it was only read
		return nil, within("the basemap "+source, err)
	}
	b.file = f
	return b, nil
}

// within puts before an error what it is about.
func within(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}

// Close ends the reading of a file. Tiles that are asked for later are errors.
func (b *Basemap) Close() error {
	if b.file == nil {
		return nil
	}
	return b.file.Close()
}

// placeholder is what stands in a template for something of a tile.
var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

// hostName is what may stand in a template for a host, so that it may stand in
// a page's policy as well.
var hostName = regexp.MustCompile(`^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9A-Fa-f:]+\])(:[0-9]{1,5})?$`)

func (b *Basemap) elsewhere(template string) error {
	const right = "write an address such as https://tiles.example.org/{z}/{x}/{y}.png"
	found := placeholder.FindAllString(template, -1)
	for _, p := range found {
		if !slices.Contains([]string{"{z}", "{x}", "{y}", "{r}"}, p) {
			return fmt.Errorf("%s is not known; there are {z}, {x}, {y}, and {r} for @2x on dense screens", short(p))
		}
	}
	for _, p := range []string{"{z}", "{x}", "{y}"} {
		if !slices.Contains(found, p) {
			return fmt.Errorf("it lacks %s; %s", p, right)
		}
	}
	u, err := url.Parse(placeholder.ReplaceAllString(template, "0"))
	switch {
	case err != nil || strings.ContainsFunc(template, func(r rune) bool { return r <= ' ' || r == 0x7f || r == '"' || r == '\\' }):
		return errors.New("it is no address; " + right)
	case u.User != nil:
		return errors.New("it holds a password, which every reader would see; " + right)
	case !hostName.MatchString(u.Host) || strings.Contains(strings.SplitN(template, "/", 4)[2], "{"):
		return errors.New("its host is none; " + right)
	}
	sum := sha256.Sum256([]byte(template))
	b.kind, b.version = BasemapElsewhere, hex.EncodeToString(sum[:8])
	b.template, b.origin = template, strings.ToLower(u.Scheme)+"://"+u.Host
	return nil
}

var errNoFile = errors.New("it is no ordinary file; name a PMTiles archive")

// openFile opens an archive on disk.
func (b *Basemap) openFile(f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return plain(err)
	}
	if !info.Mode().IsRegular() {
		return errNoFile
	}
	return b.open(f, info.Size(), info.ModTime().String())
}

// open reads what an archive says of itself, and one of its tiles. Its version
// comes from its first bytes, its size and what else is known of it: it may be
// too large to be read whole.
func (b *Basemap) open(file io.ReaderAt, size int64, known string) error {
	hash := sha256.New()
	fmt.Fprintf(hash, "%d %s\n", size, known)
	if _, err := io.Copy(hash, io.NewSectionReader(file, 0, 16<<10)); err != nil {
		return plain(err)
	}
	b.version = hex.EncodeToString(hash.Sum(nil)[:8])
	r, err := archive.Open(file, size)
	if err != nil {
		return err
	}
	metadata, err := r.Metadata()
	if err != nil {
		return err
	}
	var about struct {
		Attribution string          `json:"attribution"`
		Layers      json.RawMessage `json:"vector_layers"`
	}
	if err := json.Unmarshal(metadata, &about); err != nil {
		return errors.New("its metadata are not those of a PMTiles archive")
	}
	b.archive, b.attribution = r, plainText(about.Attribution)
	switch h := r.Header(); h.Type {
	case archive.PNG:
		b.kind, b.format = BasemapImages, "png"
	case archive.JPEG:
		b.kind, b.format = BasemapImages, "jpg"
	case archive.WebP:
		b.kind, b.format = BasemapImages, "webp"
	case archive.MVT:
		b.kind, b.format = BasemapPainted, "mvt"
		if h.Tiles != archive.Gzip && h.Tiles != archive.NoCompression {
			return fmt.Errorf("its tiles have %s; make them with gzip", h.Tiles)
		}
		if err := b.vector(about.Layers); err != nil {
			return err
		}
		return b.try(h)
	default:
		return errors.New("its tiles are neither vector tiles (MVT) nor PNG, JPEG or WebP images")
	}
	return nil
}

// vector takes an archive whose layers are those that are drawn.
func (b *Basemap) vector(raw json.RawMessage) error {
	var layers []struct {
		ID     string            `json:"id"`
		Fields map[string]string `json:"fields"`
	}
	if len(raw) > 0 {
		if err := json.Unmarshal(raw, &layers); err != nil {
			return errors.New("vector_layers in its metadata is not as TileJSON has it")
		}
	}
	var there []string
	langs := map[string]bool{}
	for _, l := range layers {
		there = append(there, short(l.ID))
		for field := range l.Fields {
			if lang, ok := strings.CutPrefix(field, "name_"); ok && slices.Contains(basemapLayers, l.ID) && languageTag.MatchString(lang) {
				langs[strings.ToLower(lang)] = true
			}
		}
	}
	if !slices.Contains(there, "land") {
		has := "names no layers"
		if len(there) > 0 {
			has = "has the layers " + strings.Join(there[:min(len(there), 20)], ", ")
		}
		return fmt.Errorf("it %s; drawn are %s, of which land must be there. An archive of images will do as well", has, strings.Join(basemapLayers, ", "))
	}
	b.layers = raw
	for lang := range langs {
		b.langs = append(b.langs, lang)
	}
	slices.Sort(b.langs)
	h := b.archive.Header()
	b.painter = paint.NewBasemap(b.read, int(h.MinZoom), int(h.MaxZoom))
	return nil
}

// try reads a tile, so that an archive with good directories and bad tiles is
// told at the start.
func (b *Basemap) try(h archive.Header) error {
	first := Address{Z: h.MinZoom}
	data, err := b.read(first)
	if err == nil && len(data) > 0 {
		var d encode.Decoded
		err = encode.DecodeMVT(&d, data, nil)
	}
	return within("tile "+first.String(), err)
}

// read is a tile of a vector archive, inflated; nil if there is none.
func (b *Basemap) read(a Address) ([]byte, error) {
	data, gzipped, err := b.Tile(a)
	if err != nil || !gzipped {
		return data, err
	}
	return inflate(data)
}

// inflaters keep their windows, which a tile would need another of each time.
var inflaters = sync.Pool{New: func() any { return new(gzip.Reader) }}

func inflate(data []byte) ([]byte, error) {
	z := inflaters.Get().(*gzip.Reader)
	defer inflaters.Put(z)
	if err := z.Reset(bytes.NewReader(data)); err != nil {
		return nil, fmt.Errorf("%w: %v", archive.ErrCorrupt, err)
	}
	// The last four bytes are the size, if they can be believed.
	size := uint32(0)
	if len(data) > 4 {
		size = binary.LittleEndian.Uint32(data[len(data)-4:])
	}
	var all bytes.Buffer
	all.Grow(int(min(size, 1<<20)) + bytes.MinRead)
	if _, err := all.ReadFrom(io.LimitReader(z, maxBasemapTile+1)); err != nil {
		return nil, fmt.Errorf("%w: %v", archive.ErrCorrupt, err)
	}
	if all.Len() > maxBasemapTile {
		return nil, fmt.Errorf("%w: the tile takes more than %d bytes", archive.ErrCorrupt, maxBasemapTile)
	}
	return all.Bytes(), nil
}

// Tile is a tile of an archive as it is stored; empty if there is none. gzipped
// tells whether it is compressed.
func (b *Basemap) Tile(a Address) (data []byte, gzipped bool, err error) {
	if b.archive == nil {
		return nil, false, nil
	}
	data, _, err = b.archive.Tile(a)
	return data, b.kind == BasemapPainted && b.archive.Header().Tiles == archive.Gzip && len(data) > 0, err
}

// Inflated is [Basemap.Tile] of a vector archive without compression.
func (b *Basemap) Inflated(a Address) ([]byte, error) { return b.read(a) }

// Kind is where the pixels come from.
func (b *Basemap) Kind() BasemapKind { return b.kind }

// Version changes with what the basemap holds.
func (b *Basemap) Version() string { return b.version }

// Template is the address of another server's images, with {z}, {x} and {y};
// Origin is its scheme and host. Both are empty for other kinds.
func (b *Basemap) Template() string { return b.template }

// Origin is scheme and host of Template.
func (b *Basemap) Origin() string { return b.origin }

// Format is that of an archive's tiles: mvt, png, jpg or webp.
func (b *Basemap) Format() string { return b.format }

// VectorLayers is what an archive says of its layers, as TileJSON has it; nil
// for images.
func (b *Basemap) VectorLayers() json.RawMessage { return b.layers }

// Attribution names whose work the basemap is, in plain text.
func (b *Basemap) Attribution() string { return b.attribution }

// POV is whose view of borders is drawn if a request does not say.
func (b *Basemap) POV() string { return b.pov }

// Zooms are the least and the greatest zoom of an archive.
func (b *Basemap) Zooms() (least, greatest int) {
	if b.archive == nil {
		return 0, 0
	}
	h := b.archive.Header()
	return int(h.MinZoom), int(h.MaxZoom)
}

// Bounds is west, south, east and north of an archive, in degrees; Center is
// longitude, latitude and zoom of a first view.
func (b *Basemap) Bounds() (bounds [4]float64, center [3]float64) {
	bounds = [4]float64{-180, -85.05113, 180, 85.05113}
	if b.archive == nil {
		return bounds, center
	}
	h := b.archive.Header()
	if given := [4]float64{h.West.Float(), h.South.Float(), h.East.Float(), h.North.Float()}; given[0] < given[2] && given[1] < given[3] {
		bounds = given
	}
	return bounds, [3]float64{h.CenterLon.Float(), h.CenterLat.Float(), float64(h.CenterZoom)}
}

// lang is the language in which names of the basemap are written for a reader
// who wants another: the asked one if the basemap has it, else English.
func (b *Basemap) lang(wanted string) string {
	for tag := strings.ToLower(wanted); tag != ""; {
		if slices.Contains(b.langs, tag) {
			return tag
		}
		cut := strings.LastIndexByte(tag, '-')
		if cut < 0 {
			break
		}
		tag = tag[:cut]
	}
	return "en"
}

// htmlTag is what attributions are often dressed in.
var htmlTag = regexp.MustCompile(`<[^<>]*>`)

// plainText takes out of an attribution what only HTML needs.
func plainText(s string) string {
	s = htmlTag.ReplaceAllString(s, "")
	s = strings.NewReplacer("&copy;", "©", "&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&", "&nbsp;", " ").Replace(s)
	return short200(strings.Join(strings.Fields(s), " "))
}

func short200(s string) string {
	if r := []rune(s); len(r) > 200 {
		return string(r[:200]) + "…"
	}
	return s
}
