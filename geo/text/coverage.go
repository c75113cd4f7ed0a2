package text

import (
	gotext "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// listed writes the coverages of a font's substitutions as lists of glyphs where
// they are ranges. Up to v0.3.5 go-text forgets, when it prepares a lookup, the
// ranges after one that is long (go-text/typesetting, pull request 279). Of
// Noto Sans Arabic these are noon, qaf, yeh and others, which then stay as they
// are alone within a word. With a later version this is not needed.
func listed(f *gotext.Font) {
	for _, lookup := range f.GSUB.Lookups {
		for i, sub := range lookup.Subtables {
			switch sub := sub.(type) {
			case tables.SingleSubs:
				switch data := sub.Data.(type) {
				case tables.SingleSubstData1:
					data.Coverage = list(data.Coverage)
					sub.Data = data
				case tables.SingleSubstData2:
					data.Coverage = list(data.Coverage)
					sub.Data = data
				}
				lookup.Subtables[i] = sub
			case tables.MultipleSubs:
				sub.Coverage = list(sub.Coverage)
				lookup.Subtables[i] = sub
			case tables.AlternateSubs:
				sub.Coverage = list(sub.Coverage)
				lookup.Subtables[i] = sub
			case tables.LigatureSubs:
				sub.Coverage = list(sub.Coverage)
				lookup.Subtables[i] = sub
			}
		}
	}
}

// list is a coverage as a list, if its ranges count on from each other.
func list(c tables.Coverage) tables.Coverage {
	ranges, ok := c.(tables.Coverage2)
	if !ok {
		return c
	}
	var all []tables.GlyphID
	for _, r := range ranges.Ranges {
		if int(r.StartCoverageIndex) != len(all) || r.EndGlyphID < r.StartGlyphID {
			return c
		}
		for g := int(r.StartGlyphID); g <= int(r.EndGlyphID); g++ {
			all = append(all, tables.GlyphID(g))
		}
	}
	return tables.Coverage1{Glyphs: all}
}
