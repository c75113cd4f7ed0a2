package paint

import (
	"fmt"
	"image/color"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"dateline/geo/report"
)

// A LayerStyle says how a layer's features are drawn where they have no status;
// with one, form and colour are the status's. It does not change once it is
// read and is safe for concurrent use. What it leaves out is drawn plainly.
//
// As a map file writes it, each setting is a value or goes by a property:
//
//	color: "#8a4b00"
//	color: {light: "#8a4b00", dark: "#f2b45c"}
//	color: {property: kind, values: {flood: "#0b4f9e", fire: "#a0195f"}, default: "#5a6168"}
//	radius: {property: magnitude, stops: [[3, 2], [6, 9]], default: 2}
//
// Between stops the value changes evenly; before the first and after the last
// it stays. A feature that has no such property takes the default, and without
// one is drawn plainly.
type LayerStyle struct {
	color, fill          setting[themed] // of marks, lines and edges; of areas
	width, radius        setting[amount] // of lines and edges; of marks: CSS px
	casing               setting[amount] // paper round marks and lines, CSS px
	opacity, fillOpacity setting[amount] // 0 to 1
	dash                 setting[pattern]
}

// The largest settings in CSS px: what is drawn then still fits LayerBuffer.
const (
	mostRadius = 28
	mostWidth  = 24
	mostCasing = 6
	mostDash   = 200
	mostDashes = 8
	// mostStops and mostValues bound what a style may list.
	mostStops  = 64
	mostValues = 1000
)

// A themed colour may differ on a dark ground.
type themed struct{ light, dark color.NRGBA }

func (c themed) on(t *Theme) color.NRGBA {
	if t.Dark {
		return c.dark
	}
	return c.light
}

// An amount is a length in CSS px or an opacity.
type amount float32

// A pattern of dashes and gaps in turn, CSS px; nil is solid.
type pattern []float32

// ParseLayerStyle reads a style as a YAML decoder gives it: a map[string]any of
// strings, numbers, []any and such maps; nil is no style. Findings have the
// field below the style, "radius.stops[1]"; with any there is no style.
func ParseLayerStyle(value any) (*LayerStyle, []report.Finding) {
	if value == nil {
		return nil, nil
	}
	p := styleParser{}
	var s LayerStyle
	p.members("", value, map[string]func(field string, v any){
		"color":        func(f string, v any) { readSetting(&p, f, v, &s.color, p.color, mixColors) },
		"fill":         func(f string, v any) { readSetting(&p, f, v, &s.fill, p.color, mixColors) },
		"width":        func(f string, v any) { readSetting(&p, f, v, &s.width, p.upTo(mostWidth), mixNumbers) },
		"radius":       func(f string, v any) { readSetting(&p, f, v, &s.radius, p.upTo(mostRadius), mixNumbers) },
		"casing":       func(f string, v any) { readSetting(&p, f, v, &s.casing, p.upTo(mostCasing), mixNumbers) },
		"opacity":      func(f string, v any) { readSetting(&p, f, v, &s.opacity, p.upTo(1), mixNumbers) },
		"fill_opacity": func(f string, v any) { readSetting(&p, f, v, &s.fillOpacity, p.upTo(1), mixNumbers) },
		"dash":         func(f string, v any) { readSetting(&p, f, v, &s.dash, p.dash, nil) },
	})
	if len(p.findings) > 0 {
		return nil, p.findings
	}
	return &s, nil
}

type styleParser struct{ findings []report.Finding }

func (p *styleParser) wrong(field, fix, message string, args ...any) {
	p.findings = append(p.findings, report.Finding{Field: field, Message: fmt.Sprintf(message, args...), Fix: fix})
}

// shown is a value as a sentence quotes it.
func shown(v any) string {
	if s, ok := v.(string); ok {
		return strconv.Quote(oneLine(s, 40))
	}
	return oneLine(fmt.Sprint(v), 40)
}

