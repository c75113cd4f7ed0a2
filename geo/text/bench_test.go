package text

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"testing"

	"dateline/geo/raster"

	"github.com/stretchr/testify/require"
	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

var (
	dark  = color.NRGBA{0x22, 0x26, 0x2b, 255}
	paper = color.NRGBA{0xfb, 0xfa, 0xf6, 255}
)

// labels are as many names as a busy tile of 512 px has.
func labels(n int) []string {
	names := []string{
		"Vladivostok", "Ussuriysk", "Khabarovsk", "Pyongyang", "Sea of Japan", "Kursk", "Donetsk", "Zaporizhzhia",
		"Владивосток", "Уссурийск", "Хабаровск", "Пхеньян", "Київ", "Слов\u02bcянськ", "Дніпро", "Біла Церква",
		"블라디보스토크", "평양", "서울", "하바롭스크", "القاهرة", "بغداد", "Αθήνα", "Θεσσαλονίκη",
	}
	out := make([]string, n)
	for i := range out {
		out[i] = names[i%len(names)]
		if i >= len(names) {
			out[i] += fmt.Sprintf(" %d", i)
		}
	}
	return out
}

var labelStyle = Style{Size: 13, Lang: "en"}

// 40 labels on one tile: shaped before, and painted before.
func BenchmarkDrawKept(b *testing.B) {
	c, names := raster.New(512, 512), labels(40)
	shaped := make([]*Line, len(names))
	for i, s := range names {
		shaped[i] = Shape(s, labelStyle)
	}
	b.ReportAllocs()
	for b.Loop() {
		for i, l := range shaped {
			l.Draw(c, float32(i%5)*100, float32(i/5)*60+20, dark, paper, 3)
		}
	}
}

// The same, asked for by their text each time.
func BenchmarkShapeAndDrawKept(b *testing.B) {
	c, names := raster.New(512, 512), labels(40)
	b.ReportAllocs()
	for b.Loop() {
		for i, s := range names {
			Shape(s, labelStyle).Draw(c, float32(i%5)*100, float32(i/5)*60+20, dark, paper, 3)
		}
	}
}

// 40 labels that nobody has seen: shaped, outlined and painted.
func BenchmarkDrawNew(b *testing.B) {
	c, names := raster.New(512, 512), labels(40)
	draws := func(lines *[]*Line) {
		for i, l := range *lines {
			l.Draw(c, float32(i%5)*100, float32(i/5)*60+20, dark, paper, 3)
		}
	}
	var fresh []*Line
	b.ReportAllocs()
	for b.Loop() {
		fresh = fresh[:0]
		for _, s := range names {
			runes, _ := clean(s)
			fresh = append(fresh, shape(runes, labelStyle))
		}
		draws(&fresh)
	}
}

func BenchmarkShapeNew(b *testing.B) {
	names := labels(40)
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range names {
			runes, _ := clean(s)
			shape(runes, labelStyle)
		}
	}
}

// The baseline: golang.org/x/image's drawer with the same font, whose glyphs it
// does not keep. It has no halo, no shaping and one script a font, so that
// the labels are those of Latin, Greek and Cyrillic alone.
func BenchmarkDrawerOfXImage(b *testing.B) {
	f, err := opentype.Parse(inflate(b, "NotoSans-Regular"))
	require.NoError(b, err)
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: 13, DPI: 72, Hinting: xfont.HintingNone})
	require.NoError(b, err)
	dst := image.NewRGBA(image.Rect(0, 0, 512, 512))
	d := xfont.Drawer{Dst: dst, Src: image.NewUniform(dark), Face: face}
	draw.Draw(dst, dst.Bounds(), image.NewUniform(paper), image.Point{}, draw.Src)
	names := westernLabels(40)
	b.ReportAllocs()
	for b.Loop() {
		for i, s := range names {
			d.Dot = fixed.P(i%5*100, i/5*60+20)
			d.DrawString(s)
		}
	}
}

// The same labels without a halo, to set beside the baseline.
func BenchmarkDrawNewPlain(b *testing.B) {
	c, names := raster.New(512, 512), westernLabels(40)
	b.ReportAllocs()
	for b.Loop() {
		for i, s := range names {
			runes, _ := clean(s)
			shape(runes, labelStyle).Draw(c, float32(i%5)*100, float32(i/5)*60+20, dark, color.NRGBA{}, 0)
		}
	}
}

func BenchmarkDrawKeptPlain(b *testing.B) {
	c, names := raster.New(512, 512), westernLabels(40)
	b.ReportAllocs()
	for b.Loop() {
		for i, s := range names {
			Shape(s, labelStyle).Draw(c, float32(i%5)*100, float32(i/5)*60+20, dark, color.NRGBA{}, 0)
		}
	}
}

func westernLabels(n int) []string {
	out := labels(0)
	for _, s := range labels(n * 2) {
		if r := []rune(s)[0]; r < 0x590 && len(out) < n {
			out = append(out, s)
		}
	}
	return out
}

// What the first text of a script waits for: inflating, parsing and preparing.
func BenchmarkLoad(b *testing.B) {
	for _, f := range fontsOfFiles {
		b.Run(f.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				(&font{name: f.name}).load()
			}
		})
	}
}
