package encode

import (
	"errors"
	"fmt"
	"math"
	"unicode/utf8"
)

// A decoder of vector tiles, written from the specification and from nothing
// else here, that refuses whatever breaks version 2 of it.

type mvtTile []mvtLayer

type mvtLayer struct {
	name     string
	version  uint64
	extent   uint64
	keys     []string
	values   []any // string, float32, float64, int64 (int and sint), uint64, bool
	features []mvtFeature
}

type mvtFeature struct {
	id    uint64
	hasID bool
	tags  []uint32
	kind  uint64
	parts [][][2]int32 // rings are open
}

// props are the properties of a feature in their order.
func (l *mvtLayer) props(f *mvtFeature) (names []string, values map[string]any) {
	values = map[string]any{}
	for i := 0; i < len(f.tags); i += 2 {
		key := l.keys[f.tags[i]]
		names = append(names, key)
		values[key] = l.values[f.tags[i+1]]
	}
	return names, values
}

// wire reads the protocol buffers encoding.
type wire struct{ b []byte }

var errShort = errors.New("cut off")

func (w *wire) uvarint() (uint64, error) {
	var v uint64
	for shift := 0; shift < 64; shift += 7 {
		if len(w.b) == 0 {
			return 0, errShort
		}
		c := w.b[0]
		w.b = w.b[1:]
		if shift == 63 && c > 1 {
			break
		}
		v |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return v, nil
		}
	}
	return 0, errors.New("number over 64 bits")
}

func (w *wire) uint32() (uint32, error) {
	v, err := w.uvarint()
	if err == nil && v > math.MaxUint32 {
		err = errors.New("number over 32 bits")
	}
	return uint32(v), err
}

func (w *wire) take(n uint64) ([]byte, error) {
	if n > uint64(len(w.b)) {
		return nil, errShort
	}
	b := w.b[:n]
	w.b = w.b[n:]
	return b, nil
}

// A field is a number, fixed or not, or content.
type field struct {
	number, wireType uint64
	value            uint64
	content          []byte
}

func (w *wire) field() (f field, err error) {
	tag, err := w.uvarint()
	if err != nil {
		return f, err
	}
	f.number, f.wireType = tag>>3, tag&7
	fixed := func(n uint64) {
		var b []byte
		if b, err = w.take(n); err == nil {
			for i, c := range b {
				f.value |= uint64(c) << (8 * i)
			}
		}
	}
	switch f.wireType {
	case 0:
		f.value, err = w.uvarint()
	case 1:
		fixed(8)
	case 5:
		fixed(4)
	case 2:
		var n uint64
		if n, err = w.uvarint(); err == nil {
			f.content, err = w.take(n)
		}
	default:
		err = fmt.Errorf("wire type %d", f.wireType)
	}
	return f, err
}

// message calls each for every field, whose wire type must be the one that
// types has for its number; a field may come again only if it is in repeated.
func message(b []byte, types map[uint64]uint64, repeated string, each func(field) error) error {
	seen := map[uint64]bool{}
	for w := (wire{b}); len(w.b) > 0; {
		f, err := w.field()
		if err != nil {
			return err
		}
		wireType, known := types[f.number]
		switch {
		case !known:
			return fmt.Errorf("field %d is unknown", f.number)
		case wireType != f.wireType:
			return fmt.Errorf("field %d has wire type %d", f.number, f.wireType)
		case seen[f.number] && !containsDigit(repeated, f.number):
			return fmt.Errorf("field %d comes twice", f.number)
		}
		seen[f.number] = true
		if err := each(f); err != nil {
			return fmt.Errorf("field %d: %w", f.number, err)
		}
	}
	return nil
}

func containsDigit(s string, n uint64) bool {
	for _, r := range s {
		if uint64(r-'0') == n {
			return true
		}
	}
	return false
}

func decodeTile(b []byte) (t mvtTile, err error) {
	names := map[string]bool{}
	err = message(b, map[uint64]uint64{3: 2}, "3", func(f field) error {
		l, err := decodeLayer(f.content)
		if err == nil && names[l.name] {
			err = fmt.Errorf("two layers %q", l.name)
		}
		names[l.name] = true
		t = append(t, l)
		return err
	})
	return t, err
}

func decodeLayer(b []byte) (l mvtLayer, err error) {
	l.extent = 4096
	var features [][]byte
	hasName := false
	types := map[uint64]uint64{1: 2, 2: 2, 3: 2, 4: 2, 5: 0, 15: 0}
	err = message(b, types, "234", func(f field) error {
		switch f.number {
		case 1:
			l.name, hasName = string(f.content), true
			return text(f.content)
		case 2:
			features = append(features, f.content)
		case 3:
			l.keys = append(l.keys, string(f.content))
			return text(f.content)
		case 4:
			v, err := decodeValue(f.content)
			l.values = append(l.values, v)
			return err
		case 5:
			l.extent = f.value
		case 15:
			l.version = f.value
		}
		return nil
	})
	switch {
	case err != nil:
	case !hasName:
		err = errors.New("a layer without name")
	case l.version != 1 && l.version != 2:
		err = fmt.Errorf("version %d", l.version)
	}
	for i := 0; i < len(features) && err == nil; i++ {
		var f mvtFeature
		if f, err = decodeFeature(features[i], &l); err != nil {
			err = fmt.Errorf("feature %d: %w", i, err)
		}
		l.features = append(l.features, f)
	}
	return l, err
}

