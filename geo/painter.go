package geo

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"

	"dateline/geo/layer"
	"dateline/geo/paint"
	"dateline/geo/raster"
	"dateline/geo/report"
	"dateline/geo/tile"
)

const (
	// MaxEach is how many features a layer may have to be drawn one by one;
	// larger ones are drawn from tiles.
	MaxEach = 3000
	// MaxDrawn bounds how many entries of all layers are drawn one by one.
	MaxDrawn = 5000
	// maxScenes bounds the scenes that are kept. One holds the shapes of at most
	// MaxDrawn entries.
	maxScenes = 24
)

// A Painter paints tiles and pictures of maps over a basemap. It is safe for
// concurrent use.
type Painter struct {
	basemap *Basemap
	scenes  *recent[string, *paint.Scene]
	tongues *recent[string, map[string]bool]
}

// NewPainter makes a painter over a basemap.
func NewPainter(b *Basemap) *Painter {
	return &Painter{
		basemap: b,
		scenes:  newRecent[string, *paint.Scene](maxScenes),
		tongues: newRecent[string, map[string]bool](maxScenes),
	}
}

// Basemap is what the painter paints over.
func (p *Painter) Basemap() *Basemap { return p.basemap }

// A Painting is something that can be painted.
type Painting struct {
	// Key names all that its pixels depend on: paintings of one key are equal.
	Key string
	// Pixels is how many it has.
	Pixels int
	// Paint makes a PNG of it. It ends soon after its context.
	Paint func(context.Context) ([]byte, error)
}

// BasemapTile is a tile of a painted basemap. avoid is the map that the look
// names, nil if it names none.
func (p *Painter) BasemapTile(a Address, l Look, avoid *Map) Painting {
	wanted := l.Lang
	l.Lang = p.basemap.lang(l.Lang)
	if l.POV == "" {
		l.POV = p.basemap.pov
	}
	clear, key := "", ""
	if avoid != nil {
		clear = p.tongue(avoid, wanted)
		key = avoid.Name + " " + avoid.Version + " " + clear
	}
	o := l.options()
	return Painting{
		Key:    fmt.Sprintf("basemap %s %s %s %s %s %s", p.basemap.version, a, l.key(), l.Labels, l.POV, key),
		Pixels: o.Pixels() * o.Pixels(),
		Paint: func(ctx context.Context) ([]byte, error) {
			if avoid != nil {
				o.Avoid = p.scene(avoid, Filter{}.ForPage(), clear).Avoid(o.Zoom(a.Z), clear)
			}
			c, err := p.basemap.painter.Tile(ctx, a, o)
			return finished(c, err)
		},
	}
}

// LayerTile is a tile of a layer: of few features each as on the page, without
// words; of many as they are cut, or as map.yaml styles them.
func (p *Painter) LayerTile(ly *Layer, a Address, f Filter, l Look) Painting {
	l.Lang, l.Labels, l.POV, l.Map = "", "none", "", "" // nothing of theirs is drawn
	o := l.options()
	return Painting{
		Key:    fmt.Sprintf("layer %s %s %s %s %s", ly.FullName, ly.Version, a, l.key(), f.Values().Encode()),
		Pixels: o.Pixels() * o.Pixels(),
		Paint: func(ctx context.Context) ([]byte, error) {
			if !ly.tiled() {
				alone := &Map{Name: ly.FullName, Version: ly.Version, Layers: []*Layer{ly}}
				c, err := p.scene(alone, f, "").Tile(ctx, a, o)
				return finished(c, err)
			}
			c := raster.GetCanvas(o.Pixels(), o.Pixels())
			err := ly.paint(ctx, c, a, f, o)
			return finished(c, err)
		},
	}
}

// tiled reports whether the layer is painted from tiles that are cut: large ones
// are, and those with a style of their own, which is for what is no report.
func (l *Layer) tiled() bool {
	return l.Data.Len() > MaxEach || l.Style != nil && !l.reported()
}

