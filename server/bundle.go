package server

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"dateline/web"

	"github.com/evanw/esbuild/pkg/api"
)

// bundleFolder is where the bundles are among the assets.
const bundleFolder = "bundle/"

// bundleEntries are the files that a page names. Each is joined with what it imports
// and made small, since a reader on a slow line waits for every file and byte;
// what is imported later (import()) stays a file of its own.
var bundleEntries = []string{"page/page.js", "page/poster.js", "style/for-page.css", embedStyle, "style/for-open.css", "style/for-words.css"}

// embedStyle stands in the embed itself: what the first look needs comes in one
// round trip, and the picture need not share its way with it.
const embedStyle = "style/for-embed.css"

// licences is said in scripts that hold others' work, since they ask for it: it
// is in a folder of this name.
const (
	licences = "// Others' work in it: ../../vendor/*/LICENSE\n"
	others   = "vendor/"
)

// A bundled file has the name of its entry, or one made from its content.
type bundled struct {
	name string // without bundleFolder
	body []byte
}

// bundles are made once, since they can only ever be the same.
var bundles = sync.OnceValues(func() ([]bundled, error) { return bundle(web.Files()) })

// bundle makes the bundles of a page's files. Source maps tell whoever wants to
// read them what they were made of.
func bundle(files fs.FS) ([]bundled, error) {
	var all []bundled
	for _, entry := range bundleEntries {
		sourceMap := api.SourceMapExternal // a header names it (ECMA-426), see asset
		if entry == embedStyle {
			sourceMap = api.SourceMapNone // it has no address to which a map's could be relative
		}
		result := api.Build(api.BuildOptions{
			EntryPointsAdvanced: []api.EntryPoint{{InputPath: entry, OutputPath: strings.TrimSuffix(entry, path.Ext(entry))}},
			ChunkNames:          "chunk/[name]-[hash]",
			Outdir:              "/",
			AbsWorkingDir:       "/",
			Bundle:              true,
			Splitting:           strings.HasSuffix(entry, ".js"),
			Format:              api.FormatESModule,
			Target:              api.ES2022,
			Charset:             api.CharsetUTF8,
			MinifyWhitespace:    true,
			MinifyIdentifiers:   true,
			MinifySyntax:        true,
			MangleProps:         "^_[a-z]",    // Leaflet's private members
			ReserveProps:        "^_leaflet_", // which are also written as strings
			LegalComments:       api.LegalCommentsNone,
			Sourcemap:           sourceMap,
			SourcesContent:      api.SourcesContentInclude,
			Plugins:             []api.Plugin{embedded(files)},
		})
		var wrong []error
		for _, m := range result.Errors {
			wrong = append(wrong, errors.New(m.Text))
		}
		if len(wrong) > 0 {
			return nil, fmt.Errorf("bundle %s: %w", entry, errors.Join(wrong...))
		}
		maps := map[string][]byte{} // of sources, by the path of the script
		for _, f := range result.OutputFiles {
			if script, ok := strings.CutSuffix(f.Path, ".map"); ok {
				maps[script] = f.Contents
			}
		}
		for _, f := range result.OutputFiles {
			if strings.HasSuffix(f.Path, ".js") && bytes.Contains(maps[f.Path], []byte(others)) {
				f.Contents = slices.Concat(f.Contents, []byte(licences))
			}
			all = append(all, bundled{strings.TrimPrefix(f.Path, "/"), f.Contents})
		}
	}
	return all, nil
}

// embedded lets the bundler read the program's own files and no others.
func embedded(files fs.FS) api.Plugin {
	const own = "embedded"
	return api.Plugin{Name: own, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			name := a.Path
			if a.Importer != "" {
				name = path.Join(path.Dir(a.Importer), a.Path)
			}
			for _, candidate := range []string{name, name + ".js"} { // Leaflet's modules leave the ending out
				if info, err := fs.Stat(files, candidate); err == nil && !info.IsDir() {
					return api.OnResolveResult{Path: candidate, Namespace: own}, nil
				}
			}
			return api.OnResolveResult{}, fmt.Errorf("%s imports %s, which is not there", a.Importer, a.Path)
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: own}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			body, err := fs.ReadFile(files, a.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			text, loader := string(body), api.LoaderJS
			if strings.HasSuffix(a.Path, ".css") {
				loader = api.LoaderCSS
			}
			return api.OnLoadResult{Contents: &text, Loader: loader}, nil
		})
	}}
}
