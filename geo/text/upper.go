package text

import (
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// The languages whose capitals differ from everyone else's: dotted i, Greek
// without accents, Lithuanian dots.
var capitals = map[string]language.Tag{
	"az": language.Azerbaijani,
	"el": language.Greek,
	"lt": language.Lithuanian,
	"tr": language.Turkish,
}

// Upper is s in capitals by the rules of a language, BCP 47; scripts without
// capitals stay as they are. Bytes that are no UTF-8 become U+FFFD.
func Upper(s, lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	return cases.Upper(capitals[strings.ToLower(base)]).String(strings.ToValidUTF8(s, "\uFFFD"))
}
