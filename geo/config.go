package geo

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"dateline/geo/report"
	"dateline/geo/tile"

	"github.com/goccy/go-yaml"
)

// configFile is what a folder may say of its map.
const configFile = "map.yaml"

// config is map.yaml.
type config struct {
	Title        wording   `yaml:"title"`
	ShortTitle   wording   `yaml:"short_title"`
	Description  wording   `yaml:"description"`
	ShortSummary wording   `yaml:"summary_short"`
	Background   []wording `yaml:"background"`
	Lang         string    `yaml:"lang"`
	AsOf         string    `yaml:"as_of"`
	View         *struct {
		Lon  *float64 `yaml:"lon"`
		Lat  *float64 `yaml:"lat"`
		Zoom *float64 `yaml:"zoom"`
	} `yaml:"view"`
	Layers []struct {
		Name      string  `yaml:"name"`
		Title     wording `yaml:"title"`
		Cluster   *bool   `yaml:"cluster"`
		As        string  `yaml:"as"`    // see [Part]
		Zooms     []int   `yaml:"zooms"` // see [Part]
		Style     any     `yaml:"style"`
		Draft     any     `yaml:"draft"` // these two as features have them, for all of the layer
		PublishAt any     `yaml:"publish_at"`
	} `yaml:"layers"`
	Credits []struct {
		Text wording `yaml:"text"`
		URL  string  `yaml:"url"`
	} `yaml:"credits"`
	Draft     any `yaml:"draft"` // and for all of the map
	PublishAt any `yaml:"publish_at"`
}

// languageTag is the form of a BCP 47 tag whose language has its short code.
var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)

// wording is a report.Text as YAML has it: a string, or strings by language.
type wording report.Text

func (w *wording) UnmarshalYAML(unmarshal func(any) error) error {
	var plain string
	if unmarshal(&plain) == nil {
		*w = wording{"": plain}
		return nil
	}
	var byTag map[string]string
	if err := unmarshal(&byTag); err != nil {
		return errors.New("a text is a string, or strings by language such as {en: …, uk: …}")
	}
	*w = wording{}
	for tag, s := range byTag {
		(*w)[strings.ToLower(tag)] = s
	}
	return nil
}

func (w wording) text() report.Text { return report.Text(w) }

// parseConfig reads map.yaml. What is wrong in it is told as findings, and the
// rest is kept; only a file that is no YAML is an error.
func parseConfig(data []byte) (*config, []report.Finding, error) {
	c := &config{}
	if len(strings.TrimSpace(string(data))) == 0 {
		return c, nil, nil
	}
	if err := yaml.Unmarshal(data, c); err != nil {
		return nil, nil, yamlError(err)
	}
	var findings []report.Finding
	if err := yaml.UnmarshalWithOptions(data, &config{}, yaml.Strict()); err != nil {
		findings = append(findings, report.Finding{Message: yamlError(err).Error(), Fix: "remove it or mend its spelling"})
	}
	tell := func(field, fix, format string, args ...any) {
		findings = append(findings, report.Finding{Field: field, Message: fmt.Sprintf(format, args...), Fix: fix})
	}
	if c.AsOf != "" {
		if _, err := report.ParseWhen(c.AsOf); err != nil {
			tell("as_of", "write a day such as 2024-10-18", "%s", err)
			c.AsOf = ""
		}
	}
	if c.Lang != "" && !languageTag.MatchString(c.Lang) {
		tell("lang", "write a language tag such as en or uk", "%q is no language tag", short(c.Lang))
		c.Lang = ""
	}
	const right = "write degrees, such as {lon: 130.25, lat: 43.35, zoom: 5.5}"
	switch v := c.View; {
	case v == nil:
	case v.Lon == nil || v.Lat == nil || v.Zoom == nil:
		tell("view", right, "lacks lon, lat or zoom")
		c.View = nil
	case !(*v.Lon >= -540 && *v.Lon <= 540 && *v.Lat >= -85 && *v.Lat <= 85 && *v.Zoom >= 0 && *v.Zoom <= 24):
		tell("view", right, "lon %g, lat %g, zoom %g is not on the map", *v.Lon, *v.Lat, *v.Zoom)
		c.View = nil
	}
	for i, credit := range c.Credits {
		u, err := url.Parse(credit.URL)
		if credit.URL != "" && (err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "") {
			tell(fmt.Sprintf("credits[%d].url", i), "write an address that begins with https://", "%q is no address of the web", short(credit.URL))
			c.Credits[i].URL = ""
		}
	}
	return c, findings, nil
}

