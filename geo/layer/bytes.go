package layer

import (
	"reflect"
	"time"
)

// heapOf is about how many bytes of memory a value keeps in use, those that it
// points to included.
func heapOf(v any) int64 {
	m := measure{seen: map[uintptr]struct{}{}, flat: map[reflect.Type]bool{reflect.TypeFor[time.Time](): true}}
	return int64(reflect.TypeOf(v).Size()) + m.beyond(reflect.ValueOf(v))
}

type measure struct {
	seen map[uintptr]struct{} // what several values share counts once
	flat map[reflect.Type]bool
}

// beyond is what a value points to.
func (m *measure) beyond(v reflect.Value) int64 {
	if m.isFlat(v.Type()) {
		return 0
	}
	size := int64(0)
	switch v.Kind() {
	case reflect.String:
		size = int64(v.Len())
	case reflect.Pointer:
		if !v.IsNil() && m.first(v.Pointer()) {
			size = int64(v.Type().Elem().Size()) + m.beyond(v.Elem())
		}
	case reflect.Interface:
		if !v.IsNil() {
			size = int64(v.Elem().Type().Size()) + m.beyond(v.Elem())
		}
	case reflect.Slice:
		if v.Cap() > 0 && m.first(v.Pointer()) {
			size = int64(v.Cap())*int64(v.Type().Elem().Size()) + m.elements(v)
		}
	case reflect.Array:
		size = m.elements(v)
	case reflect.Map:
		if !v.IsNil() && m.first(v.Pointer()) {
			for pairs := v.MapRange(); pairs.Next(); {
				size += m.beyond(pairs.Key()) + m.beyond(pairs.Value())
			}
			// Maps keep a byte for each place and about a quarter of the places free.
			pair := int64(v.Type().Key().Size() + v.Type().Elem().Size() + 1)
			size += int64(v.Len()) * pair * 4 / 3
		}
	case reflect.Struct:
		for i := range v.NumField() {
			size += m.beyond(v.Field(i))
		}
	}
	return size
}

func (m *measure) elements(v reflect.Value) (size int64) {
	if m.isFlat(v.Type().Elem()) {
		return 0
	}
	for i := range v.Len() {
		size += m.beyond(v.Index(i))
	}
	return size
}

func (m *measure) first(address uintptr) bool {
	_, again := m.seen[address]
	m.seen[address] = struct{}{}
	return !again
}

// isFlat reports whether values of a type point to nothing that counts.
func (m *measure) isFlat(t reflect.Type) bool {
	flat, known := m.flat[t]
	if known {
		return flat
	}
	switch t.Kind() {
	case reflect.String, reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map:
	case reflect.Array:
		flat = m.isFlat(t.Elem())
	case reflect.Struct:
		flat = true
		for i := range t.NumField() {
			flat = flat && m.isFlat(t.Field(i).Type)
		}
	default:
		flat = true
	}
	m.flat[t] = flat
	return flat
}
