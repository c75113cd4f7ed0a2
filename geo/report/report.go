// Package report is the vocabulary of a reported event: who says that something
// happened, where, when, how many, and who disputes it.
//
// It reads the properties of one GeoJSON feature ([Parse]), holds them against
// the rules of the model ([Report.Check]) and puts them into words
// ([Report.WhoSays], [When.Words]). It knows neither geometry engines nor HTTP.
package report

import "time"

// A Report is what the properties of one feature say.
type Report struct {
	// Reported is true if the feature has a `sources` property: only then do
	// the rules of the model apply, and only then do Status, Counts and the
	// rest have their meaning. Without it just Kind, Title, Summary, Label,
	// When and Place are filled in, as far as they can be read.
	Reported bool

	Kind        string // event, movement, statement or the desk's own word; may be empty
	Title       Text
	Summary     Text
	Label       Text // a few words beside the mark on the map
	Status      Status
	StatusNote  Text
	When        When
	Place       *Place
	Counts      []Count
	Sources     []Source
	Move        *Move
	Rank        float64 // place in the list, lowest first; +Inf if not given
	Rev         int     // version; 0 if not given
	Created     string  // as given: a date or date-time
	Updated     string
	Corrections []Correction
	PublishAt   time.Time // when the feature came out, if its desk set a time; zero if not

	faults map[string]bool // fields of which Parse had a finding
}

// A Place says where, and how exactly that is known.
type Place struct {
	Name      Text
	Country   string // ISO 3166-1 alpha-2
	Precision Precision
	RadiusM   float64 // metres; 0 if not given
	Basis     Basis
}

// A Count is one source's figure. Rival figures are separate counts.
type Count struct {
	Of       Text     // what is counted: "special operation forces"
	Min, Max *float64 // nil if that end is not said
	Approx   bool
	Note     Text
	Src      []string // ids of sources
}

// A Source is one voice: who takes which stance, and who carried it.
type Source struct {
	ID        string
	Name      Text   // "Dmitry Peskov"
	Short     Text   // for running text: "the Kremlin"; Name if not given
	Role      Text   // "Kremlin spokesman"
	Type      string // the desk's own word: official, media, …
	Stance    Stance
	About     []About
	Of        Text     // completes "No evidence …": "that they fight"
	With      Text     // what was shown along with it: "photos"
	Note      Text     // what it said, in the desk's words
	Via       []string // who carried it: ids of sources, or names
	Title     Text     // of the cited work
	Citation  Text
	URL       string
	Archive   string
	Published When
	Quote     Text
	Rating    string
}

// A Move says from where to where, and how well the way between is known.
type Move struct {
	From, To *Place
	Via      []Place
	Depart   When
	Arrive   When
	Mode     string // the desk's own word: sea, rail, …
	Phase    string
	Path     Path
	Bend     *float64 // of the drawn curve, in lengths, positive to the right of travel; nil if not given
}

// A Correction says what was changed after publication.
type Correction struct {
	Rev     int
	At      string
	Kind    string
	Note    Text
	Changed []string
}

// Shape is what a geometry is drawn as; the checker needs no more of it.
type Shape uint8

const (
	ShapeNone  Shape = iota // null geometry
	ShapePoint              // Point, MultiPoint
	ShapeLine               // LineString, MultiLineString
	ShapeArea               // Polygon, MultiPolygon
	ShapeMixed              // GeometryCollection of several of these
)
