package words

// The plural categories of whole numbers, after the rules of Unicode CLDR 46
// (common/supplemental/plurals.xml). Fractions do not occur in messages.
const (
	zero  = "zero"
	one   = "one"
	two   = "two"
	few   = "few"
	many  = "many"
	other = "other"
)

// A rule gives a number its category. What a language calls "many" and a
// message does not have falls to "other".
type rule func(n int) string

var rules = map[string]rule{
	"en": oneOrOther,
	"uk": eastSlavic,
	"ru": eastSlavic,
	"ko": func(int) string { return other },
	"ar": arabic,
}

// categories are what the rule of a language can give for whole numbers.
var categories = map[string][]string{
	"en": {one, other},
	"uk": {one, few, many},
	"ru": {one, few, many},
	"ko": {other},
	"ar": {zero, one, two, few, many, other},
}

func oneOrOther(n int) string {
	if n == 1 {
		return one
	}
	return other
}

func eastSlavic(n int) string {
	switch tens, ones := n%100, n%10; {
	case ones == 1 && tens != 11:
		return one
	case ones >= 2 && ones <= 4 && (tens < 12 || tens > 14):
		return few
	}
	return many
}

func arabic(n int) string {
	switch tens := n % 100; {
	case n == 0:
		return zero
	case n == 1:
		return one
	case n == 2:
		return two
	case tens >= 3 && tens <= 10:
		return few
	case tens >= 11:
		return many
	}
	return other
}
