package bench

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// picture measures the picture of the default map, 1200 × 630, as it is painted
// first: by a program that has just been started, with no font parsed, no tile
// of the basemap read and no label placed. Nobody else paints such a map, so it
// has no rival. What the program takes until it can paint is measured, too, by
// the smallest picture of an empty map over no basemap.
func picture(t testing.TB) {
	program := filepath.Join(t.TempDir(), "dateline")
	build := exec.Command("go", "build", "-o", program, "dateline/cmd/dateline")
	build.Dir = filepath.Join("..", "..")
	out, err := build.CombinedOutput()
	require.NoError(t, err, "%s", out)
	empty := filepath.Join(t.TempDir(), "empty")
	require.NoError(t, os.Mkdir(empty, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(empty, "none.geojson"), []byte(`{"type":"FeatureCollection","features":[]}`), 0o644))
	folder := filepath.Join("..", "..", "data", "north-korean-troops")

	var table table
	table.row("1200 × 630, a process each", "painting, processor", "painting, clock", "all the program, clock", "PNG", "target")
	const rounds = 11
	for _, theme := range []string{"light", "dark"} {
		var cpu, wall, all []time.Duration
		var png []byte
		for range rounds {
			startCPU, startWall, _ := render(t, program, empty, "--basemap", "none", "--width", "1", "--height", "1", "--ui", "none")
			c, w, b := render(t, program, folder, "--theme", theme)
			cpu, wall, all, png = append(cpu, c-startCPU), append(wall, w-startWall), append(all, w), b
		}
		if pictures := os.Getenv("DATELINE_PICTURES"); pictures != "" {
			require.NoError(t, os.WriteFile(filepath.Join(pictures, "picture-"+theme+".png"), png, 0o644))
		}
		table.row(theme, millis(cpu), millis(wall), millis(all), fmt.Sprintf("%d kB", len(png)/1000), "painting ≤ 150 ms, ≤ 200 kB")
	}
	fmt.Printf("%s\n", &table)
}

// render paints a picture in a new process and returns what it took.
func render(t testing.TB, program string, args ...string) (cpu, wall time.Duration, png []byte) {
	c := exec.Command(program, append([]string{"render", "-o", "-"}, args...)...)
	var out, log bytes.Buffer
	c.Stdout, c.Stderr = &out, &log
	start := time.Now()
	err := c.Run()
	wall = time.Since(start)
	require.NoError(t, err, "%s", &log)
	return c.ProcessState.UserTime() + c.ProcessState.SystemTime(), wall, out.Bytes()
}

func millis(all []time.Duration) string {
	slices.Sort(all)
	return fmt.Sprintf("%d ms", all[len(all)/2].Milliseconds())
}
