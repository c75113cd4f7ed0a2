package paint

import (
	"errors"
	"fmt"
	"math"
)

// Labels says which of ground and labels a tile shows.
type Labels uint8

const (
	LabelsAll  Labels = iota // ground and labels
	LabelsNone               // ground alone
	LabelsOnly               // labels alone, on nothing
)

// LabelsNamed reads all, none or only.
func LabelsNamed(name string) (Labels, bool) {
	for i, n := range [...]string{"all", "none", "only"} {
		if n == name {
			return Labels(i), true
		}
	}
	return 0, false
}

// Points of view on borders.
const (
	UN = "un" // as the United Nations draw them
	NE = "ne" // as Natural Earth draws them: who holds the ground
)

// TileOptions say how a tile is painted. The zero value is a tile of 256 px,
// one pixel per CSS pixel, light, labelled in English, borders as the UN
// draw them.
type TileOptions struct {
	Size  int // CSS px a side: 256 or 512
	Scale int // device px per CSS px: 1, 2 or 3
	// Half says that the tile will be shown enlarged by √2, at the zoom half a
	// step above its own: widths and words are drawn 1/√2 as large.
	Half   bool
	Theme  *Theme
	Lang   string // BCP 47
	Labels Labels
	POV    string // UN or NE
	Avoid  []Avoid
}

// An Avoid is a box that labels keep clear of, in CSS px round a place. With a
// name it is a box within which the ground does not write that name, since
// something else does.
type Avoid struct {
	Lon, Lat       float64
	X0, Y0, X1, Y1 float32 // y goes down
	Name           string  // in any language, see nameOfPlace
}

// ErrOptions says that something cannot be painted so.
var ErrOptions = errors.New("cannot be painted so")

// Checked returns the options with defaults for what is not given, or an error
// that wraps ErrOptions.
func (o TileOptions) Checked() (TileOptions, error) {
	if o.Size == 0 {
		o.Size = 256
	}
	if o.Scale == 0 {
		o.Scale = 1
	}
	if o.Theme == nil {
		o.Theme = &Light
	}
	if o.POV == "" {
		o.POV = UN
	}
	switch {
	case o.Size != 256 && o.Size != 512:
		return o, fmt.Errorf("%w: size is %d, not 256 or 512", ErrOptions, o.Size)
	case o.Scale < 1 || o.Scale > 3:
		return o, fmt.Errorf("%w: scale is %d, not 1, 2 or 3", ErrOptions, o.Scale)
	case o.Labels > LabelsOnly:
		return o, fmt.Errorf("%w: labels are all, none or only", ErrOptions)
	case o.POV != UN && o.POV != NE:
		return o, fmt.Errorf("%w: point of view is %q, not %s or %s", ErrOptions, o.POV, UN, NE)
	}
	return o, nil
}

// Pixels is how many device pixels a tile has a side.
func (o TileOptions) Pixels() int { return o.Size * o.Scale }

// Unit is how many device pixels a CSS pixel of widths and words takes.
func (o TileOptions) Unit() float32 {
	if o.Half {
		return float32(o.Scale) / math.Sqrt2
	}
	return float32(o.Scale)
}

// Zoom is the zoom a reader sees, counted in tiles of 256 CSS px, of a tile
// addressed at zoom z.
func (o TileOptions) Zoom(z uint8) float64 {
	zoom := float64(z)
	if o.Size == 512 {
		zoom++
	}
	if o.Half {
		zoom += 0.5
	}
	return zoom
}
