package layer

import (
	"encoding/json"
	"strings"
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
	if !strings.ContainsRune(string(b), '\\') {
		return string(b)
	}
	var s string
	quoted := append(append([]byte{'"'}, b...), '"')
	if err := json.Unmarshal(quoted, &s); err != nil {
		return string(b)
	}
	return s
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
