package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
)

// NewSheetReader reads the headings of a sheet and gives each column its field, as
// NewReader does; a row's Line is its number in the sheet. Columns without a cell do not
// count. An empty name stands for the only sheet that has rows.
//
// Errors: as NewReader, Workbook.choose, and those of a sheet that is damaged or too large.
func NewSheetReader(w *Workbook, name string, names Columns, o Options) (*Reader, error) {
	switch {
	case o.Delimiter != 0:
		return nil, crm.Errorf(crm.CodeUsage, "a workbook has no delimiter").On("delimiter")
	case o.Encoding != "" && !strings.HasPrefix(strings.ToLower(o.Encoding), "utf"):
		return nil, crm.Errorf(crm.CodeUsage, "a workbook has no encoding").On("encoding")
	}
	s, err := w.choose(name)
	if err != nil {
		return nil, err
	}
	r := &Reader{sheet: s.name, yearless: o.Yearless, foots: o.Foot}
	w.left = maxXML
	seen, err := w.survey(s, maxSheetRow)
	if err != nil {
		return nil, r.InSheet(err)
	}
	if seen.rows == 0 {
		return nil, crm.Errorf(crm.CodeInvalid, "the sheet %.60q is empty", s.name).Try("Its first row must have the headings of the columns")
	}
	w.left = maxXML
	rows, done, err := w.rows(s)
	if err != nil {
		return nil, r.InSheet(err)
	}
	text := &sheetText{rows: rows, columns: seen.columns, done: done}
	r.parser = parser{in: newSource(text, false), delimiter: ',', line: 1, oneLine: true}
	o.Delimiter = ','
	err = r.headings(names, o)
	if err == nil && r.fields == nil {
		err = r.assign(names, o)
	}
	if err != nil {
		done()
		return nil, r.InSheet(err)
	}
	return r, nil
}

// Sheet returns the name of the sheet that is read, empty for a file that is none.
func (r *Reader) Sheet() string { return r.sheet }

// InSheet makes an error about the rows of a sheet say which.
func (r *Reader) InSheet(err error) error {
	e, ok := crm.AsError(err)
	if !ok || r.sheet == "" || e.Flag != "" || e.Field == "reject-file" || e.Code != crm.CodeInvalid && e.Code != crm.CodeConflict {
		return err
	}
	if where := fmt.Sprintf("sheet %.60q", r.sheet); e.Line > 0 {
		_ = e.Before(fmt.Sprintf("%s, row %d:", where, e.Line)).At(0)
	} else {
		_ = e.Before(where + ":")
	}
	return e
}

// surveyed is what a sheet has.
type surveyed struct {
	rows    int
	columns []int // that have something, in order
}

// survey looks through the rows of a sheet until it has seen enough of them.
func (w *Workbook) survey(s sheet, enough int) (surveyed, error) {
	var seen surveyed
	rows, done, err := w.rows(s)
	if err != nil {
		return seen, err
	}
	defer done()
	var used [maxSheetCol]bool
	for seen.rows < enough {
		if err := rows.next(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return seen, err
		}
		seen.rows++
		for _, c := range rows.cells {
			used[c.column] = true
		}
	}
	for column, is := range used {
		if is {
			seen.columns = append(seen.columns, column)
		}
	}
	return seen, nil
}

// sheetText gives a sheet as delimited text, a line for each row.
type sheetText struct {
	rows    *sheetRows
	columns []int // that are read
	done    func()
	line    int // written so far
	out     []byte
	taken   int
	err     error
}

func (t *sheetText) Read(b []byte) (int, error) {
	for t.taken == len(t.out) {
		if t.err != nil {
			return 0, t.err
		}
		if t.err = t.rows.next(); t.err != nil {
			t.done()
			return 0, t.err
		}
		t.out, t.taken = t.out[:0], 0
		t.write()
	}
	n := copy(b, t.out[t.taken:])
	t.taken += n
	return n, nil
}

// write writes the row, and a line for each row without cells before it.
func (t *sheetText) write() {
	for ; t.line < t.rows.number-1; t.line++ {
		t.out = append(t.out, '\n')
	}
	cells := t.rows.cells
	for i, column := range t.columns {
		if i > 0 {
			t.out = append(t.out, ',')
		}
		if len(cells) == 0 || cells[0].column != column {
			continue
		}
		t.out = append(t.out, '"')
		for _, c := range t.rows.text[cells[0].from:cells[0].to] {
			if c == '"' {
				t.out = append(t.out, c)
			}
			t.out = append(t.out, c)
		}
		t.out = append(t.out, '"')
		cells = cells[1:]
	}
	t.out = append(t.out, '\n')
	t.line++
}

// sheetRows reads the rows of a sheet that have something in them.
type sheetRows struct {
	of     *Workbook
	in     *markup
	number int    // of the row, from 1
	text   []byte // of its cells, one after the other
	cells  []sheetCell
	total  int // bytes of text so far

	inData bool
	ended  bool
}

// sheetCell is a cell that has something in it.
type sheetCell struct {
	column, from, to int // the column counts from 0
}

func (w *Workbook) rows(s sheet) (*sheetRows, func(), error) {
	m, done, err := w.open(s.part)
	if err != nil {
		return nil, nil, err
	}
	return &sheetRows{of: w, in: m}, done, nil
}

