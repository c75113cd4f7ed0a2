package server

import (
	"context"

	"github.com/maypok86/otter/v2"
)

// A page is rendered HTML.
type page struct{ body, gzipped []byte }

// A pageCache holds rendered pages by what they depend on, up to a number of bytes. A
// page of a million entries takes a second to render: those who ask for it
// meanwhile wait for the same rendering.
type pageCache struct {
	pages *otter.Cache[string, *page]
}

func newPageCache(bytes uint64) (*pageCache, error) {
	pages, err := otter.New(&otter.Options[string, *page]{
		MaximumWeight: max(bytes, 1),
		Weigher: func(_ string, p *page) uint32 {
			return uint32(min(len(p.body)+len(p.gzipped)+overhead, 1<<31))
		},
	})
	return &pageCache{pages}, err
}

// get returns a page, rendered now if it is not at hand.
func (c *pageCache) get(ctx context.Context, key string, render func() (*page, error)) (*page, error) {
	// The first of several requests may go away; the others still want the page.
	return c.pages.Get(context.WithoutCancel(ctx), key, otter.LoaderFunc[string, *page](
		func(context.Context, string) (*page, error) { return render() }))
}
