package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"dateline/data"
	"dateline/geo"
)

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
