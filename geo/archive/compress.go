package archive

import (
	"bytes"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// compress makes gzip of b.
func compress(b []byte) []byte {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(b)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err) // a buffer takes everything
	}
	return out.Bytes()
}

// decompress undoes a compression. What would be longer than limit is corrupt:
// a few bytes can announce gigabytes.
func decompress(b []byte, c Compression, limit int) ([]byte, error) {
	var r io.Reader = bytes.NewReader(b)
	switch c {
	case NoCompression:
	case Gzip:
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, corrupt("%s: %v", c, err)
		}
		r = z
	case Zstd:
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20))
		if err != nil {
			return nil, corrupt("%s: %v", c, err)
		}
		defer z.Close()
		r = z
	default:
		return nil, fmt.Errorf("%w: its directories have %s", ErrUnsupported, c)
	}
	out, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err != nil {
		return nil, corrupt("%s: %v", c, err)
	}
	if len(out) > limit {
		return nil, corrupt("a directory or the metadata take more than %d bytes", limit)
	}
	return out, nil
}
