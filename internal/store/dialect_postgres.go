package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"crm/internal/query"
)

// postgresDialect is that of a book on a server.
var postgresDialect = &dialect{
	expressions: query.PostgreSQL,
	begin:       beginSession,
	// A signal ends a statement.
	enduring: func(ctx context.Context) context.Context { return ctx },
	// A statement is sent with its values, in one round trip, and one that only writes with the next.
	prepare: func(v *View, text string) (statement, error) { return sent{v.tx.(*session), text}, nil },
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
