package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// startMap is the map that dateline new writes.
//
//go:embed start
var startMap embed.FS

type newCommand struct {
	Folder string `arg:"" help:"Folder to make. It may be there already if it is empty." type:"path"`
}

func (c *newCommand) Run(s streams) error {
	entries, err := os.ReadDir(c.Folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("%s is a file, or lies in one; name a new folder", c.Folder)
	case err != nil:
		return err
	case len(entries) > 0:
		return fmt.Errorf("%s is not empty and stays as it is; name a new folder", c.Folder)
	}
	if err := os.MkdirAll(c.Folder, 0o777); err != nil {
		return err
	}
	files, err := fs.Sub(startMap, "start")
	if err != nil {
		return err
	}
	if err := os.CopyFS(c.Folder, files); err != nil { // it overwrites nothing
		return err
	}
	fmt.Fprintf(s.out, "%s holds a made-up map to start from.\n", c.Folder)
	fmt.Fprintf(s.out, "  dateline %s shows it; map.yaml says what is what\n", c.Folder)
	fmt.Fprintf(s.out, "  dateline check %s says what is wrong in it\n", c.Folder)
	return nil
}
