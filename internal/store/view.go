package store

import (
	"context"
	"fmt"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// View is one state of a book, for reading: it has no method that writes. One goroutine
// uses it.
type View struct {
	ctx     context.Context
	still   context.Context // that of statements
	dialect *dialect
	tx      transaction
	schema  *crm.Schema
	stmts   map[string]statement
	cursors int       // how many a server was asked for
	asks    *[]asking // where questions are noted instead of being asked; see Together
	// settings are nil while the book is being made.
	settings *crm.Settings
	alphabet *fold.Order // of the country; nil until it is asked for

	selects  map[crm.Kind]string  // the beginnings of questions
	recent   map[int64]crm.Record // as they are in the book
	nobody   string               // a name that nobody has
	absent   map[string]bool      // by which nobody is found who may be somebody new; nil until it is asked
	staff    *staff               // nil until they are read
	login    *crm.Login           // see Login
	latest   *newcomer            // nil but in a Tx
	some     map[string]bool      // what the book has any of, of what was asked
	key      []byte               // of the sums of what was erased
	ops      map[string]string    // the sums of operations, which are slow
	secrets  map[string]bool      // the fast ones on the do-not-contact list
	silent   []Silenced           // what those wanted who were erased, once it was asked for
	silentAt map[string][]int     // where of it something is kept under a point or a sum
}

// Read runs fn on one state of the book. A Store from OpenRead shows the same one to
// all.
func (s *Store) Read(ctx context.Context, fn func(*View) error) error {
	if s.seen != nil {
		s.seen.ctx = ctx
		return s.explain(interrupted(ctx, fn(s.seen)))
	}
	var v *View
	err := whileBusy(ctx, func() (err error) {
		v, err = s.look(ctx)
		return err
	})
	if err != nil {
		return s.explain(err)
	}
	if s.readOnly {
		s.seen = v // until the Store is closed
	} else {
		defer v.end()
	}
	return s.explain(interrupted(ctx, fn(v)))
}

// look begins a transaction that reads, with the settings: the first question is the one
// that somebody who holds the book keeps from being answered.
func (s *Store) look(ctx context.Context) (*View, error) {
	v, err := s.begun, error(nil)
	if s.begun = nil; v == nil {
		// What is kept until the Store is closed may outlive the context.
		v, err = s.begin(ctx, context.WithoutCancel(ctx), true)
	}
	if err != nil {
		return nil, err
	}
	v.ctx, v.still = ctx, s.dialect.enduring(ctx)
	mark, as := "", int64(0)
	if s.settings != nil {
		err = v.row("SELECT coalesce(("+settingsMark+"), ''), "+stamp+" FROM counter").Scan(&mark, &as)
	}
	if err == nil {
		err = s.settle(v, mark, as)
	}
	if err != nil {
		v.end()
		return nil, err
	}
	return v, nil
}

// begin begins a transaction, which is rolled back when until ends.
func (s *Store) begin(ctx, until context.Context, reads bool) (*View, error) {
	s.forgo()
	tx, err := s.dialect.begin(ctx, until, s, reads)
	if err != nil {
		return nil, err
	}
	return &View{ctx: ctx, still: s.dialect.enduring(ctx), dialect: s.dialect, tx: tx, schema: s.schema, stmts: map[string]statement{}, selects: map[crm.Kind]string{}, recent: map[int64]crm.Record{}, some: map[string]bool{}}, nil
}

// end ends the transaction; after a commit it does nothing.
func (v *View) end() { _ = v.tx.Rollback() }

// settle gives a view the settings of that mark and the schema of the book, and reads
// them if this process has not. Who works with the book is known as long as it has the same
// stamp.
func (s *Store) settle(v *View, mark string, as int64) error {
	if s.settings == nil || s.settings.Mark() != mark {
		settings, who, err := v.readSettings()
		if err != nil {
			return err
		}
		s.login = v.login
		if s.staff = who; who != nil {
			as = who.as
		}
		if s.settings == nil || s.settings.Fields != settings.Fields || s.settings.Currency != settings.Currency {
			if s.schema, err = v.readSchema(settings); err != nil {
				return err
			}
		}
		s.settings = settings
	}
	v.settings, v.schema, v.login = s.settings, s.schema, s.login
	if s.staff != nil && s.staff.as == as {
		v.staff = s.staff
	}
	return nil
}

// Settings are the settings of the book.
func (v *View) Settings() *crm.Settings { return crm.Copy(v.settings) }

// country tells what a phone number without a country code means.
func (v *View) country() string {
	if v.settings == nil {
		return ""
	}
	return v.settings.Country
}

// prepared keeps statements for a transaction: an import runs the same few many times.
func (v *View) prepared(text string) (statement, error) {
	if err := v.ctx.Err(); err != nil {
		return nil, err
	}
	if stmt, ok := v.stmts[text]; ok {
		return stmt, nil
	}
	stmt, err := v.dialect.prepare(v, text)
	if err != nil {
		return nil, v.misunderstood(err, text)
	}
	v.stmts[text] = stmt
	return stmt, nil
}

// question prepares a query of a View. A statement that begins with SELECT changes
// nothing.
func (v *View) question(text string) (statement, error) {
	if !strings.HasPrefix(text, "SELECT ") {
		return nil, fmt.Errorf("not a question: %s", text)
	}
	return v.prepared(text)
}

func (v *View) rows(text string, args ...any) (*rows, error) {
	stmt, err := v.question(text)
	if err != nil {
		return nil, err
	}
	if v.asks != nil && v.notes(text, args) {
		return nil, errNoted
	}
	found, err := stmt.QueryContext(v.still, args...) //nolint:rowserrcheck // whoever reads them does
	return &rows{found, text, v.dialect}, err
}

// each calls do with each row of the answer to a question.
func (v *View) each(question string, args []any, do func(*rows) error) error {
	found, err := v.rows(question, args...)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		if err := do(found); err != nil {
			return err
		}
	}
	return found.Err()
}

