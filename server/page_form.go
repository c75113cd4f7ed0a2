package server

import (
	"slices"
	"strings"

	"dateline/geo/report"
)

// A formView is the filter as the form shows it.
type formView struct {
	Action  string
	Q       string
	Kinds   []option
	Sources []option
	Stances []option
	Layers  []option    // where there are several
	Hidden  [][2]string // parameters that the form keeps
	Clear   string      // address without filters; "" if there is none to clear
	Active  int         // filters in the form that are set
}

func (s *shown) form() formView {
	f, set := s.given, 0
	same := func(word string) string { return word }
	o := formView{
		Action:  s.v.Href(s.path),
		Q:       f.Q,
		Kinds:   options(s.facets.kinds, f.Kinds, func(k string) string { return report.KindWords(k, s.wanted) }),
		Sources: options(s.facets.sources, f.Sources[:min(len(f.Sources), 1)], same),
		Stances: options(s.facets.stances, f.Stances, func(v string) string { return report.Stance(v).Words(s.wanted) }),
	}
	for name, values := range s.query.values() {
		o.Hidden = append(o.Hidden, [2]string{name, values[0]})
	}
	if box := f.Values()["bbox"]; len(box) > 0 {
		o.Hidden = append(o.Hidden, [2]string{"bbox", box[0]})
	}
	for i := 1; i < len(f.Sources); i++ {
		o.Hidden = append(o.Hidden, [2]string{"source", f.Sources[i]})
	}
	slices.SortFunc(o.Hidden, func(a, b [2]string) int { return strings.Compare(a[0]+a[1], b[0]+b[1]) })
	if len(s.m.Layers) > 1 {
		var names []string
		for _, l := range s.m.Layers[:min(len(s.m.Layers), maxOptions)] {
			names = append(names, l.Name)
		}
		o.Layers = options(names, f.Layers, s.layerTitle)
	}
	for _, given := range []bool{f.Q != "", len(f.Kinds) > 0, len(f.Sources) > 0, len(f.Stances) > 0, f.BBox != nil, len(f.Layers) > 0} {
		if given {
			set++
		}
	}
	o.Active = set
	if !f.IsZero() {
		o.Clear = s.clear()
	}
	return o
}

// layerTitle is what a layer is called.
func (s *shown) layerTitle(name string) string {
	if l := s.m.Layer(name); l != nil {
		if t := s.in(l.Title, maxName); t.Text != "" {
			return t.Text
		}
	}
	return name
}
