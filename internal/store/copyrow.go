package store

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// A copied row is what COPY (FORMAT binary) of PostgreSQL makes of it: how many values it has,
// and of each its length and its bytes. A number is eight bytes, a text its UTF-8, and null a
// length of -1. So a server reads and writes it itself.

const (
	nullLength   = -1
	numberLength = 8
)

// The types of columns, as migrations say them in a file.
const (
	textColumn  = "TEXT"
	bytesColumn = "BLOB" // all others are numbers
)

// rowWriter writes rows of a table.
type rowWriter struct {
	t    *copiedTable
	to   io.Writer
	line []byte
}

// write writes a row. What no such column can have is a fault.
func (w *rowWriter) write(values []any) error {
	w.line = binary.BigEndian.AppendUint16(w.line[:0], uint16(len(values)))
	for i, c := range w.t.columns {
		fits := !c.needed
		switch v := values[i].(type) {
		case nil:
			w.line = binary.BigEndian.AppendUint32(w.line, 1<<32-1) // nullLength
		case int64:
			fits = c.kind != textColumn && c.kind != bytesColumn
			w.line = binary.BigEndian.AppendUint32(w.line, numberLength)
			w.line = binary.BigEndian.AppendUint64(w.line, uint64(v))
		case string:
			fits = c.kind == textColumn && utf8.ValidString(v) && strings.IndexByte(v, 0) < 0 // which no server stores
			w.line = binary.BigEndian.AppendUint32(w.line, uint32(len(v)))
			w.line = append(w.line, v...)
		case []byte:
			fits = c.kind == bytesColumn
			w.line = binary.BigEndian.AppendUint32(w.line, uint32(len(v)))
			w.line = append(w.line, v...)
		default:
			fits = false
		}
		if !fits {
			return w.t.fault(values, c.name)
		}
	}
	_, err := w.to.Write(w.line)
	return err
}

// fault is that of a column of a row.
func (t *copiedTable) fault(values []any, column string) error {
	f := &fault{table: t.name, column: column}
	for i, c := range t.columns {
		if id, is := values[i].(int64); is && c.name == "id" {
			f.row = fmt.Sprint(id)
		}
	}
	return f
}

// rowReader reads rows of a table.
type rowReader struct {
	t    *copiedTable
	from *bufio.Reader
	head [numberLength]byte
}

func newRowReader(t *copiedTable, from io.Reader) *rowReader {
	return &rowReader{t: t, from: bufio.NewReaderSize(from, 1<<18)}
}

// read reads a row into values, and returns its length; io.EOF behind the last one.
func (r *rowReader) read(values []any) (size int, err error) {
	n, err := r.number(2)
	if err != nil {
		return 0, err
	}
	if int(n) != len(values) {
		return 0, &fault{table: r.t.name}
	}
	for i, c := range r.t.columns {
		if values[i], err = r.value(c); err != nil {
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return 0, err
		}
		switch v := values[i].(type) {
		case string:
			size += len(v)
		case []byte:
			size += len(v)
		}
	}
	return size, nil
}

func (r *rowReader) value(c tableColumn) (any, error) {
	n, err := r.number(4)
	length := int32(n)
	switch {
	case err != nil:
		return nil, err
	case length == nullLength:
		return nil, nil
	case c.kind != textColumn && c.kind != bytesColumn:
		if length != numberLength {
			return nil, &fault{table: r.t.name, column: c.name}
		}
		n, err := r.number(numberLength)
		return int64(n), err
	case length < 0:
		return nil, &fault{table: r.t.name, column: c.name}
	case c.kind == bytesColumn:
		value := make([]byte, length)
		_, err := io.ReadFull(r.from, value)
		return value, err
	}
	var b strings.Builder
	_, err = io.CopyN(&b, r.from, int64(length))
	return b.String(), err
}

// number reads a number of so many bytes.
func (r *rowReader) number(size int) (uint64, error) {
	if _, err := io.ReadFull(r.from, r.head[:size]); err != nil {
		return 0, err
	}
	switch size {
	case 2:
		return uint64(binary.BigEndian.Uint16(r.head[:])), nil
	case 4:
		return uint64(binary.BigEndian.Uint32(r.head[:])), nil
	}
	return binary.BigEndian.Uint64(r.head[:]), nil
}

// giveRows is give of a file.
func giveRows(v *View, t *copiedTable, to io.Writer) error {
	w := &rowWriter{t: t, to: to}
	values, into := make([]any, len(t.columns)), make([]any, len(t.columns))
	for i := range values {
		into[i] = &values[i]
	}
	return v.each(t.selection(), nil, func(row *rows) error {
		if err := v.ctx.Err(); err != nil {
			return err
		}
		if err := row.Scan(into...); err != nil {
			return err
		}
		return w.write(values)
	})
}

// mostTaken is how many bytes one statement inserts, or one row of more.
const mostTaken = 1 << 20

// takeRows is take of a file.
func takeRows(tx *Tx, t *copiedTable, from io.Reader) error {
	r := newRowReader(t, from)
	into := t.name + " (" + t.names + ")"
	n := len(t.columns)
	all := make([]any, 0, mostRows*n)
	for size, more := 0, true; more; {
		at := len(all)
		all = all[:at+n]
		some, err := r.read(all[at:])
		if errors.Is(err, io.EOF) {
			all, more = all[:at], false
		} else if err != nil {
			return err
		}
		if size += some; len(all) < cap(all) && size < mostTaken && more {
			continue
		}
		if err := tx.insertRows(into, "", n, all); err != nil {
			return err
		}
		all, size = all[:0], 0
		if err := tx.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// dropIndexes is bare of a file, which is written without looking at references.
func dropIndexes(tx *Tx, _ []*copiedTable) (dress func() error, err error) {
	is, err := tx.tables()
	if err != nil {
		return nil, err
	}
	var again []string
	for _, name := range is.names() {
		if is[name].of != "" && is[name].statement != "" {
			again = append(again, is[name].statement)
			if err := tx.plainly("DROP INDEX " + name); err != nil {
				return nil, err
			}
		}
	}
	return func() error { return tx.allPlainly(again) }, nil
}

// allPlainly runs statements that are not prepared.
func (tx *Tx) allPlainly(statements []string) error {
	for _, text := range statements {
		if err := tx.plainly(text); err != nil {
			return err
		}
	}
	return nil
}
