package layer

import (
	"bytes"
	"slices"
	"strconv"
)

// An object is a JSON object under construction that keeps the order in which
// its members came. Members named 0, 1, … make an array.
type object struct {
	names   []string
	members []*object // nil where raw holds the value
	raw     [][]byte
}

// set puts a JSON value at a path, and reports false where another value
// stands in the way. A text in one language joins one without: title and
// title_uk become {"und": …, "uk": …}.
func (o *object) set(path []string, raw []byte) bool {
	i := slices.Index(o.names, path[0])
	if i < 0 {
		o.names = append(o.names, path[0])
		o.members = append(o.members, nil)
		o.raw = append(o.raw, nil)
		if len(path) == 1 {
			o.raw[len(o.raw)-1] = raw
			return true
		}
		member := &object{}
		o.members[len(o.members)-1] = member
		return member.set(path[1:], raw)
	}
	switch {
	case len(path) == 1 && o.members[i] == nil:
		return false
	case len(path) == 1:
		return raw[0] == '"' && o.members[i].set([]string{"und"}, raw)
	case o.members[i] == nil:
		if o.raw[i][0] != '"' || len(path) != 2 {
			return false
		}
		o.members[i] = &object{}
		o.members[i].set([]string{"und"}, o.raw[i])
	}
	return o.members[i].set(path[1:], raw)
}

func (o *object) isArray() bool {
	for i, name := range o.names {
		if name != strconv.Itoa(i) {
			return false
		}
	}
	return len(o.names) > 0
}

func (o *object) write(b *bytes.Buffer) { o.writeAs(b, o.isArray()) }

func (o *object) writeAs(b *bytes.Buffer, array bool) {
	opening, closing := byte('{'), byte('}')
	if array {
		opening, closing = '[', ']'
	}
	b.WriteByte(opening)
	for i, name := range o.names {
		if i > 0 {
			b.WriteByte(',')
		}
		if !array {
			b.Write(appendQuoted(nil, name))
			b.WriteByte(':')
		}
		if o.members[i] == nil {
			b.Write(o.raw[i])
		} else {
			o.members[i].write(b)
		}
	}
	b.WriteByte(closing)
}
