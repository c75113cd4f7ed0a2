package server

import (
	"net/http"
	"strconv"
	"strings"

	"dateline/geo"
)

// A cardView is what a page says to those who show a link to it: the properties
// of the Open Graph protocol (https://ogp.me), which X's cards take as well.
type cardView struct {
	URL, Title, Description string
	Locale                  string // language_TERRITORY; "" if the territory is not known
	Image, Alt              string
	Width, Height           string
}

// abroad is what the card of a page needs to be read elsewhere: scheme and host
// of the server, and the version of the map's pictures. Without them its
// addresses stay relative.
type abroad struct{ origin, version string }

// card describes the very view that is shown: its picture has the same filter,
// language, theme and place. page is the path of the map's page.
func (s *shown) card(page string) *cardView {
	q := s.query.values()
	for name, values := range s.given.Values() {
		q[name] = values
	}
	c := &cardView{
		URL:   address(s.abroad.origin+s.v.Href(page), q),
		Title: s.in(s.m.Title, maxTitle).Text, Description: cut(s.m.Description.In(s.wanted), 300),
		Locale: locale(s.wanted), Alt: s.m.Alt(s.given, s.wanted),
		Width: strconv.Itoa(geo.PictureWidth), Height: strconv.Itoa(geo.PictureHeight),
	}
	if s.abroad.version != "" {
		q.Set(versionParameter, s.abroad.version)
	}
	if s.query.open != "" {
		q.Set("open", s.query.open)
	}
	c.Image = address(s.abroad.origin+s.v.Href(page+".png"), q)
	return c
}

// territories are those that the languages of the interface are known by, where
// a tag names none.
var territories = map[string]string{"en": "US", "uk": "UA", "ru": "RU", "ko": "KR", "ar": "AR"}

// locale is a language tag as Open Graph has it.
func locale(tag string) string {
	parts := strings.Split(tag, "-")
	language := strings.ToLower(parts[0])
	for _, p := range parts[1:] {
		if len(p) == 2 {
			return language + "_" + strings.ToUpper(p)
		}
	}
	if t := territories[language]; t != "" {
		return language + "_" + t
	}
	return ""
}

// abroad is that of a map's page. Cards need whole addresses; without a base URL
// the host is the one that the client asked.
func (s *server) abroad(r *http.Request, m *geo.Map) abroad {
	a := abroad{version: s.pictureVersion(m)}
	if host, err := s.outside(r); err == nil {
		a.origin = host
	}
	return a
}
