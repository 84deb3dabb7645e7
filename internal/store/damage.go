package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"crm/internal/crm"
)

// What comes out of the file is input: a flipped bit or another program may have made
// anything of it. A value that can't be what its column is for is a fault, wherever it
// is read.

// fault is a row that can't be read as what it should be.
type fault struct {
	table  string // empty where only the book is known
	row    string // "12", or "7, edit 2" in the journal; empty where it is not known
	column string
}

func (f *fault) Error() string {
	if f.table == "" {
		return "the book is damaged, or its disk reports an error"
	}
	text := "the book is damaged: table " + f.table
	if f.row != "" {
		text += ", number " + f.row
	}
	if f.column != "" {
		text += ", " + f.column
	}
	return text
}

// faultIn is the fault of a field of a record.
func faultIn(kind crm.Kind, id int64, column string) error {
	f := &fault{table: crm.NounOf(kind).Table, column: column}
	if id != 0 {
		f.row = fmt.Sprint(id)
	}
	return f
}

// rows are the rows of a query. What can't be read of them is a fault.
type rows struct {
	*sql.Rows
	text    string
	dialect *dialect
}

func (r *rows) Scan(to ...any) error {
	err := r.Rows.Scan(to...)
	if err == nil || r.dialect.isOurs(err) {
		return err
	}
	return r.fault(to)
}

// fault finds out which value of the row can't be read.
func (r *rows) fault(to []any) error {
	f := &fault{table: tableIn(r.text)}
	columns, err := r.Columns()
	if err != nil || len(columns) != len(to) {
		return f
	}
	read := func(i int, into any) bool {
		one := make([]any, len(to))
		for j := range one {
			one[j] = new(any)
		}
		one[i] = into
		return r.Rows.Scan(one...) == nil
	}
	for i, name := range columns {
		if !read(i, to[i]) {
			f.column = name
			break
		}
	}
	for i, name := range columns {
		var number int64
		if (name == "id" || name == "change") && read(i, &number) {
			f.row = fmt.Sprint(number)
		}
	}
	return f
}

// row is the only row of a query.
type row struct {
	*sql.Row
	text    string
	dialect *dialect
}

func (r row) Scan(to ...any) error {
	err := r.Row.Scan(to...)
	if err == nil || r.dialect.isOurs(err) || errors.Is(err, sql.ErrNoRows) {
		return err
	}
	return &fault{table: tableIn(r.text)}
}

// tableIn is the first table that a query names.
func tableIn(text string) string {
	rest, updates := strings.CutPrefix(text, "UPDATE ")
	if !updates {
		_, rest, _ = strings.Cut(text, " FROM ")
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') })
	if end < 0 {
		end = len(rest)
	}
	return rest[:end]
}

// faultyField finds the first record whose field can't be read. A list that meets one
// does not know which it is.
func (v *View) faultyField(kind crm.Kind, f *crm.Field) error {
	id := fieldsNamed(kind, "id")
	rows, err := v.rows("SELECT " + v.columnList(append(id, f), "") + " FROM " + crm.NounOf(kind).Table + " ORDER BY id")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var number, stored any
		if err := rows.Scan(&number, &stored); err != nil {
			return err
		}
		if _, err := f.DecodeValue(stored); err != nil {
			at, _ := number.(int64)
			return faultIn(kind, at, f.Name)
		}
	}
	return faultIn(kind, 0, f.Name)
}

// unprepared is a statement that SQLite does not understand: the tables are not as this
// program makes them, or the statement is wrong.
type unprepared struct{ err error }

func (u *unprepared) Error() string { return u.err.Error() }
func (u *unprepared) Unwrap() error { return u.err }

func asFault(err error) (f *fault, ok bool) {
	ok = errors.As(err, &f)
	return f, ok
}
