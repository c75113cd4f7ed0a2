package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A hundred answers are under way when the program is told to stop: each
// arrives whole, and the program ends without error.
func TestShutdownLosesNoRequest(t *testing.T) {
	p := start(t, largeFolder(t))
	serveThrough(t, p.base, func() error { return p.stop() })
}

// The same with a process and kill -TERM.
func TestTermLosesNoRequest(t *testing.T) {
	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(self, "--listen", "127.0.0.1:0", largeFolder(t))
	cmd.Env = append(os.Environ(), asProgram+"=1")
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill() }) // long gone, if all went well
	line, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err)
	m := addressLine.FindStringSubmatch(line)
	require.NotNil(t, m, line)
	serveThrough(t, m[1], func() error {
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			return err
		}
		return cmd.Wait()
	})
}

// largeFolder has a layer too large to fit into the buffers of a connection,
// so that an answer nobody reads stays under way.
func largeFolder(t *testing.T) string {
	ids := make([]string, 10_000)
	for i := range ids {
		ids[i] = fmt.Sprint(i)
	}
	return folder(t, "large", "large.geojson", points(ids...))
}

func serveThrough(t *testing.T, base string, stop func() error) {
	const clients = 100
	host := strings.TrimPrefix(base, "http://")
	paths := []string{"/", "/layers/large.geojson", "/maps/large/embed", "/layers/large.csv", "/healthz"}
	want := map[string]string{}
	for _, path := range paths {
		res, err := plain.Get(base + path)
		require.NoError(t, err)
		body, err := io.ReadAll(res.Body)
		require.NoError(t, err)
		require.NoError(t, res.Body.Close())
		want[path] = string(body)
	}
	plain.CloseIdleConnections()

	answers := make([]*bufio.Reader, clients)
	for i := range answers {
		conn, err := net.Dial("tcp", host)
		require.NoError(t, err)
		defer conn.Close()
		_, err = fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", paths[i%len(paths)], host)
		require.NoError(t, err)
		answers[i] = bufio.NewReaderSize(conn, 16)
	}
	for i, answer := range answers { // its first bytes: the answer is under way
		_, err := answer.Peek(9)
		require.NoError(t, err, "request %d", i)
	}

	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	var wg sync.WaitGroup
	for i, answer := range answers {
		wg.Go(func() {
			path := paths[i%len(paths)]
			res, err := http.ReadResponse(answer, nil)
			if !assert.NoError(t, err, "request %d, %s", i, path) {
				return
			}
			body, err := io.ReadAll(res.Body)
			assert.NoError(t, err, "request %d, %s", i, path)
			assert.Equal(t, http.StatusOK, res.StatusCode)
			assert.True(t, want[path] == string(body), "request %d, %s", i, path)
		})
	}
	wg.Wait()
	assert.NoError(t, <-stopped)
	_, err := net.Dial("tcp", host)
	assert.Error(t, err, "nobody listens any more")
}

// A request that is still on its way when the program is told to stop is
// answered as well.
func TestShutdownWaitsForRequestsOnTheirWay(t *testing.T) {
	p := start(t)
	host := strings.TrimPrefix(p.base, "http://")
	conns := make([]net.Conn, 50)
	for i := range conns {
		conn, err := net.Dial("tcp", host)
		require.NoError(t, err)
		defer conn.Close()
		_, err = fmt.Fprintf(conn, "GET /maps/north-korean-troops HTTP/1.1\r\nHost: %s\r\n", host)
		require.NoError(t, err)
		conns[i] = conn
	}
	p.ok("/healthz") // connections are accepted in their order, so those before this one have been
	stopped := make(chan error, 1)
	go func() { stopped <- p.stop() }()
	require.Eventually(t, func() bool { // until nobody listens any more
		conn, err := net.Dial("tcp", host)
		if err == nil {
			conn.Close()
		}
		return err != nil
	}, patience, 10*time.Millisecond)
	for i, conn := range conns {
		_, err := io.WriteString(conn, "\r\n")
		require.NoError(t, err)
		res, err := http.ReadResponse(bufio.NewReader(conn), nil)
		require.NoError(t, err, "request %d", i)
		assert.Equal(t, http.StatusOK, res.StatusCode)
		_, err = io.Copy(io.Discard, res.Body)
		assert.NoError(t, err)
	}
	assert.NoError(t, <-stopped)
}
