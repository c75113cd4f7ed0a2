package tile

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The sweeps look at every tile of z0 to z5 and at a seeded 2 % of those up to
// z8, or at all of them if DATELINE_SWEEP is set.
//
// What a sweep holds of every tile is in check_test.go. Over the tiles of a zoom
// it holds that every row is somewhere or counted, and that what neighbours
// show along their common edge is the same.
func TestSweep(t *testing.T) {
	for name, read := range map[string]func(testing.TB) source{
		"countries": func(t testing.TB) source { return atlas(t, "countries-10m.json", "countries") },
		"land":      func(t testing.TB) source { return atlas(t, "land-10m.json", "land") },
		"storms":    func(t testing.TB) source { return inRows(corpus(t, "hurdat_storms_1975_2020.geojson")) },
		"nasties":   func(t testing.TB) source { return sourceOf(nasties()...) },
	} {
		t.Run(name, func(t *testing.T) {
			s := read(t)
			rows := map[uint32]bool{}
			for _, p := range s.shapes.Parts {
				rows[p.Row] = true
			}
			zooms := uint8(6)
			if name == "nasties" {
				zooms = 4 // they are large, and slow to check
			}
			for z := range uint8(9) {
				sweep(t, s, z, z < zooms || os.Getenv("DATELINE_SWEEP") != "", rows)
			}
		})
	}
}

func sweep(t *testing.T, s source, z uint8, all bool, rows map[uint32]bool) {
	r := rand.New(rand.NewPCG(uint64(z), 99))
	seen := map[uint32]bool{}
	var stats Stats
	var tile, east, south Tile
	for x := range uint32(1) << z {
		for y := range uint32(1) << z {
			if !all && r.IntN(50) != 0 {
				continue
			}
			Cut(&tile, s, Address{z, x, y}, Options{})
			require.NoError(t, check(&tile), "tile %v", tile.Address)
			for _, f := range tile.Features {
				seen[f.Row] = true
			}
			stats.Merged += tile.Stats.Merged
			stats.Dropped += tile.Stats.Dropped
			require.Equal(t, len(tile.Features), tile.Stats.Features)
			Cut(&east, s, Address{z, (x + 1) % (1 << z), y}, Options{})
			compareEdge(t, &tile, &east, false)
			if y+1 < 1<<z {
				Cut(&south, s, Address{z, x, y + 1}, Options{})
				compareEdge(t, &tile, &south, true)
			}
		}
	}
	if all {
		missing := 0
		for row := range rows {
			if !seen[row] {
				missing++
			}
		}
		assert.LessOrEqual(t, missing, stats.Merged+stats.Dropped, "rows without a feature at zoom %d, of %d", z, len(rows))
	}
}

// A crossing is where an outline or a line crosses a common edge. Vertices may
// be rounded differently by a unit on either side; slack is how far that may
// move the crossing.
type crossing struct{ at, slack float64 }

type outline struct {
	row uint32
	typ GeomType
}

// crossings are where the outlines and lines of a tile cross the line at x, or
// at y if southern.
func crossings(tile *Tile, at float64, southern bool) map[outline][]crossing {
	found := map[outline][]crossing{}
	for _, f := range tile.Features {
		what := outline{f.Row, f.Type}
		for i := f.First; i < f.First+f.Parts && f.Type != Point; i++ {
			part := tile.Part(i)
			for k, p := range part {
				if k == 0 && f.Type == Line {
					continue
				}
				q := part[(k+len(part)-1)%len(part)]
				px, py, qx, qy := float64(p.X), float64(p.Y), float64(q.X), float64(q.Y)
				if southern {
					px, py, qx, qy = py, px, qy, qx
				}
				if (px < at) != (qx < at) {
					slope := (qy - py) / (qx - px)
					found[what] = append(found[what], crossing{py + (at-px)*slope, 1.25 * (1 + math.Abs(slope))})
				}
			}
		}
	}
	for _, list := range found {
		slices.SortFunc(list, func(a, b crossing) int { return cmp.Compare(a.at, b.at) })
	}
	return found
}

