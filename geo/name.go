package geo

import (
	"fmt"
	"hash/fnv"
	"path"
	"strings"
)

// reservedLayer is the name under which the basemap is served.
const reservedLayer = "basemap"

// slug is a file's or folder's name as addresses use it: lower case, and a
// hyphen for every run of characters outside a–z, 0–9, _ and -. A name with
// none of those gets one made from its hash, so that it stays the same.
func slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(name) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' || r == '-' {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		} else {
			gap = true
		}
	}
	s := b.String()
	if strings.Trim(s, "-_") == "" {
		h := fnv.New32a()
		_, _ = h.Write([]byte(name)) // never fails
		return fmt.Sprintf("x%08x", h.Sum32())
	}
	return s
}

// stem is a file's name without folder and ending.
func stem(file string) string {
	base := path.Base(file)
	return strings.TrimSuffix(base, path.Ext(base))
}
