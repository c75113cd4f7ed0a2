package paint

import (
	"context"
	"errors"

	"dateline/geo/raster"
	"dateline/geo/report"
)

// A UI says what a picture has beside its map.
type UI string

const (
	UINone UI = "none" // map, insets and credits
	UIMin  UI = "min"  // and the key under the map
	UIFull UI = "full" // and a panel: title, introduction, key and headline
)

// MaxPicture is how many device pixels a picture may be wide or high.
const MaxPicture = 4096

// ErrPictureSize says that a picture is empty or larger than MaxPicture.
var ErrPictureSize = errors.New("a picture is 1 to 4096 pixels wide and high, its scale counted in")

// A Picture is one image of a map, with all that it says. Every text is in the
// language Lang and may be empty; one that is too long ends in "…".
type Picture struct {
	W, H  int // CSS px
	Scale int // device px to a CSS px: 1, 2 or 3; 0 is 1
	Theme *Theme
	Lang  string // BCP 47: of the names on the map
	POV   string // whose view of borders is drawn: UN or NE
	UI    UI     // "" is UIFull

	Title    string // which way it reads is the way the panel goes
	Kicker   string // a line above it: "Reports as of 18 October 2024"
	Intro    string
	Dates    string // the range of dates, in words; empty if all are shown
	Filter   string // what else is filtered, in words
	Key      []KeyRow
	Headline string // what there is none of: "None corroborated or confirmed"; then rows of the key that count nothing are left out
	NotDrawn string // how many entries the key counts that have no place to be drawn at: "1 not drawn"; left out where there is no room
	Credits  string // "Borders: UN view · Natural Earth · GeoNames"

	Scene   *Scene
	Open    string   // the key of the mark that is selected; "" is none
	Basemap *Basemap // nil: plain land

	// Tiled draws what is too much for a scene, on the ground of a view and under
	// its marks: once for the map and once for each inset. Nil if there is none.
	Tiled func(ctx context.Context, c *raster.Canvas, v View) error
	// TiledBounds is where that is: west, south, east, north in degrees. It takes
	// part in finding the first view.
	TiledBounds *[4]float64

	// What is shown: one of these, else the first view of the scene. Beside all
	// but bounds stand the insets of what is out of view.
	Center *PictureCenter
	Bounds *[4]float64 // west, south, east, north in degrees; west > east goes over the antimeridian
}

// A PictureCenter is the middle of a picture's map in degrees, and its zoom in
// tiles of 256 px of the picture, CSS px.
type PictureCenter struct{ Lon, Lat, Zoom float64 }

// A KeyRow is one line of the key.
type KeyRow struct {
	Status report.Status // "" for statements, and for what has none
	Plain  bool          // has no status and is no statement
	Label  string        // "Claimed, denied"
	Count  int
}

func (r *KeyRow) look() look {
	if r.Status == "" && !r.Plain {
		return lookStatement
	}
	return lookOf(r.Status, "")
}

// Paint paints the picture. The canvas is the caller's, who may release it. The
// error is or wraps ErrPictureSize, ErrOptions, or is the context's or the
// basemap's.
func (p *Picture) Paint(ctx context.Context) (*raster.Canvas, error) {
	o, err := TileOptions{Scale: p.Scale, Theme: p.Theme, Lang: p.Lang, POV: p.POV}.Checked()
	if err != nil {
		return nil, err
	}
	if p.W < 1 || p.H < 1 || p.W > MaxPicture/o.Scale || p.H > MaxPicture/o.Scale {
		return nil, ErrPictureSize
	}
	c := raster.GetCanvas(p.W*o.Scale, p.H*o.Scale)
	c.Clear(o.Theme.Page)
	y := &layout{Picture: p, canvas: c, options: o, theme: o.Theme, k: float64(o.Scale), unit: 1}
	y.mapPart = rect{0, 0, float64(p.W), float64(p.H)}
	y.credit = 12
	switch p.UI {
	case UINone:
	case UIMin:
		y.strip()
	default:
		y.panel()
	}
	if err := y.paintMap(ctx); err != nil {
		c.Release()
		return nil, err
	}
	return c, nil
}
