package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// ErrRollBack ends a Write without writing and without an error.
var ErrRollBack = errors.New("roll back")

// Tx is one transaction that writes: a View of the book as it has become so far, and
// all ways to change it. One goroutine uses it.
type Tx struct {
	*View
	counter, saved counter // as it is now, and in the book
	lastMade       string  // when the last change was made

	inserts      map[insertion]string // the statements for new rows
	owner        string               // of the tables on a server, once it was asked for
	suppressions int64                // the last number that one has; 0 is not known
	flipped      []*crm.Edit
}

// counter is the row with the next numbers of a record and a change, and the day as of
// which birthday calls were last rolled.
type counter struct {
	next, changes int64
	rolled        crm.Date
	unclean       int64 // 1 while what was erased may be found in the file
}

// Write runs fn in a transaction that locks the book for writing from its begin, and
// commits if fn returns nil. With ErrRollBack it writes nothing and returns nil.
func (s *Store) Write(ctx context.Context, fn func(*Tx) error) error {
	return s.hold(ctx, func(tx *Tx) error {
		mark, err := tx.readCounter()
		if err != nil {
			return err
		}
		if err := s.settle(tx.View, mark, tx.counter.next+tx.counter.changes); err != nil {
			return err
		}
		s.unclean = tx.counter.unclean != 0
		if err := fn(tx); err != nil {
			return err
		}
		s.unclean = tx.counter.unclean != 0
		return tx.saveCounter()
	})
}

// hold is Write without the counter and the settings, which a new book does not have
// yet.
func (s *Store) hold(ctx context.Context, fn func(*Tx) error) error {
	if s.server != nil && s.unnamed {
		return s.explain(s.holdDraft(ctx, fn))
	}
	if !s.memory { // which nobody else writes to
		leave, err := s.dialect.queue(ctx, s)
		if err != nil {
			return err
		}
		defer leave()
	}
	var v *View
	err := whileBusy(ctx, func() (err error) {
		v, err = s.begin(ctx, ctx, false)
		return err
	})
	if err != nil {
		return s.explain(err)
	}
	defer v.end()
	err = fn(&Tx{View: v, inserts: map[insertion]string{}})
	if errors.Is(err, ErrRollBack) {
		return nil
	}
	if err == nil {
		err = v.tx.Commit()
	}
	return s.explain(interrupted(ctx, err))
}

// readCounter reads the counter, the mark of the settings, and what most changes ask for.
func (tx *Tx) readCounter() (mark string, err error) {
	var rolled sql.NullString
	some, into := someFlags()
	into = append(into, &tx.counter.next, &tx.counter.changes, &rolled, &tx.counter.unclean, &mark, &tx.lastMade)
	const text = "SELECT " + asksSome + ", next, changes, rolled, coalesce(unclean, 0), coalesce((" + settingsMark + "), ''), coalesce((SELECT made_at FROM changes WHERE id = counter.changes - 1), '') FROM counter"
	err = row{tx.tx.QueryRowContext(tx.ctx, text), text, tx.dialect}.Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		err = &fault{table: "counter"}
	}
	if err != nil {
		return "", err
	}
	if tx.counter.rolled, err = crm.ParseISODate(rolled.String); err != nil {
		return "", &fault{table: "counter", column: "rolled"}
	}
	tx.saved = tx.counter
	tx.knowSome(some)
	return mark, nil
}

func (tx *Tx) saveCounter() error {
	if tx.counter == tx.saved {
		return nil
	}
	c := tx.counter
	return tx.exec("UPDATE counter SET next = $1, changes = $2, rolled = $3, unclean = $4", c.next, c.changes, orNull(c.rolled.String()), orNull(c.unclean))
}

// nextID takes the next number of the book.
func (tx *Tx) nextID() int64 {
	tx.counter.next++
	return tx.counter.next - 1
}

// Rolled is the day as of which birthday calls were last rolled. It is not in the
// journal: it only saves work.
func (tx *Tx) Rolled() crm.Date { return tx.counter.rolled }

// SetRolled sets the day of Rolled; no day has the next change look again.
func (tx *Tx) SetRolled(day crm.Date) { tx.counter.rolled = day }

func (tx *Tx) exec(text string, args ...any) error {
	stmt, err := tx.prepared(text)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(tx.still, args...)
	return err
}

// Written has done what was written, where the book is on a server, which otherwise does it with
// the next question, and returns what is wrong with it.
func (tx *Tx) Written() error {
	if tx.dialect.isFile {
		return nil
	}
	return tx.tx.(*session).flush(tx.still)
}

// insertion inserts rows into the columns of a table, "notes (id, body)", with a clause
// for existing ones.
type insertion struct {
	into, known string
	rows        int
}

// mostRows is how many rows one statement inserts.
const mostRows = 32

// insertRows inserts rows of several values, many in one statement.
func (tx *Tx) insertRows(into, known string, columns int, values []any) error {
	for some := range slices.Chunk(values, mostRows*columns) {
		what := insertion{into, known, len(some) / columns}
		text, ok := tx.inserts[what]
		if !ok {
			var rows []string
			for row := range what.rows {
				rows = append(rows, marks(row*columns+1, columns))
			}
			text = "INSERT INTO " + into + " VALUES " + strings.Join(rows, ", ") + known
			tx.inserts[what] = text
		}
		if err := tx.exec(text, some...); err != nil {
			return err
		}
	}
	return nil
}

// marks returns placeholders in brackets.
func marks(from, n int) string {
	var all []string
	for i := range n {
		all = append(all, "$"+strconv.Itoa(from+i))
	}
	return "(" + strings.Join(all, ", ") + ")"
}

// returning runs an update that returns rows of what it changed.
func (tx *Tx) returning(update string, args ...any) (*rows, error) {
	stmt, err := tx.prepared(update)
	if err != nil {
		return nil, err
	}
	found, err := stmt.QueryContext(tx.still, args...) //nolint:rowserrcheck // whoever reads them does
	return &rows{found, update, tx.dialect}, err
}
