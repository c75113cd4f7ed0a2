package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"runtime/debug"
)

// programName names the program: the commit it was built from or, where that is not
// known or not all, a hash of the file that runs.
func programName() string {
	commit, changed := "", true
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				commit = s.Value
			case "vcs.modified":
				changed = s.Value == "true"
			}
		}
	}
	if commit != "" && !changed {
		return commit
	}
	path, err := os.Executable()
	if err != nil {
		return commit
	}
	f, err := os.Open(path)
	if err != nil {
		return commit
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return commit
	}
	return hex.EncodeToString(hash.Sum(nil)[:10])
}
