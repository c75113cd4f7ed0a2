package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dateline/geo/corpora"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// GDAL reads every layer, from a pipe as GeoJSON and from a file as CSV.
func TestGDALReadsEveryLayer(t *testing.T) {
	ogrinfo, err := exec.LookPath("ogrinfo")
	if err != nil {
		corpora.Missing(t, "GDAL's ogrinfo (Debian: gdal-bin)")
	}
	featureCount := regexp.MustCompile(`(?m)^Feature Count: (\d+)$`)
	read := func(body string, args ...string) string {
		cmd := exec.Command(ogrinfo, append([]string{"-al", "-so"}, args...)...)
		cmd.Stdin = strings.NewReader(body)
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, "%s", out)
		assert.NotContains(t, string(out), "ERROR")
		assert.NotContains(t, string(out), "Warning")
		m := featureCount.FindStringSubmatch(string(out))
		require.NotNil(t, m, "%s", out)
		return m[1]
	}
	p := onDefaultMap(t)
	for path, want := range map[string]string{
		"/layers/movements.geojson":                               "2",
		"/layers/events.geojson":                                  "5",
		"/layers/statements.geojson":                              "6",
		"/layers/events.geojson?bbox=131,43,133,44":               "2",
		"/layers/events.geojson?q=nothing+at+all":                 "0",
		"/layers/events/features/strike-donetsk":                  "1",
		"/maps/north-korean-troops/entries.geojson":               "13",
		"/maps/north-korean-troops/entries.geojson?kind=movement": "2",
	} {
		assert.Equal(t, want, read(p.ok(path).body, "/vsistdin/"), path)
	}
	for layer, want := range map[string]string{"movements": "2", "events": "5", "statements": "6"} {
		file := filepath.Join(t.TempDir(), layer+".csv")
		require.NoError(t, os.WriteFile(file, []byte(p.ok("/layers/"+layer+".csv").body), 0o644))
		assert.Equal(t, want, read("", file), layer)
	}
}
