package raster

// Filters of PNG rows, by their numbers in the format.
const (
	filterNone = iota
	filterSub
	filterUp
	filterAverage
	filterPaeth
)

// filtered is the row by the filter that leaves least to compress.
func (e *pngScratch) filtered(cur, prev []byte, bpp int) []byte {
	best, least := filterNone, 1<<62
	for f := range e.filters {
		if f == filterAverage {
			continue // hardly ever best for drawings
		}
		if sum := applyFilter(f, e.filters[f][1:], cur, prev, bpp, least); sum < least {
			best, least = f, sum
		}
	}
	return e.filters[best]
}

// applyFilter writes the row by a filter and is its sum of absolute
// differences; it may stop beyond the given sum.
func applyFilter(f int, dst, cur, prev []byte, bpp, least int) int {
	sum := 0
	for i, v := range cur {
		var left, corner byte
		if i >= bpp {
			left, corner = cur[i-bpp], prev[i-bpp]
		}
		switch f {
		case filterSub:
			v -= left
		case filterUp:
			v -= prev[i]
		case filterPaeth:
			v -= paeth(left, prev[i], corner)
		}
		dst[i] = v
		d := int(int8(v))
		if d < 0 {
			d = -d
		}
		if sum += d; sum >= least {
			return sum
		}
	}
	return sum
}

// paeth is the neighbour nearest to left + up − corner.
func paeth(left, up, corner byte) byte {
	p := int(left) + int(up) - int(corner)
	dl, du, dc := diff(p, int(left)), diff(p, int(up)), diff(p, int(corner))
	switch {
	case dl <= du && dl <= dc:
		return left
	case du <= dc:
		return up
	}
	return corner
}

func diff(a, b int) int {
	if a < b {
		return b - a
	}
	return a - b
}
