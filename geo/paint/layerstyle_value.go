package paint

import (
	"encoding/binary"
	"math"
	"sort"

	"dateline/geo/layer"
)

// A setting is a value, or a rule that gives one by a property.
type setting[T any] struct {
	set          bool
	property     string
	stops        []stop[T]
	values       map[string]T
	mix          func(a, b T, t float64) T
	otherwise    T // the constant, or the default of a rule
	hasOtherwise bool
}

type stop[T any] struct {
	at float64
	is T
}

// A ruled setting has found its property among the columns of a layer.
type ruled[T any] struct {
	*setting[T]
	column *layer.Column // nil if there is none
}

func (s *setting[T]) in(l *layer.Layer) ruled[T] {
	r := ruled[T]{setting: s}
	if s.property != "" {
		columns := l.Columns()
		for i := range columns {
			if columns[i].Name == s.property && !columns[i].Made {
				r.column = &columns[i]
			}
		}
	}
	return r
}

// of is the value for a row, or plain if the setting says nothing about it.
func (r ruled[T]) of(row uint32, plain T) T {
	if !r.set {
		return plain
	}
	if r.column != nil {
		if code := r.column.Code(row); code > 0 {
			if v, ok := r.by(r.column, code); ok {
				return v
			}
		}
	}
	if r.hasOtherwise {
		return r.otherwise
	}
	return plain
}

func (s *setting[T]) by(c *layer.Column, code uint32) (v T, ok bool) {
	message := c.Values.MVT(code)
	if s.stops != nil {
		at, ok := numberIn(message)
		if !ok {
			return v, false
		}
		return s.between(at), true
	}
	if text, ok := textIn(message); ok {
		v, ok = s.values[string(text)]
		return v, ok
	}
	v, ok = s.values[string(c.Values.JSON(code))] // numbers, true and false as the file has them
	return v, ok
}

func (s *setting[T]) between(at float64) T {
	i := sort.Search(len(s.stops), func(i int) bool { return s.stops[i].at > at })
	switch i {
	case 0:
		return s.stops[0].is
	case len(s.stops):
		return s.stops[i-1].is
	}
	a, b := &s.stops[i-1], &s.stops[i]
	return s.mix(a.is, b.is, (at-a.at)/(b.at-a.at))
}

// The beginnings of messages `Value` of the vector tile format: the number of
// the field times 8 plus the kind of its content.
const (
	messageText   = 1<<3 | 2
	messageFloat  = 2<<3 | 5
	messageDouble = 3<<3 | 1
	messageInt    = 4 << 3
	messageUint   = 5 << 3
	messageSint   = 6 << 3
)

// textIn is the text of a message, if it is one.
func textIn(m []byte) ([]byte, bool) {
	if len(m) == 0 || m[0] != messageText {
		return nil, false
	}
	n, width := binary.Uvarint(m[1:])
	if width <= 0 || n > uint64(len(m)-1-width) {
		return nil, false
	}
	return m[1+width:][:n], true
}

// numberIn is the number of a message, if it is a finite one.
func numberIn(m []byte) (float64, bool) {
	if len(m) < 2 {
		return 0, false
	}
	body := m[1:]
	u, width := binary.Uvarint(body)
	f := 0.0
	switch {
	case m[0] == messageFloat && len(body) >= 4:
		f = float64(math.Float32frombits(binary.LittleEndian.Uint32(body)))
	case m[0] == messageDouble && len(body) >= 8:
		f = math.Float64frombits(binary.LittleEndian.Uint64(body))
	case m[0] == messageInt && width > 0:
		f = float64(int64(u))
	case m[0] == messageUint && width > 0:
		f = float64(u)
	case m[0] == messageSint && width > 0:
		f = float64(int64(u>>1) ^ -int64(u&1))
	default:
		return 0, false
	}
	return f, !math.IsNaN(f) && !math.IsInf(f, 0)
}
