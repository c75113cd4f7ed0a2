package server

import (
	"bytes"
	"encoding/json"
	"html/template"
	"io"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"sync"

	"dateline/geo"
	"dateline/geo/words"
)

// viewOptions is what the templates need from outside.
type viewOptions struct {
	Templates fs.FS                   // the files of web/templates
	Asset     func(string) string     // address of a file of web/, or made for it: "words/en.js"
	Bundle    func(string) string     // address of an entry of the page's files: "page/page.js"
	Href      func(string) string     // address with the base path: "/maps/x"
	Symbols   template.HTML           // web/symbols.svg, to be set into every page with marks
	Style     template.CSS            // embedStyle, to be set into every embed
	Base      func() string           // scheme and host for links that leave the page; "" or nil: addresses stay relative
	Ground    func(*geo.Map) ground   // what a map is drawn on
	Layer     func(*geo.Layer) string // name of a layer in addresses; nil: its full name
}

// A ground is what a map is drawn on.
type ground struct {
	Tiles string // address of a tile with {z}, {x}, {y} and perhaps {r}; "" without a basemap
	// Version and Names are the versions of our own tiles: of those without
	// names, and of those with names that keep clear of the map's entries. They
	// are empty where tiles come as they are.
	Version, Names string
	// Credits says in a language whose work and whose borders these are.
	Credits func(lang string, length geo.CreditsLength) []string
}

// credits is the line of credits on a map, which is drawn by Leaflet.
func (g ground) credits(lang string, length geo.CreditsLength) string {
	var parts []string
	if g.Credits != nil {
		parts = g.Credits(lang, length)
	}
	if length == geo.CreditsPage {
		parts = append(parts, "Leaflet")
	}
	return strings.Join(parts, " · ")
}

// views turns maps into HTML. It holds no map; what is costly to learn of one
// is kept until the map changes.
type views struct {
	viewOptions
	templates map[*words.Language]*template.Template

	rows rowCache

	mu     sync.Mutex
	facets map[string]*facets // by name of the map
}

func newViews(o viewOptions) (*views, error) {
	v := &views{viewOptions: o, facets: map[string]*facets{}, templates: map[*words.Language]*template.Template{}}
	for _, l := range words.Languages() {
		t := template.New("").Funcs(template.FuncMap{
			"asset":       o.Asset,
			"bundle":      o.Bundle,
			"href":        o.Href,
			"symbols":     func() template.HTML { return o.Symbols },
			"style":       func() template.CSS { return o.Style },
			"number":      func(n int) string { return l.Number(float64(n)) },
			"say":         l.Say,
			"lang":        func() template.HTMLAttr { return htmlAttr(l) },
			"scriptWords": func() string { return scriptWords(l) },
		})
		t, err := t.ParseFS(o.Templates, "*.html")
		if err != nil {
			return nil, err
		}
		v.templates[l] = t
	}
	return v, nil
}

// scriptWords is the name of the file that holds what the scripts say in a
// language.
func scriptWords(l *words.Language) string { return "words/" + l.Tag() + ".js" }

// wordFiles are these files: a module for each language.
func wordFiles() (map[string][]byte, error) {
	all := map[string][]byte{}
	for _, l := range words.Languages() {
		texts, err := json.Marshal(l.Texts("map.", "app."))
		if err != nil {
			return nil, err
		}
		all[scriptWords(l)] = slices.Concat([]byte("export default "), texts, []byte("\n"))
	}
	return all, nil
}

// htmlAttr is the language and direction of a whole page.
func htmlAttr(l *words.Language) template.HTMLAttr {
	if l.RightToLeft() {
		return template.HTMLAttr(`lang="` + l.Tag() + `" dir="rtl"`)
	}
	return template.HTMLAttr(`lang="` + l.Tag() + `"`)
}

// render writes a page whole or not at all.
func (v *views) render(w io.Writer, l *words.Language, name string, data any) error {
	var b bytes.Buffer
	if err := v.templates[l].ExecuteTemplate(&b, name, data); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// A languageLink leads to the same page in another language.
type languageLink struct {
	Href, Tag, Name string
	Current         bool
}

// A languageMenu names the page's language and leads to the others.
type languageMenu struct {
	Name  string
	Links []languageLink
}

func newLanguageMenu(current *words.Language, href func(tag string) string) languageMenu {
	o := languageMenu{Name: current.Name()}
	for _, l := range words.Languages() {
		o.Links = append(o.Links, languageLink{href(l.Tag()), l.Tag(), l.Name(), l == current})
	}
	return o
}

// canonical is the one address of what is also at others; "" where the host is
// not known, since a relative one says nothing.
func (v *views) canonical(path string) string {
	if v.Base == nil || v.Base() == "" {
		return ""
	}
	return v.absolute(path)
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
	return path + "?" + plainSlashes.Replace(q.Encode())
}

// Commas, slashes and colons need no escaping in a query, and read better without.
var plainSlashes = strings.NewReplacer("%2C", ",", "%2F", "/", "%3A", ":")
