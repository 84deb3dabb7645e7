package store

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// What a server ends by itself, should this process be gone without having said so, or take
// longer than anything that it does.
const (
	longestStatement = 10 * time.Minute
	longestThought   = time.Minute      // between two statements of who holds the book
	longestLook      = 10 * time.Minute // of who reads it: a pager waits for somebody
	lookForClient    = 2 * time.Second
)

// How long the end of something may take.
var commitWait = 30 * time.Second

const closeWait = 5 * time.Second

// session is a transaction that is begun and ended by statements, which go to the server with
// others.
type session struct {
	*sql.Conn
	ended bool
}

// beginSession begins a transaction on a server, with its first question. One that reads is of one
// state of the book. One that writes locks the row of the counter first, which is what BEGIN
// IMMEDIATE does to a file; what it asks after that, it asks of the book as it is then.
func beginSession(ctx, _ context.Context, s *Store, reads bool) (transaction, error) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	begin, thought := "BEGIN ISOLATION LEVEL READ COMMITTED", longestThought
	if reads {
		begin, thought = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", longestLook
	}
	var sets []string
	var values []any
	for _, setting := range [][2]string{
		{"search_path", `"` + s.server.schema + `", pg_temp`},
		{"lock_timeout", inMilliseconds(max(patienceOf(ctx).left, time.Millisecond))},
		{"statement_timeout", inMilliseconds(longestStatement)},
		{"idle_in_transaction_session_timeout", inMilliseconds(thought)},
		{"client_connection_check_interval", inMilliseconds(lookForClient)},
	} {
		values = append(values, setting[1])
		sets = append(sets, "set_config('"+setting[0]+"', $"+strconv.Itoa(len(values))+", true)")
	}
	statements := []asking{{text: begin}, {"SELECT " + strings.Join(sets, ", "), values}}
	switch {
	case s.upgrading: // whoever waits for a row of a table holds the table
		statements = append(statements, asking{text: "LOCK TABLE counter IN ACCESS EXCLUSIVE MODE"})
	case !reads && !s.unnamed:
		statements = append(statements, asking{text: "SELECT 1 FROM counter FOR UPDATE"})
	}
	of := &session{Conn: conn}
	for _, a := range statements {
		if err := of.later(ctx, a.text, a.args...); err != nil {
			return nil, errors.Join(err, of.Rollback())
		}
	}
	return of, nil
}

func inMilliseconds(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }

// through calls do with the connection.
func (s *session) through(do func(*link) error) error {
	return s.Raw(func(conn any) error { return do(conn.(*link)) })
}

// later does with the next question what changes nothing in the book.
func (s *session) later(ctx context.Context, text string, args ...any) error {
	return s.through(func(l *link) error { return l.later(ctx, asking{text, args}) })
}

// write does with the next question what may change the book.
func (s *session) write(ctx context.Context, text string, args ...any) error {
	return s.through(func(l *link) error {
		l.changes(text)
		return l.later(ctx, asking{text, args})
	})
}

// ahead asks questions in one round trip; see View.Together.
func (s *session) ahead(ctx context.Context, questions []asking) error {
	return s.through(func(l *link) error { return l.ahead(ctx, questions) })
}

// knows reports whether a question was asked ahead, and nothing has changed the answer.
func (s *session) knows(q asking) (is bool) {
	_ = s.through(func(l *link) error {
		is = l.known[q.key()] != nil
		return nil
	})
	return is
}

// flush does what waits for a question.
func (s *session) flush(ctx context.Context) error {
	return s.through(func(l *link) error { return l.flush(ctx) })
}

// unwrite does nothing of what waits for a question.
func (s *session) unwrite() error {
	return s.through(func(l *link) error {
		l.waiting = nil
		return nil
	})
}

// warned is where a connection keeps that its server has given a warning.
const warned = "warned"

// noteWarning keeps that a server has given a warning.
func noteWarning(of *pgconn.PgConn, n *pgconn.Notice) {
	if n.SeverityUnlocalized == "WARNING" {
		of.CustomData()[warned] = true
	}
}

// Commit commits. No signal ends it, after which it would not be known whether it did.
//
// Only an answer without a word beside it says that the change is kept: a commit that waits for a
// replica can be ended, and is then answered with a warning. An error rolls the change back, but
// one that ends the session says nothing of it; a pooler sends that for a server that is gone.
func (s *session) Commit() error {
	ctx, cancel := context.WithTimeout(context.Background(), commitWait)
	defer cancel()
	tag, err := s.end(ctx, "COMMIT")
	if err == nil && tag != "COMMIT" {
		return errNotCommitted
	}
	var pg *pgconn.PgError
	switch {
	case errors.As(err, &pg) && pg.SeverityUnlocalized == "ERROR":
		return err
	case err == nil && ctx.Err() == nil && !s.wasWarned():
		s.ended = true
		return s.Close()
	}
	return &uncertain{cmp.Or(err, ctx.Err(), errWarned), ctx.Err() != nil || err == nil}
}

// wasWarned reports whether the server gave a warning with the last answer.
func (s *session) wasWarned() (was bool) {
	_ = s.through(func(l *link) error {
		_, was = l.conn.PgConn().CustomData()[warned]
		return nil
	})
	return was
}

// Rollback ends the transaction, and does nothing of what waits; after a commit it does nothing.
func (s *session) Rollback() error {
	if s.ended {
		return nil
	}
	s.ended = true
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	var err error
	if s.unwrite() == nil {
		_, err = s.end(ctx, "ROLLBACK")
	}
	return errors.Join(err, s.Close())
}

// end ends the transaction.
func (s *session) end(ctx context.Context, how string) (tag string, err error) {
	err = s.through(func(l *link) (err error) {
		l.known = nil
		delete(l.conn.PgConn().CustomData(), warned)
		tag, err = l.do(ctx, asking{text: how})
		return err
	})
	return tag, err
}

// errNotCommitted says that a transaction in which a statement failed was rolled back.
var errNotCommitted = errors.New("the transaction had failed")

// errWarned says that the server committed with a warning.
var errWarned = errors.New("the commit was answered with a warning")

// uncertain is the error of a commit of which the server did not say what became of it.
type uncertain struct {
	err     error
	waiting bool // for something, a replica say, while the connection held
}

func (u *uncertain) Error() string { return u.err.Error() }
func (u *uncertain) Unwrap() error { return u.err }

// sent is a statement that is sent whole each time.
type sent struct {
	to   *session
	text string
}

// ExecContext has the statement done with the next question.
func (s sent) ExecContext(ctx context.Context, args ...any) (sql.Result, error) {
	return driver.ResultNoRows, s.to.write(ctx, s.text, args...)
}

func (s sent) QueryContext(ctx context.Context, args ...any) (*sql.Rows, error) {
	return s.to.QueryContext(ctx, s.text, args...)
}

func (s sent) QueryRowContext(ctx context.Context, args ...any) *sql.Row {
	return s.to.QueryRowContext(ctx, s.text, args...)
}
