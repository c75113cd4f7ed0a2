package layer

import (
	"bytes"
	"encoding/binary"
	"math"
	"strconv"
	"strings"
)

// Values are the different values of a column, each held as the message `Value`
// of the vector tile format (version 2.1): text, whole numbers from -2^63 to
// 2^64-1, other numbers as double, booleans. Objects and arrays are their JSON
// as text. A value's code is its number counted from 1.
type Values struct {
	messages []byte
	ends     []uint32 // of each in messages

	// What the messages do not tell: which texts are the JSON of an object or
	// array, and numbers that do not stand in the file as they would be written.
	nested bitset
	raw    map[uint32]string
}

// The beginnings of messages: the number of the field times 8 plus the kind of
// its content.
const (
	valueText   = 1<<3 | 2
	valueDouble = 3<<3 | 1
	valueInt    = 4 << 3
	valueUint   = 5 << 3
	valueSint   = 6 << 3 // with the sign in the lowest bit
	valueBool   = 7 << 3
)

// Len is the number of values; codes run from 1 to Len.
func (v *Values) Len() int { return len(v.ends) }

// Type is what the values are, as TileJSON names it: String, Number or Boolean;
// String where they differ.
func (v *Values) Type() string {
	var number, boolean, other bool
	for code := uint32(1); code <= uint32(v.Len()) && !other; code++ {
		switch v.MVT(code)[0] {
		case valueText:
			other = true
		case valueBool:
			boolean = true
		default:
			number = true
		}
	}
	switch {
	case other || number == boolean:
		return "String"
	case number:
		return "Number"
	default:
		return "Boolean"
	}
}

// MVT is the value of a code as a message. It must not be changed.
func (v *Values) MVT(code uint32) []byte {
	start := uint32(0)
	if code > 1 {
		start = v.ends[code-2]
	}
	end := v.ends[code-1]
	return v.messages[start:end:end]
}

// JSON is the value of a code as JSON: numbers, objects and arrays as they stood
// in the file, texts with as few escapes as there can be.
func (v *Values) JSON(code uint32) []byte { return v.appendJSON(nil, code) }

func (v *Values) appendJSON(dst []byte, code uint32) []byte {
	if m := v.MVT(code); m[0] == valueText && !v.nested.has(code) {
		return appendQuoted(dst, messageText(m))
	}
	return v.appendText(dst, code)
}

// appendText appends a value as the cell of a table: text without quotes, the
// rest as JSON.
func (v *Values) appendText(dst []byte, code uint32) []byte {
	if raw, ok := v.raw[code]; ok {
		return append(dst, raw...)
	}
	return appendMessageText(dst, v.MVT(code))
}

func appendMessageText(dst, m []byte) []byte {
	switch m[0] {
	case valueText:
		return append(dst, messageText(m)...)
	case valueUint:
		n, _ := binary.Uvarint(m[1:])
		return strconv.AppendUint(dst, n, 10)
	case valueInt:
		n, _ := binary.Uvarint(m[1:])
		return strconv.AppendInt(dst, int64(n), 10)
	case valueSint:
		n, _ := binary.Uvarint(m[1:])
		return strconv.AppendInt(dst, int64(n>>1)^-int64(n&1), 10)
	case valueDouble:
		return strconv.AppendFloat(dst, math.Float64frombits(binary.LittleEndian.Uint64(m[1:])), 'f', -1, 64)
	default:
		return strconv.AppendBool(dst, m[1] != 0)
	}
}

// messageText is the text of a message that is one.
func messageText(m []byte) []byte {
	_, n := binary.Uvarint(m[1:])
	return m[1+n:]
}

// add appends a value that stands in the text as raw, and is not null.
func (v *Values) add(raw []byte) {
	code := uint32(len(v.ends) + 1)
	start := len(v.messages)
	switch raw[0] {
	case '"':
		content := raw[1 : len(raw)-1]
		if bytes.IndexByte(content, '\\') >= 0 {
			content = []byte(unquote(content))
		}
		v.addText(content)
	case 't', 'f':
		v.messages = append(v.messages, valueBool, 0)
		if raw[0] == 't' {
			v.messages[start+1] = 1
		}
	case '{', '[':
		v.addNested(code, raw)
	default:
		if !v.addNumber(raw) { // no float64 holds it
			v.addNested(code, raw)
			break
		}
		var buf [32]byte
		if !bytes.Equal(appendMessageText(buf[:0], v.messages[start:]), raw) {
			if v.raw == nil {
				v.raw = map[uint32]string{}
			}
			v.raw[code] = string(raw)
		}
	}
	v.ends = append(v.ends, uint32(len(v.messages)))
}

func (v *Values) addNested(code uint32, raw []byte) {
	v.nested.add(code)
	v.addText(raw)
}

func (v *Values) addText(text []byte) {
	v.messages = append(v.messages, valueText)
	v.messages = binary.AppendUvarint(v.messages, uint64(len(text)))
	v.messages = append(v.messages, text...)
}

func (v *Values) addNumber(raw []byte) bool {
	if id := idOf(raw); id.kind == idNumber {
		v.messages = binary.AppendUvarint(append(v.messages, valueUint), id.number)
		return true
	}
	if bytes.IndexByte(raw, '.') < 0 && raw[0] == '-' {
		if n, err := strconv.ParseInt(string(raw), 10, 64); err == nil {
			if n < -1<<52 { // JavaScript's decoder takes a sint apart as a double, which loses the sign of these
				v.messages = binary.AppendUvarint(append(v.messages, valueInt), uint64(n))
			} else {
				v.messages = binary.AppendUvarint(append(v.messages, valueSint), uint64(n<<1)^uint64(n>>63))
			}
			return true
		}
	}
	f, ok := parseNumber(raw)
	if ok {
		v.messages = binary.LittleEndian.AppendUint64(append(v.messages, valueDouble), math.Float64bits(f))
	}
	return ok
}

// appendQuoted appends text, which is UTF-8, as a JSON string.
func appendQuoted[T string | []byte](dst []byte, text T) []byte {
	dst = append(dst, '"')
	from := 0
	for i := range len(text) {
		c := text[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, text[from:i]...)
		from = i + 1
		if i := strings.IndexByte("\"\\\b\f\n\r\t", c); i >= 0 {
			dst = append(dst, '\\', `"\bfnrt`[i])
		} else {
			const hex = "0123456789abcdef"
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(append(dst, text[from:]...), '"')
}
