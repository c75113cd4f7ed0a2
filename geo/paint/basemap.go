package paint

import (
	"context"
	"fmt"
	"math"

	"dateline/geo/raster"
	"dateline/geo/tile"
)

// A Basemap paints the ground that everything else stands on, from vector tiles
// with the layers land, coast, lake, river, border, country, sea and place. It
// is safe for concurrent use; what it remembers is bounded.
type Basemap struct {
	source *groundSource
	places *placements
}

// NewBasemap paints from tiles that read gives: inflated vector tiles, nil for
// those that hold nothing. It is called from several goroutines at once. Zooms
// beyond maxZoom are drawn from the tiles of maxZoom, those before minZoom from
// the tiles of minZoom.
func NewBasemap(read func(tile.Address) ([]byte, error), minZoom, maxZoom int) *Basemap {
	maxZoom = min(max(maxZoom, 0), tile.MaxZoom)
	minZoom = min(max(minZoom, 0), maxZoom)
	s := newGroundSource(read, uint8(minZoom), uint8(maxZoom))
	return &Basemap{source: s, places: newPlacements(s)}
}

// Tile paints a tile. The canvas is the caller's, who may release it. Errors
// wrap [ErrOptions], [tile.ErrOutside], those of the context or of the tiles
// that were read.
func (b *Basemap) Tile(ctx context.Context, a tile.Address, o TileOptions) (*raster.Canvas, error) {
	o, err := o.Checked()
	if err != nil {
		return nil, err
	}
	if !a.Valid() {
		return nil, fmt.Errorf("%w: %s", tile.ErrOutside, a)
	}
	c := raster.GetCanvas(o.Pixels(), o.Pixels())
	if o.Labels != LabelsOnly {
		c.Clear(o.Theme.Water)
	}
	if err := b.paint(ctx, c, tileWindow(a, o), o); err != nil {
		c.Release()
		return nil, err
	}
	return c, nil
}

// paint paints what the options ask for as tiles show it: labels may be cut by
// the window, as they go on in the next one.
func (b *Basemap) paint(ctx context.Context, c *raster.Canvas, w window, o TileOptions) error {
	if o.Labels != LabelsOnly {
		if err := b.ground(ctx, c, w, o); err != nil {
			return err
		}
	}
	if o.Labels == LabelsNone {
		return nil
	}
	placed, err := b.places.within(ctx, w, o)
	if err != nil {
		return err
	}
	p := labelPen{canvas: c, window: w, theme: o.Theme, lang: o.Lang}
	for _, l := range placed {
		p.draw(l)
	}
	return nil
}

// Ground paints the ground of a view, without labels. Errors are those of
// [Basemap.Tile].
func (b *Basemap) Ground(ctx context.Context, c *raster.Canvas, v View, o TileOptions) error {
	o, err := o.Checked()
	if err != nil {
		return err
	}
	w, err := viewWindow(c, v)
	if err != nil {
		return err
	}
	c.SetClip(w.x0, w.y0, w.x1, w.y1)
	defer c.ResetClip()
	p := raster.Path{}
	p.Rect(float32(w.x0), float32(w.y0), float32(w.x1), float32(w.y1))
	c.Fill(&p, raster.Ink{Color: o.Theme.Water})
	return b.ground(ctx, c, w, o)
}

// A window is a part of the world on a part of a canvas.
type window struct {
	zoom  float64 // in tiles of 256 CSS px
	unit  float64 // device px per CSS px
	world float64 // width of the world, device px

	// Device px of the world that lie at the canvas' corner. Whole in tiles, so
	// that all tiles of a zoom share one grid of pixels.
	left, top float64

	x0, y0, x1, y1 int // of the canvas
}

func tileWindow(a tile.Address, o TileOptions) window {
	px := o.Pixels()
	unit := float64(o.Scale)
	if o.Half {
		unit = float64(o.Scale) / math.Sqrt2
	}
	return window{
		zoom: o.Zoom(a.Z), unit: unit, world: math.Ldexp(float64(px), int(a.Z)),
		left: float64(a.X) * float64(px), top: float64(a.Y) * float64(px), x1: px, y1: px,
	}
}

func viewWindow(c *raster.Canvas, v View) (window, error) {
	for _, f := range []float64{v.Lon, v.Lat, v.Zoom, float64(v.X), float64(v.Y), float64(v.W), float64(v.H), float64(v.Scale)} {
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return window{}, fmt.Errorf("%w: a view of no finite place or size", ErrOptions)
		}
	}
	if v.Zoom < 0 || v.Zoom > tile.MaxZoom || v.Scale < 0.25 || v.Scale > 8 || v.W <= 0 || v.H <= 0 {
		return window{}, fmt.Errorf("%w: a view of zoom %g, %g × %g px at scale %g", ErrOptions, v.Zoom, v.W, v.H, v.Scale)
	}
	w := window{zoom: v.Zoom, unit: float64(v.Scale), world: v.WorldSize()}
	x, y := Project(v.Lon, v.Lat)
	w.left = nearlyWhole((x-math.Floor(x))*w.world - float64(v.X+v.W/2))
	w.top = nearlyWhole(y*w.world - float64(v.Y+v.H/2))
	whole := func(f float32, most int) int { return int(math.Round(float64(min(max(f, 0), float32(most))))) }
	w.x0, w.x1 = whole(v.X, c.W), whole(v.X+v.W, c.W)
	w.y0, w.y1 = whole(v.Y, c.H), whole(v.Y+v.H, c.H)
	return w, nil
}

// nearlyWhole undoes the rounding that a place suffers on its way through
// degrees, so that a view may lie on the tiles' grid of pixels.
func nearlyWhole(f float64) float64 {
	if r := math.Round(f); math.Abs(f-r) < 1e-4 {
		return r
	}
	return f
}
