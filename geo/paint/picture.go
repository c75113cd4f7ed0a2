package paint

import (
	"errors"

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
	W, H  int // CSS pixels
	Scale int // device pixels to a CSS pixel: 1, 2 or 3; 0 is 1
	Theme *Theme
	Lang  string // BCP 47: of names on the map, and which way the panel reads
	POV   string // whose view of borders is drawn: un or ne
	UI    UI

	Title    string
	Kicker   string // a line above the title: "Reports as of 18 October 2024"
	Intro    string
	Dates    string // the range of dates, in words; empty if all are shown
	Filter   string // what else is filtered, in words
	Key      []KeyRow
	Headline string // "None corroborated or confirmed"
	Credits  string // "Borders: UN view · Natural Earth · GeoNames"

	Scene   *Scene
	Basemap *Basemap // nil: plain land

	// What is shown; the first of these that is given. Without one it is the
	// first view with its insets, which stands beside a given view as well.
	Center *PictureCenter
	Bounds *[4]float64 // west, south, east, north in degrees; west > east crosses the antimeridian
}

// A PictureCenter is the middle of a picture's map in degrees, and its zoom
// (256-pixel tiles, CSS pixels).
type PictureCenter struct{ Lon, Lat, Zoom float64 }

// A KeyRow is one line of the key.
type KeyRow struct {
	Status report.Status // "" for statements, or what has no status
	Plain  bool          // has no status and is no statement
	Label  string        // "Claimed, denied"
	Count  int
}
