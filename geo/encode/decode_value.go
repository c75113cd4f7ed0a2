package encode

import "math"

// ValueKind is what a property holds.
type ValueKind uint8

const (
	NoValue ValueKind = iota
	TextValue
	NumberValue
	BoolValue
)

// A Value is a property of a feature. Its text lies in the tile's bytes.
type Value struct {
	Kind   ValueKind
	text   []byte
	number float64
}

// Bytes are the text, which must not be changed; nil if there is none.
func (v Value) Bytes() []byte { return v.text }

// Text is a copy of the text.
func (v Value) Text() (s string, ok bool) { return string(v.text), v.Kind == TextValue }

// Number is a number of any encoding; whole numbers beyond 2^53 are rounded.
func (v Value) Number() (f float64, ok bool) { return v.number, v.Kind == NumberValue }

// Bool is a truth value.
func (v Value) Bool() (b, ok bool) { return v.Kind == BoolValue && v.number != 0, v.Kind == BoolValue }

// Properties is how many properties a feature has.
func (l *DecodedLayer) Properties(f *DecodedFeature) int { return int(f.tagTo-f.tagFrom) / 2 }

// Property is one of a feature's properties. The key lies in the tile's bytes.
func (l *DecodedLayer) Property(f *DecodedFeature, i int) (key []byte, v Value) {
	at := int(f.tagFrom) + 2*i
	return l.bytes(l.keys[l.tags[at]]), l.value(l.tags[at+1])
}

// Find is the property of a name, the first if there are several. A feature
// without it, and one whose value breaks the specification, give [NoValue].
func (l *DecodedLayer) Find(f *DecodedFeature, key string) Value {
	for at := f.tagFrom; at < f.tagTo; at += 2 {
		if string(l.bytes(l.keys[l.tags[at]])) == key {
			return l.value(l.tags[at+1])
		}
	}
	return Value{}
}

func (l *DecodedLayer) bytes(s piece) []byte { return l.data[s.from:s.to:s.to] }

// value reads a value; of several in one, the last.
func (l *DecodedLayer) value(i uint32) (v Value) {
	number := func(f float64) Value { return Value{Kind: NumberValue, number: f} }
	for r := (protoReader{data: l.bytes(l.values[i])}); !r.done(); {
		was := v
		switch field, kind := r.tag(); {
		case field == 1 && kind == lengthDelimited:
			v = Value{Kind: TextValue, text: r.bytes()}
		case field == 2 && kind == fixed32:
			v = number(float64(math.Float32frombits(uint32(r.fixed(4)))))
		case field == 3 && kind == fixed64:
			v = number(math.Float64frombits(r.fixed(8)))
		case field == 4 && kind == varint:
			v = number(float64(int64(r.varint())))
		case field == 5 && kind == varint:
			v = number(float64(r.varint()))
		case field == 6 && kind == varint:
			v = number(float64(zigzag(r.varint())))
		case field == 7 && kind == varint:
			v = Value{Kind: BoolValue}
			if r.varint() != 0 {
				v.number = 1
			}
		default:
			r.skip(kind)
		}
		if r.err != nil {
			return was
		}
	}
	return v
}
