// Package data holds the files that ship inside the program: the default map and
// the basemap. README.md in this folder names source and licence of each file.
package data

import (
	"embed"
	"io"
	"io/fs"
	"strings"
)

// DefaultMapName is the name of the map that is shown when no folder is given.
// As with any map, it is the name of its folder.
const DefaultMapName = "north-korean-troops"

//go:embed north-korean-troops
var defaultMap embed.FS

// DefaultMap is the default map's folder: map.yaml and the layers stand at its root.
func DefaultMap() fs.FS {
	sub, err := fs.Sub(defaultMap, DefaultMapName)
	if err != nil {
		panic(err) // only for an invalid path, and this one is constant
	}
	return sub
}

// basemap is a string so that it stays where the program's file is mapped: its
// pages are read when they are asked for, and none of it is copied.
//
//go:embed basemap.pmtiles
var basemap string

// Basemap is an archive of vector tiles with land, water, borders and names, for
// zooms 0 to 7. Reading from it is safe for concurrent use; its size is Size().
func Basemap() *io.SectionReader {
	return io.NewSectionReader(strings.NewReader(basemap), 0, int64(len(basemap)))
}
