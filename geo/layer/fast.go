package layer

// A layout is the properties of the last features in their order. The next one
// most often has the same, so that their names need not be looked up.
type layout struct {
	members []*member
	next    int
}

// member is a property: its key as it stands between its quotes.
type member struct {
	key    string
	column *rawColumn
}

// fast reads the feature that stands at i and returns the place behind it. It
// gives up, with -1, on everything unusual: what is wrong and what is rare are
// left to the strict way. By then properties may have been entered.
func (b *batch) fast(i int, f *feature) int {
	d := b.data
	if i >= len(d) || d[i] != '{' {
		return -1
	}
	const (
		seenType = 1 << iota
		seenID
		seenGeometry
		seenProperties
	)
	var seen uint8
	for {
		i = skipSpace(d, i+1)
		key, end := fastKey(d, i)
		if end < 0 {
			return -1
		}
		i = end
		var now uint8
		switch string(key) {
		case "type":
			now = seenType
			i = skipWord(d, i, `"Feature"`)
		case "id":
			now = seenID
			i = b.fastID(i, f)
		case "geometry":
			now = seenGeometry
			i = b.fastGeometry(i, f)
		case "properties":
			now = seenProperties
			f.properties = i
			i = b.fastProperties(i, f)
		default:
			from := i
			if i = skipValue(d, i, b.depth+1); i > 0 {
				f.beside.take(holdNamed(unquote(key)), d[from:i])
			}
		}
		if i < 0 || seen&now != 0 {
			return -1
		}
		seen |= now
		if i = skipSpace(d, i); i >= len(d) {
			return -1
		}
		switch d[i] {
		case ',':
		case '}':
			if seen&seenType == 0 {
				return -1
			}
			return i + 1
		default:
			return -1
		}
	}
}

// fastKey reads a key with the colon behind it, and returns it without quotes
// and the place of its value.
func fastKey(d []byte, i int) (key []byte, value int) {
	if i >= len(d) || d[i] != '"' {
		return nil, -1
	}
	end := skipString(d, i)
	if end < 0 {
		return nil, -1
	}
	key = d[i+1 : end-1]
	if end < len(d) && d[end] != ':' {
		end = skipSpace(d, end)
	}
	if end >= len(d) || d[end] != ':' {
		return nil, -1
	}
	return key, skipSpace(d, end+1)
}

func (b *batch) fastID(i int, f *feature) int {
	d := b.data
	if i >= len(d) {
		return -1
	}
	end := -1
	switch d[i] {
	case 'n':
		return skipWord(d, i, "null")
	case '"':
		end = skipString(d, i)
	case '{', '[', 't', 'f':
	default:
		end = skipNumber(d, i)
	}
	if end > 0 {
		f.id = idOf(d[i:end])
		f.idFrom, f.idTo = i, end
	}
	return end
}

func (b *batch) fastProperties(i int, f *feature) int {
	d := b.data
	if i >= len(d) {
		return -1
	}
	if d[i] != '{' {
		return skipWord(d, i, "null")
	}
	if i = skipSpace(d, i+1); i < len(d) && d[i] == '}' {
		return i + 1
	}
	b.layout.next = 0
	for {
		var c *rawColumn
		if c, i = b.fastColumn(i); i < 0 || i >= len(d) {
			return -1
		}
		if c.sources {
			f.reported = d[i] != 'n'
		}
		end := skipValue(d, i, b.depth+2)
		if end < 0 {
			return -1
		}
		b.enter(c, i, end)
		if c.holds != holdNone {
			f.holds.take(c.holds, d[i:end])
		}
		if end < len(d) && d[end] != ',' {
			end = skipSpace(d, end)
		}
		if end >= len(d) {
			return -1
		}
		switch d[end] {
		case ',':
			i = skipSpace(d, end+1)
		case '}':
			f.propertiesEnd = end + 1
			return end + 1
		default:
			return -1
		}
	}
}

// fastColumn reads the key of a property and returns its column and the place
// of its value.
func (b *batch) fastColumn(i int) (c *rawColumn, value int) {
	d, l := b.data, &b.layout
	// One property may be missing.
	for next := l.next; next < len(l.members) && next <= l.next+1; next++ {
		expected := l.members[next]
		end := i + 1 + len(expected.key)
		if end+1 < len(d) && d[i] == '"' && d[end] == '"' && d[end+1] == ':' && string(d[i+1:end]) == expected.key {
			l.next = next + 1
			return expected.column, skipSpace(d, end+2)
		}
	}
	key, value := fastKey(d, i)
	if value < 0 {
		return nil, -1
	}
	m := b.member(key)
	l.members = sized(l.members, uint32(l.next))
	l.members[l.next] = m
	l.next++
	return m.column, value
}
