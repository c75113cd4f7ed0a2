package geo

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/geo/layer"
	"dateline/geo/report"
)

// A Filter is what page, embed, picture and API understand by the same
// parameters; see [ParseFilter].
type Filter struct {
	layer.Filter
	// Layers wants these layers of a map, by their names; none wants all.
	Layers   []string
	datetime string // as given, for Values
}

// NoStatus selects, as a value of status, entries without one.
const NoStatus = layer.NoStatus

// maxQ bounds a search, in bytes.
const maxQ = 200

// A FilterError says in a sentence which parameter is wrong and how to write it.
type FilterError struct{ Parameter, Message string }

func (e *FilterError) Error() string { return e.Parameter + ": " + e.Message }

// ParseFilter reads the parameters of a filter; others are passed over. A
// parameter may be repeated, and its values (but source's) separated by commas:
// they are alternatives.
//
//	bbox      west,south,east,north in degrees; west > east crosses the antimeridian
//	datetime  an instant, a day, month or year, or an interval of them; .. is an open end
//	match     may (default): may have happened then; must: surely happened then
//	status    the words of the model, or none
//	kind      any word
//	source    the id or name of a source
//	stance    the words of the model; with source, of that same source
//	q         words that all occur in the texts
//	layer     names of the map's layers; of one layer's own data it says nothing
//
// The error is a [*FilterError].
func ParseFilter(q url.Values) (Filter, error) {
	var f Filter
	for name := range q {
		for _, v := range q[name] {
			if !utf8.ValidString(v) {
				return Filter{}, &FilterError{"the address", "a parameter is not UTF-8"}
			}
		}
	}
	for _, parse := range []func(*Filter, url.Values) error{parseBBox, parseDatetime, parseWords} {
		if err := parse(&f, q); err != nil {
			return Filter{}, err
		}
	}
	return f, nil
}

func wrong(parameter, format string, args ...any) error {
	return &FilterError{parameter, fmt.Sprintf(format, args...)}
}

// one returns the value of a parameter that may stand once.
func one(q url.Values, name string) (string, error) {
	switch vs := q[name]; len(vs) {
	case 0:
		return "", nil
	case 1:
		return strings.TrimSpace(vs[0]), nil
	default:
		return "", wrong(name, "is given %d times; give it once", len(vs))
	}
}

func parseBBox(f *Filter, q url.Values) error {
	s, err := one(q, "bbox")
	if err != nil || s == "" {
		return err
	}
	parts := strings.Split(s, ",")
	if len(parts) == 6 { // with heights, which are passed over
		parts = []string{parts[0], parts[1], parts[3], parts[4]}
	}
	if len(parts) != 4 {
		return wrong("bbox", "%d numbers; write west,south,east,north in degrees", len(parts))
	}
	var n [4]float64
	for i, p := range parts {
		n[i], err = strconv.ParseFloat(strings.TrimSpace(p), 64)
		if err != nil || math.IsNaN(n[i]) || math.IsInf(n[i], 0) {
			return wrong("bbox", "%q is no number; write west,south,east,north in degrees", short(p))
		}
	}
	box := layer.Box{West: n[0], South: n[1], East: n[2], North: n[3]}
	switch {
	case math.Abs(box.South) > 90 || math.Abs(box.North) > 90:
		return wrong("bbox", "a latitude is outside ±90; write west,south,east,north")
	case math.Abs(box.West) > 540 || math.Abs(box.East) > 540:
		return wrong("bbox", "a longitude is outside ±540; write west,south,east,north")
	case box.South > box.North:
		return wrong("bbox", "south %g is north of north %g; write west,south,east,north", box.South, box.North)
	}
	f.BBox = &box
	return nil
}

func parseDatetime(f *Filter, q url.Values) error {
	s, err := one(q, "datetime")
	if err != nil {
		return err
	}
	match, err := one(q, "match")
	if err != nil {
		return err
	}
	if match != "" && match != "may" && match != "must" {
		return wrong("match", "%q; write may or must", short(match))
	}
	if s == "" { // match says something of a date only
		return nil
	}
	if strings.ContainsAny(s, "?~%X") {
		return wrong("datetime", "%q is not exact; write a day such as 2024-10-18, or two of them with / between", short(s))
	}
	f.datetime = s
	f.Dated, f.Must = true, match == "must"
	if s == ".." || s == "../.." || s == "/" {
		return nil
	}
	when, err := report.ParseWhen(s)
	if err != nil {
		return wrong("datetime", "%s", err)
	}
	f.From, f.To = when.Outer()
	return nil
}

func parseWords(f *Filter, q url.Values) error {
	f.Status = alternatives(q, "status")
	for _, s := range f.Status {
		if s != layer.NoStatus && !report.Status(s).Valid() {
			return wrong("status", "%q is none of %s or none", short(s), join(report.Statuses()))
		}
	}
	f.Stances = alternatives(q, "stance")
	for _, s := range f.Stances {
		if !report.Stance(s).Valid() {
			return wrong("stance", "%q is none of %s", short(s), join(report.Stances()))
		}
	}
	f.Kinds = alternatives(q, "kind")
	f.Layers = alternatives(q, "layer")
	for _, s := range q["source"] { // whole: names may hold commas
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(f.Sources, s) {
			f.Sources = append(f.Sources, s)
		}
	}
	words, err := one(q, "q")
	if err != nil {
		return err
	}
	if len(words) > maxQ {
		return wrong("q", "is longer than %d bytes", maxQ)
	}
	f.Q = words
	return nil
}

// alternatives returns the values of a parameter, each once, in order.
func alternatives(q url.Values, name string) []string {
	var all []string
	for _, v := range q[name] {
		for part := range strings.SplitSeq(v, ",") {
			if part = strings.TrimSpace(part); part != "" && !slices.Contains(all, part) {
				all = append(all, part)
			}
		}
	}
	return all
}

func join[T ~string](words []T) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(w))
	}
	return b.String()
}

func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// ForPage is the filter as page, embed and picture read it: without a status
// they show all but refuted and retracted entries.
func (f Filter) ForPage() Filter {
	if len(f.Status) == 0 {
		for _, s := range report.Statuses() {
			if s != report.Refuted && s != report.Retracted {
				f.Status = append(f.Status, string(s))
			}
		}
		f.Status = append(f.Status, layer.NoStatus)
	}
	return f
}

// Wants reports whether the filter asks for a layer of a map at all.
func (f Filter) Wants(l *Layer) bool {
	return len(f.Layers) == 0 || slices.Contains(f.Layers, l.Name) || slices.Contains(f.Layers, l.FullName)
}

// IsZero reports whether the filter lets everything pass.
func (f Filter) IsZero() bool { return len(f.Values()) == 0 }

// Values is the filter as parameters again, in one fixed form.
func (f Filter) Values() url.Values {
	q := url.Values{}
	if b := f.BBox; b != nil {
		q.Set("bbox", fmt.Sprintf("%g,%g,%g,%g", b.West, b.South, b.East, b.North))
	}
	if f.Dated {
		q.Set("datetime", f.datetime)
		if f.Must {
			q.Set("match", "must")
		}
	}
	for name, values := range map[string][]string{"status": f.Status, "kind": f.Kinds, "stance": f.Stances, "layer": f.Layers} {
		if len(values) > 0 {
			q.Set(name, strings.Join(values, ","))
		}
	}
	if len(f.Sources) > 0 {
		q["source"] = f.Sources
	}
	if f.Q != "" {
		q.Set("q", f.Q)
	}
	return q
}