// column returns the answers to a question for one value each.
func column[T any](v *View, question string, args ...any) (all []T, err error) {
	err = v.each(question, args, func(row *rows) error {
		var value T
		err := row.Scan(&value)
		all = append(all, value)
		return err
	})
	return all, err
}

// scanner is what a row and a failed preparation have in common.
type scanner interface{ Scan(...any) error }

type failed struct{ err error }

func (f failed) Scan(...any) error { return f.err }

func (v *View) row(text string, args ...any) scanner {
	stmt, err := v.question(text)
	if err != nil {
		return failed{err}
	}
	if v.asks != nil && v.notes(text, args) {
		return failed{errNoted}
	}
	return row{stmt.QueryRowContext(v.still, args...), text, v.dialect}
}

// count answers a query whose answer is one number.
func (v *View) count(text string, args ...any) (int, error) {
	var n int
	err := v.row(text, args...).Scan(&n)
	return n, err
}

// selecting begins a query for records of a noun: all columns, quoted, in the order of
// the schema.
func (v *View) selecting(kind crm.Kind) string {
	text, ok := v.selects[kind]
	if !ok {
		text = "SELECT " + v.columnList(v.schema.Fields(kind).Fields, "") + " FROM " + crm.NounOf(kind).Table
		v.selects[kind] = text
	}
	return text
}

func (v *View) columnList(fields []*crm.Field, prefix string) string {
	var b strings.Builder
	for i, f := range fields {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(v.dialect.expressions.Place(prefix, f))
	}
	return b.String()
}

// find reads records by a condition that begins with WHERE and may end in ORDER BY and
// LIMIT.
func find[R crm.Record](v *View, condition string, args ...any) ([]R, error) {
	var none R
	return findOf[R](v, none.Noun(), condition, args...)
}

func findOf[R crm.Record](v *View, kind crm.Kind, condition string, args ...any) (found []R, err error) {
	scan := newScan(v.schema.Fields(kind).Fields)
	err = v.each(v.selecting(kind)+" "+condition, args, func(row *rows) error {
		record := crm.New(kind).(R)
		found = append(found, record)
		return scan.into(row, record)
	})
	return found, err
}

// scan reads rows with the fields of several nouns, one after the other.
type scan struct {
	fields   [][]*crm.Field
	values   []any
	pointers []any
}

func newScan(fields ...[]*crm.Field) *scan {
	n := 0
	for _, of := range fields {
		n += len(of)
	}
	s := &scan{fields, make([]any, n), make([]any, n)}
	for i := range s.values {
		s.pointers[i] = &s.values[i]
	}
	return s
}

func (s *scan) into(rows *rows, records ...crm.Record) error {
	if err := rows.Scan(s.pointers...); err != nil {
		return err
	}
	at := 0
	for i, fields := range s.fields {
		none := s.values[at] == nil // of what is joined, there may be none
		for _, f := range fields {
			stored := s.values[at]
			if stored == nil && f.Needed && !none || stored != nil && f.Decode(records[i], stored) != nil {
				return faultIn(records[i].Noun(), crm.IDOf(records[i]), f.Name)
			}
			at++
		}
	}
	return nil
}
