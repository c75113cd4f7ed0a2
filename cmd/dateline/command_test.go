package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const defaultMap = "../../data/north-korean-troops"

// refused runs the program with arguments that it cannot take and returns the
// sentence it says.
func refused(t *testing.T, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var out, log bytes.Buffer
	err := run(ctx, args, &out, &log)
	require.NoError(t, ctx.Err(), "it did not end by itself")
	require.Error(t, err)
	assert.NotContains(t, out.String(), "Dateline is at")
	assert.NotContains(t, err.Error(), "\n", "one sentence")
	assert.NotContains(t, err.Error(), "goroutine")
	return err.Error()
}

func TestAddressIsPrintedAndReachable(t *testing.T) {
	p := start(t)
	assert.Regexp(t, `^http://127\.0\.0\.1:[1-9][0-9]*$`, p.base)
	assert.Equal(t, "ok\n", p.ok("/healthz").body)
	assert.Contains(t, p.ok("/").body, "Vladivostok")
	assert.Empty(t, p.problems(), "the map that comes with the program is without fault")
}

func TestAddressOfEveryInterface(t *testing.T) {
	p := startAt(t, "--listen", "0.0.0.0:0")
	assert.Regexp(t, `^http://localhost:[1-9][0-9]*$`, p.base, "0.0.0.0 is no address to open")
}

func TestPortInUse(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer taken.Close()
	addr := taken.Addr().String()
	assert.Contains(t, refused(t, "--listen", addr), "another program listens at "+addr+" already")
}

func TestListenThatIsNone(t *testing.T) {
	for _, listen := range []string{"8080", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:99999", "no.such.host.invalid:0"} {
		sentence := refused(t, "--listen", listen)
		assert.Contains(t, sentence, listen)
	}
}

func TestArgumentsThatAreNone(t *testing.T) {
	file := filepath.Join(folder(t, "m", "a.geojson", points()), "a.geojson")
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--no-such-flag"}, "--no-such-flag"},
		{[]string{"--log-format", "xml"}, "text"},
		{[]string{"--listen", "127.0.0.1:0", "/no/such/folder"}, "/no/such/folder: there is no such folder"},
		{[]string{"--listen", "127.0.0.1:0", file}, file + " is a file; name the folder"},
		{[]string{"--listen", "127.0.0.1:0", "--base-url", "example.org"}, `base URL "example.org"`},
		{[]string{"--listen", "127.0.0.1:0", "--base-url", "https://example.org/?x"}, "base URL"},
		{[]string{"--listen", "127.0.0.1:0", defaultMap, defaultMap}, "would both be the map"},
		{[]string{"--listen", "127.0.0.1:0", "--base-url", "https://user:secret@example.org/"}, "base URL"},
		{[]string{"--listen", ""}, "--listen is empty; write host:port"},
		{[]string{"--listen", "127.0.0.1:0", "--tile-cache", "99999999999999"}, "--tile-cache 99999999999999 is too much"},
		{[]string{"render", "-o", "x.png", "--match", "must"}, "--match needs --datetime as well, such as --datetime 2024-10"},
		{[]string{"render", "-o", "x.png", "--center", "1,2"}, "--center needs --zoom"},
		{[]string{"render", "-o", "x.png", "--zoom", "1"}, "--zoom needs --center"},
		{[]string{"render", "-o", "x.png", "--layer", "event"}, `--layer "event": the map has no such layer`},
		{[]string{"build", filepath.Dir(file), "-o", file}, "name one that ends in .pmtiles"},
		{[]string{"new", file}, file + " is a file"},
		{[]string{"new", filepath.Join(file, "x")}, "lies in one; name a new folder"},
		{[]string{"check"}, "<folder>"},
		{[]string{"check", "/no/such/folder"}, "/no/such/folder: there is no such folder"},
	} {
		assert.Contains(t, refused(t, c.args...), c.want, strings.Join(c.args, " "))
	}
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"serve", "--help"}, {"check", "--help"}, {"build", "--help"}, {"new", "--help"}} {
		var out, log bytes.Buffer
		require.NoError(t, run(context.Background(), args, &out, &log))
		assert.Contains(t, out.String(), "Usage: dateline")
		if args[0] == "serve" {
			assert.Contains(t, out.String(), "127.0.0.1:8080")
			assert.Contains(t, out.String(), "$DATELINE_LISTEN")
		}
	}
}

