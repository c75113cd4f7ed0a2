package geo

import (
	"context"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dateline/geo/paint"
	"dateline/geo/raster"
	"dateline/geo/report"
	"dateline/geo/words"
)

// The size of a picture if none is asked for, as pages of others show it beside
// a link.
const (
	PictureWidth  = 1200
	PictureHeight = 630
)

// A PictureLook is how a picture of a map is painted.
type PictureLook struct {
	W, H   int    // CSS px
	Scale  int    // device px to a CSS px: 1 to 3
	Theme  string // light, dark or print
	Lang   string // BCP 47; "" is the map's own
	POV    string // un or ne; "" is the basemap's own
	UI     string // none, min or full
	Center *View  // nil: the box, or else the map's first view
	Bounds *[4]float64
	Open   string // the entry that is selected, as layer/id; "" is none
}

var (
	scales = []string{"1", "2", "3"}
	uis    = []string{string(paint.UIFull), string(paint.UIMin), string(paint.UINone)}
)

// ParsePicture reads how a picture is painted; other parameters are passed over.
//
//	w, h    its size in CSS pixels, 1200 and 630 if not given
//	scale   1, 2 or 3 device pixels to a CSS pixel; the picture has at most 4096 each way
//	bbox    west,south,east,north: shows the box; it selects entries as well, see [ParseFilter]
//	center  longitude,latitude of the middle, with zoom
//	view    longitude,latitude,zoom: both in one, as pages have it
//	open    the entry that is selected, as layer/id; one that is not there is passed over
//	theme   light, dark or print
//	lang    the language of its words, as BCP 47 has it
//	pov     un or ne: whose view of borders
//	ui      full: with title, key and more beside the map; min: with the key; none: the map alone
//
// The error is a [*FilterError].
func ParsePicture(q url.Values) (PictureLook, error) {
	l := PictureLook{}
	for _, parse := range []func(*PictureLook, url.Values) error{parseSize, parseShown, parseStyle} {
		if err := parse(&l, q); err != nil {
			return PictureLook{}, err
		}
	}
	return l, nil
}

func parseSize(l *PictureLook, q url.Values) error {
	scale, err := oneOf(q, "scale", scales)
	if err != nil {
		return err
	}
	l.Scale = int(scale[0] - '0')
	side := func(name string, otherwise int) (int, error) {
		s, err := one(q, name)
		if err != nil || s == "" {
			return otherwise, err
		}
		n, err := strconv.Atoi(s)
		switch {
		case err != nil || n < 1:
			return 0, wrong(name, "%q; write a whole number of pixels, such as %d", short(s), otherwise)
		case n > paint.MaxPicture/l.Scale:
			return 0, wrong(name, "%s is too much; a picture has at most %d pixels each way, which is %d with scale=%d", short(s), paint.MaxPicture, paint.MaxPicture/l.Scale, l.Scale)
		}
		return n, nil
	}
	if l.W, err = side("w", PictureWidth); err != nil {
		return err
	}
	l.H, err = side("h", PictureHeight)
	return err
}

func parseShown(l *PictureLook, q url.Values) error {
	given := map[string]string{}
	for _, name := range []string{"center", "zoom", "view"} {
		s, err := one(q, name)
		if err != nil {
			return err
		}
		given[name] = s
	}
	center, zoom, view := given["center"], given["zoom"], given["view"]
	const right = "write center=longitude,latitude&zoom=6, in degrees"
	switch {
	case view != "" && (center != "" || zoom != ""):
		return wrong("view", "stands beside center or zoom; write one or the other")
	case view != "":
		c, err := numbers("view", view, "write view=longitude,latitude,zoom, in degrees", 540, 90, 24)
		if err != nil {
			return err
		}
		l.Center = &View{Lon: c[0], Lat: c[1], Zoom: c[2]}
	case center == "" && zoom != "":
		return wrong("zoom", "stands without center; %s", right)
	case center != "" && zoom == "":
		return wrong("center", "stands without zoom; %s", right)
	case center != "":
		c, err := numbers("center", center, right, 540, 90)
		if err != nil {
			return err
		}
		z, err := numbers("zoom", zoom, "write a number from 0 to 24", 24)
		if err != nil {
			return err
		}
		l.Center = &View{Lon: c[0], Lat: c[1], Zoom: z[0]}
	}
	if l.Center != nil && l.Center.Zoom < 0 {
		return wrong("zoom", "%g; write a number from 0 to 24", l.Center.Zoom)
	}
	var f Filter
	if err := parseBBox(&f, q); err != nil {
		return err
	}
	if b := f.BBox; b != nil && l.Center == nil {
		l.Bounds = &[4]float64{b.West, b.South, b.East, b.North}
	}
	return nil
}

