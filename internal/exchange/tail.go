package exchange

import (
	"errors"
	"io"
	"slices"
	"strings"

	"crm/internal/crm"
)

// A report has lines below its rows: a total, the page, who made it. They are left out where
// nothing but such lines follows.

// mostFooters limits the lines below the rows.
const mostFooters = 30

// tableRow is a row of a table, as it stands.
type tableRow struct {
	cells []string
	line  int
	apart bool // a blank line is above it
}

// tail is what was read ahead of the row that is given next.
type tail struct {
	ahead   []tableRow
	err     error // behind those
	line    int   // the last line of the row read last
	cut     bool  // a line break cut the row given last, of which the next is the rest
	footers Titles
}

// table reads a row of the table.
func (r *Reader) table() (tableRow, error) {
	if r.tail.err != nil {
		return tableRow{}, r.tail.err
	}
	last := r.tail.line
	if last == 0 && r.held == nil { // that of the headings
		last = r.parser.line - 1
	}
	cells, err := r.row()
	if err != nil {
		r.tail.err = err
		return tableRow{}, err
	}
	one := tableRow{cells: cells, line: r.parser.first, apart: last > 0 && r.parser.first > last+1}
	r.tail.line = max(one.line, r.parser.line-1)
	return one, nil
}

// tabled returns the next row that is not below them all.
func (r *Reader) tabled() (tableRow, error) {
	one, err := r.peek(0)
	if err != nil {
		return one, err
	}
	if !r.foot(one, false) {
		r.tail.ahead = r.tail.ahead[1:]
		return one, nil
	}
	for n := 1; n <= mostFooters; n++ {
		next, err := r.peek(n)
		if errors.Is(err, io.EOF) {
			r.tail.footers.Line = one.line
			for _, row := range r.tail.ahead {
				r.tail.footers.Texts = append(r.tail.footers.Texts, titleOf(row.cells))
			}
			r.tail.ahead = nil
			return one, err
		}
		if err != nil || !r.foot(next, true) {
			break
		}
	}
	r.tail.ahead = r.tail.ahead[1:]
	return one, nil
}

// peek returns the row that is n behind the one given next.
func (r *Reader) peek(n int) (tableRow, error) {
	for len(r.tail.ahead) <= n {
		one, err := r.table()
		if err != nil {
			return one, err
		}
		r.tail.ahead = append(r.tail.ahead, one)
	}
	return r.tail.ahead[n], nil
}

// foot reports whether a row may be below all others. Below is set for one that follows such
// a row.
func (r *Reader) foot(row tableRow, below bool) bool {
	if r.foots == nil || len(r.fields) < 2 {
		return false
	}
	var filled []string
	for _, cell := range row.cells {
		if text := clean(cell); text != "" {
			filled = append(filled, text)
		}
	}
	amount := func(text string) bool { return strings.Trim(text, "0123456789 .,$€¥%-+") == "" }
	if slices.ContainsFunc(filled[1:], func(text string) bool { return !amount(text) }) {
		return false
	}
	alone := len(row.cells) == 1 && (row.apart || below)
	return r.foots(filled[0], len(filled) > 1, alone)
}

// isCut reports whether a line break seems to have cut a row that lacks fields, or to have made
// it: it has one field, or it and the next have as many as there are headings, of which one is
// in both. A file with rows that were left out before keeps them whole.
func (r *Reader) isCut(row Row) bool {
	if len(row.Raw) < 2 || r.tail.cut || slices.ContainsFunc(r.header[len(r.header)-1:], func(heading string) bool { return key(heading) == errorHeading }) {
		r.tail.cut = false
		return true
	}
	next, err := r.peek(0)
	r.tail.cut = err == nil && len(next.cells) < len(r.fields) && len(row.Raw)+len(next.cells) == len(r.fields)+1
	return r.tail.cut
}

// isHeadings reports whether a row has the headings once more, as above each group of people, or
// at the top of each page.
func (r *Reader) isHeadings(cells []string) bool {
	same := 0
	for i, cell := range cells {
		switch text := clean(cell); {
		case text == "":
		case i >= len(r.header) || key(text) != key(r.header[i]):
			return false
		default:
			same++
		}
	}
	return same > 1 && !r.unheaded
}

// isGroup reports whether a row is the name of a group of people, above headings of its own.
func (r *Reader) isGroup(row Row) bool {
	filled := slices.DeleteFunc(slices.Clone(row.Raw), blankCell)
	if r.cards != nil || len(filled) != 1 || len(r.fields) < 2 {
		return false
	}
	next, err := r.peek(0)
	return err == nil && r.isHeadings(next.cells)
}

// Footers returns the lines below the rows, which were left out, once all were read.
func (r *Reader) Footers() Titles { return r.tail.footers }

// Next gives the next row that has anything in it, and io.EOF behind the last.
//
// A row that lacks fields at its end is taken as if they were empty. One with more fields than
// there are headings, or one that a line break seems to have cut, comes with its Line and Raw
// and an error that wraps a RowError; reading can go on behind it.
// Every other error ends the file and is given again.
func (r *Reader) Next() (Row, error) {
	if r.err != nil {
		return Row{}, r.err
	}
	row, err := r.nextRow()
	if err != nil {
		if row.Line == 0 {
			r.err = err
		}
		return row, err
	}
	if r.isGroup(row) {
		return row, crm.Errorf(crm.CodeInvalid, "%q stands above headings that come again, and is nobody", titleOf(row.Raw)).At(row.Line).
			Try("Take the line out of the file; if it says something of the rows below it, say that in a column")
	}
	cells := row.Raw
	for len(cells) > len(r.fields) && blankCell(cells[len(cells)-1]) {
		cells = cells[:len(cells)-1]
	}
	row.Raw = cells
	if row.Short = len(r.fields) - len(cells); row.Short > 0 && !r.isCut(row) {
		cells = append(slices.Clone(cells), make([]string, row.Short)...)
		row.Raw = cells
	}
	if len(cells) != len(r.fields) {
		row.Short = 0
		return row, crm.Errorf(crm.CodeInvalid, "%w", RaggedRow(len(cells), len(r.fields))).At(row.Line).
			Try("See whether a quote or a delimiter is missing or too many on that line")
	}
	row.Values = make(map[string][]string, len(cells))
	values := make([]string, 0, len(cells)) // backs all of them, which spares an allocation each
	for i, field := range r.fields {
		if field == "" {
			continue
		}
		value := clean(cells[i])
		if value == "" {
			continue
		}
		if fault := cellFault(value); fault != "" {
			return row, crm.Errorf(crm.CodeInvalid, "%w", fault).On(field).At(row.Line).
				Try("Mend it in the spreadsheet, and save that")
		}
		if before := row.Values[field]; before != nil {
			row.Values[field] = append(before, value)
			continue
		}
		values = append(values, value)
		row.Values[field] = values[len(values)-1 : len(values) : len(values)]
	}
	return row, nil
}

// nextRow gives the next row, without its values.
func (r *Reader) nextRow() (Row, error) {
	if r.cards != nil {
		return r.cards.next()
	}
	one, err := r.tabled()
	for err == nil && r.isHeadings(one.cells) {
		one, err = r.tabled()
	}
	if err != nil {
		return Row{}, err
	}
	return Row{Line: one.line, Raw: one.cells}, nil
}
