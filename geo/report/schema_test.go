package report

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func compiled(t testing.TB, schema []byte) *jsonschema.Schema {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("https://maps.example/schemas/x.json", doc))
	s, err := c.Compile("https://maps.example/schemas/x.json")
	require.NoError(t, err)
	return s
}

func validate(t testing.TB, s *jsonschema.Schema, text string) error {
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	require.NoError(t, err, text)
	return s.Validate(v)
}

// found is what the checker finds in the properties of a feature.
func found(properties string) []Finding {
	r, findings := Parse([]byte(properties))
	findings = append(findings, r.Check(ShapeNone)...)
	var draft, publishAt []byte
	eachMember([]byte(properties), func(name, value []byte) {
		switch string(name) {
		case "draft":
			draft = value
		case "publish_at":
			publishAt = value
		}
	})
	_, held := ReadHold(draft, publishAt, r.Reported)
	return append(findings, held...)
}

func TestSchemasAreSchemas(t *testing.T) {
	meta, err := jsonschema.NewCompiler().Compile(draft202012)
	require.NoError(t, err)
	for _, schema := range [][]byte{Schema(), CollectionSchema()} {
		assert.NoError(t, validate(t, meta, string(schema)))
	}
	assert.Equal(t, Schema(), Schema(), "the same bytes each time")
}

// The vocabulary of the schema is that of the checker, in its order, and every
// word of it is explained.
func TestSchemaVocabulary(t *testing.T) {
	var schema struct {
		Defs map[string]struct {
			Properties map[string]struct {
				Enum, EnumDescriptions []any
				Items                  struct{ Enum, EnumDescriptions []any }
			}
		} `json:"$defs"`
	}
	require.NoError(t, json.Unmarshal(Schema(), &schema))
	in := func(def, property string) ([]any, []any) {
		p := schema.Defs[def].Properties[property]
		return append(p.Enum, p.Items.Enum...), append(p.EnumDescriptions, p.Items.EnumDescriptions...)
	}
	holds := func(def, property string, words []any, orNull bool) {
		enum, meanings := in(def, property)
		if orNull {
			words = append(words, nil)
		}
		assert.Equal(t, words, enum, property)
		require.GreaterOrEqual(t, len(meanings), len(enum), property)
		for i := range enum {
			assert.NotEmpty(t, meanings[i], "%v", enum[i])
		}
	}
	holds("report", "status", anys(Statuses()), true)
	holds("source", "stance", anys(Stances()), false)
	holds("source", "about", anys(Abouts()), true)
	holds("place", "precision", anys(Precisions()), true)
	holds("place", "basis", anys(Bases()), true)
	holds("move", "path", anys(Paths()), true)
}

func anys[T ~string](words []T) []any {
	var all []any
	for _, w := range words {
		all = append(all, string(w))
	}
	return all
}

// Each property that Parse reads is described, and no other.
func TestSchemaKnowsEveryProperty(t *testing.T) {
	source, err := os.ReadFile("parse.go")
	require.NoError(t, err)
	take, _, _ := strings.Cut(string(source[bytes.Index(source, []byte("func (t *topLevel) take")):]), "\n}\n")
	known := []string{"draft"} // which ReadHold reads
	for _, m := range regexp.MustCompile(`case "(\w+)"`).FindAllStringSubmatch(take, -1) {
		if m[1] != "name" { // of features that are no reports
			known = append(known, m[1])
		}
	}
	var described []string
	for name, schema := range reportProperties() {
		described = append(described, name)
		assert.NotEmpty(t, schema["description"], name)
	}
	assert.ElementsMatch(t, known, described)
}

func TestDefaultMapFitsTheSchema(t *testing.T) {
	files, err := filepath.Glob("../../data/north-korean-troops/*.geojson")
	require.NoError(t, err)
	require.Len(t, files, 3)
	whole, one := compiled(t, CollectionSchema()), compiled(t, Schema())
	features := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.NoError(t, validate(t, whole, string(text)), file)
		var c struct {
			Features []struct{ Properties json.RawMessage }
		}
		require.NoError(t, json.Unmarshal(text, &c))
		for _, f := range c.Features {
			assert.NoError(t, validate(t, one, string(f.Properties)))
			features++
		}
	}
	assert.Equal(t, 13, features)
}

