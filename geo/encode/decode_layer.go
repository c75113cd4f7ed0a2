package encode

import (
	"math"
	"unicode/utf8"
)

// maxName bounds the name of a layer, which is copied.
const maxName = 1 << 10

// decode reads a layer if it is wanted. Fields may come in any order, so the
// name is looked for first, and features are read when all keys are known.
func (l *DecodedLayer) decode(data []byte, want func(string) bool) (wanted bool, err error) {
	name, err := nameIn(data)
	if err != nil {
		return false, err
	}
	if l.Name != string(name) {
		l.Name = string(name)
	}
	if want != nil && !want(l.Name) {
		return false, nil
	}
	*l = DecodedLayer{
		Name: l.Name, Version: 1, Extent: 4096, data: data, Features: l.Features[:0],
		keys: l.keys[:0], values: l.values[:0], tags: l.tags[:0], coords: l.coords[:0], ends: l.ends[:0],
	}
	r := protoReader{data: data}
	features := 0
	for !r.done() {
		switch number, kind := r.tag(); number {
		case 2:
			features++
			r.skip(kind)
		case 3:
			if r.expect(kind, lengthDelimited, "a key") {
				l.keys = append(l.keys, r.stretch())
			}
		case 4:
			if r.expect(kind, lengthDelimited, "a value") {
				l.values = append(l.values, r.stretch())
			}
		case 5:
			if r.expect(kind, varint, "the extent") {
				l.Extent = r.uint32()
			}
		case 15:
			if r.expect(kind, varint, "the version") {
				l.Version = r.uint32()
			}
		default:
			r.skip(kind)
		}
	}
	switch {
	case r.err != nil:
		return false, r.err
	case l.Version != 1 && l.Version != 2:
		return false, undecodable("layer %q is of version %d", l.Name, l.Version)
	case l.Extent == 0 || l.Extent > math.MaxInt32:
		return false, undecodable("layer %q has an extent of %d", l.Name, l.Extent)
	}
	r = protoReader{data: data}
	for range features {
		for number, kind := r.tag(); ; number, kind = r.tag() {
			if number == 2 {
				r.expect(kind, lengthDelimited, "a feature")
				break
			}
			r.skip(kind)
		}
		content := r.bytes()
		if r.err != nil {
			return false, r.err
		}
		if err := l.feature(content); err != nil {
			return false, err
		}
	}
	return true, nil
}

func nameIn(data []byte) ([]byte, error) {
	r := protoReader{data: data}
	for !r.done() {
		number, kind := r.tag()
		if number != 1 {
			r.skip(kind)
			continue
		}
		r.expect(kind, lengthDelimited, "the name of a layer")
		name := r.bytes()
		switch {
		case r.err != nil:
			return nil, r.err
		case len(name) > maxName || !utf8.Valid(name):
			return nil, undecodable("a layer's name is too long or not UTF-8")
		}
		return name, nil
	}
	if r.err != nil {
		return nil, r.err
	}
	return nil, undecodable("a layer has no name")
}

func (l *DecodedLayer) feature(data []byte) error {
	f := DecodedFeature{tagFrom: uint32(len(l.tags)), partFrom: uint32(len(l.ends))}
	var tags, geometry []byte
	r := protoReader{data: data}
	for !r.done() {
		switch number, kind := r.tag(); number {
		case 1:
			if r.expect(kind, varint, "an id") {
				f.ID, f.HasID = r.varint(), true
			}
		case 2:
			if r.expect(kind, lengthDelimited, "tags") {
				if tags != nil {
					r.fail("a feature has two lists of tags")
				}
				tags = r.bytes()
			}
		case 3:
			if r.expect(kind, varint, "a type") {
				f.Type = GeometryType(min(r.varint(), 0xff))
			}
		case 4:
			if r.expect(kind, lengthDelimited, "a geometry") {
				if geometry != nil {
					r.fail("a feature has two geometries")
				}
				geometry = r.bytes()
			}
		default:
			r.skip(kind)
		}
	}
	if r.err != nil {
		return r.err
	}
	if f.Type < PointType || f.Type > PolygonType {
		return nil
	}
	if err := l.geometry(geometry, f.Type); err != nil {
		return err
	}
	if f.partTo = uint32(len(l.ends)); f.partTo == f.partFrom {
		return nil
	}
	for r := (protoReader{data: tags}); !r.done(); {
		key, value := r.uint32(), r.uint32()
		if r.err == nil && (uint64(key) >= uint64(len(l.keys)) || uint64(value) >= uint64(len(l.values))) {
			r.fail("a tag %d, %d of layer %q points nowhere", key, value, l.Name)
		}
		if r.err != nil {
			return r.err
		}
		l.tags = append(l.tags, key, value)
	}
	f.tagTo = uint32(len(l.tags))
	l.Features = append(l.Features, f)
	return nil
}

// geometry appends the parts of a geometry.
func (l *DecodedLayer) geometry(data []byte, kind GeometryType) error {
	r := protoReader{data: data}
	x, y := int64(0), int64(0)
	least := uint32(kind) // coordinates of a part that can be drawn: 1, 2, 3
	open := false         // a line or a ring has begun
	start := func() uint32 {
		if n := len(l.ends); n > 0 {
			return l.ends[n-1]
		}
		return 0
	}
	end := func() {
		if from := start(); uint32(len(l.coords))-from >= least {
			l.ends = append(l.ends, uint32(len(l.coords)))
		} else {
			l.coords = l.coords[:from]
		}
		open = false
	}
	for !r.done() {
		command := r.uint32()
		count := command >> 3
		switch command &= 7; {
		case r.err != nil:
			return r.err
		case command == closePath && kind == PolygonType && open && count == 1:
			end()
			continue
		case command == moveTo && count > 0 && (kind == PointType || count == 1):
			if open && kind == PolygonType {
				return undecodable("a ring of layer %q is not closed", l.Name)
			}
			if open && kind == LineType {
				end()
			}
			open = true
		case command == lineTo && kind != PointType && open:
		default:
			return undecodable("command %d × %d in a geometry of type %d of layer %q", command, count, kind, l.Name)
		}
		// Every step takes two bytes at least, so count is no reason to take memory.
		for range count {
			x += zigzag(uint64(r.uint32()))
			y += zigzag(uint64(r.uint32()))
			if x != int64(int32(x)) || y != int64(int32(y)) {
				r.fail("a geometry of layer %q leaves the world", l.Name)
			}
			if r.err != nil {
				return r.err
			}
			l.coords = append(l.coords, Unit{int32(x), int32(y)})
		}
	}
	switch {
	case r.err != nil:
		return r.err
	case open && kind == PolygonType:
		return undecodable("a ring of layer %q is not closed", l.Name)
	case open:
		end()
	}
	return nil
}
