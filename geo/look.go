package geo

import (
	"net/url"
	"slices"
	"strings"

	"dateline/geo/paint"
)

// A Look is how a tile is painted. The zero value, but for Size and Scale, is
// what is painted if nothing is asked for.
type Look struct {
	Theme  string // light, dark or print
	Lang   string // BCP 47; "" is the basemap's or the map's own
	Size   int    // CSS px a side: 256 or 512
	Scale  int    // device px to a CSS px: 1 to 3
	Half   bool   // it will be shown enlarged by √2, for half zooms
	Labels string // all, none or only
	POV    string // un or ne; "" is the basemap's own
	Map    string // labels keep clear of this map's entries; "" for none
}

// The values that parameters of painting take; the first is taken if none is given.
var (
	themes = []string{paint.Light.Name, paint.Dark.Name, paint.Print.Name}
	sizes  = []string{"256", "512"}
	labels = []string{"all", "none", "only"}
	halves = []string{"0", "1"}
	povs   = []string{ViewUN, ViewNE}
)

// ParseLook reads how the tile of a layer is painted; other parameters are
// passed over. scale is what stands behind the address: "", 2x or 3x.
//
//	theme  light, dark or print
//	lang   the language of its words, as BCP 47 has it
//	size   256 or 512, in CSS pixels
//	half   1: the tile is shown enlarged by √2
//
// The error is a [*FilterError].
func ParseLook(q url.Values, scale string) (Look, error) {
	l := Look{Size: 256, Scale: 1}
	switch scale {
	case "":
	case "2x":
		l.Scale = 2
	case "3x":
		l.Scale = 3
	default:
		return l, wrong("the address", "@%s; write nothing, @2x or @3x before .png", short(scale))
	}
	var err error
	if l.Theme, err = oneOf(q, "theme", themes); err != nil {
		return l, err
	}
	if l.Lang, err = parseLang(q); err != nil {
		return l, err
	}
	size, err := oneOf(q, "size", sizes)
	if err != nil {
		return l, err
	}
	if size == "512" {
		l.Size = 512
	}
	half, err := oneOf(q, "half", halves)
	l.Half = half == "1"
	return l, err
}

// ParseBasemapLook is [ParseLook] for a tile of the basemap, which has words and
// borders beside:
//
//	labels  all, none, or only: labels without ground
//	pov     un or ne: whose view of borders
//	map     a map whose entries labels keep clear of
func ParseBasemapLook(q url.Values, scale string) (Look, error) {
	l, err := ParseLook(q, scale)
	if err != nil {
		return l, err
	}
	if l.Labels, err = oneOf(q, "labels", labels); err != nil {
		return l, err
	}
	if given, err := one(q, "pov"); err != nil {
		return l, err
	} else if given != "" {
		if l.POV, err = oneOf(q, "pov", povs); err != nil {
			return l, err
		}
	}
	l.Map, err = one(q, "map")
	return l, err
}

// oneOf returns the value of a parameter that has but a few.
func oneOf(q url.Values, name string, values []string) (string, error) {
	s, err := one(q, name)
	switch {
	case err != nil:
		return "", err
	case s == "":
		return values[0], nil
	case !slices.Contains(values, s):
		return "", wrong(name, "%q; write %s", short(s), alternative(values))
	}
	return s, nil
}

// alternative lists words as a choice: "a, b or c".
func alternative(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// maxTag is the length that language tags need not exceed (RFC 5646, section
// 4.4.1).
const maxTag = 35

func parseLang(q url.Values) (string, error) {
	s, err := one(q, "lang")
	if err == nil && s != "" && (len(s) > maxTag || !languageTag.MatchString(s)) {
		err = wrong("lang", "%q is no language tag; write one such as en, uk or pt-BR", short(s))
	}
	return strings.ToLower(s), err
}

// options are the look as the painter has it.
func (l Look) options() paint.TileOptions {
	o := paint.TileOptions{Size: l.Size, Scale: l.Scale, Half: l.Half, Lang: l.Lang, POV: l.POV}
	o.Theme, _ = paint.ThemeNamed(l.Theme)
	o.Labels, _ = paint.LabelsNamed(l.Labels)
	return o
}

// Values is the look as parameters again, in one fixed form; what is so anyway
// is left out.
func (l Look) Values() url.Values {
	q := url.Values{}
	for _, p := range [][3]string{{"theme", l.Theme, themes[0]}, {"labels", l.Labels, labels[0]}, {"lang", l.Lang}, {"pov", l.POV}, {"map", l.Map}} {
		if name, value, usual := p[0], p[1], p[2]; value != "" && value != usual {
			q.Set(name, value)
		}
	}
	if l.Size == 512 {
		q.Set("size", "512")
	}
	if l.Half {
		q.Set("half", "1")
	}
	return q
}