const schemaSource = `{"id":"a","name":"A","stance":"claims","url":"https://example.org/1"}`

// reportOf is a report without fault, with more members or others.
func reportOf(members string) string {
	return `{"kind":"event","title":"T","status":"claimed","sources":[` + schemaSource + `]` + members + `}`
}

func TestSchemaAcceptsWhatTheCheckerAccepts(t *testing.T) {
	s := compiled(t, Schema())
	for _, good := range []string{
		`null`, `{}`, reportOf(""), `{"sources":null,"status":"nonsense","when":7}`, `{"title":["any","thing"],"draft":7.5}`,
		`{"draft":true}`, `{"draft":false,"publish_at":"2024-10-18"}`, `{"publish_at":" 2024-10-18T14:30:00.5+02:00"}`,
		reportOf(`,"title":{"en":"T","uk":null,"sr-Latn":"T","x-own":"T"},"own":{"any":["thing"]}`),
		reportOf(`,"summary":null,"when":null,"place":null,"counts":null,"move":null,"rank":null,"rev":null,"created":null,"corrections":null,"draft":null,"publish_at":null`),
		reportOf(`,"created":"2024-10-18","updated":"2024-10-18T14:30:00Z","rev":2,"corrections":[{"rev":2,"at":"2024-10-19","note":"N","changed":["when"]}]`),
		reportOf(`,"place":{"name":"P","country":"UA","precision":"admin1","radius_m":90000,"basis":"centroid"},"rank":-1.5`),
		reportOf(`,"counts":[{"of":"people","min":1,"max":2.5,"approx":true,"src":["a"]},{"max":3}]`),
		`{"kind":"movement","status":"unconfirmed","move":{"from":{"name":"A"},"to":{"name":"B"},"via":[{"name":"C"}],"bend":-0.2,"path":"schematic"},"sources":[{"stance":"suspects","citation":{"en":"C"}}]}`,
		`{"kind":"statement","sources":[{"stance":"reports","citation":"C","about":["when",null],"url":"","archive":" HTTPS://example.org/x?y#z "}]}`,
		`{"status":"denied","sources":[` + schemaSource + `,{"id":"b","stance":"denies","citation":"C"}]}`,
		`{"status":"corroborated","sources":[` + schemaSource + `,{"id":"b","stance":"reports","citation":"C"}]}`,
		`{"status":"refuted","status_note":"N","sources":[{"stance":"denies","citation":"C"}]}`,
	} {
		assert.Empty(t, found(good), good)
		assert.NoError(t, validate(t, s, good), good)
	}
}

