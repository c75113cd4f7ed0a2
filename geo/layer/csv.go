package layer

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"dateline/geo/report"
)

// ReadCSV reads a table with a header row; see [Layer.Notes] for what each
// column was taken for. The separator is the one of comma, semicolon and tab
// that the header has most of. Every row becomes a feature; a row that cannot
// be served is left out and told as a finding.
//
// Where a row stands is given by columns of latitude and longitude, or one of
// geometries as WKT or GeoJSON. A row without either has no geometry.
func ReadCSV(r io.Reader) (*Layer, []report.Finding, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, nil, err
	}
	return ParseCSV(data)
}

// ParseCSV is [ReadCSV] of a text that is in memory already. The layer keeps
// nothing of it.
func ParseCSV(data []byte) (*Layer, []report.Finding, error) {
	return ParseCSVAt(data, time.Now())
}

// ParseCSVAt is [ParseCSV] as of a time: rows whose publish_at is later are
// kept out. Drafts always are.
func ParseCSVAt(data []byte, now time.Time) (*Layer, []report.Finding, error) {
	data = bytes.TrimPrefix(data, utf8BOM)
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, nil, errors.New("the file is empty; a CSV file needs a header row")
	}
	separator := separatorOf(data)
	rows := csv.NewReader(bytes.NewReader(data))
	rows.Comma = separator
	rows.FieldsPerRecord = -1 // told row by row
	header, err := rows.Read()
	if err != nil {
		return nil, nil, csvError(err)
	}
	var records []record
	for {
		cells, err := rows.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, nil, csvError(err)
		}
		line, _ := rows.FieldPos(0)
		records = append(records, record{line, cells})
	}
	t, err := tableOf(header, records, separator == ';')
	if err != nil {
		return nil, nil, err
	}
	batches, err := t.read(records, len(data) >= smallSource, now)
	if err != nil {
		return nil, nil, err
	}
	a := assemble(batches)
	a.layer.notes = t.notes()
	return a.layer, a.findings(nil), nil
}

type record struct {
	line  int
	cells []string
}

// csvError puts encoding/csv's errors into the words of the rest.
func csvError(err error) error {
	var p *csv.ParseError
	if !errors.As(err, &p) {
		return err
	}
	message := p.Err.Error()
	switch {
	case errors.Is(p.Err, csv.ErrQuote):
		message = `a quote (") in the wrong place; write it twice within a quoted cell`
	case errors.Is(p.Err, csv.ErrBareQuote):
		message = `a quote (") in a cell that does not begin with one; quote the whole cell and write the quote twice`
	}
	return &SyntaxError{Line: p.Line, Column: p.Column, Message: message}
}

func separatorOf(data []byte) rune {
	header, _, _ := bytes.Cut(data, []byte("\n"))
	best, most := ',', bytes.Count(header, []byte(","))
	for _, c := range ";\t" {
		if n := bytes.Count(header, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

// batchRows is the number of rows that make a batch.
const batchRows = 4096

// read turns rows into GeoJSON features and reads those, so that a table is
// held to the same rules as GeoJSON.
func (t *table) read(records []record, large bool, now time.Time) ([]*batch, error) {
	var jobs []func()
	var batches []*batch
	var length atomic.Int64
	for rows := range slices.Chunk(records, batchRows) {
		b := newBatch(nil, 0, 0, now)
		batches = append(batches, b)
		jobs = append(jobs, func() {
			b.readRows(t, rows, newWorker(large))
			length.Add(int64(len(b.data)))
		})
	}
	parallel(jobs)
	if length.Load() > math.MaxUint32 {
		return nil, errTooLong
	}
	return batches, nil
}

// readRows reads a batch of rows.
func (b *batch) readRows(t *table, rows []record, w *worker) {
	b.begin(w)
	defer b.finish()
	b.lines = make([]int, 0, len(rows))
	b.expect(len(rows))
	put := &rowWriter{table: t}
	var cells []string
	leaveOut := func(column, message, fix string) {
		b.count++
		b.tell(0, nil, column, message+" (the row is left out)", fix)
		if t.heldBack(cells) {
			b.markWithheld()
		}
	}
	for _, rec := range rows {
		if len(rec.cells) == 1 && strings.TrimSpace(rec.cells[0]) == "" {
			continue
		}
		b.lines, cells = append(b.lines, rec.line), rec.cells
		if len(rec.cells) != len(t.columns) {
			leaveOut("", fmt.Sprintf("the row has %d cells where the header has %d", len(rec.cells), len(t.columns)), "quote cells that hold the separator")
			continue
		}
		start := len(b.data)
		text, wrong := put.feature(b.data, rec.cells)
		if wrong != nil {
			b.data = text[:start]
			leaveOut(wrong.column, wrong.message, wrong.fix)
			continue
		}
		b.data, b.pos = text, start
		if err := b.feature(); err != nil {
			// What the table has written is JSON, but cells may nest too deep.
			var syntax *SyntaxError
			errors.As(err, &syntax)
			leaveOut("", syntax.Message, "flatten the JSON in its cells")
		}
	}
}
