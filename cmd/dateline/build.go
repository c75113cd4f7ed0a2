package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dateline/geo"
)

type buildCommand struct {
	Folder  string `arg:"" optional:"" help:"Folder of .geojson and .csv files; without one it is the map that comes with the program." type:"path"`
	Output  string `short:"o" required:"" placeholder:"FILE" help:"The archive to write, such as map.pmtiles." type:"path"`
	MinZoom int    `default:"0" placeholder:"ZOOM" help:"Least zoom of the tiles (default 0)."`
	MaxZoom int    `default:"${build_zoom}" placeholder:"ZOOM" help:"Greatest zoom of the tiles, up to 24 (default ${build_zoom}, where coordinates are good to ten metres); clients enlarge tiles beyond it. Points are clustered above it, and single at it."`
}

// largeTile is a size from which the reader is told, in bytes.
const largeTile = 1 << 20

func (c *buildCommand) Run(ctx context.Context, s streams) error {
	// A slip must not write over the data that the archive is made of.
	if !strings.EqualFold(filepath.Ext(c.Output), ".pmtiles") {
		return fmt.Errorf("-o %q: archives are PMTiles files; name one that ends in .pmtiles", c.Output)
	}
	m, err := openMap(s.warnings(), c.Folder)
	if err != nil {
		return err
	}
	p := progress{to: s.log, live: isTerminal(s.log)}
	result, err := geo.Build(ctx, m, c.Output, geo.BuildOptions{MinZoom: c.MinZoom, MaxZoom: c.MaxZoom, Progress: p.tell})
	p.end()
	if err != nil {
		return err
	}
	if result.LargestBytes > largeTile {
		fmt.Fprintf(s.log, "The largest tile, %s, takes %s; with a greater --max-zoom tiles are smaller.\n", result.Largest, size(uint64(result.LargestBytes)))
	}
	fmt.Fprintf(s.out, "%s: %s of zooms %d to %d, %s\n", c.Output, count(int(result.Tiles), "tile", "tiles"), result.MinZoom, result.MaxZoom, size(result.Bytes))
	return nil
}

// size is a number of bytes for people.
func size(n uint64) string {
	switch {
	case n < 1<<10:
		return count(int(n), "byte", "bytes")
	case n < 1<<20:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	case n < 1<<30:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	default:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	}
}

// progress tells how far a build has come: in one line that changes on a
// terminal, elsewhere in a line for each zoom.
type progress struct {
	to   io.Writer
	live bool
	open bool // a line is begun
	last time.Time
}

func (p *progress) tell(b geo.BuildProgress) {
	done := b.Looked == b.All
	if now := time.Now(); done || p.live && now.Sub(p.last) > 200*time.Millisecond {
		p.last = now
		before, after := "", "\n"
		if p.live {
			before, after = "\r", "\x1b[K"
		}
		fmt.Fprintf(p.to, "%szoom %d of %d: %d of %d looked at; %s, %s%s", before, b.Zoom, b.MaxZoom, b.Looked, b.All, count(int(b.Tiles), "tile", "tiles"), size(b.Bytes), after)
		p.open = p.live
	}
}

// end ends a line that is begun.
func (p *progress) end() {
	if p.open {
		fmt.Fprintln(p.to)
	}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
