package paint

import (
	"strings"
	"testing"

	"dateline/geo/raster"
	"dateline/geo/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// plainWriter measures ten px a character.
var plainWriter = writer{measure: func(s string, size float64, bold bool) float64 { return float64(10 * len([]rune(s))) }}

func TestBalanced(t *testing.T) {
	tens := func(s string) float64 { return float64(10 * len([]rune(s))) }
	for _, c := range []struct {
		text  string
		width float64
		most  int
		want  []string
	}{
		{"short", 100, 2, []string{"short"}},
		{"one two three four", 110, 2, []string{"one two", "three four"}},
		{"being prepared, not moved", 180, 2, []string{"being prepared,", "not moved"}},
		{"a b c d e f g h", 30, 2, []string{"a b", "c…"}},
		{"unbreakable", 50, 2, []string{"unbr…"}},
		{"", 50, 2, nil},
		{" \t ", 50, 2, nil},
		{"조선인민군이 러시아로 이동", 80, 2, []string{"조선인민군이", "러시아로 이동"}},
		{"e\u0301e\u0301e\u0301e\u0301", 40, 1, []string{"e\u0301…"}},
	} {
		got := balanced(c.text, c.width, c.most, tens)
		assert.Equal(t, c.want, got, c.text)
	}
	for _, l := range balanced(strings.Repeat("much more than there is room for ", 20), 170, 3, tens) {
		assert.LessOrEqual(t, tens(l), 170.0, l)
	}
}

func TestCaptions(t *testing.T) {
	text := func(lines []captionLine) (out []string) {
		for _, l := range lines {
			out = append(out, l.text)
		}
		return out
	}
	a := &entry{place: "Seoul", title: "A"}
	b := &entry{place: "Seoul", label: "NIS says"}
	c := plainWriter.captionOf([]*entry{a, b}, captionFull, true)
	assert.Equal(t, []string{"Seoul"}, text(c.name))
	assert.Equal(t, []string{"Seoul", "NIS says"}, text(c.full))
	assert.True(t, c.name[0].bold)
	assert.Nil(t, plainWriter.captionOf([]*entry{a, b}, captionNarrow, true).full, "no notes on a narrow map")
	assert.Nil(t, plainWriter.captionOf([]*entry{a, {place: "Busan"}}, captionFull, true), "of different places none is named")
	assert.Equal(t, []string{"Only a", "long title"}, text(plainWriter.captionOf([]*entry{{title: "Only a long title"}}, captionFull, true).name))
	assert.Nil(t, plainWriter.captionOf([]*entry{{title: "Only a title"}}, captionFull, false))
}

func TestUnknownOfMoves(t *testing.T) {
	for _, c := range []struct {
		move  Move
		short bool
		want  string
	}{
		{Move{Path: report.Schematic, FromPrecision: report.Country, From: "A North Korean port, not named"}, false, "Port not named, route not known"},
		{Move{Path: report.Schematic, FromPrecision: report.Country, From: "A North Korean port, not named"}, true, "Route not known"},
		{Move{Path: report.Schematic, FromPrecision: report.Country, From: "North Korea"}, false, "Origin not named, route not known"},
		{Move{Path: report.Schematic, FromPrecision: report.Settlement}, false, "Route not known"},
		{Move{Path: report.Tracked, FromPrecision: report.Area}, false, "Origin not named"},
		{Move{Path: report.Tracked, FromPrecision: report.Exact}, false, ""},
	} {
		assert.Equal(t, c.want, unknownOf(&c.move, c.short, "en"), "%+v", c.move)
	}
}

// Labels stand on nothing that is taken, on no mark and on no other label.
func TestCaptionsKeepClear(t *testing.T) {
	s := NewScene(mixed(30, 50))
	c := raster.New(900, 700)
	f := viewFrame(c, View{Lon: 30, Lat: 50, Zoom: 7, W: 900, H: 700, Scale: 1}, TileOptions{Theme: &Light})
	things := f.things(s.all, s.groupsAt(f.size))
	covered := []rect{{400, 0, 200, 700}}
	labels := f.labels(things, covered, captionFull)
	require.NotEmpty(t, labels)
	for i, l := range labels {
		assert.False(t, l.meets(covered[0]), "%v", l.rect)
		for _, o := range labels[:i] {
			assert.False(t, l.meets(o.rect), "%v and %v", l.lines, o.lines)
		}
		for n := range things {
			if things[n].kind == aMark {
				assert.False(t, l.meets(around(things[n].at, things[n].half)))
			}
		}
	}
}

func TestNotesNeedRoom(t *testing.T) {
	m := point("Seoul", 30, 50)
	m.Label = "a note"
	s := NewScene([]Mark{m})
	lines := func(width float32) int {
		f := viewFrame(raster.New(1, 1), View{Lon: 30, Lat: 50, Zoom: 7, W: width, H: 400, Scale: 1}, TileOptions{Theme: &Light})
		labels := f.labels(f.things(s.all, s.groupsAt(f.size)), nil, captionStyleOf(f.w))
		require.Len(t, labels, 1)
		return len(labels[0].lines)
	}
	assert.Equal(t, 1, lines(599))
	assert.Equal(t, 2, lines(600))
}
