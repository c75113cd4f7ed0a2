package words

import (
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The scripts have a reader of messages of their own; their tests hold it
// against what is said here.
func TestSaidForTheBrowser(t *testing.T) {
	type said struct {
		Key  string         `json:"key"`
		Args map[string]any `json:"args"`
		Said string         `json:"said"`
	}
	looks := []string{"unconfirmed", "claimed", "denied", "corroborated", "confirmed", "refuted", "retracted", "statement", "plain"}
	all := map[string][]said{}
	for _, l := range Languages() {
		for _, key := range slices.Sorted(maps.Keys(l.Texts("map.", "app."))) {
			if strings.Contains(l.texts[key], "|") {
				continue
			}
			before := ""
			for i, n := range []int{0, 1, 2, 3, 5, 11, 21, 100, 1500} {
				args := map[string]any{}
				var pairs []any
				for _, name := range l.messages[key].arguments() {
					var value any = "<" + name + ">"
					switch name {
					case "n", "km", "matched":
						value = n
					case "look":
						value = looks[i]
					case "side":
						value = []string{"west", "east", "north", "south"}[i%4]
					case "some":
						value = []string{"yes", "no"}[i%2]
					case "at":
						value = []string{"none", "place"}[i%2]
					}
					args[name] = value
					pairs = append(pairs, name, value)
				}
				s := l.Say(key, pairs...)
				if s == before {
					break // nothing changes any more
				}
				before = s
				all[l.Tag()] = append(all[l.Tag()], said{key, args, s})
			}
		}
	}
	got, err := json.MarshalIndent(all, "", "\t")
	require.NoError(t, err)
	file := filepath.Join("testdata", "said.json")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, append(got, '\n'), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err, "write it with go test ./geo/words -update")
	assert.True(t, string(want) == string(got)+"\n", "what the messages say has changed; go test ./geo/words -update, then the scripts' tests")
}
