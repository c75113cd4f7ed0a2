package layer

import (
	"slices"
	"sort"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/s2"
	"github.com/klauspost/compress/zstd"
)

// A source holds the features as they stood in their file, one after the other.
// That of a large layer is compressed in blocks of whole features.
type source struct {
	starts []uint32 // of each feature in the text as a whole, and its end
	plain  []byte   // all of it, or else:
	packed []byte   // the blocks, compressed, one after the other
	blocks []block

	// The blocks that were read last, one for each remainder of their number.
	// Readers of single features most often come back to the same.
	recent [8]atomic.Pointer[opened]
}

// block is a compressed stretch of text.
type block struct {
	first uint32 // index of its first feature
	fast  bool   // it is in S2, else in Zstandard
	end   int    // in packed, where the next one starts
}

// opened is a block's text.
type opened struct {
	block int
	text  []byte
}

const (
	// smallSource is the size in bytes below which the text is not compressed.
	smallSource = 10 << 20
	// sourceBlock is the least size in bytes of a block's text: what is read for
	// one feature. Twice that saves 5 % of the memory of points and none of
	// that of lines.
	sourceBlock = 32 << 10
	// keepOpened bounds the size in bytes of a block that is kept open.
	keepOpened = 1 << 20
)

// feature returns the text of feature i.
func (s *source) feature(i int) []byte {
	from, to := s.starts[i], s.starts[i+1]
	if s.blocks == nil {
		return s.plain[from:to:to]
	}
	b := s.blockOf(i)
	slot := &s.recent[b%len(s.recent)]
	o := slot.Load()
	if o == nil || o.block != b {
		o = &opened{b, s.open(b, nil)}
		if len(o.text) <= keepOpened {
			slot.Store(o)
		}
	}
	base := s.starts[s.blocks[b].first]
	return o.text[from-base : to-base : to-base]
}

// blockOf is the number of the block that feature i stands in.
func (s *source) blockOf(i int) int {
	return sort.Search(len(s.blocks), func(b int) bool { return int(s.blocks[b].first) > i }) - 1
}

// open returns the text of a block, in dst if it has room.
func (s *source) open(b int, dst []byte) []byte {
	end := len(s.starts) - 1
	if b+1 < len(s.blocks) {
		end = int(s.blocks[b+1].first)
	}
	size := int(s.starts[end] - s.starts[s.blocks[b].first])
	start := 0
	if b > 0 {
		start = s.blocks[b-1].end
	}
	packed := s.packed[start:s.blocks[b].end]
	text := slices.Grow(dst[:0], size)
	var err error
	if s.blocks[b].fast {
		text, err = s2.Decode(text[:size], packed)
	} else {
		text, err = decoder().DecodeAll(packed, text)
	}
	if err != nil || len(text) != size {
		panic("layer: a compressed block has changed in memory")
	}
	return text
}

var decoder = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderLowmem(true))
	if err != nil {
		panic(err) // options that are always the same
	}
	return d
})

// A sourceReader reads features in about their order. It keeps the block that
// it read last to itself, so that reading a whole layer makes no garbage.
type sourceReader struct {
	*source
	block  int
	opened []byte
}

func (s *source) reader() *sourceReader { return &sourceReader{source: s, block: -1} }

// feature returns the text of feature i, good until the next call.
func (r *sourceReader) feature(i int) []byte {
	if r.blocks == nil {
		return r.source.feature(i)
	}
	if b := r.blockOf(i); b != r.block {
		r.opened, r.block = r.open(b, r.opened), b
	}
	base := r.starts[r.blocks[r.block].first]
	return r.opened[r.starts[i]-base : r.starts[i+1]-base]
}

// A packer takes the text of a batch's features.
type packer struct {
	*worker
	features uint32
	first    uint32 // of the open block
	text     []byte // of small layers
	packed   []byte // of large ones
	blocks   []block
}

// newEncoder makes the encoder of one worker.
func newEncoder() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1),
		zstd.WithWindowSize(128<<10), zstd.WithEncoderCRC(false), zstd.WithSingleSegment(true))
	if err != nil {
		panic(err) // options that are always the same
	}
	return e
}

// add appends the text of the next feature.
func (p *packer) add(text []byte) {
	if p.encoder == nil {
		p.text = append(p.text, text...)
	} else {
		p.open = append(p.open, text...)
	}
	if p.features++; len(p.open) >= sourceBlock {
		p.flush()
	}
}

// flush ends the open block. S2 takes half the time of Zstandard, and is good
// enough where features are much alike, as those of points often are.
func (p *packer) flush() {
	if n := len(p.open); n > 0 {
		start := len(p.packed)
		p.packed = slices.Grow(p.packed, s2.MaxEncodedLen(n))
		fast := s2.Encode(p.packed[start:cap(p.packed)], p.open)
		b := block{first: p.first, fast: len(fast) <= n*3/10}
		if b.fast {
			p.packed = p.packed[:start+len(fast)]
		} else {
			p.packed = p.encoder.EncodeAll(p.open, p.packed)
		}
		b.end = len(p.packed)
		p.blocks = append(p.blocks, b)
	}
	p.open, p.first = p.open[:0], p.features
}

// newSource puts together what packers took, in order. starts are those of all
// features and the end of the last.
func newSource(packers []*packer, starts []uint32) *source {
	s := &source{starts: starts}
	var blocks, text, packed int
	for _, p := range packers {
		blocks += len(p.blocks)
		text += len(p.text)
		packed += len(p.packed)
	}
	if blocks > 0 {
		s.blocks, s.packed = make([]block, 0, blocks), make([]byte, 0, packed)
	} else {
		s.plain = make([]byte, 0, text)
	}
	first := uint32(0)
	for _, p := range packers {
		base := len(s.packed)
		for _, b := range p.blocks {
			s.blocks = append(s.blocks, block{first + b.first, b.fast, base + b.end})
		}
		s.packed = append(s.packed, p.packed...)
		s.plain = append(s.plain, p.text...)
		first += p.features
	}
	return s
}
