package raster

import (
	"bytes"
	"encoding/binary"
	"image/color"
	"image/png"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// pathOf reads any bytes as a path: an operation, then its coordinates, small
// ones as bytes or any float32.
func pathOf(data []byte) *Path {
	var p Path
	number := func() float32 {
		if len(data) == 0 {
			return 0
		}
		k := data[0]
		data = data[1:]
		if k == 255 && len(data) >= 4 {
			v := math.Float32frombits(binary.LittleEndian.Uint32(data))
			data = data[4:]
			return v
		}
		return float32(k)/3 - 10
	}
	for len(data) > 0 {
		op := data[0]
		data = data[1:]
		switch op % 6 {
		case 0:
			p.MoveTo(number(), number())
		case 1, 2:
			p.LineTo(number(), number())
		case 3:
			p.QuadTo(number(), number(), number(), number())
		case 4:
			p.CubicTo(number(), number(), number(), number(), number(), number())
		case 5:
			p.Close()
		}
	}
	return &p
}

func float(v float32) []byte {
	return binary.LittleEndian.AppendUint32([]byte{255}, math.Float32bits(v))
}

// premultiplied says that no channel is above its pixel's opacity.
func premultiplied(t *testing.T, c *Canvas) {
	for i := 0; i < len(c.Pix); i += 4 {
		if max(c.Pix[i], c.Pix[i+1], c.Pix[i+2]) > c.Pix[i+3] {
			t.Fatalf("%x is not premultiplied", c.Pix[i:i+4])
		}
	}
}

// used says that the scan converter left nothing behind.
func used(t *testing.T, c *Canvas) {
	if c.work == nil {
		return
	}
	require.Equal(t, -1, slices.IndexFunc(c.work.scan.cells, func(v int32) bool { return v != 0 }))
	require.Equal(t, -1, slices.IndexFunc(c.work.scan.marks, func(v uint64) bool { return v != 0 }))
}

func FuzzFill(f *testing.F) {
	f.Add([]byte{0, 40, 40, 1, 100, 40, 1, 80, 90, 5, 3, 1, 2, 3, 4})
	f.Add(append(append([]byte{0, 40, 40, 1}, float(float32(math.Inf(1)))...), float(float32(math.NaN()))...))
	f.Add(append(append([]byte{4, 40, 40}, float(1e38)...), float(-1e38)...))
	f.Add(append(append([]byte{0, 40, 40, 1}, float(1<<21)...), float(-3e6)...))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1000 {
			return
		}
		p := pathOf(data)
		c := New(61, 47)
		k := color.NRGBA{90, 160, 250, 200}
		c.Fill(p, Solid(k))
		c.FillEvenOdd(p, Ink{Color: k, Hatch: &Hatch{Step: 5, Width: 1, Angle: 1}, Fade: &Fade{0, 0, 60, 60, 0, 1}})
		premultiplied(t, c)
		used(t, c)

		// The same shape from a canvas that begins further left and higher.
		var q Path
		q.Append(p, Translate(16, 8))
		a, b := New(61, 47), New(77, 55)
		a.Fill(p, black)
		b.Fill(&q, black)
		x0, y0, x1, y1, ok := p.Bounds()
		if ok && min(x0, y0) > -1000 && max(x1, y1) < 1000 {
			for y := range 47 {
				near(t, a.Pix[4*61*y:4*61*(y+1)], b.Pix[4*(77*(y+8)+16):4*(77*(y+8)+77)], 24)
			}
		}
	})
}

func FuzzStroke(f *testing.F) {
	f.Add([]byte{0, 40, 40, 1, 100, 40, 1, 80, 90, 5}, float32(3), uint8(4), float32(5), float32(3), float32(1))
	f.Add([]byte{0, 40, 40, 1, 40, 40, 1, 40, 41}, float32(1e30), uint8(1), float32(0), float32(0.001), float32(-1))
	f.Add(append(append([]byte{0, 40, 40, 1}, float(1e9)...), float(float32(math.NaN()))...), float32(0.1), uint8(8), float32(1e-3), float32(1e-9), float32(1e9))
	f.Fuzz(func(t *testing.T, data []byte, width float32, kind uint8, dash, gap, phase float32) {
		if len(data) > 300 {
			return
		}
		p := pathOf(data)
		st := Stroke{Width: width, Cap: Cap(kind % 3), Join: Join(kind / 3 % 3), Miter: float32(kind>>4) / 2}
		c := New(61, 47)
		c.Stroke(p, st, Solid(color.NRGBA{90, 160, 250, 200}))
		var dashed, fitted, outline Path
		p.Dash(&dashed, []float32{dash, gap}, phase)
		p.DashFit(&fitted, []float32{dash, gap, gap})
		c.Stroke(&dashed, st, Solid(ink))
		c.Stroke(&fitted, st, Solid(land))
		p.Outline(&outline, st)
		c.Fill(&outline, Solid(ink))
		premultiplied(t, c)
		used(t, c)
	})
}

func FuzzPNG(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8}, uint8(3), true)
	f.Add(bytes.Repeat([]byte{1, 2, 3, 4, 200}, 300), uint8(20), false)
	f.Fuzz(func(t *testing.T, data []byte, width uint8, exact bool) {
		w := int(width)%64 + 1
		h := min(len(data)/4/w, 200)
		if h == 0 {
			return
		}
		c := New(w, h)
		for i := range w * h {
			v := data[4*i:]
			binary.LittleEndian.PutUint32(c.Pix[4*i:], premultiply(color.NRGBA{v[0], v[1], v[2], v[3]}))
		}
		m, err := png.Decode(bytes.NewReader(c.PNG(nil, PNGOptions{Exact: exact})))
		require.NoError(t, err)
		for y := range h {
			for x := range w {
				want, got := premultiply(c.At(x, y)), premultiply(nrgba(m, x, y))
				if far := apart(want, got); far > 8 || exact && far > 0 {
					t.Fatalf("%08x became %08x", want, got)
				}
			}
		}
	})
}
