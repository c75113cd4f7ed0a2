package server

import (
	"bytes"
	"html/template"
	"io"
	"io/fs"
	"net/url"
	"strings"
	"sync"

	"dateline/geo"
)

// viewOptions is what the templates need from outside.
type viewOptions struct {
	Templates fs.FS                   // the files of web/templates
	Bundle    func(string) string     // address of an entry of the page's files: "page/page.js"
	Href      func(string) string     // address with the base path: "/maps/x"
	Symbols   template.HTML           // web/symbols.svg, to be set into every page with marks
	Base      func() string           // scheme and host for links that leave the page; "" or nil: addresses stay relative
	Ground    ground                  // the basemap
	Layer     func(*geo.Layer) string // name of a layer in addresses; nil: its full name
}

// A ground is what maps are drawn on.
type ground struct {
	tiles string // address of a tile with {z}, {x}, {y} and perhaps {r}; "" without a basemap
	own   bool   // whether this server makes them
}

// views turns maps into HTML. It holds no map; what is costly to learn of one
// is kept until the map changes.
type views struct {
	viewOptions
	templates *template.Template

	mu     sync.Mutex
	facets map[string]*facets // by name of the map
}

func newViews(o viewOptions) (*views, error) {
	v := &views{viewOptions: o, facets: map[string]*facets{}}
	t := template.New("").Funcs(template.FuncMap{
		"bundle":  o.Bundle,
		"href":    o.Href,
		"symbols": func() template.HTML { return o.Symbols },
		"number":  digits,
		"plural":  plural,
		"add":     func(a, b int) int { return a + b },
	})
	t, err := t.ParseFS(o.Templates, "*.html")
	if err != nil {
		return nil, err
	}
	v.templates = t
	return v, nil
}

// render writes a page whole or not at all.
func (v *views) render(w io.Writer, name string, data any) error {
	var b bytes.Buffer
	if err := v.templates.ExecuteTemplate(&b, name, data); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// absolute is an address that can leave the page, as far as the host is known.
func (v *views) absolute(path string) string {
	if v.Base == nil {
		return v.Href(path)
	}
	return strings.TrimSuffix(v.Base(), "/") + v.Href(path)
}

// layerName is a layer's name in addresses, escaped.
func (v *views) layerName(l *geo.Layer) string {
	name := l.FullName
	if v.Layer != nil {
		name = v.Layer(l)
	}
	return url.PathEscape(name)
}

// address joins a path and its parameters.
func address(path string, q url.Values) string {
	if len(q) == 0 {
		return path
	}
	// Commas and slashes need no escaping in a query, and read better without.
	return path + "?" + strings.NewReplacer("%2C", ",", "%2F", "/", "%3A", ":").Replace(q.Encode())
}