// What the checker refuses for its form, the schema refuses too.
func TestSchemaRefusesWhatTheCheckerRefuses(t *testing.T) {
	s := compiled(t, Schema())
	source := func(more string) string {
		return `{"kind":"event","status":"claimed","sources":[` + schemaSource + `,{"stance":"claims","citation":"C"` + more + `}]}`
	}
	for _, bad := range []string{
		`[]`, `"text"`, `7`, `true`,
		// types
		reportOf(`,"title":7`), reportOf(`,"title":["T"]`), reportOf(`,"summary":true`), reportOf(`,"label":{"en":7}`), reportOf(`,"title":{"not a tag":"T"}`),
		reportOf(`,"kind":7`), reportOf(`,"rank":"1"`), reportOf(`,"rev":"1"`), reportOf(`,"rev":1.5`), reportOf(`,"rev":-1`), reportOf(`,"created":2024`),
		reportOf(`,"counts":{}`), reportOf(`,"counts":["x"]`), reportOf(`,"counts":[{"min":"7"}]`), reportOf(`,"counts":[{"min":1,"approx":"yes"}]`), reportOf(`,"counts":[{"min":1,"src":"a"}]`),
		reportOf(`,"counts":[{"min":1,"src":[null]}]`), reportOf(`,"place":"Seoul"`), reportOf(`,"place":[]`), reportOf(`,"place":{"radius_m":"5"}`),
		reportOf(`,"move":"by sea"`), reportOf(`,"move":{"from":"A"}`), reportOf(`,"move":{"via":[null]}`), reportOf(`,"move":{"bend":"much"}`), reportOf(`,"corrections":{}`), reportOf(`,"corrections":["x"]`),
		`{"sources":{}}`, `{"sources":"NIS","status":"claimed"}`, `{"sources":[null],"status":"claimed"}`, `{"sources":["NIS"],"status":"claimed"}`,
		source(`,"name":7`), source(`,"id":7`), source(`,"url":7`), source(`,"via":"a"`), source(`,"about":"when"`), source(`,"published":{}`),
		// words
		`{"status":"rumoured","sources":[` + schemaSource + `]}`, `{"status":"Claimed","sources":[` + schemaSource + `]}`, `{"status":7,"sources":[` + schemaSource + `]}`,
		source(`,"stance":"says"`), `{"status":"claimed","sources":[{"stance":null,"citation":"C"}]}`, source(`,"about":["why"]`), reportOf(`,"place":{"precision":"city"}`), reportOf(`,"place":{"basis":"guess"}`), reportOf(`,"move":{"path":"straight"}`),
		reportOf(`,"place":{"country":"Ukraine"}`), reportOf(`,"place":{"country":"ua"}`),
		// dates
		reportOf(`,"when":"yesterday"`), reportOf(`,"when":"2024-13"`), reportOf(`,"when":"2024-10-32"`), reportOf(`,"when":"8.10.2024"`), reportOf(`,"when":".."`), reportOf(`,"when":"2024-1-8"`),
		reportOf(`,"when":"20241008"`), reportOf(`,"when":"2024-10-08T25:00"`), reportOf(`,"when":"[2024]"`), reportOf(`,"when":"2024?-06"`), reportOf(`,"created":"2024"`), reportOf(`,"updated":"2024-10-08/2024-10-09"`), reportOf(`,"updated":"2024-10-08~"`),
		source(`,"published":"soon"`), reportOf(`,"move":{"depart":"2024-10-8"}`), reportOf(`,"rev":1,"corrections":[{"rev":1,"at":"today"}]`),
		// addresses
		source(`,"url":"javascript:alert(1)"`), source(`,"url":"example.org/x"`), source(`,"url":"//example.org"`), source(`,"url":"ftp://example.org"`), source(`,"url":"https://"`), source(`,"url":"https://a@example.org"`), source(`,"archive":"data:text/html,x"`), source(`,"url":"https://example.org/a b"`),
		// what has to be there
		`{"sources":[]}`, `{"sources":[` + schemaSource + `]}`, `{"kind":"event","status":null,"sources":[` + schemaSource + `]}`, `{"kind":"statement","status":"claimed","sources":[` + schemaSource + `]}`,
		`{"status":"claimed","sources":[{"url":"https://example.org"}]}`, `{"status":"claimed","sources":[{"stance":"claims"}]}`, `{"status":"claimed","sources":[{"stance":"claims","url":"","citation":" "}]}`,
		`{"kind":"movement","status":"claimed","sources":[` + schemaSource + `]}`, `{"kind":"movement","status":"claimed","move":{"from":{"name":"A"}},"sources":[` + schemaSource + `]}`,
		reportOf(`,"counts":[{}]`), reportOf(`,"counts":[{"min":null}]`), reportOf(`,"corrections":[{"at":"2024-10-18"}]`), reportOf(`,"rev":1,"corrections":[{"rev":0}]`),
		`{"status":"confirmed","sources":[` + schemaSource + `]}`, `{"status":"refuted","status_note":"","sources":[` + schemaSource + `]}`, `{"status":"retracted","status_note":null,"sources":[` + schemaSource + `]}`,
		// numbers out of range
		reportOf(`,"counts":[{"min":-1}]`), reportOf(`,"place":{"radius_m":-5}`), reportOf(`,"place":{"radius_m":30000000}`), reportOf(`,"move":{"bend":3}`),
		// stances that do not fit the status
		`{"status":"claimed","sources":[{"stance":"suspects","citation":"C"}]}`, `{"status":"claimed","sources":[` + schemaSource + `,{"stance":"denies","citation":"C"}]}`, `{"status":"denied","sources":[` + schemaSource + `]}`,
		`{"status":"denied","sources":[{"stance":"denies","citation":"C"}]}`, `{"status":"unconfirmed","sources":[` + schemaSource + `]}`, `{"status":"unconfirmed","sources":[{"stance":"no_evidence","citation":"C"}]}`, `{"status":"corroborated","sources":[{"stance":"no_evidence","citation":"C"}]}`,
		// what the desk keeps back
		`{"draft":"true"}`, `{"draft":[]}`, reportOf(`,"draft":1`), reportOf(`,"draft":"no"`), `{"publish_at":"tomorrow"}`, `{"publish_at":20241018}`, `{"publish_at":""}`, `{"publish_at":"2024-10-18T14:30:00"}`, `{"publish_at":"2024-10-18T14:30Z"}`, reportOf(`,"publish_at":"2024"`),
	} {
		assert.NotEmpty(t, found(bad), bad)
		assert.Error(t, validate(t, s, bad), bad)
	}
}

