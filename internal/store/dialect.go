package store

import (
	"context"
	"database/sql"
	"io"
	"strings"

	"crm/internal/query"
)

// dialect is what a database does in a way of its own: SQLite, of a book in a file, and
// PostgreSQL, of one on a server. All else of this package, the migrations and the statements
// among it, is for both.
type dialect struct {
	// expressions are what an expression of the catalogue is written in.
	expressions *query.Dialect

	// begin begins a transaction, which is rolled back when until ends. One that reads sees
	// one state of the book; one that writes holds the book against all others that write.
	begin func(ctx, until context.Context, s *Store, reads bool) (transaction, error)
	// enduring returns the context of the statements of a transaction.
	enduring func(ctx context.Context) context.Context
	// prepare makes a statement of a transaction ready.
	prepare func(v *View, text string) (statement, error)
	// queue waits until it is somebody's turn to write, and returns what ends the turn.
	queue func(ctx context.Context, s *Store) (leave func(), err error)

	// give writes the rows of a table in the encoding of copies, in the order of their key, and
	// take reads them into a table that has none. bare makes loading faster: it takes away
	// indexes and references, and returns what makes them again.
	give func(v *View, t *copiedTable, to io.Writer) error
	take func(tx *Tx, t *copiedTable, from io.Reader) error
	bare func(tx *Tx, tables []*copiedTable) (dress func() error, err error)

	// explain turns an error of the database into one for the producer.
	explain func(err error, path string) error
	// isOurs reports whether an error is one of the database, rather than of a value that it
	// has given.
	isOurs func(err error) bool

	// words are what migrations say otherwise.
	words *strings.Replacer
	// version asks for the version of a book, and mark is the statements that set it.
	version func(s *Store) string
	mark    func(version int) []string
	// login is what the database says of who asks: the login, if it keeps something from that,
	// its producer, and for whom it may act.
	login string
	// later lets records refer to others that are written after them, in one transaction.
	later string
	// needed asks for the columns that always have a value, with their tables.
	needed string
	// numbers is the list of the numbers in a JSON array that is the first value of a
	// statement.
	numbers string
	// isFile is set where the book is a file, which this process reads by itself and anything
	// may have written to.
	isFile bool
}

// transaction is one of a database: of *sql.Tx, or of a session that begins and ends it
// itself.
type transaction interface {
	ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row
	Commit() error
	Rollback() error
}

// statement is one that is ready to be run in a transaction.
type statement interface {
	ExecContext(ctx context.Context, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, args ...any) *sql.Row
}