// members calls the reader of each member of a map, in the order of names.
func (p *styleParser) members(field string, value any, readers map[string]func(field string, v any)) {
	list := func() string { return strings.Join(slices.Sorted(maps.Keys(readers)), ", ") }
	m, ok := value.(map[string]any)
	if !ok {
		p.wrong(field, "write a map of "+list(), "is %s, not a map", shown(value))
		return
	}
	for _, name := range slices.Sorted(maps.Keys(m)) {
		full := name
		if field != "" {
			full = field + "." + name
		}
		if read, ok := readers[name]; ok {
			read(full, m[name])
		} else {
			p.wrong(full, "there are "+list(), "is not known")
		}
	}
}

// readSetting reads a constant or a rule. Without mix there are no stops.
func readSetting[T any](p *styleParser, field string, v any, s *setting[T], one func(field string, v any) (T, bool), mix func(a, b T, t float64) T) {
	rule, ok := v.(map[string]any)
	_, light := rule["light"]
	_, dark := rule["dark"]
	if !ok || light || dark {
		if c, ok := one(field, v); ok {
			s.set, s.otherwise, s.hasOtherwise = true, c, true
		}
		return
	}
	s.set, s.mix = true, mix
	readers := map[string]func(field string, v any){
		"property": func(f string, v any) {
			if s.property, ok = v.(string); !ok || s.property == "" {
				p.wrong(f, "write the name of a property", "is %s", shown(v))
			}
		},
		"values": func(f string, v any) { readValues(p, f, v, s, one) },
		"default": func(f string, v any) {
			s.otherwise, s.hasOtherwise = one(f, v)
		},
	}
	if mix != nil {
		readers["stops"] = func(f string, v any) { readStops(p, f, v, s, one) }
	}
	before := len(p.findings)
	p.members(field, v, readers)
	if len(p.findings) > before {
		return
	}
	_, named := rule["property"]
	_, stops := rule["stops"]
	_, values := rule["values"]
	switch {
	case !named:
		p.wrong(field, "add property: and its name", "does not say by which property")
	case stops == values && mix != nil:
		p.wrong(field, "write stops: for numbers or values: for texts", "has neither or both of stops and values")
	case !values && mix == nil:
		p.wrong(field, "write values:", "has no values")
	}
}

func readValues[T any](p *styleParser, field string, v any, s *setting[T], one func(field string, v any) (T, bool)) {
	m, ok := v.(map[string]any)
	if !ok || len(m) == 0 || len(m) > mostValues {
		p.wrong(field, "write a map from the property's texts", "is %s, not a map of 1 to %d values", shown(v), mostValues)
		return
	}
	s.values = make(map[string]T, len(m))
	for _, name := range slices.Sorted(maps.Keys(m)) {
		if c, ok := one(field+"."+oneLine(name, 40), m[name]); ok {
			s.values[name] = c
		}
	}
}

func readStops[T any](p *styleParser, field string, v any, s *setting[T], one func(field string, v any) (T, bool)) {
	list, ok := v.([]any)
	if !ok || len(list) == 0 || len(list) > mostStops {
		p.wrong(field, "write pairs: [[3, 2], [6, 9]]", "is %s, not a list of 1 to %d pairs", shown(v), mostStops)
		return
	}
	for i, item := range list {
		f := fmt.Sprintf("%s[%d]", field, i)
		pair, ok := item.([]any)
		if !ok || len(pair) != 2 {
			p.wrong(f, "write the property's value and what it becomes: [3, 2]", "is %s, not a pair", shown(item))
			continue
		}
		at, ok := float(pair[0])
		if !ok {
			p.wrong(f, "write a number first", "begins with %s, not a number", shown(pair[0]))
			continue
		}
		if n := len(s.stops); n > 0 && at <= s.stops[n-1].at {
			p.wrong(f, "let the numbers rise", "begins with %v, which is not above %v", at, s.stops[n-1].at)
			continue
		}
		if c, ok := one(f, pair[1]); ok {
			s.stops = append(s.stops, stop[T]{at, c})
		}
	}
}

