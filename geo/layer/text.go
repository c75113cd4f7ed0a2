package layer

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// text is the Go string of a JSON string value, "" for any other kind.
func text(v value) string {
	if v.kind != kindString || v.raw == nil {
		return ""
	}
	return unquote(v.raw[1 : len(v.raw)-1])
}

// unquote decodes what stands between the quotes of a JSON string that the
// scanner has passed.
func unquote(b []byte) string {
	if bytes.IndexByte(b, '\\') < 0 {
		return string(b)
	}
	var s string
	quoted := append(append([]byte{'"'}, b...), '"')
	if err := json.Unmarshal(quoted, &s); err != nil {
		return string(b)
	}
	return s
}

// idText is the address of an id given as JSON.
func idText(id []byte) string {
	if len(id) > 1 && id[0] == '"' {
		return unquote(id[1 : len(id)-1])
	}
	return string(id)
}

// clip shortens a value for a message.
func clip(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	end := most
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}