func text(b []byte) error {
	if !utf8.Valid(b) {
		return errors.New("not UTF-8")
	}
	return nil
}

func decodeValue(b []byte) (v any, err error) {
	types := map[uint64]uint64{1: 2, 2: 5, 3: 1, 4: 0, 5: 0, 6: 0, 7: 0}
	err = message(b, types, "", func(f field) error {
		if v != nil {
			return errors.New("two values in one")
		}
		switch f.number {
		case 1:
			v = string(f.content)
			return text(f.content)
		case 2:
			v = math.Float32frombits(uint32(f.value))
		case 3:
			v = math.Float64frombits(f.value)
		case 4:
			v = int64(f.value)
		case 5:
			v = f.value
		case 6:
			v = int64(f.value>>1) ^ -int64(f.value&1)
		case 7:
			v = f.value != 0
		}
		return nil
	})
	if err == nil && v == nil {
		err = errors.New("a value without value")
	}
	return v, err
}

func decodeFeature(b []byte, l *mvtLayer) (f mvtFeature, err error) {
	var geometry []byte
	hasType := false
	err = message(b, map[uint64]uint64{1: 0, 2: 2, 3: 0, 4: 2}, "", func(field field) error {
		switch field.number {
		case 1:
			f.id, f.hasID = field.value, true
		case 2:
			return f.readTags(field.content, l)
		case 3:
			f.kind, hasType = field.value, true
		case 4:
			geometry = field.content
		}
		return nil
	})
	switch {
	case err != nil:
		return f, err
	case !hasType || f.kind > 3:
		return f, errors.New("no type")
	case geometry == nil:
		return f, errors.New("no geometry")
	}
	return f, f.readGeometry(geometry)
}

func (f *mvtFeature) readTags(b []byte, l *mvtLayer) error {
	keys := map[uint32]bool{}
	for w := (wire{b}); len(w.b) > 0; {
		key, err := w.uint32()
		if err != nil {
			return err
		}
		value, err := w.uint32()
		if err != nil {
			return err
		}
		// Keys and values may come after the features, but never fewer of them.
		if uint64(key) >= uint64(len(l.keys)) || uint64(value) >= uint64(len(l.values)) {
			return fmt.Errorf("tag %d %d points nowhere", key, value)
		}
		if keys[key] {
			return fmt.Errorf("key %d comes twice", key)
		}
		keys[key] = true
		f.tags = append(f.tags, key, value)
	}
	return nil
}

func (f *mvtFeature) readGeometry(b []byte) error {
	w := wire{b}
	x, y := int32(0), int32(0)
	step := func() (moved bool, err error) {
		dx, err := w.uint32()
		if err != nil {
			return false, err
		}
		dy, err := w.uint32()
		x += int32(dx>>1) ^ -int32(dx&1)
		y += int32(dy>>1) ^ -int32(dy&1)
		return dx != 0 || dy != 0, err
	}
	const start, line, closed = 1, 2, 7
	last := uint32(closed) // as if before all
	for len(w.b) > 0 {
		c, err := w.uint32()
		if err != nil {
			return err
		}
		command, count := c&7, c>>3
		switch {
		case f.kind == 0:
			return nil // experimental
		case command == start:
			switch {
			case count == 0:
				return errors.New("MoveTo of nothing")
			case f.kind == 1 && len(f.parts) > 0, f.kind > 1 && count != 1:
				return errors.New("too many MoveTo")
			case f.kind == 2 && last == start, f.kind == 3 && last != closed:
				return errors.New("MoveTo before the end of a part")
			}
			f.parts = append(f.parts, nil)
		case command == line && f.kind > 1 && last == start:
			if count == 0 || f.kind == 3 && count < 2 {
				return errors.New("LineTo of too few")
			}
		case command == closed && f.kind == 3 && last == line && count == 1:
			last = closed
			continue
		default:
			return fmt.Errorf("command %d × %d after %d", command, count, last)
		}
		part := &f.parts[len(f.parts)-1]
		for range count {
			moved, err := step()
			if err != nil {
				return err
			}
			if command == line && !moved {
				return errors.New("LineTo where it is")
			}
			*part = append(*part, [2]int32{x, y})
		}
		last = command
	}
	if len(f.parts) == 0 || f.kind == 2 && last != line || f.kind == 3 && last != closed {
		return errors.New("a geometry without end")
	}
	return nil
}
