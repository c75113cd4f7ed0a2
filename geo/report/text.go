package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

// A Text is wording in one or more languages, by BCP 47 tag in lower case
// ("en", "zh-hant"). In JSON it is either a string, held under the tag "", or
// an object: "Seoul" or {"en": "Seoul", "uk": "Сеул"}.
type Text map[string]string

// errText is what is wrong with JSON that is no Text.
var errText = errors.New("is neither a text nor an object of texts by language")

// In returns the wording for a BCP 47 tag. Without an exact match it tries, in
// this order: the tag shortened part by part (de-CH-1901, de-CH, de), a longer
// tag of the same language, the text without a tag, English, the first by tag.
// Empty wordings are passed over; the result is empty only if all are.
func (t Text) In(lang string) string {
	s, _ := t.Pick(lang)
	return s
}

// Pick is In with the tag of the wording that was chosen.
func (t Text) Pick(lang string) (wording, tag string) {
	if len(t) == 0 {
		return "", ""
	}
	lang = strings.ToLower(lang)
	for tag := lang; tag != ""; {
		if s := t[tag]; s != "" {
			return s, tag
		}
		cut := strings.LastIndexByte(tag, '-')
		if cut < 0 {
			break
		}
		tag = tag[:cut]
	}
	tags := t.tags()
	language, _, _ := strings.Cut(lang, "-")
	for _, tag := range tags {
		if base, _, longer := strings.Cut(tag, "-"); longer && base == language {
			return t[tag], tag
		}
	}
	for _, tag := range []string{"", "en"} {
		if s := t[tag]; s != "" {
			return s, tag
		}
	}
	if len(tags) > 0 {
		return t[tags[0]], tags[0]
	}
	return "", ""
}

// tags lists, sorted, the tags that have a wording.
func (t Text) tags() []string {
	tags := make([]string, 0, len(t))
	for tag, s := range t {
		if s != "" {
			tags = append(tags, tag)
		}
	}
	slices.Sort(tags)
	return tags
}

// Empty reports whether there is no wording in any language.
func (t Text) Empty() bool {
	for _, s := range t {
		if s != "" {
			return false
		}
	}
	return true
}

// UnmarshalJSON reads a string, an object of strings, or null.
func (t *Text) UnmarshalJSON(data []byte) error {
	data = bytes.TrimSpace(data)
	switch {
	case bytes.Equal(data, []byte("null")):
		*t = nil
		return nil
	case len(data) > 0 && data[0] == '"':
		var s string
		if err := json.Unmarshal(data, &s); err != nil {
			return errText
		}
		*t = Text{"": s}
		return nil
	}
	var byTag map[string]*string
	if err := json.Unmarshal(data, &byTag); err != nil {
		return errText
	}
	text := make(Text, len(byTag))
	for tag, s := range byTag {
		if s != nil {
			text[strings.ToLower(tag)] = *s
		}
	}
	*t = text
	return nil
}

// MarshalJSON writes what UnmarshalJSON reads: a string if there is only
// untagged text, an object otherwise, null if there is nothing.
func (t Text) MarshalJSON() ([]byte, error) {
	if len(t) == 0 {
		return []byte("null"), nil
	}
	if s, ok := t[""]; ok && len(t) == 1 {
		return json.Marshal(s)
	}
	return json.Marshal(map[string]string(t))
}