// yamlError makes one line of the library's message, which quotes the file
// over several.
func yamlError(err error) error {
	var e yaml.Error
	if errors.As(err, &e) && e.GetToken() != nil {
		at := e.GetToken().Position
		return fmt.Errorf("line %d, column %d: %s", at.Line, at.Column, e.GetMessage())
	}
	first, _, _ := strings.Cut(err.Error(), "\n")
	return errors.New(first)
}

// apply puts the configuration over a map whose layers are loaded.
func (c *config) apply(m *Map) []report.Finding {
	var findings []report.Finding
	m.Title = or(c.Title.text(), m.Title)
	m.ShortTitle = or(c.ShortTitle.text(), m.Title)
	m.Description = c.Description.text()
	m.ShortSummary = or(c.ShortSummary.text(), m.Description)
	for _, b := range c.Background {
		m.Background = append(m.Background, b.text())
	}
	m.Lang = "en"
	if c.Lang != "" {
		m.Lang = c.Lang
	}
	m.AsOf = c.AsOf
	if c.View != nil {
		m.View = &View{*c.View.Lon, *c.View.Lat, *c.View.Zoom}
	}
	for _, credit := range c.Credits {
		m.Credits = append(m.Credits, Credit{credit.Text.text(), credit.URL})
	}
	for _, l := range m.Layers {
		l.Archive = Part{As: l.Name, To: tile.MaxZoom}
	}
	order := map[string]int{}
	for i, l := range c.Layers {
		field := fmt.Sprintf("layers[%d].name", i)
		layer := m.Layer(slug(l.Name)) // the file's name will do as well
		if layer == nil {
			findings = append(findings, report.Finding{Field: field,
				Message: fmt.Sprintf("there is no layer %q", short(l.Name)), Fix: "there are " + names(m)})
			continue
		}
		if _, again := order[layer.Name]; again {
			findings = append(findings, report.Finding{Field: field, Message: fmt.Sprintf("%q stands in the list already", short(l.Name)), Fix: "name each layer once"})
			continue
		}
		order[layer.Name] = i
		layer.Title = or(l.Title.text(), layer.Title)
		if l.Cluster != nil && !*l.Cluster {
			layer.Cluster = false
			layer.Version += "u" // other tiles, so another version
		}
		findings = append(findings, m.setArchive(layer, i, l.As, l.Zooms)...)
		findings = append(findings, layer.setStyle(l.Style, fmt.Sprintf("layers[%d].style", i))...)
	}
	if a, b, zoom, found := clash(m.Layers); found {
		findings = append(findings, m.unbuildable("layers", fmt.Sprintf("%s and %s would both be %q in an archive's tiles of zoom %d", a.Name, b.Name, a.Archive.As, zoom),
			"give them zooms that do not overlap, or other names"))
	}
	last := len(c.Layers)
	slices.SortStableFunc(m.Layers, func(a, b *Layer) int {
		place := func(l *Layer) int {
			if i, ok := order[l.Name]; ok {
				return i
			}
			return last
		}
		return place(a) - place(b)
	})
	return findings
}

// names lists the layers of a map.
func names(m *Map) string {
	all := make([]string, len(m.Layers))
	for i, l := range m.Layers {
		all[i] = l.Name
	}
	if len(all) == 0 {
		return "none"
	}
	return strings.Join(all, ", ")
}

func or(t, otherwise report.Text) report.Text {
	if t.Empty() {
		return otherwise
	}
	return t
}
