package server

import (
	"fmt"
	"html/template"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dateline/geo"
	"dateline/geo/report"
)

// A posterView is what the embed shows until its map is wanted: a picture of it.
type posterView struct {
	Style   string // address of the style that the map needs
	Href    string // the page, in the same state
	Alt     string
	Sources []posterSource // the first that suits the frame is shown
	Image   posterSource   // where none does
	Card    *entryView     // of the entry that is open
}

// A posterSource is the picture for frames of a width.
type posterSource struct {
	Media  string
	Src    string
	SrcSet template.Srcset // in one and, as far as it is small, two device px to a CSS px
	W, H   int             // CSS px
}

// Widths of frames, in CSS px, for which there are pictures of their own: marks
// and words are then as large as on the map, and next to nothing is cut off.
// From each width up to the next the picture is that of the first.
// Where all maps are 300 high, each step is one over which a picture still fits.
var posterWidths = []int{
	290, 320, 336, 344, 360, 375, 390, 400, 410, 424, 440, 456, 472, 490, 508, 528, 548, 570, 592, 616, 640,
	700, 760, 830, 900, 960, 1040, 1120, 1200,
}

const (
	// usualPoster is shown where a browser knows nothing of sources.
	usualPoster = embedWidth
	// sharpest is the largest area, in CSS px, of pictures with two device px to a
	// CSS px: they are 80 kB. Larger frames get one of that size, drawn larger.
	sharpest = 370_000
	// Frames narrower than narrowFrame show a map that is at most tallMap times as
	// high as wide, as web/style/embed.css has it; it is so high where that leaves
	// the other parts aroundMap CSS px. Of narrower frames than phoneFrame there is
	// no telling, since the other parts take more there.
	narrowFrame = 508
	phoneFrame  = 344
	tallMap     = 1.2
	aroundMap   = 180
	// frameEdge is how much of a frame's width its edge takes.
	frameEdge = 2
)

// posterHeight is the height of the map in a frame that is as high as it wants
// to be; web/page/height.js says the same.
func posterHeight(width int) int {
	w := float64(width)
	return int(math.Round(min(max(0.457*w, min(300, 0.9*w), 180), 520)))
}

// posted makes a view that of an embed whose map is not open yet.
func (s *shown) posted(page string, o *pageView) {
	o.Poster = s.poster(page)
	if e, ok := s.m.Entry(s.query.open); ok {
		card := s.v.entry(s.m, e, s.tongue)
		o.Poster.Card = &card
	}
	// The map opens where the picture is.
	if view := s.posterViewed(embedWidth); view != "" {
		o.Script.View = view
	}
	if w, err := report.ParseWhen(s.m.AsOf); err == nil {
		o.AsOf = w.Words(s.wanted, false)
	}
}

// poster describes the pictures of the embed. page is the path of the map's page.
func (s *shown) poster(page string) *posterView {
	o := &posterView{Style: s.v.Bundle("style/for-open.css"), Href: address(s.v.Href(page), s.state()), Alt: s.m.Alt(s.given, s.wanted)}
	themes := []string{"dark", ""}
	if s.query.theme != "" {
		themes = []string{s.query.theme}
	}
	for _, theme := range themes {
		prefers := ""
		if s.query.theme == "" && theme == "dark" {
			prefers = "(prefers-color-scheme: dark)"
		}
		add := func(source posterSource, conditions ...string) {
			conditions = slices.DeleteFunc(conditions, func(c string) bool { return c == "" })
			source.Media = strings.Join(conditions, " and ")
			o.Sources = append(o.Sources, source)
		}
		for i, frame := range posterWidths {
			narrower := ""
			if i+1 < len(posterWidths) {
				narrower = fmt.Sprintf("(max-width: %gpx)", float64(posterWidths[i+1])-0.02)
			}
			w := frame - s.edge()
			if tall := int(math.Round(tallMap * float64(w))); phoneFrame <= frame && frame < narrowFrame && s.edge() > 0 {
				add(s.posterOf(page, frame, tall, theme), prefers, narrower, fmt.Sprintf("(min-height: %dpx)", tall+aroundMap))
			}
			add(s.posterOf(page, frame, posterHeight(w), theme), prefers, narrower)
		}
	}
	o.Image = s.posterOf(page, usualPoster, posterHeight(usualPoster-s.edge()), s.query.theme)
	return o
}

