package layer

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

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
	columns, err := columnsOf(header, records, separator == ';')
	if err != nil {
		return nil, nil, err
	}
	b := newBuilder(nil)
	for _, rec := range records {
		b.row = rec.line
		if err := b.addRow(columns, rec); err != nil {
			return nil, nil, err
		}
	}
	b.layer.notes = columns.notes()
	return b.layer, b.findings, nil
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

// addRow turns a row into a GeoJSON feature and adds that, so that a table is
// held to the same rules as GeoJSON.
func (b *builder) addRow(columns *columns, rec record) error {
	switch {
	case len(rec.cells) == 1 && strings.TrimSpace(rec.cells[0]) == "":
		return nil
	case len(rec.cells) != len(columns.all):
		b.count++
		b.layer.whole = false
		b.tell(value{}, nil, "", fmt.Sprintf("the row has %d cells where the header has %d (the row is left out)", len(rec.cells), len(columns.all)),
			"quote cells that hold the separator")
		return nil
	}
	text, err := columns.feature(rec.cells)
	if err != nil {
		b.count++
		b.layer.whole = false
		b.tell(value{}, nil, err.column, err.message+" (the row is left out)", err.fix)
		return nil
	}
	s := scanner{data: text}
	v, syntax := s.value()
	if syntax != nil {
		return syntax
	}
	return b.add(v)
}