// paint draws a tile of a large or styled layer.
func (l *Layer) paint(ctx context.Context, c *raster.Canvas, a Address, f Filter, o paint.TileOptions) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	t := cuts.Get().(*tile.Tile)
	defer cuts.Put(t)
	tile.Cut(t, l.Data, a, l.cutting(f))
	return paint.LayerTile(c, t, l.Data, l.Style, o)
}

// pngs are buffers that images are written to before their size is known.
var pngs = sync.Pool{New: func() any { return new([]byte) }}

// finished is a canvas as PNG; the canvas goes back to where it came from.
func finished(c *raster.Canvas, err error) ([]byte, error) {
	return packed(c, err, raster.PNGOptions{})
}

func packed(c *raster.Canvas, err error, o raster.PNGOptions) ([]byte, error) {
	if c != nil {
		defer c.Release()
	}
	if err != nil {
		return nil, err
	}
	buffer := pngs.Get().(*[]byte)
	defer pngs.Put(buffer)
	*buffer = c.PNG((*buffer)[:0], o)
	return bytes.Clone(*buffer), nil
}

// scene is what is drawn one by one of a map's layers, in a language.
func (p *Painter) scene(m *Map, f Filter, lang string) *paint.Scene {
	key := strings.Join([]string{m.Name, m.Version, lang, f.Values().Encode()}, " ")
	return p.scenes.get(key, func() *paint.Scene {
		chosen := m.each(f)
		marks := make([]paint.Mark, 0, min(chosen.Len(), MaxDrawn))
		for i := range cap(marks) {
			e := chosen.Entry(i)
			mark := paint.MarkOf(e.Feature(), e.Report, lang)
			mark.Key = e.Key()
			marks = append(marks, mark)
		}
		return paint.NewScene(marks)
	})
}

// each is what a filter selects of the layers that are drawn one by one.
func (m *Map) each(f Filter) Selection {
	return m.Part(func(l *Layer) bool { return !l.tiled() }).Select(f)
}

// tongue is the language in which a map is painted for a reader who wants some
// language: of all that lead to the same texts the same one, so that not every
// invented tag is a picture of its own.
func (p *Painter) tongue(m *Map, wanted string) string {
	if wanted == "" {
		wanted = m.Lang
	}
	known := p.tongues.get(m.Name+" "+m.Version, m.languages)
	base, _, _ := strings.Cut(strings.ToLower(wanted), "-")
	for tag := strings.ToLower(wanted); tag != ""; {
		if known[tag] {
			return tag
		}
		cut := strings.LastIndexByte(tag, '-')
		if cut < 0 {
			break
		}
		tag = tag[:cut]
	}
	for tag := range known {
		if other, _, _ := strings.Cut(tag, "-"); other == base {
			return base // report.Text finds the longer tag
		}
	}
	if p.basemap.lang(base) == base {
		return base
	}
	return strings.ToLower(m.Lang)
}

// languages are the tags of the texts that a picture of the map shows.
func (m *Map) languages() map[string]bool {
	all := map[string]bool{}
	add := func(texts ...report.Text) {
		for _, t := range texts {
			for tag := range t {
				if tag != "" && len(tag) <= maxTag && languageTag.MatchString(tag) {
					all[strings.ToLower(tag)] = true
				}
			}
		}
	}
	add(m.Title, m.Description, m.ShortSummary)
	for _, c := range m.Credits {
		add(c.Text)
	}
	for _, l := range m.Layers {
		if l.tiled() {
			continue
		}
		for i := range l.Data.Select(layer.Filter{}) {
			r := l.Data.Feature(i).Report()
			add(r.Title, r.Label)
			if r.Place != nil {
				add(r.Place.Name)
			}
			if r.Move != nil && r.Move.From != nil {
				add(r.Move.From.Name)
			}
			for _, s := range r.Sources {
				add(s.Short, s.Name, s.Of, s.With)
			}
		}
	}
	return all
}

// key names what of a look every tile depends on.
func (l Look) key() string {
	half := ""
	if l.Half {
		half = " half"
	}
	return fmt.Sprintf("%s %s %d@%d%s", l.Theme, l.Lang, l.Size, l.Scale, half)
}
