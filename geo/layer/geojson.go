package layer

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"dateline/geo/report"
)

// utf8BOM is the byte order mark that some programs put before UTF-8.
var utf8BOM = []byte("\xEF\xBB\xBF")

// ReadGeoJSON reads a FeatureCollection, a Feature or a geometry (RFC 7946).
//
// A feature that cannot be served is left out and told as a finding with its
// number, id, line and cause; the rest is kept. A file that is no JSON or no
// GeoJSON is an error: a [*SyntaxError] or a sentence.
func ReadGeoJSON(r io.Reader) (*Layer, []report.Finding, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, nil, err
	}
	b := newBuilder(bytes.TrimPrefix(data, utf8BOM))
	if err := b.file(); err != nil {
		return nil, nil, err
	}
	return b.layer, b.findings, nil
}

// A builder makes a layer from one GeoJSON text.
type builder struct {
	scanner
	layer    *Layer
	findings []report.Finding
	count    int // features seen

	// Lines are counted as the reader goes, so that a file full of mistakes
	// is not searched from its start for each.
	countedTo int
	line      int

	row int // line of the current row; 0 unless the text was made from CSV
}

func newBuilder(data []byte) *builder {
	return &builder{
		scanner: scanner{data: data},
		layer:   &Layer{byID: map[string]int{}, whole: true},
		line:    1,
	}
}

func (b *builder) lineAt(offset int) int {
	if b.row > 0 {
		return b.row
	}
	b.line += bytes.Count(b.data[b.countedTo:offset], []byte{'\n'})
	b.countedTo = offset
	return b.line
}

// file reads the outermost object. Its type may come after its features, so
// features are read when they come and the type is judged at the end.
func (b *builder) file() error {
	b.space()
	if b.pos == len(b.data) {
		return errors.New("the file is empty; an empty layer is {\"type\": \"FeatureCollection\", \"features\": []}")
	}
	if b.data[b.pos] != '{' {
		v, err := b.value()
		if err != nil {
			return err
		}
		if err := b.end(); err != nil {
			return err
		}
		return fmt.Errorf("the file holds %s; GeoJSON is an object with a \"type\"", v.kind)
	}
	start := b.pos
	var (
		typ         value
		hasFeatures bool
		foreign     []member
	)
	err := b.object(func(key []byte) error {
		if string(key) == "features" && b.pos < len(b.data) && b.data[b.pos] == '[' {
			if hasFeatures {
				return b.fail("a second member \"features\"")
			}
			hasFeatures = true
			return b.array(b.element)
		}
		v, err := b.value()
		if err != nil {
			return err
		}
		switch string(key) {
		case "type":
			typ = v
		case "crs":
			b.crs(v)
		case "features", "geometry", "properties", "id", "coordinates", "geometries":
		default:
			foreign = append(foreign, member{key, v.raw})
		}
		return nil
	})
	if err != nil {
		return err
	}
	whole := value{kind: kindObject, raw: b.data[start:b.pos], at: start}
	if err := b.end(); err != nil {
		return err
	}
	name := text(typ)
	_, geometry := dimensions[name]
	switch {
	case name == "FeatureCollection" && hasFeatures:
		b.layer.foreign = foreign
		return nil
	case name == "FeatureCollection":
		return errors.New("a FeatureCollection without an array of features; add \"features\": []")
	case name == "Feature" && !hasFeatures:
		b.countedTo, b.line = 0, 1
		return b.add(whole)
	case (geometry || name == "GeometryCollection") && !hasFeatures:
		wrapped := append(append([]byte(`{"type":"Feature","properties":null,"geometry":`), whole.raw...), '}')
		*b = *newBuilder(wrapped)
		return b.add(value{kind: kindObject, raw: wrapped})
	case name == "Topology":
		return errors.New("the file is TopoJSON; convert it to GeoJSON first")
	case typ.raw == nil:
		return errors.New("the object has no \"type\"; GeoJSON is a FeatureCollection, a Feature or a geometry")
	default:
		return fmt.Errorf("type %s is not GeoJSON's; use \"FeatureCollection\"", clip(string(typ.raw)))
	}
}

