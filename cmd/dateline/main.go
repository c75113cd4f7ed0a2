// Dateline serves maps of reported events from folders of GeoJSON and CSV.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"syscall"

	"dateline/geo"

	"github.com/alecthomas/kong"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	switch {
	case err == nil:
	case errors.Is(err, errFindings):
		os.Exit(1)
	default:
		fmt.Fprintln(os.Stderr, "dateline:", err)
		os.Exit(2)
	}
}

// cli is the command line.
type cli struct {
	Serve  serveCommand  `cmd:"" default:"withargs" help:"Serve the maps in the folders, or the map that comes with the program (the default command)."`
	Check  checkCommand  `cmd:"" help:"Read the folders and say what is wrong in them; exits with 1 if anything is."`
	Build  buildCommand  `cmd:"" help:"Write the vector tiles of a map into one PMTiles file."`
	New    newCommand    `cmd:"" help:"Write a commented, made-up map to start from into a new folder."`
	Render renderCommand `cmd:"" help:"Paint a picture of a map into a PNG file."`
}

// streams are where a command writes: what was asked for, and what happens.
type streams struct{ out, log io.Writer }

// run is the program without its process.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var c cli
	exited := false
	parser, err := kong.New(&c,
		kong.Name("dateline"),
		kong.Description("Maps of reported events: what is said to have happened, where, when, who claims it and who denies it."),
		kong.UsageOnError(),
		kong.Writers(stdout, stderr),
		kong.DefaultEnvars("DATELINE"),
		kong.Exit(func(int) { exited = true }), // --help
		kong.Vars{"listen": defaultListen, "build_zoom": strconv.Itoa(geo.DefaultBuildZoom),
			"picture_width": strconv.Itoa(geo.PictureWidth), "picture_height": strconv.Itoa(geo.PictureHeight)},
	)
	if err != nil {
		return err
	}
	command, err := parser.Parse(args)
	if exited {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w; dateline --help and dateline serve --help list what there is", err)
	}
	command.BindTo(ctx, (*context.Context)(nil))
	return command.Run(streams{stdout, stderr})
}
