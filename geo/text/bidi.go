package text

import (
	"sort"

	"golang.org/x/text/unicode/bidi"
)

// The Unicode Bidirectional Algorithm (UAX #9) for one line, without explicit
// embeddings, overrides and isolates: those controls are passed over, so that
// a name from outside cannot turn what stands beside it. The libraries at hand
// tell where the direction changes, but not the levels, and without them
// "Arabic 12 Latin" cannot be put in order.

// levels is the level of each rune; odd runs from right to left. The base is
// the direction of the first strong character, left to right if there is none.
func levels(text []rune) []int8 {
	out := make([]int8, len(text))
	o := order{types: make([]bidi.Class, 0, len(text))}
	found := false
	for i, r := range text {
		props, _ := bidi.LookupRune(r)
		class := props.Class()
		if !found && (class == bidi.L || class == bidi.R || class == bidi.AL) {
			found = true
			if class != bidi.L {
				o.base = 1
			}
		}
		switch class {
		case bidi.BN, bidi.Control, bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI:
			continue // BN: as section 5.2 says, they are not there for the rules
		case bidi.B, bidi.S:
			class = bidi.WS
		}
		o.types = append(o.types, class)
		o.at = append(o.at, i)
		o.brackets = append(o.brackets, bracketOf(r, props))
	}
	o.original = append(o.original, o.types...)
	o.weak()
	o.pairs()
	o.neutral()
	o.end = len(o.original)
	for o.end > 0 && o.original[o.end-1] == bidi.WS {
		o.end--
	}
	level, next := o.base, 0
	for i := range out {
		if next < len(o.at) && o.at[next] == i {
			level = o.level(next)
			next++
		}
		out[i] = level
	}
	return out
}

type order struct {
	base     int8
	at       []int // where in the text; what the rules pass over is left out
	types    []bidi.Class
	original []bidi.Class
	end      int    // where the white space at the end begins
	brackets []rune // its opening bracket, negative for a closing one, 0 for none
}

// direction is the class of the base direction.
func (o *order) direction() bidi.Class {
	if o.base == 1 {
		return bidi.R
	}
	return bidi.L
}

// weak is rules W1 to W7.
func (o *order) weak() {
	t := o.types
	last := o.direction() // W1
	for i := range t {
		if t[i] == bidi.NSM {
			t[i] = last
		}
		last = t[i]
	}
	strong := o.direction() // W2, W3
	for i := range t {
		switch t[i] {
		case bidi.L, bidi.R:
			strong = t[i]
		case bidi.AL:
			strong, t[i] = bidi.AL, bidi.R
		case bidi.EN:
			if strong == bidi.AL {
				t[i] = bidi.AN
			}
		}
	}
	for i := 1; i+1 < len(t); i++ { // W4
		if a, b := t[i-1], t[i+1]; a == b && (a == bidi.EN && (t[i] == bidi.ES || t[i] == bidi.CS) || a == bidi.AN && t[i] == bidi.CS) {
			t[i] = a
		}
	}
	for i := 0; i < len(t); i++ { // W5
		if t[i] != bidi.ET {
			continue
		}
		j := i
		for j < len(t) && t[j] == bidi.ET {
			j++
		}
		if i > 0 && t[i-1] == bidi.EN || j < len(t) && t[j] == bidi.EN {
			for k := i; k < j; k++ {
				t[k] = bidi.EN
			}
		}
		i = j - 1
	}
	strong = o.direction() // W6, W7
	for i := range t {
		switch t[i] {
		case bidi.ES, bidi.ET, bidi.CS:
			t[i] = bidi.ON
		case bidi.L, bidi.R:
			strong = t[i]
		case bidi.EN:
			if strong == bidi.L {
				t[i] = bidi.L
			}
		}
	}
}

// strength is how rules N0 to N2 see a class: numbers count as R, ON is none.
func strength(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}

// Deeper brackets are not paired, as rule BD16 says.
const mostBrackets = 63

// pairs is rule N0: brackets go with what they hold.
func (o *order) pairs() {
	var found [][2]int
	var open []int
	for i, b := range o.brackets {
		if b == 0 || o.types[i] != bidi.ON {
			continue
		}
		if b > 0 {
			if len(open) == mostBrackets {
				break
			}
			open = append(open, i)
			continue
		}
		for k := len(open) - 1; k >= 0; k-- {
			if o.brackets[open[k]] == -b {
				found = append(found, [2]int{open[k], i})
				open = open[:k]
				break
			}
		}
	}
	sort.Slice(found, func(a, b int) bool { return found[a][0] < found[b][0] })
	for _, p := range found {
		if c := o.inside(p[0], p[1]); c != bidi.ON {
			o.set(p[0], c)
			o.set(p[1], c)
		}
	}
}

// inside is the direction of a pair of brackets.
func (o *order) inside(from, to int) bidi.Class {
	base, other := o.direction(), false
	for _, c := range o.types[from+1 : to] {
		switch strength(c) {
		case base:
			return base
		case bidi.L, bidi.R:
			other = true
		}
	}
	if !other {
		return bidi.ON
	}
	for i := from - 1; i >= 0; i-- {
		if c := strength(o.types[i]); c != bidi.ON {
			return c
		}
	}
	return base
}

// set gives a bracket its direction, and the marks on it.
func (o *order) set(i int, c bidi.Class) {
	o.types[i] = c
	for i++; i < len(o.types) && o.original[i] == bidi.NSM; i++ {
		o.types[i] = c
	}
}

// neutral is rules N1 and N2: what lies between two of one direction takes it,
// the rest takes the base direction.
func (o *order) neutral() {
	t := o.types
	before := o.direction()
	for i := 0; i < len(t); i++ {
		if c := strength(t[i]); c != bidi.ON {
			before = c
			continue
		}
		j := i
		for j < len(t) && strength(t[j]) == bidi.ON {
			j++
		}
		after := o.direction()
		if j < len(t) {
			after = strength(t[j])
		}
		c := o.direction()
		if before == after {
			c = before
		}
		for k := i; k < j; k++ {
			t[k] = c
		}
		i = j - 1
	}
}

// level is rules I1 and I2, and L1 for white space at the end.
func (o *order) level(i int) int8 {
	if o.original[i] == bidi.WS && i >= o.end {
		return o.base
	}
	switch o.types[i] {
	case bidi.R:
		return 1
	case bidi.EN, bidi.AN:
		return 2
	}
	return 2 * o.base // L is 0, or 2 in a line from the right
}

// bracketOf names a pair by its opening bracket. The closing one follows it in
// Unicode, or is the next but one.
func bracketOf(r rune, p bidi.Properties) rune {
	switch r {
	case 0x2329, 0x232a: // the same as U+3008 and U+3009
		r += 0x3008 - 0x2329
	}
	switch {
	case !p.IsBracket():
		return 0
	case p.IsOpeningBracket():
		return r
	}
	if q, _ := bidi.LookupRune(r - 1); q.IsBracket() && q.IsOpeningBracket() {
		return -(r - 1)
	}
	return -(r - 2)
}