// numbers reads numbers that a parameter separates by commas; each has a limit
// on either side of zero.
func numbers(name, s, right string, limits ...float64) ([]float64, error) {
	parts := strings.Split(s, ",")
	if len(parts) != len(limits) {
		return nil, wrong(name, "%d numbers; %s", len(parts), right)
	}
	all := make([]float64, len(parts))
	for i, part := range parts {
		n, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil || math.IsNaN(n) || math.Abs(n) > limits[i] {
			return nil, wrong(name, "%q is no such number; %s", short(part), right)
		}
		all[i] = n
	}
	return all, nil
}

func parseStyle(l *PictureLook, q url.Values) error {
	var err error
	if l.Theme, err = oneOf(q, "theme", themes); err != nil {
		return err
	}
	if l.Lang, err = parseLang(q); err != nil {
		return err
	}
	if l.UI, err = oneOf(q, "ui", uis); err != nil {
		return err
	}
	if l.Open, err = one(q, "open"); err != nil {
		return err
	}
	if l.POV, err = one(q, "pov"); err == nil && l.POV != "" {
		_, err = oneOf(q, "pov", povs)
	}
	return err
}

// Picture is a picture of what a filter selects of a map; as on the page,
// refuted and retracted entries are left out unless they are asked for.
func (p *Painter) Picture(m *Map, f Filter, l PictureLook) Painting {
	l.Lang = p.tongue(m, l.Lang)
	if l.POV == "" {
		l.POV = p.basemap.pov
	}
	if _, ok := m.Entry(l.Open); !ok {
		l.Open = "" // not every invented key is a picture of its own
	}
	return Painting{
		Key:    "picture " + m.Name + " " + m.Version + " " + p.basemap.version + " " + l.key() + " " + f.Values().Encode(),
		Pixels: l.W * l.H * l.Scale * l.Scale,
		Paint: func(ctx context.Context) ([]byte, error) {
			// One is painted for many readers, some of whom wait for it on a slow line.
			c, err := p.picture(m, f, l).Paint(ctx)
			return packed(c, err, raster.PNGOptions{Small: true, Few: true})
		},
	}
}

func (l PictureLook) key() string {
	s := fmt.Sprintf("%dx%d@%d %s %s %s %s", l.W, l.H, l.Scale, l.Theme, l.Lang, l.POV, l.UI)
	if l.Center != nil {
		s += fmt.Sprintf(" %g,%g,%g", l.Center.Lon, l.Center.Lat, l.Center.Zoom)
	}
	if l.Bounds != nil {
		s += fmt.Sprint(*l.Bounds)
	}
	return s + " " + l.Open
}

