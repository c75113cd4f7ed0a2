package paint

import (
	"image/color"
	"testing"

	"dateline/geo/raster"
	"dateline/geo/report"

	"github.com/stretchr/testify/assert"
)

// symbolSheet is every symbol in one theme.
func symbolSheet(theme *Theme, k float64) *raster.Canvas {
	c := raster.New(int(260*k), int(560*k))
	c.Clear(theme.Land)
	f := frame{canvas: c, theme: theme, size: 4096, w: 260, h: 560, k: k, mark: 1}
	p := pen{c: c, theme: theme}
	at := func(x, y float64) *pen { return p.at(x*k, y*k, k) }
	line := func(l look, m Move, from, to xy) {
		e := entry{look: l, move: &m, lines: []chain{newChain([]xy{{from[0] / f.size, from[1] / f.size}, {to[0] / f.size, to[1] / f.size}}, false)}}
		for _, d := range f.linesOf(&e, 0) {
			f.drawLine(&e, &d)
		}
	}
	bend := -0.1
	for i, l := range []look{lookConfirmed, lookCorroborated, lookClaimed, lookUnconfirmed, lookDenied, lookRefuted, lookRetracted} {
		y := 72 + 46*float64(i)
		at(32, y).symbol(l, true)
		line(l, Move{Path: report.Schematic, Bend: &bend}, xy{60, y + 8}, xy{196, y - 4})
		if edgeOf(l).width > 0 {
			f.area(l, [][]xy{discOutline(xy{224, y}, 17)}, areaHatch, xy{})
		}
	}
	at(38, 412).ring(&[looks]int{lookClaimed: 2, lookDenied: 2}, 4, 19)
	at(108, 412).ring(&[looks]int{lookConfirmed: 4, lookCorroborated: 4, lookClaimed: 12, lookUnconfirmed: 9, lookDenied: 9}, 38, 22)
	at(196, 412).ring(&[looks]int{lookClaimed: 62, lookUnconfirmed: 40, lookRefuted: 12, lookStatement: 10}, 124, 25)
	at(32, 474).symbol(lookStatement, true)
	at(72, 474).statements(2)
	at(112, 474).symbol(lookPlain, true)
	at(152, 474).symbol(lookClaimed, true)
	p.corrected()
	line(lookClaimed, Move{Path: report.Schematic, Bend: &bend}, xy{20, 526}, xy{94, 517})
	line(lookClaimed, Move{Path: report.ReportedPath, Bend: &bend}, xy{104, 526}, xy{178, 517})
	line(lookClaimed, Move{Path: report.Tracked}, xy{188, 526}, xy{262, 517})
	return c
}

func grey(c *raster.Canvas) {
	for i := 0; i < len(c.Pix); i += 4 {
		g := color.GrayModel.Convert(color.RGBA{c.Pix[i], c.Pix[i+1], c.Pix[i+2], c.Pix[i+3]}).(color.Gray)
		c.Pix[i], c.Pix[i+1], c.Pix[i+2] = g.Y, g.Y, g.Y
	}
}

func TestSymbols(t *testing.T) {
	for _, theme := range []*Theme{&Light, &Dark, &Print} {
		c := symbolSheet(theme, 1)
		golden(t, c, "marks-"+theme.Name)
		show(t, symbolSheet(theme, 2), "sheet-"+theme.Name+".png")
	}
}

// Whoever sees no colour still tells the statuses apart: of the looks of points
// no two are alike in grey.
func TestSymbolsInGrey(t *testing.T) {
	for _, theme := range []*Theme{&Light, &Dark, &Print} {
		var drawn []*raster.Canvas
		for l := range looks {
			c := raster.New(30, 30)
			c.Clear(theme.Land)
			p := pen{c: c, theme: theme}
			p.at(15, 15, 1).symbol(l, true)
			grey(c)
			for other, o := range drawn {
				differ := 0
				for i := 0; i < len(c.Pix); i += 4 {
					if d := int(c.Pix[i]) - int(o.Pix[i]); d > 40 || d < -40 {
						differ++
					}
				}
				assert.Greater(t, differ, 25, "%s: looks %d and %d", theme.Name, l, other)
			}
			drawn = append(drawn, c)
		}
	}
}
