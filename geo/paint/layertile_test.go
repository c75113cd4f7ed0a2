package paint

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"dateline/geo/layer"
	"dateline/geo/raster"
	"dateline/geo/report"
	"dateline/geo/tile"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// home is the tile whose pixels places are given in.
var home = tile.Address{Z: 11, X: 1765, Y: 750}

// degreesAt is a place in px of the home tile of 256 px.
func degreesAt(x, y float64) [2]float64 {
	side := math.Ldexp(1, -int(home.Z))
	lon, lat := Unproject((float64(home.X)+x/256)*side, (float64(home.Y)+y/256)*side)
	return [2]float64{lon, lat}
}

// A drawnFeature is a feature in px of the home tile: a point, a line, or a
// closed ring.
type drawnFeature struct {
	at         [][2]float64
	ring       bool
	properties map[string]any
}

func said(status string) map[string]any {
	return map[string]any{
		"status": status, "status_note": "as a test has it",
		"sources": []map[string]any{{"name": "A", "stance": "claims", "url": "https://example.org/", "date": "2024-10-18"}},
	}
}

func layerOf(t testing.TB, features ...drawnFeature) *layer.Layer {
	t.Helper()
	var list []any
	for _, f := range features {
		var coords [][2]float64
		for _, q := range f.at {
			coords = append(coords, degreesAt(q[0], q[1]))
		}
		g := map[string]any{"type": "LineString", "coordinates": coords}
		switch {
		case f.ring:
			g = map[string]any{"type": "Polygon", "coordinates": [][][2]float64{append(coords, coords[0])}}
		case len(coords) == 1:
			g = map[string]any{"type": "Point", "coordinates": coords[0]}
		}
		list = append(list, map[string]any{"type": "Feature", "geometry": g, "properties": f.properties})
	}
	data, err := json.Marshal(map[string]any{"type": "FeatureCollection", "features": list})
	require.NoError(t, err)
	l, _, err := layer.ParseGeoJSON(data)
	require.NoError(t, err)
	require.Equal(t, len(features), l.Len())
	return l
}

// tiled cuts and draws a tile.
func tiled(t testing.TB, l *layer.Layer, s *LayerStyle, a tile.Address, cluster bool, o TileOptions) *raster.Canvas {
	t.Helper()
	var cut tile.Tile
	tile.Cut(&cut, l, a, tile.Options{
		Cluster: cluster, Buffer: LayerBuffer,
		Status: l.Points().Classes(tile.StatusSlots, func(row uint32) uint8 { return tile.StatusSlot(l.Status(row)) }),
	})
	o, err := o.Checked()
	require.NoError(t, err)
	c := raster.New(o.Pixels(), o.Pixels())
	require.NoError(t, LayerTile(c, &cut, l, s, o))
	return c
}

// every has each status as point, line and area.
func every() (all []drawnFeature) {
	for i, s := range report.Statuses() {
		y := 20 + 34*float64(i)
		all = append(all,
			drawnFeature{at: [][2]float64{{20, y}}, properties: said(string(s))},
			drawnFeature{at: [][2]float64{{45, y + 4}, {100, y - 6}, {160, y + 2}}, properties: said(string(s))},
			drawnFeature{at: [][2]float64{{180, y - 13}, {236, y - 13}, {236, y + 13}, {186, y + 13}}, ring: true, properties: said(string(s))},
		)
	}
	return all
}

func TestLayerTileLooksAsItDid(t *testing.T) {
	l := layerOf(t, every()...)
	plain := func(at ...[2]float64) drawnFeature {
		return drawnFeature{at: at, ring: len(at) > 2, properties: map[string]any{"magnitude": at[0][0] / 30, "kind": "flood"}}
	}
	others := layerOf(t, plain([2]float64{30, 30}), plain([2]float64{90, 30}), plain([2]float64{150, 30}), plain([2]float64{210, 30}),
		plain([2]float64{20, 80}, [2]float64{230, 60}), plain([2]float64{30, 120}, [2]float64{120, 100}, [2]float64{220, 130}, [2]float64{60, 220}))
	style, findings := ParseLayerStyle(map[string]any{
		"color":  map[string]any{"property": "kind", "values": map[string]any{"flood": "#0b4f9e"}},
		"radius": map[string]any{"property": "magnitude", "stops": []any{[]any{1, 3}, []any{7.0, uint64(12)}}},
		"width":  3, "dash": []any{8, 4}, "fill_opacity": 0.4, "opacity": 0.8,
	})
	require.Empty(t, findings)
	for _, theme := range []*Theme{&Light, &Dark} {
		for name, c := range map[string]*raster.Canvas{
			"status": tiled(t, l, nil, home, false, TileOptions{Theme: theme}),
			"plain":  tiled(t, others, nil, home, false, TileOptions{Theme: theme}),
			"styled": tiled(t, others, style, home, false, TileOptions{Theme: theme}),
		} {
			ground := raster.New(c.W, c.H)
			ground.Clear(theme.Land)
			ground.Over(c, 0, 0)
			golden(t, ground, "layertile-"+name+"-"+theme.Name)
		}
	}
}

