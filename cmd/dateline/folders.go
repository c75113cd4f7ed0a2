package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"dateline/data"
	"dateline/geo"
)

// open reads the maps of folders; without any it is the one that comes with the
// program.
func open(log *slog.Logger, dirs ...string) (*geo.Atlas, error) {
	all, err := folders(dirs)
	if err != nil {
		return nil, err
	}
	return geo.Open(log, all...)
}

// openMap reads the map of one folder, which may be "", for a file that is made
// of it. What is wrong in it is logged.
func openMap(log *slog.Logger, dir string) (*geo.Map, error) {
	var dirs []string
	if dir != "" {
		dirs = []string{dir}
	}
	atlas, err := open(log, dirs...)
	if err != nil {
		return nil, err
	}
	m := atlas.State().Maps[0]
	if len(m.Layers) == 0 && len(m.Held) > 0 {
		return nil, fmt.Errorf("%s: %s", m.Name, m.Held[0])
	}
	return m, nil
}

// warnings is the log of a command that ends by itself.
func (s streams) warnings() *slog.Logger {
	return slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// folders turns the arguments into folders to load; without any it is the map
// that comes with the program.
func folders(dirs []string) ([]geo.Folder, error) {
	if len(dirs) == 0 {
		return []geo.Folder{{Name: data.DefaultMapName, FS: data.DefaultMap()}}, nil
	}
	var all []geo.Folder
	for _, dir := range dirs {
		info, err := os.Stat(dir)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("%s: there is no such folder", dir)
		case err != nil:
			return nil, err
		case !info.IsDir():
			return nil, fmt.Errorf("%s is a file; name the folder that it is in", dir)
		}
		full, err := filepath.Abs(dir)
		if err != nil {
			return nil, err
		}
		all = append(all, geo.Folder{Name: filepath.Base(full), FS: os.DirFS(full), Dir: full})
	}
	return all, nil
}