// compareEdge compares what a tile shows on its eastern or southern edge, half
// a unit further on, with what its neighbour there does.
func compareEdge(t *testing.T, a, b *Tile, southern bool) {
	t.Helper()
	inA, inB := crossings(a, Extent+0.5, southern), crossings(b, 0.5, southern)
	for _, tile := range []*Tile{a, b} {
		// What is drawn in pixels, for being too tangled, may be drawn in full in
		// the other tile.
		for _, f := range tile.Features {
			if f.Type == Polygon && inPixels(tile, f) {
				delete(inA, outline{f.Row, Polygon})
				delete(inB, outline{f.Row, Polygon})
			}
		}
	}
	for what, in := range inA {
		require.NoError(t, shown(what, in, inB[what]), "%v beside %v: row %d", a.Address, b.Address, what.row)
	}
	for what, in := range inB {
		require.NoError(t, shown(what, in, inA[what]), "%v beside %v: row %d", b.Address, a.Address, what.row)
	}
}

// shown returns an error if something crosses the edge, or covers a stretch of
// it, that the other tile does not show.
func shown(what outline, in, other []crossing) error {
	if what.typ == Line {
		for i, c := range in {
			// Two close together may be a line that hardly touches the edge.
			alone := (i == 0 || c.at-in[i-1].at > 2*c.slack) && (i+1 == len(in) || in[i+1].at-c.at > 2*c.slack)
			near := func(o crossing) bool { return math.Abs(o.at-c.at) <= o.slack+c.slack }
			if alone && c.at > 2 && c.at < Extent-2 && !slices.ContainsFunc(other, near) {
				return fmt.Errorf("a line passes at %v, in the other tile at %v", c, other)
			}
		}
		return nil
	}
	type stretch struct{ from, to float64 }
	var wide []stretch
	for i := 0; i+1 < len(other); i += 2 {
		from, to := other[i].at-other[i].slack, other[i+1].at+other[i+1].slack
		if n := len(wide); n > 0 && wide[n-1].to >= from {
			wide[n-1].to = max(to, wide[n-1].to)
		} else {
			wide = append(wide, stretch{from, to})
		}
	}
	for i := 0; i+1 < len(in); i += 2 {
		from, to := max(in[i].at+in[i].slack, 0), min(in[i+1].at-in[i+1].slack, Extent)
		if from < to && !slices.ContainsFunc(wide, func(w stretch) bool { return w.from <= from && to <= w.to }) {
			return fmt.Errorf("inside from %v to %v, in the other tile %v", in[i], in[i+1], other)
		}
	}
	return nil
}

func inPixels(t *Tile, f Feature) bool {
	for i := f.First; i < f.First+f.Parts; i++ {
		for _, p := range t.Part(i) {
			if p.X%Pixel != 0 || p.Y%Pixel != 0 {
				return false
			}
		}
	}
	return true
}

// The same for points: each belongs to one tile, and clusters add up.
func TestSweepPoints(t *testing.T) {
	for name, read := range map[string]func(testing.TB) source{
		"quakes": func(t testing.TB) source { return inRows(corpus(t, "fiji_quakes_1000.geojson")) },
		"cities": func(t testing.TB) source { return inRows(cities(t)) },
	} {
		t.Run(name, func(t *testing.T) {
			s := read(t)
			zooms := uint8(6)
			if os.Getenv("DATELINE_SWEEP") != "" {
				zooms = 9
			}
			for z := range zooms {
				for _, o := range []Options{{}, {Cluster: true}} {
					count, most := 0, 0
					every(s, z, o, func(tile *Tile) {
						most = max(most, len(tile.Features))
						for _, f := range tile.Features {
							at := tile.Part(f.First)[0]
							require.True(t, max(at.X, at.Y) <= Extent+Buffer && min(at.X, at.Y) >= -Buffer)
							switch {
							case !owns(at):
							case f.Cluster >= 0:
								count += int(tile.Clusters[f.Cluster].Count)
							default:
								count++
							}
						}
					})
					assert.Equal(t, s.points.Len(), count, "zoom %d", z)
					if o.Cluster {
						assert.LessOrEqual(t, most, 20*20, "features of a tile at zoom %d", z)
					}
				}
			}
		})
	}
}

