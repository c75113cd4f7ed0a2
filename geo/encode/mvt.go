package encode

import (
	"encoding/binary"
	"slices"

	"dateline/geo/tile"
)

// The fields of the format's messages as they are written: the number of the
// field times 8, plus 0 for a number or 2 for content of some length.
const (
	tileLayer = 3<<3 | 2

	layerName     = 1<<3 | 2
	layerFeatures = 2<<3 | 2
	layerKeys     = 3<<3 | 2
	layerValues   = 4<<3 | 2
	layerExtent   = 5 << 3
	layerVersion  = 15 << 3

	featureID       = 1 << 3
	featureTags     = 2<<3 | 2
	featureType     = 3 << 3
	featureGeometry = 4<<3 | 2

	valueText = 1<<3 | 2
	valueUint = 5 << 3
	valueBool = 7 << 3
)

// MVT appends a tile in the vector tile format to dst: one layer of the
// encoder's name, or nothing if the tile is empty. Tiles of several encoders
// may follow each other in dst if their names differ. But for the growth of
// dst it allocates nothing.
func (e *Encoder) MVT(dst []byte, t *tile.Tile) []byte {
	if len(t.Features) == 0 {
		return dst
	}
	s := pool.Get().(*scratch)
	defer pool.Put(s)
	return s.write(dst, e, t)
}

func (s *scratch) write(dst []byte, e *Encoder, t *tile.Tile) []byte {
	s.fit(e, t)
	s.number(e, t)
	s.startClusters(e, len(t.Clusters))

	b, layer := begin(dst, tileLayer, e.guess(s, t))
	b = append(b, layerVersion, 2)
	b = appendField(b, layerName, e.name)
	b = s.appendFeatures(b, e, t)
	b = s.appendKeys(b, e)
	b = s.appendValues(b, e)
	b = append(b, layerExtent)
	b = binary.AppendUvarint(b, uint64(t.Extent))
	s.base += uint32(len(s.codes))
	return layer.end(b)
}

// guess is roughly the length of the tile in bytes.
func (e *Encoder) guess(s *scratch, t *tile.Tile) int {
	return len(t.Features)*(14+3*len(s.present)) + 3*len(t.Coords) + 12*len(s.codes)
}

// appendFeatures appends the features of the tile.
func (s *scratch) appendFeatures(b []byte, e *Encoder, t *tile.Tile) []byte {
	columns, short := s.present, s.short()
	room := 64 + maxPair*(len(columns)+len(props))
	n := len(b)
	b = b[:cap(b)]
	for i := range t.Features {
		f := &t.Features[i]
		from, to := path(t, f)
		if need := room + maxGeometry(to-from, f.Parts); len(b)-n < need {
			b = slices.Grow(b[:n], need)
			b = b[:cap(b)]
		}
		b[n] = layerFeatures
		start := n + 2
		n = start

		id, hasID := uint64(0), true
		if f.Cluster >= 0 {
			id = t.Clusters[f.Cluster].ID
		} else {
			id, hasID = e.layer.MVTID(f.Row)
		}
		if hasID {
			b[n] = featureID
			n += 1 + binary.PutUvarint(b[n+1:], id)
		}

		tags := n + 2
		end := tags
		if f.Cluster >= 0 {
			end = s.putCluster(b, end, e, &t.Clusters[f.Cluster])
		} else if short {
			end = putShortTags(b, end, columns, i)
		} else {
			end = putTags(b, end, columns, i)
		}
		if end > tags {
			b[n] = featureTags
			n = putLength(b, tags, end, 1)
		}

		b[n], b[n+1], b[n+2] = featureType, byte(f.Type), featureGeometry
		if to-from == 1 { // a point, as most features are
			b[n+4] = moveTo | 1<<3
			end = putStep(b, putStep(b, n+5, t.Coords[from].X), t.Coords[from].Y)
			b[n+3] = byte(end - n - 4)
			n = end
		} else {
			width := uvarintLen(3 * uint64(to-from))
			geometry := n + 3 + width
			n = putLength(b, geometry, putGeometry(b, geometry, t, f), width)
		}
		n = putLength(b, start, n, 1)
	}
	return b[:n]
}
