package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/query"
)

// ErrRollBack ends a Write without writing and without an error.
var ErrRollBack = errors.New("roll back")

// Tx is one transaction on a book. It is used by one goroutine.
type Tx struct {
	ctx context.Context
	// still is ctx without its end: the driver starts a goroutine for each
	// statement that could be cancelled, which costs more than most of them.
	// Statements are short, and ctx is looked at before each.
	still context.Context
	tx    *sql.Tx
	path  string
	stmts map[string]*sql.Stmt
	// Country is where the book is, which tells what a phone number without
	// a country code means.
	Country  string
	alphabet *fold.Order // of the country; nil until it is asked for

	recent         map[int64]crm.Record // as they are in the book
	counter, saved counter              // as it is now, and in the book
	// newcomers are contacts made in this transaction for whom no opportunity
	// has been opened yet: an import has nothing of theirs to keep.
	newcomers map[int64]bool

	suppressions                   int64 // the last number that one has; 0 is not known
	anySuppressed, askedSuppressed bool
	flipped                        []*crm.Edit
}

// counter is the one row of the book that no record is: the next numbers of a
// record and a change, and the day as of which birthday calls were last rolled.
type counter struct {
	next, changes int64
	rolled        crm.Date
}

// Write runs fn in a transaction that holds the book for writing from its
// begin, and commits when fn returns nil. With ErrRollBack nothing is written
// and Write returns nil.
func (s *Store) Write(ctx context.Context, fn func(*Tx) error) error {
	return s.run(ctx, nil, func(tx *Tx) error {
		// A book that is being made has no counter yet.
		if err := tx.readCounter(); err != nil && primary(err) != 1 {
			return explain(err, s.path)
		}
		if err := fn(tx); err != nil {
			return err
		}
		return tx.saveCounter()
	})
}

// Read runs fn in a transaction that sees one state of the book.
func (s *Store) Read(ctx context.Context, fn func(*Tx) error) error {
	return s.run(ctx, &sql.TxOptions{ReadOnly: true}, fn)
}

func (s *Store) run(ctx context.Context, options *sql.TxOptions, fn func(*Tx) error) error {
	sqlTx, err := s.db.BeginTx(ctx, options)
	if err != nil {
		return explain(err, s.path)
	}
	tx := &Tx{ctx: ctx, still: context.WithoutCancel(ctx), tx: sqlTx, path: s.path, stmts: map[string]*sql.Stmt{}, recent: map[int64]crm.Record{}, newcomers: map[int64]bool{}}
	defer func() { _ = sqlTx.Rollback() }() // after a commit it does nothing
	if err := fn(tx); err != nil {
		if errors.Is(err, ErrRollBack) {
			return nil
		}
		return explain(err, s.path)
	}
	return explain(sqlTx.Commit(), s.path)
}

func (tx *Tx) readCounter() error {
	var rolled sql.NullString
	err := tx.tx.QueryRowContext(tx.ctx, "SELECT next, changes, rolled FROM counter").Scan(&tx.counter.next, &tx.counter.changes, &rolled)
	if err != nil {
		return err
	}
	tx.counter.rolled, err = crm.ParseISODate(rolled.String)
	tx.saved = tx.counter
	return err
}

func (tx *Tx) saveCounter() error {
	if tx.counter == tx.saved {
		return nil
	}
	c := tx.counter
	return tx.exec("UPDATE counter SET next = $1, changes = $2, rolled = $3", c.next, c.changes, textOrNull(c.rolled.String()))
}

// NextID takes the next number of the book.
func (tx *Tx) NextID() int64 {
	tx.counter.next++
	return tx.counter.next - 1
}

// Rolled is the day as of which birthday calls were last rolled, and SetRolled
// keeps it. It is no part of the journal: it only saves looking again.
func (tx *Tx) Rolled() crm.Date { return tx.counter.rolled }

// SetRolled keeps the day that Rolled gives; none has the next change look.
func (tx *Tx) SetRolled(day crm.Date) { tx.counter.rolled = day }

// prepared keeps statements for the length of the transaction: an import runs
// the same few of them many times.
func (tx *Tx) prepared(text string) (*sql.Stmt, error) {
	if err := tx.ctx.Err(); err != nil {
		return nil, err
	}
	if stmt, ok := tx.stmts[text]; ok {
		return stmt, nil
	}
	stmt, err := tx.tx.PrepareContext(tx.still, text)
	if err != nil {
		return nil, fmt.Errorf("%w in %s", err, text)
	}
	tx.stmts[text] = stmt
	return stmt, nil
}

func (tx *Tx) exec(text string, args ...any) error {
	stmt, err := tx.prepared(text)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(tx.still, args...)
	return err
}

func (tx *Tx) rows(text string, args ...any) (*sql.Rows, error) {
	stmt, err := tx.prepared(text)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(tx.still, args...)
}

// scanner is what a row and a failed preparation have in common.
type scanner interface{ Scan(...any) error }

type failed struct{ err error }

func (f failed) Scan(...any) error { return f.err }

func (tx *Tx) row(text string, args ...any) scanner {
	stmt, err := tx.prepared(text)
	if err != nil {
		return failed{err}
	}
	return stmt.QueryRowContext(tx.still, args...)
}

// count answers a question whose answer is one number.
func (tx *Tx) count(text string, args ...any) (int, error) {
	var n int
	err := tx.row(text, args...).Scan(&n)
	return n, err
}

// columns lists the columns of a noun, quoted, in the catalogue's order.
func columns(kind crm.Kind) string { return columnList(crm.Fields(kind).Fields, "") }

func columnList(fields []*crm.Field, prefix string) string {
	var b strings.Builder
	for i, f := range fields {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(prefix + `"` + f.Name + `"`)
	}
	return b.String()
}

// find reads the records of one noun that a condition picks; the condition
// begins with WHERE and may end in ORDER BY and LIMIT.
func find[R crm.Record](tx *Tx, condition string, args ...any) ([]R, error) {
	var none R
	kind := none.Noun()
	rows, err := tx.rows("SELECT "+columns(kind)+" FROM "+query.Table(kind)+" "+condition, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []R
	scan := newScan(kind)
	for rows.Next() {
		record := crm.New(kind).(R)
		if err := scan.into(rows, record); err != nil {
			return nil, err
		}
		found = append(found, record)
	}
	return found, rows.Err()
}

// scan reads rows whose columns are fields of some nouns, one noun after the
// other.
type scan struct {
	fields   [][]*crm.Field
	values   []any
	pointers []any
}

func newScan(kinds ...crm.Kind) *scan {
	s := &scan{}
	for _, kind := range kinds {
		s.add(crm.Fields(kind).Fields)
	}
	return s
}

// add expects the columns of further fields.
func (s *scan) add(fields []*crm.Field) {
	s.fields = append(s.fields, fields)
	s.values = append(s.values, make([]any, len(fields))...)
	s.pointers = make([]any, len(s.values))
	for i := range s.values {
		s.pointers[i] = &s.values[i]
	}
}

func (s *scan) into(rows *sql.Rows, records ...crm.Record) error {
	if err := rows.Scan(s.pointers...); err != nil {
		return err
	}
	at := 0
	for i, fields := range s.fields {
		for _, f := range fields {
			if s.values[at] != nil {
				if err := f.Decode(records[i], s.values[at]); err != nil {
					return err
				}
			}
			at++
		}
	}
	return nil
}
