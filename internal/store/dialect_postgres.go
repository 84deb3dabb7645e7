package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"crm/internal/query"
)

// postgresDialect is that of a book on a server.
var postgresDialect = &dialect{
	expressions: query.PostgreSQL,
	begin:       beginSession,
	// A signal ends a statement.
	enduring: func(ctx context.Context) context.Context { return ctx },
	// A statement is sent with its values, in one round trip.
	prepare: func(v *View, text string) (statement, error) { return sent{v.tx, text}, nil },
	// Who writes waits in turn for the row of the counter.
	queue:   func(context.Context, *Store) (func(), error) { return func() {}, nil },
	give:    giveByServer,
	take:    takeByServer,
	bare:    dropConstraints,
	explain: explainServer,
	isOurs:  isOfServer,
	words: strings.NewReplacer("INTEGER PRIMARY KEY", "BIGINT PRIMARY KEY", " WITHOUT ROWID", "", ") WITHOUT ROWID", ")", " BLOB", " BYTEA",
		" TEXT", ` TEXT COLLATE "C"`, " (id)", " (id) DEFERRABLE"),
	version: func(s *Store) string { return `SELECT version FROM "` + s.server.schema + `".book_version` },
	mark: func(version int) []string {
		return []string{
			"CREATE TABLE IF NOT EXISTS book_version (version BIGINT NOT NULL)",
			"DELETE FROM book_version",
			fmt.Sprintf("INSERT INTO book_version (version) VALUES (%d)", version),
		}
	},
	login: "CASE WHEN row_security_active('notes') THEN CAST(session_user AS TEXT) END, (SELECT producer FROM logins WHERE login = CAST(session_user AS TEXT)), " +
		"(SELECT acts_for FROM logins WHERE login = CAST(session_user AS TEXT))",
	later:   "SET CONSTRAINTS ALL DEFERRED",
	needed:  "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() AND is_nullable = 'NO' AND column_name <> 'id'",
	numbers: "(SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST($1 AS JSON)) AS listed (value))",
}

// What a server ends by itself, should this process be gone without having said so, or take
// longer than anything that it does.
const (
	longestStatement = 10 * time.Minute
	longestThought   = time.Minute      // between two statements of who holds the book
	longestLook      = 10 * time.Minute // of who reads it: a pager waits for somebody
	lookForClient    = 2 * time.Second
)

// beginSession begins a transaction on a server, in one round trip. One that reads is of one
// state of the book. One that writes locks the row of the counter first, which is what BEGIN
// IMMEDIATE does to a file; what it asks after that, it asks of the book as it is then.
func beginSession(ctx, _ context.Context, s *Store, reads bool) (transaction, error) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	of := &session{Conn: conn}
	text := "BEGIN ISOLATION LEVEL READ COMMITTED; "
	thought := longestThought
	if reads {
		text, thought = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ", longestLook
	}
	for _, setting := range [][2]string{
		{"search_path", `"` + s.server.schema + `", pg_temp`},
		{"lock_timeout", inMilliseconds(max(patienceOf(ctx).left, time.Millisecond))},
		{"statement_timeout", inMilliseconds(longestStatement)},
		{"idle_in_transaction_session_timeout", inMilliseconds(thought)},
		{"client_connection_check_interval", inMilliseconds(lookForClient)},
	} {
		text += "SET LOCAL " + setting[0] + " = " + setting[1] + "; "
	}
	switch {
	case s.upgrading: // whoever waits for a row of a table holds the table
		text += "LOCK TABLE counter IN ACCESS EXCLUSIVE MODE"
	case !reads && !s.unnamed:
		text += "SELECT 1 FROM counter FOR UPDATE"
	}
	if _, err := of.send(ctx, text); err != nil {
		_ = of.Rollback()
		return nil, err
	}
	return of, nil
}

func inMilliseconds(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }

// session is a transaction that is begun and ended by statements, many of which go to the
// server together.
type session struct {
	*sql.Conn
	ended bool
}

// send sends statements together, and returns what the last of them says that it did.
func (s *session) send(ctx context.Context, text string) (tag string, err error) {
	err = s.Raw(func(driver any) error {
		done, err := driver.(*stdlib.Conn).Conn().PgConn().Exec(ctx, text).ReadAll()
		if len(done) > 0 {
			tag = done[len(done)-1].CommandTag.String()
		}
		return err
	})
	return tag, err
}

// warned is where a connection keeps that its server has given a warning.
const warned = "warned"

// noteWarning keeps that a server has given a warning.
func noteWarning(of *pgconn.PgConn, n *pgconn.Notice) {
	if n.SeverityUnlocalized == "WARNING" {
		of.CustomData()[warned] = true
	}
}

func (s *session) forgetWarnings() {
	_ = s.Raw(func(driver any) error { delete(driver.(*stdlib.Conn).Conn().PgConn().CustomData(), warned); return nil })
}

func (s *session) wasWarned() (was bool) {
	_ = s.Raw(func(driver any) error {
		_, was = driver.(*stdlib.Conn).Conn().PgConn().CustomData()[warned]
		return nil
	})
	return was
}

// commitWait is how long a server may take to commit.
var commitWait = 30 * time.Second

// Commit commits. No signal ends it, after which it would not be known whether it did.
//
// Only an answer without a word beside it says that the change is kept: a commit that waits for a
// replica can be ended, and is then answered with a warning. An error rolls the change back, but
// one that ends the session says nothing of it; a pooler sends that for a server that is gone.
func (s *session) Commit() error {
	ctx, cancel := context.WithTimeout(context.Background(), commitWait)
	defer cancel()
	s.forgetWarnings()
	tag, err := s.send(ctx, "COMMIT")
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

// Rollback ends the transaction; after a commit it does nothing.
func (s *session) Rollback() error {
	if s.ended {
		return nil
	}
	s.ended = true
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_, err := s.send(ctx, "ROLLBACK")
	return errors.Join(err, s.Close())
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
	to   transaction
	text string
}

func (s sent) ExecContext(ctx context.Context, args ...any) (sql.Result, error) {
	return s.to.ExecContext(ctx, s.text, args...)
}

func (s sent) QueryContext(ctx context.Context, args ...any) (*sql.Rows, error) {
	return s.to.QueryContext(ctx, s.text, args...)
}

func (s sent) QueryRowContext(ctx context.Context, args ...any) *sql.Row {
	return s.to.QueryRowContext(ctx, s.text, args...)
}

// isOfServer reports whether an error is one of the server or the way to it.
func isOfServer(err error) bool {
	var retryable interface{ SafeToRetry() bool } // what the driver says of a connection
	var connecting *pgconn.ConnectError
	return stateOf(err) != "" || errors.As(err, &retryable) || errors.As(err, &connecting) || pgconn.Timeout(err) || brokeOff(err)
}

// stateOf is the SQLSTATE of an error of the server; empty for others.
func stateOf(err error) string {
	if e := (*pgconn.PgError)(nil); errors.As(err, &e) {
		return e.Code
	}
	return ""
}