func TestEnvironment(t *testing.T) {
	t.Setenv("DATELINE_LISTEN", "127.0.0.1:0")
	t.Setenv("DATELINE_LOG_FORMAT", "json")
	t.Setenv("DATELINE_BASE_URL", "https://example.org/news")
	p := startAt(t)
	assert.Regexp(t, `^http://127\.0\.0\.1:[1-9][0-9]*$`, p.base, "the real address, whatever readers use")
	assert.Contains(t, p.ok("/").body, `"https://example.org/news/maps/north-korean-troops"`)
	for line := range strings.Lines(p.log.String()) {
		assert.True(t, json.Valid([]byte(line)), line)
	}

	t.Setenv("DATELINE_LOG_FORMAT", "xml")
	assert.Contains(t, refused(t, "--listen", "127.0.0.1:0"), "json")
	t.Setenv("DATELINE_LOG_FORMAT", "text")
	p = startAt(t, "--base-url", "")
	assert.NotContains(t, p.ok("/").body, "example.org/news", "a flag goes before the environment")
}

func TestAccessLog(t *testing.T) {
	p := start(t, "--access-log")
	p.ok("/healthz")
	p.get("/nothing")
	eventually(t, "both requests are in the log", func() bool {
		log := p.log.String()
		return strings.Contains(log, "path=/healthz status=200") && strings.Contains(log, "path=/nothing status=404")
	})
}

func TestCheck(t *testing.T) {
	var out, log bytes.Buffer
	require.NoError(t, run(context.Background(), []string{"check", defaultMap}, &out, &log))
	assert.Contains(t, out.String(), "north-korean-troops/events.geojson: layer events with 5 features\n")
	assert.Contains(t, out.String(), "nothing to mend\n")
	assert.Empty(t, log.String())
}

func TestCheckNamesFileFeatureAndField(t *testing.T) {
	bad := folder(t, "bad",
		"reports.geojson", `{"type":"FeatureCollection","features":[
{"type":"Feature","id":"good","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"title":"Good"}},
{"type":"Feature","id":"disputed","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"title":"T","status":"denied",
 "place":{"name":"X","precision":"settlement"},
 "sources":[{"id":"a","name":"A","stance":"claims","url":"javascript:alert(1)"}]}}]}`,
		"broken.geojson", "{\n\"type\": \"FeatureCollection\"",
		"places.csv", "name,Latitude,Longitude,when\nX,1,2,2024-10-08\nY,95,2,2024\n")
	var out, log bytes.Buffer
	err := run(context.Background(), []string{"check", bad, defaultMap}, &out, &log)
	require.ErrorIs(t, err, errFindings)
	for _, want := range []string{
		"bad/reports.geojson: layer reports with 2 features\n",
		"bad/reports.geojson:3: feature 2 (disputed): properties.status: is denied, but no source denies it",
		"bad/reports.geojson:3: feature 2 (disputed): properties.sources[0].url: ",
		"bad/broken.geojson:2: column 28: ",
		"bad/places.csv: layer places with ",
		"Latitude", // is told what it was taken for
		"bad/places.csv:3: feature 2: geometry.coordinates: latitude 95",
		"4 things to mend\n",
	} {
		assert.Contains(t, out.String(), want)
	}
	assert.NotContains(t, out.String(), "(good)")
	assert.NotContains(t, out.String(), "north-korean-troops/events.geojson: feature")
}

// The process around run: its exit status and what a signal does.
func TestProcess(t *testing.T) {
	self, err := os.Executable()
	require.NoError(t, err)
	exit := func(args ...string) (int, string) {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		cmd := exec.CommandContext(ctx, self, args...)
		cmd.Env = append(os.Environ(), asProgram+"=1")
		var said bytes.Buffer
		cmd.Stderr = &said
		_ = cmd.Run() // the exit status is looked at
		return cmd.ProcessState.ExitCode(), said.String()
	}
	code, _ := exit("check", defaultMap)
	assert.Equal(t, 0, code)
	code, _ = exit("check", folder(t, "bad", "empty.geojson", ""))
	assert.Equal(t, 1, code)
	code, said := exit("--listen", "127.0.0.1:0", "/no/such/folder")
	assert.Equal(t, 2, code)
	assert.Equal(t, "dateline: /no/such/folder: there is no such folder\n", said)

	cmd := exec.Command(self, "--listen", "127.0.0.1:0")
	cmd.Env = append(os.Environ(), asProgram+"=1")
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	kill := time.AfterFunc(patience, func() { _ = cmd.Process.Kill() })
	defer kill.Stop()
	first := make([]byte, 64)
	_, err = stdout.Read(first)
	require.NoError(t, err)
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	assert.NoError(t, cmd.Wait(), "an interrupt ends it without error")
}
