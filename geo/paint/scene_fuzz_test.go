package paint

import (
	"context"
	"encoding/binary"
	"math"
	"testing"

	"dateline/geo/raster"
	"dateline/geo/report"
	"dateline/geo/tile"
)

// A bytesReader makes values of whatever bytes there are.
type bytesReader struct{ data []byte }

func (r *bytesReader) byte() byte {
	if len(r.data) == 0 {
		return 0
	}
	b := r.data[0]
	r.data = r.data[1:]
	return b
}

func (r *bytesReader) float() float64 {
	switch r.byte() % 4 {
	case 0: // any bits
		var b [8]byte
		for i := range b {
			b[i] = r.byte()
		}
		return math.Float64frombits(binary.LittleEndian.Uint64(b[:]))
	case 1:
		return float64(int8(r.byte())) * 3
	default:
		return float64(int16(uint16(r.byte())|uint16(r.byte())<<8)) / 91
	}
}

func (r *bytesReader) text() string {
	n := min(int(r.byte()), len(r.data))
	s := string(r.data[:n])
	r.data = r.data[n:]
	return s
}

func (r *bytesReader) line() []LonLat {
	out := make([]LonLat, r.byte()%12)
	for i := range out {
		out[i] = LonLat{r.float(), r.float()}
	}
	return out
}

func (r *bytesReader) mark() Mark {
	statuses := append(report.Statuses(), "", "?")
	m := Mark{
		Kind:      []string{report.Event, report.Movement, report.Statement, ""}[r.byte()%4],
		Status:    statuses[int(r.byte())%len(statuses)],
		Precision: append(report.Precisions(), "")[r.byte()%8],
		RadiusM:   r.float(), Corrected: r.byte()%2 == 0,
		Title: r.text(), Place: r.text(), Label: r.text(), Said: r.text(),
	}
	if r.byte()%2 == 0 {
		bend := r.float()
		m.Move = &Move{Path: report.Paths()[r.byte()%3], FromPrecision: append(report.Precisions(), "")[r.byte()%8], From: r.text(), Bend: &bend}
	}
	m.Shape.Points = r.line()
	for range r.byte() % 3 {
		m.Shape.Lines = append(m.Shape.Lines, r.line())
	}
	for range r.byte() % 3 {
		m.Shape.Rings = append(m.Shape.Rings, r.line())
	}
	return m
}

// Whatever marks say, they are drawn or left out: in a tile, in a view with
// labels, and in a picture.
func FuzzScene(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("claimed at a place that is not known, said to be on the move \x02\x03\x01\x01\x00\x7f\x10\x20\x30"))
	all := make([]byte, 1200)
	for i := range all {
		all[i] = byte(i * 37)
	}
	f.Add(all)
	f.Fuzz(func(t *testing.T, data []byte) {
		r := bytesReader{data}
		z := r.byte() % 25
		a := tile.Address{Z: z, X: uint32(r.byte()) << 17 % (1 << z), Y: uint32(r.byte()) << 17 % (1 << z)}
		v := View{Lon: r.float(), Lat: r.float(), Zoom: r.float(), W: 200, H: 150, Scale: 1 + float32(r.byte())/100}
		var marks []Mark
		for len(r.data) > 0 && len(marks) < 40 {
			marks = append(marks, r.mark())
		}
		s := NewScene(marks)
		ctx := context.Background()
		c, err := s.Tile(ctx, a, TileOptions{Half: z%2 == 0})
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(c.Pix); i += 4 {
			if p := c.Pix[i : i+4]; max(p[0], p[1], p[2]) > p[3] {
				t.Fatal("a colour is not premultiplied")
			}
		}
		c.Release()
		c = raster.New(200, 150)
		draw(t, s, c, v)
		title := ""
		if len(marks) > 0 {
			title = marks[0].Title
		}
		p := Picture{W: 300, H: 200, Scene: s, Title: title, UI: []UI{UINone, UIMin, UIFull}[z%3]}
		if _, err := p.Paint(ctx); err != nil {
			t.Fatal(err)
		}
	})
}