// The pattern of dates lets no date out that is one.
func FuzzSchemaDates(f *testing.F) {
	s := compiled(f, Schema())
	for _, w := range []string{
		"2024", "2024-06", "2024-10-08", "2024-10-08T14:30:00Z", "2024-10-08T14:30", "2024-10-08T14:30:00.5+09:00", "2024-10-08T14:30:00-05", "1964/2008", "2024-10-11~/2024-10-18~",
		"../2024-10-18", "2024-10-08/", "/2024-10-08", "2024-10-08/..", "201X", "20XX", "201X?", "2004-XX", "1985-04-XX", "1985-XX-XX", "2001-21", "Y170000002", "Y-17000", "-0043", "0000", "-00XX", "-0043-03-15", "2024%",
	} {
		_, err := ParseWhen(w)
		require.NoError(f, err, w)
		f.Add(w)
	}
	f.Fuzz(func(t *testing.T, w string) {
		if _, err := ParseWhen(w); err != nil {
			return
		}
		text, err := json.Marshal(w)
		require.NoError(t, err)
		assert.NoError(t, validate(t, s, reportOf(`,"when":`+string(text))), w)
	})
}

func TestCollectionSchemaRefuses(t *testing.T) {
	s := compiled(t, CollectionSchema())
	feature := func(members string) string { return `{"type":"FeatureCollection","features":[` + members + `]}` }
	for _, good := range []string{
		feature(""), feature(`{"type":"Feature","geometry":null,"properties":null}`), feature(`{"type":"Feature","id":7,"geometry":{"type":"Point","coordinates":[1,2]},"properties":` + reportOf("") + `}`),
		feature(`{"type":"Feature","draft":7.5,"geometry":null,"properties":null}`), `{"type":"FeatureCollection","draft":false,"publish_at":null,"features":[]}`,
		`{"$schema":"https://maps.example/schemas/feature-collection.json","type":"FeatureCollection","features":[]}`,
	} {
		assert.NoError(t, validate(t, s, good), good)
	}
	for _, bad := range []string{
		`{}`, `{"type":"FeatureCollection"}`, `{"type":"Feature","features":[]}`, feature(`{"type":"feature"}`), feature(`{"type":"Feature","id":[1]}`), feature(`{"type":"Feature","geometry":{"type":"Circle"}}`),
		feature(`{"type":"Feature","properties":[]}`), feature(`{"type":"Feature","properties":` + reportOf(`,"status":"x"`) + `}`), feature(`{"type":"Feature","properties":{"draft":"true"}}`),
		feature(`{"type":"Feature","draft":true,"properties":{}}`), feature(`{"type":"Feature","publish_at":"2024-10-18","properties":{}}`), `{"type":"FeatureCollection","draft":true,"features":[]}`,
	} {
		assert.Error(t, validate(t, s, bad), bad)
	}
}
