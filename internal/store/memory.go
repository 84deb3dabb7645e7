package store

import (
	"context"
	"database/sql"

	"modernc.org/sqlite"

	"crm/internal/crm"
)

// inMemory is how SQLite makes a database that is in no file. The connection is the database:
// it ends with it.
const inMemory = "file::memory:?_pragma=busy_timeout(" + engineWait + ")&_pragma=trusted_schema(0)&_pragma=temp_store(2)&_dqs=0&_defensive=1" +
	"&_txlock=immediate&_pragma=foreign_keys(1)&_pragma=synchronous(OFF)"

// InMemory copies one state of the book into memory. What is done with the copy leaves no trace
// on any disk, and ends with it.
//
// Errors: CodeDamaged, CodeBusy, those of the context.
func (s *Store) InMemory(ctx context.Context) (*Store, error) {
	db, err := sql.Open("sqlite", inMemory)
	if err != nil {
		return nil, explain(err, s.path)
	}
	db.SetMaxOpenConns(1)
	if !s.dialect.isFile {
		copied := &Store{db: db, dialect: sqliteDialect, path: s.path, version: s.version, memory: true}
		if err := s.Read(ctx, func(v *View) error { return copied.takeAll(&copying{ctx: ctx, of: s, from: v}) }); err != nil {
			_ = db.Close()
			return nil, err
		}
		return copied, nil
	}
	from := fileName(s.path, "mode=ro&_pragma=busy_timeout("+engineWait+")&_pragma=temp_store(2)")
	if err = takePages(ctx, db, from); crm.CodeOf(explain(err, s.path)) == crm.CodeEnvironment && isSettled(s.path) {
		err = takePages(ctx, db, from+"&immutable=1")
	}
	if err != nil {
		_ = db.Close()
		return nil, explain(err, s.path)
	}
	return &Store{db: db, dialect: sqliteDialect, path: s.path, version: s.version, memory: true}, nil
}

// takeAll fills an empty database with the rows of a book.
func (s *Store) takeAll(c *copying) (err error) {
	if c.tables, err = copiedTables(); err != nil {
		return err
	}
	return s.hold(c.ctx, func(tx *Tx) error {
		if err := tx.dialect.migrate(c.ctx, tx.tx, migrations, 0); err != nil {
			return err
		}
		if err := tx.plainly(tx.dialect.later); err != nil {
			return err
		}
		_, err := c.rows(tx)
		return err
	})
}

// takePages copies a database into the one of a connection.
func takePages(ctx context.Context, db *sql.DB, from string) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return whileBusy(ctx, func() error {
		return conn.Raw(func(driver any) error {
			b, err := driver.(interface {
				NewRestore(string) (*sqlite.Backup, error)
			}).NewRestore(from)
			if err != nil {
				return err
			}
			return copyAll(ctx, b)
		})
	})
}
