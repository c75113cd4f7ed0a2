// Package paint turns tiles, marks and words into pixels: the basemap, the
// marks of a map by what is said of them, and whole pictures. Everything is
// deterministic: the same input gives the same bytes.
package paint
