package layer

import "strconv"

// exactPow10 holds the powers of ten that a float64 holds exactly.
var exactPow10 = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// readNumber reads the JSON number that stands at i and returns the place
// behind it, or -1 if there is none or if it is too large for a float64.
//
// A coordinate nearly always has few enough digits that one exact division
// gives the correctly rounded result (Clinger 1990).
func readNumber(d []byte, i int) (f float64, end int) {
	start := i
	negative := i < len(d) && d[i] == '-'
	if negative {
		i++
	}
	var mantissa uint64
	first := i
	for i < len(d) && d[i]-'0' <= 9 {
		mantissa = mantissa*10 + uint64(d[i]-'0')
		i++
	}
	digits := i - first
	if digits == 0 || (digits > 1 && d[first] == '0') {
		return 0, -1
	}
	fraction := 0
	if i < len(d) && d[i] == '.' {
		i++
		point := i
		for i < len(d) && d[i]-'0' <= 9 {
			mantissa = mantissa*10 + uint64(d[i]-'0')
			i++
		}
		if fraction = i - point; fraction == 0 {
			return 0, -1
		}
	}
	exponent := i < len(d) && d[i]|0x20 == 'e'
	if exponent || digits+fraction > 19 || mantissa > 1<<53 || fraction >= len(exactPow10) {
		if exponent {
			if i = skipNumber(d, start); i < 0 {
				return 0, -1
			}
		}
		f, err := strconv.ParseFloat(string(d[start:i]), 64)
		if err != nil {
			return 0, -1
		}
		return f, i
	}
	f = float64(int64(mantissa)) / exactPow10[fraction]
	if negative {
		f = -f
	}
	return f, i
}

// parseNumber reads a JSON number that the scanner has passed. ok is false if
// it is too large for a float64.
func parseNumber(b []byte) (f float64, ok bool) {
	f, end := readNumber(b, 0)
	return f, end == len(b)
}
