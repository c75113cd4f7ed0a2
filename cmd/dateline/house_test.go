package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// house says, for every package, what it may import beside the standard
// library, and what of that it may not. README.md draws it as a map; whoever
// changes one changes the other.
var house = map[string]struct{ may, not []string }{
	"geo/words":   {not: []string{"net/http", "os"}},
	"geo/report":  {may: []string{"dateline/geo/words"}, not: []string{"net/http"}},
	"geo/layer":   {may: []string{"dateline/geo/report", orb, orb + "/planar", orb + "/encoding/wkt", "github.com/klauspost/compress/s2", "github.com/klauspost/compress/zstd"}, not: []string{"net/http", "os", "io/fs"}},
	"geo/tile":    {may: []string{"dateline/geo/report", "dateline/geo/layer"}, not: []string{"net/http"}},
	"geo/encode":  {may: []string{"dateline/geo/report", "dateline/geo/layer", "dateline/geo/tile"}, not: []string{"net/http"}},
	"geo/archive": {may: []string{"dateline/geo/tile", "github.com/klauspost/compress/gzip", "github.com/klauspost/compress/zstd"}, not: []string{"net/http"}},
	"geo":         {may: []string{"dateline/geo/words", "dateline/geo/report", "dateline/geo/layer", "dateline/geo/tile", "dateline/geo/encode", "dateline/geo/archive", "dateline/geo/raster", "dateline/geo/paint", "github.com/klauspost/compress/gzip", "github.com/goccy/go-yaml", "github.com/fsnotify/fsnotify"}, not: []string{"net/http"}},
	"geo/raster":  {may: []string{"github.com/klauspost/compress/zlib"}, not: []string{"net/http", "os"}},
	"geo/text": {may: []string{"dateline/geo/raster", "github.com/andybalholm/brotli", typesetting + "/font", typesetting + "/font/opentype", typesetting + "/font/opentype/tables", typesetting + "/harfbuzz",
		typesetting + "/language", typesetting + "/segmenter", "golang.org/x/text/cases", "golang.org/x/text/language", "golang.org/x/text/unicode/bidi"}, not: []string{"net/http", "os"}},
	"geo/paint":   {may: []string{"dateline/geo/words", "dateline/geo/report", "dateline/geo/layer", "dateline/geo/tile", "dateline/geo/encode", "dateline/geo/raster", "dateline/geo/text", orb}, not: []string{"net/http", "os"}},
	"geo/corpora": {},
	"server": {may: []string{"dateline/geo", "dateline/geo/report", "dateline/geo/words", "dateline/web", "github.com/gorilla/mux", "github.com/klauspost/compress/gzip",
		"github.com/andybalholm/brotli", "github.com/evanw/esbuild/pkg/api", "github.com/maypok86/otter/v2", prometheus, prometheus + "/collectors", prometheus + "/promhttp"}, not: []string{"os"}},
	"web":          {},
	"data":         {},
	"cmd/dateline": {may: []string{"dateline/data", "dateline/geo", "dateline/server", "github.com/alecthomas/kong"}},
}

const (
	orb         = "github.com/paulmach/orb"
	typesetting = "github.com/go-text/typesetting"
	prometheus  = "github.com/prometheus/client_golang/prometheus"
)

func TestHouse(t *testing.T) {
	seen := map[string]bool{}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, path)
		require.NoError(t, err)
		pkg := filepath.ToSlash(filepath.Dir(rel))
		rule, known := house[pkg]
		if !assert.True(t, known, "the map of the house has no room %s", pkg) {
			return nil
		}
		seen[pkg] = true
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		require.NoError(t, err)
		for _, i := range f.Imports {
			name, err := strconv.Unquote(i.Path.Value)
			require.NoError(t, err)
			foreign := strings.Contains(strings.SplitN(name, "/", 2)[0], ".") || strings.HasPrefix(name, "dateline/")
			assert.False(t, slices.Contains(rule.not, name), "%s may not import %s", rel, name)
			assert.True(t, !foreign || slices.Contains(rule.may, name), "%s may not import %s", rel, name)
		}
		return nil
	})
	require.NoError(t, err)
	for pkg := range house {
		assert.True(t, seen[pkg], "the map of the house has a room %s that is not there", pkg)
	}
}

// Every module that is compiled in stands in THIRD_PARTY.md.
func TestThirdParty(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", ".").Output()
	require.NoError(t, err)
	listed, err := os.ReadFile(filepath.Join("..", "..", "THIRD_PARTY.md"))
	require.NoError(t, err)
	for _, module := range strings.Fields(string(out)) {
		if module != "dateline" {
			assert.True(t, strings.Contains(string(listed), "| "+module+" |"), "THIRD_PARTY.md does not list %s", module)
		}
	}
}
