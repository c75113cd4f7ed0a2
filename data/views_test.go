package data_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// crossings counts the border lines that a straight way between two places meets,
// by how a point of view draws them: [1] through, [2] dashed.
func crossings(w world, pov string, from, to point, z uint8) (n [3]int) {
	a, b := pixels(from, z), pixels(to, z)
	// Tile by tile, in each only what lies in it, since neighbours overlap.
	for x := math.Floor(min(a[0], b[0]) / 4096); x <= math.Floor(max(a[0], b[0])/4096); x++ {
		for y := math.Floor(min(a[1], b[1]) / 4096); y <= math.Floor(max(a[1], b[1])/4096); y++ {
			address, _ := addressOf([2]float64{x * 4096, y * 4096}, z)
			for _, f := range w[address]["border"] {
				kind, ok := f.props[pov].(float64)
				if !ok {
					continue
				}
				for _, part := range f.parts {
					for i := 1; i < len(part); i++ {
						p := [2]float64{float64(part[i-1][0]) + x*4096, float64(part[i-1][1]) + y*4096}
						q := [2]float64{float64(part[i][0]) + x*4096, float64(part[i][1]) + y*4096}
						at, ok := meet(a, b, p, q)
						if ok && math.Floor(at[0]/4096) == x && math.Floor(at[1]/4096) == y {
							n[int(kind)]++
						}
					}
				}
			}
		}
	}
	return n
}

// meet is where two segments cross; the second one's last point does not count.
func meet(a, b, p, q [2]float64) ([2]float64, bool) {
	cross := func(u, v [2]float64) float64 { return u[0]*v[1] - u[1]*v[0] }
	ab, pq, ap := [2]float64{b[0] - a[0], b[1] - a[1]}, [2]float64{q[0] - p[0], q[1] - p[1]}, [2]float64{p[0] - a[0], p[1] - a[1]}
	d := cross(ab, pq)
	if d == 0 {
		return [2]float64{}, false
	}
	s, t := cross(ap, pq)/d, cross(ap, ab)/d
	return [2]float64{a[0] + s*ab[0], a[1] + s*ab[1]}, s >= 0 && s <= 1 && t >= 0 && t < 1
}

// Ways over land and water, and the lines that each point of view draws across
// them: through and dashed. They are the same at every zoom from which the way is
// long enough for the scale of the map.
func TestBasemapPointsOfView(t *testing.T) {
	type lines struct{ through, dashed int }
	for _, c := range []struct {
		name     string
		from, to point
		zoom     uint8
		un, ne   lines
	}{
		{"Crimea to Ukraine: Perekop", point{33.8, 45.85}, point{33.55, 46.55}, 0, lines{0, 1}, lines{0, 1}},
		{"Crimea to Russia: no line in the strait", point{35.3, 45.3}, point{38.9, 45.1}, 0, lines{}, lines{}},
		{"Ukraine to Russia", point{36.2, 49.9}, point{36.6, 50.7}, 2, lines{1, 0}, lines{1, 0}},
		{"Donetsk to Kryvyi Rih: where the war stood in 2015", point{38.3, 48.1}, point{33.4, 47.9}, 0, lines{}, lines{0, 1}},
		{"North to South Korea", point{127.3, 39.1}, point{127.9, 37.3}, 2, lines{0, 1}, lines{0, 1}},
		{"North Korea to China", point{126, 40.3}, point{125.6, 41.8}, 2, lines{1, 0}, lines{1, 0}},
		{"Kosovo to Serbia", point{21.0, 42.5}, point{21.4, 43.9}, 2, lines{0, 1}, lines{0, 1}},
		{"Kosovo to Albania", point{20.9, 42.5}, point{19.9, 41.9}, 2, lines{1, 0}, lines{1, 0}},
		{"Cyprus, north to south", point{33.4, 35.3}, point{33.0, 34.9}, 2, lines{0, 1}, lines{0, 1}},
		{"Somaliland to Somalia", point{46, 9.2}, point{49.8, 8.2}, 1, lines{0, 1}, lines{0, 1}},
		{"Western Sahara to Morocco: 27°40′ N", point{-11.2, 27.2}, point{-9, 29}, 1, lines{0, 1}, lines{0, 1}},
		{"Western Sahara across the berm", point{-12.5, 26.9}, point{-10.5, 26.2}, 1, lines{0, 1}, lines{0, 1}},
		{"Western Sahara to Mauritania", point{-10, 26.6}, point{-7.5, 25.4}, 1, lines{1, 0}, lines{1, 0}},
		{"West Bank to Israel", point{35.25, 32.0}, point{34.85, 31.95}, 5, lines{0, 1}, lines{0, 1}},
		{"Golan: two lines from Israel to Syria", point{35.45, 32.9}, point{36.4, 33.0}, 5, lines{0, 2}, lines{0, 2}},
		{"Kashmir: line of control", point{74.9, 33.8}, point{73.9, 33.5}, 5, lines{0, 1}, lines{0, 1}},
		{"Aksai Chin: line of actual control", point{77.7, 34.3}, point{79.3, 34.9}, 2, lines{0, 1}, lines{0, 1}},
		{"Aksai Chin to China: the claim", point{79.3, 34.9}, point{82, 34.9}, 2, lines{}, lines{0, 1}},
		{"Arunachal Pradesh to China", point{94, 28}, point{93.8, 30}, 2, lines{0, 1}, lines{0, 1}},
		{"Arunachal Pradesh to Assam: the claim", point{94.4, 28.2}, point{93.4, 26.2}, 2, lines{}, lines{0, 1}},
		{"Sudan to South Sudan", point{31, 12}, point{31.5, 8.5}, 1, lines{0, 1}, lines{1, 0}},
		{"Egypt to Sudan: Hala'ib", point{35.2, 22.8}, point{35, 20.8}, 1, lines{0, 1}, lines{0, 1}},
		{"Ilemi: two lines from South Sudan to Kenya", point{34.9, 5.6}, point{35.5, 4.0}, 5, lines{0, 2}, lines{0, 2}},
		{"Abkhazia", point{41.2, 43.1}, point{42.7, 42.3}, 2, lines{}, lines{0, 1}},
		{"Transnistria to Moldova", point{29.08, 47.7}, point{28.3, 47.7}, 5, lines{}, lines{0, 1}},
		{"southern Kurils", point{147.6, 44.9}, point{150.6, 46.4}, 2, lines{}, lines{0, 1}},
		{"Baikonur: leased, in Kazakhstan", point{63.3, 45.9}, point{66.5, 47.2}, 2, lines{}, lines{}},
	} {
		for z := c.zoom; z <= deepest; z++ {
			for pov, want := range map[string]lines{"un": c.un, "ne": c.ne} {
				n := crossings(allTiles(t), pov, c.from, c.to, z)
				assert.Equal(t, want, lines{n[1], n[2]}, "%s, as %s sees it, at zoom %d", c.name, pov, z)
			}
		}
	}
}

// No line is drawn by no point of view, and none but the two ways.
func TestBasemapBordersAreDrawnBySomebody(t *testing.T) {
	seen := map[string]bool{}
	for a, layers := range allTiles(t) {
		for _, f := range layers["border"] {
			require.NotEmpty(t, f.props, "%s", a)
			seen[fmt.Sprint(f.props["un"], f.props["ne"])] = true
		}
	}
	assert.Equal(t, map[string]bool{"1 1": true, "2 2": true, "2 1": true, "<nil> 2": true}, seen)
}
