package geo

import (
	"dateline/geo/paint"
	"dateline/geo/tile"
)

// cutting is how the layer is cut to be painted.
func (l *Layer) cutting(f Filter) tile.Options {
	return tile.Options{Keep: l.Data.Keep(f.Filter), Cluster: l.Cluster, Status: l.tiler().classes, Buffer: paint.LayerBuffer}
}
