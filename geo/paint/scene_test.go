package paint

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/geo/raster"
	"dateline/geo/report"
	"dateline/geo/tile"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mixed is something of everything round a place.
func mixed(lon, lat float64) []Mark {
	bend := -0.4
	at := func(dx, dy float64) LonLat { return LonLat{lon + dx, lat + dy} }
	var out []Mark
	for i, status := range append(report.Statuses(), "") {
		x := float64(i)*0.9 - 3
		out = append(out,
			Mark{Key: fmt.Sprint("p", i), Status: status, Kind: report.Statement, Place: fmt.Sprint("Place ", i), Corrected: i%3 == 0, Shape: Shape{Points: []LonLat{at(x, 1.7)}}},
			Mark{Key: fmt.Sprint("l", i), Status: status, Kind: report.Movement, Move: &Move{Path: report.Paths()[i%3], FromPrecision: []report.Precision{report.Country, report.Exact}[i%2], Bend: &bend}, Shape: Shape{Lines: [][]LonLat{{at(x, -2), at(x+1.5, 1.2)}}}},
			Mark{Key: fmt.Sprint("a", i), Status: status, Shape: Shape{Rings: [][]LonLat{{at(x, -1), at(x+0.8, -0.8), at(x+0.7, 0.4), at(x-0.3, 0.2)}}}},
			Mark{Key: fmt.Sprint("v", i), Status: status, Precision: report.Admin1, RadiusM: 30000, Shape: Shape{Points: []LonLat{at(x, -2.4)}}},
		)
	}
	for i := range 30 {
		out = append(out, Mark{Key: fmt.Sprint("c", i), Status: report.Statuses()[i%7], Shape: Shape{Points: []LonLat{at(0.01*float64(i), 0)}}})
	}
	return out
}

func TestTilesAgree(t *testing.T) {
	for _, c := range []struct {
		name     string
		lon, lat float64
		z        uint8
		o        TileOptions
	}{
		{"plain", 30, 50, 7, TileOptions{}},
		{"dense", 30, 50, 6, TileOptions{Scale: 2}},
		{"large", 30, 50, 6, TileOptions{Size: 512}},
		{"half", 30, 50, 7, TileOptions{Half: true, Scale: 3}},
		{"date line", 180, -17, 7, TileOptions{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, err := c.o.Checked()
			require.NoError(t, err)
			s := NewScene(mixed(c.lon, c.lat))
			px, n := o.Pixels(), uint32(1)<<c.z
			x, y := Project(c.lon, c.lat)
			// The corner where four tiles meet nearest to the middle of it all.
			cx, cy := uint32(math.Round(x*float64(n))), uint32(math.Round(y*float64(n)))
			tiles, whole := raster.New(2*px, 2*px), raster.New(2*px, 2*px)
			for dy := range uint32(2) {
				for dx := range uint32(2) {
					a := tile.Address{Z: c.z, X: (cx - 1 + dx + n) % n, Y: cy - 1 + dy}
					part, err := s.Tile(context.Background(), a, o)
					require.NoError(t, err)
					tiles.Over(part, int(dx)*px, int(dy)*px)
				}
			}
			f := tileFrame(whole, tile.Address{Z: c.z, X: cx - 1, Y: cy - 1}, o)
			f.w, f.h = 2*f.w, 2*f.h
			require.NoError(t, f.draw(f.things(s.all, s.groupsAt(f.size))))
			show(t, tiles, "tiles-"+c.name+".png")
			differ, drawn := 0, 0
			for i := range whole.Pix {
				if whole.Pix[i] != 0 {
					drawn++
				}
				if d := int(whole.Pix[i]) - int(tiles.Pix[i]); d > 6 || d < -6 {
					differ++
				}
			}
			assert.Greater(t, drawn, 10000)
			assert.Zero(t, differ, "bytes that differ by more than 6 of 255")
		})
	}
}

// draw draws the marks of a view with their captions.
func draw(t testing.TB, s *Scene, c *raster.Canvas, v View) {
	o, err := TileOptions{}.Checked()
	require.NoError(t, err)
	f := viewFrame(c, v, o)
	if !f.usable() {
		return
	}
	defer f.clip()()
	things := f.things(s.all, s.groupsAt(f.size))
	require.NoError(t, f.draw(things))
	f.label(things, captionStyleOf(f.w), &Taken{})
}

func TestDateLine(t *testing.T) {
	move := Mark{Key: "m", Kind: report.Movement, Status: report.Claimed, Move: &Move{Path: report.Schematic}, Shape: Shape{Lines: [][]LonLat{{{170, 10}, {-170, 15}}}}}
	s := NewScene([]Mark{move, point("east", 179.9, 12), point("west", -179.9, 11)})
	require.Equal(t, 3, s.Len())
	for _, lon := range []float64{180, -180, 175, -175} {
		c := raster.New(600, 400)
		draw(t, s, c, View{Lon: lon, Lat: 12, Zoom: 4, W: 600, H: 400, Scale: 1})
		x, y := View{Lon: lon, Lat: 12, Zoom: 4, W: 600, H: 400, Scale: 1}.Project(179.9, 12)
		assert.NotZero(t, c.At(int(x), int(y)-6).A, "the mark at 179.9° in a view of %g°", lon)
		left, right := 0, 0
		for i := 3; i < len(c.Pix); i += 4 {
			switch px := i / 4 % 600; {
			case c.Pix[i] == 0:
			case px < int(x)-40:
				left++
			case px > int(x)+40:
				right++
			}
		}
		assert.Greater(t, left, 300, "west of it in a view of %g°", lon)
		assert.Greater(t, right, 300, "east of it in a view of %g°", lon)
	}
}

