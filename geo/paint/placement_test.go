package paint

import (
	"math"
	"slices"
	"testing"

	"dateline/geo/raster"
	"dateline/geo/tile"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// worldOf is a basemap of one tile.
func worldOf(t *madeTile) *Basemap {
	data := t.bytes()
	return NewBasemap(func(tile.Address) ([]byte, error) { return data, nil }, 0, 0)
}

type standing struct {
	name string
	spot int8
}

// standingIn are the labels of a tile, most important first.
func standingIn(t *testing.T, m *Basemap, a tile.Address, o TileOptions) (list []standing) {
	o, err := o.Checked()
	require.NoError(t, err)
	placed, err := m.places.within(t.Context(), tileWindow(a, o), o)
	require.NoError(t, err)
	for _, l := range slices.Backward(placed) {
		list = append(list, standing{l.lines[0], l.spot})
	}
	return list
}

// sheet is a tile of 512 px that shows what lies from 1024 to 1536 in a world
// 4096 px wide: a unit of a world of one tile is a CSS px there.
var (
	sheet        = tile.Address{Z: 3, X: 2, Y: 2}
	sheetOptions = TileOptions{Size: 512}
)

func TestPlacesTakeTheFirstFreeSpot(t *testing.T) {
	var made madeTile
	l := made.layer("place")
	town := func(name string, rank, x, y int) {
		l.add(1, map[string]any{"name_en": name, "rank": rank, "pop": 600_000}, [2]int{x, y})
	}
	town("Under", 3, 1196, 1222)
	town("Left", 2, 1180, 1200)
	town("Right", 1, 1200, 1200)
	town("Nowhere", 4, 1190, 1201)
	town("Elsewhere", 5, 1400, 1200)
	assert.Equal(t, []standing{{"Right", 0}, {"Left", 1}, {"Under", 0}, {"Elsewhere", 0}}, standingIn(t, worldOf(&made), sheet, sheetOptions))
}

func TestOrderOfClasses(t *testing.T) {
	var made madeTile
	at := func(layer, name string, properties map[string]any) {
		properties["name_en"], properties["rank"] = name, 1
		made.layer(layer).add(1, properties, [2]int{1280, 1280})
	}
	at("place", "Town", map[string]any{"pop": 9_000_000})
	at("place", "Capital", map[string]any{"capital": true})
	at("sea", "Sea", map[string]any{})
	at("country", "Land", map[string]any{"id": "L"})
	// The country moves away from the capital's mark; nothing is left for the sea.
	assert.Equal(t, []standing{{"LAND", 1}, {"Sea", 2}}, standingIn(t, worldOf(&made), sheet, sheetOptions)[:2])
}

func TestNamesakesKeepApart(t *testing.T) {
	var made madeTile
	l := made.layer("country")
	for i, x := range []int{1050, 1200, 1440, 1500} {
		l.add(1, map[string]any{"name_en": "Land", "id": "L", "rank": 1 + i}, [2]int{x, 1280})
	}
	l.add(1, map[string]any{"name_en": "Other", "id": "O", "rank": 9}, [2]int{1200, 1400})
	m := worldOf(&made)
	o, err := sheetOptions.Checked()
	require.NoError(t, err)
	placed, err := m.places.within(t.Context(), tileWindow(sheet, o), o)
	require.NoError(t, err)
	var at []float64
	for _, l := range placed {
		at = append(at, l.x)
	}
	slices.Sort(at)
	assert.Equal(t, []float64{1050, 1200, 1500}, at, "1200 is another country's, 1440 is 390 px from 1050")
}

func TestLabelsKeepClear(t *testing.T) {
	var made madeTile
	l := made.layer("place")
	lon, lat := Unproject(1280.0/4096, 1280.0/4096)
	l.add(1, map[string]any{"name_en": "Town", "rank": 1}, [2]int{1280, 1280})
	m := worldOf(&made)
	avoid := func(boxes ...Avoid) []standing {
		o := sheetOptions
		for _, a := range boxes {
			a.Lon, a.Lat = lon, lat
			o.Avoid = append(o.Avoid, a)
		}
		return standingIn(t, m, sheet, o)
	}
	assert.Equal(t, []standing{{"Town", 0}}, standingIn(t, m, sheet, sheetOptions))
	assert.Equal(t, []standing{{"Town", 1}}, avoid(Avoid{X0: 10, Y0: -5, X1: 60, Y1: 5}))
	assert.Equal(t, []standing{{"Town", 2}}, avoid(Avoid{X0: 10, Y0: -5, X1: 60}, Avoid{X0: -60, Y0: -5, X1: -10}))
	assert.Equal(t, []standing{{"Town", 3}}, avoid(Avoid{X0: -60, Y0: 5, X1: 60, Y1: 40}))
	assert.Empty(t, avoid(Avoid{X0: -3, Y0: -3, X1: 3, Y1: 3}))
	// Round the world: a box at 180° reaches a place at -180°.
	var rim madeTile
	rim.layer("place").add(1, map[string]any{"name_en": "Rim", "rank": 1}, [2]int{2, 1280})
	o := TileOptions{Size: 512, Avoid: []Avoid{{Lon: 179.9, Lat: lat, X0: 0, Y0: -50, X1: 100, Y1: 50}}}
	assert.Empty(t, standingIn(t, worldOf(&rim), tile.Address{Z: 3, X: 0, Y: 2}, o))
}

func TestLabelsOfThePoleAreNotCut(t *testing.T) {
	var made madeTile
	l := made.layer("place")
	l.add(1, map[string]any{"name_en": "At the edge", "rank": 1}, [2]int{1280, 2})
	l.add(1, map[string]any{"name_en": "Below it", "rank": 2}, [2]int{1280, 40})
	assert.Equal(t, []standing{{"At the edge", 2}, {"Below it", 0}}[1:],
		standingIn(t, worldOf(&made), tile.Address{Z: 3, X: 2}, sheetOptions))
}

func TestLabelsOfAView(t *testing.T) {
	m := newBasemap(t)
	view := View{Lon: 30, Lat: 49, Zoom: 4.6, X: 100, Y: 50, W: 600, H: 400, Scale: 1}
	c := raster.New(800, 500)
	var taken Taken
	taken.Add(300, 50, 500, 450)
	require.NoError(t, m.labelsBut(t.Context(), c, view, TileOptions{}, &taken, nil, nil, true))
	require.Greater(t, taken.Len(), 10)
	for i, a := range taken.boxes {
		require.True(t, a.x0 >= 100 && a.x1 <= 700 && a.y0 >= 50 && a.y1 <= 450, "a label is whole in its view")
		if i > 0 {
			require.False(t, a.meets(taken.boxes[0]))
		}
	}
	drawn := 0
	for y := range c.H {
		for x := range c.W {
			if c.At(x, y).A == 0 {
				continue
			}
			drawn++
			require.True(t, x >= 100 && x < 700 && y >= 50 && y < 450 && (x < 300 || x >= 500), "ink at %d, %d", x, y)
		}
	}
	assert.Greater(t, drawn, 1000)

	// What tiles have asked for before changes nothing.
	again := raster.New(800, 500)
	fresh := newBasemap(t)
	require.NoError(t, fresh.labelsBut(t.Context(), raster.New(800, 500), View{Lon: 20, Lat: 40, Zoom: 4.6, W: 300, H: 300, Scale: 1}, TileOptions{}, &Taken{}, nil, nil, true))
	taken = Taken{}
	taken.Add(300, 50, 500, 450)
	require.NoError(t, fresh.labelsBut(t.Context(), again, view, TileOptions{}, &taken, nil, nil, true))
	assert.Equal(t, c.Pix, again.Pix)

	for _, v := range []View{{Zoom: math.NaN(), W: 1, H: 1, Scale: 1}, {Zoom: 25, W: 1, H: 1, Scale: 1}, {Zoom: 3, H: 1, Scale: 1}, {Zoom: 3, W: 1, H: 1}} {
		assert.ErrorIs(t, m.labelsBut(t.Context(), c, v, TileOptions{}, &Taken{}, nil, nil, true), ErrOptions)
		assert.ErrorIs(t, m.Ground(t.Context(), c, v, TileOptions{}), ErrOptions)
	}
}
