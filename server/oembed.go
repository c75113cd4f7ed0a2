package server

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"dateline/geo"
)

// An oEmbed answer (oembed.com, section 2.3).
type oEmbed struct {
	XMLName         xml.Name `json:"-" xml:"oembed"`
	Type            string   `json:"type" xml:"type"`
	Version         string   `json:"version" xml:"version"`
	Title           string   `json:"title" xml:"title"`
	ProviderName    string   `json:"provider_name" xml:"provider_name"`
	ProviderURL     string   `json:"provider_url" xml:"provider_url"`
	CacheAge        int      `json:"cache_age" xml:"cache_age"`
	HTML            string   `json:"html" xml:"html"`
	Width           int      `json:"width" xml:"width"`
	Height          int      `json:"height" xml:"height"`
	ThumbnailURL    string   `json:"thumbnail_url,omitempty" xml:"thumbnail_url,omitempty"`
	ThumbnailWidth  int      `json:"thumbnail_width,omitempty" xml:"thumbnail_width,omitempty"`
	ThumbnailHeight int      `json:"thumbnail_height,omitempty" xml:"thumbnail_height,omitempty"`
}

const (
	// oEmbedAge is how long the answer may be kept, in seconds. What it leads to
	// is always current.
	oEmbedAge = 3600
	// The picture of a map unless it is to be smaller, and the least that is of use.
	pictureWidth, pictureHeight = 1200, 630
	leastPicture                = 64
)

func (s *server) oembed(w http.ResponseWriter, r *http.Request) error {
	q, err := parameters(r)
	if err != nil {
		return err
	}
	format := q.Get("format")
	switch format {
	case "", "json", "xml":
	default:
		return notImplemented("format: there are json and xml.")
	}
	if q.Get("url") == "" {
		return badRequest("url: write the address of a map's page or embed, percent-encoded.")
	}
	maxWidth, err := most(q, "maxwidth")
	if err != nil {
		return err
	}
	maxHeight, err := most(q, "maxheight")
	if err != nil {
		return err
	}
	host, err := s.outside(r)
	if err != nil {
		return err
	}
	m, state, err := s.ours(r, host, q.Get("url"))
	if err != nil {
		return err
	}
	query := parsePageQuery(state)
	given, err := geo.ParseFilter(joinDates(state))
	if err != nil {
		return badRequest("url: in the address that it holds, " + err.Error())
	}
	shown := &shown{v: s.views, m: m, query: query, given: given, tongue: tongue{wanted: m.Lang, untagged: m.Lang}}
	if query.lang != "" {
		shown.wanted = query.lang
	}
	page := host + s.href("/maps/"+url.PathEscape(m.Name))
	o := oEmbed{
		Type: "rich", Version: "1.0", Title: shown.in(m.Title, maxTitle).Text, CacheAge: oEmbedAge,
		ProviderName: "Dateline", ProviderURL: host + s.href("/"),
		Width: min(embedWidth, maxWidth), Height: min(embedHeight, maxHeight),
	}
	o.HTML = iframe(address(page+"/embed", shown.state()), o.Title, o.Width, o.Height)
	o.thumbnail(page, shown, maxWidth, maxHeight)

	c := content{kind: typeJSON, cache: s.cacheOfHost()}
	if format == "xml" {
		c.kind = "text/xml; charset=utf-8"
		c.body, err = xml.MarshalIndent(o, "", " ")
		c.body = append([]byte(`<?xml version="1.0" encoding="utf-8" standalone="yes"?>`+"\n"), c.body...)
	} else {
		c.body, err = json.MarshalIndent(o, "", "  ")
	}
	if err != nil {
		return err
	}
	c.body = append(c.body, '\n')
	c.etag = tag(string(c.body))
	return send(w, r, c)
}

// most reads how wide or high something may be at most. A limit beyond all
// bounds is none.
func most(q url.Values, name string) (int, error) {
	const any = 1 << 30
	s := q.Get(name)
	if s == "" {
		return any, nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if errors.Is(err, strconv.ErrRange) { // n is the greatest or the least there is
		err = nil
	}
	if err != nil || n < 1 {
		return 0, badRequest(name + ": write a number of pixels from 1 up.")
	}
	return int(min(n, any)), nil
}

// ours returns the map that an address shows, and its parameters, if it is one
// of this server, which is reached at host. Without scheme and host it is.
func (s *server) ours(r *http.Request, host, at string) (*geo.Map, url.Values, error) {
	nothing := notFound("There is no map of this server at the address in url.")
	u, err := url.Parse(at)
	if err != nil || u.User != nil || u.Opaque != "" {
		return nil, nil, nothing
	}
	if u.Scheme != "" || u.Host != "" {
		base, err := url.Parse(host)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || !strings.EqualFold(u.Host, base.Host) && !strings.EqualFold(u.Host, r.Host) {
			return nil, nil, nothing
		}
	}
	path, found := strings.CutPrefix(u.EscapedPath(), s.prefix)
	if !found && u.Host != "" { // what has no host is taken with and without, like requests
		return nil, nil, nothing
	}
	m := s.mapAt(path)
	if m == nil {
		return nil, nil, nothing
	}
	q, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return nil, nil, badRequest("url: the parameters of the address that it holds are not well formed.")
	}
	return m, q, nil
}

// mapAt is the map whose page or embed is at a path, nil if there is none.
func (s *server) mapAt(path string) *geo.Map {
	state := s.Atlas.State()
	if path == "" || path == "/" {
		if len(state.Maps) == 1 {
			return state.Maps[0]
		}
		return nil
	}
	name, found := strings.CutPrefix(path, "/maps/")
	if !found {
		return nil
	}
	name, err := url.PathUnescape(strings.TrimSuffix(name, "/embed"))
	if err != nil {
		return nil
	}
	return state.Map(name)
}

// thumbnail adds the map's picture, of the same state and within the limits.
func (o *oEmbed) thumbnail(page string, s *shown, maxWidth, maxHeight int) {
	scale := min(1, float64(maxWidth)/pictureWidth, float64(maxHeight)/pictureHeight)
	w, h := int(pictureWidth*scale), int(pictureHeight*scale)
	if min(w, h) < leastPicture {
		return
	}
	q := s.given.Values()
	q.Set("w", strconv.Itoa(w))
	q.Set("h", strconv.Itoa(h))
	for name, value := range map[string]string{"lang": s.query.lang, "theme": s.query.theme} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if parts := strings.Split(s.query.view, ","); len(parts) == 3 {
		q.Set("center", fmt.Sprintf("%s,%s", parts[0], parts[1]))
		q.Set("zoom", parts[2])
	}
	o.ThumbnailURL, o.ThumbnailWidth, o.ThumbnailHeight = address(page+".png", q), w, h
}

// oembed is where a program that met this page finds out how to embed it.
func (s *shown) oembed(page string) string {
	return address(s.v.Href("/oembed"), url.Values{"format": {"json"}, "url": {address(s.v.absolute(page), s.state())}})
}
