package paint

import (
	"bytes"
	"strings"

	"dateline/geo/encode"
)

// mostName bounds a name in bytes: what is longer is no label.
const mostName = 200

// nameKeys are the properties in which a name is looked for, best first.
type nameKeys struct{ keys []string }

// newNameKeys takes a BCP 47 tag: its language is asked for with and without
// script and region, then English.
func newNameKeys(lang string) *nameKeys {
	n := &nameKeys{}
	for tag := lang; tag != ""; {
		n.keys = append(n.keys, "name_"+tag)
		at := strings.LastIndexAny(tag, "-_")
		if at < 0 {
			if low := strings.ToLower(tag); low != tag {
				n.keys = append(n.keys, "name_"+low)
			}
			break
		}
		tag = tag[:at]
	}
	n.keys = append(n.keys, "name_en", "name")
	return n
}

// of is the name of a feature in the best language it has one in.
func (n *nameKeys) of(l *encode.DecodedLayer, f *encode.DecodedFeature) string {
	best, at := []byte(nil), len(n.keys)+1
	for i := range l.Properties(f) {
		key, v := l.Property(f, i)
		if !bytes.HasPrefix(key, []byte("name")) || len(v.Bytes()) == 0 || len(v.Bytes()) > mostName {
			continue
		}
		rank := len(n.keys) // any other language
		for k, wanted := range n.keys {
			if string(key) == wanted {
				rank = k
				break
			}
		}
		if rank < at {
			best, at = v.Bytes(), rank
		}
	}
	return strings.TrimSpace(string(best))
}

// all are the names of a feature in every language, each between two line
// breaks, as nameOfPlace has them.
func (n *nameKeys) all(l *encode.DecodedLayer, f *encode.DecodedFeature) string {
	var b strings.Builder
	for i := range l.Properties(f) {
		key, v := l.Property(f, i)
		if bytes.HasPrefix(key, []byte("name")) && len(v.Bytes()) > 0 && len(v.Bytes()) <= mostName {
			b.WriteByte('\n')
			b.WriteString(nameOfPlace(string(v.Bytes())))
		}
	}
	b.WriteByte('\n')
	return b.String()
}

// called reports whether a label has a name, in whatever language, as
// nameOfPlace has it.
func (l *label) called(name string) bool {
	return name != "" && strings.Contains(l.names, "\n"+name+"\n")
}
