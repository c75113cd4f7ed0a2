package bench

import (
	"testing"

	"dateline/geo/encode"
	"dateline/geo/tile"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// orb writes tiles that the engine's decoder has not been made beside.
func TestDecoderAgreesWithOrb(t *testing.T) {
	read, _ := basemapTiles(t)
	var d encode.Decoded
	compared := 0
	for _, a := range []tile.Address{{}, {Z: 2, X: 3, Y: 1}, {Z: 4, X: 9, Y: 5}, {Z: 4, X: 13, Y: 6}, {Z: 6, X: 55, Y: 23}} {
		own, err := read(a)
		require.NoError(t, err)
		layers, err := mvt.Unmarshal(own)
		require.NoError(t, err)
		again, err := mvt.Marshal(layers)
		require.NoError(t, err)
		for _, data := range [][]byte{own, again} {
			require.NoError(t, encode.DecodeMVT(&d, data, nil))
			require.Len(t, d.Layers, len(layers))
			for i, want := range layers {
				got := &d.Layers[i]
				assert.Equal(t, want.Name, got.Name)
				assert.Equal(t, want.Extent, got.Extent)
				require.Len(t, got.Features, len(want.Features))
				for k, f := range want.Features {
					require.Equal(t, coords(f.Geometry), placesOf(got, &got.Features[k]))
					for name, value := range f.Properties {
						require.Equal(t, value, plain(got.Find(&got.Features[k], name)))
					}
					compared++
				}
			}
		}
	}
	assert.Greater(t, compared, 100)
}

// coords are all coordinates of a geometry, rings open, part after part.
func coords(g orb.Geometry) (all []orb.Point) {
	switch g := g.(type) {
	case orb.Point:
		all = append(all, g)
	case orb.MultiPoint:
		all = append(all, g...)
	case orb.LineString:
		all = append(all, g...)
	case orb.MultiLineString:
		for _, l := range g {
			all = append(all, l...)
		}
	case orb.Polygon:
		for _, r := range g {
			all = append(all, r[:len(r)-1]...)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			all = append(all, coords(p)...)
		}
	}
	return all
}

func plain(v encode.Value) any {
	switch v.Kind {
	case encode.TextValue:
		s, _ := v.Text()
		return s
	case encode.NumberValue:
		n, _ := v.Number()
		return n
	case encode.BoolValue:
		b, _ := v.Bool()
		return b
	}
	return nil
}

func placesOf(l *encode.DecodedLayer, f *encode.DecodedFeature) (all []orb.Point) {
	for i := range l.Parts(f) {
		for _, c := range l.Part(f, i) {
			all = append(all, orb.Point{float64(c.X), float64(c.Y)})
		}
	}
	return all
}
