package layer

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"dateline/geo/report"
)

// utf8BOM is the byte order mark that some programs put before UTF-8.
var utf8BOM = []byte("\xEF\xBB\xBF")

// errTooLong refuses texts whose places do not fit into 32 bits.
var errTooLong = errors.New("the file is longer than 4 GiB; cut it into several layers")

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
	return ParseGeoJSON(data)
}

// ParseGeoJSON is [ReadGeoJSON] of a text that is in memory already. The layer
// keeps nothing of it.
func ParseGeoJSON(data []byte) (*Layer, []report.Finding, error) {
	return ParseGeoJSONAt(data, time.Now())
}

// ParseGeoJSONAt is [ParseGeoJSON] as of a time: features whose publish_at is
// later are kept out. Drafts always are.
func ParseGeoJSONAt(data []byte, now time.Time) (*Layer, []report.Finding, error) {
	if len(data) > math.MaxUint32 {
		return nil, nil, errTooLong
	}
	return newFile(bytes.TrimPrefix(data, utf8BOM), now).read()
}

// A file is one GeoJSON text that is being read.
type file struct {
	scanner
	batch  int  // bytes that make a batch
	small  int  // bytes below which the text is not compressed
	strict bool // find the features by the scanner's rules
	now    time.Time

	typ       value
	features  bool // there is an array of features
	foreign   []field
	beside    holds // those that would keep back features if they stood there
	batches   []*batch
	before    []report.Finding // of members before the features
	after     []report.Finding // and after them
	countedTo int              // newlines are counted up to here
	newlines  int
}

func newFile(data []byte, now time.Time) *file {
	return &file{scanner: scanner{data: data}, batch: batchSize, small: smallSource, now: now}
}

// read reads the outermost object. Its type may come after its features, so
// features are read when they come and the type is judged at the end.
func (f *file) read() (*Layer, []report.Finding, error) {
	f.space()
	if f.pos == len(f.data) {
		return nil, nil, errors.New("the file is empty; an empty layer is {\"type\": \"FeatureCollection\", \"features\": []}")
	}
	if f.data[f.pos] != '{' {
		v, err := f.value()
		if err != nil {
			return nil, nil, err
		}
		if err := f.end(); err != nil {
			return nil, nil, err
		}
		return nil, nil, fmt.Errorf("the file holds %s; GeoJSON is an object with a \"type\"", v.kind)
	}
	start := f.pos
	if err := f.object(f.member); err != nil {
		if f.features && !f.strict && err == errBatch {
			// Something is no JSON. What and where, the scanner says.
			again := &file{scanner: scanner{data: f.data}, batch: f.batch, small: f.small, strict: true, now: f.now}
			return again.read()
		}
		return nil, nil, err
	}
	whole := value{kind: kindObject, raw: f.data[start:f.pos], at: start}
	if err := f.end(); err != nil {
		return nil, nil, err
	}
	name := text(f.typ)
	_, geometry := dimensions[name]
	switch {
	case name == "FeatureCollection" && f.features:
		l, findings := f.layer()
		l.foreign = f.foreign
		l, findings = f.withhold(l, findings)
		return l, findings, nil
	case name == "FeatureCollection":
		return nil, nil, errors.New("a FeatureCollection without an array of features; add \"features\": []")
	case name == "Feature" && !f.features:
		return f.single(whole)
	case (geometry || name == "GeometryCollection") && !f.features:
		wrapped := append(append([]byte(`{"type":"Feature","properties":null,"geometry":`), whole.raw...), '}')
		l, findings, err := newFile(wrapped, f.now).single(value{kind: kindObject, raw: wrapped})
		if err == nil {
			l, findings = f.withhold(l, findings)
		}
		return l, findings, err
	case name == "Topology":
		return nil, nil, errors.New("the file is TopoJSON; convert it to GeoJSON first")
	case f.typ.raw == nil:
		return nil, nil, errors.New("the object has no \"type\"; GeoJSON is a FeatureCollection, a Feature or a geometry")
	default:
		return nil, nil, fmt.Errorf("type %s is not GeoJSON's; use \"FeatureCollection\"", clip(string(f.typ.raw)))
	}
}

// member reads one member of the outermost object.
func (f *file) member(key []byte) error {
	if string(key) == "features" && f.pos < len(f.data) && f.data[f.pos] == '[' {
		if f.features {
			return f.fail("a second member \"features\"")
		}
		f.features = true
		return f.collection()
	}
	v, err := f.value()
	if err != nil {
		return err
	}
	switch string(key) {
	case "type":
		f.typ = v
	case "crs":
		f.crs(v)
	case "features", "geometry", "properties", "id", "coordinates", "geometries":
	default:
		f.beside.take(holdNamed(unquote(key)), v.raw)
		f.foreign = append(f.foreign, field{bytes.Clone(key), bytes.Clone(v.raw)})
	}
	return nil
}

// crs tells of a coordinate system that GeoJSON no longer has.
func (f *file) crs(v value) {
	if v.kind == kindNull || bytes.Contains(v.raw, []byte("CRS84")) || bytes.Contains(v.raw, []byte("4326")) {
		return
	}
	found := report.Finding{
		Line: 1 + f.newlinesTo(v.at), Field: "crs", Message: "the coordinate system " + clip(string(v.raw)) + " is passed over",
		Fix: "GeoJSON is longitude and latitude in WGS 84 (RFC 7946, section 4); convert the file",
	}
	if f.features {
		f.after = append(f.after, found)
	} else {
		f.before = append(f.before, found)
	}
}

// newlinesTo counts the newlines before an offset. It is quick if offsets ascend.
func (f *file) newlinesTo(offset int) int {
	if offset < f.countedTo {
		f.countedTo, f.newlines = 0, 0
	}
	f.newlines += bytes.Count(f.data[f.countedTo:offset], []byte{'\n'})
	f.countedTo = offset
	return f.newlines
}

// single makes a layer of one feature that the scanner has passed.
func (f *file) single(whole value) (*Layer, []report.Finding, error) {
	b := newBatch(f.data[:whole.at+len(whole.raw)], whole.at, 0, f.now)
	if err := b.read(newWorker(len(whole.raw) >= f.small)); err != nil {
		return nil, nil, err
	}
	f.batches = []*batch{b}
	l, findings := f.layer()
	return l, findings, nil
}

// layer puts the batches together.
func (f *file) layer() (*Layer, []report.Finding) {
	a := assemble(f.batches)
	found := a.findings(func(b *batch) int { return f.newlinesTo(b.from) })
	return a.layer, append(append(f.before, found...), f.after...)
}