func TestGroupsDoNotOverlap(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var marks []Mark
	for i := range 3000 {
		marks = append(marks, point(fmt.Sprint(i), r.Float64()*360-180, r.NormFloat64()*20))
	}
	s := NewScene(marks)
	for _, zoom := range []float64{0, 1.5, 3, 6} {
		size := worldSize(zoom)
		groups := s.groupsAt(size)
		count := 0
		for i, g := range groups {
			count += len(g.entries)
			for _, o := range groups[:i] {
				dx := math.Remainder((g.xy[0]-o.xy[0])*size, size)
				if d := math.Hypot(dx, (g.xy[1]-o.xy[1])*size); d < nearMarks/2 {
					t.Fatalf("zoom %g: two marks %g px apart", zoom, d)
				}
			}
		}
		assert.Equal(t, len(marks), count, "zoom %g: every entry is in one mark", zoom)
	}
	assert.Less(t, len(s.groupsAt(worldSize(0))), 200)
}

func TestHostileMarks(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	bend := nan
	hostile := []Mark{
		{Shape: Shape{Points: []LonLat{{nan, 1}, {inf, 2}, {1, -inf}, {1e300, 0}}}},
		{Shape: Shape{Lines: [][]LonLat{{}, {{1, 1}}, {{nan, nan}, {2, 2}}}, Rings: [][]LonLat{{{1, 1}, {2, 2}}}}},
		{Status: "nonsense", Kind: "\xff\xfe", Title: strings.Repeat("\U0001F4A5", 1<<20), Place: strings.Repeat("x", 1<<20), Label: "\x00", Said: strings.Repeat("й ", 1<<18), Shape: Shape{Points: []LonLat{{0, 90}}}},
		{Status: report.Denied, Kind: report.Movement, Move: &Move{Bend: &bend, From: strings.Repeat("a", 1<<20)}, Shape: Shape{Lines: [][]LonLat{{{0, 0}, {0, 0}}, {{-540, 89}, {540, -89}}}}},
		{Status: report.Denied, Precision: report.Country, RadiusM: 1e18, Shape: Shape{Points: []LonLat{{0, 89.999}}}},
		{Status: report.Unconfirmed, Precision: report.Country, RadiusM: -1, Shape: Shape{Points: []LonLat{{0, 0}}}},
		{Status: report.Claimed, Shape: Shape{Rings: [][]LonLat{{{-180, 90}, {180, 90}, {180, -90}, {-180, -90}}}}},
	}
	s := NewScene(hostile)
	assert.Equal(t, 5, s.Len())
	start := time.Now()
	for z := range uint8(25) {
		for _, scale := range []int{1, 3} {
			_, err := s.Tile(context.Background(), tile.Address{Z: z, X: 1 << z / 2, Y: 1 << z / 2}, TileOptions{Scale: scale, Half: true})
			require.NoError(t, err)
		}
	}
	c := raster.New(300, 200)
	for _, v := range []View{
		{}, {W: 300, H: 200, Scale: 1, Zoom: nan}, {W: 300, H: 200, Scale: 1, Zoom: 500}, {W: 300, H: 200, Scale: 1, Zoom: -500},
		{W: 1e9, H: 1e9, Scale: 1e-9, Zoom: 3}, {W: 300, H: 200, Scale: 1, Lon: 1e18, Lat: 1e18}, {W: -5, H: 5, Scale: 1}, {W: 300, H: 200, Scale: 1},
	} {
		draw(t, s, c, v)
	}
	assert.Less(t, time.Since(start), 20*time.Second)
	_, err := s.Tile(context.Background(), tile.Address{Z: 1, X: 2}, TileOptions{})
	require.ErrorIs(t, err, tile.ErrOutside)
	_, err = s.Tile(context.Background(), tile.Address{}, TileOptions{Size: 100})
	require.ErrorIs(t, err, ErrOptions)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = s.Tile(ctx, tile.Address{}, TileOptions{})
	require.ErrorIs(t, err, context.Canceled)
}

func TestSceneIsForSeveralAtOnce(t *testing.T) {
	s := NewScene(mixed(30, 50))
	first, err := s.Tile(context.Background(), tile.Address{Z: 3, X: 4, Y: 2}, TileOptions{})
	require.NoError(t, err)
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			for z := range uint8(8) {
				c, err := s.Tile(context.Background(), tile.Address{Z: 3, X: 4, Y: 2}, TileOptions{})
				if assert.NoError(t, err) {
					assert.Equal(t, first.Pix, c.Pix)
				}
				_, err = s.Tile(context.Background(), tile.Address{Z: z, X: uint32(i) % (1 << z)}, TileOptions{Half: i%2 == 0})
				assert.NoError(t, err)
			}
		})
	}
	wait.Wait()
}

func BenchmarkTile(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 4))
	var many []Mark
	for i := range 100_000 {
		m := point(fmt.Sprint(i), r.NormFloat64()*40, r.NormFloat64()*20)
		m.Status = report.Statuses()[i%7]
		many = append(many, m)
	}
	for _, c := range []struct {
		name  string
		marks []Mark
		a     tile.Address
	}{{"troops", troops(), tile.Address{Z: 5, X: 27, Y: 11}}, {"100000", many, tile.Address{Z: 3, X: 4, Y: 3}}} {
		s := NewScene(c.marks)
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				t, err := s.Tile(context.Background(), c.a, TileOptions{})
				require.NoError(b, err)
				t.Release()
			}
		})
		b.Run(c.name+"/first", func(b *testing.B) {
			for b.Loop() {
				t, err := NewScene(c.marks).Tile(context.Background(), c.a, TileOptions{})
				require.NoError(b, err)
				t.Release()
			}
		})
	}
}