// picture is all that a picture says.
func (p *Painter) picture(m *Map, f Filter, l PictureLook) *paint.Picture {
	shown := f.ForPage()
	theme, _ := paint.ThemeNamed(l.Theme)
	o := &paint.Picture{
		W: l.W, H: l.H, Scale: l.Scale, Theme: theme, Lang: l.Lang, POV: l.POV, UI: paint.UI(l.UI),
		Title: pictureTitle(m.Title.In(l.Lang)), Intro: line(m.Description.In(l.Lang), maxPictureIntro),
		Dates: datesOf(f, l.Lang), Filter: filterWords(f, l.Lang),
		Credits: p.credits(m, l), Scene: p.scene(m, shown, l.Lang), Basemap: p.basemap.painter,
		Bounds: l.Bounds, Open: l.Open,
	}
	if m.AsOf != "" {
		o.Kicker = words.In(l.Lang).Say("page.as_of", "date", dateWords(m.AsOf, l.Lang))
	}
	tally := m.Tally(shown)
	o.Key, o.Headline = keyRows(tally, l.Lang), report.HeadlineShort(tally.Status, l.Lang)
	switch {
	case m.Total() == 0:
		o.Headline = words.In(l.Lang).Say("list.empty")
	case tally.Total() == 0:
		o.Headline = words.In(l.Lang).Say("list.none")
	}
	if n := min(m.each(shown).Len(), MaxDrawn) - o.Scene.Len(); n > 0 {
		o.NotDrawn = words.In(l.Lang).Say("picture.not_drawn", "n", n)
	}
	center := l.Center
	if center == nil && l.Bounds == nil {
		center = m.View
	}
	if center != nil {
		o.Center = &paint.PictureCenter{Lon: center.Lon, Lat: center.Lat, Zoom: center.Zoom}
	}
	p.addTiled(o, m, f)
	return o
}

const (
	maxPictureTitle = 240
	maxPictureIntro = 600
	maxCredit       = 80
)

// longTitle is how many characters of a title stand in a picture without making
// all else small.
const longTitle = 60

// pictureTitle is a title for a picture: of a long one that has two parts, with a
// colon between them, the first.
func pictureTitle(s string) string {
	s = line(s, maxPictureTitle)
	if head, _, ok := strings.Cut(s, ": "); ok && len([]rune(s)) > longTitle && strings.Count(head, " ") >= 2 {
		return head
	}
	return s
}

// keyRows are the statuses that there are, and what has none.
func keyRows(t Tally, lang string) []paint.KeyRow {
	var rows []paint.KeyRow
	for _, s := range report.Statuses() {
		if n := t.Status[s]; n > 0 {
			rows = append(rows, paint.KeyRow{Status: s, Label: s.Words(lang), Count: n})
		}
	}
	if t.Statements > 0 {
		rows = append(rows, paint.KeyRow{Label: report.KindWords(report.Statement, lang), Count: t.Statements})
	}
	if t.Others > 0 && t.Reports+t.Statements > 0 {
		rows = append(rows, paint.KeyRow{Plain: true, Label: words.In(lang).Say("page.without_status"), Count: t.Others})
	}
	return rows
}

// filterWords says what is selected beside dates and places.
func filterWords(f Filter, lang string) string {
	var parts []string
	for _, s := range f.Status {
		if s == NoStatus {
			parts = append(parts, words.In(lang).Say("page.without_status"))
		} else {
			parts = append(parts, report.Status(s).Words(lang))
		}
	}
	for _, k := range f.Kinds {
		parts = append(parts, report.KindWords(k, lang))
	}
	parts = append(parts, f.Sources...)
	for _, s := range f.Stances {
		parts = append(parts, report.Stance(s).Words(lang))
	}
	if f.Q != "" {
		parts = append(parts, words.In(lang).Say("list.quoted", "text", f.Q))
	}
	for i, s := range parts {
		parts[i] = line(s, maxCredit)
	}
	return strings.Join(slices.Compact(parts), " · ")
}

// credits names whose work the picture shows, and whose view of borders. The
// map's own credits stand there if they are short enough to be read.
func (p *Painter) credits(m *Map, l PictureLook) string {
	parts := p.basemap.Credits(l.POV, l.Lang, CreditsPicture)
	for _, c := range m.Credits {
		if s := line(c.Text.In(l.Lang), maxCredit+1); s != "" && len([]rune(s)) <= maxCredit {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts[:min(len(parts), 6)], " · ")
}