// quad draws the four tiles of the next zoom side by side.
func quad(t testing.TB, l *layer.Layer, s *LayerStyle, a tile.Address) *raster.Canvas {
	c := raster.New(512, 512)
	for i := range uint32(4) {
		x, y := i&1, i>>1
		part := tiled(t, l, s, tile.Address{Z: a.Z + 1, X: 2*a.X + x, Y: 2*a.Y + y}, false, TileOptions{})
		c.Over(part, 256*int(x), 256*int(y))
	}
	return c
}

// far counts pixels that differ clearly.
func far(a, b *raster.Canvas) (n int) {
	for i := range a.Pix {
		if d := int(a.Pix[i]) - int(b.Pix[i]); d > 40 || d < -40 {
			n++
		}
	}
	return n
}

// A tile of 512 px shows what four of the next zoom do: symbols, lines and
// areas that lie across their edges join.
func TestLayerTilesJoin(t *testing.T) {
	point := func(x, y float64, status string) drawnFeature {
		// A quarter off a whole pixel of the next zoom, so that both round alike.
		return drawnFeature{at: [][2]float64{{x + 0.125, y + 0.125}}, properties: said(status)}
	}
	for name, l := range map[string]*layer.Layer{
		"symbols": layerOf(t, point(128, 60, "claimed"), point(125, 90, "denied"), point(131, 30, "confirmed"), point(128, 128, "retracted"),
			point(60, 127, "corroborated"), point(90, 133, "unconfirmed"), point(200, 122, "refuted")),
		"solid lines": layerOf(t,
			drawnFeature{at: [][2]float64{{10, 20}, {128, 128}, {240, 90}}, properties: said("confirmed")},
			drawnFeature{at: [][2]float64{{10, 127.5}, {250, 128.2}}, properties: said("corroborated")}),
		"areas": layerOf(t, drawnFeature{at: [][2]float64{{40, 30}, {220, 60}, {200, 210}, {90, 180}}, ring: true, properties: said("confirmed")}),
		"plain": layerOf(t, drawnFeature{at: [][2]float64{{40, 30}, {220, 60}, {200, 210}, {90, 180}}, ring: true},
			drawnFeature{at: [][2]float64{{128.125, 128.125}}}),
		"crossed out": layerOf(t, drawnFeature{at: [][2]float64{{8, 128.1}, {248, 128.1}}, properties: said("refuted")}),
	} {
		whole := tiled(t, l, nil, home, false, TileOptions{Size: 512})
		parts := quad(t, l, nil, home)
		ink := 0
		for i := 3; i < len(whole.Pix); i += 4 {
			if whole.Pix[i] > 0 {
				ink++
			}
		}
		require.Greater(t, ink, 200, name)
		most := 0
		if name == "crossed out" {
			most = ink // its dashes are fitted to each tile; that of the middle is below
			for y := 250; y < 262; y++ {
				for x := 252; x < 260; x++ {
					assert.InDelta(t, int(whole.At(x, y).A), int(parts.At(x, y).A), 60, "%d,%d", x, y)
				}
			}
		}
		assert.LessOrEqual(t, far(whole, parts), most, name)
	}
}

// Where a dashed line crosses an edge there is ink on both sides, as wide as
// the line; so for a ring.
func TestDashesMeetAtEdges(t *testing.T) {
	for _, one := range []struct {
		name string
		f    drawnFeature
		want float64 // ink across the line, of the solid line in the middle of a dash
	}{
		{"claimed", drawnFeature{at: [][2]float64{{5, 40}, {250, 90}}, properties: said("claimed")}, 0.8},
		{"denied", drawnFeature{at: [][2]float64{{5, 90}, {250, 40}}, properties: said("denied")}, 0.8},
		{"unconfirmed", drawnFeature{at: [][2]float64{{5, 60}, {250, 61}}, properties: said("unconfirmed")}, 0.8},
		{"claimed area", drawnFeature{at: [][2]float64{{5, 40}, {250, 50}, {128, 200}}, ring: true, properties: said("claimed")}, 0.8},
	} {
		l := layerOf(t, one.f)
		parts := quad(t, l, nil, home)
		strongest := func(x int) (most int) {
			for y := range 250 {
				p := parts.At(x, y)
				if p.A > 0 && int(p.B) < 160 {
					most = max(most, 255-int(p.B))
				}
			}
			return most
		}
		a, b := strongest(255), strongest(256)
		assert.Greater(t, a, 150, one.name)
		assert.Greater(t, b, 150, one.name)
	}
}

