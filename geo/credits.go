package geo

import (
	"net/url"

	"dateline/geo/words"
)

// CreditsLength is how much a line of credits says.
type CreditsLength uint8

const (
	CreditsPicture CreditsLength = iota // in a picture
	CreditsPage                         // on a page, which has room
	CreditsShort                        // on a narrow map
)

// borderCredits are the messages on whose view of borders is drawn.
var borderCredits = [...]string{"credits.borders", "credits.borders_long", "credits.borders_short"}

// Credits says of what is under a map whose view of borders is drawn and whose
// work it is. Borders are only spoken of where they are drawn here: what images
// of others show is not known. pov is un or ne, "" the basemap's own; lang is
// BCP 47.
func (b *Basemap) Credits(pov, lang string, length CreditsLength) []string {
	var parts []string
	if pov == "" {
		pov = b.pov
	}
	switch {
	case b.kind == BasemapPainted:
		parts = append(parts, words.In(lang).Say(borderCredits[length], "pov", pov))
	case b.kind != BasemapNone && length == CreditsPicture:
		return nil // a picture does not show it
	}
	if b.kind == BasemapElsewhere {
		if u, err := url.Parse(b.origin); err == nil && u.Hostname() != "" {
			parts = append(parts, u.Hostname())
		}
	}
	if b.attribution != "" {
		parts = append(parts, b.attribution)
	}
	return parts
}