// float is any finite number of a decoder.
func float(v any) (float64, bool) {
	var f float64
	switch n := v.(type) {
	case int:
		f = float64(n)
	case int64:
		f = float64(n)
	case uint64:
		f = float64(n)
	case float64:
		f = n
	default:
		return 0, false
	}
	return f, !math.IsNaN(f) && !math.IsInf(f, 0)
}

// upTo reads numbers from 0 up to a bound.
func (p *styleParser) upTo(most float64) func(field string, v any) (amount, bool) {
	return func(field string, v any) (amount, bool) {
		f, ok := float(v)
		if !ok || f < 0 || f > most {
			p.wrong(field, fmt.Sprintf("write a number from 0 to %g", most), "is %s", shown(v))
			return 0, false
		}
		return amount(f), true
	}
}

const colorFix = `write "#rgb" or "#rrggbb", or {light: …, dark: …}`

func (p *styleParser) color(field string, v any) (themed, bool) {
	if _, ok := v.(map[string]any); !ok {
		c, ok := hexColor(v)
		if !ok {
			p.wrong(field, colorFix, "is %s, not a colour", shown(v))
		}
		return themed{c, c}, ok
	}
	var c themed
	before, seen := len(p.findings), 0
	read := func(to *color.NRGBA) func(field string, v any) {
		return func(f string, v any) {
			seen++
			var ok bool
			if *to, ok = hexColor(v); !ok {
				p.wrong(f, `write "#rgb" or "#rrggbb"`, "is %s, not a colour", shown(v))
			}
		}
	}
	p.members(field, v, map[string]func(field string, v any){"light": read(&c.light), "dark": read(&c.dark)})
	if len(p.findings) == before && seen != 2 {
		p.wrong(field, colorFix, "has only one of light and dark")
	}
	return c, len(p.findings) == before
}

func hexColor(v any) (color.NRGBA, bool) {
	s, ok := v.(string)
	if !ok || len(s) != 4 && len(s) != 7 || s[0] != '#' {
		return color.NRGBA{}, false
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil {
		return color.NRGBA{}, false
	}
	rgb := uint32(n)
	if len(s) == 4 {
		rgb = rgb>>8*0x110000 | rgb>>4&15*0x1100 | rgb&15*0x11
	}
	return hex(rgb), true
}

func (p *styleParser) dash(field string, v any) (pattern, bool) {
	list, ok := v.([]any)
	if !ok || len(list)%2 == 1 || len(list) > mostDashes {
		p.wrong(field, "write dash and gap in pixels: [6, 4]; [] is solid", "is %s, not a list of 2 to %d lengths, even in number", shown(v), mostDashes)
		return nil, false
	}
	var d pattern
	sum := 0.0
	for i, item := range list {
		f, ok := float(item)
		if !ok || f < 0 || f > mostDash {
			p.wrong(fmt.Sprintf("%s[%d]", field, i), fmt.Sprintf("write a number from 0 to %d", mostDash), "is %s", shown(item))
			return nil, false
		}
		d = append(d, float32(f))
		sum += f
	}
	if len(d) > 0 && sum < 1 {
		p.wrong(field, "write dash and gap in pixels: [6, 4]", "is shorter than a pixel")
		return nil, false
	}
	return d, true
}

func mixNumbers(a, b amount, t float64) amount { return a + (b-a)*amount(t) }

func mixColors(a, b themed, t float64) themed {
	one := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + (float64(b)-float64(a))*t)) }
	mix := func(a, b color.NRGBA) color.NRGBA {
		return color.NRGBA{R: one(a.R, b.R), G: one(a.G, b.G), B: one(a.B, b.B), A: one(a.A, b.A)}
	}
	return themed{mix(a.light, b.light), mix(a.dark, b.dark)}
}