func TestClustersShowTheirStatuses(t *testing.T) {
	var all []drawnFeature
	r := rand.New(rand.NewPCG(5, 6))
	statuses := report.Statuses()
	for i := range 60 {
		all = append(all, drawnFeature{
			at:         [][2]float64{{70 + 50*r.Float64(), 70 + 50*r.Float64()}},
			properties: said(string(statuses[i%4])),
		})
	}
	c := tiled(t, layerOf(t, all...), nil, home, true, TileOptions{})
	golden(t, c, "layertile-cluster")
	// Without statuses the ring has the style's colour.
	for i := range all {
		all[i].properties = nil
	}
	s, findings := ParseLayerStyle(map[string]any{"color": "#ff0000"})
	require.Empty(t, findings)
	c = tiled(t, layerOf(t, all...), s, home, true, TileOptions{})
	red := 0
	for y := range 256 {
		for x := range 256 {
			if p := c.At(x, y); p.R > 200 && p.G < 60 && p.A > 200 {
				red++
			}
		}
	}
	assert.Greater(t, red, 100)
}

func TestVaguePlacesAreDiscs(t *testing.T) {
	with := func(radius float64) map[string]any {
		p := said("claimed")
		p["place"] = map[string]any{"name": "Somewhere", "precision": "region", "radius_m": radius}
		return p
	}
	// At 43° north a pixel of zoom 11 is some 56 m.
	for radius, px := range map[float64]float64{1: 9, 1400: 25, 50000: 34} {
		c := tiled(t, layerOf(t, drawnFeature{at: [][2]float64{{128, 128}}, properties: with(radius)}), nil, home, false, TileOptions{})
		edge := 0
		for x := 128; x < 256; x++ {
			if c.At(x, 128).A > 0 {
				edge = x - 128
			}
		}
		assert.InDelta(t, px+1.5, edge, 2.6, "radius %v m", radius)
		assert.Less(t, c.At(120, 128).A, uint8(200), "no mark in the middle")
	}
}

func TestLayerTileSizes(t *testing.T) {
	l := layerOf(t, every()...)
	var cut tile.Tile
	tile.Cut(&cut, l, home, tile.Options{Buffer: LayerBuffer})
	for _, o := range []TileOptions{{Size: 512}, {Scale: 2}, {Size: 512, Scale: 3}, {Scale: 2, Half: true}} {
		c := tiled(t, l, nil, home, false, o)
		ink := 0
		for i := 3; i < len(c.Pix); i += 4 {
			if c.Pix[i] > 0 {
				ink++
			}
		}
		share := float64(ink) / float64(c.W*c.H)
		assert.Greater(t, share, 0.05, "%+v", o)
		assert.Less(t, share, 0.7, "%+v", o)
	}
	require.ErrorIs(t, LayerTile(raster.New(100, 100), &cut, l, nil, TileOptions{}), ErrOptions)
	require.ErrorIs(t, LayerTile(raster.New(100, 100), &cut, l, nil, TileOptions{Scale: 9}), ErrOptions)
	// A tile without features stays as it is.
	assert.Equal(t, raster.New(256, 256).Pix, tiled(t, l, nil, tile.Address{Z: 11, X: 3, Y: 3}, true, TileOptions{}).Pix)
}

func scatter(t testing.TB, n int) *layer.Layer {
	r := rand.New(rand.NewPCG(7, 8))
	all := make([]drawnFeature, n)
	statuses := report.Statuses()
	for i := range all {
		all[i] = drawnFeature{at: [][2]float64{{256 * r.Float64(), 256 * r.Float64()}}, properties: said(string(statuses[i%len(statuses)]))}
		if i%2 == 0 {
			all[i].properties = map[string]any{"magnitude": float64(i%80) / 10}
		}
	}
	return layerOf(t, all...)
}

func BenchmarkLayerTile(b *testing.B) {
	style, _ := ParseLayerStyle(map[string]any{"radius": map[string]any{"property": "magnitude", "stops": []any{[]any{0, 2}, []any{8, 9}}}})
	r := rand.New(rand.NewPCG(9, 9))
	var shapes []drawnFeature
	for i := range 300 {
		x, y := 256*r.Float64(), 256*r.Float64()
		f := drawnFeature{ring: i%2 == 0, properties: map[string]any{"kind": fmt.Sprint(i % 5)}}
		for k := range 24 {
			s, c := math.Sincos(float64(k) * math.Pi / 12)
			f.at = append(f.at, [2]float64{x + 12*c, y + 12*s})
		}
		shapes = append(shapes, f)
	}
	for _, one := range []struct {
		name    string
		l       *layer.Layer
		s       *LayerStyle
		cluster bool
	}{
		{"points-3000", scatter(b, 3000), nil, false},
		{"points-3000-styled", scatter(b, 3000), style, false},
		{"clusters", scatter(b, 3000), nil, true},
		{"shapes-300", layerOf(b, shapes...), nil, false},
	} {
		b.Run(one.name, func(b *testing.B) {
			var cut tile.Tile
			tile.Cut(&cut, one.l, home, tile.Options{Cluster: one.cluster, Buffer: LayerBuffer})
			o, _ := TileOptions{Scale: 2}.Checked()
			c := raster.New(512, 512)
			b.ReportAllocs()
			for b.Loop() {
				clear(c.Pix)
				if err := LayerTile(c, &cut, one.l, one.s, o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
