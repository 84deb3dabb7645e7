package exchange

import (
	"bufio"
	"io"
	"strings"
)

// Writer writes delimited text as RFC 4180 has it, in UTF-8 without a byte
// order mark, with LF line ends. It is our own for the sake of cells that
// encoding/csv writes and reads back as something else: a row of one empty
// cell, a lone CR.
type Writer struct {
	out       *bufio.Writer
	delimiter byte
	raw       bool
	special   string    // characters that make quotes necessary
	contents  []Content // by column
}

// NewWriter writes with that delimiter, an ASCII character: a comma, a
// semicolon, a TAB. With raw, cells are written exactly as they are; otherwise
// text that a spreadsheet would take for a formula is defused, and Reader
// takes that back.
func NewWriter(to io.Writer, delimiter rune, raw bool) *Writer {
	return &Writer{
		out:       bufio.NewWriterSize(to, 64<<10),
		delimiter: byte(delimiter),
		raw:       raw,
		special:   string(delimiter) + "\"\r\n",
	}
}

// Header writes the headings, of columns with those contents. Columns beyond their
// length hold words.
func (w *Writer) Header(names []string, contents []Content) error {
	w.contents = nil // the headings themselves are words
	err := w.Write(names)
	w.contents = contents
	return err
}

// Write writes a row. What it writes is buffered; an error of an earlier row
// may come with a later one, or with Flush.
func (w *Writer) Write(cells []string) error {
	for i, cell := range cells {
		if i > 0 {
			w.out.WriteByte(w.delimiter)
		}
		if !w.raw {
			content := Words
			if i < len(w.contents) {
				content = w.contents[i]
			}
			cell = content.guard(cell)
		}
		if w.needsQuotes(cell, len(cells) == 1) {
			w.quote(cell)
		} else {
			w.out.WriteString(cell)
		}
	}
	return w.out.WriteByte('\n')
}

// Flush writes what is buffered, and gives the first error there was.
func (w *Writer) Flush() error { return w.out.Flush() }

// needsQuotes reports whether a cell would be read as something else without
// quotes. Spaces around it are trimmed by some readers, a byte order mark by
// all, and a row of one empty cell is a blank line.
func (w *Writer) needsQuotes(cell string, alone bool) bool {
	if cell == "" {
		return alone
	}
	return cell[0] == ' ' || cell[len(cell)-1] == ' ' || cell[0] == '\t' ||
		strings.HasPrefix(cell, "\ufeff") || strings.ContainsAny(cell, w.special)
}

func (w *Writer) quote(cell string) {
	w.out.WriteByte('"')
	for {
		i := strings.IndexByte(cell, '"')
		if i < 0 {
			break
		}
		w.out.WriteString(cell[:i])
		w.out.WriteString(`""`)
		cell = cell[i+1:]
	}
	w.out.WriteString(cell)
	w.out.WriteByte('"')
}
