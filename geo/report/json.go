package report

import (
	"bytes"
	"encoding/json"
)

// The properties of a feature are read in one pass over their bytes: a layer
// may have a million features of which no property concerns this package, and
// a map of decoded values for each would cost more than all the rest. What is
// needed of a value is cut out as raw bytes and decoded on its own.

// eachMember calls f with every name and raw value of a JSON object. It is
// false if data is no object; f may have been called by then.
func eachMember(data []byte, f func(name, value []byte)) bool {
	i := skipSpace(data, 0)
	if i >= len(data) || data[i] != '{' {
		return false
	}
	i = skipSpace(data, i+1)
	if i < len(data) && data[i] == '}' {
		return skipSpace(data, i+1) == len(data)
	}
	for {
		if i >= len(data) || data[i] != '"' {
			return false
		}
		start := i
		if i = skipString(data, i); i < 0 {
			return false
		}
		name := data[start+1 : i-1]
		if bytes.IndexByte(name, '\\') >= 0 {
			var plain string
			if json.Unmarshal(data[start:i], &plain) != nil {
				return false
			}
			name = []byte(plain)
		}
		i = skipSpace(data, i)
		if i >= len(data) || data[i] != ':' {
			return false
		}
		start = skipSpace(data, i+1)
		if i = skipValue(data, start); i < 0 {
			return false
		}
		f(name, data[start:i])
		i = skipSpace(data, i)
		if i >= len(data) {
			return false
		}
		if data[i] == '}' {
			return skipSpace(data, i+1) == len(data)
		}
		if data[i] != ',' {
			return false
		}
		i = skipSpace(data, i+1)
	}
}

// elements cuts a JSON array into its raw values; nil, false if it is none.
func elements(data []byte) ([][]byte, bool) {
	i := skipSpace(data, 0)
	if i >= len(data) || data[i] != '[' {
		return nil, false
	}
	var values [][]byte
	i = skipSpace(data, i+1)
	if i < len(data) && data[i] == ']' {
		return values, true
	}
	for {
		start := i
		if i = skipValue(data, i); i < 0 {
			return nil, false
		}
		values = append(values, data[start:i])
		i = skipSpace(data, i)
		if i >= len(data) || data[i] != ',' && data[i] != ']' {
			return nil, false
		}
		if data[i] == ']' {
			return values, true
		}
		i = skipSpace(data, i+1)
	}
}

// skipValue returns where the value that starts at i ends, -1 if nowhere. It
// counts brackets instead of calling itself, so that depth costs no stack.
func skipValue(data []byte, i int) int {
	if i >= len(data) {
		return -1
	}
	switch data[i] {
	case '"':
		return skipString(data, i)
	case '{', '[':
		depth := 0
		for i < len(data) {
			switch data[i] {
			case '"':
				if i = skipString(data, i); i < 0 {
					return -1
				}
				continue
			case '{', '[':
				depth++
			case '}', ']':
				if depth--; depth == 0 {
					return i + 1
				}
			}
			i++
		}
		return -1
	}
	start := i
	for i < len(data) && !endsLiteral(data[i]) {
		i++
	}
	if i == start {
		return -1
	}
	return i
}

// endsLiteral reports whether c cannot be part of a number, true, false or null.
func endsLiteral(c byte) bool {
	switch c {
	case ',', ':', ']', '}', '[', '{', '"', ' ', '\t', '\r', '\n':
		return true
	}
	return false
}

// skipString returns the place behind the closing quote of the string at i.
func skipString(data []byte, i int) int {
	for i++; i < len(data); i++ {
		switch data[i] {
		case '"':
			return i + 1
		case '\\':
			i++
		}
	}
	return -1
}

func skipSpace(data []byte, i int) int {
	for i < len(data) && (data[i] == ' ' || data[i] == '\t' || data[i] == '\n' || data[i] == '\r') {
		i++
	}
	return i
}

// decodeString reads a raw JSON string; most have no escapes and are copied.
func decodeString(raw []byte) (string, bool) {
	if len(raw) < 2 || raw[0] != '"' {
		return "", false
	}
	plain := true
	for _, c := range raw[1 : len(raw)-1] {
		if c < ' ' || c == '\\' || c == '"' || c >= 0x80 {
			plain = false // json replaces what is not UTF-8
			break
		}
	}
	if plain && raw[len(raw)-1] == '"' {
		return string(raw[1 : len(raw)-1]), true
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return "", false
	}
	return s, true
}

// isNull reports whether a value is absent: not there, or null.
func isNull(raw []byte) bool {
	return len(raw) == 0 || raw[0] == 'n'
}

func isNumber(raw []byte) bool {
	return len(raw) > 0 && (raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9')
}

// kindOf names the type of a raw value for a message.
func kindOf(raw []byte) string {
	switch {
	case len(raw) == 0:
		return "nothing"
	case isNumber(raw):
		return "a number"
	}
	switch raw[0] {
	case '"':
		return "a text"
	case '{':
		return "an object"
	case '[':
		return "a list"
	case 'n':
		return "null"
	}
	return "true or false"
}
