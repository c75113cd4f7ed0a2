package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"

	"dateline/geo"
	"dateline/server"
)

const defaultListen = "127.0.0.1:8080"

type serveCommand struct {
	Folders        []string `arg:"" optional:"" name:"folder" help:"Folders of .geojson and .csv files, a map each." type:"path"`
	Listen         string   `default:"${listen}" placeholder:"HOST:PORT" help:"Address to listen at; port 0 takes a free one (default ${listen})."`
	BaseURL        string   `placeholder:"URL" help:"Where readers reach the server, if that is not where it listens."`
	LogFormat      string   `enum:"text,json" default:"text" placeholder:"FORMAT" help:"Form of the log: text or json."`
	TileCache      uint64   `default:"256" placeholder:"MIB" help:"Memory for finished tiles, in mebibytes (default 256)."`
	FrameAncestors string   `default:"*" placeholder:"SOURCES" help:"Who may put embeds into a frame, as in Content-Security-Policy: * (default), 'self', 'none', or addresses such as https://news.example with spaces between."`
	AccessLog      bool     `help:"Log a line for every request."`

	basemapFlags
}

const (
	// maxTileCache is a tebibyte, in mebibytes.
	maxTileCache = 1 << 20
	// grace is how long a stopping server goes on accepting connections: those
	// that clients opened before they could know.
	grace = 100 * time.Millisecond
	// drain bounds the wait for requests that are being answered.
	drain = 30 * time.Second
)

func (c *serveCommand) Run(ctx context.Context, s streams) error {
	log := slog.New(slog.NewTextHandler(s.log, nil))
	if c.LogFormat == "json" {
		log = slog.New(slog.NewJSONHandler(s.log, nil))
	}
	if c.TileCache > maxTileCache {
		return fmt.Errorf("--tile-cache %d is too much; it is in mebibytes, such as 256", c.TileCache)
	}
	defer limitMemory(c.TileCache << 20)()
	basemap, err := c.open()
	if err != nil {
		return err
	}
	defer basemap.Close()
	tellPlain(log, basemap)
	listener, err := listen(c.Listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	atlas, err := open(log, c.Folders...)
	if err != nil {
		return err
	}
	handler, err := server.New(server.Config{
		Atlas: atlas, Painter: geo.NewPainter(basemap), Build: programName(),
		BaseURL: c.BaseURL, Log: log, TileCache: c.TileCache << 20, AccessLog: c.AccessLog,
		FrameAncestors: c.FrameAncestors,
	})
	if err != nil {
		return err
	}
	watching, stopWatching := context.WithCancel(ctx)
	defer stopWatching()
	go atlas.Watch(watching)

	web := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      10 * time.Minute, // a whole layer over a slow line
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	open := openConns{since: map[net.Conn]time.Time{}}
	web.ConnState = open.note
	served := make(chan error, 1)
	go func() { served <- web.Serve(listener) }()
	fmt.Fprintf(s.out, "Dateline is at %s\n", address(listener.Addr()))

	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	log.Info("stopping: answering what is under way")
	web.SetKeepAlivesEnabled(false)
	time.Sleep(grace)
	// Not Shutdown yet: it breaks off connections whose request is still on its
	// way. Closing the listener only ends the taking of new ones.
	listener.Close()
	<-served
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
	defer cancel()
	open.wait(stopping)
	if err := web.Shutdown(stopping); err != nil {
		return fmt.Errorf("some requests took longer than %s and were broken off", drain)
	}
	return nil
}

// listen opens the address, or says in a sentence why it cannot.
func listen(addr string) (net.Listener, error) {
	if addr == "" { // net.Listen would take any port, for everybody
		return nil, fmt.Errorf("--listen is empty; write host:port, such as %s", defaultListen)
	}
	l, err := net.Listen("tcp", addr)
	var wrong *net.AddrError
	switch {
	case err == nil:
		return l, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("another program listens at %s already; choose another port, such as --listen 127.0.0.1:8081, or 127.0.0.1:0 for any that is free", addr)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("the system does not let this user listen at %s; choose a port above 1023", addr)
	case errors.As(err, &wrong):
		return nil, fmt.Errorf("--listen %q: %s; write host:port, such as %s", addr, wrong.Err, defaultListen)
	default:
		return nil, fmt.Errorf("cannot listen at %s: %w", addr, errors.Unwrap(err))
	}
}

// address is where a person opens a listener's address.
func address(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}
