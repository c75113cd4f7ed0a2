package report

import "slices"

// A Status says how far a report is established. Statements carry none: that
// something was said is not in doubt. Elsewhere an empty Status is a fault.
type Status string

const (
	Unconfirmed  Status = "unconfirmed"  // only suspected
	Claimed      Status = "claimed"      // somebody claims it, nobody denies it
	Denied       Status = "denied"       // claimed and denied; never reads "denied" alone
	Corroborated Status = "corroborated" // two independent sources for it
	Confirmed    Status = "confirmed"    // established; the note says how
	Refuted      Status = "refuted"      // shown not to be so; the note says how
	Retracted    Status = "retracted"    // taken back; the note says by whom
)

var statuses = []Status{Unconfirmed, Claimed, Denied, Corroborated, Confirmed, Refuted, Retracted}

// Statuses lists every status in the order of the key.
func Statuses() []Status { return slices.Clone(statuses) }

// Valid reports whether s is in the vocabulary; the empty status is not.
func (s Status) Valid() bool { return slices.Contains(statuses, s) }

// A Stance is what a source says about a report.
type Stance string

const (
	Claims          Stance = "claims"           // says that it is so
	Suspects        Stance = "suspects"         // thinks it likely
	Supports        Stance = "supports"         // backs it with something of its own
	Reports         Stance = "reports"          // tells it as news or as its own act
	Denies          Stance = "denies"           // says that it is not so
	NoEvidence      Stance = "no_evidence"      // sees no evidence; not a denial
	DeclinesComment Stance = "declines_comment" // was asked and says nothing
	Retracts        Stance = "retracts"         // takes back what it said
)

var stances = []Stance{Claims, Suspects, Supports, Reports, Denies, NoEvidence, DeclinesComment, Retracts}

// Stances lists every stance in reading order.
func Stances() []Stance { return slices.Clone(stances) }

// Valid reports whether s is in the vocabulary.
func (s Stance) Valid() bool { return slices.Contains(stances, s) }

// For reports whether the stance speaks for the report.
func (s Stance) For() bool {
	return s == Claims || s == Suspects || s == Supports || s == Reports
}

// An About is the part of a report that a stance is about.
type About string

const (
	AboutHappened About = "happened"
	AboutPlace    About = "place"
	AboutWhen     About = "when"
	AboutCounts   About = "counts"
	AboutWho      About = "who"
	AboutPurpose  About = "purpose"
)

var abouts = []About{AboutHappened, AboutPlace, AboutWhen, AboutCounts, AboutWho, AboutPurpose}

// Abouts lists every About.
func Abouts() []About { return slices.Clone(abouts) }

// Valid reports whether a is in the vocabulary.
func (a About) Valid() bool { return slices.Contains(abouts, a) }

// A Precision says how exactly a place is known.
type Precision string

const (
	Exact            Precision = "exact"      // the spot
	Site             Precision = "site"       // a building, a base, a port
	Settlement       Precision = "settlement" // a city, a village
	Area             Precision = "area"       // a stretch of land or sea
	Admin1           Precision = "admin1"     // a region, a province
	Country          Precision = "country"
	UnknownPrecision Precision = "unknown"
)

var precisions = []Precision{Exact, Site, Settlement, Area, Admin1, Country, UnknownPrecision}

// Precisions lists every precision, finest first.
func Precisions() []Precision { return slices.Clone(precisions) }

// Valid reports whether p is in the vocabulary.
func (p Precision) Valid() bool { return slices.Contains(precisions, p) }

// Vague reports whether p is coarser than a settlement, so that a bare pin
// would look more exact than what is known. An empty precision is not vague.
func (p Precision) Vague() bool {
	return p == Area || p == Admin1 || p == Country || p == UnknownPrecision
}

// A Basis says where a position comes from.
type Basis string

const (
	Stated     Basis = "stated"     // by the source
	Geolocated Basis = "geolocated" // from pictures, say
	Inferred   Basis = "inferred"   // from other facts
	Centroid   Basis = "centroid"   // the middle of a larger place, a drawing aid
	Obscured   Basis = "obscured"   // moved on purpose
)

var bases = []Basis{Stated, Geolocated, Inferred, Centroid, Obscured}

// Bases lists every basis.
func Bases() []Basis { return slices.Clone(bases) }

// Valid reports whether b is in the vocabulary.
func (b Basis) Valid() bool { return slices.Contains(bases, b) }

// A Path says how well the way of a movement is known.
type Path string

const (
	Tracked      Path = "tracked"   // from position data
	ReportedPath Path = "reported"  // a source describes it
	Schematic    Path = "schematic" // not known: the line joins the ends and no more
)

var paths = []Path{Tracked, ReportedPath, Schematic}

// Paths lists every path.
func Paths() []Path { return slices.Clone(paths) }

// Valid reports whether p is in the vocabulary.
func (p Path) Valid() bool { return slices.Contains(paths, p) }

// The kinds that have a meaning here; a desk may use words of its own.
const (
	Event     = "event"
	Movement  = "movement"
	Statement = "statement"
)