// edge is the width of both sides of the frame's edge.
func (s *shown) edge() int {
	if s.query.ui == "none" || s.query.ui == "min" {
		return 0
	}
	return frameEdge
}

// posterOf is the picture for a frame of a width whose map is of a height.
func (s *shown) posterOf(page string, frame, h int, theme string) posterSource {
	w := frame - s.edge()
	at := func(w, h, scale int) string {
		q := s.posterQuery(frame)
		if theme != "" {
			q.Set("theme", theme)
		}
		q.Set("w", strconv.Itoa(w))
		q.Set("h", strconv.Itoa(h))
		if scale > 1 {
			q.Set("scale", strconv.Itoa(scale))
		}
		return address(s.v.Href(page+".png"), q)
	}
	one := at(w, h, 1)
	drawn := min(1, math.Sqrt(float64(sharpest)/float64(w*h)))
	of := func(side int) int { return int(math.Round(float64(side) * drawn)) }
	set := fmt.Sprintf("%s, %s %.4gx", one, at(of(w), of(h), 2), 2*drawn)
	return posterSource{Src: one, SrcSet: template.Srcset(set), W: w, H: h} // addresses of our own, escaped
}

// posterQuery is what all pictures of this state have in common.
func (s *shown) posterQuery(frame int) url.Values {
	q := s.given.Values()
	q.Set("ui", "none")
	if s.query.lang != "" {
		q.Set("lang", s.query.lang)
	}
	if view := s.posterViewed(frame); view != "" {
		q.Set("view", view)
	}
	if s.query.open != "" {
		q.Set("open", s.query.open)
	}
	if s.abroad.version != "" {
		q.Set(versionParameter, s.abroad.version)
	}
	return q
}

// posterViewed is the view asked for, or else that of the open entry in a frame
// of a width; "" is the map's own.
func (s *shown) posterViewed(frame int) string {
	if s.query.view != "" {
		return s.query.view
	}
	if e, ok := s.m.Entry(s.query.open); ok {
		return viewOf(e, frame)
	}
	return ""
}

// The zoom at which one entry is shown: not so near that nothing tells where it
// is, and not so far that it is one of many.
const (
	nearestOpen  = 5.5
	farthestOpen = 2
	// coveredFrame is the widest frame of which the card covers the lower part, as
	// web/style/embed.css has it; then the entry is above the middle by a part of
	// the map's height.
	coveredFrame, aboveMiddle = 560, 0.3
)

// viewOf is where an entry is, as lon,lat,zoom, seen in a frame of a width; "" if
// it has no place.
func viewOf(e geo.Entry, frame int) string {
	g := e.Feature().Geometry()
	if g == nil {
		return ""
	}
	b := g.Bound()
	west, south, east, north := b.Min[0], b.Min[1], b.Max[0], b.Max[1]
	if !(east >= west && north >= south && east-west <= 180) { // also what is NaN
		return ""
	}
	w, h := float64(frame), float64(posterHeight(frame))
	up := 0.0
	if frame <= coveredFrame {
		up = aboveMiddle
	}
	// Half of what the card leaves free holds the entry; lengths are worlds.
	across := max((east-west)/360/w, (mercator(south)-mercator(north))/(h*(1-up)))
	zoom := float64(nearestOpen)
	if across > 0 {
		zoom = min(zoom, math.Log2(0.5/across/256))
	}
	zoom = max(farthestOpen, math.Floor(zoom*2)/2)
	lat := (south + north) / 2
	if up > 0 {
		lat = latitude(mercator(lat) + up*h/256/math.Exp2(zoom))
	}
	round := func(v float64) float64 { return math.Round(v*1e4) / 1e4 }
	return fmt.Sprintf("%g,%g,%g", round((west+east)/2), round(lat), zoom)
}

// mercator is the y of a latitude in degrees on a world from 0 (north) to 1.
func mercator(lat float64) float64 {
	sin := math.Sin(min(max(lat, -85), 85) * math.Pi / 180)
	return 0.5 - math.Log((1+sin)/(1-sin))/(4*math.Pi)
}

// latitude is the latitude in degrees of such a y.
func latitude(y float64) float64 {
	return math.Atan(math.Sinh(math.Pi*(1-2*y))) * 180 / math.Pi
}
