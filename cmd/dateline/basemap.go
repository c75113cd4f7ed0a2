package main

import (
	"dateline/data"
	"dateline/geo"
)

// basemapFlags say what lies under the maps.
type basemapFlags struct {
	Basemap string `placeholder:"WHICH" help:"What lies under the maps: a PMTiles file of our vector layers or of images, the address of another server's images with {z}/{x}/{y}, or none."`
	POV     string `name:"pov" enum:"un,ne" default:"un" placeholder:"VIEW" help:"Whose view of borders is drawn: un, the United Nations', or ne, Natural Earth's (default un)."`
}

func (f basemapFlags) open() (*geo.Basemap, error) {
	return geo.OpenBasemap(f.Basemap, data.Basemap(), f.POV)
}