// crs tells of a coordinate system that GeoJSON no longer has.
func (b *builder) crs(v value) {
	if v.kind == kindNull || bytes.Contains(v.raw, []byte("CRS84")) || bytes.Contains(v.raw, []byte("4326")) {
		return
	}
	b.findings = append(b.findings, report.Finding{
		Line: b.lineAt(v.at), Field: "crs", Message: "the coordinate system " + clip(string(v.raw)) + " is passed over",
		Fix: "GeoJSON is longitude and latitude in WGS 84 (RFC 7946, section 4); convert the file",
	})
}

// element reads one element of the array of features.
func (b *builder) element() error {
	v, err := b.value()
	if err != nil {
		return err
	}
	return b.add(v)
}

// add takes one feature, or leaves it out with a finding. Only broken JSON is
// an error, and the scanner has passed v already.
func (b *builder) add(v value) error {
	b.count++
	f := feature{ordinal: b.count, json: v.raw}
	reject := func(field, message, fix string) error {
		b.layer.whole = false
		b.tell(v, f.id, field, message+" (the feature is left out)", fix)
		return nil
	}
	if v.kind != kindObject {
		return reject("", "is "+v.kind.String(), `a feature is an object with "type": "Feature"`)
	}
	var typ, geometry, props, id value
	s := scanner{data: v.raw}
	err := s.object(func(key []byte) error {
		m, err := s.value()
		switch string(key) {
		case "type":
			typ = m
		case "geometry":
			geometry = m
		case "properties":
			props = m
		case "id":
			id = m
		}
		return err
	})
	if err != nil {
		return err
	}
	switch {
	case id.raw == nil || id.kind == kindNull:
	case id.kind == kindString || id.kind == kindNumber:
		f.id = id.raw
	default:
		return reject("id", "is "+id.kind.String(), "an id is a string or a number (RFC 7946, section 3.2)")
	}
	switch {
	case text(typ) == "Feature":
	case typ.raw == nil:
		return reject("type", "is missing", `add "type": "Feature"`)
	default:
		return reject("type", "is "+clip(string(typ.raw)), `write "type": "Feature"`)
	}
	switch {
	case props.kind == kindObject:
		f.props = props.raw
	case props.kind != kindNull:
		return reject("properties", "is "+props.kind.String(), "properties are an object or null")
	}
	switch {
	case geometry.kind == kindObject:
		var g geometryReader
		f.geometry, err = g.read(geometry, "geometry", 0)
		var wrong *geometryError
		if errors.As(err, &wrong) {
			return reject(wrong.field, wrong.message, wrong.fix)
		}
		if err != nil {
			return err
		}
		if g.unclosed != "" {
			b.tell(v, f.id, g.unclosed, "the ring is not closed (it is drawn as if it were)", "end it with its first position")
		}
		if f.geometry != nil {
			f.shape, f.bound = g.shape, f.geometry.Bound()
		}
	case geometry.kind != kindNull:
		return reject("geometry", "is "+geometry.kind.String(), "a geometry is an object or null")
	}
	b.read(v, &f)
	b.index(v, f)
	return nil
}

// read fills in what the properties say.
func (b *builder) read(v value, f *feature) {
	r, findings := report.Parse(f.properties())
	if r.Reported {
		f.report = r
		findings = append(findings, r.Check(f.shape)...)
	}
	f.kind, f.rank = r.Kind, r.Rank
	if !r.When.IsZero() {
		f.from, f.to = r.When.Outer()
		f.dated = true
	}
	for _, found := range findings {
		b.tell(v, f.id, found.Field, found.Message, found.Fix)
	}
}

// index appends a feature and notes its id.
func (b *builder) index(v value, f feature) {
	if f.id != nil {
		address := idText(f.id)
		if first, taken := b.layer.byID[address]; taken {
			b.tell(v, f.id, "id", fmt.Sprintf("is also the id of feature %d, which is the one that its address gives", b.layer.features[first].ordinal),
				"give each feature an id of its own")
		} else {
			b.layer.byID[address] = len(b.layer.features)
		}
	}
	b.layer.features = append(b.layer.features, f)
}

func (b *builder) tell(v value, id []byte, field, message, fix string) {
	b.findings = append(b.findings, report.Finding{
		Line: b.lineAt(v.at), Feature: b.count, ID: clip(idText(id)), Field: field, Message: message, Fix: fix,
	})
}
