package paint

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"dateline/geo/raster"

	"github.com/stretchr/testify/require"
)

var lookAt = flag.String("look", "", "folder in which to show what is drawn")

// show writes a canvas as PNG where -look says.
func show(t testing.TB, c *raster.Canvas, name string) {
	t.Helper()
	if *lookAt != "" {
		require.NoError(t, os.WriteFile(filepath.Join(*lookAt, name), c.PNG(nil, raster.PNGOptions{}), 0o600))
	}
}
