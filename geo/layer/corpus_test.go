package layer

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/geo/corpora"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The scanner follows RFC 8259 to the letter; as GeoJSON, hardly any of these
// files is one, and each refusal is a sentence.
func TestJSONTestSuite(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(corpora.Path(t, "json/test_parsing"), "*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		name := filepath.Base(file)
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		s := scanner{data: data}
		_, err = s.value()
		if err == nil {
			err = s.end()
		}
		switch name[0] {
		case 'y':
			assert.NoError(t, err, name)
		case 'n':
			assert.Error(t, err, name)
		}
		start := time.Now()
		l, _, err := ReadGeoJSON(strings.NewReader(string(data)))
		assert.Less(t, time.Since(start), 10*time.Second, "%s hangs", name)
		if err == nil {
			assert.NotNil(t, l, name)
			assert.NotEqual(t, byte('n'), name[0], "%s was taken for GeoJSON", name)
		} else {
			assert.NotEmpty(t, err.Error(), name)
		}
	}
}

func TestCorporaAreReadWhole(t *testing.T) {
	for file, features := range map[string]int{
		"hurdat_storms_1975_2020.geojson": 512,
		"fiji_quakes_1000.geojson":        1000,
	} {
		f, err := os.Open(corpora.Path(t, file))
		require.NoError(t, err)
		l, findings, err := ReadGeoJSON(f)
		require.NoError(t, err)
		require.NoError(t, f.Close())
		assert.Empty(t, findings, file)
		assert.Equal(t, features, l.Len(), file)
	}
}

// 708 of the earthquakes lie at longitudes beyond +180, which a box on the
// other side of the antimeridian must find as well. 6 lie on it, so on both
// sides.
func TestBoxAcrossTheAntimeridian(t *testing.T) {
	f, err := os.Open(corpora.Path(t, "fiji_quakes_1000.geojson"))
	require.NoError(t, err)
	defer f.Close()
	l, _, err := ReadGeoJSON(f)
	require.NoError(t, err)
	count := func(b Box) int {
		n := 0
		for range l.Select(Filter{BBox: &b}) {
			n++
		}
		return n
	}
	assert.Equal(t, 1000, count(Box{160, -50, -160, 0}), "across")
	assert.Equal(t, 1000, count(Box{160, -50, 200, 0}), "beyond 180")
	assert.Equal(t, 714, count(Box{-180, -50, -160, 0}), "the eastern side alone")
	assert.Equal(t, 708, count(Box{180.000001, -50, 200, 0}), "the same, counted on")
	assert.Equal(t, 286, count(Box{160, -50, 179.999999, 0}), "the western side alone")
	assert.Equal(t, 1000, count(Box{-180, -90, 180, 90}), "the world")
}
