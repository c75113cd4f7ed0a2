package bench

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"testing"

	"dateline/geo/corpora"

	"github.com/stretchr/testify/require"
)

// A rival is a process that does the work on command: Node with rival.mjs, or
// Python with rival_mapnik.py.
type rival struct {
	t   testing.TB
	in  io.Writer
	out *json.Decoder
}

// A result is what one run of the rival came to.
type result struct {
	MS       float64
	Size     int // bytes
	Features int
	Tiles    int
}

// startRival starts one that ends with the test.
func startRival(t testing.TB) *rival {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		corpora.Missing(t, "node")
	}
	if _, err := os.Stat("node_modules/geojson-vt"); err != nil {
		corpora.Missing(t, "npm's packages (run npm ci in geo/bench)")
	}
	return startProcess(t, node, "--max-old-space-size=6000", "rival.mjs")
}

// startProcess starts a program that reads commands and answers them.
func startProcess(t testing.TB, name string, args ...string) *rival {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	require.NoError(t, err)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		in.Close()
		_ = cmd.Wait() // it may have been ended by the test's context
	})
	return &rival{t: t, in: in, out: json.NewDecoder(bufio.NewReader(out))}
}

// do gives it a command and waits for the answer.
func (r *rival) do(command map[string]any) (answer result) {
	r.t.Helper()
	require.NoError(r.t, json.NewEncoder(r.in).Encode(command))
	require.NoError(r.t, r.out.Decode(&answer))
	return answer
}
