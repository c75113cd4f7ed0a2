package raster

import (
	"encoding/binary"
	"image/color"
	"math"
)

// Ink is what paint consists of: a colour, and where it is thinner.
type Ink struct {
	Color color.NRGBA
	Hatch *Hatch
	Fade  *Fade
}

// Solid is plain ink.
func Solid(k color.NRGBA) Ink { return Ink{Color: k} }

// Hatch lets ink fall on parallel lines alone, Width wide and Step from middle
// to middle. Angle is in radians, from the x axis towards the y axis. One line
// goes through (X, Y): where neighbouring pictures name the same place, their
// hatches join. Without a Step above zero everything is covered.
type Hatch struct{ Step, Width, Angle, X, Y float32 }

// Fade has ink's opacity go from From at (X0, Y0) to To at (X1, Y1), evenly
// along the line between them and constant beyond it. Opacities are 0 to 1.
type Fade struct{ X0, Y0, X1, Y1, From, To float32 }

// brush is ink made ready for rows of pixels.
type brush struct {
	color uint32 // opaque
	alpha uint32
	plain bool

	hatch          bool
	phaseX, phaseY uint32 // of a hatch, per pixel, where 1<<32 is one step
	phase          uint32 // at the middle of pixel (0, 0)
	step, half     float32

	fade           bool
	at, perX, perY float64 // along the fade, 0 … 1, at the middle of pixel (0, 0)
	from, gain     float64
}

func newBrush(ink Ink) brush {
	k := ink.Color
	b := brush{
		color: uint32(k.R) | uint32(k.G)<<8 | uint32(k.B)<<16 | 0xff<<24,
		alpha: uint32(k.A),
	}
	if h := ink.Hatch; h != nil && h.Step > 0 && finite(h.Step) {
		sin, cos := math.Sincos(float64(h.Angle))
		turns := func(v float64) uint32 {
			v /= float64(h.Step)
			v -= math.Floor(v)
			if !(v >= 0 && v < 1) {
				return 0
			}
			return uint32(uint64(v * (1 << 32)))
		}
		b.hatch, b.step, b.half = true, h.Step, max(h.Width, 0)/2
		b.phaseX, b.phaseY = turns(-sin), turns(cos)
		b.phase = turns(-sin*(0.5-float64(h.X)) + cos*(0.5-float64(h.Y)))
	}
	if f := ink.Fade; f != nil {
		b.fade = true
		dx, dy := float64(f.X1)-float64(f.X0), float64(f.Y1)-float64(f.Y0)
		b.from, b.gain = float64(f.From), float64(f.To)-float64(f.From)
		if l := dx*dx + dy*dy; l > 0 && !math.IsInf(l, 0) {
			b.perX, b.perY = dx/l, dy/l
			b.at = (0.5-float64(f.X0))*b.perX + (0.5-float64(f.Y0))*b.perY
		} else {
			b.at = 1
		}
	}
	b.plain = !b.hatch && !b.fade
	return b
}

// run paints pixels of one row from (x, y) on with opacity a, 1 to 255.
func (b *brush) run(row []byte, x, y int, a uint32) {
	if b.plain {
		if a == 255 {
			fill(row, b.color)
		} else {
			mixRun(row, b.color, a)
		}
		return
	}
	phase := b.phase + uint32(x)*b.phaseX + uint32(y)*b.phaseY
	at := b.at + float64(x)*b.perX + float64(y)*b.perY
	for i := 0; i+4 <= len(row); i += 4 {
		k := a
		if b.hatch {
			k = div255(k * b.line(phase))
			phase += b.phaseX
		}
		if b.fade {
			k = div255(k * b.faded(at))
			at += b.perX
		}
		if k != 0 {
			binary.LittleEndian.PutUint32(row[i:], mix(binary.LittleEndian.Uint32(row[i:]), b.color, k))
		}
	}
}

// line is how much of a pixel at that phase the hatch covers, of 255: the
// overlap of the line with a pixel's width across it.
func (b *brush) line(phase uint32) uint32 {
	away := float32(int32(phase)) * (1.0 / (1 << 32)) * b.step
	if away < 0 {
		away = -away
	}
	cover := min(away+0.5, b.half) - max(away-0.5, -b.half)
	if !(cover > 0) {
		return 0
	}
	return uint32(min(cover, 1)*255 + 0.5)
}

func (b *brush) faded(at float64) uint32 {
	v := b.from + b.gain*max(0, min(1, at))
	if !(v > 0) {
		return 0
	}
	return uint32(min(v, 1)*255 + 0.5)
}
