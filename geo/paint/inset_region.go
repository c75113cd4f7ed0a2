package paint

import (
	"math"
	"slices"

	"dateline/geo/words"
)

// regions are parts of the world by boxes that are good enough for a caption:
// west, south, east, north in degrees. The first that holds all is taken. Their
// names stand in the messages, in this order.
var regions = []struct {
	west, south, east, north float64
}{
	{34, 12, 60, 40},
	{-25, 34, 50, 72},
	{95, 18, 180, 62},
	{92, -11, 141, 24},
	{60, 5, 93, 37},
	{46, 35, 88, 56},
	{-18, 15, 37, 38},
	{-18, -36, 52, 38},
	{-118, 7, -58, 28},
	{-170, 14, -52, 84},
	{-82, -57, -34, 13},
	{112, -44, 155, -9},
	{120, -60, 290, 60},
	{-80, -60, 15, 65},
	{25, -11, 190, 80},
	{-180, 62, 180, 90},
	{-180, -90, 180, -60},
}

// region names where a group is, else its places.
func (g *viewGroup) region(say *words.Language) string {
	at := make([]LonLat, len(g.entries))
	for i, e := range g.entries {
		p := xy{e.anchor[0] - math.Floor(e.anchor[0]), e.anchor[1]}
		at[i] = p.degrees()
	}
	for i, r := range regions {
		outside := func(p LonLat) bool {
			lon, lat := p[0], p[1]
			within := lon >= r.west && lon <= r.east || lon+360 >= r.west && lon+360 <= r.east
			return !within || lat < r.south || lat > r.north
		}
		if !slices.ContainsFunc(at, outside) {
			return say.List("map.regions")[i]
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
		return say.Say("map.elsewhere")
	case 1:
		return places[0]
	}
	return say.Say("map.and_places", "first", places[0], "n", len(places)-1)
}
