package paint

import (
	"math"
	"slices"
)

// regions names parts of the world by boxes that are good enough for a caption:
// west, south, east, north in degrees. The first that holds all is taken.
var regions = []struct {
	name                     string
	west, south, east, north float64
}{
	{"Middle East", 34, 12, 60, 40},
	{"Europe", -25, 34, 50, 72},
	{"Far East", 95, 18, 180, 62},
	{"South-East Asia", 92, -11, 141, 24},
	{"South Asia", 60, 5, 93, 37},
	{"Central Asia", 46, 35, 88, 56},
	{"North Africa", -18, 15, 37, 38},
	{"Africa", -18, -36, 52, 38},
	{"Central America", -118, 7, -58, 28},
	{"North America", -170, 14, -52, 84},
	{"South America", -82, -57, -34, 13},
	{"Australia", 112, -44, 155, -9},
	{"The Pacific", 120, -60, 290, 60},
	{"The Atlantic", -80, -60, 15, 65},
	{"Asia", 25, -11, 190, 80},
	{"The Arctic", -180, 62, 180, 90},
	{"The Antarctic", -180, -90, 180, -60},
}

// region names where a group is, else its places.
func (g *viewGroup) region() string {
	at := make([]LonLat, len(g.entries))
	for i, e := range g.entries {
		p := xy{e.anchor[0] - math.Floor(e.anchor[0]), e.anchor[1]}
		at[i] = p.degrees()
	}
	for _, r := range regions {
		outside := func(p LonLat) bool {
			lon, lat := p[0], p[1]
			within := lon >= r.west && lon <= r.east || lon+360 >= r.west && lon+360 <= r.east
			return !within || lat < r.south || lat > r.north
		}
		if !slices.ContainsFunc(at, outside) {
			return r.name
		}
	}
	var places []string
	seen := map[string]bool{}
	for _, e := range g.entries {
		if e.place != "" && !seen[e.place] {
			seen[e.place] = true
			places = append(places, e.place)
		}
	}
	switch len(places) {
	case 0:
		return "Elsewhere"
	case 1:
		return places[0]
	}
	return places[0] + " and " + counted(len(places)-1, "more place", "more places")
}
