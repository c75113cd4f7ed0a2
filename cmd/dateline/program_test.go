package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// asProgram makes the test binary behave as the program itself, for the tests
// that need a process.
const asProgram = "TEST_RUNS_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// patience bounds every wait. No test asserts how long something takes.
const patience = 20 * time.Second

// A program is a server that was started as a person starts it.
type program struct {
	t    testing.TB
	base string // its address, without a slash at the end
	log  *safeBuffer
	stop func() error // ends it and returns what run returned; may be called again
}

var addressLine = regexp.MustCompile(`^Dateline is at (http://\S+)/\n$`)

// start runs the program with the arguments at a free port, and ends it with
// the test.
func start(t testing.TB, args ...string) *program {
	t.Helper()
	return startAt(t, append([]string{"--listen", "127.0.0.1:0"}, args...)...)
}

func startAt(t testing.TB, args ...string) *program {
	t.Helper()
	p, err := launch(args)
	require.NoError(t, err)
	p.t = t
	t.Cleanup(func() { assert.NoError(t, p.stop()) })
	return p
}

// onDefaultMap is a program with the map that comes with it, shared by the
// tests that only read.
func onDefaultMap(t testing.TB) *program {
	t.Helper()
	p, err := shared()
	require.NoError(t, err)
	own := *p
	own.t = t
	return &own
}

var shared = sync.OnceValues(func() (*program, error) { return launch([]string{"--listen", "127.0.0.1:0"}) })

func launch(args []string) (*program, error) {
	ctx, cancel := context.WithCancel(context.Background())
	out, stdout := io.Pipe()
	log := &safeBuffer{}
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, args, stdout, log)
		stdout.CloseWithError(err)
		ended <- err
	}()
	p := &program{log: log}
	p.stop = sync.OnceValue(func() error { cancel(); return <-ended })
	lines := bufio.NewReader(out)
	line, err := lines.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("no address was printed: %w; log: %s", err, log)
	}
	go io.Copy(io.Discard, lines)
	m := addressLine.FindStringSubmatch(line)
	if m == nil {
		return nil, fmt.Errorf("the address line reads %q", line)
	}
	p.base = m[1]
	return p, nil
}

// An answer is a response with its body as sent.
type answer struct {
	code   int
	header http.Header
	body   string
}

// plain asks for nothing that was not told to: no compression, no redirects.
var plain = &http.Client{
	Transport:     &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 4},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	Timeout:       patience,
}

// ask sends a request; headers are name, value, name, value….
func (p *program) ask(method, path string, headers ...string) answer {
	p.t.Helper()
	r, err := http.NewRequest(method, p.base+path, nil)
	require.NoError(p.t, err)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	r.Host = r.Header.Get("Host") // the client looks for it there alone
	res, err := plain.Do(r)
	require.NoError(p.t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	require.NoError(p.t, err, "%s %s", method, path)
	return answer{res.StatusCode, res.Header, string(body)}
}

func (p *program) get(path string, headers ...string) answer {
	p.t.Helper()
	return p.ask(http.MethodGet, path, headers...)
}

// ok asks for something that has to be there.
func (p *program) ok(path string, headers ...string) answer {
	p.t.Helper()
	a := p.get(path, headers...)
	require.Equal(p.t, http.StatusOK, a.code, "%s: %s", path, a.body)
	return a
}

// collection reads a FeatureCollection.
func (p *program) collection(path string) collection {
	p.t.Helper()
	var c collection
	require.NoError(p.t, json.Unmarshal([]byte(p.ok(path).body), &c), path)
	require.Equal(p.t, "FeatureCollection", c.Type)
	return c
}

type collection struct {
	Type     string
	Matched  int
	Total    int
	Features []struct {
		ID         any
		Geometry   json.RawMessage
		Properties map[string]any
	}
}

func (c collection) ids() []string {
	all := []string{}
	for _, f := range c.Features {
		all = append(all, fmt.Sprint(f.ID))
	}
	return all
}

// problems is what /readyz says of the only map.
func (p *program) problems() []string {
	p.t.Helper()
	var ready struct {
		Ready bool
		Maps  []struct{ Problems []string }
	}
	require.NoError(p.t, json.Unmarshal([]byte(p.ok("/readyz").body), &ready))
	assert.True(p.t, ready.Ready)
	require.Len(p.t, ready.Maps, 1)
	return ready.Maps[0].Problems
}

// eventually waits until something holds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	require.Eventually(t, holds, patience, 20*time.Millisecond, what)
}

// folder makes a folder of the given name out of file names and contents.
func folder(t testing.TB, name string, files ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.MkdirAll(dir, 0o755))
	for i := 0; i+1 < len(files); i += 2 {
		require.NoError(t, os.WriteFile(filepath.Join(dir, files[i]), []byte(files[i+1]), 0o644))
	}
	return dir
}

// points is a layer with a point for every id, as JSON.
func points(ids ...string) string {
	features := make([]string, len(ids))
	for i, id := range ids {
		features[i] = fmt.Sprintf(`{"type":"Feature","id":%s,"geometry":{"type":"Point","coordinates":[%d,50]},"properties":{"title":"Point %d"}}`, id, i, i+1)
	}
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",\n") + `]}`
}

// A safeBuffer may be read while it is written to.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
