// Package web holds the files of the page.
package web

import (
	"embed"
	"io/fs"
)

//go:embed map page style tiles vendor symbols.svg embed.js
var files embed.FS

//go:embed templates
var templates embed.FS

// Files are the scripts, style sheets and symbols that a page asks for.
func Files() fs.FS { return files }

// Templates are the pages themselves, as html/template has them.
func Templates() fs.FS {
	sub, err := fs.Sub(templates, "templates")
	if err != nil {
		panic(err) // only for an invalid path, and this one is constant
	}
	return sub
}
