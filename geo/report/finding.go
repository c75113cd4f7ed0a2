package report

import (
	"strconv"
	"strings"
)

// A Finding is something wrong with the input: where it is, what is wrong and
// what would be right.
type Finding struct {
	File    string // as the desk knows it; empty until a reader fills it in
	Line    int    // 1-based line in File; 0 if not known
	Feature int    // 1-based number of the feature or row in File; 0 for the file as a whole
	ID      string // of the feature; empty if it has none
	Field   string // path below the feature: "properties.sources[2].url", "geometry"
	Message string // what is wrong
	Fix     string // what would be right; may be empty
	// Withheld is true if the feature is kept out of what is served: then this
	// is for its desk alone.
	Withheld bool
}

// String is one line: file:line: feature 3 (id): field: what is wrong; what would be right.
func (f Finding) String() string {
	var b strings.Builder
	if f.File != "" {
		b.WriteString(f.File)
		if f.Line > 0 {
			b.WriteString(":" + strconv.Itoa(f.Line))
		}
		b.WriteString(": ")
	}
	if f.Feature > 0 {
		b.WriteString("feature " + strconv.Itoa(f.Feature))
		if f.ID != "" {
			b.WriteString(" (" + f.ID + ")")
		}
		b.WriteString(": ")
	}
	if f.Field != "" {
		b.WriteString(f.Field + ": ")
	}
	b.WriteString(f.Message)
	if f.Fix != "" {
		b.WriteString("; " + f.Fix)
	}
	return b.String()
}
