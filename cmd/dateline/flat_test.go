package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"dateline/geo/corpora"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	// mostResident is what a server may have in memory while it paints without
	// pause, in MiB, with flatCache of it for finished tiles. For the moment of a
	// large picture it may have mostAtOnce.
	mostResident = 200
	mostAtOnce   = 240
	flatCache    = 32
	// mostGrowth is how much more it may have in the last tenth than in the third:
	// by then all that is remembered is full, and the rest is the garbage of the
	// moment.
	mostGrowth = 20
)

// A server that paints tiles and pictures of the default map without pause, on
// all cores, in all languages and themes, stays below a bound and does not grow.
// DATELINE_SWEEP=1 goes the whole way of 20,000.
func TestPaintingKeepsMemoryFlat(t *testing.T) {
	n := 300
	if os.Getenv("DATELINE_SWEEP") != "" {
		n = 20_000
	}
	base, pid := process(t, "--tile-cache", fmt.Sprint(flatCache))
	begin, _ := resident(t, pid)
	tenths := make([]float64, 10)
	dice := rand.New(rand.NewPCG(20, 24))
	for i := range tenths {
		paintAll(t, base, paintings(dice, n/10))
		tenths[i], _ = resident(t, pid)
	}
	_, most := resident(t, pid)
	_, metrics := fetch(t, base+"/metrics")
	_, cpu, _ := strings.Cut(metrics, "\nprocess_cpu_seconds_total ")
	cpu, _, _ = strings.Cut(cpu, "\n")
	t.Logf("%d paintings in %s s of processor time; resident, MiB: %.0f at the start, %.0f after each tenth, %.0f at most", n, cpu, begin, tenths, most)
	if raceDetector {
		return // it takes many times the memory
	}
	assert.Less(t, slices.Max(tenths), float64(mostResident))
	assert.Less(t, most, float64(mostAtOnce))
	if n >= 20_000 {
		assert.Less(t, tenths[9], tenths[2]+mostGrowth)
	}
}

// paintings are addresses of tiles and pictures, as many readers ask for them.
func paintings(dice *rand.Rand, n int) []string {
	all := make([]string, n)
	for i := range all {
		look := fmt.Sprintf("?theme=%s&lang=%s", pick(dice, "light", "dark", "print"), pick(dice, "en", "uk", "ru", "ko", "ar"))
		lon, lat, z := dice.Float64()*360-180, dice.Float64()*140-60, dice.IntN(13)
		switch kind := dice.IntN(50); {
		case kind == 0:
			all[i] = "/maps/north-korean-troops.png" + look + pick(dice, "", "", "", "&scale=2") +
				pick(dice, "", fmt.Sprintf("&center=%.2f,%.2f&zoom=%.1f", lon, lat, dice.Float64()*12))
			continue
		case kind < 10:
			all[i] = "/tiles/north-korean-troops.events"
		default:
			all[i] = "/tiles/basemap"
			look += pick(dice, "", "", "&labels=none", "&labels=only") + pick(dice, "", "&map=north-korean-troops")
		}
		x, y := tileAt(lon, lat, z)
		all[i] += fmt.Sprintf("/%d/%d/%d%s.png%s%s%s", z, x, y, pick(dice, "", "@2x"), look, pick(dice, "", "&size=512"), pick(dice, "", "", "&half=1"))
	}
	return all
}

func pick(dice *rand.Rand, from ...string) string { return from[dice.IntN(len(from))] }

func tileAt(lon, lat float64, z int) (x, y int) {
	side := math.Exp2(float64(z))
	return int((lon/360 + 0.5) * side), int((0.5 - math.Asinh(math.Tan(lat*math.Pi/180))/(2*math.Pi)) * side)
}

// paintAll asks for paintings, several at a time.
func paintAll(t *testing.T, base string, paths []string) {
	t.Helper()
	var next atomic.Int64
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := int(next.Add(1)); i <= len(paths); i = int(next.Add(1)) {
				if code, body := fetch(t, base+paths[i-1]); !assert.Equal(t, http.StatusOK, code, "%s: %.200s", paths[i-1], body) {
					return
				}
			}
		})
	}
	all.Wait()
}

func fetch(t *testing.T, address string) (code int, body string) {
	res, err := plain.Get(address)
	if !assert.NoError(t, err) {
		return 0, ""
	}
	defer res.Body.Close()
	all, err := io.ReadAll(res.Body)
	assert.NoError(t, err)
	return res.StatusCode, string(all)
}

// process is the program as a process of its own at a free port.
func process(t *testing.T, args ...string) (base string, pid int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	c := exec.CommandContext(ctx, os.Args[0], append([]string{"--listen", "127.0.0.1:0"}, args...)...)
	c.Env = append(os.Environ(), asProgram+"=1")
	out, err := c.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, c.Start())
	t.Cleanup(func() {
		cancel()
		_ = c.Wait() // it was killed
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	m := addressLine.FindStringSubmatch(line)
	require.NotNil(t, m, line)
	return m[1], c.Process.Pid
}

// resident is the memory of a process, now and at most, in MiB, as Linux tells.
func resident(t *testing.T, pid int) (now, most float64) {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		corpora.Missing(t, "Linux, which tells the memory of another process")
	}
	for field, value := range map[string]*float64{"VmRSS:": &now, "VmHWM:": &most} {
		_, rest, _ := strings.Cut(string(status), field)
		_, err := fmt.Sscan(rest, value)
		require.NoError(t, err)
		*value /= 1024
	}
	return now, most
}
