package cli

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"os"
	"slices"

	"crm/internal/book"
	"crm/internal/exchange"
)

// The dates and amounts of a file are read twice, so that a row may say how another is meant. A file is
// opened again for that, and a pipe is kept in memory, up to mostPiped.

// pipe is the beginning of a pipe, which is kept, and what is left of it.
type pipe struct {
	*bytes.Reader
	io.Closer
}

// kept returns the content of a file. A pipe is read ahead, and kept if that was all of it.
func (f *importFile) kept() io.Reader {
	if file, ok := f.ReadCloser.(*os.File); ok {
		if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
			return file
		}
	}
	head, err := io.ReadAll(io.LimitReader(f.ReadCloser, mostPiped<<20+1))
	if err == nil && len(head) <= mostPiped<<20 {
		f.ReadCloser = pipe{bytes.NewReader(head), f.ReadCloser}
		f.whole = head
		return bytes.NewReader(head)
	}
	return io.MultiReader(bytes.NewReader(head), failing{err}, f.ReadCloser)
}

// failing gives the error with which reading has ended, if it has.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) {
	if f.err == nil {
		return 0, io.EOF
	}
	return 0, f.err
}

// again opens the file once more, or returns nil if it is gone.
func (a *app) again(f *importFile) *importFile {
	second := &importFile{ReadCloser: f.ReadCloser, path: f.path, kind: f.kind}
	switch {
	case f.kind == cardsFile:
		return nil
	case f.whole != nil:
		second.in = bufio.NewReader(bytes.NewReader(f.whole))
	case f.kind == workbookFile:
		second.in = bufio.NewReader(f.ReadCloser)
	default:
		file, err := os.Open(a.env.Dir.At(f.path))
		if err != nil {
			return nil
		}
		second.ReadCloser, second.in = file, bufio.NewReader(file)
		second.closes = true
	}
	return second
}

// ahead returns the values of all rows of a file with dates or amounts.
func (a *app) ahead(f importFlags, file *importFile, reader *exchange.Reader, of format) iter.Seq2[int, book.Values] {
	if !slices.ContainsFunc(reader.Fields(), func(field string) bool { return slices.Contains(of.dates, field) || slices.Contains(of.amounts, field) }) {
		return nil
	}
	return func(yield func(int, book.Values) bool) {
		second := a.again(file)
		if second == nil {
			return
		}
		if second.closes {
			defer second.Close()
		}
		rows, err := f.readerOf(second, of)
		if err != nil {
			return // the first one has said so
		}
		for {
			row, err := rows.Next()
			if errors.Is(err, io.EOF) || err != nil && row.Line == 0 {
				return
			}
			if err == nil && !yield(row.Line, book.Values(row.Values)) {
				return
			}
		}
	}
}
