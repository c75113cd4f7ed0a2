package raster

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"math/rand/v2"
	"testing"

	"golang.org/x/image/vector"
)

// drawing is about what a basemap tile of 512 pixels holds.
type drawing struct {
	land, coast, glyphs Path
	borders             []Path
}

// wander adds a shore-like line that leaves the tile left and right.
func wander(p *Path, r *rand.Rand, y float32, n int) {
	for i := range n {
		x := -10 + 532*float32(i)/float32(n-1)
		y += float32(r.NormFloat64()) * 1.5
		if i == 0 {
			p.MoveTo(x, y)
		} else {
			p.LineTo(x, y)
		}
	}
}

// blob adds a ring of n points about (x, y).
func blob(p *Path, r *rand.Rand, x, y, size float32, n int) {
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		k := size * (0.8 + 0.2*r.Float32())
		if i == 0 {
			p.MoveTo(x+k*float32(cos), y+k*float32(sin))
		} else {
			p.LineTo(x+k*float32(cos), y+k*float32(sin))
		}
	}
	p.Close()
}

// glyph adds something with the weight of an "e": 20 curves in a 7 pixel box.
func glyph(p *Path, x, y float32) {
	for _, k := range [2]float32{3.5, 2} {
		for i := range 10 {
			a, b, c := float64(i)/10*2*math.Pi, (float64(i)+0.5)/10*2*math.Pi, float64(i+1)/10*2*math.Pi
			if i == 0 {
				p.MoveTo(x+k*float32(math.Cos(a)), y+k*float32(math.Sin(a)))
			}
			p.QuadTo(x+1.05*k*float32(math.Cos(b)), y+1.05*k*float32(math.Sin(b)),
				x+k*float32(math.Cos(c)), y+k*float32(math.Sin(c)))
		}
		p.Close()
	}
}

func newDrawing() *drawing {
	r := rand.New(rand.NewPCG(1, 2))
	d := new(drawing)
	wander(&d.land, r, 300, 1500)
	d.land.LineTo(522, -10)
	d.land.LineTo(-10, -10)
	d.land.Close()
	wander(&d.coast, r, 300, 1500)
	for range 60 {
		x, y := 512*r.Float32(), 512*r.Float32()
		blob(&d.land, r, x, y, 12, 40)
		blob(&d.coast, r, x, y, 12, 40)
	}
	for range 12 {
		var p Path
		wander(&p, r, 512*r.Float32(), 150)
		d.borders = append(d.borders, p)
	}
	for range 40 {
		x, y := 430*r.Float32(), 512*r.Float32()
		for k := range 10 {
			glyph(&d.glyphs, x+8*float32(k), y)
		}
	}
	return d
}

var (
	water = color.NRGBA{0xd6, 0xe1, 0xe7, 255}
	land  = color.NRGBA{0xf5, 0xf3, 0xee, 255}
	coast = color.NRGBA{0x9d, 0xb0, 0xbb, 255}
	ink   = color.NRGBA{0x1b, 0x1f, 0x23, 255}
)

func (d *drawing) paint(c *Canvas) {
	c.Clear(water)
	c.Fill(&d.land, Solid(land))
	c.Stroke(&d.coast, Stroke{Width: 1.1, Join: JoinRound}, Solid(coast))
	for i := range d.borders {
		c.Stroke(&d.borders[i], Stroke{Width: 1.1}, Solid(color.NRGBA{0x91, 0x8b, 0x81, 255}))
	}
	c.Stroke(&d.glyphs, Stroke{Width: 3, Join: JoinRound}, Solid(land))
	c.Fill(&d.glyphs, Solid(ink))
}

func BenchmarkTile(b *testing.B) {
	d, c := newDrawing(), New(512, 512)
	b.ReportAllocs()
	for b.Loop() {
		d.paint(c)
	}
}

func BenchmarkTileParts(b *testing.B) {
	d, c := newDrawing(), New(512, 512)
	b.Run("land", func(b *testing.B) {
		for b.Loop() {
			c.Fill(&d.land, Solid(land))
		}
	})
	b.Run("coast", func(b *testing.B) {
		for b.Loop() {
			c.Stroke(&d.coast, Stroke{Width: 1.1, Join: JoinRound}, Solid(coast))
		}
	})
	b.Run("halo", func(b *testing.B) {
		for b.Loop() {
			c.Stroke(&d.glyphs, Stroke{Width: 3, Join: JoinRound}, Solid(land))
		}
	})
	b.Run("glyphs", func(b *testing.B) {
		for b.Loop() {
			c.Fill(&d.glyphs, Solid(ink))
		}
	})
	b.Run("circle", func(b *testing.B) {
		var p Path
		p.Circle(100.3, 100.4, 7)
		for b.Loop() {
			c.Fill(&p, Solid(ink))
		}
	})
}

// The baseline: the same fills by golang.org/x/image/vector, which is the
// other accumulating rasteriser in pure Go.
func BenchmarkFillBeside(b *testing.B) {
	d := newDrawing()
	for _, one := range []struct {
		name string
		path *Path
	}{{"land", &d.land}, {"glyphs", &d.glyphs}} {
		b.Run(one.name+"/raster", func(b *testing.B) {
			c := New(512, 512)
			b.ReportAllocs()
			for b.Loop() {
				c.Fill(one.path, Solid(land))
			}
		})
		b.Run(one.name+"/x-image-vector", func(b *testing.B) {
			dst := image.NewRGBA(image.Rect(0, 0, 512, 512))
			src := image.NewUniform(land)
			z := vector.NewRasterizer(512, 512)
			b.ReportAllocs()
			for b.Loop() {
				z.Reset(512, 512)
				z.DrawOp = draw.Over
				replay(one.path, z)
				z.Draw(dst, dst.Rect, src, image.Point{})
			}
		})
	}
}

func replay(p *Path, z *vector.Rasterizer) {
	at := 0
	for _, v := range p.verbs {
		switch v {
		case moveTo:
			z.MoveTo(p.points[at].X, p.points[at].Y)
			at++
		case lineTo:
			z.LineTo(p.points[at].X, p.points[at].Y)
			at++
		case quadTo:
			z.QuadTo(p.points[at].X, p.points[at].Y, p.points[at+1].X, p.points[at+1].Y)
			at += 2
		case cubicTo:
			z.CubeTo(p.points[at].X, p.points[at].Y, p.points[at+1].X, p.points[at+1].Y, p.points[at+2].X, p.points[at+2].Y)
			at += 3
		case closePath:
			z.ClosePath()
		}
	}
}

func BenchmarkPNG(b *testing.B) {
	d, c := newDrawing(), New(512, 512)
	d.paint(c)
	blank := New(512, 512)
	for _, one := range []struct {
		name string
		c    *Canvas
		o    PNGOptions
	}{{"tile", c, PNGOptions{}}, {"tile/small", c, PNGOptions{Small: true}}, {"tile/exact", c, PNGOptions{Exact: true}}, {"blank", blank, PNGOptions{}}} {
		b.Run(one.name, func(b *testing.B) {
			var buf []byte
			b.ReportAllocs()
			for b.Loop() {
				buf = one.c.PNG(buf[:0], one.o)
			}
			b.ReportMetric(float64(len(buf)), "bytes")
		})
	}
	b.Run("tile/image-png", func(b *testing.B) {
		var buf bytes.Buffer
		e := png.Encoder{CompressionLevel: png.BestSpeed}
		for b.Loop() {
			buf.Reset()
			if err := e.Encode(&buf, c.Image()); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(buf.Len()), "bytes")
	})
}
