package paint

import (
	"strings"
	"unicode"
)

// balanced breaks a text at its spaces into lines of at most this width, evenly
// filled; what is left over ends in "…".
func balanced(s string, width float64, most int, measure func(string) float64) []string {
	words := strings.Fields(s)
	if len(words) == 0 {
		return nil
	}
	full := folded(words, width, measure)
	over := len(full) > most
	for _, l := range full {
		over = over || measure(l) > width
	}
	switch {
	case over:
		out := make([]string, 0, most)
		for i, l := range full[:min(most, len(full))] {
			last := i == most-1 && len(full) > most
			if last || measure(l) > width {
				l = ellipsis(l, width, measure)
			}
			out = append(out, l)
		}
		return out
	case len(full) == 2:
		if two := halves(words, width, measure); two != nil {
			return two
		}
		return full
	case len(full) == 1:
		return full
	}
	low, high := width/float64(len(full))/1.2, width
	for high-low > 4 {
		mid := (low + high) / 2
		if len(folded(words, mid, measure)) > len(full) {
			low = mid
		} else {
			high = mid
		}
	}
	return folded(words, high, measure)
}

// folded fills line after line; a word wider than a line has one of its own.
func folded(words []string, width float64, measure func(string) float64) []string {
	var out []string
	line := words[0]
	for _, word := range words[1:] {
		if next := line + " " + word; measure(next) <= width {
			line = next
			continue
		}
		out = append(out, line)
		line = word
	}
	return append(out, line)
}

// halves is the best place for one break: lines of like width, rather after a
// comma.
func halves(words []string, width float64, measure func(string) float64) []string {
	var best []string
	least := width * 2
	for i := 1; i < len(words); i++ {
		a, b := strings.Join(words[:i], " "), strings.Join(words[i:], " ")
		wide := max(measure(a), measure(b))
		cost := wide
		if strings.ContainsAny(a[len(a)-1:], ",;:.") {
			cost -= width / 8
		}
		if wide <= width && cost < least {
			least, best = cost, []string{a, b}
		}
	}
	return best
}

// ellipsis is as much of a text as has room, and "…".
func ellipsis(s string, width float64, measure func(string) float64) string {
	// Where a text may end: never before what belongs to the letter in front.
	ends := []int{0}
	for i, r := range s {
		if i > 0 && !unicode.Is(unicode.M, r) && r != '\u200d' {
			ends = append(ends, i)
		}
	}
	ends = append(ends, len(s))
	low, high := 0, len(ends)-1
	for low < high {
		mid := (low + high + 1) / 2
		if measure(s[:ends[mid]]+"…") <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return strings.TrimRight(s[:ends[low]], " ,;:.") + "…"
}
