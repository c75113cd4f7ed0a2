package layer

import (
	"math"
	"strconv"
)

// exactPow10 holds the powers of ten that a float64 holds exactly.
var exactPow10 = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// parseNumber reads a JSON number that the scanner has passed. ok is false if
// it is too large for a float64.
//
// A coordinate nearly always has at most 15 digits and no exponent: then one
// exact division gives the correctly rounded result (Clinger 1990) without
// strconv's detour over a string.
func parseNumber(b []byte) (f float64, ok bool) {
	var (
		mantissa uint64
		digits   int
		fraction int
		point    bool
	)
	rest := b
	negative := len(rest) > 0 && rest[0] == '-'
	if negative {
		rest = rest[1:]
	}
	for _, c := range rest {
		switch {
		case c >= '0' && c <= '9':
			mantissa = mantissa*10 + uint64(c-'0')
			if mantissa > 0 {
				digits++
			}
			if point {
				fraction++
			}
		case c == '.':
			point = true
		default:
			digits = math.MaxInt // an exponent
		}
		if digits > 15 || fraction >= len(exactPow10) {
			f, err := strconv.ParseFloat(string(b), 64)
			return f, err == nil
		}
	}
	f = float64(mantissa) / exactPow10[fraction]
	if negative {
		f = -f
	}
	return f, true
}
