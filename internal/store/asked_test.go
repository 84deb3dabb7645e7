package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"io"
	"sync"
)

// Asked is what a database was asked, in order: the begin and the end of each
// transaction, and each statement that was run. On a server each is a round trip.
// Preparing a statement is none, since a driver can send it along with its first run.
type Asked struct {
	mu   sync.Mutex
	all  []string
	open int      // answers that are being read
	bad  []string // what was asked meanwhile
}

var heard = new(Asked)

// BeginWrite is the begin of a transaction that locks the book.
const BeginWrite = "BEGIN IMMEDIATE"

// Listen has all books that are opened from here on tell what they are asked.
func Listen() *Asked {
	openBy = "sqlite-asked"
	return heard
}

// Leave has books tell nothing any more.
func (a *Asked) Leave() { openBy = "sqlite" }

// Take returns what was asked since the last time, and which of that while the answer to
// another question was read.
func (a *Asked) Take() (all, nested []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	all, nested = a.all, a.bad
	a.all, a.bad = nil, nil
	return all, nested
}

func (a *Asked) note(text string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.all = append(a.all, text)
	if a.open > 0 {
		a.bad = append(a.bad, text)
	}
}

func (a *Asked) reads(by int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.open += by
}

func init() { sql.Register("sqlite-asked", notingDriver{}) }

// notingDriver is the driver for SQLite, and notes what is asked.
type notingDriver struct{}

func (notingDriver) Open(name string) (driver.Conn, error) {
	db, err := sql.Open("sqlite", "")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	conn, err := db.Driver().Open(name)
	if err != nil {
		return nil, err
	}
	return askedConn{conn}, nil
}

type askedConn struct{ driver.Conn }

func (c askedConn) BeginTx(ctx context.Context, options driver.TxOptions) (driver.Tx, error) {
	if options.ReadOnly {
		heard.note("BEGIN")
	} else {
		heard.note(BeginWrite)
	}
	tx, err := c.Conn.(driver.ConnBeginTx).BeginTx(ctx, options)
	return askedTx{tx}, err
}

func (c askedConn) PrepareContext(ctx context.Context, text string) (driver.Stmt, error) {
	stmt, err := c.Conn.(driver.ConnPrepareContext).PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	return askedStmt{stmt, text}, nil
}

func (c askedConn) ResetSession(ctx context.Context) error {
	return c.Conn.(driver.SessionResetter).ResetSession(ctx)
}

func (c askedConn) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	heard.note(text)
	return noting(c.Conn.(driver.QueryerContext).QueryContext(ctx, text, args))
}

func (c askedConn) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	heard.note(text)
	return c.Conn.(driver.ExecerContext).ExecContext(ctx, text, args)
}

type askedTx struct{ driver.Tx }

func (t askedTx) Commit() error {
	heard.note("COMMIT")
	return t.Tx.Commit()
}

func (t askedTx) Rollback() error {
	heard.note("ROLLBACK")
	return t.Tx.Rollback()
}

type askedStmt struct {
	driver.Stmt
	text string
}

func (s askedStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	heard.note(s.text)
	return noting(s.Stmt.(driver.StmtQueryContext).QueryContext(ctx, args))
}

func (s askedStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	heard.note(s.text)
	return s.Stmt.(driver.StmtExecContext).ExecContext(ctx, args)
}

// askedRows are read until they are closed or at their end.
type askedRows struct {
	driver.Rows
	ended *bool
}

func noting(rows driver.Rows, err error) (driver.Rows, error) {
	if err != nil {
		return nil, err
	}
	heard.reads(1)
	return askedRows{rows, new(bool)}, nil
}

func (r askedRows) end() {
	if !*r.ended {
		*r.ended = true
		heard.reads(-1)
	}
}

func (r askedRows) Next(to []driver.Value) error {
	err := r.Rows.Next(to)
	if err == io.EOF {
		r.end()
	}
	return err
}

func (r askedRows) Close() error {
	r.end()
	return r.Rows.Close()
}
