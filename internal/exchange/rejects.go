package exchange

import (
	"bufio"
	"bytes"
	"io"
	"slices"
)

// errorHeading is the heading of the column that says what is wrong.
const errorHeading = "error"

// Rejects writes the rows of a file that were not taken, for somebody to
// correct and import again: the headings and cells of the file, its delimiter,
// and a column that says what is wrong with each row. It is in UTF-8 whatever
// the file was in. Where the file has that column, being such a file itself,
// it is rewritten.
type Rejects struct {
	out    *Writer
	column int // of the error
	width  int // columns of the file that is read
	total  int // columns of the file that is written
	cards  *bufio.Writer
}

// NewRejects writes the headings. Cells other than phone numbers are
// guarded as Writer does it, because the file will be opened in a spreadsheet
// and is from who knows where.
func NewRejects(to io.Writer, of *Reader) (*Rejects, error) {
	if of.IsCards() {
		return &Rejects{cards: bufio.NewWriter(to)}, nil
	}
	header := of.Header()
	r := &Rejects{out: NewWriter(to, of.Delimiter(), false), width: len(header)}
	r.column = slices.IndexFunc(header, func(heading string) bool { return key(heading) == errorHeading })
	if r.column < 0 {
		r.column = len(header)
		header = append(header, errorHeading)
	}
	r.total = len(header)
	contents := make([]Content, len(header))
	for i, field := range of.fields {
		if field == "phone" {
			contents[i] = Phones
		}
	}
	return r, r.out.Header(header, contents)
}

// Write writes a row and what is wrong with it. A row with more or fewer
// fields than the file has headings stays one, so that it can't be taken by
// mistake with its cells in the wrong columns.
func (r *Rejects) Write(row Row, reason string) error {
	if r.cards != nil {
		return r.card(row.Source, reason)
	}
	cells := slices.Clone(row.Raw)
	for i, cell := range cells {
		cells[i] = Unguard(cell) // or it would be guarded twice
	}
	switch {
	case len(cells) == r.width && r.column < r.width:
		cells[r.column] = reason
	case len(cells) != r.width && len(cells)+1 == r.total:
		cells = append(cells, "", reason)
	default:
		cells = append(cells, reason)
	}
	return r.out.Write(cells)
}

// Flush writes what is buffered, and gives the first error there was.
func (r *Rejects) Flush() error {
	if r.cards != nil {
		return r.cards.Flush()
	}
	return r.out.Flush()
}

// card writes a vCard as it stands in its file, and what is wrong with it before its end.
func (r *Rejects) card(source []byte, reason string) error {
	end := bytes.LastIndex(bytes.ToUpper(source), []byte("END:"))
	if end < 0 {
		end = len(source)
	}
	var said bytes.Buffer
	foldLine(&said, "X-CRM-ERROR:"+escape(reason))
	line := bytes.ReplaceAll(said.Bytes(), []byte("\r\n"), []byte("\n")) // as source has them
	for _, part := range [][]byte{source[:end], line, source[end:]} {
		if _, err := r.cards.Write(part); err != nil {
			return err
		}
	}
	return nil
}