// nasties are made-up geometries that have broken other tilers.
func nasties() []orb.Geometry {
	r := rand.New(rand.NewPCG(11, 11))
	ring := func(n int, lon, lat, size, wild float64) (ring orb.Ring) {
		for i := range n {
			angle := 2 * math.Pi * float64(i) / float64(n)
			far := size * (1 - wild*r.Float64())
			ring = append(ring, orb.Point{lon + far*math.Cos(angle), lat + far*0.6*math.Sin(angle)})
		}
		return append(ring, ring[0])
	}
	tangle := func(n int, lon, lat, size float64) (ring orb.Ring) {
		for range n {
			ring = append(ring, orb.Point{lon + size*(r.Float64()-0.5), lat + size*(r.Float64()-0.5)})
		}
		return append(ring, ring[0])
	}
	box := func(w, s, e, n float64) orb.Ring { return orb.Ring{{w, s}, {e, s}, {e, n}, {w, n}, {w, s}} }
	return []orb.Geometry{
		orb.Polygon{{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}},                                                                                   // bow-tie
		orb.Polygon{{{20, 0}, {60, 0.00001}, {20, 0.00002}, {20, 0}}},                                                                               // sliver
		orb.Polygon{box(0, 20, 20, 40), box(0, 25, 10, 30), box(10, 30, 15, 35)},                                                                    // holes that touch
		orb.Polygon{box(30, 20, 50, 40), box(30, 20, 50, 40)},                                                                                       // a hole as large
		orb.Polygon{box(60, 20, 80, 40), box(55, 25, 85, 35)},                                                                                       // a hole that is larger
		orb.MultiPolygon{{box(0, 50, 10, 60)}, {box(10, 50, 20, 60)}, {box(5, 55, 15, 65)}},                                                         // parts that overlap
		orb.Polygon{{{30, 50}, {30, 50}, {40, 50}, {40, 50}, {40, 60}, {40, 60}, {40, 50}, {30, 60}, {30, 50}}},                                     // duplicates and a spike
		orb.LineString{{50, 50}, {50, 50}},                                                                                                          // no length
		orb.LineString{{170, 50}, {190, 50}, {170, 55}, {190, 55}},                                                                                  // over the antimeridian
		orb.Polygon{{{-180, -60}, {-90, -65}, {0, -70}, {90, -65}, {180, -60}, {180, -90}, {-180, -90}, {-180, -60}}},                               // Antarctica
		orb.Polygon{{{-150, 70}, {-90, 75}, {-30, 70}, {30, 75}, {90, 70}, {150, 75}, {-150, 70}}},                                                  // round the pole
		orb.Polygon{{{178, -16}, {181, -16}, {181, -19}, {178, -19}, {178, -16}}},                                                                   // Fiji
		orb.MultiPolygon{{{{170, 64}, {180, 64}, {180, 70}, {170, 70}, {170, 64}}}, {{{-180, 64}, {-170, 64}, {-170, 70}, {-180, 70}, {-180, 64}}}}, // Chukotka
		orb.Collection{orb.Point{5, 5}, orb.LineString{{5, 5}, {6, 40}}, orb.Polygon{box(-40, 0, -20, 20)}, orb.MultiPoint{{1, 2}, {3, 4}}},
		orb.Polygon{ring(100_000, -60, -20, 25, 0)},
		orb.Polygon{ring(100_000, -60, 40, 25, 0.0001), ring(10_000, -60, 40, 5, 0.01)},
		orb.Polygon{ring(100_000, 20, -50, 25, 0.05)},
		orb.Polygon{ring(20_000, 100, -20, 25, 0.9)},
		orb.Polygon{tangle(300, -120, 20, 30)},
		orb.Polygon{tangle(3000, -150, -30, 30)},
		orb.MultiPolygon{{tangle(50, 150, 20, 20)}, {tangle(50, 155, 20, 20), tangle(20, 155, 20, 20)}, {box(140, 15, 160, 25)}},
		orb.Polygon{box(-180, -85.06, 180, 85.06)}, // the world
		orb.Polygon{box(-1e-7, -1e-7, 1e-7, 1e-7)}, // hardly anything
	}
}
