package paint

import (
	"context"
	"slices"
	"strings"

	"dateline/geo/raster"
)

// nameOfPlace is a name as names are compared: on one line, in small letters.
func nameOfPlace(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}

// labelsBut paints the labels of a view: in the order of their importance, each
// where it meets nothing that is taken, whole or not at all. What they take is added
// to taken. Names that are written already are left out: who
// reads "North Korea" beside an area need not read it in it. Towns are there to
// find one's way; a map of few but large words does without. ground may be nil.
// Errors are those of [Basemap.Tile].
func (b *Basemap) labelsBut(ctx context.Context, c *raster.Canvas, v View, o TileOptions, taken *Taken, written []string, ground *plainGround, towns bool) error {
	o, err := o.Checked()
	if err != nil {
		return err
	}
	w, err := viewWindow(c, v)
	if err != nil {
		return err
	}
	placed, err := b.places.inView(ctx, w, o, taken, ground)
	if err != nil {
		return err
	}
	p := labelPen{canvas: c, window: w, theme: o.Theme, lang: o.Lang}
	for _, l := range placed {
		if (towns || l.class != placeLabel) && !slices.ContainsFunc(written, l.called) {
			p.draw(l)
		}
	}
	return nil
}
