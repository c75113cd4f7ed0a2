package tile

import (
	"strings"
	"testing"

	"dateline/geo/layer"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		z, x, y string
		want    Address
		err     error
	}{
		{"0", "0", "0", Address{}, nil},
		{"14", "16383", "0", Address{14, 16383, 0}, nil},
		{"24", "16777215", "16777215", Address{24, 1<<24 - 1, 1<<24 - 1}, nil},
		{"0", "1", "0", Address{}, ErrOutside},
		{"0", "0", "1", Address{}, ErrOutside},
		{"3", "8", "0", Address{}, ErrOutside},
		{"3", "7", "8", Address{}, ErrOutside},
		{"25", "0", "0", Address{}, ErrOutside},
		{"256", "0", "0", Address{}, ErrOutside},
		{"64", "18446744073709551615", "0", Address{}, ErrOutside},
		{"1", "4294967296", "0", Address{}, ErrOutside},
		{"1", "99999999999999999999", "0", Address{}, ErrOutside},
		{"99999999999999999999", "0", "0", Address{}, ErrOutside},
		{"1", "0", strings.Repeat("9", 5000), Address{}, ErrOutside},
		{"-1", "0", "0", Address{}, ErrSyntax},
		{"1", "-1", "0", Address{}, ErrSyntax},
		{"1", "0", "-0", Address{}, ErrSyntax},
		{"1", "+1", "0", Address{}, ErrSyntax},
		{"1", "01", "0", Address{}, ErrSyntax},
		{"00", "0", "0", Address{}, ErrSyntax},
		{"", "0", "0", Address{}, ErrSyntax},
		{"1", "0", "", Address{}, ErrSyntax},
		{"1", " 1", "0", Address{}, ErrSyntax},
		{"1", "1.0", "0", Address{}, ErrSyntax},
		{"1", "1e0", "0", Address{}, ErrSyntax},
		{"1", "0x1", "0", Address{}, ErrSyntax},
		{"1", "1_0", "0", Address{}, ErrSyntax},
		{"1", "١", "0", Address{}, ErrSyntax},
		{"9", "512", "-1", Address{}, ErrSyntax},
	} {
		a, err := Parse(c.z, c.x, c.y)
		assert.ErrorIs(t, err, c.err, "%s/%s/%s", c.z, c.x, c.y)
		assert.Equal(t, c.want, a)
	}
}

func FuzzAddress(f *testing.F) {
	f.Add("3", "7", "0")
	f.Add("24", "16777215", "16777216")
	f.Add("-1", "00", "99999999999999999999")
	f.Fuzz(func(t *testing.T, z, x, y string) {
		a, err := Parse(z, x, y)
		if err != nil {
			require.Zero(t, a)
			require.NotPanics(t, func() { _ = err.Error() })
			return
		}
		require.True(t, a.Valid())
		require.Equal(t, z+"/"+x+"/"+y, a.String(), "a tile has one address")
	})
}

func TestFamily(t *testing.T) {
	a := Address{5, 17, 9}
	for _, child := range a.Children() {
		assert.True(t, child.Valid())
		assert.Equal(t, a, child.Parent())
	}
	assert.Equal(t, [4]Address{{1, 0, 0}, {1, 1, 0}, {1, 0, 1}, {1, 1, 1}}, Address{}.Children())
	assert.Equal(t, Address{}, Address{}.Parent())
	assert.False(t, Address{3, 8, 0}.Valid())
	assert.False(t, Address{25, 0, 0}.Valid())
}

func TestAt(t *testing.T) {
	assert.Equal(t, Address{}, At(layer.Coord{X: 1<<31 - 1, Y: -1 << 31}, 0))
	assert.Equal(t, Address{1, 1, 1}, At(layer.Coord{}, 1))
	assert.Equal(t, Address{1, 0, 0}, At(layer.Coord{X: -1, Y: -1}, 1))
	assert.Equal(t, Address{24, 1<<24 - 1, 0}, At(layer.Coord{X: 1<<31 - 1, Y: -1 << 31}, 24))
}

// A place is in the box if and only if its rounded coordinates are in the tile
// and its buffer.
func TestBox(t *testing.T) {
	for z := range uint8(MaxZoom + 1) {
		for _, buffer := range []int32{0, 1, 64, 100, Extent} {
			a := Address{z, (1<<z - 1) / 3, (1<<z - 1) / 2}
			f, box := frameOf(a), a.Box(Extent, buffer)
			for _, d := range []int64{-1, 0, 1} {
				for _, edge := range []struct {
					at    int64
					x     bool
					inner bool
				}{
					{box.MinX + d, true, d >= 0}, {box.MaxX + d, true, d <= 0},
					{box.MinY + d, false, d >= 0}, {box.MaxY + d, false, d <= 0},
				} {
					place := f.y(edge.at)
					if edge.x {
						place = f.x(edge.at)
					}
					in := place >= int64(-buffer) && place <= int64(Extent+buffer)
					assert.Equal(t, edge.inner, in, "%v, buffer %d: %d is at %d", a, buffer, edge.at, place)
				}
			}
		}
	}
}
