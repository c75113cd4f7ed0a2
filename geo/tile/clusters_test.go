package tile

import (
	"testing"

	"dateline/geo/layer"
	"dateline/geo/report"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// At every zoom, the counts of clusters and the single points that belong to
// tiles add up to the number of points, whatever the filter; so do the counts
// by status.
func TestClustersSum(t *testing.T) {
	const n = 6000
	s := inRows(scattered(4, n))
	status := func(row uint32) uint8 { return uint8(row * 7 % StatusSlots) }
	classes := s.points.Classes(StatusSlots, status)
	for name, keep := range map[string]func(uint32) bool{
		"all": nil, "some": func(row uint32) bool { return row%5 < 2 }, "none": func(uint32) bool { return false },
	} {
		var want [StatusSlots]int
		for row := range uint32(n) {
			if keep == nil || keep(row) {
				want[status(row)]++
			}
		}
		for z := range uint8(6) {
			var got [StatusSlots]int
			clusters, clustered, inStats := 0, 0, 0
			ids := map[uint64]bool{}
			every(s, z, Options{Cluster: true, Keep: keep, Status: classes}, func(tile *Tile) {
				require.NoError(t, check(tile))
				inStats += tile.Stats.Clustered
				for _, f := range tile.Features {
					at := tile.Part(f.First)[0]
					if !owns(at) {
						continue
					}
					if f.Cluster < 0 {
						assert.True(t, keep == nil || keep(f.Row))
						got[status(f.Row)]++
						continue
					}
					c := tile.Clusters[f.Cluster]
					assert.Equal(t, at, c.Coord)
					assert.False(t, ids[c.ID], "an id twice")
					assert.Less(t, c.ID, uint64(1)<<53)
					assert.Greater(t, c.Count, uint32(maxSingle))
					assert.Greater(t, c.Opens, z)
					ids[c.ID] = true
					clusters++
					clustered += int(c.Count)
					sum := uint32(0)
					for slot, n := range c.ByStatus {
						got[slot] += int(n)
						sum += n
					}
					assert.Equal(t, c.Count, sum)
				}
			})
			assert.Equal(t, want, got, "%s at zoom %d", name, z)
			assert.Equal(t, clustered, inStats)
			if keep == nil && z < 3 {
				assert.NotZero(t, clusters)
			}
		}
	}
}

// A cell shows up to eight points singly, and from nine on one cluster.
func TestClusterOfNine(t *testing.T) {
	var points []orb.Geometry
	for i := range 9 {
		points = append(points, orb.Point{10 + float64(i), 10})
	}
	var tile Tile
	Cut(&tile, sourceOf(points[:8]...), Address{}, Options{Cluster: true})
	assert.Len(t, tile.Features, 8)
	assert.Empty(t, tile.Clusters)
	Cut(&tile, sourceOf(points...), Address{}, Options{Cluster: true})
	require.Len(t, tile.Clusters, 1)
	c := tile.Clusters[0]
	assert.Equal(t, uint32(9), c.Count)
	assert.Equal(t, Coord{2048 + 159, 1934}, c.Coord, "the mean: 14° E")
	assert.Equal(t, 9, tile.Stats.Clustered)
	assert.Equal(t, []Feature{{Row: 0, Cluster: 0, First: 0, Parts: 1, Type: Point}}, tile.Features)
	Cut(&tile, sourceOf(points...), Address{}, Options{})
	assert.Len(t, tile.Features, 9, "a layer without clusters")
}

// A cluster says from which zoom on it is several things, and that is so.
func TestClustersOpen(t *testing.T) {
	s := inRows(scattered(5, 4000))
	for z := range uint8(5) {
		every(s, z, Options{Cluster: true}, func(tile *Tile) {
			for _, c := range tile.Clusters {
				if !owns(c.Coord) || c.Opens > 10 {
					continue
				}
				// In how many cells are its points at another zoom?
				cells := func(z uint8) int {
					in := map[Address]bool{}
					within := func(p layer.Coord) bool {
						at := At(p, tile.Z+cellBits)
						return (&cell{z: at.Z, x: at.X, y: at.Y}).id() == c.ID
					}
					for _, p := range s.points.Coords {
						if within(p) {
							in[At(p, z+cellBits)] = true
						}
					}
					return len(in)
				}
				assert.Equal(t, 1, cells(c.Opens-1))
				assert.Greater(t, cells(c.Opens), 1)
			}
		})
	}
}

func TestClustersEndAtZoom16(t *testing.T) {
	var points []orb.Geometry
	for range 20 {
		points = append(points, orb.Point{10, 10})
	}
	s := sourceOf(points...)
	var tile Tile
	Cut(&tile, s, At(s.points.Coords[0], 16), Options{Cluster: true})
	require.Len(t, tile.Clusters, 1)
	assert.Equal(t, uint8(17), tile.Clusters[0].Opens)
	Cut(&tile, s, At(s.points.Coords[0], 17), Options{Cluster: true})
	assert.Empty(t, tile.Clusters)
	assert.Len(t, tile.Features, 20)
}

func TestStatusSlots(t *testing.T) {
	assert.Less(t, len(report.Statuses()), StatusSlots)
	assert.Equal(t, uint8(0), StatusSlot(""))
	assert.Equal(t, uint8(0), StatusSlot("other"))
	for i, s := range report.Statuses() {
		assert.Equal(t, uint8(i+1), StatusSlot(s))
	}
}
