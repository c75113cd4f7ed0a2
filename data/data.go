// Package data holds the files that ship inside the program: the default map
// and the backdrop that is drawn under every map. README.md in this folder
// names source and licence of each file.
package data

import (
	"embed"
	"io/fs"
)

// DefaultMapName is the name of the map that is shown when no folder is given.
// As with any map, it is the name of its folder.
const DefaultMapName = "north-korean-troops"

//go:embed north-korean-troops
var defaultMap embed.FS

//go:embed backdrop.geojson
var backdrop []byte

// DefaultMap is the default map's folder: map.yaml and the layers stand at its root.
func DefaultMap() fs.FS {
	sub, err := fs.Sub(defaultMap, DefaultMapName)
	if err != nil {
		panic(err) // only for an invalid path, and this one is constant
	}
	return sub
}

// Backdrop is land, borders and names as GeoJSON. The caller must not change the bytes.
func Backdrop() []byte { return backdrop }
