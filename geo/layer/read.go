package layer

import (
	"bytes"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
)

// errBatch says that a batch, or the cutting into batches, met something that
// is no JSON.
var errBatch = errors.New("no JSON")

// batchSize is about how many bytes of text make a batch.
const batchSize = 1 << 19

// collection reads the array of features at the present position in batches,
// on all processors.
//
// A batch is right if it is a list of JSON values with commas between them, and
// if all batches are, so is the array: it does not matter how the places to cut
// were found. They are guessed, which costs nothing; if that goes wrong, the
// brackets are counted.
func (f *file) collection() error {
	if f.strict {
		return f.batched(f.cut)
	}
	start := f.pos
	if f.batched(f.guess) == nil {
		return nil
	}
	f.pos, f.batches = start, nil
	return f.batched(f.count)
}

// batched reads the batches that find finds while it looks for more. It leaves
// the position behind the array.
func (f *file) batched(find func(found func(from, to int)) error) error {
	depth := f.depth + 1
	large := len(f.data) >= f.small
	todo := make(chan *batch, 64)
	var failed atomic.Bool
	var readers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		readers.Go(func() {
			w := newWorker(large)
			for b := range todo {
				if !failed.Load() && b.read(w) != nil {
					failed.Store(true)
				}
			}
		})
	}
	err := find(func(from, to int) {
		b := newBatch(f.data, from, depth, f.now)
		if to < 0 {
			b.openEnded = true
		} else {
			b.data = f.data[:to]
		}
		f.batches = append(f.batches, b)
		todo <- b
	})
	close(todo)
	readers.Wait()
	if err != nil {
		return err
	}
	if failed.Load() {
		return errBatch
	}
	if n := len(f.batches); n > 0 && f.batches[n-1].openEnded {
		f.pos = f.batches[n-1].pos + 1
	}
	return nil
}

// guess takes what stands between the first two features and how both begin for
// the mark of a new feature. The last batch ends where the array does.
func (f *file) guess(found func(from, to int)) error {
	mark, comma := f.mark(f.pos + 1)
	if mark == nil {
		return errBatch
	}
	from := f.pos + 1
	for {
		next := from + f.batch
		if next >= len(f.data) {
			break
		}
		at := bytes.Index(f.data[next:], mark)
		if at < 0 {
			break
		}
		found(from, next+at+comma)
		from = next + at + comma + 1
	}
	found(from, -1)
	return nil
}

// maxMark bounds the length of a mark, in bytes.
const maxMark = 60

// mark returns the mark of a new feature and where in it the comma between two
// features stands; nil if there is none that would do.
func (f *file) mark(i int) (mark []byte, comma int) {
	d, depth := f.data, f.depth+1
	first := skipSpace(d, i)
	end := skipValue(d, first, depth)
	if end < 0 {
		return nil, 0
	}
	between := skipSpace(d, end)
	if between >= len(d) || d[between] != ',' {
		return nil, 0
	}
	second := skipSpace(d, between+1)
	same := 0
	for second+same < len(d) && d[first+same] == d[second+same] && same < maxMark {
		same++
	}
	// Objects below the properties may begin alike too, but not like this.
	if !bytes.Contains(d[second:second+same], []byte(`"Feature"`)) {
		return nil, 0
	}
	return d[end-1 : second+same], between - (end - 1)
}

// count finds the batches by counting brackets.
func (f *file) count(found func(from, to int)) error {
	end := split(f.data, f.pos+1, f.batch, found)
	if end < 0 {
		return errBatch
	}
	f.pos = end + 1
	return nil
}

// cut finds the batches by the rules of the scanner, and says what is wrong.
func (f *file) cut(found func(from, to int)) error {
	from, to := -1, 0
	err := f.array(func() error {
		if from < 0 {
			from = f.pos
		}
		_, err := f.value()
		if to = f.pos; err == nil && to-from >= f.batch {
			found(from, to)
			from = -1
		}
		return err
	})
	if err == nil && from >= 0 {
		found(from, to)
	}
	return err
}
