// Package tile cuts layers into map tiles: an address and a layer give the
// features of that tile in the tile's own coordinates.
//
// What [Cut] holds to:
//
//   - Every polygon is valid by the rules of the OGC, however wild its source:
//     rings are simple, holes lie inside, interiors are connected and do not
//     overlap. Exterior rings run clockwise on the screen, as vector tiles
//     want it.
//   - No coordinate lies outside the tile and its buffer.
//   - Tiles agree: what two of them show of one place is the same.
//   - Nothing vanishes in silence: points too dense for a zoom become clusters
//     whose counts add up, shapes below a pixel become a pixel, and [Stats]
//     counts the rest.
//   - The same layer and address give the same tile.
package tile

import (
	"dateline/geo/layer"
	"dateline/geo/report"
)

const (
	// Extent is the side of a tile in tile units.
	Extent = 1 << extentBits
	// Buffer is how far a tile reaches beyond its edges if not told
	// otherwise, in tile units.
	Buffer = 64
	// Pixel is the side of a pixel of a picture 256 pixels wide, in tile units.
	Pixel = 1 << pixelBits

	extentBits = 12
	pixelBits  = 4
)

// A Coord is a place in tile units: the origin is the tile's northwestern
// corner, x runs to the east, y to the south. Both lie in -Buffer … Extent+Buffer.
type Coord struct{ X, Y int32 }

// GeomType is the type of a feature's geometry, numbered as in vector tiles.
type GeomType uint8

const (
	Point   GeomType = 1
	Line    GeomType = 2
	Polygon GeomType = 3
)

// A Feature is what a tile shows of one feature of a layer, or a cluster.
//
// A point has one part with one or more coordinates. Each part of a line has
// two or more, no two in a row alike. Each part of a polygon is a ring that
// does not repeat its first coordinate: an exterior ring, its holes, the next
// exterior ring, and so on. By the surveyor's formula in tile coordinates the
// area of exterior rings is positive and that of holes negative.
//
// A row has more than one feature if its geometry mixes types, or if the tile
// shows a point on both sides of the antimeridian.
type Feature struct {
	Row     uint32 // row of the layer; of a cluster, that of its first point
	Cluster int32  // index into Tile.Clusters, or -1
	First   uint32 // index into Tile.Ends of its first part
	Parts   uint32 // number of its parts
	Type    GeomType
}

// A Tile is a layer cut to a tile. Features are in the order of rows.
type Tile struct {
	Address
	Extent, Buffer int32 // in tile units
	Features       []Feature
	Coords         []Coord
	Ends           []uint32 // end of each part in Coords, where the next one starts
	Clusters       []Cluster
	Stats          Stats
}

// Part returns the coordinates of a part by its index in Ends.
func (t *Tile) Part(i uint32) []Coord {
	first := uint32(0)
	if i > 0 {
		first = t.Ends[i-1]
	}
	return t.Coords[first:t.Ends[i]]
}

// StatusSlots is the number of slots of Cluster.ByStatus.
const StatusSlots = 8

// A Cluster stands for several points. See [Options] for how they come about.
type Cluster struct {
	ID       uint64              // stable for a layer; below 2^53
	Count    uint32              // number of points
	ByStatus [StatusSlots]uint32 // number of points by slot, see [StatusSlot]
	Coord    Coord               // mean of the points, rounded
	Opens    uint8               // the zoom from which its points are no longer one cluster
}

// StatusSlot is the slot in which points with a status are counted: 1 and on
// in the order of [report.Statuses], 0 for points without one.
func StatusSlot(s report.Status) uint8 {
	for i, other := range statuses {
		if s == other {
			return uint8(i + 1)
		}
	}
	return 0
}

var statuses = report.Statuses()

// Options say how a tile is cut. The zero value shows every feature.
type Options struct {
	// Keep chooses rows; nil keeps all.
	Keep func(row uint32) bool

	// Cluster gathers points that are too dense for the zoom. The world is
	// divided into cells of 64 pixels (256-pixel tiles), 16 to a tile. A cell
	// with more than 8 points shows one cluster in their place, at their mean.
	// A cell decides for itself, so that it looks the same from every tile that
	// sees it, and its quarters at the next zoom hold no more than it does, so
	// that what is shown once stays. Zooms above 16 have no clusters.
	//
	// As for points, the tile a cluster belongs to is that whose [0, Extent)
	// holds its coordinates. Over all tiles of a zoom, the counts of clusters and
	// the single points that belong to the tile add up to the number of points.
	Cluster bool

	// Status counts the points of clusters by slot; nil leaves ByStatus zero.
	Status *layer.Classes

	// Buffer is how far the tile reaches beyond its edges, in tile units up to
	// Extent: 0 stands for the constant Buffer, less for none.
	Buffer int32
}

// Stats tell what a tile does not show as it is. What lies in the buffer is
// only counted in the neighbouring tile.
type Stats struct {
	Features  int // features of the tile, those in the buffer included
	Clustered int // points that clusters stand for
	Pixels    int // polygons and lines below a pixel that are shown as one
	Merged    int // polygons and lines below a pixel where one is shown already
	Dropped   int // features without area or length at this zoom, though a vertex of them lies in the tile
}

// A Source is what a layer gives to be cut.
type Source interface {
	Points() *layer.Points
	Shapes() *layer.Shapes
}
