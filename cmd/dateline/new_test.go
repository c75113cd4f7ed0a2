package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "some", "floods")
	var out, log bytes.Buffer
	require.NoError(t, run(context.Background(), []string{"new", dir}, &out, &log))
	assert.Contains(t, out.String(), dir+" holds a made-up map")

	out.Reset()
	require.NoError(t, run(context.Background(), []string{"check", dir}, &out, &log), "%s", &out)
	assert.Contains(t, out.String(), "nothing to mend\n")
	assert.Contains(t, out.String(), "1 feature is kept out: draft is true\n")

	p := start(t, dir)
	page := p.ok("/").body
	assert.Contains(t, page, "Example map: nothing here happened")
	assert.Contains(t, page, "the bridge of Example town is said to have been damaged")
	assert.Contains(t, page, "the coast road is said to be closed")
	assert.NotContains(t, page, "school")
	for _, name := range p.feed("/maps/floods/feed.atom").titles() {
		assert.Contains(t, name, ": Example: ", "whoever meets it alone sees that it is made up")
	}

	// The schema that the server offers to editors holds for what it wrote.
	text, err := os.ReadFile(filepath.Join(dir, "reports.geojson"))
	require.NoError(t, err)
	address := "https://maps.example/schemas/feature-collection.json"
	schema, err := jsonschema.UnmarshalJSON(strings.NewReader(p.ok("/schemas/feature-collection.json").body))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource(address, schema))
	compiled, err := c.Compile(address)
	require.NoError(t, err)
	layer, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	assert.NoError(t, compiled.Validate(layer))

	// And a member that names it does no harm.
	named := bytes.Replace(text, []byte("{\n"), []byte("{\n\"$schema\": \""+address+"\",\n"), 1)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "reports.geojson"), named, 0o644))
	require.NoError(t, run(context.Background(), []string{"check", dir}, &out, &log))
	layer, err = jsonschema.UnmarshalJSON(bytes.NewReader(named))
	require.NoError(t, err)
	assert.NoError(t, compiled.Validate(layer))
}

func TestNewOverwritesNothing(t *testing.T) {
	dir := folder(t, "m", "own.txt", "mine")
	assert.Contains(t, refused(t, "new", dir), "is not empty and stays as it is")
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, entries, 1)
	assert.Contains(t, refused(t, "new", filepath.Join(dir, "own.txt")), "own.txt")
	assert.Contains(t, refused(t, "new"), "<folder>")

	empty := t.TempDir()
	var out, log bytes.Buffer
	require.NoError(t, run(context.Background(), []string{"new", empty}, &out, &log))
	assert.Contains(t, refused(t, "new", empty), "is not empty")
}