// next goes to the next row; behind the last one its error is io.EOF.
func (r *sheetRows) next() error {
	for {
		begins, err := r.in.next()
		if errors.Is(err, io.EOF) && !r.ended {
			return damaged("a sheet has no cells")
		}
		if err != nil {
			return err
		}
		switch {
		case r.in.is("sheetData"):
			r.inData, r.ended = begins, !begins
		case !r.inData || !begins || !r.in.is("row"):
		default:
			if err := r.row(); err != nil {
				return err
			}
			if len(r.cells) > 0 {
				return nil
			}
		}
	}
}

// row reads the cells of a row, which has begun.
func (r *sheetRows) row() error {
	number := r.number + 1
	if text, given := r.in.attr("r"); given {
		number = atoi(text)
	}
	if number <= r.number || number > maxSheetRow {
		return damaged("row %d of a sheet comes after row %d", number, r.number)
	}
	r.number, r.text, r.cells = number, r.text[:0], r.cells[:0]
	column := -1
	for {
		begins, err := r.in.next()
		switch {
		case err != nil:
			return err
		case r.in.is("row") && !begins:
			return nil
		case !begins || !r.in.is("c"):
			continue
		}
		at := column + 1
		if name, given := r.in.attr("r"); given {
			at = columnOf(name)
		}
		if at <= column || at >= maxSheetCol {
			return damaged("row %d of a sheet has cells that are not in order", number)
		}
		column = at
		from := len(r.text)
		if err := r.cell(); err != nil {
			return err
		}
		if r.total += len(r.text) - from; r.total > 2*maxXML {
			return tooLarge("its cells have more than 256 MiB of text")
		}
		if len(r.text) > maxRow {
			return damaged("row %d of a sheet is longer than 10 MiB", number)
		}
		if len(bytes.TrimSpace(r.text[from:])) == 0 {
			r.text = r.text[:from]
			continue
		}
		if !utf8.Valid(r.text[from:]) {
			return damaged("row %d of a sheet has bytes that are not characters", number)
		}
		r.cells = append(r.cells, sheetCell{column, from, len(r.text)})
	}
}

// cell reads a cell, which has begun, into text.
func (r *sheetRows) cell() error {
	kind, _ := r.in.attr("t")
	typ := string(kind)
	number, _ := r.in.attr("s")
	style := r.of.styleOf(atoi(number))
	var value []byte
	var runs textRuns
	formula, has := false, false
	for {
		begins, err := r.in.next()
		if err != nil {
			return err
		}
		switch {
		case r.in.is("v") && begins:
			r.in.keep, r.in.text = true, r.in.text[:0]
		case r.in.is("v"):
			r.in.keep = false
			value, has = entities(r.in.text), true
		case r.in.is("f"):
			formula = true
		case !r.in.is("c") || begins:
			runs.read(r.in, begins)
		case formula && !has:
			r.text = append(r.text, unknownResult...)
			return nil
		case typ == "s" && has:
			text, ok := r.of.shared.of(atoi(bytes.TrimSpace(value)))
			if !ok {
				return damaged("row %d of a sheet has a text that is missing", r.number)
			}
			r.text = append(r.text, text...)
			return nil
		case typ == "inlineStr":
			r.text = appendText(r.text, runs.text)
			return nil
		case typ == "str":
			r.text = appendText(r.text, value)
			return nil
		default:
			r.text = appendText(r.text, r.of.since.write(typ, string(bytes.TrimSpace(value)), style))
			return nil
		}
	}
}

// columnOf returns the number of a column from the name of a cell, from 0 on: 27 for AB12.
// It is -1 for what is not such a name.
func columnOf(name []byte) int {
	n := 0
	for _, c := range bytes.ToUpper(name[:min(len(name), 4)]) {
		if c < 'A' || c > 'Z' {
			break
		}
		n = n*26 + int(c-'A'+1)
	}
	return n - 1
}

// atoi reads a number that is not negative; it is -1 for anything else but nothing, which
// is 0.
func atoi(text []byte) int {
	n := 0
	for _, c := range text {
		if c < '0' || c > '9' || n > maxXML {
			return -1
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// appendText appends the text of a cell. Spreadsheets write characters that XML lacks as
// _x000D_; those that text lacks become spaces.
func appendText[T []byte | string](to []byte, text T) []byte {
	from := len(to)
	to = append(to, text...)
	rest := to[from:]
	if bytes.Contains(rest, []byte("_x")) {
		to = append(to[:from], unescapeUnits(bytes.Clone(rest))...)
	}
	for i, c := range to[from:] {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			to[from+i] = ' '
		}
	}
	return to
}

func unescapeUnits(text []byte) (out []byte) {
	for {
		at := bytes.Index(text, []byte("_x"))
		if at < 0 || len(text) < at+7 {
			return append(out, text...)
		}
		if r, ok := hex(text[at+2 : at+6]); ok && text[at+6] == '_' && utf8.ValidRune(r) {
			out, text = utf8.AppendRune(append(out, text[:at]...), r), text[at+7:]
			continue
		}
		out, text = append(out, text[:at+2]...), text[at+2:]
	}
}

func hex(digits []byte) (r rune, ok bool) {
	for _, c := range digits {
		n := strings.IndexByte("0123456789abcdef", c|0x20)
		if n < 0 {
			return 0, false
		}
		r = r<<4 | rune(n)
	}
	return r, true
}
