package layer

// Morton is the place of c along the Z-order curve, which visits the tiles of
// any zoom one after the other: the northwestern quarter of a tile first, then
// the northeastern, the southwestern and the southeastern.
func Morton(c Coord) uint64 {
	return spread(uint32(c.X)^1<<31) | spread(uint32(c.Y)^1<<31)<<1
}

// spread puts a zero before every bit.
func spread(v uint32) uint64 {
	x := uint64(v)
	x = (x | x<<16) & 0x0000FFFF0000FFFF
	x = (x | x<<8) & 0x00FF00FF00FF00FF
	x = (x | x<<4) & 0x0F0F0F0F0F0F0F0F
	x = (x | x<<2) & 0x3333333333333333
	x = (x | x<<1) & 0x5555555555555555
	return x
}

// curveOrder returns the indices of keys in ascending order of the keys; equal
// keys keep their order. It sorts by bytes, the last first, and passes over
// bytes that are the same in all keys.
func curveOrder(keys []uint64) []uint32 {
	order, spare := make([]uint32, len(keys)), make([]uint32, len(keys))
	var differ uint64
	for i, k := range keys {
		order[i] = uint32(i)
		differ |= k ^ keys[0]
	}
	for shift := 0; shift < 64; shift += 8 {
		if differ>>shift&0xFF == 0 {
			continue
		}
		var next [256]int
		for _, k := range keys {
			next[k>>shift&0xFF]++
		}
		sum := 0
		for b, n := range next {
			next[b] = sum
			sum += n
		}
		for _, i := range order {
			b := keys[i] >> shift & 0xFF
			spare[next[b]] = i
			next[b]++
		}
		order, spare = spare, order
	}
	return order
}
