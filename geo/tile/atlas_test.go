package tile

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"sync"
	"testing"

	"dateline/geo/corpora"
	"dateline/geo/layer"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
)

// npm finds a file of a package that one of the project's npm folders has.
func npm(t testing.TB, name string) []byte {
	t.Helper()
	for _, dir := range []string{"geo/bench", "data/basemap", "web"} {
		if data, err := os.ReadFile(filepath.Join("..", "..", dir, "node_modules", name)); err == nil {
			return data
		}
	}
	corpora.Missing(t, "npm's "+name+" (run npm ci in data/basemap)")
	return nil
}

// inRows puts geometries into the order of rows: along the curve, by the centres
// of their bounds.
func inRows(geometries []orb.Geometry) source {
	sort.SliceStable(geometries, func(i, j int) bool {
		a, b := geometries[i].Bound().Center(), geometries[j].Bound().Center()
		return layer.Morton(layer.Project(a[0], a[1])) < layer.Morton(layer.Project(b[0], b[1]))
	})
	return sourceOf(geometries...)
}

// worldAtlas reads a TopoJSON file of npm's world-atlas; see topology.
var worldAtlas = struct {
	sync.Mutex
	read map[string]source
}{read: map[string]source{}}

func atlas(t testing.TB, file, object string) source {
	t.Helper()
	worldAtlas.Lock()
	defer worldAtlas.Unlock()
	if s, ok := worldAtlas.read[file]; ok {
		return s
	}
	var topo topology
	require.NoError(t, json.Unmarshal(npm(t, "world-atlas/"+file), &topo))
	s := inRows(topo.geometries(t, topo.Objects[object]))
	worldAtlas.read[file] = s
	return s
}

// A topology is a TopoJSON file, quantised.
type topology struct {
	Objects   map[string]topoObject
	Arcs      [][][2]float64
	Transform struct{ Scale, Translate [2]float64 }
}

type topoObject struct {
	Type       string
	Geometries []topoObject
	Arcs       json.RawMessage
}

func (topo *topology) geometries(t testing.TB, o topoObject) []orb.Geometry {
	var all []orb.Geometry
	for _, g := range o.Geometries {
		var polygons [][][]int
		switch g.Type {
		case "Polygon":
			var p [][]int
			require.NoError(t, json.Unmarshal(g.Arcs, &p))
			polygons = [][][]int{p}
		case "MultiPolygon":
			require.NoError(t, json.Unmarshal(g.Arcs, &polygons))
		default:
			require.Fail(t, "geometry type "+g.Type)
		}
		var mp orb.MultiPolygon
		for _, rings := range polygons {
			var p orb.Polygon
			for _, arcs := range rings {
				p = append(p, topo.ring(arcs))
			}
			mp = append(mp, p)
		}
		all = append(all, mp)
	}
	return all
}

// ring puts arcs together; ~n is arc n backwards.
func (topo *topology) ring(arcs []int) orb.Ring {
	var ring orb.Ring
	for _, n := range arcs {
		index := n
		if n < 0 {
			index = ^n
		}
		var x, y float64
		var arc orb.Ring
		for _, d := range topo.Arcs[index] {
			x, y = x+d[0], y+d[1]
			arc = append(arc, orb.Point{
				x*topo.Transform.Scale[0] + topo.Transform.Translate[0],
				y*topo.Transform.Scale[1] + topo.Transform.Translate[1],
			})
		}
		if n < 0 {
			arc.Reverse()
		}
		if len(ring) > 0 {
			arc = arc[1:] // the end of the arc before
		}
		ring = append(ring, arc...)
	}
	return ring
}
