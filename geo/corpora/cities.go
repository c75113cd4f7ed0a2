package corpora

import "math/rand/v2"

// A city is a large city of the world, in degrees to about a kilometre, with
// its people in millions as a weight.
type city struct {
	name     string
	lon, lat float64
	weight   float64
}

// cities are those that the made-up events gather round.
var cities = []city{
	{"Tokyo", 139.69, 35.69, 37}, {"Delhi", 77.21, 28.61, 33}, {"Shanghai", 121.47, 31.23, 29}, {"Dhaka", 90.41, 23.81, 23},
	{"São Paulo", -46.63, -23.55, 22}, {"Cairo", 31.24, 30.04, 22}, {"Mexico City", -99.13, 19.43, 22}, {"Beijing", 116.41, 39.9, 22},
	{"Mumbai", 72.88, 19.08, 21}, {"Osaka", 135.5, 34.69, 19}, {"Chongqing", 106.55, 29.56, 17}, {"Karachi", 67.01, 24.86, 17},
	{"Kinshasa", 15.31, -4.32, 17}, {"Lagos", 3.38, 6.52, 16}, {"Istanbul", 28.98, 41.01, 16}, {"Buenos Aires", -58.38, -34.6, 15},
	{"Kolkata", 88.36, 22.57, 15}, {"Manila", 120.98, 14.6, 15}, {"Guangzhou", 113.26, 23.13, 14}, {"Lahore", 74.34, 31.55, 14},
	{"Rio de Janeiro", -43.17, -22.91, 14}, {"Moscow", 37.62, 55.76, 13}, {"Los Angeles", -118.24, 34.05, 13}, {"Jakarta", 106.85, -6.21, 11},
	{"Bogotá", -74.07, 4.71, 11}, {"Paris", 2.35, 48.86, 11}, {"Lima", -77.04, -12.05, 11}, {"Bangkok", 100.5, 13.76, 11},
	{"Seoul", 126.98, 37.57, 10}, {"London", -0.13, 51.51, 10}, {"Luanda", 13.23, -8.84, 10}, {"New York", -74.01, 40.71, 19},
	{"Chicago", -87.63, 41.88, 9}, {"Tehran", 51.39, 35.69, 9}, {"Ho Chi Minh City", 106.63, 10.82, 9}, {"Baghdad", 44.37, 33.31, 8},
	{"Johannesburg", 28.05, -26.2, 6}, {"Nairobi", 36.82, -1.29, 5}, {"Sydney", 151.21, -33.87, 5}, {"Melbourne", 144.96, -37.81, 5},
	{"Auckland", 174.76, -36.85, 2}, {"Suva", 178.44, -18.14, 1}, {"Anchorage", -149.9, 61.22, 1}, {"Vancouver", -123.12, 49.28, 3},
	{"Toronto", -79.38, 43.65, 6}, {"Havana", -82.37, 23.11, 2}, {"Caracas", -66.9, 10.48, 3}, {"Santiago", -70.67, -33.45, 7},
	{"Dakar", -17.47, 14.72, 4}, {"Casablanca", -7.59, 33.57, 4}, {"Madrid", -3.7, 40.42, 7}, {"Rome", 12.5, 41.9, 4},
	{"Berlin", 13.4, 52.52, 4}, {"Warsaw", 21.01, 52.23, 3}, {"Kyiv", 30.52, 50.45, 3}, {"Donetsk", 37.8, 48.0, 1},
	{"Addis Ababa", 38.75, 9.02, 6}, {"Riyadh", 46.68, 24.71, 8}, {"Kabul", 69.21, 34.56, 5}, {"Tashkent", 69.24, 41.3, 3},
	{"Khabarovsk", 135.07, 48.48, 1}, {"Vladivostok", 131.89, 43.12, 1}, {"Pyongyang", 125.76, 39.04, 3}, {"Honolulu", -157.86, 21.31, 1},
}

// A crowd is a mixture of places: each city and three towns near it.
type crowd struct {
	rand  *rand.Rand
	towns []city
	sums  []float64 // of the weights
}

func newCrowd(seed uint64) *crowd {
	c := &crowd{rand: rand.New(rand.NewPCG(seed, 0x6461746c))}
	sum := 0.0
	add := func(t city) {
		c.towns = append(c.towns, t)
		sum += t.weight
		c.sums = append(c.sums, sum)
	}
	for _, t := range cities {
		add(t)
		for range 3 {
			add(city{t.name, t.lon + 1.5*c.rand.NormFloat64(), t.lat + c.rand.NormFloat64(), t.weight / 8})
		}
	}
	return c
}

// place is a town by weight and a spot within about 30 km of it.
func (c *crowd) place() (t city, lon, lat float64) {
	at := c.rand.Float64() * c.sums[len(c.sums)-1]
	low, high := 0, len(c.sums)-1
	for low < high {
		if middle := (low + high) / 2; c.sums[middle] < at {
			low = middle + 1
		} else {
			high = middle
		}
	}
	t = c.towns[low]
	// A sum of two spreads: a dense middle and a wide rim.
	spread := 0.03
	if c.rand.IntN(3) == 0 {
		spread = 0.2
	}
	return t, t.lon + spread*c.rand.NormFloat64(), t.lat + 0.8*spread*c.rand.NormFloat64()
}
