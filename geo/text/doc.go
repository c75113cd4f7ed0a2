// Package text turns words into outlines and pictures of words. It holds its
// own fonts, subsets of Noto Sans for Latin, Greek, Cyrillic, Arabic and
// Hangul, so that a label looks the same on every machine.
//
// A line is cleaned, cut into runs of one direction, script and font, shaped
// by HarfBuzz's port to Go and put in visual order. Glyphs are not hinted, so
// widths grow in proportion to the size.
//
// Texts come from anywhere. Any bytes may be given; a line ends at MaxRunes
// characters, and caches are bounded by what they weigh. Everything here is
// safe for concurrent use.
package text
