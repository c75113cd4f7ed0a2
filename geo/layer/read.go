package layer

import (
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

// collection reads the array of features at the present position. While it
// looks for the next batch of features, others read those it has found.
func (f *file) collection() error {
	depth := f.depth + 1
	large := len(f.data) >= f.small
	todo := make(chan *batch, 64)
	var failed atomic.Bool
	var readers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		readers.Go(func() {
			w := newWorker(large)
			for b := range todo {
				if failed.Load() {
					continue
				}
				if b.read(w) != nil {
					failed.Store(true)
				}
			}
		})
	}
	found := func(from, to int) {
		b := newBatch(f.data[:to], from, depth)
		f.batches = append(f.batches, b)
		todo <- b
	}
	var err error
	if f.strict {
		err = f.cut(found)
	} else if end := split(f.data, f.pos+1, f.batch, found); end >= 0 {
		f.pos = end + 1
	} else {
		err = errBatch
	}
	close(todo)
	readers.Wait()
	if err == nil && failed.Load() {
		err = errBatch
	}
	return err
}

// cut does what split does by the rules of the scanner, and says what is wrong.
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
