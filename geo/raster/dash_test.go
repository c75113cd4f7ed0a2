package raster

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// told writes contours as "0-5 8.5-13.5": where each begins and ends on x.
func told(p *Path) string {
	var parts []string
	p.Contours(func(pts []Point, closed bool) bool {
		s := fmt.Sprintf("%.4g-%.4g", pts[0].X, pts[len(pts)-1].X)
		if closed {
			s += "z"
		}
		parts = append(parts, s)
		return true
	})
	return strings.Join(parts, " ")
}

func TestDash(t *testing.T) {
	line := open(0, 0, 20, 0)
	inf := float32(math.Inf(1))
	for _, one := range []struct {
		name    string
		p       *Path
		lengths []float32
		phase   float32
		want    string
	}{
		{"from the start", line, []float32{5, 3}, 0, "0-5 8-13 16-20"},
		{"phase in a dash", line, []float32{5, 3}, 2, "0-3 6-11 14-19"},
		{"phase in a gap", line, []float32{5, 3}, 6, "2-7 10-15 18-20"},
		{"negative phase", line, []float32{5, 3}, -1, "1-6 9-14 17-20"},
		{"phase of many periods", line, []float32{5, 3}, 802, "0-3 6-11 14-19"},
		{"ends with a gap", line, []float32{5, 5}, 0, "0-5 10-15"},
		{"ends with a dash", line, []float32{4, 4}, 0, "0-4 8-12 16-20"},
		{"one length", line, []float32{4}, 0, "0-4 8-12 16-20"},
		{"four lengths", line, []float32{6, 2, 1, 2}, 0, "0-6 8-9 11-17 19-20"},
		{"dots", line, []float32{0, 6}, 0, "0-0 6-6 12-12 18-18"},
		{"dots to the end", line, []float32{0, 10}, 0, "0-0 10-10 20-20"},
		{"over corners", open(0, 0, 3, 0, 9, 0, 20, 0), []float32{5, 3}, 0, "0-5 8-13 16-20"},
		{"longer than the line", line, []float32{50, 3}, 0, "0-20"},
		{"no pattern", line, nil, 0, "0-20"},
		{"zeros", line, []float32{0, 0}, 0, "0-20"},
		{"negative", line, []float32{5, -3}, 0, "0-20"},
		{"not a number", line, []float32{5, nan}, 0, "0-20"},
		{"endless", line, []float32{5, inf}, 0, "0-20"},
		{"phase not a number", line, []float32{5, 3}, nan, "0-20"},
		{"too many", open(0, 0, 2e6, 0), []float32{0.5, 0.5}, 0, "0-2e+06"},
		{"ring", path(0, 0, 10, 0, 10, 10, 0, 10), []float32{5, 15}, 0, "0-5 10-5"},
		{"nothing", new(Path), []float32{5, 3}, 0, ""},
	} {
		t.Run(one.name, func(t *testing.T) {
			var dst Path
			one.p.Dash(&dst, one.lengths, one.phase)
			assert.Equal(t, one.want, told(&dst))
		})
	}
}

func TestDashFit(t *testing.T) {
	for _, one := range []struct {
		name    string
		p       *Path
		lengths []float32
		want    string
	}{
		{"fits", open(0, 0, 16, 0), []float32{5, 3}, "0-2.5 5.5-10.5 13.5-16"},
		{"stretched", open(0, 0, 20, 0), []float32{5, 3}, "0-2.083 4.583-8.75 11.25-15.42 17.92-20"},
		{"squeezed", open(0, 0, 6, 0), []float32{5, 3}, "0-1.875 4.125-6"},
		{"short", open(0, 0, 3.9, 0), []float32{5, 3}, "0-3.9"},
		{"dots at both ends", open(0, 0, 19, 0), []float32{0, 6.5}, "0-0 6.333-6.333 12.67-12.67 19-19"},
		{"ring", path(0, 0, 10, 0, 10, 10, 0, 10), []float32{5, 16}, "0-4.762 0-4.762"},
	} {
		t.Run(one.name, func(t *testing.T) {
			var dst Path
			one.p.DashFit(&dst, one.lengths)
			if one.name == "ring" {
				assert.Equal(t, 2, strings.Count(told(&dst), "-"), told(&dst))
				return
			}
			assert.Equal(t, one.want, told(&dst))
		})
	}
}

// Two pieces of a line join in the middle of a dash.
func TestDashFitJoinsPieces(t *testing.T) {
	whole, parts := New(120, 20), New(120, 20)
	for i, c := range []*Canvas{whole, parts} {
		var d Path
		if i == 0 {
			open(0, 10, 120, 10).DashFit(&d, []float32{7, 5})
		} else {
			open(0, 10, 48, 10).DashFit(&d, []float32{7, 5})
			open(48, 10, 120, 10).DashFit(&d, []float32{7, 5})
		}
		c.Stroke(&d, Stroke{Width: 3}, black)
	}
	near(t, whole.Pix, parts.Pix, 1)
}
