package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dateline/geo"
)

type renderCommand struct {
	Folder string `arg:"" optional:"" help:"Folder of .geojson and .csv files; without one it is the map that comes with the program." type:"path"`
	Output string `short:"o" required:"" placeholder:"FILE" help:"The picture to write, such as map.png; - is standard output."`

	Width  int    `default:"${picture_width}" placeholder:"PIXELS" help:"Width in CSS pixels (default ${picture_width})."`
	Height int    `default:"${picture_height}" placeholder:"PIXELS" help:"Height in CSS pixels (default ${picture_height})."`
	Scale  int    `default:"1" placeholder:"N" help:"Device pixels to a CSS pixel: 1, 2 or 3 (default 1). The picture has at most 4096 of them each way."`
	BBox   string `name:"bbox" placeholder:"W,S,E,N" help:"Show this box, in degrees, and only what reaches into it; --bbox=-10,40,5,52 where it begins with a minus."`
	Center string `placeholder:"LON,LAT" help:"Middle of the map in degrees; with --zoom."`
	Zoom   string `placeholder:"ZOOM" help:"Zoom of the map, 0 to 24; with --center."`
	Theme  string `placeholder:"THEME" help:"light, dark or print (default light)."`
	Lang   string `placeholder:"TAG" help:"Language of the words, such as uk; the map's own if not given."`
	UI     string `name:"ui" placeholder:"HOW" help:"full: with title and key beside the map; min: with the key; none: the map alone (default full)."`

	Datetime string   `placeholder:"DATES" help:"Only what may have happened then: a day, month, year, or two of them with / between."`
	Match    string   `placeholder:"HOW" help:"With --datetime: may, or must for only what surely happened then (default may)."`
	Status   []string `placeholder:"STATUS" help:"Only these statuses; none is entries without one. Without it, all but refuted and retracted."`
	Layer    []string `placeholder:"LAYER" help:"Only these layers of the map."`
	Kind     []string `placeholder:"KIND" help:"Only these kinds, such as movement."`
	Source   []string `sep:"none" placeholder:"NAME" help:"Only what this source speaks of; may be repeated."`
	Stance   []string `placeholder:"STANCE" help:"Only what some source takes this stance on, or the one named."`
	Q        string   `name:"q" placeholder:"WORDS" help:"Only what holds all of these words."`

	basemapFlags
}

func (c *renderCommand) Run(ctx context.Context, s streams) error {
	if c.Output != "-" && !strings.EqualFold(filepath.Ext(c.Output), ".png") {
		return fmt.Errorf("-o %q: pictures are PNG files; name one that ends in .png", c.Output)
	}
	if err := c.pairs(); err != nil {
		return err
	}
	q := c.query()
	f, err := geo.ParseFilter(q)
	if err != nil {
		return c.flagError(err)
	}
	look, err := geo.ParsePicture(q)
	if err != nil {
		return c.flagError(err)
	}
	basemap, err := c.open()
	if err != nil {
		return err
	}
	defer basemap.Close()
	log := s.warnings()
	tellPlain(log, basemap)
	m, err := openMap(log, c.Folder)
	if err != nil {
		return err
	}
	for _, name := range c.Layer {
		if !slices.ContainsFunc(m.Layers, func(l *geo.Layer) bool { return name == l.Name || name == l.FullName }) {
			return fmt.Errorf("--layer %q: the map has no such layer; dateline check lists those it has", name)
		}
	}
	if len(m.Unserved) > 0 {
		return fmt.Errorf("the picture would lack %s; dateline check says what is wrong", strings.Join(m.Unserved, ", "))
	}
	picture, err := geo.NewPainter(basemap).Picture(m, f, look).Paint(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return errors.New("stopped before the picture was painted; nothing is written")
		}
		return err
	}
	if c.Output == "-" {
		_, err := s.out.Write(picture)
		return err
	}
	if err := writeWhole(c.Output, picture); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%s: %d × %d pixels, %s\n", c.Output, look.W*look.Scale, look.H*look.Scale, size(uint64(len(picture))))
	return nil
}

// pairs tells of flags that say nothing without another.
func (c *renderCommand) pairs() error {
	for _, p := range []struct{ flag, value, needs, other, example string }{
		{"match", c.Match, "datetime", c.Datetime, "2024-10"},
		{"center", c.Center, "zoom", c.Zoom, "6"},
		{"zoom", c.Zoom, "center", c.Center, "37.8,48"},
	} {
		if p.value != "" && p.other == "" {
			return fmt.Errorf("--%s needs --%s as well, such as --%[2]s %s", p.flag, p.needs, p.example)
		}
	}
	return nil
}

// query is what was asked for as the address of a picture has it, so that both
// take and refuse the same.
func (c *renderCommand) query() url.Values {
	q := url.Values{}
	for name, value := range map[string]string{
		"w": strconv.Itoa(c.Width), "h": strconv.Itoa(c.Height), "scale": strconv.Itoa(c.Scale),
		"bbox": c.BBox, "center": c.Center, "zoom": c.Zoom, "theme": c.Theme, "lang": c.Lang, "ui": c.UI,
		"datetime": c.Datetime, "match": c.Match, "q": c.Q,
	} {
		if value != "" {
			q.Set(name, value)
		}
	}
	for name, values := range map[string][]string{"layer": c.Layer, "status": c.Status, "kind": c.Kind, "source": c.Source, "stance": c.Stance} {
		if len(values) > 0 {
			q[name] = values
		}
	}
	return q
}

// flagError names the flag of a parameter that is wrong.
func (c *renderCommand) flagError(err error) error {
	var wrong *geo.FilterError
	if !errors.As(err, &wrong) {
		return err
	}
	flag := wrong.Parameter
	if long := map[string]string{"w": "width", "h": "height"}[flag]; long != "" {
		flag = long
	}
	return fmt.Errorf("--%s: %s", flag, wrong.Message)
}

// tellPlain says of a basemap that only browsers can show that pictures do
// without.
func tellPlain(log *slog.Logger, b *geo.Basemap) {
	switch b.Kind() {
	case geo.BasemapElsewhere, geo.BasemapImages:
		log.Warn("pictures are painted on plain ground: the basemap is of images, which only pages show")
	}
}

// writeWhole writes a file that appears whole or not at all.
func writeWhole(path string, data []byte) (err error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s is there and is no ordinary file; name another", path)
	}
	dir := filepath.Dir(path)
	// os.CreateTemp would leave a file that only this user may read.
	f, err := os.OpenFile(filepath.Join(dir, fmt.Sprintf(".%s.%d", filepath.Base(path), os.Getpid())), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no folder %s", dir)
	case err != nil:
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close() // may be closed already
			_ = os.Remove(f.Name())
		}
	}()
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
