// Package corpora finds data by others that tests read and that are not part
// of the project.
package corpora

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Path returns the path of a file or folder of the test corpora. They are
// looked for in the folder that DATELINE_CORPORA names, else in shared/corpora
// beside the project. Where they are missing the test skips, or fails under CI.
func Path(t testing.TB, name string) string {
	t.Helper()
	dir := os.Getenv("DATELINE_CORPORA")
	if dir == "" {
		_, here, _, _ := runtime.Caller(0)
		dir = filepath.Join(filepath.Dir(here), "..", "..", "..", "shared", "corpora")
	}
	path := filepath.Join(dir, name)
	if _, err := os.Stat(path); err != nil {
		Missing(t, "the test corpus "+name+" (set DATELINE_CORPORA)")
	}
	return path
}

// Missing skips a test that lacks something and says what, or fails it under CI.
func Missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal("missing: " + what)
	}
	t.Skip("missing: " + what)
}
